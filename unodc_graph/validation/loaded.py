"""Which file states something of a node, what is known of the loaded files, and which literals in them are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.reading.datatypes import EXPECTED
from unodc_graph.reading.report import LoadedFile, LoadReport
from unodc_graph.terms import compact, from_rdflib, to_rdflib
from unodc_graph.validation.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    from unodc_graph.reading import LoadedDocument
    from unodc_graph.store import GraphStore

__all__ = ["ILL_TYPED", "file_of", "files_of_user", "ill_typed", "load_report", "states_something_of"]

ILL_TYPED: Final = "Literal.Datatype"
"""The rule that a number or a date breaks which its datatype does not allow."""


def load_report(store: GraphStore) -> LoadReport:
    """Tell what is known of the files whose graphs the store holds."""
    return LoadReport(
        tuple(
            LoadedFile(
                str(one.path),
                one.graph.value.removeprefix(GRAPH_BASE),
                one.format,
                one.statements,
                one.rewritten,
                tuple(_findings(store, one)),
            )
            for one in _held(store)
        )
    )


def ill_typed(store: GraphStore) -> list[Finding]:
    """List the literals of loaded files that their datatype does not allow and that the store still holds."""
    return [finding for one in _held(store) for finding in _findings(store, one)]


def files_of_user(store: GraphStore) -> dict[str, list[ox.NamedNode]]:
    """Map each file and table that the user has loaded, as it was named, to the graphs that it fills."""
    files: dict[str, list[ox.NamedNode]] = {}
    for path, graph in store.imports.graphs.items():
        document = store.imports.documents.get(graph)
        if document is None or document.of_user:
            name = str(path if document is None else document.path)
            files[name] = sorted(store.parts_of([graph]), key=str)
    return files


def states_something_of(store: GraphStore) -> Callable[[Node], bool]:
    """Make a test of nodes: whether a file of the user states something of it."""
    graphs = {graph for filled in files_of_user(store).values() for graph in filled}

    def test(node: Node) -> bool:
        term = from_rdflib(node)
        if isinstance(term, ox.Literal):
            return False
        # What is said of a file as a whole is said of its graph.
        return term in graphs or any(
            quad.graph_name in graphs for quad in store.engine.quads_for_pattern(term, None, None, None)
        )

    return test


def file_of(store: GraphStore, node: Node) -> str | None:
    """Name the loaded file that describes a node as it was named; ``None`` for what none describes."""
    term = from_rdflib(node)
    path = None if isinstance(term, ox.Literal) else store.file_of(term)
    if path is None:
        return None
    document = store.imports.documents.get(store.imports.graphs[path])
    return str(path if document is None else document.path)


def _held(store: GraphStore) -> list[LoadedDocument]:
    graphs = set(store.named_graphs())
    return [one for graph, one in store.imports.documents.items() if graph in graphs]


def _findings(store: GraphStore, document: LoadedDocument) -> list[Finding]:
    found: list[Finding] = []
    for one in document.ill_typed:
        subject, predicate, literal = one.quad.triple
        # A blank node of the file has another name in the store, which keeps the rest of the statement.
        held = one.quad.subject if isinstance(subject, ox.NamedNode) else None
        kept = next(iter(store.engine.quads_for_pattern(held, predicate, literal, one.quad.graph_name)), None)
        if kept is None:
            continue
        datatype = literal.datatype.value
        expected = f": expected {EXPECTED[datatype]}" if datatype in EXPECTED else ""
        found.append(
            Finding(
                rule=ILL_TYPED,
                severity="Violation",
                focus=to_rdflib(kept.subject),
                path=predicate.value,
                value=to_rdflib(literal),
                message=f"A value is one that its datatype {compact(datatype)} allows{expected}.",
                file=str(document.path),
                line=one.line,
            )
        )
    return found
