"""Of what a property is said and what its values are, in words: from the ontology, else from the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDFS, SH, SKOS, XSD, Literal, URIRef
from rdflib.namespace import RDF

from docs.making import markdown
from docs.making.ontology import (
    either_class,
    iri,
    label,
    list_of,
    local,
    members,
    ontology,
    reported,
    shapes,
    targets,
    terms,
)
from unodc_graph.namespaces import UG_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

__all__ = ["list_link", "page_of", "said_of", "sentence", "term_link", "values_of"]

_DATATYPES: Final[dict[Node, str]] = {
    XSD.string: "a text",
    RDF.langString: "a text with a language tag",
    XSD.integer: "a whole number",
    XSD.decimal: "a number",
    XSD.boolean: "true or false",
    XSD.date: "a day (`xsd:date`)",
}
_NODE_KINDS: Final[dict[Node, str]] = {SH.IRI: "anything that has an IRI", SH.Literal: "a text"}
_SHORTENS_ROLE: Final = URIRef(f"{UG_BASE}shortensRole")
_TAKES_PART_IN: Final = URIRef(f"{UG_BASE}participatesIn")
_READ_WITH_A_VOWEL: Final = ("MTDSG",)
_MOST_CLASSES: Final = 8


def page_of(module: str) -> str:
    """Name the page of a module."""
    return f"{module}.md"


def term_link(term: URIRef, *, shown: str | None = None) -> str:
    """Link to the section of a term from another page of the reference."""
    found = terms().get(term)
    if found is None:
        return markdown.code(local(term)) if shown is None else shown
    target = f"{page_of(found.module)}#{markdown.heading_anchor(found.heading)}"
    return markdown.link(markdown.code(f"ug:{found.name}") if shown is None else shown, target)


def sentence(prop: URIRef) -> str:
    """Tell of what a property is said and what its values are, in one line."""
    said, values = said_of(prop), values_of(prop)
    if said == values == "anything":
        return "Neither the ontology nor a shape limits of what it is said and what its values are."
    return f"Said of {said}. Its value is {values}."


def said_of(prop: URIRef) -> str:
    """Tell of what a property is said."""
    domains = sorted(map(iri, ontology().objects(prop, RDFS.domain)))
    if domains:
        return _either(_class(domain) for domain in domains)
    if (prop, _SHORTENS_ROLE, None) in ontology():
        return values_of(_TAKES_PART_IN)
    inverse = ontology().value(prop, OWL.inverseOf)
    if inverse is not None:
        return values_of(iri(inverse))
    holders = [shape for shape, rules in reported().items() if any(rule.path == prop for rule in rules)]
    classes = {target for shape in holders if len(targets(shape)) <= _MOST_CLASSES for target in targets(shape)}
    if any(len(targets(shape)) > _MOST_CLASSES for shape in holders):
        return "anything described in the data"
    # A shape for whatever has a property leaves open what that may be.
    beside = ["other things"] if any(not targets(shape) for shape in holders) and classes else []
    return _either([*sorted(map(_class, classes), key=_without_article), *beside]) or "anything"


def values_of(prop: URIRef) -> str:
    """Tell what the values of a property are."""
    ranges = [iri(one) for one in ontology().objects(prop, RDFS.range) if one != SKOS.Concept]
    if ranges:
        return _either(_value_class(one) for one in sorted(ranges))
    about = [shape for shape in shapes().subjects(SH.path, prop) if _reports(iri(shape))]
    told = {words for shape in about for words in _constraints(shape)}
    told = {words for words in told if not any(words != other and other.startswith(f"{words},") for other in told)}
    if not told and (prop, _SHORTENS_ROLE, None) not in ontology():
        inverse = ontology().value(prop, OWL.inverseOf)
        told = {said_of(iri(inverse))} if inverse is not None else set()
    return _either(sorted(told, key=_without_article)) or (
        "a code of a list" if (prop, RDFS.range, SKOS.Concept) in ontology() else "anything"
    )


def _reports(shape: URIRef) -> bool:
    return any(rule.name == local(shape) for rules in reported().values() for rule in rules)


def _constraints(shape: Node) -> list[str]:
    graph = shapes()
    words = [_class(iri(one)) for one in graph.objects(shape, SH["class"])]
    words += [_DATATYPES.get(one, markdown.code(local(one))) for one in graph.objects(shape, SH.datatype)]
    words += [_NODE_KINDS[one] for one in graph.objects(shape, SH.nodeKind) if one in _NODE_KINDS and not words]
    for one in graph.objects(shape, SH.node):
        listed, classes = list_of(one), either_class(one)
        if listed is not None:
            words.append(f"a code of the list {list_link(listed)}")
        elif classes:
            words += map(_class, classes)
        else:
            words.append(_a(markdown.text(label(one))))
    offered = [markdown.code(str(one)) for one in members(shape, SH["in"]) if isinstance(one, Literal)]
    return words + ([f"one of {', '.join(offered)}"] if offered else [])


def list_link(scheme: URIRef) -> str:
    """Link to the section of a list of codes."""
    return markdown.link(markdown.text(label(scheme)), f"vocabularies.md#{local(scheme).partition(':')[2]}")


def _class(node: URIRef) -> str:
    return _a(label(node), term_link(node, shown=markdown.text(label(node))))


def _value_class(node: URIRef) -> str:
    return _DATATYPES.get(node) or _class(node)


def _a(words: str, shown: str | None = None) -> str:
    vowel = words.startswith(_READ_WITH_A_VOWEL) or words[:1].lower() in "aeio"
    return f"{'an' if vowel else 'a'} {words if shown is None else shown}"


def _without_article(words: str) -> str:
    return words.removeprefix("an ").removeprefix("a ")


def _either(words: Iterable[str]) -> str:
    many = list(dict.fromkeys(words))
    return " or ".join(many) if len(many) < 3 else f"{', '.join(many[:-1])} or {many[-1]}"
