"""Participant by instrument by year, for statistics.

A year is told by its last day. Between two changes all years are alike: each stretch of them is worked out once and
written as text for all, since a world of participants over half a century has more cells than can be asked one by one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.answers import Answer
from unodc_graph.law.days import NEVER
from unodc_graph.law.positions import Participation
from unodc_graph.law.words import day_or_span
from unodc_graph.terms import from_python
from unodc_graph.tsv import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unodc_graph.law.treaty_law import TreatyLaw
    from unodc_graph.law.words import When

__all__ = ["COLUMNS", "panel_tsv"]

COLUMNS: Final = (
    "state",
    "state_code",
    "instrument",
    "instrument_code",
    "year",
    "participation",
    "in_force",
    "since_not_before",
    "since_not_after",
    "act",
    "confidence",
)


def panel_tsv(law: TreatyLaw, participants: Sequence[str], instruments: Sequence[str], start: int, end: int) -> bytes:
    """Give the rows as the TSV of a table, in the order of participants, then instruments, then years."""
    panel = _Panel(law, start, end)
    named = {iri: _named(law, iri) for iri in (*participants, *instruments)}
    text = [b"\t".join(b"?" + column.encode() for column in COLUMNS), b"\n"]
    for participant in participants:
        for instrument in instruments:
            head = b"%b\t%b\t" % (named[participant], named[instrument])
            for first, after, tail in panel.stretches(participant, instrument):
                text += head, (tail + head).join(panel.years[first:after]), tail
    return b"".join(text)


def _named(law: TreatyLaw, iri: str) -> bytes:
    return f"{cell_of(ox.NamedNode(iri))}\t{cell_of(ox.Literal(law.code(iri)))}".encode()


class _Panel:
    """The stretches of years that are alike."""

    def __init__(self, law: TreatyLaw, start: int, end: int) -> None:
        self._law, self._start = law, start
        self.years = [cell_of(ox.Literal(year)).encode() for year in range(start, end + 1)]
        self._ends = [date(year, 12, 31).toordinal() for year in range(start, end + 1)]
        self._place_of: dict[int, int] = {}

    def stretches(self, participant: str, instrument: str) -> Iterator[tuple[int, int, bytes]]:
        """Give the places of years that are alike, of the first and of the one after the last, and the end of their rows."""
        found = self._law.positions(participant, instrument)
        # A change shows at the end of the year in which it comes.
        places = sorted({0, *(place for place in map(self._place, found.edges()) if 0 < place < len(self.years))})
        for first, after in zip(places, [*places[1:], len(self.years)], strict=True):
            day = self._ends[first]
            position, in_force = found.on(day, day)
            if position is Participation.PARTY:
                yield first, after, self._party(participant, instrument, day)
            else:
                yield first, after, _OTHERS[position, in_force]

    def _place(self, edge: int) -> int:
        place = self._place_of.get(edge)
        if place is None:
            place = date.fromordinal(edge).year - self._start if edge < NEVER else len(self.years)
            self._place_of[edge] = place
        return place

    def _party(self, participant: str, instrument: str, day: int) -> bytes:
        standing = self._law.standing(participant, instrument)
        since = day_or_span(*standing.in_force.since(day))
        latest = [act for act in standing.consents if act.first <= day][-1]
        sure = (self._law.confidence(latest.iri) or "") if standing.is_confirmed else "unconfirmed"
        return _end_of_row(Participation.PARTY, Answer.YES, since, latest.kind, sure)


def _end_of_row(
    position: Participation, in_force: Answer, since: When | None = None, act: str = "", confidence: str = ""
) -> bytes:
    # Of a day that is not known the bounds stand, so that a column of days stays one.
    sides = (
        (None, None)
        if since is None
        else (since, since)
        if isinstance(since, date)
        else (since.not_before, since.not_after)
    )
    days = [None if side is None else from_python(side) for side in sides]
    texts = [ox.Literal(text) if text else None for text in (act, confidence)]
    cells = [ox.Literal(str(position)), ox.Literal(str(in_force)), *days, *texts]
    return "\t".join(["", *map(cell_of, cells)]).encode() + b"\n"


_OTHERS: Final = {
    (position, in_force): _end_of_row(position, in_force) for position in Participation for in_force in Answer
}
