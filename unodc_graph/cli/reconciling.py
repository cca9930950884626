"""``reconcile``: what a saved status table of a depositary says beside what the graph says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from unodc_graph.cli.failures import DATA_WRONG, clean_errors
from unodc_graph.cli.layout import text_for_people
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Store, examples, open_graph
from unodc_graph.cli.output import RowFormat, emit, output_width, progress, show
from unodc_graph.grid import folded, one_line

if TYPE_CHECKING:
    from unodc_graph.reconciling import Reconciliation

__all__ = ["register"]


class ReconciliationFormat(StrEnum):
    """How a comparison is written: what is to be looked at for people, every act for machines, RDF to review."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command(
        epilog=examples(
            "unodc-graph reconcile untoc.csv --instrument untoc",
            "unodc-graph reconcile XVIII-12.en.xml --output csv > compared.csv",
            "unodc-graph reconcile actions.csv --output turtle > to-review.ttl",
        )
    )(reconcile)


def reconcile(  # noqa: PLR0917 - typer makes an option of each
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The table: CSV with the columns Participant, Signature and so on as the UN Treaty Collection prints "
            "them; CSV with the columns state_iso3, instrument_id, action and date; or the XML of the UN Treaty "
            "Collection.",
        ),
    ],
    instrument: Annotated[
        str | None,
        typer.Option(
            "--instrument",
            metavar="NAME",
            help="Of which instrument the table is: a code, a label, or a number as XVIII-12. XML may tell it by itself.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    store: Store = None,
    output: Annotated[
        ReconciliationFormat,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT",
            help="table: what is to be looked at; csv or json: every act; turtle: what is missing here and what "
            "differs, as RDF to review.",
        ),
    ] = ReconciliationFormat.TABLE,
) -> None:
    """Compare a saved status table of treaty acts with the graph, which stays as it is.

    "Here" is the graph, "there" is the file.
    Acts that only one of them has are no error.
    Exit status 1 if anything differs, or a name or a cell cannot be read.
    """
    with clean_errors():
        with progress("Comparing the table …"):
            graph = open_graph(data, no_bundled, on_duplicate, store=store)
            found = graph.reconcile(file, instrument=instrument)
        match output:
            case ReconciliationFormat.TURTLE:
                emit(found.to_turtle())
            case ReconciliationFormat.TABLE:
                emit(_to_look_at(found))
            case _:
                show(found.to_table(), RowFormat(output.value))
    if not found.is_clean:
        raise typer.Exit(DATA_WRONG)


def _to_look_at(found: Reconciliation) -> str:
    """Lay out all but the plain agreements, and below it what there is of each."""
    table, width = found.to_table(plain_agreements=False), output_width()
    rows = f"{text_for_people(table, width=width)}\n" if len(table) else ""
    lines = [part for line in str(found).splitlines() for part in folded(one_line(line), width)]
    return rows + "".join(f"{line}\n" for line in lines)
