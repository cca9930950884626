"""Reads from the graph what the law needs: acts, rules, coverages, instruments and those who act.

Facts are read from what a query sees. What stands only in the graph of unconfirmed facts is kept apart: an unconfirmed
act counts for nothing, an unconfirmed rule or date counts where no other is known, and is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.law.days import NEVER
from unodc_graph.law.facts import FactReader
from unodc_graph.law.record import Act, Coverage, Instrument, Participant, Record, Rule, bounds
from unodc_graph.namespaces import UGV_BASE
from unodc_graph.store import UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unodc_graph.store import GraphStore

__all__ = ["read_record"]


def read_record(store: GraphStore) -> Record:
    """Read what a store holds."""
    seen = store.visible_graphs()
    reader = FactReader(store, seen, UNCONFIRMED)
    effects, verbs = _action_types(reader)
    acts = _acts(reader, effects)
    coverages = _coverages(reader)
    return Record(
        participants=_participants(reader, acts),
        instruments=_instruments(reader),
        acts=_by_pair(acts),
        rules=_rules(reader),
        coverages=coverages,
        verbs=verbs,
        covering=_by_reach(coverages),
    )


def _action_types(reader: FactReader) -> tuple[dict[str, str], dict[str, str]]:
    effects = {iri: _code(effect, "effect") for iri, effect in reader.iris("effect")}
    return effects, {iri: term.value for iri, term in reader.literals("verb")}


def _acts(reader: FactReader, effects: Mapping[str, str]) -> list[Act]:
    found = []
    for confirmed in (True, False):
        acts = reader.members("TreatyAction", confirmed=confirmed)
        participants, instruments, types, dates = (
            reader.values(acts, name, confirmed=confirmed)
            for name in ("participant", "instrument", "actionType", "date")
        )
        for iri in acts:
            for participant in participants.get(iri, ()):
                for instrument in instruments.get(iri, ()):
                    for kind in types.get(iri, ()):
                        when = tuple(sorted(reader.dates(dates.get(iri, ())), key=str))
                        first, last = bounds(when)
                        effect = effects.get(kind.value, "")
                        found.append(
                            Act(
                                iri,
                                participant.value,
                                instrument.value,
                                kind.value,
                                effect,
                                when,
                                first,
                                last,
                                confirmed,
                            )
                        )
    return found


def _by_pair(acts: Iterable[Act]) -> dict[tuple[str, str], tuple[Act, ...]]:
    found: dict[tuple[str, str], list[Act]] = {}
    for act in sorted(acts, key=lambda one: (one.first, one.last, one.iri)):
        found.setdefault((act.participant, act.instrument), []).append(act)
    return {pair: tuple(done) for pair, done in found.items()}


def _participants(reader: FactReader, acts: Iterable[Act]) -> dict[str, Participant]:
    organizations = set(reader.members("RegionalOrganization"))
    found = dict.fromkeys([*reader.members("State"), *sorted(organizations), *reader.members("Participant")])
    begin = dict(reader.dated("independence"))
    member = dict(reader.dated("unMembership"))
    end = dict(reader.dated("end"))
    earliest: dict[str, int] = {}
    for act in acts:
        if act.confirmed and act.dates:
            earliest[act.participant] = min(act.first, earliest.get(act.participant, NEVER))
    made = {}
    for iri in dict.fromkeys([*found, *earliest]):
        begins = None
        beginning = begin.get(iri)
        if beginning is not None:
            begins = bounds([beginning])[0]
            # Who acted, or was a member of the United Nations, before it became independent existed already.
            others = [earliest.get(iri, NEVER), *(bounds([when])[0] for when in [member.get(iri)] if when is not None)]
            if min(others) < begins:
                begins, beginning = None, None
        ended = end.get(iri)
        made[iri] = Participant(
            iri, iri in organizations, begins, beginning, None if ended is None else bounds([ended])[1]
        )
    return made


def _instruments(reader: FactReader) -> dict[str, Instrument]:
    adopted = dict(reader.dated("adopted"))
    entered = dict(reader.dated("enteredIntoForce"))
    unconfirmed = dict(reader.dated("enteredIntoForce", confirmed=False))
    mandates: dict[str, set[str]] = {}
    # A mandate sorts instruments and is no part of the law: one that is unconfirmed sorts as well.
    for iri, mandate in (*reader.iris("mandate"), *reader.iris("mandate", confirmed=False)):
        mandates.setdefault(iri, set()).add(mandate)
    found = {}
    for iri in reader.members("Instrument"):
        when = entered.get(iri) or unconfirmed.get(iri)
        found[iri] = Instrument(
            iri,
            bounds([adopted[iri]]) if iri in adopted else None,
            None if when is None else bounds([when]),
            when,
            iri in entered,
            frozenset(mandates.get(iri, ())),
        )
    return found


def _rules(reader: FactReader) -> dict[tuple[str, str], Rule]:
    found: dict[tuple[str, str], Rule] = {}
    for confirmed in (True, False):
        for iri in reader.members("EntryIntoForceRule", confirmed=confirmed):
            rule = _rule(reader, iri, confirmed=confirmed)
            if rule is not None:
                found.setdefault((rule.instrument, rule.scope), rule)
    return found


def _rule(reader: FactReader, iri: str, *, confirmed: bool) -> Rule | None:
    about = reader.about(iri, confirmed=confirmed)
    instrument, scope = about.iri("instrument"), about.iri("ruleScope")
    if instrument is None or scope is None:
        return None
    after = about.date("providesPartyToAfter")
    return Rule(
        iri,
        instrument,
        _code(scope, "rule-scope"),
        article=about.text("article"),
        trigger=about.text("trigger"),
        condition=about.texts("extraCondition"),
        remarks=about.texts("note", prefix="skos"),
        # Why the acts on record do not give the recorded date is said of the record, not of the rule.
        disagreement=about.texts("editorialNote", prefix="skos"),
        counting=_code(about.iri("counting") or "", "counting"),
        waiting=about.whole("waitingPeriod"),
        unit=_code(about.iri("waitingPeriodUnit") or "", "unit"),
        number=about.whole("numberOfInstruments"),
        triggered_by=about.iris("triggeredBy"),
        counts_organizations=about.text("countsOrganizations") != "false",
        requires=about.iri("requiresPartyTo"),
        requires_article=about.text("requiresPartyToArticle"),
        provides=about.iri("providesPartyTo"),
        provides_article=about.text("providesPartyToArticle"),
        provides_by=about.iris("providesPartyToBy"),
        provides_after=None if after is None else bounds([after])[1],
        withdrawal_article=about.text("withdrawalArticle"),
        notice=about.whole("withdrawalNotice"),
        notice_unit=_code(about.iri("withdrawalNoticeUnit") or "", "unit"),
        notice_by=about.month_and_day("withdrawalNoticeBy"),
        effect_on=about.month_and_day("withdrawalEffectOn"),
        confidence=_code(about.iri("confidence") or "", "confidence") or None,
        confirmed=confirmed,
    )


def _coverages(reader: FactReader) -> tuple[Coverage, ...]:
    found = []
    for iri in reader.members("Coverage"):
        about = reader.about(iri)
        when = about.date("completeThrough")
        found.append(
            Coverage(
                iri,
                about.iri("instrument"),
                about.iris("coverageState"),
                _code(about.iri("coverageKind") or "", "coverage-kind"),
                # Of a month or year that is all that is said, only its first day is certainly covered.
                None if when is None else bounds([when])[0],
                when,
                _code(about.iri("confidence") or "", "confidence") or None,
            )
        )
    return tuple(sorted(found, key=lambda coverage: coverage.iri))


def _by_reach(coverages: Iterable[Coverage]) -> dict[tuple[str | None, str | None], tuple[Coverage, ...]]:
    found: dict[tuple[str | None, str | None], list[Coverage]] = {}
    for coverage in coverages:
        for whom in coverage.participants or (None,):
            found.setdefault((whom, coverage.instrument), []).append(coverage)
    return {reach: tuple(some) for reach, some in found.items()}


def _code(iri: str, scheme: str) -> str:
    return iri.removeprefix(f"{UGV_BASE}{scheme}-")
