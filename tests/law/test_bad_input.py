"""What cannot be answered says what is wrong and what to do; odd data is answered as far as it can be, without an error."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import pytest

import unodc_graph as ug
from tests.law.invented import PREFIXES, act, coverage, instrument, rule, state, waiting
from unodc_graph import UG, UGD, UGV, Answer, PartialDate, Participation
from unodc_graph.errors import AmbiguousTermError, ClosedGraphError, ParameterError, UnknownTermError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# -- dates ---------------------------------------------------------------------------------

DATES: Final = [
    ("2010-02-30", "February 2010 has 28 days"),
    ("2011-02-29", "February 2011 has 28 days"),
    ("20013", "a year has four digits"),
    (20013, "a year has four digits"),
    (0, "the first year is 0001"),
    (-5, "is no date"),
    ("2010-13", "a month is from 01 to 12"),
    ("2010-1", "write it as 2010-01"),
    ("", "nothing is written"),
    ("next year", "write it as"),
    ("05/06/2004", "write it as"),
    (True, "True is no date"),
    (2010.5, "2010.5 is no date"),
    (Decimal(2010), "is no date"),
    (datetime(2010, 1, 1, tzinfo=UTC), "is no date: give a datetime.date"),
    (PartialDate(month=3), "a PartialDate with a year"),
    (b"2010", "is no date"),
    ([2010], "is no date"),
]


@pytest.mark.parametrize(("when", "reason"), DATES, ids=[repr(when) for when, _ in DATES])
@pytest.mark.parametrize("call", ["status", "gaps", "gap_matrix", "since", "until"])
def test_a_date_that_is_none_is_refused_with_the_reason(
    kg: ug.KnowledgeGraph, call: str, when: Any, reason: str
) -> None:
    calls: dict[str, tuple[str, Callable[[], object]]] = {
        "status": ("as_of", lambda: kg.status("KAZ", "untoc", when)),
        "gaps": ("as_of", lambda: kg.gaps(when)),
        "gap_matrix": ("as_of", lambda: kg.gap_matrix(when)),
        "since": ("since", lambda: kg.timeline("KAZ", since=when)),
        "until": ("until", lambda: kg.timeline("KAZ", until=when)),
    }
    parameter, asked = calls[call]
    with pytest.raises(ParameterError) as caught:
        asked()
    assert caught.value.name == parameter
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("start", "end", "parameter"),
    [
        (2013, 2012, "end"),
        ("2013", 2013, "start"),
        (2013, "2013", "end"),
        (True, 2013, "start"),
        (0, 2013, "start"),
        (2013, 10000, "end"),
        (2013.0, 2014, "start"),
        (date(2013, 1, 1), 2014, "start"),
        (None, 2014, "start"),
    ],
)
def test_a_panel_takes_whole_years_in_their_order(kg: ug.KnowledgeGraph, start: Any, end: Any, parameter: str) -> None:
    with pytest.raises(ParameterError) as caught:
        kg.panel(start, end)
    assert caught.value.name == parameter


@pytest.mark.parametrize(
    "as_of", ["2010-06-30", date(2010, 6, 30), "2010-06", PartialDate(2010, 6), "2010", 2010, PartialDate(2010)]
)
def test_a_day_a_month_or_a_year_can_be_given_in_each_way(kg: ug.KnowledgeGraph, as_of: Any) -> None:
    status = kg.status("KAZ", "untoc", as_of)
    assert status.participation is Participation.PARTY
    assert str(status.as_of) == str(as_of)


@pytest.mark.parametrize("as_of", ["0001-01-01", "0001", "9999-12-31", "9999", "9999-12"])
def test_the_first_and_the_last_date_are_answered(kg: ug.KnowledgeGraph, as_of: str) -> None:
    expected = Participation.NOT_PARTY if as_of < "1" else Participation.PARTY
    status = kg.status("KAZ", "untoc", as_of)
    assert status.participation is expected
    assert str(status)
    assert len(kg.gaps(as_of)) > 0


# -- names ---------------------------------------------------------------------------------


def test_an_unknown_instrument_offers_candidates(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError) as caught:
        kg.status("KAZ", "untok")
    assert "UNTOC" in caught.value.candidates
    assert "did you mean 'UNTOC'" in str(caught.value)


def test_an_unknown_state_is_named(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError) as caught:
        kg.status("Atlantis", "untoc")
    assert (caught.value.name, caught.value.kind) == ("Atlantis", "participant")


def test_names_that_were_given_in_the_wrong_order_are_told_what_they_are(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="that is an instrument, UNTOC"):
        kg.status("untoc", "KAZ")
    with pytest.raises(UnknownTermError, match="that is a state, Kazakhstan"):
        kg.status("KAZ", "KAZ")


def test_an_organization_that_is_no_participant_is_none(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(UnknownTermError, match="that is an organization"):
        kg.status("UNODC", "untoc")


def test_a_name_of_several_offers_each(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousTermError) as caught:
        kg.status("Korea", "untoc")
    assert set(caught.value.candidates) == {"ugd:state-KOR", "ugd:state-PRK"}
    with pytest.raises(AmbiguousTermError) as caught:
        kg.status("KAZ", "Single Convention")
    assert {"ugd:instrument-single-convention-1961", "ugd:instrument-single-convention-1961-amended"} <= set(
        caught.value.candidates
    )


@pytest.mark.parametrize("name", [None, 1, True, b"KAZ", ["KAZ"], ("KAZ",), object()])
def test_a_name_is_a_text(kg: ug.KnowledgeGraph, name: Any) -> None:
    calls: list[tuple[str, Callable[[], object]]] = [
        ("state", lambda: kg.status(name, "untoc")),
        ("instrument", lambda: kg.status("KAZ", name)),
        ("instrument", lambda: kg.entry_into_force("KAZ", name)),
        ("state", lambda: kg.gaps("2010", states=[name])),
        ("instrument", lambda: kg.panel(2010, 2010, instruments=[name])),
    ]
    if name is not None:
        # No name stands for all in a timeline, and for the instrument as such in an entry into force.
        calls.append(("state", lambda: kg.timeline(name)))
        calls.append(("instrument", lambda: kg.timeline("KAZ", name)))
        calls.append(("state", lambda: kg.entry_into_force(name, "untoc")))
    for parameter, asked in calls:
        with pytest.raises(ParameterError, match="is no text: give an IRI, a CURIE, a code or a label") as caught:
            asked()
        assert caught.value.name == parameter


@pytest.mark.parametrize("parameter", ["states", "instruments"])
@pytest.mark.parametrize(
    ("names", "reason"), [("KAZ", "must be a list of names, as ['KAZ']"), ([], "must name one at least"), (5, "is 5")]
)
def test_several_names_are_a_list(kg: ug.KnowledgeGraph, parameter: str, names: Any, reason: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: kg.gaps("2010", **{parameter: names}),
        lambda: kg.gap_matrix("2010", **{parameter: names}),
        lambda: kg.panel(2010, 2010, **{parameter: names}),
    ]
    for asked in calls:
        with pytest.raises(ParameterError) as caught:
            asked()
        assert caught.value.name == parameter
        assert reason in str(caught.value)


def test_two_names_of_one_thing_are_one(kg: ug.KnowledgeGraph) -> None:
    names = ["KAZ", "Kazakhstan", "ugd:state-KAZ", str(UGD["state-KAZ"])]
    assert len(kg.panel(2010, 2010, states=names, instruments=["untoc", "UNTOC"])) == 1
    assert len(kg.gaps("2000", states=iter(names), instruments=("untoc", "UNTOC"))) == 1


# -- graphs --------------------------------------------------------------------------------


def test_a_closed_graph_answers_nothing(tmp_path: Path) -> None:
    with ug.load(store=tmp_path / "store", bundled=False) as graph:
        assert len(graph.timeline()) == 0
    calls: list[Callable[[], object]] = [
        lambda: graph.status("KAZ", "untoc"),
        graph.gaps,
        lambda: graph.panel(2010, 2010),
        graph.timeline,
        lambda: graph.entry_into_force(None, "untoc"),
    ]
    for asked in calls:
        with pytest.raises(ClosedGraphError):
            asked()


def test_without_any_data_there_is_nobody_to_ask_of() -> None:
    graph = ug.load(bundled=False)
    with pytest.raises(UnknownTermError):
        graph.status("KAZ", "untoc")
    assert [len(graph.gaps()), len(graph.panel(2010, 2013)), len(graph.timeline())] == [0, 0, 0]


def test_after_a_write_the_answer_is_another(own_kg: ug.KnowledgeGraph) -> None:
    asked = ("UZB", "som-protocol", "2014-07-09")
    assert own_kg.status(*asked).participation is Participation.SIGNATORY
    new = UGD["action-UZB-som-protocol-ratification-2010-01-01"]
    data = own_kg.graph
    data.add((new, ug.UG.participant, UGD["state-UZB"]))
    data.add((new, UG.instrument, UGD["instrument-som-protocol"]))
    data.add((new, UG.actionType, UGV["action-type-ratification"]))
    data.parse(data=f'{PREFIXES}<{new}> a ug:TreatyAction ; ug:date "2010-01-01"^^xsd:date .', format="turtle")
    status = own_kg.status(*asked)
    assert (status.participation, status.since) == (Participation.PARTY, date(2010, 1, 31))
    data.remove((new, None, None))
    assert own_kg.status(*asked).participation is Participation.SIGNATORY


# -- data that is odd ----------------------------------------------------------------------

_DAY = '"%s"^^xsd:gMonthDay'
_TWELVE_MONTHS = "ug:withdrawalArticle 'Article 9' ; ug:withdrawalNotice 12 ; ug:withdrawalNoticeUnit ugv:unit-month"
ODD: Final = {
    "no rule": instrument("no-rule"),
    "each other": instrument("one")
    + instrument("other")
    + rule("one", f"{waiting(30)} ; ug:requiresPartyTo ugd:instrument-other")
    + rule("other", f"{waiting(30)} ; ug:requiresPartyTo ugd:instrument-one")
    + act("Arcadia", "other", "accession", "2006-01-01"),
    "itself": instrument("itself") + rule("itself", f"{waiting(30)} ; ug:requiresPartyTo ugd:instrument-itself"),
    "brings along what brings it along": instrument("egg")
    + instrument("hen")
    + rule("egg", f"{waiting(30)} ; ug:providesPartyTo ugd:instrument-hen")
    + rule("hen", f"{waiting(30)} ; ug:providesPartyTo ugd:instrument-egg"),
    "requires what is nowhere": instrument("orphan")
    + rule("orphan", f"{waiting(30)} ; ug:requiresPartyTo ugd:instrument-nowhere"),
    "moon": instrument("moon") + rule("moon", waiting(3, how="by-the-moon")),
    "years": instrument("years") + rule("years", waiting(3, "year")),
    "no counting": instrument("no-counting") + rule("no-counting", "ug:waitingPeriod 30"),
    "backwards": instrument("backwards") + rule("backwards", waiting(-30)),
    "months backwards": instrument("months-backwards") + rule("months-backwards", waiting(-30, "month")),
    "first of no month": instrument("no-month") + rule("no-month", waiting(0, "month", "first-day-of-Nth-month-after")),
    "for ever": instrument("for-ever") + rule("for-ever", waiting(10**12)),
    "for ever in months": instrument("months-for-ever") + rule("months-for-ever", waiting(10**30, "month")),
}
ACCEDED: Final = (
    *("no-rule", "one", "itself", "egg", "orphan", "moon", "years", "no-counting", "backwards"),
    *("months-backwards", "no-month", "for-ever", "months-for-ever"),
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    """A graph of odd rules and acts."""
    facts = [
        state("Arcadia"),
        *ODD.values(),
        *(act("Arcadia", name, "accession", "2005-01-01") for name in ACCEDED),
        # The first and the last days that there are.
        instrument("early", None, None) + rule("early", f"{waiting(30)} ; {_TWELVE_MONTHS}"),
        act("Arcadia", "early", "accession", "0001-01-01") + act("Arcadia", "early", "withdrawal", "0001-01-02"),
        instrument("late") + rule("late", f"{waiting(30)} ; {_TWELVE_MONTHS}"),
        act("Arcadia", "late", "accession", "9999-12-01") + act("Arcadia", "late", "withdrawal", "9999-12-31"),
        instrument("last") + rule("last", waiting(0, how="on-the-day-of")),
        act("Arcadia", "last", "accession", "9999-12-31"),
        # A notice by 29 February, which takes effect on 29 February.
        instrument("leap")
        + rule(
            "leap",
            f"{waiting(30)} ; ug:withdrawalArticle 'Article 9' ; ug:withdrawalNoticeBy {_DAY % '--02-29'} ; "
            f"ug:withdrawalEffectOn {_DAY % '--02-29'}",
        ),
        act("Arcadia", "leap", "accession", "2005-01-01") + act("Arcadia", "leap", "withdrawal", "2007-02-28"),
        # Notices that end nothing, that nobody can count, and that end before they were received.
        instrument("lonely") + rule("lonely", f"{waiting(30)} ; {_TWELVE_MONTHS}"),
        act("Arcadia", "lonely", "withdrawal", "2007-02-28") + coverage(["Arcadia"], "lonely", "2010-01-01"),
        instrument("no-way-out") + rule("no-way-out", waiting(30)),
        act("Arcadia", "no-way-out", "accession", "2005-01-01"),
        act("Arcadia", "no-way-out", "withdrawal", "2007-01-01"),
        instrument("backwards-out")
        + rule("backwards-out", f"{waiting(30)} ; ug:withdrawalArticle 'Article 9' ; ug:withdrawalNotice -12"),
        act("Arcadia", "backwards-out", "accession", "2005-01-01"),
        act("Arcadia", "backwards-out", "withdrawal", "2007-01-01"),
        # Acts on what is no instrument, and of whom nobody knows.
        act("Arcadia", "ghost", "accession", "2005-01-01"),
        act("Nobody", "one", "accession", "2005-01-01") + act("Nemo", "one", "accession"),
        # Numbers of deposits that cannot be.
        *(
            instrument(f"number-{name}", general=None) + rule(f"number-{name}", f"{waiting(30)} ; {number}", "general")
            for name, number in (("none", "ug:numberOfInstruments 0"), ("less", "ug:numberOfInstruments -3"))
        ),
        act("Arcadia", "number-less", "accession", "2005-01-01"),
        instrument("one-deposit", general=None),
        rule("one-deposit", f"{waiting(30)} ; ug:numberOfInstruments 1", "general") + rule("one-deposit", waiting(30)),
        act("Arcadia", "one-deposit", "accession", "2005"),
    ]
    path = tmp_path_factory.mktemp("law") / "odd.ttl"
    path.write_text(PREFIXES + "".join(facts), encoding="utf-8")
    return ug.load(path, bundled=False)


def _said(graph: ug.KnowledgeGraph, name: str, as_of: str = "2008-01-01") -> tuple[Participation, Answer]:
    status = graph.status("Arcadia", name, as_of)
    assert str(status)
    return status.participation, status.in_force


UNKNOWN: Final = (Participation.UNKNOWN, Answer.UNKNOWN)
PARTY: Final = (Participation.PARTY, Answer.YES)
NO_PARTY: Final = (Participation.NOT_PARTY, Answer.NO)
WITHDRAWN: Final = (Participation.WITHDRAWN, Answer.NO)


@pytest.mark.parametrize(
    "name",
    [
        "no-rule",
        "moon",
        "years",
        "no-counting",
        "backwards",
        "months-backwards",
        "no-month",
        "for-ever",
        "months-for-ever",
    ],
)
def test_a_rule_that_nobody_can_count_by_says_neither_yes_nor_no(odd: ug.KnowledgeGraph, name: str) -> None:
    assert [_said(odd, name, day) for day in ("2005-01-01", "2008-01-01", "9999-12-31")] == [UNKNOWN] * 3
    assert str(odd.entry_into_force("Arcadia", name))


def test_an_instrument_without_a_rule_says_so(odd: ug.KnowledgeGraph) -> None:
    status = odd.status("Arcadia", "no-rule", "2008-01-01")
    assert (
        "No rule on its entry into force for a state is on record: since when it is bound is not known." in status.notes
    )
    assert [one.type for one in status.actions] == ["accession"]
    assert "No rule on its entry into force is on record." in odd.entry_into_force(None, "no-rule").notes


def test_instruments_that_ask_for_each_other_are_in_force_when_both_are(odd: ug.KnowledgeGraph) -> None:
    for name in ("one", "other"):
        assert [_said(odd, name, day) for day in ("2006-01-30", "2006-01-31")] == [UNKNOWN, PARTY]


def test_an_instrument_that_asks_for_itself_is_in_force(odd: ug.KnowledgeGraph) -> None:
    assert [_said(odd, "itself", day) for day in ("2005-01-30", "2005-01-31")] == [UNKNOWN, PARTY]


def test_instruments_that_bring_each_other_along_are_in_force_from_one_day(odd: ug.KnowledgeGraph) -> None:
    for name in ("egg", "hen"):
        assert odd.status("Arcadia", name, "2008").since == date(2005, 1, 31)


def test_what_asks_for_an_instrument_that_is_nowhere_is_answered_with_a_remark(odd: ug.KnowledgeGraph) -> None:
    status = odd.status("Arcadia", "orphan", "2008")
    assert status.participation is Participation.PARTY
    assert any(note.startswith("Only a party to ") for note in status.notes)


def test_a_year_ends_before_an_act_of_its_last_month_takes_effect(odd: ug.KnowledgeGraph) -> None:
    assert [_said(odd, "late", day) for day in ("9999-12-30", "9999-12-31", "9999")] == [UNKNOWN, PARTY, UNKNOWN]
    assert odd.entry_into_force("Arcadia", "late").date == date(9999, 12, 31)
    assert [_said(odd, "last", day) for day in ("9999-12-30", "9999-12-31")] == [UNKNOWN, PARTY]


def test_acts_of_the_first_days_are_counted(odd: ug.KnowledgeGraph) -> None:
    # When the instrument as such entered into force is not on record: from some day on it may have been, to the end.
    assert [_said(odd, "early", day) for day in ("0001-01-01", "0001-06-01", "0002-01-01", "0002-01-02")] == [
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
    ]
    assert [row.date for row in odd.timeline("Arcadia", "early")] == [date(1, 1, 1), date(1, 1, 2)]


def test_the_last_day_of_february_stands_for_the_29th_in_other_years(odd: ug.KnowledgeGraph) -> None:
    # Received by the end of February 2007, it takes effect a year later, in a leap year.
    assert [_said(odd, "leap", day) for day in ("2008-02-28", "2008-02-29")] == [PARTY, WITHDRAWN]


def test_a_notice_of_who_never_joined_ends_nothing(odd: ug.KnowledgeGraph) -> None:
    assert [_said(odd, "lonely", day) for day in ("2008-01-01", "2009-01-01", "2011-01-01")] == [
        NO_PARTY,
        NO_PARTY,
        UNKNOWN,
    ]


@pytest.mark.parametrize("name", ["no-way-out", "backwards-out"])
def test_a_notice_that_no_rule_counts_leaves_all_open_from_its_day_on(odd: ug.KnowledgeGraph, name: str) -> None:
    assert [_said(odd, name, day) for day in ("2006-12-31", "2007-01-01", "2020-01-01")] == [PARTY, UNKNOWN, UNKNOWN]


def test_without_a_rule_on_withdrawal_that_is_said(odd: ug.KnowledgeGraph) -> None:
    status = odd.status("Arcadia", "no-way-out", "2008")
    assert any("No rule on withdrawal is on record" in note for note in status.notes)


@pytest.mark.parametrize("name", ["number-none", "number-less"])
def test_a_number_of_deposits_below_one_is_none(odd: ug.KnowledgeGraph, name: str) -> None:
    entry = odd.entry_into_force(None, name)
    assert (entry.date, entry.computed) == (None, None)
    assert "The rule gives no fixed number of acts; the date is not computed." in entry.notes


def test_a_deposit_of_an_unknown_day_gives_a_period(odd: ug.KnowledgeGraph) -> None:
    entry = odd.entry_into_force(None, "one-deposit")
    assert entry.date == entry.computed
    assert str(entry.computed) == "2005-01-31/2006-01-30"


def test_acts_on_what_the_graph_does_not_describe_are_listed_and_break_nothing(odd: ug.KnowledgeGraph) -> None:
    lines = odd.timeline()
    assert UGD["instrument-ghost"] in {row.instrument for row in lines}
    assert {UGD["state-Nobody"], UGD["state-Nemo"]} <= {row.state for row in lines}
    with pytest.raises(UnknownTermError):
        odd.status("Arcadia", "ghost")


def test_tables_of_odd_data_are_whole(odd: ug.KnowledgeGraph) -> None:
    assert len(odd.panel(1, 9999, states=["Arcadia"], instruments=["late", "early", "leap"])) == 3 * 9999
    assert len(odd.gaps("2008", states=["Arcadia"])) > 10
    for row in odd.panel(2005, 2008, states=["Arcadia"]):
        status = odd.status("Arcadia", str(row.instrument), f"{row.year}-12-31")
        assert (row.participation, row.in_force) == (str(status.participation), str(status.in_force))
