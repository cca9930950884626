"""Participant by instrument by year, for statistics.

A year is told by its last day. Between two changes all years are alike: each stretch of them is worked out once and
written as text for all, since a world of participants over half a century has more cells than can be asked one by one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.law.positions import Participation
from unodc_graph.law.record import CONSENT
from unodc_graph.law.status import since_when
from unodc_graph.law.words import when_as_term
from unodc_graph.tsv import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unodc_graph.law.positions import Positions
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["COLUMNS", "panel_tsv"]

COLUMNS: Final = (
    "state",
    "state_code",
    "instrument",
    "instrument_code",
    "year",
    "participation",
    "in_force",
    "since",
    "act",
)


def panel_tsv(law: TreatyLaw, participants: Sequence[str], instruments: Sequence[str], start: int, end: int) -> bytes:
    """Give the rows as the TSV of a table, in the order of participants, then instruments, then years."""
    years = [cell_of(ox.Literal(year)) for year in range(start, end + 1)]
    ends = [date(year, 12, 31).toordinal() for year in range(start, end + 1)]
    named = {iri: _named(law, iri) for iri in (*participants, *instruments)}
    text = ["\t".join(f"?{column}" for column in COLUMNS), "\n"]
    for participant in participants:
        for instrument in instruments:
            head = f"{named[participant]}\t{named[instrument]}\t"
            found = law.positions(participant, instrument)
            for first, after in _stretches(found, start, end):
                tail = _tail(law, participant, instrument, found, ends[first])
                text += head, f"{tail}\n{head}".join(years[first:after]), tail, "\n"
    return "".join(text).encode()


def _named(law: TreatyLaw, iri: str) -> str:
    return f"{cell_of(ox.NamedNode(iri))}\t{cell_of(ox.Literal(law.code(iri)))}"


def _stretches(found: Positions, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of years that are alike: of the first, and of the one after the last."""
    # A change shows at the end of the year in which it comes.
    changes = {date.fromordinal(edge).year - start for edge in found.edges() if edge <= _LAST}
    places = sorted({0, *(place for place in changes if 0 < place <= end - start)})
    yield from zip(places, [*places[1:], end - start + 1], strict=True)


_LAST: Final = date.max.toordinal()


def _tail(law: TreatyLaw, participant: str, instrument: str, found: Positions, day: int) -> str:
    position, in_force = found.on(day, day)
    since = act = ""
    if position is Participation.PARTY:
        standing = law.standing(participant, instrument)
        when = since_when(standing, day, day)
        since = "" if when is None else cell_of(when_as_term(when))
        kinds = [one.kind for one in standing.consents if one.effect == CONSENT and one.first <= day]
        act = cell_of(ox.Literal(kinds[-1])) if kinds else ""
    return f'\t"{position}"\t"{in_force}"\t{since}\t{act}'
