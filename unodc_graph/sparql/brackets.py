"""The brackets of a SPARQL text: what each of them holds, and the limits that keep the engine alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from unodc_graph.errors import QueryRefusedError
from unodc_graph.sparql.tokens import Kind, fail_at, line_of

if TYPE_CHECKING:
    from unodc_graph.sparql.tokens import Token

__all__ = ["MAX_DEPTH", "MAX_LINKS", "Brackets", "too_deep"]

MAX_DEPTH: Final = 32
"""How deep brackets may nest; an operator such as ``!`` in front of one counts as a level."""

MAX_LINKS: Final = 500
"""How many clauses, statements and operators a text may chain.

The engine handles a chain by recursion: about 2,500 OPTIONAL, MINUS or BIND in a row end its
process, and mixed ones, or a thread with a small stack, fewer. Dearest are the members of a
collection: 250 of them take between 1 and 2 MB of stack, of the 8 that a thread has on Linux.
"""

_CLOSING: Final = {"(": ")", "{": "}", "[": "]", "<<": ">>", "<<(": ")>>", "{|": "|}"}
_CLOSERS: Final = frozenset(_CLOSING.values())
_PREFIX_SIGNS: Final = frozenset("!^+-")
_OPERATORS: Final = frozenset(["||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|"])
_PATTERN_SIGNS: Final = frozenset([".", ";", ",", "/", "|", "~", "{|"])
_CHAINED_WORDS: Final = frozenset(["AS", "BIND", "FILTER", "LATERAL", "MINUS", "OPTIONAL", "UNION"])
_TEMPLATE_WORDS: Final = frozenset(["CONSTRUCT", "DATA", "DELETE", "INSERT", "VALUES"])


def too_deep(text: str, place: int) -> QueryRefusedError:
    """Make the error that tells where a text nests too deep."""
    reason = f"brackets or operators nest deeper than {MAX_DEPTH}; write the query flatter"
    return QueryRefusedError(reason, line_of(text, place))


class _Level:
    """What stands between a bracket and its counterpart, or outside of all brackets."""

    __slots__ = ("clause", "expression", "opener", "template", "weight", "word")

    def __init__(self, opener: Token | None, weight: int, *, expression: bool, template: bool) -> None:
        self.opener = opener  # none outside of all brackets
        self.weight = weight
        self.expression = expression  # an operand may be followed by `<`, the comparison
        self.template = template  # triples to be written, or rows of VALUES: no limit on how many
        self.clause = False  # a sub-select: its parentheses hold expressions, its braces patterns
        self.word = ""  # the last keyword

    @property
    def sign(self) -> str:
        """The bracket, or nothing outside of all."""
        return self.opener.key if self.opener else ""


class Brackets:
    """The brackets open at a place, and how much the text nests and chains up to there."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens  # those before the place
        self.levels = [_Level(None, 0, expression=False, template=False)]
        self.depth = 0
        self.signs = 0  # operators such as ! in front of the place
        self.links = 0

    def operator_may_follow(self) -> bool:
        """Tell whether `<` is a comparison: where an operand ends inside an expression.

        Elsewhere it opens an IRI; ``?a<?b&&?c>?d`` and ``?a<http://x>?d`` differ in nothing else.
        """
        if not self.levels[-1].expression:
            return False
        last = self.tokens[-1]
        if last.kind is Kind.WORD:
            return last.key in ("TRUE", "FALSE")
        return last.kind is not Kind.SIGN or last.key in (")", ")>>", "}")

    def take(self, token: Token) -> None:
        """Count one more token.

        Raises
        ------
        QuerySyntaxError
            If it closes what is not open.
        QueryRefusedError
            If the text nests or chains more than the engine survives.
        """
        level = self.levels[-1]
        if not level.template:
            self.links += self._is_link(token, level)
        if token.key == ";" and level.opener is None:
            self.links = 0  # the next operation of an update
        if token.key in _CLOSING:
            self._open(token, level)
        elif token.key in _CLOSERS:
            if _CLOSING.get(level.sign) != token.key:
                self._fail_unmatched(token, level)
            self.depth -= self.levels.pop().weight
        elif token.kind is Kind.WORD:
            level.word = token.key
            level.clause = level.clause or token.key in ("SELECT", "BY", "HAVING")
        self.signs = self.signs + 1 if token.key in _PREFIX_SIGNS else 0
        self._refuse_too_much(token)

    def close(self) -> None:
        """End the text.

        Raises
        ------
        QuerySyntaxError
            If a bracket is still open.
        """
        opener = self.levels[-1].opener
        if opener is not None:
            fail_at(self.text, opener.start, f"{opener.text!r} is never closed; {_CLOSING[opener.key]!r} is missing")

    def _open(self, token: Token, level: _Level) -> None:
        """Go into a bracket; tell what it holds: an expression, a template or a pattern."""
        expression = token.key == "(" and self._opens_expression(level)
        template = level.template or (token.key == "{" and level.word in _TEMPLATE_WORDS)
        if token.key == "{":
            level.word = ""
        self.levels.append(_Level(token, 1 + self.signs, expression=expression, template=template))
        self.depth += 1 + self.signs

    def _opens_expression(self, level: _Level) -> bool:
        """Tell whether a parenthesis opens an expression, and not a collection or a path."""
        if level.opener is None or level.expression or level.clause:
            return True
        if level.sign != "{":
            return False
        last = self.tokens[-1]
        if last.kind is Kind.WORD:
            return last.key not in ("A", "TRUE", "FALSE", "VALUES")
        return len(self.tokens) > 1 and self.tokens[-2].key == "FILTER"  # FILTER ex:function(…)

    def _is_link(self, token: Token, level: _Level) -> bool:
        """Tell whether a token adds one more part to what the engine handles by recursion."""
        key = token.key
        if key == "{" or key in _CHAINED_WORDS:
            return True
        if level.expression:
            return key in _OPERATORS and self.operator_may_follow()  # not the commas of IN (…)
        if level.opener is None or level.clause:  # conditions, and what DESCRIBE lists
            return key == "(" or (level.word == "DESCRIBE" and token.kind is not Kind.SIGN)
        return level.sign == "(" or key in _PATTERN_SIGNS  # members of a collection or path; statements

    def _refuse_too_much(self, token: Token) -> None:
        if self.depth + self.signs > MAX_DEPTH:
            raise too_deep(self.text, token.start)
        if self.links > MAX_LINKS:
            reason = (
                f"more than {MAX_LINKS} clauses, statements and operators; "
                "give a long list by VALUES or IN, or ask in several queries"
            )
            raise QueryRefusedError(reason, line_of(self.text, token.start))

    def _fail_unmatched(self, token: Token, level: _Level) -> NoReturn:
        """Fail on a bracket that closes nothing, or not what is open."""
        if level.opener is None:
            fail_at(self.text, token.start, f"{token.text!r} closes nothing")
        where = f"{level.sign!r} of line {line_of(self.text, level.opener.start)}"
        fail_at(self.text, token.start, f"expected {_CLOSING[level.sign]!r}, which closes {where}")
