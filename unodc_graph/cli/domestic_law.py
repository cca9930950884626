"""``implementation``: which acts of a state are said to implement an instrument, and by whom."""

from __future__ import annotations

from typing import Annotated

import typer

from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.options import Data, Duplicates, NoBundled, OnDuplicate, Output, examples, open_graph
from unodc_graph.cli.output import RowFormat, show

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command(
        epilog=examples(
            "unodc-graph implementation KAZ uncac",
            "unodc-graph implementation Tajikistan 'Trafficking in Persons Protocol'",
            "unodc-graph implementation ARM uncac --output csv",
        )
    )(implementation)


def implementation(  # noqa: PLR0917 - typer makes an option of each
    state: Annotated[str, typer.Argument(metavar="STATE", help="A code, a label, a CURIE or an IRI.")],
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT", help="Likewise, as untoc or XVIII-12.")],
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Output = RowFormat.TABLE,
) -> None:
    """List the acts of a state that a source ties to an instrument, each with who says so and what was found.

    The law by which the state consented to the instrument is left out. Where nothing is listed, none is recorded:
    that does not mean that there is none.
    """
    with clean_errors():
        show(open_graph(data, no_bundled, on_duplicate).implementation(state, instrument), output)
