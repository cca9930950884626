"""The law of treaties: who is bound by what, on which day, by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from unodc_graph.errors import ParameterError
from unodc_graph.graph.base import StoredGraph
from unodc_graph.results import Table
from unodc_graph.rows import Row

if TYPE_CHECKING:
    from datetime import date

    from unodc_graph.dates import PartialDate
    from unodc_graph.law import EntryIntoForce, LegalExplanation, Status
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["Law"]


class Law(StoredGraph):
    """What answers questions on the law of treaties.

    The answers follow from acts, rules, coverages and dates of independence that the graph states; see
    ``docs/explanation/treaty-law.md``. Read once, they are kept until something is written.
    """

    _law_read: tuple[int, TreatyLaw] | None = None

    @property
    def _law(self) -> TreatyLaw:
        from unodc_graph.law.treaty_law import TreatyLaw

        if self._law_read is None or self._law_read[0] != self._store.revision or self._store.is_closed:
            revision = self._store.revision
            self._law_read = revision, TreatyLaw(self._store, self._names)
        return self._law_read[1]

    def status(self, state: str, instrument: str, as_of: str | date | PartialDate | int | None = None) -> Status:
        """Tell whether an instrument is in force for a state on a day, since when, and by which rule.

        Parameters
        ----------
        state
            A state or a regional organization: an IRI, a CURIE, a code or a label.
        instrument
            Likewise.
        as_of
            A day, a month or a year: a text as ``2010-06-30``, ``2010-06`` or ``2010``, a date, a PartialDate, the number
            of a year. Today if ``None``.

        Returns
        -------
        Status
            What holds on every day that is asked about, with the rule and its article, the acts, their sources, how
            far the record is known, and what has to be known beside it. Printing it gives sentences;
            ``explain`` takes it.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.
        ParameterError
            If there is no such date.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> status = kg.status("KAZ", "untoc", as_of="2010-06-30")
        >>> status.participation, status.in_force, status.since, status.rule.article
        (<Participation.PARTY: 'party'>, <Answer.YES: 'yes'>, datetime.date(2008, 8, 30), 'Article 38(2)')
        >>> kg.status("UZB", "som-protocol", as_of="2020").notes
        ('Not researched since 9 July 2014: whether Uzbekistan acted after that is not on record.',)
        """
        from unodc_graph.law.status import status_of
        from unodc_graph.law.treaty_law import as_of_date

        law = self._law
        return status_of(law, law.participant(state), law.instrument(instrument), as_of_date(as_of))

    def entry_into_force(self, state: str | None, instrument: str) -> EntryIntoForce:
        """Tell when an instrument entered into force for a state, or as such.

        Parameters
        ----------
        state
            A state or a regional organization; ``None`` for the instrument as such.
        instrument
            An IRI, a CURIE, a code or a label.

        Returns
        -------
        EntryIntoForce
            With the rule, its article, the acts and their sources. For the instrument as such the recorded date and,
            as ``computed``, what follows from the acts on record; its notes tell why the two differ where they do.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> entry = kg.entry_into_force("TJK", "untoc")
        >>> entry.date, entry.article
        (datetime.date(2003, 9, 29), 'Article 38(2)')
        >>> kg.entry_into_force(None, "untoc").computed
        datetime.date(2003, 9, 29)
        """
        from unodc_graph.law.entry import entry_for, general_entry

        law = self._law
        about = law.instrument(instrument)
        return general_entry(law, about) if state is None else entry_for(law, law.participant(state), about)

    def gaps(
        self,
        as_of: str | date | PartialDate | int | None = None,
        states: Iterable[str] | None = None,
        instruments: Iterable[str] | None = None,
        mandate: str | None = None,
    ) -> Table:
        """List who is not a party to what, and whether that is known.

        Parameters
        ----------
        as_of
            As for ``status``.
        states, instruments
            Names. By default the states whose own record was researched (those that a coverage names), and all
            instruments.
        mandate
            Only the instruments of this field of work, as ``crime`` or ``terrorism``.

        Returns
        -------
        Table
            A row for each pair that is not known to be a party: state, instrument, participation, known (``yes``: it is
            not bound; ``no``: it is not known whether it is), as_of, signed, unconfirmed (acts that stand only among
            unconfirmed facts, and count for nothing), known_through, note. Known ones first, then by state and
            instrument: those that were given in their order, else by label.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.
        ParameterError
            If there is no such date, or a text is given instead of a list of names.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> [(str(row.state)[-3:], row.participation, row.known) for row in kg.gaps("2014", instruments=["firearms-protocol"])]
        [('GEO', 'unknown', 'no'), ('KGZ', 'unknown', 'no'), ('TJK', 'unknown', 'no'), ('UZB', 'unknown', 'no')]
        >>> kg.gaps("2014-07-09", states=["UZB"], instruments=["som-protocol"])[0].participation
        'signatory'
        """
        from unodc_graph.law.gaps import COLUMNS, gap_rows
        from unodc_graph.law.treaty_law import as_of_date

        law = self._law
        chosen = self._participants(law, states) or law.researched(), self._instruments(law, instruments, mandate)
        return Table(COLUMNS, list(gap_rows(law, *chosen, as_of_date(as_of))), self._names.labels)

    def gap_matrix(
        self,
        as_of: str | date | PartialDate | int | None = None,
        states: Iterable[str] | None = None,
        instruments: Iterable[str] | None = None,
        mandate: str | None = None,
    ) -> Table:
        """Lay out instruments by states: the participation of each in each.

        Parameters
        ----------
        as_of, states, instruments, mandate
            As for ``gaps``.

        Returns
        -------
        Table
            A row for each instrument, its column ``instrument``, and a column for each state, named by its code, with
            ``party``, ``signatory``, ``not-party``, ``withdrawn``, ``unknown``, or ``not-bound`` where that is known and
            whether it had signed is not. In the order that ``gaps`` has.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.
        ParameterError
            If there is no such date, or a text is given instead of a list of names.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> print(ug.load().gap_matrix("2014-07-09", ["KGZ", "UZB"], ["som-protocol", "firearms-protocol"]))
        instrument                       KGZ         UZB
        ──────────────────────────────────────────────────────
        Smuggling of Migrants Protocol   party       signatory
        Firearms Protocol                not-party   not-party
        (2 rows)
        <BLANKLINE>
        """
        from unodc_graph.law.gaps import matrix_rows
        from unodc_graph.law.treaty_law import as_of_date

        law = self._law
        participants = self._participants(law, states) or law.researched()
        rows = matrix_rows(law, participants, self._instruments(law, instruments, mandate), as_of_date(as_of))
        return Table(("instrument", *map(law.code, participants)), list(rows), self._names.labels)

    def panel(
        self,
        start: int,
        end: int,
        states: Iterable[str] | None = None,
        instruments: Iterable[str] | None = None,
        mandate: str | None = None,
    ) -> Table:
        """Lay out states by instruments by years, for statistics.

        Parameters
        ----------
        start, end
            The first and the last year, as numbers.
        states, instruments
            Names. By default all states and regional organizations, and all instruments.
        mandate
            As for ``gaps``.

        Returns
        -------
        Table
            A row for each state, instrument and year, as of 31 December of the year: state, state_code, instrument,
            instrument_code, year, participation, in_force, why (of all but parties: ``not-a-state-yet``,
            ``no-longer-a-state``, ``not-adopted-yet``, ``not-in-force-yet``, ``not-in-force-for-it-yet``, ``withdrawn``,
            ``no-consent``, and of what is unknown ``date-not-known``, ``no-complete-record``, ``after-the-record``); of parties
            since_not_before and since_not_after (the same day where it is known), act (the code of the latest act of
            consent) and confidence (of the record of that act; ``unconfirmed`` where the rule or the general entry into
            force is); and known_through, after which acts are not on record. In this order; states and instruments that were given in their order, else by label.
            Each row is what ``status`` says of the day.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.
        ParameterError
            If a year is no whole number from 1 to 9999, the end is before the start, or a text is given instead of a
            list of names.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> [(row.year, row.participation) for row in kg.panel(2007, 2009, ["KAZ"], ["untoc"])]
        [(2007, 'signatory'), (2008, 'party'), (2009, 'party')]
        """
        from unodc_graph.law.panel import COLUMNS, panel

        for name, year in (("start", start), ("end", end)):
            if type(year) is not int or not 1 <= year <= 9999:
                raise ParameterError(name, f"must be a year, as 2013, and is {year!r}")
        if end < start:
            raise ParameterError("end", f"must not be before the start, {start}, and is {end}")
        law = self._law
        chosen = (
            self._participants(law, states) or sorted(law.record.participants, key=law.label),
            self._instruments(law, instruments, mandate),
        )
        return Table(COLUMNS, panel(law, *chosen, start, end), self._names.labels)

    def timeline(
        self,
        state: str | None = None,
        instrument: str | None = None,
        since: str | date | PartialDate | int | None = None,
        until: str | date | PartialDate | int | None = None,
    ) -> Table:
        """List acts by their dates, each in words.

        Parameters
        ----------
        state, instrument
            Of whom, on what; ``None`` for all.
        since, until
            A day, a month or a year, both included; an act that may have been done within them is listed.

        Returns
        -------
        Table
            Columns date, state, instrument, act, in_force_since (of an act of consent), words, confidence and source. The
            earliest first, then by state and instrument. Acts that are unconfirmed are not in it.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name stands for no such thing, or for several.
        ParameterError
            If there is no such date.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> print(kg.timeline("KAZ", "tip-protocol")[0].words)
        Kazakhstan acceded to the Trafficking in Persons Protocol on 31 July 2008; in force for it since 30 August 2008
        """
        from unodc_graph.law.timeline import COLUMNS, timeline_rows
        from unodc_graph.law.treaty_law import as_of_date

        law = self._law
        rows = timeline_rows(
            law,
            None if state is None else law.participant(state),
            None if instrument is None else law.instrument(instrument),
            None if since is None else as_of_date(since, "since"),
            None if until is None else as_of_date(until, "until"),
        )
        return Table(COLUMNS, list(rows), self._names.labels)

    def _explained(self, answer: object) -> LegalExplanation:
        from unodc_graph.law import EntryIntoForce, Status
        from unodc_graph.law.explanation import explained_entry, explained_status

        law = self._law
        if isinstance(answer, EntryIntoForce):
            return explained_entry(law, answer)
        if isinstance(answer, Row) and {"state", "instrument", "as_of"} <= set(answer.keys()):
            answer = self.status(str(answer["state"]), str(answer["instrument"]), cast("date", answer["as_of"]))
        if isinstance(answer, Status):
            return explained_status(law, answer)
        raise ParameterError(
            "subject",
            "alone it must be what status or entry_into_force gave, or a row of gaps; of a statement give subject, "
            "predicate and object",
        )

    def _participants(self, law: TreatyLaw, names: Iterable[str] | None) -> list[str]:
        return [] if names is None else list(dict.fromkeys(map(law.participant, _several("states", names))))

    def _instruments(self, law: TreatyLaw, names: Iterable[str] | None, mandate: str | None) -> list[str]:
        if names is None:
            found = sorted(law.record.instruments, key=law.label)
        else:
            found = list(dict.fromkeys(map(law.instrument, _several("instruments", names))))
        field = None if mandate is None else law.mandate(mandate)
        return [iri for iri in found if field is None or field in law.record.instrument(iri).mandates]


def _several(parameter: str, names: Iterable[str]) -> list[str]:
    if isinstance(names, str):
        raise ParameterError(parameter, f"must be a list of names, as [{names!r}]")
    if not isinstance(names, Iterable):
        raise ParameterError(parameter, f"must be a list of names, and is {names!r}")
    found = list(names)
    if not found:
        raise ParameterError(parameter, "must name one at least, or be None for all")
    return found
