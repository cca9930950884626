"""Offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, located
from unodc_graph.importers.terms import plain, span, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["office"]


def office(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of offices.

    Raises
    ------
    ImportDataError
        If a kind, a state, the parent, a date or a coordinate is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, "Office", this.label, record["id"])
    yield ox.Triple(node, ug("officeKind"), context.schemes.concept(record, "type", "office-kind"))
    if record["city"]:
        yield ox.Triple(node, ug("city"), plain(record["city"]))
    if record["country_iso3"]:
        yield ox.Triple(node, ug("hostState"), context.codes.state(record, "country_iso3"))
    for code in record.items("states_covered"):
        yield ox.Triple(node, ug("covers"), context.codes.state(record, "states_covered", code))
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", ("office", "organization"))
        yield ox.Triple(node, ug("parent"), parent.node)
    if record["opened"] and record["valid_from"] not in ("", record["opened"]):
        raise record.problem("valid_from", f"the date of opening, {record['opened']}, or nothing")
    for fact, when in span(record, "valid_from", "valid_to", start=record["opened"]):
        yield ox.Triple(node, fact, when)
    yield from located(node, record, context)
    yield from evidence(node, record, context)
