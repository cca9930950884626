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
    from unodc_graph.reading import OnDuplicate
    from unodc_graph.reading.report import LoadReport

__all__ = ["Files"]


class Files(StoredGraph):
    """What reads files into the graph and writes it to files."""

    def add(self, *paths: str | Path, on_duplicate: OnDuplicate = "error") -> tuple[URIRef, ...]:
        """Load more files and folders, all or nothing.

        What a file names and does not hold is never read: contexts, entities, imports elsewhere.

        Parameters
        ----------
        paths
            As ``load`` takes them.
        on_duplicate
            ``"error"``: two of your files may not say different things of the same IRI. ``"merge"``: what
            both say counts. What a file adds to the bundled data, or to tables, is never a duplicate.

        Returns
        -------
        tuple of URIRef
            The named graph of each file, in order. A path loaded before replaces its graph.

        Raises
        ------
        LoadError
            If one of them cannot be read, or two of your files describe the same thing differently:
            then the graph is as before.
        MissingExtraError
            If a file is compressed by zstd, and the extra ``zstd`` is not installed.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> import unodc_graph as ug
        >>> mine = Path(tempfile.mkdtemp(), "mine.ttl")
        >>> _ = mine.write_text("<http://example.org/visit> <http://example.org/number> 007 .")
        >>> kg = ug.load()
        >>> [str(graph) for graph in kg.add(mine)]
        ['https://w3id.org/unodc-graph/graph/import/mine']
        """
        loaded = self._store.load_files(paths, on_duplicate=on_duplicate) if paths else []
        return tuple(cast("URIRef", to_rdflib(graph)) for graph in loaded)

    @property
    def load_report(self) -> LoadReport:
        """What is known of the files that were loaded: what is not kept as written, and what is wrong.

        The store keeps values, not spellings: ``1.50`` becomes ``1.5``. Each datatype of a file that is
        kept otherwise than it was written is named once. A number or a date that its datatype does not
        allow is kept, and is a finding with file and line; ``validate`` reports it too.

        Returns
        -------
        LoadReport
            A file that is loaded again is told anew; what is no longer in the graph is left out.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> import unodc_graph as ug
        >>> mine = Path(tempfile.mkdtemp(), "mine.ttl")
        >>> _ = mine.write_text('''PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        ... <http://example.org/visit> <http://example.org/number> 007 ;
        ...     <http://example.org/day> "2024-02-30"^^xsd:date .''')
        >>> report = ug.load(mine).load_report
        >>> report.files[0].rewritten[0].example, report.files[0].rewritten[0].kept
        ('007', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>')
        >>> report.findings[0].line, str(report.findings[0].value)
        (3, '2024-02-30')
        """
        from unodc_graph.validation.loaded import load_report

        return load_report(self._store)

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

        with self._store.writing():
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
