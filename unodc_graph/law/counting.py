"""From the day of an act to the day of its effect, as the clause of the instrument counts.

Both phrases "on the Nth day after" and "N days after" leave the day of the act out and give the same date;
"the first day of the Nth month after" counts calendar months after the month of the act.
The day of effect never comes earlier for a later act, so that the effect of an act of which only the month or year is
known lies between those of its first and its last possible day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING

from unodc_graph.law.days import NEVER

if TYPE_CHECKING:
    from unodc_graph.law.record import Rule

__all__ = ["counted", "end_of_participation"]


def counted(rule: Rule, day: int) -> int | None:
    """Give the day on which an act of that day takes effect by the rule, the general entry into force aside.

    Returns
    -------
    int or None
        ``None`` where the rule counts in a way that is not known here.

    Examples
    --------
    >>> from unodc_graph.law.record import Rule
    >>> rule = Rule("", "", "state", counting="first-day-of-Nth-month-after", waiting=2, unit="month")
    >>> date.fromordinal(counted(rule, date(2018, 11, 26).toordinal()))
    datetime.date(2019, 1, 1)
    """
    if rule.waiting is None:
        return None
    match rule.counting, rule.unit:
        case "on-the-day-of", _:
            return day
        case "on-the-Nth-day-after" | "N-days-after", "day":
            return _later(day, days=rule.waiting)
        case "on-the-Nth-day-after" | "N-days-after", "month":
            return _later(day, months=rule.waiting)
        case "first-day-of-Nth-month-after", "month" if rule.waiting > 0:
            start = day if day >= NEVER else date.fromordinal(day).replace(day=1).toordinal()
            return _later(start, months=rule.waiting)
        case _:
            return None


def end_of_participation(rule: Rule | None, day: int) -> int | None:
    """Give the day on which a notice of withdrawal that is received on a day takes effect.

    Returns
    -------
    int or None
        ``None`` where no rule says it. Where notices are due by one day of the year and take effect on another, the next
        of each counts.

    Examples
    --------
    >>> from unodc_graph.law.record import Rule
    >>> rule = Rule("", "", "state", notice_by=(7, 1), effect_on=(1, 1))
    >>> [date.fromordinal(end_of_participation(rule, date(2011, month, 1).toordinal())).year for month in (6, 7, 8)]
    [2012, 2012, 2013]
    """
    if rule is None or day >= NEVER:
        return None
    if rule.notice_by is not None and rule.effect_on is not None:
        due = _next(day, rule.notice_by, or_the_same=True)
        return _next(due, rule.effect_on, or_the_same=False)
    if rule.notice is None:
        return None
    return _later(day, days=rule.notice) if rule.notice_unit == "day" else _later(day, months=rule.notice)


def _later(day: int, *, days: int = 0, months: int = 0) -> int:
    if day >= NEVER:
        return NEVER
    if months:
        start = date.fromordinal(day)
        years, month = divmod(start.month - 1 + months, 12)
        if start.year + years > MAXYEAR:
            return NEVER
        year = start.year + years
        # A month without such a day ends what would run to it.
        day = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()
    return min(day + days, NEVER)


def _next(day: int, month_and_day: tuple[int, int], *, or_the_same: bool) -> int:
    if day >= NEVER:
        return NEVER
    start = date.fromordinal(day)
    for year in (start.year, start.year + 1):
        if year > MAXYEAR:
            break
        month, day_of_month = month_and_day
        found = date(year, month, min(day_of_month, monthrange(year, month)[1])).toordinal()
        if found > day or (or_the_same and found == day):
            return found
    return NEVER
