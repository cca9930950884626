from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from unodc_graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("out.ttl", "turtle"),
        ("out.nt", "ntriples"),
        ("out.nq", "nquads"),
        ("out.trig", "trig"),
        ("out.jsonld", "json-ld"),
        ("out.rdf", "xml"),
        ("OUT.XML", "xml"),
    ],
)
def test_the_suffix_says_the_format(run: Run, kg: KnowledgeGraph, tmp_path: Path, name: str, form: str) -> None:
    path = tmp_path / name
    assert run("export", path).status == 0
    assert path.read_text(encoding="utf-8") == kg.export(format=form)  # type: ignore[arg-type]  # the table above holds formats


def test_a_format_that_is_named_wins_over_the_suffix(run: Run, kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    assert run("export", "--format", "ntriples", path).status == 0
    assert path.read_text(encoding="utf-8") == kg.export(format="ntriples")


def test_without_a_path_the_graph_goes_to_standard_output(run: Run, kg: KnowledgeGraph) -> None:
    assert run("export").out == kg.export()


def test_the_graphs_that_are_named_are_exported(run: Run, kg: KnowledgeGraph) -> None:
    answer = run("export", "--graphs", "data", "--graphs", "inferred", "--format", "nquads")
    assert answer.out == kg.export(format="nquads", graphs=("data", "inferred"))


def test_data_of_the_users_own_is_exported_by_the_name_of_its_graph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.nt").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n", encoding="utf-8")
    answer = run("export", "--data", tmp_path / "mine.nt", "--graphs", "import/mine", "--format", "ntriples")
    assert answer.out == "<urn:x:a> <urn:x:b> <urn:x:c> .\n"


def test_a_file_that_exists_is_replaced_only_by_force(run: Run, kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("mine", encoding="utf-8")
    refused = run("export", path)
    assert refused.status == 2
    assert "exists already" in refused.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("export", path, "--force").status == 0
    assert path.read_text(encoding="utf-8") == kg.export()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing-folder/out.ttl",), "cannot be written"),
        (("--graphs", "nothing"), "holds no graph 'nothing'"),
        (("--format", "docx"), "docx"),
    ],
)
def test_an_export_that_cannot_be_done_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("export", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert list(tmp_path.iterdir()) == []


# -- networks ------------------------------------------------------------------------------


def test_the_strongest_edges_come_first(run: Run, kg: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(run("network", "agents", "--output", "csv").out)))
    weights = [int(row["weight"]) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert len(rows) == kg.to_networkx("agents").number_of_edges()
    shown = run("network", "agents", "--top", "3").out
    assert [rows[place]["source_label"] in shown for place in range(3)] == [True] * 3
    assert "(3 rows)" in shown


def test_the_network_comes_back_from_graphml(run: Run, kg: KnowledgeGraph) -> None:
    made = kg.to_networkx("agents")
    read = nx.parse_graphml(run("network", "agents", "-o", "graphml").out)
    assert {node: facts["label"] for node, facts in read.nodes(data=True)} == {
        node: facts["label"] for node, facts in made.nodes(data=True)
    }
    assert {frozenset(edge): read.edges[edge]["weight"] for edge in read.edges} == {
        frozenset(edge): made.edges[edge]["weight"] for edge in made.edges
    }


def test_the_network_comes_back_from_json(run: Run, kg: KnowledgeGraph) -> None:
    made = kg.to_networkx("agents")
    read = nx.node_link_graph(json.loads(run("network", "agents", "-o", "json").out), edges="edges")
    assert {frozenset(edge): read.edges[edge]["weight"] for edge in read.edges} == {
        frozenset(edge): made.edges[edge]["weight"] for edge in made.edges
    }
    assert set(read.nodes) == set(made.nodes)


def test_a_label_that_xml_cannot_hold_is_told_for_graphml_and_kept_in_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.nt"
    ug = "https://w3id.org/unodc-graph/ontology#"
    rdf, rdfs = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
    statements = [f"<urn:x:p> <{rdf}type> <{ug}Project> ."]
    for agent in ("a", "b"):
        statements += [
            f"<urn:x:{agent}p> <{ug}agent> <urn:x:{agent}> .",
            f"<urn:x:{agent}p> <{ug}participatesIn> <urn:x:p> .",
            f'<urn:x:{agent}> <{rdfs}label> "{agent}\\u0001"@en .',
        ]
    file.write_text("\n".join(statements), encoding="utf-8")
    assert len(list(ox.parse(path=file))) == 7
    refused = run("network", "agents", "--no-bundled", "--data", file, "-o", "graphml")
    assert (refused.status, refused.out) == (2, "")
    assert "choose csv or json" in refused.err
    kept = json.loads(run("network", "agents", "--no-bundled", "--data", file, "-o", "json").out)
    assert {node["label"] for node in kept["nodes"]} == {"a\x01", "b\x01"}


def test_a_network_that_does_not_exist_is_answered_with_those_that_do(run: Run) -> None:
    answer = run("network", "agent")
    assert answer.status == 2
    assert "agents" in answer.err
