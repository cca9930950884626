"""A look over a text that costs a tenth of reading its tokens: most queries are plainly harmless, or plainly not.

It never guesses. Where it cannot be sure what is a string, an IRI or a keyword, or how deep the
text nests, it says nothing, and the tokens are read. Tests hold it to what the tokens say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from unodc_graph.sparql.brackets import MAX_DEPTH, MAX_LINKS

__all__ = ["UPDATES", "Screened", "screen", "up_to_group"]

UPDATES: Final = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
"""The keywords that an operation of an update begins with."""

# Declarations in front of the first word: an IRI can be nothing else there.
_HEAD: Final = re.compile(
    r"(?:[ \t\r\n]++|#[^\r\n]*+[\r\n]"
    r"|PREFIX[ \t\r\n]++(?:[A-Z][A-Z0-9_]*+)?:[ \t\r\n]*+<[^<>\"{}|^`\\\x00-\x20]*+>)*"
    rf"(SELECT|ASK|CONSTRUCT|DESCRIBE|{'|'.join(UPDATES)})(?=[ \t\r\n{{(*?$<#])",
    re.IGNORECASE,
)
# What holds no brackets, whatever it holds: comments, strings of one line, and IRIs that begin
# with scheme://, which cannot be read as a comparison with a name.
_OPAQUE: Final = (
    r"\#[^\r\n]*+"
    r'|"(?!"")(?:[^"\\\r\n]++|\\[^\r\n])*"'
    r"|'(?!'')(?:[^'\\\r\n]++|\\[^\r\n])*'"
    r"|<[A-Z][A-Z0-9+.]*+://[^<>\"{}|^`\\\x00-\x20]*+>"
)
# Besides them, a < that opens no IRI. What may be opaque in a rarer way stays, to be found by its first sign;
# behind a quote that closes nothing all stays, so that no text makes this slow.
_BETWEEN: Final = re.compile(
    _OPAQUE + r"|<(?![^<>\"{}|^`\\\x00-\x20]*+>|<)|([^\"'<#]++|[\"'][\S\s]*+|[\S\s])",
    re.IGNORECASE,
)
_IN_PLACE: Final = " 0 "  # of what was taken out
_UNCERTAIN: Final = re.compile(r"[\"'<#\\]")
_NO_SIGN: Final = re.compile(r"-(?<=\w-)")  # a dash within a name, or behind an operand
_SIGNS: Final = b"(){}[]!^+-&|/"
_NO_SIGNS: Final = bytes(set(range(256)) - set(_SIGNS))
_DEEPER: Final = {sign: (sign in b"({[") - (sign in b")}]") for sign in _SIGNS}
_TWO_SIGNS: Final = re.compile(rb"[!^+\-]{2}")
# Up to here it makes no difference how much a bracket counts: at most two signs stand in front of each.
_SURELY_FLAT: Final = (MAX_DEPTH - 2) // 3
_SERVICE: Final = re.compile(
    r"(?<![^ \t\r\n(){}\[\];,\"'>&|!=<*/])(SERVICE)(?=[ \t\r\n<?$#])"
    r"|SERVICE",  # perhaps glued to a neighbour, or part of a name
    re.IGNORECASE | re.ASCII,
)

_LINKS: Final = b".;,/|~{(*+-=&!<>"
_CHAINED: Final = (b"as", b"bind", b"filter", b"lateral", b"minus", b"optional", b"union")
_FIRSTS: Final = b"?$:\"'@[_)"  # the members of a list begin behind a blank or a sign, or with one of these
_GLUED: Final = re.compile(rb"[0-9][A-Za-z]|true|false", re.IGNORECASE)  # or behind one of these
_BEFORE_EXPRESSION: Final = "!&|=/^"
_CALL: Final = re.compile(r"[ \t]*+([A-Z0-9_]*[A-Z])[ \t\r\n(){};,|&!=<>+*/]", re.IGNORECASE)  # read backwards
_NO_CALLS: Final = frozenset(word[::-1] for word in ("A", "TRUE", "FALSE", "VALUES"))
_BRACKET: Final = re.compile(r"[(){}\[\]]")
_LONG: Final = 100_000
_UNKNOWN: Final = -1


class Screened(NamedTuple):
    """What is certain about a text.

    Attributes
    ----------
    word
        The keyword that the query or update begins with, in capitals.
    start, end
        Where it stands.
    deep
        Where the text nests deeper than the engine survives, or ``None`` if nowhere. Where it is
        given, nothing was looked for behind it.
    service
        Where SERVICE stands, or ``None`` if nowhere.
    """

    word: str
    start: int
    end: int
    deep: int | None = None
    service: int | None = None


@lru_cache(maxsize=8)
def screen(text: str) -> Screened | None:
    """Look over a text.

    Returns
    -------
    Screened or None
        ``None`` where the tokens have to be read. Otherwise it is an update, of which nothing else is
        said; or it nests and chains no more than the engine survives, unless ``deep`` says so. It may
        still be no SPARQL.

    Examples
    --------
    >>> screen("PREFIX ex: <http://example.org/#> ASK { ?s ex:p 'SERVICE' }")
    Screened(word='ASK', start=34, end=37, deep=None, service=None)
    >>> screen("ASK { ?s <is-it-an-iri> ?o }")
    """
    head = _HEAD.match(text)
    written = _utf8(text)
    if head is None or written is None:
        return None
    seen = Screened(head[1].upper(), head.start(1), head.end(1))
    if seen.word in UPDATES:
        return seen
    plain = _IN_PLACE.join(_BETWEEN.findall(text, seen.end))
    deepest = _deepest(plain)
    if deepest > MAX_DEPTH:
        return seen._replace(deep=_first_deep(text, seen.end))
    service = _service(text, seen.end) if deepest != _UNKNOWN and "service" in plain.lower() else None
    if service is not None and service != _UNKNOWN:
        return seen._replace(service=service)
    if _UNKNOWN in (service, deepest) or _chains_too_much(plain, written):
        return None
    return seen


def _service(text: str, start: int) -> int | None:
    """Find SERVICE; ``_UNKNOWN`` where it may be part of a name, or glued to a neighbour."""
    for piece in _BETWEEN.finditer(text, start):
        if "service" in (piece[1] or "").lower() and (found := _SERVICE.search(text, piece.start())):
            return found.start() if found[1] else _UNKNOWN
    return None


def up_to_group(text: str) -> str:
    """Give a query up to its first brace, and an empty group in the place of the rest: its FROM clauses stand before.

    The whole text is given where that is not certain, and for CONSTRUCT, whose first braces hold a template.

    Examples
    --------
    >>> up_to_group("ASK FROM <http://example.org/{> { ?s ?p ?o }")
    'ASK FROM <http://example.org/{> { ?s ?p ?o }'
    >>> up_to_group("ASK FROM <http://example.org/> { ?s ?p ?o }")
    'ASK FROM <http://example.org/> {}'
    """
    seen = screen(text)
    if seen is None or seen.deep is not None or seen.word == "CONSTRUCT" or seen.word in UPDATES:
        return text
    opened = 0  # parentheses: EXISTS in one of them has braces of its own
    for piece in _BETWEEN.finditer(text, seen.end):
        plain = piece[1] or ""
        before, brace, _ = plain.partition("{")
        opened += before.count("(") - before.count(")")
        if brace:
            return text if opened else f"{text[: piece.start() + len(before)]}{{}}"
    return text


def _utf8(text: str) -> bytes | None:
    """Give a text of moderate length as bytes."""
    try:
        return text.encode() if len(text) <= _LONG else None
    except UnicodeEncodeError:
        return None


def _deepest(plain: str) -> int:
    """Count how deep brackets nest; ``_UNKNOWN`` if not all is plain, or operators may make it more than allowed."""
    if _UNCERTAIN.search(plain):
        return _UNKNOWN
    signs = _NO_SIGN.sub("", plain).replace("^^", "").encode().translate(None, _NO_SIGNS)  # ^^ tells a datatype
    depths = list(accumulate(map(_DEEPER.__getitem__, signs), initial=0))
    deepest = max(depths)
    if deepest > MAX_DEPTH:
        return deepest
    is_flat = deepest <= _SURELY_FLAT and min(depths) == depths[-1] == 0 and not _TWO_SIGNS.search(signs)
    return deepest if is_flat else _UNKNOWN


def _first_deep(text: str, start: int) -> int:
    """Find the bracket that is one too many."""
    depth = 0
    for piece in _BETWEEN.finditer(text, start):
        for sign in _BRACKET.finditer(piece[1] or ""):
            depth += _DEEPER[ord(sign[0])]
            if depth > MAX_DEPTH:
                return piece.start() + sign.start()
    raise AssertionError(text)  # it was counted before


def _chains_too_much(plain: str, written: bytes) -> bool:
    """Tell whether a text may have more links than the brackets allow; none is counted too little."""
    lowered = written.lower()
    links = _count(written, _LINKS) + sum(map(lowered.count, _CHAINED))
    if links > MAX_LINKS:
        return True
    # Of a list every member is a link; outside of all braces only DESCRIBE has one.
    if b"describe" not in lowered:
        plain = plain[plain.find("{") : plain.rfind("}") + 1]
        if all(map(_opens_expression, plain.split("(")[:-1])):
            return False
    firsts = plain.encode()
    return links + len(plain.split()) + _count(firsts, _FIRSTS) + len(_GLUED.findall(firsts)) > MAX_LINKS


def _count(written: bytes, characters: bytes) -> int:
    return len(written) - len(written.translate(None, characters))


def _opens_expression(before: str) -> bool:
    """Tell whether a parenthesis surely opens no list, by what stands between it and the one before."""
    if not before or before[-1] in _BEFORE_EXPRESSION:
        return True
    called = _CALL.match(f"({before}"[:-40:-1])
    return called is not None and called[1].upper() not in _NO_CALLS
