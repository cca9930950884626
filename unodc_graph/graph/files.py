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

    from unodc_graph.importers.report import ImportReport

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

    def import_tables(self, path: str | Path, *, keep_going: bool = False) -> ImportReport:
        r"""Bring in tables: CSV files with the columns that ``unodc-graph template`` writes.

        A table is known by its columns, in any order and under any file name. Rows may point to one
        another, within a file and between those of a folder, and to whatever the graph holds. What a
        file says goes into a graph of its own, ``import/NAME``, and replaces what the same path said
        before; rows that name no source go into the graph ``unconfirmed`` in the same way, which no
        query sees. A row with the code of a thing that the graph holds adds to that thing; a source
        that the graph describes keeps its title.

        Parameters
        ----------
        path
            A file, or a folder whose CSV files, and those below it, are read together.
        keep_going
            Whether refused rows, and rows that point to them, are left out, and the others added.

        Returns
        -------
        ImportReport
            What was read, added and refused, and where the rows differ from the graph.

        Raises
        ------
        ImportDataError
            If a cell, a row or a file is not as expected: then nothing is added, and ``report``
            lists every problem; or if there is nothing to read.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> table = Path(tempfile.mkdtemp(), "visits.csv")
        >>> _ = table.write_text(
        ...     "id,type,title,date,place,country_iso3,project_id,audience,participants,organizers,source_url\n"
        ...     "MY-1,study-visit,Visit to Osh,2024-05,Osh,KGZ,,customs,12,ROCA,https://example.org/visit\n"
        ... )
        >>> report = kg.import_tables(table)
        >>> report.added, report.graphs
        (1, ('import/visits',))
        >>> kg.query("ASK { ugd:activity-MY-1 ug:inState ugd:state-KGZ }")
        True
        """
        from unodc_graph.importers.importing import import_tables

        return import_tables(self._store, path, keep_going=keep_going)

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
