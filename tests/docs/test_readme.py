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


EIGHT = "ARM AZE GEO KAZ KGZ TJK TKM UZB".split()  # noqa: SIM905
NO_START = "?x a ug:Project FILTER NOT EXISTS { ?x ug:start ?day }"
NO_DONOR = "?x a ug:Project FILTER NOT EXISTS { ?x ug:donor ?agent }"
NO_BUDGET = "?x a ug:Project FILTER NOT EXISTS { ?figure ug:subject ?x ; ug:measure ugv:measure-project-budget }"
NO_END = "?x a ug:Project FILTER NOT EXISTS { ?x ug:end ?day }"
NO_RECORD = "?x a ug:Instrument FILTER NOT EXISTS { ?record ug:instrument ?x ; ug:completeThrough ?day }"
OF_THE_EIGHT = f"?x ug:participant ?state FILTER (?state IN ({', '.join(f'ugd:state-{code}' for code in EIGHT)}))"
IN_RUSSIAN = "?x rdfs:label ?name FILTER (LANG(?name) = 'ru')"
OUR_WORDS = f"{IN_RUSSIAN} ?x ug:ownTranslation ?own FILTER (STR(?name) = STR(?own))"
NO_OPENING = "?x a ug:Office FILTER NOT EXISTS { ?x ug:start ?day }"
NO_SERIES = "?x a ug:Figure FILTER NOT EXISTS { ?x ug:inSeries ?series }"
COUNTED = [
    # what the README says, and how each of its numbers is counted
    (
        "{} instruments; {} acts of {} states and organizations, {} of them by the eight;",
        "?x a ug:Instrument",
        "?x a ug:TreatyAction",
        "?act ug:participant ?x",
        OF_THE_EIGHT,
    ),
    ("{} rules on entry into force; {} statements on how far", "?x a ug:EntryIntoForceRule", "?x a ug:Coverage"),
    ("{} national acts; {} statements of what", "?x a ug:NationalAct", "?x a ug:Implementation"),
    ("{} authorities, {} reviews", "?x a ug:Authority", "?x a ug:Review"),
    (
        "{} offices, {} programmes, {} projects, {} activities, {} facilities, {} organizations",
        "?x a ug:Office",
        "?x a ug:Programme",
        "?x a ug:Project",
        "?x a ug:Activity",
        "?x a ug:Facility",
        "?x a ug:Organization",
    ),
    (
        "{} series of yearly statistics with {} values, and {} other numbers",
        "?x a ug:Series",
        "?x ug:inSeries ?series",
        NO_SERIES,
    ),
    ("{} of the {} are this project's translation", OUR_WORDS, IN_RUSSIAN),
    ("of the other {} there is no complete record", NO_RECORD),
    ("When a page was read is recorded of {} sources", "?x a ug:Source ; ug:accessed ?day"),
    ("{} of {} offices have no recorded opening", NO_OPENING, "?x a ug:Office"),
    (
        "{} of {} projects no start, {} no donor, {} no budget, {} no end",
        NO_START,
        "?x a ug:Project",
        NO_DONOR,
        NO_BUDGET,
        NO_END,
    ),
]


@pytest.mark.parametrize("said", COUNTED, ids=lambda said: said[0])
def test_the_numbers_of_the_readme_are_those_of_the_data(kg: ug.KnowledgeGraph, said: tuple[str, ...]) -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    sentence, *patterns = said
    counts = []
    for pattern in patterns:
        table = kg.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        assert isinstance(table, ug.Table)
        counts.append(f"{table[0][0]:,}")
    assert sentence.format(*counts) in text


def test_the_readme_has_as_many_sources_as_the_data() -> None:
    counted = re.search(r"\d+ addresses on \d+ hosts", (ROOT / "data" / "README.md").read_text(encoding="utf-8"))
    assert counted is not None
    assert f"From {counted[0]}: " in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_counts_the_acts_that_rest_on_one_source_or_none(kg: ug.KnowledgeGraph) -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    alone = len(kg.run("acts-without-second-source"))
    none = kg.query("SELECT ?x WHERE { ?x a ug:TreatyAction }", graphs=("unconfirmed",))
    assert isinstance(none, ug.Table)
    assert f"Of the acts of the eight states {alone} rest on one source, and {len(none)} without any stand in" in text


def test_no_document_says_that_the_unregistered_address_resolves() -> None:
    assert "not registered yet" in (ROOT / "README.md").read_text(encoding="utf-8")
