"""Cases of the law of treaties that the real record does not have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from tests.law.asking import NOT_PARTY, PARTY, SIGNATORY, UNKNOWN, WITHDRAWN, positions, said
from tests.law.invented import PREFIXES, act, coverage, state
from unodc_graph import UGD, Answer, Period

if TYPE_CHECKING:
    from pathlib import Path

FACTS = [
    # Withdrawal with a notice of twelve months, and joining again.
    state("Arcadia"),
    act("Arcadia", "untoc", "signature", "2001-01-01"),
    act("Arcadia", "untoc", "ratification", "2004-01-10"),
    act("Arcadia", "untoc", "withdrawal", "2010-03-15"),
    act("Arcadia", "untoc", "accession", "2012-06-01"),
    act("Arcadia", "tip-protocol", "accession", "2005-01-01"),
    # Withdrawal, and joining again before it took effect.
    state("Uqbar"),
    act("Uqbar", "uncac", "ratification", "2008-01-01"),
    act("Uqbar", "uncac", "withdrawal", "2010-06-01"),
    act("Uqbar", "uncac", "accession", "2011-01-01"),
    # Withdrawal by the calendar: received by 1 July it takes effect on 1 January.
    *(
        fact
        for who, received in (("Borduria", "2009-07-01"), ("Caspia", "2009-07-02"))
        for fact in (
            state(who),
            *(
                line
                for instrument in ("psychotropics-1971", "single-convention-1961")
                for line in (
                    act(who, instrument, "accession", "1970-01-01"),
                    act(who, instrument, "withdrawal", received),
                    act(who, instrument, "accession", "2011-03-01"),
                )
            ),
        )
    ),
    # Outside the Hague Convention, and joining only the Protocol that supplements it.
    state("Dorado"),
    act("Dorado", "beijing-protocol-2010", "ratification", "2018-11-26"),
    state("Erewhon"),
    act("Erewhon", "beijing-protocol-2010", "accession", "2018-11-26"),
    coverage(["Dorado", "Erewhon"], "hague-1970", "2020-12-31"),
    # Joining the Convention of 1961 before and after the Protocol of 1972 entered into force, with no row on the amended.
    *(
        fact
        for who, deposited in (
            ("Freedonia", "1980-05-01"),
            ("Genovia", "1970-05-01"),
            ("Hyrkania", "1975-07-09"),
            ("Illyria", "1975-07-10"),
            ("Jotunheim", "1975"),
        )
        for fact in (state(who), act(who, "single-convention-1961", "accession", deposited))
    ),
    # Joined too early for the amended text, left, and joined again.
    state("Kumandra"),
    act("Kumandra", "single-convention-1961", "accession", "1970-05-01"),
    act("Kumandra", "single-convention-1961", "withdrawal", "1989-06-01"),
    act("Kumandra", "single-convention-1961", "accession", "2000-03-01"),
    # Joining the Convention after the Protocol of 1972 was in force, and the Protocol ten years later.
    state("Shangri-La"),
    act("Shangri-La", "single-convention-1961", "accession", "1980-05-01"),
    act("Shangri-La", "protocol-1972", "accession", "1990-05-01"),
    # Joining the Convention before, and the Protocol in its time.
    state("Tlon"),
    act("Tlon", "single-convention-1961", "accession", "1970-05-01"),
    act("Tlon", "protocol-1972", "accession", "1990-05-01"),
    # A protocol without its parent, and one that came before it.
    state("Latveria"),
    act("Latveria", "tip-protocol", "accession", "2008-01-01"),
    state("Molvania"),
    act("Molvania", "tip-protocol", "accession", "2008-01-01"),
    act("Molvania", "untoc", "accession", "2010-01-01"),
    # An amendment that only one of two parties accepted.
    state("Narnia"),
    act("Narnia", "nuclear-material-1980", "accession", "2000-01-01"),
    state("Oz"),
    act("Oz", "nuclear-material-1980", "accession", "2000-01-01"),
    act("Oz", "nuclear-material-amendment-2005", "acceptance", "2017-02-03"),
    coverage(["Narnia", "Oz"], "nuclear-material-amendment-2005", "2020-12-31"),
    # A rule that nobody read.
    act("Oz", "sua-1988", "accession", "2000-01-01"),
    act("Oz", "sua-2005", "accession", "2011-01-01"),
    # Sources that disagree, sources that are silent.
    state("Panem"),
    act("Panem", "untoc", "ratification", "2005-02-01", "2007-02-01"),
    act("Panem", "uncac", "ratification"),
    # Provisional application, declarations and reservations bind nobody.
    state("Qumar"),
    *(
        act("Qumar", "untoc", kind, "2005-01-01")
        for kind in (
            "declaration",
            "notification",
            "objection",
            "provisional-application",
            "reservation",
            "withdrawal-of-reservation",
        )
    ),
    # Consents of each kind.
    *(
        fact
        for kind in (
            "acceptance",
            "accession",
            "approval",
            "definitive-signature",
            "formal-confirmation",
            "ratification",
        )
        for fact in (state(f"Ruritania-{kind}"), act(f"Ruritania-{kind}", "uncac", kind, "2010-01-31"))
    ),
]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    """The bundled graph and a file of cases that never were."""
    path: Path = tmp_path_factory.mktemp("law") / "invented.ttl"
    path.write_text(PREFIXES + "".join(FACTS), encoding="utf-8")
    return ug.load(path)


def test_a_withdrawal_with_notice_ends_on_the_same_day_a_year_later_and_joining_again_begins_anew(
    invented: ug.KnowledgeGraph,
) -> None:
    days = {
        "2000-12-31": NOT_PARTY,
        "2001-01-01": SIGNATORY,
        "2004-02-08": SIGNATORY,
        "2004-02-09": PARTY,
        "2010-03-15": PARTY,
        "2011-03-14": PARTY,
        "2011-03-15": WITHDRAWN,
        "2012-06-30": WITHDRAWN,
        "2012-07-01": PARTY,
        "2013-06-20": PARTY,
    }
    assert positions(invented, "Arcadia", "untoc", *days) == list(days.values())
    assert [invented.status("Arcadia", "untoc", day).since for day in ("2010", "2012-01", "2013")] == [
        date(2004, 2, 9),
        None,
        date(2012, 7, 1),
    ]
    left = invented.status("Arcadia", "untoc", "2011-06")
    assert left.in_force is Answer.NO
    assert any("by Article 40(1) that takes effect on 15 March 2011." in note for note in left.notes)
    assert [one.type for one in left.actions] == ["signature", "ratification", "withdrawal"]
    assert invented.entry_into_force("Arcadia", "untoc").date == date(2004, 2, 9)


def test_each_act_of_joining_has_its_own_day_in_the_timeline(invented: ug.KnowledgeGraph) -> None:
    lines = [(str(row.words), row.in_force_since) for row in invented.timeline("Arcadia", "untoc")]
    assert lines == [
        ("Arcadia signed UNTOC on 1 January 2001", None),
        ("Arcadia ratified UNTOC on 10 January 2004; in force for it since 9 February 2004", date(2004, 2, 9)),
        ("Arcadia gave notice of withdrawal from UNTOC on 15 March 2010", None),
        ("Arcadia acceded to UNTOC on 1 June 2012; in force for it since 1 July 2012", date(2012, 7, 1)),
    ]


def test_who_joins_again_before_a_withdrawal_takes_effect_is_bound_without_a_break(
    invented: ug.KnowledgeGraph,
) -> None:
    days = "2011-03-01", "2011", "2012"
    assert positions(invented, "Uqbar", "uncac", *days) == [PARTY, PARTY, PARTY]
    assert {invented.status("Uqbar", "uncac", day).since for day in days} == {date(2008, 1, 31)}
    assert [row.in_force_since for row in invented.timeline("Uqbar", "uncac")] == [
        date(2008, 1, 31),
        None,
        date(2011, 1, 31),
    ]


def test_a_year_in_which_a_withdrawal_takes_effect_has_no_one_answer(invented: ug.KnowledgeGraph) -> None:
    years = "2010", "2011", "2012", "2013"
    assert positions(invented, "Arcadia", "untoc", *years) == [PARTY, UNKNOWN, UNKNOWN, PARTY]
    assert "ask for a day" in said(invented.status("Arcadia", "untoc", "2011"))


def test_who_leaves_the_convention_leaves_its_protocols(invented: ug.KnowledgeGraph) -> None:
    days = {"2011-03-14": PARTY, "2011-03-15": WITHDRAWN, "2012-06-30": WITHDRAWN}
    assert positions(invented, "Arcadia", "tip-protocol", *days) == list(days.values())
    assert (
        "Only a party to UNTOC can be a party to it (Article 37(2) of UNTOC): "
        "Arcadia gave notice of withdrawal from UNTOC on 15 March 2010."
        in invented.status("Arcadia", "tip-protocol", "2011-03-15").notes
    )


@pytest.mark.parametrize("instrument", ["psychotropics-1971", "single-convention-1961"])
@pytest.mark.parametrize(("who", "year"), [("Borduria", 2010), ("Caspia", 2011)])
def test_a_denunciation_received_by_the_first_of_july_takes_effect_in_the_next_year_a_later_one_a_year_after(
    invented: ug.KnowledgeGraph, instrument: str, who: str, year: int
) -> None:
    days = f"{year - 1}-12-31", f"{year}-01-01", "2011-03-30"
    assert positions(invented, who, instrument, *days) == [PARTY, WITHDRAWN, WITHDRAWN]
    # Joined again on 1 March 2011: in force after 30 days by the one, after 90 by the other.
    again = {"single-convention-1961": date(2011, 3, 31), "psychotropics-1971": date(2011, 5, 30)}[instrument]
    assert positions(invented, who, instrument, "2011-05-30") == [PARTY]
    assert invented.status(who, instrument, "2012").since == again


def test_ratifying_the_supplementing_protocol_joins_the_convention_by_the_article_of_the_protocol(
    invented: ug.KnowledgeGraph,
) -> None:
    # Deposit in November, the first day of the second month after it: 1 January.
    assert positions(invented, "Dorado", "hague-1970", "2018-12-31", "2019-01-01") == [NOT_PARTY, PARTY]
    status = invented.status("Dorado", "hague-1970", "2019")
    assert status.since == date(2019, 1, 1)
    assert [(one.type, one.instrument) for one in status.actions] == [
        ("ratification", UGD["instrument-beijing-protocol-2010"])
    ]
    assert "(Article XXI(2) of the Beijing Protocol)" in said(status)
    assert status.since == invented.status("Dorado", "beijing-protocol-2010", "2019").since


def test_acceding_to_the_supplementing_protocol_does_not(invented: ug.KnowledgeGraph) -> None:
    assert invented.status("Erewhon", "beijing-protocol-2010", "2019").participation is PARTY
    status = invented.status("Erewhon", "hague-1970", "2019")
    assert (status.participation, status.actions) == (NOT_PARTY, ())


@pytest.mark.parametrize(
    ("who", "since"), [("Freedonia", date(1980, 5, 31)), ("Illyria", date(1975, 8, 9)), ("Kumandra", date(2000, 3, 31))]
)
def test_joining_the_convention_of_1961_after_its_amendment_is_joining_the_amended_text(
    invented: ug.KnowledgeGraph, who: str, since: date
) -> None:
    status = invented.status(who, "single-convention-1961-amended", "2010")
    assert (status.participation, status.since) == (PARTY, since)
    assert "(Article 19 of the 1972 Protocol)" in said(status)
    before = date.fromordinal(since.toordinal() - 1)
    assert invented.status(who, "single-convention-1961-amended", before).participation is NOT_PARTY
    # It is so under the text as it was too.
    assert invented.status(who, "single-convention-1961", "2010").since == since


@pytest.mark.parametrize("who", ["Genovia", "Hyrkania"])
def test_joining_it_before_is_not(invented: ug.KnowledgeGraph, who: str) -> None:
    assert invented.status(who, "single-convention-1961", "2010").participation is PARTY
    status = invented.status(who, "single-convention-1961-amended", "2010")
    assert (status.participation, status.actions) == (NOT_PARTY, ())


def test_joining_it_in_an_unknown_month_of_that_year_may_be_or_not(invented: ug.KnowledgeGraph) -> None:
    days = "1975-08-08", "1975-08-09", "1976", "2010"
    assert positions(invented, "Jotunheim", "single-convention-1961", *days) == [UNKNOWN, UNKNOWN, UNKNOWN, PARTY]
    assert positions(invented, "Jotunheim", "single-convention-1961-amended", *days) == [
        NOT_PARTY,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
    ]


def test_who_joined_before_left_and_joined_again_was_party_to_the_amended_text_only_from_then(
    invented: ug.KnowledgeGraph,
) -> None:
    days = {"1980": NOT_PARTY, "1989": NOT_PARTY, "1995": NOT_PARTY, "2000-03-30": NOT_PARTY, "2000-03-31": PARTY}
    assert positions(invented, "Kumandra", "single-convention-1961-amended", *days) == list(days.values())


@pytest.mark.parametrize(
    ("who", "since", "article"),
    [
        ("Shangri-La", date(1980, 5, 31), "Article 19 of the 1972 Protocol"),
        ("Tlon", date(1990, 5, 31), "Articles 18 and 19 of the 1972 Protocol"),
    ],
)
def test_of_two_acts_that_join_the_amended_text_the_first_counts(
    invented: ug.KnowledgeGraph, who: str, since: date, article: str
) -> None:
    status = invented.status(who, "single-convention-1961-amended", "2010")
    assert (status.participation, status.since) == (PARTY, since)
    assert f"({article})" in said(status)
    before = date.fromordinal(since.toordinal() - 1)
    assert invented.status(who, "single-convention-1961-amended", before).participation is NOT_PARTY


def test_a_protocol_without_its_parent_is_not_in_force_and_the_article_is_told(invented: ug.KnowledgeGraph) -> None:
    status = invented.status("Latveria", "tip-protocol", "2010")
    assert (status.participation, status.in_force) == (NOT_PARTY, Answer.NO)
    assert (
        "Only a party to UNTOC can be a party to it (Article 37(2) of UNTOC); "
        "no act by which Latveria joined that is on record." in status.notes
    )
    assert [one.type for one in status.actions] == ["accession"]


def test_a_protocol_that_was_joined_first_is_in_force_when_its_parent_is(invented: ug.KnowledgeGraph) -> None:
    assert positions(invented, "Molvania", "tip-protocol", "2010-01-30", "2010-01-31") == [NOT_PARTY, PARTY]
    assert invented.status("Molvania", "tip-protocol", "2011").since == date(2010, 1, 31)
    assert invented.entry_into_force("Molvania", "tip-protocol").date == date(2010, 1, 31)


def test_when_a_protocol_without_its_parent_is_in_force_is_not_known(invented: ug.KnowledgeGraph) -> None:
    # No accession to the parent is on record through 20 June 2013; there may have been one since.
    assert positions(invented, "Latveria", "tip-protocol", "2013-06-20", "2013-06-21") == [NOT_PARTY, UNKNOWN]
    entry = invented.entry_into_force("Latveria", "tip-protocol")
    assert entry.date == Period(date(2013, 6, 21), None)
    assert "no act by which Latveria joined that is on record" in " ".join(entry.notes)


def test_an_amendment_binds_only_who_accepted_it(invented: ug.KnowledgeGraph) -> None:
    assert invented.status("Narnia", "nuclear-material-1980", "2018").participation is PARTY
    assert invented.status("Narnia", "nuclear-material-amendment-2005", "2018").participation is NOT_PARTY
    assert positions(invented, "Oz", "nuclear-material-amendment-2005", "2017-02-02", "2017-02-03") == [
        NOT_PARTY,
        PARTY,
    ]


def test_what_follows_from_an_unconfirmed_rule_is_marked(invented: ug.KnowledgeGraph) -> None:
    status = invented.status("Oz", "sua-2005", "2012")
    assert (status.participation, status.since) == (PARTY, date(2011, 4, 1))
    assert status.rule is not None
    assert not status.rule.confirmed
    assert "unconfirmed" in str(status.rule)
    assert "The rule on its entry into force is unconfirmed" in said(status)
    assert "The rule on its entry into force is unconfirmed" in " ".join(
        invented.entry_into_force("Oz", "sua-2005").notes
    )


def test_between_two_dates_for_one_act_nothing_is_known(invented: ug.KnowledgeGraph) -> None:
    days = "2005-03-02", "2005-03-03", "2007-03-02", "2007-03-03"
    assert positions(invented, "Panem", "untoc", *days) == [NOT_PARTY, UNKNOWN, UNKNOWN, PARTY]
    status = invented.status("Panem", "untoc", "2010")
    assert status.since == Period(date(2005, 3, 3), date(2007, 3, 3))
    assert "Sources disagree about when Panem did this: on 1 February 2005 or on 1 February 2007." in status.notes
    assert invented.timeline("Panem", "untoc")[0].words == (
        "Panem ratified UNTOC on 1 February 2005 or on 1 February 2007; "
        "in force for it since a day between 3 March 2005 and 3 March 2007"
    )


def test_an_act_without_a_date_says_neither_yes_nor_no(invented: ug.KnowledgeGraph) -> None:
    days = "2003-10-30", "2003-10-31", "2005-12-13", "2005-12-14", "2013"
    assert positions(invented, "Panem", "uncac", *days) == [NOT_PARTY, NOT_PARTY, NOT_PARTY, UNKNOWN, UNKNOWN]
    status = invented.status("Panem", "uncac", "2013-06")
    assert [(one.type, one.date) for one in status.actions] == [("ratification", None)]
    assert "The record has no date for this act" in said(status)


def test_what_is_no_consent_binds_nobody(invented: ug.KnowledgeGraph) -> None:
    status = invented.status("Qumar", "untoc", "2010")
    assert (status.participation, status.actions, status.rule) == (NOT_PARTY, (), None)
    assert len(invented.timeline("Qumar")) == 6


@pytest.mark.parametrize(
    "kind",
    ["acceptance", "accession", "approval", "definitive-signature", "formal-confirmation", "ratification"],
)
def test_each_kind_of_consent_binds(invented: ug.KnowledgeGraph, kind: str) -> None:
    assert positions(invented, f"Ruritania-{kind}", "uncac", "2010-03-01", "2010-03-02") == [NOT_PARTY, PARTY]
    assert [one.type for one in invented.status(f"Ruritania-{kind}", "uncac", "2012").actions] == [kind]


def test_the_invented_acts_change_nothing_for_others(invented: ug.KnowledgeGraph, kg: ug.KnowledgeGraph) -> None:
    assert invented.status("KAZ", "untoc", "2010") == kg.status("KAZ", "untoc", "2010")


def test_a_source_of_ones_own_confirms_an_act_that_stood_among_unconfirmed_facts(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    source = (
        'ugd:source-mine a ug:Source ; rdfs:label "a list of our own"@en ; dcterms:title "a list of our own"@en .\n'
        "ugd:action-TJK-tokyo-1963-accession-1996-03-20 ug:source ugd:source-mine ; ug:confidence ugv:confidence-high .\n"
    )
    mine.write_text(PREFIXES + act("TJK", "tokyo-1963", "accession", "1996-03-20") + source, encoding="utf-8")
    status = ug.load(mine).status("TJK", "tokyo-1963", "2010")
    assert (status.participation, status.since) == (PARTY, date(1996, 6, 18))
    assert not any("low confidence" in note or "unconfirmed" in note for note in status.notes)
    assert [source.title for source in status.actions[0].sources] == ["a list of our own"]
