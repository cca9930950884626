"""The command reconcile: what it prints, and its exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from unodc_graph import UG, UGD

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SAVED = Path(__file__).parents[1] / "reconciling"
HEADS = 'Participant,Signature,"Ratification, Accession(a)"'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table with one act that differs and one that is missing here."""
    file = tmp_path / "table.csv"
    file.write_text(f"{HEADS}\nKazakhstan,13 Dec 2000,1 Aug 2008\nBhutan,,1 Mar 2023 a\n", encoding="utf-8")
    return file


def test_a_table_that_agrees_is_told_in_a_sentence_with_exit_status_0(run: Run) -> None:
    answer = run("reconcile", SAVED / "untoc.xml")
    assert (answer.status, answer.err) == (0, "")
    assert "(depositary's XML): 7 agreements." in answer.out


def test_what_simply_agrees_is_left_out_for_people_and_is_there_for_machines(run: Run, table: Path) -> None:
    asked = ("reconcile", table, "--instrument", "untoc")
    shown = run(*asked).out
    assert "difference" in shown
    assert "2000-12-13" not in shown
    rows = list(csv.DictReader(io.StringIO(run(*asked, "-o", "csv").out)))
    assert [row["outcome"] for row in rows] == ["difference", "missing-here", "agreement"]
    assert [row["outcome"] for row in json.loads(run(*asked, "-o", "json").out)] == [row["outcome"] for row in rows]


def test_turtle_holds_what_is_to_be_reviewed(run: Run, table: Path) -> None:
    answer = run("reconcile", table, "--instrument", "XVIII-12", "--output", "turtle")
    graph = Graph().parse(data=answer.out, format="turtle")
    assert graph.value(UGD["action-BTN-untoc-accession-2023-03-01"], UG.participant) == UGD["state-BTN"]


@pytest.mark.parametrize(
    ("row", "status", "output"),
    [
        ("Kazakhstan,13 Dec 2000,31 Jul 2008", 0, "csv"),
        ("Bhutan,,1 Mar 2023 a", 0, "turtle"),
        ("Kazakhstan,13 Dec 2000,", 0, "table"),
        ("Kazakhstan,13 Dec 2000,1 Aug 2008", 1, "turtle"),
        ("Kazakhstan,13 Dec 2000,1 Aug 2008", 1, "table"),
        ("Ruritania,,", 1, "json"),
        ("Kazakhstan,30 Feb 2000,31 Jul 2008", 1, "csv"),
    ],
)
def test_exit_status_1_says_that_something_differs_or_is_not_read(
    run: Run, tmp_path: Path, row: str, status: int, output: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"{HEADS}\n{row}\n", encoding="utf-8")
    assert run("reconcile", file, "--instrument", "untoc", "-o", output).status == status


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.csv",), "none.csv: expected a file that can be read"),
        ((SAVED / "untoc.csv",), "does not tell of which instrument it is"),
        ((SAVED / "untoc.csv", "--instrument", "untok"), "no instrument named 'untok'"),
        ((SAVED / "untoc.xml", "--instrument", "uncac"), "says that it is of 'untoc'"),
        ((SAVED,), "Is a directory"),
        ((), "Missing argument"),
    ],
    ids=str,
)
def test_a_call_that_is_wrong_ends_with_exit_status_2(run: Run, arguments: tuple[str | Path, ...], told: str) -> None:
    answer = run("reconcile", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert told in " ".join(answer.err.split())


def test_facts_of_ones_own_count_as_here(run: Run, table: Path, tmp_path: Path) -> None:
    reviewed = tmp_path / "reviewed.ttl"
    asked = ("reconcile", table, "--instrument", "untoc")
    reviewed.write_text(run(*asked, "-o", "turtle").out, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--data", reviewed, "-o", "csv").out)))
    assert [row["outcome"] for row in rows] == ["difference", "agreement", "agreement"]


def test_what_would_steer_a_terminal_is_kept_out_of_the_summary(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"{HEADS},a\u202eb\x1b[31m\nKazakhstan,13 Dec 2000,,\n", encoding="utf-8")
    assert "\x1b" not in run("reconcile", file, "--instrument", "untoc").out
