"""Whatever the query and the value: the rows are those of the text written by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from hypothesis import assume, given, settings

from tests.sparql_queries import HIDDEN, cases
from unodc_graph import sparql

if TYPE_CHECKING:
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
    return Counter(
        frozenset(
            (str(name), term.n3())
            for name, term in row.items()
            if term is not None and not str(name).startswith(HIDDEN)
        )
        for row in result.bindings
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
