"""What can go wrong in a call, told as one clear paragraph and an exit status."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

import typer

from unodc_graph.errors import UnodcGraphError
from unodc_graph.grid import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DATA_WRONG", "at_end", "clean_errors", "fail"]

DATA_WRONG: Final = 1
_CALL_WRONG: Final = 2
# What a shell reports of a command that SIGPIPE ended, as of `cat` in `cat file | head`.
_NOBODY_READS: Final = 141
_AT_END: Final[list[Callable[[], None]]] = []


def at_end(work: Callable[[], None]) -> None:
    """Do something when the command has ended, whether it went well or not."""
    _AT_END.append(work)


@contextmanager
def clean_errors() -> Iterator[None]:
    """Turn what a user can get wrong into a message on standard error and exit status 2."""
    try:
        try:
            yield
        finally:
            while _AT_END:
                _AT_END.pop()()
            # What cannot be written is an error of the call, and not one of the interpreter when it ends.
            if sys.stdout is not None:
                sys.stdout.flush()
    except UnodcGraphError as error:
        fail(str(error))
    except BrokenPipeError:
        _write_no_more(sys.stdout)
        raise SystemExit(_NOBODY_READS) from None
    except OSError as error:
        if sys.stdout is not None:
            try:
                sys.stdout.flush()
            except OSError:
                _write_no_more(sys.stdout)
        fail(f"{error.filename or 'standard input or output'}: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """Print a message on standard error and leave: the call is wrong."""
    try:
        # A tab in a line that is shown would move the mark below it.
        typer.echo(f"error: {printable(message)}".replace("\t", " "), err=True)
    except OSError:
        _write_no_more(sys.stderr)
    raise SystemExit(_CALL_WRONG)


def _write_no_more(stream: TextIO) -> None:
    """Let what is left go nowhere: the interpreter flushes once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
