"""The graph that people work with: one class, made of one part for each thing that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph import inference
from unodc_graph.graph.checking import Checking
from unodc_graph.graph.facts import Facts
from unodc_graph.graph.files import Files
from unodc_graph.graph.naming import Naming
from unodc_graph.store import GraphStore

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KnowledgeGraph", "load"]


def load(*paths: str | Path, bundled: bool = True) -> KnowledgeGraph:
    """Load the bundled ontology, shapes and data, and files of your own.

    Parameters
    ----------
    paths
        Files of Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, told apart by suffix, and
        folders that hold such files. Each file goes into a graph of its own.
    bundled
        Whether the bundled data is loaded; the ontology, the rules and the shapes always are.

    Returns
    -------
    KnowledgeGraph
        In memory; derived facts are derived when first needed.

    Raises
    ------
    LoadError
        If a file cannot be read: then nothing is loaded.

    Examples
    --------
    >>> import unodc_graph as ug
    >>> kg = ug.load()
    >>> kg.query("ASK { ugd:office-ROCA ug:covers ugd:state-KAZ }")
    True
    """
    store = GraphStore(inference.derive)
    store.load_bundled(data=bundled)
    graph = KnowledgeGraph(store)
    graph.add(*paths)
    return graph


class KnowledgeGraph(Checking, Facts, Naming, Files):
    """An RDF knowledge graph: made by ``load``, asked with SPARQL, checked with SHACL, written as Turtle.

    A query sees the graphs ontology, data, inferred and every import as one; not the graphs shapes
    and unconfirmed.
    """
