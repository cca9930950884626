"""Options that several commands share, and the graph that they open."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from unodc_graph.cli.failures import at_end
from unodc_graph.cli.output import RowFormat
from unodc_graph.cli.waiting import interruptible
from unodc_graph.grid import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_graph.graph import KnowledgeGraph

__all__ = [
    "Data",
    "Duplicates",
    "Graphs",
    "MaxRows",
    "NoBundled",
    "OnDuplicate",
    "Output",
    "Store",
    "Timeout",
    "as_path",
    "examples",
    "open_graph",
]

_SHOWN: Final = 20


class Duplicates(StrEnum):
    """What it means that two files say different things of one IRI."""

    ERROR = "error"
    MERGE = "merge"


def as_path(text: str) -> Path:
    """Read a path; an empty one, as of a variable of the shell that is not set, would mean the current folder."""
    if not text:
        raise typer.BadParameter("'' is no path: expected the name of a file or a folder")
    return Path(text)


Data: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        parser=as_path,
        metavar="PATH",
        help="Load this RDF file or folder too, or standard input for -; may be given several times.",
    ),
]
OnDuplicate: TypeAlias = Annotated[
    Duplicates,
    typer.Option(
        "--on-duplicate",
        metavar="WHAT",
        help="Whether files that say different things of the same IRI are an error, or merge.",
    ),
]
Store: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--store",
        parser=as_path,
        metavar="FOLDER",
        help="Work on the graph that this folder keeps; a new one is filled first. --data is kept there too.",
    ),
]
Timeout: TypeAlias = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", help="End the query after so long, with exit status 2."),
]
MaxRows: TypeAlias = Annotated[
    int | None,
    typer.Option("--max-rows", metavar="NUMBER", help="End the query when it gives more rows, with exit status 2."),
]
NoBundled: TypeAlias = Annotated[bool, typer.Option("--no-bundled", help="Leave the bundled data out.")]
Output: TypeAlias = Annotated[
    RowFormat, typer.Option("--output", "-o", metavar="FORMAT", help="How the rows are written: table, csv or json.")
]
Graphs: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--graphs",
        metavar="NAME",
        help="A graph by short name (data, ontology, inferred, import/NAME …) or IRI; may be given several times.",
    ),
]


def open_graph(
    data: Sequence[Path] | None,
    no_bundled: bool,
    on_duplicate: Duplicates = Duplicates.ERROR,
    *,
    store: Path | None = None,
    tell: bool = True,
) -> KnowledgeGraph:
    """Load what a command works on, and say on standard error what is not kept as written or is wrong in a file."""
    from unodc_graph.graph import load

    bundled = not no_bundled
    if not data and store is None:
        return load(bundled=bundled)
    graph = interruptible(lambda: load(*data or (), bundled=bundled, on_duplicate=on_duplicate.value, store=store))
    if store is not None:
        at_end(graph.close)
    if graph.is_outdated:
        _tell([f"{store} holds the bundled data of version {graph.data_version}; kg.refresh_bundled() renews it"])
    if tell:
        _tell([note for file in graph.load_report.files for note in file.notes()])
    return graph


def _tell(notes: Sequence[str]) -> None:
    for note in notes[:_SHOWN]:
        typer.echo(printable(note), err=True)
    if len(notes) > _SHOWN:
        typer.echo(f"and {len(notes) - _SHOWN} more; `unodc-graph validate` lists what is wrong", err=True)


def examples(*lines: str) -> str:
    """Write the examples at the end of a help text."""
    from rich.markup import escape

    shown = "\n".join(f"$ {escape(line)}" for line in lines)
    return f"[bold]Example{'s' if len(lines) > 1 else ''}[/bold]\n{shown}"
