"""The law of one store at one revision: the record, the standings that follow from it, and what things are called."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.citing import Source, read_source
from unodc_graph.dates import PartialDate
from unodc_graph.errors import ParameterError
from unodc_graph.law.days import today
from unodc_graph.law.positions import Positions, positions
from unodc_graph.law.reading import read_record
from unodc_graph.law.standing import Standing, Standings
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.reading_dates import read_date
from unodc_graph.store import UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore

    # The years in which the end of a row of a panel changes, and what it is from then on.
    Stretches = tuple[list[int], list[bytes]]
    AsOf = str | date | PartialDate | int | None

__all__ = ["AsOf", "TreatyLaw", "as_of_date"]

_SOURCE: Final = ox.NamedNode(f"{UG_BASE}source")
_CONFIDENCE: Final = ox.NamedNode(f"{UG_BASE}confidence")
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_NOTE: Final = ox.NamedNode(f"{PREFIXES['skos']}note")
_IDENTIFIER: Final = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")


class TreatyLaw:
    """What is needed to answer, read once and kept as long as nothing is written."""

    def __init__(self, store: GraphStore, names: Names) -> None:
        self._store, self._names = store, names
        self._graphs = [*store.visible_graphs(), UNCONFIRMED]
        self.record = read_record(store)
        self.standings = Standings(self.record)
        self.stretches: dict[tuple[str, str], Stretches] = {}
        self._positions: dict[tuple[str, str], Positions] = {}
        self._resolved: dict[tuple[str, str], str] = {}
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._source: dict[ox.NamedNode, Source] = {}
        self._confidence: dict[str, str | None] = {}
        self._labels: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    # -- who and what ----------------------------------------------------------------------

    def participant(self, name: object) -> str:
        """Give the IRI of the state or regional organization that a name stands for.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the name stands for none, or for several.
        """
        return self._named("state", name, "participant", self.record.participants)

    def instrument(self, name: object) -> str:
        """Give the IRI of the instrument that a name stands for.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the name stands for none, or for several.
        """
        return self._named("instrument", name, "instrument", self.record.instruments)

    def mandate(self, name: object) -> str:
        """Give the IRI of the mandate that a name stands for.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the name stands for none, or for several.
        """
        return self._names.resolve(name, "mandate").value

    def _named(self, parameter: str, name: object, kind: str, known: Iterable[str]) -> str:
        if not isinstance(name, str):
            raise ParameterError(parameter, f"{name!r} is no text: give an IRI, a CURIE, a code or a label")
        found = self._resolved.get((kind, name))
        if found is None:
            found = name if name in known else self._names.resolve(name, kind).value
            if found not in known:
                raise ParameterError(parameter, f"{name!r} is no {kind} that a query sees")
            self._resolved[kind, name] = found
        return found

    def researched(self) -> list[str]:
        """Give the participants whose own record somebody looked into: those that a coverage names; else all that acted."""
        named = {whom for coverage in self.record.coverages for whom in coverage.participants}
        return sorted(named or {participant for participant, _ in self.record.acts}, key=self.label)

    # -- what follows ----------------------------------------------------------------------

    def standing(self, participant: str, instrument: str) -> Standing:
        """Give how a participant stands to an instrument over time."""
        return self.standings.of(participant, instrument)

    def positions(self, participant: str, instrument: str) -> Positions:
        """Give the position of a participant on each day."""
        found = self._positions.get((participant, instrument))
        if found is None:
            found = self._positions[participant, instrument] = positions(self.standing(participant, instrument))
        return found

    # -- what is said of things ------------------------------------------------------------

    def label(self, iri: str) -> str:
        """Give what a thing is called, in English where that is known."""
        return self.labels([iri])[0]

    def labels(self, iris: Sequence[str]) -> list[str]:
        """Give what things are called."""
        missing = {ox.NamedNode(iri) for iri in iris if iri not in self._labels}
        if missing:
            found = self._names.labels(missing)
            self._labels |= {node.value: found.get(node) or node.value for node in missing}
        return [self._labels[iri] for iri in iris]

    def code(self, iri: str) -> str:
        """Give the code of a thing; its IRI where it has none. Of several the one in its IRI, else the shortest."""
        found = self._codes.get(iri)
        if found is None:
            codes = [
                quad.object.value
                for quad in self._store.triples(ox.NamedNode(iri), _IDENTIFIER, None, self._graphs[:-1])
                if isinstance(quad.object, ox.Literal)
            ]
            found = self._codes[iri] = min(
                codes, key=lambda code: (not iri.endswith(f"-{code}"), len(code), code), default=iri
            )
        return found

    def sources(self, iri: str) -> tuple[Source, ...]:
        """Give the sources of a thing, in the order of their IRIs."""
        found = self._sources.get(iri)
        if found is None:
            nodes = {value for value in self._said(iri, _SOURCE) if isinstance(value, ox.NamedNode)}
            found = self._sources[iri] = tuple(self._read(node) for node in sorted(nodes, key=str))
        return found

    def _read(self, node: ox.NamedNode) -> Source:
        if node not in self._source:
            self._source[node] = read_source(self._store, node, self._graphs)
        return self._source[node]

    def remarks(self, iri: str) -> tuple[str, ...]:
        """Give the notes on a thing, in order."""
        return tuple(sorted({value.value for value in self._said(iri, _NOTE) if isinstance(value, ox.Literal)}))

    def confidence(self, iri: str) -> str | None:
        """Give the level of confidence of a thing, or ``None`` where it states none."""
        if iri not in self._confidence:
            levels = [
                value.value.rpartition("-")[2]
                for value in self._said(iri, _CONFIDENCE)
                if isinstance(value, ox.NamedNode)
            ]
            self._confidence[iri] = min(levels, default=None)
        return self._confidence[iri]

    def _said(self, iri: str, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Give what is said of a thing where a query sees it, and among unconfirmed facts only of what stands nowhere else."""
        node = ox.NamedNode(iri)
        *seen, unconfirmed = self._graphs
        stands = next(self._store.triples(node, _TYPE, None, seen), None) is not None
        found = self._store.triples(node, predicate, None, seen if stands else [unconfirmed])
        return [quad.object for quad in found if isinstance(quad.object, (ox.NamedNode, ox.Literal))]


def as_of_date(as_of: AsOf, parameter: str = "as_of") -> date | PartialDate:
    """Give the day, month or year that is meant.

    Parameters
    ----------
    as_of
        A text as ``2010-06-30``, ``2010-06`` or ``2010``; a date; a PartialDate with a year; the number of a year;
        ``None`` for today.

    Raises
    ------
    ParameterError
        If it is no such date.

    Examples
    --------
    >>> as_of_date("2010-06"), as_of_date(2010)
    (PartialDate(year=2010, month=6, day=None), PartialDate(year=2010, month=None, day=None))
    """
    if as_of is None:
        return today()
    try:
        if isinstance(as_of, str):
            return read_date(as_of)
        if type(as_of) is int:
            return read_date(f"{as_of:04}")
    except ValueError as error:
        raise ParameterError(parameter, str(error)) from None
    if type(as_of) is date:
        return as_of
    if isinstance(as_of, PartialDate) and as_of.not_before is not None:
        return as_of
    raise ParameterError(
        parameter, f"{as_of!r} is no date: give a datetime.date, a PartialDate with a year, or a text as '2010-06-30'"
    )
