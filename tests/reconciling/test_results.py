"""What a comparison gives: a table, RDF to review, and a graph that is as it was."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, Literal

import unodc_graph as ug
from unodc_graph import UG, UGD, UGV

if TYPE_CHECKING:
    from tests.reconciling.conftest import Written

HERE = Path(__file__).parent
DCTERMS_SOURCE = "http://purl.org/dc/terms/source"


@pytest.fixture
def found(kg: ug.KnowledgeGraph, written: Written) -> ug.Reconciliation:
    lines = (
        "Armenia,15 Nov 2001,1 Jul 2003 a",
        "Bhutan,,Mar 2023 a",
        "Kazakhstan,13 Dec 2000,2008",
        "Kyrgyzstan,13 Dec 2000,30 Feb 2003",
        "Ruritania,,1 Jan 2001 a",
        "Tajikistan,,8 Jul 2002",
        "Uzbekistan,13 Dec 2000,10 Dec 2003",
    )
    return kg.reconcile(written(*lines), instrument="untoc")


def test_the_table_has_all_that_was_found_what_is_wrong_first(found: ug.Reconciliation) -> None:
    table = found.to_table()
    assert table.columns == (
        "outcome",
        "participant",
        "instrument",
        "act",
        "date_here",
        "date_there",
        "line",
        "note",
    )
    assert [row.outcome for row in table] == [
        *["difference"] * 2,
        "not-recognised",
        "not-read",
        "missing-here",
        *["missing-there"] * 2,
        *["agreement"] * len(found.agreements),
    ]
    assert [tuple(row) for row in found] == [tuple(row) for row in table]


def test_the_table_is_written_for_machines(found: ug.Reconciliation) -> None:
    rows = json.loads(found.to_table().to_json())
    assert rows[1]["date_here"] == "2003-12-09"
    assert rows[1]["date_there"] == "2003-12-10"
    assert "difference,https://w3id.org/unodc-graph/id/state-UZB," in found.to_table().to_csv()


def test_without_plain_agreements_those_stay_of_which_there_is_more_to_say(found: ug.Reconciliation) -> None:
    left = [row for row in found.to_table(plain_agreements=False) if row.outcome == "agreement"]
    assert [row.note for row in left] == ["2008-07-31 here, 2008 there: they agree as far as known"]


def test_printing_it_counts(found: ug.Reconciliation) -> None:
    first, second, *remarks = str(found).splitlines()
    assert first.endswith(
        "(status table): 6 agreements, 2 differences, 1 act missing here, 2 acts missing there, 1 name not recognised, "
        "1 cell not read."
    )
    assert second.startswith("Looked for in the file: the acts of the participants that the file has rows for")
    assert remarks == []


def test_it_cannot_be_changed(found: ug.Reconciliation) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.agreements = ()  # type: ignore[misc]  # that it is refused is what is tested


def test_what_is_missing_here_is_proposed_as_an_import_would_name_it(found: ug.Reconciliation) -> None:
    proposed = Graph().parse(data=found.to_turtle(), format="turtle")
    node = UGD["action-BTN-untoc-accession-2023-03"]
    assert list(proposed.subjects(RDF.type, UG.TreatyAction)) == [node]
    assert proposed.value(node, UG.participant) == UGD["state-BTN"]
    assert proposed.value(node, UG.instrument) == UGD["instrument-untoc"]
    assert proposed.value(node, UG.actionType) == UGV["action-type-accession"]
    assert str(proposed.value(node, UG.date)) == "2023-03"
    assert proposed.value(node, UG.confidence) is None
    (origin,) = [str(value) for _, key, value in proposed.triples((node, None, None)) if str(key) == DCTERMS_SOURCE]
    assert origin == f"{found.file}, line 3"


def test_a_difference_is_a_statement_about_the_act_in_the_graph(found: ug.Reconciliation) -> None:
    proposed = Graph().parse(data=found.to_turtle(), format="turtle")
    said = {
        (proposed.value(node, RDF.subject), proposed.value(node, RDF.predicate), proposed.value(node, RDF.object))
        for node in proposed.subjects(RDF.type, RDF.Statement)
    }
    assert {(subject, predicate) for subject, predicate, _ in said} == {
        (UGD["action-ARM-untoc-ratification-2003-07-01"], UG.actionType),
        (UGD["action-UZB-untoc-ratification-2003-12-09"], UG.date),
    }
    assert {str(thing) for _, _, thing in said} == {str(UGV["action-type-accession"]), "2003-12-10"}
    assert all(isinstance(thing, Literal) for _, predicate, thing in said if predicate == UG.date)


def test_what_is_proposed_wants_no_more_than_a_source(found: ug.Reconciliation, tmp_path: Path) -> None:
    file = tmp_path / "reviewed.ttl"
    file.write_text(found.to_turtle(), encoding="utf-8")
    report = ug.load(file).validate(focus="ugd:action-BTN-untoc-accession-2023-03")
    assert {(finding.severity, finding.rule) for finding in report.findings} == {
        ("Warning", "SourcedEntity-sourceKnown.MinCount")
    }


def test_with_nothing_to_review_the_turtle_states_nothing(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008"), instrument="untoc")
    assert len(Graph().parse(data=found.to_turtle(), format="turtle")) == 0


def test_the_graph_stays_as_it_is(own_kg: ug.KnowledgeGraph, written: Written) -> None:
    own_kg.query("ASK {}")
    before = own_kg.revision, own_kg.export(graphs=("data", "unconfirmed"), format="nquads")
    found = own_kg.reconcile(written("Bhutan,,1 Mar 2023 a", "Uzbekistan,,10 Dec 2003"), instrument="untoc")
    assert (found.missing_here, found.differences) != ((), ())
    found.to_table()
    found.to_turtle()
    assert (own_kg.revision, own_kg.export(graphs=("data", "unconfirmed"), format="nquads")) == before


def test_a_later_write_does_not_change_it(own_kg: ug.KnowledgeGraph, written: Written) -> None:
    found = own_kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008"), instrument="untoc")
    before = found.to_table().to_csv(), found.to_turtle()
    own_kg.graph.update("DELETE WHERE { ugd:action-KAZ-untoc-signature-2000-12-13 ?p ?o }")
    assert (found.to_table().to_csv(), found.to_turtle()) == before


def test_what_was_loaded_counts_as_here(written: Written, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
        PREFIX ugd: <https://w3id.org/unodc-graph/id/>
        PREFIX ugv: <https://w3id.org/unodc-graph/vocabulary/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        ugd:action-BTN-untoc-accession-2023-03-01 a ug:TreatyAction ; ug:participant ugd:state-BTN ;
          ug:instrument ugd:instrument-untoc ; ug:actionType ugv:action-type-accession ; ug:date "2023-03-01"^^xsd:date .""",
        encoding="utf-8",
    )
    found = ug.load(mine).reconcile(written("Bhutan,,1 Mar 2023 a"), instrument="untoc")
    assert [act.iri for act in found.agreements] == [UGD["action-BTN-untoc-accession-2023-03-01"]]
    assert found.missing_here == ()
