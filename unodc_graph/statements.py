"""Which statement three names stand for: a subject, a property and an object."""

from __future__ import annotations

import difflib
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import AmbiguousTermError, ParameterError, UnknownTermError
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.store import UNCONFIRMED
from unodc_graph.terms import compact, from_python, is_iri, to_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore
    from unodc_graph.terms import Term

__all__ = ["named_predicate", "named_statement"]

_LABEL: Final = ox.NamedNode(f"{PREFIXES['rdfs']}label")
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_NAMING: Final = (
    _LABEL,
    ox.NamedNode(f"{PREFIXES['skos']}altLabel"),
    ox.NamedNode(f"{PREFIXES['dcterms']}identifier"),
    ox.NamedNode(f"{PREFIXES['skos']}notation"),
)
_PROPERTIES: Final = tuple(ox.NamedNode(f"{PREFIXES['owl']}{kind}Property") for kind in ("Object", "Datatype"))
_MOST_SHOWN: Final = 3
_CURIE: Final = re.compile(r"(?P<prefix>[A-Za-z][\w.-]*):(?P<local>\S+)")
# A local name stands for a property of the ontology before one of a vocabulary that it borrows from.
_BORROWED: Final = ("ug", "rdfs", "rdf", "dcterms", "skos", "schema", "dcat", "foaf", "owl")


def named_statement(store: GraphStore, names: Names, subject: object, predicate: object, obj: object) -> ox.Triple:
    """Give the statement that three names stand for, whether or not it is stated.

    Parameters
    ----------
    subject
        An IRI, a CURIE, a code or a label.
    predicate
        As :func:`named_predicate` takes it.
    obj
        An rdflib term or a Python value is that value. A text is first looked for among what the
        graph says of subject and predicate, as code, label or text; then it may name any thing; then
        it is a text.

    Raises
    ------
    UnknownTermError, AmbiguousTermError
        If subject or predicate stands for nothing, or for several things.
    ParameterError
        If the subject is no text, or the object is no value that a statement can hold.
    """
    about = names.resolve(subject)
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    try:
        says = named_predicate(store, predicate)
    except UnknownTermError as error:
        hint = "" if error.candidates else _what_is_said(store, names, about, obj, graphs)
        raise UnknownTermError(error.name, error.candidates, kind=error.kind, hint=hint) from None
    said = [quad.object for quad in store.triples(about, says, None, graphs)]
    return ox.Triple(
        about, says, _object(store, names, obj, [term for term in said if not isinstance(term, ox.Triple)])
    )


def _what_is_said(store: GraphStore, names: Names, about: ox.NamedNode, obj: object, graphs: list[ox.NamedNode]) -> str:
    """Say by which properties the graph tells of a subject, and which statements and things join it with the object."""
    own = sorted({compact(quad.predicate.value) for quad in store.triples(about, None, None, graphs)})
    of_ours = [name.removeprefix("ug:") for name in own if name.startswith("ug:")]
    told = [f"of {compact(about.value)} the graph tells {', '.join(of_ours or own)}"] if own else []
    with suppress(UnknownTermError, AmbiguousTermError):
        other = names.resolve(obj)
        both_ways = (store.triples(about, None, other, graphs), store.triples(other, None, about, graphs))
        direct = {" ".join(compact(one.value) for one in quad.triple) for quads in both_ways for quad in quads}
        pointing = {quad.subject for quad in store.triples(None, None, about, graphs)}
        joining = {
            compact(quad.subject.value)
            for quad in store.triples(None, None, other, graphs)
            if quad.subject in pointing and isinstance(quad.subject, ox.NamedNode)
        }
        for found, say in ((direct, "it states"), (joining, "what joins the two is")):
            if found:
                told.append(
                    f"{say} {' and '.join(sorted(found)[:_MOST_SHOWN])}{' …' if len(found) > _MOST_SHOWN else ''}"
                )
    return "; ".join(told)


def named_predicate(store: GraphStore, name: object) -> ox.NamedNode:
    """Give the property that a name stands for.

    Parameters
    ----------
    name
        An IRI, a CURIE, ``a``, the local name of a property (``covers``, ``notBefore``, ``label``; the
        ontology's own come first), or the label of one (``implementing partner``).

    Raises
    ------
    UnknownTermError
        If the graph uses and declares no such property; with those that come nearest.
    """
    text = str(name).strip()
    graphs = [*store.visible_graphs(), UNCONFIRMED]

    def known(iri: str) -> ox.NamedNode | None:
        node = ox.NamedNode(iri) if is_iri(iri) else None
        if node is None:
            return None
        used = next(store.triples(None, node, None, graphs), None) or next(
            store.triples(node, None, None, graphs), None
        )
        return None if used is None else node

    if text == "a":
        return _TYPE
    curie = _CURIE.fullmatch(text)
    if curie is not None:
        tried = [PREFIXES[curie["prefix"]] + curie["local"] if curie["prefix"] in PREFIXES else text]
    else:
        tried = [PREFIXES[prefix] + text for prefix in _BORROWED]
    for iri in tried:
        node = known(iri)
        if node is not None:
            return node
    labelled = {label: node for node in _declared(store) for label in _texts(store, node, [_LABEL])}
    if text.casefold() in labelled:
        return labelled[text.casefold()]
    locals_ = {node.value.removeprefix(UG_BASE).casefold(): node for node in labelled.values()}
    near = difflib.get_close_matches(text.partition(":")[2].casefold() or text.casefold(), [*locals_, *labelled], n=3)
    found = dict.fromkeys((locals_.get(one) or labelled[one]).value.removeprefix(UG_BASE) for one in near)
    raise UnknownTermError(text, [*found], kind="property")


def _declared(store: GraphStore) -> Iterator[ox.NamedNode]:
    for kind in _PROPERTIES:
        for quad in store.triples(None, _TYPE, kind, store.stated_graphs()):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


def _texts(store: GraphStore, node: ox.NamedNode, predicates: Iterator[ox.NamedNode] | list[ox.NamedNode]) -> list[str]:
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    found = (quad.object for predicate in predicates for quad in store.triples(node, predicate, None, graphs))
    return [term.value.casefold() for term in found if isinstance(term, ox.Literal)]


def _object(store: GraphStore, names: Names, value: object, said: list[Term]) -> Term:
    rdflib_term = sys.modules.get("rdflib.term")
    # An rdflib term is also a str.
    if isinstance(value, str) and not (rdflib_term is not None and isinstance(value, rdflib_term.Node)):
        return _named_object(store, names, value.strip(), said)
    try:
        term = from_python(value)
    except (TypeError, ValueError) as error:
        raise ParameterError("object", str(error)) from None
    if term in said or isinstance(term, ox.NamedNode):
        return term
    # The number 5 is said where 5.0 is asked for, and a text whatever its language.
    same = (one for one in said if isinstance(one, ox.Literal) and to_python(one) == to_python(term))
    return next(same, term)


def _named_object(store: GraphStore, names: Names, text: str, said: list[Term]) -> Term:
    for term in said:
        if isinstance(term, ox.Literal) and term.value == text:
            return term
    folded = text.casefold()
    for term in said:
        if isinstance(term, ox.Literal) and term.value.casefold() == folded:
            return term
        if isinstance(term, ox.NamedNode) and (term.value == text or folded in _texts(store, term, list(_NAMING))):
            return term
    if said and all(isinstance(term, ox.Literal) for term in said):
        return ox.Literal(text)
    try:
        return names.resolve(text)
    except UnknownTermError:
        curie = _CURIE.fullmatch(text)
        iri = PREFIXES[curie["prefix"]] + curie["local"] if curie and curie["prefix"] in PREFIXES else text
        return ox.NamedNode(iri) if is_iri(iri) and (iri != text or "://" in text) else ox.Literal(text)
