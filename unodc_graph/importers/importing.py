"""Brings tables of a user into the graph: all of them or, if asked for, what is right of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Never

import pyoxigraph as ox

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.codes import Codes
from unodc_graph.importers.differences import Differences
from unodc_graph.importers.facts import facts_of, says_what_it_is, units_of
from unodc_graph.importers.known import Known
from unodc_graph.importers.layouts import LAYOUTS
from unodc_graph.importers.recognition import recognised, spelled
from unodc_graph.importers.refusals import Refusals
from unodc_graph.importers.report import ImportedTable, ImportReport, Refusal
from unodc_graph.importers.shared import Context
from unodc_graph.importers.sources import source, source_node
from unodc_graph.importers.tables import records_of, rows_of
from unodc_graph.importers.terms import english, name
from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.store import DATA, UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.columns import Layout
    from unodc_graph.importers.facts import Facts, Statements
    from unodc_graph.importers.tables import Tables
    from unodc_graph.store import GraphStore

__all__ = ["import_tables"]

_SUFFIX: Final = ".csv"


@dataclass(frozen=True, slots=True)
class _File:
    """A file: which table it is, its rows, and whether it is a table from end to end."""

    path: Path
    layout: Layout | None
    read: int
    records: Sequence[Record]
    whole: bool = True


def import_tables(store: GraphStore, path: str | Path, *, keep_going: bool = False) -> ImportReport:
    """Read a table or a folder of them into the import graphs of the files.

    Parameters
    ----------
    store
        The graph, which is as before if this fails.
    path
        A CSV file, or a folder: its CSV files, and those below it, are read together.
    keep_going
        Whether rows that are refused are left out, and not everything with them.

    Raises
    ------
    ImportDataError
        If there is nothing to read, or something is refused and it is not to keep going; it carries
        the report then.
    """
    if not str(path):
        raise ImportDataError("''", None, None, None, "the name of a file or a folder")
    paths, skipped = _files(Path(path))
    refusals = Refusals(collect=True)
    files = [_read(file, refusals) for file in paths]
    graphs = store.import_graphs(paths)
    known = _known(store, [graphs[file.path] for file in files if file.whole])
    facts, left = _mapped(files, known, refusals, keep_going=keep_going)
    refused = tuple(map(Refusal.of, _in_order(refusals.problems, paths)))
    tables = [
        ImportedTable(
            str(file.path),
            "" if file.layout is None else file.layout.name,
            graphs[file.path].value.removeprefix(GRAPH_BASE),
            file.read,
        )
        for file in files
    ]
    if refused and not keep_going:
        report = ImportReport(tuple(tables), refused, (), skipped)
        first = refused[0]
        raise ImportDataError(first.file, first.line, first.field, first.value, first.expected, report=report)

    # What an unreadable file said before stays.
    graphs = {file.path: graphs[file.path] for file in files if file.whole}
    confirmed, doubtful = _settled(facts, known)
    differences = Differences(confirmed, known)
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for file, graph in graphs.items()
        for triple in confirmed.get(str(file), ())
    )
    store.replace_imports(
        graphs, quads, {graph: doubtful[str(file)] for file, graph in graphs.items() if str(file) in doubtful}
    )
    return ImportReport(
        tuple(
            replace(
                table,
                added=len(rows),
                unconfirmed=sum(1 for row in rows if row.values.get("source_url") == ""),
                statements=len(confirmed.get(table.file, ())),
            )
            for table, rows in ((table, left.get(table.file, [])) for table in tables)
        ),
        refused,
        tuple(differences.told({str(file): graph for file, graph in graphs.items()})),
        skipped,
    )


# -- files ---------------------------------------------------------------------------------


def _files(path: Path) -> tuple[list[Path], tuple[str, ...]]:
    """List the tables that a path stands for, and what else its folder holds."""
    try:
        if not path.is_dir():
            path.stat()
            return [path], ()
        inside = sorted(_inside(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ImportDataError(path, None, None, None, f"a file or folder that can be read ({reason})") from error
    found = [file for file in inside if file.suffix.lower() == _SUFFIX]
    if not found:
        raise ImportDataError(path, None, None, None, "a folder with at least one CSV file (looked for .csv)")
    return found, tuple(str(file) for file in inside if file not in found)


def _inside(path: Path) -> Iterator[Path]:
    """Give the files of a folder and of those in it; what is hidden, as an environment of Python, is left alone."""

    def fail(error: OSError) -> Never:
        raise error

    for folder, folders, names in os.walk(path, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _read(path: Path, refusals: Refusals) -> _File:
    """Read a file; if it is not a table from end to end, nothing of it."""
    file = str(path)
    layout: Layout | None = None
    lines: list[tuple[int, list[str]]] = []
    try:
        rows = rows_of(path.read_bytes(), file)
        line, written = next(rows, (1, []))
        header = spelled(written)
        layout = recognised(header, file, line)
        lines += rows
    except ImportDataError as problem:
        refusals(problem)
        return _File(path, layout, 0, (), whole=False)
    except OSError as error:
        refusals(ImportDataError(file, None, None, None, f"a file that can be read ({error.strerror})"))
        return _File(path, None, 0, (), whole=False)
    return _File(path, layout, len(lines), list(records_of(lines, file, header, refusals, layout.header)))


def _in_order(problems: Iterable[ImportDataError], paths: Sequence[Path]) -> list[ImportDataError]:
    place = {str(path): number for number, path in enumerate(paths)}
    return sorted(problems, key=lambda problem: (place.get(problem.file, len(place)), problem.row or 0))


# -- facts ---------------------------------------------------------------------------------


def _known(store: GraphStore, replaced: Iterable[ox.NamedNode]) -> Known:
    """Give what the graph says, but for what the files said when they were imported before."""
    outdated = store.parts_of(list(replaced))
    seen = [graph for graph in store.stated_graphs() if graph not in outdated]
    return Known(store.engine, frozenset(seen), frozenset((UNCONFIRMED,)), store.unconfirmed_of(outdated))


def _mapped(
    files: Sequence[_File], known: Known, refusals: Refusals, *, keep_going: bool
) -> tuple[Facts, dict[str, list[Record]]]:
    """Map what is not refused; give the rows that are left of each file too."""
    tables: Tables = {}
    refused: Tables = {}
    # In the order in which titles of sources are taken.
    for layout in LAYOUTS:
        found = [file.records for file in files if file.layout is not None and file.layout.file == layout]
        if found:
            tables[layout] = list(chain.from_iterable(found))
    schemes = known.schemes()
    things = known.things(schemes)
    while True:
        before = len(refusals.problems)
        codes = Codes.from_tables(tables, things, refuse=refusals, refused=refused)
        units = {**known.units(schemes), **units_of(tables)}
        facts = facts_of(tables, Context(codes, schemes, units, known), refusals)
        if len(refusals.problems) == before or not keep_going:
            break
        # A row that points to a refused one is refused in the next turn.
        for table, records in tables.items():
            refused.setdefault(table, []).extend(row for row in records if row in refusals)
            tables[table] = [row for row in records if row not in refusals]
    left: dict[str, list[Record]] = {}
    for records in tables.values():
        for record in records:
            left.setdefault(record.file, []).append(record)
    return facts, left


def _settled(facts: Facts, known: Known) -> tuple[dict[str, Statements], dict[str, list[ox.Triple]]]:
    """Give by file what goes into its graph, and what of it is unconfirmed.

    A thing that a query would see pointed to but not described gets class, label and code.
    """
    confirmed = dict(facts.confirmed)
    for file, cited in facts.cited.items():
        about = (triple for address in cited for triple in _cited(address, facts.titles[address], known))
        confirmed.setdefault(file, {}).update(dict.fromkeys(about))
    hidden: dict[object, list[ox.Triple]] = {}
    for triple in (*known.hidden(), *(triple for stated in facts.doubtful.values() for triple in stated)):
        if says_what_it_is(triple):
            hidden.setdefault(triple.subject, []).append(triple)
    is_described = name("rdf", "type")
    for stated in confirmed.values():
        pointed: set[object] = {triple.object for triple in stated} | {triple.subject for triple in stated}
        for node in pointed & hidden.keys():
            if not any(triple.predicate == is_described for triple in hidden[node] if triple in stated):
                stated.update(dict.fromkeys(hidden[node]))
    doubtful = {
        file: [triple for triple in stated if not any(triple in sure for sure in confirmed.values())]
        for file, stated in facts.doubtful.items()
    }
    return confirmed, doubtful


def _cited(address: str, titles: Sequence[str], known: Known) -> Iterator[ox.Triple]:
    """Describe a source, by the title that it has; if it is of the bundled data, say only what else it is called.

    The description of another import is repeated, because that may be replaced.
    """
    node = source_node(address)
    stated = known.says(node)
    if not stated:
        yield from source(address, titles)
        return
    if not known.is_of(DATA, node):
        yield from (ox.Triple(node, predicate, value) for predicate, value in sorted(stated, key=str))
    called = {value.value for _, value in stated if isinstance(value, ox.Literal)}
    for title in titles:
        if title not in called:
            yield ox.Triple(node, name("skos", "altLabel"), english(title))
