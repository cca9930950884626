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


def coverage_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of a coverage: instrument and state, ``all`` for every one."""
    return ("coverage", _or_all(record, "instrument_id"), _or_all(record, "state_iso3"))


def coverage(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of snapshots.

    Raises
    ------
    ImportDataError
        If the instrument, the state or the date is not as expected.
    """
    instrument, state = "all instruments", "all states"
    yield ox.Triple(node, name("rdf", "type"), ug("Coverage"))
    if record["instrument_id"] != _EVERY:
        found = context.codes.find(record, "instrument_id", ("instrument",))
        instrument = found.label
        yield ox.Triple(node, ug("instrument"), found.node)
    if record["state_iso3"] != _EVERY:
        found = context.codes.find(record, "state_iso3", ("state", "regional-organization"))
        state = found.label
        yield ox.Triple(node, ug("coverageState"), found.node)
    reach = "not known to be complete"
    if record["complete_through"]:
        reach = f"complete to {record['complete_through']}"
        yield ox.Triple(node, ug("completeThrough"), date_term(record, "complete_through"))
    yield ox.Triple(node, name("rdfs", "label"), english(f"Record of {instrument}, {state}: {reach}"))
    yield ox.Triple(node, ug("coverageOf"), english(record.required("what")))
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def _or_all(record: Record, column: str) -> str:
    return "all" if record.required(column) == _EVERY else record[column]
