"""Columns of TSV to typed Arrow columns, each by operations on the column as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from unodc_graph.namespaces import XSD
from unodc_graph.terms import DATE_TIME, DECIMAL, DOUBLE, INTEGER, ZONE
from unodc_graph.tsv import datatype_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Column = Any  # pyarrow types its arrays by hand-written stubs, if at all

__all__ = ["read"]

_LARGEST_BLOCK: Final = 2**31 - 1
_MOST_DIGITS: Final = 38
_FIRST_MOMENT: Final = -62_135_596_800_000_000  # 0001-01-01T00:00:00 in microseconds from 1970
_LAST_MOMENT: Final = 253_402_300_799_999_999  # 9999-12-31T23:59:59.999999


def read(tsv: bytes, columns: Sequence[str], places: Sequence[int]) -> pa.Table:
    """Read rows as the engine writes them; parameters as in ``frames.arrow``."""
    if not columns:
        return pa.table({})
    names = [str(place) for place in range(tsv[: tsv.index(b"\n")].count(b"\t") + 1)]
    cells = csv.read_csv(
        pa.BufferReader(tsv),
        # In one piece, as far as that goes.
        read_options=csv.ReadOptions(
            column_names=names, skip_rows=1, block_size=min(len(tsv) + 1, _LARGEST_BLOCK), use_threads=False
        ),
        parse_options=csv.ParseOptions(
            delimiter="\t", quote_char=False, double_quote=False, escape_char=False, ignore_empty_lines=False
        ),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True
        ),
    )
    return pa.Table.from_arrays([_typed(cells.column(place)) for place in places], names=list(columns))


def _typed(cells: Column) -> Column:
    """Give a column the type that all its cells have, else that of texts."""
    bound = cells.drop_null()
    if not len(bound):
        return cells
    read_as = _READERS.get(datatype_in(bound[0].as_py()) or "")
    try:
        typed = read_as(cells) if read_as is not None else None
    except pa.ArrowInvalid:
        # A day that the month does not have, or a number beyond the bounds of the type.
        typed = None
    return _texts(cells) if typed is None else typed


def _are(cells: Column, pattern: str) -> bool:
    """Say whether a pattern matches every cell that holds something, as a whole."""
    return _all(pc.match_substring_regex(cells, f"^(?:{pattern})$"))


def _all(truth: Column) -> bool:
    return bool(pc.all(truth).as_py())


def _any(truth: Column) -> bool:
    return bool(pc.any(truth).as_py())


def _quoted(lexical: str, datatype: str) -> str:
    return rf'"{lexical}"\^\^<{XSD.replace(".", "[.]")}{datatype}>'


_INTEGER_CELL: Final = f"{INTEGER}|{_quoted(INTEGER, 'integer')}"
_DECIMAL_CELL: Final = f"{DECIMAL}|{_quoted(INTEGER, 'integer')}|{_quoted(DECIMAL, 'decimal')}"
_DOUBLE_CELL: Final = f"{DECIMAL}[eE][+-]?[0-9]+|{_quoted(DOUBLE, '(?:double|float)')}"
_TRUE_CELL: Final = f"true|{_quoted('(?:true|1)', 'boolean')}"
_BOOLEAN_CELL: Final = f"{_TRUE_CELL}|false|{_quoted('(?:false|0)', 'boolean')}"


_DAY: Final = f'"^^<{XSD}date>'


def _numbers(cells: Column) -> Column | None:
    if _are(cells, _INTEGER_CELL):
        return _unsigned_plus(_lexical(cells)).cast(pa.int64())
    return _decimals(_lexical(cells)) if _are(cells, _DECIMAL_CELL) else None


def _decimals(lexical: Column) -> Column | None:
    """Read decimals with as many digits after the point as the longest has."""
    digits = pc.utf8_ltrim(lexical, characters="+-")
    length, point = pc.binary_length(digits), pc.find_substring(digits, ".")
    before = pc.if_else(pc.less(point, 0), length, point)
    after = pc.if_else(pc.less(point, 0), 0, pc.subtract(pc.subtract(length, point), 1))
    scale = pc.max(after).as_py()
    if pc.max(before).as_py() + scale > _MOST_DIGITS:
        return None
    return lexical.cast(pa.decimal128(_MOST_DIGITS, scale))


def _doubles(cells: Column) -> Column | None:
    return _unsigned_plus(_lexical(cells)).cast(pa.float64()) if _are(cells, _DOUBLE_CELL) else None


def _booleans(cells: Column) -> Column | None:
    return pc.match_substring_regex(cells, f"^(?:{_TRUE_CELL})$") if _are(cells, _BOOLEAN_CELL) else None


def _days(cells: Column) -> Column | None:
    # Other than a regular expression these cost next to nothing; Arrow reads no other form of a day.
    length = len('"0000-00-00') + len(_DAY)
    if not (_all(pc.ends_with(cells, _DAY)) and _all(pc.equal(pc.binary_length(cells), length))):
        return None
    return None if _any(pc.starts_with(cells, '"0000')) else _sliced(cells, 1, 11).cast(pa.date32())


def _moments(cells: Column) -> Column | None:
    """Read dates with a time of day, all without a zone or all with one; those in UTC."""
    zone = "UTC" if _are(cells, _quoted(f"{DATE_TIME}{ZONE}", "dateTime")) else None
    if zone is None and not _are(cells, _quoted(DATE_TIME, "dateTime")):
        return None
    moments = _lexical(cells).cast(pa.timestamp("us", zone))
    bounds = pc.min_max(moments.cast(pa.int64())).as_py()
    # Python, and so a row, holds no other.
    return moments if bounds["min"] >= _FIRST_MOMENT and bounds["max"] <= _LAST_MOMENT else None


_READERS: Final[dict[str, Callable[[Column], Column | None]]] = {
    f"{XSD}integer": _numbers,
    f"{XSD}decimal": _numbers,
    f"{XSD}double": _doubles,
    f"{XSD}float": _doubles,
    f"{XSD}boolean": _booleans,
    f"{XSD}date": _days,
    f"{XSD}dateTime": _moments,
}


def _lexical(cells: Column) -> Column:
    """Give the lexical forms of literals, some of which may be bare; none has an escape in it."""
    if not _any(pc.starts_with(cells, '"')):
        return cells
    return pc.replace_substring_regex(cells, r'^"([^"]*)".*$', r"\1")


def _unsigned_plus(lexical: Column) -> Column:
    return pc.utf8_ltrim(lexical, characters="+")


def _texts(cells: Column) -> Column:
    """Give what ``tsv.text_in`` gives."""
    if _all(pc.starts_with(cells, "<")) and not _any(pc.starts_with(cells, "<<")):
        return _sliced(cells, 1, -1)
    mark = '"' + cells.drop_null()[0].as_py().rpartition('"')[2]
    if _all(pc.starts_with(cells, '"')) and _all(pc.ends_with(cells, mark)):
        texts = _sliced(cells, 1, -len(mark.encode()))
    else:
        # IRIs first: a text may look like one when its quotation marks are gone.
        texts = pc.replace_substring_regex(cells, r"^<([^<].*)>$", r"\1")
        texts = pc.replace_substring_regex(texts, r'^"(.*)"[^"]*$', r"\1")
    chunks = [_without_escapes(*both) for both in zip(cells.chunks, texts.chunks, strict=True)]
    return pa.chunked_array(chunks, pa.string())


def _without_escapes(cells: Column, texts: Column) -> Column:
    """Put the characters that are meant for the escapes in literals; a triple keeps its form."""
    escaped = pc.fill_null(pc.and_(pc.starts_with(cells, '"'), pc.match_substring(cells, "\\")), False)
    if not _any(escaped):
        return texts
    # Between two backslashes that stand for one, every other backslash begins an escape.
    pieces = pc.split_pattern(texts.filter(escaped), pattern="\\\\")
    flat = pieces.flatten()
    for escape, char in (('\\"', '"'), ("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t")):
        flat = pc.replace_substring(flat, escape, char)
    meant = pc.binary_join(pa.ListArray.from_arrays(pieces.offsets, flat), "\\")
    return pc.replace_with_mask(texts, escaped, meant)


def _sliced(cells: Column, start: int, stop: int) -> Column:
    return pc.binary_slice(cells.cast(pa.binary()), start, stop).cast(pa.string())
