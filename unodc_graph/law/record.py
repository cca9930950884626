"""What the law knows of: acts, rules, coverages, instruments, and those who can act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from unodc_graph.law.days import FIRST, NEVER
from unodc_graph.namespaces import UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unodc_graph.dates import PartialDate

__all__ = ["CONSENT", "END", "Act", "Coverage", "Instrument", "Participant", "Record", "Rule", "bounds"]

CONSENT: Final = "expresses-consent"
"""The effect of an act that expresses consent to be bound."""
END: Final = "ends-consent"
"""The effect of an act that ends it."""

_KINDS_THAT_COVER: Final = frozenset(("acts", "consents", "absence"))
_KINDS_THAT_COVER_SIGNATURES: Final = frozenset(("acts", "absence"))


@dataclass(frozen=True, slots=True)
class Act:
    """What one participant did about one instrument.

    Attributes
    ----------
    iri, participant, instrument, type
        IRIs; the type is a concept of the list of action types.
    effect
        ``CONSENT``, ``END`` or another code of the list of effects.
    dates
        As recorded: none, one, or several where sources disagree.
    first, last
        Between which days it was done, as day numbers, both included.
    confirmed
        Whether it stands in a graph that a query sees.
    """

    iri: str
    participant: str
    instrument: str
    type: str
    effect: str = ""
    dates: tuple[date | PartialDate, ...] = ()
    first: int = FIRST
    last: int = NEVER - 1
    confirmed: bool = True

    @property
    def kind(self) -> str:
        """The code of the type."""
        return self.type.removeprefix(f"{UGV_BASE}action-type-")


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause on the entry into force of an instrument, as such (``general``) or for a ``state``; see ``ug:EntryIntoForceRule``."""

    iri: str
    instrument: str
    scope: str
    article: str | None = None
    trigger: str | None = None
    condition: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    disagreement: tuple[str, ...] = ()
    counting: str = ""
    waiting: int | None = None
    unit: str = "day"
    number: int | None = None
    triggered_by: frozenset[str] = frozenset()
    counts_organizations: bool = True
    requires: str | None = None
    requires_article: str | None = None
    provides: str | None = None
    provides_article: str | None = None
    provides_by: frozenset[str] = frozenset()
    provides_after: int | None = None
    withdrawal_article: str | None = None
    notice: int | None = None
    notice_unit: str = "month"
    notice_by: tuple[int, int] | None = None
    effect_on: tuple[int, int] | None = None
    confidence: str | None = None
    confirmed: bool = True

    @property
    def is_confirmed(self) -> bool:
        """Whether it was read in a source, and not with low confidence."""
        return self.confirmed and self.confidence != "low"


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with the dates of its own life; the first and last days that each can be."""

    iri: str
    adopted: tuple[int, int] | None = None
    in_force: tuple[int, int] | None = None
    entered: date | PartialDate | None = None
    in_force_confirmed: bool = True
    mandates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who can act: between which days it exists, as far as that is known."""

    iri: str
    is_organization: bool = False
    begins: int | None = None
    beginning: date | PartialDate | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A statement up to which day the acts on record are complete.

    Attributes
    ----------
    instrument
        ``None`` for all.
    participants
        Those to whom it is limited; empty for all.
    through
        The last day that is certainly covered.
    """

    iri: str
    instrument: str | None
    participants: frozenset[str]
    kind: str
    through: int | None
    date: date | PartialDate | None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All of it; ``acts`` by participant and instrument, oldest first."""

    participants: Mapping[str, Participant]
    instruments: Mapping[str, Instrument]
    acts: Mapping[tuple[str, str], tuple[Act, ...]]
    rules: Mapping[tuple[str, str], Rule]
    coverages: tuple[Coverage, ...]
    verbs: Mapping[str, str]
    covering: Mapping[tuple[str | None, str | None], tuple[Coverage, ...]] = field(default_factory=dict)

    def participant(self, iri: str) -> Participant:
        """Give a participant; of one that the graph says nothing of but its acts, what it is called."""
        return self.participants.get(iri) or Participant(iri)

    def instrument(self, iri: str) -> Instrument:
        """Give an instrument, likewise."""
        return self.instruments.get(iri) or Instrument(iri)

    def coverage(self, participant: Participant, instrument: str, *, signatures: bool = False) -> Coverage | None:
        """Give the coverage that reaches farthest for one participant and instrument, of consents or of signatures too.

        One of all participants is not about a state that had ended before its day: a depositary's table leaves it out.
        """
        kinds = _KINDS_THAT_COVER_SIGNATURES if signatures else _KINDS_THAT_COVER
        best: Coverage | None = None
        for about in (instrument, None):
            for whom in (participant.iri, None):
                for coverage in self.covering.get((whom, about), ()):
                    through = coverage.through
                    if through is None or coverage.kind not in kinds:
                        continue
                    if whom is None and participant.ends is not None and participant.ends < through:
                        continue
                    if best is None or best.through is None or through > best.through:
                        best = coverage
        return best


def bounds(dates: Iterable[date | PartialDate]) -> tuple[int, int]:
    """Give the first and the last day that any of some dates can be; all days if there are none."""
    firsts, lasts = [], []
    for when in dates:
        first, last = (when, when) if isinstance(when, date) else (when.not_before, when.not_after)
        firsts.append(FIRST if first is None else first.toordinal())
        lasts.append(NEVER - 1 if last is None else last.toordinal())
    return min(firsts, default=FIRST), max(lasts, default=NEVER - 1)
