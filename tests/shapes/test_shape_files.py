"""How the shapes are written: a curator reads them in reports, an engine must not need more than SHACL Core."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate as run_pyshacl
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.namespaces import UG_BASE, UGS_BASE, UGV_BASE

if TYPE_CHECKING:
    from pathlib import Path

FILES = resources.shape_files()
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
PROMISES_NO_FACT = {
    "Project-donorKnown",
    "Project-budgetKnown",
    "Project-endKnown",
    "Programme-endKnown",
    "Figure-endKnown",
}


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


@cache
def ontology() -> Graph:
    graph = Graph()
    for path in resources.ontology_files():
        graph.parse(path)
    return graph


def name(shape: URIRef) -> str:
    return shape.removeprefix(UGS_BASE)


def of_kind(kind: URIRef) -> list[URIRef]:
    return sorted(URIRef(str(shape)) for shape in shapes().subjects(RDF.type, kind))


PROPERTY_SHAPES = of_kind(SH.PropertyShape)
NODE_SHAPES = of_kind(SH.NodeShape)


def holders(shape: URIRef) -> list[URIRef]:
    return [URIRef(str(holder)) for holder in shapes().subjects(SH.property, shape)]


def reports_itself(shape: URIRef) -> bool:
    """Tell the shapes that findings name from those that only other shapes refer to."""
    return any(
        (holder, target, None) in shapes()
        for holder in holders(shape)
        for target in (SH.targetClass, SH.targetSubjectsOf)
    )


def test_there_is_a_shapes_file_for_each_module_and_for_what_is_compared_with_something_else() -> None:
    modules = {path.stem for path in resources.ontology_files() if path.parent.name == "modules"}
    # Identifiers with those of other registries, treaty acts with the acts and dates beside them.
    assert {path.stem for path in FILES} == modules | {"crosswalk", "treaty-acts"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shape_stands_in_one_file_and_has_no_blank_node(path: Path) -> None:
    graph = Graph().parse(path)
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    others = [Graph().parse(other) for other in FILES if other != path]
    assert not any((shape, None, None) in other for shape in set(graph.subjects()) for other in others)


def test_the_shapes_are_well_formed_as_shacl_defines_it() -> None:
    # Raises ShapeLoadError if the shapes break the W3C's own shapes for shapes. A copy, because pySHACL adds to it.
    conforms, _, _ = run_pyshacl(Graph(), shacl_graph=Graph() + shapes(), meta_shacl=True)
    assert conforms


def test_the_shapes_need_nothing_but_shacl_core_save_those_that_compare_several_nodes() -> None:
    beyond = {SH.js, SH.rule, SH.target, SH.expression, SH.prefixes}
    assert not beyond & set(shapes().predicates())
    # Core cannot ask whether one of two sets of names is in the other without regard to upper and lower case, and
    # not for another act of the same participant on the same instrument.
    asking = {URIRef(str(shape)) for shape in shapes().subjects(SH.sparql)}
    assert {name(shape).partition("-")[0] for shape in asking} == {"Matched", "TreatyRecord", "InstrumentRecord"}
    core = {holder for shape in asking for holder in holders(shape)}
    assert all(held in asking for holder in core for held in shapes().objects(holder, SH.property))


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=name)
def test_a_property_shape_is_named_after_the_one_shape_that_holds_it(shape: URIRef) -> None:
    assert [name(holder) for holder in holders(shape)] == [name(shape).rpartition("-")[0]]


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=name)
def test_a_property_shape_has_one_plain_path_that_is_declared(shape: URIRef) -> None:
    paths = list(shapes().objects(shape, SH.path))
    assert len(paths) == 1
    assert isinstance(paths[0], URIRef)
    assert not paths[0].startswith(UG_BASE) or (paths[0], RDF.type, None) in ontology()


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=name)
def test_a_property_shape_says_how_bad_it_is(shape: URIRef) -> None:
    severities = list(shapes().objects(shape, SH.severity))
    assert len(severities) == 1
    assert severities[0] in SEVERITIES


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=name)
def test_a_property_shape_says_in_a_sentence_what_to_do(shape: URIRef) -> None:
    messages = list(shapes().objects(shape, SH.message))
    assert len(messages) == 1
    message = messages[0]
    assert isinstance(message, Literal)
    assert message.language == "en"
    assert re.fullmatch(r"[A-Z].*\.", message), message


@pytest.mark.parametrize("shape", [shape for shape in PROPERTY_SHAPES if name(shape).endswith("Known")], ids=name)
def test_what_is_only_missing_is_never_a_violation(shape: URIRef) -> None:
    assert shapes().value(shape, SH.severity) in {SH.Warning, SH.Info}


@pytest.mark.parametrize("name_", sorted(PROMISES_NO_FACT))
def test_facts_that_sources_often_leave_out_are_worth_a_look_and_no_more(name_: str) -> None:
    assert shapes().value(URIRef(UGS_BASE + name_), SH.severity) == SH.Info


def test_every_shape_is_reached_from_one_that_has_a_target() -> None:
    targets = (SH.targetClass, SH.targetSubjectsOf)
    reached = {shape for target in targets for shape in shapes().subjects(target)}
    waiting = list(reached)
    while waiting:
        for target in shapes().objects(waiting.pop()):
            if (target, None, None) in shapes() and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert set(shapes().subjects()) - reached == set()


def test_every_class_of_the_ontology_is_checked() -> None:
    targeted = set(shapes().objects(None, SH.targetClass))
    classes = set(ontology().subjects(RDF.type, OWL.Class))
    assert classes
    for checked in classes:
        assert targeted & set(ontology().transitive_objects(checked, RDFS.subClassOf)), checked


def test_every_property_of_the_ontology_is_checked() -> None:
    derived = set(ontology().subjects(OWL.inverseOf)) | set(ontology().subjects(URIRef(f"{UG_BASE}shortensRole")))
    stated = set(ontology().subjects(RDF.type, OWL.ObjectProperty)) | set(
        ontology().subjects(RDF.type, OWL.DatatypeProperty)
    )
    checked = set(shapes().objects(None, SH.path)) | set(shapes().objects(None, SH.lessThanOrEquals))
    assert stated - derived - checked == set()


@pytest.mark.parametrize(
    "parameter", [SH.targetClass, SH["class"], SH.targetSubjectsOf, SH.datatype], ids=lambda iri: iri.rpartition("#")[2]
)
def test_a_shape_names_only_terms_that_are_declared(parameter: URIRef) -> None:
    named = {URIRef(str(term)) for term in shapes().objects(None, parameter)}
    assert named
    assert all((term, RDF.type, None) in ontology() for term in named if term.startswith(UG_BASE))


def test_a_property_that_takes_a_code_is_checked_against_the_list_of_that_code() -> None:
    lists = {
        URIRef(str(path)): scheme
        for shape in PROPERTY_SHAPES
        if reports_itself(shape)
        for path in shapes().objects(shape, SH.path)
        for listed in shapes().objects(shape, SH.node)
        for inner in shapes().objects(listed, SH.property)
        for scheme in shapes().objects(inner, SH.hasValue)
    }
    coded = {
        property_ for property_ in ontology().subjects(RDFS.range, SKOS.Concept) if name_of(property_) != "shortensRole"
    }
    assert lists.keys() == coded
    assert set(lists.values()) == set(ontology().subjects(RDF.type, SKOS.ConceptScheme))


def name_of(term: object) -> str:
    return str(term).removeprefix(UG_BASE)


def test_a_measure_named_as_money_exists() -> None:
    pattern = str(shapes().value(URIRef(f"{UGS_BASE}MoneyMeasure"), SH.pattern))
    codes = pattern.partition("(")[2].partition(")")[0].split("|")
    assert len(codes) > 5
    assert all((URIRef(f"{UGV_BASE}measure-{code}"), RDF.type, SKOS.Concept) in ontology() for code in codes)
    assert all(before < after for before, after in pairwise(codes))


def test_every_bundled_sum_in_a_currency_has_a_measure_of_money() -> None:
    pattern = re.compile(str(shapes().value(URIRef(f"{UGS_BASE}MoneyMeasure"), SH.pattern)))
    measures = ug.load().query(
        """
        SELECT DISTINCT ?measure WHERE {
          ?figure ug:measure ?measure ; ug:unit/dcterms:identifier ?code .
          FILTER REGEX(?code, "^[A-Z]{3}$")
        }
        """
    )
    assert isinstance(measures, ug.Table)
    assert len(measures) > 5
    assert [str(row["measure"]) for row in measures if not pattern.search(str(row["measure"]))] == []


def test_an_instance_of_a_class_of_the_user_is_checked_like_the_class_above_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
        PREFIX ugd: <https://w3id.org/unodc-graph/id/>
        ugd:Pilot rdfs:subClassOf ug:Project .
        ugd:pilot a ugd:Pilot ; ug:partOf ugd:nothing .
        """,
        encoding="utf-8",
    )
    report = ug.load(path, bundled=False).validate()
    assert "Project-programme.Class" in {finding.rule for finding in report.findings if finding.focus == ug.UGD.pilot}
    assert not report.conforms


def test_the_bundled_data_breaks_no_rule() -> None:
    report = ug.load().validate()
    assert [str(finding) for finding in report.findings if finding.severity == "Violation"] == []
