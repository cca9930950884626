"""Terms that the mappers make of cells: names, numbers, dates, addresses.

Each function takes the record and the column, so that what cannot become a term is told with
its place.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from unodc_graph.dates import PartialDate
from unodc_graph.importers.hints import meant_date, meant_number
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGD_BASE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = [
    "addresses",
    "boolean",
    "date_term",
    "english",
    "is_date",
    "name",
    "number",
    "period_words",
    "plain",
    "point",
    "russian",
    "slug",
    "span",
    "thing",
    "typed",
    "ug",
]

# Rows of a table have many cells in common.
_MANY: Final = 4096
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_SPACED: Final = re.compile(r"[-0-9.]+(?:\s+[0-9.]+)+")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL: Final = {4: "gYear", 7: "gYearMonth"}
_PERIOD_SLUG: Final = {"/": "--", " ": "-"}


@cache
def ug(term: str) -> ox.NamedNode:
    """Give a class or property of the ontology."""
    return ox.NamedNode(UG_BASE + term)


@cache
def name(prefix: str, term: str) -> ox.NamedNode:
    """Give a term of another vocabulary: ``name("rdfs", "label")``."""
    return ox.NamedNode(PREFIXES[prefix] + term)


@cache
def _xsd(datatype: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + datatype)


def thing(kind: str, *codes: str) -> ox.NamedNode:
    """Give the IRI of a thing from its kind and its codes.

    Examples
    --------
    >>> thing("programme", "RP/AFG 2011").value
    'https://w3id.org/unodc-graph/id/programme-RP--AFG-2011'
    """
    return ox.NamedNode(UGD_BASE + "-".join([kind, *map(slug, codes)]))


@lru_cache(_MANY)
def slug(code: str) -> str:
    """Make a code fit into an IRI: a slash becomes two dashes, any other odd character one."""
    return re.sub(r"[^A-Za-z0-9-]", "-", code.replace("/", "--"))


def english(text: str) -> ox.Literal:
    """Give a text in English."""
    return ox.Literal(text, language="en")


def russian(text: str) -> ox.Literal:
    """Give a text in Russian."""
    return ox.Literal(text, language="ru")


def boolean(value: bool) -> ox.Literal:  # noqa: FBT001 - the value is the literal
    """Give a truth value."""
    return typed("true" if value else "false", _xsd("boolean"))


def plain(text: str) -> ox.Literal:
    """Give a text of no language: a code, the name of a place."""
    return ox.Literal(text)


def typed(text: str, datatype: ox.NamedNode) -> ox.Literal:
    """Give a literal of a datatype."""
    return ox.Literal(text, datatype=datatype)


def number(record: Record, column: str, text: str | None = None) -> ox.Literal:
    """Read a number: xsd:integer if it is written without a point, else xsd:decimal.

    The literal has the form in which the engine writes it, so that a value has one spelling.

    Raises
    ------
    ImportDataError
        If it is no number, or more than the engine counts with exactly.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> row = Record("figures.csv", 2, {"value": "85.500"})
    >>> number(row, "value").value
    '85.5'
    """
    cell = record[column] if text is None else text
    if _NUMBER.fullmatch(cell) is None:
        how = ", with a point and no comma" if "," in cell else ", without space" if _SPACED.fullmatch(cell) else ""
        raise record.problem(column, f"a number such as 1200 or 85.5{how}{meant_number(cell)}", cell)
    if "." not in cell:
        if len(cell.lstrip("-0")) > 18:
            raise record.problem(column, "a whole number of at most 18 digits", cell)
        return typed(str(int(cell)), _xsd("integer"))
    whole, fraction = cell.lstrip("-0").split(".")
    if len(whole) > 18 or len(fraction.rstrip("0")) > 18:
        raise record.problem(column, "a number of at most 18 digits before and after the point", cell)
    value = format(Decimal(cell), "f").rstrip("0").rstrip(".")
    return typed("0" if value == "-0" else value, _xsd("decimal"))


def date_term(record: Record, column: str, text: str | None = None) -> ox.Literal:
    """Read a date as exact as it is written: a day, a month, a year, or a day of no known year.

    Raises
    ------
    ImportDataError
        If it is no date of the Gregorian calendar.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> row = Record("activities.csv", 2, {"date": "--06-20"})
    >>> date_term(row, "date").datatype.value
    'http://www.w3.org/2001/XMLSchema#gMonthDay'
    """
    cell = record[column] if text is None else text
    datatype = _date_datatype(cell)
    if datatype is None:
        expected = f"a date such as 2004, 2004-07, 2004-07-31, --07-31 or --07{meant_date(cell)}"
        raise record.problem(column, expected, cell)
    return typed(cell, _xsd(datatype))


def is_date(text: str) -> bool:
    """Tell whether a text is a date as :func:`date_term` reads it.

    Examples
    --------
    >>> is_date("2008-07"), is_date("July 2008")
    (True, False)
    """
    return _date_datatype(text) is not None


@lru_cache(_MANY)
def _date_datatype(cell: str) -> str | None:
    if _DATE.fullmatch(cell):
        # A day of no known year may be 29 February; 2000 was a leap year.
        return "date" if _is_day(cell) else None
    datatype = _PARTIAL.get(len(cell))
    if cell.startswith("--"):
        datatype = "gMonth" if len(cell) == 4 else "gMonthDay"
        if datatype == "gMonthDay" and not _is_day(f"2000-{cell[2:]}"):
            return None
    if datatype is None or cell.startswith("0000") or not cell.isascii():
        return None
    return datatype if PartialDate.from_lexical(cell, datatype) is not None else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def span(
    record: Record, start_column: str, end_column: str, *, start: str = "", end: str = ""
) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Yield ``ug:start`` and ``ug:end`` with their dates; what is not written has none.

    The cells of the two columns are read, or the texts ``start`` and ``end`` in their place.

    Raises
    ------
    ImportDataError
        If one is no date, or the end comes before the start.
    """
    first = start or record[start_column]
    last = end or record[end_column]
    if first:
        yield ug("start"), date_term(record, start_column, first)
    if last:
        yield ug("end"), date_term(record, end_column, last)
    shared = min(len(first), len(last))
    if first and last and not first.startswith("--") and last[:shared] < first[:shared]:
        raise record.problem(end_column, f"an end that is not before {first}", last)


def period_words(text: str) -> str:
    """Give the part of an IRI that stands for a period as it is written.

    Examples
    --------
    >>> period_words("2006-03/2007"), period_words("to 2019"), period_words("")
    ('2006-03--2007', 'to-2019', 'undated')
    """
    for written, put in _PERIOD_SLUG.items():
        text = text.replace(written, put)
    return slug(text) or "undated"


_RUN_TOGETHER: Final = re.compile(r"[;,|]https?://", re.IGNORECASE)


def addresses(record: Record, column: str = "source_url") -> tuple[str, ...]:
    """Split a cell that holds web addresses, in their order.

    Raises
    ------
    ImportDataError
        If one of them is no address that begins with http:// or https://, or is there twice; or if two
        stand with a comma, a semicolon or a bar between them, which a single address may hold too.
    """
    found, wrong = _addresses(record[column])
    if wrong is not None:
        expected, address = wrong
        raise record.problem(column, expected, address)
    return found


@lru_cache(_MANY)
def _addresses(cell: str) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Split a cell, and say what was expected in the place of its first wrong address, if there is one."""
    found = tuple(cell.split())
    for address in found:
        if not _is_address(address):
            return found, ("an address that begins with http:// or https://", address)
        if _RUN_TOGETHER.search(address):
            return found, ("a space between addresses", address)
        if found.count(address) > 1:
            return found, ("each address once", address)
    return found, None


def _is_address(text: str) -> bool:
    try:
        ox.NamedNode(text)
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def point(record: Record, latitude: str, longitude: str) -> ox.Literal | None:
    """Read a pair of coordinates in degrees, WGS 84; ``None`` where neither is written.

    Returns
    -------
    pyoxigraph.Literal or None
        Well-known text, longitude first, as GeoSPARQL has it
        (https://docs.ogc.org/is/22-047r1/22-047r1.html), the digits as they are written.

    Raises
    ------
    ImportDataError
        If only one is written, or one is no number within its bounds.
    """
    if not record[latitude] and not record[longitude]:
        return None
    for column, bound in ((latitude, 90), (longitude, 180)):
        cell = record[column]
        if _NUMBER.fullmatch(cell) is None or abs(Decimal(cell)) > bound:
            raise record.problem(column, f"degrees from -{bound} to {bound}")
    return typed(f"POINT({record[longitude]} {record[latitude]})", name("geo", "wktLiteral"))
