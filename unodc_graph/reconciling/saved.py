"""Reads a saved status table into heads and rows; which of three layouts it has, its content tells.

The layouts: the columns state_iso3, instrument_id, action and date; the columns Participant, Signature and so on, as
the depositary prints them; the depositary's XML.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.hints import folded
from unodc_graph.importers.tables import rows_of
from unodc_graph.reconciling.heads import is_participant_column
from unodc_graph.reconciling.rows import Row, StatusTable
from unodc_graph.reconciling.treaty_xml import read_treaty_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ACT_COLUMNS", "Saved", "SavedLayout", "read_saved"]

SavedLayout = Literal["acts", "status table", "depositary's XML"]

ACT_COLUMNS: Final = ("state_iso3", "instrument_id", "action", "date")
"""The columns of a table of acts that are read; there may be others."""

_SPELLINGS: Final = {folded(name): name for name in ACT_COLUMNS}
_LARGEST: Final = 8 * 2**20
# A table may stand below the number and the title of its treaty.
_LINES_ABOVE: Final = 20
_SEPARATORS: Final = ("\t", ";", ",")
_EXPECTED: Final = (
    "a saved status table: CSV with the columns Participant, Signature and Ratification, Accession(a) …, CSV with the "
    f"columns {', '.join(ACT_COLUMNS)}, or the XML of the depositary"
)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file holds.

    Attributes
    ----------
    file
        What it is called in messages.
    layout
        Which layout it has.
    tables
        Its tables, one but for XML.
    names
        What the file calls its instrument: numbers, then titles; empty but for XML.
    remarks
        What of it is not read, and why.
    """

    file: str
    layout: SavedLayout
    tables: tuple[StatusTable, ...]
    names: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_saved(file: str | Path) -> Saved:
    """Read a saved status table.

    Raises
    ------
    ImportDataError
        If there is no such file, it cannot be read, is none of the three layouts, or holds no row.
    """
    path = Path(file)
    data = _bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if b"<html" in data[:2000].lower():
            raise ImportDataError(path, None, None, None, f"{_EXPECTED}, and not a web page")
        tables, names, remarks = read_treaty_xml(path, data)
        return Saved(str(file), "depositary's XML", tables, names, remarks)
    layout, table, remarks = _csv(data, str(file))
    if not table.rows:
        raise ImportDataError(path, table.line, None, None, "at least one row below the heads of the columns")
    return Saved(str(file), layout, (table,), (), remarks)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > _LARGEST:
            size = path.stat().st_size / 2**20
            expected = (
                f"a table of at most {_LARGEST // 2**20} MB, and not of {size:.0f}: one treaty has some hundred rows"
            )
            raise ImportDataError(path, None, None, None, expected)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, ImportDataError):
            raise
        reason = getattr(error, "strerror", None) or error
        raise ImportDataError(path, None, None, None, f"a file that can be read ({reason})") from error
    return data


def _csv(data: bytes, file: str) -> tuple[SavedLayout, StatusTable, tuple[str, ...]]:
    """Find the heads of the columns, and by them what stands between the cells: heads hold commas themselves."""
    begin: list[str] = []
    for separator in _SEPARATORS:
        above: list[int] = []
        rows = rows_of(data, file, separator)
        for line, cells in _first(rows):
            layout = _layout(cells)
            if layout is not None:
                heads = tuple(_spelled(cells) if layout == "acts" else cells)
                remarks = (f"line {above[0]} to {above[-1]}: stands above the table and is not read",) if above else ()
                return layout, StatusTable(heads, line, tuple(Row(at, tuple(row)) for at, row in rows)), remarks
            above.append(line)
            begin = begin or cells
    if not begin:
        raise ImportDataError(file, None, None, None, f"{_EXPECTED}, and not an empty file")
    raise ImportDataError(file, 1, None, None, f"{_EXPECTED}; it begins with {', '.join(begin)[:100]!r}")


def _first(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Give the first rows, as far as they can be read so."""
    for _ in range(_LINES_ABOVE):
        try:
            row = next(rows, None)
        except ImportDataError as error:
            if not error.expected.startswith("a row of CSV"):
                raise
            return
        if row is None:
            return
        yield row


def _layout(cells: Sequence[str]) -> Literal["acts", "status table"] | None:
    if set(ACT_COLUMNS) <= set(_spelled(cells)):
        return "acts"
    return "status table" if len(cells) > 1 and any(map(is_participant_column, cells)) else None


def _spelled(cells: Sequence[str]) -> list[str]:
    """Write the columns of a list of acts as they are called, whatever their case and the signs between the words."""
    return [_SPELLINGS.get(folded(cell), cell) for cell in cells]
