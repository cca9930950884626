"""IRIs of the project, or nearly of it, that are used and that nothing describes: mostly misspelt ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE, UG_BASE, UGD_BASE, UGS_BASE, UGV_BASE
from unodc_graph.store import ONTOLOGY_GRAPH
from unodc_graph.terms import compact, to_rdflib
from unodc_graph.validation.loaded import file_of
from unodc_graph.validation.meant import Meant, has_address
from unodc_graph.validation.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unodc_graph.store import GraphStore

__all__ = ["undeclared"]

_RULE: Final = "Term.Declared"
_ADDRESS: Final = "w3id.org/unodc-graph"
_OWN: Final = (UG_BASE, UGV_BASE, UGD_BASE, UGS_BASE, GRAPH_BASE)


def undeclared(store: GraphStore, named: Callable[[str], Sequence[str]]) -> list[Finding]:
    """Find the IRIs with the address of the project that statements use and no graph describes.

    A query for the right term passes over such a statement without a word. It may be a misspelt term, one in
    a namespace that is nearly the project's, as with ``/`` for ``#``, or a thing that is not there. What a
    file names relative to itself is none of them.

    Parameters
    ----------
    named
        Gives the IRIs of things of which the end of an IRI may be the name.

    Returns
    -------
    list of Finding
        Warnings, one for each statement that has such a property, class, concept or thing, and one for each
        subject whose name stands for another thing in the project's own namespace; by node, then by term; with
        the file in which the node is described. The message names what is spelled most like it.
    """
    graphs = _graphs(store)
    meant = Meant(store, named)
    found = [
        _finding(store, quad.subject, quad.predicate, term, _message(meant, term))
        for term in _used(store, graphs)
        if not meant.is_described(term.value)
        for quad in (*store.triples(None, term, None, graphs), *store.triples(None, None, term, graphs))
    ]
    for subject in _subjects_elsewhere(store, graphs):
        same = meant.same_name(subject.value)
        if same is not None:
            message = f"What is stated of {subject.value} is not stated of {compact(same)}; did you mean that?"
            found.append(_finding(store, subject, None, None, message))
    return sorted(found, key=lambda finding: (str(finding.focus), str(finding.path), str(finding.value)))


def _graphs(store: GraphStore) -> list[ox.NamedNode]:
    """Give the graphs that a user may have written to; the ontology names versions of itself that nothing describes."""
    brought_along = [graph for graph, one in store.imports.documents.items() if not one.of_user]
    left_out = {ONTOLOGY_GRAPH, *store.parts_of(brought_along)}
    return [graph for graph in store.stated_graphs() if graph not in left_out]


def _used(store: GraphStore, graphs: list[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    """Give each IRI with the address of the project that is a property or a value."""
    seen: set[ox.NamedNode] = set()
    for place in ("p", "o"):
        for term in _distinct(store, graphs, place, ""):
            if term not in seen and not term.value.startswith(GRAPH_BASE):
                seen.add(term)
                yield term


def _subjects_elsewhere(store: GraphStore, graphs: list[ox.NamedNode]) -> Iterator[ox.NamedNode]:
    """Give each subject that has the address of the project and stands in none of its namespaces."""
    own = "".join(f" FILTER (!STRSTARTS(STR(?s), '{base}'))" for base in _OWN)
    return _distinct(store, graphs, "s", own)


def _distinct(store: GraphStore, graphs: list[ox.NamedNode], place: str, condition: str) -> Iterator[ox.NamedNode]:
    text = (
        f"SELECT DISTINCT ?{place} WHERE {{ ?s ?p ?o FILTER (ISIRI(?{place})) "
        f"FILTER (CONTAINS(STR(?{place}), '{_ADDRESS}')){condition} }}"
    )
    for solution in cast("ox.QuerySolutions", store.query(text, graphs, reached=(), prefixes={})):
        term = cast("ox.NamedNode", solution[0])
        # The address of the project may stand inside another one, as that of an archive.
        if has_address(term.value):
            yield term


def _message(meant: Meant, term: ox.NamedNode) -> str:
    told = "described" if term.value.startswith(UGD_BASE) else "declared"
    near = meant.nearest(term.value)
    end = f"; did you mean {' or '.join(map(compact, near))}?" if near else "."
    return f"{compact(term.value)} is {told} nowhere, and no query looks for it{end}"


def _finding(
    store: GraphStore,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple,
    predicate: ox.NamedNode | None,
    term: ox.NamedNode | None,
    message: str,
) -> Finding:
    focus = to_rdflib(subject)
    return Finding(
        rule=_RULE,
        severity="Warning",
        focus=focus,
        path=None if predicate is None else predicate.value,
        value=None if term is None else to_rdflib(term),
        message=message,
        file=None if isinstance(subject, ox.Triple) else file_of(store, focus),
    )
