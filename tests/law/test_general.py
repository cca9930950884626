"""The entry into force of an instrument as such, the counting of days, and how far a coverage speaks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final, NamedTuple

import pytest

import unodc_graph as ug
from tests.law.clauses import CLAUSES, DAY, UNCOVERED, in_force_since
from unodc_graph import UGD, UGV, Answer, Participation, Period
from unodc_graph.law.counting import counted, end_of_participation
from unodc_graph.law.record import Rule

EIGHT: Final = frozenset(("ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"))
COVERED: Final = sorted(CLAUSES.keys() - UNCOVERED)


class Count(NamedTuple):
    """How many deposits bring an instrument into force, after how many days, and whether those of organizations count."""

    article: str
    deposits: int
    days: int
    organizations: bool = True


COUNTS: Final = {
    "untoc": Count("Article 38(1)", 40, 90, organizations=False),
    "tip-protocol": Count("Article 17(1)", 40, 90, organizations=False),
    "som-protocol": Count("Article 22(1)", 40, 90, organizations=False),
    "firearms-protocol": Count("Article 18(1)", 40, 90, organizations=False),
    "uncac": Count("Article 68(1)", 30, 90, organizations=False),
    "single-convention-1961": Count("Article 41(1)", 40, 30),
    "protocol-1972": Count("Article 18(1)", 40, 30),
    "psychotropics-1971": Count("Article 26(1)", 40, 90),
    "trafficking-1988": Count("Article 29(1)", 20, 90, organizations=False),
    "diplomats-1973": Count("Article 17(1)", 22, 30),
    "hostages-1979": Count("Article 18(1)", 22, 30),
    "bombings-1997": Count("Article 22(1)", 22, 30),
    "financing-1999": Count("Article 26(1)", 22, 30),
    "nuclear-terrorism-2005": Count("Article 25(1)", 22, 30),
}
"""Read by hand from the table entry-into-force-rules.csv."""


class Difference(NamedTuple):
    """Why the acts on record do not give the recorded day."""

    computed: date
    on_record: int
    up_to: str
    missing: tuple[str, ...]


DIFFERENCES: Final = {
    "single-convention-1961": Difference(date(1965, 1, 14), 38, "1964-11-13", ("Czechoslovakia", "Yugoslavia")),
    "psychotropics-1971": Difference(date(1977, 5, 17), 38, "1976-05-18", ("German Democratic Republic", "Yugoslavia")),
    "trafficking-1988": Difference(date(1990, 11, 18), 19, "1990-08-13", ("German Democratic Republic",)),
    "diplomats-1973": Difference(
        date(1977, 4, 13), 20, "1977-01-21", ("Czechoslovakia", "German Democratic Republic", "Yugoslavia")
    ),
}
"""From the table of checks and outcomes in the notes on the treaties."""


# -- the instrument as such ----------------------------------------------------------------


def test_ten_agree_and_four_do_not() -> None:
    assert len(COUNTS) == 14
    assert len(COUNTS.keys() - DIFFERENCES.keys()) == 10


@pytest.mark.parametrize("instrument", sorted(COUNTS.keys() - DIFFERENCES.keys()))
def test_the_acts_on_record_give_the_recorded_day(kg: ug.KnowledgeGraph, instrument: str) -> None:
    entry = kg.entry_into_force(None, instrument)
    assert entry.state is None
    assert entry.date == entry.computed == CLAUSES[instrument].general
    assert entry.article == COUNTS[instrument].article
    (deposit,) = entry.actions
    assert deposit.date == CLAUSES[instrument].general - timedelta(days=COUNTS[instrument].days)
    assert not any("does not agree" in note for note in entry.notes)


@pytest.mark.parametrize("instrument", sorted(DIFFERENCES))
def test_where_they_do_not_the_reason_is_told(kg: ug.KnowledgeGraph, instrument: str) -> None:
    entry, expected, count = kg.entry_into_force(None, instrument), DIFFERENCES[instrument], COUNTS[instrument]
    assert (entry.date, entry.computed) == (CLAUSES[instrument].general, expected.computed)
    assert entry.article == count.article
    (note,) = (note for note in entry.notes if note.startswith("That does not agree with the recorded date: "))
    assert f"only {expected.on_record} of the deposits up to {expected.up_to} are on record" in note
    assert str(expected.computed) in note
    assert str(entry.date) in note
    for state in expected.missing:
        assert state in note


def _deposits(kg: ug.KnowledgeGraph, instrument: str) -> list[date]:
    """Give the first deposit of each participant, from a query."""
    rows = kg.query(
        "SELECT ?who ?organization (MIN(?when) AS ?day) WHERE { "
        "?act a ug:TreatyAction ; ug:participant ?who ; ug:instrument ?instrument ; ug:date ?when ; ug:actionType ?type . "
        "FILTER(?type IN (ugv:action-type-ratification, ugv:action-type-acceptance, ugv:action-type-approval, "
        "ugv:action-type-accession) && DATATYPE(?when) = xsd:date) BIND(EXISTS { ?who a ug:RegionalOrganization } AS ?organization) } "
        "GROUP BY ?who ?organization",
        bind={"instrument": UGD[f"instrument-{instrument}"]},
    )
    assert isinstance(rows, ug.Table)
    counted_ones = [row.day for row in rows if COUNTS[instrument].organizations or not row.organization]
    return sorted(day for day in counted_ones if isinstance(day, date))


@pytest.mark.parametrize("instrument", sorted(COUNTS))
def test_the_computed_day_is_that_of_the_deposit_that_completes_the_number(
    kg: ug.KnowledgeGraph, instrument: str
) -> None:
    deposits = _deposits(kg, instrument)
    count = COUNTS[instrument]
    assert kg.entry_into_force(None, instrument).computed == deposits[count.deposits - 1] + count.days * DAY
    # Up to the deposit that gave the recorded day there are as many as the number asks for, or fewer by those missing.
    needed = CLAUSES[instrument].general - count.days * DAY
    on_record = len([day for day in deposits if day <= needed])
    if instrument in DIFFERENCES:
        assert (on_record, str(needed)) == (DIFFERENCES[instrument].on_record, DIFFERENCES[instrument].up_to)
    else:
        assert on_record >= count.deposits


def test_the_consolidated_text_takes_the_day_of_the_protocol_that_amended_it(kg: ug.KnowledgeGraph) -> None:
    consolidated, protocol = (kg.entry_into_force(None, f"{name}") for name in ("VI-18", "VI-17"))
    assert consolidated.date == protocol.date == date(1975, 8, 8)
    assert consolidated.article == "Article 18(1) of the 1972 Protocol"


def test_a_rule_that_counts_a_share_of_the_parties_computes_no_day(kg: ug.KnowledgeGraph) -> None:
    entry = kg.entry_into_force(None, "nuclear-material-amendment-2005")
    assert (entry.date, entry.computed, entry.actions) == (date(2016, 5, 8), None, ())
    assert any("no fixed number of acts" in note and "two thirds" in note for note in entry.notes)


def test_where_too_few_acts_are_on_record_that_is_said(kg: ug.KnowledgeGraph) -> None:
    entry = kg.entry_into_force(None, "beijing-convention-2010")
    assert (entry.date, entry.computed) == (date(2018, 7, 1), None)
    assert "Fewer than 22 acts that count are on record; the date is not computed." in entry.notes


def test_an_unconfirmed_date_or_rule_is_marked(kg: ug.KnowledgeGraph) -> None:
    assert "The date is unconfirmed." in kg.entry_into_force(None, "beijing-protocol-2010").notes
    rule = kg.entry_into_force(None, "sua-2005")
    assert "The rule is unconfirmed." in rule.notes
    assert rule.rule is not None
    assert not rule.rule.confirmed


# -- counting ------------------------------------------------------------------------------


def _effect(how: str, number: int, unit: str, act: date) -> date:
    day = counted(Rule("", "", "state", counting=how, waiting=number, unit=unit), act.toordinal())
    assert day is not None
    return date.fromordinal(day)


@pytest.mark.parametrize("how", ["on-the-Nth-day-after", "N-days-after"])
@pytest.mark.parametrize(
    ("number", "act", "effect"),
    [
        # The day of deposit is not counted: Trafficking in Persons Protocol, Kazakhstan; Firearms Protocol, Armenia.
        (30, date(2008, 7, 31), date(2008, 8, 30)),
        (30, date(2012, 1, 26), date(2012, 2, 25)),
        # Tokyo Convention, Azerbaijan.
        (90, date(2004, 2, 5), date(2004, 5, 5)),
        # Over a leap day, and a turn of the year.
        (30, date(2004, 2, 1), date(2004, 3, 2)),
        (30, date(2003, 2, 1), date(2003, 3, 3)),
        (60, date(2011, 11, 30), date(2012, 1, 29)),
        (1, date(2000, 2, 28), date(2000, 2, 29)),
        (0, date(2000, 2, 28), date(2000, 2, 28)),
    ],
)
def test_the_two_phrases_for_days_give_the_same_day(how: str, number: int, act: date, effect: date) -> None:
    assert _effect(how, number, "day", act) == effect


@pytest.mark.parametrize(
    ("number", "act", "effect"),
    [
        (2, date(2018, 11, 26), date(2019, 1, 1)),
        (2, date(2018, 11, 1), date(2019, 1, 1)),
        (2, date(2018, 11, 30), date(2019, 1, 1)),
        (2, date(2018, 12, 1), date(2019, 2, 1)),
        (1, date(2019, 12, 31), date(2020, 1, 1)),
        (14, date(2019, 1, 31), date(2020, 3, 1)),
    ],
)
def test_the_first_day_of_a_month_is_counted_in_calendar_months_after_that_of_the_act(
    number: int, act: date, effect: date
) -> None:
    assert _effect("first-day-of-Nth-month-after", number, "month", act) == effect


@pytest.mark.parametrize(
    ("number", "act", "effect"),
    [
        (3, date(2010, 1, 15), date(2010, 4, 15)),
        (1, date(2010, 1, 31), date(2010, 2, 28)),
        (1, date(2012, 1, 31), date(2012, 2, 29)),
        (12, date(2012, 2, 29), date(2013, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(number: int, act: date, effect: date) -> None:
    assert _effect("N-days-after", number, "month", act) == effect


def test_on_the_day_of_the_act_waits_for_nothing() -> None:
    assert _effect("on-the-day-of", 0, "day", date(2016, 9, 26)) == date(2016, 9, 26)


@pytest.mark.parametrize(
    ("received", "effect"),
    [
        (date(2009, 1, 1), date(2010, 1, 1)),
        (date(2009, 7, 1), date(2010, 1, 1)),
        (date(2009, 7, 2), date(2011, 1, 1)),
        (date(2009, 12, 31), date(2011, 1, 1)),
    ],
)
def test_a_notice_by_the_calendar_takes_effect_on_the_first_of_january(received: date, effect: date) -> None:
    rule = Rule("", "", "state", notice_by=(7, 1), effect_on=(1, 1))
    assert end_of_participation(rule, received.toordinal()) == effect.toordinal()


@pytest.mark.parametrize(
    "instrument", ["single-convention-1961", "single-convention-1961-amended", "psychotropics-1971"]
)
def test_three_conventions_on_drugs_have_such_a_rule(kg: ug.KnowledgeGraph, instrument: str) -> None:
    rows = kg.query(
        "SELECT ?by ?on ?article WHERE { ?rule ug:instrument ?instrument ; ug:ruleScope ugv:rule-scope-state ; "
        "ug:withdrawalNoticeBy ?by ; ug:withdrawalEffectOn ?on ; ug:withdrawalArticle ?article }",
        bind={"instrument": UGD[f"instrument-{instrument}"]},
    )
    assert isinstance(rows, ug.Table)
    (row,) = rows
    assert (str(row.by), str(row.on)) == ("--07-01", "--01-01")
    assert row.article == ("Article 29" if instrument == "psychotropics-1971" else "Article 46")


# -- all consents on record ----------------------------------------------------------------


def test_each_consent_on_record_takes_effect_as_its_clause_counts(kg: ug.KnowledgeGraph) -> None:
    consents: dict[tuple[str, str], list[date]] = {}
    others = set()
    for row in kg.timeline():
        pair = str(row.state), str(row.instrument).removeprefix(str(UGD["instrument-"]))
        kind = str(row.act).removeprefix(str(UGV["action-type-"]))
        if kind == "signature" or pair[1] not in COVERED:
            continue
        if kind in {"ratification", "accession", "acceptance", "approval"} and isinstance(row.date, date):
            consents.setdefault(pair, []).append(row.date)
        else:
            # A succession and what another act brings along take effect in other ways.
            others.add(pair)
    expected = {
        (state, instrument): min(in_force_since(instrument, day) for day in days)
        for (state, instrument), days in consents.items()
    }
    checked = Counter[str]()
    for (state, instrument), since in expected.items():
        parent = (state, "untoc")
        protocol = instrument in {"tip-protocol", "som-protocol", "firearms-protocol"}
        if (state, instrument) in others or (protocol and (parent in others or parent not in expected)):
            continue
        entry = kg.entry_into_force(state, instrument)
        assert entry.date == (max(since, expected[parent]) if protocol else since), (state, instrument)
        checked[instrument] += 1
    assert checked.keys() == set(COVERED)
    assert checked.total() > 1800


# -- coverage ------------------------------------------------------------------------------


def test_the_record_of_the_world_ends_in_june_2013(kg: ug.KnowledgeGraph) -> None:
    assert kg.status("BRB", "tip-protocol", "2013-06-20").participation is Participation.SIGNATORY
    after = kg.status("BRB", "tip-protocol", "2013-06-21")
    assert (after.participation, after.in_force) == (Participation.UNKNOWN, Answer.UNKNOWN)
    assert after.known_through == date(2013, 6, 20)
    assert "Not researched since 20 June 2013" in " ".join(after.notes)
    assert kg.status("BRB", "tip-protocol", "2014-07").participation is Participation.UNKNOWN


def test_a_later_act_that_is_on_record_counts(kg: ug.KnowledgeGraph) -> None:
    # Barbados ratified on 11 November 2014.
    found = [kg.status("BRB", "untoc", day) for day in ("2013-06-20", "2014-08", "2014-12-10", "2014-12-11")]
    assert [status.participation for status in found] == [
        Participation.SIGNATORY,
        Participation.UNKNOWN,
        Participation.UNKNOWN,
        Participation.PARTY,
    ]
    assert found[-1].since == date(2014, 12, 11)


def test_at_the_end_of_2013_nobody_but_the_eight_is_said_to_be_no_party(kg: ug.KnowledgeGraph) -> None:
    panel = kg.panel(2013, 2013, instruments=COVERED)
    ended = {"CSK", "DDR", "SCG", "SUN", "YUG"}
    said: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row in panel:
        if row.state_code not in ended:
            said[row.state_code in EIGHT][str(row.participation)] += 1
    # Ninety days after the last day of the record nobody is without a doubt outside, or in between.
    assert said[False].keys() <= {"party", "unknown", "withdrawn"}
    assert "unknown" not in said[True]
    assert said[True].total() == 8 * 15


def test_a_number_of_parties_says_nothing_of_one_state(kg: ug.KnowledgeGraph) -> None:
    # The page of May 2024 that counts 123 parties to the Firearms Protocol was read for its number only.
    status = kg.status("GEO", "firearms-protocol", "2024-01-01")
    assert (status.participation, status.known_through) == (Participation.UNKNOWN, date(2014, 7, 9))


@pytest.mark.parametrize("instrument", sorted(UNCOVERED))
def test_of_the_fourteen_nobody_is_said_to_be_no_party(kg: ug.KnowledgeGraph, instrument: str) -> None:
    for state in sorted(EIGHT):
        status = kg.status(state, instrument, "2024-01-01")
        assert status.participation in {Participation.PARTY, Participation.UNKNOWN}
        assert status.known_through is None
        assert any(note.startswith("No complete record of it exists here: ") for note in status.notes)


def test_a_coverage_that_is_known_to_the_month_covers_its_first_day(kg: ug.KnowledgeGraph) -> None:
    # The Dutch list of the Trafficking in Persons Protocol is of March 2024, the day is not known.
    later = [kg.status("ARM", "tip-protocol", day).notes for day in ("2024-03-01", "2024-03-02")]
    assert [any("The record is complete through 1 March 2024" in note for note in notes) for notes in later] == [
        False,
        True,
    ]
    assert all("of low confidence" in " ".join(notes) for notes in later)


def test_since_when_is_a_period_where_the_day_is_not_known(kg: ug.KnowledgeGraph) -> None:
    assert kg.entry_into_force("MNE", "untoc").date == Period(date(2006, 6, 3), date(2006, 10, 23))
