"""Statements: subjects, predicates and objects, in patterns and in templates."""

from __future__ import annotations

from typing import Final, NamedTuple

from unodc_graph.sparql.cursor import Cursor
from unodc_graph.sparql.structure import Role
from unodc_graph.sparql.tokens import Kind

__all__ = ["PATTERN", "TEMPLATE", "Places", "TripleReader"]


class Places(NamedTuple):
    """What the places of a statement take; an object takes any term."""

    subject: Role
    predicate: Role


PATTERN: Final = Places(Role.VALUE, Role.MATCHED)
TEMPLATE: Final = Places(Role.WRITTEN, Role.WRITTEN)
"""Also for the triple terms of expressions: a wrong one is an error there, and no value."""


class TripleReader(Cursor):
    """Reads statements; every method returns the variables that they hold."""

    def triples(self, places: Places) -> set[str]:
        """Read the statements about one subject, and the full stop if there is one."""
        visible: set[str] = set()
        # A blank node with properties, a reified triple and a collection say something by themselves.
        alone = self.token.key in ("[", "<<", "(") and self.behind.key not in ("]", ")")
        visible |= self.node(places.subject, places)
        if not alone or self.at_verb():
            visible |= self.properties(places)
        if not self.accept(".") and self.token.kind is not Kind.END and self.ends_nothing():
            self.fail("'.', ';', ',' or '}'")
        return visible

    def ends_nothing(self) -> bool:
        """Tell whether statements run into a further one without a full stop."""
        return self.token.kind not in (Kind.WORD, Kind.SIGN) or self.token.key in ("TRUE", "FALSE", "A")

    def properties(self, places: Places) -> set[str]:
        """Read predicates and their objects."""
        visible = self.verb(places) | self.objects(places)
        while self.accept(";"):
            if self.at_verb():
                visible |= self.verb(places) | self.objects(places)
        return visible

    def at_verb(self) -> bool:
        """Tell whether a predicate stands here."""
        return self.token.key in (Kind.VARIABLE, Kind.IRI, Kind.NAME, "A", "^", "!", "(")

    def verb(self, places: Places) -> set[str]:
        """Read a predicate."""
        if self.token.key == Kind.VARIABLE:
            return {self.note(places.predicate)}
        self.path()
        return set()

    def path(self) -> None:
        """Read a property path; it holds no variables."""
        while True:
            while self.accept("^", "!"):
                pass
            if self.accept("("):
                if not self.accept(")"):  # !() is every predicate
                    self.path()
                    self.expect(")")
            elif self.token.kind in (Kind.IRI, Kind.NAME) or self.token.key == "A":
                self.next()
            else:
                self.fail("a predicate: an IRI, a variable, `a` or a property path")
            self.accept("*", "+", "?")
            if not self.accept("/", "|"):
                return

    def objects(self, places: Places) -> set[str]:
        """Read objects and what is said about their statements."""
        visible: set[str] = set()
        while True:
            visible |= self.node(Role.VALUE, places)
            while self.token.key in ("~", "{|"):
                if self.accept("~"):
                    visible |= self.reifier(places)
                else:
                    self.next()
                    visible |= self.properties(places)
                    self.expect("|}")
            if not self.accept(","):
                return visible

    def reifier(self, places: Places) -> set[str]:
        """Read the name of a statement, which may be left out."""
        if self.token.key == Kind.VARIABLE:
            return {self.note(places.predicate)}
        self.accept(Kind.IRI, Kind.NAME, Kind.BLANK)
        return set()

    def node(self, role: Role, places: Places) -> set[str]:
        """Read a subject or an object."""
        visible: set[str] = set()
        match self.token.key:
            case Kind.VARIABLE:
                return {self.note(role)}
            case "[":
                self.next()
                if not self.accept("]"):
                    visible = self.properties(places)
                    self.expect("]")
            case "(":
                self.next()
                while not self.accept(")"):
                    visible |= self.node(Role.VALUE, places)
            case "<<" | "<<(":
                closing = ">>" if self.next().key == "<<" else ")>>"
                visible = self.node(places.subject, places) | self.verb(places) | self.node(Role.VALUE, places)
                if closing == ">>" and self.accept("~"):
                    visible |= self.reifier(places)
                self.expect(closing)
            case _:
                self.term()
        return visible
