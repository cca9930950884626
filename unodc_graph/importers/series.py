"""Series, and the figures that are their observations."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, notes, source_words
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import (
    addresses,
    boolean,
    date_term,
    english,
    name,
    number,
    plain,
    russian,
    ug,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["observation", "observation_stem", "series", "series_source"]

_CODED: Final = ("measure", "substance", "population", "unit")
# A label names the unit where the title of a series does not say what is counted.
_MEASURED: Final = ("%", "ha", "kg", "t", "per 100,000 population")


def series(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of series, all but its sources.

    Raises
    ------
    ImportDataError
        If the measure, the substance, the population, the unit or the theme is not as expected.
    """
    this = context.codes.things[record["series_id"]]
    node = this.node
    yield from described(node, "Series", this.label, record["series_id"])
    if record["title_ru"]:
        yield ox.Triple(node, name("rdfs", "label"), russian(record["title_ru"]))
    for column in _CODED:
        if record[column] or column in ("measure", "unit"):
            yield ox.Triple(node, ug(column), context.schemes.concept(record, column, column))
    yield ox.Triple(node, name("dcterms", "description"), english(record.required("definition")))
    yield ox.Triple(node, ug("publisher"), plain(record.required("publisher")))
    if record["theme"]:
        yield ox.Triple(node, ug("theme"), context.schemes.concept(record, "theme", "theme"))
    if record["update_frequency"]:
        yield ox.Triple(node, ug("updateFrequency"), plain(record["update_frequency"]))
    if record["comparability"]:
        yield ox.Triple(node, ug("comparability"), english(record["comparability"]))


def series_source(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Give a series the sources of an observation, because its own table names none.

    Raises
    ------
    ImportDataError
        If an observation names no series, or a source that is no address.
    """
    of = context.codes.find(record, "series_id", ("series",))
    for address in addresses(record):
        yield ox.Triple(of.node, ug("source"), source_node(address))


def observation_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of an observation: series, area and year."""
    return ("figure", record.required("series_id"), record.required("area"), record.required("year"))


def observation(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of observations; measure, substance and population are those of its series.

    Raises
    ------
    ImportDataError
        If the series, the area, the year, a number, the unit or the qualifier is not as
        expected.
    """
    of = context.codes.find(record, "series_id", ("series",))
    about = of.record
    if about is None:
        raise record.problem("series_id", "a series that its own table describes")
    area = context.codes.find(record, "area", ("state", "region"))
    if record["unit"] != about["unit"]:
        raise record.problem("unit", f"{about['unit']}, the unit of the series")
    qualifier = context.schemes.concept(record, "qualifier", "qualifier")
    how = "" if record["qualifier"] == "exact" else f"{context.schemes.label(qualifier)} "
    unit = f" {record['unit']}" if record["unit"] in _MEASURED else ""
    when = date_term(record, "year")
    yield ox.Triple(node, name("rdf", "type"), ug("Figure"))
    label = f"{of.label}: {area.label}, {record['year']}, {how}{record['value']}{unit}"
    yield ox.Triple(node, name("rdfs", "label"), english(label))
    yield ox.Triple(node, ug("inSeries"), of.node)
    yield ox.Triple(node, ug("subject"), area.node)
    for column in _CODED:
        if about[column]:
            yield ox.Triple(node, ug(column), context.schemes.concept(about, column, column))
    for fact, value in _values(record):
        yield ox.Triple(node, fact, value)
    yield ox.Triple(node, ug("qualifier"), qualifier)
    yield ox.Triple(node, ug("start"), when)
    yield ox.Triple(node, ug("end"), when)
    if record["break"]:
        yield ox.Triple(node, ug("seriesBreak"), boolean(value=True))
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def _values(record: Record) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Read a value and its bounds."""
    record.required("value")
    found = {column: number(record, column) for column in ("value", "lower", "upper") if record[column]}
    if ("lower" in found) != ("upper" in found):
        raise record.problem("upper" if "lower" in found else "lower", "both bounds of a range, or none")
    if "lower" in found:
        low, value, high = (Decimal(found[column].value) for column in ("lower", "value", "upper"))
        if not low <= value <= high or low == high:
            raise record.problem("value", f"a number in a range from {record['lower']} to {record['upper']}")
    for column, literal in found.items():
        yield ug(column), literal
