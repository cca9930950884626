"""Compares a saved status table with what the graph holds; the graph stays as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from unodc_graph.errors import ParameterError
from unodc_graph.reconciling.comparing import compared
from unodc_graph.reconciling.lists import read_list
from unodc_graph.reconciling.reconciliation import Reconciliation, Things
from unodc_graph.reconciling.recorded import Recorded
from unodc_graph.reconciling.saved import read_saved
from unodc_graph.reconciling.status_tables import read_status_tables
from unodc_graph.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox
    from rdflib.term import URIRef

    from unodc_graph.names import Names
    from unodc_graph.reconciling.acts import Key, RecordedAct
    from unodc_graph.reconciling.reconciliation import ComparedAct, Outcome
    from unodc_graph.reconciling.saved import Saved
    from unodc_graph.reconciling.told import Told
    from unodc_graph.store import GraphStore

__all__ = ["reconcile"]


def reconcile(store: GraphStore, names: Names, file: str | Path, instrument: str | None) -> Reconciliation:
    """Compare a saved status table with a store; see ``KnowledgeGraph.reconcile``."""
    asked = None if instrument is None else names.resolve(instrument, "instrument")
    saved = read_saved(file)
    recorded = Recorded(store, names)
    if saved.layout == "acts":
        told = read_list(saved, recorded, asked)
        instruments = sorted({key.instrument for key in told.rows}, key=str)
    else:
        about = _instrument(saved, recorded, asked)
        told = read_status_tables(saved, recorded, about)
        instruments = [about]
    held = [act for one in instruments for act in recorded.acts_on(one)]
    if told.kinds is not None:
        held = [act for act in held if act.kind in told.kinds]
    is_whole = told.kinds is not None and _is_whole(told, held)
    within = held if is_whole else [act for act in held if act.key in told.rows]
    found = compared(told.acts, within, partial(_why_missing, told))
    nodes = {node for key in (*told.rows, *(act.key for act in within)) for node in key} | set(instruments)
    labels = recorded.labels(nodes)
    return Reconciliation(
        file=saved.file,
        layout=saved.layout,
        instruments=tuple(cast("URIRef", to_rdflib(node)) for node in instruments),
        scope=_scope(told, recorded, is_whole=is_whole),
        agreements=_of(found, "agreement"),
        differences=_of(found, "difference"),
        missing_here=_of(found, "missing-here"),
        missing_there=_of(found, "missing-there"),
        not_recognised=tuple(told.not_recognised),
        not_read=tuple(told.not_read),
        remarks=(*saved.remarks, *told.remarks),
        things=Things(
            {node.value: label for node, label in labels.items()},
            {node.value: recorded.code(node) for node in nodes},
            {code: (kind.node.value, kind.label) for code, kind in recorded.kinds.items()},
        ),
    )


def _of(acts: Iterable[ComparedAct], outcome: Outcome) -> tuple[ComparedAct, ...]:
    return tuple(act for act in acts if act.outcome == outcome)


def _instrument(saved: Saved, recorded: Recorded, asked: ox.NamedNode | None) -> ox.NamedNode:
    """Give the one instrument of a status table: the one that is asked for, or the one that the file names."""
    called = [nodes[0] for name in saved.names if len(nodes := recorded.instruments_called(name)) == 1]
    named = list(dict.fromkeys(called))
    if asked is not None and (asked in named or not named):
        return asked
    if asked is None and len(named) == 1:
        return named[0]
    codes = " and of ".join(repr(recorded.code(node)) for node in named)
    if asked is not None:
        expected = f"{saved.file} says that it is of {codes}, and not of {recorded.code(asked)!r}"
    else:
        names = f", which the file calls {' or '.join(map(repr, saved.names))}" if saved.names else ""
        expected = f"says that it is of {codes}" if named else f"does not tell of which instrument it is{names}"
        how = "give its code, label or number in the depositary's series, as 'untoc' or 'XVIII-12'"
        expected = f"{saved.file} {expected}: {how}"
    raise ParameterError("instrument", expected)


def _why_missing(told: Told, key: Key) -> str:
    if key in told.unread:
        return f"a cell of this participant is not read, on line {told.unread[key]}"
    return "" if key in told.rows else "the file has no row for this participant"


def _is_whole(told: Told, held: list[RecordedAct]) -> bool:
    """Tell a whole status table from an excerpt: it has rows for half of the participants that the graph has acts of."""
    known = {act.key for act in held}
    return 2 * len(known & told.rows) >= len(known)


def _scope(told: Told, recorded: Recorded, *, is_whole: bool) -> str:
    if told.kinds is None:
        return "the acts of each participant on each instrument that the file has a row for"
    kinds = ", ".join(sorted(recorded.kinds[kind].label for kind in told.kinds))
    if is_whole:
        return f"the acts of every participant ({kinds}), because it has rows for at least half of those who acted"
    return f"the acts of the participants that the file has rows for ({kinds}), because these are fewer than half of those who acted"
