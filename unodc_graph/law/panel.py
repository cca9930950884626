"""Participant by instrument by year, for statistics.

A year is told by its last day. Between two changes all years are alike: each such stretch is worked out once, kept as
long as the law is, and written as text for all its years, since a world of participants over half a century has more
cells than can be asked one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import MINYEAR, date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.answers import Answer
from unodc_graph.law.days import FIRST, NEVER
from unodc_graph.law.positions import Participation
from unodc_graph.law.why import edges, why
from unodc_graph.terms import from_python
from unodc_graph.tsv import cell_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from unodc_graph.law.standing import Standing
    from unodc_graph.law.treaty_law import Stretches, TreatyLaw

__all__ = ["COLUMNS", "panel"]

COLUMNS: Final = (
    "state",
    "state_code",
    "instrument",
    "instrument_code",
    "year",
    "participation",
    "in_force",
    "why",
    "since_not_before",
    "since_not_after",
    "act",
    "confidence",
    "known_through",
)


def panel(
    law: TreatyLaw, participants: Sequence[str], instruments: Sequence[str], start: int, end: int
) -> Callable[[], bytes]:
    """Work out the cells, and give what writes them as the TSV of a table: participants, then instruments, then years."""
    cells = [
        (participant, instrument, [*_within(_stretches(law, participant, instrument), start, end)])
        for participant in participants
        for instrument in instruments
    ]
    named = {iri: _named(law, iri) for iri in (*participants, *instruments)}

    def written() -> bytes:
        years = [cell_of(ox.Literal(year)).encode() for year in range(start, end + 1)]
        text = [b"\t".join(b"?" + column.encode() for column in COLUMNS), b"\n"]
        for participant, instrument, stretches in cells:
            head = b"%b\t%b\t" % (named[participant], named[instrument])
            for first, after, tail in stretches:
                text += head, (tail + head).join(years[first - start : after - start]), tail
        return b"".join(text)

    return written


def _named(law: TreatyLaw, iri: str) -> bytes:
    return f"{cell_of(ox.NamedNode(iri))}\t{cell_of(ox.Literal(law.code(iri)))}".encode()


def _within(stretches: Stretches, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
    """Give the stretches of some years: the first year, the one after the last, and the end of their rows."""
    firsts, tails = stretches
    place = bisect_right(firsts, start) - 1
    while start <= end:
        place += 1
        after = min(firsts[place], end + 1) if place < len(firsts) else end + 1
        yield start, after, tails[place - 1]
        start = after


def _stretches(law: TreatyLaw, participant: str, instrument: str) -> Stretches:
    """Give the years in which something changes, from the first that there is, and the end of the rows from then on."""
    found = law.stretches.get((participant, instrument))
    if found is None:
        positions, standing = law.positions(participant, instrument), law.standing(participant, instrument)
        through = None if standing.coverage is None else standing.coverage.through
        # A change shows at the end of the year in which it comes.
        changes = (date.fromordinal(edge).year for edge in (*positions.edges(), *edges(standing)) if edge < NEVER)
        firsts: list[int] = []
        tails: list[bytes] = []
        for year in sorted({MINYEAR, *changes}):
            day = date(year, 12, 31).toordinal()
            position, in_force = positions.on(day, day)
            if position is Participation.PARTY:
                tail = _end_of_party(law, standing, day, through)
            else:
                tail = _end_of_row(position, in_force, why(standing, position, in_force, day), through)
            if not tails or tails[-1] != tail:
                firsts.append(year)
                tails.append(tail)
        found = law.stretches[participant, instrument] = firsts, tails
    return found


def _end_of_party(law: TreatyLaw, standing: Standing, day: int, through: int | None) -> bytes:
    latest = [act for act in standing.consents if act.first <= day][-1]
    sure = (law.confidence(latest.iri) or "") if standing.is_confirmed else "unconfirmed"
    # Of a day that is not known the bounds stand, so that a column of days stays one.
    first, last = map(_day, standing.in_force.since(day))
    return _row(str(Participation.PARTY), str(Answer.YES), "", first, last, latest.kind, sure, _day(through))


@lru_cache(maxsize=1024)
def _end_of_row(position: Participation, in_force: Answer, reason: str, through: int | None) -> bytes:
    return _row(str(position), str(in_force), reason, None, None, "", "", _day(through))


def _row(*cells: str | date | None) -> bytes:
    return "\t".join(["", *(cell_of(from_python(cell)) if cell else "" for cell in cells)]).encode() + b"\n"


def _day(number: int | None) -> date | None:
    return None if number is None or not FIRST <= number < NEVER else date.fromordinal(number)
