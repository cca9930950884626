"""What the codes of the tables stand for: one thing is one node, whichever rows speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unodc_graph.importers.terms import thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph as ox

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.tables import Tables

__all__ = ["AGENTS", "KINDS", "Codes", "Thing"]

AGENTS: Final = ("organization", "office", "state", "regional-organization")
"""The kinds that can give, carry out, receive or organize."""
KINDS: Final = (
    *AGENTS,
    "region",
    "programme",
    "project",
    "activity",
    "facility",
    "instrument",
    "collection",
)
"""The kinds that a figure of the table of figures can be about."""

_TABLES: Final = {
    "treaties/states.csv": ("state", "iso3", "name_en"),
    "treaties/instruments.csv": ("instrument", "id", "short_name"),
    "presence/offices.csv": ("office", "id", "name"),
    "presence/organizations.csv": ("organization", "id", "name"),
    "presence/programmes.csv": ("programme", "id", "name"),
    "presence/projects.csv": ("project", "id", "title"),
    "presence/activities.csv": ("activity", "id", "title"),
    "presence/facilities.csv": ("facility", "id", "name"),
    "law/laws.csv": ("national-act", "id", "title_en"),
    "series/series.csv": ("series", "series_id", "title_en"),
}
_SAME_AS: Final = "presence/same-as.csv"
# A row of these that stands for nothing in another table, and yet is not what its table holds.
_STANDS_ALONE: Final = {
    "organizations.csv": ("region", "presence/organizations.csv"),
    "programmes.csv": ("collection", "presence/programmes.csv"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a code stands for.

    Attributes
    ----------
    node
        Its IRI.
    kind
        The word with which its IRI begins: ``state``, ``office``, ``project`` …
    label
        Its English label.
    record
        The row that gives the label; ``None`` for a thing that no table describes.
    """

    node: ox.NamedNode
    kind: str
    label: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """The things that codes stand for.

    Attributes
    ----------
    things
        Code to thing.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> offices = [Record("offices.csv", 2, {"id": "ROCA", "name": "Regional office"})]
    >>> organizations = [Record("organizations.csv", 2, {"id": "ROCA-ORG", "name": "ROCA"})]
    >>> cells = {"id": "ROCA-ORG", "file": "organizations.csv", "is": "ROCA", "in_file": "offices.csv"}
    >>> codes = Codes.from_tables(
    ...     {
    ...         "presence/offices.csv": offices,
    ...         "presence/organizations.csv": organizations,
    ...         "presence/same-as.csv": [Record("same-as.csv", 2, cells)],
    ...     }
    ... )
    >>> codes.things["ROCA-ORG"].node.value
    'https://w3id.org/unodc-graph/id/office-ROCA'
    """

    things: Mapping[str, Thing]

    @classmethod
    def from_tables(cls, tables: Tables, known: Mapping[str, Thing] | None = None) -> Codes:
        """Collect the codes of all tables.

        Parameters
        ----------
        tables
            What :func:`~unodc_graph.importers.tables.read_tables` gives.
        known
            Things that exist already and that the tables may point to.

        Raises
        ------
        ImportDataError
            If a code stands for two things or is no code, two codes give one IRI, or a row says
            that it is the same as one that is not there.
        """
        same = {(record.required("file"), record.required("id")): record for record in tables.get(_SAME_AS, ())}
        ours = _own(tables, same)
        things = {**(known or {}), **ours}
        for (file, code), record in same.items():
            if not any(row[column] == code for row, column in _rows(tables, file)):
                raise record.problem("id", f"the code of a row of {file}")
            target = _target(code, record, things, tables)
            if code in ours and ours[code].node != target.node:
                raise record.problem("id", "a code that stands for one thing only")
            things[code] = target
        return cls(things)

    def find(self, record: Record, column: str, kinds: Iterable[str], code: str | None = None) -> Thing:
        """Give the thing that a cell, or a part of it (``code``), points to.

        Raises
        ------
        ImportDataError
            If there is no thing of that code, or it is of another kind.
        """
        wanted = record[column] if code is None else code
        found = self.things.get(wanted)
        kinds = tuple(kinds)
        if found is None or found.kind not in kinds:
            what = " or ".join(map(_with_article, kinds))
            note = f", not of {_with_article(found.kind)}" if found is not None else ""
            raise record.problem(column, f"the code of {what}{note}", wanted)
        return found

    def state(self, record: Record, column: str, code: str | None = None) -> ox.NamedNode:
        """Give the node of the state whose ISO 3166-1 alpha-3 code a cell holds.

        Raises
        ------
        ImportDataError
            If there is no such state.
        """
        return self.find(record, column, ("state",), code).node


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _kind(kind: str, record: Record) -> str:
    # The United Nations number areas and states (M49), not organizations of states.
    return "regional-organization" if kind == "state" and not record["m49"] else kind


def _own(tables: Tables, same: Mapping[tuple[str, str], Record]) -> dict[str, Thing]:
    """Collect what the tables describe, all but the rows that stand for something else."""
    things: dict[str, Thing] = {}
    nodes: set[ox.NamedNode] = set()
    for table, (kind, code_column, label_column) in _TABLES.items():
        for record in tables.get(table, ()):
            code = record.required(code_column)
            if ";" in code or code.split() != [code]:
                raise record.problem(code_column, "a code without space or semicolon")
            if (_file(table), code) in same:
                continue
            if code in things:
                raise record.problem(code_column, "a code that no other row has, or a row in same-as.csv")
            this = Thing(thing(_kind(kind, record), code), _kind(kind, record), record.required(label_column), record)
            if this.node in nodes:
                raise record.problem(code_column, "a code that differs from others in letters or digits")
            nodes.add(this.node)
            things[code] = this
    return things


def _rows(tables: Tables, file: str) -> Iterator[tuple[Record, str]]:
    """Yield the rows of the table of a file name, each with the column of its code."""
    for table, (_, column, _) in _TABLES.items():
        if _file(table) == file:
            for record in tables.get(table, ()):
                yield record, column


def _file(table: str) -> str:
    return table.rpartition("/")[2]


def _target(code: str, record: Record, things: Mapping[str, Thing], tables: Tables) -> Thing:
    if not record["is"]:
        alone = _STANDS_ALONE.get(record["file"])
        if alone is None:
            raise record.problem("is", "the code that the row stands for")
        kind, table = alone
        label_column = _TABLES[table][2]
        row = next(row for row in tables[table] if row["id"] == code)
        return Thing(thing(kind, code), kind, row.required(label_column), row)
    found = things.get(record["is"])
    kinds = {kind for table, (kind, _, _) in _TABLES.items() if record["in_file"] in (table, _file(table))}
    # A regional organization stands among the states.
    if found is None or found.kind.replace("regional-organization", "state") not in kinds:
        raise record.problem("is", f"the code of a row of {record['in_file'] or 'another table'}")
    return found
