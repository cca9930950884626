"""Which predicates a query can match, where that is certain, so that graphs without them need not be looked into.

Each pattern is matched in each graph by itself, and a graph in which no predicate of the query occurs gives no match.
Only plain texts are judged: patterns of subject, predicate and object, without parentheses (which may be a collection),
without paths and without a variable in the place of a predicate; of every other the answer is that it is not known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import QueryError
from unodc_graph.sparql.reading import CACHED_LENGTH, read
from unodc_graph.sparql.structure import Role
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unodc_graph.sparql.tokens import Token

__all__ = ["predicates"]

_PLAIN: Final = frozenset(("SELECT", "DISTINCT", "WHERE", "OPTIONAL", "UNION", "ORDER", "BY", "ASK"))
_SIGNS: Final = frozenset(("{", "}", ".", ";", ","))


def predicates(text: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """Give IRIs among which are all predicates that a query can match; ``None`` where that is not certain.

    Of a text that is no SPARQL nothing is certain: the engine says what is wrong with it.

    Examples
    --------
    >>> sorted(predicates("SELECT ?s { ?s <urn:p> ?o ; ex:q 1 }", {"ex": "urn:ex:"}))
    ['urn:ex:q', 'urn:p']
    >>> predicates("SELECT ?s { ?s ?p ?o }", {}) is None
    True
    """
    # A long text is rather read once than kept.
    if len(text) > CACHED_LENGTH:
        return None
    try:
        return _found(text, tuple(sorted(prefixes.items())))
    except QueryError:
        return None


@lru_cache(maxsize=256)
def _found(text: str, prefixes: tuple[tuple[str, str], ...]) -> frozenset[str] | None:
    declared = dict(prefixes)
    found: set[str | None] = set()
    tokens = iter(tokenize(text))
    for token in tokens:
        if token.key == "PREFIX":
            name, iri = next(tokens), next(tokens)
            declared[name.text.removesuffix(":")] = _iri(iri, declared) or ""
        elif token.kind in (Kind.IRI, Kind.NAME):
            found.add(_iri(token, declared))
        elif (token.kind is Kind.WORD and token.key not in _PLAIN) or (
            token.kind is Kind.SIGN and token.key not in _SIGNS
        ):
            return None
    if None in found or any(place.role is Role.MATCHED for place in read(text).occurrences):
        return None
    return frozenset(iri for iri in found if iri is not None)


def _iri(token: Token, declared: Mapping[str, str]) -> str | None:
    """Give the IRI that a token stands for; ``None`` for a relative one and for escapes, which the engine resolves."""
    if "\\" in token.text:
        return None
    if token.kind is Kind.IRI:
        return token.text[1:-1] if ":" in token.text else None
    prefix, _, local = token.text.partition(":")
    return declared[prefix] + local if declared.get(prefix) else None
