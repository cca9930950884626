"""``describe`` and ``explain`` print what the library tells."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from unodc_graph.cli.telling import ExplanationFormat

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_thing_is_described_for_people(run: Run) -> None:
    answer = run("describe", "CARICC")
    assert answer.status == 0
    assert answer.out.startswith("Central Asian Regional Information and Coordination Centre\n")
    assert "2009-12-09" in answer.out
    assert "Unconfirmed (no source is named for it" in answer.out
    assert "[1] https://" in answer.out
    assert answer.err == ""


def test_the_facts_are_rows_of_csv(run: Run) -> None:
    rows = [*csv.DictReader(io.StringIO(run("describe", "ROCA", "-o", "csv").out))]
    assert {row["group"] for row in rows} >= {"Dates", "Places", "Figures"}
    covered = [row["value"] for row in rows if row["property"].endswith("#covers")]
    assert len(covered) == 8


def test_all_values_are_shown_when_asked_for(run: Run) -> None:
    some = json.loads(run("describe", "KAZ", "-o", "json", "--limit", "2").out)
    every = json.loads(run("describe", "KAZ", "-o", "json", "--all").out)
    assert some["further"]
    assert every["further"] == []
    assert len(every["facts"]) > len(some["facts"])


def test_a_statement_is_explained_for_people(run: Run) -> None:
    answer = run("explain", "KAZ", "coveredBy", "ROCA")
    assert answer.status == 0
    assert "Derived by the rule inverses" in answer.out
    assert "https://www.unodc.org/centralasia/en/unodc-in-central-asia.html" in answer.out


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        (ExplanationFormat.JSON, "{"),
        (ExplanationFormat.TURTLE, "PREFIX "),
        (ExplanationFormat.UN, "http"),
        (ExplanationFormat.BIBTEX, "@misc{"),
        (ExplanationFormat.CSL_JSON, "["),
    ],
)
def test_an_explanation_comes_in_every_form(run: Run, form: ExplanationFormat, begins: str) -> None:
    answer = run("explain", "XACK22", "donor", "JPN", "--output", form)
    assert answer.status == 0
    assert answer.out.startswith(begins)
    assert answer.out.endswith("\n")


@pytest.mark.parametrize("value", ["2000-11-15", '"2000-11-15"^^xsd:date'])
def test_a_value_is_given_as_a_text_or_as_turtle_writes_it(run: Run, value: str) -> None:
    assert "Stated in data" in run("explain", "untoc", "adopted", value).out


def test_what_is_not_stated_is_an_answer(run: Run) -> None:
    answer = run("explain", "XACK22", "donor", "France")
    assert answer.status == 0
    assert "Not stated" in answer.out
    assert "Japan; Norway" in answer.out
    assert run("explain", "XACK22", "donor", "France", "-o", "un").out == ""


def test_an_own_file_takes_part(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(
        "PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX ugd: <https://w3id.org/unodc-graph/id/>\n"
        "ugd:office-ROCA ug:covers ugd:state-AFG ."
    )
    answer = run("explain", "ROCA", "covers", "AFG", "--data", file)
    assert "import/mine" in answer.out
    assert "No source is named." in answer.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("describe", "Atlantis on the Moon"),
        ("describe", "KAZ", "--limit", "0"),
        ("explain", "Atlantis on the Moon", "covers", "KAZ"),
        ("explain", "ROCA", "covrs", "KAZ"),
        ("explain", "ROCA", "covers", "<no iri>"),
        ("explain", "ROCA", "covers", '"unclosed'),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
