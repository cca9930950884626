"""Facts as the law reads them: what things of a class have by each property, in plain values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.dates import PartialDate
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.terms import to_python

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from unodc_graph.store import GraphStore

__all__ = ["About", "FactReader"]

_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")


class FactReader:
    """Reads what a query sees, or what is only unconfirmed, of the store as it stands.

    Parameters
    ----------
    seen
        The graphs that a query sees.
    unconfirmed
        The graph of what is not confirmed.
    """

    def __init__(self, store: GraphStore, seen: Sequence[ox.NamedNode], unconfirmed: ox.NamedNode) -> None:
        self._store = store
        self._graphs = {True: list(seen), False: [unconfirmed]}

    def members(self, name: str, *, confirmed: bool = True) -> list[str]:
        """Give the IRIs of the things of a class, in order; of those unconfirmed only what is seen nowhere else."""
        kind = ox.NamedNode(f"{UG_BASE}{name}")
        found = {
            quad.subject.value
            for quad in self._store.triples(None, _TYPE, kind, self._graphs[confirmed])
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(found if confirmed else found - set(self.members(name)))

    def values(
        self, things: Collection[str], name: str, *, confirmed: bool = True
    ) -> dict[str, list[ox.NamedNode | ox.Literal]]:
        """Give what some things have by a property."""
        wanted = set(things)
        found: dict[str, list[ox.NamedNode | ox.Literal]] = {}
        for iri, value in self._pairs(name, confirmed=confirmed):
            if iri in wanted:
                found.setdefault(iri, []).append(value)
        return found

    def iris(self, name: str, *, confirmed: bool = True) -> Iterator[tuple[str, str]]:
        """Give who has which thing by a property."""
        for iri, value in self._pairs(name, confirmed=confirmed):
            if isinstance(value, ox.NamedNode):
                yield iri, value.value

    def literals(self, name: str, *, confirmed: bool = True) -> Iterator[tuple[str, ox.Literal]]:
        """Give who has which literal by a property."""
        for iri, value in self._pairs(name, confirmed=confirmed):
            if isinstance(value, ox.Literal):
                yield iri, value

    def dated(self, name: str, *, confirmed: bool = True) -> Iterator[tuple[str, date | PartialDate]]:
        """Give who has which date by a property; the latest written last where there are several."""
        for iri, value in sorted(self._pairs(name, confirmed=confirmed), key=str):
            for when in self.dates([value]):
                yield iri, when

    def dates(self, values: Iterable[ox.NamedNode | ox.Literal]) -> Iterator[date | PartialDate]:
        """Give the days and partial dates among some values."""
        for value in values:
            when = to_python(value) if isinstance(value, ox.Literal) else None
            if type(when) is date or (isinstance(when, PartialDate) and when.year is not None):
                yield when

    def about(self, iri: str, *, confirmed: bool = True) -> About:
        """Give what one thing has by each property."""
        found: dict[str, list[ox.NamedNode | ox.Literal]] = {}
        for quad in self._store.triples(ox.NamedNode(iri), None, None, self._graphs[confirmed]):
            if isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                found.setdefault(quad.predicate.value, []).append(quad.object)
        return About({predicate: sorted(values, key=str) for predicate, values in found.items()})

    def _pairs(self, name: str, *, confirmed: bool) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
        predicate = ox.NamedNode(f"{UG_BASE}{name}")
        for quad in self._store.triples(None, predicate, None, self._graphs[confirmed]):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                yield quad.subject.value, quad.object


class About:
    """What one thing has by each property; of several values the first in order where one is asked for."""

    def __init__(self, values: Mapping[str, Sequence[ox.NamedNode | ox.Literal]]) -> None:
        self._values = values

    def _all(self, name: str, prefix: str = "ug") -> Sequence[ox.NamedNode | ox.Literal]:
        return self._values.get(PREFIXES[prefix] + name, ())

    def iris(self, name: str) -> frozenset[str]:
        """Give the things."""
        return frozenset(value.value for value in self._all(name) if isinstance(value, ox.NamedNode))

    def iri(self, name: str) -> str | None:
        """Give the thing."""
        return min(self.iris(name), default=None)

    def texts(self, name: str, *, prefix: str = "ug") -> tuple[str, ...]:
        """Give the texts, in English where they have a language."""
        found = (value for value in self._all(name, prefix) if isinstance(value, ox.Literal))
        return tuple(value.value for value in found if value.language in (None, "en"))

    def text(self, name: str) -> str | None:
        """Give the text."""
        return next(iter(self.texts(name)), None)

    def whole(self, name: str) -> int | None:
        """Give the whole number; none counts below zero."""
        values = (to_python(value) for value in self._all(name))
        return next((value for value in values if type(value) is int and value >= 0), None)

    def date(self, name: str) -> date | PartialDate | None:
        """Give the day, or the date as far as it is known."""
        values = (to_python(value) for value in self._all(name))
        return next((when for when in values if type(when) is date or isinstance(when, PartialDate)), None)

    def month_and_day(self, name: str) -> tuple[int, int] | None:
        """Give the month and day of each year."""
        when = self.date(name)
        if isinstance(when, PartialDate) and when.month is not None and when.day is not None:
            return when.month, when.day
        return None
