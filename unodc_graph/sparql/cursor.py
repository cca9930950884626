"""A cursor over the tokens of a text, and the smallest forms of the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from unodc_graph.sparql.structure import Occurrence, Reading, Role
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind, fail_at

if TYPE_CHECKING:
    from unodc_graph.sparql.tokens import Token

__all__ = ["Cursor"]


class Cursor:
    """Goes through the tokens of one text and notes what it finds.

    Every method reads one form of the grammar and stands behind it afterwards, or fails with the
    syntax error that points at the token.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0
        self.group_start = 0
        self.reading = Reading()

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def behind(self) -> Token:
        """The token after the next; at the end, the end."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Take the token whatever it is; the end stays."""
        token = self.tokens[self.at]
        self.at += token.kind is not Kind.END
        return token

    def accept(self, *keys: str) -> bool:
        """Take the token if it is one of these."""
        if self.tokens[self.at].key in keys:
            self.at += 1
            return True
        return False

    def expect(self, key: str, what: str | None = None) -> Token:
        """Take the token, which must be this."""
        if self.token.key != key:
            self.fail(what or (repr(key) if not key.isalpha() else key))
        return self.next()

    def fail(self, expected: str) -> NoReturn:
        """Fail at the token."""
        found = "the end" if self.token.kind is Kind.END else repr(self.token.text[:40])
        fail_at(self.text, self.token.start, f"expected {expected}, found {found}")

    def note(self, role: Role) -> str:
        """Take a variable and note what its place takes."""
        token = self.expect(Kind.VARIABLE, "a variable")
        name = token.text[1:]
        self.reading.occurrences.append(Occurrence(name, role, token.start, token.end, self.group_start))
        return name

    def term(self) -> None:
        """Read an IRI, a literal or a blank node."""
        signed = self.accept("+", "-")
        if self.accept(Kind.NUMBER):
            return
        if signed:
            self.fail("a number")
        if self.accept(Kind.STRING):
            if self.accept("^^"):
                self.iri()
            else:
                self.accept(Kind.LANGUAGE)
        elif not self.accept(Kind.IRI, Kind.NAME, Kind.BLANK, "TRUE", "FALSE"):
            self.fail("a variable, an IRI or a literal")

    def iri(self) -> Token:
        """Read an IRI or a prefixed name."""
        if self.token.kind not in (Kind.IRI, Kind.NAME):
            self.fail("an IRI")
        return self.next()

    def variable_or_iri(self, role: Role) -> set[str]:
        """Read one of both; return the variable, if it is one."""
        if self.token.key == Kind.VARIABLE:
            return {self.note(role)}
        self.iri()
        return set()
