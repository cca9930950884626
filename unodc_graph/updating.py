"""SPARQL updates through the views: what they read, where they write, and what they must not delete."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import asking, sparql
from unodc_graph.errors import UpdateError
from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.store import DATA, INFERRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unodc_graph.sparql import Operation
    from unodc_graph.store import GraphStore

__all__ = ["remove_from_data", "update_data", "update_named"]

_BY_PATTERN: Final = ("insert data", "delete data", "delete where", "modify")


def remove_from_data(store: GraphStore, triples: Iterable[ox.Triple]) -> None:
    """Remove triples that a query sees from the graph ``data``, all of them or none.

    A triple that stands nowhere is passed over, as SPARQL does; one that is derived goes with what
    it is derived from.

    Raises
    ------
    UpdateError
        If a triple would stay, because it stands in another graph only.
    """
    removed, derived = _removable(store, triples)
    _write(store, removed, [], derived)


def update_data(
    store: GraphStore, text: str, *, bind: Mapping[str, object], prefixes: Mapping[str, str], graph: ox.NamedNode = DATA
) -> None:
    """Run an update that reads what a query sees and writes to the graph ``data``, all of it or nothing.

    Raises
    ------
    UpdateError
        If an operation names graphs to write to, or deletes what stands only in another graph.
    QuerySyntaxError, QueryRefusedError, ParameterError
        As for a query.
    """
    done: list[tuple[list[ox.Quad], list[ox.Quad]]] = []
    try:
        for operation in _operations(text, bind, prefixes):
            _check_names_no_graph(operation)
            removed, added, derived = _difference(store, operation, prefixes, graph)
            _write(store, removed, added, derived)
            done.append((removed, added))
    except BaseException:
        for removed, added in reversed(done):
            store.apply(added, removed)
        raise


def _removable(store: GraphStore, triples: Iterable[ox.Triple]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Give the statements of ``data`` among triples, and those that are only derived."""
    others = [graph for graph in store.stated_graphs() if graph != DATA]
    stated: list[ox.Quad] = []
    derived: list[ox.Quad] = []
    for triple in triples:
        for graph in others:
            quad = ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            if quad in store.engine:
                raise _stays(quad, f"write to it by kg.dataset.graph(URIRef({graph.value!r}))")
        quad = ox.Quad(triple.subject, triple.predicate, triple.object, DATA)
        if quad in store.engine:
            stated.append(quad)
            continue
        store.refresh()
        quad = ox.Quad(triple.subject, triple.predicate, triple.object, INFERRED)
        if quad in store.engine:
            derived.append(quad)
    return stated, derived


def _write(store: GraphStore, removed: list[ox.Quad], added: list[ox.Quad], derived: list[ox.Quad]) -> None:
    """Write, and take it back if a derived statement that was to go is derived again."""
    store.apply(removed, added)
    if derived:
        store.refresh()
        for quad in derived:
            if quad in store.engine:
                store.apply(added, removed)
                raise _stays(quad, "it is derived, so change what it is derived from")


def _stays(quad: ox.Quad, remedy: str) -> UpdateError:
    graph = cast("ox.NamedNode", quad.graph_name).value
    name = graph.removeprefix(GRAPH_BASE)
    return UpdateError(
        f"cannot delete {quad.triple}: it stands in the graph {name}, and this view writes to data; "
        f"{remedy}. Nothing was written",
        graph=graph,
    )


def _check_names_no_graph(operation: Operation) -> None:
    if operation.kind not in _BY_PATTERN or operation.has_graph_clause or operation.with_graph:
        raise UpdateError(
            f"{operation.kind.upper()} that names graphs: this view writes to one graph; "
            "name graphs through kg.dataset.update"
        )


def _difference(
    store: GraphStore, operation: Operation, prefixes: Mapping[str, str], graph: ox.NamedNode
) -> tuple[list[ox.Quad], list[ox.Quad], list[ox.Quad]]:
    """Give what an operation takes out of a graph, what it puts in, and what must not be derived any more."""
    # What only writes data reads nothing, and what is derived need not be renewed for it.
    reads = graph == DATA and operation.where is not None
    asked: Sequence[ox.NamedNode] = store.visible_graphs() if reads else [graph]
    reached: Sequence[ox.NamedNode] = asked
    if operation.using or operation.using_named:
        reached = [ox.NamedNode(iri) for iri in operation.using_named]
        asked = [ox.NamedNode(iri) for iri in operation.using]

    def construct(template: str | None) -> list[ox.Triple]:
        if template is None:
            return []
        query = f"{operation.prologue}\nCONSTRUCT {template} WHERE {operation.where or '{}'}"
        answer = asking.ask(store, query, bind={}, graphs=asked, reach=reached, prefixes=prefixes)
        return list(dict.fromkeys(cast("ox.QueryTriples", answer)))

    deleted, inserted = construct(operation.delete_template), construct(operation.insert_template)
    derived: list[ox.Quad] = []
    if graph == DATA:
        gone, derived = _removable(store, deleted)
    else:
        gone = [quad for quad in _in(graph, deleted) if quad in store.engine]
    # Undoing must not take out what stood there before.
    new = [quad for quad in _in(graph, inserted) if quad not in store.engine or quad in gone]
    return gone, new, [quad for quad in derived if quad.triple not in inserted]


def _in(graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def update_named(
    store: GraphStore, text: str, *, bind: Mapping[str, object], prefixes: Mapping[str, str], graph: ox.NamedNode | None
) -> None:
    """Run an update over the named graphs, all of it or nothing; patterns without GRAPH read what a query sees.

    Parameters
    ----------
    graph
        The graph to read and write where the text names none; ``None`` means that it must name one.

    Raises
    ------
    UpdateError
        If an operation writes to no named graph, or to the derived one.
    QuerySyntaxError, QueryRefusedError, ParameterError
        As for a query.
    """
    if graph is not None:
        if graph == INFERRED:
            raise _derived_target()
        update_data(store, text, bind=bind, prefixes=prefixes, graph=graph)
        return
    parts = _operations(text, bind, prefixes)
    for operation in parts:
        _check_target(operation, prefixes)
    # The engine takes back one operation that fails, not the ones before it.
    backup = store.backup() if len(parts) > 1 or any(map(_writes_where_it_finds, parts)) else None
    try:
        for operation in parts:
            store.refresh()
            derived = _sorted_derived(store) if _writes_where_it_finds(operation) else None
            _run_named(store, operation, prefixes)
            _check_derived(store, derived)
    except BaseException:
        if backup is not None:
            store.restore(backup)
        raise


def _run_named(store: GraphStore, operation: Operation, prefixes: Mapping[str, str]) -> None:
    text = operation.text
    if operation.where is not None:
        # Without USING the engine would read, and GRAPH reach, what is not for people to see.
        using = operation.using or ([operation.with_graph] if operation.with_graph else ())
        if operation.using or operation.using_named:
            named = operation.using_named
        else:
            named = tuple(graph.value for graph in store.named_graphs())
        if not using and not operation.using_named:
            using = [graph.value for graph in store.without_repeats(store.visible_graphs())]
        clauses = [*(f"USING <{iri}>" for iri in using), *(f"USING NAMED <{iri}>" for iri in named)]
        templates = [
            f"{word} {template}"
            for word, template in (("DELETE", operation.delete_template), ("INSERT", operation.insert_template))
            if template is not None
        ]
        into = [f"WITH <{operation.with_graph}>"] if operation.with_graph else []
        text = "\n".join([*into, *templates, *clauses, f"WHERE {operation.where}"])
    try:
        store.update(sparql.for_engine(f"{operation.prologue}\n{text}", prefixes), prefixes=dict(prefixes))
    except SyntaxError as error:
        raise sparql.syntax_error(text, str(error), prefixes) from None
    except (RuntimeError, OSError) as error:
        raise UpdateError(f"{operation.kind.upper()} cannot be done: {error}. Nothing was written") from None


def _writes_where_it_finds(operation: Operation) -> bool:
    """Say whether a template writes to graphs that a variable stands for."""
    templates = filter(None, (operation.delete_template, operation.insert_template))
    return operation.where is not None and any(
        before.key == "GRAPH" and token.kind is sparql.Kind.VARIABLE
        for template in templates
        for before, token in pairwise(sparql.tokenize(f"INSERT {template}"))
    )


def _check_target(operation: Operation, prefixes: Mapping[str, str]) -> None:
    written = [operation.with_graph, *operation.targets]
    if operation.kind in _BY_PATTERN:
        for template in filter(None, (operation.delete_template, operation.insert_template)):
            named, outside = _graphs_of(template)
            written += [sparql.resolve_iri(name, operation.prologue, prefixes) for name in named]
            if outside and not operation.with_graph:
                raise UpdateError("say which graph to write to: GRAPH <…> { … } around each statement, or WITH <…>")
    elif {"DEFAULT", "ALL", "NAMED"} & set(operation.targets):
        raise UpdateError(
            "the dataset has no unnamed graph, and some of its graphs are not for writing: name each graph"
        )
    if INFERRED.value in written:
        raise _derived_target()


def _sorted_derived(store: GraphStore) -> list[bytes]:
    return sorted(store.ntriples([INFERRED]).split(b"\n"))


def _check_derived(store: GraphStore, before: list[bytes] | None) -> None:
    """See that an update left the derived graph as it was; ``None`` where it cannot have written to it."""
    if before is not None and before != _sorted_derived(store):
        raise _derived_target()


def _derived_target() -> UpdateError:
    return UpdateError(
        "the graph inferred is derived from the others: write what it is derived from. Nothing was written",
        graph=INFERRED.value,
    )


def _graphs_of(template: str) -> tuple[list[str], bool]:
    """Give the graphs that a template names, as written, and whether a statement stands outside of GRAPH."""
    named: list[str] = []
    outside = False
    depth = 0
    # Behind INSERT, however long, it is data and no pattern.
    for before, token in pairwise(sparql.tokenize(f"INSERT {template}")):
        depth += {"{": 1, "}": -1}.get(before.key, 0)
        if before.key == "GRAPH" and token.kind in (sparql.Kind.IRI, sparql.Kind.NAME):
            named.append(token.text)
        outside |= depth == 1 and before.key in ("{", "}", ".") and token.key not in ("GRAPH", "}", ".")
    return named, outside


def _operations(text: str, bind: Mapping[str, object], prefixes: Mapping[str, str]) -> list[Operation]:
    sparql.check_update(text)
    if bind:
        text = sparql.prebind(text, asking.as_terms(bind), prefixes).text
    try:
        # The engine reads the whole text first, on an empty store: an error in its last operation
        # is found before the first one writes.
        ox.Store().update(sparql.for_engine(text, prefixes), prefixes=dict(prefixes))
    except SyntaxError as error:
        raise sparql.syntax_error(text, str(error), prefixes) from None
    except (OSError, RuntimeError):
        pass  # CREATE and DROP of graphs that an empty store does not hold or holds already
    return sparql.operations(text, prefixes)
