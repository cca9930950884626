"""What can go wrong in a call, told as one clear paragraph and an exit status."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

import typer

from unodc_graph.errors import UnodcGraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATA_WRONG", "clean_errors", "fail", "printable"]

DATA_WRONG: Final = 1
_CALL_WRONG: Final = 2
# Control characters, line and paragraph separators, embeddings, overrides and isolates of direction.
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# What a shell reports of a command that SIGPIPE ended, as of `cat` in `cat file | head`.
_NOBODY_READS: Final = 141


@contextmanager
def clean_errors() -> Iterator[None]:
    """Turn what a user can get wrong into a message on standard error and exit status 2."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except UnodcGraphError as error:
        fail(str(error))
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; that has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(_NOBODY_READS) from None
    except OSError as error:
        fail(f"{error.filename or 'standard input or output'}: {error.strerror or error}")


def fail(message: str) -> NoReturn:
    """Print a message on standard error and leave: the call is wrong."""
    # A tab in a line that is shown would move the mark below it.
    typer.echo(f"error: {printable(message)}".replace("\t", " "), err=True)
    raise typer.Exit(_CALL_WRONG)


def printable(text: str) -> str:
    """Replace what would steer a terminal or turn the direction of writing; tabs and line feeds stay."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
