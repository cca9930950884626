"""What the mappers of all kinds share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.known import Known
from unodc_graph.importers.sources import named, source_node
from unodc_graph.importers.terms import addresses, english, name, plain, point, typed, ug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.codes import Codes
    from unodc_graph.importers.schemes import Schemes

__all__ = ["Context", "described", "evidence", "located", "notation", "notes", "source_words"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a mapper knows besides its record.

    Attributes
    ----------
    codes
        The things that codes stand for.
    schemes
        The concepts of the closed lists.
    units
        The unit as tables write it to the row that splits it.
    known
        What a graph says already.
    """

    codes: Codes
    schemes: Schemes
    units: Mapping[str, Record]
    known: Known = field(default_factory=Known)


def described(node: ox.NamedNode, kind: str, label: str, code: str) -> Iterator[ox.Triple]:
    """Yield the class, the English label and the code of a thing."""
    yield ox.Triple(node, name("rdf", "type"), ug(kind))
    yield ox.Triple(node, name("rdfs", "label"), english(label))
    yield ox.Triple(node, name("dcterms", "identifier"), plain(code))


def evidence(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Yield the sources of a row and, where its table says, how far it is trusted.

    Raises
    ------
    ImportDataError
        If a source is no address, or the confidence is none of the three degrees.
    """
    for address in addresses(record):
        yield ox.Triple(node, ug("source"), source_node(address))
    if record.values.get("confidence"):
        concept = context.schemes.concept(record, "confidence", "confidence")
        yield ox.Triple(node, ug("confidence"), concept)


def notes(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    """Yield the note of a row, if it has one."""
    if record["note"]:
        yield ox.Triple(node, name("skos", "note"), english(record["note"]))


def source_words(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    """Yield the words for several sources together, which belong to none of them alone."""
    if named(record) and len(addresses(record)) != 1:
        yield ox.Triple(node, ug("sourceName"), plain(named(record)))


def located(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Yield the coordinates of a row and how far they are trusted.

    Raises
    ------
    ImportDataError
        If they are not two numbers of degrees, or a degree of trust stands without them.
    """
    centroid = point(record, "lat", "lon")
    if centroid is None:
        record.nothing("coord_confidence", "there are no coordinates")
        return
    yield ox.Triple(node, name("dcat", "centroid"), centroid)
    if record["coord_confidence"]:
        concept = context.schemes.concept(record, "coord_confidence", "confidence")
        yield ox.Triple(node, ug("coordinateConfidence"), concept)


def notation(node: ox.NamedNode, code: str, scheme: str) -> ox.Triple:
    """Give the triple for a code of an outside system: ``iso3``, ``iso2``, ``m49``, ``mtdsg``."""
    return ox.Triple(node, name("skos", "notation"), typed(code, ug(scheme)))
