"""Examples of terms: statements of the bundled data, the same ones as long as the data has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox
from rdflib import RDF, SKOS, Literal, URIRef

import unodc_graph as ug
from docs.making.ontology import terms
from unodc_graph.formatting import canonical_turtle
from unodc_graph.namespaces import UG_BASE, UGD_BASE
from unodc_graph.terms import from_rdflib

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib.term import Node

    from docs.making.ontology import Term

__all__ = ["example"]

# Things that people know, to be shown before others.
_KNOWN: Final = (
    "organization-CARICC",
    "office-ROCA",
    "state-KAZ",
    "instrument-untoc",
    "action-KAZ-untoc-ratification-2008-07-31",
    "programme-RP-AFG-2011",
    "project-XACK22",
    "activity-ACT-001",
)
_MOST_OBJECTS: Final = 2
_ABOUT_RUSSIAN_LABELS: Final = {URIRef(f"{UG_BASE}ownTranslation"), URIRef(f"{UG_BASE}labelSource")}


@cache
def _graph() -> ug.KnowledgeGraph:
    return ug.load()


def example(term: Term) -> str | None:
    """Show a term in use, as Turtle without its prefixes; ``None`` if nothing in the data uses it.

    A node is one of a few well-known things if one of them is an example, else the first in the order of IRIs.
    English texts only, and of several values of one property the first two.
    """
    if term.kind == "class":
        node = _chosen("?node a $term", term)
        return None if node is None else _turtle(node, [(RDF.type, term.iri), *_said(node)])
    if term.kind == "datatype":
        node = _chosen("?node skos:notation ?value FILTER (DATATYPE(?value) = $term)", term)
        values = [] if node is None else _objects(node, SKOS.notation)
        kept = [one for one in values if isinstance(one, Literal) and one.datatype == term.iri]
        return None if node is None else _turtle(node, [*_typed(node), *((SKOS.notation, one) for one in kept)])
    if term.iri in _ABOUT_RUSSIAN_LABELS:
        return None
    node = _chosen("?node $term ?value", term)
    if node is None:
        return None
    return _turtle(node, [*_typed(node), *((term.iri, value) for value in _shown(_objects(node, term.iri)))])


def _chosen(pattern: str, term: Term) -> URIRef | None:
    """Find the node to show; what is derived counts, the ontology itself only if nothing else does."""
    known = " ".join(f"<{UGD_BASE}{name}>" for name in _KNOWN)
    for narrowed in (f"VALUES ?node {{ {known} }}", f'FILTER (STRSTARTS(STR(?node), "{UGD_BASE}"))', ""):
        text = f"SELECT DISTINCT ?node WHERE {{ {pattern} {narrowed} }} ORDER BY ?node"
        found = _graph().query(text, bind={"term": term.iri})
        nodes = [str(row["node"]) for row in cast("ug.Table", found)]
        if nodes:
            order = {UGD_BASE + name: place for place, name in enumerate(_KNOWN)}
            return URIRef(min(nodes, key=lambda node: (order.get(node, len(order)), node)))
    return None


def _said(node: URIRef) -> list[tuple[URIRef, Node]]:
    """Give what the data says of a node, not what is derived."""
    text = "SELECT DISTINCT ?predicate WHERE { $node ?predicate ?value }"
    found = cast("ug.Table", _graph().query(text, bind={"node": node}, graphs=("data",)))
    predicates = [URIRef(str(row["predicate"])) for row in found]
    pairs = []
    for predicate in predicates:
        if predicate not in _ABOUT_RUSSIAN_LABELS:
            pairs += [(predicate, value) for value in _shown(_objects(node, predicate, graphs=("data",)))]
    return pairs


def _objects(node: URIRef, predicate: URIRef, graphs: tuple[str, ...] | None = None) -> list[Node]:
    text = "SELECT ?value WHERE { $node $predicate ?value }"
    found = cast("ug.Table", _graph().query(text, bind={"node": node, "predicate": predicate}, graphs=graphs))
    return [cast("Node", row[0]) for row in found.terms()]


def _typed(node: URIRef) -> list[tuple[URIRef, Node]]:
    """Give the class that is stated of a node; of those of the ontology the first."""
    kinds = sorted(_objects(node, RDF.type, graphs=("data",)) or _objects(node, RDF.type), key=str)
    ours = [kind for kind in kinds if kind in terms()]
    return [(RDF.type, kind) for kind in ours[:1] or kinds]


def _shown(values: list[Node]) -> list[Node]:
    english = [one for one in values if not (isinstance(one, Literal) and one.language not in {None, "en"})]
    return sorted(english, key=lambda one: (isinstance(one, Literal), str(one)))[:_MOST_OBJECTS]


def _turtle(node: URIRef, pairs: Sequence[tuple[URIRef, Node]]) -> str:
    triples = {ox.Triple(*map(from_rdflib, (node, predicate, value))) for predicate, value in pairs}  # type: ignore[arg-type]  # rdflib's Node is wider than what a graph holds
    lines = canonical_turtle(triples).splitlines()
    return "\n".join(line for line in lines if line and not line.startswith("PREFIX "))
