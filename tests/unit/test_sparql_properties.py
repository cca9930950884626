"""Whatever the query, the value and the text: rows as by hand, values stay values, no wild errors."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
import rdflib
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.sparql_queries import CALLING_TEXTS, HIDDEN, HOSTILE_VALUES, SPARQL_TEXTS, WORDWISE_TEXTS, cases
from unodc_graph import sparql
from unodc_graph.errors import ParameterError, QueryRefusedError, QuerySyntaxError
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.sparql_queries import Case

Rows = Counter[frozenset[tuple[str, str]]]


def oxigraph_rows(case: Case, text: str, hidden: frozenset[str] = frozenset()) -> Rows:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in case.triples)
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return Counter(
        frozenset(
            (name, str(solution[name]))
            for name in names
            if name not in hidden and not name.startswith(HIDDEN) and solution[name] is not None
        )
        for solution in solutions
    )


def rdflib_rows(case: Case, text: str) -> Rows:
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{triple} .\n" for triple in case.triples), format="ntriples")
    result = graph.query(text)
    names = [str(name) for name in result.vars or ()]
    rows = cast("Iterable[Iterable[rdflib.term.Identifier | None]]", result)
    return Counter(
        frozenset(
            (name, term.n3())
            for name, term in zip(names, row, strict=True)
            if term is not None and not name.startswith(HIDDEN)
        )
        for row in rows
    )


def with_shown(case: Case, rows: Rows) -> Rows:
    """Add the bound variable to the rows of SELECT *, which has no place for it by hand."""
    shown = {("x", str(case.value))} if case.shown else set()
    return Counter({row | shown: count for row, count in rows.items()})


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_rows_are_those_of_the_text_by_hand_on_the_same_engine(case: Case) -> None:
    assume("?x" in case.query.given or "$x" in case.query.given)
    prebound = sparql.prebind(case.query.given, {"x": case.value})
    expected = with_shown(case, oxigraph_rows(case, case.query.by_hand))
    assert oxigraph_rows(case, prebound.text, prebound.hidden) == expected


@settings(max_examples=100, deadline=None)
@given(cases(depth=1))
def test_the_rows_are_those_of_the_text_by_hand_on_rdflib(case: Case) -> None:
    assume("?x" in case.query.given or "$x" in case.query.given)
    rows = rdflib_rows(case, case.query.by_hand)
    # Where the two engines answer one text in two ways, nothing can be said about binding.
    assume(rows == oxigraph_rows(case, case.query.by_hand))
    prebound = sparql.prebind(case.query.given, {"x": case.value})
    assert oxigraph_rows(case, prebound.text, prebound.hidden) == with_shown(case, rows)


@settings(max_examples=300, deadline=None)
@given(HOSTILE_VALUES)
@example(ox.Literal('"} SERVICE <http://127.0.0.1:1/> { ?s ?p "'))
@example(ox.Literal("\\"))
@example(ox.Literal("\\u0022"))
def test_a_value_that_looks_like_sparql_stays_a_value(value: ox.Literal | ox.NamedNode) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("secret")))
    text = "SELECT ?x ?y { BIND(?x AS ?y) FILTER(sameTerm(?x,?y)) { SELECT ?x { } ORDER BY ?x } }"
    prebound = sparql.prebind(text, {"x": value})
    assert sparql.check_query(prebound.text) == "select"
    solutions = store.query(prebound.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [(row["x"], row["y"]) for row in solutions] == [(value, value)]
    update = sparql.prebind("INSERT { <urn:s> <urn:written> ?x } WHERE { FILTER(BOUND(?x)) }", {"x": value})
    store.update(update.text)
    written = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode("urn:written"), None)]
    assert written == [value]
    assert len(store) == 2


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=()), max_size=60), SPARQL_TEXTS, SPARQL_TEXTS))
def test_any_text_gives_the_errors_of_the_contract_and_no_others(text: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: sparql.tokenize(text),
        lambda: sparql.kind_of(text),
        lambda: sparql.check_query(text),
        lambda: sparql.check_update(text),
        lambda: sparql.dataset_clauses(text),
        lambda: sparql.operations(text),
        lambda: sparql.for_engine(text),
        lambda: sparql.construct_parts(text),
        lambda: sparql.variables(text),
        lambda: sparql.prebind(text, {"x": ox.NamedNode("http://example.org/a")}),
        lambda: sparql.prebind(text, {"x": ox.Literal("a"), "y": ox.Literal("b")}),
    ]
    for call in calls:
        try:
            call()
        except (ParameterError, QueryRefusedError, QuerySyntaxError) as error:
            str(error).encode()
    explained = sparql.syntax_error(text, "error at 1:19: expected one of LATERAL, [_]")
    assert isinstance(explained, QuerySyntaxError)
    str(explained).encode()


RUNS: list[tuple[Callable[[str], object], Callable[[str], object]]] = [
    (sparql.check_query, lambda text: ox.Store().query(text, prefixes=PREFIXES)),
    (sparql.check_update, lambda text: ox.Store().update(text, prefixes=PREFIXES)),
]


def is_read_by_engine(run: Callable[[str], object], text: str) -> bool:
    try:
        run(text)
    except SyntaxError:
        return False
    except RuntimeError:
        pass  # read, but not to be run
    return True


@settings(max_examples=1000, deadline=None)
@given(CALLING_TEXTS)
def test_what_passes_asks_no_network(text: str) -> None:
    for check, run in RUNS:
        try:
            check(text)
        except (QueryRefusedError, QuerySyntaxError):
            continue
        is_read_by_engine(run, text)  # a call fails, as OSError: the port is one that is never opened
    with contextlib.suppress(ParameterError, QueryRefusedError, QuerySyntaxError):
        sparql.prebind(text, {"x": ox.NamedNode("urn:a")})  # asks the engine about what it cannot read itself


@settings(max_examples=500, deadline=None)
@given(WORDWISE_TEXTS)
def test_what_the_engine_reads_is_no_syntax_error(text: str) -> None:
    for check, run in RUNS:
        try:
            check(text)
            passes = True
        except QueryRefusedError:
            continue
        except QuerySyntaxError:
            passes = False
        if is_read_by_engine(run, text):
            assert passes
            if check is sparql.check_update and not sparql.operations(text):
                continue  # an update that does nothing; as a query it would be an error
            # The reader finds nothing wrong either, so that the engine's own words come through.
            assert sparql.syntax_error(text, "what the engine says").reason == "what the engine says"
