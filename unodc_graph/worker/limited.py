"""Queries of a store with a time limit."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from unodc_graph.errors import ClosedGraphError
from unodc_graph.worker.process import Worker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unodc_graph.limits import Limits
    from unodc_graph.store import GraphStore

__all__ = ["LimitedQueries"]


class LimitedQueries:
    """Asks a copy of a store, in a process that is started when first needed and then kept.

    One query at a time; the next waits, and its time begins when it is asked.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._worker: Worker | None = None
        self._owner = 0
        self._held: tuple[int, frozenset[str]] = (-1, frozenset())
        self._lock = Lock()

    @property
    def pid(self) -> int | None:
        """The number of the process; ``None`` if there is none."""
        return None if self._worker is None or not self._worker.is_alive else self._worker.pid

    def close(self) -> None:
        """End the process, whatever it does."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def query(
        self,
        text: str,
        graphs: Sequence[ox.NamedNode],
        *,
        reached: Sequence[ox.NamedNode],
        prefixes: Mapping[str, str],
        limits: Limits,
    ) -> bool | list[ox.Triple] | tuple[list[str], bytes]:
        """Ask as the store does.

        Returns
        -------
        bool, list of Triple, or tuple
            For SELECT the columns and the rows as TSV.

        Raises
        ------
        SyntaxError
            If the text is not a SPARQL query.
        RuntimeError
            If it cannot be evaluated.
        QueryLimitError
            If it reaches a limit.
        """
        with self._lock:
            if self._store.is_closed:
                raise ClosedGraphError
            worker = self._warm()
            epoch, default, missing = self._store.copy_of(graphs, reached, self._held)
            if epoch != self._held[0]:
                worker.tell({"do": "forget"})
                self._held = (epoch, frozenset())
            for graph, triples in missing.items():
                worker.tell({"do": "hold", "graph": graph}, triples)
            if missing:
                worker.ready()
            self._held = (epoch, self._held[1] | missing.keys())
            worker.tell(self._request(text, default, reached, prefixes, limits))
            told, data = worker.answer(cast("float", limits.timeout), limits)
        if told["part"] == "syntax":
            raise SyntaxError(told["told"])
        if told["part"] == "error":
            raise RuntimeError(told["told"])
        if "columns" in told:
            return told["columns"], data
        if "graph" in told:
            return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]
        return bool(told["answer"])

    def _warm(self) -> Worker:
        if self._worker is None or not self._worker.is_alive or self._owner != os.getpid():
            self._worker = Worker()
            self._owner = os.getpid()
            self._held = (-1, frozenset())
        return self._worker

    @staticmethod
    def _request(
        text: str,
        default: Sequence[ox.NamedNode],
        reached: Sequence[ox.NamedNode],
        prefixes: Mapping[str, str],
        limits: Limits,
    ) -> dict[str, object]:
        return {
            "do": "ask",
            "text": text,
            "default": [graph.value for graph in default],
            "reached": [graph.value for graph in reached],
            "prefixes": dict(prefixes),
            "timeout": limits.timeout,
            "max_rows": limits.max_rows,
        }
