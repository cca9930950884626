"""What every part of the graph works on: the store, and the names of what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.names import Names
from unodc_graph.worker.limited import LimitedQueries

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox
    from rdflib import Graph

    from unodc_graph.store import GraphStore

__all__ = ["StoredGraph"]


class StoredGraph:
    """A store with an index of names; the parts of ``KnowledgeGraph`` are made of it."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._names = Names(store)
        self._limited = LimitedQueries(store)

    def __repr__(self) -> str:
        if self._store.is_closed:
            return "<KnowledgeGraph, closed>"
        stated = self._store.count(self._store.stated_graphs())
        return f"<KnowledgeGraph of {stated} statements and what is derived from them>"

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import graph_html

        return "" if self._store.is_closed else graph_html(self._store)

    @property
    def revision(self) -> int:
        """A number that every write counts up."""
        return self._store.revision

    def _as_graph(self, statements: Iterable[ox.Triple | ox.Quad]) -> Graph:
        from unodc_graph.rdflib_view import memory_graph

        return memory_graph(statements)
