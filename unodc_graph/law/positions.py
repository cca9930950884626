"""The legal position of a participant on each day: party, signatory, neither, withdrawn, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from unodc_graph.answers import Answer
from unodc_graph.law.days import EVER, FIRST, NEVER, NONE, Days, all_in, both, either, runs, without

if TYPE_CHECKING:
    from unodc_graph.law.standing import Standing

__all__ = ["Participation", "Positions", "positions"]


class Participation(StrEnum):
    """How a participant takes part in an instrument on a day.

    ``party``: the instrument is in force for it (Vienna Convention on the Law of Treaties, article 2(1)(g)).
    ``signatory``: it has signed and is not, or not yet, bound. ``not-party``: neither, which is said only where the
    record is complete, or where the participant or the instrument did not exist. ``withdrawn``: it was a party and left.
    ``unknown``: the record does not say.
    """

    PARTY = "party"
    SIGNATORY = "signatory"
    NOT_PARTY = "not-party"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Positions:
    """On which days each position is certain, and on which the instrument is certainly not in force for the participant."""

    party: Days
    signatory: Days
    not_party: Days
    withdrawn: Days
    not_in_force: Days

    def on(self, first: int, last: int) -> tuple[Participation, Answer]:
        """Give the position that holds on every day from the first to the last; unknown if two days differ."""
        if all_in(self.party, first, last):
            return Participation.PARTY, Answer.YES
        if not all_in(self.not_in_force, first, last):
            return Participation.UNKNOWN, Answer.UNKNOWN
        for position, days in (
            (Participation.NOT_PARTY, self.not_party),
            (Participation.SIGNATORY, self.signatory),
            (Participation.WITHDRAWN, self.withdrawn),
        ):
            if all_in(days, first, last):
                return position, Answer.NO
        return Participation.UNKNOWN, Answer.NO

    def edges(self) -> set[int]:
        """Give the days on which a position begins or ends."""
        every = (self.party, self.signatory, self.not_party, self.withdrawn, self.not_in_force)
        return {edge for days in every for run in days for edge in run}


def positions(standing: Standing) -> Positions:
    """Work out the positions of a standing."""
    days = standing.in_force
    never_bound = without(EVER, days.possible)
    before = _before_anything(standing)
    left = both(never_bound, days.surely_over)
    known = either(_through(standing.coverage.through if standing.coverage else None), before)
    not_bound = without(both(never_bound, either(known, _not_in_force_at_all(standing))), left)
    signed = standing.signatures
    surely_signed: Days = ((min(act.last for act in signed), NEVER),) if signed else NONE
    maybe_signed: Days = ((min(act.first for act in signed), NEVER),) if signed else NONE
    on_record = _through(standing.signature_coverage.through if standing.signature_coverage else None)
    researched = without(without(both(not_bound, on_record), before), days.maybe_over)
    return Positions(
        party=days.certain,
        signatory=both(researched, surely_signed),
        not_party=either(without(researched, maybe_signed), both(never_bound, before)),
        withdrawn=left,
        not_in_force=either(not_bound, left),
    )


def _through(last: int | None) -> Days:
    return NONE if last is None else ((FIRST, last + 1),)


def _before_anything(standing: Standing) -> Days:
    """Give the days on which there was no such participant, or no such instrument."""
    who, what = standing.participant, standing.instrument
    found = []
    if who.begins is not None:
        found.append((FIRST, who.begins))
    if who.ends is not None:
        found.append((who.ends + 1, NEVER))
    if what.adopted is not None:
        # An act of before, as one on an instrument that this one amends, counts from its day.
        found.append((FIRST, min([what.adopted[0], *(act.first for act in standing.acts)])))
    return runs(found)


def _not_in_force_at_all(standing: Standing) -> Days:
    """Give the days before the instrument as such entered into force, on which it bound nobody."""
    what = standing.instrument
    return ((FIRST, what.in_force[0]),) if what.in_force is not None and what.in_force_confirmed else NONE
