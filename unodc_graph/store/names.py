"""The named graphs that a store knows by name, and the names that it keeps for itself."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from unodc_graph.namespaces import GRAPH_BASE

__all__ = [
    "DATA",
    "IMPORT",
    "INFERRED",
    "KNOWN",
    "ONTOLOGY_GRAPH",
    "SHAPES",
    "STAGED",
    "UNCONFIRMED",
    "UNION",
    "is_internal",
]

ONTOLOGY_GRAPH: Final = ox.NamedNode(f"{GRAPH_BASE}ontology")
DATA: Final = ox.NamedNode(f"{GRAPH_BASE}data")
SHAPES: Final = ox.NamedNode(f"{GRAPH_BASE}shapes")
INFERRED: Final = ox.NamedNode(f"{GRAPH_BASE}inferred")
UNCONFIRMED: Final = ox.NamedNode(f"{GRAPH_BASE}unconfirmed")
KNOWN: Final = (ONTOLOGY_GRAPH, DATA, INFERRED, SHAPES, UNCONFIRMED)
IMPORT: Final = f"{GRAPH_BASE}import/"

UNION: Final = "urn:unodc-graph:union:"
"""Names of graphs that hold the union of others while these overlap."""
STAGED: Final = "urn:unodc-graph:staged:"
"""Names of graphs that hold what is about to be written."""


def is_internal(iri: str) -> bool:
    """Say whether an IRI names a graph that the store keeps for itself.

    Examples
    --------
    >>> is_internal("urn:unodc-graph:union:1"), is_internal(DATA.value)
    (True, False)
    """
    return iri.startswith((UNION, STAGED))
