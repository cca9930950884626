"""Names at the current revision of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.errors import ParameterError
from unodc_graph.names import finding, resolving
from unodc_graph.names.index import NameIndex
from unodc_graph.names.labels import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

    from unodc_graph.store import GraphStore

__all__ = ["Names"]


class Names:
    """Finds what a name stands for, in what a query sees and, failing that, among what is unconfirmed.

    The index of codes and names is made when first needed, part by part, and again after a write.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._revision = -1
        self._kept: NameIndex | None = None

    @property
    def _index(self) -> NameIndex:
        if self._kept is None or self._revision != self._store.revision:
            self._kept = NameIndex(self._store)
            self._revision = self._store.revision
        return self._kept

    def resolve(self, name: object, kind: str | None = None) -> ox.NamedNode:
        """Give the one thing that a name stands for.

        Parameters
        ----------
        name
            An IRI, a CURIE of a known prefix, a code as it is written, a label in any spelling, a code in any
            case, an acronym that a label gives in brackets, the initials of a state in capitals, or a part of
            the label of something that has a code, of three letters at least. The first of these that fits
            anything decides. An item of Wikidata is a code by its number, its IRI and the address of its page.
        kind
            A class of the ontology or a scheme of the vocabularies, as ``state`` or ``regional-organization``
            or ``theme``; other things do not count.

        Raises
        ------
        UnknownTermError
            If nothing fits; with the names that come nearest.
        AmbiguousTermError
            If several things fit; with their IRIs, labels and kinds.
        ParameterError
            If the name is no text, or there is no such kind.
        """
        return resolving.resolve(self._store, self._index, _text("name", name), kind)

    def find(self, text: object, kind: str | None = None, limit: int = 20) -> list[finding.Hit]:
        """Rank what a text may stand for.

        Returns
        -------
        list of Hit
            At most so many, the best first; with one score by kind, then label, then IRI.

        Raises
        ------
        ParameterError
            If it is no text, there is no such kind, or the limit is below 1.
        """
        return finding.find(self._store, self._index, _text("text", text), kind, limit)

    def labels(self, nodes: Iterable[ox.NamedNode]) -> Mapping[ox.NamedNode, str]:
        """Give the English label, else any label, of those nodes that have one."""
        return labels(self._store, nodes)


def _text(parameter: str, value: object) -> str:
    if not isinstance(value, str):
        raise ParameterError(parameter, f"{value!r} is no text: give an IRI, a CURIE, a code or a label")
    return value
