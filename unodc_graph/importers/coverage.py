"""Coverages: how far a record of acts is known to be complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, evidence, notes, source_words
from unodc_graph.importers.terms import date_term, english, name, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["coverage", "coverage_stem"]

_EVERY: Final = "*"
# The words with which the tables say what a record holds.
_KINDS: Final = {
    "all consents and signatures": "acts",
    "all participations": "acts",
    "consent and signature row": "acts",
    "consent row": "consents",
    "absence": "absence",
    "number of parties": "number-of-parties",
    "no complete record": "none",
}
_REACH: Final = {
    "consents": "consents complete to",
    "absence": "not listed on",
    "number-of-parties": "number of parties on",
}


def coverage_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of a coverage: instrument and state, ``all`` for every one, ``several`` for some."""
    states = "several" if len(record.items("state_iso3")) > 1 else _or_all(record, "state_iso3")
    return ("coverage", _or_all(record, "instrument_id"), states)


def coverage(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of snapshots.

    Raises
    ------
    ImportDataError
        If the instrument, a state, the date or the kind is not as expected.
    """
    instrument = "all instruments"
    yield ox.Triple(node, name("rdf", "type"), ug("Coverage"))
    if record["instrument_id"] != _EVERY:
        found = context.codes.find(record, "instrument_id", ("instrument",))
        instrument = found.label
        yield ox.Triple(node, ug("instrument"), found.node)
    states = () if record["state_iso3"] == _EVERY else record.items("state_iso3")
    if _EVERY in states:
        raise record.problem("state_iso3", f"states, or {_EVERY} alone for all")
    named = [context.codes.find(record, "state_iso3", ("state", "regional-organization"), code) for code in states]
    for found in named:
        yield ox.Triple(node, ug("coverageState"), found.node)
    kind = _kind(record)
    yield ox.Triple(node, ug("coverageKind"), context.schemes.concept(record, "kind", "coverage-kind", kind))
    reach = "not known to be complete"
    if kind == "none":
        record.nothing("complete_through", "nothing is known to be complete")
    elif record["complete_through"]:
        reach = f"{_REACH.get(kind, 'complete to')} {record['complete_through']}"
        yield ox.Triple(node, ug("completeThrough"), date_term(record, "complete_through"))
    who = "all states" if not named else named[0].label if len(named) == 1 else f"{len(named)} states"
    yield ox.Triple(node, name("rdfs", "label"), english(f"Record of {instrument}, {who}: {reach}"))
    yield ox.Triple(node, ug("coverageOf"), english(record.required("what")))
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def _kind(record: Record) -> str:
    """Give the kind of a coverage: as its column says, or as the words on what the record holds begin."""
    if record["kind"]:
        return record["kind"]
    if not record["complete_through"]:
        return "none"
    for words, kind in _KINDS.items():
        if record["what"].startswith(words):
            return kind
    beginnings = ", ".join(map(repr, _KINDS))
    raise record.problem("kind", f"a code, because the column what begins with none of {beginnings}")


def _or_all(record: Record, column: str) -> str:
    return "all" if record.required(column) == _EVERY else record[column]
