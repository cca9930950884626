"""Strategies for hypothesis: dates and periods so close together that their order is often in doubt."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from unodc_graph import PartialDate, Period

_YEARS = st.integers(2003, 2005)
_MONTHS = st.one_of(st.sampled_from([1, 2, 12]), st.integers(1, 12))

DAYS = st.one_of(
    st.dates(date(2003, 1, 1), date(2005, 12, 31)),
    st.sampled_from([date(year, month, day) for year in (2003, 2004, 2005) for month, day in ((1, 1), (12, 31))]),
)
YEARLESS_DATES = st.one_of(
    st.builds(lambda month: PartialDate(month=month), _MONTHS),
    st.builds(lambda month, day: PartialDate(month=month, day=day), _MONTHS, st.integers(1, 29)),
)
PARTIAL_DATES = st.one_of(st.builds(PartialDate, _YEARS), st.builds(PartialDate, _YEARS, _MONTHS), YEARLESS_DATES)
SIDES = st.one_of(st.none(), DAYS, PARTIAL_DATES)


@st.composite
def _periods(draw: st.DrawFn, sides: st.SearchStrategy[date | PartialDate | None] = SIDES) -> Period:
    start, end = draw(sides), draw(sides)
    try:
        return Period(start, end)
    except ValueError:
        return Period(end, start)


PERIODS = _periods()
SPANS = _periods(DAYS)
"""Periods from one day to another."""
WHENS = st.one_of(DAYS, PARTIAL_DATES, PERIODS)
