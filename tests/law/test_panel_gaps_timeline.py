"""The law laid out as tables: each row is what the status of one state says, or one act in words."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

import unodc_graph as ug
from tests.law.clauses import CLAUSES, UNCOVERED
from tests.law.invented import PREFIXES, act, state
from unodc_graph import UGD, UGV, Answer, PartialDate, Participation

if TYPE_CHECKING:
    from pathlib import Path

    from unodc_graph import Status
    from unodc_graph.rows import Row

EIGHT: Final = ("ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB")
SPECIAL: Final = ("EUE", "MNE", "BIH", "CZE", "SUN", "CSK", "BRB", "CRI")
INSTRUMENTS: Final = sorted(CLAUSES.keys() | UNCOVERED)


@pytest.fixture(scope="module")
def all_states(kg: ug.KnowledgeGraph) -> list[str]:
    """The codes of all participants, in the order in which a panel has them."""
    return [str(row.state_code) for row in kg.panel(2013, 2013, instruments=["untoc"])]


# -- panel ---------------------------------------------------------------------------------


def test_a_panel_has_a_row_for_each_participant_instrument_and_year(
    kg: ug.KnowledgeGraph, all_states: list[str]
) -> None:
    panel = kg.panel(2012, 2013)
    told = ("state", "state_code", "instrument", "instrument_code", "year", "participation", "in_force")
    of_parties = ("since_not_before", "since_not_after", "act", "confidence")
    assert panel.columns[:7] == told
    assert set(of_parties) <= set(panel.columns)
    assert len(panel) == len(all_states) * len(INSTRUMENTS) * 2
    assert len(set(all_states)) == len(all_states) == 200


def test_2000_cells_of_the_panel_are_what_the_status_says_of_the_last_day_of_the_year(
    kg: ug.KnowledgeGraph, all_states: list[str]
) -> None:
    chance = random.Random(20130620)  # noqa: S311  # the same cells each time
    some = chance.sample([code for code in all_states if code not in (*EIGHT, *SPECIAL)], 24)
    panel = kg.panel(1961, 2016, states=[*EIGHT, *SPECIAL, *some])
    assert len(panel) == 40 * 29 * 56
    said: Counter[str] = Counter()
    for place in chance.sample(range(len(panel)), 2000):
        row = panel[place]
        status = kg.status(str(row.state), str(row.instrument), date(_year(row), 12, 31))
        assert (row.participation, row.in_force) == (str(status.participation), str(status.in_force))
        if status.participation is Participation.PARTY:
            since = status.since
            assert since is not None
            days = (since, since) if isinstance(since, date) else (since.not_before, since.not_after)
            consents = [one for one in status.actions if one.type not in {"signature", "withdrawal"}]
            assert (row.since_not_before, row.since_not_after) == days
            assert (row.act, row.confidence) == (consents[-1].type, _confidence(status))
        else:
            assert (row.since_not_before, row.since_not_after, row.act, row.confidence) == (None, None, None, None)
        said[str(status.participation)] += 1
    # A sample without parties, signatories or unknown ones would prove little.
    assert min(said[known] for known in ("party", "signatory", "not-party", "unknown")) > 20


def _confidence(status: Status) -> str | None:
    """Give how sure a status is: unconfirmed by its notes, else as the latest act of consent is."""
    if any("unconfirmed" in note and "It counts for nothing here." not in note for note in status.notes):
        return "unconfirmed"
    return [one for one in status.actions if one.type not in {"signature", "withdrawal"}][-1].confidence


def _year(row: Row) -> int:
    year = row.year
    assert isinstance(year, int)
    return year


def test_a_panel_stands_in_the_order_in_which_names_were_given_and_of_the_years(kg: ug.KnowledgeGraph) -> None:
    panel = kg.panel(2002, 2003, states=["UZB", "KAZ", "UZB"], instruments=["untoc", "uncac"])
    assert [(row.state_code, row.instrument_code, row.year) for row in panel] == [
        (state, instrument, year)
        for state in ("UZB", "KAZ")
        for instrument in ("untoc", "uncac")
        for year in (2002, 2003)
    ]
    assert {str(row.state) for row in panel} == {str(UGD["state-UZB"]), str(UGD["state-KAZ"])}


@pytest.mark.parametrize(
    ("state", "instrument", "year", "why"),
    [
        ("KAZ", "single-convention-1961", 1990, "not-a-state-yet"),
        ("CSK", "untoc", 2003, "no-longer-a-state"),
        ("FRA", "untoc", 1999, "not-adopted-yet"),
        ("FRA", "untoc", 2001, "not-in-force-yet"),
        # Signed only, and on record through 9 July 2014.
        ("UZB", "som-protocol", 2013, "no-consent"),
        ("UZB", "som-protocol", 2014, "after-the-record"),
        ("KAZ", "tokyo-1963", 2010, "no-complete-record"),
        # A succession dated 12 October 1992 by a state of 25 June 1991.
        ("HRV", "diplomats-1973", 1991, "date-not-known"),
        ("KAZ", "untoc", 2008, None),
    ],
)
def test_a_panel_says_in_a_word_why_somebody_is_not_known_to_be_bound(
    kg: ug.KnowledgeGraph, state: str, instrument: str, year: int, why: str | None
) -> None:
    assert kg.panel(year, year, [state], [instrument])[0].why == why


def test_a_panel_says_that_a_deposit_has_not_yet_taken_effect(kg: ug.KnowledgeGraph) -> None:
    # Uzbekistan ratified on 9 December 2003, which is the thirtieth day before 8 January 2004.
    before, after = kg.panel(2003, 2004, ["UZB"], ["untoc"])
    assert (before.participation, before.why) == ("signatory", "not-in-force-for-it-yet")
    assert (after.participation, after.why, after.since_not_before) == ("party", None, date(2004, 1, 8))


def test_a_panel_says_through_when_acts_are_on_record(kg: ug.KnowledgeGraph) -> None:
    rows = [*kg.panel(2010, 2010, ["KAZ", "FRA"], ["untoc", "uncac", "tokyo-1963"])]
    assert [row.known_through for row in rows] == [
        *(date(2014, 7, 9), date(2014, 7, 9), None),
        *(date(2013, 6, 20), date(2013, 6, 20), None),
    ]


def test_a_mandate_chooses_instruments(kg: ug.KnowledgeGraph) -> None:
    crime = {"untoc", "tip-protocol", "som-protocol", "firearms-protocol"}
    assert {row.instrument_code for row in kg.panel(2010, 2010, ["KAZ"], mandate="crime")} == crime
    assert {str(row.instrument).rpartition("instrument-")[2] for row in kg.gap_matrix(mandate="crime")} == crime
    gaps = kg.gaps("2014-07-09", instruments=["untoc", "firearms-protocol", "tokyo-1963"], mandate="crime")
    assert {str(row.instrument).rpartition("instrument-")[2] for row in gaps} == {"firearms-protocol"}
    with pytest.raises(ug.UnknownTermError):
        kg.gaps(mandate="chess")


def test_a_panel_tells_of_an_unknown_day_between_which_it_lies(kg: ug.KnowledgeGraph) -> None:
    rows = kg.panel(2005, 2007, states=["MNE"], instruments=["untoc"])
    party = ("party", date(2006, 6, 3), date(2006, 10, 23), "succession")
    assert [(row.participation, row.since_not_before, row.since_not_after, row.act) for row in rows] == [
        ("not-party", None, None, None),
        party,
        party,
    ]


def test_a_panel_marks_what_follows_from_an_unconfirmed_rule(kg: ug.KnowledgeGraph) -> None:
    # The months of the clause of the Beijing Protocol were read, its general date was not.
    (row,) = kg.panel(2020, 2020, states=["KAZ"], instruments=["beijing-protocol-2010"])
    assert (row.participation, row.confidence) == ("party", "unconfirmed")
    (row,) = kg.panel(2020, 2020, states=["KAZ"], instruments=["untoc"])
    assert (row.participation, row.confidence) == ("party", "high")


def test_a_panel_of_the_first_and_the_last_year(kg: ug.KnowledgeGraph) -> None:
    (first,) = kg.panel(1, 1, states=["KAZ"], instruments=["untoc"])
    (last,) = kg.panel(9999, 9999, states=["KAZ"], instruments=["untoc"])
    assert (first.participation, last.participation) == ("not-party", "party")


def test_instruments_and_participants_have_the_codes_of_their_iris(kg: ug.KnowledgeGraph) -> None:
    rows = list(kg.panel(2013, 2013, states=["KAZ", "EUE"]))
    assert {str(row.instrument_code) for row in rows} == set(INSTRUMENTS)
    assert all(str(row.instrument).endswith(f"/instrument-{row.instrument_code}") for row in rows)
    assert {str(row.state_code) for row in rows} == {"KAZ", "EUE"}


# -- gaps ----------------------------------------------------------------------------------


@pytest.mark.parametrize("as_of", ["1990-01-01", "2003-09-29", "2014-07-09", "2014", "2024-01-01"])
def test_the_gaps_are_the_pairs_whose_status_is_not_party(kg: ug.KnowledgeGraph, as_of: str) -> None:
    gaps = kg.gaps(as_of)
    expected = {}
    for who in EIGHT:
        for instrument in INSTRUMENTS:
            status = kg.status(who, instrument, as_of)
            if status.participation is not Participation.PARTY:
                known = "yes" if status.in_force is Answer.NO else "no"
                expected[str(status.state), str(status.instrument)] = (str(status.participation), known, status.notes)
    found = {(str(row.state), str(row.instrument)): row for row in gaps}
    assert found.keys() == expected.keys()
    assert len(gaps) == len(expected)
    for pair, row in found.items():
        assert (row.participation, row.known) == expected[pair][:2]
        assert row.note == (" ".join(expected[pair][2]) or None)


def test_known_gaps_stand_before_those_that_nobody_knows_of(kg: ug.KnowledgeGraph) -> None:
    known = [str(row.known) for row in kg.gaps("2014-07-09")]
    assert set(known) == {"yes", "no"}
    assert known == sorted(known, reverse=True)


def test_gaps_stand_in_the_order_in_which_names_were_given(kg: ug.KnowledgeGraph) -> None:
    gaps = kg.gaps("2014-07-09", states=["UZB", "GEO"], instruments=["som-protocol", "firearms-protocol"])
    assert [(str(row.state)[-3:], str(row.instrument).rpartition("-")[0][-9:], row.participation) for row in gaps] == [
        ("UZB", "ument-som", "signatory"),
        ("UZB", "-firearms", "not-party"),
        ("GEO", "-firearms", "not-party"),
    ]
    assert gaps[0].signed == date(2001, 6, 28)
    assert (gaps[1].signed, gaps[1].known_through) == (None, date(2014, 7, 9))


def test_a_matrix_of_gaps_says_the_same(kg: ug.KnowledgeGraph) -> None:
    matrix = kg.gap_matrix("2014-07-09")
    assert matrix.columns == ("instrument", *EIGHT)
    assert len(matrix) == 29
    for row in matrix:
        for who in EIGHT:
            status = kg.status(who, str(row.instrument), "2014-07-09")
            known = status.participation is Participation.UNKNOWN and status.in_force is Answer.NO
            assert row[who] == ("not-bound" if known else str(status.participation))


def test_only_researched_states_are_asked_of_by_themselves_and_others_if_they_are_named(kg: ug.KnowledgeGraph) -> None:
    assert {str(row.state)[-3:] for row in kg.gaps("2014")} == set(EIGHT)
    assert [row.participation for row in kg.gaps("2013-06-20", states=["BRB"], instruments=["untoc"])] == ["signatory"]


# -- timeline ------------------------------------------------------------------------------

ACTS: Final = {
    # Rows of the table actions.csv, and those among them without a source, which are unconfirmed.
    "ARM": (28, 1),
    "AZE": (29, 1),
    "GEO": (25, 2),
    "KAZ": (27, 3),
    "KGZ": (25, 2),
    "TJK": (24, 5),
    "TKM": (24, 4),
    "UZB": (25, 4),
}


@pytest.mark.parametrize("who", EIGHT)
def test_each_act_with_a_source_has_a_line(kg: ug.KnowledgeGraph, who: str) -> None:
    rows, unsourced = ACTS[who]
    lines = kg.timeline(who)
    assert len(lines) == rows - unsourced
    assert {row.state for row in lines} == {UGD[f"state-{who}"]}
    assert all(row.source for row in lines)


def test_the_lines_of_kazakhstan_are_the_rows_of_the_table(kg: ug.KnowledgeGraph) -> None:
    found = Counter(str(row.act).removeprefix(str(UGV["action-type-"])) for row in kg.timeline("KAZ"))
    assert found == {"accession": 18, "ratification": 3, "signature": 2, "participation-by-virtue": 1}


def test_lines_are_sentences_to_paste(kg: ug.KnowledgeGraph) -> None:
    assert [row.words for row in kg.timeline("KAZ", since="2008-07-31", until="2008-07-31")] == [
        "Kazakhstan acceded to the Firearms Protocol on 31 July 2008; in force for it since 30 August 2008",
        "Kazakhstan ratified ICSANT on 31 July 2008; in force for it since 30 August 2008",
        "Kazakhstan acceded to the Smuggling of Migrants Protocol on 31 July 2008; in force for it since 30 August 2008",
        "Kazakhstan acceded to the Trafficking in Persons Protocol on 31 July 2008; in force for it since 30 August 2008",
        "Kazakhstan ratified UNTOC on 31 July 2008; in force for it since 30 August 2008",
    ]
    (signed,) = kg.timeline("UZB", "som-protocol")
    assert signed.words == "Uzbekistan signed the Smuggling of Migrants Protocol on 28 June 2001"
    assert signed.in_force_since is None


def test_a_line_is_as_exact_as_its_source(kg: ug.KnowledgeGraph) -> None:
    row = kg.timeline("TJK", "nuclear-terrorism-2005")[-1]
    assert (row.date, row.in_force_since) == (PartialDate(2022, 6), "2022-07-01/2022-07-30")
    assert row.words == (
        "Tajikistan ratified ICSANT in June 2022; in force for it since a day between 1 July 2022 and 30 July 2022"
    )


@pytest.mark.parametrize(
    ("since", "until", "listed"),
    [
        ("2022-06-30", None, True),
        ("2022-07-01", None, False),
        (None, "2022-06-01", True),
        (None, "2022-05-31", False),
        ("2022-06", "2022-06", True),
        ("2022-06-15", "2022-06-15", True),
        ("2022", None, True),
        (None, "2022", True),
        (2022, 2022, True),
        (PartialDate(2022, 6), date(2022, 6, 1), True),
        (PartialDate(2022, 7), None, False),
        (None, PartialDate(2022, 5), False),
        ("2023", "2021", False),
    ],
)
def test_an_act_is_listed_if_it_may_have_been_done_within_the_time(
    kg: ug.KnowledgeGraph, since: str | int | PartialDate | None, until: str | int | date | None, *, listed: bool
) -> None:
    rows = kg.timeline("TJK", "nuclear-terrorism-2005", since=since, until=until)
    assert (PartialDate(2022, 6) in [row.date for row in rows]) is listed


def test_a_time_that_is_named_by_its_year_has_both_its_ends(kg: ug.KnowledgeGraph) -> None:
    in_2000 = [row.date for row in kg.timeline("KAZ", since="2000", until="2000")]
    assert in_2000 == [date(2000, 12, 13)]
    assert len(kg.timeline("KAZ", until="1999")) + len(kg.timeline("KAZ", since="2000")) == len(kg.timeline("KAZ"))


def test_lines_stand_by_their_dates_then_by_state_and_instrument(kg: ug.KnowledgeGraph) -> None:
    dates = [row.date for row in kg.timeline() if isinstance(row.date, date)]
    assert len(dates) > 3000
    assert dates == sorted(dates)
    on_one_day = [row.words for row in kg.timeline(since="2000-12-13", until="2000-12-13")]
    states = [str(words).partition(" signed ")[0] for words in on_one_day]
    assert states == sorted(states)
    assert {"Kazakhstan", "Kyrgyzstan", "Georgia", "Uzbekistan"} <= set(states)


def test_acts_on_one_instrument_are_those_of_everybody(kg: ug.KnowledgeGraph) -> None:
    rows = kg.timeline(instrument="untoc")
    assert {str(row.instrument) for row in rows} == {str(UGD["instrument-untoc"])}
    assert len({row.state for row in rows}) > 150


def test_an_act_without_a_date_stands_in_any_time(tmp_path: Path) -> None:
    path = tmp_path / "undated.ttl"
    path.write_text(PREFIXES + state("Arcadia") + act("Arcadia", "untoc", "reservation"), encoding="utf-8")
    graph = ug.load(path)
    for since, until in ((None, None), ("1990", "1991"), ("2020", None)):
        (row,) = graph.timeline("Arcadia", since=since, until=until)
        assert (row.date, row.words) == (None, "Arcadia made a reservation to UNTOC on a day that is not recorded")
