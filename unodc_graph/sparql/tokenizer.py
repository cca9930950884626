"""A SPARQL text to its tokens.

Nothing here recurses, and a text that would end the engine's process is refused on the way.
"""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache
from typing import Final

from unodc_graph.errors import QueryError
from unodc_graph.sparql.brackets import Brackets
from unodc_graph.sparql.tokens import Kind, Token, fail_at, pattern_for, token_at

__all__ = ["tokenize"]

_KEPT_LENGTH: Final = 100_000
_BLANK: Final = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")


def tokenize(text: str) -> list[Token]:
    """Split a SPARQL query or update into tokens, comments and blanks left out.

    Parameters
    ----------
    text
        The query or update.

    Returns
    -------
    list of Token
        In the order of the text, closed by one token of kind ``END``.

    Raises
    ------
    QuerySyntaxError
        If a piece of the text is no token, a word is no keyword, or brackets do not match.
    QueryRefusedError
        If the text nests or chains more than the engine survives.

    Examples
    --------
    >>> [token.text for token in tokenize("ASK { ?s a ug:Office } # SERVICE")]
    ['ASK', '{', '?s', 'a', 'ug:Office', '}', '']
    """
    found = _read_and_keep(text) if len(text) <= _KEPT_LENGTH else _read_or_fail(text)
    if isinstance(found, QueryError):
        raise copy(found)  # of its own, with no one else's traceback
    return list(found)


def _read_or_fail(text: str) -> tuple[Token, ...] | QueryError:
    """Read the tokens; an error is given back, to be kept too."""
    try:
        return _read(text)
    except QueryError as error:
        return error.with_traceback(None)


_read_and_keep = lru_cache(maxsize=4)(_read_or_fail)  # one text is looked at several times in a row


def _read(text: str) -> tuple[Token, ...]:
    _refuse_lone_surrogates(text)
    tokens: list[Token] = []
    brackets = Brackets(text, tokens)
    pattern = pattern_for(text)
    position = 0
    while (position := _BLANK.match(text, position).end()) < len(text):  # type: ignore[union-attr]  # the pattern matches the empty text
        token = token_at(text, position, pattern, operator=brackets.operator_may_follow())
        brackets.take(token)
        tokens.append(token)
        position = token.end
    brackets.close()
    tokens.append(Token(Kind.END, Kind.END, "", len(text), len(text)))
    return tuple(tokens)


def _refuse_lone_surrogates(text: str) -> None:
    """Fail on what is not Unicode text; the engine takes UTF-8 only."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        fail_at(text, error.start, "a lone surrogate is not a character")
