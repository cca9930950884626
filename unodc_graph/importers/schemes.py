"""The closed lists: which code is which SKOS concept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.hints import folded, meant
from unodc_graph.importers.terms import name
from unodc_graph.namespaces import UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unodc_graph.importers.base import Record

__all__ = ["Schemes"]


@dataclass(frozen=True, slots=True)
class Schemes:
    """The concepts of the vocabularies by scheme and code.

    Attributes
    ----------
    concepts
        Scheme and code to concept.
    labels
        Concept to its English label.
    """

    concepts: Mapping[tuple[str, str], ox.NamedNode]
    labels: Mapping[ox.NamedNode, str]

    @classmethod
    def from_triples(cls, triples: Iterable[ox.Triple]) -> Schemes:
        """Read the schemes out of the triples of the vocabularies."""
        scheme: dict[ox.NamedNode, str] = {}
        code: dict[ox.NamedNode, str] = {}
        labels: dict[ox.NamedNode, str] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if triple.predicate == name("skos", "inScheme") and isinstance(value, ox.NamedNode):
                scheme[subject] = value.value.removeprefix(UGV_BASE)
            elif isinstance(value, ox.Literal):
                if triple.predicate == name("dcterms", "identifier"):
                    code[subject] = value.value
                elif triple.predicate == name("rdfs", "label") and value.language == "en":
                    labels[subject] = value.value
        return cls({(of, code[node]): node for node, of in scheme.items() if node in code}, labels)

    def concept(self, record: Record, column: str, scheme: str, code: str | None = None) -> ox.NamedNode:
        """Give the concept that a cell, or a part of it (``code``), stands for.

        Raises
        ------
        ImportDataError
            If the scheme has no such code; those that come near are named, or all that it has.
        """
        wanted = record[column] if code is None else code
        found = self.concepts.get((scheme, wanted))
        if found is None:
            raise record.problem(column, f"a code of the list {scheme!r}{self._hint(scheme, wanted)}", wanted)
        return found

    def _hint(self, scheme: str, wanted: str) -> str:
        """Say what may have been meant by a code that is not in a list."""
        concepts = {code: concept for (of, code), concept in self.concepts.items() if of == scheme}
        spellings = {folded(self.label(concept)): code for code, concept in sorted(concepts.items(), reverse=True)}
        near = meant(wanted, spellings | {folded(code): code for code in concepts}) if wanted else []
        return f"; did you mean {' or '.join(map(repr, near))}?" if near else f": {', '.join(sorted(concepts))}"

    def label(self, concept: ox.NamedNode) -> str:
        """Give the English label of a concept; its IRI if it has none."""
        return self.labels.get(concept, concept.value)
