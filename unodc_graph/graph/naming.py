"""Naming: what a name stands for, and what it may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from unodc_graph.graph.base import StoredGraph
from unodc_graph.results import Table
from unodc_graph.terms import from_python, to_rdflib

if TYPE_CHECKING:
    from rdflib.term import URIRef

__all__ = ["Naming"]


class Naming(StoredGraph):
    """What goes from names to things."""

    def resolve(self, name: str, kind: str | None = None) -> URIRef:
        """Give the IRI of the one thing that a name stands for.

        Parameters
        ----------
        name
            An IRI, a CURIE, a code as it is written (of ISO 3166-1, M49 and Wikidata too), a label in English or
            Russian in any spelling, a code in any case, an acronym that a label gives in brackets, the initials
            of a state in capitals, or a part of the label of something that has a code, of three letters at
            least: the first of these that fits decides. Case, accents, and Cyrillic or Latin letters make no
            difference to a label. An item of Wikidata may also be given by its IRI or the address of its page.
        kind
            A class or a scheme to look in, as ``state``, ``project`` or ``theme``.

        Raises
        ------
        UnknownTermError
            If nothing fits; with the names that come nearest.
        AmbiguousTermError
            If several things fit; with their IRIs, labels and kinds.
        ParameterError
            If there is no such kind.

        See Also
        --------
        find : a ranking, for a text that is not the whole name.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> kg.resolve("Kazakhstan") == kg.resolve("KAZ") == kg.resolve("Казахстан") == kg.resolve("Q232")
        True
        """
        return cast("URIRef", to_rdflib(self._names.resolve(name, kind)))

    def find(self, text: str, kind: str | None = None, limit: int = 20) -> Table:
        """Rank the things that a text may stand for.

        Parameters
        ----------
        text
            A name, a code, an acronym, a part of a label, or one of these with a slip of the pen, in English or
            Russian. Case, accents, and Cyrillic or Latin letters make no difference.
        kind
            A class or a scheme to look in, as ``state``, ``project`` or ``theme``.
        limit
            The most rows.

        Returns
        -------
        Table
            Columns iri, label (English where there is one), kind (as the parameter takes it), matched (the name or
            code that fits) and score, from 100: the code (100, in another case 98), the whole name (95, in another
            spelling 94), its acronym (90, 89), the text at the beginning of a word (80 to 89), all words in any
            order (70 to 79), and, unless something is wholly so, names that are nearly the same (69 and below). In
            part a name of a thing is worth 5 more than one of a record, as a figure or a treaty act. The best first;
            with one score states, offices and organizations come first and figures last, then by label, then by IRI.
            What is not confirmed is found by its whole name or code only.

        Raises
        ------
        ParameterError
            If there is no such kind, or if the limit is below 1.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> [row.label for row in kg.find("Kazakstan", kind="state")]
        ['Kazakhstan']
        >>> kg.find("caricc")[0].score
        98
        """
        hits = self._names.find(text, kind, limit)
        rows = [
            (ox.NamedNode(hit.iri), *(None if cell is None else from_python(cell) for cell in hit[1:])) for hit in hits
        ]
        # The label has a column of its own, and beside it an IRI is shown as such.
        return Table(("iri", "label", "kind", "matched", "score"), rows)
