"""``find``: what a name may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Output, examples, open_graph
from unodc_graph.cli.output import RowFormat, show, table_of
from unodc_graph.cli.waiting import interruptible
from unodc_graph.grid import one_line
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from unodc_graph.graph import KnowledgeGraph
    from unodc_graph.results import Table

__all__ = ["register"]

# Rows below this have names that are only nearly what was asked for.
_FITTING: Final = 70
_LONGEST_SHOWN: Final = 60
_SUGGESTED: Final = 3


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command(
        epilog=examples(
            "unodc-graph find 'border liaison'",
            "unodc-graph find Ташкент --kind facility",
            "unodc-graph find Q232 --output json",
        )
    )(find)


def find(  # noqa: PLR0917 - typer makes an option of each
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name, a part of one, a code or an acronym, in English or Russian.")
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", "-k", metavar="KIND", help="A class or a scheme: state, project, theme …"),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="The most rows.")] = 20,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """Rank the things that a name may stand for, the best first.

    Case, accents, and Cyrillic or Latin letters make no difference. The score is 100 for a code and 94 or more for a
    whole name; below 70 a name is only nearly the same.
    """
    with clean_errors():
        graph = open_graph(data, no_bundled, on_duplicate)
        found = interruptible(lambda: graph.find(text, kind, limit + 1))
        table = table_of(found.columns, found.cells()[:limit])
        note = _note(graph, table, text, kind)
        if note is not None:
            typer.echo(note, err=True)
        show(_without_repeats(table) if output is RowFormat.TABLE else table, output)
        if len(found) > limit:
            typer.echo(
                f"these are the best {limit}, and there are more: --limit {2 * limit} shows more of them", err=True
            )


def _without_repeats(table: Table) -> Table:
    """Leave out what a thing was found by where that is its label."""
    rows = (
        (iri, label, kind, None if matched == label else matched, score)
        for iri, label, kind, matched, score in table.cells()
    )
    return table_of(table.columns, rows)


def _note(graph: KnowledgeGraph, table: Table, text: str, kind: str | None) -> str | None:
    """Say that nothing is called so, and what comes nearest, of any kind."""
    named = repr(one_line(text[:_LONGEST_SHOWN]) + ("…" if len(text) > _LONGEST_SHOWN else ""))
    what = f"no {kind}" if kind else "nothing"
    if not len(table):
        others = graph.find(text, limit=_SUGGESTED) if kind else None
        if others is None or not len(others):
            return f"{what} is called {named}, or nearly so; try a part of the name, or a code"
        found = ", ".join(f"{one_line(str(row.label))} ({row.kind}, {compact(str(row.iri))})" for row in others)
        return f"{what} is called {named}, or nearly so; of another kind: {found}"
    best = table[0].score
    return f"{what} is called {named}; these come nearest" if isinstance(best, int) and best < _FITTING else None
