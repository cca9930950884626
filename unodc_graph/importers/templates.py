"""Empty tables to fill in, and what their columns mean."""

from __future__ import annotations

import csv
import difflib
import io
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_graph.errors import ParameterError
from unodc_graph.importers.layouts import LAYOUTS

if TYPE_CHECKING:
    from unodc_graph.importers.columns import Column, Layout
    from unodc_graph.importers.schemes import Schemes

__all__ = ["ColumnGuide", "column_guides", "empty_table", "guide", "template", "templates"]

# The reader tells a table by its columns, and these two have the same.
_LIKE_ANOTHER: Final = ("treaties/actions-world.csv",)


class ColumnGuide(NamedTuple):
    """What a column is for.

    Attributes
    ----------
    column
        Its name.
    required
        Whether a cell must hold something.
    meaning
        What it says of the thing in the row.
    form
        What may stand in a cell.
    codes
        The codes that may stand there, each with its label; empty where they are no closed list.
    """

    column: str
    required: bool
    meaning: str
    form: str
    codes: dict[str, str]


# What people call things that are rows of a table with another name.
_CALLED: Final = {
    **dict.fromkeys(("training", "trainings", "meeting", "meetings", "courses", "events", "workshops"), "activities"),
    **dict.fromkeys(("donor", "donors", "partner", "partners", "agencies"), "organizations"),
    **dict.fromkeys(("treaty", "treaties", "convention", "conventions", "protocols"), "instruments"),
    **dict.fromkeys(("country", "countries"), "states"),
    **dict.fromkeys(("ratifications", "accessions", "treaty-actions"), "actions"),
    **dict.fromkeys(("legislation", "acts"), "laws"),
    **dict.fromkeys(("statistics", "values", "data"), "observations"),
}


def templates() -> list[Layout]:
    """List the tables that there are, in the order of their names."""
    found = [layout for file, layout in LAYOUTS.items() if file not in _LIKE_ANOTHER]
    return sorted(found, key=lambda layout: layout.name)


def template(name: str) -> Layout:
    """Give the table of a name.

    Raises
    ------
    ParameterError
        If there is none.

    Examples
    --------
    >>> template("offices").header[:2]
    ('id', 'name')
    """
    known = {layout.name: layout for layout in LAYOUTS.values()}
    if name not in known:
        near = _CALLED.get(name.casefold()) or next(iter(difflib.get_close_matches(name, known, n=1)), None)
        listed = ", ".join(layout.name for layout in templates())
        hint = f"did you mean {near!r}?" if near else f"there are {listed}"
        raise ParameterError("NAME", f"there is no table {name!r}; {hint}")
    return known[name]


def empty_table(layout: Layout) -> str:
    r"""Write a table without rows: CSV with the names of the columns.

    Examples
    --------
    >>> empty_table(template("same-as"))
    'id,file,is,in_file,remark\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(layout.header)
    return text.getvalue()


def column_guides(layout: Layout, schemes: Schemes) -> list[ColumnGuide]:
    """Say what each column of a table is for, in its order.

    Parameters
    ----------
    layout
        The table.
    schemes
        The closed lists, for the codes that may stand in a cell.
    """
    return [
        ColumnGuide(column.name, column.required, column.meaning, _form(column), _codes(column, schemes))
        for column in layout.columns
    ]


def guide(layout: Layout, schemes: Schemes) -> str:
    """Write what the columns of a table are for, as Markdown, to lie beside the table."""
    guides = column_guides(layout, schemes)
    lines = [
        f"# {layout.name}",
        "",
        f"One row is {layout.what}. The file is CSV in UTF-8; the columns may stand in any order. A column that",
        "is not marked *required* may be left out, and its cells may be empty.",
        "",
        "| column | meaning | what may stand there |",
        "|--|--|--|",
    ]
    for one in guides:
        needed = " *required*" if one.required else ""
        below = " (see below)" if one.codes else ""
        lines.append(f"| `{one.column}`{needed} | {one.meaning} | {one.form.replace('|', chr(92) + '|')}{below} |")
    for one in guides:
        if one.codes:
            lines += ["", f"## {one.column}", "", "| code | meaning |", "|--|--|"]
            lines += [f"| `{code}` | {label} |" for code, label in one.codes.items()]
    return "\n".join([*lines, ""])


def _form(column: Column) -> str:
    if not column.separator:
        return column.form.words
    return f"{column.form.words}; several with {column.separator!r} between them"


def _codes(column: Column, schemes: Schemes) -> dict[str, str]:
    of = sorted((code, concept) for (scheme, code), concept in schemes.concepts.items() if scheme == column.form.scheme)
    return {code: schemes.label(concept) for code, concept in of}
