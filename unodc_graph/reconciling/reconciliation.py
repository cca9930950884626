"""What a comparison of a saved status table with the graph found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox

from unodc_graph.results import Table
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from rdflib.term import URIRef

    from unodc_graph.dates import PartialDate
    from unodc_graph.importers.report import Refusal
    from unodc_graph.rows import Row

__all__ = ["COLUMNS", "ComparedAct", "NotRecognised", "Outcome", "Reconciliation", "Things"]

Outcome = Literal["difference", "not-recognised", "not-read", "missing-here", "missing-there", "agreement"]

COLUMNS: Final = ("outcome", "participant", "instrument", "act", "date_here", "date_there", "line", "note")
"""The columns of the table of a reconciliation."""

# Characters of a head or a cell that a row shows; ``not_read`` has them whole.
_LONG: Final = 40


@dataclass(frozen=True, slots=True)
class ComparedAct:
    """An act that the graph or the file tells, or both.

    Attributes
    ----------
    outcome
        ``agreement``, ``difference``, ``missing-here`` (only the file tells it) or ``missing-there`` (only the graph).
    participant, instrument
        The IRIs of who acted, and about which instrument.
    act
        The code of the act as the file tells it, or the graph where the file does not: ``accession``.
    act_here
        The code of the act in the graph; ``None`` where it holds none.
    date_here, date_there
        In the graph and in the file, each as exact as it is there; ``None`` where there is none.
    line
        The line of the file, counted from 1; ``None`` where the file does not tell the act.
    note
        What is to be known of it, or nothing.
    iri
        The IRI of the act in the graph, or ``None``.
    is_unconfirmed
        Whether it stands only in the graph ``unconfirmed`` here.
    """

    outcome: Outcome
    participant: URIRef
    instrument: URIRef
    act: str
    act_here: str | None
    date_here: date | PartialDate | None
    date_there: date | PartialDate | None
    line: int | None
    note: str = ""
    iri: URIRef | None = None
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class NotRecognised:
    """A name or a code that stands for nothing, or for several things.

    Attributes
    ----------
    name
        As it stands in the file, without signs of footnotes.
    line
        The line of the file, counted from 1.
    candidates
        All that are called so, or where nothing is, what comes nearest, best first. None of them is taken.
    is_ambiguous
        Whether several things are called so.
    """

    name: str
    line: int
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False

    def __str__(self) -> str:
        may_be = " or ".join(map(repr, self.candidates))
        if self.is_ambiguous:
            return f"may be {may_be}"
        return f"stands for nothing in the graph{f'; did you mean {may_be}?' if may_be else ''}"


@dataclass(frozen=True, slots=True)
class Things:
    """What the things of a comparison are called in the graph.

    Attributes
    ----------
    labels, codes
        IRI of a participant or an instrument to its English label, and to the code that stands in the IRIs of its acts.
    acts
        Code of a kind of act to the IRI of its concept and its English label.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a saved status table and the graph say of the same acts; printing it says how much of each there is.

    Iterating yields the rows of :meth:`to_table`.

    Attributes
    ----------
    file
        The file.
    layout
        ``acts``, ``status table`` or ``depositary's XML``.
    instruments
        The IRIs of the instruments that were compared.
    scope
        Which acts of the graph were looked for in the file, in words. For a list of acts: those of each participant on
        each instrument that has a row. For a status table: those of the kinds that its heads name, of every participant,
        or, if it has rows for fewer than half of those who acted, of the participants that have a row.
    agreements
        Acts that both tell, of the same kind on the same day, as far as known: the note says where one knows less, or
        where the act stands only in the graph ``unconfirmed``.
    differences
        Acts of the same kind with another date, or on the same day of another kind.
    missing_here
        Acts that only the file tells.
    missing_there
        Acts within the scope that only the graph holds.
    not_recognised
        Names of participants, and codes, that stand for nothing or for several things; what their rows tell is not
        compared.
    not_read
        Cells that could not be read, with what should stand there; the rest of the row is compared.
    remarks
        What of the file is passed over, and why.
    things
        What the participants, instruments and acts are called.
    """

    file: str
    layout: str
    instruments: tuple[URIRef, ...]
    scope: str
    agreements: tuple[ComparedAct, ...] = ()
    differences: tuple[ComparedAct, ...] = ()
    missing_here: tuple[ComparedAct, ...] = ()
    missing_there: tuple[ComparedAct, ...] = ()
    not_recognised: tuple[NotRecognised, ...] = ()
    not_read: tuple[Refusal, ...] = ()
    remarks: tuple[str, ...] = ()
    things: Things = field(default_factory=Things, repr=False, compare=False)

    @property
    def is_clean(self) -> bool:
        """Whether every name and cell was read, and nothing that both tell differs; acts may be missing on either side."""
        return not (self.differences or self.not_recognised or self.not_read)

    def to_table(self, *, plain_agreements: bool = True) -> Table:
        r"""Give all that was found as one table.

        Parameters
        ----------
        plain_agreements
            Whether agreements of which there is nothing more to say are rows too.

        Returns
        -------
        Table
            Columns outcome, participant (an IRI, or the name that was not recognised), instrument, act (its code),
            date_here (in the graph), date_there (in the file), line and note. Differences come first, then what was not
            recognised, not read, missing here, missing there, and the agreements; within each by line, then by IRI.

        Examples
        --------
        >>> import pathlib, tempfile, unodc_graph as ug
        >>> file = pathlib.Path(tempfile.mkdtemp(), "untoc.csv")
        >>> _ = file.write_text('Participant,Signature,"Ratification, Accession(a)"\nArmenia,15 Nov 2001,1 Jul 2003\n')
        >>> table = ug.load().reconcile(file, instrument="untoc").to_table()
        >>> [(row.act, str(row.date_here)) for row in table if row.outcome == "agreement"]
        [('signature', '2001-11-15'), ('ratification', '2003-07-01')]
        """
        named = {ox.NamedNode(iri): label for iri, label in self.things.labels.items()}
        rows = (
            [None if value is None else from_python(value) for value in row]
            for row in self._rows(plain_agreements=plain_agreements)
        )
        return Table(COLUMNS, list(rows), lambda nodes: {node: named[node] for node in nodes if node in named})

    def to_turtle(self) -> str:
        """Write what is to be reviewed as Turtle: an act for each that is missing here, a statement for each difference.

        Nothing of it is in the graph. A proposed act has the IRI that an import would give it, and the name of the
        file as ``dcterms:source``; before it is added it needs a ``ug:source``. A difference is an ``rdf:Statement``:
        of which act in the graph the file says something else, and what.

        Returns
        -------
        str
            Canonical Turtle; without a difference and a missing act, of no statement.
        """
        from unodc_graph.formatting import canonical_turtle
        from unodc_graph.reconciling.proposing import proposals

        return canonical_turtle(proposals(self))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.to_table())

    def _rows(self, *, plain_agreements: bool) -> Iterator[tuple[object, ...]]:
        yield from map(_act_row, self.differences)
        for name in self.not_recognised:
            yield "not-recognised", name.name, None, None, None, None, name.line, str(name)
        for cell in self.not_read:
            yield "not-read", None, None, None, None, None, cell.line, _cell(cell)
        agreements = (act for act in self.agreements if plain_agreements or act.note)
        yield from map(_act_row, (*self.missing_here, *self.missing_there, *agreements))

    def __str__(self) -> str:
        counts = ", ".join(
            f"{len(found)} {word if len(found) == 1 else words}"
            for found, word, words in (
                (self.agreements, "agreement", "agreements"),
                (self.differences, "difference", "differences"),
                (self.missing_here, "act missing here", "acts missing here"),
                (self.missing_there, "act missing there", "acts missing there"),
                (self.not_recognised, "name not recognised", "names not recognised"),
                (self.not_read, "cell not read", "cells not read"),
            )
            if found or word == "agreement"
        )
        unconfirmed = sum(act.is_unconfirmed for act in self.agreements)
        told = f"; {unconfirmed} of the agreements with what is unconfirmed" if unconfirmed else ""
        lines = [f"{self.file} ({self.layout}): {counts}{told}.", f"Looked for in the file: {self.scope}."]
        return "\n".join([*lines, *self.remarks])


def _cell(cell: Refusal) -> str:
    found = "" if cell.value is None else f"{_shortened(cell.value)!r} found, "
    column = "" if cell.field is None else f"column {_shortened(cell.field)!r}: "
    return f"{column}{found}expected {cell.expected}"


def _act_row(act: ComparedAct) -> tuple[object, ...]:
    return (
        act.outcome,
        act.participant,
        act.instrument,
        act.act,
        act.date_here,
        act.date_there,
        act.line,
        act.note or None,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
