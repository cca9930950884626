"""``status``, ``gaps``, ``panel``, ``timeline``: who is bound by what, on which day, by which rule."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Output, Store, examples, open_graph
from unodc_graph.cli.output import RowFormat, emit, output_width, show

if TYPE_CHECKING:
    from unodc_graph.results import Table

__all__ = ["register"]

_WIDEST: Final = 100
_OF_A_GAP: Final = ("state", "instrument", "participation", "known", "known_through", "note")
_OF_AN_ACT: Final = ("date", "words", "confidence", "source")

StateName: TypeAlias = Annotated[str, typer.Argument(metavar="STATE", help="A code, a label, a CURIE or an IRI.")]
InstrumentName: TypeAlias = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Likewise, as untoc or XVIII-12.")]
AsOf: TypeAlias = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="A day, a month or a year; today if it is left out.")
]
States: TypeAlias = Annotated[
    list[str] | None, typer.Option("--state", metavar="STATE", help="Only this state; may be given several times.")
]
Instruments: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--instrument", metavar="INSTRUMENT", help="Only this instrument; may be given several times."),
]
Mandate: TypeAlias = Annotated[
    str | None,
    typer.Option("--mandate", metavar="MANDATE", help="Only instruments of this field, as crime or terrorism."),
]


class AnswerFormat(StrEnum):
    """How an answer is written: laid out, or for machines."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        epilog=examples(
            "unodc-graph status KAZ untoc --as-of 2010-06-30",
            "unodc-graph status Uzbekistan 'Smuggling of Migrants Protocol'",
            "unodc-graph status TJK nuclear-terrorism-2005 --as-of 2022-07 --output turtle",
        )
    )(status)
    app.command(
        epilog=examples(
            "unodc-graph gaps --as-of 2014-07-09",
            "unodc-graph gaps --matrix --mandate terrorism",
            "unodc-graph gaps --state UZB --output csv",
        )
    )(gaps)
    app.command(
        epilog=examples(
            "unodc-graph panel 1991 2013 --state KAZ --instrument untoc",
            "unodc-graph panel 1991 2013 --mandate drugs --output csv > drugs.csv",
        )
    )(panel)
    app.command(
        epilog=examples(
            "unodc-graph timeline --state KAZ --since 2000",
            "unodc-graph timeline --instrument uncac --until 2005-12-14 --output json",
        )
    )(timeline)


def status(  # noqa: PLR0917 - typer makes an option of each
    state: StateName,
    instrument: InstrumentName,
    as_of: AsOf = None,
    data: Data = None,
    store: Store = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Annotated[
        AnswerFormat, typer.Option("--output", "-o", metavar="FORMAT", help="text, json or turtle.")
    ] = AnswerFormat.TEXT,
) -> None:
    """Tell whether an instrument is in force for a state on a day, since when, by which rule, and how far that is known."""
    with clean_errors():
        graph = open_graph(data, no_bundled, on_duplicate, store=store)
        told = graph.explain(graph.status(state, instrument, as_of))
        match output:
            case AnswerFormat.JSON:
                emit(told.to_json())
            case AnswerFormat.TURTLE:
                emit(told.to_turtle())
            case _:
                emit(told.to_text(width=min(output_width(), _WIDEST)))


def gaps(  # noqa: PLR0917 - typer makes an option of each
    as_of: AsOf = None,
    states: States = None,
    instruments: Instruments = None,
    mandate: Mandate = None,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Instruments by states, those too that are parties.")
    ] = False,
    data: Data = None,
    store: Store = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """List who is not a party to what, and whether that is known; what is known stands first."""
    with clean_errors():
        graph = open_graph(data, no_bundled, on_duplicate, store=store)
        if matrix:
            show(graph.gap_matrix(as_of, states, instruments, mandate), output)
        else:
            found = graph.gaps(as_of, states, instruments, mandate)
            show(_for_people(found, _OF_A_GAP) if output is RowFormat.TABLE else found, output)


def panel(  # noqa: PLR0917 - typer makes an option of each
    start: Annotated[int, typer.Argument(metavar="START", help="The first year.")],
    end: Annotated[int, typer.Argument(metavar="END", help="The last year.")],
    states: States = None,
    instruments: Instruments = None,
    mandate: Mandate = None,
    data: Data = None,
    store: Store = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """Lay out states by instruments by years, each year as of its 31 December, for statistics."""
    with clean_errors():
        show(
            open_graph(data, no_bundled, on_duplicate, store=store).panel(start, end, states, instruments, mandate),
            output,
        )


def timeline(  # noqa: PLR0917 - typer makes an option of each
    state: Annotated[str | None, typer.Option("--state", metavar="STATE", help="Acts of this state only.")] = None,
    instrument: Annotated[
        str | None, typer.Option("--instrument", metavar="INSTRUMENT", help="Acts on this instrument only.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Not before this day, month or year.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Not after it.")] = None,
    data: Data = None,
    store: Store = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """List acts by their dates, each in words, with the day since which it is in force."""
    with clean_errors():
        found = open_graph(data, no_bundled, on_duplicate, store=store).timeline(state, instrument, since, until)
        show(_for_people(found, _OF_AN_ACT) if output is RowFormat.TABLE else found, output)


def _for_people(table: Table, columns: tuple[str, ...]) -> Table:
    """Leave out what a sentence in the row says anyway, so that a row fits into a line; machines get all."""
    from unodc_graph.results import Table as Rows

    places = [table.columns.index(column) for column in columns]
    return Rows(
        columns, [[cells[place] for place in places] for cells in table.cells()], lambda nodes: table.labels_of([nodes])
    )
