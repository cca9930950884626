"""Reads cells that hold more than one value: a range, a period, two dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from unodc_graph.importers.terms import number, span, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from unodc_graph.importers.base import Record

__all__ = ["WITHOUT_DATE", "amount", "period", "start_and_end"]

WITHOUT_DATE: Final = ("per year",)
"""Periods that are no dates."""

_RANGE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)-([0-9]+(?:\.[0-9]+)?)")
_YEARS: Final = re.compile(r"([0-9]{4})-([0-9]{4})")
_HALF: Final = re.compile(r"([0-9]{4})-H([12])")
_MONTHS_OF_HALF: Final = {"1": ("01", "06"), "2": ("07", "12")}


def amount(record: Record, column: str) -> list[tuple[ox.NamedNode, ox.Literal]]:
    """Read a number, or the two bounds of a range, each with the property it is the value of.

    Raises
    ------
    ImportDataError
        If it is neither, or the first bound is not the smaller.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> [literal.value for _, literal in amount(Record("figures.csv", 2, {"value": "75-80"}), "value")]
    ['75', '80']
    """
    bounds = _RANGE.fullmatch(record[column])
    if bounds is None:
        return [(ug("value"), number(record, column))]
    lower, upper = (number(record, column, bound) for bound in bounds.groups())
    if float(lower.value) >= float(upper.value):
        raise record.problem(column, "a range whose first number is the smaller")
    return [(ug("lower"), lower), (ug("upper"), upper)]


def period(record: Record, column: str) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Read a period: a date, two dates, a half-year, or only its end; one without a date yields nothing.

    Raises
    ------
    ImportDataError
        If it is none of these, or ends before it starts.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> [literal.value for _, literal in period(Record("figures.csv", 2, {"when": "2005-H1"}), "when")]
    ['2005-01', '2005-06']
    """
    written = record[column]
    if not written or written in WITHOUT_DATE:
        return
    start, end = _ends(written)
    for fact, when in span(record, column, column, start=start, end=end):
        if not (written.startswith("to ") and fact == ug("start")):
            yield fact, when


def start_and_end(record: Record, column: str, what: str = "dates") -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    """Read ``A/B``, or a single date that is start and end; an empty cell yields nothing.

    Raises
    ------
    ImportDataError
        If one is no date, one is missing beside the slash, or the end comes first.

    Examples
    --------
    >>> from unodc_graph.importers.base import Record
    >>> [literal.value for _, literal in start_and_end(Record("a.csv", 2, {"date": "2016"}), "date")]
    ['2016', '2016']
    """
    start, slash, end = record[column].partition("/")
    if slash and not (start and end):
        raise record.problem(column, f"two {what} around the slash")
    if start:
        yield from span(record, column, column, start=start, end=end or start)


def _ends(written: str) -> tuple[str, str]:
    """Split a period as it is written into its first and its last date."""
    years, half = _YEARS.fullmatch(written), _HALF.fullmatch(written)
    if years is not None:
        return years[1], years[2]
    if half is not None:
        first, last = _MONTHS_OF_HALF[half[2]]
        return f"{half[1]}-{first}", f"{half[1]}-{last}"
    if written.startswith("to "):
        return written[3:], written[3:]
    start, slash, end = written.partition("/")
    return (start, end) if slash else (written, written)
