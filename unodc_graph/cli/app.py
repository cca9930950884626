"""All commands in one application."""

from __future__ import annotations

import logging
import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from unodc_graph import __version__
from unodc_graph.cli import (
    asking,
    checking,
    domestic_law,
    finding,
    importing,
    law,
    quality,
    reconciling,
    telling,
    touring,
    writing,
)
from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.output import emit, insist_on_output

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["app", "run_app"]


@contextmanager
def _writing_help() -> Iterator[None]:
    """Tell what becomes of the output of a help, or leave with the status of it, as commands do of their data."""
    with clean_errors():
        insist_on_output()
        try:
            yield
        except SystemExit:
            # So rich ends where nobody reads any more, with the status of wrong data.
            raise BrokenPipeError from None


class _Command(TyperCommand):
    """A command."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with _writing_help():
            super().format_help(ctx, formatter)


class _Commands(TyperGroup):
    """The commands, which tell a value that is none of an option as people would."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        with _writing_help():
            super().format_help(ctx, formatter)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            # Where it comes from, which typer writes before it, is no matter of whoever reads it.
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="unodc-graph",
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _commands in (
    touring,
    asking,
    finding,
    telling,
    checking,
    quality,
    importing,
    law,
    domestic_law,
    reconciling,
    writing,
):
    _commands.register(app)
for _command in app.registered_commands:
    _command.cls = _Command


def _print_version(asked: bool) -> None:
    if asked:
        with clean_errors():
            emit(f"unodc-graph {__version__}\n")
        raise typer.Exit


@app.callback(
    epilog="""\
[bold]Examples[/bold]
$ unodc-graph tour
$ unodc-graph run projects-in-state -p state=KAZ
$ unodc-graph query 'SELECT ?city { ugd:office-ROCA ug:city ?city }'

Exit status: 0 done; 1 the data is wrong; 2 the call is wrong."""
)
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Ask, check and export a knowledge graph of the UN Office on Drugs and Crime in Central Asia and the South Caucasus.

    Begin with [bold]unodc-graph tour[/bold]. Not a product of the United Nations.
    """


def run_app() -> None:
    """Run the application on the arguments of the process and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its code point; it never stops the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _silence_libraries()
    with clean_errors():
        app(prog_name="unodc-graph")


def _silence_libraries() -> None:
    """Keep what libraries tell programmers from standard error: a user is told what matters by the command."""
    logging.disable()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
