"""PartialDate: what it holds and how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_graph import PartialDate

YEARS = st.integers(-9999, 9999).filter(bool)
MONTHS = st.integers(1, 12)
DAYS = st.integers(1, 29)


@given(
    st.one_of(
        st.builds(PartialDate, YEARS),
        st.builds(PartialDate, YEARS, MONTHS),
        st.builds(lambda month: PartialDate(month=month), MONTHS),
        st.builds(lambda month, day: PartialDate(month=month, day=day), MONTHS, DAYS),
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


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="month from 1 to 12"):
        PartialDate(2004, 13)
