"""``describe``, ``explain``: what is known of a thing, and why a statement is made."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from unodc_graph.cli.bindings import as_term
from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, examples, open_graph
from unodc_graph.cli.output import emit, output_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from unodc_graph.citing import CitationForm
    from unodc_graph.describing import Description
    from unodc_graph.explaining import Explanation

__all__ = ["register"]

_WIDEST = 100


class DescriptionFormat(StrEnum):
    """How a description is written: laid out, its facts as rows, or all of it for machines."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


class ExplanationFormat(StrEnum):
    """How an explanation is written: laid out, for machines, or only the citations."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"
    UN = "un"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        epilog=examples(
            "unodc-graph describe CARICC",
            "unodc-graph describe 'Regional Office for Central Asia' --limit 3",
            "unodc-graph describe KAZ --all --output csv",
        )
    )(describe)
    app.command(
        epilog=examples(
            "unodc-graph explain ROCA covers KAZ",
            "unodc-graph explain XACK22 donor Japan --output bibtex",
            "unodc-graph explain untoc adopted 2000-11-15",
        )
    )(explain)


def describe(  # noqa: PLR0917 - typer makes an option of each
    name: Annotated[str, typer.Argument(metavar="NAME", help="A code, a label, a CURIE or an IRI.")],
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="How many values of one property are shown.")
    ] = 8,
    everything: Annotated[bool, typer.Option("--all", help="Show all values of every property.")] = False,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Annotated[
        DescriptionFormat,
        typer.Option("--output", "-o", metavar="FORMAT", help="text; the facts as csv; all of it as json."),
    ] = DescriptionFormat.TEXT,
) -> None:
    """Tell what is known of one thing: its facts in groups, their sources, and what is not known."""
    with clean_errors():
        told = open_graph(data, no_bundled, on_duplicate).describe(name, limit=None if everything else limit)
        writers: dict[DescriptionFormat, Callable[[Description], str]] = {
            DescriptionFormat.TEXT: lambda one: one.to_text(width=_width()),
            DescriptionFormat.CSV: lambda one: one.facts.to_csv(),
            DescriptionFormat.JSON: lambda one: one.to_json(),
        }
        emit(writers[output](told))


def explain(  # noqa: PLR0917 - typer makes an option of each
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A code, a label, a CURIE or an IRI.")],
    predicate: Annotated[
        str, typer.Argument(metavar="PROPERTY", help="As donor, covers, ug:start, rdfs:label, or the label of one.")
    ],
    obj: Annotated[
        str,
        typer.Argument(
            metavar="OBJECT", help='A thing as the subject, or a value: a text, 42, "2004"^^xsd:gYear, 2000-11-15.'
        ),
    ],
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Annotated[
        ExplanationFormat,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT",
            help="text; json or turtle with the premises; un, bibtex or csl-json for the citations only.",
        ),
    ] = ExplanationFormat.TEXT,
) -> None:
    """Tell who says that a statement holds, or by which rule it follows from what; with citations."""
    with clean_errors():
        # A literal as Turtle writes it is that literal; all else is looked up by what it names.
        value: object = as_term("object", obj) if obj.startswith(('"', "<")) else obj
        told = open_graph(data, no_bundled, on_duplicate).explain(subject, predicate, value)
        emit(_written(told, output))


def _written(told: Explanation, output: ExplanationFormat) -> str:
    match output:
        case ExplanationFormat.TEXT:
            return told.to_text(width=_width())
        case ExplanationFormat.JSON:
            return told.to_json()
        case ExplanationFormat.TURTLE:
            return told.to_turtle()
    cited = told.cite(cast("CitationForm", output.value))
    return f"{cited}\n" if cited else ""


def _width() -> int:
    return min(output_width(), _WIDEST)
