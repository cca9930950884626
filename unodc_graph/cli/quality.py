"""``quality``: what is to be done about the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from unodc_graph.cli.failures import clean_errors, fail
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Output, examples, open_graph
from unodc_graph.cli.output import RowFormat, emit, in_words, output_width, progress, show, table_of
from unodc_graph.grid import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unodc_graph.graph import KnowledgeGraph
    from unodc_graph.results import Table

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command(
        epilog=examples(
            "unodc-graph quality",
            "unodc-graph quality figures-that-disagree",
            "unodc-graph quality unconfirmed-statements --output csv > todo.csv",
        )
    )(quality)


def quality(  # noqa: PLR0917 - typer makes an option of each
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="LIST",
            help="Show the whole of this list; without it, the counts of all lists and the first rows of each.",
            show_default=False,
        ),
    ] = None,
    rows: Annotated[int, typer.Option("--rows", metavar="N", min=0, help="How many rows of each list are shown.")] = 5,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """List what is to be done: unconfirmed, of one source, of low confidence, in disagreement, missing.

    Counts come first, then rows. Each list is a query of the catalogue.
    As csv, the counts alone, or one LIST whole; as json, every list whole.
    """
    with clean_errors():
        graph = open_graph(data, no_bundled, on_duplicate)
        with progress("Looking through the data …"):
            lists = graph.quality()
            counts = {listed: len(table) for listed, table in lists.items()}
        if name is not None:
            if name not in lists:
                fail(f"there is no list {name!r}; the lists are: {', '.join(lists)}")
            show(lists[name], output)
        elif output is RowFormat.JSON:
            emit(_as_json(graph, lists))
        else:
            show(table_of(("list", "rows"), counts.items()), output)
            if output is RowFormat.TABLE:
                for listed, table in lists.items():
                    emit(_head(graph.queries[listed].question, listed))
                    _show_first(table, rows, listed)


def _head(question: str, listed: str) -> str:
    lines = "\n".join(folded(question, output_width()))
    return f"\n{listed}\n{lines}\n"


def _show_first(table: Table, rows: int, listed: str) -> None:
    from unodc_graph.results import Table

    if rows or not len(table):
        show(Table(table.columns, table.cells()[:rows], lambda _: table.labels()))
    if len(table) > rows:
        left = in_words(len(table) - rows, "row")
        emit(f"{f'… and {left} more' if rows else left}: unodc-graph quality {listed}\n")


def _as_json(graph: KnowledgeGraph, lists: Mapping[str, Table]) -> str:
    found = {
        listed: {"question": graph.queries[listed].question, "count": len(table), "rows": json.loads(table.to_json())}
        for listed, table in lists.items()
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
