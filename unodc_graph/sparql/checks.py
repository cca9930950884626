"""What a query asks for before it runs: its kind, its graphs, and what is refused.

Refused is what leaves the graph: SERVICE and LOAD go to the network. Both are found by reading
tokens, so a literal, a comment, an IRI or a name that holds the word is fine.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import pyoxigraph as ox

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError
from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql.brackets import too_deep
from unodc_graph.sparql.messages import syntax_error
from unodc_graph.sparql.reading import CACHED_LENGTH, read
from unodc_graph.sparql.screening import UPDATES, screen, up_to_group
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind, Token, fail_at, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unodc_graph.sparql.screening import Screened
    from unodc_graph.sparql.structure import DatasetIri

__all__ = [
    "DatasetClause",
    "QueryKind",
    "blank_out",
    "check_query",
    "check_update",
    "dataset_clauses",
    "kind_of",
    "resolve_iri",
]

QueryKind = Literal["select", "ask", "construct", "describe", "update"]

_QUERIES: Final[dict[str, QueryKind]] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "construct",
    "DESCRIBE": "describe",
}
_DECLARATIONS: Final = {"BASE": 2, "PREFIX": 3, "VERSION": 2}  # tokens of each

_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_NOT_NEW_LINE: Final = re.compile(r"[^\n]")

_SERVICE: Final = (
    "SERVICE asks another endpoint over the network, which a query here never does; "
    "load its data into the graph and leave SERVICE out"
)
_LOAD: Final = "LOAD fetches a file or an address; download it and add it with the graph's own add()"
_UPDATE: Final = "an update is not a query, and asking never writes; give it to the update of the rdflib view"


class DatasetClause(NamedTuple):
    """FROM or FROM NAMED of a query.

    Attributes
    ----------
    iri
        The graph, with prefix and base resolved.
    named
        Whether it is FROM NAMED.
    start, end
        Where the clause stands in the text.
    line
        Its line, counted from 1.
    """

    iri: str
    named: bool
    start: int
    end: int
    line: int


def kind_of(text: str) -> QueryKind:
    """Tell what a text is.

    Returns
    -------
    str
        ``select``, ``ask``, ``construct``, ``describe`` or ``update``.

    Raises
    ------
    QuerySyntaxError
        If it is none of them.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> kind_of("PREFIX ex: <http://example.org/> ASK { ?s ?p ex:o }")
    'ask'
    """
    return _kind(text, _behind_declarations(tokenize(text)))


def check_query(text: str) -> QueryKind:
    """Refuse what a query must not do; return its kind.

    Raises
    ------
    QueryRefusedError
        If it is an update, holds SERVICE, or nests or chains more than the engine survives.
    QuerySyntaxError
        If it is plainly no SPARQL; what only the engine can tell is left to it.

    Examples
    --------
    >>> check_query("SELECT * { ?s ?p 'SERVICE' } # LOAD")
    'select'
    >>> check_query("ASK { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    unodc_graph.errors.QueryRefusedError: refused (line 1): SERVICE asks another endpoint ...
    """
    return _check_and_keep(text) if len(text) <= CACHED_LENGTH else _check(text)


def _check(text: str) -> QueryKind:
    """Do what ``check_query`` says."""
    seen = screen(text)
    if seen is not None:
        return _kind_of_screened(text, seen)
    tokens = tokenize(text)
    _refuse_service(text, tokens)
    head = _behind_declarations(tokens)
    kind = _kind(text, head)
    if kind == "update":
        raise QueryRefusedError(f"{head.text.upper()}: {_UPDATE}", line_of(text, head.start))
    return kind


def _kind_of_screened(text: str, seen: Screened) -> QueryKind:
    """Refuse by what is certain about a text."""
    if seen.deep is not None:
        raise too_deep(text, seen.deep)
    if seen.service is not None:
        raise QueryRefusedError(_SERVICE, line_of(text, seen.service))
    if seen.word not in _QUERIES:
        raise QueryRefusedError(f"{seen.word}: {_UPDATE}", line_of(text, seen.start))
    return _QUERIES[seen.word]


_check_and_keep = lru_cache(maxsize=256)(_check)


def check_update(text: str) -> None:
    """Refuse what an update must not do.

    Raises
    ------
    QueryRefusedError
        If it holds LOAD or SERVICE, or nests or chains more than the engine survives.
    QuerySyntaxError
        If it is plainly no SPARQL, or a query.

    Examples
    --------
    >>> check_update("INSERT DATA { <http://example.org/LOAD> a <http://example.org/SERVICE> }")
    """
    tokens = tokenize(text)
    _refuse_service(text, tokens)
    _refuse_load(text, tokens)
    head = _behind_declarations(tokens)
    is_empty = head.kind is Kind.END or head.key == ";"  # the engine takes both for an update
    if not is_empty and _kind(text, head) != "update":
        fail_at(text, head.start, "expected an update, found a query")


def dataset_clauses(text: str, prefixes: Mapping[str, str] = PREFIXES) -> list[DatasetClause]:
    """Find the FROM and FROM NAMED of a query, in its order.

    Parameters
    ----------
    text
        A query.
    prefixes
        The prefixes that are known without being declared.

    Raises
    ------
    QuerySyntaxError
        If the query, or one of the IRIs, is no SPARQL.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> clause, = dataset_clauses("SELECT * FROM NAMED ug:g { ?s ?p ?o }", {"ug": "http://example.org/"})
    >>> clause.iri, clause.named
    ('http://example.org/g', True)
    """
    reading = read(up_to_group(text))
    prologue = "\n".join(text[start:end] for start, end in reading.prologue)
    found: list[DatasetClause] = []
    line, at = 1, 0
    for clause in reading.dataset:
        iri = _plainly(clause.iri, prologue, prefixes) or _resolved(text, clause, prologue, prefixes)
        line += text.count("\n", at, clause.start)  # from the clause before, that many clauses stay quick
        at = clause.start
        found.append(DatasetClause(iri, clause.named, clause.start, clause.end, line))
    return found


def blank_out(text: str, clauses: Iterable[DatasetClause]) -> str:
    """Write blanks over clauses, so that every other place keeps its line and column.

    Examples
    --------
    >>> text = "ASK FROM <http://example.org/g> { ?s ?p ?o }"
    >>> blank_out(text, dataset_clauses(text)).split()
    ['ASK', '{', '?s', '?p', '?o', '}']
    """
    pieces = []
    at = 0
    for clause in clauses:
        pieces += [text[at : clause.start], _NOT_NEW_LINE.sub(" ", text[clause.start : clause.end])]
        at = clause.end
    return "".join([*pieces, text[at:]])


def _plainly(written: str, prologue: str, prefixes: Mapping[str, str]) -> str | None:
    """Give the IRI that a name stands for, where nothing has to be resolved or unescaped."""
    if "\\" in written:
        return None
    if written.startswith("<"):
        return written[1:-1] if _ABSOLUTE.match(written) and "BASE" not in prologue.upper() else None
    prefix, _, local = written.partition(":")
    return f"{prefixes[prefix]}{local}" if prefix in prefixes and f"{prefix}:" not in prologue else None


def _resolved(text: str, clause: DatasetIri, prologue: str, prefixes: Mapping[str, str]) -> str:
    try:
        return resolve_iri(clause.iri, prologue, prefixes)
    except QuerySyntaxError as error:
        fail_at(text, clause.start, error.reason)


def resolve_iri(written: str, prologue: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Let the engine itself say which IRI a name of a query stands for.

    Raises
    ------
    QuerySyntaxError
        If it is no IRI, or its prefix is not declared.

    Examples
    --------
    >>> resolve_iri("<b>", "BASE <http://example.org/a/>")
    'http://example.org/a/b'
    """
    question = f"{prologue}\nSELECT ({written} AS ?iri) {{}}"
    try:
        solutions = ox.Store().query(question, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise syntax_error(question, str(error), prefixes) from None
    if isinstance(solutions, ox.QuerySolutions):
        for solution in solutions:
            return str(solution["iri"].value)
    raise AssertionError(question)  # SELECT over {} has one solution


def _behind_declarations(tokens: Sequence[Token]) -> Token:
    """Give the first token of the query itself."""
    at = 0
    while (length := _DECLARATIONS.get(tokens[at].key)) and at + length < len(tokens):
        at += length
    return tokens[at]


def _kind(text: str, token: Token) -> QueryKind:
    """Tell what begins with a token."""
    is_update = token.key in UPDATES or _is_glued(token, "LOAD")
    if token.key not in _QUERIES and not is_update:
        if not text.strip():
            raise QuerySyntaxError("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE")
        found = "nothing" if token.kind is Kind.END else repr(token.text[:40])
        fail_at(text, token.start, f"expected SELECT, ASK, CONSTRUCT, DESCRIBE or an update, found {found}")
    return "update" if is_update else _QUERIES[token.key]


def _refuse_service(text: str, tokens: Sequence[Token]) -> None:
    """Refuse SERVICE, also where it is glued to its neighbours.

    The engine reads ``SERVICE:name {`` as the keyword and a name, even where a prefix SERVICE is
    declared, and ``trueSERVICE <…>`` as two words.
    """
    depth = 0
    for at, token in enumerate(tokens):
        if token.key == "{":
            depth += 1
        elif token.key == "}":
            depth -= 1
        elif token.kind is Kind.WORD:
            if "SERVICE" in token.key:
                raise QueryRefusedError(_SERVICE, line_of(text, token.start))
        elif (
            token.kind is Kind.NAME
            and depth > 0
            and "SERVICE" in token.text.partition(":")[0].upper()
            and tokens[at + 1].key == "{"
            and tokens[at - 1].key != "GRAPH"
        ):
            raise QueryRefusedError(_SERVICE, line_of(text, token.start))


def _refuse_load(text: str, tokens: Sequence[Token]) -> None:
    """Refuse LOAD, also glued to the name behind it; a name starts no other operation."""
    depth = 0
    starts = True
    for token in tokens:
        if (token.kind is Kind.WORD and "LOAD" in token.key) or (starts and _is_glued(token, "LOAD")):
            raise QueryRefusedError(_LOAD, line_of(text, token.start))
        depth += (token.key == "{") - (token.key == "}")
        # Behind a declaration or a semicolon an operation may start; behind a word none does.
        starts = depth == 0 and token.kind is not Kind.WORD


def _is_glued(token: Token, word: str) -> bool:
    """Tell whether a token begins with a keyword that the engine takes apart."""
    return token.kind in (Kind.NAME, Kind.WORD) and token.text.upper().startswith(word)
