"""How a participant stands to an instrument over time: on which days it is bound, as far as that is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from unodc_graph.law import counting
from unodc_graph.law.days import FIRST, NEVER, NONE, Days, both
from unodc_graph.law.record import CONSENT, END
from unodc_graph.law.spells import InForce, Spell, in_force
from unodc_graph.namespaces import UGV_BASE

if TYPE_CHECKING:
    from unodc_graph.law.record import Act, Coverage, Instrument, Participant, Record, Rule
    from unodc_graph.law.spells import Effect

__all__ = ["PARTICIPATION", "SIGNATURE", "SUCCESSION", "Standing", "Standings"]

SIGNATURE: Final = f"{UGV_BASE}action-type-signature"
SUCCESSION: Final = f"{UGV_BASE}action-type-succession"
PARTICIPATION: Final = f"{UGV_BASE}action-type-participation-by-virtue"
_NOT_IN_FORCE: Final = InForce()
_NO_START: Final = (NEVER, NEVER)


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the record for one participant and one instrument.

    Attributes
    ----------
    participant, instrument
        Who and what.
    acts
        Confirmed acts on the instrument, oldest first; the signature is among them.
    through
        Acts on another instrument that make the participant party to this one, where it has no act of its own; and
        ``through_rule`` by which they do.
    unconfirmed
        Acts that stand only among unconfirmed facts. They count for nothing.
    in_force
        The days, each condition of the rule met.
    required
        How it stands to the instrument of which it has to be a party to be one of this, or ``None``.
    rule
        The rule for a state, where it is on record.
    coverage, signature_coverage
        Through which day acts of consent, and signatures, are on record as far as there were any; ``None`` for neither.
    """

    participant: Participant
    instrument: Instrument
    acts: tuple[Act, ...] = ()
    through: tuple[Act, ...] = ()
    through_rule: Rule | None = None
    unconfirmed: tuple[Act, ...] = ()
    in_force: InForce = _NOT_IN_FORCE
    required: Standing | None = None
    rule: Rule | None = None
    coverage: Coverage | None = None
    signature_coverage: Coverage | None = None

    @property
    def consents(self) -> tuple[Act, ...]:
        """The acts of consent, on this instrument or through another."""
        return tuple(act for act in (*self.acts, *self.through) if act.effect == CONSENT)

    @property
    def is_confirmed(self) -> bool:
        """Whether rule and general date, by which acts take effect, were read in a source."""
        counts = any(act.type != SUCCESSION for act in self.consents)
        return self.instrument.in_force_confirmed and (not counts or self.rule is None or self.rule.is_confirmed)

    @property
    def signatures(self) -> tuple[Act, ...]:
        """The signatures that are no consent to be bound."""
        return tuple(act for act in self.acts if act.type == SIGNATURE)

    @property
    def notices(self) -> tuple[Act, ...]:
        """The notices of withdrawal."""
        return tuple(act for act in self.acts if act.effect == END)


class Standings:
    """The standings of one record, each worked out once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._found: dict[tuple[str, str], Standing] = {}
        # By which rules an act on another instrument makes a party to one.
        self._providing: dict[str, list[Rule]] = {}
        for rule in record.rules.values():
            if rule.provides is not None and rule.scope == "state":
                self._providing.setdefault(rule.provides, []).append(rule)

    def of(self, participant: str, instrument: str) -> Standing:
        """Give how a participant stands to an instrument."""
        return self._standing(participant, instrument, ())

    def general(self, instrument: str) -> tuple[int, int]:
        """Give between which days an instrument as such entered into force; the end of time where that is not on record."""
        about = self.record.instrument(instrument)
        return about.in_force or ((about.adopted or (FIRST, FIRST))[0], NEVER)

    def _standing(self, participant: str, instrument: str, above: tuple[str, ...]) -> Standing:
        found = self._found.get((participant, instrument))
        if found is None:
            found = self._worked_out(participant, instrument, (*above, instrument))
            if not above:
                # One that was worked out on the way may lack what stands above it.
                self._found[participant, instrument] = found
        return found

    def _worked_out(self, participant: str, instrument: str, above: tuple[str, ...]) -> Standing:
        record = self.record
        who = record.participant(participant)
        rule = record.rules.get((instrument, "state"))
        recorded = record.acts.get((participant, instrument), ())
        acts = tuple(act for act in recorded if act.confirmed)
        bare = Standing(
            who,
            record.instrument(instrument),
            acts,
            unconfirmed=tuple(act for act in recorded if not act.confirmed),
            rule=rule,
            coverage=record.coverage(who, instrument),
            signature_coverage=record.coverage(who, instrument, signatures=True),
        )
        required = None
        if rule is not None and rule.requires is not None and rule.requires not in above:
            required = self._standing(participant, rule.requires, above)
        if any(act.effect == CONSENT for act in acts):
            found: tuple[tuple[Act, ...], Rule | None, InForce] = (), None, self._in_force(who, acts)
        else:
            found = self._through(bare, above)
        through, through_rule, days = found
        if required is not None:
            days = _met(days, required)
        if who.ends is not None:
            existed: Days = ((FIRST, who.ends + 1),)
            days = replace(days, certain=both(days.certain, existed), possible=both(days.possible, existed))
        return replace(bare, through=through, through_rule=through_rule, in_force=days, required=required)

    def _in_force(self, who: Participant, acts: tuple[Act, ...]) -> InForce:
        deciding = [act for act in acts if act.effect in (CONSENT, END)]
        return in_force(deciding, lambda act: self.start(who, act), self.end)

    def start(self, who: Participant, act: Act) -> tuple[int, int]:
        """Give between which days an instrument enters into force for a participant by an act of consent."""
        general = self.general(act.instrument)
        if act.type == SUCCESSION:
            return _succeeded(act, who, general)
        if act.type == PARTICIPATION:
            on_another = self.on_another(act)
            if on_another:
                found = [self.start(who, other) for other in on_another]
                return max(min(found)[0], general[0]), max(min(found)[1], general[1])
        rule = self.record.rules.get((act.instrument, "state"))
        first, last = (None if rule is None else counting.counted(rule, day) for day in (act.first, act.last))
        earliest, latest = act.first if first is None else first, NEVER if last is None else last
        return max(earliest, general[0]), max(latest, general[1])

    def end(self, act: Act) -> tuple[int, int]:
        """Give between which days a notice of withdrawal ends what it is about."""
        rule = self.record.rules.get((act.instrument, "state"))
        first, last = (counting.end_of_participation(rule, day) for day in (act.first, act.last))
        return act.first if first is None else first, NEVER if last is None else last

    def on_another(self, act: Act) -> tuple[Act, ...]:
        """Give the acts of the same participant and date on other instruments that make it a party to this one."""
        return tuple(
            other
            for rule in self._providing.get(act.instrument, ())
            for other in self.record.acts.get((act.participant, rule.instrument), ())
            if other.confirmed and other.dates == act.dates and other.type != PARTICIPATION and _provides(rule, other)
        )

    def _through(self, standing: Standing, above: tuple[str, ...]) -> tuple[tuple[Act, ...], Rule | None, InForce]:
        """Find acts on another instrument that make a participant party to this one, by the other's own words.

        Of several such instruments the one counts that did so first.
        """
        found: list[tuple[tuple[Act, ...], Rule | None, InForce]] = []
        who, general = standing.participant, self.general(standing.instrument.iri)
        for rule in self._providing.get(standing.instrument.iri, ()):
            if rule.instrument in above:
                continue
            done = self._standing(who.iri, rule.instrument, above).acts
            start = self._starts_through(who, rule, general)
            acts = tuple(act for act in done if act.effect == END or _provides(rule, act))
            bringing = [act for act in acts if act.effect == CONSENT and start(act)[0] < NEVER]
            if bringing:
                days = in_force(acts, start, self.end)
                orders = (tuple(one for one in spells if one.starts[0] < NEVER) for spells in days.orders)
                notices = [act for act in acts if act.effect == END and bringing[0].first < act.last]
                found.append(((*bringing, *notices), rule, replace(days, orders=tuple(orders))))
        starts = [min((spell.starts for spell in days.spells), default=_NO_START) for _, _, days in found]
        return found[starts.index(min(starts))] if found else ((), None, _NOT_IN_FORCE)

    def _starts_through(self, who: Participant, rule: Rule, general: tuple[int, int]) -> Effect:
        """Give what tells between which days an act brings along another instrument: on none, where it was too early for it."""

        def start(act: Act) -> tuple[int, int]:
            first, last = self.start(who, act)
            if rule.provides_after is not None and first <= rule.provides_after:
                first, last = (NEVER if last <= rule.provides_after else rule.provides_after + 1), NEVER
            return max(first, general[0]), max(last, general[1])

        return start


def _provides(rule: Rule, act: Act) -> bool:
    return act.effect == CONSENT and (not rule.provides_by or act.type in rule.provides_by)


def _succeeded(act: Act, participant: Participant, general: tuple[int, int]) -> tuple[int, int]:
    """Give between which days a successor is bound.

    That is from the succession of states, or the entry into force of the instrument if that is later (Vienna Convention
    on Succession of States in respect of Treaties, article 23(1)). Depositaries keep that day in words beside the act,
    and the record does not have it: it lies between independence and the notification.
    """
    begins = participant.begins if participant.begins is not None else FIRST
    return max(min(begins, act.first), general[0]), max(act.last, general[1])


def _met(days: InForce, required: Standing) -> InForce:
    """Leave of some days those on which a participant is, or may be, party to what it has to be party to."""
    if required.consents:
        return _while(days, required.in_force)
    through = required.coverage.through if required.coverage is not None else None
    consents = [act for spell in days.spells for act in spell.acts if act.effect == CONSENT]
    if through is None or all(act.first > through for act in consents):
        # Nothing proves that it is none there, and the depositary took its act.
        return days
    # It is known to be none there through that day, and may have joined since.
    joined = Spell((through + 1, NEVER), (NEVER, NEVER), ())
    return _while(days, InForce(NONE, ((through + 1, NEVER),), ((joined,),)))


def _while(days: InForce, other: InForce) -> InForce:
    """Give what of the days lies within those of another instrument, whatever the order of the acts on either."""
    orders = (
        tuple(met for spell in spells for one in others if (met := _meeting(spell, one)) is not None)
        for spells, others in product(days.orders, other.orders)
    )
    return InForce(both(days.certain, other.certain), both(days.possible, other.possible), tuple(orders))


def _meeting(spell: Spell, other: Spell) -> Spell | None:
    starts = max(spell.starts[0], other.starts[0]), max(spell.starts[1], other.starts[1])
    ends = min(spell.ends[0], other.ends[0]), min(spell.ends[1], other.ends[1])
    return Spell(starts, ends, spell.acts) if starts[0] < ends[1] else None
