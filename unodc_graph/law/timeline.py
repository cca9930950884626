"""What happened when: the acts in the order of their dates, each in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.law.record import CONSENT, bounds
from unodc_graph.law.words import act_in_words, day_or_span, when_as_term, when_in_words
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unodc_graph.dates import PartialDate
    from unodc_graph.law.record import Act
    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.law.words import When
    from unodc_graph.terms import Term

__all__ = ["COLUMNS", "timeline_rows"]

COLUMNS: Final = ("date", "state", "instrument", "act", "in_force_since", "words", "confidence", "source")


def timeline_rows(
    law: TreatyLaw,
    participant: str | None,
    instrument: str | None,
    since: date | PartialDate | None,
    until: date | PartialDate | None,
) -> Iterator[tuple[Term | None, ...]]:
    """Give a row for each act that may have been done within a time, the earliest first."""
    first = None if since is None else bounds([since])[0]
    last = None if until is None else bounds([until])[1]
    acts = [
        act
        for (who, what), done in law.record.acts.items()
        if participant in {None, who} and instrument in {None, what}
        for act in done
        if act.confirmed and (first is None or first <= act.last) and (last is None or act.first <= last)
    ]
    acts.sort(key=lambda act: (act.first, act.last, law.label(act.participant), law.label(act.instrument), act.iri))
    for act in acts:
        yield _row(law, act)


def _row(law: TreatyLaw, act: Act) -> tuple[Term | None, ...]:
    since = _in_force_since(law, act)
    words = act_in_words(law, act)
    if since is not None:
        marked = "" if law.standing(act.participant, act.instrument).is_confirmed else ", which is unconfirmed"
        words = f"{words}; in force for it since {when_in_words(since)}{marked}"
    confidence = law.confidence(act.iri)
    sources = law.sources(act.iri)
    return (
        from_python(act.dates[0]) if len(act.dates) == 1 else None,
        ox.NamedNode(act.participant),
        ox.NamedNode(act.instrument),
        ox.NamedNode(act.type),
        None if since is None else when_as_term(since),
        ox.Literal(words),
        None if confidence is None else ox.Literal(confidence),
        ox.Literal("; ".join(source.name for source in sources)) if sources else None,
    )


def _in_force_since(law: TreatyLaw, act: Act) -> When | None:
    if act.effect != CONSENT:
        return None
    return day_or_span(*law.standing(act.participant, act.instrument).in_force.begins(act))
