"""What the answers on treaties and law must say, as the sources say it, and what must hold of them for any state and instrument."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from unodc_graph import UGD, UGV

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph

INSTRUMENTS = ("psychotropics-1971", "trafficking-1988", "tip-protocol", "uncac", "untoc")
STATES = ("ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB")


def acts(kg: KnowledgeGraph, instrument: str, act: str) -> set[object]:
    """Whose acts of one type are recorded on an instrument."""
    rows = kg.run("acts-on-instrument", instrument=instrument)
    return {row.participant for row in rows if row.act == UGV[f"action-type-{act}"]}


def test_kazakhstan_signed_the_convention_and_acceded_to_its_three_protocols(kg: KnowledgeGraph) -> None:
    rows = kg.run("protocols-acceded-to-after-signing-the-parent", office="ROCA")
    of_kazakhstan = {
        (row.protocol, str(row.signed), str(row.acceded))
        for row in rows
        if (row.state, row.parent) == (UGD["state-KAZ"], UGD["instrument-untoc"])
    }
    assert of_kazakhstan == {
        (UGD["instrument-tip-protocol"], "2000-12-13", "2008-07-31"),
        (UGD["instrument-som-protocol"], "2000-12-13", "2008-07-31"),
        (UGD["instrument-firearms-protocol"], "2000-12-13", "2008-07-31"),
    }


def test_uzbekistan_signed_the_migrants_protocol_and_no_consent_is_recorded(kg: KnowledgeGraph) -> None:
    signed = kg.run("signatures-without-recorded-consent", instrument="som-protocol")
    assert ("2001-06-28", UGD["state-UZB"]) in {(str(row.date), row.participant) for row in signed}
    missing = kg.run("states-without-recorded-consent", office="ROCA", mandate="crime")
    rows = [row for row in missing if row.instrument == UGD["instrument-som-protocol"]]
    assert {(row.state, str(row.signed)) for row in rows} == {(UGD["state-UZB"], "2001-06-28")}
    assert max(str(row.complete_through) for row in rows) == "2014-07-09"


def test_where_no_complete_record_is_known_no_day_is_given(kg: KnowledgeGraph) -> None:
    rows = kg.run("states-without-recorded-consent", office="ROCA", mandate="terrorism")
    kept_elsewhere = [row for row in rows if row.instrument == UGD["instrument-beijing-convention-2010"]]
    assert kept_elsewhere
    assert {(row.complete_through, row.source) for row in kept_elsewhere} == {(None, None)}


def test_tajikistan_joined_the_convention_before_it_was_in_force(kg: KnowledgeGraph) -> None:
    (row,) = (
        row
        for row in kg.run("consents-before-entry-into-force", instrument="untoc")
        if row.participant == UGD["state-TJK"]
    )
    assert (str(row.date), str(row.entered_into_force)) == ("2002-07-08", "2003-09-29")


def test_more_than_the_forty_deposits_that_it_needed_came_before_the_entry_into_force(kg: KnowledgeGraph) -> None:
    before = {row.participant for row in kg.run("consents-before-entry-into-force", instrument="untoc")}
    assert len(before) > 40


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_who_signed_either_consented_or_has_no_recorded_consent(kg: KnowledgeGraph, instrument: str) -> None:
    counted = {row.participant for row in kg.run("days-from-signature-to-consent", instrument=instrument)}
    waiting = {row.participant for row in kg.run("signatures-without-recorded-consent", instrument=instrument)}
    assert not counted & waiting
    assert counted | waiting == acts(kg, instrument, "signature")


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_who_acceded_without_signature_acceded_and_did_not_sign(kg: KnowledgeGraph, instrument: str) -> None:
    found = {row.participant for row in kg.run("accessions-without-signature", instrument=instrument)}
    assert found == acts(kg, instrument, "accession") - acts(kg, instrument, "signature")


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_days_from_signature_to_consent_are_those_of_the_calendar(kg: KnowledgeGraph, instrument: str) -> None:
    rows = kg.run("days-from-signature-to-consent", instrument=instrument)
    assert len(rows)
    for row in rows:
        assert isinstance(row.date, date)
        assert isinstance(row.signed, date)
        assert row.days == (row.date - row.signed).days


@pytest.mark.parametrize("state", STATES)
def test_the_days_from_adoption_to_consent_are_those_of_the_calendar(kg: KnowledgeGraph, state: str) -> None:
    rows = kg.run("days-from-adoption-to-consent", state=state)
    assert len(rows)
    for row in rows:
        assert isinstance(row.date, date)
        assert isinstance(row.adopted, date)
        assert row.days == (row.date - row.adopted).days


def test_an_act_known_to_the_month_has_no_days(kg: KnowledgeGraph) -> None:
    """Tajikistan ratified the convention on nuclear terrorism in June 2022; the day was not read."""
    rows = kg.run("days-from-adoption-to-consent", state="TJK")
    assert UGD["instrument-nuclear-terrorism-2005"] not in {row.instrument for row in rows}
    assert UGD["instrument-nuclear-terrorism-2005"] in {row.instrument for row in kg.run("acts-in-year", year=2022)}


def test_the_states_of_the_count_are_those_of_the_list(kg: KnowledgeGraph) -> None:
    for mandate in ("corruption", "crime", "drugs", "terrorism"):
        missing = {
            (row.instrument, row.state)
            for row in kg.run("states-without-recorded-consent", office="ROCA", mandate=mandate)
        }
        for row in kg.run("instruments-of-mandate", office="ROCA", mandate=mandate):
            assert row.covered == len(STATES)
            assert row.consenting == len(STATES) - sum(instrument == row.instrument for instrument, _ in missing)


def test_turkmenistan_is_bound_by_the_amended_convention_through_its_accession_to_that_of_1961(
    kg: KnowledgeGraph,
) -> None:
    (row,) = (row for row in kg.run("participations-by-virtue") if row.participant == UGD["state-TKM"])
    assert (row.other, row.act) == (UGD["instrument-single-convention-1961"], UGV["action-type-accession"])
    assert (str(row.date), row.article) == ("1996-02-21", "Article 19 of the 1972 Protocol")


def test_an_act_on_both_other_instruments_has_a_row_for_each(kg: KnowledgeGraph) -> None:
    rows = [row for row in kg.run("participations-by-virtue") if row.participant == UGD["state-KAZ"]]
    assert {row.other for row in rows} == {
        UGD["instrument-protocol-1972"],
        UGD["instrument-single-convention-1961"],
    }


def test_the_only_central_authority_named_under_an_instrument_is_that_of_kazakhstan(kg: KnowledgeGraph) -> None:
    rows = kg.run("central-authorities", office="ROCA")
    assert {row.state for row in rows} == {UGD[f"state-{code}"] for code in STATES}
    (named,) = (row for row in rows if row.instrument is not None)
    assert (named.state, named.instrument) == (UGD["state-KAZ"], UGD["instrument-uncac"])


def test_a_law_that_shares_no_project_stands_without_one(kg: KnowledgeGraph) -> None:
    rows = kg.run("articles-laws-projects-and-donors", instrument="uncac")
    (bribery,) = (row for row in rows if row.article == "15(a)")
    assert (bribery.state, bribery.project, bribery.donor) == (UGD["state-ARM"], None, None)
    assert {row.project for row in rows if row.donor == UGD["organization-EBRD"]} == {UGD["project-EBRD-AC"]}


@pytest.mark.parametrize("state", STATES)
def test_an_instrument_without_recorded_implementation_has_none_in_the_list_of_laws(
    kg: KnowledgeGraph, state: str
) -> None:
    without = {row.instrument for row in kg.run("instruments-without-recorded-implementation", state=state)}
    said = {
        row.instrument
        for row in kg.run("laws-per-instrument")
        if row.state == UGD[f"state-{state}"] and row.said_by is not None
    }
    assert not without & said
