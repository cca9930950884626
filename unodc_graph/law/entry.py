"""When an instrument entered into force: as such, and for one participant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unodc_graph.grid import printable
from unodc_graph.law import counting
from unodc_graph.law.caveats import record_caveats
from unodc_graph.law.days import NEVER
from unodc_graph.law.record import CONSENT
from unodc_graph.law.rules import AppliedRule, applied
from unodc_graph.law.status import TreatyAct, leading_acts, rule_applied, told_act
from unodc_graph.law.words import capital, day_or_span, instrument_in_words, on, when_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import URIRef

    from unodc_graph.citing import Source
    from unodc_graph.law.record import Act, Rule
    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.law.words import When

__all__ = ["EntryIntoForce", "entry_for", "general_entry"]


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The date on which an instrument entered into force, with what it rests on.

    Attributes
    ----------
    state
        For whom; ``None`` for the instrument as such.
    instrument
        IRI.
    date
        For a participant, what follows from acts and rule: the first of several times, if it left and joined again.
        For the instrument as such the recorded date, or what follows where none is recorded. A PartialDate or a Period
        where the day is not known; ``None`` where nothing gives one.
    rule
        The clause.
    article
        Its article.
    computed
        Of the instrument as such, what follows from the acts on record and the rule; ``None`` where they do not give it.
        It need not agree with the recorded date, and the notes tell why.
    actions
        The acts that led there; of the instrument as such the deposit that completed the number.
    sources
        Of acts and rule, each once.
    notes
        What has to be known beside it, in sentences.
    """

    state: URIRef | None
    instrument: URIRef
    date: When | None
    rule: AppliedRule | None
    article: str | None
    computed: When | None = None
    actions: tuple[TreatyAct, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        return printable("\n".join([self.words, *self.notes]))

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import text_html

        return text_html(str(self))


def entry_for(law: TreatyLaw, participant: str, instrument: str) -> EntryIntoForce:
    """Give when an instrument entered into force for a participant."""
    from rdflib.term import URIRef

    standing = law.standing(participant, instrument)
    acts = leading_acts(standing, NEVER)
    begins = standing.in_force.begins()
    when = day_or_span(*begins)
    rule = rule_applied(law, standing, acts)
    name, about = law.label(participant), instrument_in_words(law, instrument)
    notes = [*record_caveats(law, standing, NEVER)]
    if when is not None and begins[1] < NEVER:
        words = f"{capital(about)} entered into force for {name} {on(when)}."
    elif standing.consents:
        words = f"Whether, and since when, {about} has been in force for {name} is not known."
    else:
        words = f"No act by which {name} consented to be bound by {about} is on record."
        known = "" if standing.coverage is None else f" through {when_in_words(standing.coverage.date)}"
        notes.insert(0, f"The record of it is complete{known}." if known else "No complete record of it exists here.")
    return EntryIntoForce(
        URIRef(participant),
        URIRef(instrument),
        when,
        rule,
        None if rule is None else rule.article,
        when,
        tuple(told_act(law, act) for act in acts),
        _sources(law, [*(act.iri for act in acts), *([] if rule is None else [rule.iri])]),
        tuple(notes),
        words,
    )


def general_entry(law: TreatyLaw, instrument: str) -> EntryIntoForce:
    """Give when an instrument as such entered into force, as recorded and as computed."""
    from rdflib.term import URIRef

    what = law.record.instrument(instrument)
    rule = law.record.rules.get((instrument, "general"))
    about = instrument_in_words(law, instrument)
    deciding = None if rule is None else _deciding_act(law, rule)
    computed = None if rule is None or deciding is None else _computed(law, rule, deciding)
    when = what.entered if what.entered is not None else computed
    words = (
        f"When {about} entered into force is not on record."
        if when is None
        else f"{capital(about)} entered into force {on(when)}."
    )
    acts = () if deciding is None else (told_act(law, deciding),)
    return EntryIntoForce(
        None,
        URIRef(instrument),
        when,
        None if rule is None else applied(law, rule),
        None if rule is None else rule.article,
        computed,
        acts,
        _sources(law, [instrument, *(act.iri for act in acts), *([] if rule is None else [rule.iri])]),
        tuple(_general_notes(law, rule, deciding, computed, when, confirmed=what.in_force_confirmed)),
        words,
    )


def _deciding_act(law: TreatyLaw, rule: Rule) -> Act | None:
    """Give the act that completes the number that a rule asks for, as far as acts are on record."""
    if not rule.number:
        return None
    acts = [
        act
        for (participant, instrument), done in law.record.acts.items()
        if instrument == rule.instrument
        and (rule.counts_organizations or not law.record.participant(participant).is_organization)
        for act in _counting_acts(rule, done)
    ]
    acts.sort(key=lambda act: (act.last, act.first, act.iri))
    if len(acts) < rule.number:
        return None
    # Of acts whose day is not known any may have been among the first.
    first = sorted(act.first for act in acts)[rule.number - 1]
    return replace(acts[rule.number - 1], first=first)


def _counting_acts(rule: Rule, done: tuple[Act, ...]) -> Iterator[Act]:
    counting_ones = (act for act in done if act.confirmed and act.dates and act.effect == CONSENT)
    found = next((act for act in counting_ones if not rule.triggered_by or act.type in rule.triggered_by), None)
    if found is not None:
        yield found


def _computed(law: TreatyLaw, rule: Rule, deciding: Act) -> When | None:
    first, last = counting.counted(rule, deciding.first), counting.counted(rule, deciding.last)
    if first is None or last is None:
        return None
    for_a_state = law.record.rules.get((rule.instrument, "state"))
    if for_a_state is not None and for_a_state.requires is not None:
        # A protocol does not enter into force before the convention of whose parties it is.
        parent = law.standings.general(for_a_state.requires)
        first, last = max(first, parent[0]), max(last, parent[1])
    return day_or_span(first, last)


def _general_notes(
    law: TreatyLaw,
    rule: Rule | None,
    deciding: Act | None,
    computed: When | None,
    when: When | None,
    *,
    confirmed: bool,
) -> Iterator[str]:
    if not confirmed:
        yield "The date is unconfirmed."
    if rule is None:
        yield "No rule on its entry into force is on record."
        return
    if not rule.is_confirmed:
        yield "The rule is unconfirmed."
    condition = "; ".join(rule.condition)
    if not rule.number:
        yield f"The rule gives no fixed number of acts{f': {condition}' if condition else ''}; the date is not computed."
    elif deciding is None:
        yield f"Fewer than {rule.number} acts that count are on record; the date is not computed."
    elif computed is not None:
        yield f"The acts on record make it {when_in_words(computed)}; the last that it takes: {told_act(law, deciding).words}"
        if when != computed:
            why = "; ".join(rule.disagreement) or "why is not recorded"
            yield f"That does not agree with the recorded date: {why}."


def _sources(law: TreatyLaw, iris: list[str]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for iri in iris for source in law.sources(str(iri))))
