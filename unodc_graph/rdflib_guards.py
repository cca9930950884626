"""What keeps rdflib's own evaluator, which asks endpoints and loads files, from being reached by the views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from rdflib import Dataset, Graph
from rdflib.plugins.sparql import prepareQuery

from unodc_graph.errors import QueryRefusedError, QuerySyntaxError

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query, Update
    from rdflib.query import Processor, Result, UpdateProcessor
    from rdflib.store import Store

__all__ = ["EngineDataset", "EngineGraph", "refuse_reaching_out"]

_OWN_EVALUATOR: Final = (
    "without the store's own query, rdflib's evaluator asks endpoints and loads files; leave use_store_provided out"
)


class EngineGraph(Graph):
    """A graph whose queries and updates always go to its store."""

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name for it
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name for it
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        """Ask as rdflib does, by the engine.

        Raises
        ------
        QueryRefusedError
            For SERVICE, for FROM with a graph that is not there, and where rdflib's evaluator is asked for.
        """
        _refuse_own_evaluator(self.store, store_provided=use_store_provided)
        return super().query(query_object, processor, result, initNs, initBindings, use_store_provided, **kwargs)

    def update(
        self,
        update_object: Update | str,
        processor: str | UpdateProcessor = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name for it
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name for it
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> None:
        """Update as rdflib does, by the engine.

        Raises
        ------
        QueryRefusedError
            For LOAD and SERVICE, and where rdflib's evaluator is asked for.
        """
        _refuse_own_evaluator(self.store, store_provided=use_store_provided)
        super().update(update_object, processor, initNs, initBindings, use_store_provided, **kwargs)


class EngineDataset(EngineGraph, Dataset):
    """A dataset whose queries and updates, and those of its graphs, always go to its store."""

    def get_context(self, identifier: Any, quoted: bool = False, base: str | None = None) -> Graph:
        """Give a graph by its name."""
        return EngineGraph(self.store, identifier, self.namespace_manager, base)


def _refuse_own_evaluator(store: Store, *, store_provided: bool) -> None:
    # A sum of views is a graph in memory, with a store that has no query of its own.
    if not store_provided and hasattr(store, "query"):
        raise QueryRefusedError(_OWN_EVALUATOR)


def refuse_reaching_out(query: Query | str, text: str, prefixes: Mapping[str, Any]) -> None:
    """Refuse what rdflib's evaluator would fetch, by what rdflib reads in the query: it may be more than the engine does.

    Raises
    ------
    QueryRefusedError
        For SERVICE and FROM, and for what nests deeper than rdflib can read.
    QuerySyntaxError
        If it is no query to rdflib.
    """
    try:
        algebra = (prepareQuery(text, initNs=prefixes) if isinstance(query, str) else query).algebra
    except RecursionError:
        reason = "this nests too deep for rdflib, which a blank node as binding is left to; write the query flatter"
        raise QueryRefusedError(reason) from None
    except Exception as error:  # noqa: BLE001 - its parser and its algebra raise many kinds
        raise QuerySyntaxError(f"rdflib, which a blank node as binding is left to, says: {error}") from None
    parts: list[object] = [algebra]
    while parts:
        part = parts.pop()
        if getattr(part, "name", None) == "ServiceGraphPattern":
            raise QueryRefusedError("SERVICE asks another endpoint over the network, which a query here never does")
        if isinstance(part, Mapping):
            held = dict(part)  # get() of rdflib's own mapping gives something for every name
            if held.get("datasetClause"):
                raise QueryRefusedError("FROM together with a blank node as binding; leave one of them out")
            parts += held.values()
        elif isinstance(part, list | tuple):
            parts += part
