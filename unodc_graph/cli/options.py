"""Options that several commands share, and the graph that they open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from unodc_graph.cli.output import RowFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unodc_graph.graph import KnowledgeGraph

__all__ = ["Data", "Graphs", "NoBundled", "Output", "examples", "open_graph"]

Data: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="PATH", help="Load this RDF file or folder too; may be given several times."),
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


def open_graph(data: Sequence[Path] | None, no_bundled: bool) -> KnowledgeGraph:
    """Load what a command works on."""
    from unodc_graph.graph import load

    return load(*data or (), bundled=not no_bundled)


def examples(*lines: str) -> str:
    """Write the examples at the end of a help text."""
    from rich.markup import escape

    shown = "\n".join(f"$ {escape(line)}" for line in lines)
    return f"[bold]Example{'s' if len(lines) > 1 else ''}[/bold]\n{shown}"
