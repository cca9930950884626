"""What a SPARQL text does: its kind, what each variable is for, its operations.

A reader of the SPARQL 1.2 grammar, by recursive descent; the tokens were counted before, so
that it never descends deep. It is lenient where the engine will say no anyway, and exact about
what later steps change: the place of every variable, and which variables ``*`` returns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from unodc_graph.sparql.tokens import Kind, Token, fail_at, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DatasetIri", "Occurrence", "Part", "Reading", "Role", "Star", "read"]

_CACHED_LENGTH: Final = 20_000
"""Longer texts are read each time, so that the cache stays small."""


class Role(Enum):
    """What the place of a variable takes when the variable has a value."""

    VALUE = auto()
    """Any term as it is: an operand, an object, a subject of a pattern."""
    SORTED = auto()
    """Any term in parentheses: GROUP BY, ORDER BY."""
    PROJECTED = auto()
    """Any term, named: the SELECT of the query itself."""
    SUB_PROJECTED = auto()
    """Nothing: the SELECT of a sub-query; outside of it the term stands by itself."""
    MATCHED = auto()
    """An IRI; a literal matches nothing: predicates and graphs of a pattern, reifiers."""
    WRITTEN = auto()
    """An IRI; a literal writes nothing: subjects, predicates and graphs of a template."""
    TESTED = auto()
    """True: BOUND."""
    ASSIGNED = auto()
    """No term: the query gives the variable a value itself."""


class Occurrence(NamedTuple):
    """A variable in its place.

    Attributes
    ----------
    name
        The variable without its sign.
    role
        What the place takes.
    start, end
        What a term replaces; for BOUND the whole call.
    group
        Where the content of the innermost group of patterns begins.
    """

    name: str
    role: Role
    start: int
    end: int
    group: int


class DatasetIri(NamedTuple):
    """FROM or USING with its IRI as written; start and end hold the whole clause."""

    iri: str
    named: bool
    start: int
    end: int


class Star(NamedTuple):
    """The group whose variables ``SELECT *`` or ``DESCRIBE *`` of the query itself returns.

    Attributes
    ----------
    start, end
        The text between the braces.
    is_select
        Whether the group is nothing but a sub-select.
    visible
        The variables that it returns.
    """

    start: int
    end: int
    is_select: bool
    visible: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One operation of an update as it stands in the text; spans hold the braces."""

    kind: str
    start: int
    end: int
    prologue: tuple[tuple[int, int], ...]
    delete: tuple[int, int] | None = None
    insert: tuple[int, int] | None = None
    where: tuple[int, int] | None = None
    with_graph: str | None = None
    using: tuple[DatasetIri, ...] = ()
    targets: tuple[str, ...] = ()
    silent: bool = False
    has_graph_clause: bool = False


@dataclass(slots=True)
class Reading:
    """What was read in a text. Shared by all callers: nothing in it may be changed.

    Attributes
    ----------
    kind
        ``select``, ``ask``, ``construct``, ``describe`` or ``update``.
    occurrences
        Every variable of the text, in its order.
    prologue
        The spans of the declarations in front of the query.
    dataset
        The FROM clauses.
    star
        Where the query itself selects or describes ``*``.
    short
        For the short forms CONSTRUCT WHERE and DELETE WHERE: the group to the end of the keyword,
        behind which a template may be written.
    parts
        The operations of an update.
    """

    kind: str = ""
    occurrences: list[Occurrence] = field(default_factory=list)
    prologue: list[tuple[int, int]] = field(default_factory=list)
    dataset: list[DatasetIri] = field(default_factory=list)
    star: Star | None = None
    short: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


def read(text: str) -> Reading:
    """Read a query or an update.

    Raises
    ------
    QuerySyntaxError
        If it is not SPARQL.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> [(place.name, place.role.name) for place in read("SELECT ?s { ?s a ?kind }").occurrences]
    [('s', 'PROJECTED'), ('s', 'VALUE'), ('kind', 'VALUE')]
    """
    return _read_and_keep(text) if len(text) <= _CACHED_LENGTH else _Reader(text).read()


@lru_cache(maxsize=256)
def _read_and_keep(text: str) -> Reading:
    """Read a text once: catalogue queries are run again and again."""
    return _Reader(text).read()


# What the subject, and what the predicate or graph takes: in patterns, in templates and in the
# triple terms of expressions.
_PATTERN: Final = (Role.VALUE, Role.MATCHED)
_TEMPLATE: Final = (Role.WRITTEN, Role.WRITTEN)

_GRAMMAR_WORDS: Final = """
    A ADD ALL AS ASC ASK BASE BIND BY CLEAR CONSTRUCT COPY CREATE DATA DEFAULT DELETE DESC
    DESCRIBE DISTINCT DROP FALSE FILTER FROM GRAPH GROUP HAVING IN INSERT INTO LATERAL LIMIT LOAD
    MINUS MOVE NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT TO
    TRUE UNDEF UNION USING VALUES VERSION WHERE WITH
"""
_NOT_FUNCTIONS: Final = frozenset(_GRAMMAR_WORDS.split())
_BINARY: Final = ("||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/")


class _Reader:
    """A cursor over the tokens of one text; every method reads one form of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.at = 0
        self.group_start = 0
        self.reading = Reading()

    # --- the cursor

    @property
    def token(self) -> Token:
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

    # --- queries

    def read(self) -> Reading:
        reading = self.reading
        reading.prologue = self.prologue()
        match self.token.key:
            case "SELECT":
                reading.kind = "select"
                self.select(top=True)
            case "ASK":
                reading.kind = "ask"
                self.next()
                self.dataset()
                self.where()
                self.modifiers()
            case "CONSTRUCT":
                reading.kind = "construct"
                self.construct()
            case "DESCRIBE":
                reading.kind = "describe"
                self.describe()
            case _:
                reading.kind = "update"
                self.update()
        if self.token.kind is not Kind.END:
            self.fail("the end of the query")
        return reading

    def prologue(self) -> list[tuple[int, int]]:
        spans = []
        while self.token.key in ("BASE", "PREFIX", "VERSION"):
            start = self.token.start
            match self.next().key:
                case "PREFIX":
                    if not self.expect(Kind.NAME, "a prefix with its colon, as in ex:").text.endswith(":"):
                        self.at -= 1
                        self.fail("a prefix with its colon and nothing behind it, as in ex:")
                    self.expect(Kind.IRI, "the IRI that the prefix stands for, in < and >")
                case "BASE":
                    self.expect(Kind.IRI, "an IRI in < and >")
                case _:
                    self.expect(Kind.STRING, "a version in quotes")
            spans.append((start, self.tokens[self.at - 1].end))
        return spans

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

    def construct(self) -> None:
        keyword = self.expect("CONSTRUCT")
        if self.token.key == "{":
            self.template()
            self.dataset()
            self.where()
        else:
            self.dataset()
            self.expect("WHERE", "a template in { } or WHERE")
            self.reading.short[self.token.end] = keyword.end
            self.quads(_PATTERN, graphs=False)
        self.modifiers()

    def describe(self) -> None:
        self.expect("DESCRIBE")
        star = self.accept("*")
        if not star:
            if self.token.kind not in (Kind.VARIABLE, Kind.IRI, Kind.NAME):
                self.fail("*, a variable or an IRI")
            while self.token.kind in (Kind.VARIABLE, Kind.IRI, Kind.NAME):
                self.variable_or_iri(Role.WRITTEN)
        self.dataset()
        if self.token.key in ("WHERE", "{"):
            self.where(star=star)
        self.modifiers()

    def dataset(self) -> None:
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
                return self.triples(_PATTERN)
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
            self.node(Role.VALUE, _PATTERN)

    def triples(self, places: tuple[Role, Role]) -> set[str]:
        """Read the statements about one subject, and the full stop if there is one."""
        visible: set[str] = set()
        alone = self.token.key in ("[", "<<") and self.behind.key != "]"
        visible |= self.node(places[0], places)
        if not alone or self.at_verb():
            visible |= self.properties(places)
        if not self.accept(".") and self.token.kind is not Kind.END and self.ends_nothing():
            self.fail("'.', ';', ',' or '}'")
        return visible

    def ends_nothing(self) -> bool:
        """Tell whether statements run into a further one without a full stop."""
        return self.token.kind not in (Kind.WORD, Kind.SIGN) or self.token.key in ("TRUE", "FALSE", "A")

    def properties(self, places: tuple[Role, Role]) -> set[str]:
        """Read predicates and their objects."""
        visible = self.verb(places) | self.objects(places)
        while self.accept(";"):
            if self.at_verb():
                visible |= self.verb(places) | self.objects(places)
        return visible

    def at_verb(self) -> bool:
        return self.token.key in (Kind.VARIABLE, Kind.IRI, Kind.NAME, "A", "^", "!", "(")

    def verb(self, places: tuple[Role, Role]) -> set[str]:
        if self.token.key == Kind.VARIABLE:
            return {self.note(places[1])}
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

    def objects(self, places: tuple[Role, Role]) -> set[str]:
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

    def reifier(self, places: tuple[Role, Role]) -> set[str]:
        """Read the name of a statement, which may be left out."""
        if self.token.key == Kind.VARIABLE:
            return {self.note(places[1])}
        self.accept(Kind.IRI, Kind.NAME, Kind.BLANK)
        return set()

    def node(self, role: Role, places: tuple[Role, Role]) -> set[str]:
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
                visible = self.node(places[0], places) | self.verb(places) | self.node(Role.VALUE, places)
                if closing == ">>" and self.accept("~"):
                    visible |= self.reifier(places)
                self.expect(closing)
            case _:
                self.term()
        return visible

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
        if self.token.kind not in (Kind.IRI, Kind.NAME):
            self.fail("an IRI")
        return self.next()

    def variable_or_iri(self, role: Role) -> set[str]:
        if self.token.key == Kind.VARIABLE:
            return {self.note(role)}
        self.iri()
        return set()

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
        while self.accept("!", "+", "-"):
            pass
        if self.accept("("):
            self.expression()
            self.expect(")")
        elif self.token.key == Kind.VARIABLE:
            self.note(Role.VALUE)
        elif self.token.key in ("<<(", "<<"):
            self.node(Role.VALUE, _TEMPLATE)
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

    # --- updates

    def update(self) -> None:
        """Read operations until the end."""
        prologue = list(self.reading.prologue)
        while self.token.kind is not Kind.END:
            self.operation(tuple(prologue))
            if not self.accept(";"):
                return
            prologue += self.prologue()

    def operation(self, prologue: tuple[tuple[int, int], ...]) -> None:
        forms: dict[str, Callable[[], dict[str, object]]] = {
            "ADD": self.transfer,
            "CLEAR": self.whole_graph,
            "COPY": self.transfer,
            "CREATE": self.whole_graph,
            "DELETE": self.modify,
            "DROP": self.whole_graph,
            "INSERT": self.modify,
            "LOAD": self.load,
            "MOVE": self.transfer,
            "WITH": self.modify,
        }
        first = self.token
        if first.key not in forms:
            self.fail(f"SELECT, ASK, CONSTRUCT, DESCRIBE or an update ({', '.join(forms)})")
        details: dict[str, object] = {"kind": first.key.lower()}
        details |= forms[first.key]()
        span = first.start, self.tokens[self.at - 1].end
        self.reading.parts.append(Part(start=span[0], end=span[1], prologue=prologue, **details))  # type: ignore[arg-type]

    def load(self) -> dict[str, object]:
        self.next()
        silent = self.accept("SILENT")
        self.iri()
        if self.accept("INTO"):
            self.expect("GRAPH")
            self.iri()
        return {"silent": silent}

    def whole_graph(self) -> dict[str, object]:
        """Read CLEAR, DROP or CREATE."""
        self.next()
        silent = self.accept("SILENT")
        return {"silent": silent, "targets": (self.target("DEFAULT", "NAMED", "ALL"),)}

    def transfer(self) -> dict[str, object]:
        """Read ADD, MOVE or COPY."""
        self.next()
        silent = self.accept("SILENT")
        source = self.target("DEFAULT")
        self.expect("TO")
        return {"silent": silent, "targets": (source, self.target("DEFAULT"))}

    def target(self, *words: str) -> str:
        if self.token.key in words:
            return self.next().key
        self.accept("GRAPH")
        return self.iri().text

    def modify(self) -> dict[str, object]:
        """Read INSERT and DELETE in all their forms."""
        details: dict[str, object] = {"kind": "modify"}
        graphs = False
        if self.accept("WITH"):
            details["with_graph"] = self.iri().text
        keyword = self.token
        if self.accept("DELETE"):
            if self.accept("DATA"):
                span, graphs = self.data()
                return {"kind": "delete data", "delete": span, "has_graph_clause": graphs}
            if self.accept("WHERE"):
                self.reading.short[self.token.end] = keyword.end
                span, graphs = self.quads(_PATTERN)
                return {"kind": "delete where", "delete": span, "where": span, "has_graph_clause": graphs}
            details["delete"], graphs = self.template()
        if self.accept("INSERT"):
            if self.accept("DATA"):
                span, graphs = self.data()
                return {"kind": "insert data", "insert": span, "has_graph_clause": graphs}
            details["insert"], named = self.template()
            graphs |= named
        elif keyword.key != "DELETE":
            self.fail("DELETE or INSERT")
        details["has_graph_clause"] = graphs
        details["using"] = tuple(self.graph_clauses("USING"))
        self.expect("WHERE")
        start = self.token.start
        self.group()
        details["where"] = start, self.tokens[self.at - 1].end
        return details

    def template(self) -> tuple[tuple[int, int], bool]:
        return self.quads(_TEMPLATE)

    def data(self) -> tuple[tuple[int, int], bool]:
        """Read the statements of INSERT DATA or DELETE DATA, which hold no variables."""
        before = len(self.reading.occurrences)
        found = self.quads(_TEMPLATE)
        for place in self.reading.occurrences[before:]:
            reason = "DATA takes no variables; write INSERT { … } WHERE { … } or DELETE { … } WHERE { … }"
            fail_at(self.text, place.start, reason)
        return found

    def quads(self, places: tuple[Role, Role], *, graphs: bool = True) -> tuple[tuple[int, int], bool]:
        """Read statements in braces; return their span and whether GRAPH stands in it."""
        outer = self.group_start
        start = self.token.start
        self.group_start = self.expect("{").end
        named = False
        while not self.accept("}"):
            if graphs and self.accept("GRAPH"):
                named = True
                self.variable_or_iri(places[1])
                self.expect("{")
                while not self.accept("}"):
                    self.triples(places)
                self.accept(".")
            else:
                self.triples(places)
        self.group_start = outer
        return (start, self.tokens[self.at - 1].end), named
