"""Participations: who takes what part in a project or an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.codes import AGENTS
from unodc_graph.importers.shared import Context, evidence
from unodc_graph.importers.terms import english, name, thing, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["participations"]

_ROLES: Final = {
    "donors": "donor",
    "implementing_partners": "implementing-partner",
    "beneficiary_agencies": "beneficiary",
    "organizers": "organizer",
}


def participations(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map the columns of a row of projects or activities that name agents.

    Raises
    ------
    ImportDataError
        If one of them is no agent, or stands twice in a cell.
    """
    what = context.codes.things[record["id"]]
    for column, role in _ROLES.items():
        if column not in record.values:
            continue
        concept = context.schemes.concept(record, column, "role", role)
        seen: set[ox.NamedNode] = set()
        for code in record.items(column):
            agent = context.codes.find(record, column, AGENTS, code)
            if agent.node in seen:
                raise record.problem(column, "each agent once, under one of its codes", code)
            seen.add(agent.node)
            node = thing("participation", record["id"], role, code)
            label = f"{agent.label}, {context.schemes.label(concept)}: {what.label}"
            yield ox.Triple(node, name("rdf", "type"), ug("Participation"))
            yield ox.Triple(node, name("rdfs", "label"), english(label))
            yield ox.Triple(node, ug("agent"), agent.node)
            yield ox.Triple(node, ug("role"), concept)
            yield ox.Triple(node, ug("participatesIn"), what.node)
            yield from evidence(node, record, context)
