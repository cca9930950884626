"""What a token of SPARQL is, and reading one.

Reading tokens is what makes it safe to look for a word or a variable: what stands in a string, a
comment or an IRI is never mistaken for either. The text may be hostile, so every pattern is linear.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple, NoReturn

from unodc_graph.errors import QuerySyntaxError

__all__ = ["Kind", "Token", "fail_at", "line_of", "pattern_for", "token_at"]

# PN_CHARS_BASE of the SPARQL grammar beyond ASCII, and what may stand within a name, letter by
# letter: wider classes would hide from us what the engine sees.
_LETTERS: Final = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MARKS: Final = "\u00b7\u0300-\u036f\u203f-\u2040"


@cache
def _pattern(letters: str, marks: str) -> re.Pattern[str]:
    """Make the pattern of a token.

    No text makes it slow: a possessive repeat of characters (`++`) never backtracks, and in the
    repeated groups one character decides which alternative it is. The groups themselves are not
    possessive, because Python before 3.11.5 misreads such groups
    (https://github.com/python/cpython/issues/106052).
    """
    base = "A-Za-z" + letters
    start = base + "_"
    within = "0-9" + marks
    chars = start + within + "-"
    escaped = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
    local = rf"(?:[{start}:0-9]|{escaped})(?:[{chars}:]++|{escaped}|\.++(?=[{chars}:%\\]))*"
    return re.compile(
        rf"""
        (?P<string>"{{3}}(?:[^"\\]++|\\[\s\S]|"{{1,2}}(?!"))*"{{3}}
                  |'{{3}}(?:[^'\\]++|\\[\s\S]|'{{1,2}}(?!'))*'{{3}}
                  |"(?:[^"\\\r\n]++|\\[^\r\n])*"
                  |'(?:[^'\\\r\n]++|\\[^\r\n])*')
      | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
      | (?P<variable>[?$][{start}0-9][{start}{within}]*+)
      | (?P<language>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*)
      | (?P<number>(?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)
      | (?P<blank>_:[{start}0-9](?:[{chars}]++|\.++(?=[{chars}]))*)
      | (?P<name>(?:[{base}][{chars}.]{{0,200}}+(?<!\.))?:(?:{local})?)
      | (?P<word>[A-Za-z][A-Za-z0-9_]*+)
      | (?P<sign><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|&&|\|\||!=|<=|>=|[{{}}()\[\];,.=<>!|/^*+\-?~])
        """,
        re.VERBOSE,
    )


def pattern_for(text: str) -> re.Pattern[str]:
    """Give the pattern that reads a text; the one for ASCII is made in a tenth of the time."""
    return _pattern("", "") if text.isascii() else _pattern(_LETTERS, _MARKS)


_KEYWORDS: Final = """
    A ABS ADD ADJUST ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT
    CONSTRUCT CONTAINS COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT
    DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG
    HASLANGDIR HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE
    ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH
    MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE
    ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR
    STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR
    SUM TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES VERSION WHERE WITH
    YEAR
"""
_WORDS: Final = frozenset(_KEYWORDS.split())
_LOWER: Final = frozenset(["A", "FALSE", "TRUE"])  # what the engine reads in lower case only


class Kind(StrEnum):
    """What a token is."""

    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    LANGUAGE = "language"
    NUMBER = "number"
    BLANK = "blank"
    NAME = "name"
    WORD = "word"
    SIGN = "sign"
    END = "end"


_KINDS: Final[dict[str | None, Kind]] = {kind.value: kind for kind in Kind}


class Token(NamedTuple):
    """A piece of a SPARQL text.

    Attributes
    ----------
    kind
        What it is.
    key
        What a reader compares: a keyword in upper case, a sign as it stands, and for every other
        token its kind.
    text
        The piece as written.
    start, end
        Where it stands in the text.
    """

    kind: Kind
    key: str
    text: str
    start: int
    end: int


def fail_at(text: str, offset: int, reason: str) -> NoReturn:
    """Raise the syntax error that points at an offset of the text.

    Raises
    ------
    QuerySyntaxError
        Always; with the line, the column and the line of text shown.
    """
    start = text.rfind("\n", 0, offset) + 1
    column = offset - start + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    # A line may be megabytes long; what stands before the place is kept, so that the caret fits.
    shown = line[: column + 60].replace("\t", " ").rstrip() if column <= 200 else None
    if shown is not None:
        shown = shown.encode(errors="replace").decode()  # a lone surrogate cannot be printed
    raise QuerySyntaxError(reason, line_of(text, offset), column, shown)


def line_of(text: str, offset: int) -> int:
    """Count the line, from 1, in which an offset of the text lies."""
    return text.count("\n", 0, offset) + 1


def token_at(text: str, position: int, pattern: re.Pattern[str], *, operator: bool) -> Token:
    """Read the one token that starts at a position of the text.

    Parameters
    ----------
    text
        The query or update.
    position
        Where something starts that is neither blank nor comment.
    pattern
        The one for this text.
    operator
        Whether ``<`` is a comparison there, and not the start of an IRI.

    Raises
    ------
    QuerySyntaxError
        If no token starts there, or the word is no keyword.
    """
    if operator and text[position] == "<":
        sign = "<=" if text.startswith("<=", position) else "<"
        return Token(Kind.SIGN, sign, sign, position, position + len(sign))
    found = pattern.match(text, position)
    if found is None:
        fail_at(text, position, _what_is_wrong(text[position]))
    kind = _KINDS[found.lastgroup]
    piece = found.group()
    if piece in ("<", "<="):
        fail_at(text, position, "an IRI is not closed, or holds a blank, a quote, a brace or a backslash")
    key = piece if kind is Kind.SIGN else kind.value
    if kind is Kind.WORD:
        key = piece.upper()
        if key not in _WORDS and not _holds_refused_word(key):
            import difflib

            near = difflib.get_close_matches(key, _WORDS, 1)
            hint = f"; did you mean {near[0]}?" if near else "; a name needs a prefix, a variable a ?"
            fail_at(text, position, f"{piece!r} is no keyword{hint}")
        if key in _LOWER and not piece.islower():
            fail_at(text, position, f"{piece!r} is written {piece.lower()!r}")
    return Token(kind, key, piece, position, found.end())


def _holds_refused_word(key: str) -> bool:
    """Tell whether an unknown word hides one that must be refused: `trueSERVICE` works."""
    return "SERVICE" in key or "LOAD" in key


def _what_is_wrong(character: str) -> str:
    """Say why no token starts with a character."""
    if character in "\"'":
        return "a string is not closed, or a quoted string holds a line break"
    if character == "\\":
        return "an escape outside of strings and IRIs; write the character itself"
    if character == "_":
        return "a blank node needs a label, as in _:b1"
    return f"{character!r} has no meaning here"
