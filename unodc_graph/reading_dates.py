"""Reads a date as people and programs write it: a year, a month or a day, as ISO 8601 has them and no other way.

A date in another notation is not guessed, since 05/06/2004 is one day to one reader and another to the next; the
message says what may have been meant.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final

from unodc_graph.dates import MONTHS, PartialDate

__all__ = ["meant_dates", "read_date"]

_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LONG_YEAR: Final = re.compile(r"[0-9]{5,}(?:-[0-9]{2}){0,2}")
_MONTHS_OF_A_YEAR: Final = 12
_LONGEST_SHOWN: Final = 40

_DAY: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_MONTH: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?")
_UNBROKEN: Final = re.compile(r"\A([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_NAMED_MONTH: Final = re.compile(r"(?:([0-9]{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+([0-9]{4})")
_NUMBER_OF_MONTH: Final = {
    written.casefold(): number for number, name in enumerate(MONTHS, 1) for written in (name, name[:3])
}


def read_date(text: str) -> date | PartialDate:
    """Read a year, a month or a day.

    Parameters
    ----------
    text
        ``2004``, ``2004-07`` or ``2004-07-20``: ISO 8601, Gregorian, the years 0001 to 9999.

    Returns
    -------
    date or PartialDate
        A day as a ``datetime.date``; a year or a month as a PartialDate, which is as exact as what was written.

    Raises
    ------
    ValueError
        If the text is written in another way, or there is no such date; the message says how to write it.
    TypeError
        If it is no text.

    Examples
    --------
    >>> read_date("2004-07-20"), read_date("2004")
    (datetime.date(2004, 7, 20), PartialDate(year=2004, month=None, day=None))
    >>> read_date("2010-02-30")
    Traceback (most recent call last):
    ...
    ValueError: 2010-02-30 is no date: February 2010 has 28 days
    """
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text: give a date as '2004', '2004-07' or '2004-07-20'")
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(f"{_shown(text)} is no date: {_how_to_write(text)}")
    year, month, day = (int(part) if part is not None else None for part in written.groups())
    if reason := _why_none(year or 0, month, day):
        raise ValueError(f"{text} is no date: {reason}")
    return PartialDate(year, month) if day is None else date.fromisoformat(text)


def meant_dates(text: str) -> tuple[str, ...]:
    """List the dates that a text in another notation may stand for, as they are to be written; only those that exist.

    Examples
    --------
    >>> meant_dates("31.12.2024"), meant_dates("May 2024"), meant_dates("soon")
    (('2024-12-31',), ('2024-05',), ())
    >>> meant_dates("05/06/2024")
    ('2024-06-05', '2024-05-06')
    """
    return tuple(dict.fromkeys(found for found in _in_other_notations(text.strip()) if _exists(found)))


def _why_none(year: int, month: int | None, day: int | None) -> str:
    if not year:
        return "the first year is 0001"
    if month is not None and not 1 <= month <= _MONTHS_OF_A_YEAR:
        return "a month is from 01 to 12"
    if month is None or day is None:
        return ""
    days = calendar.monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"{MONTHS[month - 1]} {year} has {days} days"


def _how_to_write(text: str) -> str:
    if not text.strip():
        return "nothing is written; write it as 2004, 2004-07 or 2004-07-20"
    plain = _in_plain_characters(text)
    found = (plain,) if _exists(plain) else meant_dates(plain)
    if not found and _LONG_YEAR.fullmatch(plain):
        return "a year has four digits"
    return f"write it as {' or '.join(found or ('2004', '2004-07', '2004-07-20'))}"


def _in_plain_characters(text: str) -> str:
    """Put the digits 0 to 9 in the place of those of other scripts, and a hyphen in that of a dash; leave space out."""
    plain = []
    for character in text.strip()[:_LONGEST_SHOWN]:
        digit = unicodedata.decimal(character, None)
        dash = unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}"
        plain.append(str(digit) if digit is not None else "-" if dash else character)
    return "".join(plain)


def _in_other_notations(text: str) -> list[str]:
    text = _UNBROKEN.sub(r"\1-\2-\3", text)
    if (day := _DAY.fullmatch(text)) is not None:
        first, second = int(day[1]), int(day[3])
        written = [f"{day[4]}-{second:02}-{first:02}"]
        # A point is never American.
        return [*written, f"{day[4]}-{first:02}-{second:02}"] if day[2] != "." else written
    if (month := _MONTH.fullmatch(text)) is not None:
        return [f"{month[2]}-{int(month[1]):02}"]
    if (named := _NAMED_MONTH.fullmatch(text)) is not None:
        number = _NUMBER_OF_MONTH.get(named[2].casefold())
        if number is None:
            return []
        return [f"{named[3]}-{number:02}" + (f"-{int(named[1]):02}" if named[1] else "")]
    if (year := _YEAR_FIRST.fullmatch(text)) is not None:
        return [f"{year[1]}-{int(year[2]):02}" + (f"-{int(year[3]):02}" if year[3] else "")]
    return []


def _exists(text: str) -> bool:
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return False
    year, month, day = (int(part) if part is not None else None for part in written.groups())
    return not _why_none(year or 0, month, day)


def _shown(text: str) -> str:
    """Give a text as a message shows it: cut, and quoted where its ends or characters would not be seen."""
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return cut if cut.isascii() and cut.isprintable() and cut == cut.strip() and cut else repr(cut)
