"""Facts: what is known of a thing, and why a statement is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.graph.base import StoredGraph

if TYPE_CHECKING:
    from unodc_graph.describing import Description
    from unodc_graph.explaining import Explanation

__all__ = ["Facts"]


class Facts(StoredGraph):
    """What tells facts with their sources."""

    def describe(self, name: str, *, limit: int | None = 8) -> Description:
        """Tell what is known of one thing, in groups, with its sources and what is not known.

        Parameters
        ----------
        name
            An IRI, a CURIE, a code or a label.
        limit
            How many values of one property are told; the others are counted. ``None`` means all.

        Returns
        -------
        Description
            With the facts as a table. What no source is named for stands in a group of its own.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the name stands for nothing, or for several things.
        ParameterError
            If the limit is less than one.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> caricc = kg.describe("CARICC")
        >>> caricc.kinds, caricc.codes
        (('organization', 'agent'), ('CARICC',))
        >>> [str(row.value) for row in caricc.facts if row.property.endswith("#start")]
        ['2009-12-09']
        """
        from unodc_graph.describing import describe

        return describe(self._store, self._names, name, limit=limit)

    def explain(self, subject: object, predicate: object, object: object) -> Explanation:  # noqa: A002 - the word of RDF
        """Tell why the graph states something: its sources, or the rule by which it follows from what.

        Parameters
        ----------
        subject
            An IRI, a CURIE, a code or a label.
        predicate
            An IRI, a CURIE, the local name of a property as ``donor`` or ``covers``, or its label.
        object
            As the subject, or a Python value or rdflib literal. A text is first looked for among what
            the graph says by this property of this subject.

        Returns
        -------
        Explanation
            Printing it lays it out; ``cite`` gives citations to paste. A statement that no graph
            holds is explained too: ``held`` is false, and ``instead`` has what the graph says.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the subject, the property or the object stands for nothing, or for several things.
        ParameterError
            If the object is no value that a statement can hold.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> derived = kg.explain("KAZ", "coveredBy", "ROCA")
        >>> derived.graphs, derived.derivations[0].rule.id
        (('inferred',), 'inverses')
        >>> [source.host for source in derived.all_sources]
        ['www.unodc.org']
        >>> kg.explain("ROCA", "covers", "AFG").held
        False
        """
        from unodc_graph.explaining import explain

        return explain(self._store, self._names, subject, predicate, object)
