"""Runs the mappers over a folder of tables and says which triple goes into which file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.activities import activity
from unodc_graph.importers.codes import Codes
from unodc_graph.importers.coverage import coverage, coverage_stem
from unodc_graph.importers.facilities import facility
from unodc_graph.importers.figures import figure, numbered, observations
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
from unodc_graph.importers.offices import office
from unodc_graph.importers.organizations import homepage, organization
from unodc_graph.importers.participations import participations
from unodc_graph.importers.programmes import instrument_year, programme
from unodc_graph.importers.projects import project
from unodc_graph.importers.schemes import Schemes
from unodc_graph.importers.series import observation, observation_stem, series, series_sources
from unodc_graph.importers.shared import Context
from unodc_graph.importers.sources import sources
from unodc_graph.importers.states import SOURCE_COLUMNS, state
from unodc_graph.importers.tables import Tables, read_tables
from unodc_graph.importers.terms import name, thing
from unodc_graph.importers.treaties import (
    action,
    action_node,
    instrument,
    membership,
    rule,
    rule_node,
    second_sources,
)
from unodc_graph.namespaces import UGD_BASE
from unodc_graph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.codes import Thing

    Mapper = Callable[[Record, Context], Iterator[ox.Triple]]
    NodeMapper = Callable[[ox.NamedNode, Record, Context], Iterator[ox.Triple]]
    Stem = Callable[[Record], tuple[str, ...]]
    _Subject = ox.NamedNode | ox.BlankNode | ox.Triple

__all__ = ["UNCONFIRMED", "bundled_schemes", "data_file", "map_folder", "map_tables"]

UNCONFIRMED: Final = "unconfirmed.ttl"
"""The data file for what no source is named for."""

_FILES: Final[Mapping[str, str]] = {
    "regional-organization": "states.ttl",
    "region": "states.ttl",
    "state": "states.ttl",
    "organization": "organizations.ttl",
    "office": "offices.ttl",
    "programme": "programmes.ttl",
    "project": "projects.ttl",
    "participation": "participations.ttl",
    "activity": "activities.ttl",
    "facility": "facilities.ttl",
    "figure": "figures.ttl",
    "instrument": "instruments.ttl",
    "collection": "instruments.ttl",
    "action": "treaty-actions.ttl",
    "entry-into-force-rule": "entry-into-force-rules.ttl",
    "coverage": "coverage.ttl",
    "national-act": "national-acts.ttl",
    "implementation": "implementations.ttl",
    "authority": "authorities.ttl",
    "review": "reviews.ttl",
    "series": "series.ttl",
    "source": "sources.ttl",
}
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
)
# Rows without a code of their own: their IRIs end in a number, counted where the rest is the same.
_NUMBERED: Final[tuple[tuple[str, Stem, NodeMapper], ...]] = (
    ("treaties/status-snapshots.csv", coverage_stem, coverage),
    ("law/implements.csv", implementation_stem, implementation),
    ("law/authorities.csv", authority_stem, authority),
    ("law/reviews.csv", review_stem, review),
    ("series/observations.csv", observation_stem, observation),
)
# What the tables hold from general knowledge, in rows that have a source for the rest.
_GENERAL_KNOWLEDGE: Final[tuple[tuple[str, Mapper], ...]] = (
    ("presence/organizations.csv", homepage),
    ("presence/programmes.csv", instrument_year),
)


def map_folder(folder: Path) -> dict[str, list[ox.Triple]]:
    """Map the tables of a folder with the codes of the bundled vocabularies.

    Returns
    -------
    dict
        As :func:`map_tables`.

    Raises
    ------
    ImportDataError
        If a table is not as expected; nothing is mapped then.
    """
    return map_tables(read_tables(folder), bundled_schemes())


def bundled_schemes() -> Schemes:
    """Read the bundled vocabularies."""
    return Schemes.from_triples(
        quad.triple
        for path in ontology_files()
        if path.parent.name == "vocabularies"
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    )


def map_tables(
    tables: Tables,
    schemes: Schemes,
    *,
    known: Mapping[str, Thing] | None = None,
) -> dict[str, list[ox.Triple]]:
    """Map tables to triples, by data file.

    A row without a source goes to the file of unconfirmed facts, and so does what a table holds
    from general knowledge; if a row with a source points to a row without one, class, English
    label and code of that row go where the pointing row goes.

    Parameters
    ----------
    tables
        What :func:`~unodc_graph.importers.tables.read_tables` gives.
    schemes
        The closed lists.
    known
        Things outside the tables that rows may point to, by code.

    Returns
    -------
    dict
        File name, in the order of the alphabet, to its triples, each once; a file that nothing
        goes into is missing.

    Raises
    ------
    ImportDataError
        If a cell cannot be mapped; it names file, row, column, value and what was expected.
    """
    context = Context(
        Codes.from_tables(tables, known),
        schemes,
        {record.required("unit_as_written"): record for record in tables.get(_UNITS, ())},
    )
    _refuse_repeated(_ACTIONS, tables, action_node, "date", "an action that no other row tells")
    _refuse_repeated(_RULES, tables, rule_node, "scope", "a rule that no other row tells")
    facts = _Facts({}, {}, {})
    for table, record, triples in _rows(tables, context):
        facts.place(table, record, triples)
    for node, rows in numbered(observations(tables), context):
        facts.place("", rows[0].record, figure(node, rows, context))
    for triples in _general_knowledge(tables, context):
        facts.doubtful.update(dict.fromkeys(triples))
    facts.confirmed.update(dict.fromkeys(_series(tables, context)))
    actions = (record for table in _ACTIONS for record in tables.get(table, ()))
    facts.confirmed.update(dict.fromkeys(second_sources(tables.get("treaties/cross-check.csv", ()), actions)))
    facts.confirmed.update(dict.fromkeys(_cited(tables)))

    _keep_what_is_pointed_to(facts.confirmed, facts.doubtful)
    files: dict[str, list[ox.Triple]] = {}
    for triple in facts.confirmed:
        files.setdefault(facts.apart.get(triple.subject) or data_file(triple), []).append(triple)
    rest = [triple for triple in facts.doubtful if triple not in facts.confirmed]
    if rest:
        files[UNCONFIRMED] = rest
    return dict(sorted(files.items()))


@dataclass(frozen=True, slots=True)
class _Facts:
    """Triples in the order in which they were mapped, and the subjects that have a file of their own."""

    confirmed: dict[ox.Triple, None]
    doubtful: dict[ox.Triple, None]
    apart: dict[_Subject, str]

    def place(self, table: str, record: Record, triples: Iterable[ox.Triple]) -> None:
        """Put what a row says where its source, or its having none, puts it."""
        found = dict.fromkeys(triples)
        (self.confirmed if record["source_url"] else self.doubtful).update(found)
        if table in _FILES_OF_TABLES:
            self.apart.update(dict.fromkeys((triple.subject for triple in found), _FILES_OF_TABLES[table]))


def _rows(tables: Tables, context: Context) -> Iterator[tuple[str, Record, Iterator[ox.Triple]]]:
    """Yield the rows that have a source of their own or none, with what they say."""
    for table, mapper in _MAPPERS:
        for record in tables.get(table, ()):
            yield table, record, mapper(record, context)
    for table, stem, mapped in _NUMBERED:
        for node, record in _counted(tables.get(table, ()), stem):
            yield table, record, mapped(node, record, context)


def _general_knowledge(tables: Tables, context: Context) -> Iterator[Iterator[ox.Triple]]:
    for table, mapper in _GENERAL_KNOWLEDGE:
        for record in tables.get(table, ()):
            yield mapper(record, context)


def data_file(triple: ox.Triple) -> str:
    """Give the name of the data file that describes the subject of a confirmed triple."""
    subject = triple.subject
    local = subject.value.removeprefix(UGD_BASE) if isinstance(subject, ox.NamedNode) else ""
    for kind, file in _FILES.items():
        if local.startswith(f"{kind}-"):
            return file
    raise ValueError(f"{subject} is of no kind that a data file describes")


_UNITS: Final = "series/unit-split.csv"


def _cited(tables: Tables) -> Iterator[ox.Triple]:
    """Describe the sources of the rows that are mapped."""
    columns = (*SOURCE_COLUMNS, "second_source_url")
    rows = [record for records in tables.values() for record in records if any(map(record.values.get, columns))]
    return sources(rows, columns=columns)


def _series(tables: Tables, context: Context) -> Iterator[ox.Triple]:
    """Map the series; a series without observations has no source, and says so by having none."""
    for record in tables.get("series/series.csv", ()):
        yield from series(record, context)
    yield from series_sources(tables.get("series/observations.csv", ()), context)


def _counted(records: Iterable[Record], stem: Stem) -> Iterator[tuple[ox.NamedNode, Record]]:
    """Yield each row with its IRI, numbered from 1 among the rows of one stem."""
    count: Counter[ox.NamedNode] = Counter()
    for record in records:
        kind, *codes = stem(record)
        of = thing(kind, *codes)
        count[of] += 1
        yield ox.NamedNode(f"{of.value}-{count[of]}"), record


def _refuse_repeated(
    names: Iterable[str], tables: Tables, node_of: Callable[[Record], ox.NamedNode], column: str, expected: str
) -> None:
    seen: set[ox.NamedNode] = set()
    for record in (record for table in names for record in tables.get(table, ())):
        node = node_of(record)
        if node in seen:
            raise record.problem(column, expected)
        seen.add(node)


def _keep_what_is_pointed_to(confirmed: dict[ox.Triple, None], doubtful: dict[ox.Triple, None]) -> None:
    """Copy class, English label and code of doubtful things that confirmed facts speak of."""
    described = {triple.subject for triple in confirmed if triple.predicate == name("rdf", "type")}
    wanted = {term for triple in confirmed for term in (triple.subject, triple.object)} - described
    for triple in doubtful:
        if triple.subject in wanted and _says_what_it_is(triple):
            confirmed[triple] = None


def _says_what_it_is(triple: ox.Triple) -> bool:
    if triple.predicate == name("rdfs", "label"):
        return isinstance(triple.object, ox.Literal) and triple.object.language == "en"
    return triple.predicate in (name("rdf", "type"), name("dcterms", "identifier"))
