"""A date as it is written: a year, a month or a day, and what is said of everything else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unodc_graph import PartialDate
from unodc_graph.reading_dates import read_date

YEARS = st.integers(1, 9999)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004", PartialDate(2004)),
        ("2004-07", PartialDate(2004, 7)),
        ("2004-07-20", date(2004, 7, 20)),
        ("2000-02-29", date(2000, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_a_year_a_month_and_a_day_are_read_as_exact_as_they_are_written(
    text: str, expected: date | PartialDate
) -> None:
    found = read_date(text)
    assert found == expected
    assert type(found) is type(expected)


@given(st.one_of(st.dates(), st.builds(PartialDate, YEARS), st.builds(PartialDate, YEARS, st.integers(1, 12))))
def test_what_is_written_out_reads_back(when: date | PartialDate) -> None:
    assert read_date(str(when)) == when


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2010-02-30", "2010-02-30 is no date: February 2010 has 28 days"),
        ("2012-02-30", "2012-02-30 is no date: February 2012 has 29 days"),
        ("1900-02-29", "1900-02-29 is no date: February 1900 has 28 days"),
        ("2004-04-31", "2004-04-31 is no date: April 2004 has 30 days"),
        ("2004-04-00", "2004-04-00 is no date: April 2004 has 30 days"),
        ("2004-13", "2004-13 is no date: a month is from 01 to 12"),
        ("2004-00-01", "2004-00-01 is no date: a month is from 01 to 12"),
        ("20013", "20013 is no date: a year has four digits"),
        ("20013-01-05", "20013-01-05 is no date: a year has four digits"),
        ("0000", "0000 is no date: the first year is 0001"),
        ("20040720", "20040720 is no date: write it as 2004-07-20"),
        ("20041320", "20041320 is no date: a year has four digits"),
        ("20.07.2004", "20.07.2004 is no date: write it as 2004-07-20"),
        ("7/2004", "7/2004 is no date: write it as 2004-07"),
        ("05/06/2004", "05/06/2004 is no date: write it as 2004-06-05 or 2004-05-06"),
        ("20 July 2004", "20 July 2004 is no date: write it as 2004-07-20"),
        ("2004-7-2", "2004-7-2 is no date: write it as 2004-07-02"),
        (" 2004", "' 2004' is no date: write it as 2004"),
        ("2004-07\n", "'2004-07\\n' is no date: write it as 2004-07"),
        ("2004\u201307\u201320", "'2004–07–20' is no date: write it as 2004-07-20"),
        ("٢٠٠٤", "'٢٠٠٤' is no date: write it as 2004"),
        ("soon", "soon is no date: write it as 2004 or 2004-07 or 2004-07-20"),
        ("--07-20", "--07-20 is no date: write it as 2004 or 2004-07 or 2004-07-20"),
        ("-2004", "-2004 is no date: write it as 2004 or 2004-07 or 2004-07-20"),
        ("", "'' is no date: nothing is written; write it as 2004, 2004-07 or 2004-07-20"),
        (" ", "' ' is no date: nothing is written; write it as 2004, 2004-07 or 2004-07-20"),
    ],
)
def test_what_is_no_date_is_refused_with_how_to_write_it(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="is no date") as refusal:
        read_date(text)
    assert str(refusal.value) == message


@given(st.one_of(st.text(), st.text(alphabet="0123456789-./ ٢２\n")))
@example("2004-W01-1")
@example("9" * 5000)
@example("2²²4")
def test_any_text_is_a_date_that_is_written_so_or_a_short_refusal(text: str) -> None:
    try:
        said = str(read_date(text))
    except ValueError as refusal:
        said = str(refusal)
    assert said == text or " is no date: " in said
    assert len(said) < 400
    assert said.isprintable() or not said.isascii()


@pytest.mark.parametrize("value", [None, 2004, date(2004, 7, 20), b"2004"])
def test_what_is_no_text_is_refused_as_such(value: object) -> None:
    with pytest.raises(TypeError, match=r"is no text: give a date as '2004', '2004-07' or '2004-07-20'"):
        read_date(value)  # type: ignore[arg-type]
