"""Compares the acts that a file tells with those that the graph holds.

Acts are compared within a participant and an instrument. What is confirmed comes first, and only what it says nothing
of is compared with what is not. An act of the file agrees with one of the same kind on the same day; of what is left,
acts of the same kind differ in their dates, the nearest two together; then acts of one day differ in their kind.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast

from unodc_graph.answers import Answer
from unodc_graph.dates import Period
from unodc_graph.reconciling.reconciliation import ComparedAct
from unodc_graph.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from rdflib.term import URIRef

    from unodc_graph.dates import PartialDate
    from unodc_graph.reconciling.acts import Act, Key, RecordedAct
    from unodc_graph.reconciling.reconciliation import Outcome

__all__ = ["compared"]

_ONLY_UNCONFIRMED: Final = "stands only in the graph unconfirmed here"
_ALSO_UNCONFIRMED: Final = "the graph unconfirmed has it as the file does"
_FAR: Final = 10**9


def compared(
    told: Iterable[Act], recorded: Iterable[RecordedAct], why_missing: Callable[[Key], str]
) -> list[ComparedAct]:
    """Compare acts.

    Parameters
    ----------
    told
        What the file tells, each act once.
    recorded
        What the graph holds, of the same instruments and within the scope.
    why_missing
        Says what is to be known where the file does not tell an act of a participant, or nothing.

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
        for one in _of_one(there.get(key, []), here.get(key, []), why_missing(key))
    ]
    return sorted(
        found, key=lambda one: (one.line is None, one.line or 0, one.participant, str(one.date_here), one.act)
    )


def _of_one(told: list[Act], recorded: list[RecordedAct], why: str) -> Iterator[ComparedAct]:
    confirmed = [act for act in recorded if not act.is_unconfirmed]
    unconfirmed = [act for act in recorded if act.is_unconfirmed]
    met: list[tuple[Outcome, Act, RecordedAct]] = []
    left = list(told)
    for side in (confirmed, unconfirmed):
        for outcome, fits in _PASSES:
            met += [(outcome, act, held) for act, held in _paired(left, side, fits)]
    for outcome, act, held in met:
        yield _compared(outcome, act, held, *_notes(outcome, act, held, unconfirmed))
    for act in left:
        yield _compared("missing-here", act, None)
    # Of an act with two dates the file tells one; that there are two is for the validation to say.
    known = {held.node for _, _, held in met}
    for held in (*confirmed, *unconfirmed):
        if held.node not in known and not (held.is_unconfirmed and any(_agree(act, held) for act in told)):
            yield _compared("missing-there", None, held, _ONLY_UNCONFIRMED if held.is_unconfirmed else "", why)


def _notes(outcome: Outcome, act: Act, held: RecordedAct, unconfirmed: Iterable[RecordedAct]) -> Iterator[str]:
    if act.kind != held.kind:
        yield f"{held.kind} here, {act.kind} there"
    elif outcome == "agreement" and act.date != held.date:
        yield f"{_said(held.date)} here, {_said(act.date)} there: they agree as far as known"
    if held.is_unconfirmed:
        yield _ONLY_UNCONFIRMED
    elif outcome == "difference" and any(_agree(act, other) for other in unconfirmed):
        yield _ALSO_UNCONFIRMED


def _compared(outcome: Outcome, there: Act | None, here: RecordedAct | None, *notes: str) -> ComparedAct:
    """Make a result of an act that the file tells, the graph holds, or both."""
    told = [act for act in (there, here) if act is not None]
    return ComparedAct(
        outcome=outcome,
        participant=cast("URIRef", to_rdflib(told[0].key.participant)),
        instrument=cast("URIRef", to_rdflib(told[0].key.instrument)),
        act=told[0].kind,
        act_here=None if here is None else here.kind,
        date_here=None if here is None else here.date,
        date_there=None if there is None else there.date,
        line=None if there is None else there.line,
        note="; ".join(filter(None, ["" if there is None else there.note, *notes])),
        iri=None if here is None else cast("URIRef", to_rdflib(here.node)),
        is_unconfirmed=here is not None and here.is_unconfirmed,
    )


def _paired(
    acts: list[Act], held: list[RecordedAct], fits: Callable[[Act, RecordedAct], bool]
) -> list[tuple[Act, RecordedAct]]:
    """Take out of both lists what fits together, the nearest first."""
    pairs = sorted(
        (_apart(act, other), at, place)
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


_PASSES: Final[tuple[tuple[Outcome, Callable[[Act, RecordedAct], bool]], ...]] = (
    ("agreement", _agree),
    ("difference", lambda act, held: act.kind == held.kind),
    ("difference", lambda act, held: act.date is not None and act.date == held.date),
)
