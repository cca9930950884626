"""Facts: what is known of a thing, and why a statement is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from unodc_graph.graph.law import Law

if TYPE_CHECKING:
    from unodc_graph.describing import Description
    from unodc_graph.explaining import Explanation
    from unodc_graph.law import EntryIntoForce, LegalExplanation, Status
    from unodc_graph.rows import Row

__all__ = ["Facts"]


class Facts(Law):
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

    @overload
    def explain(self, subject: Status | EntryIntoForce | Row) -> LegalExplanation: ...
    @overload
    def explain(self, subject: object, predicate: object, object: object) -> Explanation: ...
    def explain(
        self,
        subject: Any,
        predicate: Any = None,
        object: Any = None,  # noqa: A002 - the word of RDF
    ) -> Explanation | LegalExplanation:
        """Tell why the graph states something, or why an answer on the law of treaties is as it is.

        Parameters
        ----------
        subject
            An IRI, a CURIE, a code or a label; or, alone, what ``status`` or ``entry_into_force`` gave, or a row of ``gaps``.
        predicate
            An IRI, a CURIE, the local name of a property as ``donor`` or ``covers``, or its label.
        object
            As the subject, or a Python value or rdflib literal. A text is first looked for among what
            the graph says by this property of this subject.

        Returns
        -------
        Explanation or LegalExplanation
            Printing it lays it out; ``cite`` gives citations to paste; ``to_turtle`` and ``to_json`` are for machines. A
            statement that no graph holds is explained too: ``held`` is false, and ``instead`` has what the graph says.
            An answer of law is explained by acts, rule and article, reckoning, and how far the record is complete.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If the subject, the property or the object stands for nothing, or for several things.
        ParameterError
            If the object is no value that a statement can hold, or what is given alone is no answer of law.

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
        >>> why = kg.explain(kg.status("KAZ", "untoc", as_of="2010-06-30"))
        >>> [reason.words for reason in why.reasons if reason.kind == "reckoning"]
        ['Counted from 31 July 2008, and not before the entry into force of the instrument as such: 30 August 2008.']
        """
        if predicate is None and object is None:
            return self._explained(subject)
        from unodc_graph.explaining import explain

        return explain(self._store, self._names, subject, predicate, object)
