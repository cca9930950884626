"""Screening leaves pySHACL little to do, and its results as they are."""

from __future__ import annotations

import warnings
from itertools import product
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, Namespace

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import UGS_BASE
from unodc_graph.validation.preparing import TARGETS, with_direct_targets
from unodc_graph.validation.screening import screen
from unodc_graph.validation.shacl import validate

if TYPE_CHECKING:
    from rdflib.term import Node

EX = Namespace("http://example.org/")
PREFIXES = """
PREFIX ex: <http://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# What is asked of each value, by itself or inside a shape that another one refers to.
OF_VALUES = [
    "sh:class ex:A",
    "sh:class ex:A , ex:B",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:decimal",
    "sh:datatype xsd:date",
    "sh:datatype xsd:gYear",
    "sh:datatype xsd:string",
    "sh:datatype xsd:boolean",
    "sh:datatype rdf:langString",
    "sh:datatype rdfs:Literal",
    "sh:datatype ex:own",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:BlankNode",
    "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:BlankNodeOrIRI",
    "sh:nodeKind sh:BlankNodeOrLiteral",
    "sh:nodeKind sh:IRIOrLiteral",
    'sh:pattern "^[0-9]+$"',
    'sh:pattern "^A" ; sh:flags "i"',
    'sh:pattern "a"',
    "sh:minLength 2",
    "sh:maxLength 3",
    "sh:minInclusive 5",
    "sh:minExclusive 5",
    "sh:maxInclusive 5.0",
    'sh:maxExclusive "2012-06-27"^^xsd:date',
    'sh:in ( ex:a 5 "a" "a"@en )',
    'sh:languageIn ( "en" "ru" )',
    'sh:languageIn ( "*" )',
    "sh:hasValue ex:a",
    "sh:closed true ; sh:ignoredProperties ( rdf:type )",
    "sh:property [ sh:path ex:p ; sh:minCount 1 ]",
    "sh:property [ sh:path ex:q ; sh:maxCount 1 ] , [ sh:path [ sh:inversePath ex:p ] ; sh:nodeKind sh:IRI ]",
    "sh:deactivated true ; sh:class ex:A",
    'sh:sparql [ sh:select "SELECT $this ?value { $this <http://example.org/p> ?value FILTER (?value > 4) }" ]',
    'sh:sparql [ sh:select "SELECT $this { ?other <http://example.org/q> $this }" ]',
]
# What is asked of the values of a property together.
OF_PROPERTIES = [
    "sh:minCount 1",
    "sh:minCount 2",
    "sh:maxCount 0",
    "sh:maxCount 1",
    "sh:uniqueLang true",
    "sh:uniqueLang false",
    "sh:equals ex:q",
    "sh:disjoint ex:q",
    "sh:lessThan ex:q",
    "sh:lessThanOrEquals ex:q",
]
TARGETINGS = [
    "sh:targetClass ex:A",
    "sh:targetClass ex:A , ex:B",
    "sh:targetNode ex:a , ex:absent , 5",
    "sh:targetSubjectsOf ex:p",
    "sh:targetObjectsOf ex:q",
    "a rdfs:Class , sh:NodeShape",
]
PATHS = ["ex:p", "[ sh:inversePath ex:p ]", "( ex:p ex:q )", "[ sh:zeroOrMorePath ex:p ]", "rdf:type"]


def all_of(constraints: list[str]) -> st.SearchStrategy[str]:
    one = st.sampled_from(constraints)
    return st.lists(one, min_size=1, max_size=2, unique_by=lambda text: text.split()[0]).map(" ; ".join)


@st.composite
def of_shapes(draw: st.DrawFn) -> str:
    """Draw what is asked by reference to other shapes."""
    one, other = (f"[ {draw(all_of(OF_VALUES))} ]" for _ in range(2))
    return draw(
        st.sampled_from(
            [
                f"sh:node {one}",
                f"sh:not {one}",
                f"sh:and ( {one} {other} )",
                f"sh:or ( {one} {other} )",
                f"sh:xone ( {one} {other} )",
                f"sh:qualifiedValueShape {one} ; sh:qualifiedMinCount 1",
                f"sh:qualifiedValueShape {one} ; sh:qualifiedMaxCount 1 ; sh:qualifiedMinCount 0",
                f"sh:node [ sh:not [ sh:or ( {one} {other} ) ] ]",
            ]
        )
    )


@st.composite
def shapes_graphs(draw: st.DrawFn) -> str:
    held = st.one_of(all_of(OF_VALUES), all_of(OF_PROPERTIES), of_shapes())
    properties = [f"sh:property [ sh:path {draw(st.sampled_from(PATHS))} ; {draw(held)} ]" for _ in range(2)]
    own = draw(st.one_of(all_of(OF_VALUES), of_shapes(), st.just('rdfs:label "only properties"')))
    return f"{PREFIXES} ex:S {draw(st.sampled_from(TARGETINGS))} ; {own} ; {' ; '.join(properties)} ."


NODES: list[Node] = [EX.a, EX.b, EX.c, BNode("d")]
COMPARABLE: list[Node] = [
    EX.a,
    EX.b,
    Literal("a"),
    Literal("A"),
    Literal(""),
    Literal("a", datatype=XSD.string),
    Literal("b", lang="en"),
    *(Literal("a", lang=language) for language in ("en", "en-GB", "ru", "de")),
    Literal(4),
    Literal(5),
    Literal("05", datatype=XSD.integer, normalize=False),
    Literal("5.0", datatype=XSD.decimal),
    Literal("5.5", datatype=XSD.double),
    Literal(True),
    *(Literal(day, datatype=XSD.date) for day in ("2012-06-26", "2012-06-27", "2012-06-27Z")),
    Literal("2012", datatype=XSD.gYear),
    Literal("2012-06-27T00:00:00", datatype=XSD.dateTime),
    Literal("x", datatype=EX.own),
]
ILL_TYPED: list[Node] = [
    Literal("many", datatype=XSD.integer),
    Literal("2012-02-30", datatype=XSD.date),
    Literal("12012-01-01", datatype=XSD.date),
]
VALUES = [*COMPARABLE, *ILL_TYPED, EX.c, BNode("d"), Literal("NaN", datatype=XSD.decimal)]
CLASSES = [(EX.B, RDFS.subClassOf, EX.A), (EX.C, RDFS.subClassOf, EX.B), (EX.A, RDFS.subClassOf, EX.C)]
DATA_GRAPHS = st.builds(
    lambda classes, types, facts: [*classes, *types, *facts],
    st.lists(st.sampled_from(CLASSES), unique=True),
    st.lists(st.tuples(st.sampled_from(NODES), st.just(RDF.type), st.sampled_from([EX.A, EX.B, EX.C]))),
    st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from([EX.p, EX.q]), st.sampled_from(VALUES)), max_size=12),
)


def outcome(data: Graph, shapes: Graph) -> tuple[object, ...]:
    """Give the report, or the error, with values that have no order left to pySHACL."""
    try:
        with warnings.catch_warnings(), patch("unodc_graph.validation.shacl.set_apart", return_value=({}, [])):
            # rdflib compares what it cannot compare by what Python has deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            report = validate(data, shapes)
    except ParameterError as error:
        return (str(error),)
    return report.findings, report.to_turtle()


def outcome_without_screening(data: Graph, shapes: Graph) -> tuple[object, ...]:
    with patch("unodc_graph.validation.shacl.screen"):
        return outcome(data, shapes)


@pytest.fixture(scope="module")
def pairs() -> Graph:
    """Nodes with two values: both of one property, or one each of two properties."""
    graph = Graph()
    others = [EX.a, Literal("b", lang="en"), Literal(5), Literal("2012-06-27", datatype=XSD.date)]
    for number, (left, right) in enumerate(product(COMPARABLE, others)):
        together, apart = EX[f"together-{number}"], EX[f"apart-{number}"]
        for node in (together, apart):
            graph.add((node, RDF.type, EX.A))
            graph.add((node, EX.p, left))
        graph.add((together, EX.p, right))
        graph.add((apart, EX.q, right))
    for number, value in enumerate(ILL_TYPED):
        graph.add((EX[f"alone-{number}"], RDF.type, EX.A))
        graph.add((EX[f"alone-{number}"], EX.p, value))
    graph.add((EX.b, RDF.type, EX.B))
    graph.add((EX.B, RDFS.subClassOf, EX.A))
    return graph


@pytest.mark.parametrize("constraint", [*OF_VALUES, *OF_PROPERTIES])
def test_a_constraint_finds_the_same_with_and_without(pairs: Graph, constraint: str) -> None:
    text = f"{PREFIXES} ex:S sh:targetClass ex:A ; sh:property [ sh:path ex:p ; {constraint} ] ."
    shapes = Graph().parse(data=text, format="turtle")
    found = outcome(pairs, shapes)
    assert found == outcome_without_screening(pairs, shapes)
    assert len(found) == len(("findings", "report")), found


@settings(max_examples=100, deadline=None)
@given(shapes_graphs(), DATA_GRAPHS)
def test_shapes_together_find_the_same_with_and_without(shapes: str, triples: list[tuple[Node, Node, Node]]) -> None:
    data = Graph()
    for triple in triples:
        data.add(triple)
    graph = Graph().parse(data=shapes, format="turtle")
    assert outcome(data, graph) == outcome_without_screening(data, graph)


def test_of_the_bundled_data_pyshacl_sees_only_what_it_has_something_to_say_about(kg: ug.KnowledgeGraph) -> None:
    shapes = Graph()
    for path in resources.shape_files():
        shapes.parse(path)
    checked = with_direct_targets(shapes)
    screen(kg.graph, checked)
    left = {
        (str(shape), str(node))
        for predicate in TARGETS
        for shape, node in checked.subject_objects(predicate)
        # One that asks a query and has few targets is left as it is.
        if predicate == SH.targetNode or (shape, SH.sparql, None) not in checked
    }
    findings = kg.validate().findings
    assert left == {(UGS_BASE + finding.rule.rpartition(".")[0], str(finding.focus)) for finding in findings}


def test_shapes_that_go_too_deep_for_pyshacl_are_told_and_not_screened() -> None:
    nested = "[ sh:class ex:Absent ]"
    for _ in range(15):
        nested = f"[ sh:not {nested} ]"
    shapes = Graph().parse(data=f"{PREFIXES} ex:S sh:targetNode ex:a ; sh:not {nested} .", format="turtle")
    with pytest.raises(ParameterError, match="too deep"):
        validate(Graph(), shapes)


def test_a_number_that_is_none_is_told() -> None:
    data = Graph().add((EX.a, EX.p, Literal("NaN", datatype=XSD.decimal)))
    text = f"{PREFIXES} ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:minInclusive 5 ] ."
    with pytest.raises(ParameterError, match="NaN"):
        validate(data, Graph().parse(data=text, format="turtle"))
