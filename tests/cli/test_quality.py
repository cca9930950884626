"""``quality`` counts what is to be done, then shows it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from rdflib import RDF, Graph

from unodc_graph import resources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from unodc_graph import KnowledgeGraph

LISTS = {
    "acts-of-the-world-without-second-source",
    "acts-without-second-source",
    "facts-of-low-confidence",
    "facts-of-one-source",
    "figures-that-disagree",
    "names-without-russian-label",
    "projects-without-donor-budget-or-end",
    "unconfirmed-statements",
}
OF_OUR_OWN = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ex: <https://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX ugv: <https://w3id.org/unodc-graph/vocabulary/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

ex:project a ug:Project ; rdfs:label "a project"@en ; dcterms:identifier "MY-1" ; ug:end "2024"^^xsd:gYear .
"""


def test_counts_come_first_then_the_rows_of_each_list(run: Run) -> None:
    answer = run("quality", "--rows", "2")
    assert answer.status == 0
    counts, _, rest = answer.out.partition(f"({len(LISTS)} rows)")
    assert all(name in counts for name in LISTS)
    assert all(f"\n{name}\n" in rest for name in LISTS)


def test_with_no_rows_no_list_looks_empty(run: Run) -> None:
    answer = run("quality", "--rows", "0")
    assert answer.status == 0
    assert "(0 rows)" not in answer.out
    assert " rows: unodc-graph quality facts-of-one-source\n" in answer.out


def test_the_counts_are_those_of_the_lists(run: Run) -> None:
    counts = {row["list"]: int(row["rows"]) for row in csv.DictReader(io.StringIO(run("quality", "-o", "csv").out))}
    assert counts.keys() == LISTS
    for name, count in counts.items():
        assert len(list(csv.DictReader(io.StringIO(run("quality", name, "-o", "csv").out)))) == count
    whole = json.loads(run("quality", "-o", "json").out)
    assert {name: (listed["count"], len(listed["rows"])) for name, listed in whole.items()} == {
        name: (count, count) for name, count in counts.items()
    }


def test_every_statement_without_a_source_is_work_to_do(kg: KnowledgeGraph) -> None:
    unconfirmed = Graph()
    for file in resources.unconfirmed_files():
        unconfirmed.parse(file, format="turtle")
    listed = kg.quality()["unconfirmed-statements"].terms()
    assert len(listed) == len([triple for triple in unconfirmed if triple[1] != RDF.type])


def test_a_list_that_does_not_exist_is_told_with_those_that_do(run: Run) -> None:
    answer = run("quality", "nothing")
    assert answer.status == 2
    assert "facts-of-one-source" in answer.err


def test_what_is_missing_in_a_file_of_ones_own_is_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(OF_OUR_OWN, encoding="utf-8")
    listed = json.loads(
        run("quality", "projects-without-donor-budget-or-end", "--data", path, "--no-bundled", "-o", "json").out
    )
    assert listed == [
        {
            "project": "https://example.org/project",
            "donor_recorded": False,
            "budget_recorded": False,
            "end_recorded": True,
        }
    ]
