"""What the rules of the ontology say of themselves, and from which statements a derived one follows.

A rule is a CONSTRUCT in a file with a header of lines ``#+ key: value``: ``id``, ``derives``,
``source``, and ``premises``, the statements from which it draws its conclusion. These are written
as a template that is filled by the pattern of the rule itself, or by a pattern of their own behind
WHERE where the rule computes its conclusion from many statements. A filled statement counts if the
graph holds it, so that a template may name an alternative in all its forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import resources, sparql
from unodc_graph.namespaces import PREFIXES
from unodc_graph.store import ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from unodc_graph.sparql.tokens import Token
    from unodc_graph.store import GraphStore

__all__ = ["Rule", "premises", "rules"]

_HEADER: Final = re.compile(r"^#\+ (?P<key>[a-z]+): (?P<value>.+)$", re.MULTILINE)
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that derives statements.

    Attributes
    ----------
    id
        Its name, that of its file.
    derives
        What it derives, in a sentence.
    source
        Where it comes from.
    """

    id: str
    derives: str
    source: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A rule and what finds its premises."""

    rule: Rule
    template: tuple[str | ox.NamedNode, ...]  # the three places: the name of a variable, or a term
    question: str  # the CONSTRUCT of the premises


def rules() -> tuple[Rule, ...]:
    """List the rules, in the order in which they run.

    Examples
    --------
    >>> [rule.id for rule in rules()][0]
    'inverses'
    """
    return tuple(read.rule for read in _rules())


def premises(store: GraphStore, triple: ox.Triple) -> dict[Rule, list[ox.Triple]]:
    """Give for each rule by which a statement follows the statements from which it follows.

    Returns
    -------
    dict
        Rules in the order in which they run; their premises sorted, those of the ontology last. A
        rule that can be read to give the statement and finds no premise for it is left out.
    """
    graphs = store.visible_graphs()
    found: dict[Rule, list[ox.Triple]] = {}
    for read in _rules():
        bound = _bound(read, triple)
        if bound is None:
            continue
        text = sparql.prebind(read.question, bound).text
        answer = store.query(text, graphs, reached=graphs, prefixes=PREFIXES)
        held = [
            one
            for one in cast("ox.QueryTriples", answer)
            if next(store.triples(one.subject, one.predicate, one.object, graphs), None) is not None
        ]
        if held:
            found[read.rule] = sorted(dict.fromkeys(held), key=lambda one: (_is_term(store, one), str(one)))
    return found


def _bound(read: _Read, triple: ox.Triple) -> dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] | None:
    """Give the values of the variables for which the conclusion of a rule is a statement."""
    bound: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
    for place, term in zip(read.template, (triple.subject, triple.predicate, triple.object), strict=True):
        if isinstance(term, ox.BlankNode):
            # It is told apart from others by no name; no pattern can ask for it.
            return None
        if isinstance(place, str):
            if bound.setdefault(place, term) != term:
                return None
        elif place != term:
            return None
    asked = sparql.variables(read.question)
    return {name: term for name, term in bound.items() if name in asked}


def _is_term(store: GraphStore, triple: ox.Triple) -> bool:
    """Say whether the ontology states a premise, which says less than a fact about why this one holds."""
    stated = store.triples(triple.subject, triple.predicate, triple.object, [ONTOLOGY_GRAPH])
    return next(stated, None) is not None


@cache
def _rules() -> tuple[_Read, ...]:
    return tuple(_read(path.read_text(encoding="utf-8")) for path in resources.rule_files())


def _read(text: str) -> _Read:
    header = {found["key"]: found["value"] for found in _HEADER.finditer(text)}
    parts = sparql.construct_parts(text)
    template, _, pattern = header["premises"].partition(" WHERE ")
    question = f"{parts.prologue}\nCONSTRUCT {template} WHERE {pattern or parts.where}"
    places = tuple(
        _place(token, parts.prologue)
        for token in sparql.tokenize(parts.template)
        if token.text and token.text not in "{}."
    )
    return _Read(Rule(header["id"], header["derives"], header["source"]), places, question)


def _place(token: Token, prologue: str) -> str | ox.NamedNode:
    if token.kind is sparql.Kind.VARIABLE:
        return token.text[1:]
    return _TYPE if token.key == "A" else ox.NamedNode(sparql.resolve_iri(token.text, prologue, PREFIXES))
