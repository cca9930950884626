"""Reconciling: what a saved status table of a depositary says beside what the graph says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unodc_graph.graph.base import StoredGraph

if TYPE_CHECKING:
    from pathlib import Path

    from unodc_graph.reconciling import Reconciliation

__all__ = ["Reconciling"]


class Reconciling(StoredGraph):
    """What compares the graph with what others keep."""

    def reconcile(self, file: str | Path, *, instrument: str | None = None) -> Reconciliation:
        r"""Compare a saved status table with the treaty acts of the graph, which stays as it is.

        Parameters
        ----------
        file
            A table in one of three layouts, which its content tells: CSV with the columns state_iso3, instrument_id,
            action and date, and any others; CSV with the columns Participant, Signature, and Ratification,
            Accession(a) and so on, as the UN Treaty Collection prints them, commas, semicolons or tabs between the
            cells; the XML of the UN Treaty Collection. CSV is in UTF-8.
        instrument
            A code, a label or a number in the depositary's series, as ``"untoc"`` or ``"XVIII-12"``: of which
            instrument a status table is. The XML may tell it by itself. Of a list of acts only those on this
            instrument are compared then.

        Returns
        -------
        Reconciliation
            Acts that agree, that differ, and that are missing here or there, with the lines of the file; names that are
            not recognised, with what comes near and without a guess; cells that are not read. A date known to the year
            or month agrees with a day in it, and the note says so. Acts that stand only in the graph ``unconfirmed`` are
            compared too, and marked.

        Raises
        ------
        ImportDataError
            If the file cannot be read, has none of the three layouts, or holds no row.
        ParameterError
            If a status table does not tell of which instrument it is, or tells of another one.
        UnknownTermError, AmbiguousTermError
            If the instrument that is asked for is none, or may be several.

        Examples
        --------
        >>> import pathlib, tempfile, unodc_graph as ug
        >>> file = pathlib.Path(tempfile.mkdtemp(), "tip.csv")
        >>> heads = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a)"'
        >>> _ = file.write_text(f"{heads}\nKazakhstan 1,,31 Jul 2008 a\nUzbekistan,28 Jun 2001,13 Aug 2008\n")
        >>> found = ug.load().reconcile(file, instrument="XVIII-12-a")
        >>> [(act.act, str(act.date_there)) for act in found.agreements if act.participant.endswith("KAZ")]
        [('accession', '2008-07-31')]
        >>> [(str(act.date_here), str(act.date_there)) for act in found.differences]
        [('2008-08-12', '2008-08-13')]
        """
        from unodc_graph.reconciling.reconciling import reconcile

        return reconcile(self._store, self._names, file, instrument)
