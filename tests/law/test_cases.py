"""Cases of the law of treaties that were real."""

from __future__ import annotations

from datetime import date

import pytest

import unodc_graph as ug
from tests.law.asking import NOT_PARTY, PARTY, SIGNATORY, UNKNOWN, positions, said
from unodc_graph import UGD, Answer, PartialDate, Period


def test_kazakhstan_signed_the_convention_and_acceded_to_its_protocols(kg: ug.KnowledgeGraph) -> None:
    convention = kg.status("KAZ", "untoc", "2010")
    assert [(one.type, one.date) for one in convention.actions] == [
        ("signature", date(2000, 12, 13)),
        ("ratification", date(2008, 7, 31)),
    ]
    for protocol in ("tip-protocol", "som-protocol", "firearms-protocol"):
        status = kg.status("KAZ", protocol, "2010")
        assert [(one.type, one.date) for one in status.actions] == [("accession", date(2008, 7, 31))]
        assert (status.participation, status.since) == (PARTY, date(2008, 8, 30))
    assert positions(kg, "KAZ", "untoc", "2000-12-12", "2000-12-13", "2008-08-29", "2008-08-30") == [
        NOT_PARTY,
        SIGNATORY,
        SIGNATORY,
        PARTY,
    ]


def test_who_surely_is_party_to_the_convention_is_told_nothing_of_it(kg: ug.KnowledgeGraph) -> None:
    for protocol in ("tip-protocol", "som-protocol", "firearms-protocol"):
        assert kg.entry_into_force("KAZ", protocol).notes == ()
        assert "Only a party to" not in said(kg.status("KAZ", protocol, "2010"))


def test_uzbekistan_signed_the_migrants_protocol_and_nobody_knows_of_a_consent(kg: ug.KnowledgeGraph) -> None:
    assert positions(kg, "UZB", "som-protocol", "2001-06-27", "2001-06-28", "2014-07-09", "2014-07-10", "2020") == [
        NOT_PARTY,
        SIGNATORY,
        SIGNATORY,
        UNKNOWN,
        UNKNOWN,
    ]
    assert kg.status("UZB", "som-protocol", "2014-07-10").in_force is Answer.UNKNOWN
    assert "Not researched since 9 July 2014" in said(kg.status("UZB", "som-protocol", "2020"))


def test_tajikistan_deposited_before_the_convention_was_in_force_and_is_bound_from_then(kg: ug.KnowledgeGraph) -> None:
    assert positions(kg, "TJK", "untoc", "2002-07-08", "2002-08-07", "2003-09-28", "2003-09-29") == [
        SIGNATORY,
        SIGNATORY,
        SIGNATORY,
        PARTY,
    ]
    before = kg.status("TJK", "untoc", "2003-09-28")
    assert before.in_force is Answer.NO
    assert "not yet in force for any state: it entered into force on 29 September 2003" in said(before)
    assert "Tajikistan ratified UNTOC on 8 July 2002; it did not enter into force for it before 29 September 2003." in (
        before.notes
    )
    assert before.rule is not None
    assert before.rule.article == "Article 38(2)"


def test_a_deposit_after_the_fortieth_binds_no_earlier_than_the_forty_do(kg: ug.KnowledgeGraph) -> None:
    # Costa Rica deposited on 24 July 2003: thirty days later the Convention was in force for nobody.
    assert positions(kg, "CRI", "untoc", "2003-08-23", "2003-09-28", "2003-09-29") == [SIGNATORY, SIGNATORY, PARTY]
    assert kg.entry_into_force("CRI", "untoc").date == date(2003, 9, 29)


def test_a_successor_is_bound_from_a_day_that_the_record_does_not_have(kg: ug.KnowledgeGraph) -> None:
    # Montenegro became independent on 3 June 2006 and notified its succession on 23 October 2006.
    days = "2006-06-02", "2006-06-03", "2006-10-22", "2006-10-23"
    assert positions(kg, "MNE", "untoc", *days) == [NOT_PARTY, UNKNOWN, UNKNOWN, PARTY]
    status = kg.status("MNE", "untoc", "2010")
    assert status.since == Period(date(2006, 6, 3), date(2006, 10, 23))
    assert status.rule is None
    assert "article 23(1)" in said(status)
    assert [one.type for one in status.actions] == ["succession"]


def test_a_successor_to_convention_and_protocol_is_party_to_both(kg: ug.KnowledgeGraph) -> None:
    days = "2006-10-22", "2006-10-23"
    assert positions(kg, "MNE", "tip-protocol", *days) == [UNKNOWN, PARTY]


def test_a_succession_to_a_signature_is_a_signature(kg: ug.KnowledgeGraph) -> None:
    assert positions(kg, "MNE", "nuclear-terrorism-2005", "2006-10-22", "2006-10-23", "2013-06-20") == [
        NOT_PARTY,
        SIGNATORY,
        SIGNATORY,
    ]


@pytest.mark.parametrize(
    ("who", "joined", "since", "articles"),
    [
        ("AZE", date(1999, 1, 11), date(1999, 2, 10), ["(Article 19 of the 1972 Protocol)"]),
        # Kazakhstan joined the Convention and the Protocol on one day: each makes it a participant.
        (
            "KAZ",
            date(1997, 4, 29),
            date(1997, 5, 29),
            ["(Article 19 of the 1972 Protocol)", "(Articles 18 and 19 of the 1972 Protocol)"],
        ),
    ],
)
def test_who_takes_part_by_virtue_of_another_act_is_told_by_which(
    kg: ug.KnowledgeGraph, who: str, joined: date, since: date, articles: list[str]
) -> None:
    status = kg.status(who, "single-convention-1961-amended", "2010")
    assert (status.participation, status.since) == (PARTY, since)
    assert [(one.type, one.date) for one in status.actions] == [("participation-by-virtue", joined)]
    assert status.rule is not None
    assert status.rule.article == "Article 18(2) of the 1972 Protocol; Article 41(2) of the Convention"
    for article in articles:
        assert article in said(status)
    assert said(status).count("by virtue of an act on another instrument (") == len(articles)


def test_the_amendment_binds_from_its_entry_into_force_whoever_accepted_it_before(kg: ug.KnowledgeGraph) -> None:
    # Turkmenistan accepted in 2005, the Amendment entered into force on 8 May 2016.
    assert positions(kg, "TKM", "nuclear-material-amendment-2005", "2016-05-07", "2016-05-08") == [UNKNOWN, PARTY]
    assert kg.status("TKM", "nuclear-material-amendment-2005", "2016-05-07").in_force is Answer.NO
    # Kyrgyzstan accepted after that, and is bound from the very day.
    assert kg.status("KGZ", "nuclear-material-amendment-2005", "2020").since == date(2016, 9, 26)


def test_an_act_among_unconfirmed_facts_is_named_and_counts_for_nothing(kg: ug.KnowledgeGraph) -> None:
    status = kg.status("KAZ", "tokyo-1963", "2010")
    assert (status.participation, status.in_force, status.since) == (UNKNOWN, Answer.UNKNOWN, None)
    assert (status.actions, status.rule) == ((), None)
    assert "Kazakhstan acceded to the Tokyo Convention on 18 May 1995. It counts for nothing here." in said(status)
    (gap,) = kg.gaps("2010", states=["KAZ"], instruments=["tokyo-1963"])
    assert (gap.participation, gap.known, gap.unconfirmed) == ("unknown", "no", "accession on 18 May 1995")
    assert len(kg.timeline("KAZ", "tokyo-1963")) == 0


def test_an_accession_to_the_supplementing_protocol_joins_nobody_to_the_convention(kg: ug.KnowledgeGraph) -> None:
    # Article XXI(2) of the Beijing Protocol names ratification, acceptance and approval; Kazakhstan acceded.
    assert kg.status("KAZ", "beijing-protocol-2010", "2020").participation is PARTY
    assert kg.status("KAZ", "hague-1970", "2020").participation is UNKNOWN


def test_an_act_of_low_confidence_is_named(kg: ug.KnowledgeGraph) -> None:
    status = kg.status("GEO", "hague-1970", "2010")
    assert status.participation is PARTY
    assert [one.confidence for one in status.actions] == ["low"]
    assert (
        "Georgia acceded to the Hague Hijacking Convention on 20 April 1994: this record is of low confidence"
        in said(status)
    )
    assert "low confidence" not in said(kg.status("GEO", "untoc", "2010"))


def test_an_act_that_is_known_to_the_month_leaves_the_month_after_it_open(kg: ug.KnowledgeGraph) -> None:
    # Tajikistan ratified in June 2022: in force on a day from 1 to 30 July 2022. Nothing is on record after July 2014.
    known = "nuclear-terrorism-2005"
    days = "2022-06-30", "2022-07-01", "2022-07-29", "2022-07-30", "2022", "2022-07", "2022-08", "2023"
    assert positions(kg, "TJK", known, *days) == [*[UNKNOWN] * 3, PARTY, UNKNOWN, UNKNOWN, PARTY, PARTY]
    status = kg.status("TJK", known, "2023")
    assert status.since == Period(date(2022, 7, 1), date(2022, 7, 30))
    assert status.actions[-1].date == PartialDate(2022, 6)


@pytest.mark.parametrize("who", ["SUN", "CSK"])
def test_of_a_former_state_no_table_says_that_it_was_no_party(kg: ug.KnowledgeGraph, who: str) -> None:
    status = kg.status(who, "single-convention-1961", "1985")
    assert (status.participation, status.in_force) == (UNKNOWN, Answer.UNKNOWN)
    ended = kg.status(who, "single-convention-1961", "2000")
    assert (ended.participation, ended.in_force) == (NOT_PARTY, Answer.NO)
    assert "no longer existed then" in said(ended)


def test_a_state_that_did_not_exist_was_no_party(kg: ug.KnowledgeGraph) -> None:
    assert positions(kg, "KAZ", "hostages-1979", "1991-12-15", "1991") == [NOT_PARTY, NOT_PARTY]
    status = kg.status("KAZ", "hostages-1979", "1991-12-15")
    assert "did not exist as a state then: its independence is dated 16 December 1991" in said(status)
    # Also where no complete record exists.
    assert kg.status("KAZ", "tokyo-1963", "1991-12-15").participation is NOT_PARTY
    assert kg.status("KAZ", "tokyo-1963", "1991-12-16").participation is UNKNOWN


def test_nobody_is_party_to_what_was_not_adopted(kg: ug.KnowledgeGraph) -> None:
    status = kg.status("KAZ", "untoc", "2000-11-14")
    assert (status.participation, status.in_force) == (NOT_PARTY, Answer.NO)
    assert "UNTOC was adopted only on 15 November 2000." in status.notes
    assert kg.status("KAZ", "beijing-convention-2010", "2010-09-09").participation is NOT_PARTY


def test_before_its_entry_into_force_an_instrument_binds_nobody_even_if_nothing_is_on_record(
    kg: ug.KnowledgeGraph,
) -> None:
    before, after = (kg.status("KAZ", "beijing-convention-2010", day) for day in ("2018-06-30", "2018-07-01"))
    assert (before.participation, before.in_force) == (UNKNOWN, Answer.NO)
    assert before.words.startswith("Kazakhstan was not bound by the Beijing Convention on 30 June 2018; whether it had")
    assert "not yet in force for any state: it entered into force on 1 July 2018" in said(before)
    assert (after.participation, after.in_force) == (UNKNOWN, Answer.UNKNOWN)


def test_a_day_to_come_is_answered_and_marked(kg: ug.KnowledgeGraph) -> None:
    party, unknown = kg.status("KAZ", "untoc", "2999-01-01"), kg.status("UZB", "som-protocol", "2999")
    assert (party.participation, unknown.participation) == (PARTY, UNKNOWN)
    assert "That day is in the future, beyond any record" in said(party)
    assert "These days are in the future, beyond any record" in said(unknown)
    assert "future" not in said(kg.status("KAZ", "untoc", "2010"))


def test_today_is_the_day_that_nothing_is_said_of(kg: ug.KnowledgeGraph) -> None:
    status = kg.status("KAZ", "untoc")
    assert isinstance(status.as_of, date)
    assert status == kg.status("KAZ", "untoc", status.as_of)
    assert "future" not in said(status)


def test_the_european_union_takes_part_as_a_participant(kg: ug.KnowledgeGraph) -> None:
    status = kg.status("European Union", "untoc", "2010")
    assert status.state == UGD["regional-organization-EUE"]
    assert [(one.type, one.date) for one in status.actions] == [
        ("signature", date(2000, 12, 12)),
        ("approval", date(2004, 5, 21)),
    ]
    assert (status.participation, status.since) == (PARTY, date(2004, 6, 20))
    assert positions(kg, "EUE", "firearms-protocol", "2002-01-15", "2002-01-16", "2013-06-20", "2013-06-21") == [
        NOT_PARTY,
        SIGNATORY,
        SIGNATORY,
        UNKNOWN,
    ]
