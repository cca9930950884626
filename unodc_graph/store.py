"""The Oxigraph store: its named graphs, what a query sees of them, and its revision."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import reading, resources
from unodc_graph.errors import LoadError, ParameterError
from unodc_graph.namespaces import GRAPH_BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["DATA", "INFERRED", "ONTOLOGY_GRAPH", "SHAPES", "UNCONFIRMED", "GraphStore", "is_internal"]

ONTOLOGY_GRAPH: Final = ox.NamedNode(f"{GRAPH_BASE}ontology")
DATA: Final = ox.NamedNode(f"{GRAPH_BASE}data")
SHAPES: Final = ox.NamedNode(f"{GRAPH_BASE}shapes")
INFERRED: Final = ox.NamedNode(f"{GRAPH_BASE}inferred")
UNCONFIRMED: Final = ox.NamedNode(f"{GRAPH_BASE}unconfirmed")

_KNOWN: Final = (ONTOLOGY_GRAPH, DATA, INFERRED, SHAPES, UNCONFIRMED)
_IMPORT: Final = f"{GRAPH_BASE}import/"
# Graphs that hold the union of others while they overlap; nobody can name them.
_UNION: Final = "urn:unodc-graph:union:"
# The engine looks every pattern up in graph after graph: a hundred of them make a join a hundred
# times as slow, and the union takes a few microseconds for each statement, once after a write.
_MANY: Final = 8
# Up to this many new statements are looked up one by one in the other graphs; for more it is
# cheaper to forget what was known and let the engine compare whole graphs when it matters.
_FEW: Final = 1000


def is_internal(iri: str) -> bool:
    """Say whether an IRI names a graph that the store keeps for itself."""
    return iri.startswith(_UNION)


class GraphStore:
    """Named graphs in one engine, and the rule which of them a query sees.

    A query sees the graphs ontology, data, inferred and every import as one default graph. The
    engine reads such a union graph by graph and gives a statement that stands in two of them
    twice; where graphs overlap the store therefore keeps their union as a graph of its own, made
    when a query needs it and dropped at the next write.

    Parameters
    ----------
    derive
        Called to renew the graph ``inferred`` when it is about to be read and is older than the
        latest write.

    Attributes
    ----------
    revision
        Counts up with every write, by which derived facts and indexes know that they are old.
    """

    def __init__(self, derive: Callable[[GraphStore], None]) -> None:
        self.engine = ox.Store()
        self.revision = 0
        self._derive = derive
        self._derived_at = -1
        self._file_graphs: dict[Path, ox.NamedNode] = {}
        self._unconfirmed_of: dict[ox.NamedNode, set[ox.Quad]] = {}
        self._disjoint: set[frozenset[ox.NamedNode]] = set()
        # What was found out by reading, forgotten at the next write.
        self._held: list[ox.NamedNode] | None = None
        self._without_repeats: dict[tuple[ox.NamedNode, ...], list[ox.NamedNode]] = {}
        self._unions: list[ox.NamedNode] = []
        self._unions_made = 0
        self._counts: dict[tuple[ox.NamedNode, ...], int] = {}

    # -- loading ---------------------------------------------------------------------------

    def load_bundled(self, *, data: bool) -> None:
        """Load the ontology and the shapes that come with the library, and its data if asked for."""
        for graph, files in (
            (ONTOLOGY_GRAPH, resources.ontology_files()),
            (SHAPES, resources.shape_files()),
            (DATA, resources.data_files() if data else []),
            (UNCONFIRMED, resources.unconfirmed_files() if data else []),
        ):
            for file in files:
                try:
                    self.engine.load(path=file, format=ox.RdfFormat.TURTLE, to_graph=graph)
                except (SyntaxError, OSError) as error:
                    raise LoadError(file, f"the bundled file is damaged, install the package again: {error}") from error
        self._written()
        # A test of the data keeps these two apart.
        self._disjoint.add(frozenset((ONTOLOGY_GRAPH, DATA)))

    def load_files(self, paths: Iterable[str | Path]) -> list[ox.NamedNode]:
        """Load files and folders, each file into an import graph of its own, all or nothing.

        A path loaded before replaces its graph.

        Returns
        -------
        list of NamedNode
            The graph of each file, in the order of the files.

        Raises
        ------
        LoadError
            If one of them cannot be read; nothing is added then.
        """
        files = reading.rdf_files(paths)
        graphs = self.import_graphs(files)
        self.replace_imports(
            graphs, [quad for file, graph in graphs.items() for quad in reading.read_quads(file, graph)], {}
        )
        return list(graphs.values())

    def import_graphs(self, files: Iterable[Path]) -> dict[Path, ox.NamedNode]:
        """Name the import graph of each file: the one that it has, or a new one that nothing has yet."""
        graphs = dict(self._file_graphs)
        named: dict[Path, ox.NamedNode] = {}
        for file in files:
            place = file.resolve()
            if place not in graphs:
                graphs[place] = reading.graph_name_for(file, [*graphs.values(), *self.named_graphs()])
            named[file] = graphs[place]
        return named

    def parts_of(self, graphs: Collection[ox.NamedNode]) -> set[ox.NamedNode]:
        """Give import graphs and the graphs that files of named graphs put below theirs."""
        return {
            graph
            for graph in self.named_graphs()
            if any(graph == whole or graph.value.startswith(f"{whole.value}/") for whole in graphs)
        }

    def unconfirmed_of(self, graphs: Iterable[ox.NamedNode]) -> set[ox.Quad]:
        """Give what stands in the graph ``unconfirmed`` only because the files of import graphs say so."""
        wanted = set(graphs)
        others = (quads for graph, quads in self._unconfirmed_of.items() if graph not in wanted)
        return set().union(*(self._unconfirmed_of.get(graph, ()) for graph in wanted)).difference(*others)

    def replace_imports(
        self,
        graphs: Mapping[Path, ox.NamedNode],
        quads: Iterable[ox.Quad],
        unconfirmed: Mapping[ox.NamedNode, Collection[ox.Triple]],
    ) -> None:
        """Put statements in the place of what files stated before.

        Parameters
        ----------
        graphs
            The files and their import graphs, as ``import_graphs`` gives them.
        quads
            Statements in these graphs, or in graphs below them.
        unconfirmed
            Import graph to what its file states without a source: it goes into the graph
            ``unconfirmed``, and goes from there when the file is loaded again.
        """
        replaced, outdated = self.parts_of(graphs.values()), self.unconfirmed_of(graphs.values())
        own = {
            graph: {ox.Quad(triple.subject, triple.predicate, triple.object, UNCONFIRMED) for triple in stated}
            for graph, stated in unconfirmed.items()
        }
        kept = {graph: stated for graph, stated in self._unconfirmed_of.items() if graph not in graphs.values()}
        # What stood there without an import stays there without it.
        new = {
            graph: {quad for quad in stated if quad in outdated or not self._unconfirmed_holds(quad)}
            for graph, stated in own.items()
        }
        # An interrupt reaches Python when a call of the engine returns: what was written counts then too.
        try:
            for graph in replaced:
                self.engine.remove_graph(graph)
            for quad in outdated:
                self.engine.remove(quad)
            self.engine.extend(quads)
            self.engine.extend(quad for stated in new.values() for quad in stated)
            self._file_graphs.update({file.resolve(): graph for file, graph in graphs.items()})
            self._unconfirmed_of = {**kept, **new}
        finally:
            self._held = None
            self._written({UNCONFIRMED, *graphs.values(), *replaced, *self.parts_of(graphs.values())})

    def _unconfirmed_holds(self, quad: ox.Quad) -> bool:
        """Say whether a statement is unconfirmed whatever has been imported."""
        imported = any(quad in stated for stated in self._unconfirmed_of.values())
        return not imported and quad in self.engine

    def file_of(self, subject: ox.NamedNode | ox.BlankNode) -> Path | None:
        """Give the file whose import graph describes a node; ``None`` for what no loaded file describes."""
        graphs = {quad.graph_name for quad in self.engine.quads_for_pattern(subject, None, None, None)}
        names = [graph.value for graph in graphs if isinstance(graph, ox.NamedNode)]
        return next(
            (
                path
                for path, graph in self._file_graphs.items()
                if any(name == graph.value or name.startswith(f"{graph.value}/") for name in names)
            ),
            None,
        )

    # -- graphs ----------------------------------------------------------------------------

    def named_graphs(self) -> list[ox.NamedNode]:
        """List the graphs the store holds: the bundled ones first, then the imports, by name."""
        if self._held is None:
            graphs = [
                graph
                for graph in self.engine.named_graphs()
                if isinstance(graph, ox.NamedNode) and not is_internal(graph.value)
            ]
            order = {graph: place for place, graph in enumerate(_KNOWN)}
            self._held = sorted(graphs, key=lambda graph: (order.get(graph, len(order)), graph.value))
        return list(self._held)

    def visible_graphs(self) -> list[ox.NamedNode]:
        """List the graphs that a query sees unless it says otherwise, in the order of ``named_graphs``."""
        self.refresh()
        return [*self.stated_graphs(), INFERRED]

    def select_graphs(self, names: Sequence[str]) -> list[ox.NamedNode]:
        """Turn short names or IRIs of graphs into the graphs.

        Raises
        ------
        ParameterError
            If the store holds no such graph.
        """
        if isinstance(names, str):
            raise ParameterError("graphs", f"must be a tuple of names, as in ({names!r},)")
        held = {graph.value: graph for graph in (*_KNOWN, *self.named_graphs())}
        wanted: dict[ox.NamedNode, None] = {}
        for name in map(str, names):
            graph = held.get(name) or held.get(GRAPH_BASE + name)
            if graph is None:
                shown = ", ".join(iri.removeprefix(GRAPH_BASE) for iri in held)
                raise ParameterError("graphs", f"the store holds no graph {name!r}; it holds {shown}")
            wanted[graph] = None
        if INFERRED in wanted:
            self.refresh()
        return list(wanted)

    def refresh(self) -> None:
        """Derive the graph ``inferred`` anew if something was written since it was derived."""
        if self._derived_at != self.revision:
            self._derive(self)
            self._derived_at = self.revision

    def stated_graphs(self) -> list[ox.NamedNode]:
        """List the graphs that a query sees and that are not derived."""
        return [
            graph for graph in self.named_graphs() if graph in (ONTOLOGY_GRAPH, DATA) or graph.value.startswith(_IMPORT)
        ]

    def replace_inferred(self, updates: Iterable[str]) -> None:
        """Fill the graph ``inferred`` anew by SPARQL updates, then take out what is stated anyway."""
        self._disjoint = {pair for pair in self._disjoint if INFERRED not in pair}
        try:
            self.engine.clear_graph(INFERRED)
            for update in updates:
                self.engine.update(update, prefixes=PREFIXES)
            for graph in self.without_repeats(self.stated_graphs()):
                self.engine.update(
                    f"DELETE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }} "
                    f"WHERE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} GRAPH {graph} {{ ?s ?p ?o }} }}"
                )
            self._disjoint.update(frozenset((INFERRED, graph)) for graph in self.stated_graphs())
        finally:
            self._forget_reads()

    # -- reading ---------------------------------------------------------------------------

    def query(
        self, text: str, graphs: Sequence[ox.NamedNode], *, reached: Sequence[ox.NamedNode], prefixes: dict[str, str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask the engine, with the union of some graphs as default graph and others in reach of GRAPH.

        Raises
        ------
        SyntaxError
            If the text is not a SPARQL query.
        """
        return self.engine.query(
            text,
            prefixes=prefixes,
            default_graph=[*self.without_repeats(graphs)],
            named_graphs=[*reached],
        )

    def triples(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 - the RDF term for it
        graphs: Sequence[ox.NamedNode],
    ) -> Iterator[ox.Quad]:
        """Give each statement of a pattern once, ``None`` standing for anything, whichever graph it is in."""
        for graph in self.without_repeats(graphs):
            yield from self.engine.quads_for_pattern(subject, predicate, object, graph)

    def ntriples(self, graphs: Sequence[ox.NamedNode]) -> bytes:
        """Give the statements of the union of some graphs as N-Triples, each once, in no order."""
        dumps = (
            self.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) for graph in self.without_repeats(graphs)
        )
        return b"".join(dump or b"" for dump in dumps)

    def backup(self) -> tuple[list[ox.Quad], list[ox.NamedNode | ox.BlankNode]]:
        """Give every statement of every graph, and the graphs, for ``restore``."""
        self._forget_reads()
        return list(self.engine), list(self.engine.named_graphs())

    def restore(self, backup: tuple[list[ox.Quad], list[ox.NamedNode | ox.BlankNode]]) -> None:
        """Put back what ``backup`` gave."""
        quads, graphs = backup
        try:
            self.engine.clear()
            for graph in graphs:
                self.engine.add_graph(graph)
            self.engine.extend(quads)
        finally:
            self._written()

    def count(self, graphs: Sequence[ox.NamedNode]) -> int:
        """Count the statements of the union of some graphs; counted once for each revision."""
        key = tuple(graphs)
        if key not in self._counts:
            self._counts[key] = sum(map(self._count_one, self.without_repeats(graphs)))
        return self._counts[key]

    def _count_one(self, graph: ox.NamedNode) -> int:
        key = (graph,)
        if key not in self._counts:
            text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            solutions = cast("ox.QuerySolutions", self.engine.query(text))
            self._counts[key] = int(cast("ox.Literal", next(solutions)[0]).value)
        return self._counts[key]

    def without_repeats(self, graphs: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
        """Give graphs that together state what these state, and no statement twice."""
        key = tuple(graphs)
        if key not in self._without_repeats:
            apart = len(graphs) <= _MANY and all(
                self._are_disjoint(left, right) for left, right in combinations(graphs, 2)
            )
            self._without_repeats[key] = list(graphs) if apart else [self._union(graphs)]
        return self._without_repeats[key]

    def _union(self, graphs: Sequence[ox.NamedNode]) -> ox.NamedNode:
        # Noted before it is filled: an interrupt in between must not leave a graph that nobody drops.
        self._unions_made += 1
        union = ox.NamedNode(f"{_UNION}{self._unions_made}")
        self._unions.append(union)
        using = " ".join(f"USING {graph}" for graph in graphs)
        self.engine.update(f"INSERT {{ GRAPH {union} {{ ?s ?p ?o }} }} {using} WHERE {{ ?s ?p ?o }}")
        return union

    def _are_disjoint(self, left: ox.NamedNode, right: ox.NamedNode) -> bool:
        pair = frozenset((left, right))
        if pair not in self._disjoint:
            # The engine walks the first and looks up in the second.
            small, large = sorted((left, right), key=self._count_one)
            overlap = self.engine.query(f"ASK {{ GRAPH {small} {{ ?s ?p ?o }} GRAPH {large} {{ ?s ?p ?o }} }}")
            if overlap:
                return False
            self._disjoint.add(pair)
        return True

    # -- writing ---------------------------------------------------------------------------

    def apply(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Remove statements, then add statements."""
        added = list(added)
        overlapping: Collection[object] | None = None
        try:
            for quad in removed:
                self.engine.remove(quad)
            self.engine.extend(added)
            overlapping = self._repeated(added)
        finally:
            self._written(overlapping)

    def _repeated(self, added: list[ox.Quad]) -> set[object]:
        """Give the graphs in which a new statement may stand that another graph states too."""
        repeated = len(added) > _FEW or any(
            other.graph_name != quad.graph_name
            for quad in added
            for other in self.engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if other.graph_name != INFERRED
        )
        return {quad.graph_name for quad in added} if repeated else set()

    def update(self, text: str, *, prefixes: dict[str, str]) -> None:
        """Run a SPARQL update over the named graphs.

        Raises
        ------
        SyntaxError
            If the text is not a SPARQL update.
        """
        try:
            self.engine.update(text, prefixes=prefixes)
        finally:
            self._written()

    def remove_graph(self, graph: ox.NamedNode) -> None:
        """Remove a graph and what it states."""
        try:
            self.engine.remove_graph(graph)
        finally:
            self._written({graph})

    def _written(self, overlapping: Collection[object] | None = None) -> None:
        """Count a write up, and forget which graphs do not overlap: all, or those that these may be one of."""
        self.revision += 1
        self._forget_reads()
        self._disjoint = {pair for pair in self._disjoint if overlapping is not None and pair.isdisjoint(overlapping)}

    def _forget_reads(self) -> None:
        for union in self._unions:
            self.engine.remove_graph(union)
        self._unions.clear()
        self._held = None
        self._without_repeats.clear()
        self._counts.clear()
