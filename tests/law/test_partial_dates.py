"""An answer is unknown exactly when two days that may be meant would be answered differently.

A date that is known to the month or year is a choice of days. The answer is compared to what a plain reading of the
rules gives for every choice of days and every day that is asked about.
"""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import unodc_graph as ug
from tests.law.invented import PREFIXES, act, coverage, state
from unodc_graph import Answer, Participation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WHO: Final = "Arcadia"
COVERED: Final = date(2005, 6, 30)
AFTER: Final = date(2003, 3, 1)
"""Who becomes party to the old text after that day becomes so to the new one."""
DAY: Final = timedelta(days=1)
NEVER: Final = date.max


# -- the rules, as a reader of them would count ----------------------------------------------


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _by_the_calendar(received: date) -> date:
    return date(received.year + (1 if (received.month, received.day) <= (7, 1) else 2), 1, 1)


class Instrument(NamedTuple):
    """An instrument: what its rule is in Turtle, and the same as functions."""

    general: str
    turtle: str
    starts: Callable[[date], date]
    ends: Callable[[date], date]
    parent: str | None = None
    brought_by: str | None = None


_THIRTY_DAYS: Final = "ug:counting ugv:counting-N-days-after ; ug:waitingPeriod 30 ; ug:waitingPeriodUnit ugv:unit-day"
_A_YEAR: Final = "ug:withdrawalArticle 'Article 9' ; ug:withdrawalNotice 12 ; ug:withdrawalNoticeUnit ugv:unit-month"

INSTRUMENTS: Final = {
    "thirty-days": Instrument(
        "2002-03-10",
        f"{_THIRTY_DAYS} ; {_A_YEAR}",
        lambda day: day + 30 * DAY,
        lambda day: _months_later(day, 12),
    ),
    "calendar": Instrument(
        "2001-01-01",
        "ug:counting ugv:counting-on-the-Nth-day-after ; ug:waitingPeriod 90 ; ug:waitingPeriodUnit ugv:unit-day ; "
        'ug:withdrawalArticle "Article 9" ; ug:withdrawalNoticeBy "--07-01"^^xsd:gMonthDay ; '
        'ug:withdrawalEffectOn "--01-01"^^xsd:gMonthDay',
        lambda day: day + 90 * DAY,
        _by_the_calendar,
    ),
    "first-of-month": Instrument(
        "2002-03-10",
        "ug:counting ugv:counting-first-day-of-Nth-month-after ; ug:waitingPeriod 2 ; "
        'ug:waitingPeriodUnit ugv:unit-month ; ug:withdrawalArticle "Article 9" ; ug:withdrawalNotice 180 ; '
        "ug:withdrawalNoticeUnit ugv:unit-day",
        lambda day: _months_later(day.replace(day=1), 2),
        lambda day: day + 180 * DAY,
    ),
    "known-to-the-month": Instrument(
        "2002-03",
        f"{_THIRTY_DAYS} ; {_A_YEAR}",
        lambda day: day + 30 * DAY,
        lambda day: _months_later(day, 12),
    ),
    "protocol": Instrument(
        "2002-06-01",
        f"{_THIRTY_DAYS} ; {_A_YEAR} ; ug:requiresPartyTo ugd:instrument-thirty-days ; "
        'ug:requiresPartyToArticle "Article 2"',
        lambda day: day + 30 * DAY,
        lambda day: _months_later(day, 12),
        parent="thirty-days",
    ),
    "old-text": Instrument(
        "2001-01-01",
        f"{_THIRTY_DAYS} ; {_A_YEAR} ; ug:providesPartyTo ugd:instrument-new-text ; "
        f'ug:providesPartyToArticle "Article 3" ; ug:providesPartyToAfter "{AFTER}"^^xsd:date',
        lambda day: day + 30 * DAY,
        lambda day: _months_later(day, 12),
    ),
    "new-text": Instrument(
        str(AFTER),
        f"{_THIRTY_DAYS} ; {_A_YEAR}",
        lambda day: day + 30 * DAY,
        lambda day: _months_later(day, 12),
        brought_by="old-text",
    ),
}


def _written(name: str, instrument: Instrument) -> str:
    general = instrument.general
    kind = "date" if len(general) == 10 else "gYearMonth"
    return (
        f'ugd:instrument-{name} a ug:Instrument ; rdfs:label "{name}"@en ; dcterms:identifier "{name}" ; '
        f'ug:adopted "2000-01-01"^^xsd:date ; ug:enteredIntoForce "{general}"^^xsd:{kind} .\n'
        f"ugd:rule-{name} a ug:EntryIntoForceRule ; ug:instrument ugd:instrument-{name} ; "
        f'ug:ruleScope ugv:rule-scope-state ; ug:article "Article 1" ; ug:confidence ugv:confidence-high ; '
        f"{instrument.turtle} .\n" + coverage([WHO], name, str(COVERED))
    )


# -- the plain reading of one choice of days --------------------------------------------------

SIGNATURE, LEAVING = "signature", "withdrawal"


@dataclass(frozen=True)
class Act:
    """An act on a date that may be a month or a year."""

    instrument: str
    kind: str
    when: str

    @property
    def days(self) -> list[date]:
        return _days(self.when)


Chosen = tuple[Act, date]
Spells = list[tuple[date, date]]
Said = tuple[Participation, Answer, "tuple[date | None, date | None] | None"]


def _days(when: str) -> list[date]:
    """Give every day of a day, month or year."""
    first = date.fromisoformat(f"{when}-01-01"[:10])
    end = {4: lambda: date(first.year + 1, 1, 1), 7: lambda: _months_later(first, 1), 10: lambda: first + DAY}
    return [first + number * DAY for number in range((end[len(when)]() - first).days)]


def _readings(done: Sequence[Chosen], starts: Callable[[date], date], ends: Callable[[date], date]) -> list[Spells]:
    """Give the times of being bound; several where two dates stand for one kind of act, which was done on either."""
    together: list[list[Chosen]] = [[]]
    closed: list[date] = []
    for one in sorted(done, key=lambda chosen: (chosen[1], chosen[0].kind != LEAVING)):
        if one[0].kind != LEAVING:
            together[-1].append(one)
        elif together[-1]:
            closed.append(ends(one[1]))
            together.append([])
    beginnings = []
    for group in together:
        by_kind: dict[str, list[date]] = {}
        for chosen, day in group:
            by_kind.setdefault(chosen.kind, []).append(starts(day))
        beginnings.append({min(picked) for picked in product(*by_kind.values())} if by_kind else {NEVER})
    return [list(zip(picked, [*closed, NEVER], strict=True)) for picked in product(*beginnings)]


def _spells(name: str, done: Sequence[Chosen], general: dict[str, date]) -> list[Spells]:
    """Give the times in which an instrument is in force, for each reading of the acts."""
    instrument = INSTRUMENTS[name]
    own = [one for one in done if one[0].instrument == name and one[0].kind != SIGNATURE]
    if instrument.brought_by is not None and all(one[0].kind == LEAVING for one in own):
        other = INSTRUMENTS[instrument.brought_by]
        acts = [one for one in done if one[0].instrument == instrument.brought_by and one[0].kind != SIGNATURE]

        def starts(day: date) -> date:
            by_the_other = max(other.starts(day), general[instrument.brought_by or ""])
            return max(by_the_other, general[name]) if by_the_other > AFTER else NEVER

        return _readings(acts, starts, other.ends)
    found = _readings(own, lambda day: max(instrument.starts(day), general[name]), instrument.ends)
    if instrument.parent is None:
        return found
    return [
        [(max(one[0], two[0]), min(one[1], two[1])) for one in spells for two in parents]
        for spells in found
        for parents in _spells(instrument.parent, done, general)
    ]


def _position(day: date, spells: Spells, signed: date, general: date) -> tuple[Participation, Answer]:
    lived = [(start, end) for start, end in spells if start < end]
    if any(start <= day < end for start, end in lived):
        return Participation.PARTY, Answer.YES
    if any(end <= day for _, end in lived):
        return Participation.WITHDRAWN, Answer.NO
    if day <= COVERED:
        return Participation.SIGNATORY if signed <= day else Participation.NOT_PARTY, Answer.NO
    return Participation.UNKNOWN, Answer.NO if day < general else Answer.UNKNOWN


def _began(day: date, spells: Spells) -> date:
    """Give the first day of being bound without a break until a day."""
    earlier = [start for start, end in spells if start < day <= end]
    return _began(min(earlier), spells) if earlier else day


def _by_hand(name: str, acts: Sequence[Act], as_of: str) -> Said:
    """Give the one answer of all choices and all days; unknown if there are two. And of a party since when."""
    asked = _days(as_of)
    found, began = set(), set()
    others = INSTRUMENTS[name].parent, INSTRUMENTS[name].brought_by
    generals = {about: _days(INSTRUMENTS[about].general) for about in (name, *others) if about is not None}
    for days in product(*(one.days for one in acts)):
        done = list(zip(acts, days, strict=True))
        signed = min((day for one, day in done if one.kind == SIGNATURE and one.instrument == name), default=NEVER)
        for picked in product(*generals.values()):
            general = dict(zip(generals, picked, strict=True))
            for spells in _spells(name, done, general):
                edges = {edge for spell in spells for edge in spell} | {signed, COVERED + DAY, general[name]}
                began.add(_began(asked[0], spells))
                # Between two edges nothing changes.
                for day in {asked[0], *(edge for edge in edges if asked[0] < edge <= asked[-1])}:
                    found.add(_position(day, spells, signed, general[name]))
    participations, answers = {one for one, _ in found}, {one for _, one in found}
    if answers == {Answer.YES}:
        return Participation.PARTY, Answer.YES, (min(began), max(began))
    return (
        participations.pop() if len(participations) == 1 else Participation.UNKNOWN,
        answers.pop() if len(answers) == 1 else Answer.UNKNOWN,
        None,
    )


# -- the graph ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    """A graph of one state and some instruments, without any act."""
    path = tmp_path_factory.mktemp("law") / "instruments.ttl"
    written = "".join(_written(name, about) for name, about in INSTRUMENTS.items())
    path.write_text(PREFIXES + state(WHO) + written, encoding="utf-8")
    return ug.load(path, bundled=False)


def _answered(graph: ug.KnowledgeGraph, name: str, acts: Sequence[Act], as_of: str) -> Said:
    graph.graph.update(
        "DELETE { ?act ?property ?value } WHERE { ?act a ug:TreatyAction ; ?property ?value }",
        initNs={"ug": ug.UG},
    )
    text = PREFIXES + "".join(
        act(f"{WHO}", one.instrument, one.kind, one.when).replace("ugd:action-", f"ugd:action-{number}-", 1)
        for number, one in enumerate(acts)
    )
    graph.graph.parse(data=text, format="turtle")
    status = graph.status(WHO, name, as_of)
    since = status.since
    if since is None:
        return status.participation, status.in_force, None
    days = (since, since) if isinstance(since, date) else (since.not_before, since.not_after)
    return status.participation, status.in_force, days


# -- random acts ----------------------------------------------------------------------------

_DAYS = st.dates(date(2001, 1, 1), date(2006, 12, 31)).map(str)
_MONTHS = _DAYS.map(lambda day: day[:7])
_YEARS = _DAYS.map(lambda day: day[:4])
_AS_OF = st.one_of(
    st.dates(date(2000, 6, 1), date(2008, 12, 31)).map(str),
    st.dates(date(2000, 6, 1), date(2008, 12, 31)).map(lambda day: str(day)[:7]),
    st.integers(2000, 2008).map(str),
)
_KINDS = ["accession", "ratification"]
_MOST_CHOICES = 1000


def _acts(*plans: tuple[str, tuple[str, ...]]) -> st.SearchStrategy[list[Act]]:
    """Give acts on some instruments, each of one of some kinds; few of them on dates that leave a choice."""

    @st.composite
    def drawn(draw: st.DrawFn) -> list[Act]:
        kinds = [(instrument, kind) for instrument, some in plans for kind in some if draw(st.booleans())]
        vague = draw(st.sampled_from(["none", "month", "months", "year"]))
        dates: list[st.SearchStrategy[str]] = [_DAYS] * len(kinds)
        wanted = {"none": [], "month": [_MONTHS], "months": [_MONTHS, _MONTHS], "year": [_YEARS]}[vague]
        dates[: len(wanted)] = wanted[: len(dates)]
        dates = draw(st.permutations(dates))
        return [
            Act(instrument, draw(st.sampled_from(_KINDS)) if kind == "consent" else kind, draw(when))
            for (instrument, kind), when in zip(kinds, dates, strict=True)
        ]

    return drawn()


def _alone(name: str) -> st.SearchStrategy[tuple[str, list[Act]]]:
    return _acts((name, ("signature", "consent", "withdrawal", "consent", "withdrawal"))).map(lambda acts: (name, acts))


def _compare(graph: ug.KnowledgeGraph, name: str, acts: Sequence[Act], as_of: str) -> None:
    choices = [_days(INSTRUMENTS[name].general), *(one.days for one in acts)]
    assume(math.prod(len(days) for days in choices) <= _MOST_CHOICES)
    assert _answered(graph, name, acts, as_of) == _by_hand(name, acts, as_of)


_SLOWLY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@_SLOWLY
@given(
    case=st.sampled_from(["thirty-days", "calendar", "first-of-month", "known-to-the-month"]).flatmap(_alone),
    as_of=_AS_OF,
)
def test_acts_on_one_instrument(graph: ug.KnowledgeGraph, case: tuple[str, list[Act]], as_of: str) -> None:
    _compare(graph, *case, as_of)


@_SLOWLY
@given(
    acts=_acts(
        ("thirty-days", ("consent", "withdrawal", "consent")), ("protocol", ("consent", "withdrawal", "signature"))
    ),
    as_of=_AS_OF,
)
def test_acts_on_a_protocol_and_on_the_convention_that_it_belongs_to(
    graph: ug.KnowledgeGraph, acts: list[Act], as_of: str
) -> None:
    # What follows from a protocol alone is another rule, and has tests of its own.
    assume(any(one.instrument == "thirty-days" and one.kind in _KINDS for one in acts))
    _compare(graph, "protocol", acts, as_of)


@_SLOWLY
@given(
    acts=_acts(("old-text", ("consent", "withdrawal", "consent")), ("new-text", ("signature",))),
    as_of=_AS_OF,
)
def test_acts_on_an_instrument_that_brings_another_along(graph: ug.KnowledgeGraph, acts: list[Act], as_of: str) -> None:
    _compare(graph, "new-text", acts, as_of)
