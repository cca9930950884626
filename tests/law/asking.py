"""What tests of cases ask of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph import Participation

if TYPE_CHECKING:
    import unodc_graph as ug
    from unodc_graph import Status

PARTY, SIGNATORY, NOT_PARTY, WITHDRAWN, UNKNOWN = (
    Participation.PARTY,
    Participation.SIGNATORY,
    Participation.NOT_PARTY,
    Participation.WITHDRAWN,
    Participation.UNKNOWN,
)


def positions(kg: ug.KnowledgeGraph, who: str, instrument: str, *days: str) -> list[Participation]:
    """Give the position on each of some days."""
    return [kg.status(who, instrument, day).participation for day in days]


def said(status: Status) -> str:
    """Give all that has to be known beside a status as one text."""
    return " ".join(status.notes)
