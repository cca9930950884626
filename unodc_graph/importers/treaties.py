"""Instruments, and what states did about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, notation, notes
from unodc_graph.importers.sources import named
from unodc_graph.importers.terms import addresses, date_term, english, name, plain, slug, thing, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["action", "instrument", "membership"]

_DEPOSITARIES: Final = {
    "UN Secretary-General": ("un-secretary-general",),
    "ICAO Secretary General": ("icao-secretary-general",),
    "ICAO": ("icao",),
    "IAEA Director General": ("iaea-director-general",),
    "IMO Secretary-General": ("imo-secretary-general",),
    "Governments of the Russian Federation, United Kingdom, United States": (
        "government-RUS",
        "government-GBR",
        "government-USA",
    ),
}
_MTDSG: Final = re.compile(r"[IVXL]+-[0-9]+(?:-[a-z])?")
_COLLECTIONS: Final = {"terrorism": "UN-CT-INSTR"}


def instrument(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of instruments, all but the number of its parties.

    Raises
    ------
    ImportDataError
        If the parent, a date, the depositary, the mandate or the number in the depositary's
        series is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, "Instrument", this.label, record["id"])
    if record["official_title"]:
        yield ox.Triple(node, name("dcterms", "title"), english(record["official_title"]))
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", ("instrument",))
        yield ox.Triple(node, ug("parentInstrument"), parent.node)
    for column, fact in (
        ("adopted", "adopted"),
        ("opened_for_signature", "openedForSignature"),
        ("entered_into_force", "enteredIntoForce"),
    ):
        if record[column]:
            yield ox.Triple(node, ug(fact), date_term(record, column))
    if record["adopted_at"]:
        yield ox.Triple(node, ug("adoptedAt"), plain(record["adopted_at"]))
    yield from _depositaries(node, record, context)
    if record["mtdsg_no"]:
        if _MTDSG.fullmatch(record["mtdsg_no"]) is None:
            raise record.problem("mtdsg_no", "a number such as XVIII-12 or XVIII-12-a")
        yield notation(node, record["mtdsg_no"], "mtdsg")
    if record["mandate"]:
        mandate = context.schemes.concept(record, "mandate", "mandate")
        yield ox.Triple(node, ug("mandate"), mandate)
    yield from notes(node, record)
    yield from _source_words(node, record)
    yield from evidence(node, record, context)


def membership(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map the mandate of an instrument to its place in the collection of that mandate, if any."""
    collection = context.codes.things.get(_COLLECTIONS.get(record["mandate"], ""))
    if collection is not None:
        node = context.codes.things[record["id"]].node
        yield ox.Triple(collection.node, name("skos", "member"), node)


def action(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of actions.

    Raises
    ------
    ImportDataError
        If the participant, the instrument, the action or the date is not as expected.
    """
    participant = context.codes.find(record, "state_iso3", ("state", "regional-organization"))
    about = context.codes.find(record, "instrument_id", ("instrument",))
    kind = context.schemes.concept(record, "action", "action-type")
    when = date_term(record, "date") if record["date"] else None
    node = action_node(record)
    label = f"{participant.label}: {context.schemes.label(kind)}, {about.label}"
    yield ox.Triple(node, name("rdf", "type"), ug("TreatyAction"))
    yield ox.Triple(node, name("rdfs", "label"), english(f"{label}, {record['date'] or 'date not known'}"))
    yield ox.Triple(node, ug("participant"), participant.node)
    yield ox.Triple(node, ug("instrument"), about.node)
    yield ox.Triple(node, ug("actionType"), kind)
    if when is not None:
        yield ox.Triple(node, ug("date"), when)
    yield from notes(node, record)
    yield from _source_words(node, record)
    yield from evidence(node, record, context)


def action_node(record: Record) -> ox.NamedNode:
    """Give the IRI of an action: who, what about, which act, when."""
    return thing(
        "action",
        record["state_iso3"],
        record["instrument_id"],
        record["action"],
        slug(record["date"]) or "undated",
    )


def _depositaries(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    for words in record.items("depositary"):
        if words not in _DEPOSITARIES:
            raise record.problem("depositary", f"one of {', '.join(_DEPOSITARIES)}", words)
        for code in _DEPOSITARIES[words]:
            depositary = context.schemes.concept(record, "depositary", "depositary", code)
            yield ox.Triple(node, ug("depositary"), depositary)


def _source_words(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    """Yield the words for several sources together, which belong to none of them alone."""
    if named(record) and len(addresses(record)) != 1:
        yield ox.Triple(node, ug("sourceName"), plain(named(record)))
