"""SPARQL constraints, asked once for all nodes.

pySHACL asks the query of a constraint for each target, with the target in the place of ``$this``. Of many queries
the rows without that are the same rows for all nodes together: of those that are one group of patterns, filters
and optional patterns in which a pattern gives ``$this`` its value first. Any other query is not understood here
(https://www.w3.org/TR/shacl/#pre-binding says what else pre-binding changes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDF, RDFS, SH, Literal, Variable

from unodc_graph import sparql
from unodc_graph.errors import QueryError
from unodc_graph.sparql import Kind
from unodc_graph.validation.constraints import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from unodc_graph.sparql.tokens import Token

__all__ = ["nodes_found"]

_THIS: Final = Variable("this")
# pySHACL declares these in front of each query, and takes a variable that stands so for one to be bound.
_PROLOGUE: Final = "".join(
    f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in (("rdf", RDF), ("rdfs", RDFS), ("owl", OWL))
)
_SEEN_BY_PYSHACL: Final = re.compile(r"[\s{}()][$?]this\b")
_OTHERS_BOUND: Final = frozenset({"PATH", "currentShape", "shapesGraph", "failure"})
_SAID_OF_A_CONSTRAINT: Final = frozenset({RDF.type, SH.select, SH.message})
_CLAUSES: Final = "SELECT DISTINCT REDUCED AS WHERE FILTER NOT EXISTS OPTIONAL ORDER BY ASC DESC PREFIX A IN TRUE FALSE"
_FUNCTIONS: Final = """
    ABS BOUND CEIL COALESCE CONCAT CONTAINS DATATYPE DAY FLOOR HOURS IF ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG
    LANGMATCHES LCASE MINUTES MONTH REGEX REPLACE ROUND SAMETERM SECONDS STR STRAFTER STRBEFORE STRENDS STRLEN
    STRSTARTS SUBSTR TIMEZONE TZ UCASE YEAR
"""
_WORDS: Final = frozenset(f"{_CLAUSES} {_FUNCTIONS}".split())
# A path of no length leads from a node that the graph does not hold to itself. The rest is RDF 1.2.
_SIGNS_NOT_READ: Final = frozenset({"*", "?", "{|", "|}", "<<", ">>", "<<(", ")>>", "~"})


def nodes_found(constraint: Node, shapes: Graph, data: Graph) -> frozenset[Node]:
    """Give the nodes of a graph for each of which a SPARQL constraint has a result.

    Raises
    ------
    NotUnderstoodError
        If the constraint is not well-formed, its query asked for all nodes may give other rows than asked for each
        one, or cannot be asked.
    """
    if not set(shapes.predicates(constraint)) <= _SAID_OF_A_CONSTRAINT:
        raise NotUnderstoodError
    texts = list(shapes.objects(constraint, SH.select))
    if len(texts) != 1 or not all(map(_is_text, (*texts, *shapes.objects(constraint, SH.message)))):
        raise NotUnderstoodError
    text = str(texts[0])
    try:
        _check(text, sparql.tokenize(text))
    except QueryError as error:
        raise NotUnderstoodError from error
    try:
        return frozenset(row[_THIS] for row in data.query(_PROLOGUE + text).bindings)
    except Exception as error:  # rdflib raises nothing narrower for an unknown prefix
        # pySHACL asks again, and what is wrong is told then.
        raise NotUnderstoodError from error


def _is_text(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)


def _check(text: str, tokens: Sequence[Token]) -> None:
    """Refuse a query whose rows depend on whether ``$this`` has a value beforehand."""
    keys = [token.key for token in tokens]
    if keys.count("SELECT") != 1 or not _SEEN_BY_PYSHACL.search(text):
        raise NotUnderstoodError
    for token in tokens:
        word = token.kind is Kind.WORD and token.key not in _WORDS
        variable = token.kind is Kind.VARIABLE and token.text[1:] in _OTHERS_BOUND
        if word or variable or token.key in _SIGNS_NOT_READ:
            raise NotUnderstoodError
    rest = iter(tokens[keys.index("SELECT") + 1 :])
    _check_columns(rest)
    _check_group(rest)


def _check_columns(rest: Iterator[Token]) -> None:
    """Read up to the group: ``$this`` is returned as it is."""
    open_, returned, named = 0, False, False
    for token in rest:
        if token.key == "{":
            break
        open_ += (token.key == "(") - (token.key == ")")
        if _is_this(token):
            if named:
                raise NotUnderstoodError
            returned = returned or not open_
        named = token.key == "AS"
    if not returned:
        raise NotUnderstoodError


def _check_group(rest: Iterator[Token]) -> None:
    """Read the group, whose bracket is open: a pattern of its own names ``$this`` before what is optional."""
    groups, open_, named, before = ["WHERE"], 0, False, ""
    for token in rest:
        outermost = groups == ["WHERE"]
        if token.key == "OPTIONAL" and not (outermost and named):
            raise NotUnderstoodError
        if token.key == "{":
            # A group by itself has filters that do not see what the patterns around it give.
            if before not in ("EXISTS", "OPTIONAL"):
                raise NotUnderstoodError
            groups.append(before)
        elif token.key == "}":
            groups.pop()
        elif outermost:
            open_ += (token.key in ("(", "[")) - (token.key in (")", "]"))
            named = named or (not open_ and _is_this(token))
        before = token.key
    if not named:
        raise NotUnderstoodError


def _is_this(token: Token) -> bool:
    return token.kind is Kind.VARIABLE and token.text[1:] == "this"
