"""Reads the cells of a status table as the depositary prints them: names, dates and the marks after these.

What is around a name or a date and is no part of it is left out: signs of footnotes, spaces that do not break, soft
hyphens, tags of text set above the line. How the table looks was read in saved tables
(https://github.com/zmjones/untreaties) and in programs that read the depositary's XML
(https://github.com/zmjones/untreaties/blob/0708eb18900a302f86f8d422987a6a335ff0bfef/un_data.py), which tell of square
brackets around a date as well.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_graph.dates import MONTHS
from unodc_graph.reading_dates import read_date

if TYPE_CHECKING:
    from datetime import date

    from unodc_graph.dates import PartialDate

__all__ = ["LONGEST", "DateCell", "name_of", "read_date_cell", "says_nothing", "text_of", "unreadable"]

LONGEST: Final = 500
"""Characters that a cell may have: the longest head of the depositary's tables has some two hundred."""

# All of category Cc but those that are spaces.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_ABOVE_THE_LINE: Final = re.compile(r"<(sup(?:erscript)?)\b[^<>]*>[^<>]*</\1\s*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_SMALL_DIGITS: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[ ,]+[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_FOOTNOTE: Final = re.compile(r"\[ ?[0-9]{1,3}(?: ?, ?[0-9]{1,3})* ?\]")
# No name and no head of a column ends so.
_SIGNS_AT_THE_END: Final = " ,;*†‡0123456789"
_DOTS: Final = frozenset(".…")

_IN_BRACKETS: Final = re.compile(r"\[(?P<inside>[^\[\]]*)\]")
_PRINTED: Final = re.compile(r"(?:(?P<day>[0-9]{1,2})[ .-]+)?(?P<month>[A-Za-z]{3,9})\.?[ ,-]+(?P<year>[0-9]{4})")
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_MARK: Final = re.compile(r" ?(?:\( ?(?P<bracketed>[A-Za-z]{1,3}) ?\)|(?P<bare>[A-Za-z]{1,3}))")
_NUMBERS_AFTER: Final = re.compile(r" [0-9]{1,2}(?: ?, ?[0-9]{1,2})*|(?<=[A-Za-z)])[0-9]{1,2}(?: ?, ?[0-9]{1,2})*")
_SHORTEST_MONTH: Final = 3
_HOW: Final = "a date as the depositary prints it, such as 31 Jul 2008 a, or as 2008-07-31"


class DateCell(NamedTuple):
    """A date in a cell, and what stands beside it."""

    date: date | PartialDate
    mark: str
    is_bracketed: bool


def unreadable(cell: str) -> str | None:
    """Say what stands in a cell that no text of a table has; ``None`` where nothing is wrong.

    Examples
    --------
    >>> unreadable("Kazakhstan"), unreadable("Kaz" + chr(0))
    (None, 'text without control characters')
    """
    if len(cell) > LONGEST:
        return f"at most {LONGEST} characters"
    if _CONTROL.search(cell):
        return "text without control characters"
    return None


def says_nothing(cell: str) -> bool:
    """Tell whether a cell is empty, or a dash stands for nothing."""
    return all(
        character in _DOTS or unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}"
        for character in _plain(cell)
    )


def text_of(cell: str) -> str:
    """Give the text of a cell, without what is not seen, set above the line or the number of a footnote in brackets."""
    text = _ABOVE_THE_LINE.sub("", cell)
    text = _SMALL_DIGITS.sub("", _plain(_TAG.sub("", text)))
    return _plain(_FOOTNOTE.sub("", text))


def name_of(cell: str) -> str:
    """Give the name or the head that stands in a cell, without signs of footnotes at its end.

    Examples
    --------
    >>> name_of("Germany 3, 4"), name_of("Serbia<superscript>2</superscript>"), name_of("China [1],")
    ('Germany', 'Serbia', 'China')
    """
    return text_of(cell).rstrip(_SIGNS_AT_THE_END)


def read_date_cell(cell: str) -> DateCell:
    """Read a date with the mark that tells the act.

    Returns
    -------
    DateCell
        The mark is empty where none stands. Square brackets around the whole are told, and no part of the date.

    Raises
    ------
    ValueError
        If it is no date, or one that does not exist; the message says what should stand there.

    Examples
    --------
    >>> read_date_cell("31 Jul 2008 (a)")
    DateCell(date=datetime.date(2008, 7, 31), mark='a', is_bracketed=False)
    >>> read_date_cell("[20 Jan 2021 A]").is_bracketed
    True
    >>> read_date_cell("30 Feb 2008")
    Traceback (most recent call last):
    ...
    ValueError: a day that exists (February 2008 has 29 days)
    """
    text = text_of(cell).rstrip(" ,;*†‡")
    around = _IN_BRACKETS.fullmatch(text)
    if around is not None:
        text = around["inside"].strip()
    written = _PRINTED.match(text) or _ISO.match(text)
    if written is None:
        raise ValueError(_HOW)
    mark, rest = _mark(text[written.end() :])
    if rest:
        raise ValueError(_HOW)
    return DateCell(_date(written), mark, around is not None)


def _mark(text: str) -> tuple[str, str]:
    """Give the mark at the beginning of a text, and what is left of it without the numbers of footnotes."""
    found = _MARK.match(text)
    rest = text if found is None else text[found.end() :]
    numbers = _NUMBERS_AFTER.fullmatch(text, len(text) - len(rest))
    return ("" if found is None else found["bracketed"] or found["bare"]), "" if numbers else rest


def _date(written: re.Match[str]) -> date | PartialDate:
    parts = written.groupdict()
    iso = written[0]
    if parts:
        month = parts["month"].casefold()
        number = next((at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(month)), None)
        if number is None and month == "sept":
            number = MONTHS.index("September") + 1
        if number is None or len(month) < _SHORTEST_MONTH:
            raise ValueError(f"the English name of a month, and not {parts['month']}")
        iso = f"{parts['year']}-{number:02}" + (f"-{int(parts['day']):02}" if parts["day"] else "")
    try:
        return read_date(iso)
    except ValueError as error:
        raise ValueError(f"a day that exists ({str(error).partition(': ')[2]})") from None


def _plain(text: str) -> str:
    """Leave out what is not seen, and put one space in the place of each kind and number of spaces."""
    seen = text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())
