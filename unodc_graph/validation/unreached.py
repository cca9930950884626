"""Loaded files in which no shape finds anything to check, so that to conform says nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from rdflib import SH

from unodc_graph.namespaces import PREFIXES
from unodc_graph.terms import from_rdflib, to_rdflib
from unodc_graph.validation.loaded import files_of_user
from unodc_graph.validation.report import Finding

if TYPE_CHECKING:
    from rdflib import Graph

    from unodc_graph.store import GraphStore

__all__ = ["unreached"]

_RULE: Final = "File.Checked"
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")


def unreached(store: GraphStore, shapes: Graph) -> list[Finding]:
    """Find the files of the user of which no shape reaches anything.

    Returns
    -------
    list of Finding
        Warnings about the graph of a file, one for each file, in the order in which they were loaded.
    """
    targets = _Targets(store, shapes)
    return [
        Finding(
            rule=_RULE,
            severity="Warning",
            focus=to_rdflib(graphs[0]),
            path=None,
            value=None,
            message=f"Nothing in {file} was checked: none of its things has a class that a shape knows, such as ug:Project.",
            file=file,
        )
        for file, graphs in files_of_user(store).items()
        if graphs and not any(map(targets.in_graph, graphs))
    ]


class _Targets:
    """What shapes target, in the terms of the engine."""

    def __init__(self, store: GraphStore, shapes: Graph) -> None:
        self._store = store
        self._visible = set(store.visible_graphs())
        self._classes, self._nodes, self._subjects_of, self._objects_of = (
            {from_rdflib(given) for given in shapes.objects(None, predicate)}
            for predicate in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
        )

    def in_graph(self, graph: ox.NamedNode) -> bool:
        """Say whether a graph states something of a target."""
        subjects: set[ox.NamedNode | ox.BlankNode | ox.Triple] = set()
        for quad in self._store.engine.quads_for_pattern(None, None, None, graph):
            if quad.predicate in self._subjects_of:
                return True
            if quad.subject not in subjects:
                subjects.add(quad.subject)
                if self._holds(quad.subject):
                    return True
        return False

    def _holds(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> bool:
        engine = self._store.engine
        return (
            subject in self._nodes
            or any(
                quad.object in self._classes and quad.graph_name in self._visible
                for quad in engine.quads_for_pattern(subject, _TYPE, None, None)
            )
            or any(
                next(engine.quads_for_pattern(None, one, subject, None), None)
                for one in self._objects_of
                if isinstance(one, ox.NamedNode)
            )
        )
