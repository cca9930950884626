"""Domestic law: which acts of a state are said to implement an instrument, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_graph.graph.asking import Asking
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from unodc_graph.results import Table

__all__ = ["DomesticLaw"]

_QUERY: Final = "implementation-in-state"


class DomesticLaw(Asking):
    """What tells how states bring their law into line with the instruments."""

    def implementation(self, state: str, instrument: str) -> Table:
        """List the acts of a state that a source ties to an instrument, each with who says so.

        The catalogue query ``implementation-in-state``, for names of any form.

        Parameters
        ----------
        state
            A state: an IRI, a CURIE, a code or a label.
        instrument
            Likewise.

        Returns
        -------
        Table
            A row for each saying and source: act, title, adopted, article (of the instrument), finding
            (``implements``, ``partly``, or ``not-stated`` where the source ties the two and judges nothing), said_by
            (which may be the state itself), date (of the saying), source. By date of adoption, what has none last, then
            by title. A table without rows says "none recorded" when it is printed: that is no statement that there
            is no such act.

            The law by which the state consented to the instrument is left out, unless someone says that it implements
            it: it lets the state be bound and need not change any other law. The query ``laws-per-instrument`` has it.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> for row in kg.implementation("Tajikistan", "tip-protocol"):
        ...     print(row.adopted, row.finding, row.said_by)
        2006 implements Government of Tajikistan (programme text)
        None not-stated UNODC legal commentary
        >>> nothing = kg.implementation("GEO", "uncac")
        >>> print(nothing)
        none recorded: no source in the graph ties an act of Georgia to UNCAC, which does not mean that there is none
        >>> len(nothing)
        0
        """
        one, other = self._names.resolve(state, "state"), self._names.resolve(instrument, "instrument")
        table = self.run(_QUERY, state=one.value, instrument=other.value)
        labels = self._names.labels({one, other})
        named = [labels.get(thing) or compact(thing.value) for thing in (one, other)]
        table.empty_text = (
            f"none recorded: no source in the graph ties an act of {named[0]} to {named[1]}, "
            "which does not mean that there is none"
        )
        return table
