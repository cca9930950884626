"""Runs the mappers over a folder of tables and says which triple goes into which file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.activities import activity
from unodc_graph.importers.codes import Codes
from unodc_graph.importers.facilities import facility
from unodc_graph.importers.figures import figure, numbered, observations
from unodc_graph.importers.offices import office
from unodc_graph.importers.organizations import homepage, organization
from unodc_graph.importers.participations import participations
from unodc_graph.importers.programmes import instrument_year, programme
from unodc_graph.importers.projects import project
from unodc_graph.importers.schemes import Schemes
from unodc_graph.importers.shared import Context
from unodc_graph.importers.sources import sources
from unodc_graph.importers.states import SOURCE_COLUMNS, state
from unodc_graph.importers.tables import Tables, read_tables
from unodc_graph.importers.terms import name
from unodc_graph.importers.treaties import action, action_node, instrument, membership
from unodc_graph.namespaces import UGD_BASE
from unodc_graph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.codes import Thing

    Mapper = Callable[[Record, Context], Iterator[ox.Triple]]

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
    "source": "sources.ttl",
}
_STATES: Final = "treaties/states.csv"
_MAPPERS: Final[tuple[tuple[str, Mapper], ...]] = (
    ("treaties/instruments.csv", instrument),
    ("treaties/instruments.csv", membership),
    ("treaties/actions.csv", action),
    ("presence/offices.csv", office),
    ("presence/programmes.csv", programme),
    ("presence/projects.csv", project),
    ("presence/projects.csv", participations),
    ("presence/organizations.csv", organization),
    ("presence/activities.csv", activity),
    ("presence/activities.csv", participations),
    ("presence/facilities.csv", facility),
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
    every_state: bool = False,
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
    every_state
        Whether to keep the states that no other row names.

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
    confirmed: dict[ox.Triple, None] = {}
    doubtful: dict[ox.Triple, None] = {}

    def place(record: Record) -> dict[ox.Triple, None]:
        return confirmed if record["source_url"] else doubtful

    _refuse_repeated_actions(tables.get("treaties/actions.csv", ()))
    for table, mapper in _MAPPERS:
        for record in tables.get(table, ()):
            place(record).update(dict.fromkeys(mapper(record, context)))
    for table, mapper in _GENERAL_KNOWLEDGE:
        for record in tables.get(table, ()):
            doubtful.update(dict.fromkeys(mapper(record, context)))
    for node, rows in numbered(observations(tables), context):
        place(rows[0].record).update(dict.fromkeys(figure(node, rows, context)))

    named = {term for triple in [*confirmed, *doubtful] for term in (triple.subject, triple.object)}
    states = [
        record
        for record in tables.get(_STATES, ())
        if every_state or context.codes.things[record["iso3"]].node in named
    ]
    for record in states:
        place(record).update(dict.fromkeys(state(record, context)))
    confirmed.update(dict.fromkeys(_cited(tables, states)))

    _keep_what_is_pointed_to(confirmed, doubtful)
    files: dict[str, list[ox.Triple]] = {}
    for triple in confirmed:
        files.setdefault(data_file(triple), []).append(triple)
    rest = [triple for triple in doubtful if triple not in confirmed]
    if rest:
        files[UNCONFIRMED] = rest
    return dict(sorted(files.items()))


def data_file(triple: ox.Triple) -> str:
    """Give the name of the data file that describes the subject of a confirmed triple."""
    subject = triple.subject
    local = subject.value.removeprefix(UGD_BASE) if isinstance(subject, ox.NamedNode) else ""
    for kind, file in _FILES.items():
        if local.startswith(f"{kind}-"):
            return file
    raise ValueError(f"{subject} is of no kind that a data file describes")


_UNITS: Final = "series/unit-split.csv"


def _cited(tables: Tables, states: list[Record]) -> Iterator[ox.Triple]:
    """Describe the sources of the rows that are mapped."""
    rows = [
        record
        for table, records in tables.items()
        for record in (states if table == _STATES else records)
        if record.values.get("source_url")
    ]
    return sources(rows, columns=SOURCE_COLUMNS)


def _refuse_repeated_actions(records: Iterable[Record]) -> None:
    seen: set[ox.NamedNode] = set()
    for record in records:
        node = action_node(record)
        if node in seen:
            raise record.problem("date", "an action that no other row tells")
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
