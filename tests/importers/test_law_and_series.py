"""What becomes of the rows on treaty law, national law and statistics: real rows, cut small."""

from __future__ import annotations

import pytest

from tests.importers.layout import (
    CHECKS,
    CONSENTS,
    LAWS,
    OBSERVATIONS,
    PAGE,
    REAL,
    REVIEWS,
    RULES,
    SERIES,
    SNAPSHOTS,
    Facts,
    changed,
    without,
)

UNCONFIRMED = "unconfirmed.ttl"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(REAL)


def source(facts: Facts, address: str) -> str:
    """Give the source node of an address."""
    (found,) = {thing for thing in facts.things() if ("url", address) in facts.about(thing)}
    return found


def test_the_acts_of_the_other_participants_stand_in_a_file_of_their_own(facts: Facts) -> None:
    assert facts.about("action-AGO-untoc-accession-2013-04-01", "treaty-actions-world.ttl") >= {
        ("type", "TreatyAction"),
        ("participant", "state-AGO"),
        ("date", "2013-04-01^date"),
        ("label", "Angola: accession, UNTOC, 2013-04-01@en"),
    }
    assert not facts.about("action-AGO-untoc-accession-2013-04-01", "treaty-actions.ttl")
    assert facts.about("action-KAZ-untoc-ratification-2008-07-31", "treaty-actions.ttl")


def test_a_second_source_that_agrees_is_one_more_source_of_the_act(facts: Facts) -> None:
    assert facts.values("action-KAZ-untoc-ratification-2008-07-31", "source") == {
        source(facts, "https://example.org/18-12.csv"),
        source(facts, "https://example.org/second"),
    }
    assert not facts.values("action-KAZ-untoc-ratification-2008-07-31", "editorialNote")


def test_a_second_source_that_calls_the_act_something_else_is_told_so(facts: Facts) -> None:
    assert len(facts.values("action-KAZ-beijing-protocol-2010-accession-2019-02-14", "source")) == 2
    assert facts.values("action-KAZ-beijing-protocol-2010-accession-2019-02-14", "editorialNote") == {
        "A second source calls this ratification.@en"
    }


def test_a_second_source_that_disagrees_is_no_source_of_the_act() -> None:
    facts = Facts(changed(CHECKS, 0, agrees="no"))
    assert len(facts.values("action-KAZ-untoc-ratification-2008-07-31", "source")) == 1


def test_a_rule_says_what_is_counted_and_how(facts: Facts) -> None:
    assert facts.about("entry-into-force-rule-untoc-general", "entry-into-force-rules.ttl") >= {
        ("type", "EntryIntoForceRule"),
        ("instrument", "instrument-untoc"),
        ("ruleScope", "rule-scope-general"),
        ("article", "Article 38(1)"),
        ("trigger", "deposit of instrument of ratification@en"),
        ("numberOfInstruments", "40^integer"),
        ("waitingPeriod", "90^integer"),
        ("waitingPeriodUnit", "unit-day"),
        ("counting", "counting-on-the-Nth-day-after"),
        ("extraCondition", "an organization is not counted@en"),
        ("withdrawalArticle", "Article 40(1)"),
        ("withdrawalNotice", "12^integer"),
        ("withdrawalNoticeUnit", "unit-month"),
        ("confidence", "confidence-high"),
    }


def test_a_rule_says_for_programs_which_acts_count_and_whose() -> None:
    facts = Facts(changed(RULES, 0, triggered_by="definitive-signature; ratification", counts_organizations="no"))
    rule = "entry-into-force-rule-untoc-general"
    assert facts.values(rule, "triggeredBy") == {"action-type-definitive-signature", "action-type-ratification"}
    assert facts.values(rule, "countsOrganizations") == {"false^boolean"}


def test_a_rule_that_says_nothing_of_organizations_or_acts_is_taken_at_its_word(facts: Facts) -> None:
    said = {predicate for predicate, _ in facts.about("entry-into-force-rule-untoc-general")}
    assert not said & {"triggeredBy", "countsOrganizations", "requiresPartyTo", "withdrawalNoticeBy"}


def test_a_rule_names_the_instruments_that_come_before_it_and_with_it() -> None:
    # Article 37(2) of UNTOC asks its protocols for this; the dates are those of Article 46 of the 1961 Convention.
    facts = Facts(
        changed(
            RULES, 1, source_url=PAGE, requires_party_to="untoc", requires_party_to_article="Article 37(2)",
            provides_party_to_by="ratification;acceptance", provides_party_to_after="1975-08-08",
            withdrawal_notice_by="--07-01", withdrawal_effect_on="--01-01",
        )
    )  # fmt: skip
    assert facts.about("entry-into-force-rule-beijing-protocol-2010-state") >= {
        ("requiresPartyTo", "instrument-untoc"),
        ("requiresPartyToArticle", "Article 37(2)"),
        ("providesPartyTo", "instrument-hague-1970"),
        ("providesPartyToBy", "action-type-ratification"),
        ("providesPartyToBy", "action-type-acceptance"),
        ("providesPartyToAfter", "1975-08-08^date"),
        ("withdrawalNoticeBy", "--07-01^gMonthDay"),
        ("withdrawalEffectOn", "--01-01^gMonthDay"),
    }


def test_a_rule_from_memory_is_unconfirmed_and_keeps_its_note(facts: Facts) -> None:
    rule = "entry-into-force-rule-beijing-protocol-2010-state"
    assert not facts.about(rule)
    assert facts.about(rule, UNCONFIRMED) >= {
        ("providesPartyTo", "instrument-hague-1970"),
        ("providesPartyToArticle", "Articles 18 and 19"),
        ("note", "from memory, no source read@en"),
        ("confidence", "confidence-low"),
    }
    assert not {said for said, _ in facts.about(rule, UNCONFIRMED)} & {"numberOfInstruments", "withdrawalNotice"}


def test_a_coverage_says_how_far_the_record_of_whom_is_complete(facts: Facts) -> None:
    everyone = facts.about("coverage-untoc-all-1", "coverage.ttl")
    assert everyone >= {
        ("type", "Coverage"),
        ("instrument", "instrument-untoc"),
        ("completeThrough", "2013-06-20^date"),
        ("coverageOf", "all consents and signatures@en"),
        ("note", "commit dated 2013-06-21@en"),
        ("label", "Record of UNTOC, all states: complete to 2013-06-20@en"),
    }
    assert "coverageState" not in {said for said, _ in everyone}
    assert facts.about("coverage-untoc-AZE-1") >= {
        ("coverageState", "state-AZE"),
        ("completeThrough", "2024-05^gYearMonth"),
    }
    assert not facts.values("coverage-untoc-all-2", "completeThrough")


# The words with which the table of snapshots says what a record holds.
WORDS_OF_KINDS = [
    ("all consents and signatures of the depositary's status table", "acts", "complete to"),
    ("all participations of the depositary table", "acts", "complete to"),
    ("consent and signature row of the state", "acts", "complete to"),
    ("consent row of the state (in-force date)", "consents", "consents complete to"),
    ("absence of the state from the table", "absence", "not listed on"),
    ("number of parties only; not the rows", "number-of-parties", "number of parties on"),
]


@pytest.mark.parametrize(("what", "kind", "reach"), WORDS_OF_KINDS, ids=lambda text: text)
def test_the_words_of_a_record_tell_its_kind(what: str, kind: str, reach: str) -> None:
    facts = Facts(changed(SNAPSHOTS, 0, what=what))
    assert facts.values("coverage-untoc-all-1", "coverageKind") == {f"coverage-kind-{kind}"}
    assert facts.values("coverage-untoc-all-1", "label") == {f"Record of UNTOC, all states: {reach} 2013-06-20@en"}


def test_what_a_column_says_of_the_kind_goes_before_the_words() -> None:
    facts = Facts(changed(SNAPSHOTS, 0, kind="number-of-parties"))
    assert facts.values("coverage-untoc-all-1", "coverageKind") == {"coverage-kind-number-of-parties"}


def test_from_a_record_that_reaches_no_day_nothing_follows(facts: Facts) -> None:
    assert facts.values("coverage-untoc-all-2", "coverageKind") == {"coverage-kind-none"}
    assert facts.values("coverage-untoc-all-2", "label") == {"Record of UNTOC, all states: not known to be complete@en"}


def test_a_coverage_may_be_limited_to_several_states() -> None:
    facts = Facts(changed(SNAPSHOTS, 1, state_iso3="AZE;KAZ"))
    coverage = "coverage-untoc-several-1"
    assert facts.values(coverage, "coverageState") == {"state-AZE", "state-KAZ"}
    assert facts.values(coverage, "label") == {"Record of UNTOC, 2 states: consents complete to 2024-05@en"}


def test_a_coverage_of_every_instrument_names_none() -> None:
    facts = Facts(changed(SNAPSHOTS, 0, instrument_id="*"))
    assert not facts.values("coverage-all-all-1", "instrument")
    assert ("completeThrough", "2013-06-20^date") in facts.about("coverage-all-all-1")


def test_two_rows_of_one_act_are_one_act_on_two_instruments(facts: Facts) -> None:
    assert facts.about("national-act-KAZ-2018-12-08-199-VI", "national-acts.ttl") == {
        ("type", "NationalAct"),
        ("label", "Kazakhstan: ratification law 199-VI, 2018-12-08@en"),
        ("enactedBy", "state-KAZ"),
        ("actKind", "act-kind-ratification-law"),
        ("actNumber", "199-VI"),
        ("adopted", "2018-12-08^date"),
        ("instrument", "instrument-hague-1970"),
        ("instrument", "instrument-beijing-protocol-2010"),
        ("source", source(facts, "https://example.org/199")),
    }


def test_an_act_without_a_number_is_told_apart_by_its_instrument(facts: Facts) -> None:
    assert facts.about("national-act-UZB-2008-07-untoc") >= {("adopted", "2008-07^gYearMonth")}
    assert len({thing for thing in facts.things() if thing.startswith("national-act-")}) == len(REAL[LAWS]) + (
        len(REAL[CONSENTS]) - 1
    )


def test_a_law_has_its_state_titles_number_and_dates(facts: Facts) -> None:
    earlier = facts.about("national-act-law-KAZ-1998-corruption", "national-acts.ttl")
    assert earlier >= {
        ("type", "NationalAct"),
        ("label", "Kazakhstan: Law on corruption (earlier law)@en"),
        ("title", "Law on corruption (earlier law)@en"),
        ("originalTitle", "О борьбе с коррупцией"),
        ("identifier", "law-KAZ-1998-corruption"),
        ("enactedBy", "state-KAZ"),
        ("actKind", "act-kind-law"),
        ("actNumber", "267"),
        ("adopted", "1998-07-02^date"),
        ("inForce", "false^boolean"),
        ("replacedBy", "national-act-law-KAZ-2015-corruption"),
        ("theme", "theme-corruption"),
    }
    assert "sourceName" not in {said for said, _ in earlier}
    later = facts.about("national-act-law-KAZ-2015-corruption")
    assert later >= {("enteredIntoForce", "2016-01-01^date"), ("sourceName", "CIS database; adilet.zan.kz")}
    assert "inForce" not in {said for said, _ in later}


def test_what_a_law_is_not_said_to_be_is_not_made_up(facts: Facts) -> None:
    article = facts.about("national-act-law-AZE-cc")
    assert not {said for said, _ in article} & {"inForce", "enteredIntoForce", "adopted", "replacedBy", "actNumber"}
    assert ("replacedByAsWritten", "law of 2022-07-04 no. 55") in article
    assert ("sourceName", "CIS database (ceased 2019)") in article
    assert ("title", "CIS database@en") in facts.about(source(facts, "https://example.org/144"))


@pytest.mark.parametrize(("status", "value"), [("yes", "true"), ("no", "false")])
def test_a_status_is_a_truth_value(status: str, value: str) -> None:
    facts = Facts(changed(LAWS, 0, in_force=status))
    assert facts.values("national-act-law-KAZ-1998-corruption", "inForce") == {f"{value}^boolean"}


def test_an_implementation_ties_an_act_to_an_article(facts: Facts) -> None:
    assert facts.about("implementation-law-AZE-cc-untoc-46-10-12-1", "implementations.ttl") == {
        ("type", "Implementation"),
        ("label", "Azerbaijan: Criminal Code article 144-1; UNTOC, article 46(10)-(12)@en"),
        ("act", "national-act-law-AZE-cc"),
        ("implements", "instrument-untoc"),
        ("article", "46(10)-(12)"),
        ("finding", "partly"),
        ("saidBy", "UNODC legal assessment"),
        ("date", "2018-09^gYearMonth"),
        ("source", source(facts, PAGE)),
        ("confidence", "confidence-low"),
    }
    whole = facts.about("implementation-law-KAZ-2015-corruption-untoc-1")
    assert not {said for said, _ in whole} & {"article", "date"}


def test_an_authority_has_a_role_in_a_state(facts: Facts) -> None:
    assert facts.about("authority-KAZ-anti-corruption-body-1", "authorities.ttl") == {
        ("type", "Authority"),
        ("label", "Anti-Corruption Agency of the Republic of Kazakhstan@en"),
        ("authorityRole", "authority-role-anti-corruption-body"),
        ("inState", "state-KAZ"),
        ("instrument", "instrument-untoc"),
        ("asOf", "2023-11-02^date"),
        ("source", source(facts, PAGE)),
        ("confidence", "confidence-high"),
    }


def test_a_review_has_the_years_that_are_written(facts: Facts) -> None:
    assert facts.about("review-KAZ-UNCAC-review-cycle-1-2014--2015-1", "reviews.ttl") >= {
        ("type", "Review"),
        ("label", "First-cycle review@en"),
        ("reviewedState", "state-KAZ"),
        ("mechanism", "review-mechanism-UNCAC-review-cycle-1"),
        ("start", "2014^gYear"),
        ("end", "2015^gYear"),
        ("finding", "It went through its review.@en"),
    }
    assert facts.about("review-KAZ-GRECO-2022-1") >= {("start", "2022^gYear"), ("end", "2022^gYear")}
    assert not {said for said, _ in facts.about("review-KAZ-EAG-undated-1")} & {"start", "end", "finding"}


def test_rows_that_differ_in_nothing_of_the_iri_are_numbered_in_file_order() -> None:
    rows = {**REAL, REVIEWS: [{**REAL[REVIEWS][2], "title": title} for title in ("first", "second")]}
    facts = Facts(rows)
    assert [facts.values(f"review-KAZ-EAG-undated-{number}", "label") for number in (1, 2)] == [
        {"first@en"},
        {"second@en"},
    ]


def test_a_series_has_two_titles_and_the_sources_of_its_observations(facts: Facts) -> None:
    assert facts.about("series-seizures-heroin", "series.ttl") == {
        ("type", "Series"),
        ("label", "Heroin seized@en"),
        ("label", "Изъято: героин@ru"),
        ("identifier", "seizures-heroin"),
        ("measure", "measure-seizure-kg"),
        ("substance", "substance-heroin"),
        ("unit", "unit-kg"),
        ("description", "Weight of heroin seized.@en"),
        ("publisher", "UNODC"),
        ("theme", "theme-drug-law-enforcement"),
        ("updateFrequency", "yearly"),
        ("comparability", "Counts what agencies reported.@en"),
        ("source", source(facts, "https://example.org/seizures")),
        ("source", source(facts, "https://example.org/news")),
    }
    assert facts.values("series-prison-population", "population") == {"population-prisoners"}


def test_an_observation_is_a_figure_of_its_series(facts: Facts) -> None:
    assert facts.about("figure-seizures-heroin-KAZ-2003-1", "series-figures.ttl") == {
        ("type", "Figure"),
        ("label", "Heroin seized: Kazakhstan, 2003, 706.50 kg@en"),
        ("inSeries", "series-seizures-heroin"),
        ("subject", "state-KAZ"),
        ("measure", "measure-seizure-kg"),
        ("substance", "substance-heroin"),
        ("unit", "unit-kg"),
        ("value", "706.5^decimal"),
        ("qualifier", "qualifier-exact"),
        ("start", "2003^gYear"),
        ("end", "2003^gYear"),
        ("source", source(facts, "https://example.org/seizures")),
        ("confidence", "confidence-high"),
    }


def test_two_sources_of_one_year_are_two_figures(facts: Facts) -> None:
    second = facts.about("figure-seizures-heroin-KAZ-2003-2", "series-figures.ttl")
    assert second >= {
        ("label", "Heroin seized: Kazakhstan, 2003, approximately 700 kg@en"),
        ("value", "700^integer"),
        ("lower", "650^integer"),
        ("upper", "750^integer"),
        ("seriesBreak", "true^boolean"),
        ("note", "rounded@en"),
        ("confidence", "confidence-low"),
    }


def test_a_bound_is_told_as_one(facts: Facts) -> None:
    assert facts.about("figure-prison-population-AZE-2004-1") >= {
        ("label", "Prison population: Azerbaijan, 2004, less than 5@en"),
        ("qualifier", "qualifier-less-than"),
        ("population", "population-prisoners"),
    }


def test_a_series_without_observations_has_no_source() -> None:
    facts = Facts(without(OBSERVATIONS))
    assert "source" not in {said for said, _ in facts.about("series-seizures-heroin")}


def test_the_figures_of_the_table_of_figures_stay_apart_from_those_of_series(facts: Facts) -> None:
    assert facts.about("figure-ROCA-portfolio-value-2013-1", "figures.ttl")
    assert not facts.about("figure-ROCA-portfolio-value-2013-1", "series-figures.ttl")
    assert len(REAL[SERIES]) == len({thing for thing in facts.things() if thing.startswith("series-")})
