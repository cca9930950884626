"""Figures: the rows of the table of figures, and the numbers that other tables hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.cells import WITHOUT_DATE, amount, period
from unodc_graph.importers.codes import KINDS
from unodc_graph.importers.shared import Context, evidence, notes
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import (
    addresses,
    english,
    name,
    period_words,
    plain,
    thing,
    ug,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unodc_graph.importers.base import Record, Refuse
    from unodc_graph.importers.tables import Tables

__all__ = ["Observation", "alike", "figure", "figure_stem", "grouped", "observations"]


@dataclass(frozen=True, slots=True)
class Observation:
    """A number that a row holds about a subject.

    Attributes
    ----------
    record
        The row.
    subject_column, value_column, period_column
        Where the code of the subject, the number and the period stand; no period column means
        that the table knows no period.
    measure, unit, qualifier
        The column or, for a table that is not the one of figures, the code itself.
    words
        The unit for a label; empty where the unit is a column.
    """

    record: Record
    subject_column: str
    value_column: str
    period_column: str | None
    measure: str
    unit: str
    qualifier: str
    words: str = ""

    @property
    def subject(self) -> str:
        """The code of the subject."""
        return self.record[self.subject_column]

    @property
    def period(self) -> str:
        """The period as it is written."""
        return self.record[self.period_column] if self.period_column else ""

    @property
    def own(self) -> bool:
        """Whether the row stands in the table of figures."""
        return not self.words

    def code(self, column: str) -> str:
        """Give the code of measure, unit or qualifier: the cell or the constant."""
        stated: str = getattr(self, column)
        return self.record[stated] if self.own else stated


def observations(tables: Tables) -> Iterator[Observation]:
    """Yield every number that becomes a figure: the table of figures first, each in file order."""
    for record in tables.get("presence/figures.csv", ()):
        yield Observation(record, "subject_id", "value", "year_or_period", "measure", "unit", "qualifier")
    for record in tables.get("treaties/instruments.csv", ()):
        if record["parties_world"]:
            yield Observation(
                record, "id", "parties_world", "parties_as_of", "parties", "party", "exact",
                "parties",
            )  # fmt: skip
    for table, column, measure, unit, words in (
        ("presence/programmes.csv", "budget_usd", "programme-budget", "USD", "USD"),
        ("presence/projects.csv", "budget_usd", "project-budget", "USD", "USD"),
        ("presence/activities.csv", "participants", "participants", "person", "persons"),
    ):
        for record in tables.get(table, ()):
            if record[column]:
                yield Observation(record, "id", column, None, measure, unit, "exact", words)


def grouped(found: Iterable[Observation], context: Context, refuse: Refuse) -> list[list[Observation]]:
    """Put the rows together that hold one figure, in the order of the first of each.

    A number from another table that the table of figures holds too, for the same subject, measure,
    value and unit, is that figure and no second one.

    Parameters
    ----------
    found, context
        The rows, and what their codes stand for.
    refuse
        Takes the problem of a row whose subject, measure, unit or value is not as expected; the row
        is passed over.
    """
    figures: list[list[Observation]] = []
    known: dict[tuple[object, ...], list[Observation]] = {}
    for one in found:
        try:
            key = _key(one, context)
        except ImportDataError as problem:
            refuse(problem)
            continue
        if not one.own and key in known:
            known[key].append(one)
            continue
        figures.append([one])
        if one.own:
            known.setdefault(key, figures[-1])
    return figures


def figure_stem(one: Observation) -> ox.NamedNode:
    """Give the IRI of a figure but for its number: subject, measure and period."""
    return ox.NamedNode(f"{thing('figure', one.subject, one.code('measure')).value}-{period_words(one.period)}")


def alike(one: Observation, context: Context) -> list[ox.NamedNode]:
    """List the figures of the graph about the same subject, if the row says no more than a number."""
    if one.own:
        return []
    return context.known.subjects(ug("subject"), context.codes.things[one.subject].node)


def figure(node: ox.NamedNode, rows: Sequence[Observation], context: Context) -> Iterator[ox.Triple]:
    """Map the rows of one figure; the first says what it is, the others add their sources.

    Raises
    ------
    ImportDataError
        If a cell is not as expected.
    """
    one = rows[0]
    record, schemes = one.record, context.schemes
    subject = context.codes.things[one.subject]
    column = {part: getattr(one, part) if one.own else one.value_column for part in _CODED}
    measure = schemes.concept(record, column["measure"], "measure", one.code("measure"))
    qualifier = schemes.concept(record, column["qualifier"], "qualifier", one.code("qualifier"))
    yield ox.Triple(node, name("rdf", "type"), ug("Figure"))
    yield ox.Triple(node, name("rdfs", "label"), english(_label(one, context, measure, qualifier)))
    yield ox.Triple(node, ug("subject"), subject.node)
    yield ox.Triple(node, ug("measure"), measure)
    yield ox.Triple(node, ug("qualifier"), qualifier)
    for fact, value in amount(record, one.value_column):
        yield ox.Triple(node, fact, value)
    for fact, concept in _unit(one, context):
        yield ox.Triple(node, fact, concept)
    if one.own:
        yield ox.Triple(node, ug("unitAsWritten"), plain(record["unit"]))
        yield from notes(node, record)
    yield from _period(node, one)
    yield from evidence(node, record, context)
    for other in rows[1:]:
        for address in addresses(other.record):
            yield ox.Triple(node, ug("source"), source_node(address))


_CODED: Final = ("measure", "unit", "qualifier")


def _key(one: Observation, context: Context) -> tuple[object, ...]:
    subject = context.codes.find(one.record, one.subject_column, KINDS)
    values = tuple(value for _, value in amount(one.record, one.value_column))
    return subject.node, one.code("measure"), values, dict(_unit(one, context))[ug("unit")]


def _unit(one: Observation, context: Context) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    """Read a unit: what is counted or measured, of which substance, among whom."""
    if not one.own:
        unit = context.schemes.concept(one.record, one.value_column, "unit", one.unit)
        return [(ug("unit"), unit)]
    split = context.units.get(one.record["unit"])
    if split is None:
        return [(ug("unit"), context.schemes.concept(one.record, "unit", "unit"))]
    return [
        (ug(part), context.schemes.concept(split, part, part))
        for part in ("unit", "substance", "population")
        if part == "unit" or split[part]
    ]


def _period(node: ox.NamedNode, one: Observation) -> Iterator[ox.Triple]:
    if one.period in WITHOUT_DATE:
        yield ox.Triple(node, name("skos", "note"), english(f"period as written: {one.period}"))
    if one.period_column:
        for fact, when in period(one.record, one.period_column):
            yield ox.Triple(node, fact, when)


def _label(one: Observation, context: Context, measure: ox.NamedNode, qualifier: ox.NamedNode) -> str:
    subject = context.codes.things[one.subject].label
    what = context.schemes.label(measure)
    how = "" if one.code("qualifier") == "exact" else f"{context.schemes.label(qualifier)} "
    number_as_written = one.record[one.value_column]
    unit = one.words or one.record["unit"]
    when = one.period or "undated"
    return f"{subject}: {what}, {when}, {how}{number_as_written} {unit}"
