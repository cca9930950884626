"""What is known of one thing, as an object."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from unodc_graph.terms import to_rdflib

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib.term import URIRef

    from unodc_graph.citing import Source
    from unodc_graph.results import Table

__all__ = ["Description", "Further"]


@dataclass(frozen=True, slots=True)
class Further:
    """How many values of a property are not shown.

    Attributes
    ----------
    group, property
        Where they belong, and the property as people call it.
    shown, total
        How many are shown, and how many there are.
    """

    group: str
    property: str
    shown: int
    total: int


@dataclass(frozen=True, slots=True, repr=False)
class Description:
    """What is known of one thing; printing it lays it out.

    Attributes
    ----------
    node
        The thing as a term of the engine; ``iri`` is its IRI for rdflib.
    kinds
        What it is, in words: the kinds that are stated, then those above them.
    label
        Its name in English, else in any language, else its CURIE.
    labels, other_names
        Names with their language: the label of each language; acronyms and what else it is called.
    own_translations
        Those of the names that are translations of this project and not taken from a source.
    codes
        Its codes, each once.
    confidence
        The level of confidence of its record, or ``None`` where none is stated.
    facts
        A row for each statement: ``group``, ``property``, ``value`` (an IRI or a literal), ``inverse``
        (whether the value says it of this thing, and not the other way round), ``graph`` (short name)
        and ``source`` (the places, from 1, of its sources in ``sources``, with blanks between; a fact
        that a rule derived has those of the record that says it the other way round or at length, else
        none: ``explain`` tells them). What stands in the other attributes has no row, and a
        participation none where the edge that shortens it has one.
    property_names
        For each row of the facts its property as people call it; of what another thing says, with the
        kind of that thing before it: ``project → in state``.
    further
        The properties of which not all values are among the facts.
    sources
        The sources of the facts; those of its own record come first.
    own_sources
        How many of the sources are of its own record.
    unknown
        What a thing of its kind should have, and nothing is stated of, in words.
    """

    node: ox.NamedNode
    kinds: tuple[str, ...]
    label: str
    labels: tuple[tuple[str, str], ...]
    other_names: tuple[tuple[str, str], ...]
    own_translations: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    confidence: str | None
    facts: Table
    property_names: tuple[str, ...]
    further: tuple[Further, ...]
    sources: tuple[Source, ...]
    own_sources: int
    unknown: tuple[str, ...]

    @property
    def iri(self) -> URIRef:
        """Its IRI."""
        return cast("URIRef", to_rdflib(self.node))

    def to_text(self, *, width: int = 80) -> str:
        """Lay it out for people.

        Parameters
        ----------
        width
            Characters a line may have; an address is never broken.

        Returns
        -------
        str
            Name and kind, names, codes; the facts in groups, with the numbers of the sources that
            are not those of its own record; what is not known; the sources as they are cited.
        """
        from unodc_graph.describing.text import laid_out

        return laid_out(self, width)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Description of {self.label}: {len(self.facts)} facts, {len(self.sources)} sources>"

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import description_html

        return description_html(self)

    def to_json(self) -> str:
        """Write it as JSON: the facts as ``Table.to_json`` writes them, each source with its citations."""
        fields = {
            "iri": self.node.value,
            "kinds": list(self.kinds),
            "label": self.label,
            "labels": [{"language": language, "text": text} for language, text in self.labels],
            "other_names": [{"language": language, "text": text} for language, text in self.other_names],
            "own_translations": [{"language": language, "text": text} for language, text in self.own_translations],
            "codes": list(self.codes),
            "confidence": self.confidence,
            "facts": json.loads(self.facts.to_json()),
            "further": [
                {"group": one.group, "property": one.property, "shown": one.shown, "total": one.total}
                for one in self.further
            ],
            "unknown": list(self.unknown),
            "own_sources": self.own_sources,
            "sources": [source.as_json() for source in self.sources],
        }
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
