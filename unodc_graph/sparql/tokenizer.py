"""A SPARQL text to its tokens.

Nothing here recurses, and a text that would end the engine's process is refused on the way.
"""

from __future__ import annotations

import re
from typing import Final

from unodc_graph.sparql.brackets import Brackets
from unodc_graph.sparql.tokens import Kind, Token, fail_at, pattern_for, token_at

__all__ = ["tokenize"]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")


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
    _refuse_lone_surrogates(text)
    tokens: list[Token] = []
    brackets = Brackets(text, tokens)
    pattern = pattern_for(text)
    position = 0
    while (position := _BLANK.match(text, position).end()) < len(text):  # type: ignore[union-attr]
        token = token_at(text, position, pattern, operator=brackets.operator_may_follow())
        brackets.take(token)
        tokens.append(token)
        position = token.end
    brackets.close()
    tokens.append(Token(Kind.END, Kind.END, "", len(text), len(text)))
    return tokens


def _refuse_lone_surrogates(text: str) -> None:
    """Fail on what is not Unicode text; the engine takes UTF-8 only."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        fail_at(text, error.start, "a lone surrogate is not a character")
