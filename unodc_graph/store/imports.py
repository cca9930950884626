"""Which file each import graph comes from, and what is unconfirmed only because a file says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from unodc_graph.reading import LoadedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Imports"]


class Imports:
    """What the store notes of the files that it has loaded.

    Attributes
    ----------
    graphs
        File to its import graph.
    documents
        Import graph to what is known of its file, if it is one of RDF.
    unconfirmed
        Import graph to what its file put into the graph ``unconfirmed``.
    """

    def __init__(self) -> None:
        self.graphs: dict[Path, ox.NamedNode] = {}
        self.documents: dict[ox.NamedNode, LoadedDocument] = {}
        self.unconfirmed: dict[ox.NamedNode, set[ox.Quad]] = {}

    def only_of(self, graphs: Iterable[ox.NamedNode]) -> set[ox.Quad]:
        """Give what is unconfirmed because of the files of these graphs, and of no other."""
        wanted = set(graphs)
        others = (quads for graph, quads in self.unconfirmed.items() if graph not in wanted)
        return set().union(*(self.unconfirmed.get(graph, ()) for graph in wanted)).difference(*others)

    def replace(self, graphs: Mapping[Path, ox.NamedNode], unconfirmed: Mapping[ox.NamedNode, set[ox.Quad]]) -> None:
        """Note that files were loaded into graphs, in the place of what they said before."""
        self.graphs.update({file.resolve(): graph for file, graph in graphs.items()})
        kept = {graph: stated for graph, stated in self.unconfirmed.items() if graph not in graphs.values()}
        self.unconfirmed = {**kept, **unconfirmed}

    def has_unconfirmed(self, quad: ox.Quad) -> bool:
        """Say whether a file has put a statement into the graph ``unconfirmed``."""
        return any(quad in stated for stated in self.unconfirmed.values())

    def file_of(self, names: Iterable[str]) -> Path | None:
        """Give the file of the first import graph that has one of these names, or is above one of them."""
        held = list(names)
        for path, graph in self.graphs.items():
            if any(name == graph.value or name.startswith(f"{graph.value}/") for name in held):
                return path
        return None

    # -- on disk ---------------------------------------------------------------------------

    def told(self) -> dict[str, object]:
        """Give it in terms of JSON."""
        return {
            "files": {str(path): graph.value for path, graph in self.graphs.items()},
            "documents": [one.told() for one in self.documents.values()],
            "unconfirmed": {
                graph.value: (ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_QUADS) or b"").decode()
                for graph, quads in self.unconfirmed.items()
                if quads
            },
        }

    def take(self, told: Mapping[str, Any]) -> None:
        """Read what ``told`` gave."""
        self.graphs = {Path(path): ox.NamedNode(graph) for path, graph in told.get("files", {}).items()}
        documents = map(LoadedDocument.of, told.get("documents", ()))
        self.documents = {one.graph: one for one in documents}
        self.unconfirmed = {
            ox.NamedNode(graph): set(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
            for graph, text in told.get("unconfirmed", {}).items()
        }
