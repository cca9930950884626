from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from unodc_graph import Table
from unodc_graph.cli.layout import text_for_people
from unodc_graph.grid import beside_or_below

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph

WORDS = st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30), max_size=5)
TEXTS = WORDS.map(" ".join).filter(lambda text: "://" not in text)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_nothing_of_a_cell_is_lost_however_narrow_the_terminal(rows: list[list[str]]) -> None:
    columns = [f"c{place}" for place in range(len(rows[0]))]
    for width in (None, 200, 40, 10):
        lines = beside_or_below(columns, rows, [False] * len(columns), width)
        written = "".join("".join(lines).split())
        for row in rows:
            for cell in row:
                assert all(written.count(char) >= cell.count(char) for char in cell if not char.isspace())


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(10, 120))
def test_a_table_is_never_wider_than_the_terminal(rows: list[list[str]], width: int) -> None:
    lines = beside_or_below(["a", "b", "c"], rows, [False, True, False], width)
    if set(lines[1]) == {"─"}:
        assert all(cell_len(line) <= width for line in lines)
    else:
        assert lines[-1] == ""


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=4), st.integers(1, 120))
def test_a_word_is_never_broken(rows: list[list[str]], width: int) -> None:
    written = Counter(" ".join(beside_or_below(["a", "b"], rows, [False, False], width)).split())
    assert Counter(word for row in rows for cell in row for word in cell.split()) <= written


def test_only_an_address_inside_a_sentence_goes_on_below() -> None:
    address = f"http://example.org/{'x' * 40}"
    lines = beside_or_below(["name", "note"], [["urn:uuid:" + "0" * 32, f"see {address} for more"]], [False] * 2, 80)
    assert set(lines[1]) == {"─"}
    assert address in "".join(line[44:].strip() for line in lines)
    assert "".join(beside_or_below(["name", "iri"], [["a" * 41, address]], [False] * 2, 80)).count(address) == 1


def test_columns_that_do_not_fit_are_written_below_one_another(kg: KnowledgeGraph) -> None:
    sheets = text_for_people(kg.run("border-facilities"), width=60).splitlines()
    first = sheets[: sheets.index("")]
    assert first[0].split(maxsplit=1)[0] == "facility"
    assert {line.split(maxsplit=1)[0] for line in first} >= {"facility", "kind", "state", "source"}


def test_a_sheet_that_begins_like_the_one_before_goes_on_where_they_differ() -> None:
    texts = [
        *(["Afghanistan", "area", "opium", "91000"], ["Afghanistan", "area", "opium", "90983"]),
        *(
            ["Afghanistan", "area", "", "5"],
            ["Afghanistan", "yield", "opium", "7"],
            ["Tajikistan", "yield", "opium", "7"],
        ),
    ]
    lines = beside_or_below(("state", "measure", "substance", "value"), texts, [False] * 4, 24)
    assert [line.split() for line in lines] == [
        *(["state", "Afghanistan"], ["measure", "area"], ["substance", "opium"], ["value", "91000"], []),
        *(["value", "90983"], []),
        # That no substance is told is seen only where the row is told from its beginning.
        *(["state", "Afghanistan"], ["measure", "area"], ["value", "5"], []),
        *(["state", "Afghanistan"], ["measure", "yield"], ["substance", "opium"], ["value", "7"], []),
        *(["state", "Tajikistan"], ["measure", "yield"], ["substance", "opium"], ["value", "7"], []),
    ]


def test_a_sheet_that_has_one_text_in_common_with_the_one_before_is_whole() -> None:
    texts = [["Japan", "", "https://example.org/the-first"], ["Japan", "", "https://example.org/the-second"]]
    lines = beside_or_below(("donor", "role", "source"), texts, [False] * 3, 20)
    assert [line.split()[0] for line in lines if line] == ["donor", "source", "donor", "source"]


def test_figures_that_disagree_stand_below_one_another_on_a_narrow_terminal(kg: KnowledgeGraph) -> None:
    lines = text_for_people(kg.run("figures-that-disagree"), width=80).splitlines()
    subjects = [line for line in lines if line.startswith("subject ")]
    values = [line for line in lines if line.startswith(("value ", "lower "))]
    # Each subject is told once for two figures or more.
    assert 1 < 2 * len(subjects) <= len(values)


def test_words_stay_whole_where_they_fit(kg: KnowledgeGraph) -> None:
    table = text_for_people(kg.run("offices"), width=90)
    assert "confidence" in table.splitlines()[0]
    assert all(len(line) <= 90 for line in table.splitlines() if not line.startswith("["))
    assert {"Uzbekistan", "Turkmenistan", "headquarters"} <= set(table.split())


def test_a_thing_is_shown_by_its_curie_where_its_label_stands_beside_it(kg: KnowledgeGraph) -> None:
    table = text_for_people(kg.run("projects-in-state", state="KAZ"))
    assert "ugd:project-RERH22" in table
    assert table.count("(CARICC)") == 1


def test_a_number_is_aligned_to_the_right_although_one_is_missing() -> None:
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    table = Table(("n", "x"), [(ox.Literal("1000", datatype=integer), None), (None, None), (ox.Literal(5), None)])
    assert text_for_people(table).splitlines()[2:5] == ["1000", "", "   5"]


def test_a_row_without_a_source_stays_apart() -> None:
    a, url = ox.Literal("a"), ox.NamedNode("http://example.org/")
    table = Table(("x", "source"), [(a, None), (a, None), (ox.Literal("b"), url), (ox.Literal("b"), url)])
    assert text_for_people(table).splitlines()[2:] == [
        "a",
        "a",
        "b   [1]",
        "(3 rows; 4 with each source apart, as csv and json have them)",
        "[1] http://example.org/",
    ]


def test_a_source_alone_is_shown_as_it_is() -> None:
    table = Table(("source",), [(ox.NamedNode("http://example.org/"),)])
    assert text_for_people(table).splitlines()[2:] == ["http://example.org/", "(1 row)"]


def test_no_columns_and_no_rows_are_shown_as_such(kg: KnowledgeGraph) -> None:
    nothing = kg.query("SELECT ?x { ?x ug:nothing ?y }")
    assert isinstance(nothing, Table)
    assert text_for_people(nothing, width=80) == "x\n─\n(0 rows)\n"
    assert text_for_people(Table((), [()])) == "(1 row)\n"
