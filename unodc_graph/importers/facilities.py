"""Facilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, located
from unodc_graph.importers.terms import date_term, plain, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["facility"]


def facility(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of facilities.

    Raises
    ------
    ImportDataError
        If the kind, a state, the project, the date or a coordinate is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, "Facility", this.label, record["id"])
    kind = context.schemes.concept(record, "type", "facility-kind")
    yield ox.Triple(node, ug("facilityKind"), kind)
    for column, fact in (("country_iso3", "inState"), ("border_with_iso3", "bordersState")):
        if record[column]:
            yield ox.Triple(node, ug(fact), context.codes.state(record, column))
    if record["place"]:
        yield ox.Triple(node, ug("place"), plain(record["place"]))
    if record["opened"]:
        yield ox.Triple(node, ug("start"), date_term(record, "opened"))
    if record["project_id"]:
        project = context.codes.find(record, "project_id", ("project",))
        yield ox.Triple(node, ug("builtBy"), project.node)
    yield from located(node, record, context)
    yield from evidence(node, record, context)
