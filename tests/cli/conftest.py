"""Ways to run the command: inside the process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest
from typer.testing import CliRunner

from unodc_graph.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    status: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *arguments: str | Path, given: str | bytes | None = None) -> Outcome: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command inside this process; an exception that reaches the user fails the test."""
    # Help texts are folded at the width of the terminal that the tests happen to run in.
    monkeypatch.setenv("COLUMNS", "100")

    def run_inside(*arguments: str | Path, given: str | bytes | None = None) -> Outcome:
        result = CliRunner().invoke(app, [*map(str, arguments)], input=given, prog_name="unodc-graph")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_inside


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run the command as a process of its own, in a folder of its own."""

    def run_apart(*arguments: str | Path, given: str | bytes | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "unodc_graph", *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "100"},
            check=False,
            timeout=120,
        )
        assert b"Traceback" not in done.stderr
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_apart
