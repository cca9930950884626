"""Writes what a comparison found as RDF that a curator may review, change and add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.base import Record
from unodc_graph.importers.terms import english, name, plain, ug
from unodc_graph.importers.treaties import action_node
from unodc_graph.namespaces import UGD_BASE
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.reconciling.reconciliation import ComparedAct, Reconciliation

__all__ = ["proposals"]


def proposals(found: Reconciliation) -> Iterator[ox.Triple]:
    """Yield the acts that are missing in the graph, and what the file says otherwise of an act that it holds."""
    for act in found.missing_here:
        yield from _act(act, found)
    for act in found.differences:
        yield from _difference(act, found)


def _act(act: ComparedAct, found: Reconciliation) -> Iterator[ox.Triple]:
    node = _node(act, found)
    yield ox.Triple(node, name("rdf", "type"), ug("TreatyAction"))
    yield ox.Triple(node, name("rdfs", "label"), english(_words(act, found)))
    yield ox.Triple(node, ug("participant"), ox.NamedNode(str(act.participant)))
    yield ox.Triple(node, ug("instrument"), ox.NamedNode(str(act.instrument)))
    yield ox.Triple(node, ug("actionType"), ox.NamedNode(found.things.acts[act.act][0]))
    if act.date_there is not None:
        yield ox.Triple(node, ug("date"), from_python(act.date_there))
    yield from _origin(node, act, found)


def _difference(act: ComparedAct, found: Reconciliation) -> Iterator[ox.Triple]:
    proposed = _node(act, found)
    node = ox.NamedNode(f"{UGD_BASE}difference-{proposed.value.rpartition('/')[2]}")
    yield ox.Triple(node, name("rdf", "type"), name("rdf", "Statement"))
    yield ox.Triple(node, name("rdfs", "label"), english(f"The file says otherwise: {_words(act, found)}"))
    if act.iri is not None:
        yield ox.Triple(node, name("rdf", "subject"), ox.NamedNode(str(act.iri)))
    if act.act != act.act_here:
        yield ox.Triple(node, name("rdf", "predicate"), ug("actionType"))
        yield ox.Triple(node, name("rdf", "object"), ox.NamedNode(found.things.acts[act.act][0]))
    elif act.date_there is not None:
        yield ox.Triple(node, name("rdf", "predicate"), ug("date"))
        yield ox.Triple(node, name("rdf", "object"), from_python(act.date_there))
    yield from _origin(node, act, found)


def _origin(node: ox.NamedNode, act: ComparedAct, found: Reconciliation) -> Iterator[ox.Triple]:
    yield ox.Triple(node, name("dcterms", "source"), plain(f"{found.file}, line {act.line}"))
    if act.note:
        yield ox.Triple(node, name("skos", "editorialNote"), english(act.note))


def _node(act: ComparedAct, found: Reconciliation) -> ox.NamedNode:
    when = "" if act.date_there is None else str(act.date_there)
    cells = {
        "state_iso3": found.things.codes[str(act.participant)],
        "instrument_id": found.things.codes[str(act.instrument)],
        "action": act.act,
        "date": when,
    }
    return action_node(Record(found.file, act.line or 0, cells))


def _words(act: ComparedAct, found: Reconciliation) -> str:
    who, about = found.things.labels[str(act.participant)], found.things.labels[str(act.instrument)]
    return f"{who}: {found.things.acts[act.act][1]}, {about}, {act.date_there or 'date not known'}"
