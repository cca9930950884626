"""What may be the reason when a query of one's own finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import sparql
from unodc_graph.grid import one_line
from unodc_graph.namespaces import UG_BASE, UGD_BASE, UGV_BASE
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph

    from unodc_graph.graph import KnowledgeGraph
    from unodc_graph.results import Table

__all__ = ["found_nothing", "reasons"]

_OWN: Final = (UG_BASE, UGV_BASE, UGD_BASE)
_HELD: Final = "ASK { { $term ?p ?o } UNION { ?s $term ?o } UNION { ?s ?p $term } }"
_DESCRIBED: Final = "SELECT DISTINCT ?term { ?term ?p ?o FILTER (ISIRI(?term) && STRSTARTS(STR(?term), $base)) }"
# Of 100: the whole name in another spelling, or better.
_NAMED: Final = 94
_LIKE: Final = 70
_MOST: Final = 3
_ZERO: Final = ox.Literal(0)


def found_nothing(answer: Table | bool | Graph) -> bool:
    """Say whether an answer is false, a graph without statements, or rows of which none tells anything.

    A count of nothing is a row of zeros.
    """
    from unodc_graph.results import Table

    if isinstance(answer, bool):
        return not answer
    if isinstance(answer, Table):
        return not len(answer) or (len(answer) == 1 and all(cell == _ZERO for cell in answer.cells()[0]))
    return not len(answer)


def reasons(graph: KnowledgeGraph, text: str, bound: Mapping[str, object]) -> Iterator[str]:
    """Say what a query that found nothing asks for in vain.

    Yields
    ------
    str
        For each text in the place of a variable that is the code or the name of something: how that is bound.
        For each term of ``ug:``, ``ugv:`` and ``ugd:`` that no statement holds: the terms that are spelled most like
        it, the nearest first. Each in the order of the query.
    """
    for name, term in bound.items():
        if isinstance(term, ox.Literal) and term == ox.Literal(term.value):
            yield from _of_a_text(graph, name, term.value)
    for iri in dict.fromkeys([*_named(text), *(one.value for one in bound.values() if isinstance(one, ox.NamedNode))]):
        base = next((base for base in _OWN if iri.startswith(base)), None)
        if base is not None and not graph.query(_HELD, bind={"term": ox.NamedNode(iri)}):
            yield one_line(f"no statement holds {compact(iri)}{_did_you_mean(graph, iri, base)}")


def _of_a_text(graph: KnowledgeGraph, name: str, text: str) -> Iterator[str]:
    """Say how a thing is bound, where a text is all that it is called."""
    hits = [cells[0] for cells in graph.find(text, limit=_MOST).cells() if int(_value(cells[4])) >= _NAMED]
    if hits:
        things = " or ".join(f"--bind {name}={compact(_value(thing))}" for thing in hits)
        yield one_line(f"{name} is the text {text!r}; a thing is bound by its IRI: {things}")


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    return cast("ox.NamedNode | ox.Literal", term).value


def _named(text: str) -> Iterator[str]:
    """Give the IRIs that stand in a query behind its declarations."""
    tokens = sparql.tokenize(text)
    declared: list[str] = []
    for before, token in zip([tokens[-1], *tokens], tokens, strict=False):
        if token.kind is sparql.Kind.IRI and before.key == "BASE":
            declared.append(f"BASE {token.text}")
        elif token.kind is sparql.Kind.NAME and before.key == "PREFIX":
            declared.append(f"PREFIX {token.text}")
        elif token.kind is sparql.Kind.IRI and declared and declared[-1] == f"PREFIX {before.text}":
            declared[-1] += f" {token.text}"
        elif token.kind in (sparql.Kind.IRI, sparql.Kind.NAME):
            yield sparql.resolve_iri(token.text, "\n".join(declared))


def _did_you_mean(graph: KnowledgeGraph, iri: str, base: str) -> str:
    from rapidfuzz import fuzz, process

    described = cast("Table", graph.query(_DESCRIBED, bind={"base": base}))
    near = process.extract(
        iri,
        sorted(_value(term) for (term,) in described.cells()),
        scorer=fuzz.ratio,
        processor=lambda term: term[len(base) :].lower(),
        score_cutoff=_LIKE,
        limit=_MOST,
    )
    return f"; did you mean {' or '.join(compact(term) for term, *_ in near)}?" if near else ""
