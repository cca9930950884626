"""The answer to whether a participant is bound by an instrument on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unodc_graph.answers import Answer
from unodc_graph.grid import printable
from unodc_graph.law.caveats import caveats
from unodc_graph.law.days import today
from unodc_graph.law.positions import Participation
from unodc_graph.law.record import CONSENT, END, bounds
from unodc_graph.law.rules import AppliedRule, applied
from unodc_graph.law.standing import SIGNATURE, SUCCESSION
from unodc_graph.law.words import act_in_words, day_or_span, instrument_in_words, on, when_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rdflib.term import URIRef

    from unodc_graph.citing import Source
    from unodc_graph.dates import PartialDate
    from unodc_graph.law.record import Act
    from unodc_graph.law.standing import Standing
    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.law.words import When

__all__ = ["Status", "TreatyAct", "status_of"]


@dataclass(frozen=True, slots=True)
class TreatyAct:
    """An act on record, as an answer tells it.

    Attributes
    ----------
    iri
        The node of the act.
    type
        The code of its type, as ``accession``.
    date
        As exact as its source; ``None`` where none is recorded, a period where sources disagree.
    instrument
        On which instrument it was done, which is another one where it makes a party to this.
    words
        A sentence.
    confidence
        The level of confidence of its record, or ``None``.
    sources
        Who says so.
    """

    iri: URIRef
    type: str
    date: When | None
    instrument: URIRef
    words: str
    confidence: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The legal position of a participant on a day, month or year, with what it rests on.

    Attributes
    ----------
    state, instrument
        IRIs.
    as_of
        The day, month or year that is asked about.
    participation
        What holds on every day of it; ``unknown`` where the record does not say, or two of its days differ.
    in_force
        Whether the instrument is in force for the participant on every day of it.
    since
        Since when it is in force; a PartialDate or a Period where the day is not known; ``None`` where it is not in force.
    rule
        The clause by which, with its article; ``None`` where no act of consent is on record.
    actions
        The acts that led there, oldest first.
    sources
        Of acts, rule and coverage, each once.
    known_through
        Up to when acts of consent are on record as far as there were any; ``None`` where no complete record exists.
    notes
        What has to be known beside it, in sentences: why something is not known, and what rests on an unconfirmed record.
    """

    state: URIRef
    instrument: URIRef
    as_of: date | PartialDate
    participation: Participation
    in_force: Answer
    since: When | None
    rule: AppliedRule | None
    actions: tuple[TreatyAct, ...]
    sources: tuple[Source, ...]
    known_through: date | PartialDate | None
    notes: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        return printable("\n".join([self.words, *self.notes]))

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import text_html

        return text_html(str(self))


def status_of(law: TreatyLaw, participant: str, instrument: str, as_of: date | PartialDate) -> Status:
    """Give the status of a participant."""
    first, last = bounds([as_of])
    standing = law.standing(participant, instrument)
    participation, answer = law.positions(participant, instrument).on(first, last)
    acts = leading_acts(standing, last)
    rule = rule_applied(law, standing, acts)
    coverage = standing.coverage
    since = day_or_span(*standing.in_force.since(first)) if answer == Answer.YES else None
    told = [told_act(law, act) for act in acts]
    iris = [
        *(act.iri for act in acts),
        *([rule.iri] if rule is not None else ()),
        *([coverage.iri] if coverage is not None else ()),
    ]
    return Status(
        state=_uri(participant),
        instrument=_uri(instrument),
        as_of=as_of,
        participation=participation,
        in_force=answer,
        since=since,
        rule=rule,
        actions=tuple(told),
        sources=tuple(dict.fromkeys(source for iri in iris for source in law.sources(str(iri)))),
        known_through=None if coverage is None else coverage.date,
        notes=tuple(caveats(law, standing, participation, answer, as_of)),
        words=_sentence(law, standing, (participation, answer), as_of, since),
    )


def leading_acts(standing: Standing, last: int) -> tuple[Act, ...]:
    """Give the acts up to a day that bear on being bound: signatures, consents, notices, and those on other instruments."""
    acts = [
        act
        for act in (*standing.acts, *standing.through)
        if act.first <= last and (act.effect in (CONSENT, END) or act.type == SIGNATURE)
    ]
    return tuple(sorted(acts, key=lambda act: (act.first, act.last, act.iri)))


def rule_applied(law: TreatyLaw, standing: Standing, acts: Iterable[Act]) -> AppliedRule | None:
    """Give the rule by which acts of consent took effect; a succession takes none."""
    counted = any(act.effect == CONSENT and act.type != SUCCESSION for act in acts)
    return applied(law, standing.rule) if counted and standing.rule is not None else None


def told_act(law: TreatyLaw, act: Act) -> TreatyAct:
    """Give an act as an answer tells it."""
    when = act.dates[0] if len(act.dates) == 1 else day_or_span(act.first, act.last) if act.dates else None
    words = f"{act_in_words(law, act)}."
    confidence, sources = law.confidence(act.iri), law.sources(act.iri)
    return TreatyAct(_uri(act.iri), act.kind, when, _uri(act.instrument), words, confidence, sources)


def _sentence(
    law: TreatyLaw,
    standing: Standing,
    position: tuple[Participation, Answer],
    as_of: date | PartialDate,
    since: When | None,
) -> str:
    who, what = law.label(standing.participant.iri), instrument_in_words(law, standing.instrument.iri)
    past = bounds([as_of])[1] < today().toordinal()
    is_ = "was" if past else "is"
    participation, in_force = position
    match participation:
        case Participation.PARTY:
            been = "had" if past else "has"
            return (
                f"{who} {is_} bound by {what} {on(as_of)}: it {been} been in force for it since {when_in_words(since)}."
            )
        case Participation.SIGNATORY:
            return f"{who} {'had' if past else 'has'} signed {what} and {is_} not bound by it {on(as_of)}."
        case Participation.NOT_PARTY:
            return f"{who} {is_} not a party to {what} {on(as_of)}."
        case Participation.WITHDRAWN:
            return f"{who} {'had' if past else 'has'} withdrawn from {what} and {is_} not bound by it {on(as_of)}."
    if in_force == Answer.NO:
        done = f"whether it {'had' if past else 'has'} signed it or consented to be bound by then is not known"
        return f"{who} {is_} not bound by {what} {on(as_of)}; {done}."
    return f"Whether {who} {is_} bound by {what} {on(as_of)} is not known."


def _uri(iri: str) -> URIRef:
    from rdflib.term import URIRef

    return URIRef(iri)
