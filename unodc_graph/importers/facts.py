"""Runs the mappers over tables, and keeps what is said with a source apart from what is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import pyoxigraph as ox

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.activities import activity
from unodc_graph.importers.coverage import coverage, coverage_stem
from unodc_graph.importers.facilities import facility
from unodc_graph.importers.figures import alike, figure, figure_stem, grouped, observations
from unodc_graph.importers.law import (
    act_of_consent,
    authority,
    authority_stem,
    implementation,
    implementation_stem,
    national_act,
    review,
    review_stem,
)
from unodc_graph.importers.layouts import LAYOUTS
from unodc_graph.importers.numbering import Numbering
from unodc_graph.importers.offices import office
from unodc_graph.importers.organizations import homepage, organization
from unodc_graph.importers.participations import participations
from unodc_graph.importers.programmes import instrument_year, programme
from unodc_graph.importers.projects import project
from unodc_graph.importers.series import observation, observation_stem, series, series_source
from unodc_graph.importers.sources import titles_of
from unodc_graph.importers.states import SOURCE_COLUMNS, state
from unodc_graph.importers.terms import addresses, name, thing
from unodc_graph.importers.treaties import SecondSources, action, action_node, instrument, membership, rule, rule_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.columns import Column
    from unodc_graph.importers.numbering import Describe
    from unodc_graph.importers.refusals import Refusals
    from unodc_graph.importers.shared import Context
    from unodc_graph.importers.tables import Tables

    Mapper = Callable[[Record, Context], Iterator[ox.Triple]]
    NodeMapper = Callable[[ox.NamedNode, Record, Context], Iterator[ox.Triple]]
    Stem = Callable[[Record], tuple[str, ...]]
    Statements = dict[ox.Triple, None]
    Subject = ox.NamedNode | ox.BlankNode | ox.Triple

__all__ = ["Facts", "facts_of", "says_what_it_is", "units_of"]

Row = TypeVar("Row")

# What these tables hold is many times what the other tables of its kind hold.
_FILES_OF_TABLES: Final[Mapping[str, str]] = {
    "treaties/actions-world.csv": "treaty-actions-world.ttl",
    "series/observations.csv": "series-figures.ttl",
}
_ACTIONS: Final = ("treaties/actions.csv", "treaties/actions-world.csv")
_RULES: Final = ("treaties/entry-into-force-rules.csv",)
_MAPPERS: Final[tuple[tuple[str, Mapper], ...]] = (
    ("treaties/states.csv", state),
    ("treaties/instruments.csv", instrument),
    ("treaties/instruments.csv", membership),
    ("treaties/actions.csv", action),
    ("treaties/actions-world.csv", action),
    ("treaties/entry-into-force-rules.csv", rule),
    ("treaties/national-acts.csv", act_of_consent),
    ("law/laws.csv", national_act),
    ("presence/offices.csv", office),
    ("presence/programmes.csv", programme),
    ("presence/projects.csv", project),
    ("presence/projects.csv", participations),
    ("presence/organizations.csv", organization),
    ("presence/activities.csv", activity),
    ("presence/activities.csv", participations),
    ("presence/facilities.csv", facility),
    ("presence/organizations.csv", homepage),
    ("presence/programmes.csv", instrument_year),
    ("series/series.csv", series),
    ("series/observations.csv", series_source),
)
# A series without observations has no source, and says so by having none.
_SURE: Final = frozenset({series, series_source})
# What the tables hold from general knowledge, in rows that have a source for the rest.
_GENERAL_KNOWLEDGE: Final = frozenset({homepage, instrument_year})
# Rows without a code of their own: their IRIs end in a number, counted where the rest is the same.
_NUMBERED: Final[tuple[tuple[str, Stem, NodeMapper], ...]] = (
    ("treaties/status-snapshots.csv", coverage_stem, coverage),
    ("law/implements.csv", implementation_stem, implementation),
    ("law/authorities.csv", authority_stem, authority),
    ("law/reviews.csv", review_stem, review),
    ("series/observations.csv", observation_stem, observation),
)
_UNITS: Final = "series/unit-split.csv"


def units_of(tables: Tables) -> dict[str, Record]:
    """Give the rows that split units, by the unit as it is written."""
    return {record["unit_as_written"]: record for record in tables.get(_UNITS, ())}


def facts_of(tables: Tables, context: Context, refusals: Refusals) -> Facts:
    """Check and map every row that is not refused.

    Parameters
    ----------
    tables
        Tables by the name of their layout.
    context
        What the mappers know.
    refusals
        Takes the problems of rows, and says which rows are refused.
    """
    _check_cells(tables, context, refusals)
    for names, node_of, column, what in (
        (_ACTIONS, action_node, "date", "an action that no other row tells"),
        (_RULES, rule_node, "scope", "a rule that no other row tells"),
    ):
        rows = (row for table in names for row in tables.get(table, ()) if row not in refusals)
        for again in _repeated(rows, node_of):
            refusals(again.problem(column, what))
    kept = {table: [row for row in rows if row not in refusals] for table, rows in tables.items()}
    facts = Facts()
    for row in _rows(kept, context, refusals):
        try:
            triples = dict.fromkeys(row.say())
        except ImportDataError as problem:
            refusals(problem)
        else:
            facts.place(row, triples)
    _cite(kept, facts)
    return facts


def _rows(tables: Tables, context: Context, refusals: Refusals) -> Iterator[_Row]:
    """Yield each row as often as something maps it."""
    actions = (record for table in _ACTIONS for record in tables.get(table, ()))
    second: tuple[tuple[str, Mapper], ...] = (("treaties/cross-check.csv", SecondSources(actions)),)
    for table, mapper in (*_MAPPERS, *second):
        for record in tables.get(table, ()):
            sure = mapper in _SURE or (bool(record.values.get("source_url")) and mapper not in _GENERAL_KNOWLEDGE)
            is_apart = table in _FILES_OF_TABLES and mapper not in _SURE
            yield _Row(
                record,
                partial(mapper, record, context),
                sure=sure or isinstance(mapper, SecondSources),
                apart=_FILES_OF_TABLES[table] if is_apart else "",
            )
    numbering = Numbering(context.known)
    for table, stem, mapped in _NUMBERED:
        for record in tables.get(table, ()):
            kind, *codes = stem(record)
            describe = _about(mapped, record, context)
            yield _Row(
                record,
                partial(numbering.describe, thing(kind, *codes), describe),
                sure=bool(record["source_url"]),
                apart=_FILES_OF_TABLES.get(table, ""),
            )
    for rows in grouped(observations(tables), context, refusals):
        first = rows[0]
        say = partial(numbering.describe, figure_stem(first), _about(figure, rows, context), alike(first, context))
        yield _Row(first.record, say, sure=bool(first.record["source_url"]))


def _about(mapped: Callable[[ox.NamedNode, Row, Context], Iterator[ox.Triple]], row: Row, context: Context) -> Describe:
    return lambda node: mapped(node, row, context)


def _check_cells(tables: Tables, context: Context, refusals: Refusals) -> None:
    """See that each cell is what its layout declares; a value that was right once is right again."""
    for table, records in tables.items():
        columns: list[tuple[str, Column, set[str]]] = [(one.name, one, set()) for one in LAYOUTS[table].columns]
        for record in records:
            cells = record.values
            for column, declared, right in columns:
                cell = cells[column]
                if cell not in right:
                    problems = list(declared.problems(record, context))
                    for problem in problems:
                        refusals(problem)
                    if not problems:
                        right.add(cell)


def _cite(tables: Tables, facts: Facts) -> None:
    """Note the sources of the rows that are mapped, in each file that cites them, and what they are called."""
    columns = (*SOURCE_COLUMNS, "second_source_url")
    rows = [record for records in tables.values() for record in records]
    facts.titles.update(titles_of(rows, columns))
    for record in rows:
        cells = record.values
        for column in columns:
            if cells.get(column):
                facts.cited.setdefault(record.file, {}).update(dict.fromkeys(addresses(record, column)))


class _Row(NamedTuple):
    """A row with what it says: whether for sure, and in which data file if in one of its own."""

    record: Record
    say: Callable[[], Iterable[ox.Triple]]
    sure: bool
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What rows say, by the file that says it, in the order in which it was mapped.

    Attributes
    ----------
    confirmed, doubtful
        File to the triples that have a source, and to those that have none.
    apart
        Subjects whose confirmed triples have a data file of their own.
    cited
        File to the addresses of the sources that it cites.
    titles
        Address to what rows call the source there.
    """

    confirmed: dict[str, Statements] = field(default_factory=dict)
    doubtful: dict[str, Statements] = field(default_factory=dict)
    apart: dict[Subject, str] = field(default_factory=dict)
    cited: dict[str, dict[str, None]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)

    def place(self, row: _Row, triples: Statements) -> None:
        """Put what a row says where its source, or its having none, puts it."""
        (self.confirmed if row.sure else self.doubtful).setdefault(row.record.file, {}).update(triples)
        if row.apart:
            self.apart[next(iter(triples)).subject] = row.apart


def _repeated(records: Iterable[Record], node_of: Callable[[Record], ox.NamedNode]) -> Iterator[Record]:
    """Yield the rows whose node an earlier row has."""
    seen: set[ox.NamedNode] = set()
    for record in records:
        node = node_of(record)
        if node in seen:
            yield record
        seen.add(node)


def says_what_it_is(triple: ox.Triple) -> bool:
    """Tell whether a triple gives class, English label or code."""
    if triple.predicate == name("rdfs", "label"):
        return isinstance(triple.object, ox.Literal) and triple.object.language == "en"
    return triple.predicate in (name("rdf", "type"), name("dcterms", "identifier"))
