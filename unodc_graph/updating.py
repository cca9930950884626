"""SPARQL updates through the views: what they read, where they write, and what they must not delete."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import asking, sparql
from unodc_graph.errors import UpdateError
from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.store import DATA, INFERRED, is_internal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unodc_graph.sparql import Operation
    from unodc_graph.store import GraphStore

__all__ = ["remove_from_data", "update_data", "update_dataset", "update_graph"]

_BY_PATTERN: Final = ("insert data", "delete data", "delete where", "modify")


def remove_from_data(store: GraphStore, triples: Iterable[ox.Triple]) -> None:
    """Remove triples that a query sees from the graph ``data``, all of them or none.

    A triple that stands nowhere is passed over, as SPARQL does; one that is derived goes with what
    it is derived from.

    Raises
    ------
    UpdateError
        If a triple would stay, because it stands in another graph.
    """
    with store.writing():
        removed, derived = _removable(store, triples)
        _write(store, removed, [], derived)


def update_data(store: GraphStore, text: str, *, bind: Mapping[str, object], prefixes: Mapping[str, str]) -> None:
    """Run an update that reads what a query sees and writes to the graph ``data``, all of it or nothing.

    Raises
    ------
    UpdateError
        If an operation names graphs to write to, or what it deletes would stay, because it stands in
        another graph.
    QuerySyntaxError, QueryRefusedError, ParameterError
        As for a query.
    """
    parts = _operations(text, bind, prefixes)
    with store.writing():
        _update_one(store, parts, prefixes, DATA, seen=True)


def update_graph(
    store: GraphStore, graph: ox.NamedNode, text: str, *, bind: Mapping[str, object], prefixes: Mapping[str, str]
) -> None:
    """Run an update that reads and writes one named graph, all of it or nothing; GRAPH reaches the others.

    Raises
    ------
    UpdateError
        If an operation names graphs to write to, or the graph is the derived one.
    QuerySyntaxError, QueryRefusedError, ParameterError
        As for a query.
    """
    if graph == INFERRED:
        raise _derived_target()
    parts = _operations(text, bind, prefixes)
    with store.writing():
        _update_one(store, parts, prefixes, graph, seen=False)


def _update_one(
    store: GraphStore, parts: list[Operation], prefixes: Mapping[str, str], graph: ox.NamedNode, *, seen: bool
) -> None:
    """Write the difference that each operation makes to one graph; take all back if one fails."""
    done: list[tuple[list[ox.Quad], list[ox.Quad]]] = []
    try:
        for operation in parts:
            _check_names_no_graph(operation)
            deleted, inserted = _difference(store, operation, prefixes, graph, seen=seen)
            gone, derived = _removable(store, deleted) if seen else (_held(store, _in(graph, deleted)), [])
            # Undoing must not take out what stood there before.
            new = [quad for quad in _in(graph, inserted) if quad not in store.engine or quad in gone]
            _write(store, gone, new, [quad for quad in derived if quad.triple not in inserted])
            done.append((gone, new))
    except BaseException:
        for gone, new in reversed(done):
            store.apply(new, gone)
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
    store: GraphStore, operation: Operation, prefixes: Mapping[str, str], graph: ox.NamedNode, *, seen: bool
) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Give what an operation on one graph deletes and what it inserts."""
    asked: Sequence[ox.NamedNode] = [graph]
    reached: Sequence[ox.NamedNode] = [graph]
    # What only writes data reads nothing, and what is derived need not be renewed for it.
    if operation.where is not None:
        store.refresh()
        asked = store.visible_graphs() if seen else [graph]
        reached = asked if seen else store.named_graphs()
        if operation.using or operation.using_named:
            asked, reached = _chosen(operation.using, reached), _chosen(operation.using_named, reached)

    def construct(template: str | None) -> list[ox.Triple]:
        if template is None:
            return []
        query = f"{operation.prologue}\nCONSTRUCT {template} WHERE {operation.where or '{}'}"
        answer = asking.ask(store, query, bind={}, graphs=asked, reach=reached, prefixes=prefixes)
        return list(dict.fromkeys(cast("ox.QueryTriples", answer)))

    return construct(operation.delete_template), construct(operation.insert_template)


def _chosen(iris: Iterable[str], reached: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
    """Give the graphs that USING names.

    Raises
    ------
    UpdateError
        If one of them is not in reach.
    """
    held = {graph.value: graph for graph in reached}
    for iri in iris:
        if iri not in held:
            shown = ", ".join(name.removeprefix(GRAPH_BASE) for name in held)
            raise UpdateError(f"USING <{iri}> names a graph that the update cannot read; it can read {shown}")
    return [held[iri] for iri in iris]


def _in(graph: ox.NamedNode, triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def _held(store: GraphStore, quads: list[ox.Quad]) -> list[ox.Quad]:
    return [quad for quad in quads if quad in store.engine]


def update_dataset(store: GraphStore, text: str, *, bind: Mapping[str, object], prefixes: Mapping[str, str]) -> None:
    """Run an update over the named graphs, all of it or nothing; patterns without GRAPH read what a query sees.

    Raises
    ------
    UpdateError
        If an operation writes to no named graph, or to the derived one.
    QuerySyntaxError, QueryRefusedError, ParameterError
        As for a query.
    """
    parts = _operations(text, bind, prefixes)
    for operation in parts:
        _check_target(operation, prefixes)
    with store.writing():
        _update_named(store, parts, prefixes)


def _update_named(store: GraphStore, parts: list[Operation], prefixes: Mapping[str, str]) -> None:
    """Run operations one after the other; take all back if one fails."""
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
        reached = store.named_graphs()
        if operation.using or operation.using_named:
            asked, reached = _chosen(operation.using, reached), _chosen(operation.using_named, reached)
        elif operation.with_graph:
            asked = [ox.NamedNode(operation.with_graph)]
        else:
            asked = store.visible_graphs()
        clauses = [
            *(f"USING {graph}" for graph in store.without_repeats(asked)),
            *(f"USING NAMED {graph}" for graph in reached),
        ]
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
    # Of ADD and COPY the first graph is only read.
    targets = operation.targets[-1:] if operation.kind in ("add", "copy") else operation.targets
    written = [operation.with_graph, *targets]
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
    for iri in filter(None, written):
        if is_internal(iri):
            raise UpdateError(f"<{iri}> is a name that the store keeps for itself; choose another")


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
    for token in sparql.tokenize(text):
        if token.key in ("<<", "<<(", "{|") or (token.kind is sparql.Kind.LANGUAGE and "--" in token.text):
            raise UpdateError("a triple as a term and a text with a direction, of RDF 1.2, have no place in this graph")
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
