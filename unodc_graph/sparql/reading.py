"""What a SPARQL text does: its kind, what each variable is for, its operations.

A reader of the SPARQL 1.2 grammar, by recursive descent; the tokens were counted before, so
that it never descends deep. It is lenient where the engine will say no anyway, and exact about
what later steps change: the place of every variable, and which variables ``*`` returns.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from unodc_graph.sparql.patterns import PatternReader
from unodc_graph.sparql.structure import Part, Reading, Role
from unodc_graph.sparql.tokens import Kind, fail_at
from unodc_graph.sparql.triples import PATTERN, TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from unodc_graph.sparql.structure import Span
    from unodc_graph.sparql.triples import Places

__all__ = ["CACHED_LENGTH", "read"]

CACHED_LENGTH: Final = 20_000
"""Longer texts are read each time, so that the cache stays small."""


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
    return _read_and_keep(text) if len(text) <= CACHED_LENGTH else _Reader(text).read()


@lru_cache(maxsize=256)
def _read_and_keep(text: str) -> Reading:
    """Read a text once: catalogue queries are run again and again."""
    return _Reader(text).read()


class _Reader(PatternReader):
    """Reads a whole text."""

    def read(self) -> Reading:
        reading = self.reading
        named = (token.text[1:] for token in self.tokens if token.kind is Kind.VARIABLE)
        reading.variables = tuple(dict.fromkeys(named))
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

    def prologue(self) -> list[Span]:
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

    def construct(self) -> None:
        keyword = self.expect("CONSTRUCT")
        if self.token.key == "{":
            self.reading.template, _ = self.template()
            self.dataset()
            self.accept("WHERE")
            start = self.token.start
            self.where()
            self.reading.where = start, self.tokens[self.at - 1].end
        else:
            self.dataset()
            self.expect("WHERE", "a template in { } or WHERE")
            self.reading.short[self.token.end] = keyword.end
            self.reading.template, _ = self.quads(PATTERN, graphs=False)
            self.reading.where = self.reading.template
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

    # --- updates

    def update(self) -> None:
        """Read operations until the end."""
        prologue = list(self.reading.prologue)
        self.accept(";")
        while self.token.kind is not Kind.END:
            self.operation(tuple(prologue))
            if not self.accept(";"):
                return
            prologue += self.prologue()

    def operation(self, prologue: tuple[Span, ...]) -> None:
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
        self.reading.parts.append(Part(span=span, prologue=prologue, **details))  # type: ignore[arg-type]  # the callers name the fields

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
                span, graphs = self.quads(PATTERN)
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

    def template(self) -> tuple[Span, bool]:
        return self.quads(TEMPLATE)

    def data(self) -> tuple[Span, bool]:
        """Read the statements of INSERT DATA or DELETE DATA, which hold no variables."""
        before = len(self.reading.occurrences)
        found = self.quads(TEMPLATE)
        for place in self.reading.occurrences[before:]:
            reason = "DATA takes no variables; write INSERT { … } WHERE { … } or DELETE { … } WHERE { … }"
            fail_at(self.text, place.start, reason)
        return found

    def quads(self, places: Places, *, graphs: bool = True) -> tuple[Span, bool]:
        """Read statements in braces; return their span and whether GRAPH stands in it."""
        outer = self.group_start
        start = self.token.start
        self.group_start = self.expect("{").end
        named = False
        while not self.accept("}"):
            if graphs and self.accept("GRAPH"):
                named = True
                self.variable_or_iri(places.predicate)
                self.expect("{")
                while not self.accept("}"):
                    self.triples(places)
                self.accept(".")
            else:
                self.triples(places)
        self.group_start = outer
        return (start, self.tokens[self.at - 1].end), named
