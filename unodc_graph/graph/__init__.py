"""The graph that people work with: one class, made of one part for each thing that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph import inference
from unodc_graph.graph.checking import Checking
from unodc_graph.graph.domestic_law import DomesticLaw
from unodc_graph.graph.facts import Facts
from unodc_graph.graph.files import Files
from unodc_graph.graph.keeping import Keeping
from unodc_graph.graph.law import Law
from unodc_graph.graph.naming import Naming
from unodc_graph.graph.reconciling import Reconciling
from unodc_graph.store import GraphStore

if TYPE_CHECKING:
    from pathlib import Path

    from unodc_graph.reading import OnDuplicate

__all__ = ["KnowledgeGraph", "load"]


def load(
    *paths: str | Path,
    bundled: bool = True,
    on_duplicate: OnDuplicate = "error",
    store: str | Path | None = None,
) -> KnowledgeGraph:
    """Load the bundled ontology, shapes and data, and files of your own.

    Parameters
    ----------
    paths
        Files of Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, also packed by gzip or zstd; folders
        that hold such files; and ``-`` for standard input. The suffix tells the format, as ``.ttl`` or
        ``.nt.gz``, and the content where it does not. Each file goes into a graph of its own.
    bundled
        Whether the bundled data is loaded; the ontology, the rules and the shapes always are.
    on_duplicate
        ``"error"``: two of your files may not say different things of the same IRI. ``"merge"``: what
        both say counts.
    store
        A folder that keeps the graph. One that holds a graph is opened as it is, and ``bundled`` does not
        matter; the bundled data is written into a new one only. If it holds other bundled data than
        the library brings along, a ``DataVersionWarning`` says so, and ``refresh_bundled`` renews it. One process
        at a time has the folder, until ``close``; nothing in it is lost or half written if that process is
        killed. The graph is asked in memory all the same, so it has to fit there.

    Returns
    -------
    KnowledgeGraph
        In memory; derived facts are derived when first needed.

    Raises
    ------
    LoadError
        If a file cannot be read, or two of your files describe the same thing differently: then nothing
        is loaded; or if the folder is in use, damaged, of another version or not to be written.

    Examples
    --------
    >>> import unodc_graph as ug
    >>> kg = ug.load()
    >>> kg.query("ASK { ugd:office-ROCA ug:covers ugd:state-KAZ }")
    True

    Kept in a folder:

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> with ug.load(store=folder, bundled=False) as kg:
    ...     kg.dataset.update("INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }")
    >>> with ug.load(store=folder) as kg:
    ...     kg.query("ASK { <urn:a> <urn:b> 1 }", graphs=("urn:mine",))
    True
    """
    graph = KnowledgeGraph(_in_memory(data=bundled) if store is None else _kept(store, data=bundled))
    try:
        graph.add(*paths, on_duplicate=on_duplicate)
    except BaseException:
        graph.close()
        raise
    return graph


def _in_memory(*, data: bool) -> GraphStore:
    store = GraphStore(inference.derive)
    store.load_bundled(data=data)
    return store


def _kept(folder: str | Path, *, data: bool) -> GraphStore:
    from unodc_graph.keeping.kept_store import KeptStore

    return KeptStore(inference.derive, folder, data=data)


class KnowledgeGraph(Checking, Facts, Law, DomesticLaw, Reconciling, Naming, Files, Keeping):
    """An RDF knowledge graph: made by ``load``, asked with SPARQL, checked with SHACL, written as Turtle.

    A query sees the graphs ontology, data, inferred and every import as one; not the graphs shapes
    and unconfirmed.
    """
