"""What a graph states, read once for each property and looked up many times."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    Values = Mapping[Node, Collection[Node]]

__all__ = ["Facts"]


class Facts:
    """Answers about one graph, which must not change meanwhile.

    Attributes
    ----------
    graph
        That graph.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._objects: dict[Node, Values] = {}
        self._subjects: dict[Node, Values] = {}
        self._instances: dict[Node, set[Node]] = {}

    def objects(self, predicate: Node) -> Values:
        """Map each subject of a property to its values."""
        if predicate not in self._objects:
            values: defaultdict[Node, set[Node]] = defaultdict(set)
            for subject, value in self.graph.subject_objects(predicate):
                values[subject].add(value)
            self._objects[predicate] = dict(values)
        return self._objects[predicate]

    def subjects(self, predicate: Node) -> Values:
        """Map each value of a property to its subjects."""
        if predicate not in self._subjects:
            subjects: defaultdict[Node, set[Node]] = defaultdict(set)
            for subject, values in self.objects(predicate).items():
                for value in values:
                    subjects[value].add(subject)
            self._subjects[predicate] = dict(subjects)
        return self._subjects[predicate]

    def instances(self, kind: Node) -> set[Node]:
        """Give the instances of a class and of the classes below it."""
        if kind not in self._instances:
            typed, narrower = self.subjects(RDF.type), self.subjects(RDFS.subClassOf)
            found: set[Node] = set()
            seen = {kind}
            waiting = [kind]
            while waiting:
                one = waiting.pop()
                found.update(typed.get(one, ()))
                below = set(narrower.get(one, ())) - seen
                seen |= below
                waiting += below
            self._instances[kind] = found
        return self._instances[kind]
