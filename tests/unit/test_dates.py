"""PartialDate and Period: what they hold, how they are written, and what is known of their order."""

from __future__ import annotations

import operator
import pickle
from datetime import date, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.date_strategies import DAYS, PERIODS, WHENS, YEARLESS_DATES
from unodc_graph import Answer, PartialDate, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
YEARS = st.integers(-9999, 9999).filter(bool)
MONTHS = st.integers(1, 12)
When = date | PartialDate | Period
ORDERS: dict[str, Callable[[Period, When], Answer]] = {
    "before": Period.before,
    "after": Period.after,
    "same": Period.same,
    "within": Period.within,
}


# -- what they hold -------------------------------------------------------------------------


@given(
    st.one_of(
        st.builds(PartialDate, YEARS),
        st.builds(PartialDate, YEARS, MONTHS),
        st.builds(lambda month: PartialDate(month=month), MONTHS),
        st.builds(lambda month, day: PartialDate(month=month, day=day), MONTHS, st.integers(1, 29)),
    )
)
def test_the_lexical_form_reads_back_as_the_same_date(date: PartialDate) -> None:
    assert PartialDate.from_lexical(str(date), date.datatype) == date


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("2004-13", "gYearMonth"),
        ("2004-00", "gYearMonth"),
        ("204", "gYear"),
        ("2004", "gYearMonth"),
        ("--13", "gMonth"),
        ("--06-32", "gMonthDay"),
        ("--02-30", "gMonthDay"),
        ("--04-31", "gMonthDay"),
        ("2004-05-06", "date"),
        ("", "gYear"),
        ("2004\n", "gYear"),
    ],
)
def test_what_is_no_partial_date_is_none(lexical: str, datatype: str) -> None:
    assert PartialDate.from_lexical(lexical, datatype) is None


@pytest.mark.parametrize("parts", [{}, {"day": 3}, {"year": 2004, "day": 3}, {"year": 2004, "month": 5, "day": 6}])
def test_only_the_four_forms_can_be_made(parts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a partial date is a year"):
        PartialDate(**parts)


@pytest.mark.parametrize("year", ["2004", 2004.0, True])
def test_a_part_that_is_no_number_is_refused_by_its_name(year: int) -> None:
    with pytest.raises(TypeError, match=r"year .* is no int"):
        PartialDate(year)


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="month from 1 to 12"):
        PartialDate(2004, 13)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (PartialDate(2004), date(2004, 1, 1), date(2004, 12, 31)),
        (PartialDate(1900, 2), date(1900, 2, 1), date(1900, 2, 28)),
        (PartialDate(2000, 2), date(2000, 2, 1), date(2000, 2, 29)),
        (PartialDate(2023, 4), date(2023, 4, 1), date(2023, 4, 30)),
        (PartialDate(1), date(1, 1, 1), date(1, 12, 31)),
        (PartialDate(9999, 12), date(9999, 12, 1), date(9999, 12, 31)),
        (PartialDate(month=2, day=29), None, None),
        (PartialDate(month=6), None, None),
        (PartialDate(-44), None, None),
        (PartialDate(12004), None, None),
        (Period(PartialDate(2005, 1), PartialDate(2005, 6)), date(2005, 1, 1), date(2005, 6, 30)),
        (Period(date(2009, 12, 9), None), date(2009, 12, 9), None),
        (Period(None, PartialDate(2019)), None, date(2019, 12, 31)),
        (Period(PartialDate(month=6), PartialDate(month=6, day=20)), None, None),
        (Period(), None, None),
    ],
    ids=str,
)
def test_the_bounds_are_the_first_and_the_last_day_it_can_be(
    when: PartialDate | Period, first: date | None, last: date | None
) -> None:
    assert (when.not_before, when.not_after) == (first, last)


@given(PERIODS)
def test_what_is_certainly_part_of_a_period_is_part_of_it_whenever_it_began_and_ended(period: Period) -> None:
    first, last = period.certain_bounds
    for start, end in product(days_of(period.start), days_of(period.end)):
        if start <= end and first and last:
            assert start <= first
            assert last <= end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2004, 7, 2), date(2004, 7, 1)),
        (PartialDate(2004), PartialDate(2003)),
        (PartialDate(2004, 2), date(2004, 1, 31)),
    ],
)
def test_a_period_that_certainly_ends_before_it_starts_is_refused(
    start: date | PartialDate, end: date | PartialDate
) -> None:
    with pytest.raises(ValueError, match="the end is before the start"):
        Period(start, end)


def test_a_period_that_may_be_in_order_is_taken() -> None:
    assert str(Period(PartialDate(2004, 7), PartialDate(2004))) == "2004-07/2004"
    assert str(Period(PartialDate(month=7), PartialDate(month=6))) == "--07/--06"
    assert str(Period(None, date(2004, 7, 31))) == "../2004-07-31"


@given(WHENS)
def test_a_date_as_a_period_keeps_its_bounds_and_a_period_is_itself(when: When) -> None:
    period = Period.of(when)
    assert Period.of(period) is period
    if not isinstance(when, date):
        assert (period.not_before, period.not_after) == (when.not_before, when.not_after)


@given(WHENS)
def test_dates_and_periods_are_values(when: When) -> None:
    again = pickle.loads(pickle.dumps(when))  # noqa: S301 - made a moment ago
    assert again == when
    assert len({again, when}) == 1


# -- the answers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "left", "right", "answer"),
    [
        ("before", PartialDate(2004), date(2005, 1, 1), YES),
        ("before", PartialDate(2004), date(2004, 12, 31), UNKNOWN),
        ("before", PartialDate(2004), date(2004, 1, 1), NO),
        ("before", PartialDate(2004, 6), PartialDate(2004, 7), YES),
        ("before", PartialDate(2004), PartialDate(2004), UNKNOWN),
        ("before", date(2004, 7, 31), date(2004, 7, 31), NO),
        ("before", Period(PartialDate(2004), None), PartialDate(2003), NO),
        ("before", Period(PartialDate(2004), None), PartialDate(2005), UNKNOWN),
        ("before", Period(None, PartialDate(2004)), PartialDate(2005), YES),
        ("before", Period(PartialDate(2000), PartialDate(2010)), date(2005, 6, 1), UNKNOWN),
        ("before", PartialDate(-44), PartialDate(2004), UNKNOWN),
        ("after", PartialDate(2005), PartialDate(2004, 12), YES),
        ("after", PartialDate(2004), date(2004, 12, 31), NO),
        ("after", date(2004, 6, 1), PartialDate(2004), UNKNOWN),
        ("same", date(2004, 7, 31), date(2004, 7, 31), YES),
        ("same", PartialDate(2004, 7), PartialDate(2004, 7), UNKNOWN),
        ("same", PartialDate(2004, 7), PartialDate(2004), UNKNOWN),
        ("same", PartialDate(2004, 7), date(2004, 8, 1), NO),
        ("within", PartialDate(2004, 7), PartialDate(2004), YES),
        ("within", PartialDate(2004), PartialDate(2004, 7), UNKNOWN),
        ("within", PartialDate(2004), Period(date(2004, 1, 1), date(2004, 12, 31)), YES),
        ("within", PartialDate(2004), PartialDate(2005), NO),
        ("within", date(2004, 7, 1), Period(PartialDate(2004), PartialDate(2010)), UNKNOWN),
        ("within", date(2005, 1, 1), Period(PartialDate(2004), PartialDate(2010)), YES),
        ("within", date(2011, 1, 1), Period(PartialDate(2004), PartialDate(2010)), NO),
        ("within", date(2005, 1, 1), Period(PartialDate(2004), None), UNKNOWN),
        ("within", date(2004, 6, 10), Period(PartialDate(2004), date(2004, 6, 10)), YES),
    ],
)
def test_an_order_is_answered_as_far_as_it_is_known(order: str, left: When, right: When, answer: Answer) -> None:
    assert ORDERS[order](Period.of(left), right) == answer
    if not isinstance(left, date):
        assert getattr(left, order)(right) == answer


def days_of(when: When | None, others: Iterable[date] = ()) -> set[date]:
    """Give the days that something can be: of many the outermost and those of the others, of what is open a far one."""
    if isinstance(when, date):
        return {when}
    first = date(1, 1, 1) if when is None or when.not_before is None else when.not_before
    last = date(9999, 12, 31) if when is None or when.not_after is None else when.not_after
    step = min(timedelta(1), last - first)
    return {first, first + step, last - step, last} | {day for day in others if first <= day <= last}


def spans_of(when: When, others: Iterable[date]) -> set[tuple[date, date]]:
    """Give the first and last days that something can have."""
    if not isinstance(when, Period):
        days = days_of(when, others)
        if isinstance(when, date) or when.year is not None:
            return {(min(days), max(days))}
        when = Period(when, when)
    sides = days_of(when.start, [*others, *days_of(when.end)]), days_of(when.end, [*others, *days_of(when.start)])
    return {(start, end) for start, end in product(*sides) if start <= end}


def by_trying(order: str, left: When, right: When) -> Answer:
    """Answer by trying every choice of days."""
    days = days_of(left, days_of(right))
    if order == "within":
        answers = {start <= day <= end for day in days for start, end in spans_of(right, days)}
    else:
        compare = {"before": operator.lt, "after": operator.gt, "same": operator.eq}[order]
        answers = {compare(day, other) for day in days for other in days_of(right, days)}
    return UNKNOWN if len(answers) == 2 else YES if answers == {True} else NO


@settings(max_examples=300, deadline=None)
@example("within", date(2003, 1, 1), Period(None, date(2003, 1, 1)))
@example("within", date(2003, 1, 1), Period(date(2003, 1, 1), None))
@given(st.sampled_from(sorted(ORDERS)), WHENS, WHENS)
def test_an_answer_is_unknown_exactly_when_two_choices_of_days_answer_differently(
    order: str, left: When, right: When
) -> None:
    assert ORDERS[order](Period.of(left), right) == by_trying(order, left, right)


@given(WHENS, WHENS)
def test_after_is_before_read_backwards_and_neither_holds_of_the_same_day(left: When, right: When) -> None:
    first, second = Period.of(left), Period.of(right)
    assert first.after(second) == second.before(first)
    assert first.same(second) == second.same(first)
    if first.same(second) == YES:
        assert (first.before(second), first.after(second)) == (NO, NO)
    if first.before(second) == YES:
        assert (first.after(second), first.same(second)) == (NO, NO)


@given(st.sampled_from(sorted(ORDERS)), YEARLESS_DATES, WHENS)
def test_a_day_of_an_unknown_year_takes_no_part(order: str, yearless: PartialDate, other: When) -> None:
    assert ORDERS[order](Period.of(yearless), other) == UNKNOWN
    assert ORDERS[order](Period.of(other), yearless) == UNKNOWN


@given(DAYS, DAYS)
def test_between_whole_days_everything_is_known(left: date, right: date) -> None:
    day = Period.of(left)
    found = [order(day, right) for order in (Period.before, Period.same, Period.after)]
    assert found == [YES if known else NO for known in (left < right, left == right, left > right)]


# -- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("other", [PartialDate(2005), date(2005, 1, 1), Period(), "2005"], ids=str)
@pytest.mark.parametrize("when", [PartialDate(2004), Period(PartialDate(2004), None)], ids=str)
def test_an_order_that_is_true_or_false_is_refused_with_the_methods_to_ask(
    compare: Callable[[object, object], bool], when: When, other: object
) -> None:
    with pytest.raises(TypeError, match=r"ask before\(\), after\(\), same\(\) or within\(\)"):
        compare(when, other)
    with pytest.raises(TypeError, match=r"ask before\(\), after\(\), same\(\) or within\(\)"):
        compare(other, when)


@pytest.mark.parametrize("other", ["2004", 2004, None, datetime(2004, 7, 31)], ids=str)  # noqa: DTZ001 - a day has no zone
@pytest.mark.parametrize("order", ORDERS)
def test_only_days_dates_and_periods_are_compared(order: str, other: date) -> None:
    with pytest.raises(TypeError, match="is no day, partial date or period: give a datetime"):
        ORDERS[order](Period.of(PartialDate(2004)), other)
