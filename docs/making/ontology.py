"""What the ontology, the shapes and the alignments say of each term, ready to be told in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from unodc_graph import resources
from unodc_graph.namespaces import UG_BASE, UGS_BASE
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

__all__ = [
    "Rule",
    "Term",
    "alignments",
    "either_class",
    "iri",
    "is_general",
    "label",
    "list_of",
    "local",
    "members",
    "modules",
    "ontology",
    "reported",
    "rules_of",
    "shapes",
    "targets",
    "terms",
    "text",
]

_KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    OWL.AnnotationProperty: "property",
    RDFS.Datatype: "datatype",
}


@dataclass(frozen=True, order=True)
class Term:
    """A class, property or datatype of the ontology."""

    name: str
    kind: str
    module: str

    @property
    def iri(self) -> URIRef:
        """The IRI of the term."""
        return URIRef(UG_BASE + self.name)

    @property
    def heading(self) -> str:
        """The heading of its section; two terms that differ only in a capital letter have different ones."""
        return f"{self.name} ({self.kind})"


@dataclass(frozen=True, order=True)
class Rule:
    """A rule that a finding can name."""

    name: str
    severity: str
    message: str
    path: URIRef | None


def iri(node: Node) -> URIRef:
    """Give a node of a graph without blank nodes as what it is."""
    return URIRef(str(node))


def local(node: Node) -> str:
    """Give a node by its name without namespace if it is a term or a shape, else as a CURIE."""
    written = str(node)
    for base in (UG_BASE, UGS_BASE):
        if written.startswith(base):
            return written.removeprefix(base)
    return compact(written)


@cache
def ontology() -> Graph:
    """Read the header, the modules and the lists."""
    return _read(resources.ontology_files())


@cache
def shapes() -> Graph:
    """Read the shapes."""
    return _read(resources.shape_files())


@cache
def alignments() -> Graph:
    """Read what other vocabularies have to do with the terms."""
    return _read(resources.alignment_files())


def _read(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def modules() -> list[str]:
    """Name the modules, in order."""
    return [path.stem for path in resources.ontology_files() if path.parent.name == "modules"]


@cache
def terms() -> dict[URIRef, Term]:
    """Find the terms; classes come before properties, properties before datatypes."""
    found = [
        Term(local(node), kind, str(ontology().value(node, RDFS.isDefinedBy)).rpartition("/")[2])
        for said, kind in _KINDS.items()
        for node in ontology().subjects(RDF.type, said)
        if str(node).startswith(UG_BASE)
    ]
    found.sort(key=lambda term: (list(_KINDS.values()).index(term.kind), term.name.lower(), term.name))
    return {term.iri: term for term in found}


def text(node: Node, predicate: URIRef, language: str = "en", graph: Graph | None = None) -> str | None:
    """Give the text that is said of a node in a language."""
    said = (ontology() if graph is None else graph).objects(node, predicate)
    return next(
        (str(one) for one in sorted(said, key=str) if isinstance(one, Literal) and one.language == language), None
    )


def label(node: Node) -> str:
    """Give the English label of a term, list or shape, else its name."""
    found = text(node, RDFS.label) or text(node, RDFS.label, graph=shapes())
    return found or local(node)


@cache
def reported() -> dict[URIRef, list[Rule]]:
    """Give for each shape with a target the rules that it holds, itself among them if it says a message."""
    graph = shapes()
    targeted = {iri(shape) for said in (SH.targetClass, SH.targetSubjectsOf) for shape in graph.subjects(said)}
    found = {}
    for shape in sorted(targeted):
        held = [shape, *map(iri, graph.objects(shape, SH.property))]
        found[shape] = sorted(rule for one in held if (rule := _rule(one)) is not None)
    return found


def _rule(shape: URIRef) -> Rule | None:
    message, severity = text(shape, SH.message, graph=shapes()), shapes().value(shape, SH.severity)
    if message is None or severity is None:
        return None
    path = shapes().value(shape, SH.path)
    return Rule(local(shape), str(severity).rpartition("#")[2].lower(), message, None if path is None else iri(path))


def targets(shape: URIRef) -> list[URIRef]:
    """Give the classes that a shape is about."""
    return sorted(map(iri, shapes().objects(shape, SH.targetClass)))


def is_general(shape: URIRef) -> bool:
    """Say whether a shape is about several classes, a class of another vocabulary, or whatever has a property."""
    return len(targets(shape)) != 1 or targets(shape)[0] not in terms()


def rules_of(term: Term) -> tuple[list[Rule], list[URIRef]]:
    """Give the rules of a class or property, and the shapes about several classes of which a class is one."""
    if term.kind == "class":
        about = [shape for shape in reported() if term.iri in targets(shape)]
        own = [rule for shape in about if not is_general(shape) for rule in reported()[shape]]
        return sorted(own), [shape for shape in about if is_general(shape)]
    return sorted({rule for rules in reported().values() for rule in rules if rule.path == term.iri}), []


def list_of(shape: Node) -> URIRef | None:
    """Give the list of codes from which a shape takes its values, if it is about codes."""
    for held in shapes().objects(shape, SH.property):
        scheme = shapes().value(held, SH.hasValue)
        if scheme is not None and (scheme, RDF.type, SKOS.ConceptScheme) in ontology():
            return iri(scheme)
    return None


def members(node: Node, predicate: URIRef) -> list[Node]:
    """Give the members of a list that a shape names."""
    head = shapes().value(node, predicate)
    return [] if head is None else list(Collection(shapes(), head))


def either_class(shape: Node) -> list[URIRef]:
    """Give the classes of one of which a value must be, if a shape says nothing else."""
    found = [shapes().value(one, SH["class"]) for one in members(shape, SH["or"])]
    return sorted(iri(one) for one in found if one is not None) if None not in found else []
