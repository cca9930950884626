"""Reads status tables: a column of participants, and columns of acts with a date and a mark in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.reconciling.acts import Act, Key
from unodc_graph.reconciling.cells import name_of, read_date_cell, says_nothing, unreadable
from unodc_graph.reconciling.heads import act_columns, is_participant_column
from unodc_graph.reconciling.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    from unodc_graph.reconciling.heads import ActColumn
    from unodc_graph.reconciling.recorded import Recorded
    from unodc_graph.reconciling.rows import Row, StatusTable
    from unodc_graph.reconciling.saved import Saved

__all__ = ["read_status_tables"]

_BRACKETED: Final = "in square brackets in the file"


def read_status_tables(saved: Saved, recorded: Recorded, instrument: ox.NamedNode) -> Told:
    """Read the acts that status tables of one instrument tell.

    Raises
    ------
    ImportDataError
        If a table has no column of acts.
    """
    told = Told(saved.file)
    acts = {kind.label.casefold(): code for code, kind in recorded.kinds.items()}
    kinds: set[str] = set()
    for table in saved.tables:
        columns = act_columns(table.heads, acts)
        if not columns:
            expected = "a column of acts, such as Signature or Ratification, Accession(a), Succession(d)"
            raise ImportDataError(saved.file, table.line, None, ", ".join(map(name_of, table.heads)), expected)
        kinds.update(*(column.acts for column in columns))
        _tell_columns(told, table, columns)
        reader = _Reader(told, table, columns, recorded, instrument)
        for row in table.rows:
            reader.read(row)
    told.kinds = frozenset(kinds.union(act.kind for act in told.acts))
    return told


def _tell_columns(told: Told, table: StatusTable, columns: Sequence[ActColumn]) -> None:
    places = {column.place for column in columns}
    for place, head in enumerate(table.heads):
        if place not in places and not is_participant_column(head):
            told.remarks.append(f"column {name_of(head)!r} tells no act that is known, and is not read")
    for column in columns:
        for strange in column.strange:
            told.remarks.append(f"column {column.head!r}: {strange!r} is no act that is known")


@dataclass(frozen=True, slots=True)
class _Reader:
    told: Told
    table: StatusTable
    columns: Sequence[ActColumn]
    recorded: Recorded
    instrument: ox.NamedNode

    def read(self, row: Row) -> None:
        cells = self.told.cells_of(row, self.table.heads)
        if cells is None or not any(cell.strip() for cell in cells):
            return
        participant = self._participant(cells, row.line)
        if participant is None:
            return
        key = Key(participant, self.instrument)
        self.told.rows.add(key)
        for column in self.columns:
            cell = cells[column.place]
            wrong = unreadable(cell)
            if wrong is not None:
                self._refuse(key, column, cell, row.line, wrong)
            elif not says_nothing(cell):
                self._read_act(key, column, cell, row.line)

    def _participant(self, cells: Sequence[str], line: int) -> ox.NamedNode | None:
        place = next(place for place, head in enumerate(self.table.heads) if is_participant_column(head))
        cell = cells[place]
        if is_participant_column(cell):
            return None  # a table of several pages repeats its heads
        name = name_of(cell)
        wrong = unreadable(cell) or (None if name else "the name of a participant")
        if wrong is not None:
            self.told.refuse(line, name_of(self.table.heads[place]), cell, wrong)
            return None
        return self.told.recognised(name, line, self.recorded.participant(name))

    def _refuse(self, key: Key, column: ActColumn, cell: str, line: int, expected: str) -> None:
        self.told.refuse(line, column.head, cell, expected)
        self.told.unread[key] = line

    def _read_act(self, key: Key, column: ActColumn, cell: str, line: int) -> None:
        try:
            found = read_date_cell(cell)
            kind = column.act(found.mark)
        except ValueError as error:
            self._refuse(key, column, cell, line, str(error))
            return
        self.told.add(Act(key, kind, found.date, line, _BRACKETED if found.is_bracketed else ""))
