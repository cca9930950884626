"""Live rdflib views of the store: one graph of what a query sees, and a dataset of the named graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import BNode, URIRef, Variable

from unodc_graph import asking, sparql, updating
from unodc_graph.errors import ParameterError, QueryRefusedError, UpdateError
from unodc_graph.namespaces import GRAPH_BASE, PREFIXES
from unodc_graph.rdflib_guards import EngineDataset, EngineGraph, refuse_reaching_out
from unodc_graph.store import DATA, INFERRED, GraphStore, is_internal
from unodc_graph.terms import from_rdflib, is_iri, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from rdflib.plugins.sparql.sparql import Query, Update
    from rdflib.term import Node

    Pattern = tuple[Node | None, Node | None, Node | None]
    Statement = tuple[Node, Node, Node]

__all__ = ["memory_graph", "named_graphs", "visible_graph"]

_UNION: Final = "__UNION__"


def visible_graph(store: GraphStore) -> Graph:
    """Give a graph that reads what a query sees and writes to the graph ``data``."""
    return _with_prefixes(EngineGraph(_VisibleStore(store), URIRef(DATA.value), bind_namespaces="none"))


def named_graphs(store: GraphStore) -> Dataset:
    """Give a dataset that reads and writes each graph by its name.

    Its default graph is empty; a SPARQL query without GRAPH asks what a query sees.
    """
    # rdflib types Dataset's store as str or Store and asks for no bind_namespaces of its own.
    return cast("Dataset", _with_prefixes(EngineDataset(_NamedStore(store))))


def memory_graph(statements: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """Give an rdflib graph in memory that holds statements of the engine."""
    graph = _with_prefixes(Graph(bind_namespaces="none"))
    with asking.evaluation_errors():
        for statement in statements:
            graph.add((to_rdflib(statement.subject), to_rdflib(statement.predicate), to_rdflib(statement.object)))
    return graph


def _with_prefixes(graph: Graph) -> Graph:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


class _EngineStore(Store):
    """What both views share: prefixes, and SPARQL run by the engine."""

    # pySHACL and the parsers of formats with named graphs take no store that says otherwise.
    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._namespace_of: dict[str, URIRef] = {}
        self._prefix_of: dict[URIRef, str] = {}
        super().__init__()

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        if not override and (prefix in self._namespace_of or namespace in self._prefix_of):
            return
        self._prefix_of.pop(self._namespace_of.pop(prefix, URIRef("")), None)
        self._namespace_of.pop(self._prefix_of.pop(namespace, ""), None)
        self._namespace_of[prefix], self._prefix_of[namespace] = namespace, prefix

    def prefix(self, namespace: URIRef) -> str | None:
        return self._prefix_of.get(namespace)

    def namespace(self, prefix: str) -> URIRef | None:
        return self._namespace_of.get(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        yield from list(self._namespace_of.items())

    def _parts(self, context: Graph | None) -> list[tuple[list[ox.NamedNode], list[Graph | None]]]:
        """Give what is read one after the other: graphs as one, and what rdflib is told they are."""
        raise NotImplementedError

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Iterator[tuple[Statement, Iterator[Graph | None]]]:
        pattern = _engine_pattern(triple_pattern)
        for graphs, contexts in [] if pattern is None else self._parts(context):
            for quad in self._store.triples(*cast("tuple[Any, Any, Any]", pattern), graphs):
                yield _statement(quad), iter(contexts)

    def __len__(self, context: Graph | None = None) -> int:
        return sum(self._store.count(graphs) for graphs, _ in self._parts(context))

    def _asked(self, query_graph: str) -> Sequence[ox.NamedNode] | None:
        """Give the graphs that a query through this view asks; ``None`` for what a query sees."""
        raise NotImplementedError

    def _reached(self) -> Sequence[ox.NamedNode] | None:
        """Give the graphs that GRAPH reaches; ``None`` for those that are asked."""
        return None

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name for it
        initBindings: Mapping[str, Any],  # noqa: N803 - rdflib's name for it
        queryGraph: str,  # noqa: N803 - rdflib's name for it
        **kwargs: Any,
    ) -> Result:
        text, prefixes = _text_of(query, initNs, kwargs)
        if any(isinstance(value, BNode) for value in initBindings.values()):
            # A blank node has no name that a query could hold. rdflib's own evaluator takes it over,
            # once it is sure that the query asks nobody else.
            sparql.check_query(text)
            refuse_reaching_out(query, text, prefixes)
            raise NotImplementedError
        answer = asking.ask(
            self._store,
            text,
            bind=_bound(text, initBindings),
            graphs=self._asked(queryGraph),
            reach=self._reached(),
            prefixes=prefixes,
        )
        if isinstance(answer, bool):
            result = Result("ASK")
            result.askAnswer = answer
        elif isinstance(answer, asking.Solutions):
            result = Result("SELECT")
            result.vars = [Variable(name) for name in answer.columns]
            # rdflib reads this lazily, though it types it as a sequence.
            result.bindings = cast("Any", _bindings(result.vars, answer))
        else:
            result = Result("CONSTRUCT")
            result.graph = memory_graph(answer)
        return result

    def update(
        self,
        update: Update | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name for it
        initBindings: Mapping[str, Any],  # noqa: N803 - rdflib's name for it
        queryGraph: str,  # noqa: N803 - rdflib's name for it
        **kwargs: Any,
    ) -> None:
        text, prefixes = _text_of(update, initNs, kwargs)
        self._update(text, _bound(text, initBindings), prefixes, queryGraph)

    def _update(self, text: str, bind: Mapping[str, Any], prefixes: dict[str, str], query_graph: str) -> None:
        raise NotImplementedError


class _VisibleStore(_EngineStore):
    """Reads what a query sees, writes to the graph ``data``."""

    def _parts(self, context: Graph | None) -> list[tuple[list[ox.NamedNode], list[Graph | None]]]:
        return [(self._store.visible_graphs(), [])]

    def contexts(self, triple: Statement | None = None) -> Generator[Graph, None, None]:
        yield from ()

    def add_graph(self, graph: Graph) -> None:
        _only_data(graph)

    def remove_graph(self, graph: Graph) -> None:
        # rdflib's reader of N-Quads empties the unnamed graph before it begins.
        if str(graph.identifier) == str(DATASET_DEFAULT_GRAPH_ID):
            return
        raise UpdateError("remove statements one by one, or the graph data through kg.dataset", graph=DATA.value)

    def add(self, triple: Statement, context: Graph, quoted: bool = False) -> None:
        self._store.apply([], [_quad(triple, _only_data(context))])

    def addN(self, quads: Iterable[tuple[Node, Node, Node, Graph]]) -> None:  # noqa: N802 - rdflib's name for it
        self._store.apply([], [_quad((s, p, o), _only_data(graph)) for s, p, o, graph in quads])

    def remove(self, triple: Pattern, context: Graph | None = None) -> None:
        pattern = _engine_pattern(triple)
        if pattern is not None:
            found = [quad.triple for quad in self._store.triples(*pattern, self._store.visible_graphs())]
            updating.remove_from_data(self._store, found)

    def _asked(self, query_graph: str) -> None:
        return None

    def _update(self, text: str, bind: Mapping[str, Any], prefixes: dict[str, str], query_graph: str) -> None:
        updating.update_data(self._store, text, bind=bind, prefixes=prefixes)


class _NamedStore(_EngineStore):
    """Reads and writes each graph by its name."""

    def _parts(self, context: Graph | None) -> list[tuple[list[ox.NamedNode], list[Graph | None]]]:
        if context is None or _named(context) == [INFERRED]:
            self._store.refresh()
        graphs = self._store.named_graphs() if context is None else _named(context)
        return [([graph], [self._context(graph)]) for graph in graphs]

    def contexts(self, triple: Statement | None = None) -> Generator[Graph, None, None]:
        self._store.refresh()
        for graph in self._store.named_graphs():
            if triple is None or next(self.triples(triple, self._context(graph)), None) is not None:
                yield self._context(graph)

    def _context(self, graph: ox.NamedNode) -> Graph:
        return EngineGraph(self, URIRef(graph.value), bind_namespaces="none")

    def add(self, triple: Statement, context: Graph, quoted: bool = False) -> None:
        self._store.apply([], [_quad(triple, _writable(context))])

    def addN(self, quads: Iterable[tuple[Node, Node, Node, Graph]]) -> None:  # noqa: N802 - rdflib's name for it
        self._store.apply([], [_quad((s, p, o), _writable(graph)) for s, p, o, graph in quads])

    def remove(self, triple: Pattern, context: Graph | None = None) -> None:
        pattern = _engine_pattern(triple)
        if pattern is None:
            return
        if context is None:
            graphs = [graph for graph in self._store.named_graphs() if graph != INFERRED]
        else:
            graphs = [_writable(context)]
        self._store.apply([quad for graph in graphs for quad in self._store.triples(*pattern, [graph])], [])

    def add_graph(self, graph: Graph) -> None:
        # rdflib calls this for every graph that is only looked at: one comes to be when it is written to.
        _named(graph)

    def remove_graph(self, graph: Graph) -> None:
        # rdflib's reader of N-Quads empties the unnamed graph before it begins.
        if _named(graph):
            self._store.remove_graph(_writable(graph))

    def _asked(self, query_graph: str) -> Sequence[ox.NamedNode] | None:
        if str(query_graph) in (_UNION, str(DATASET_DEFAULT_GRAPH_ID)):
            return None
        return _named(URIRef(query_graph))

    def _reached(self) -> Sequence[ox.NamedNode]:
        self._store.refresh()
        return self._store.named_graphs()

    def _update(self, text: str, bind: Mapping[str, Any], prefixes: dict[str, str], query_graph: str) -> None:
        asked = self._asked(query_graph)
        if asked:
            updating.update_graph(self._store, asked[0], text, bind=bind, prefixes=prefixes)
        else:
            updating.update_dataset(self._store, text, bind=bind, prefixes=prefixes)


def _text_of(
    text: Query | Update | str, prefixes: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    """Give the text of a query or update, prepared or not, and the prefixes known to it."""
    base = options.get("base")
    if not isinstance(text, str):
        # A prepared one keeps what it was made from; run by rdflib's evaluator it could reach the network.
        try:
            text, declared, base = text._original_args  # noqa: SLF001 - the only place where rdflib keeps it
        except AttributeError:
            raise QueryRefusedError(
                "this query does not know its text: make it with prepareQuery, or give the text"
            ) from None
        prefixes = {**prefixes, **declared}
    known = {**PREFIXES, **{str(name): str(namespace) for name, namespace in prefixes.items()}}
    for name, namespace in known.items():
        if not is_iri(namespace):
            raise ParameterError(name, f"is a prefix for {namespace!r}, which is no IRI")
    if base is not None and not is_iri(str(base)):
        raise ParameterError("base", f"must be an IRI, not {base!r}")
    return (text if base is None else f"BASE <{base}> {text}"), known


def _bound(text: str, bindings: Mapping[str, Any]) -> dict[str, Any]:
    """Give the bindings that the text uses: rdflib, unlike the library, passes over the others."""
    used = sparql.variables(text) if bindings else []
    named = {str(name).lstrip("?$"): value for name, value in bindings.items()}
    return {name: value for name, value in named.items() if name in used}


def _bindings(variables: Sequence[Variable], answer: asking.Solutions) -> Iterator[dict[Variable, Node]]:
    with asking.evaluation_errors():
        for solution in answer.rows:
            yield {
                variable: to_rdflib(term)
                for variable, term in zip(variables, solution, strict=True)
                if term is not None
            }


def _statement(quad: ox.Quad) -> Statement:
    return (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object))


def _engine_pattern(pattern: Pattern) -> tuple[Any, Any, Any] | None:
    """Give the pattern in terms of the engine; ``None`` for one that no statement can match."""
    try:
        subject, predicate, object_ = (None if node is None else from_rdflib(node) for node in pattern)
    except ValueError:
        return None
    if isinstance(subject, ox.Literal) or isinstance(predicate, (ox.Literal, ox.BlankNode)):
        return None
    return subject, predicate, object_


def _quad(triple: Statement, graph: ox.NamedNode) -> ox.Quad:
    """Give the statement as the engine holds it.

    Raises
    ------
    UpdateError
        If it is not RDF.
    """
    try:
        subject, predicate, object_ = map(from_rdflib, triple)
        return ox.Quad(cast("Any", subject), cast("Any", predicate), object_, graph)
    except (ValueError, TypeError) as error:
        shown = " ".join(map(repr, triple))
        raise UpdateError(f"not a statement that a graph can hold: {shown}: {error}") from error


def _named(context: Graph | URIRef) -> list[ox.NamedNode]:
    identifier = getattr(context, "identifier", context)
    if identifier == DATASET_DEFAULT_GRAPH_ID:
        return []
    if isinstance(identifier, URIRef) and is_iri(str(identifier)) and not is_internal(str(identifier)):
        return [ox.NamedNode(str(identifier))]
    raise UpdateError(f"a graph has an IRI for a name, as in URIRef('{GRAPH_BASE}data'), and not {identifier!r}")


def _only_data(context: Graph) -> ox.NamedNode:
    """Give the graph ``data``.

    Raises
    ------
    UpdateError
        If another graph is meant, as by a TriG file that names one.
    """
    if str(context.identifier) not in (DATA.value, str(DATASET_DEFAULT_GRAPH_ID)):
        raise UpdateError(
            f"kg.graph writes to the graph data, not to <{context.identifier}>: write named graphs through kg.dataset, "
            "or load the file with kg.add",
            graph=str(context.identifier),
        )
    return DATA


def _writable(context: Graph) -> ox.NamedNode:
    """Give the graph to write to.

    Raises
    ------
    UpdateError
        If none is named, or it is the derived one.
    """
    names = _named(context)
    if not names:
        raise UpdateError(f"say which graph to write to, as in kg.dataset.graph(URIRef('{GRAPH_BASE}data'))")
    if names[0] == INFERRED:
        raise UpdateError(
            "the graph inferred is derived from the others: write what it is derived from", graph=INFERRED.value
        )
    return names[0]
