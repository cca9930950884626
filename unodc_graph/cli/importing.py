"""``import``, ``template``: tables of one's own come in."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from unodc_graph.cli.failures import DATA_WRONG, clean_errors
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Output, as_path, examples, open_graph
from unodc_graph.cli.output import RowFormat, emit, progress, show, table_of
from unodc_graph.errors import ExportError, ImportDataError
from unodc_graph.export import check_target

if TYPE_CHECKING:
    from unodc_graph.importers.columns import Layout
    from unodc_graph.importers.report import ImportReport

__all__ = ["register"]

_EXPLAINS = "what the columns mean and what may stand in them"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        name="import",
        epilog=examples(
            "unodc-graph import projects.csv",
            "unodc-graph import tables/ --keep-going --output csv > refused.csv",
            "unodc-graph import tables/ --export mine.ttl && unodc-graph validate --data mine.ttl",
        ),
    )(import_tables)
    app.command(
        epilog=examples(
            "unodc-graph template",
            "unodc-graph template projects > projects.csv",
            "unodc-graph template projects --explain",
            "unodc-graph template projects projects.csv",
        )
    )(template)


def import_tables(  # noqa: PLR0917 - typer makes an option of each
    path: Annotated[
        Path,
        typer.Argument(
            parser=as_path, metavar="PATH", help="A CSV file, or a folder whose CSV files are read together."
        ),
    ],
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", help="Leave refused rows out and add the others; the exit status is still 1."),
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            parser=as_path,
            metavar="FILE",
            help="Write what was added as RDF, in the format of the suffix; other commands take it with --data. "
            "Rows without a source are not in it.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file of --export if it exists.")] = False,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """Bring in tables of your own and say what was read, added and refused.

    A table is known by its columns, which `unodc-graph template` writes.
    Rows may point to one another and to what the graph holds.
    If anything is refused nothing is added, unless --keep-going is given.
    """
    with clean_errors():
        if export is not None:
            check_target(export)
        if export is not None and export.exists() and not force:
            raise ExportError("exists already; choose another name, or replace it with --force", export)
        graph = open_graph(data, no_bundled, on_duplicate)
        try:
            with progress("Reading the tables …"):
                report = graph.import_tables(path, keep_going=keep_going)
        except ImportDataError as error:
            if error.report is None:
                raise
            report, export = error.report, None
        _show(report, output)
        if export is not None and not report.graphs:
            typer.echo(f"{export}: not written, because no row with a source was added", err=True)
        elif export is not None:
            graph.export(export, graphs=report.graphs, force=force)
    if report.refused:
        raise typer.Exit(DATA_WRONG)


def _show(report: ImportReport, output: RowFormat) -> None:
    match output:
        case RowFormat.JSON:
            counts = {name: getattr(report, name) for name in ("read", "added", "unconfirmed", "statements", "graphs")}
            emit(json.dumps({**counts, **asdict(report)}, ensure_ascii=False, indent=2) + "\n")
        case RowFormat.CSV:
            columns = ("file", "line", "field", "value", "expected")
            show(table_of(columns, (asdict(one).values() for one in report.refused)), output)
        case _:
            emit(f"{report}\n")


def template(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Which table; without it the tables are listed.", show_default=False),
    ] = None,
    path: Annotated[
        Path | None,
        typer.Argument(
            parser=as_path,
            metavar="PATH",
            help=f"Write the table into this file, and beside it, as .md, {_EXPLAINS}.",
            show_default="the table goes to standard output",
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=f"Show {_EXPLAINS} instead of the table.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    output: Output = RowFormat.TABLE,
) -> None:
    """Write an empty table to fill in for `unodc-graph import`, or list the tables that there are."""
    from unodc_graph.importers import templates

    with clean_errors():
        if name is None:
            rows = [(layout.name, layout.what, len(layout.columns)) for layout in templates.templates()]
            show(table_of(("template", "one row is", "columns"), rows), output)
            return
        layout = templates.template(name)
        if explain:
            _explain(layout, output)
        elif path is not None:
            _write(layout, path, force=force)
        else:
            emit(templates.empty_table(layout))
            if sys.stdout.isatty():
                typer.echo(f"`unodc-graph template {name} --explain` shows {_EXPLAINS}", err=True)


def _explain(layout: Layout, output: RowFormat) -> None:
    from unodc_graph.importers import bundled_schemes, templates

    rows = [
        (
            one.column,
            "yes" if one.required else None,
            one.meaning,
            f"{one.form}: {', '.join(one.codes)}" if one.codes else one.form,
        )
        for one in templates.column_guides(layout, bundled_schemes())
    ]
    show(table_of(("column", "required", "meaning", "what may stand there"), rows), output)


def _write(layout: Layout, path: Path, *, force: bool) -> None:
    from unodc_graph.export import write_text
    from unodc_graph.importers import bundled_schemes, templates

    beside = path.with_suffix(".md")
    if beside == path:
        raise ExportError("is the name of what goes beside the table: choose one that ends in .csv", path)
    for file in (path, beside):
        if file.exists() and not force:
            raise ExportError("exists already; choose another name, or replace it with --force", file)
    write_text(templates.empty_table(layout), path, force=force)
    write_text(templates.guide(layout, bundled_schemes()), beside, force=force)
    emit(f"{path}: an empty table of {layout.name}\n{beside}: {_EXPLAINS}\n")
