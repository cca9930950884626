"""The curated files as the rules of curation look at them, and the list of the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph import PartialDate
from unodc_graph.namespaces import PREFIXES, UG_BASE, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TYPE, LABEL, IDENTIFIER, NOTATION, IN_SCHEME, URL, CENTROID = (
    f"{PREFIXES[prefix]}{name}"
    for prefix, name in (
        ("rdf", "type"),
        ("rdfs", "label"),
        ("dcterms", "identifier"),
        ("skos", "notation"),
        ("skos", "inScheme"),
        ("schema", "url"),
        ("dcat", "centroid"),
    )
)
ALT_LABEL, PREF_LABEL, DEFINITION, SCOPE_NOTE, CLOSE_MATCH = (
    f"{PREFIXES['skos']}{name}" for name in ("altLabel", "prefLabel", "definition", "scopeNote", "closeMatch")
)
SOURCE, LABEL_SOURCE, OWN_TRANSLATION = (f"{UG_BASE}{name}" for name in ("source", "labelSource", "ownTranslation"))


@dataclass(frozen=True)
class Curated:
    """The curated files, each as its triples."""

    data: dict[str, list[ox.Triple]]
    unconfirmed: list[ox.Triple]
    vocabularies: dict[str, list[ox.Triple]]
    terms: list[ox.Triple]

    @cached_property
    def facts(self) -> list[ox.Triple]:
        """The graph ``data``."""
        return [triple for triples in self.data.values() for triple in triples]

    @cached_property
    def ontology(self) -> list[ox.Triple]:
        """The graph ``ontology``."""
        return [*self.terms, *(triple for triples in self.vocabularies.values() for triple in triples)]

    @cached_property
    def said(self) -> dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]:
        """What the graph ``data`` says of each thing, by property."""
        return by_subject(self.facts)


@dataclass(frozen=True)
class Rule:
    """A rule, and what to do about that which breaks it."""

    check: Callable[[Curated], Iterator[str]]
    mend: str


RULES: dict[str, Rule] = {}


def rule(mend: str) -> Callable[[Callable[[Curated], Iterator[str]]], Callable[[Curated], Iterator[str]]]:
    """List a rule under the sentence that its name is."""

    def listed(check: Callable[[Curated], Iterator[str]]) -> Callable[[Curated], Iterator[str]]:
        RULES[check.__name__.replace("_", " ")] = Rule(check, mend)
        return check

    return listed


def by_subject(
    triples: Iterable[ox.Triple],
) -> dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]:
    """Collect what triples say of each thing, by property."""
    said: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]
    said = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        said[name(triple.subject)][triple.predicate.value].append(triple.object)
    return said


def name(term: object) -> str:
    """Give the IRI of a term, or its text."""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def local(iri: str) -> str:
    """Give the part of an IRI behind its namespace."""
    return re.split("[#/]", iri)[-1]


def language_of(term: object) -> str | None:
    """Give the language of a text."""
    return term.language if isinstance(term, ox.Literal) else None


def when(term: object) -> date | PartialDate | None:
    """Give the date that a literal holds; ``None`` if it is none."""
    if not isinstance(term, ox.Literal):
        return None
    datatype = term.datatype.value.removeprefix(XSD)
    if datatype != "date":
        return PartialDate.from_lexical(term.value, datatype)
    try:
        return date.fromisoformat(term.value)
    except ValueError:
        return None
