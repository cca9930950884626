"""The graph that people work with."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from unodc_graph import asking, catalog, export, inference, reading
from unodc_graph.errors import ParameterError
from unodc_graph.naming import Names
from unodc_graph.results import Table
from unodc_graph.store import SHAPES, GraphStore
from unodc_graph.terms import from_rdflib, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    from rdflib import Dataset, Graph
    from rdflib.term import URIRef

    from unodc_graph.validation import Report

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
    >>> kg = load()
    >>> kg.query("ASK { ugd:office-ROCA ug:covers ugd:state-KAZ }")
    True
    """
    store = GraphStore(inference.derive)
    store.load_bundled(data=bundled)
    graph = KnowledgeGraph(store)
    graph.add(*paths)
    return graph


class KnowledgeGraph:
    """An RDF knowledge graph: made by ``load``, asked with SPARQL, checked with SHACL, written as Turtle.

    A query sees the graphs ontology, data, inferred and every import as one; not the graphs shapes
    and unconfirmed.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._names = Names(store)

    def __repr__(self) -> str:
        stated = self._store.count(self._store.stated_graphs())
        return f"<KnowledgeGraph of {stated} statements and what is derived from them>"

    @property
    def revision(self) -> int:
        """A number that every write counts up."""
        return self._store.revision

    # -- reading files ---------------------------------------------------------------------

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

    # -- asking ----------------------------------------------------------------------------

    def query(
        self, text: str, *, bind: Mapping[str, object] | None = None, graphs: Sequence[str] | None = None
    ) -> Table | bool | Graph:
        """Ask in SPARQL 1.1.

        Parameters
        ----------
        text
            SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of the project are known; one that the
            query declares itself wins.
        bind
            Variable name to the value that stands in its place everywhere: rdflib terms or Python
            values; a str is a text and is never looked up.
        graphs
            Short names (``data``, ``import/NAME``) or IRIs of the graphs whose union is asked and
            that GRAPH can reach; ``None`` means what a query sees.

        Returns
        -------
        Table, bool or rdflib.Graph
            For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

        Raises
        ------
        QuerySyntaxError
            With line, column and the line shown.
        QueryRefusedError
            For SERVICE, for an update, for FROM with a graph that the query cannot read.
        ParameterError
            If a bound variable is not in the query, is assigned by it, or has a value that is no term;
            if ``graphs`` names one that the store does not hold.
        QueryError
            If the engine cannot evaluate it, as for a function that it does not know.

        Examples
        --------
        >>> from unodc_graph import UGD
        >>> kg = load()
        >>> table = kg.query(
        ...     "SELECT ?city WHERE { ?office ug:hostState $state ; ug:parent ugd:office-ROCA ; ug:city ?city }",
        ...     bind={"state": UGD["state-KGZ"]},
        ... )
        >>> [row.city for row in table]
        ['Bishkek']
        """
        asked = None if graphs is None else self._store.select_graphs(graphs)
        answer = asking.ask(self._store, text, bind=bind or {}, graphs=asked)
        if isinstance(answer, asking.Solutions):
            return Table(answer.columns, answer.rows, self._names.labels)
        if isinstance(answer, bool):
            return answer
        return self._as_graph(answer)

    @property
    def queries(self) -> catalog.Catalog:
        """The catalogue: a mapping from the id of a query to what it asks and takes."""
        return self._catalog

    @cached_property
    def _catalog(self) -> catalog.Catalog:
        return catalog.Catalog()

    def run(self, query_id: str, **parameters: object) -> Table:
        """Run a query of the catalogue.

        Parameters
        ----------
        query_id
            A key of ``queries``.
        parameters
            What the query declares. One that stands for a thing takes its code, its label, a CURIE
            or an IRI.

        Raises
        ------
        UnknownQueryError
            If there is no such query.
        ParameterError
            If a parameter is missing, unknown or of the wrong kind.
        UnknownTermError, AmbiguousTermError
            If a value stands for nothing of that kind, or for several things.

        Examples
        --------
        >>> kg = load()
        >>> kg.run("projects-in-state", state="KAZ").columns
        ('project', 'title')
        """
        query = self.queries[query_id]
        query.check(parameters)
        bound = {name: self._parameter(query, query.parameters[name], value) for name, value in parameters.items()}
        return cast("Table", self.query(query.text, bind=bound))

    def _parameter(self, query: catalog.Query, parameter: catalog.Parameter, value: object) -> object:
        if parameter.kind in catalog.LITERAL_KINDS:
            return parameter.literal(value, query.id)
        if not isinstance(value, str):
            raise ParameterError(
                parameter.name, f"must name a {parameter.kind}, as {parameter.example!r}", query=query.id
            )
        return self._names.resolve(value, parameter.kind)

    def resolve(self, name: str, kind: str | None = None) -> URIRef:
        """Give the IRI that a name stands for.

        Parameters
        ----------
        name
            An IRI, a CURIE, a code, a label in any case, or a part of a label: the first of these
            that fits decides.
        kind
            A class or a scheme to look in, as ``state``, ``project`` or ``theme``.

        Raises
        ------
        UnknownTermError
            If nothing fits; with the names that come nearest.
        AmbiguousTermError
            If several things fit; with their IRIs.

        Examples
        --------
        >>> kg = load()
        >>> kg.resolve("Kazakhstan") == kg.resolve("KAZ") == kg.resolve("ugd:state-KAZ")
        True
        """
        return cast("URIRef", to_rdflib(self._names.resolve(name, kind)))

    # -- views -----------------------------------------------------------------------------

    @cached_property
    def graph(self) -> Graph:
        """The live rdflib graph of what a query sees; what is written to it goes to the graph ``data``."""
        from unodc_graph.rdflib_view import visible_graph

        return visible_graph(self._store)

    @cached_property
    def dataset(self) -> Dataset:
        """The live rdflib dataset of all named graphs, each read and written by its name."""
        from unodc_graph.rdflib_view import named_graphs

        return named_graphs(self._store)

    def to_networkx(self, network: str) -> nx.Graph[str]:
        """Make a network for networkx.

        Parameters
        ----------
        network
            ``agents``: who works with whom through projects, the number of projects as weight.

        Raises
        ------
        UnknownTermError
            If there is no such network.

        Examples
        --------
        >>> network = load().to_networkx("agents")
        >>> japan, norway = (str(load().resolve(code)) for code in ("JPN", "NOR"))
        >>> network.edges[japan, norway]["weight"]
        1
        """
        from unodc_graph import networks

        return networks.build(self, network)

    # -- checking and writing --------------------------------------------------------------

    def validate(
        self,
        *,
        focus: str | Iterable[str] | None = None,
        shapes: str | Path | Iterable[str | Path] | Graph | None = None,
    ) -> Report:
        """Check what a query sees against SHACL shapes.

        Parameters
        ----------
        focus
            Names of the only nodes to check; ``None`` means whatever the shapes target.
        shapes
            RDF files or a graph with other shapes than the bundled ones.

        Returns
        -------
        Report
            Conforming if it holds no violation.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name in ``focus`` stands for nothing, or for several things.
        LoadError, ParameterError
            If the shapes cannot be read, or are none.

        Examples
        --------
        >>> load().validate(focus="ROCA").conforms
        True
        """
        from unodc_graph.validation.shacl import validate

        names = [focus] if isinstance(focus, str) else focus
        nodes = None if names is None else [self._names.resolve(str(name)).value for name in names]
        return validate(self.graph, self._shapes(shapes), nodes, self._file_of)

    def _file_of(self, node: object) -> str | None:
        term = from_rdflib(node)
        file = None if isinstance(term, ox.Literal) else self._store.file_of(term)
        return None if file is None else str(file)

    def _shapes(self, given: str | Path | Iterable[str | Path] | Graph | None) -> Graph:
        from rdflib import Dataset, Graph

        if isinstance(given, Dataset):
            raise ParameterError("shapes", "must be a graph: choose one of the dataset")
        if isinstance(given, Graph):
            return given
        if given is None:
            quads: Iterable[ox.Quad] = self._store.triples(None, None, None, [SHAPES])
        else:
            paths = cast("Iterable[str | Path]", [given] if isinstance(given, (str, Path)) else given)
            quads = [quad for file in reading.rdf_files(paths) for quad in reading.read_quads(file, SHAPES)]
        return self._as_graph(quads)

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
        >>> load().export(graphs=("inferred",)).splitlines()[0]
        'PREFIX ug: <https://w3id.org/unodc-graph/ontology#>'
        """
        form = export.format_for(path) if format is None else format
        text = export.serialise(self._store, form, self._store.select_graphs(graphs))
        if path is not None:
            export.write_text(text, path, force=force)
        return text

    def _as_graph(self, statements: Iterable[ox.Triple | ox.Quad]) -> Graph:
        from unodc_graph.rdflib_view import memory_graph

        return memory_graph(statements)
