"""The tokens of a SPARQL text, and the limits that keep its engine alive.

Reading tokens is what makes it safe to look for a word or a variable: what stands in a string, a
comment or an IRI is never mistaken for either. The text may be hostile: every pattern is linear,
nothing here recurses, and a text that would end the engine's process is refused.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple, NoReturn

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError

__all__ = ["MAX_DEPTH", "MAX_LINKS", "Kind", "Token", "fail_at", "line_of", "tokenize"]

MAX_DEPTH: Final = 32
"""How deep brackets may nest; an operator such as ``!`` in front of one counts as a level."""

MAX_LINKS: Final = 500
"""How many clauses, statements and operators a text may chain.

The engine handles a chain by recursion: about 2,500 OPTIONAL, MINUS or BIND in a row end its
process, and mixed ones, or a thread with a small stack, fewer.
"""

# The character classes of the SPARQL grammar (PN_CHARS_BASE, PN_CHARS_U, PN_CHARS and the
# characters of a variable), letter by letter: a wider class would hide from us what the engine sees.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = _BASE + "_"
_WITHIN = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHARS = _START + _WITHIN + "-"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_START}:0-9]|{_ESCAPED})(?:[{_CHARS}:]++|{_ESCAPED}|\.++(?=[{_CHARS}:%\\]))*+"

# Possessive repeats (`*+`) never backtrack, so that no text can make them slow.
_TOKEN: Final = re.compile(
    rf"""
    (?P<string>"{{3}}(?:[^"\\]++|\\[\s\S]|"{{1,2}}(?!"))*+"{{3}}
              |'{{3}}(?:[^'\\]++|\\[\s\S]|'{{1,2}}(?!'))*+'{{3}}
              |"(?:[^"\\\r\n]++|\\[^\r\n])*+"
              |'(?:[^'\\\r\n]++|\\[^\r\n])*+')
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<variable>[?$][{_START}0-9][{_START}{_WITHIN}]*+)
  | (?P<language>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*+)
  | (?P<number>(?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)
  | (?P<blank>_:[{_START}0-9](?:[{_CHARS}]++|\.++(?=[{_CHARS}]))*+)
  | (?P<name>(?:[{_BASE}][{_CHARS}.]{{0,200}}+(?<!\.))?:(?:{_LOCAL})?)
  | (?P<word>[A-Za-z][A-Za-z0-9_]*+)
  | (?P<sign><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|&&|\|\||!=|<=|>=|[{{}}()\[\];,.=<>!|/^*+\-?~])
    """,
    re.VERBOSE,
)
_BLANK: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")

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
_CLOSING: Final = {"(": ")", "{": "}", "[": "]", "<<": ">>", "<<(": ")>>", "{|": "|}"}
_CLOSERS: Final = frozenset(_CLOSING.values())
_PREFIX_SIGNS: Final = frozenset("!^+-")
_OPERATORS: Final = frozenset(["||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|"])
_STATEMENT_SIGNS: Final = frozenset(".;,")
_CHAINED_WORDS: Final = frozenset(["AS", "BIND", "FILTER", "LATERAL", "MINUS", "OPTIONAL", "UNION"])


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
    brackets = _Brackets(text, tokens)
    position = 0
    while (position := _BLANK.match(text, position).end()) < len(text):  # type: ignore[union-attr]
        token = _token_at(text, position, operator=brackets.operator_may_follow())
        brackets.take(token)
        tokens.append(token)
        position = token.end
    brackets.close()
    tokens.append(Token(Kind.END, Kind.END, "", len(text), len(text)))
    return tokens


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


def _refuse_lone_surrogates(text: str) -> None:
    """Fail on what is not Unicode text; the engine takes UTF-8 only."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        fail_at(text, error.start, "a lone surrogate is not a character")


def _token_at(text: str, position: int, *, operator: bool) -> Token:
    """Read the one token that starts at a position."""
    if operator and text[position] == "<":
        sign = "<=" if text.startswith("<=", position) else "<"
        return Token(Kind.SIGN, sign, sign, position, position + len(sign))
    found = _TOKEN.match(text, position)
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


class _Open:
    """A bracket that is still open."""

    __slots__ = ("clause", "expression", "template", "token", "weight")

    def __init__(self, token: Token, weight: int, *, expression: bool, template: bool) -> None:
        self.token = token
        self.weight = weight
        self.expression = expression  # an operand may be followed by `<`, the comparison
        self.template = template  # triples to be written: no limit on how many
        self.clause = False  # between SELECT and WHERE of a sub-select, or after GROUP BY …


class _Brackets:
    """The brackets open at a place, and how much the text nests and chains up to there."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens  # those before the place
        self.levels: list[_Open] = []
        self.depth = 0
        self.signs = 0  # operators such as ! in front of the place
        self.links = 0

    def operator_may_follow(self) -> bool:
        """Tell whether `<` is a comparison: where an operand ends inside an expression.

        Elsewhere it opens an IRI; ``?a<?b&&?c>?d`` and ``?a<http://x>?d`` differ in nothing else.
        """
        if not self.levels or not self.levels[-1].expression:
            return False
        last = self.tokens[-1]
        if last.kind is Kind.WORD:
            return last.key in ("TRUE", "FALSE")
        return last.kind is not Kind.SIGN or last.key in (")", ")>>", "}")

    def take(self, token: Token) -> None:
        """Count one more token."""
        level = self.levels[-1] if self.levels else None
        if token.key in _CLOSING:
            self._open(token, level)
        elif token.key in _CLOSERS:
            if level is None or _CLOSING[level.token.key] != token.key:
                _fail_unmatched(self.text, token, level)
            self.depth -= self.levels.pop().weight
        elif token.kind is Kind.WORD:
            if level is not None:
                level.clause = _is_in_clause(token.key, was=level.clause)
            self.links += token.key in _CHAINED_WORDS
        elif level is not None and not level.template:
            self.links += self._is_link(token.key, level)
        self.signs = self.signs + 1 if token.key in _PREFIX_SIGNS else 0
        self._refuse_too_much(token)

    def close(self) -> None:
        """Fail if a bracket is open at the end."""
        if self.levels:
            opener = self.levels[-1].token
            reason = f"{opener.text!r} is never closed; {_CLOSING[opener.key]!r} is missing"
            fail_at(self.text, opener.start, reason)

    def _open(self, token: Token, level: _Open | None) -> None:
        """Open a bracket, and tell what it opens: an expression, or a template of triples."""
        expression = token.key == "(" and self._opens_expression(level)
        template = level is not None and level.template
        if token.key == "{":
            before = self.tokens[-1].key if self.tokens else ""
            template = template or before in ("DATA", "INSERT", "DELETE", "CONSTRUCT")
        # A group, and a condition of HAVING, are links of a chain as well.
        is_part = token.key == "{" or (token.key == "(" and (level is None or level.clause))
        self.links += is_part and not template
        if level is not None and token.key == "{":
            level.clause = False
        opened = _Open(token, 1 + self.signs, expression=expression, template=template)
        self.depth += opened.weight
        self.levels.append(opened)

    def _opens_expression(self, level: _Open | None) -> bool:
        """Tell whether a parenthesis opens an expression, and not a collection or a path."""
        if level is None or level.expression or level.clause:
            return True
        if level.token.key != "{":
            return False
        last = self.tokens[-1]
        if last.kind is Kind.WORD:
            return last.key not in ("A", "TRUE", "FALSE", "VALUES")
        return len(self.tokens) > 1 and self.tokens[-2].key == "FILTER"  # FILTER ex:function(…)

    def _is_link(self, key: str, level: _Open) -> bool:
        """Tell whether a sign chains one more part to what the engine handles by recursion."""
        if level.expression:
            return key in _OPERATORS and self.operator_may_follow()  # not the commas of IN (…)
        return key in _STATEMENT_SIGNS or key in "/|"

    def _refuse_too_much(self, token: Token) -> None:
        if self.depth + self.signs > MAX_DEPTH:
            reason = f"brackets or operators nest deeper than {MAX_DEPTH}; write the query flatter"
            raise QueryRefusedError(reason, line_of(self.text, token.start))
        if self.links > MAX_LINKS:
            reason = (
                f"more than {MAX_LINKS} clauses, statements and operators; "
                "give a long list by VALUES or IN, or ask in several queries"
            )
            raise QueryRefusedError(reason, line_of(self.text, token.start))


def _is_in_clause(key: str, *, was: bool) -> bool:
    """Tell whether a word begins or ends a clause that takes expressions in parentheses."""
    if key in ("SELECT", "BY", "HAVING"):
        return True
    return was and key not in ("WHERE", "LIMIT", "OFFSET", "VALUES")


def _fail_unmatched(text: str, token: Token, level: _Open | None) -> NoReturn:
    """Fail on a bracket that closes nothing, or not what is open."""
    if level is None:
        fail_at(text, token.start, f"{token.text!r} closes nothing")
    opener = level.token
    where = f"{opener.text!r} of line {line_of(text, opener.start)}"
    fail_at(text, token.start, f"expected {_CLOSING[opener.key]!r}, which closes {where}")
