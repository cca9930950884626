"""Terms of the project's own namespaces that a loaded file uses and nothing declares: mostly misspelt ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, cast

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE, PREFIXES, UG_BASE, UGV_BASE
from unodc_graph.terms import compact, to_rdflib
from unodc_graph.validation.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.store import GraphStore

__all__ = ["undeclared"]

_Pattern: TypeAlias = tuple[None, ox.NamedNode | None, ox.NamedNode | None]

_RULE: Final = "Term.Declared"
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_IMPORTS: Final = f"{GRAPH_BASE}import/"
_PLACES: Final = (
    ("property", "?s ?property ?o", UG_BASE),
    ("class", f"?s {_TYPE} ?class", UG_BASE),
    ("concept", "?s ?p ?concept", UGV_BASE),
)
_LIKE: Final = 70


def undeclared(store: GraphStore) -> list[Finding]:
    """Find the terms of the namespaces ``ug:`` and ``ugv:`` in loaded files that no graph declares.

    A query for the right term passes over such a statement without a word.

    Returns
    -------
    list of Finding
        Warnings, one for each statement that has such a property, class or concept, by node, then by term; with
        the file in which the node is described. The message names the declared term that is spelled most like it.
    """
    imports = [graph for graph in store.stated_graphs() if graph.value.startswith(_IMPORTS)]
    found = [
        (quad, term)
        for term, pattern in _used(store, imports)
        if next(store.triples(term, None, None, store.stated_graphs()), None) is None
        for quad in store.triples(*pattern, imports)
    ]
    nearest = {term: _nearest(store, term) for term in {term for _, term in found}}
    return sorted(
        (
            Finding(
                rule=_RULE,
                severity="Warning",
                focus=to_rdflib(quad.subject),
                path=quad.predicate.value,
                value=to_rdflib(term),
                message=f"{compact(term.value)} is declared nowhere, and no query looks for it{nearest[term]}",
                file=_file(store, quad.subject),
            )
            for quad, term in found
        ),
        key=lambda finding: (str(finding.focus), str(finding.path), str(finding.value)),
    )


def _used(store: GraphStore, graphs: list[ox.NamedNode]) -> Iterator[tuple[ox.NamedNode, _Pattern]]:
    """Give each term of the two namespaces that some graphs use, with the statements that use it so."""
    if not graphs:
        return
    for place, where, namespace in _PLACES:
        text = f"SELECT DISTINCT ?{place} WHERE {{ {where} FILTER (STRSTARTS(STR(?{place}), '{namespace}')) }}"
        for solution in cast("ox.QuerySolutions", store.query(text, graphs, reached=(), prefixes={})):
            term = cast("ox.NamedNode", solution[0])
            yield term, {"property": (None, term, None), "class": (None, _TYPE, term)}.get(place, (None, None, term))


def _file(store: GraphStore, subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str | None:
    file = None if isinstance(subject, ox.Triple) else store.file_of(subject)
    return None if file is None else str(file)


def _nearest(store: GraphStore, term: ox.NamedNode) -> str:
    from rapidfuzz import fuzz, process

    base = UG_BASE if term.value.startswith(UG_BASE) else UGV_BASE
    declared = sorted(
        {
            quad.subject.value
            for quad in store.triples(None, _TYPE, None, store.stated_graphs())
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(base)
        }
    )
    near = process.extractOne(
        term.value, declared, scorer=fuzz.ratio, processor=lambda iri: iri[len(base) :].lower(), score_cutoff=_LIKE
    )
    return "." if near is None else f"; did you mean {compact(near[0])}?"
