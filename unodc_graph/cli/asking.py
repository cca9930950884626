"""``query``, ``queries``, ``run``: the graph is asked."""

from __future__ import annotations

import json
import shlex
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import typer

from unodc_graph.cli.bindings import as_bindings, split
from unodc_graph.cli.failures import clean_errors, fail
from unodc_graph.cli.meaning import meanings
from unodc_graph.cli.no_rows import found_nothing, reasons
from unodc_graph.cli.options import (
    Data,
    Duplicates,
    Graphs,
    MaxRows,
    NoBundled,
    OnDuplicate,
    Output,
    Store,
    Timeout,
    as_path,
    examples,
    open_graph,
)
from unodc_graph.cli.output import RowFormat, emit, show, table_of
from unodc_graph.cli.waiting import interruptible
from unodc_graph.errors import ParameterError

if TYPE_CHECKING:
    from rdflib import Graph

    from unodc_graph.catalog import Query
    from unodc_graph.export import Format
    from unodc_graph.results import Table


__all__ = ["register"]

_HOW_TO_RUN: Final = "`unodc-graph run ID -p NAME=VALUE` asks one, `unodc-graph queries ID` shows it."


class AnswerFormat(StrEnum):
    """How an answer is written: rows in the first three, a graph in the others."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSON_LD = "json-ld"


_ROW_FORMATS: Final = {AnswerFormat(name) for name in RowFormat}


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        epilog=examples(
            "unodc-graph query 'SELECT ?city { ugd:office-ROCA ug:city ?city }'",
            "unodc-graph query -b state=ugd:state-KAZ 'SELECT ?o { ?o ug:covers $state }'",
            "unodc-graph query --file mine.rq --data mine.ttl --output csv",
            "echo 'DESCRIBE ugd:organization-CARICC' | unodc-graph query -",
        )
    )(query)
    app.command(
        epilog=examples("unodc-graph queries", "unodc-graph queries projects-in-state", "unodc-graph queries -o json")
    )(queries)
    app.command(
        epilog=examples(
            "unodc-graph run projects-in-state -p state=KAZ",
            "unodc-graph run projects-in-state -p state=Kazakhstan --output csv",
        ),
        # So that what is given beside the options can be told how it is given.
        context_settings={"allow_extra_args": True},
    )(run)


def query(  # noqa: PLR0917 - typer makes an option of each
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT", help="The query; [bold]-[/bold] reads it from standard input.", show_default=False
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", parser=as_path, metavar="FILE", help="Read the query from a file.")
    ] = None,
    bind: Annotated[
        list[str] | None,
        typer.Option(
            "--bind",
            "-b",
            metavar="NAME=VALUE",
            help="Put a value in the place of a variable; may be given several times. "
            "An IRI in <>, a CURIE of a known prefix (ugd:state-KAZ), a literal as Turtle writes it "
            '("2004"^^xsd:gYear, "text"@en, 42, true), else a text.',
        ),
    ] = None,
    graphs: Graphs = None,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    store: Store = None,
    timeout: Timeout = None,
    max_rows: MaxRows = None,
    output: Annotated[
        AnswerFormat | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT",
            help="How the answer is written: rows of SELECT as table, csv or json; the graph of CONSTRUCT and "
            "DESCRIBE as turtle, ntriples or json-ld.",
            show_default="table, or turtle for a graph",
        ),
    ] = None,
) -> None:
    """Ask in SPARQL; the prefixes of the project are known.

    SELECT gives rows, ASK true or false, CONSTRUCT and DESCRIBE a graph.
    """
    with clean_errors():
        asked = _query_text(text, file)
        graph = open_graph(data, no_bundled, on_duplicate, store=store)

        def ask() -> tuple[Table | bool | Graph, list[str]]:
            bound = as_bindings(bind)
            answer = graph.query(asked, bind=bound, graphs=graphs, timeout=timeout, max_rows=max_rows)
            return _all_read(answer), list(reasons(graph, asked, bound)) if found_nothing(answer) else []

        answer, notes = interruptible(ask)
        _show_answer(answer, output)
        for note in notes:
            typer.echo(note, err=True)


def run(  # noqa: PLR0917 - typer makes an option of each
    context: typer.Context,
    query_id: Annotated[str, typer.Argument(metavar="ID", help="The id of the query, as `queries` lists it.")],
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A parameter of the query; may be given several times. A thing by its code, label, CURIE or IRI.",
        ),
    ] = None,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    store: Store = None,
    timeout: Timeout = None,
    max_rows: MaxRows = None,
    output: Output = RowFormat.TABLE,
) -> None:
    """Run a query of the catalogue."""
    with clean_errors():
        _refuse_arguments(query_id, context.args, param or [])
        parameters = split(param, "--param")
        graph = open_graph(data, no_bundled, on_duplicate, store=store)
        try:
            table = interruptible(
                lambda: _read(graph.run(query_id, timeout=timeout, max_rows=max_rows, **_not_limits(parameters)))
            )
        except ParameterError as error:
            fail(f"{error}\n  {_command(query_id, _arguments(graph.queries[query_id]))}")
        for meaning in meanings(graph, graph.queries[query_id], parameters):
            typer.echo(meaning, err=True)
        show(table, output)


def queries(
    query_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Show this query with its text.", show_default=False)
    ] = None,
    output: Output = RowFormat.TABLE,
) -> None:
    """List the queries of the catalogue, or show one with its text."""
    from unodc_graph.catalog import Catalog

    with clean_errors():
        catalog = Catalog()
        chosen = list(catalog.values()) if query_id is None else [catalog[query_id]]
        if output is RowFormat.JSON:
            found = [_as_json(query, with_text=query_id is not None) for query in chosen]
            emit(json.dumps(found if query_id is None else found[0], ensure_ascii=False, indent=2) + "\n")
        elif query_id is not None and output is RowFormat.TABLE:
            emit(_sheet(chosen[0]))
        elif output is RowFormat.TABLE:
            # What is typed stands in one column, so that the question has room enough beside it.
            typed = ((" ".join([query.id, *_arguments(query)]), query.question) for query in chosen)
            show(table_of(("query, as in", "question"), typed))
            emit(f"{_HOW_TO_RUN}\n")
        else:
            rows = ((query.id, query.question, ", ".join(_arguments(query))) for query in chosen)
            show(table_of(("id", "question", "parameters"), rows), output)


# -- what is asked -------------------------------------------------------------------------


def _query_text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise typer.BadParameter("give the query as an argument, as --file FILE, or as - on standard input")
    if file is not None:
        source, data = str(file), file.read_bytes()
    elif text == "-" and sys.stdin is None:
        fail("standard input: is closed")
    elif text == "-":
        source, data = "standard input", sys.stdin.buffer.read()
    else:
        return str(text)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from unodc_graph.reading.encodings import how_to_convert

        converting = how_to_convert(data)
        fail(f"{source}: is not UTF-8 text (byte {error.start}): expected a SPARQL query{converting}")


def _refuse_arguments(query_id: str, arguments: list[str], given: list[str]) -> None:
    """Say of what stands beside the options how it is given."""
    if not arguments:
        return
    from unodc_graph.catalog import Catalog

    named = {pair.partition("=")[0] for pair in given}
    left = [name for name in Catalog()[query_id].parameters if name not in named]
    if not all("=" in argument for argument in arguments):
        if len(left) != len(arguments):
            fail(f"{shlex.join(arguments)}: not expected here; a parameter is given as -p NAME=VALUE")
        pairs = [f"{name}={value}" for name, value in zip(left, arguments, strict=True)]
    else:
        pairs = arguments
    fail(f"{shlex.join(arguments)}: a parameter is given with -p:\n  {_command(query_id, [*given, *pairs])}")


def _not_limits(parameters: dict[str, str]) -> dict[str, str]:
    """Give parameters of a query, none of which is called as a limit of the library."""
    for name, option in (("timeout", "--timeout"), ("max_rows", "--max-rows")):
        if name in parameters:
            fail(f"--param {name}: no query has such a parameter; the limit is {option}")
    return parameters


def _read(table: Table) -> Table:
    len(table)  # A table reads its rows when first asked for something.
    return table


def _all_read(answer: Table | bool | Graph) -> Table | bool | Graph:
    from unodc_graph.results import Table

    return _read(answer) if isinstance(answer, Table) else answer


# -- what is answered ----------------------------------------------------------------------


def _show_answer(answer: Table | bool | Graph, output: AnswerFormat | None) -> None:
    from unodc_graph.results import Table

    if isinstance(answer, (Table, bool)):
        if output is not None and output not in _ROW_FORMATS:
            fail(f"--output {output}: this query gives no graph; choose table, csv or json")
        if isinstance(answer, Table):
            show(answer, RowFormat(output or AnswerFormat.TABLE))
        else:
            header = "answer\n" if output is AnswerFormat.CSV else ""
            emit(f"{header}{'true' if answer else 'false'}\n")
    else:
        if output in _ROW_FORMATS:
            fail(f"--output {output}: this query gives a graph; choose turtle, ntriples or json-ld")
        emit(_graph_text(answer, output or AnswerFormat.TURTLE))


def _graph_text(graph: Graph, output: AnswerFormat) -> str:
    """Write a graph that stands in no store, in the same bytes each time."""
    import pyoxigraph as ox

    from unodc_graph.export import FORMATS
    from unodc_graph.formatting import canonical_turtle, with_canonical_blank_nodes
    from unodc_graph.terms import from_rdflib

    quads = [ox.Quad(*cast("tuple[Any, Any, Any]", tuple(map(from_rdflib, triple)))) for triple in graph]
    if output is AnswerFormat.TURTLE:
        return canonical_turtle(quad.triple for quad in quads)
    triples = [quad.triple for quad in sorted(with_canonical_blank_nodes(quads), key=str)]
    text = (ox.serialize(triples, format=FORMATS[cast("Format", output.value)]) or b"").decode()
    return text if text.endswith("\n") else f"{text}\n"


def _arguments(query: Query) -> list[str]:
    return [f"{name}={parameter.example}" for name, parameter in query.parameters.items()]


def _sheet(query: Query) -> str:
    """Write all that a query says of itself, and how it is run."""
    lines = [query.question, ""]
    if query.parameters:
        lines += ["Parameters"]
        lines += [f"  {name}: {one.kind}, as in {one.example}" for name, one in query.parameters.items()]
    lines += ["Columns", *(f"  {column}: {holds}" for column, holds in query.returns.items())]
    lines += ["Run it", f"  {_command(query.id, _arguments(query))}", "", query.text.rstrip("\n")]
    return "\n".join(lines) + "\n"


def _command(query_id: str, pairs: list[str]) -> str:
    return shlex.join(["unodc-graph", "run", query_id, *(part for pair in pairs for part in ("-p", pair))])


def _as_json(query: Query, *, with_text: bool) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": query.id,
        "question": query.question,
        "parameters": {name: {"kind": one.kind, "example": one.example} for name, one in query.parameters.items()},
        "returns": dict(query.returns),
        "tags": list(query.tags),
    }
    return {**fields, "text": query.text} if with_text else fields
