"""Activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.cells import start_and_end
from unodc_graph.importers.shared import Context, described, evidence
from unodc_graph.importers.terms import plain, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["activity"]

_CLASSES: Final = {
    "training": "Training",
    "meeting": "Meeting",
    "study-visit": "StudyVisit",
    "joint-operation": "JointOperation",
    "equipment-handover": "EquipmentHandover",
}


def activity(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of activities, all but its organizers and participants.

    A date ``A/B`` is a start and an end; a single date is both.

    Raises
    ------
    ImportDataError
        If the type, a date, the state, the project or an audience is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, _CLASSES[record["type"]], this.label, record["id"])
    for fact, when in start_and_end(record, "date"):
        yield ox.Triple(node, fact, when)
    for place in record.items("place"):
        yield ox.Triple(node, ug("place"), plain(place))
    if record["country_iso3"]:
        yield ox.Triple(node, ug("inState"), context.codes.state(record, "country_iso3"))
    if record["project_id"]:
        whole = context.codes.find(record, "project_id", ("project", "programme"))
        yield ox.Triple(node, ug("partOf"), whole.node)
    for code in record.items("audience"):
        audience = context.schemes.concept(record, "audience", "audience", code)
        yield ox.Triple(node, ug("audience"), audience)
    yield from evidence(node, record, context)
