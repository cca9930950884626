"""What numbers and dates of XML Schema allow (https://www.w3.org/TR/xmlschema11-2/), by their text."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, Final

from unodc_graph.namespaces import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ALLOWED", "EXPECTED"]

_BOUNDS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{
        name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        for name, bits in (("byte", 8), ("short", 16), ("int", 32), ("long", 64))
    },
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in (("Byte", 8), ("Short", 16), ("Int", 32), ("Long", 64))},
}
_ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_YEAR: Final = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01])"
_TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_MONTHS: Final = "(?:[0-9]+Y)?(?:[0-9]+M)?"
_CLOCK: Final = r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
_NUMBER: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT: Final = rf"{_NUMBER}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"

_FORMS: Final = {
    "decimal": _NUMBER,
    "double": _FLOAT,
    "float": _FLOAT,
    "boolean": "true|false|0|1",
    "time": f"{_TIME}{_ZONE}?",
    "gYear": f"{_YEAR}{_ZONE}?",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}?",
    "gMonth": f"--{_MONTH}{_ZONE}?",
    "gDay": f"---{_DAY}{_ZONE}?",
    "duration": f"-?P(?=[0-9T]){_MONTHS}(?:[0-9]+D)?{_CLOCK}",
    "yearMonthDuration": f"-?P(?=[0-9]){_MONTHS}",
    "dayTimeDuration": f"-?P(?=[0-9T])(?:[0-9]+D)?{_CLOCK}",
}
# Of these the day must be one of its month.
_DAYS: Final = {
    "date": f"(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY}){_ZONE}?",
    "dateTime": f"(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY})T{_TIME}{_ZONE}?",
    "dateTimeStamp": f"(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY})T{_TIME}{_ZONE}",
    "gMonthDay": f"--(?P<month>{_MONTH})-(?P<day>{_DAY}){_ZONE}?",
}
_INTEGER: Final = re.compile("[+-]?[0-9]+").fullmatch
_DIGITS: Final = 25  # more than any bound has, fewer than Python refuses to read
_LEAP_YEAR: Final = 2000
_EVERY_LEAP_YEAR_AGAIN: Final = 400


def _matching(form: str) -> Callable[[str], bool]:
    match = re.compile(form).fullmatch
    return lambda lexical: match(lexical) is not None


def _bounded(least: int | None, most: int | None) -> Callable[[str], bool]:
    def holds(lexical: str) -> bool:
        if _INTEGER(lexical) is None:
            return False
        if least is None and most is None:
            return True
        negative, digits = lexical.startswith("-"), lexical.lstrip("+-").lstrip("0")
        if len(digits) > _DIGITS:
            return least is None if negative else most is None
        value = -int(digits or "0") if negative else int(digits or "0")
        return (least is None or value >= least) and (most is None or value <= most)

    return holds


def _of_a_month(form: str) -> Callable[[str], bool]:
    match = re.compile(form).fullmatch

    def holds(lexical: str) -> bool:
        found = match(lexical)
        if found is None:
            return False
        parts = found.groupdict()
        # The calendar repeats after 400 years: the last digits of the year are enough, before the year 1 too.
        year = int(parts["year"].lstrip("-")[-4:]) if "year" in parts else _LEAP_YEAR
        return int(parts["day"]) <= monthrange(year % _EVERY_LEAP_YEAR_AGAIN or _LEAP_YEAR, int(parts["month"]))[1]

    return holds


ALLOWED: Final[dict[str, Callable[[str], bool]]] = {
    **{f"{XSD}{name}": _bounded(*bounds) for name, bounds in _BOUNDS.items()},
    **{f"{XSD}{name}": _matching(form) for name, form in _FORMS.items()},
    **{f"{XSD}{name}": _of_a_month(form) for name, form in _DAYS.items()},
}
"""IRI of a datatype to whether it allows a text. The engine keeps the value of every literal of these."""

EXPECTED: Final[dict[str, str]] = {
    f"{XSD}date": "a day that there is, as 2004-07-31",
    f"{XSD}dateTime": "a day and a time, as 2004-07-31T12:00:00",
    f"{XSD}gYear": "a year, as 2004",
    f"{XSD}gYearMonth": "a year and a month, as 2004-07",
    f"{XSD}integer": "a whole number, as 12",
    f"{XSD}decimal": "a number, as 1.5",
    f"{XSD}boolean": "true or false",
}
"""What should stand there, for the datatypes that are met most."""
