"""Figures: the rows of the table of figures, and the numbers that other tables hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.codes import KINDS
from unodc_graph.importers.shared import Context, evidence, notes
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import (
    addresses,
    english,
    name,
    number,
    period_words,
    plain,
    span,
    thing,
    ug,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.tables import Tables

__all__ = ["Observation", "figure", "numbered", "observations"]

_RANGE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)-([0-9]+(?:\.[0-9]+)?)")
_YEARS: Final = re.compile(r"([0-9]{4})-([0-9]{4})")
_HALF: Final = re.compile(r"([0-9]{4})-H([12])")
_MONTHS_OF_HALF: Final = {"1": ("01", "06"), "2": ("07", "12")}
_WITHOUT_DATE: Final = ("per year",)


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
        else:
            record.nothing("parties_as_of", "there is no number of parties")
    for table, column, measure, unit, words in (
        ("presence/programmes.csv", "budget_usd", "programme-budget", "USD", "USD"),
        ("presence/projects.csv", "budget_usd", "project-budget", "USD", "USD"),
        ("presence/activities.csv", "participants", "participants", "person", "persons"),
    ):
        for record in tables.get(table, ()):
            if record[column]:
                yield Observation(record, "id", column, None, measure, unit, "exact", words)


def numbered(found: Iterable[Observation], context: Context) -> Iterator[tuple[ox.NamedNode, Sequence[Observation]]]:
    """Yield the IRI of each figure and the rows that hold it.

    An IRI is made of subject, measure and period and a number, counted from 1 in the order of
    the rows. A number from another table that the table of figures holds too, for the same
    subject, measure, value and unit, is that figure and no second one.

    Raises
    ------
    ImportDataError
        If a subject, a measure, a unit or a value is not as expected.
    """
    count: Counter[str] = Counter()
    figures: dict[ox.NamedNode, list[Observation]] = {}
    known: dict[tuple[object, ...], ox.NamedNode] = {}
    for one in found:
        key = _key(one, context)
        if not one.own and key in known:
            figures[known[key]].append(one)
            continue
        stem = f"{thing('figure', one.subject, one.code('measure')).value}-"
        stem += period_words(one.period)
        count[stem] += 1
        node = ox.NamedNode(f"{stem}-{count[stem]}")
        if node in figures:
            raise one.record.problem(one.subject_column, "a code that makes an IRI of its own", one.subject)
        figures[node] = [one]
        if one.own:
            known.setdefault(key, node)
    yield from figures.items()


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
    for fact, value in _values(one):
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
    values = tuple(value for _, value in _values(one))
    return subject.node, one.code("measure"), values, dict(_unit(one, context))[ug("unit")]


def _values(one: Observation) -> list[tuple[ox.NamedNode, ox.Literal]]:
    """Read a number, or the two bounds of a range."""
    bounds = _RANGE.fullmatch(one.record[one.value_column])
    if bounds is None:
        return [(ug("value"), number(one.record, one.value_column))]
    lower, upper = (number(one.record, one.value_column, bound) for bound in bounds.groups())
    if float(lower.value) >= float(upper.value):
        raise one.record.problem(one.value_column, "a range whose first number is the smaller")
    return [(ug("lower"), lower), (ug("upper"), upper)]


def _unit(one: Observation, context: Context) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    """Read a unit: what is counted or measured, of which substance, among whom."""
    if not one.own:
        unit = context.schemes.concept(one.record, one.value_column, "unit", one.unit)
        return [(ug("unit"), unit)]
    split = context.units.get(one.record["unit"])
    if split is None:
        try:
            return [(ug("unit"), context.schemes.concept(one.record, "unit", "unit"))]
        except ImportDataError as error:
            expected = f"a unit that the table of units splits, or {error.expected}"
            raise one.record.problem("unit", expected) from error
    return [
        (ug(part), context.schemes.concept(split, part, part))
        for part in ("unit", "substance", "population")
        if part == "unit" or split[part]
    ]


def _period(node: ox.NamedNode, one: Observation) -> Iterator[ox.Triple]:
    period, column = one.period, one.period_column or ""
    if period in _WITHOUT_DATE:
        words = english(f"period as written: {period}")
        yield ox.Triple(node, name("skos", "note"), words)
        return
    start, end = _ends(period)
    if period:
        for fact, when in span(one.record, column, column, start=start, end=end):
            if period.startswith("to ") and fact == ug("start"):
                continue
            yield ox.Triple(node, fact, when)


def _ends(period: str) -> tuple[str, str]:
    """Split a period as it is written into its first and its last date."""
    years, half = _YEARS.fullmatch(period), _HALF.fullmatch(period)
    if years is not None:
        return years[1], years[2]
    if half is not None:
        first, last = _MONTHS_OF_HALF[half[2]]
        return f"{half[1]}-{first}", f"{half[1]}-{last}"
    if period.startswith("to "):
        return period[3:], period[3:]
    start, slash, end = period.partition("/")
    return (start, end) if slash else (period, period)


def _label(one: Observation, context: Context, measure: ox.NamedNode, qualifier: ox.NamedNode) -> str:
    subject = context.codes.things[one.subject].label
    what = context.schemes.label(measure)
    how = "" if one.code("qualifier") == "exact" else f"{context.schemes.label(qualifier)} "
    number_as_written = one.record[one.value_column]
    unit = one.words or one.record["unit"]
    when = one.period or "undated"
    return f"{subject}: {what}, {when}, {how}{number_as_written} {unit}"
