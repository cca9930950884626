"""The documents say what is true: their examples run, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import unodc_graph as ug
from unodc_graph.cli.app import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "data/README.md",
        "queries/README.md",
        "ontology/README.md",
        "benchmarks/README.md",
    )
]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", ["README.md", "queries/README.md"])
def test_the_python_of_a_document_runs(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(ROOT / document, "python")
    exec(compile(code, document, "exec"), {})  # noqa: S102 - the point of the test
    printed = capsys.readouterr().out
    if document == "README.md":
        assert len(code.splitlines()) <= 15
        assert "Norway" in printed
        assert "2008-07-31" in printed
        assert "True" in printed


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.ttl").write_text('<http://example.org/a> <http://example.org/b> "c" .')
    commands = [
        line for block in blocks(ROOT / "README.md", "sh") for line in block.splitlines() if "unodc-graph" in line
    ]
    assert len(commands) >= 5
    for command in commands:
        arguments = shlex.split(command, comments=True)[1:]
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, (command, done.output)


def test_what_the_readme_shows_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = "\n".join(blocks(ROOT / "README.md", "text"))
    commands = re.findall(r"(?m)^\$ unodc-graph (.+)$", shown)
    assert len(commands) >= 3
    for command in commands:
        done = CliRunner().invoke(app, shlex.split(command))
        assert f"$ unodc-graph {command}\n{done.stdout}".rstrip("\n") in shown, "write what it prints now"


def test_the_turtle_of_the_readme_takes_part_in_answers_and_breaks_no_rule(tmp_path: Path) -> None:
    (turtle,) = blocks(ROOT / "README.md", "turtle")
    (tmp_path / "mine.ttl").write_text(turtle, encoding="utf-8")
    kg = ug.load(tmp_path / "mine.ttl")
    assert [str(row.source) for row in kg.run("funders-of-project", project="MINE01")] == ["https://example.org/p1"]
    assert kg.query("ASK { ?project dcterms:identifier 'MINE01' ; ug:donor ugd:state-NOR ; ug:notBefore ?day }") is True
    report = kg.validate(focus=["https://example.org/project", "https://example.org/gift", "https://example.org/page"])
    assert {finding.severity for finding in report.findings} <= {"Info"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_to_a_file(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} points to {target}, which is not there"


def test_the_numbers_of_what_is_not_known_are_those_of_the_data() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    kg = ug.load()

    def count(pattern: str) -> object:
        table = kg.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        assert isinstance(table, ug.Table)
        return table[0][0]

    offices = count("?x a ug:Office"), count("?x a ug:Office FILTER NOT EXISTS { ?x ug:start ?day }")
    assert f"{offices[1]} of {offices[0]} offices have no recorded opening" in text
    projects, no_start, no_donor, no_budget = (
        count(f"?x a ug:Project {missing}")
        for missing in (
            "",
            "FILTER NOT EXISTS { ?x ug:start ?day }",
            "FILTER NOT EXISTS { ?x ug:donor ?agent }",
            "FILTER NOT EXISTS { ?figure ug:subject ?x ; ug:measure ugv:measure-project-budget }",
        )
    )
    assert f"{no_start} of {projects} projects no start, {no_donor} no donor, {no_budget} no budget" in text


def test_no_document_says_that_the_unregistered_address_resolves() -> None:
    assert "not registered yet" in (ROOT / "README.md").read_text(encoding="utf-8")
