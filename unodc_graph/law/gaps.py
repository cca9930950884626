"""Who is not a party to what, and whether that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.answers import Answer
from unodc_graph.law.caveats import caveats
from unodc_graph.law.positions import Participation
from unodc_graph.law.record import bounds
from unodc_graph.law.words import dates_in_words
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from unodc_graph.dates import PartialDate
    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.terms import Term

__all__ = ["COLUMNS", "gap_rows", "matrix_rows"]

COLUMNS: Final = (
    "state",
    "instrument",
    "participation",
    "known",
    "as_of",
    "signed",
    "unconfirmed",
    "known_through",
    "note",
)


def gap_rows(
    law: TreatyLaw, participants: Sequence[str], instruments: Sequence[str], as_of: date | PartialDate
) -> Iterator[tuple[Term | None, ...]]:
    """Give a row for each participant and instrument that is not known to be in force for it.

    Those that are known not to be come first, then those of which it is not known; within each by participant, then by
    instrument, in the order in which they were given.
    """
    first, last = bounds([as_of])
    found = [
        (participant, instrument, *law.positions(participant, instrument).on(first, last))
        for participant in participants
        for instrument in instruments
    ]
    gaps = [row for row in found if row[2] is not Participation.PARTY]
    gaps.sort(key=lambda row: row[3] != Answer.NO)
    when = from_python(as_of)
    for participant, instrument, position, in_force in gaps:
        standing = law.standing(participant, instrument)
        signed = next((date for act in standing.signatures if act.first <= last for date in act.dates), None)
        coverage = standing.coverage
        note = " ".join(caveats(law, standing, position, in_force, as_of))
        yield (
            ox.NamedNode(participant),
            ox.NamedNode(instrument),
            ox.Literal(str(position)),
            ox.Literal("yes" if in_force == Answer.NO else "no"),
            when,
            None if signed is None else from_python(signed),
            ox.Literal("; ".join(f"{act.kind} {dates_in_words(act)}" for act in standing.unconfirmed))
            if standing.unconfirmed
            else None,
            None if coverage is None or coverage.date is None else from_python(coverage.date),
            ox.Literal(note) if note else None,
        )


def matrix_rows(
    law: TreatyLaw, participants: Sequence[str], instruments: Sequence[str], as_of: date | PartialDate
) -> Iterator[tuple[Term | None, ...]]:
    """Give a row for each instrument: the participation of each participant in it."""
    first, last = bounds([as_of])
    for instrument in instruments:
        found = (law.positions(participant, instrument).on(first, last) for participant in participants)
        yield (ox.NamedNode(instrument), *(ox.Literal(_in_a_word(*one)) for one in found))


def _in_a_word(position: Participation, in_force: Answer) -> str:
    return "not-bound" if (position, in_force) == (Participation.UNKNOWN, Answer.NO) else str(position)
