"""Reads the tables of the reference layout.

A table is a CSV file in UTF-8 with the columns named here and no others, in any order; a column
whose cells may be empty may be left out. Between the cells stand commas, or semicolons or tabs as spreadsheets write them where the
comma is the sign of decimals. Space around a cell is not part of it, nor is the apostrophe by which
a table of ours keeps a spreadsheet from reading a text as a formula (``'=1+1``, ``'-5 people``).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.base import SPACE, Record, raise_at_once
from unodc_graph.importers.layouts import LAYOUTS
from unodc_graph.reading.encodings import how_to_convert
from unodc_graph.reading.foreign import foreign
from unodc_graph.spreadsheets import unguarded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from unodc_graph.importers.base import Refuse

__all__ = ["TABLES", "Tables", "parse_table", "read_table", "read_tables", "records_of", "rows_of"]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {name: layout.header for name, layout in LAYOUTS.items()}
"""The tables that have a mapper, each with its columns; the order is that in which titles of
sources are taken."""

Tables = dict[str, list[Record]]
"""Table to records, as :func:`read_tables` gives them."""

# Tables of the layout that hold tests and no facts of their own.
_WITHOUT_MAPPER: Final = frozenset({"presence/seed_map.csv", "treaties/march-2015-snapshot.csv"})

# XML and Turtle tools refuse these, and no name or note needs one.
_SEPARATORS: Final = ",;\t"
# What spreadsheets write, and read, above the header.
_TOLD: Final = re.compile(r"sep=(.)\r?\n?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def read_tables(folder: Path) -> Tables:
    """Read every table of the layout that a folder holds and that has a mapper.

    Returns
    -------
    Tables
        In the order of :data:`TABLES`; a table that the folder does not hold is missing.

    Raises
    ------
    ImportDataError
        If the folder holds none of them, a CSV file that is no table of the layout, or a table
        that is not as expected.
    """
    held = {path.relative_to(folder).as_posix() for path in (*folder.glob("*.csv"), *folder.glob("*/*.csv"))}
    strangers = sorted(held - set(TABLES) - _WITHOUT_MAPPER)
    if strangers:
        raise ImportDataError(folder / strangers[0], None, None, None, f"the name of a table: {', '.join(TABLES)}")
    found = [name for name in TABLES if name in held]
    if not found:
        raise ImportDataError(folder, None, None, None, f"a folder with at least one of {', '.join(TABLES)}")
    return {name: list(read_table(folder, name)) for name in found}


def read_table(folder: Path, name: str) -> Iterator[Record]:
    """Read one table of the layout, in file order.

    Raises
    ------
    ImportDataError
        If the file is missing or unreadable, is not UTF-8 or not CSV, or its columns or the
        length of a row are not those expected.
    """
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportDataError(path, None, None, None, f"a file that can be read ({error.strerror})") from error
    return parse_table(data, str(path), TABLES[name], optional=LAYOUTS[name].optional)


def parse_table(
    data: bytes,
    file: str,
    columns: Sequence[str],
    refuse: Refuse = raise_at_once,
    *,
    optional: Collection[str] = (),
) -> Iterator[Record]:
    r"""Read the bytes of one table; a byte order mark and blank lines are passed over.

    Parameters
    ----------
    data, file
        The table, and what it is called in messages.
    columns
        Its columns.
    refuse
        Takes the problems of single rows, which are then left out; without it the first is raised.
    optional
        Those of its columns that may be missing; their cells are empty then.

    Raises
    ------
    ImportDataError
        As :func:`read_table`.

    Examples
    --------
    >>> [row.values for row in parse_table(b"id,name\nROCA,Regional office\n", "x.csv", ("id", "name"))]
    [{'id': 'ROCA', 'name': 'Regional office'}]
    """
    rows = rows_of(data, file)
    line, header = next(rows, (0, None))
    if header is None:
        raise ImportDataError(file, None, None, None, f"the columns {', '.join(columns)}")
    _check_header(header, file, line, columns, optional)
    yield from records_of(rows, file, header, refuse, columns)


def rows_of(data: bytes, file: str, separator: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Read CSV: yield the line on which each row begins, counted from 1, and its cells; not blank rows.

    Parameters
    ----------
    data, file
        The table, and what it is called in messages.
    separator
        What stands between the cells; without it the first line that is not blank tells.

    Raises
    ------
    ImportDataError
        If the bytes are not UTF-8 or not CSV.
    """
    text = _decoded(data, file)
    lines = io.StringIO(text, newline="")
    first = next((line for line in io.StringIO(text, newline=None) if line.strip(f"{SPACE}{_SEPARATORS}")), "")
    told = _TOLD.fullmatch(first)
    between = told[1] if told else separator or max(_SEPARATORS, key=first.count)
    rows = csv.reader(lines, delimiter=between, strict=True)
    begin = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"cells of at most {csv.field_size_limit()} characters" if "limit" in str(error) else str(error)
            raise ImportDataError(file, begin, None, None, f"a row of CSV ({reason})") from error
        cells = [unguarded(cell.strip(SPACE)).strip(SPACE) for cell in row]
        if told and begin == 1:
            cells = []
        if any(cells):
            yield begin, cells
        begin = rows.line_num + 1


def records_of(
    rows: Iterable[tuple[int, list[str]]], file: str, header: Sequence[str], refuse: Refuse, columns: Sequence[str]
) -> Iterator[Record]:
    """Make records of rows; one that has other cells than the header, or what is no text, is refused.

    A column that the header does not name has empty cells.
    """
    missing = dict.fromkeys((name for name in columns if name not in header), "")
    for line, cells in rows:
        if len(cells) != len(header):
            quotes = "; what holds a comma or a semicolon stands in quotes" if len(cells) > len(header) else ""
            expected = f"{len(header)} cells as in the header, not {len(cells)}{quotes}"
            refuse(ImportDataError(file, line, None, None, expected))
            continue
        if _CONTROL.search("".join(cells)) is None:
            yield Record(file, line, dict(zip(header, cells, strict=True)) | missing)
            continue
        for column, cell in zip(header, cells, strict=True):
            if _CONTROL.search(cell):
                refuse(ImportDataError(file, line, column, cell, "text without control characters"))


def _decoded(data: bytes, file: str) -> str:
    kind = foreign(data)
    if kind is not None:
        expected = f"text, and not {kind}: open it in the program that made it and save the table as CSV UTF-8"
        raise ImportDataError(file, None, None, None, expected)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ImportDataError(file, 1, None, None, "text in UTF-8, not UTF-16: save the table as CSV UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        expected = f"text in UTF-8, of which the byte {data[error.start]:#04x} is no part: save the table as CSV UTF-8"
        expected += how_to_convert(data)
        raise ImportDataError(file, line, None, None, expected) from error


def _check_header(cells: list[str], file: str, line: int, columns: Sequence[str], optional: Collection[str]) -> None:
    for position, name in enumerate(cells):
        if name not in columns:
            raise ImportDataError(file, line, name or None, name, f"one of the columns {', '.join(columns)}")
        if name in cells[:position]:
            raise ImportDataError(file, line, name, name, "each column once")
    missing = [name for name in columns if name not in cells and name not in optional]
    if missing:
        raise ImportDataError(file, line, missing[0], None, f"also {', '.join(missing)}")
