"""What has to be known beside an answer: why something is not known, and what rests on an unconfirmed record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unodc_graph.answers import Answer
from unodc_graph.law.days import NEVER, all_in, any_in, today
from unodc_graph.law.positions import Participation
from unodc_graph.law.record import CONSENT, END, bounds
from unodc_graph.law.standing import PARTICIPATION, SUCCESSION
from unodc_graph.law.words import (
    act_in_words,
    article_in_words,
    capital,
    dates_in_words,
    day_or_span,
    instrument_in_words,
    listed,
    on,
    when_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.dates import PartialDate
    from unodc_graph.law.record import Act
    from unodc_graph.law.standing import Standing
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["caveats", "record_caveats"]


def caveats(
    law: TreatyLaw, standing: Standing, participation: Participation, answer: Answer, as_of: date | PartialDate
) -> Iterator[str]:
    """Give what has to be known beside a status, in sentences."""
    first, last = bounds([as_of])
    if answer == Answer.NO and participation != Participation.WITHDRAWN:
        yield from _why_not(law, standing, first, last)
    if participation == Participation.UNKNOWN:
        yield from _why_unknown(law, standing, first, last)
    yield from _not_yet(law, standing, last, answer)
    yield from record_caveats(law, standing, last)
    yield from _beyond(standing, participation, first, last)


def record_caveats(law: TreatyLaw, standing: Standing, last: int) -> Iterator[str]:
    """Give what has to be known of acts and rules that an answer about a standing rests on."""
    consents = [act for act in standing.consents if act.first <= last]
    for act in consents:
        yield from _of_act(law, standing, act)
    for act in standing.notices:
        if act.first <= last:
            yield _of_notice(law, standing, act)
    if consents:
        yield from _several(law, standing, consents)
        yield from _of_rules(standing, consents)
        yield from _of_required(law, standing, last)
    yield from _unconfirmed(law, standing)


def _unconfirmed(law: TreatyLaw, standing: Standing) -> Iterator[str]:
    for act in standing.unconfirmed:
        yield f"Among unconfirmed facts stands: {act_in_words(law, act)}. It counts for nothing here."


def _why_not(law: TreatyLaw, standing: Standing, first: int, last: int) -> Iterator[str]:
    who, what = standing.participant, standing.instrument
    name, about = law.label(who.iri), instrument_in_words(law, what.iri)
    if who.begins is not None and who.beginning is not None and last < who.begins:
        yield f"{name} did not exist as a state then: its independence is dated {when_in_words(who.beginning)}{_low(law, who.iri)}."
    if who.ends is not None and who.ends < first:
        still = "no longer existed then" if last < today().toordinal() else "no longer exists"
        yield f"{name} {still}: it ended {on(day_or_span(who.ends, who.ends))}{_low(law, who.iri)}."
    if what.adopted is not None and last < what.adopted[0]:
        yield f"{capital(about)} was adopted only {on(day_or_span(*what.adopted))}."
    elif what.in_force is not None and last < what.in_force[0]:
        yield f"{capital(about)} was not yet in force for any state: it entered into force {on(what.entered)}."
    rule = standing.rule
    if rule is not None and rule.provides in law.record.instruments and not standing.consents:
        other = str(rule.provides)
        if law.positions(who.iri, other).on(first, last)[0] is Participation.PARTY:
            article = f" ({article_in_words(law, rule, rule.provides_article)})" if rule.provides_article else ""
            yield (
                f"It is a party to {instrument_in_words(law, other)}, to which joining {about} would make it a party as "
                f"well{article}."
            )


def _why_unknown(law: TreatyLaw, standing: Standing, first: int, last: int) -> Iterator[str]:
    name = law.label(standing.participant.iri)
    days = standing.in_force
    coverage = standing.coverage
    if any_in(days.possible, first, last) and not all_in(days.certain, first, last):
        edges = [edge for run in (*days.certain, *days.possible) for edge in run]
        if first == last or all(edge <= first or last < edge for edge in edges):
            yield f"It depends on a date that is not known to the day: {_uncertain(law, standing)}"
        else:
            yield f"It changes between {when_in_words(_day(first))} and {when_in_words(_day(last))}: ask for a day."
    elif coverage is None:
        yield "No complete record of it exists here: what is not on record may have been done all the same."
    elif coverage.through is not None and coverage.through < last:
        yield (
            f"Not researched since {when_in_words(_day(coverage.through))}: whether {name} acted after that is not on record."
        )
    elif standing.signatures and first == last:
        yield f"It depends on a date that is not known to the day: {act_in_words(law, standing.signatures[0])}."
    elif standing.signatures:
        yield f"It changes between {when_in_words(_day(first))} and {when_in_words(_day(last))}: ask for a day."


def _uncertain(law: TreatyLaw, standing: Standing) -> str:
    acts = [*standing.acts, *standing.through, *(standing.required.acts if standing.required is not None else ())]
    acts = [act for act in acts if act.first != act.last or act.type == SUCCESSION]
    said = [act_in_words(law, act) for act in acts if act.effect in {CONSENT, END}]
    starts = [day_or_span(*spell.starts) for spell in standing.in_force.spells if spell.starts[0] != spell.starts[1]]
    said += [f"it is in force for it since {when_in_words(when)}" for when in starts]
    return f"{listed(said)}." if said else "the record gives no day."


def _not_yet(law: TreatyLaw, standing: Standing, last: int, answer: Answer) -> Iterator[str]:
    if answer == Answer.YES:
        return
    for act in standing.consents:
        first, latest = standing.in_force.begins(act)
        if act.first > last or first <= last:
            continue
        if latest < NEVER:
            yield f"{act_in_words(law, act)}; it did not enter into force for it before {when_in_words(_day(first))}."
        else:
            yield f"{act_in_words(law, act)}; whether it has entered into force for it since is not known."


def _beyond(standing: Standing, participation: Participation, first: int, last: int) -> Iterator[str]:
    if last > today().toordinal():
        days = "These days are" if today().toordinal() < first else "Some of these days are"
        when = "That day is" if first == last else days
        yield f"{when} in the future, beyond any record: nothing is known of what will be done until then."
    coverage = standing.coverage
    if coverage is not None and coverage.confidence == "low" and coverage.through is not None:
        yield f"That the record is complete through {when_in_words(_day(coverage.through))} is of low confidence."
    if participation in {Participation.PARTY, Participation.WITHDRAWN}:
        later = "that it withdrew" if participation == Participation.PARTY else "that it joined again"
        if coverage is None:
            yield f"No complete record of it exists here: {later} would not be known."
        elif coverage.through is not None and coverage.through < last:
            yield f"The record is complete through {when_in_words(_day(coverage.through))}: {later} after that would not be known."


def _of_act(law: TreatyLaw, standing: Standing, act: Act) -> Iterator[str]:
    if not act.dates:
        yield f"The record has no date for this act: {law.label(act.iri)}."
    elif len(act.dates) > 1:
        yield f"Sources disagree about when {law.label(act.participant)} did this: {dates_in_words(act)}."
    adopted = standing.instrument.adopted
    if act.type != PARTICIPATION and act.instrument == standing.instrument.iri and adopted and act.last < adopted[0]:
        yield f"{act_in_words(law, act)}: that is before its adoption {on(day_or_span(*adopted))}, which cannot be."
    if law.confidence(act.iri) == "low":
        said = "; ".join(law.remarks(act.iri))
        yield f"{act_in_words(law, act)}: this record is of low confidence{f' ({said})' if said else ''}."
    if not law.sources(act.iri):
        yield f"{act_in_words(law, act)}: the graph names no source of this."
    if act.type == SUCCESSION:
        yield (
            "A successor is bound from the succession of states (Vienna Convention on Succession of States in respect of "
            f"Treaties, article 23(1)), and the record has no day of it: it is certain only from the notification {dates_in_words(act)}."
        )
    if act.type == PARTICIPATION:
        for other in law.standings.on_another(act):
            rule = law.record.rules.get((other.instrument, "state"))
            article = None if rule is None else rule.provides_article
            by = f" ({article_in_words(law, rule, article)})" if rule is not None and article else ""
            yield f"It is a participant by virtue of an act on another instrument{by}: {act_in_words(law, other)}."
    if act in standing.through and standing.through_rule is not None:
        rule = standing.through_rule
        about, other_one = (instrument_in_words(law, iri) for iri in (standing.instrument.iri, rule.instrument))
        article = rule.provides_article
        by = article_in_words(law, rule, article) if article else "an article that is not recorded"
        yield f"Joining {other_one} makes it a party to {about} ({by}): {act_in_words(law, act)}."


def _of_notice(law: TreatyLaw, standing: Standing, act: Act) -> str:
    done = act_in_words(law, act)
    if not standing.consents:
        return f"{done}, and no act by which it joined is on record."
    ends = day_or_span(*law.standings.end(act))
    rule = law.record.rules.get((act.instrument, "state"))
    if rule is None or rule.withdrawal_article is None:
        return f"{done}. No rule on withdrawal is on record: from when a notice took effect is not known."
    return f"{done}; by {rule.withdrawal_article} that takes effect {on(ends)}."


def _several(law: TreatyLaw, standing: Standing, consents: list[Act]) -> Iterator[str]:
    for spell in standing.in_force.spells:
        together = [act for act in spell.acts if act.effect == CONSENT and act in consents]
        if len({act.type for act in together}) > 1:
            yield f"More than one act of consent is on record, and the earliest counts: {listed([act_in_words(law, act) for act in together])}."
            return


def _of_rules(standing: Standing, consents: list[Act]) -> Iterator[str]:
    if standing.rule is None:
        if any(act.type != SUCCESSION for act in consents):
            yield "No rule on its entry into force for a state is on record: since when it is bound is not known."
    elif not standing.rule.is_confirmed:
        said = "; ".join(standing.rule.remarks)
        yield f"The rule on its entry into force is unconfirmed{f' ({said})' if said else ''}: the date follows from it."
    what = standing.instrument
    if what.in_force is None:
        yield "When the instrument as such entered into force is not on record."
    elif not what.in_force_confirmed:
        yield f"That the instrument entered into force {on(what.entered)} is unconfirmed."


def _of_required(law: TreatyLaw, standing: Standing, last: int) -> Iterator[str]:
    required, rule = standing.required, standing.rule
    if required is None or rule is None:
        return
    name, other = law.label(standing.participant.iri), instrument_in_words(law, required.instrument.iri)
    by = f" ({rule.requires_article})" if rule.requires_article else ""
    if required.consents:
        notices = [act for act in required.notices if act.first <= last]
        if notices:
            yield f"Only a party to {other} can be a party to it{by}: {act_in_words(law, notices[-1])}."
        elif not all_in(required.in_force.certain, min(last, NEVER - 1), min(last, NEVER - 1)):
            yield f"Only a party to {other} can be a party to it{by}; whether or since when {name} is one is not certain."
    else:
        yield f"Only a party to {other} can be a party to it{by}; no act by which {name} joined that is on record."
        yield from _unconfirmed(law, required)


def _low(law: TreatyLaw, iri: str) -> str:
    return ", with low confidence" if law.confidence(iri) == "low" else ""


def _day(day: int) -> date:
    return date.fromordinal(day)
