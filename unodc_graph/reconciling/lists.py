"""Reads a list of acts: a table with the columns state_iso3, instrument_id, action and date, one act a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.errors import ImportDataError
from unodc_graph.reading_dates import read_date
from unodc_graph.reconciling.acts import Act, Key
from unodc_graph.reconciling.cells import unreadable
from unodc_graph.reconciling.saved import ACT_COLUMNS
from unodc_graph.reconciling.told import Told

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyoxigraph as ox

    from unodc_graph.reconciling.recorded import Recorded
    from unodc_graph.reconciling.saved import Saved

__all__ = ["read_list"]


def read_list(saved: Saved, recorded: Recorded, instrument: ox.NamedNode | None) -> Told:
    """Read the acts of a list, or only those on one instrument.

    Raises
    ------
    ImportDataError
        If a column stands twice.
    """
    (table,) = saved.tables
    for column in ACT_COLUMNS:
        if table.heads.count(column) > 1:
            raise ImportDataError(saved.file, table.line, column, column, "each column once")
    told = Told(saved.file)
    places = [table.heads.index(column) for column in ACT_COLUMNS]
    passed_over = 0
    for row in table.rows:
        cells = told.cells_of(row, table.heads)
        if cells is None or not _are_readable(told, row.line, values := [cells[place] for place in places]):
            continue
        who, what, kind, when = values
        about = told.recognised(what, row.line, recorded.instrument_coded(what))
        if instrument is not None and about is not None and about != instrument:
            passed_over += 1
            continue
        participant = told.recognised(who, row.line, recorded.participant_coded(who))
        if participant is not None and about is not None:
            key = Key(participant, about)
            told.rows.add(key)
            if not _read_act(told, key, kind, when, line=row.line, kinds=recorded.kinds):
                told.unread[key] = row.line
    if passed_over:
        told.remarks.append(f"acts on other instruments are passed over: {passed_over}")
    return told


def _are_readable(told: Told, line: int, values: list[str]) -> bool:
    wrong = {column: reason for column, cell in zip(ACT_COLUMNS, values, strict=True) if (reason := unreadable(cell))}
    for column, reason in wrong.items():
        told.refuse(line, column, values[ACT_COLUMNS.index(column)], reason)
    return not wrong


def _read_act(told: Told, key: Key, kind: str, when: str, *, line: int, kinds: Collection[str]) -> bool:
    """Take the act of a row, and say whether there is one."""
    is_known = kind in kinds
    if not is_known:
        told.refuse(line, "action", kind, f"one of the acts {', '.join(sorted(kinds))}")
    try:
        day = read_date(when) if when else None
    except ValueError as error:
        told.refuse(line, "date", when, f"a date that exists ({str(error).partition(': ')[2]})")
        return False
    if is_known:
        told.add(Act(key, kind, day, line))
    return is_known
