"""The command find: a ranking of things, and what it says when nothing fits."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_what_is_found_is_a_table_with_the_iri_to_ask_on_with(run: Run) -> None:
    answer = run("find", "Казахстан", "--kind", "state")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[2].split() == ["ugd:state-KAZ", "Kazakhstan", "state", "Казахстан", "95"]


def test_a_thing_found_by_its_label_says_the_label_once(run: Run) -> None:
    assert run("find", "Kazakhstan", "-k", "state").out.count("Kazakhstan") == 1


def test_rows_come_whole_as_json_and_csv(run: Run) -> None:
    row = {
        "iri": "https://w3id.org/unodc-graph/id/state-KAZ",
        "label": "Kazakhstan",
        "kind": "state",
        "matched": "Kazakhstan",
        "score": 95,
    }
    asked = ("find", "kazakhstan", "--limit", "1", "--output")
    assert json.loads(run(*asked, "json").out) == [row]
    assert list(csv.DictReader(io.StringIO(run(*asked, "csv").out))) == [{**row, "score": "95"}]


def test_more_than_is_shown_is_told_with_how_to_see_it(run: Run) -> None:
    few = run("find", "border", "--limit", "3", "--output", "json")
    assert len(json.loads(few.out)) == 3
    assert few.err == "these are the best 3, and there are more: --limit 6 shows more of them\n"
    assert json.loads(run("find", "border", "--limit", "6", "--output", "json").out)[:3] == json.loads(few.out)


def test_as_many_as_there_are_is_no_cause_to_tell_of_more(run: Run) -> None:
    found = json.loads(run("find", "CARICC", "--kind", "organization", "-n", "1000", "-o", "json").out)
    answer = run("find", "CARICC", "--kind", "organization", "--limit", str(len(found)), "-o", "json")
    assert (json.loads(answer.out), answer.err) == (found, "")


def test_a_name_that_is_only_nearly_right_is_told(run: Run) -> None:
    answer = run("find", "Kazakstan", "-k", "state")
    assert (answer.status, answer.err) == (0, "no state is called 'Kazakstan'; these come nearest\n")
    assert "ugd:state-KAZ" in answer.out


def test_no_row_is_no_error_and_says_what_to_do(run: Run) -> None:
    answer = run("find", "qzxqz", "-o", "json")
    assert (answer.status, json.loads(answer.out)) == (0, [])
    assert answer.err == "nothing is called 'qzxqz', or nearly so; try a part of the name, or a code\n"


def test_no_row_of_a_kind_suggests_those_of_another(run: Run) -> None:
    answer = run("find", "ROCA", "--kind", "state")
    assert answer.status == 0
    assert answer.err.startswith("no state is called 'ROCA', or nearly so; of another kind: ")
    assert "UNODC Regional Office for Central Asia (office, ugd:office-ROCA)" in answer.err


@pytest.mark.parametrize("wrong", [("--kind", "planet"), ("--limit", "0")])
def test_a_wrong_option_is_a_wrong_call(run: Run, wrong: tuple[str, str]) -> None:
    assert run("find", "KAZ", *wrong).status == 2


def test_a_hostile_text_reaches_a_terminal_harmless(run: Run) -> None:
    answer = run("find", "\x1b[31mqzxqz\x07 " * 50, "--no-bundled")
    assert answer.status == 0
    assert "\x1b" not in answer.err
    assert len(answer.err) < 300


def test_a_text_that_is_not_unicode_is_not_found(run_process: Run) -> None:
    assert run_process("find", "qzxqz\udcff").status == 0
