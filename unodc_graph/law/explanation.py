"""Why an answer on the law of treaties is as it is, as text and as RDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.citing import cite_all
from unodc_graph.grid import hung
from unodc_graph.law.reasons import reasons_of_entry, reasons_of_status
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.citing import CitationForm, Source
    from unodc_graph.law.entry import EntryIntoForce
    from unodc_graph.law.reasons import Reason
    from unodc_graph.law.status import Status
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["LegalExplanation", "explained_entry", "explained_status"]

_HEADINGS: Final = {
    "participant": "State",
    "act": "Acts",
    "unconfirmed act": "Unconfirmed",
    "rule": "Rule",
    "instrument": "Instrument",
    "reckoning": "Reckoning",
    "condition": "Condition",
    "coverage": "Record",
}


@dataclass(frozen=True, slots=True, repr=False)
class LegalExplanation:
    """What an answer rests on; printing it lays it out.

    Attributes
    ----------
    words
        The answer in a sentence.
    about
        What the answer is about, by name: IRIs of participant and instrument, and the answer itself as texts.
    reasons
        Acts, rules, reckoning, conditions and coverage, in the order in which they lead to the answer.
    notes
        What has to be known beside it.
    """

    words: str
    about: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """The sources, each once, in the order in which they are told."""
        return tuple(dict.fromkeys(source for reason in self.reasons for source in reason.sources))

    def cite(self, form: CitationForm = "un") -> str:
        """Cite all sources.

        Parameters
        ----------
        form
            ``un`` gives a line for each; ``bibtex`` entries; ``csl-json`` an array.

        Raises
        ------
        ParameterError
            If there is no such form.
        """
        return cite_all(self.all_sources, form)

    def to_text(self, *, width: int = 80) -> str:
        """Lay it out for people.

        Parameters
        ----------
        width
            Characters a line may have; an address is never broken.

        Returns
        -------
        str
            The answer, what it rests on under headings, what has to be known beside it, and the sources as the United
            Nations cite them.
        """
        numbers = {source: number for number, source in enumerate(self.all_sources, 1)}
        lines = [*hung("", self.words, width)]
        for kind, together in groupby(self.reasons, lambda reason: reason.kind):
            lines += ["", _HEADINGS[kind]]
            for reason in together:
                cited = "".join(f" [{numbers[source]}]" for source in reason.sources)
                sure = f" (confidence: {reason.confidence})" if reason.confidence not in {None, "high"} else ""
                lines += hung("   ", f"{reason.words}{sure}{cited}", width)
        if self.notes:
            lines += ["", "To be known beside it"]
            for note in self.notes:
                lines += hung("   ", note, width)
        if numbers:
            lines.append("")
        for source, number in numbers.items():
            lines += hung(f"[{number}] ", source.cite(), width)
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<LegalExplanation: {self.words}>"

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import text_html

        return text_html(self.to_text(width=100))

    def to_json(self) -> str:
        """Write it as JSON."""
        told = {
            "words": self.words,
            **dict(self.about),
            "reasons": [
                {
                    "kind": reason.kind,
                    "words": reason.words,
                    "iri": reason.iri,
                    "confidence": reason.confidence,
                    "sources": [source.as_json() for source in reason.sources],
                }
                for reason in self.reasons
            ],
            "notes": list(self.notes),
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Write it as canonical Turtle in the terms of PROV-O: the answer, what it was derived from, and the sources."""
        from unodc_graph.formatting import canonical_turtle

        return canonical_turtle(dict.fromkeys(self._triples()))

    def _triples(self) -> Iterator[ox.Triple]:
        name = "\n".join(f"{key} {value}" for key, value in self.about)
        node = ox.NamedNode(f"urn:unodc-graph:answer:{sha256(name.encode()).hexdigest()[:16]}")
        yield ox.Triple(node, _term("rdf", "type"), _term("prov", "Entity"))
        yield ox.Triple(node, _term("rdfs", "label"), ox.Literal(self.words, language="en"))
        for key, value in self.about:
            if key in {"participant", "instrument"}:
                yield ox.Triple(node, _term("ug", key), ox.NamedNode(value))
            else:
                yield ox.Triple(node, _term("prov", "value"), ox.Literal(f"{key}: {value}"))
        for note in self.notes:
            yield ox.Triple(node, _term("skos", "note"), ox.Literal(note, language="en"))
        for reason in self.reasons:
            if reason.iri is None:
                yield ox.Triple(node, _term("rdfs", "comment"), ox.Literal(reason.words, language="en"))
                continue
            ground = ox.NamedNode(reason.iri)
            yield ox.Triple(node, _term("prov", "wasDerivedFrom"), ground)
            yield ox.Triple(ground, _term("rdfs", "comment"), ox.Literal(reason.words, language="en"))
            for source in reason.sources:
                page = ox.NamedNode(source.iri)
                yield ox.Triple(ground, _term("prov", "hadPrimarySource"), page)
                yield ox.Triple(page, _term("rdfs", "label"), ox.Literal(source.name))
                yield ox.Triple(page, _term("dcterms", "bibliographicCitation"), ox.Literal(source.cite()))
                if source.address is not None:
                    yield ox.Triple(page, _term("schema", "url"), ox.NamedNode(source.address))


def explained_status(law: TreatyLaw, status: Status) -> LegalExplanation:
    """Explain a status."""
    about = (
        ("participant", str(status.state)),
        ("instrument", str(status.instrument)),
        ("as_of", str(status.as_of)),
        ("participation", str(status.participation)),
        ("in_force", str(status.in_force)),
        ("since", "" if status.since is None else str(status.since)),
        ("known_through", "" if status.known_through is None else str(status.known_through)),
    )
    return LegalExplanation(status.words, about, tuple(reasons_of_status(law, status)), status.notes)


def explained_entry(law: TreatyLaw, entry: EntryIntoForce) -> LegalExplanation:
    """Explain an entry into force."""
    about = (
        *((("participant", str(entry.state)),) if entry.state is not None else ()),
        ("instrument", str(entry.instrument)),
        ("date", "" if entry.date is None else str(entry.date)),
        ("computed", "" if entry.computed is None else str(entry.computed)),
    )
    return LegalExplanation(entry.words, about, tuple(reasons_of_entry(law, entry)), entry.notes)


def _term(prefix: str, local: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + local)
