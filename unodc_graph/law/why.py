"""In one word why a participant is not known to be bound on a day, for who counts and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.answers import Answer
from unodc_graph.law.days import NEVER, any_in
from unodc_graph.law.positions import Participation

if TYPE_CHECKING:
    from unodc_graph.law.standing import Standing

__all__ = ["edges", "why"]


def why(standing: Standing, position: Participation, in_force: Answer, day: int) -> str:
    """Give the reason of a position that is not that of a party.

    Returns
    -------
    str
        ``not-a-state-yet``, ``no-longer-a-state``, ``not-adopted-yet``, ``not-in-force-yet`` (for any state), ``withdrawn``,
        ``not-in-force-for-it-yet``, ``no-consent``; and of what is not known ``date-not-known``, ``no-complete-record``,
        ``after-the-record``.
    """
    who, what = standing.participant, standing.instrument
    reasons = (
        ("not-a-state-yet", who.begins is not None and day < who.begins),
        ("no-longer-a-state", who.ends is not None and who.ends < day),
        ("not-adopted-yet", what.adopted is not None and day < what.adopted[0]),
        ("date-not-known", in_force == Answer.UNKNOWN and any_in(standing.in_force.possible, day, day)),
        ("no-complete-record", in_force == Answer.UNKNOWN and standing.coverage is None),
        ("after-the-record", in_force == Answer.UNKNOWN),
        ("withdrawn", position is Participation.WITHDRAWN),
        ("not-in-force-yet", what.in_force is not None and day < what.in_force[0]),
        ("not-in-force-for-it-yet", any(act.first <= day for act in standing.consents)),
    )
    return next((reason for reason, holds in reasons if holds), "no-consent")


def edges(standing: Standing) -> set[int]:
    """Give the days on which a reason may begin or end, beside those on which a position does."""
    who, what = standing.participant, standing.instrument
    found = [who.begins, None if who.ends is None else who.ends + 1]
    found += [what.adopted and what.adopted[0], what.in_force and what.in_force[0]]
    found += [act.first for act in standing.consents]
    return {day for day in found if day is not None and day < NEVER}
