"""Values that have no order: by SHACL each is a result, where pySHACL gives up the whole validation."""

from __future__ import annotations

import operator
import warnings
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib.term import Node

__all__ = ["Disorder", "add_results", "set_apart"]

_ORDERS: Final[dict[Node, tuple[Node, Callable[[Any, Any], bool]]]] = {
    SH.lessThan: (SH.LessThanConstraintComponent, operator.lt),
    SH.lessThanOrEquals: (SH.LessThanOrEqualsConstraintComponent, operator.le),
}
_NAME: Final = "urn:unodc-graph:shape-without-order:"


class Disorder(NamedTuple):
    """A value that is not in order, or in none, with one of another property."""

    shape: Node
    component: Node
    focus: Node
    value: Node
    other: Node


def set_apart(shapes: Graph, data: Graph) -> tuple[dict[URIRef, Node], list[Disorder]]:
    """Take from the shapes that ask for an order the target nodes whose values have none.

    These go to a copy of the shape that asks for all but the order.

    Returns
    -------
    dict and list
        The shape that each copy stands for, and what the order of the nodes set apart would have found.
    """
    copies: dict[URIRef, Node] = {}
    found: list[Disorder] = []
    asked = {shape for predicate in _ORDERS for shape in shapes.subjects(predicate)}
    for shape in sorted(asked, key=str):
        path = shapes.value(shape, SH.path)
        if not isinstance(path, URIRef):
            continue
        copy = URIRef(f"{_NAME}{len(copies)}")
        for focus in list(shapes.objects(shape, SH.targetNode)):
            disorders, without_order = _compared(shapes, data, shape, focus, path)
            if without_order:
                found += disorders
                copies[copy] = shape
                shapes.remove((shape, SH.targetNode, focus))
                shapes.add((copy, SH.targetNode, focus))
        if copy in copies:
            for _, predicate, given in list(shapes.triples((shape, None, None))):
                if predicate not in _ORDERS and predicate != SH.targetNode:
                    shapes.add((copy, predicate, given))
    return copies, found


def _compared(shapes: Graph, data: Graph, shape: Node, focus: Node, path: URIRef) -> tuple[list[Disorder], bool]:
    """Compare the values of a node; say what is wrong, and whether something has no order."""
    found: list[Disorder] = []
    without_order = False
    values = list(data.objects(focus, path))
    for predicate, (component, compare) in _ORDERS.items():
        for property_ in shapes.objects(shape, predicate):
            for value in values:
                without_order = without_order or isinstance(value, BNode)
                for other in data.objects(focus, property_):
                    holds = _holds(compare, value, other)
                    without_order = without_order or holds is None
                    if not holds:
                        found.append(Disorder(shape, component, focus, value, property_))
    return found, without_order


def _holds(compare: Callable[[Any, Any], bool], left: Node, right: Node) -> bool | None:
    """Compare two values as pySHACL does; ``None`` where it would give up."""
    if isinstance(left, BNode) or isinstance(right, BNode):
        return None
    texts = [_text(left), _text(right)]
    if None not in texts:
        return compare(*texts)
    if texts != [None, None]:
        return False
    try:
        with warnings.catch_warnings():
            # What rdflib has no order for, it compares by what Python has deprecated.
            warnings.simplefilter("error", DeprecationWarning)
            return bool(compare(left, right))
    except (TypeError, ArithmeticError, DeprecationWarning):
        return None


def _text(node: Node) -> str | None:
    if isinstance(node, URIRef):
        return str(node)
    return node.value if isinstance(node, Literal) and isinstance(node.value, str) else None


def add_results(report: Graph, shapes: Graph, found: Iterable[Disorder]) -> None:
    """Add to a report what is not in order."""
    for one in found:
        (whole,) = report.subjects(RDF.type, SH.ValidationReport)
        report.set((whole, SH.conforms, Literal(False)))
        result = BNode()
        for predicate, value in (
            (RDF.type, SH.ValidationResult),
            (SH.focusNode, one.focus),
            *((SH.resultPath, path) for path in shapes.objects(one.shape, SH.path)),
            (SH.resultSeverity, shapes.value(one.shape, SH.severity) or SH.Violation),
            (SH.sourceConstraintComponent, one.component),
            (SH.sourceShape, one.shape),
            (SH.value, one.value),
            *((SH.resultMessage, message) for message in _messages(shapes, one)),
        ):
            report.add((result, predicate, value))
        report.add((whole, SH.result, result))


def _messages(shapes: Graph, one: Disorder) -> list[Node]:
    given = list(shapes.objects(one.shape, SH.message))
    return given or [Literal(f"The value has no order, or the wrong one, with that of {one.other}")]
