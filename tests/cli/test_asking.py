from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal

from unodc_graph import UG, UGD
from unodc_graph.catalog import Catalog
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CITY = "SELECT ?city { ugd:office-ROCA ug:city ?city }"


def test_a_query_is_answered_with_a_table(run: Run) -> None:
    answer = run("query", CITY)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.split() == ["city", "─" * 8, "Tashkent", "(1", "row)"]


def test_rows_come_as_csv(run: Run) -> None:
    assert run("query", CITY, "--output", "csv").out == "city\nTashkent\n"


def test_rows_come_as_json(run: Run) -> None:
    assert json.loads(run("query", CITY, "-o", "json").out) == [{"city": "Tashkent"}]


def test_a_query_comes_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "city.rq"
    file.write_text(CITY, encoding="utf-8")
    assert run("query", "--file", file, "-o", "csv").out == "city\nTashkent\n"


def test_a_query_comes_from_standard_input(run: Run) -> None:
    assert run("query", "-", "-o", "csv", given=CITY).out == "city\nTashkent\n"


@pytest.mark.parametrize(("city", "answer"), [("Tashkent", "true"), ("Vienna", "false")])
def test_ask_is_answered_with_true_or_false(run: Run, city: str, answer: str) -> None:
    question = f'ASK {{ ugd:office-ROCA ug:city "{city}" }}'
    assert run("query", question).out == f"{answer}\n"
    assert json.loads(run("query", question, "-o", "json").out) is (answer == "true")
    assert list(csv.DictReader(io.StringIO(run("query", question, "-o", "csv").out))) == [{"answer": answer}]


@pytest.mark.parametrize("form", ["turtle", "ntriples", "json-ld"])
def test_a_graph_is_written_in_a_format_of_rdf(run: Run, form: str) -> None:
    built = "CONSTRUCT { ?office ug:city ?city } { ?office ug:city ?city VALUES ?office { ugd:office-ROCA } }"
    text = run("query", built, "--output", form).out
    read = Graph().parse(data=text, format={"ntriples": "nt"}.get(form, form))
    assert set(read) == {(UGD["office-ROCA"], UG.city, Literal("Tashkent"))}


def test_a_described_graph_is_turtle_unless_said_otherwise(run: Run) -> None:
    read = Graph().parse(data=run("query", "DESCRIBE ugd:office-ROCA").out, format="turtle")
    assert read.value(UGD["office-ROCA"], UG.city) == Literal("Tashkent")


@pytest.mark.parametrize(
    ("question", "form", "choose"),
    [(CITY, "turtle", "table, csv or json"), ("DESCRIBE ugd:office-ROCA", "csv", "turtle, ntriples or json-ld")],
)
def test_an_answer_that_a_format_cannot_hold_is_refused(run: Run, question: str, form: str, choose: str) -> None:
    answer = run("query", question, "-o", form)
    assert (answer.status, answer.out) == (2, "")
    assert choose in answer.err


@pytest.mark.parametrize(
    "value", ["ugd:state-KGZ", "<https://w3id.org/unodc-graph/id/state-KGZ>"], ids=["CURIE", "IRI"]
)
def test_a_thing_is_bound_to_a_variable(run: Run, value: str) -> None:
    kind = "ugv:office-kind-programme-office"
    question = f"SELECT ?city {{ ?office ug:covers $state ; ug:officeKind {kind} ; ug:city ?city }}"
    assert run("query", question, "--bind", f"state={value}", "-o", "csv").out == "city\nBishkek\n"


def test_a_text_and_a_year_are_bound_to_variables(run: Run) -> None:
    question = "SELECT ?code { ?office ug:city $city ; ug:start $year ; dcterms:identifier ?code } ORDER BY ?code"
    answer = run("query", question, "-b", "city=Tashkent", "-b", 'year="1993"^^xsd:gYear', "-o", "csv")
    assert answer.out == "code\nROCA\nROCA-ORG\n"


NOT_BOUND = "state is the text {!r}; a thing is bound by its IRI: --bind state=ugd:state-KAZ\n"
VOCABULARY = "PREFIX mine: <https://w3id.org/unodc-graph/vocabulary/> "


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("SELECT ?o { ?o ug:covers $state }", "-b", "state=KAZ"), NOT_BOUND.format("KAZ")),
        (("ASK { ?o ug:covers $state }", "-b", "state=Kazakhstan"), NOT_BOUND.format("Kazakhstan")),
        (("SELECT ?o { ?o ug:covers $state }", "-b", 'state="Kazakhstan"@en'), ""),
        (("SELECT ?o { ?o ug:covers $state }", "-b", "state=Atlantis"), ""),
        (("SELECT ?o { ?o ug:parent $x }", "-b", "x=ugd:state-KAZ"), ""),
        (
            ("SELECT ?o { ?o ug:coverz ?x ; a ug:Ofice }",),
            "no statement holds ug:coverz; did you mean ug:covers or ug:Coverage?\nno statement holds ug:Ofice;",
        ),
        (("SELECT (COUNT(*) AS ?n) { ?o ug:coverz ?x }",), "no statement holds ug:coverz; did you mean ug:covers"),
        (
            ("ASK { ?o ug:covers $s }", "-b", "s=ugd:state-KAY"),
            "no statement holds ugd:state-KAY; did you mean ugd:state-",
        ),
        ((VOCABULARY + "ASK { ?x ?y mine:theme-HIW }",), "no statement holds ugv:theme-HIW"),
        (("ASK { ?x ?y <https://w3id.org/unodc-graph/ontology#coverz> }",), "no statement holds ug:coverz"),
        (("BASE <https://w3id.org/unodc-graph/> ASK { ?x ?y <ontology#coverz> }",), "no statement holds ug:coverz"),
        (("DESCRIBE ugd:office-ROCAX",), "no statement holds ugd:office-ROCAX; did you mean ugd:office-ROCA or"),
        (("ASK { ?x <urn:nobody:knows> 'ug:coverz' } # ug:coverz",), ""),
        (("SELECT ?o { ?o ug:covers ?x OPTIONAL { ?o ug:coverz ?y } } LIMIT 1",), ""),
    ],
)
def test_a_query_that_finds_nothing_says_what_it_asked_for_in_vain(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    answer = run("query", *arguments)
    assert answer.status == 0
    assert answer.err.startswith(told) if told else answer.err == ""


def test_what_nobody_knows_does_not_steer_the_terminal(run: Run) -> None:
    answer = run("query", "ASK { ?x ug:covers ?y , <https://w3id.org/unodc-graph/ontology#\\u202E> }")
    assert answer.status == 0
    assert answer.err.startswith("no statement holds ug:")
    assert "\u202e" not in answer.err


def test_a_query_sees_only_the_graphs_that_are_named(run: Run) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?office a ug:Agent }"
    assert run("query", count, "--graphs", "data", "-o", "csv").out == "n\n0\n"
    assert run("query", count, "--graphs", "data", "--graphs", "inferred", "-o", "csv").out != "n\n0\n"


def test_data_of_the_users_own_is_added(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text('<urn:x:a> <urn:x:b> "c" .', encoding="utf-8")
    question = "SELECT ?c { <urn:x:a> <urn:x:b> ?c }"
    assert run("query", question, "--data", file, "-o", "csv").out == "c\nc\n"
    assert run("query", "ASK { ugd:office-ROCA ?p ?o }", "--data", file, "--no-bundled").out == "false\n"


# -- the catalogue -------------------------------------------------------------------------


def test_a_catalogue_query_runs_with_a_parameter_by_code_and_by_label(run: Run) -> None:
    by_code = run("run", "projects-in-state", "-p", "state=KAZ", "-o", "csv")
    by_label = run("run", "projects-in-state", "--param", "state=kazakhstan", "-o", "csv")
    assert by_code.status == by_label.status == 0
    assert by_code.out == by_label.out
    assert {row["project"] for row in csv.DictReader(io.StringIO(by_code.out))} >= {str(UGD["project-RERH22"])}


@pytest.mark.parametrize(
    ("query_id", "given", "told"),
    [
        ("projects-by-theme", "theme=border", "theme: border control (ugv:theme-border-control)\n"),
        ("projects-in-state", "state=kazakhstan", "state: Kazakhstan (ugd:state-KAZ)\n"),
        ("projects-in-state", "state=KAZ", ""),
        ("projects-in-state", "state=ugd:state-KAZ", ""),
        ("projects-in-state", f"state={UGD['state-KAZ']}", ""),
        ("acts-on-instrument", "instrument=XVIII-12", ""),
        ("partners-of-agent", "agent=CARICC", ""),
        ("projects-by-theme", "theme=trafficking-in-persons", ""),
    ],
)
def test_a_name_that_is_no_code_is_told_with_what_it_stands_for(run: Run, query_id: str, given: str, told: str) -> None:
    answer = run("run", query_id, "-p", given)
    assert (answer.status, answer.err) == (0, told)


def test_what_a_name_stands_for_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.nt"
    ug, rdfs = PREFIXES["ug"], PREFIXES["rdfs"]
    file.write_text(
        f"<urn:x:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ug}State> .\n"
        f'<urn:x:s> <{PREFIXES["dcterms"]}identifier> "S" .\n<urn:x:s> <{rdfs}label> "My\\u001B[31m state"@en .\n',
        encoding="utf-8",
    )
    answer = run("run", "projects-in-state", "-p", "state=31m", "--no-bundled", "--data", file)
    assert answer.err == "state: My\N{REPLACEMENT CHARACTER}[31m state (urn:x:s)\n"


def test_sources_stand_below_a_table_and_whole_in_csv(run: Run) -> None:
    table = run("run", "portfolio-over-years").out
    rows = list(csv.DictReader(io.StringIO(run("run", "portfolio-over-years", "-o", "csv").out)))
    address = "https://www.unodc.org/centralasia/en/unodc-in-central-asia.html"
    assert table.count(address) == 1
    assert [row["source"] for row in rows].count(address) == 2
    assert f"[1] {address}" in table.splitlines()


def test_rows_that_differ_only_in_their_source_stand_together(run: Run) -> None:
    """TAJE24 has three sources in the reference table of projects."""
    table = run("run", "projects-of-donor", "-p", "donor=JPN").out
    rows = list(csv.DictReader(io.StringIO(run("run", "projects-of-donor", "-p", "donor=JPN", "-o", "csv").out)))
    assert sum(row["project"].endswith("project-TAJE24") for row in rows) == 3
    (line,) = (line for line in table.splitlines() if "ugd:project-TAJE24" in line)
    assert line.endswith("[1] [2] [3]")
    shown = {row["project"] for row in rows}
    assert f"({len(shown)} rows; {len(rows)} with each source apart, as csv and json have them)" in table


def test_the_catalogue_is_listed_with_questions_and_parameters(run: Run) -> None:
    rows = json.loads(run("queries", "--output", "json").out)
    assert [row["id"] for row in rows] == list(Catalog())
    (row,) = (row for row in rows if row["id"] == "projects-in-state")
    assert row["question"] == "Which projects work in a given state?"
    assert row["parameters"] == {"state": {"kind": "state", "example": "KAZ"}}
    assert "Which projects work in a given state?" in run("queries").out
    assert len(list(csv.DictReader(io.StringIO(run("queries", "-o", "csv").out)))) == len(rows)


def test_a_query_of_the_catalogue_is_shown_with_its_text_and_how_it_is_run(run: Run) -> None:
    text = Catalog()["projects-in-state"].text
    shown = run("queries", "projects-in-state").out
    assert shown.endswith(text)
    assert "unodc-graph run projects-in-state -p state=KAZ" in shown
    assert json.loads(run("queries", "projects-in-state", "-o", "json").out)["text"] == text


@pytest.mark.parametrize("width", [80, 120])
def test_what_is_typed_to_run_a_query_is_listed_whole(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    listed = run("queries").out
    typed = {f"{name}={one.example}" for query in Catalog().values() for name, one in query.parameters.items()}
    assert {*Catalog(), *typed} <= set(listed.split())
    # The longest line may end at a word before it.
    assert width - 10 < max(map(len, listed.splitlines())) <= width


@pytest.mark.parametrize(("columns", "width"), [("90", 90), (None, 120), ("many", 120), ("0", 120), ("", 120)])
def test_a_table_that_no_terminal_reads_is_as_wide_as_asked_else_120(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int
) -> None:
    monkeypatch.delenv("COLUMNS")
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert run("query", "SELECT ?text { ?x skos:definition ?text }").out.splitlines()[1] == "─" * width
