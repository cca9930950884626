"""Rewrites shapes so that pySHACL is done with them soon, and its report so that it tells what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rdflib.term import Node

__all__ = ["TARGETS", "give_names", "narrow_targets", "results_about", "take_names", "with_direct_targets"]

# Target nodes first: what is narrowed becomes one, and needs no second look.
TARGETS: Final = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
_NAME: Final = "urn:unodc-graph:shape:"


def with_direct_targets(shapes: Graph) -> Graph:
    """Give a copy in which property shapes have the targets of the node shapes that hold them.

    pySHACL runs a property shape below a node shape once for every focus node, which takes it
    five times as long as one run over all of them; the results are the same, but that a node in reach
    of a property shape by two ways is told once. A node shape that others refer to, that is also a
    class, is deactivated or closed, or holds disjoint qualified shapes stays as it is.
    """
    copy = Graph(bind_namespaces="none")
    for prefix, namespace in shapes.namespaces():
        copy.bind(prefix, namespace)
    for triple in shapes:
        copy.add(triple)
    for node, held in list(copy.subject_objects(SH.property)):
        targets = [(predicate, target) for predicate in TARGETS for target in copy.objects(node, predicate)]
        stays = (
            not targets
            # What a property shape holds is about its values.
            or (node, SH.path, None) in copy
            or (None, None, node) in copy
            or any((node, RDF.type, kind) in copy for kind in (RDFS.Class, OWL.Class))
            or any((node, told, None) in copy for told in (SH.deactivated, SH.closed))
            # Two constraints look at the properties of the shape as a whole.
            or any((one, SH.qualifiedValueShapesDisjoint, None) in copy for one in shapes.objects(node, SH.property))
        )
        if not stays:
            copy.remove((node, SH.property, held))
            for predicate, target in targets:
                copy.add((held, predicate, target))
    return copy


def give_names(shapes: Graph) -> dict[URIRef, BNode]:
    """Name the shapes without a name that have targets, and map each name to the blank node it stands for.

    With each of its results pySHACL writes down a shape without a name in full, each target included.
    """
    blank = {shape for target in TARGETS for shape in shapes.subjects(target) if isinstance(shape, BNode)}
    names = {
        URIRef(f"{_NAME}{number}"): shape
        for number, shape in enumerate(sorted(blank))
        # pySHACL's messages write down what a shape refers to.
        if (None, None, shape) not in shapes
    }
    for name, shape in names.items():
        for _, predicate, value in list(shapes.triples((shape, None, None))):
            shapes.remove((shape, predicate, value))
            shapes.add((name, predicate, value))
    return names


def take_names(report: Graph, shapes: Graph, names: Mapping[URIRef, Node]) -> None:
    """Let a report tell of the shapes that were given names as they are in the graph they come from."""
    waiting: list[Node] = []
    for result, shape in list(report.subject_objects(SH.sourceShape)):
        if isinstance(shape, URIRef) and shape in names:
            report.remove((result, SH.sourceShape, shape))
            report.add((result, SH.sourceShape, names[shape]))
            waiting.append(names[shape])
    while waiting:
        node = waiting.pop()
        if isinstance(node, BNode) and (node, None, None) not in report:
            for triple in shapes.triples((node, None, None)):
                report.add(triple)
                waiting.append(triple[2])


def results_about(report: Graph, kept: Callable[[Node], bool]) -> Graph:
    """Give the report that has only the results about some nodes."""
    part = Graph(bind_namespaces="none")
    (whole,) = report.subjects(RDF.type, SH.ValidationReport)
    results = [
        result for result in report.objects(whole, SH.result) if all(map(kept, report.objects(result, SH.focusNode)))
    ]
    part.add((whole, RDF.type, SH.ValidationReport))
    part.add((whole, SH.conforms, Literal(not results)))
    for result in results:
        part.add((whole, SH.result, result))
    waiting = list(results)
    while waiting:
        node = waiting.pop()
        if isinstance(node, BNode) and (node, None, None) not in part:
            for triple in report.triples((node, None, None)):
                part.add(triple)
                waiting.append(triple[2])
    return part


def narrow_targets(shapes: Graph, data: Graph, focus: Sequence[URIRef]) -> None:
    """Let each shape target only those of its targets that are in focus.

    pySHACL's own ``focus_nodes`` filters the values of nested shapes too, and so lets pass, or
    finds, what a whole run does not.
    """
    for kind in (RDFS.Class, OWL.Class):
        # A shape that is a class targets its instances without saying so.
        for shape in list(shapes.subjects(RDF.type, kind)):
            shapes.remove((shape, RDF.type, kind))
            shapes.add((shape, SH.targetClass, shape))
    for predicate in TARGETS:
        for target in set(shapes.objects(None, predicate)):
            in_focus = [node for node in focus if _is_target(data, node, predicate, target)]
            for shape in list(shapes.subjects(predicate, target)):
                shapes.remove((shape, predicate, target))
                for node in in_focus:
                    shapes.add((shape, SH.targetNode, node))


def _is_target(data: Graph, node: URIRef, predicate: Node, target: Node) -> bool:
    if predicate == SH.targetNode:
        return node == target
    if predicate == SH.targetSubjectsOf:
        return (node, target, None) in data
    if predicate == SH.targetObjectsOf:
        return (None, target, node) in data
    return any(target in data.transitive_objects(kind, RDFS.subClassOf) for kind in data.objects(node, RDF.type))
