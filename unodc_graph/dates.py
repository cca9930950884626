"""Dates and periods as exact as their source, and what is known of their order.

A date known to the year or month is some day of it, and a period is any day from its earliest start
to its latest end: each operand of a comparison stands for the days from ``not_before`` to ``not_after``.
The answer is the one that holds whichever of these days are meant, and ``Answer.UNKNOWN`` exactly when two
choices would answer differently. A bound that is not known leaves its side open; a day or month without
a year has no bounds and takes no part: every comparison with it is unknown.

The bounds are those that the rules derive as ``ug:notBefore`` and ``ug:notAfter``, so that a query over these
gives the same answers (``queries/README.md`` has the patterns). They take the missing month and day
of a date as ``timeOnTimeline`` of XML Schema 1.1 does for the earliest
(https://www.w3.org/TR/xmlschema11-2/#vp-dt-timeOnTimeline), and the last of the month by ``daysInMonth`` for the latest.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TYPE_CHECKING, Final, Never

from unodc_graph.answers import Answer

if TYPE_CHECKING:
    from typing import TypeAlias

    When: TypeAlias = "date | PartialDate | Period"
    _Bounds: TypeAlias = tuple[date | None, date | None]

__all__ = ["MONTHS", "PartialDate", "Period"]

# The lexical forms of xsd:gYear, gYearMonth, gMonthDay and gMonth
# (https://www.w3.org/TR/xmlschema11-2/#gYear and the sections after it), without time zones.
_FORMS: Final = {
    "gYear": re.compile(r"(?P<year>-?\d{4,})"),
    "gYearMonth": re.compile(r"(?P<year>-?\d{4,})-(?P<month>0[1-9]|1[0-2])"),
    "gMonthDay": re.compile(r"--(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"),
    "gMonth": re.compile(r"--(?P<month>0[1-9]|1[0-2])"),
}
_LEAP_YEAR: Final = 2000

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The months in English, whatever the locale, which the names of the calendar module follow."""


class _Comparable:
    """What has bounds can be compared with a day, a date or a period."""

    __slots__ = ()

    @property
    def not_before(self) -> date | None:
        raise NotImplementedError

    @property
    def not_after(self) -> date | None:
        raise NotImplementedError

    def before(self, other: When) -> Answer:
        """Say whether this lies before the other, whichever of their days are meant.

        Raises
        ------
        TypeError
            If the other is no date, PartialDate or Period.

        Examples
        --------
        >>> PartialDate(2004).before(date(2005, 1, 1))
        <Answer.YES: 'yes'>
        >>> PartialDate(2004).before(PartialDate(2004, 7))
        <Answer.UNKNOWN: 'unknown'>
        >>> Period(PartialDate(2004), None).before(date(2004, 1, 1))
        <Answer.NO: 'no'>
        """
        return _is_before(_bounds(self), _bounds(other))

    def after(self, other: When) -> Answer:
        """Say whether this lies after the other, whichever of their days are meant.

        Raises
        ------
        TypeError
            If the other is no date, PartialDate or Period.

        Examples
        --------
        >>> PartialDate(2005).after(PartialDate(2004, 12)), PartialDate(2004).after(date(2004, 12, 31))
        (<Answer.YES: 'yes'>, <Answer.NO: 'no'>)
        """
        return _is_before(_bounds(other), _bounds(self))

    def same(self, other: When) -> Answer:
        """Say whether this and the other are one day.

        Two dates written alike need not be: of "some day in 2004" twice it is not known. ``==`` asks
        whether they are written alike.

        Raises
        ------
        TypeError
            If the other is no date, PartialDate or Period.

        Examples
        --------
        >>> PartialDate(2004).same(PartialDate(2004)), PartialDate(2004).same(date(2005, 1, 1))
        (<Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
        """
        bounds, other_bounds = _bounds(self), _bounds(other)
        if None not in bounds and len({*bounds, *other_bounds}) == 1:
            return Answer.YES
        return Answer.NO if _are_apart(bounds, other_bounds) else Answer.UNKNOWN

    def within(self, other: When) -> Answer:
        """Say whether this falls within the other, whichever of its own days is meant.

        A year or month is taken whole; a period reaches from its start to its end, of which each may
        be uncertain: a day in the year in which a period started is not known to be in it.

        Raises
        ------
        TypeError
            If the other is no date, PartialDate or Period.

        Examples
        --------
        >>> PartialDate(2004, 7).within(PartialDate(2004)), PartialDate(2004).within(PartialDate(2004, 7))
        (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>)
        >>> project = Period(PartialDate(2004), PartialDate(2010))
        >>> PartialDate(2006).within(project), PartialDate(2004, 7).within(project), PartialDate(2011).within(project)
        (<Answer.YES: 'yes'>, <Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>)
        """
        (first, last), other_bounds = _bounds(self), _bounds(other)
        from_, to = other.certain_bounds if isinstance(other, Period) else other_bounds
        if _is_at_most(from_, first) and _is_at_most(last, to):
            return Answer.YES
        return Answer.NO if _are_apart((first, last), other_bounds) else Answer.UNKNOWN

    def __lt__(self, other: object) -> Never:
        raise TypeError(f"{type(self).__name__} has no two-valued order: ask before(), after(), same() or within()")

    __le__ = __gt__ = __ge__ = __lt__


@dataclass(frozen=True, slots=True)
class PartialDate(_Comparable):
    """A date of which a part is not known.

    Attributes
    ----------
    year, month, day
        Gregorian, counted from 1; ``None`` where the source does not say.

    Raises
    ------
    ValueError
        If the parts are not those of xsd:gYear, gYearMonth, gMonthDay or gMonth, or no such date exists.
    TypeError
        If a part is no int; and by ``<`` and its like, of which the answer is not always known: ask
        ``before`` or ``after``.

    Examples
    --------
    >>> str(PartialDate(2004)), str(PartialDate(2004, 7)), str(PartialDate(month=6, day=20))
    ('2004', '2004-07', '--06-20')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        for name, part in (("year", self.year), ("month", self.month), ("day", self.day)):
            if part is not None and type(part) is not int:
                raise TypeError(f"{name} {part!r} is no int: give a number, or None where it is not known")
        known = tuple(part is not None for part in (self.year, self.month, self.day))
        if known not in _DATATYPES:
            raise ValueError(
                "a partial date is a year, a year and a month, a month, or a month and a day; "
                "a whole date is a datetime.date"
            )
        if _FORMS[_DATATYPES[known]].fullmatch(str(self)) is None:
            raise ValueError(f"{self} is not a date: month from 1 to 12, day from 1 to 31, year of four digits")
        if self.day is not None and self.month is not None and self.day > monthrange(_LEAP_YEAR, self.month)[1]:
            raise ValueError(f"{self} is not a date: the month has no such day in any year")

    def __str__(self) -> str:
        """Give the lexical form of XML Schema."""
        if self.year is None:
            return f"--{self.month:02}" if self.day is None else f"--{self.month:02}-{self.day:02}"
        year = f"-{-self.year:04}" if self.year < 0 else f"{self.year:04}"
        return year if self.month is None else f"{year}-{self.month:02}"

    @property
    def datatype(self) -> str:
        """The local name of its XML Schema datatype: gYear, gYearMonth, gMonthDay or gMonth."""
        return _DATATYPES[self.year is not None, self.month is not None, self.day is not None]

    @property
    def not_before(self) -> date | None:
        """The earliest day it can be; ``None`` without a year, or outside the years 1 to 9999.

        Examples
        --------
        >>> PartialDate(2004, 2).not_before, PartialDate(month=2).not_before
        (datetime.date(2004, 2, 1), None)
        """
        if self.year is None or not MINYEAR <= self.year <= MAXYEAR:
            return None
        return date(self.year, self.month or 1, 1)

    @property
    def not_after(self) -> date | None:
        """The latest day it can be; ``None`` without a year, or outside the years 1 to 9999.

        Examples
        --------
        >>> PartialDate(2004, 2).not_after, PartialDate(2004).not_after
        (datetime.date(2004, 2, 29), datetime.date(2004, 12, 31))
        """
        if self.year is None or not MINYEAR <= self.year <= MAXYEAR:
            return None
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @classmethod
    def from_lexical(cls, lexical: str, datatype: str) -> PartialDate | None:
        """Read a lexical form of one of the four datatypes; ``None`` if it is none.

        Examples
        --------
        >>> PartialDate.from_lexical("2004-07", "gYearMonth")
        PartialDate(year=2004, month=7, day=None)
        >>> PartialDate.from_lexical("2004-13", "gYearMonth") is None
        True
        """
        form = _FORMS.get(datatype)
        match = form.fullmatch(lexical) if form is not None else None
        if match is None:
            return None
        try:
            return cls(**{part: int(number) for part, number in match.groupdict().items()})
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Period(_Comparable):
    """A time with a start and an end, each as exact as it is known.

    In a comparison a period stands for each of its days, from the earliest start to the latest end: "the
    project lies before 2005" is unknown while some of it may and some may not. Whether it was over
    is asked of its end alone: ``Period.of(project.end).before(day)``.

    Attributes
    ----------
    start, end
        A day or a partial date; ``None`` where it is not known, which is not the same as without an end.

    Raises
    ------
    ValueError
        If the end is certainly before the start.
    TypeError
        By ``<`` and its like, of which the answer is not always known: ask ``before`` or ``after``.

    Examples
    --------
    >>> half_year = Period(PartialDate(2005, 1), PartialDate(2005, 6))
    >>> half_year.not_before, half_year.not_after
    (datetime.date(2005, 1, 1), datetime.date(2005, 6, 30))
    >>> print(half_year, Period(None, date(2019, 3, 1)))
    2005-01/2005-06 ../2019-03-01
    """

    start: date | PartialDate | None = None
    end: date | PartialDate | None = None

    def __post_init__(self) -> None:
        if _is_below(self.not_after, self.not_before):
            raise ValueError(f"{self} is no period: the end is before the start")

    def __str__(self) -> str:
        """Give start and end with a slash between, ``..`` for what is not known."""
        return "/".join(".." if side is None else str(side) for side in (self.start, self.end))

    @classmethod
    def of(cls, when: When) -> Period:
        """Give the period that starts and ends with a date; a period is itself.

        Raises
        ------
        TypeError
            If it is no date, PartialDate or Period.

        Examples
        --------
        >>> Period.of(date(1997, 4, 29)).before(PartialDate(1998))
        <Answer.YES: 'yes'>
        """
        return when if isinstance(when, Period) else cls(when, when)

    @property
    def not_before(self) -> date | None:
        """The earliest day the start can be; ``None`` if that is not known."""
        return _bounds_of_side(self.start)[0]

    @property
    def not_after(self) -> date | None:
        """The latest day the end can be; ``None`` if that is not known."""
        return _bounds_of_side(self.end)[1]

    @property
    def certain_bounds(self) -> tuple[date | None, date | None]:
        """The latest day the start can be and the earliest the end can be; ``None`` where that is not known.

        The days from the one to the other are certainly part of the period; if the first lies behind the
        second, of no day that is known.

        Examples
        --------
        >>> Period(PartialDate(2004), PartialDate(2010, 3)).certain_bounds
        (datetime.date(2004, 12, 31), datetime.date(2010, 3, 1))
        """
        latest_start, earliest_end = _bounds_of_side(self.start)[1], _bounds_of_side(self.end)[0]
        # It cannot start after its end, nor end before its start, known or not.
        if latest_start is None or _is_below(self.not_after, latest_start):
            latest_start = self.not_after
        if earliest_end is None or _is_below(earliest_end, self.not_before):
            earliest_end = self.not_before
        return latest_start, earliest_end


_DATATYPES: Final = {
    (True, False, False): "gYear",
    (True, True, False): "gYearMonth",
    (False, True, True): "gMonthDay",
    (False, True, False): "gMonth",
}


def _bounds(when: object) -> _Bounds:
    if isinstance(when, _Comparable):
        return when.not_before, when.not_after
    # A datetime is also a date, but the two cannot be compared.
    if isinstance(when, date) and not isinstance(when, datetime):
        return when, when
    raise TypeError(f"{when!r} is no day, partial date or period: give a datetime.date, a PartialDate or a Period")


def _bounds_of_side(when: date | PartialDate | None) -> _Bounds:
    return (None, None) if when is None else _bounds(when)


def _is_before(left: _Bounds, right: _Bounds) -> Answer:
    if _is_below(left[1], right[0]):
        return Answer.YES
    return Answer.NO if _is_at_most(right[1], left[0]) else Answer.UNKNOWN


def _are_apart(left: _Bounds, right: _Bounds) -> bool:
    return _is_below(left[1], right[0]) or _is_below(right[1], left[0])


def _is_below(left: date | None, right: date | None) -> bool:
    return left is not None and right is not None and left < right


def _is_at_most(left: date | None, right: date | None) -> bool:
    return left is not None and right is not None and left <= right
