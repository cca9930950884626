"""Whatever a cell holds, it is mapped whole or told; nothing is dropped and nothing else is raised."""

from __future__ import annotations

import re

import pyoxigraph as ox
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.importers.layout import (
    ACTIVITIES,
    FIGURES,
    INSTRUMENTS,
    OFFICES,
    ORGANIZATIONS,
    PROJECTS,
    REAL,
    Facts,
    changed,
)
from unodc_graph.errors import ImportDataError
from unodc_graph.formatting import canonical_turtle
from unodc_graph.importers.base import SPACE
from unodc_graph.importers.tables import TABLES

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
HOSTILE = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "=1+1",
            "'; DROP GRAPH <x> #",
            '"@en .',
            "<script>",
            "http://[::1",
            "http://a/ b",
            "../../etc",
            "2004-W01",
            "+1",
            "1e5",
            "NaN",
            "1,000",
            "--",
            "-",
            "/",
            "A/B/C",
            ";",
            "KAZ;;UZB",
            "٢٠٠٤",
            "2004\u200b",
            "9" * 40,
            "1-1",
            "to ",
            "to 2019-13",
            "per year ",
        ]
    ),
)
CELLS = st.sampled_from(
    [(table, row, column) for table, rows in REAL.items() for row in range(len(rows)) for column in TABLES[table]]
)


@settings(max_examples=150, deadline=None)
@given(CELLS, HOSTILE)
@example((OFFICES, 0, "name"), '"@en .')
@example((ORGANIZATIONS, 0, "id"), "a b")
def test_any_text_in_any_cell_is_mapped_or_told_with_a_place(place: tuple[str, int, str], text: str) -> None:
    table, row, column = place
    problem, facts = _problem_or_facts(table, row, column, text)
    if problem is not None:
        assert problem.file.endswith(".csv")
        assert problem.row is not None
        assert problem.column is not None
        assert problem.expected
    if facts is not None:
        triples = {triple for found in facts.files.values() for triple in found}
        turtle = canonical_turtle(triples)
        assert {quad.triple for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)} == triples


def _problem_or_facts(table: str, row: int, column: str, text: str) -> tuple[ImportDataError | None, Facts | None]:
    try:
        return None, Facts(changed(table, row, **{column: text}))
    except ImportDataError as error:
        return error, None


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            (OFFICES, "name", "office-UNODC-HQ", "label", "@en"),
            (INSTRUMENTS, "note", "instrument-untoc", "note", "@en"),
            (PROJECTS, "objective", "project-XACK22", "description", "@en"),
            (OFFICES, "city", "office-UNODC-HQ", "city", ""),
            (FIGURES, "note", "figure-ROCA-portfolio-value-2013-1", "note", "@en"),
        ]
    ),
    TEXTS,
)
def test_words_come_through_as_they_are_written(where: tuple[str, str, str, str, str], text: str) -> None:
    table, column, thing, said, ending = where
    words = text.strip(SPACE)
    assume(words and not re.search("[\ufffe\uffff]", words))
    facts = Facts(changed(table, 0, **{column: text}))
    assert facts.values(thing, said) == {f"{words}{ending}"}


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**17), st.integers(min_value=0, max_value=6))
def test_a_number_keeps_its_value(whole: int, places: int) -> None:
    digits = f"{whole:0{places + 1}d}"
    written = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    facts = Facts(changed(FIGURES, 0, value=written))
    (found,) = facts.values("figure-ROCA-portfolio-value-2013-1", "value")
    value, _, datatype = found.partition("^")
    assert datatype == ("decimal" if places else "integer")
    assert float(value) == float(written)
    store = ox.Store()
    literal = ox.Literal(value, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    quad = ox.Quad(ox.NamedNode("http://x"), ox.NamedNode("http://y"), literal)
    store.add(quad)
    assert list(store) == [quad]


@settings(max_examples=60, deadline=None)
@given(st.dates())
def test_a_day_of_the_calendar_stays_that_day(day: object) -> None:
    facts = Facts(changed(ACTIVITIES, 1, date=str(day)))
    assert facts.values("activity-ACT-029", "start") == {f"{day}^date"}
