"""A query text to its answer: what is refused, where values go, which graphs are asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import get_ident
from typing import TYPE_CHECKING, Protocol, cast

import pyoxigraph as ox

from unodc_graph import sparql
from unodc_graph.errors import ParameterError, QueryError, QueryRefusedError
from unodc_graph.limits import NO_LIMITS, CountingRows, Limits
from unodc_graph.namespaces import GRAPH_BASE, PREFIXES
from unodc_graph.terms import from_python

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unodc_graph.store import GraphStore
    from unodc_graph.terms import Term

__all__ = ["Solutions", "as_terms", "ask", "evaluation_errors"]


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT query gives, before anything is read.

    Attributes
    ----------
    columns
        The variables, without question marks.
    found
        The solutions as the engine gives them, to be read once; or their TSV.
    places
        Where each column stands in them.
    thread
        Which thread asked: the engine lets no other one read, and ends the process if one tries.
    """

    columns: tuple[str, ...]
    found: ox.QuerySolutions | bytes
    places: tuple[int, ...]
    thread: int = field(default_factory=get_ident)

    @property
    def rows(self) -> Iterable[Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]:
        """The solutions as terms; ``None`` where a variable is not bound."""
        found = self.found
        self._check_thread()
        if isinstance(found, bytes):
            found = cast("ox.QuerySolutions", ox.parse_query_results(found, format=ox.QueryResultsFormat.TSV))
        return ([solution[place] for place in self.places] for solution in found)

    def read(self, max_rows: int | None = None) -> bytes:
        """Read the solutions as TSV, all columns in the order of the engine.

        Raises
        ------
        QueryError
            If the engine cannot evaluate the query, or another thread asked it.
        QueryLimitError
            If there are more than ``max_rows``.
        """
        if isinstance(self.found, bytes):
            return self.found
        self._check_thread()
        tsv = CountingRows(max_rows)
        with evaluation_errors():
            self.found.serialize(tsv, format=ox.QueryResultsFormat.TSV)
        return tsv.getvalue()

    def _check_thread(self) -> None:
        if get_ident() != self.thread and not isinstance(self.found, bytes):
            raise QueryError("the rows are read by the thread that asked; read them there first, as by len(table)")


def ask(
    store: GraphStore,
    text: str,
    *,
    bind: Mapping[str, object],
    graphs: Sequence[ox.NamedNode] | None,
    reach: Sequence[ox.NamedNode] | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
    limits: Limits = NO_LIMITS,
    elsewhere: Elsewhere | None = None,
) -> Solutions | bool | Iterable[ox.Triple]:
    """Ask a store.

    Parameters
    ----------
    text
        SELECT, ASK, CONSTRUCT or DESCRIBE; FROM and FROM NAMED choose among the graphs in reach.
    bind
        Variable name to the value that stands in its place.
    graphs
        The graphs whose union is asked; ``None`` means what a query sees.
    reach
        The graphs that GRAPH reaches; ``None`` means those that are asked.
    limits
        With a limit the whole answer is read at once.
    elsewhere
        Who asks where there is a time limit.

    Raises
    ------
    QuerySyntaxError, QueryRefusedError, QueryLimitError, ParameterError
        As ``KnowledgeGraph.query`` says.
    """
    sparql.check_query(text)
    asked = store.visible_graphs() if graphs is None else list(graphs)
    reached = asked if reach is None else list(reach)
    # Most queries hold no such word at all, and need not be read for their clauses.
    clauses = sparql.dataset_clauses(text, prefixes) if "from" in text.lower() else []
    if clauses:
        held = {graph.value: graph for graph in [*reached, *asked]}
        for clause in clauses:
            if clause.iri not in held:
                shown = ", ".join(iri.removeprefix(GRAPH_BASE) for iri in held)
                raise QueryRefusedError(
                    f"FROM <{clause.iri}> names a graph that the query cannot read, and nothing is fetched; "
                    f"it can read {shown or 'none'}",
                    clause.line,
                )
        asked = [held[iri] for iri in dict.fromkeys(clause.iri for clause in clauses if not clause.named)]
        reached = [held[iri] for iri in dict.fromkeys(clause.iri for clause in clauses if clause.named)]
        text = sparql.blank_out(text, clauses)
    prebound = sparql.prebind(text, as_terms(bind), prefixes) if bind else sparql.Prebound(text, frozenset())
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | bool | list[ox.Triple] | tuple[list[str], bytes]
    try:
        with evaluation_errors():
            if limits.timeout is None or elsewhere is None:
                told = sparql.predicates(prebound.text, prefixes) if len(asked) > 1 else None
                answer = store.query(prebound.text, asked, reached=reached, prefixes=dict(prefixes), predicates=told)
            else:
                answer = elsewhere(prebound.text, asked, reached=reached, prefixes=prefixes, limits=limits)
    except SyntaxError as error:
        raise sparql.syntax_error(text, str(error), prefixes) from None
    if isinstance(answer, (bool, ox.QueryBoolean)):
        return bool(answer)
    if isinstance(answer, (list, ox.QueryTriples)):
        return answer if limits.max_rows is None else list(limits.taken(answer))
    found: ox.QuerySolutions | bytes
    if isinstance(answer, tuple):
        columns, found = answer
    else:
        columns, found = [variable.value for variable in answer.variables], answer
    kept = [name for name in columns if name not in prebound.hidden]
    if _selects_everything(text):
        # The engine has an order of its own for SELECT *; people expect that of the text.
        order = sparql.variables(text)
        kept.sort(key=order.index)
    solutions = Solutions(tuple(kept), found, tuple(map(columns.index, kept)))
    return solutions if limits.max_rows is None else replace(solutions, found=solutions.read(limits.max_rows))


class Elsewhere(Protocol):
    """Asks in the place of the store; gives the columns and the TSV for SELECT."""

    def __call__(
        self,
        text: str,
        graphs: Sequence[ox.NamedNode],
        /,
        *,
        reached: Sequence[ox.NamedNode],
        prefixes: Mapping[str, str],
        limits: Limits,
    ) -> bool | list[ox.Triple] | tuple[list[str], bytes]:
        """Ask as ``GraphStore.query`` does, within limits."""
        ...


@contextmanager
def evaluation_errors() -> Iterator[None]:
    """Turn what the engine raises while it evaluates into the library's error.

    Raises
    ------
    QueryError
        If it cannot go on, as for a function that it does not know.
    """
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from None


def _selects_everything(text: str) -> bool:
    if "*" not in text:
        return False
    keys = [token.key for token in sparql.tokenize(text)]
    select = keys.index("SELECT")
    return "*" in keys[select + 1 : select + (3 if keys[select + 1] in ("DISTINCT", "REDUCED") else 2)]


def as_terms(bind: Mapping[str, object]) -> dict[str, Term]:
    """Turn the values of parameters into terms.

    Raises
    ------
    ParameterError
        If a value is no term.
    """
    terms: dict[str, Term] = {}
    for name, value in bind.items():
        try:
            terms[name] = from_python(value)
        except (TypeError, ValueError) as error:
            raise ParameterError(name, str(error)) from None
    return terms
