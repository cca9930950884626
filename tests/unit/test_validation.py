"""validate: a report of findings, the same wherever the statements stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import SH, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

import unodc_graph as ug
from unodc_graph import UG, UGD, UGS, UGV
from unodc_graph.validation.shacl import validate

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
ugd:project-BROKEN a ug:Project ; rdfs:label "broken"@en ; ug:inState ugd:office-ROCA ;
  ug:start "2010"^^xsd:gYear , "2011"^^xsd:gYear .
"""
SHAPES = """
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX ex: <http://example.org/>
ex:Office a sh:NodeShape ; sh:targetClass ug:Office ; sh:property ex:Office-city ;
  sh:property [ sh:path [ sh:inversePath ug:parent ] ; sh:maxCount 0 ; sh:message "no office below" ; sh:severity sh:Warning ] .
ex:Office-city a sh:PropertyShape ; sh:path ug:city ; sh:in ( "Tashkent" ) ; sh:message "only Tashkent" .
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.ttl"
    path.write_text(BROKEN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(kg: ug.KnowledgeGraph) -> ug.Report:
    return kg.validate()


def test_the_bundled_data_conforms(report: ug.Report) -> None:
    assert report.conforms
    report.raise_for_violations()


def test_a_memory_graph_of_the_same_statements_gives_the_same_findings(
    kg: ug.KnowledgeGraph, report: ug.Report
) -> None:
    memory = Graph()
    for triple in kg.graph:
        memory.add(triple)
    shapes = Graph()
    for triple in kg.dataset.graph(URIRef("https://w3id.org/unodc-graph/graph/shapes")):
        # rdflib asks queries of all acts for minutes; tests/shapes compares it with the engine on few.
        if triple[1] != SH.sparql:
            shapes.add(triple)
    expected = tuple(finding for finding in report.findings if not finding.rule.endswith(".SPARQL"))
    assert len(expected) > 100
    assert validate(memory, shapes).findings == expected


def test_findings_are_ordered_and_carry_what_a_curator_needs(report: ug.Report) -> None:
    severities = [finding.severity for finding in report.findings]
    assert severities == sorted(severities, key=("Violation", "Warning", "Info").index)
    for finding in report.findings:
        assert finding.message.endswith(".")
        assert "." in finding.rule
        assert finding.focus is not None


def test_a_broken_file_is_found_and_named(broken: Path) -> None:
    kg = ug.load(broken)
    report = kg.validate(focus="ugd:project-BROKEN")
    assert not report.conforms
    assert {str(finding.focus) for finding in report.findings} == {str(UGD["project-BROKEN"])}
    rules = {finding.rule for finding in report.findings if finding.severity == "Violation"}
    assert "Period-start.MaxCount" in rules
    (wrong,) = [finding for finding in report.findings if finding.value == UGD["office-ROCA"]]
    assert wrong.path == str(UG.inState)
    assert wrong.file == str(broken.resolve())
    assert str(broken.resolve()) in str(wrong)
    with pytest.raises(ug.ValidationFailedError, match="violation") as caught:
        report.raise_for_violations()
    assert caught.value.report is report


def test_other_shapes_are_taken_from_files_and_from_graphs(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES)
    from_file = kg.validate(shapes=path)
    from_graph = kg.validate(shapes=Graph().parse(data=SHAPES, format="turtle"))
    assert from_file.findings == from_graph.findings
    wrong = [finding for finding in from_file.findings if finding.rule == "http://example.org/Office-city.In"]
    assert {finding.value for finding in wrong} == {
        Literal(city) for city in ("Vienna", "Astana", "Almaty", "Bishkek", "Dushanbe", "Ashgabat", "Baku")
    }
    assert {finding.message for finding in wrong} == {"only Tashkent"}
    below = {str(finding.focus) for finding in from_file.findings if finding.severity == "Warning"}
    assert below == {str(UGD["office-ROCA"]), str(UGD["office-UNODC-HQ"])}
    assert {finding.path for finding in from_file.findings if finding.severity == "Warning"} == {f"^{UG.parent}"}


def test_only_the_focus_is_checked(kg: ug.KnowledgeGraph) -> None:
    report = kg.validate(focus=["ROCA", "UNODC-HQ"], shapes=Graph().parse(data=SHAPES, format="turtle"))
    assert {str(finding.focus) for finding in report.findings} <= {str(UGD["office-ROCA"]), str(UGD["office-UNODC-HQ"])}
    assert report.findings


def test_a_focus_finds_what_the_whole_run_finds_there(kg: ug.KnowledgeGraph, report: ug.Report) -> None:
    nodes = [*sorted({str(finding.focus) for finding in report.findings})[::12], str(UGD["state-KAZ"])]
    chosen = kg.validate(focus=nodes)
    assert chosen.findings == tuple(finding for finding in report.findings if str(finding.focus) in nodes)
    assert len(chosen.findings) > 10


def test_a_shape_that_is_a_class_targets_its_instances_in_focus(kg: ug.KnowledgeGraph) -> None:
    shapes = Graph().parse(
        data="PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX sh: <http://www.w3.org/ns/shacl#> "
        "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX ex: <http://example.org/> "
        "ug:Office a owl:Class , sh:NodeShape ; sh:property ex:p . ex:p a sh:PropertyShape ; sh:path ug:city ; sh:maxCount 0 .",
        format="turtle",
    )
    assert len(kg.validate(shapes=shapes).findings) == 17
    assert [str(finding.focus) for finding in kg.validate(shapes=shapes, focus="ROCA").findings] == [
        str(UGD["office-ROCA"])
    ]
    assert kg.validate(shapes=shapes, focus="KAZ").findings == ()


CLOSED = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
  sh:property [ sh:path ex:a ; sh:maxCount 1 ] .
"""
DISJOINT = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
ex:S a sh:NodeShape ; sh:targetClass ex:C ;
  sh:property [ sh:path ex:a ; sh:qualifiedValueShape [ sh:class ex:A ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ] ;
  sh:property [ sh:path ex:a ; sh:qualifiedValueShape [ sh:class ex:B ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ] .
"""
NESTED = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P ; sh:or ( [ sh:path ex:b ; sh:minCount 1 ] [ sh:path ex:a ; sh:maxCount 0 ] ) .
ex:P a sh:PropertyShape ; sh:path ex:a ; sh:node ex:N ; sh:maxCount 1 .
ex:N a sh:NodeShape ; sh:property [ sh:path ex:c ; sh:minCount 1 ] .
"""

PROPERTY_OF_PROPERTY = """
PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ex: <http://example.org/>
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:a ; sh:property [ sh:path ex:c ; sh:minCount 1 ] ] .
"""


@pytest.mark.parametrize("shapes", [CLOSED, DISJOINT, NESTED, PROPERTY_OF_PROPERTY])
def test_the_report_is_that_of_pyshacl_alone(shapes: str) -> None:
    data = Graph().parse(
        data="PREFIX ex: <http://example.org/> ex:i a ex:C ; ex:a ex:x . ex:x a ex:A , ex:B . ex:j a ex:C ; ex:b ex:y , ex:z .",
        format="turtle",
    )
    graph = Graph().parse(data=shapes, format="turtle")
    _, results, _ = pyshacl.validate(data, shacl_graph=graph)
    assert isinstance(results, Graph)
    ours = Graph().parse(data=validate(data, graph).to_turtle(), format="turtle")
    assert len(results) > len("report")
    assert to_isomorphic(ours) == to_isomorphic(results)


@pytest.mark.parametrize("pattern", ['"(("', "5"])
def test_a_pattern_that_is_none_is_told(kg: ug.KnowledgeGraph, pattern: str) -> None:
    shapes = Graph().parse(
        data="PREFIX ug: <https://w3id.org/unodc-graph/ontology#> PREFIX sh: <http://www.w3.org/ns/shacl#> "
        f"<http://example.org/S> a sh:NodeShape ; sh:targetClass ug:Office ; sh:property [ sh:path ug:city ; sh:pattern {pattern} ] .",
        format="turtle",
    )
    with pytest.raises(ug.ParameterError, match="cannot be used as SHACL"):
        kg.validate(shapes=shapes)


def test_shapes_that_are_not_well_formed_are_told(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "ill.ttl"
    path.write_text(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ug: <https://w3id.org/unodc-graph/ontology#> "
        "<http://example.org/S> a sh:NodeShape ; sh:targetClass ug:Office ; sh:property [ sh:minCount 1 ] ."
    )
    with pytest.raises(ug.ParameterError, match="cannot be used as SHACL"):
        kg.validate(shapes=path)


def test_files_without_a_shape_are_refused(kg: ug.KnowledgeGraph, broken: Path) -> None:
    with pytest.raises(ug.ParameterError, match="no SHACL shape is given"):
        kg.validate(shapes=broken)


def test_a_report_prints_a_line_for_each_finding(report: ug.Report) -> None:
    lines = str(report).splitlines()
    assert len(lines) == len(report.findings) + 1
    assert lines[-1].startswith("The graph conforms: 0 violations, ")


def test_a_report_is_short_in_an_interpreter(kg: ug.KnowledgeGraph) -> None:
    assert repr(kg.validate(focus="ROCA")) == "<Report: conforms; 0 violations, 0 warnings, 0 infos>"
    broken = kg.validate(focus="UNODC-HQ", shapes=Graph().parse(data=SHAPES, format="turtle"))
    assert repr(broken) == "<Report: does not conform; 1 violation, 1 warning, 0 infos>"


def test_the_report_as_turtle_is_the_standard_one(kg: ug.KnowledgeGraph) -> None:
    text = kg.validate(focus="UNODC-HQ", shapes=Graph().parse(data=SHAPES, format="turtle")).to_turtle()
    graph = Graph().parse(data=text, format="turtle")
    (report,) = graph.subjects(None, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(list(graph.objects(report, SH.result))) == 2


def test_a_node_that_is_not_there_is_named(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError):
        kg.validate(focus="ugd:nothing")


MISSPELT = """\
PREFIX ex: <https://example.org/>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX ugv: <https://w3id.org/unodc-graph/vocabulary/>

ex:project a ug:Projekt ; ug:donr ugd:state-NOR ; ug:inState ugd:state-KAZ ; ug:status ugv:status-ongoin .
"""


def test_a_term_that_is_declared_nowhere_is_a_warning_with_the_one_that_is_spelled_alike(tmp_path: Path) -> None:
    path = tmp_path / "misspelt.ttl"
    path.write_text(MISSPELT, encoding="utf-8")
    report = ug.load(path).validate()
    found = {
        str(one.value): one.message.rpartition("did you mean ")[2]
        for one in report.findings
        if one.rule == "Term.Declared"
    }
    assert found == {
        f"{UG.Projekt}": "ug:Project?",
        f"{UG.donr}": "ug:donor?",
        f"{UGV}status-ongoin": "ugv:status-ongoing?",
    }
    assert {(one.severity, one.file) for one in report.findings if one.rule == "Term.Declared"} == {
        ("Warning", str(path))
    }
    written = Graph().parse(data=report.to_turtle(), format="turtle")
    assert (None, SH.sourceConstraintComponent, UGS.DeclaredConstraintComponent) in written


def test_terms_that_a_file_declares_itself_and_terms_of_other_namespaces_are_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        MISSPELT.replace("ug:Projekt", "ex:Projekt").replace("ug:donr", "ex:donr").replace("ongoin", "my-own")
        + "ugv:status-my-own a ex:Status .\n",
        encoding="utf-8",
    )
    assert [one for one in ug.load(path).validate().findings if one.rule == "Term.Declared"] == []
