"""Sets of days: runs of day numbers, each from its first day to the day after its last.

A day is the number that ``datetime.date.toordinal`` gives it. The runs of a set are in order and do not touch.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Days: TypeAlias = "tuple[tuple[int, int], ...]"

__all__ = ["EVER", "FIRST", "NEVER", "NONE", "Days", "all_in", "any_in", "both", "either", "runs", "today", "without"]

FIRST: Final = date.min.toordinal()
"""The first day that a date can be."""
NEVER: Final = date.max.toordinal() + 1
"""The day after the last that a date can be: of what does not come."""
NONE: Final[Days] = ()
"""No day."""
EVER: Final[Days] = ((FIRST, NEVER),)
"""All days."""


def today() -> date:
    """Give the date of today where the program runs."""
    return datetime.now().astimezone().date()


def runs(found: Iterable[tuple[int, int]]) -> Days:
    """Make a set of runs in any order, which may overlap or be empty.

    Examples
    --------
    >>> runs([(5, 9), (1, 3), (8, 12), (4, 4)])
    ((1, 3), (5, 12))
    """
    joined: list[tuple[int, int]] = []
    for first, end in sorted(found):
        if first >= end:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return tuple(joined)


def either(left: Days, right: Days) -> Days:
    """Give the days of the one, the other, or both."""
    return runs([*left, *right])


def both(left: Days, right: Days) -> Days:
    """Give the days that are in both.

    Examples
    --------
    >>> both(((1, 5), (8, 12)), ((4, 9),))
    ((4, 5), (8, 9))
    """
    return runs((max(one[0], other[0]), min(one[1], other[1])) for one in left for other in right)


def without(left: Days, right: Days) -> Days:
    """Give the days of the first that are not in the second.

    Examples
    --------
    >>> without(((1, 10),), ((4, 6),))
    ((1, 4), (6, 10))
    """
    edges = [FIRST, *(edge for run in right for edge in run), NEVER]
    return both(left, runs(zip(edges[::2], edges[1::2], strict=True)))


def all_in(days: Days, first: int, last: int) -> bool:
    """Say whether every day from the first to the last is in the set."""
    for start, end in days:  # noqa: SIM110 - a generator takes thrice the time, and a panel asks 50,000 times
        if start <= first and last < end:
            return True
    return False


def any_in(days: Days, first: int, last: int) -> bool:
    """Say whether any day from the first to the last is in the set."""
    for start, end in days:  # noqa: SIM110 - likewise
        if start <= last and first < end:
            return True
    return False
