"""An act on a treaty, as a saved table tells it and as the graph holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    import pyoxigraph as ox

    from unodc_graph.dates import PartialDate

__all__ = ["Act", "Key", "RecordedAct"]


class Key(NamedTuple):
    """Who acted, and about which instrument."""

    participant: ox.NamedNode
    instrument: ox.NamedNode


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a table tells.

    Attributes
    ----------
    key
        Who acted, and about what.
    kind
        The code of the act, such as ``accession``.
    date
        As exact as the table has it; ``None`` where it gives none.
    line
        The line of the file on which it stands, counted from 1.
    note
        What stands beside it in the file, or nothing.
    """

    key: Key
    kind: str
    date: date | PartialDate | None
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """An act that the graph holds.

    Attributes
    ----------
    node
        Its IRI.
    key, kind, date
        As of an :class:`Act`.
    is_unconfirmed
        Whether it stands only in the graph ``unconfirmed``.
    """

    node: ox.NamedNode
    key: Key
    kind: str
    date: date | PartialDate | None
    is_unconfirmed: bool
