"""A query of a shape is asked once for all nodes where that finds what asking for each one finds, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from unittest.mock import patch

import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, Namespace
from rdflib.plugins.stores.memory import Memory

import unodc_graph as ug
from unodc_graph.errors import UnodcGraphError
from unodc_graph.validation.preparing import TARGETS, with_direct_targets
from unodc_graph.validation.screening import screen
from unodc_graph.validation.shacl import validate

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

EX = Namespace("http://example.org/")
# Asked once for all nodes.
ASKED_ONCE = [
    "SELECT $this { $this ex:p ?value }",
    "SELECT DISTINCT ?this ?value { $this ex:p ?value . FILTER (?value > 5) } ORDER BY ?value $this",
    "SELECT $this (STR(?value) AS ?text) ?value { $this ex:p ?value FILTER (STRLEN(?text) = 0 || ?value != 1) }",
    "SELECT $this ?value WHERE { ?value ex:q $this . FILTER NOT EXISTS { $this ex:p ?number FILTER (?number > 5) } }",
    "SELECT $this ?value { $this ex:q/ex:p|^ex:q ?value }",
    "SELECT $this { $this a ex:A . OPTIONAL { ?other ex:q $this } FILTER (!BOUND(?other)) }",
    "SELECT $this { $this a ex:A . OPTIONAL { $this ex:q ?other . FILTER (?other != $this) } FILTER (BOUND(?other)) }",
    """SELECT $this {
      $this ex:p ?n .
      OPTIONAL { ?other ex:p ?n FILTER (?other != $this) FILTER NOT EXISTS { $this ex:q ?other } }
      FILTER (BOUND(?other))
    }""",
    "SELECT $this { $this ex:p ?n . FILTER (IF(?n > 3, EXISTS { ?s ex:q $this FILTER (?s != $this) }, false)) }",
    "PREFIX e: <http://example.org/> SELECT $this { # comment { MINUSES\n $this e:p ?n FILTER (?n NOT IN ('VALUE', 2)) }",
]
# Asked for each node, as pre-binding or pySHACL makes a difference.
ASKED_FOR_EACH = [
    "SELECT $this { OPTIONAL { $this ex:p ?n } $this a ex:A FILTER (!BOUND(?n)) }",
    "SELECT $this { ?s ex:q ?o . OPTIONAL { $this ex:p ?n } FILTER (!BOUND(?n)) }",
    "SELECT $this { { $this ex:p 1 } UNION { $this ex:p 2 } }",
    "SELECT $this { $this a ex:A . { ?s ex:p ?n FILTER (?s = $this) } }",
    "SELECT $this { $this a ex:A . BIND ($this AS ?me) ?me ex:p 3 }",
    "SELECT $this { $this ex:p ?n } LIMIT 1",
    "SELECT $this { $this ex:p ?n } GROUP BY $this HAVING (COUNT(?n) > 1)",
    "SELECT $this { $this ex:q* ?other . ?other ex:p 5 }",
    "SELECT $this { $this $PATH ?value FILTER (?value > 9) }",
    "SELECT ?value { $this ex:p ?value }",
    "SELECT * { $this ex:p ?value }",
    "SELECT (COUNT(?value) AS ?n) $this { $this ex:p ?value } GROUP BY $this",
    "SELECT $this { $this a ex:A . { SELECT $this { $this ex:p 4 } } }",
    "SELECT $this { GRAPH ?g { $this ex:p ?value } }",
]
# Told as wrong, or refused.
WRONG = [
    "SELECT $this { $this ex:p ?value",
    "SELECT $this { $this a ex:A MINUS { $this ex:p 1 } }",
    "SELECT $this { VALUES ?n { 1 2 } $this ex:p ?n }",
    "SELECT $this { SERVICE <http://example.org/sparql> { $this ex:p ?value } }",
    "ASK { $this ex:p 1 }",
    "SELECT $this { $this unknown:p ?value }",
    "nonsense",
    "",
]


@pytest.fixture(scope="module")
def data() -> Graph:
    """Forty nodes with numbers, and with links to some of each other and to themselves."""
    graph = Graph()
    graph.bind("ex", EX)
    nodes: list[Node] = [*(EX[f"n{number}"] for number in range(36)), *(BNode(f"b{number}") for number in range(4))]
    for number, node in enumerate(nodes):
        graph.add((node, RDF.type, EX.A))
        if number % 4:
            graph.add((node, EX.p, Literal(number % 9)))
        if number % 5 == 0:
            graph.add((node, EX.p, Literal(number % 7)))
        if number % 3 == 0:
            graph.add((node, EX.q, nodes[number * 7 % len(nodes)]))
    return graph


def engine_graph(data: Graph, folder: Path) -> Graph:
    path = folder / "nodes.ttl"
    path.write_text(data.serialize(format="turtle"), encoding="utf-8")
    graph = ug.load(path, bundled=False).graph
    graph.bind("ex", EX)
    return graph


@pytest.fixture(scope="module", params=["in memory", "in the engine"])
def graph(request: pytest.FixtureRequest, data: Graph, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return data if request.param == "in memory" else engine_graph(data, tmp_path_factory.mktemp("nodes"))


def shapes_with(query: str, held: str = "") -> Graph:
    graph = Graph()
    shape, constraint = EX.S, BNode()
    graph.add((shape, RDF.type, SH.PropertyShape))
    graph.add((shape, SH.path, EX.p))
    graph.add((shape, SH.targetClass, EX.A))
    graph.add((shape, SH.targetNode, EX.absent))
    graph.add((shape, SH.targetNode, Literal(5)))
    graph.add((shape, SH.sparql, constraint))
    graph.add((constraint, SH.select, Literal(query)))
    if held:
        graph.parse(data=f"PREFIX ex: <{EX}> PREFIX sh: <{SH}> {held}", format="turtle")
    return graph


def outcome(data: Graph, shapes: Graph) -> list[object]:
    """Give the findings and the report, or the error."""
    try:
        report = validate(data, shapes)
    except UnodcGraphError as error:
        return [str(error)]
    except Exception as error:  # noqa: BLE001 - whatever rdflib raises, it must raise as well without screening
        return [type(error)]
    return [report.findings, report.to_turtle() if "_:" not in report.to_turtle() else None]


def outcome_without_screening(data: Graph, shapes: Graph) -> list[object]:
    with patch("unodc_graph.validation.shacl.screen"):
        return outcome(data, shapes)


def targets_left(data: Graph, shapes: Graph) -> set[Node]:
    checked = with_direct_targets(shapes)
    screen(data, checked)
    return {node for target in TARGETS for node in checked.objects(EX.S, target)}


@pytest.mark.parametrize("query", [*ASKED_ONCE, *ASKED_FOR_EACH, *WRONG])
def test_a_query_finds_the_same_with_and_without(graph: Graph, query: str) -> None:
    shapes = shapes_with(query)
    found = outcome(graph, shapes)
    assert found == outcome_without_screening(graph, shapes)


@pytest.mark.parametrize("query", ASKED_ONCE)
def test_of_a_query_that_is_asked_once_pyshacl_sees_the_nodes_that_are_found(data: Graph, query: str) -> None:
    shapes = shapes_with(query)
    left = targets_left(data, shapes)
    findings = cast("tuple[ug.Finding, ...]", outcome(data, shapes)[0])
    assert left - {Literal(5)} == {finding.focus for finding in findings}


@pytest.mark.parametrize("query", [*ASKED_FOR_EACH, *WRONG])
def test_a_query_that_pre_binding_changes_is_left_to_pyshacl(data: Graph, query: str) -> None:
    assert targets_left(data, shapes_with(query)) == {EX.A, EX.absent, Literal(5)}


@pytest.mark.parametrize(
    "said",
    [
        "[] sh:select 'SELECT $this { $this <http://example.org/p> 3 }' ; sh:deactivated true",
        "[] sh:select 'SELECT $this { $this ex:p 3 }' ; sh:prefixes ex:prefixes",
        "[] sh:select 'SELECT $this { $this ex:p 3 }' , 'SELECT $this { $this ex:p 4 }'",
        "[] sh:select 5",
        "[] sh:message 'nothing is asked'",
    ],
)
def test_a_constraint_that_says_more_or_less_is_left_to_pyshacl(data: Graph, said: str) -> None:
    shapes = Graph().parse(
        data=f"PREFIX ex: <{EX}> PREFIX sh: <{SH}> ex:S sh:targetClass ex:A ; sh:sparql [ {said.removeprefix('[]')} ] .",
        format="turtle",
    )
    assert targets_left(data, shapes) == {EX.A}
    assert outcome(data, shapes) == outcome_without_screening(data, shapes)


def test_a_query_is_one_constraint_among_others(data: Graph) -> None:
    query = "SELECT $this ?value { $this ex:p ?value FILTER (?value > 7) }"
    shapes = shapes_with(query, "ex:S sh:maxCount 1 . ex:T sh:targetClass ex:A ; sh:not ex:S .")
    found = outcome(data, shapes)
    rules = {finding.rule for finding in cast("tuple[ug.Finding, ...]", found[0])}
    assert {rule.rpartition(".")[2] for rule in rules} == {"SPARQL", "MaxCount", "Not"}
    assert found == outcome_without_screening(data, shapes)


@pytest.mark.parametrize("query", ASKED_ONCE)
def test_a_query_about_the_node_as_a_whole_finds_the_same(data: Graph, query: str) -> None:
    shapes = shapes_with(query)
    shapes.remove((EX.S, SH.path, None))
    shapes.set((EX.S, RDF.type, SH.NodeShape))
    found = outcome(data, shapes)
    assert found[0]
    assert found == outcome_without_screening(data, shapes)


def test_for_few_nodes_no_query_is_asked_about_all() -> None:
    data = Graph(store=Memory())
    for number in range(20):
        data.add((EX[f"n{number}"], RDF.type, EX.A))
    shapes = Graph().parse(
        data=f"PREFIX ex: <{EX}> PREFIX sh: <{SH}> "
        "ex:S sh:targetClass ex:A ; sh:sparql [ sh:select 'SELECT $this { $this a <http://example.org/B> }' ] .",
        format="turtle",
    )
    assert targets_left(data, shapes) == {EX.A}
    data.add((EX.n20, RDF.type, EX.A))
    assert targets_left(data, shapes) == set()
