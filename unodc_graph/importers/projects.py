"""Projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence
from unodc_graph.importers.sources import named
from unodc_graph.importers.terms import addresses, english, name, plain, span, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["project"]


def project(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of projects, all but its budget and who takes part.

    Raises
    ------
    ImportDataError
        If a programme, a theme, a state, the status or a date is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, "Project", this.label, record["id"])
    if record["programme_id"]:
        programme = context.codes.find(record, "programme_id", ("programme",))
        yield ox.Triple(node, ug("partOf"), programme.node)
    for code in record.items("themes"):
        theme = context.schemes.concept(record, "themes", "theme", code)
        yield ox.Triple(node, ug("theme"), theme)
    for code in record.items("countries"):
        yield ox.Triple(node, ug("inState"), context.codes.state(record, "countries", code))
    for fact, when in span(record, "start", "end"):
        yield ox.Triple(node, fact, when)
    if record["status"]:
        status = context.schemes.concept(record, "status", "status")
        yield ox.Triple(node, ug("status"), status)
    if record["objective"]:
        yield ox.Triple(node, name("dcterms", "description"), english(record["objective"]))
    words = named(record)
    if words and len(addresses(record)) != 1:
        yield ox.Triple(node, ug("sourceName"), plain(words))
    remark = record["source_name"].removeprefix(words).strip(" ()")
    if remark and words:
        yield ox.Triple(node, name("skos", "editorialNote"), english(f"{remark[0].upper()}{remark[1:]}."))
    yield from evidence(node, record, context)
