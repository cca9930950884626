"""The documents say what is true: their examples run, their links lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from tests.docs.examples import DOCUMENTS, ROOT, blocks

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_python_of_the_readme_is_short() -> None:
    first = next(block for block in blocks(ROOT / "README.md") if block.language == "python")
    assert len(first.text.splitlines()) <= 15


def test_the_turtle_of_the_readme_takes_part_in_answers_and_breaks_no_rule(tmp_path: Path) -> None:
    (turtle,) = (block for block in blocks(ROOT / "README.md") if block.language == "turtle")
    (tmp_path / "mine.ttl").write_text(turtle.text, encoding="utf-8")
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
