"""RDF files in: which files a path stands for, what they hold, what of it is wrong, and where.

Nothing that a document names is followed: no context, entity, document type or import elsewhere is
read, and an address in the data is only a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.reading.documents import open_document
from unodc_graph.reading.formats import FORMATS
from unodc_graph.reading.loading import ON_DUPLICATE, LoadedDocument, OnDuplicate, load_files
from unodc_graph.reading.places import graph_name_for, rdf_files

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

__all__ = [
    "FORMATS",
    "ON_DUPLICATE",
    "LoadedDocument",
    "OnDuplicate",
    "graph_name_for",
    "load_files",
    "open_document",
    "rdf_files",
    "read_quads",
]


def read_quads(path: Path, graph: ox.NamedNode) -> list[ox.Quad]:
    """Read what a file states, as quads of its import graph.

    Named graphs inside the file become ``…/1``, ``…/2`` and so on in the order in which they
    appear, and a statement in the file's graph keeps the name that each had. Blank nodes are
    renamed, so that two files never share one by accident. Relative IRIs are resolved against
    the name of the graph.

    Raises
    ------
    LoadError
        If the file cannot be read, is not of its format, or states nothing.
    """
    document = open_document(path)
    document.check(graph)
    return list(document.placed(graph))
