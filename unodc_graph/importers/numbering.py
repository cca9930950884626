"""IRIs of rows without a code of their own: they end in a number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.terms import name, ug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unodc_graph.importers.known import Known

    Describe = Callable[[ox.NamedNode], Iterable[ox.Triple]]

__all__ = ["Numbering"]

# Two rows that differ in no more than this say the same of a thing.
_MAY_DIFFER: Final = frozenset(
    (ug("source"), ug("sourceName"), ug("confidence"), name("skos", "note"), name("rdfs", "label"))
)


class Numbering:
    """Gives each row a node: one of the graph that says the same already, else the next number.

    Without a graph the numbers are counted from 1, in the order of the rows, where the rest of the
    IRI is the same.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._held = known.numbered()
        self._count: Counter[str] = Counter()
        self._taken: set[ox.NamedNode] = set()

    def describe(
        self, stem: ox.NamedNode, describe: Describe, others: Iterable[ox.NamedNode] = ()
    ) -> Iterable[ox.Triple]:
        """Give what a row says of its node.

        Parameters
        ----------
        stem
            The IRI but for its number.
        describe
            Gives the triples about a node.
        others
            Nodes of other stems that may say the same.
        """
        stated = list(self._stated(stem.value))
        for node in (*stated, *others):
            if node not in self._taken:
                triples = list(describe(node))
                if self._says_the_same(node, triples):
                    self._taken.add(node)
                    return triples
        self._count[stem.value] = max(self._count[stem.value], len(stated)) + 1
        node = ox.NamedNode(f"{stem.value}-{self._count[stem.value]}")
        self._taken.add(node)
        return describe(node)

    def _stated(self, stem: str) -> Iterator[ox.NamedNode]:
        number = 1
        while (node := ox.NamedNode(f"{stem}-{number}")) in self._held:
            yield node
            number += 1

    def _says_the_same(self, node: ox.NamedNode, triples: list[ox.Triple]) -> bool:
        new = {(triple.predicate, triple.object) for triple in triples if triple.predicate not in _MAY_DIFFER}
        return new <= self._known.about(node)
