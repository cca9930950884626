"""The same thing described differently in two files of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from unodc_graph.errors import LoadError, UnodcGraphError
from unodc_graph.reading.documents import Document, open_document
from unodc_graph.reading.lines import line_of_first
from unodc_graph.reading.places import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from unodc_graph.reading.loading import LoadedDocument

__all__ = ["Duplicates"]


class Duplicates:
    """Compares each file with those that are loaded already.

    Two files describe a thing differently if both have statements about its IRI and these are not the
    same statements. Values are compared, not spellings; what stands in a blank node is not compared.

    Parameters
    ----------
    engine
        Where the files are loaded.
    held
        The files of the user that were loaded before.
    """

    def __init__(self, engine: ox.Store, held: Iterable[LoadedDocument]) -> None:
        self._engine = engine
        self._held = list(held)
        self._described_in: dict[ox.NamedNode, list[LoadedDocument]] = {}

    def check(self, document: Document, loaded: LoadedDocument, subjects: AbstractSet[ox.NamedNode]) -> None:
        """Compare a file that has just been loaded with those before it.

        Raises
        ------
        LoadError
            If it describes something differently; the error names both places.
        """
        self._find_in_held()
        differing = [
            (subject, other)
            for subject in subjects
            for other in self._described_in.get(subject, ())
            if self._said(subject, loaded) != self._said(subject, other)
        ]
        if differing:
            raise self._error(document, loaded, differing)
        for subject in subjects:
            self._described_in.setdefault(subject, []).append(loaded)

    def _find_in_held(self) -> None:
        """Note which file describes what of those loaded before; once, and only if there is something to compare."""
        held, self._held = self._held, []
        for other in held:
            for graph in _graphs_of(other):
                found = self._engine.query(f"SELECT DISTINCT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER isIRI(?s) }}")
                for solution in cast("ox.QuerySolutions", found):
                    described = self._described_in.setdefault(cast("ox.NamedNode", solution[0]), [])
                    if other not in described:
                        described.append(other)

    def _said(self, subject: ox.NamedNode, loaded: LoadedDocument) -> set[tuple[object, object]]:
        return {
            (quad.predicate, None if isinstance(quad.object, ox.BlankNode) else quad.object)
            for graph in _graphs_of(loaded)
            for quad in self._engine.quads_for_pattern(subject, None, None, graph)
        }

    def _error(
        self, document: Document, loaded: LoadedDocument, differing: list[tuple[ox.NamedNode, LoadedDocument]]
    ) -> LoadError:
        lines = {
            subject: line_of_first(document.data, document.form, subject, loaded.graph.value) or 0
            for subject, _ in differing[:100]
        }
        subject, other = min(differing[:100], key=lambda one: (lines[one[0]], one[0].value))
        more = len({subject for subject, _ in differing}) - 1
        return LoadError(
            document.path,
            f"describes {subject} differently from {_place(subject, other)}"
            f"{f', and {more} more things' if more else ''}: "
            'mend one of them, or let both count with on_duplicate="merge" (--on-duplicate merge)',
            lines[subject] or None,
        )


def _graphs_of(loaded: LoadedDocument) -> list[ox.NamedNode]:
    below = (ox.NamedNode(f"{loaded.graph.value}/{part}") for part in range(1, loaded.parts + 1))
    return [loaded.graph, *below]


def _place(subject: ox.NamedNode, other: LoadedDocument) -> str:
    """Name a file, and the line if the file still tells it."""
    line = None
    if other.path != STANDARD_INPUT:
        try:
            document = open_document(other.path)
            line = line_of_first(document.data, document.form, subject, other.graph.value)
        except (UnodcGraphError, SyntaxError):
            line = None
    return f"{other.path}{f', line {line}' if line is not None else ''}"
