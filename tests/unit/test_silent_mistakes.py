"""validate: what a user's file has most likely got wrong is told, and not passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

import unodc_graph as ug
from unodc_graph import UG, UGD

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """\
PREFIX ex: <https://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX ugv: <https://w3id.org/unodc-graph/vocabulary/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX slash: <https://w3id.org/unodc-graph/ontology/>
PREFIX plain: <http://w3id.org/unodc-graph/ontology#>
PREFIX hash: <https://w3id.org/unodc-graph/vocabulary#>
PREFIX things: <http://w3id.org/unodc-graph/id/>
"""


def checked(folder: Path, statements: str, *, own: bool = True, bundled: bool = True) -> ug.Report:
    path = folder / "mine.ttl"
    path.write_text(PREFIXES + statements, encoding="utf-8")
    return ug.load(path, bundled=bundled).validate(own=own)


@pytest.mark.parametrize("role", ["donor", "implementingPartner", "beneficiary", "organizer"])
@pytest.mark.parametrize("value", ['"Norway"', "ugd:state-ZZZ", "ex:nobody"])
def test_who_takes_part_is_an_agent_that_the_graph_describes(tmp_path: Path, role: str, value: str) -> None:
    report = checked(tmp_path, f"ex:p a ug:Project ; ug:{role} {value} , ugd:state-NOR .")
    found = [one for one in report.findings if one.path == str(UG[role]) and one.severity == "Violation"]
    assert [one.rule for one in found] == [f"Partnered-{role}.Class"]
    assert found[0].value != UGD["state-NOR"]


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("ex:p a slash:Project .", "ug:Project"),
        ("ex:p a plain:Project .", "ug:Project"),
        ("ex:p plain:donor ugd:state-NOR .", "ug:donor"),
        ("ex:p ug:status hash:status-ongoing .", "ugv:status-ongoing"),
        ("ex:p ug:status ugd:status-ongoing .", "ugv:status-ongoing"),
        ("ex:p a ugd:Project .", "ug:Project"),
        ("ex:p a slash:Projekt .", "ug:Project"),
        ("ex:p ug:inState things:state-KAZ .", "ugd:state-KAZ"),
        ("ex:p ug:inState ugd:state-Tajikistan .", "ugd:state-TJK"),
    ],
)
def test_a_name_in_a_namespace_that_is_nearly_the_projects_is_told_with_the_right_one(
    tmp_path: Path, statement: str, meant: str
) -> None:
    found = [one for one in checked(tmp_path, statement).findings if one.rule == "Term.Declared"]
    assert [one.message.rpartition("did you mean ")[2] for one in found] == [f"{meant}?"]
    assert found[0].file == str(tmp_path / "mine.ttl")


def test_a_thing_described_under_nearly_its_name_is_told(tmp_path: Path) -> None:
    report = checked(tmp_path, 'things:state-KAZ rdfs:label "Kazakhstan"@en .')
    (found,) = [one for one in report.findings if one.rule == "Term.Declared"]
    assert "ugd:state-KAZ" in found.message


def test_addresses_of_archives_and_relative_names_are_no_misspelt_terms(tmp_path: Path) -> None:
    statements = "ex:p rdfs:seeAlso <page.html> , <https://archive.example/https://w3id.org/unodc-graph/ontology/Foo> ."
    assert not [one for one in checked(tmp_path, statements).findings if one.rule == "Term.Declared"]


def test_a_thing_that_is_there_without_the_bundled_data_only_is_said_to_be_described_nowhere(tmp_path: Path) -> None:
    report = checked(tmp_path, "ex:p a ug:Project ; ug:inState ugd:state-TJK .", bundled=False)
    found = {one.rule: one.message for one in report.findings if one.value == UGD["state-TJK"]}
    assert found.keys() == {"Located-inState.Class", "Term.Declared"}
    assert "ugd:state-TJK is described nowhere" in found["Term.Declared"]
    assert "text" not in found["Located-inState.Class"]


@pytest.mark.parametrize("statements", ["ex:p a ex:Thing .", "ex:p a slash:Project ; slash:donor ugd:state-NOR ."])
def test_a_file_that_no_shape_reaches_is_told(tmp_path: Path, statements: str) -> None:
    (found,) = [one for one in checked(tmp_path, statements).findings if one.rule == "File.Checked"]
    assert found.file == str(tmp_path / "mine.ttl")
    assert "was checked" in found.message


@pytest.mark.parametrize(
    "statements",
    [
        "ex:p a ug:Project .",
        'ugd:state-KAZ rdfs:label "Казахстан"@kk .',
        "ex:Relay rdfs:subClassOf ug:Project . ex:p a ex:Relay .",
        "ex:p ug:donor ugd:state-NOR .",
    ],
)
def test_a_file_that_a_shape_reaches_is_not_told(tmp_path: Path, statements: str) -> None:
    assert not [one for one in checked(tmp_path, statements).findings if one.rule == "File.Checked"]


def test_what_is_written_past_any_file_is_looked_over_too() -> None:
    kg = ug.load()
    kg.graph.add((UGD["project-TAJH03"], UG.donnor, UGD["state-NOR"]))
    (found,) = [one for one in kg.validate().findings if one.rule == "Term.Declared"]
    assert (found.value, found.message.rpartition("did you mean ")[2]) == (UG.donnor, "ug:donor?")


def test_a_second_label_or_start_of_a_bundled_thing_is_found_and_the_file_named(tmp_path: Path) -> None:
    statements = 'ugd:state-KAZ rdfs:label "Kazakhistan"@en . ugd:office-ROCA ug:start "1995"^^xsd:gYear .'
    found = {
        (one.rule, str(one.focus), one.file)
        for one in checked(tmp_path, statements, own=False).findings
        if one.severity == "Violation"
    }
    path = str(tmp_path / "mine.ttl")
    assert found == {
        ("Entity-label.UniqueLang", str(UGD["state-KAZ"]), path),
        ("Period-start.MaxCount", str(UGD["office-ROCA"]), path),
    }


def test_what_is_found_about_other_things_is_left_out_and_counted(tmp_path: Path) -> None:
    statements = "ex:p a ug:Project ; ug:inState ugd:office-ROCA ."
    whole, own = (checked(tmp_path, statements, own=own) for own in (False, True))
    assert {one.focus for one in own.findings} == {URIRef("https://example.org/p")}
    assert sorted(map(str, (*own.findings, *own.left_out))) == sorted(map(str, whole.findings))
    assert own.left_out
    assert f"{sum(one.severity == 'Info' for one in own.left_out)} infos" in str(own).rpartition("Left out")[2]
    assert "left out" in repr(own)
    assert not whole.left_out


def test_the_standard_report_of_ones_own_things_has_no_other_results(tmp_path: Path) -> None:
    report = checked(tmp_path, "ex:p a ug:Project .")
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    assert len(list(graph.objects(None, SH.result))) == len(report.findings)
    assert set(graph.objects(None, SH.focusNode)) == {URIRef("https://example.org/p")}
    (whole,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(whole, SH.conforms) == Literal(False)


def test_a_notebook_tells_how_much_is_left_out(tmp_path: Path) -> None:
    report = checked(tmp_path, "ex:p a ug:Project .")
    shown = report._repr_html_()
    assert "What the loaded files state" in shown
    assert f"{len(report.left_out):,} findings about other things left out" in shown
