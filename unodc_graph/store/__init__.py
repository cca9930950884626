"""The Oxigraph store: its named graphs, what a query sees of them, its revision, and how it is kept on disk."""

from __future__ import annotations

from unodc_graph.store.graph_store import GraphStore
from unodc_graph.store.names import DATA, INFERRED, ONTOLOGY_GRAPH, SHAPES, UNCONFIRMED, is_internal

__all__ = ["DATA", "INFERRED", "ONTOLOGY_GRAPH", "SHAPES", "UNCONFIRMED", "GraphStore", "is_internal"]
