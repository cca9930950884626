"""The steps that lead to an answer on the law of treaties: acts, rule, reckoning, coverage, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unodc_graph.law.days import NEVER
from unodc_graph.law.record import CONSENT, END, bounds
from unodc_graph.law.standing import PARTICIPATION, SUCCESSION
from unodc_graph.law.status import leading_acts, rule_applied
from unodc_graph.law.words import (
    act_in_words,
    article_in_words,
    capital,
    day_or_span,
    instrument_in_words,
    on,
    when_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.citing import Source
    from unodc_graph.law.entry import EntryIntoForce
    from unodc_graph.law.record import Act
    from unodc_graph.law.standing import Standing
    from unodc_graph.law.status import Status
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["Reason", "reasons_of_entry", "reasons_of_status"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that an answer rests on.

    Attributes
    ----------
    kind
        ``participant``, ``instrument``, ``act``, ``unconfirmed act``, ``rule``, ``reckoning``, ``condition`` or ``coverage``.
    words
        A sentence.
    iri
        The node of it in the graph; ``None`` for a reckoning.
    sources
        Who says it.
    confidence
        The level of confidence of its record, or ``None`` where it states none.
    """

    kind: str
    words: str
    iri: str | None = None
    sources: tuple[Source, ...] = ()
    confidence: str | None = None


def reasons_of_status(law: TreatyLaw, status: Status) -> Iterator[Reason]:
    """Give the steps that lead to a status: acts, rule, reckoning, conditions, coverage."""
    standing = law.standing(str(status.state), str(status.instrument))
    first, last = bounds([status.as_of])
    yield from _existence(law, standing, first, last)
    yield from _of_standing(law, standing, last)
    yield from _coverage(law, standing)


def reasons_of_entry(law: TreatyLaw, entry: EntryIntoForce) -> Iterator[Reason]:
    """Give the steps that lead to an entry into force; for a participant with the coverage of its record."""
    instrument = str(entry.instrument)
    if entry.state is not None:
        standing = law.standing(str(entry.state), instrument)
        yield from _of_standing(law, standing, NEVER)
        yield from _coverage(law, standing)
        return
    for act in entry.actions:
        yield _about(law, "act", f"The last act that it takes: {act.words}", str(act.iri))
    if entry.rule is not None:
        yield _about(law, "rule", f"{entry.rule}.", str(entry.rule.iri))
    if entry.computed is not None:
        yield Reason("reckoning", f"By the acts on record and the rule: {when_in_words(entry.computed)}.")
    yield _entered(law, instrument)


def _existence(law: TreatyLaw, standing: Standing, first: int, last: int) -> Iterator[Reason]:
    who, what = standing.participant, standing.instrument
    name = law.label(who.iri)
    if who.begins is not None and last < who.begins:
        yield _about(law, "participant", f"{name} became independent {on(who.beginning)}.", who.iri)
    if who.ends is not None and who.ends < first:
        yield _about(law, "participant", f"{name} ended {on(day_or_span(who.ends, who.ends))}.", who.iri)
    if what.adopted is not None and last < what.adopted[0]:
        about = capital(instrument_in_words(law, what.iri))
        yield _about(law, "instrument", f"{about} was adopted {on(day_or_span(*what.adopted))}.", what.iri)


def _of_standing(law: TreatyLaw, standing: Standing, last: int) -> Iterator[Reason]:
    acts = leading_acts(standing, last)
    shown = list(acts)
    for act in acts:
        if act.type == PARTICIPATION:
            shown += law.standings.on_another(act)
    for act in shown:
        yield _about(law, "act", f"{act_in_words(law, act)}.", act.iri)
    for act in standing.unconfirmed:
        yield _about(law, "unconfirmed act", f"{act_in_words(law, act)}; this counts for nothing.", act.iri)
    rule = rule_applied(law, standing, acts)
    if rule is not None:
        yield _about(law, "rule", f"{rule}.", str(rule.iri))
    if standing.through_rule is not None:
        through = standing.through_rule
        article = through.provides_article
        article = article_in_words(law, through, article) if article else "An article that is not recorded"
        yield _about(
            law,
            "rule",
            f"{article}: who joins {instrument_in_words(law, through.instrument)} becomes a party to "
            f"{instrument_in_words(law, standing.instrument.iri)}.",
            through.iri,
        )
    if any(act.effect == CONSENT for act in acts):
        yield _entered(law, standing.instrument.iri)
        yield from _reckoned(law, standing, acts)
    if standing.required is not None and any(act.effect == CONSENT for act in acts):
        yield from _condition(law, standing, last)


def _reckoned(law: TreatyLaw, standing: Standing, acts: tuple[Act, ...]) -> Iterator[Reason]:
    for act in acts:
        when = day_or_span(act.first, act.last)
        if act.effect == CONSENT and act.type != SUCCESSION:
            since = when_in_words(day_or_span(*law.standings.start(standing.participant, act)))
            yield Reason(
                "reckoning",
                f"Counted from {when_in_words(when)}, and not before the entry into force of the instrument as such: {since}.",
            )
        elif act.effect == END:
            ends = day_or_span(*law.standings.end(act))
            yield Reason("reckoning", f"The notice received {on(when)} takes effect {on(ends)}.")


def _condition(law: TreatyLaw, standing: Standing, last: int) -> Iterator[Reason]:
    rule, required = standing.rule, standing.required
    if rule is None or required is None:
        return
    other = instrument_in_words(law, required.instrument.iri)
    by = f" ({rule.requires_article})" if rule.requires_article else ""
    yield _about(law, "condition", f"Only a party to {other} can be a party to it{by}.", rule.iri)
    for act in leading_acts(required, last):
        if act.effect in {CONSENT, END}:
            yield _about(law, "act", f"{act_in_words(law, act)}.", act.iri)


def _entered(law: TreatyLaw, instrument: str) -> Reason:
    what = law.record.instrument(instrument)
    about = capital(instrument_in_words(law, instrument))
    if what.entered is None:
        return _about(law, "instrument", f"When {about} entered into force as such is not on record.", instrument)
    marked = "" if what.in_force_confirmed else " (unconfirmed)"
    return _about(law, "instrument", f"{about} entered into force as such {on(what.entered)}{marked}.", instrument)


def _coverage(law: TreatyLaw, standing: Standing) -> Iterator[Reason]:
    if standing.coverage is not None:
        yield _about(law, "coverage", f"{law.label(standing.coverage.iri)}.", standing.coverage.iri)
        return
    without = [
        coverage
        for coverage in law.record.coverages
        if coverage.instrument == standing.instrument.iri and coverage.kind == "none"
    ]
    for coverage in without:
        yield _about(law, "coverage", f"{law.label(coverage.iri)}.", coverage.iri)


def _about(law: TreatyLaw, kind: str, words: str, iri: str) -> Reason:
    return Reason(kind, words, iri, law.sources(iri), law.confidence(iri))
