"""The graphs of a store as they are read: which there are, which a query sees, and what they state."""

from __future__ import annotations

from itertools import chain
from threading import RLock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES
from unodc_graph.store.closing import closed_engine
from unodc_graph.store.names import DATA, IMPORT, INFERRED, KNOWN, ONTOLOGY_GRAPH, is_internal
from unodc_graph.store.overlaps import Overlaps
from unodc_graph.store.selecting import selected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

__all__ = ["Graphs"]


class Graphs:
    """Named graphs in one engine, and the rule which of them a query sees.

    Attributes
    ----------
    engine
        The engine; read from it what is neither derived nor the union of graphs.
    revision
        Counts up with every write, by which derived facts and indexes know that they are old.
    lock
        Held while something is written or derived.
    is_closed
        Whether ``close`` was called.
    """

    def __init__(self) -> None:
        self.engine = ox.Store()
        self.revision = 0
        self.lock = RLock()
        self.is_closed = False
        self._derived_at = -1
        self._overlaps = Overlaps()
        # Counts up whenever a graph may go that a query was about to read.
        self._epoch = 0
        self._held: list[ox.NamedNode] | None = None

    def close(self) -> None:
        """Let everything go; whatever is asked afterwards is refused."""
        with self.lock:
            self.is_closed = True
            self.engine = closed_engine()
            self._epoch += 1

    # -- graphs ----------------------------------------------------------------------------

    def named_graphs(self) -> list[ox.NamedNode]:
        """List the graphs the store holds: the bundled ones first, then the imports, by name."""
        with self.lock:
            if self._held is None:
                graphs = [
                    graph
                    for graph in self.engine.named_graphs()
                    if isinstance(graph, ox.NamedNode) and not is_internal(graph.value)
                ]
                order = {graph: place for place, graph in enumerate(KNOWN)}
                self._held = sorted(graphs, key=lambda graph: (order.get(graph, len(order)), graph.value))
            return list(self._held)

    def visible_graphs(self) -> list[ox.NamedNode]:
        """List the graphs that a query sees unless it says otherwise, in the order of ``named_graphs``."""
        with self.lock:
            self.refresh()
            return [*self.stated_graphs(), INFERRED]

    def select_graphs(self, names: Sequence[str]) -> list[ox.NamedNode]:
        """Turn short names or IRIs of graphs into the graphs.

        Raises
        ------
        ParameterError
            If the store holds no such graph.
        """
        wanted = selected(names, [*KNOWN, *self.named_graphs()])
        if INFERRED in wanted:
            self.refresh()
        return wanted

    def refresh(self) -> None:
        """Derive the graph ``inferred`` anew if something was written since it was derived."""
        with self.lock:
            if self._derived_at != self.revision:
                self._derive_anew()
                self._derived_at = self.revision

    def _derive_anew(self) -> None:
        """Fill the graph ``inferred``; of a store that derives nothing it stays as it is."""

    def stated_graphs(self) -> list[ox.NamedNode]:
        """List the graphs that a query sees and that are not derived."""
        return [
            graph for graph in self.named_graphs() if graph in (ONTOLOGY_GRAPH, DATA) or graph.value.startswith(IMPORT)
        ]

    def replace_inferred(self, updates: Iterable[str]) -> None:
        """Fill the graph ``inferred`` anew by SPARQL updates, then take out what is stated anyway."""
        with self.lock:
            self._overlaps.forget_disjoint({INFERRED})
            try:
                self.engine.clear_graph(INFERRED)
                for update in updates:
                    self.engine.update(update, prefixes=PREFIXES)
                for graph in self.without_repeats(self.stated_graphs()):
                    self.engine.update(
                        f"DELETE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }} "
                        f"WHERE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} GRAPH {graph} {{ ?s ?p ?o }} }}"
                    )
                self._overlaps.note_disjoint((INFERRED, graph) for graph in self.stated_graphs())
            finally:
                self._forget_reads()

    # -- reading ---------------------------------------------------------------------------

    def query(
        self,
        text: str,
        graphs: Sequence[ox.NamedNode],
        *,
        reached: Sequence[ox.NamedNode],
        prefixes: dict[str, str],
        predicates: Collection[str] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask the engine, with the union of some graphs as default graph and others in reach of GRAPH.

        Parameters
        ----------
        predicates
            All that the patterns of the text can match, where that is known: graphs without them are not looked into,
            since the engine matches each pattern in each graph.

        Raises
        ------
        SyntaxError
            If the text is not a SPARQL query.
        """

        def ask() -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
            return engine.query(text, prefixes=prefixes, default_graph=[*default], named_graphs=[*reached])

        # Others may ask meanwhile. If somebody wrote meanwhile, a graph may have gone that was to be read.
        with self.lock:
            default = self._holding(predicates, self._readable(graphs, reached))
            engine, epoch = self.engine, self._epoch
        answer = ask()
        with self.lock:
            if epoch != self._epoch:
                engine, default = self.engine, self._holding(predicates, self._readable(graphs, reached))
                answer = ask()
        return answer

    def copy_of(
        self, graphs: Sequence[ox.NamedNode], reached: Sequence[ox.NamedNode], held: tuple[int, frozenset[str]]
    ) -> tuple[int, list[ox.NamedNode], dict[str, bytes]]:
        """Give what somebody else needs to ask the same.

        Parameters
        ----------
        held
            Which graphs the other holds already, as they were at which epoch.

        Returns
        -------
        tuple
            The epoch, the graphs that together are the default graph, and the graphs that are missing there, each as
            N-Triples.
        """
        with self.lock:
            default = self._readable(graphs, reached)
            has = held[1] if held[0] == self._epoch else frozenset()
            missing = {
                graph.value: self.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
                for graph in dict.fromkeys([*default, *reached])
                if graph.value not in has
            }
            return self._epoch, default, missing

    def _readable(self, graphs: Sequence[ox.NamedNode], reached: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
        if INFERRED in graphs or INFERRED in reached:
            self.refresh()
        return self.without_repeats(graphs)

    def _holding(self, predicates: Collection[str] | None, graphs: list[ox.NamedNode]) -> list[ox.NamedNode]:
        if predicates is None or len(graphs) == 1:
            return graphs
        try:
            terms = [ox.NamedNode(predicate) for predicate in predicates]
        except ValueError:
            # No IRI: the engine says so.
            return graphs
        held = [
            graph
            for graph in graphs
            if any(next(self.engine.quads_for_pattern(None, term, None, graph), None) for term in terms)
        ]
        return held or graphs[:1]

    def triples(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 - the RDF term for it
        graphs: Sequence[ox.NamedNode],
    ) -> Iterator[ox.Quad]:
        """Give each statement of a pattern once, ``None`` standing for anything, whichever graph it is in."""
        with self.lock:
            # Each of them keeps to what stood there when it was made.
            found = [
                self.engine.quads_for_pattern(subject, predicate, object, graph) for graph in self._readable(graphs, ())
            ]
        return found[0] if len(found) == 1 else chain.from_iterable(found)

    def ntriples(self, graphs: Sequence[ox.NamedNode]) -> bytes:
        """Give the statements of the union of some graphs as N-Triples, each once, in no order."""
        with self.lock:
            dumps = [
                self.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
                for graph in self.without_repeats(graphs)
            ]
        return b"".join(dump or b"" for dump in dumps)

    def backup(self) -> tuple[list[ox.Quad], list[ox.NamedNode | ox.BlankNode]]:
        """Give every statement of every graph, and the graphs, for ``restore``."""
        with self.lock:
            self._forget_reads()
            return list(self.engine), list(self.engine.named_graphs())

    def count(self, graphs: Sequence[ox.NamedNode]) -> int:
        """Count the statements of the union of some graphs; counted once for each revision."""
        with self.lock:
            return self._overlaps.count(self.engine, graphs)

    def without_repeats(self, graphs: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
        """Give graphs that together state what these state, and no statement twice."""
        with self.lock:
            return self._overlaps.without_repeats(self.engine, graphs)

    # -- what was read and is old ----------------------------------------------------------

    def _written(self, overlapping: Collection[object] | None = None) -> None:
        """Count a write up, and forget which graphs do not overlap: all, or those that these may be one of."""
        self.revision += 1
        self._forget_reads()
        self._overlaps.forget_disjoint(overlapping)

    def _forget_reads(self) -> None:
        self._epoch += 1
        self._overlaps.forget_reads(self.engine)
        self._held = None
