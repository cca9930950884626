"""Each rule catches what it is meant to catch, and nothing beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph, URIRef

from unodc_graph import resources
from unodc_graph.formatting import is_canonical
from unodc_graph.namespaces import UGD_BASE, UGS_BASE

if TYPE_CHECKING:
    import unodc_graph as ug

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").glob("*.ttl"))
VALID = sorted((HERE / "valid").glob("*.ttl"))
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)

# Parameter of SHACL Core to the constraint component it declares (https://www.w3.org/TR/shacl/#core-components);
# a component with two parameters stands under the one that every use of it must have. The last is of SHACL-SPARQL.
COMPONENTS = {
    SH["class"]: "Class",
    SH.datatype: "Datatype",
    SH.nodeKind: "NodeKind",
    SH.minCount: "MinCount",
    SH.maxCount: "MaxCount",
    SH.minExclusive: "MinExclusive",
    SH.minInclusive: "MinInclusive",
    SH.maxExclusive: "MaxExclusive",
    SH.maxInclusive: "MaxInclusive",
    SH.minLength: "MinLength",
    SH.maxLength: "MaxLength",
    SH.pattern: "Pattern",
    SH.languageIn: "LanguageIn",
    SH.uniqueLang: "UniqueLang",
    SH.equals: "Equals",
    SH.disjoint: "Disjoint",
    SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals",
    SH["not"]: "Not",
    SH["and"]: "And",
    SH["or"]: "Or",
    SH.xone: "Xone",
    SH.node: "Node",
    SH.qualifiedMinCount: "QualifiedMinCount",
    SH.qualifiedMaxCount: "QualifiedMaxCount",
    SH.closed: "Closed",
    SH.hasValue: "HasValue",
    SH["in"]: "In",
    SH.sparql: "SPARQL",
}


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in resources.shape_files():
        graph.parse(path)
    return graph


def reporting_shapes() -> set[URIRef]:
    """Give the shapes that a finding can name: those with a target and the property shapes they hold."""
    targeted = {shape for target in TARGETS for shape in shapes().subjects(target)}
    held = {held for shape in targeted for held in shapes().objects(shape, SH.property)}
    return {URIRef(str(shape)) for shape in targeted | held}


def declared_rules() -> set[str]:
    return {
        f"{shape.removeprefix(UGS_BASE)}.{component}"
        for shape in reporting_shapes()
        for parameter, component in COMPONENTS.items()
        if (shape, parameter, None) in shapes()
    }


def test_there_are_rules_for_every_module() -> None:
    assert len(resources.shape_files()) == 13
    assert len(declared_rules()) > 250


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_fixture_breaks_only_the_rule_it_is_named_after(path: Path, rules_found: dict[str, set[str]]) -> None:
    assert rules_found.get(f"invalid-{path.stem}") == {path.stem}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_the_accepted_neighbour_breaks_no_rule(path: Path, rules_found: dict[str, set[str]]) -> None:
    assert rules_found.get(f"valid-{path.stem}") is None


def test_what_the_fixtures_point_at_breaks_no_rule(rules_found: dict[str, set[str]]) -> None:
    assert {owner for owner in rules_found if not owner.startswith("invalid-")} == set()


def test_every_rule_has_a_failing_fixture() -> None:
    assert declared_rules() == {path.stem for path in INVALID}


def test_every_shape_has_an_accepted_neighbour() -> None:
    assert {rule.rpartition(".")[0] for rule in declared_rules()} == {path.stem for path in VALID}


@pytest.mark.parametrize("path", INVALID + VALID, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_fixture_describes_the_node_it_is_named_after_and_what_belongs_to_it(path: Path) -> None:
    node = f"{UGD_BASE}{path.parent.name}-{path.stem}"
    parsed = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    subjects = {quad.subject.value for quad in parsed if isinstance(quad.subject, ox.NamedNode)}
    assert node in subjects
    assert all(subject == node or subject.startswith(f"{node}-") for subject in subjects)


@pytest.mark.parametrize(
    "path", [*INVALID, *VALID, HERE / "context.ttl"], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_fixture_is_written_as_the_data_is(path: Path) -> None:
    assert is_canonical(path), f"run: unodc-graph format {path}"


def test_pyshacl_finds_the_same_in_all_nodes_as_in_those_that_screening_leaves_it(
    together: ug.KnowledgeGraph,
) -> None:
    report = together.validate()
    with patch("unodc_graph.validation.shacl.screen"):
        everything = together.validate()
    assert len(report.findings) >= len(INVALID)
    assert report.findings == everything.findings
    assert report.to_turtle() == everything.to_turtle()
