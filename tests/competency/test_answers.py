"""Each query gives its expected answer, and the same answer on another engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from unodc_graph.catalog import LITERAL_KINDS, Catalog

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from unodc_graph import KnowledgeGraph
    from unodc_graph.catalog import Query

GOLDEN = Path(__file__).parent / "golden"
QUERIES = sorted(Catalog())
NUMBERS = {XSD.integer, XSD.decimal}
DATES = {XSD.date, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay, XSD.gMonth}
KINDS: dict[str, Callable[[object], bool]] = {
    "iri": lambda term: isinstance(term, URIRef),
    "string": lambda term: isinstance(term, Literal) and term.datatype is None,
    "integer": lambda term: isinstance(term, Literal) and term.datatype == XSD.integer,
    "number": lambda term: isinstance(term, Literal) and term.datatype in NUMBERS,
    "boolean": lambda term: isinstance(term, Literal) and term.datatype == XSD.boolean,
    "date": lambda term: isinstance(term, Literal) and term.datatype in DATES,
}


def examples(query: Query) -> dict[str, object]:
    return {name: parameter.example for name, parameter in query.parameters.items()}


@pytest.mark.parametrize("query_id", QUERIES)
def test_a_query_gives_its_golden_answer(
    kg: KnowledgeGraph, query_id: str, expected: Callable[[Path, str], str]
) -> None:
    answer = kg.run(query_id, **examples(kg.queries[query_id])).to_csv()
    assert expected(GOLDEN / f"{query_id}.csv", answer) == answer, (
        f"the answer to {query_id} changed; if the new one is right, check it against the sources, "
        "then run pytest tests/competency --remake-golden"
    )


def test_every_golden_answer_belongs_to_a_query() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == QUERIES


@pytest.mark.parametrize("query_id", QUERIES)
def test_another_engine_gives_the_same_rows_in_the_same_order(
    kg: KnowledgeGraph, request: pytest.FixtureRequest, query_id: str
) -> None:
    query = kg.queries[query_id]
    values = {
        name: Literal(parameter.literal(parameter.example, query_id))
        if parameter.kind in LITERAL_KINDS
        else kg.resolve(parameter.example, parameter.kind)
        for name, parameter in query.parameters.items()
    }
    graph: Graph = request.getfixturevalue("memory_graph" if query.graphs is None else "memory_dataset")
    there = graph.query(query.text, initBindings=values)
    assert [str(variable) for variable in there.vars or ()] == list(query.returns)
    assert [tuple(row) for row in there] == kg.run(query_id, **examples(query)).terms()  # type: ignore[arg-type]  # rdflib types a row widely


@pytest.mark.parametrize("query_id", QUERIES)
def test_the_example_gives_rows_and_none_of_them_twice(kg: KnowledgeGraph, query_id: str) -> None:
    rows = kg.run(query_id, **examples(kg.queries[query_id])).terms()
    assert rows
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("query_id", QUERIES)
def test_the_columns_are_those_of_the_header_and_hold_what_it_says(kg: KnowledgeGraph, query_id: str) -> None:
    query = kg.queries[query_id]
    answer = kg.run(query_id, **examples(query))
    assert answer.columns == tuple(query.returns)
    wrong = [
        (column, term)
        for row in answer.terms()
        for (column, kind), term in zip(query.returns.items(), row, strict=True)
        if term is not None and not KINDS[kind](term)
    ]
    assert wrong == []
