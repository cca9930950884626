"""An explanation for machines: JSON and RDF."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.explaining.explanation import Explanation

__all__ = ["as_json", "as_triples"]

_LEVELS: Final = ("high", "medium", "low")
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")


def as_json(told: Explanation) -> dict[str, object]:
    """Give an explanation as an object of JSON, the premises inside."""
    triple = told.triple
    return {
        "subject": _plain(triple.subject),
        "predicate": triple.predicate.value,
        "object": _plain(triple.object),
        "words": list(told.words),
        "held": told.held,
        "confirmed": told.confirmed,
        "graphs": list(told.graphs),
        "file": told.file,
        "confidence": told.confidence,
        "own_words": told.own_words,
        "again": told.again,
        "source_names": list(told.source_names),
        "sources": [source.as_json() for source in told.sources],
        "derivations": [
            {
                "rule": {"id": one.rule.id, "derives": one.rule.derives, "source": one.rule.source},
                "premises": [as_json(premise) for premise in one.premises],
                "more": one.more,
            }
            for one in told.derivations
        ],
        "instead": list(told.instead),
        "instead_more": told.instead_more,
    }


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def as_triples(told: Explanation) -> Iterator[ox.Triple]:
    """Give an explanation as RDF: statements, what they were derived from, sources."""
    node = _statement_node(told.triple)
    yield ox.Triple(node, _TYPE, _term("rdf", "Statement"))
    yield ox.Triple(node, _term("rdf", "subject"), told.triple.subject)
    yield ox.Triple(node, _term("rdf", "predicate"), told.triple.predicate)
    yield ox.Triple(node, _term("rdf", "object"), told.triple.object)
    yield ox.Triple(node, _term("rdfs", "label"), ox.Literal(" — ".join(told.words)))
    for graph in told.graphs:
        yield ox.Triple(node, _term("dcterms", "isPartOf"), ox.NamedNode(GRAPH_BASE + graph))
    if told.confidence in _LEVELS:
        yield ox.Triple(node, _term("ug", "confidence"), _term("ugv", f"confidence-{told.confidence}"))
    for source in told.sources:
        page = ox.NamedNode(source.iri)
        yield ox.Triple(node, _term("prov", "hadPrimarySource"), page)
        yield ox.Triple(page, _term("rdfs", "label"), ox.Literal(source.name))
        yield ox.Triple(page, _term("dcterms", "bibliographicCitation"), ox.Literal(source.cite()))
        if source.address is not None:
            yield ox.Triple(page, _term("schema", "url"), ox.NamedNode(source.address))
    for derivation in told.derivations:
        rule = ox.NamedNode(f"{PREFIXES['ug'].removesuffix('#')}/rule/{derivation.rule.id}")
        yield ox.Triple(node, _term("prov", "wasInfluencedBy"), rule)
        yield ox.Triple(rule, _TYPE, _term("prov", "Plan"))
        yield ox.Triple(rule, _term("rdfs", "label"), ox.Literal(derivation.rule.id))
        yield ox.Triple(rule, _term("rdfs", "comment"), ox.Literal(derivation.rule.derives))
        yield ox.Triple(rule, _term("dcterms", "source"), ox.Literal(derivation.rule.source))
        for premise in derivation.premises:
            yield ox.Triple(node, _term("prov", "wasDerivedFrom"), _statement_node(premise.triple))
            yield from as_triples(premise)


def _statement_node(triple: ox.Triple) -> ox.NamedNode:
    return ox.NamedNode(f"urn:unodc-graph:statement:{sha256(str(triple).encode()).hexdigest()[:16]}")


def _term(prefix: str, local: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + local)
