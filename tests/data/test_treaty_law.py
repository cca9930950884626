"""What rules and coverages say for programs is what they say in words, and no more than their sources show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug

if TYPE_CHECKING:
    from unodc_graph import KnowledgeGraph

EIGHT = {"ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"}
# How a clause names an act; of a signature only one that is not to be ratified binds.
WORDS = {
    "ratification": "instrument of ratification",
    "acceptance": "acceptance",
    "approval": "approval",
    "accession": "accession",
    "formal-confirmation": "formal confirmation",
    "definitive-signature": "signature without reservation",
}
RULE = """
SELECT ?instrument ?scope ?trigger ?condition (GROUP_CONCAT(DISTINCT ?note; SEPARATOR="; ") AS ?notes)
    (GROUP_CONCAT(DISTINCT ?act; SEPARATOR=" ") AS ?acts) ?organizations ?required ?by ?on
WHERE {
  ?rule a ug:EntryIntoForceRule ; ug:ruleScope/dcterms:identifier ?scope ; ug:trigger ?trigger .
  BIND (REPLACE(STR(?rule), "^.*rule-|-(general|state)$", "") AS ?instrument)
  OPTIONAL { ?rule ug:extraCondition ?condition }
  OPTIONAL { ?rule skos:note ?note }
  OPTIONAL { ?rule ug:triggeredBy/dcterms:identifier ?act }
  OPTIONAL { ?rule ug:countsOrganizations ?organizations }
  OPTIONAL { ?rule ug:requiresPartyTo ?parent BIND (REPLACE(STR(?parent), "^.*instrument-", "") AS ?required) }
  OPTIONAL { ?rule ug:withdrawalNoticeBy ?by ; ug:withdrawalEffectOn ?on }
}
GROUP BY ?instrument ?scope ?trigger ?condition ?organizations ?required ?by ?on
"""
COVERAGE = """
SELECT ?coverage ?kind (GROUP_CONCAT(DISTINCT STR(?state); SEPARATOR=" ") AS ?states) (SAMPLE(?end) AS ?through) WHERE {
  ?coverage a ug:Coverage ; ug:coverageKind/dcterms:identifier ?kind .
  OPTIONAL { ?coverage ug:coverageState/skos:notation ?state FILTER (DATATYPE(?state) = ug:iso3) }
  OPTIONAL { ?coverage ug:completeThrough ?end }
}
GROUP BY ?coverage ?kind
"""
UNPROVED = """
SELECT ?coverage WHERE {
  ?coverage a ug:Coverage ; ug:coverageKind ?kind ; ug:instrument ?instrument ; ug:source ?source .
  FILTER (?kind IN (ugv:coverage-kind-acts, ugv:coverage-kind-consents))
  FILTER NOT EXISTS { ?coverage ug:coverageState ?state }
  FILTER NOT EXISTS {
    ?act a ug:TreatyAction ; ug:instrument ?instrument ; ug:source ?source ; ug:participant ?participant .
    FILTER NOT EXISTS { ugd:office-ROCA ug:covers ?participant }
  }
}
"""


@pytest.fixture(scope="module")
def rules(kg: KnowledgeGraph) -> list[ug.Row]:
    table = kg.query(RULE, graphs=("data", "unconfirmed", "ontology"))
    assert isinstance(table, ug.Table)
    assert len(table) == 58
    return list(table)


@pytest.fixture(scope="module")
def coverages(kg: KnowledgeGraph) -> list[ug.Row]:
    table = kg.query(COVERAGE, graphs=("data", "unconfirmed", "ontology"))
    assert isinstance(table, ug.Table)
    assert len(table) == 64
    return list(table)


def test_a_rule_is_triggered_by_the_acts_that_its_words_name(rules: list[ug.Row]) -> None:
    for rule in rules:
        named = {act for act, words in WORDS.items() if words in str(rule.trigger)}
        acts = set(str(rule.acts or "").split())
        if "the 1972 Protocol" in str(rule.trigger):
            # Acts on another instrument: on this one they are participation by virtue of it, or no act at all.
            named = named | {"participation-by-virtue"} if rule.scope == "state" else set()
        assert acts == named, (rule.instrument, rule.scope)


def test_organizations_do_not_count_where_the_words_say_so(rules: list[ug.Row]) -> None:
    for rule in rules:
        told = rule.scope == "general" and "organization" in str(rule.condition)
        assert (rule.organizations is False) == told, rule.instrument
        assert rule.organizations is not True


def test_a_state_must_be_party_to_the_instrument_that_the_condition_names(rules: list[ug.Row]) -> None:
    found = {str(rule.instrument): str(rule.required) for rule in rules if rule.required is not None}
    assert len(found) == 8
    for rule in rules:
        if rule.required is not None:
            assert rule.scope == "state"
            parent = "the parent Convention" if rule.required == "untoc" else str(rule.required)
            assert parent in str(rule.condition), rule.instrument
    # Signatories of the 1961 Convention can join its Protocol too.
    assert "protocol-1972" not in found


def test_a_calendar_rule_on_withdrawal_has_the_days_of_its_note(rules: list[ug.Row]) -> None:
    calendar = [rule for rule in rules if rule.by is not None]
    assert {str(rule.instrument) for rule in calendar} == {
        *("single-convention-1961", "single-convention-1961-amended", "psychotropics-1971"),
    }
    for rule in rules:
        told = "a denunciation received by 1 July takes effect on 1 January" in str(rule.notes)
        assert (str(rule.by), str(rule.on)) == (("--07-01", "--01-01") if told else ("None", "None")), rule.instrument


def test_what_is_complete_for_all_states_rests_on_the_table_that_the_acts_of_all_were_taken_from(
    kg: KnowledgeGraph,
) -> None:
    unproved = kg.query(UNPROVED)
    assert isinstance(unproved, ug.Table)
    assert list(unproved) == []


def test_later_tables_are_complete_for_the_eight_states_alone(coverages: list[ug.Row]) -> None:
    later = [one for one in coverages if str(one.through) in ("2014-07-09", "2015-03-14")]
    assert len(later) == 15
    for one in later:
        assert one.kind == "acts"
        assert set(str(one.states).split()) == EIGHT


def test_where_nothing_is_complete_no_day_is_given(coverages: list[ug.Row]) -> None:
    for one in coverages:
        assert (one.kind == "none") == (one.through is None), one.coverage
