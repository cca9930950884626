"""Tells which table a file is, by its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.hints import folded
from unodc_graph.importers.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_graph.importers.columns import Layout

__all__ = ["recognised", "spelled"]

_SEPARATORS: Final = {"|": "bars", ":": "colons"}


def spelled(header: Sequence[str]) -> list[str]:
    """Write the names of columns as the layouts do, whatever their case and with spaces or dashes in them.

    Examples
    --------
    >>> spelled(["ID", "Programme id", "colour"])
    ['id', 'programme_id', 'colour']
    """
    names = {folded(name): name for layout in LAYOUTS.values() for name in layout.header}
    return [names.get(folded(cell), cell) for cell in header]


def recognised(header: Sequence[str], file: str, line: int) -> Layout:
    """Give the layout whose columns a header names, in any order; those that are not required may be missing.

    Raises
    ------
    ImportDataError
        If a column stands twice, or no layout has these columns; the nearest is named then, with
        what is too much and what is missing. Also if several layouts have them.

    Examples
    --------
    >>> recognised(["is", "id", "file", "in_file", "remark"], "mine.csv", 1).name
    'same-as'
    """
    names = set(header)
    for place, name in enumerate(header):
        if name in header[:place]:
            raise ImportDataError(file, line, name, name, "each column once")
    for layout in LAYOUTS.values():
        if names == set(layout.header):
            return layout
    fitting = [layout for layout in LAYOUTS.values() if _fits(names, layout)]
    # Two layouts with the same columns are one kind of table.
    if len({layout.header for layout in fitting}) == 1:
        return fitting[0]
    if fitting:
        tables = " or ".join(repr(layout.name) for layout in fitting)
        expected = (
            f"the columns of one table, and not those that {tables} may have: add a column of the one that is meant"
        )
        raise ImportDataError(file, line, None, None, expected)
    if not header:
        expected = "the columns of a table (`unodc-graph template` lists the tables), and not an empty file"
        raise ImportDataError(file, None, None, None, expected)
    if len(header) == 1:
        _refuse_separator(header[0], file, line)
    raise _unknown(names, header, file, line)


def _fits(names: set[str], layout: Layout) -> bool:
    return names <= set(layout.header) <= names | layout.optional


def _likeness(names: set[str], layout: Layout) -> float:
    """Give the share of columns that a header and a layout have in common; those it may leave out do not count."""
    return len(names & set(layout.header)) / len(names | set(layout.header) - layout.optional)


def _refuse_separator(cell: str, file: str, line: int) -> None:
    for separator, called in _SEPARATORS.items():
        if cell.count(separator) > 1:
            expected = f"commas between the cells, not {called}: save the table as CSV with commas, in UTF-8"
            raise ImportDataError(file, line, None, None, expected)


def _unknown(names: set[str], header: Sequence[str], file: str, line: int) -> ImportDataError:
    nearest = max(LAYOUTS.values(), key=lambda layout: _likeness(names, layout))
    extra = [name for name in header if name not in nearest.header]
    missing = [name for name in nearest.header if name not in names and (extra or name not in nearest.optional)]
    if not names & set(nearest.header):
        known = ", ".join(dict.fromkeys(layout.name for layout in LAYOUTS.values()))
        expected = f"the columns of a table: {known}; `unodc-graph template NAME` writes them"
        return ImportDataError(file, line, None, None, expected)
    differences = [
        f"without {', '.join(map(repr, extra))}" if extra else "",
        f"with {', '.join(map(repr, missing))}" if missing else "",
    ]
    expected = (
        f"the columns of a table; nearest is {nearest.name!r}: {' and '.join(filter(None, differences))} "
        f"(`unodc-graph template {nearest.name}` writes them)"
    )
    return ImportDataError(file, line, (extra or missing)[0] or None, extra[0] if extra else None, expected)
