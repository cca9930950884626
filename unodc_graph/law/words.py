"""What the law says in words: dates, rules and acts, as a person can paste them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from unodc_graph.citing import in_words
from unodc_graph.dates import PartialDate, Period
from unodc_graph.law.days import FIRST, NEVER
from unodc_graph.law.record import bounds
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from unodc_graph.law.record import Act, Rule
    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.terms import Term

    When: TypeAlias = date | PartialDate | Period

__all__ = [
    "When",
    "act_in_words",
    "article_in_words",
    "capital",
    "counting_in_words",
    "dates_in_words",
    "day_or_span",
    "instrument_in_words",
    "listed",
    "on",
    "when_as_term",
    "when_in_words",
]

_ORDINALS: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 12: "twelfth"}


def day_or_span(first: int, last: int) -> When | None:
    """Give what lies between two days, both included: a day, a month, a year, or a period; ``None`` if that is never."""
    if first >= NEVER:
        return None
    start, end = date.fromordinal(max(first, FIRST)), None if last >= NEVER else date.fromordinal(last)
    if start == end:
        return start
    for whole in (PartialDate(start.year, start.month), PartialDate(start.year)):
        if bounds([whole]) == (first, last):
            return whole
    return Period(start, end)


def when_in_words(when: When | None) -> str:
    """Write a date or period: ``30 August 2008``, ``June 2022``, ``a day between 1 July 2022 and 30 July 2022``.

    Examples
    --------
    >>> when_in_words(Period(date(2022, 7, 1), date(2022, 7, 30)))
    'a day between 1 July 2022 and 30 July 2022'
    """
    if when is None:
        return "a day that is not known"
    if not isinstance(when, Period):
        return in_words(when)
    if when.start is None or when.end is None:
        known = [f"not before {in_words(when.start)}"] if when.start is not None else []
        known += [f"not after {in_words(when.end)}"] if when.end is not None else []
        return f"a day that is not known{''.join(f', {said}' for said in known)}"
    return f"a day between {in_words(when.start)} and {in_words(when.end)}"


def when_as_term(when: When) -> Term:
    """Give a date as a term; a period, for which RDF has no datatype, as the text ``2022-07-01/2022-07-30`` of ISO 8601."""
    return ox.Literal(str(when)) if isinstance(when, Period) else from_python(when)


def on(when: When | None) -> str:
    """Write when something was done: ``on 31 July 2008``, ``in June 2022``."""
    return f"{'in' if isinstance(when, PartialDate) else 'on'} {when_in_words(when)}"


def dates_in_words(act: Act) -> str:
    """Write when an act was done; both dates where sources disagree."""
    return " or ".join(on(when) for when in act.dates) or "on a day that is not recorded"


def instrument_in_words(law: TreatyLaw, instrument: str) -> str:
    """Name an instrument within a sentence: ``the Firearms Protocol``, but ``UNTOC``."""
    label = law.label(instrument)
    return label if label.isupper() and " " not in label else f"the {label}"


def act_in_words(law: TreatyLaw, act: Act) -> str:
    """Tell an act: ``Kazakhstan acceded to the Firearms Protocol on 31 July 2008``."""
    verb = law.record.verbs.get(act.type)
    about = instrument_in_words(law, act.instrument)
    if verb is None:
        return f"{law.label(act.participant)}: {law.label(act.type)}, {about}, {dates_in_words(act)}"
    return f"{law.label(act.participant)} {verb} {about} {dates_in_words(act)}"


def counting_in_words(rule: Rule) -> str:
    """Tell how a rule counts: ``on the 30th day after deposit of the instrument of accession``."""
    trigger = rule.trigger or "the act of consent"
    if rule.number is not None:
        trigger = f"the {_ordinal(rule.number)} {trigger}"
    number, unit = rule.waiting, rule.unit
    match rule.counting:
        case "on-the-day-of":
            said = f"on the day of {trigger}"
        case "on-the-Nth-day-after":
            said = f"on the {_ordinal(number)} {unit} after {trigger}"
        case "N-days-after":
            said = f"{number} {unit}{'' if number == 1 else 's'} after {trigger}"
        case "first-day-of-Nth-month-after":
            said = f"on the first day of the {_ordinal(number)} month after the month of {trigger}"
        case _:
            said = f"in a way that is not known here, after {trigger}"
    return said


def article_in_words(law: TreatyLaw, rule: Rule, article: str) -> str:
    """Name an article with its instrument, unless its text does: ``Article XXI(2) of the Beijing Protocol``."""
    return article if " of " in article else f"{article} of {instrument_in_words(law, rule.instrument)}"


def capital(text: str) -> str:
    """Give a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listed(texts: list[str]) -> str:
    """Join texts as a sentence does: ``a, b and c``."""
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)


def _ordinal(number: int | None) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    if number is None:
        return "nth"
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
