"""Programmes, and what the table of programmes adds to instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence
from unodc_graph.importers.terms import date_term, english, name, plain, span, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.codes import Thing

__all__ = ["instrument_year", "programme"]

INSTRUMENT: Final = "legal-instrument"
"""What the table writes as the type of a row that stands for an instrument."""


def programme(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of programmes, all but its budget.

    A row of type ``legal-instrument`` adds its code, its name and its sources to an instrument,
    all but its year of start; one that stands for no single instrument is a collection.

    Raises
    ------
    ImportDataError
        If a kind, a state, the parent or a date is not as expected.
    """
    this = context.codes.things[record["id"]]
    if this.kind in ("instrument", "collection") or record["type"] == INSTRUMENT:
        yield from _instrument(this, record, context)
        return
    node = this.node
    yield from described(node, "Programme", this.label, record["id"])
    kind = context.schemes.concept(record, "type", "programme-kind")
    yield ox.Triple(node, ug("programmeKind"), kind)
    for fact, when in span(record, "start", "end"):
        yield ox.Triple(node, fact, when)
    for code in record.items("states"):
        yield ox.Triple(node, ug("inState"), context.codes.state(record, "states", code))
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", ("programme",))
        yield ox.Triple(node, ug("partOf"), parent.node)
    yield from evidence(node, record, context)


def instrument_year(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map the year of start of an instrument, which the table holds from general knowledge.

    Raises
    ------
    ImportDataError
        If it is no date.
    """
    if record["type"] == INSTRUMENT and record["start"]:
        node = context.codes.things[record["id"]].node
        yield ox.Triple(node, ug("start"), date_term(record, "start"))


def _instrument(this: Thing, record: Record, context: Context) -> Iterator[ox.Triple]:
    if this.kind not in ("instrument", "collection"):
        raise record.problem("id", "a code that same-as.csv lists, for a legal instrument")
    if record["type"] != INSTRUMENT:
        raise record.problem("type", f"{INSTRUMENT}, because same-as.csv says so")
    for column in ("end", "states", "budget_usd"):
        record.nothing(column, "an instrument has none")
    node = this.node
    yield ox.Triple(node, name("dcterms", "identifier"), plain(record["id"]))
    if this.kind == "collection":
        record.nothing("parent_id", "a collection of instruments has none")
        yield ox.Triple(node, name("rdf", "type"), name("skos", "Collection"))
        yield ox.Triple(node, name("rdfs", "label"), english(this.label))
    elif record["name"] != this.label:
        yield ox.Triple(node, name("skos", "altLabel"), english(record["name"]))
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", ("instrument",))
        yield ox.Triple(node, ug("parentInstrument"), parent.node)
    yield from evidence(node, record, context)
