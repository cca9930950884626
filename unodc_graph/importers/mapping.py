"""Says which triple of a folder of tables goes into which data file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.codes import Codes
from unodc_graph.importers.facts import facts_of, says_what_it_is, units_of
from unodc_graph.importers.refusals import Refusals
from unodc_graph.importers.schemes import Schemes
from unodc_graph.importers.shared import Context
from unodc_graph.importers.sources import source
from unodc_graph.importers.tables import Tables, read_tables
from unodc_graph.importers.terms import name
from unodc_graph.namespaces import UGD_BASE
from unodc_graph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from unodc_graph.importers.codes import Thing
    from unodc_graph.importers.facts import Statements

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
    refusals = Refusals(collect=False)
    codes = Codes.from_tables(tables, known, refuse=refusals)
    facts = facts_of(tables, Context(codes, schemes, units_of(tables)), refusals)
    confirmed, doubtful = _together(facts.confirmed), _together(facts.doubtful)
    for address, titles in facts.titles.items():
        confirmed.update(dict.fromkeys(source(address, titles)))
    _keep_what_is_pointed_to(confirmed, doubtful)
    files: dict[str, list[ox.Triple]] = {}
    for triple in confirmed:
        files.setdefault(facts.apart.get(triple.subject) or data_file(triple), []).append(triple)
    rest = [triple for triple in doubtful if triple not in confirmed]
    if rest:
        files[UNCONFIRMED] = rest
    return dict(sorted(files.items()))


def _together(files: Mapping[str, Statements]) -> Statements:
    return {triple: None for statements in files.values() for triple in statements}


def data_file(triple: ox.Triple) -> str:
    """Give the name of the data file that describes the subject of a confirmed triple."""
    subject = triple.subject
    local = subject.value.removeprefix(UGD_BASE) if isinstance(subject, ox.NamedNode) else ""
    for kind, file in _FILES.items():
        if local.startswith(f"{kind}-"):
            return file
    raise ValueError(f"{subject} is of no kind that a data file describes")


def _keep_what_is_pointed_to(confirmed: Statements, doubtful: Statements) -> None:
    """Copy class, English label and code of doubtful things that confirmed facts speak of."""
    about = {triple.subject for triple in doubtful}
    if not about:
        return
    wanted = {term for triple in confirmed for term in (triple.subject, triple.object) if term in about}
    wanted -= {triple.subject for triple in confirmed if triple.predicate == name("rdf", "type")}
    for triple in doubtful:
        if triple.subject in wanted and says_what_it_is(triple):
            confirmed[triple] = None
