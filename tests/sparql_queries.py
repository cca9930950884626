"""Queries that are written twice: with a variable, and by hand with a term in its place.

The second text comes from the generator itself, place by place, and knows nothing of how the
library writes a value into a query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

__all__ = ["HIDDEN", "TwoTexts", "cases"]

EX = "http://example.org/"
XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
HIDDEN = "dropped"
"""Names of columns that stand for the bound variable in the SELECT of a sub-query by hand."""

NODES = [ox.NamedNode(EX + name) for name in ("n1", "n2", "n3")]
PREDICATES = [ox.NamedNode(EX + name) for name in ("p1", "p2")]
LITERALS = [ox.Literal("1", datatype=XSD_INTEGER), ox.Literal("t"), ox.Literal("t", language="en")]
TERMS: list[ox.NamedNode | ox.Literal] = [*NODES, *PREDICATES, *LITERALS, ox.NamedNode(EX + "absent")]
VARIABLES = ["a", "b", "c"]


@dataclass(frozen=True)
class TwoTexts:
    """A piece of a query as its author writes it and by hand, and the variables that it shows."""

    given: str
    by_hand: str
    visible: frozenset[str] = frozenset()

    def __add__(self, other: TwoTexts | str) -> TwoTexts:
        if isinstance(other, str):
            return TwoTexts(self.given + other, self.by_hand + other, self.visible)
        return TwoTexts(self.given + other.given, self.by_hand + other.by_hand, self.visible | other.visible)

    def __radd__(self, other: str) -> TwoTexts:
        return TwoTexts(other + self.given, other + self.by_hand, self.visible)

    def hiding(self) -> TwoTexts:
        return TwoTexts(self.given, self.by_hand)


@dataclass(frozen=True)
class Case:
    """A graph, a value for ``?x`` and a query over both.

    Attributes
    ----------
    shown
        Whether ``SELECT *`` shows ``?x``, so that it stands in every row.
    """

    triples: tuple[ox.Triple, ...]
    value: ox.NamedNode | ox.Literal
    query: TwoTexts
    shown: bool


def both(text: str) -> TwoTexts:
    return TwoTexts(text, text)


class _Writer:
    """Draws the parts of one query for one value."""

    def __init__(self, draw: DrawFn, value: ox.NamedNode | ox.Literal) -> None:
        self.draw = draw
        self.value = value
        self.count = 0

    def fresh(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def one_of(self, *makers: Callable[[], TwoTexts]) -> TwoTexts:
        return self.draw(st.sampled_from(makers))()

    def is_drawn(self, one_in: int = 2) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    # --- places

    def bound(self) -> TwoTexts:
        """``?x`` where any term may stand."""
        return TwoTexts(self.draw(st.sampled_from(["?x", "$x"])), f" {self.value} ", frozenset("x"))

    def variable(self) -> TwoTexts:
        name = self.draw(st.sampled_from(VARIABLES))
        return TwoTexts(f"?{name}", f"?{name}", frozenset(name))

    def constant(self) -> TwoTexts:
        return both(f" {self.draw(st.sampled_from(TERMS))} ")

    def operand(self) -> TwoTexts:
        return self.one_of(self.bound, self.bound, self.variable, self.constant)

    # --- patterns

    def triple(self) -> TwoTexts:
        node = lambda: both(f" {self.draw(st.sampled_from(NODES))} ")  # noqa: E731
        subject = self.one_of(self.bound, self.variable, self.variable, node)
        object_ = self.one_of(self.bound, self.variable, self.variable, self.constant, self.property_list)
        p1, p2 = PREDICATES
        predicate = both(self.draw(st.sampled_from([f"{p1}", f"{p2}", f"^{p1}", f"{p1}/{p2}", f"({p1}|{p2})+"])))
        if self.is_drawn(3):
            predicate = self.one_of(self.bound, self.variable)
        elif self.is_drawn(4):
            predicate = both("a") if self.is_drawn() else both(f"{p1}?")
            if predicate.given != "a":  # a path of no length: the engines differ on literals
                subject = node()
        if isinstance(self.value, ox.Literal) and "x" in predicate.given.lstrip("$?")[:1] and "x" in predicate.visible:
            visible = subject.visible | predicate.visible | object_.visible
            given = f"{subject.given} {predicate.given} {object_.given} . "
            return TwoTexts(given, " FILTER(1=0) ", visible)  # rdflib passes over FILTER(false)
        return subject + " " + predicate + " " + object_ + " . "

    def property_list(self) -> TwoTexts:
        return f"[ {PREDICATES[0]} " + self.one_of(self.bound, self.variable) + " ]"

    def group(self, depth: int) -> TwoTexts:
        body = both("")
        if depth and self.is_drawn(3):
            body += "{ " + self.sub_select(depth - 1) + " } "
        for _ in range(self.draw(st.integers(1, 3))):
            body += self.element(depth)
        return "{ " + body + "}"

    def element(self, depth: int) -> TwoTexts:
        flat = [self.triple, self.triple, self.filter, self.bind, self.values]
        if not depth:
            return self.one_of(*flat)
        deep: list[Callable[[], TwoTexts]] = [
            lambda: "OPTIONAL " + self.group(depth - 1) + " ",
            lambda: self.group(depth - 1) + " UNION " + self.group(depth - 1) + " ",
            lambda: "MINUS " + self.group(depth - 1).hiding() + " ",
            lambda: "FILTER NOT EXISTS { " + self.triple().hiding() + "} ",
        ]
        return self.one_of(*flat, *deep)

    def filter(self) -> TwoTexts:
        left, right = self.operand(), self.operand()
        condition = self.one_of(
            lambda: "(sameTerm(" + left + "," + right + "))",
            lambda: "(STR(" + left + ")=STR(" + right + "))",
            lambda: "(!sameTerm(" + left + "," + right + ")||isIRI(" + left + "))",
            lambda: "(STRLEN(STR(" + left + "))<STRLEN(STR(" + right + ")))",
            lambda: TwoTexts("(BOUND(?x)&&", "(true &&") + "isLITERAL(" + left + "))",
            lambda: TwoTexts(" bound($x)", " (true)"),
            lambda: "(BOUND(" + self.variable() + "))",
        )
        return "FILTER" + condition.hiding() + " "

    def bind(self) -> TwoTexts:
        name = self.fresh("v")
        expression = self.one_of(self.operand, lambda: "CONCAT(STR(" + self.operand() + "),'x')")
        return "BIND(" + TwoTexts(expression.given, expression.by_hand, frozenset([name])) + f" AS ?{name}) "

    def values(self) -> TwoTexts:
        name = self.draw(st.sampled_from(VARIABLES))
        rows = " ".join(map(str, self.draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=2))))
        return TwoTexts(f"VALUES ?{name} {{ {rows} }} ", f"VALUES ?{name} {{ {rows} }} ", frozenset(name))

    # --- SELECT

    def sub_select(self, depth: int) -> TwoTexts:
        return self.select(depth, top=False)[0]

    def select(self, depth: int, *, top: bool) -> tuple[TwoTexts, bool]:
        """Write a SELECT; tell whether ``*`` shows ``?x``."""
        head = both("SELECT " + ("DISTINCT " if self.is_drawn(3) else ""))
        where = self.group(depth)
        form = self.draw(st.sampled_from(["star", "plain", "aggregate"]))
        if form == "star":
            order = self.order()
            return TwoTexts(*(f"{a}*{b}{c}" for a, b, c in self.sides(head, where, order)), where.visible), (
                "x" in where.visible
            )
        keys = self.draw(st.lists(st.sampled_from([*VARIABLES, "x"]), min_size=1, max_size=3, unique=True))
        items = both("")
        for key in keys:
            items += self.projected(key, top=top, alone=form == "plain") + " "
        tail = both("")
        if form == "aggregate":
            tail = both("GROUP BY ")
            for key in keys:
                # rdflib evaluates GROUP BY (term) only with a name.
                by_hand = f"({self.value} AS ?{self.fresh('key')}) "
                tail += TwoTexts("?x ", by_hand) if key == "x" else both(f"?{key} ")
            counted = self.fresh("n")
            function = self.draw(st.sampled_from(["COUNT(", "COUNT(DISTINCT ", "MIN(STR", "MAX(STR"]))
            # rdflib cannot take the least of nothing.
            operand = self.one_of(self.bound, self.variable) if "COUNT" in function else self.bound()
            argument = "(" + operand + ")"
            items += f"({function}" + argument + f") AS ?{counted}) "
            items = TwoTexts(items.given, items.by_hand, (items.visible & frozenset([*keys])) | {counted})
            if self.is_drawn(3):
                tail += "HAVING(" + TwoTexts("BOUND(?x)", "true") + "&&COUNT(*)>0) "
        elif self.is_drawn(3):
            name = self.fresh("e")
            items += TwoTexts(f"(STR(?x)AS ?{name}) ", f"(STR({self.value}) AS ?{name}) ", frozenset([name]))
        if form == "plain" or not top:
            tail += self.order() if form == "plain" else both("")
        return TwoTexts(
            *(f"{a}{b}{c} {d}" for a, b, c, d in self.sides(head, items, where, tail)), items.visible
        ), False

    @staticmethod
    def sides(*pieces: TwoTexts) -> list[tuple[str, ...]]:
        return [tuple(piece.given for piece in pieces), tuple(piece.by_hand for piece in pieces)]

    def projected(self, name: str, *, top: bool, alone: bool) -> TwoTexts:
        """Write a column; in a sub-query the bound variable is left out, or empty if it is alone."""
        if name != "x":
            return TwoTexts(f"?{name}", f"?{name}", frozenset([name]))
        inner = f"?{self.fresh(HIDDEN)}" if alone else ""
        return TwoTexts("?x", f"({self.value} AS ?x)" if top else inner, frozenset("x"))

    def order(self) -> TwoTexts:
        return self.one_of(
            lambda: both(""),
            lambda: TwoTexts(" ORDER BY ?x ?a", f" ORDER BY ({self.value}) ?a"),
            lambda: TwoTexts(" ORDER BY DESC(?x)", f" ORDER BY DESC({self.value})"),
        )


@st.composite
def cases(draw: DrawFn, depth: int = 2) -> Case:
    """Make small graphs, values and SELECT queries, most of which hold ``?x``."""
    objects = st.sampled_from([*NODES, *LITERALS])
    triple = st.builds(ox.Triple, st.sampled_from(NODES), st.sampled_from(PREDICATES), objects)
    triples = draw(st.lists(triple, min_size=2, max_size=7, unique_by=str))
    value = draw(st.sampled_from(TERMS))
    writer = _Writer(draw, value)
    query, shown = writer.select(depth, top=True)
    return Case(tuple(triples), value, query, shown)
