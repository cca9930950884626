"""Asking: SPARQL and the catalogue."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

from unodc_graph import asking, catalog
from unodc_graph.errors import ParameterError
from unodc_graph.graph.base import StoredGraph
from unodc_graph.limits import Limits
from unodc_graph.results import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rdflib import Graph

__all__ = ["Asking"]


class Asking(StoredGraph):
    """What answers a question."""

    def query(
        self,
        text: str,
        *,
        bind: Mapping[str, object] | None = None,
        graphs: Sequence[str] | None = None,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> Table | bool | Graph:
        """Ask in SPARQL 1.1.

        Parameters
        ----------
        text
            SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of the project are known; one that the
            query declares itself wins.
        bind
            Variable name to the value that stands in its place everywhere: rdflib terms or Python
            values. A str is a text and is never looked up: a thing is bound by its IRI, as ``UGD["state-KAZ"]`` or
            ``kg.resolve("KAZ")``, and ``"KAZ"`` finds nothing where a state is expected.
        graphs
            Short names (``data``, ``import/NAME``) or IRIs of the graphs whose union is asked and
            that GRAPH can reach; ``None`` means what a query sees.
        timeout
            Seconds that it may take. The engine cannot be stopped, so a process that can be ended asks, and
            it asks a copy of the graphs: it is started with the first query that has a time limit, is kept
            for the next, and gets a new copy before the next one after a write. To start it, and to copy,
            some 0.5 s for each 100,000 statements, is not counted. The whole answer is read at once.
        max_rows
            Rows, or statements of a graph, that it may give. The whole answer is read at once.

        Returns
        -------
        Table, bool or rdflib.Graph
            For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

        Raises
        ------
        QuerySyntaxError
            With line, column and the line shown.
        QueryRefusedError
            For SERVICE, for an update, for FROM with a graph that the query cannot read.
        ParameterError
            If a bound variable is not in the query, is assigned by it, or has a value that is no term;
            if ``graphs`` names one that the store does not hold.
        QueryLimitError
            At a limit, with how far the query came; the graph works as before and nothing is left running.
        QueryError
            If the engine cannot evaluate it, as for a function that it does not know.

        Examples
        --------
        >>> from unodc_graph import UGD
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> table = kg.query(
        ...     "SELECT ?city WHERE { ?office ug:hostState $state ; ug:parent ugd:office-ROCA ; ug:city ?city }",
        ...     bind={"state": UGD["state-KGZ"]},
        ... )
        >>> [row.city for row in table]
        ['Bishkek']
        >>> kg.query("SELECT ?s { ?s ?p ?o }", timeout=10, max_rows=5)
        Traceback (most recent call last):
        unodc_graph.errors.QueryLimitError: the query reached its limit max_rows=5: ...
        """
        limits = Limits(timeout, max_rows)
        asked = None if graphs is None else self._store.select_graphs(graphs)
        answer = asking.ask(
            self._store, text, bind=bind or {}, graphs=asked, limits=limits, elsewhere=self._limited.query
        )
        if isinstance(answer, asking.Solutions):
            return Table(answer.columns, answer, self._names.labels)
        if isinstance(answer, bool):
            return answer
        return self._as_graph(answer)

    @property
    def queries(self) -> catalog.Catalog:
        """The catalogue: a mapping from the id of a query to what it asks and takes."""
        return self._catalog

    @cached_property
    def _catalog(self) -> catalog.Catalog:
        return catalog.Catalog()

    @overload
    def run(
        self, query_id: str, *, timeout: float | None = None, max_rows: int | None = None, **parameters: object
    ) -> Table: ...
    @overload
    def run(self, query_id: str, **parameters: object) -> Table: ...
    def run(
        self, query_id: str, *unnamed: object, timeout: Any = None, max_rows: Any = None, **parameters: object
    ) -> Table:
        """Run a query of the catalogue.

        Parameters
        ----------
        query_id
            A key of ``queries``.
        unnamed
            Nothing: parameters are given by their names.
        timeout, max_rows
            As for ``query``.
        parameters
            What the query declares. One that stands for a thing takes its code, its label, a CURIE
            or an IRI.

        Raises
        ------
        UnknownQueryError
            If there is no such query.
        ParameterError
            If a parameter is missing, unknown or of the wrong kind.
        UnknownTermError, AmbiguousTermError
            If a value stands for nothing of that kind, or for several things.
        QueryLimitError
            At a limit.
        TypeError
            If a parameter is given without its name.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> kg.run("projects-in-state", state="KAZ").columns
        ('project', 'title')
        """
        query = self.queries[query_id]
        if unnamed:
            takes = ", ".join(f"{one.name}={one.example!r}" for one in query.parameters.values())
            raise TypeError(
                f"parameters are given by name: kg.run({query_id!r}, {takes})"
                if takes
                else f"query {query_id!r} takes no parameters: kg.run({query_id!r})"
            )
        query.check(parameters)
        bound = {name: self._parameter(query, query.parameters[name], value) for name, value in parameters.items()}
        answer = self.query(query.text, bind=bound, graphs=query.graphs, timeout=timeout, max_rows=max_rows)
        return cast("Table", answer)

    def _parameter(self, query: catalog.Query, parameter: catalog.Parameter, value: object) -> object:
        if parameter.kind in catalog.LITERAL_KINDS:
            return parameter.literal(value, query.id)
        if not isinstance(value, str):
            raise ParameterError(
                parameter.name, f"must name a {parameter.kind}, as {parameter.example!r}", query=query.id
            )
        return self._names.resolve(value, parameter.kind)
