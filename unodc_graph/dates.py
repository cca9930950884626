"""Dates as exact as their source: a year, a month, a day of an unknown year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

__all__ = ["PartialDate"]

# The lexical forms of xsd:gYear, gYearMonth, gMonthDay and gMonth
# (https://www.w3.org/TR/xmlschema11-2/#gYear and the sections after it), without time zones.
_FORMS: Final = {
    "gYear": re.compile(r"(?P<year>-?\d{4,})"),
    "gYearMonth": re.compile(r"(?P<year>-?\d{4,})-(?P<month>0[1-9]|1[0-2])"),
    "gMonthDay": re.compile(r"--(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"),
    "gMonth": re.compile(r"--(?P<month>0[1-9]|1[0-2])"),
}
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which a part is not known.

    Attributes
    ----------
    year, month, day
        Gregorian, counted from 1; ``None`` where the source does not say.

    Examples
    --------
    >>> str(PartialDate(2004)), str(PartialDate(2004, 7)), str(PartialDate(month=6, day=20))
    ('2004', '2004-07', '--06-20')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
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


_DATATYPES: Final = {
    (True, False, False): "gYear",
    (True, True, False): "gYearMonth",
    (False, True, True): "gMonthDay",
    (False, True, False): "gMonth",
}
