"""Table and Row: typed rows, laid out for people and machines."""

from __future__ import annotations

import csv
import io
import json
import pickle
import signal
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

import unodc_graph as ug
from tests.strategies import IRIS, literals
from unodc_graph.results import Table
from unodc_graph.spreadsheets import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VALUES = """SELECT * WHERE { VALUES (?text ?count ?amount ?day ?year ?month ?flag ?iri ?none) {
  ("a"@en 3 1.50 "2004-07-31"^^xsd:date "2004"^^xsd:gYear "--06-20"^^xsd:gMonthDay true ugd:office-ROCA UNDEF) } }"""


def table(kg: ug.KnowledgeGraph, text: str) -> ug.Table:
    found = kg.query(text)
    assert isinstance(found, ug.Table)
    return found


def test_values_come_as_python_values(kg: ug.KnowledgeGraph) -> None:
    row = table(kg, VALUES)[0]
    assert tuple(row) == (
        "a",
        3,
        Decimal("1.5"),
        date(2004, 7, 31),
        ug.PartialDate(2004),
        ug.PartialDate(month=6, day=20),
        True,
        URIRef("https://w3id.org/unodc-graph/id/office-ROCA"),
        None,
    )
    assert (row.count, row["count"], row[1]) == (3, 3, 3)
    assert dict(row)["day"] == date(2004, 7, 31)


def test_terms_are_rdflib_terms(kg: ug.KnowledgeGraph) -> None:
    terms = table(kg, VALUES).terms()
    assert terms[0][0] == Literal("a", lang="en")
    assert terms[0][8] is None
    assert table(kg, "SELECT ('x' AS ?x) {}").terms() == [(Literal("x"),)]


def test_a_value_that_its_datatype_does_not_allow_comes_as_its_text(kg: ug.KnowledgeGraph) -> None:
    rows = table(kg, 'SELECT ?x { VALUES ?x { "2004-02-30"^^xsd:date "x"^^xsd:integer "2004-13"^^xsd:gYearMonth } }')
    assert [row.x for row in rows] == ["2004-02-30", "x", "2004-13"]


def test_a_column_that_is_not_there_is_named_with_those_that_are(kg: ug.KnowledgeGraph) -> None:
    row = table(kg, "SELECT ?a ?b { VALUES (?a ?b) { (1 2) } }")[0]
    with pytest.raises(KeyError, match="columns are a, b"):
        row["c"]
    with pytest.raises(AttributeError, match="columns are a, b"):
        _ = row.c


def test_rows_equal_tuples_and_survive_pickling(kg: ug.KnowledgeGraph) -> None:
    row = table(kg, "SELECT ?a ?b { VALUES (?a ?b) { (1 2) } }")[0]
    assert row == (1, 2)
    assert pickle.loads(pickle.dumps(row)) == row  # noqa: S301 - made a moment ago


def test_a_table_is_read_once_and_a_later_write_does_not_change_it(own_kg: ug.KnowledgeGraph) -> None:
    unread = table(own_kg, "SELECT ?city { ugd:office-ROCA ug:city ?city }")
    read = table(own_kg, "SELECT ?city { ugd:office-ROCA ug:city ?city }")
    assert [row.city for row in read] == ["Tashkent"]
    own_kg.graph.update("DELETE WHERE { ugd:office-ROCA ug:city ?c }")
    for kept in (read, unread):
        assert len(kept) == 1
        assert [row.city for row in kept] == [row.city for row in kept] == ["Tashkent"]
        assert json.loads(kept.to_json()) == [{"city": "Tashkent"}]


def test_text_shows_labels_in_place_of_iris_and_counts_the_rows(kg: ug.KnowledgeGraph) -> None:
    text = table(kg, "SELECT ?office ?unknown { VALUES (?office ?unknown) { (ugd:office-ROCA ugd:nobody) } }").to_text()
    assert "UNODC Regional Office for Central Asia" in text
    assert "ugd:nobody" in text
    assert text.endswith("(1 row)\n")


def test_printing_a_table_lays_it_out(kg: ug.KnowledgeGraph) -> None:
    found = table(kg, "SELECT ?city { ugd:office-ROCA ug:city ?city }")
    assert str(found) == found.to_text()
    assert "Tashkent" in str(found)


def test_a_function_that_nobody_knows_is_named(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.QueryError, match=r"cannot be evaluated: .*http://example\.org/function"):
        kg.query("SELECT (<http://example.org/function>(1) AS ?x) {}")


def test_a_reading_that_breaks_off_says_so_each_time() -> None:
    def solutions() -> Iterator[tuple[ox.Literal]]:
        yield (ox.Literal("one"),)
        raise OSError("the disk is gone")

    broken = Table(["x"], solutions())
    for _ in range(2):
        with pytest.raises(ug.QueryError, match="the disk is gone"):
            len(broken)


def test_a_reading_that_was_interrupted_is_not_an_empty_table() -> None:
    def solutions() -> Iterator[tuple[ox.Literal]]:
        yield (ox.Literal("one"),)
        raise KeyboardInterrupt

    interrupted = Table(["x"], solutions())
    with pytest.raises(KeyboardInterrupt):
        len(interrupted)
    with pytest.raises(ug.QueryError, match="ask again"):
        interrupted.to_text()


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("1_000", "integer"),
        ("٥", "integer"),
        (" 5 ", "integer"),
        ("1e5", "decimal"),
        ("NaN", "decimal"),
        ("Infinity", "decimal"),
        ("20040731", "date"),
        ("2004-W31-6", "date"),
        ("2004-07-31Z", "date"),
        ("2004-07-31", "dateTime"),
    ],
)
def test_what_python_reads_and_xml_schema_does_not_stays_a_text(lexical: str, datatype: str) -> None:
    term = ox.Literal(lexical, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    made = Table(["x"], [(term,)])
    assert made[0].x == lexical
    assert json.loads(made.to_json()) == [{"x": lexical}]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no timer to interrupt with")
def test_an_interrupt_ends_the_reading_of_a_query_without_end(kg: ug.KnowledgeGraph) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    endless = table(kg, "SELECT ?a ?b ?c { ?a ?p ?q . ?b ?r ?s . ?c ?t ?u }")
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            len(endless)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ug.QueryError, match="ask again"):
        len(endless)
    assert kg.query("ASK { ugd:office-ROCA ug:city ?city }") is True


def test_text_of_no_rows_says_so(kg: ug.KnowledgeGraph) -> None:
    assert table(kg, "SELECT ?x { ?x a ug:Planet }").to_text().endswith("(0 rows)\n")


def test_a_width_folds_and_loses_nothing() -> None:
    folded = Table(["words"], [(ox.Literal("one two three four five six"),)]).to_text(width=12)
    assert all(len(line) <= 12 for line in folded.splitlines())
    assert "".join(folded.split()).count("onetwothreefourfivesix") == 1


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\rb", "a\u202eb", "\x9b31m", "[bold]x[/bold]"])
def test_text_of_data_neither_steers_the_terminal_nor_is_markup(hostile: str) -> None:
    text = Table(["x"], [(ox.Literal(hostile),)]).to_text()
    assert not any(char in text for char in "\x1b\r\u202e\x9b")
    assert "bold" not in hostile or "[bold]x[/bold]" in text


_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_TEXTS = st.builds(
    lambda marks, rest: marks + rest, st.text("=+-@\t\r\n'\uff1d5 ;,", max_size=4), st.text('a1="', max_size=3)
)


@given(st.lists(st.tuples(st.one_of(st.none(), IRIS, literals(), literals(_TEXTS)), literals(_TEXTS)), max_size=5))
def test_csv_reads_back_equal_and_has_no_formula_and_json_holds_every_cell(
    rows: list[tuple[ox.NamedNode | ox.Literal | None, ox.Literal]],
) -> None:
    made = Table(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(made.to_csv(), newline="")))
    assert [list(map(unguarded, cells)) for cells in read] == [
        ["a", "b"],
        *[["" if cell is None else cell.value for cell in row] for row in rows],
    ]
    for cells, row in zip(read[1:], made, strict=True):
        for cell, value in zip(cells, row, strict=True):
            assert not cell.startswith(_MARKS) or (
                isinstance(value, (int, Decimal, float)) and float(cell) == float(value)
            )
    assert len(json.loads(made.to_json())) == len(rows)


@pytest.mark.parametrize("mark", _MARKS)
def test_no_text_becomes_a_formula_of_a_spreadsheet(mark: str) -> None:
    for text in (f"{mark}1+1", f"{mark}HYPERLINK(1)", mark):
        for term in (ox.Literal(text), ox.Literal(text, language="en"), xsd(text, "gYear")):
            assert unguarded(one_cell(term)) == text
            assert one_cell(term) == f"'{text}"


@pytest.mark.parametrize(
    ("lexical", "datatype"), [("-5", "integer"), ("+5", "integer"), ("-0.5", "decimal"), ("-1.5E-3", "double")]
)
def test_a_number_stays_a_number_for_a_spreadsheet(lexical: str, datatype: str) -> None:
    assert one_cell(xsd(lexical, datatype)) == lexical


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [("-INF", "double"), ("-x", "integer"), ("=1", "decimal"), ("-0500", "gYear"), ("-5", "string")],
)
def test_what_is_no_number_of_a_spreadsheet_is_guarded(lexical: str, datatype: str) -> None:
    assert one_cell(xsd(lexical, datatype)) == f"'{lexical}"


def xsd(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))


def one_cell(term: ox.Literal) -> str:
    """Give the cell that other people's readers find in the CSV."""
    (_, (cell,)) = csv.reader(io.StringIO(Table(["x"], [(term,)]).to_csv(), newline=""))
    return cell


def test_csv_goes_to_a_file_as_well(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    text = table(kg, VALUES).to_csv(path)
    assert path.read_text(encoding="utf-8") == text


def test_json_keeps_numbers_exact(kg: ug.KnowledgeGraph) -> None:
    text = table(kg, "SELECT * { VALUES (?a ?b ?c) { (7110047.85 1.12345678901234567 'INF'^^xsd:double) } }").to_json()
    assert json.loads(text) == [{"a": 7110047.85, "b": "1.12345678901234567", "c": "INF"}]
