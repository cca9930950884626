"""What a user loads is found by the questions, stated as the catalogue's README tells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

import unodc_graph as ug
from unodc_graph import UG, UGD

README = Path(__file__).parents[2] / "queries" / "README.md"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The Turtle of the README, in a file of its own."""
    (turtle,) = re.findall(r"(?ms)^```turtle\n(.*?)^```", README.read_text(encoding="utf-8"))
    path = tmp_path / "mine.ttl"
    path.write_text(turtle, encoding="utf-8")
    return path


def test_a_donor_stated_as_a_participation_is_found_with_its_source(mine: Path) -> None:
    (row,) = ug.load(mine).run("funders-of-project", project="MY-1")
    assert (row.donor, row.source) == (UGD["state-NOR"], URIRef("https://example.org/report.pdf"))


def test_the_short_edge_is_derived_from_the_participation_and_not_stated(mine: Path) -> None:
    stated = Graph().parse(mine)
    (project,) = stated.subjects(RDF.type, UG.Project)
    assert (None, UG.donor, None) not in stated
    assert (project, UG.donor, UGD["state-NOR"]) in ug.load(mine).graph


def test_a_donor_stated_as_the_short_edge_alone_is_not_found(mine: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.ttl"
    text = mine.read_text(encoding="utf-8")
    (participation,) = re.findall(r"(?s)ex:norway-pays .*?ug:source ex:report \.\n", text)
    short.write_text(text.replace(participation, "ex:project ug:donor ugd:state-NOR .\n"), encoding="utf-8")
    assert len(ug.load(short).run("funders-of-project", project="MY-1")) == 0


def test_the_example_breaks_no_rule(mine: Path) -> None:
    (project,) = Graph().parse(mine).subjects(RDF.type, UG.Project)
    names = [str(project), "https://example.org/norway-pays", "https://example.org/report"]
    found = ug.load(mine).validate(focus=names).findings
    assert [one for one in found if one.severity == "Violation"] == []
    assert "Project-startKnown.MinCount" in {one.rule for one in found}
