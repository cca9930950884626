"""Patterns, expressions and SELECT, which hold one another."""

from __future__ import annotations

from typing import Final

from unodc_graph.sparql.structure import DatasetIri, Occurrence, Role, Star
from unodc_graph.sparql.tokens import Kind
from unodc_graph.sparql.triples import PATTERN, TEMPLATE, TripleReader

__all__ = ["PatternReader"]

_GRAMMAR_WORDS: Final = """
    A ADD ALL AS ASC ASK BASE BIND BY CLEAR CONSTRUCT COPY CREATE DATA DEFAULT DELETE DESC
    DESCRIBE DISTINCT DROP FALSE FILTER FROM GRAPH GROUP HAVING IN INSERT INTO LATERAL LIMIT LOAD
    MINUS MOVE NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT TO
    TRUE UNDEF UNION USING VALUES VERSION WHERE WITH
"""
_NOT_FUNCTIONS: Final = frozenset(_GRAMMAR_WORDS.split())
_BINARY: Final = ("||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/")


class PatternReader(TripleReader):
    """Reads groups, expressions and sub-selects; patterns return the variables that they show."""

    # --- SELECT and what belongs to it

    def select(self, *, top: bool) -> set[str]:
        """Read a SELECT; return the variables that it returns."""
        self.expect("SELECT")
        self.accept("DISTINCT", "REDUCED")
        projected: set[str] = set()
        star = self.accept("*")
        while not star:
            if self.token.key == Kind.VARIABLE:
                projected.add(self.note(Role.PROJECTED if top else Role.SUB_PROJECTED))
            elif self.accept("("):
                self.expression()
                self.expect("AS")
                projected.add(self.note(Role.ASSIGNED))
                self.expect(")")
            elif projected:
                break
            else:
                self.fail("*, a variable or (expression AS ?variable)")
        if top:
            self.dataset()
        visible = self.where(star=star and top)
        self.modifiers()
        return visible if star else projected

    def dataset(self) -> None:
        """Read the FROM clauses of the query."""
        self.reading.dataset += self.graph_clauses("FROM")

    def graph_clauses(self, keyword: str) -> list[DatasetIri]:
        """Read FROM and FROM NAMED, or USING and USING NAMED."""
        clauses = []
        while self.token.key == keyword:
            start = self.next().start
            named = self.accept("NAMED")
            iri = self.iri()
            clauses.append(DatasetIri(iri.text, named, start, iri.end))
        return clauses

    def where(self, *, star: bool = False) -> set[str]:
        """Read a WHERE clause; return the variables of its patterns."""
        self.accept("WHERE")
        opened = self.at
        visible = self.group()
        if star:
            span = self.tokens[opened].end, self.tokens[self.at - 1].start
            is_select = self.tokens[opened + 1].key == "SELECT"
            self.reading.star = Star(*span, is_select, frozenset(visible))
        return visible

    def modifiers(self) -> None:
        """Read what may follow the patterns of a query."""
        if self.accept("GROUP"):
            self.expect("BY")
            self.conditions()
        if self.accept("HAVING"):
            self.conditions()
        if self.accept("ORDER"):
            self.expect("BY")
            self.conditions()
        while self.accept("LIMIT", "OFFSET"):
            self.expect(Kind.NUMBER, "a whole number")
        if self.accept("VALUES"):
            self.values()

    def conditions(self) -> None:
        """Read what GROUP BY, HAVING or ORDER BY lists."""
        count = 0
        while True:
            directed = self.accept("ASC", "DESC")
            if self.accept("("):
                self.expression()
                if self.accept("AS"):
                    self.note(Role.ASSIGNED)
                self.expect(")")
            elif self.token.key == Kind.VARIABLE and not directed:
                self.note(Role.SORTED)
            elif self.at_call() and not directed:
                self.call()
            elif count and not directed:
                return
            else:
                self.fail("a variable, a function or an expression in parentheses")
            count += 1

    # --- patterns

    def group(self) -> set[str]:
        """Read a group of patterns in braces; return the variables that it gives values."""
        outer = self.group_start
        self.group_start = self.expect("{").end
        if self.token.key == "SELECT":
            visible = self.select(top=False)
        else:
            visible = set()
            while self.token.key != "}":
                visible |= self.pattern()
        self.expect("}")
        self.group_start = outer
        return visible

    def pattern(self) -> set[str]:
        """Read one element of a group."""
        match self.token.key:
            case "{":
                visible = self.group()
                while self.accept("UNION"):
                    visible |= self.group()
            case "OPTIONAL" | "LATERAL":
                self.next()
                visible = self.group()
            case "MINUS":
                self.next()
                self.group()
                visible = set()
            case "GRAPH" | "SERVICE":
                self.next()
                self.accept("SILENT")
                visible = self.variable_or_iri(Role.MATCHED)
                visible |= self.group()
            case "FILTER":
                self.next()
                self.constraint()
                visible = set()
            case "BIND":
                self.next()
                self.expect("(")
                self.expression()
                self.expect("AS")
                visible = {self.note(Role.ASSIGNED)}
                self.expect(")")
            case "VALUES":
                self.next()
                visible = self.values()
            case _:
                return self.triples(PATTERN)
        self.accept(".")
        return visible

    def values(self) -> set[str]:
        """Read the variables and rows behind VALUES."""
        visible = set()
        if self.accept("("):
            while not self.accept(")"):
                visible.add(self.note(Role.ASSIGNED))
        else:
            visible.add(self.note(Role.ASSIGNED))
        self.expect("{")
        while not self.accept("}"):
            if self.accept("("):
                while not self.accept(")"):
                    self.value()
            else:
                self.value()
        return visible

    def value(self) -> None:
        """Read one cell of VALUES."""
        if not self.accept("UNDEF"):
            if self.token.kind in (Kind.VARIABLE, Kind.BLANK) or self.token.key in ("[", "("):
                self.fail("an IRI, a literal or UNDEF")
            self.node(Role.VALUE, PATTERN)

    # --- expressions

    def constraint(self) -> None:
        """Read the condition of a FILTER."""
        if self.accept("("):
            self.expression()
            self.expect(")")
        elif self.at_call():
            self.call()
        else:
            self.fail("a condition in parentheses or a function")

    def expression(self) -> None:
        """Read operands and operators; which binds closer makes no difference here."""
        self.operand()
        while True:
            if self.token.key in ("IN", "NOT"):
                self.accept("NOT")
                self.expect("IN")
                self.expect("(")
                self.arguments()
            elif self.accept(*_BINARY):
                self.operand()
            else:
                return

    def operand(self) -> None:
        """Read one operand with the signs in front of it."""
        while self.accept("!", "+", "-"):
            pass
        if self.accept("("):
            self.expression()
            self.expect(")")
        elif self.token.key == Kind.VARIABLE:
            self.note(Role.VALUE)
        elif self.token.key in ("<<(", "<<"):
            self.node(Role.VALUE, TEMPLATE)
        elif self.at_call():
            self.call()
        elif self.token.kind is Kind.BLANK:
            self.fail("a variable, an IRI, a literal or a function")
        else:
            self.term()

    def at_call(self) -> bool:
        """Tell whether a function stands here."""
        token = self.token
        if token.kind is Kind.WORD:
            return token.key not in _NOT_FUNCTIONS or (token.key == "NOT" and self.behind.key == "EXISTS")
        return token.kind in (Kind.IRI, Kind.NAME) and self.behind.key == "("

    def call(self) -> None:
        """Read a function with its arguments, or EXISTS."""
        self.accept("NOT")
        function = self.next()
        if function.key == "EXISTS":
            self.group()
            return
        self.expect("(")
        if function.key == "BOUND":
            place = self.expect(Kind.VARIABLE, "a variable")
            end = self.expect(")").end
            name = place.text[1:]
            self.reading.occurrences.append(Occurrence(name, Role.TESTED, function.start, end, self.group_start))
        else:
            self.arguments()

    def arguments(self) -> None:
        """Read what stands between the parentheses of a function, and the closing one."""
        self.accept("DISTINCT")
        if self.accept(")"):
            return
        if not self.accept("*"):
            self.expression()
            while self.accept(","):
                self.expression()
        if self.accept(";"):
            self.expect("SEPARATOR")
            self.expect("=")
            self.expect(Kind.STRING, "a string")
        self.expect(")")
