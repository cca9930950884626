"""Syntax errors that a person can use, made from the engine's.

The engine tells the furthest place that its parser looked at, which may be a few words behind the
fault, and everything that it tried there. So the project's own reader looks first; the engine's
words are shown, shortened, where the reader finds nothing wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError
from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql.reading import read
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind, fail_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["syntax_error"]

_POSITION: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASS: Final = re.compile(r"\[[^\]]*\](?:\s*,)?", re.DOTALL)  # ['A' ..= 'Z'], [_]
_SENTENCE: Final = re.compile(r"[^,\[\]\"']*\b[a-z]{3,} [a-z]{2,}[^,\[\]\"']*")
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_WRONG_ESCAPE: Final = re.compile(r"""(?<!\\)(?:\\\\)*(\\(?:[^tbnrf"'\\uU]|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8})))""")
_UNSAID: Final = (
    "the engine does not accept this and does not say why; often a variable is given a value twice "
    "(by BIND or AS), or one blank node label stands in two groups"
)
# The engine allows a variable of SELECT without a value, except beside an aggregate or a GROUP BY.
_UNGROUPED: Final = (
    "a variable of SELECT is neither in GROUP BY nor inside an aggregate such as COUNT; "
    "write GROUP BY with it behind the pattern, or put it in an aggregate, as (SAMPLE(?x) AS ?one)"
)
_IN_OTHER_WORDS: Final = {
    "The SELECT contains a variable that is unbound": _UNGROUPED,
    "The SELECT contains an expression with a variable that is unbound": _UNGROUPED,
}
_SHOWN: Final = 6


def syntax_error(text: str, message: str, prefixes: Mapping[str, str] = PREFIXES) -> QuerySyntaxError:
    """Make the error that tells where a text stops being SPARQL.

    Parameters
    ----------
    text
        The query or update as its author wrote it.
    message
        What the engine says about it.
    prefixes
        The prefixes that are known without being declared.

    Returns
    -------
    QuerySyntaxError
        With line and column, the line shown with a caret, and what was expected. Without a place
        where neither the reader nor the engine names one.

    Examples
    --------
    >>> print(syntax_error("SELECT * { ?s ?p }", "error at 1:19: expected [_]"))
    SPARQL syntax: line 1, column 18: expected a variable, an IRI or a literal, found '}'
      SELECT * { ?s ?p }
                       ^
    """
    try:
        reading = read(text)
        if reading.kind == "update" and not reading.parts:
            fail_at(text, len(text), "expected SELECT, ASK, CONSTRUCT or DESCRIBE, found the end")
        _check_names(text, prefixes)
        found = _POSITION.search(message)
        if found is None:
            return QuerySyntaxError(message.strip() or "the engine does not accept it and does not say why")
        line, column, expected = int(found[1]), int(found[2]), found[3]
        fail_at(text, _offset(text, line, column), _readable(expected))
    except QuerySyntaxError as error:
        return error
    except QueryRefusedError as error:
        return QuerySyntaxError(error.reason, error.line)


def _check_names(text: str, prefixes: Mapping[str, str]) -> None:
    """Fail on the first unknown prefix, IRI without a base, or wrong escape in a string."""
    known = set(prefixes)
    has_base = False
    tokens = tokenize(text)
    for before, token in zip([tokens[-1], *tokens], tokens, strict=False):
        has_base |= token.key == "BASE"
        if token.kind is Kind.STRING and (found := _WRONG_ESCAPE.search(token.text)):
            fail_at(text, token.start + found.start(1), f"{found[1]!r} is no escape; write \\\\ for a backslash")
        if token.kind is Kind.IRI and not has_base and not _ABSOLUTE.match(token.text):
            fail_at(text, token.start, f"{token.text} is a relative IRI; write it in full, or BASE <…> in front")
        if token.kind is Kind.NAME:
            prefix = token.text.partition(":")[0]
            if before.key == "PREFIX":
                known.add(prefix)
            elif prefix not in known:
                fail_at(text, token.start, f"the prefix {prefix}: is not declared; write PREFIX {prefix}: <…> in front")


def _offset(text: str, line: int, column: int) -> int:
    """Find the offset of the engine's line and column, kept inside the text."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _readable(expected: str) -> str:
    """Shorten the engine's list to its sentence, or to a few of what it expected."""
    listed = expected.removeprefix("one of ")
    sentences: Sequence[str] = [found.strip() for found in _SENTENCE.findall(listed)]
    if sentences:
        return "; ".join(dict.fromkeys(_IN_OTHER_WORDS.get(sentence, sentence) for sentence in sentences))
    items = [item.strip() for item in _CLASS.sub("", listed).split(", ") if item.strip(" ,\n'|")]
    if not items or items == ["<unreported>"]:
        return _UNSAID
    more = f" or one of {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return f"expected {', '.join(items[:_SHOWN])}{more}"
