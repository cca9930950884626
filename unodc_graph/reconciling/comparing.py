"""Compares the acts that a file tells with those that the graph holds.

Acts are compared within a participant and an instrument. What is confirmed comes first, and only what it says nothing
of is compared with what is not. An act of the file agrees with one of the same kind on the same day; of what is left,
acts of the same kind differ in their dates, the nearest two together; then acts of one day differ in their kind.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from unodc_graph.answers import Answer
from unodc_graph.dates import Period
from unodc_graph.reconciling.reconciliation import ComparedAct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from unodc_graph.dates import PartialDate
    from unodc_graph.reconciling.acts import Act, Key, RecordedAct
    from unodc_graph.reconciling.reconciliation import Outcome

__all__ = ["compared"]

_ONLY_UNCONFIRMED: Final = "stands only in the graph unconfirmed here"
_ALSO_UNCONFIRMED: Final = "the graph unconfirmed has it as the file does"
_NO_ROW: Final = "the file has no row for this participant"
_FAR: Final = 10**9


def compared(told: Iterable[Act], recorded: Iterable[RecordedAct], rows: Collection[Key]) -> list[ComparedAct]:
    """Compare acts.

    Parameters
    ----------
    told
        What the file tells, each act once.
    recorded
        What the graph holds, of the same instruments and within the scope.
    rows
        Whom the file has rows for, and about what.

    Returns
    -------
    list of ComparedAct
        Each act of either side in one of them, by line, those without a line last, by IRI and date.
    """
    there, here = defaultdict(list), defaultdict(list)
    for act in told:
        there[act.key].append(act)
    for held in recorded:
        here[held.key].append(held)
    found = [
        one
        for key in dict.fromkeys([*there, *here])
        for one in _of_one(there.get(key, []), here.get(key, []), has_row=key in rows)
    ]
    return sorted(
        found, key=lambda one: (one.line is None, one.line or 0, one.participant, str(one.date_here), one.act)
    )


def _of_one(told: list[Act], recorded: list[RecordedAct], *, has_row: bool) -> Iterator[ComparedAct]:
    confirmed = [act for act in recorded if not act.is_unconfirmed]
    unconfirmed = [act for act in recorded if act.is_unconfirmed]
    met: list[tuple[Outcome, Act, RecordedAct]] = []
    left = list(told)
    for side in (confirmed, unconfirmed):
        for outcome, fits, distance in _PASSES:
            met += [(outcome, act, held) for act, held in _paired(left, side, fits, distance)]
    for outcome, act, held in met:
        yield _met(
            outcome, act, held, [other for other in unconfirmed if outcome == "difference" and _agree(act, other)]
        )
    for act in left:
        yield ComparedAct(
            "missing-here",
            act.key.participant.value,
            act.key.instrument.value,
            act.kind,
            None,
            None,
            act.date,
            act.line,
            act.note,
        )
    for held in (*confirmed, *unconfirmed):
        if not (held.is_unconfirmed and any(_agree(act, held) for act in told)):
            note = "; ".join(
                filter(None, [_ONLY_UNCONFIRMED if held.is_unconfirmed else "", "" if has_row else _NO_ROW])
            )
            key = held.key
            yield ComparedAct(
                "missing-there",
                key.participant.value,
                key.instrument.value,
                held.kind,
                held.kind,
                held.date,
                None,
                None,
                note,
                held.node.value,
            )


def _met(outcome: Outcome, act: Act, held: RecordedAct, also: list[RecordedAct]) -> ComparedAct:
    notes = [act.note]
    if act.kind != held.kind:
        notes.append(f"{held.kind} here, {act.kind} there")
    elif outcome == "agreement" and act.date != held.date:
        notes.append(f"{_said(held.date)} here, {_said(act.date)} there: they agree as far as known")
    if held.is_unconfirmed:
        notes.append(_ONLY_UNCONFIRMED)
    elif also:
        notes.append(_ALSO_UNCONFIRMED)
    return ComparedAct(
        outcome,
        act.key.participant.value,
        act.key.instrument.value,
        act.kind,
        held.kind,
        held.date,
        act.date,
        act.line,
        "; ".join(filter(None, notes)),
        held.node.value,
    )


def _paired(
    acts: list[Act],
    held: list[RecordedAct],
    fits: Callable[[Act, RecordedAct], bool],
    distance: Callable[[Act, RecordedAct], int],
) -> list[tuple[Act, RecordedAct]]:
    """Take out of both lists what fits together, the nearest first."""
    pairs = sorted(
        (distance(act, other), at, place)
        for at, act in enumerate(acts)
        for place, other in enumerate(held)
        if fits(act, other)
    )
    taken: dict[int, int] = {}
    for _, at, place in pairs:
        if at not in taken and place not in taken.values():
            taken[at] = place
    found = [(acts[at], held[place]) for at, place in sorted(taken.items())]
    acts[:] = [act for at, act in enumerate(acts) if at not in taken]
    held[:] = [other for place, other in enumerate(held) if place not in taken.values()]
    return found


def _agree(act: Act, held: RecordedAct) -> bool:
    return act.kind == held.kind and _may_be_one_day(act.date, held.date)


def _may_be_one_day(left: date | PartialDate | None, right: date | PartialDate | None) -> bool:
    if left is None or right is None:
        return True
    return left == right or Period.of(left).same(right) is not Answer.NO


def _apart(act: Act, held: RecordedAct) -> int:
    if act.date == held.date:
        return 0
    days = [Period.of(when).not_before if when is not None else None for when in (act.date, held.date)]
    first, second = days
    return _FAR if first is None or second is None else 1 + abs((first - second).days)


def _said(when: date | PartialDate | None) -> str:
    return "no date" if when is None else str(when)


_PASSES: Final[tuple[tuple[Outcome, Callable[[Act, RecordedAct], bool], Callable[[Act, RecordedAct], int]], ...]] = (
    ("agreement", _agree, _apart),
    ("difference", lambda act, held: act.kind == held.kind, _apart),
    ("difference", lambda act, held: act.date is not None and act.date == held.date, _apart),
)
