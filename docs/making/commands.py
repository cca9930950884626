"""The page of the commands, from what they say of themselves by ``--help``."""

from __future__ import annotations

import os
from typing import Final
from unittest.mock import patch

from typer.main import get_command
from typer.testing import CliRunner

from docs.making import markdown
from unodc_graph.cli.app import app

__all__ = ["command_names", "commands_page", "help_of"]

_MADE: Final = "<!-- Made by `make reference` from `--help`. Change that, not this page. -->"
_SCREEN: Final = {"COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"}


def command_names() -> list[str]:
    """Name the commands in the order of the help."""
    return list(get_command(app).commands)  # type: ignore[attr-defined]  # a group of commands is typed as a command


def help_of(*command: str) -> str:
    """Give what ``--help`` prints on a screen of 80 columns."""
    with patch.dict(os.environ, _SCREEN):
        printed = CliRunner().invoke(app, [*command, "--help"]).stdout
    return "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")


def commands_page() -> str:
    """Give the text of the page."""
    parts = [
        _MADE,
        "# Commands",
        (
            "`unodc-graph`, also `python -m unodc_graph`. Data goes to standard output, progress and messages to standard "
            "error. The exit status is 0 when it is done, 1 when the data is wrong (a rule is broken, a row is refused), 2 "
            "when the call is wrong (an unknown name, a syntax error, a file that cannot be read)."
        ),
        markdown.fence(help_of(), "text"),
    ]
    for name in command_names():
        parts += [f"## {name}", markdown.fence(help_of(name), "text")]
    return "\n\n".join(parts) + "\n"
