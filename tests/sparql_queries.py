"""Queries that are written twice: with a variable, and by hand with a term in its place.

The second text comes from the generator itself, place by place, and knows nothing of how the
library writes a value into a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import strategies as st

from tests.strategies import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["CALLING_TEXTS", "HIDDEN", "HOSTILE_VALUES", "SPARQL_TEXTS", "WORDWISE_TEXTS", "Case", "TwoTexts", "cases"]

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

    def node(self) -> TwoTexts:
        return both(f" {self.draw(st.sampled_from(NODES))} ")

    def operand(self) -> TwoTexts:
        return self.one_of(self.bound, self.bound, self.variable, self.constant)

    # --- patterns

    def triple(self) -> TwoTexts:
        subject = self.one_of(self.bound, self.variable, self.variable, self.node)
        object_ = self.one_of(self.bound, self.variable, self.variable, self.constant, self.property_list)
        p1, p2 = PREDICATES
        paths = st.sampled_from([f"{p1}", f"{p2}", f"^{p1}", f"{p1}/{p2}", f"({p1}|{p2})+", "a"])
        predicate = both(self.draw(paths))
        if self.is_drawn(3):
            predicate = self.one_of(self.bound, self.variable)
        elif self.is_drawn(6):  # a path of no length: the engines differ on literals
            subject, predicate = self.node(), both(f"{p1}?")
        statement = subject + " " + predicate + " " + object_ + " . "
        if "x" in predicate.visible and isinstance(self.value, ox.Literal):
            # No statement has such a predicate. (rdflib passes over FILTER(false).)
            return TwoTexts(statement.given, " FILTER(1=0) ", statement.visible)
        return statement

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
            return head + "*" + where + self.order().hiding(), "x" in where.visible
        keys = self.draw(st.lists(st.sampled_from([*VARIABLES, "x"]), min_size=1, max_size=3, unique=True))
        items = both("")
        for key in keys:
            items += self.projected(key, top=top, alone=form == "plain") + " "
        if form == "aggregate":
            item, tail = self.aggregate(), self.grouping(keys)
        else:
            item, tail = self.expression(), self.order()
        return head + items + item + where.hiding() + " " + tail.hiding(), False

    def expression(self) -> TwoTexts:
        """Write an expression with a name, or nothing."""
        name = self.fresh("e")
        item = TwoTexts(f"(STR(?x)AS ?{name}) ", f"(STR({self.value}) AS ?{name}) ", frozenset([name]))
        return self.one_of(lambda: both(""), lambda: item)

    def aggregate(self) -> TwoTexts:
        """Write an aggregate with a name."""
        name = self.fresh("n")
        function = self.draw(st.sampled_from(["COUNT(", "COUNT(DISTINCT ", "MIN(STR", "MAX(STR"]))
        # rdflib cannot take the least of nothing.
        operand = self.one_of(self.bound, self.variable) if "COUNT" in function else self.bound()
        item = f"({function}(" + operand + f")) AS ?{name}) "
        return TwoTexts(item.given, item.by_hand, frozenset([name]))

    def grouping(self, keys: list[str]) -> TwoTexts:
        tail = both("GROUP BY ")
        for key in keys:
            # rdflib evaluates GROUP BY (term) only with a name.
            by_hand = f"({self.value} AS ?{self.fresh('key')}) "
            tail += TwoTexts("?x ", by_hand) if key == "x" else both(f"?{key} ")
        having = "HAVING(" + TwoTexts("BOUND(?x)", "true") + "&&COUNT(*)>0) "
        return tail + self.one_of(lambda: both(""), lambda: having)

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


_PIECES = [
    *"{}()[].;,=<>!|&/^*+-?$@'\"\\:#~",
    *("<<", ">>", "<<(", ")>>", "{|", "|}", "^^", "&&", "||", "!=", "<=", ">=", "{ }", "( )", "[ ]"),
    *("?x", "$y", "?z", "?x ?y ?z", "{ ?x ?y ?z }", "(?x<?y)", "(?x AS ?z)", "a", "1", "2.5", "-1", "true", "'a'"),
    *('"""b"""', "@en", "<http://127.0.0.1:1/>", "ug:a", "ug:a.b", ":x", "_:b", "SERVICE:x", "LOAD:x", "# c\n", "\n"),
    *("SELECT", "SELECT *", "DISTINCT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "NAMED", "FILTER", "BIND"),
    *("OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "SILENT", "VALUES", "UNDEF", "EXISTS", "NOT", "IN", "BOUND"),
    *("GROUP BY", "ORDER BY", "HAVING", "LIMIT", "COUNT", "STR", "AS", "INSERT", "DELETE", "DATA", "WITH", "USING"),
    *("LOAD", "CLEAR", "DROP", "ALL", "COPY", "TO", "INTO", "DEFAULT", "CREATE"),
    *("PREFIX : <http://127.0.0.1:1/>", "PREFIX SERVICE: <http://127.0.0.1:1/>", "BASE <http://127.0.0.1:1/>"),
]
_WHOLE = [
    "SELECT ?x { ?x ?y ?z }",
    "PREFIX : <http://127.0.0.1:1/> ASK { ?x :p/:q* 'a' . FILTER ( ?x < ?y && ?z > ?x ) }",
    "SELECT ?x ( COUNT ( ?y ) AS ?n ) { GRAPH ?g { ?x a ?y } } GROUP BY ?x HAVING ( COUNT ( ?y ) > 1 ) ORDER BY DESC ( ?n )",
    "PREFIX : <http://127.0.0.1:1/> CONSTRUCT { ?x :p [ :q ?y ] } WHERE { ?x :p ( ?y ) OPTIONAL { ?x ?p ?z } }",
    "PREFIX : <http://127.0.0.1:1/> DELETE { ?x :p ?y } INSERT { GRAPH :g { ?x :p 1 } } WHERE { ?x :p ?y }",
    "DESCRIBE * { { SELECT * { VALUES ( ?x ?y ) { ( 1 UNDEF ) } } } MINUS { ?x ?y ?z } }",
    "ASK { { ?x a ?y } UNION { ?y a true . ?z ?y 1 } FILTER NOT EXISTS { ?x ?y ?z ; ?y 'a' @en , ?x } BIND ( ?x AS ?w ) }",
    "SELECT DISTINCT * FROM <http://127.0.0.1:1/> { << ?x ?y ?z >> ?a ?b {| ?c ?d |} . ?x <http://127.0.0.1:1/>? ?e }",
    "DELETE WHERE { ?x ?y ?z . GRAPH ?g { ?x ?y ?z } } ; CLEAR SILENT ALL ; INSERT DATA { <urn:a> a 1 }",
]


@st.composite
def _cut(draw: DrawFn) -> str:
    """Take a query and put pieces anywhere, also into the middle of a word."""
    text = draw(st.sampled_from(_WHOLE))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 6)))
        text = text[:start] + draw(st.sampled_from(["", " "])) + draw(st.sampled_from(_PIECES)) + text[end:]
    return text


@st.composite
def _changed(draw: DrawFn) -> str:
    """Take a query and put other words where words are."""
    words = draw(st.sampled_from(_WHOLE)).split(" ")
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(words)))
        words[start : start + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(_PIECES), max_size=2))
    return " ".join(words)


@st.composite
def _joined(draw: DrawFn) -> str:
    """Join pieces, with and without blanks between."""
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14))
    head = draw(st.sampled_from(["ASK {", "SELECT * {", "", "INSERT {} WHERE {", "PREFIX : <http://127.0.0.1:1/> "]))
    tail = "}" if head.endswith("{") else ""
    return head + "".join(piece + draw(st.sampled_from(["", " "])) for piece in pieces) + tail


@st.composite
def _tight(draw: DrawFn) -> str:
    """Take a query, put other terms where terms are, and leave out blanks that nothing needs."""
    terms = [piece for piece in _PIECES if piece[0] in "?$<'0123456789" or ":" in piece]
    text = ""
    for word in draw(st.sampled_from(_WHOLE)).split(" "):
        written = draw(st.sampled_from(terms)) if word[0] == "?" and draw(st.integers(1, 5)) == 1 else word
        is_needed = bool(re.search(r"[\w:.]$", text) and re.match(r"[\w:.@]", written))
        text += (" " if is_needed or draw(st.booleans()) else "") + written
    return text


@st.composite
def _calls(draw: DrawFn) -> str:
    """Try to reach an endpoint, with the keyword glued to what stands around it."""
    before = ["", "?x ?y true", "?x ?y 1", "?x ?y 1.", "?x ?y 'a'", "?x ?y :x", "?x ?y _:b", "?x ?y 'a'@en", "?x ?y ?z"]
    before += [
        "OPTIONAL { }",
        "FILTER(?x<?y)",
        "FILTER(?x<?y&&?z>?x)",
        "?x ?y <urn:b>",
        "?x a",
        "?x ?y 1e5",
        "{ } UNION",
    ]
    targets = [":x", "SERVICE:x", "ug:x", "a:x", "?x", "<http://127.0.0.1:1/>", ":", "SERVICE:"]
    joints = st.sampled_from(["", " ", ".", " . ", "#\n", "#>\n"])
    parts = [draw(st.sampled_from(before)), draw(joints), draw(st.sampled_from(["SERVICE", "service", "LOAD"]))]
    parts += [draw(joints), draw(st.sampled_from(targets)), draw(joints), "{ }"]
    declared = "".join(f"PREFIX {name}: <http://127.0.0.1:1/> " for name in ("", "a", "SERVICE", "LOAD"))
    head, tail = draw(st.sampled_from([("ASK {", "}"), ("INSERT { } WHERE {", "}"), ("", ""), ("CLEAR ALL;", "")]))
    return declared + head + "".join(parts) + tail


WORDWISE_TEXTS = st.one_of(_changed(), _tight())
"""Texts that may be SPARQL. No two words run together: the engine takes them apart, SPARQL does not."""
SPARQL_TEXTS = st.one_of(WORDWISE_TEXTS, _cut(), _joined())
"""Texts that look like SPARQL and often are not."""
CALLING_TEXTS = st.one_of(SPARQL_TEXTS, _calls())
"""Texts that try to reach an endpoint, on a port that the engine refuses to open."""


_FRAGMENTS = [
    *('"', "'", '"""', "'''", "\\", "\\u0022", "\\u005C", "\n", "\r", "\t", "\0", "\x7f", "\u2028", "é", "🄰"),
    *("}", "{", ")", "(", "<", ">", "#", ".", ";", "?x", "$x", "?secret", "^^", "@en", "<urn:b>"),
    *("SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }", "} UNION { ?s ?p ?secret }", "; DROP ALL ;", "LOAD <urn:b>"),
]
_HOSTILE_TEXTS = st.lists(st.one_of(st.sampled_from(_FRAGMENTS), TEXTS), max_size=6).map("".join)
_HOSTILE_IRIS = st.lists(st.sampled_from([*"azéѣ/?#&'()*;,.=$@!~", "%41", "?x", "SERVICE"]), max_size=8).map(
    lambda parts: ox.NamedNode("http://example.org/" + "".join(parts).replace("#", "", "".join(parts).count("#") - 1))
)
HOSTILE_VALUES: SearchStrategy[ox.NamedNode | ox.Literal] = st.one_of(
    _HOSTILE_TEXTS.map(ox.Literal),
    _HOSTILE_TEXTS.map(lambda text: ox.Literal(text, language="en")),
    _HOSTILE_TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("http://example.org/a?x='(y)'#SERVICE"))),
    _HOSTILE_IRIS,
)
"""IRIs and literals that try to be more than a value."""
