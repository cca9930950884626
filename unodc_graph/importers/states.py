"""States and regional organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, notation, notes
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import addresses, date_term, english, name, plain, point, russian, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["SOURCE_COLUMNS", "state"]

SOURCE_COLUMNS: Final = (
    "source_url",
    "independence_source_url",
    "un_membership_source_url",
    "capital_source_url",
)
"""The columns of the table of states that hold addresses of sources."""

_NOTATIONS: Final = ("iso3", "iso2", "m49")


def state(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of states; a row without an M49 code is a regional organization.

    Raises
    ------
    ImportDataError
        If a code, a date, a coordinate or a successor is not as expected.
    """
    this = context.codes.things[record["iso3"]]
    node = this.node
    yield from described(
        node,
        "State" if this.kind == "state" else "RegionalOrganization",
        this.label,
        record["iso3"],
    )
    yield from _codes(node, record)
    yield from _names(node, record)
    yield from _history(node, record, context)
    if record["capital"]:
        yield ox.Triple(node, ug("capital"), plain(record["capital"]))
    if point(record, "capital_latitude", "capital_longitude") is not None:
        # They are no centroid of the state, so they stand in words.
        where = (
            f"coordinates of the capital: latitude {record['capital_latitude']}, "
            f"longitude {record['capital_longitude']}"
        )
        yield ox.Triple(node, name("skos", "note"), english(where))
    yield from notes(node, record)
    yield from evidence(node, record, context)
    for column in SOURCE_COLUMNS[1:]:
        for address in addresses(record, column):
            yield ox.Triple(node, ug("source"), source_node(address))


def _codes(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    for scheme in _NOTATIONS:
        if record[scheme]:
            yield notation(node, record[scheme], scheme)
    if record["wikidata"]:
        yield ox.Triple(node, name("skos", "exactMatch"), name("wd", record["wikidata"]))


def _names(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    if record["name_ru"]:
        yield ox.Triple(node, name("rdfs", "label"), russian(record["name_ru"]))
    if record["name_official_en"]:
        yield ox.Triple(node, ug("officialName"), english(record["name_official_en"]))
    for spelling in record.items("name_as_depositary_writes_it", "|"):
        yield ox.Triple(node, ug("depositaryName"), english(spelling))


def _history(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    for column, fact in (
        ("independence_date", "independence"),
        ("un_membership_date", "unMembership"),
        ("exists_until", "end"),
    ):
        if record[column]:
            yield ox.Triple(node, ug(fact), date_term(record, column))
    for code in record.items("successor_iso3", "|"):
        successor = context.codes.state(record, "successor_iso3", code)
        yield ox.Triple(node, ug("successorState"), successor)
