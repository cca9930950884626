"""Finds the nodes that may break a shape, so that pySHACL looks at no others.

pySHACL takes each shape to each target, which nearly always passes and costs up to milliseconds. Here a shape is
read once and tested against what the graph states, read once for each property. What passes for certain is left
out; what may break the shape, and every shape that says something not known here, goes to pySHACL, whose results
are therefore the same with and without. The query of a SPARQL constraint is asked once for all nodes, where that
gives the same.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, SH, BNode, Literal, URIRef

from unodc_graph.validation.constraints import (
    OF_LISTS,
    SIMPLE,
    NotUnderstoodError,
    Test,
    UncertainError,
    each,
    number,
)
from unodc_graph.validation.facts import Facts
from unodc_graph.validation.preparing import TARGETS
from unodc_graph.validation.queries import nodes_found

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from unodc_graph.validation.facts import Values

__all__ = ["FEW", "screen"]

FEW: Final = 20
"""Up to so many nodes pySHACL looks at sooner than the graph is read."""

_LISTS_OF_SHAPES: Final[dict[Node, Callable[[Iterable[bool]], bool]]] = {
    SH["and"]: all,
    SH["or"]: any,
    SH.xone: lambda passed: sum(passed) == 1,
}
_REFERENCES: Final = frozenset({SH.node, SH.property, SH["not"], SH.qualifiedValueShape})
# They belong to sh:qualifiedValueShape.
_BOUNDS: Final = (SH.qualifiedMinCount, SH.qualifiedMaxCount)
_NO_CONSTRAINTS: Final = frozenset(
    {SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.defaultValue}
    | {*TARGETS, *_BOUNDS}
)
_OF_PROPERTY_SHAPES: Final = frozenset(
    {SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals, SH.qualifiedValueShape, *_BOUNDS}
)
_ONCE: Final = frozenset(
    {SH.datatype, SH.nodeKind, SH["in"], SH.languageIn, SH.uniqueLang, SH.minLength, SH.maxLength}
    | {SH.minCount, SH.maxCount, SH.qualifiedValueShape, *_BOUNDS}
)
# Only these can fail for a node that has no value.
_FELT_WITHOUT_VALUES: Final = frozenset({SH.minCount, SH.hasValue, SH.equals, SH.qualifiedValueShape, SH.sparql})
# Shapes inside shapes inside shapes: pySHACL refuses to follow more of them.
_DEEPEST: Final = 15


def screen(data: Graph, shapes: Graph) -> None:
    """Let each shape target only those of its targets that may break it.

    Parameters
    ----------
    data
        The graph that is to be validated.
    shapes
        The shapes, changed in place.
    """
    # Then a constraint may have any name, and a shape targets which it does not tell.
    if (None, SH.parameter, None) in shapes or (None, RDFS.subClassOf, RDFS.Class) in shapes:
        return
    reader = _Reader(shapes, Facts(data))
    # One that still has no name would be written down with all its targets for each result.
    targeted = {shape for target in TARGETS for shape in shapes.subjects(target) if not isinstance(shape, BNode)}
    for shape in targeted:
        with suppress(NotUnderstoodError):
            suspects = reader.suspects(shape)
            for target in TARGETS:
                shapes.remove((shape, target, None))
            for suspect in suspects:
                shapes.add((shape, SH.targetNode, suspect))


@dataclass(frozen=True, eq=False, slots=True)
class _Shape:
    """A shape that was read.

    Attributes
    ----------
    values
        Maps each node to its values; ``None`` for a node shape, whose value is the node itself.
    depth
        How many shapes stand inside each other, this one counted.
    """

    values: Values | None
    tests: tuple[Test, ...]
    depth: int
    _known: dict[Node, bool] = field(default_factory=dict, repr=False)

    def passes(self, node: Node) -> bool:
        values = (node,) if self.values is None else self.values.get(node, ())
        return all(test(node, values) for test in self.tests)

    def accepts(self, value: Node) -> bool:
        """Test a node that is a value of many others."""
        if value not in self._known:
            self._known[value] = self.passes(value)
        return self._known[value]

    def may_break_on(self, node: Node) -> bool:
        try:
            return not self.passes(node)
        except UncertainError:
            return True


class _Reader:
    """Reads shapes as tests; each method raises NotUnderstoodError for what is not known here."""

    def __init__(self, shapes: Graph, facts: Facts) -> None:
        self._shapes = shapes
        self._facts = facts
        self._read: dict[Node, _Shape] = {}
        self._open: set[Node] = set()

    def suspects(self, node: Node) -> list[Node]:
        """Give the targets of a shape that may break it."""
        targets: set[Node] = set()
        for predicate in TARGETS:
            for given in self._shapes.objects(node, predicate):
                targets |= self._targets(predicate, given)
        if len(targets) <= FEW and (node, SH.sparql, None) in self._shapes:
            raise NotUnderstoodError
        shape = self._shape(node)
        if shape.depth > _DEEPEST:
            raise NotUnderstoodError
        if shape.values is not None and _FELT_WITHOUT_VALUES.isdisjoint(self._shapes.predicates(node)):
            targets &= shape.values.keys()
        return [target for target in targets if shape.may_break_on(target)]

    def _targets(self, predicate: Node, given: Node) -> set[Node]:
        if predicate == SH.targetClass:
            return self._facts.instances(given)
        if predicate == SH.targetSubjectsOf:
            return set(self._facts.objects(given))
        if predicate == SH.targetObjectsOf:
            return set(self._facts.subjects(given))
        return {given}

    def _shape(self, node: Node) -> _Shape:
        if node not in self._read:
            if node in self._open:
                raise NotUnderstoodError
            self._open.add(node)
            try:
                self._read[node] = self._new_shape(node)
            finally:
                self._open.remove(node)
        return self._read[node]

    def _new_shape(self, node: Node) -> _Shape:
        # One that is also a class targets its instances.
        if not set(self._shapes.objects(node, RDF.type)) <= {SH.NodeShape, SH.PropertyShape}:
            raise NotUnderstoodError
        values = self._values(node)
        predicates = set(self._shapes.predicates(node))
        if values is None and not predicates.isdisjoint(_OF_PROPERTY_SHAPES):
            raise NotUnderstoodError
        if SH.qualifiedValueShape not in predicates and not predicates.isdisjoint(_BOUNDS):
            raise NotUnderstoodError
        tests: list[Test] = []
        inner: list[_Shape] = []
        for predicate in predicates:
            given = list(self._shapes.objects(node, predicate))
            if len(given) > 1 and predicate in _ONCE:
                raise NotUnderstoodError
            for one in given:
                test, shapes = self._test(node, predicate, one)
                tests += test
                inner += shapes
        return _Shape(values, tuple(tests), 1 + max((shape.depth for shape in inner), default=0))

    def _values(self, node: Node) -> Values | None:
        paths = list(self._shapes.objects(node, SH.path))
        if not paths:
            return None
        if len(paths) == 1 and isinstance(paths[0], URIRef):
            return self._facts.objects(paths[0])
        if len(paths) == 1 and isinstance(paths[0], BNode):
            steps = list(self._shapes.predicate_objects(paths[0]))
            if len(steps) == 1 and steps[0][0] == SH.inversePath and isinstance(steps[0][1], URIRef):
                return self._facts.subjects(steps[0][1])
        raise NotUnderstoodError

    def _test(self, node: Node, predicate: Node, given: Node) -> tuple[list[Test], list[_Shape]]:
        """Give the test for one parameter, if it is one, and the shapes it refers to."""
        if predicate in SIMPLE:
            return [SIMPLE[predicate](given, self._facts)], []
        if predicate in OF_LISTS:
            return [OF_LISTS[predicate](self._members(given))], []
        if predicate in _LISTS_OF_SHAPES:
            shapes = [self._shape(member) for member in self._members(given)]
            passed = _LISTS_OF_SHAPES[predicate]
            return [each(lambda value: passed(shape.accepts(value) for shape in shapes))], shapes
        if predicate == SH.sparql:
            return [self._of_query(given)], []
        if predicate in _REFERENCES:
            shape = self._shape(given)
            return [self._of_shape(node, predicate, shape)], [shape]
        if str(predicate).startswith(str(SH)) and predicate not in _NO_CONSTRAINTS:
            raise NotUnderstoodError
        return [], []

    def _of_shape(self, node: Node, predicate: Node, shape: _Shape) -> Test:
        if predicate == SH["not"]:
            return each(lambda value: not shape.accepts(value))
        if predicate != SH.qualifiedValueShape:
            if (shape.values is None) != (predicate == SH.node):
                raise NotUnderstoodError
            return each(shape.accepts)
        least, most = ([*map(number, self._shapes.objects(node, bound))] for bound in _BOUNDS)
        if not least and not most:
            raise NotUnderstoodError

        def test(_: Node, values: Collection[Node]) -> bool:
            accepted = sum(map(shape.accepts, values))
            return all(accepted >= bound for bound in least) and all(accepted <= bound for bound in most)

        return test

    def _of_query(self, constraint: Node) -> Test:
        found = nodes_found(constraint, self._shapes, self._facts.graph)

        def test(focus: Node, _: Collection[Node]) -> bool:
            # The engine knows the value 5 where a shape says 05.
            if isinstance(focus, Literal):
                raise UncertainError
            return focus not in found

        return test

    def _members(self, given: Node) -> list[Node]:
        try:
            members = list(self._shapes.items(given))
        except ValueError as error:
            raise NotUnderstoodError from error
        if not members:
            raise NotUnderstoodError
        return members
