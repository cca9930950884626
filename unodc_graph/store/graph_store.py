"""The store: what is loaded into its graphs and written to them, all of it or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph import reading
from unodc_graph.errors import ClosedGraphError
from unodc_graph.store import bundled
from unodc_graph.store.changes import Change, write
from unodc_graph.store.graphs import Graphs
from unodc_graph.store.imports import Imports
from unodc_graph.store.names import DATA, INFERRED, ONTOLOGY_GRAPH, UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["GraphStore"]

# Up to this many new statements are looked up one by one in the other graphs; for more it is
# cheaper to forget what was known and let the engine compare whole graphs when it matters.
_FEW: Final = 1000


class GraphStore(Graphs):
    """Named graphs in one engine, and the rule which of them a query sees.

    A query sees the graphs ontology, data, inferred and every import as one default graph, in
    which no statement stands twice.

    Two threads may use it at once. A write, and the deriving that follows it, is one thread's at a
    time; a query keeps to what stood there when it began.

    Parameters
    ----------
    derive
        Called to renew the graph ``inferred`` when it is about to be read and is older than the
        latest write.

    Attributes
    ----------
    imports
        Which file each import graph comes from.
    """

    def __init__(self, derive: Callable[[GraphStore], None]) -> None:
        super().__init__()
        self._derive = derive
        self.imports = Imports()
        self._holds_data = True

    def _derive_anew(self) -> None:
        self._derive(self)

    @property
    def data_version(self) -> str:
        """The version of the bundled data."""
        return bundled.version(data=self._holds_data)

    @property
    def is_outdated(self) -> bool:
        """Whether the library brings other bundled data along than the store holds."""
        return False

    def refresh_bundled(self) -> None:
        """Renew the bundled data where it is kept on disk; in memory it is that of the library."""
        if self.is_closed:
            raise ClosedGraphError

    # -- loading ---------------------------------------------------------------------------

    def load_bundled(self, *, data: bool) -> None:
        """Load the ontology and the shapes that come with the library, and its data if asked for."""
        with self.lock:
            bundled.load_into(self.engine, data=data)
            self._holds_data = data
            self._written()
            # A test of the data keeps these two apart.
            self._overlaps.note_disjoint([(ONTOLOGY_GRAPH, DATA)])

    def load_files(
        self, paths: Iterable[str | Path], *, on_duplicate: reading.OnDuplicate = "error"
    ) -> list[ox.NamedNode]:
        """Load files and folders, each file into an import graph of its own, all or nothing.

        A path loaded before replaces its graph.

        Returns
        -------
        list of NamedNode
            The graph of each file, in the order of the files.

        Raises
        ------
        LoadError
            If one of them cannot be read, or two describe the same thing differently; nothing is added then.
        """
        with self.writing():
            return reading.load_files(self, paths, on_duplicate=on_duplicate)

    @contextmanager
    def replacing(self, graphs: Mapping[Path, ox.NamedNode]) -> Iterator[ox.Store]:
        """Let files be read into their graphs in the place of what they stated before, all of it or nothing.

        Parameters
        ----------
        graphs
            The files and their import graphs, as ``import_graphs`` gives them: what is written goes into
            these and into graphs below them, and it is taken back if the block fails.
        """
        with self.writing():
            replaced, outdated = self.parts_of(graphs.values()), self.unconfirmed_of(graphs.values())
            before = [quad for graph in replaced for quad in self.engine.quads_for_pattern(None, None, None, graph)]
            before += outdated
            try:
                for graph in replaced:
                    self.engine.remove_graph(graph)
                for quad in outdated:
                    self.engine.remove(quad)
                yield self.engine
            except BaseException:
                self._held = None
                for graph in self.parts_of(graphs.values()):
                    self.engine.remove_graph(graph)
                for graph in replaced:
                    self.engine.add_graph(graph)
                self.engine.extend(before)
                self._held = None
                raise
            self.imports.replace(graphs, {})
            self._held = None
            self._written({UNCONFIRMED, *graphs.values(), *replaced, *self.parts_of(graphs.values())})
            self._note_files(replaced, outdated, graphs.values())

    def import_graphs(self, files: Iterable[Path]) -> dict[Path, ox.NamedNode]:
        """Name the import graph of each file: the one that it has, or a new one that nothing has yet."""
        graphs = dict(self.imports.graphs)
        named: dict[Path, ox.NamedNode] = {}
        for file in files:
            try:
                place = file.resolve()
            except RuntimeError:
                # A loop of links, before Python 3.13: nothing will be read from it.
                place = file.absolute()
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
        return self.imports.only_of(graphs)

    def replace_imports(
        self,
        graphs: Mapping[Path, ox.NamedNode],
        quads: Iterable[ox.Quad],
        unconfirmed: Mapping[ox.NamedNode, Collection[ox.Triple]],
    ) -> None:
        """Put statements in the place of what files stated before, all of it or nothing.

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
        with self.writing():
            replaced, outdated = self.parts_of(graphs.values()), self.unconfirmed_of(graphs.values())
            own = {
                graph: {ox.Quad(triple.subject, triple.predicate, triple.object, UNCONFIRMED) for triple in stated}
                for graph, stated in unconfirmed.items()
            }
            # What stood there without an import stays there without it.
            new = {
                graph: {quad for quad in stated if quad in outdated or not self._unconfirmed_holds(quad)}
                for graph, stated in own.items()
            }
            added = [*quads, *chain.from_iterable(new.values())]
            change = Change(tuple(replaced), tuple(outdated), added)
            # An interrupt reaches Python when a call of the engine returns: what was written counts then too.
            try:
                write(self.engine, change)
                self.imports.replace(graphs, new)
            finally:
                self._held = None
                self._written({UNCONFIRMED, *graphs.values(), *replaced, *self.parts_of(graphs.values())})
            self._note(change, imports=True)

    def _unconfirmed_holds(self, quad: ox.Quad) -> bool:
        """Say whether a statement is unconfirmed whatever has been imported."""
        return not self.imports.has_unconfirmed(quad) and quad in self.engine

    def file_of(self, subject: ox.NamedNode | ox.BlankNode) -> Path | None:
        """Give the file whose import graph describes a node; ``None`` for what no loaded file describes."""
        graphs = {quad.graph_name for quad in self.engine.quads_for_pattern(subject, None, None, None)}
        return self.imports.file_of(graph.value for graph in graphs if isinstance(graph, ox.NamedNode))

    # -- writing ---------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let no other thread in while something is written; a store on disk keeps all of it or nothing."""
        with self.lock:
            yield

    def _note(self, change: Change | None, *, imports: bool = False) -> None:
        """Take note of what was written, ``None`` for what nobody can tell; a store in memory needs none."""

    def _note_files(
        self, dropped: Iterable[ox.NamedNode], removed: Iterable[ox.Quad], filled: Collection[ox.NamedNode]
    ) -> None:
        """Take note that graphs went and statements with them, and that import graphs were filled."""

    def apply(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Remove statements, then add statements: all or nothing."""
        change = Change((), list(removed), list(added))
        with self.writing():
            overlapping: Collection[object] | None = None
            try:
                write(self.engine, change)
                overlapping = self._repeated(change.added)
            finally:
                self._written(overlapping)
            self._note(change)

    def _repeated(self, added: Sequence[ox.Quad]) -> set[object]:
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
        with self.writing():
            try:
                self.engine.update(text, prefixes=prefixes)
            finally:
                self._written()
            self._note(None)

    def remove_graph(self, graph: ox.NamedNode) -> None:
        """Remove a graph and what it states."""
        change = Change((graph,))
        with self.writing():
            try:
                write(self.engine, change)
            finally:
                self._written({graph})
            self._note(change)

    def restore(self, backup: tuple[list[ox.Quad], list[ox.NamedNode | ox.BlankNode]]) -> None:
        """Put back what ``backup`` gave."""
        quads, graphs = backup
        with self.writing():
            try:
                self.engine.clear()
                for graph in graphs:
                    self.engine.add_graph(graph)
                self.engine.extend(quads)
            finally:
                self._written()
            self._note(None)
