"""What the codes of the tables stand for: one thing is one node, whichever rows speak of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.base import raise_at_once
from unodc_graph.importers.hints import folded, meant, one_of_kinds
from unodc_graph.importers.terms import thing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import pyoxigraph as ox

    from unodc_graph.importers.base import Record, Refuse
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
_LOST: Final = "a code whose row in same-as.csv is not refused"
# A row of these that stands for nothing in another table, and yet is not what its table holds.
_STANDS_ALONE: Final = {
    "organizations.csv": ("region", "presence/organizations.csv"),
    "programmes.csv": ("collection", "presence/programmes.csv"),
}
# What a row may stand for if the graph knows its code as that of another kind.
_MAY_STAND_FOR: Final = {
    "organization": ("office", "state", "regional-organization", "region"),
    "programme": ("instrument", "collection"),
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
        The row that gives the label, or what the graph knows in its place; ``None`` where nothing
        more is known.
    also
        Its labels in other languages.
    """

    node: ox.NamedNode
    kind: str
    label: str
    record: Record | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """The things that codes stand for.

    Attributes
    ----------
    things
        Code to thing.
    refused
        Codes whose own rows were refused, to what is said of them.

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
    refused: Mapping[str, str] = field(default_factory=dict)
    _spellings: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_tables(
        cls,
        tables: Tables,
        known: Mapping[str, Thing] | None = None,
        *,
        refuse: Refuse = raise_at_once,
        refused: Tables | None = None,
    ) -> Codes:
        """Collect the codes of all tables.

        Parameters
        ----------
        tables
            What :func:`~unodc_graph.importers.tables.read_tables` gives.
        known
            Things that exist already and that the tables may point to. A row with the code of one is
            about it, if it is of the kind of the table or the row can stand for such a thing.
        refuse
            Takes the problem of a row, which is then passed over; without it the first is raised.
        refused
            Rows that were left out before, so that a row that points to one is told why.

        Raises
        ------
        ImportDataError
            If a code stands for two things or is no code, two codes give one IRI, or a row says
            that it is the same as one that is not there.
        """
        same: dict[tuple[str, str], Record] = {}
        for record in tables.get(_SAME_AS, ()):
            try:
                same[record.required("file"), record.required("id")] = record
            except ImportDataError as problem:
                refuse(problem)
        lost = {(record["file"], record["id"]) for record in (refused or {}).get(_SAME_AS, ())}
        ours = _own(tables, same, known or {}, lost, refuse)
        things = {**(known or {}), **ours}
        for (file, code), record in same.items():
            listed = [(row, column) for row, column in _rows(tables, file) if row[column] == code]
            try:
                if not listed:
                    raise record.problem("id", f"the code of a row of {file}")
                target = _target(code, record, things, tables)
                if code in ours and ours[code].node != target.node:
                    raise record.problem("id", "a code that stands for one thing only")
            except ImportDataError as problem:
                refuse(problem)
                for row, column in listed:
                    refuse(row.problem(column, _LOST))
            else:
                things[code] = target
        return cls(things, _codes_of(refused or {}))

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
            note = f", not of {one_of_kinds((found.kind,))}" if found is not None else self._hint(wanted, kinds)
            raise record.problem(column, f"the code of {one_of_kinds(kinds)}{note}", wanted)
        return found

    def _hint(self, wanted: str, kinds: tuple[str, ...]) -> str:
        """Say what may have been meant by a code that nothing has."""
        if wanted in self.refused:
            return f"; {self.refused[wanted]} has that code and is refused"
        if kinds not in self._spellings:
            spelled: dict[str, str] = {}
            for code, this in self.things.items():
                if this.kind in kinds:
                    for spelling in (code, this.label, *this.also):
                        spelled.setdefault(folded(spelling), code)
            self._spellings[kinds] = spelled
        codes = meant(wanted, self._spellings[kinds])
        named = [f"{code!r} ({self.things[code].label})" for code in codes]
        return f"; did you mean {' or '.join(named)}?" if named else ""

    def state(self, record: Record, column: str, code: str | None = None) -> ox.NamedNode:
        """Give the node of the state whose ISO 3166-1 alpha-3 code a cell holds.

        Raises
        ------
        ImportDataError
            If there is no such state.
        """
        return self.find(record, column, ("state",), code).node


def _kind(kind: str, record: Record) -> str:
    # The United Nations number areas and states (M49), not organizations of states.
    return "regional-organization" if kind == "state" and not record["m49"] else kind


def _own(
    tables: Tables,
    same: Collection[tuple[str, str]],
    known: Mapping[str, Thing],
    lost: Collection[tuple[str, str]],
    refuse: Refuse,
) -> dict[str, Thing]:
    """Collect what the tables describe, all but the rows that stand for something else."""
    things: dict[str, Thing] = {}
    nodes: set[ox.NamedNode] = set()
    held = {this.node for this in known.values()}
    for table, (_, code_column, _) in _TABLES.items():
        for record in tables.get(table, ()):
            try:
                code = record.required(code_column)
                if ";" in code or code.split() != [code]:
                    raise record.problem(code_column, "a code without space or semicolon")
                if (_file(table), code) in same:
                    continue
                if (_file(table), code) in lost:
                    raise record.problem(code_column, _LOST)
                if code in things:
                    raise record.problem(code_column, "a code that no other row has, or a row in same-as.csv")
                this = _described(table, record, known.get(code))
                if this.node in nodes or (code not in known and this.node in held):
                    raise record.problem(code_column, "a code that differs from others in letters or digits")
            except ImportDataError as problem:
                refuse(problem)
            else:
                nodes.add(this.node)
                things[code] = this
    return things


def _described(table: str, record: Record, known: Thing | None) -> Thing:
    """Give what a row is about: something new, or what the graph knows by its code."""
    kind, code_column, label_column = _TABLES[table]
    kind, code, label = _kind(kind, record), record[code_column], record.required(label_column)
    if known is None:
        return Thing(thing(kind, code), kind, label, record)
    if known.kind == kind:
        return Thing(known.node, kind, label, record)
    if known.kind in _MAY_STAND_FOR.get(kind, ()):
        return known
    is_it = f"a code that stands for one thing only; in the graph it is that of {one_of_kinds((known.kind,))}"
    raise record.problem(code_column, f"{is_it}, {known.label!r}")


def _codes_of(tables: Tables) -> dict[str, str]:
    return {
        record[column]: f"row {record.line} of {record.file}"
        for table, (_, column, _) in _TABLES.items()
        for record in tables.get(table, ())
    }


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
