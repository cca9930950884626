"""Files in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from unodc_graph import export
from unodc_graph.graph.base import StoredGraph
from unodc_graph.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rdflib.term import URIRef

__all__ = ["Files"]


class Files(StoredGraph):
    """What reads files into the graph and writes it to files."""

    def add(self, *paths: str | Path) -> tuple[URIRef, ...]:
        """Load more files and folders, all or nothing.

        Returns
        -------
        tuple of URIRef
            The named graph of each file, in order. A path loaded before replaces its graph.

        Raises
        ------
        LoadError
            If one of them cannot be read: then the graph is as before.
        """
        loaded = self._store.load_files(paths) if paths else []
        return tuple(cast("URIRef", to_rdflib(graph)) for graph in loaded)

    def export(
        self,
        path: str | Path | None = None,
        format: export.Format | None = None,  # noqa: A002 - the word of rdflib and of every RDF tool
        graphs: Sequence[str] = ("data",),
        *,
        force: bool = False,
    ) -> str:
        """Write graphs as RDF.

        Parameters
        ----------
        path
            Where to write; ``None`` only gives the text.
        format
            ``turtle`` (canonical), ``ntriples``, ``nquads``, ``trig``, ``json-ld`` or ``xml``; ``None``
            means what the suffix of the path says, else Turtle.
        graphs
            Short names or IRIs of graphs. Turtle, N-Triples and RDF/XML hold their union; N-Quads and
            TriG hold each under its name, and so does JSON-LD if there are several.
        force
            Whether a file that exists is replaced.

        Returns
        -------
        str
            What was written.

        Raises
        ------
        ExportError
            If the format cannot hold the graphs, or the file exists or cannot be written.
        ParameterError
            If the store holds no such graph.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> ug.load().export(graphs=("inferred",)).splitlines()[0]
        'PREFIX ug: <https://w3id.org/unodc-graph/ontology#>'
        """
        form = export.format_for(path) if format is None else format
        text = export.serialise(self._store, form, self._store.select_graphs(graphs))
        if path is not None:
            export.write_text(text, path, force=force)
        return text
