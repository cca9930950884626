"""From acts to the days on which an instrument is in force for a participant, as far as the acts' dates are known.

An act of which only the month or year is known was done on some day of it, and each such day is a choice. A day is
*certain* where the instrument is in force on it whichever choice is made, and *possible* where it is by some choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from unodc_graph.law.days import EVER, NEVER, NONE, Days, both, either, runs
from unodc_graph.law.record import END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unodc_graph.law.record import Act

    Effect = Callable[[Act], tuple[int, int]]

__all__ = ["InForce", "Spell", "in_force"]

_MOST_ORDERS: Final = 64
_NO_DAY: Final = (NEVER, NEVER)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time of being bound: between which days it starts, and between which days it is over.

    Attributes
    ----------
    starts, ends
        The earliest and the latest day; of an end the first day that is no longer part of it.
    acts
        The acts of consent, and the notice that ends it.
    """

    starts: tuple[int, int]
    ends: tuple[int, int]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class InForce:
    """The days, and the spells that make them, for each order in which the acts may have been done."""

    certain: Days = NONE
    possible: Days = NONE
    orders: tuple[tuple[Spell, ...], ...] = ()

    @property
    def spells(self) -> tuple[Spell, ...]:
        """The spells in the order in which the acts were done; in one of the orders, if that is not known."""
        return self.orders[0] if self.orders else ()

    @property
    def surely_over(self) -> Days:
        """The days by which a spell that surely was is surely over. One that ends before it starts never was."""
        over = EVER if self.orders else NONE
        for spells in self.orders:
            over = both(over, runs((one.ends[1], NEVER) for one in spells if one.starts[1] < one.ends[0]))
        return over

    @property
    def maybe_over(self) -> Days:
        """The days by which a spell that may have been may be over."""
        spells = [one for spells in self.orders for one in spells]
        return runs((max(one.ends[0], one.starts[0] + 1), NEVER) for one in spells if _lives(one))

    def since(self, day: int) -> tuple[int, int]:
        """Give between which days the time began, without a break, in which a certain day lies."""
        began = [
            max(first for first, _ in runs((one.starts[side], one.ends[1 - side]) for one in spells) if first <= day)
            for side in (0, 1)
            for spells in self.orders
        ]
        return min(began), max(began)

    def begins(self, act: Act | None = None) -> tuple[int, int]:
        """Give between which days the first spell starts, or the one that an act is of; the end of time for never."""
        starts = [
            min((one.starts for one in spells if _lives(one) and (act is None or _is_of(one, act))), default=_NO_DAY)
            for spells in self.orders
        ]
        return min((first for first, _ in starts), default=NEVER), max((last for _, last in starts), default=NEVER)


def _lives(spell: Spell) -> bool:
    return spell.starts[0] < spell.ends[1]


def _is_of(spell: Spell, act: Act) -> bool:
    return any(one.iri == act.iri for one in spell.acts)


def in_force(acts: Sequence[Act], start: Effect, end: Effect) -> InForce:
    """Work out the days.

    Parameters
    ----------
    acts
        Those that express consent to be bound or end it.
    start, end
        Between which days an act takes effect.
    """
    # What is certain is so in each order in which the acts may have been done, what is possible in some.
    certain, possible = EVER, NONE
    orders = tuple(tuple(_spells(order, start, end)) for order in _orders(acts))
    for spells in orders:
        certain = both(certain, runs((spell.starts[1], spell.ends[0]) for spell in spells))
        possible = either(possible, runs((spell.starts[0], spell.ends[1]) for spell in spells))
    return InForce(certain, possible, orders)


def _orders(
    acts: Sequence[Act], decided: frozenset[tuple[str, str]] = frozenset(), budget: int = _MOST_ORDERS
) -> Iterator[list[Act]]:
    """Give the acts in each order of notices and consents that their dates allow, with the dates that then remain."""
    for place, notice in enumerate(acts):
        for other, consent in enumerate(acts):
            pair = (notice.iri, consent.iri)
            if notice.effect != END or consent.effect == END or pair in decided or budget <= 1:
                continue
            if consent.last < notice.first or consent.first >= notice.last:
                continue
            before, after = list(acts), list(acts)
            before[other] = replace(consent, last=min(consent.last, notice.last - 1))
            before[place] = replace(notice, first=max(notice.first, consent.first + 1))
            after[other] = replace(consent, first=max(consent.first, notice.first))
            after[place] = replace(notice, last=min(notice.last, consent.last))
            yield from _orders(before, decided | {pair}, budget // 2)
            yield from _orders(after, decided | {pair}, budget // 2)
            return
    # Of two acts of one day the notice came first: one that has just joined does not leave.
    yield sorted(acts, key=lambda act: (act.first, act.last, act.effect != END, act.iri))


def _spells(acts: Sequence[Act], start: Effect, end: Effect) -> Iterator[Spell]:
    together: list[Act] = []
    for act in acts:
        if act.effect != END:
            together.append(act)
        elif together:
            yield Spell(_earliest(together, start), end(act), (*together, act))
            together = []
    if together:
        yield Spell(_earliest(together, start), (NEVER, NEVER), tuple(together))


def _earliest(consents: Sequence[Act], start: Effect) -> tuple[int, int]:
    """Give when the first of some acts takes effect; two dates for one kind of act are one act, done on either."""
    of_kind: dict[str, tuple[int, int]] = {}
    for act in consents:
        first, last = start(act)
        known = of_kind.get(act.type, (first, last))
        of_kind[act.type] = (min(first, known[0]), max(last, known[1]))
    return min(first for first, _ in of_kind.values()), min(last for _, last in of_kind.values())
