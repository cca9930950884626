"""``validate``, ``format``: is the data right, and written as it should be."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unodc_graph.cli.failures import DATA_WRONG, clean_errors, fail
from unodc_graph.cli.losses import losses
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Store, as_path, examples, open_graph
from unodc_graph.cli.output import RowFormat, emit, in_words, nearest, output_width, progress, show, table_of
from unodc_graph.errors import LoadError
from unodc_graph.grid import folded, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unodc_graph.results import Table
    from unodc_graph.validation import Report

__all__ = ["register"]


class ReportFormat(StrEnum):
    """How a report is written: by rule for people; turtle is the standard report of SHACL."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TURTLE = "turtle"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        epilog=examples(
            "unodc-graph validate",
            "unodc-graph validate --data mine.ttl --own",
            "unodc-graph validate --data mine.ttl --output turtle > report.ttl",
            "unodc-graph validate --focus ROCA --shapes my-shapes.ttl",
        )
    )(validate)
    app.command(
        name="format",
        epilog=examples("unodc-graph format --check", "unodc-graph format mine.ttl folder/"),
    )(format_files)


def validate(  # noqa: PLR0917 - typer makes an option of each
    focus: Annotated[
        list[str] | None,
        typer.Option(
            "--focus",
            metavar="NAME",
            help="Check only this thing: a code, label, CURIE or IRI; may be given several times.",
        ),
    ] = None,
    shapes: Annotated[
        list[Path] | None,
        typer.Option(
            "--shapes",
            parser=as_path,
            metavar="PATH",
            help="Check against these shapes and not the bundled ones; may be given several times.",
        ),
    ] = None,
    own: Annotated[
        bool,
        typer.Option(
            "--own",
            help="Report only what is found about things of which your files state something; "
            "how much else was found is told on the last line, or on standard error.",
        ),
    ] = False,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    store: Store = None,
    output: Annotated[
        ReportFormat,
        typer.Option(
            "--output", "-o", metavar="FORMAT", help="table, csv, json, or turtle: the standard report of SHACL."
        ),
    ] = ReportFormat.TABLE,
) -> None:
    """Check the graph against SHACL shapes; exit status 1 if it breaks a rule."""
    with clean_errors():
        with progress("Checking the graph against the shapes …"):
            graph = open_graph(data, no_bundled, on_duplicate, tell=False, store=store)
            report = graph.validate(focus=focus or None, shapes=shapes or None, own=own)
        match output:
            case ReportFormat.TURTLE:
                emit(report.to_turtle())
            case ReportFormat.TABLE:
                emit(f"{_by_rule(report, output_width())}{report.summary}\n")
            case _:
                show(_findings(report), RowFormat(output.value))
        if report.left_out and output is not ReportFormat.TABLE:
            typer.echo(report.summary, err=True)
    if not report.conforms:
        raise typer.Exit(DATA_WRONG)


def _by_rule(report: Report, width: int) -> str:
    """Write each rule once, with the nodes that it has something to say about below it."""
    from unodc_graph.terms import compact

    rules: dict[tuple[str, str, str], list[str]] = {}
    for finding in report.findings:
        found = "" if finding.value is None else f"   found: {one_line(compact(str(finding.value)))}"
        nodes = rules.setdefault((finding.severity, finding.rule, finding.message), [])
        place = "" if finding.file is None else f"   in {one_line(finding.file)}"
        place += "" if finding.line is None else f", line {finding.line}"
        nodes.append(f"{one_line(compact(str(finding.focus)))}{found}{place}")
    lines = []
    for (severity, rule, message), nodes in rules.items():
        lines += [
            f"{severity} {one_line(rule)} ({in_words(len(nodes), 'finding')})",
            *(f"  {part}" for part in folded(one_line(message), width - 2)),
            *(f"    {node}" for node in nodes),
            "",
        ]
    return "".join(f"{line}\n" for line in lines)


def _findings(report: Report) -> Table:
    columns = ("rule", "severity", "focus", "path", "value", "message", "file", "line")
    rows = [
        [
            finding.rule,
            finding.severity,
            str(finding.focus),
            finding.path,
            _text(finding.value),
            finding.message,
            finding.file,
            finding.line,
        ]
        for finding in report.findings
    ]
    return table_of(columns, rows)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


# -- canonical Turtle ----------------------------------------------------------------------


def format_files(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            parser=as_path,
            metavar="PATHS",
            help="Turtle files, and folders of them.",
            show_default="in a checkout of the project its ontology, shapes and data",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; name each file that is not canonical, exit status 1 if there is one."
        ),
    ] = False,
) -> None:
    """Write Turtle files in their canonical form: one spelling for one graph.

    Comments are not kept: write a remark as a triple (skos:editorialNote).
    Prefixes that are not of the project are not kept: IRIs stand in full.
    """
    from unodc_graph.export import write_text

    with clean_errors():
        files = _turtle_files(paths) if paths else _project_files()
        changed = [(file, text) for file, text in _canonical(files) if file.read_bytes() != text.encode()]
        for file, text in changed:
            lost = losses(file.read_bytes())
            if lost:
                typer.echo(f"{file}: {lost}", err=True)
            if not check:
                write_text(text, file, force=True)
            emit(f"{file}: {'is not canonical' if check else 'written'}\n")
        known = in_words(len(files), "file")
        if not changed:
            emit(f"{known} canonical\n")
        elif check:
            emit(f"{len(changed)} of {known} not canonical; `unodc-graph format` writes them\n")
    if check and changed:
        raise typer.Exit(DATA_WRONG)


def _canonical(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Give the canonical text of each file, all or none: a broken file stops before the first is written."""
    from unodc_graph.formatting import canonical_turtle_file

    return [(file, canonical_turtle_file(file)) for file in files]


def _turtle_files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.ttl") if file.is_file())
            if not inside:
                raise LoadError(path, "is a folder without Turtle files (looked for .ttl)")
            found.update(dict.fromkeys(inside))
        elif path.suffix.lower() != ".ttl" and path.exists():
            raise LoadError(path, "has not the suffix of Turtle: expected .ttl")
        else:
            found[path] = None
    return list(found)


def _project_files() -> list[Path]:
    from unodc_graph import resources

    files = [
        *resources.ontology_files(),
        *resources.shape_files(),
        *resources.data_files(),
        *resources.unconfirmed_files(),
    ]
    if any(file.is_relative_to(Path(resources.__file__).parent) for file in files):
        fail(
            "give a path: without one the files of the project are meant, and this is an installed package, "
            "whose files are not to be written; only a checkout has its own"
        )
    return [nearest(file) for file in files]
