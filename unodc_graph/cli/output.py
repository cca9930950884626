"""Data on standard output, progress on standard error."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import typer

from unodc_graph.grid import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unodc_graph.results import Table

__all__ = [
    "RowFormat",
    "emit",
    "in_words",
    "insist_on_output",
    "nearest",
    "output_width",
    "progress",
    "show",
    "table_of",
]

_WIDTH_ELSEWHERE: Final = 120


class RowFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def insist_on_output() -> None:
    """Insist that standard output was not closed before the command began.

    Raises
    ------
    OSError
        If it was.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "standard output")


def emit(text: str) -> None:
    """Write data to standard output: as it is, in UTF-8; to a terminal without what would steer it."""
    insist_on_output()
    if sys.stdout.isatty():
        sys.stdout.write(printable(text))
    else:
        typer.get_binary_stream("stdout").write(text.encode())


def show(table: Table, output: RowFormat = RowFormat.TABLE) -> None:
    """Write rows: laid out for people, or whole for machines."""
    match output:
        case RowFormat.CSV:
            emit(table.to_csv())
        case RowFormat.JSON:
            emit(table.to_json())
        case _:
            from unodc_graph.cli.layout import text_for_people

            emit(text_for_people(table, width=output_width()))


def table_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    """Make a table of Python values: texts, numbers, IRIs as terms of the engine, ``None`` for nothing."""
    from unodc_graph.results import Table
    from unodc_graph.terms import from_python

    return Table(columns, ([None if value is None else from_python(value) for value in row] for row in rows))


def output_width() -> int:
    """Give the characters that a line of a table may have.

    Those of the terminal; where a file or a pipe reads, those that ``COLUMNS`` says, else 120.
    """
    if sys.stdout is not None and sys.stdout.isatty():
        return get_terminal_size().columns
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and int(asked) > 0 else _WIDTH_ELSEWHERE


def in_words(count: int, noun: str, plural: str | None = None) -> str:
    """Count things in words: ``1 row``, ``2 rows``."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def nearest(file: Path) -> Path:
    """Name a file from the current folder if it lies below it."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on standard error what is being done, as long as it is, and only to a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_interactive:
        with console.status(doing):
            yield
    else:
        # A terminal that cannot go back in a line gets one that stays.
        sys.stderr.write(f"{doing}\n")
        sys.stderr.flush()
        yield
