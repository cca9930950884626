"""Files of one's own on the command line: from standard input, told what is not kept or is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

QUESTION = ("query", "SELECT ?o { <http://x/a> ?p ?o } ORDER BY ?o", "--no-bundled", "-o", "csv")
TURTLE = """PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<http://x/a> <http://x/p> 007 ;
  <http://x/q> "2024-02-30"^^xsd:date .
"""


def test_standard_input_is_read_for_a_dash(run_process: Run) -> None:
    answer = run_process(*QUESTION, "--data", "-", given="<http://x/a> <http://x/p> 5 .")
    assert (answer.status, answer.out, answer.err) == (0, "o\n5\n", "")


def test_the_report_of_loading_goes_to_standard_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    answer = run(*QUESTION, "--data", path)
    assert (answer.status, answer.out) == (0, "o\n2024-02-30\n7\n")
    rewritten, wrong = answer.err.splitlines()
    assert rewritten == (
        f"{path}: 1 literal of xsd:integer kept by value, not as written: '007' is kept as \"7\"^^xsd:integer"
    )
    assert "a value is one that its datatype xsd:date allows" in wrong.lower()
    assert wrong.endswith(f"in {path}, line 3")


def test_a_long_report_is_cut(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        "".join(f'<http://x/{n}> <http://x/p> "{n}"^^<http://www.w3.org/2001/XMLSchema#date> .\n' for n in range(30))
    )
    answer = run(*QUESTION, "--data", path)
    assert len(answer.err.splitlines()) == 21
    assert "and 10 more; `unodc-graph validate` lists what is wrong" in answer.err


def test_validate_tells_file_and_line_in_its_report_and_not_beside_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(TURTLE)
    answer = run("validate", "--no-bundled", "--data", path)
    assert (answer.status, answer.err) == (1, "")
    assert f"in {path}, line 3" in answer.out
    rows = run("validate", "--no-bundled", "--data", path, "-o", "csv").out
    assert f"{path},3\n" in rows.replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["query", "validate", "export", "find"])
def test_files_that_differ_are_an_error_unless_they_are_merged(run: Run, tmp_path: Path, command: str) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.ttl").write_text(f"<http://x/a>\n<http://x/p> {number} .")
    arguments = {"query": ["ASK {}"], "find": ["ROCA"]}.get(command, [])
    files: list[str | Path] = ["--no-bundled", "--data", tmp_path / "1.ttl", "--data", tmp_path / "2.ttl"]
    answer = run(command, *arguments, *files)
    assert answer.status == 2
    assert (
        f"{tmp_path / '2.ttl'}, line 1: describes <http://x/a> differently from {tmp_path / '1.ttl'}, line 1"
        in answer.err
    )
    assert "--on-duplicate merge" in answer.err
    assert run(command, *arguments, *files, "--on-duplicate", "merge").status == 0


def test_what_is_no_way_with_duplicates_is_a_wrong_call(run: Run) -> None:
    assert run(*QUESTION, "--on-duplicate", "replace").status == 2
