"""Which graphs state the same, and their union where they do: no statement is given twice."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph.store.names import UNION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Overlaps"]

# The engine looks every pattern up in graph after graph: a hundred of them make a join a hundred
# times as slow, and the union takes a few microseconds for each statement, once after a write.
_MANY: Final = 8


class Overlaps:
    """What was found out of the graphs by reading; half of it is forgotten at the next write.

    The engine reads a union of graphs graph by graph and gives a statement that stands in two of
    them twice; where graphs overlap, their union is kept as a graph of its own. Each call is given the
    engine: one that kept it would keep it alive in a circle.
    """

    def __init__(self) -> None:
        self._disjoint: set[frozenset[ox.NamedNode]] = set()
        self._without_repeats: dict[tuple[ox.NamedNode, ...], list[ox.NamedNode]] = {}
        self._unions: list[ox.NamedNode] = []
        self._unions_made = 0
        self._counts: dict[tuple[ox.NamedNode, ...], int] = {}

    def without_repeats(self, engine: ox.Store, graphs: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
        """Give graphs that together state what these state, and no statement twice."""
        key = tuple(graphs)
        if key not in self._without_repeats:
            apart = len(graphs) <= _MANY and all(
                self._are_disjoint(engine, left, right) for left, right in combinations(graphs, 2)
            )
            self._without_repeats[key] = list(graphs) if apart else [self._union(engine, graphs)]
        return self._without_repeats[key]

    def count(self, engine: ox.Store, graphs: Sequence[ox.NamedNode]) -> int:
        """Count the statements of the union of some graphs, once until the next write."""
        key = tuple(graphs)
        if key not in self._counts:
            self._counts[key] = sum(self._count_one(engine, graph) for graph in self.without_repeats(engine, graphs))
        return self._counts[key]

    def note_disjoint(self, pairs: Iterable[tuple[ox.NamedNode, ox.NamedNode]]) -> None:
        """Take it that graphs do not overlap."""
        self._disjoint.update(map(frozenset, pairs))

    def forget_disjoint(self, graphs: Collection[object] | None) -> None:
        """Forget which graphs do not overlap: all, or those that these may be one of."""
        self._disjoint = {pair for pair in self._disjoint if graphs is not None and pair.isdisjoint(graphs)}

    def forget_reads(self, engine: ox.Store) -> None:
        """Forget unions and counts."""
        for union in self._unions:
            engine.remove_graph(union)
        self._unions.clear()
        self._without_repeats.clear()
        self._counts.clear()

    def _count_one(self, engine: ox.Store, graph: ox.NamedNode) -> int:
        key = (graph,)
        if key not in self._counts:
            text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            solutions = cast("ox.QuerySolutions", engine.query(text))
            self._counts[key] = int(cast("ox.Literal", next(solutions)[0]).value)
        return self._counts[key]

    def _union(self, engine: ox.Store, graphs: Sequence[ox.NamedNode]) -> ox.NamedNode:
        # Noted before it is filled: an interrupt in between must not leave a graph that nobody drops.
        self._unions_made += 1
        union = ox.NamedNode(f"{UNION}{self._unions_made}")
        self._unions.append(union)
        using = " ".join(f"USING {graph}" for graph in graphs)
        engine.update(f"INSERT {{ GRAPH {union} {{ ?s ?p ?o }} }} {using} WHERE {{ ?s ?p ?o }}")
        return union

    def _are_disjoint(self, engine: ox.Store, left: ox.NamedNode, right: ox.NamedNode) -> bool:
        pair = frozenset((left, right))
        if pair not in self._disjoint:
            # The engine walks the first and looks up in the second.
            small, large = sorted((left, right), key=lambda graph: self._count_one(engine, graph))
            overlap = engine.query(f"ASK {{ GRAPH {small} {{ ?s ?p ?o }} GRAPH {large} {{ ?s ?p ?o }} }}")
            if overlap:
                return False
            self._disjoint.add(pair)
        return True
