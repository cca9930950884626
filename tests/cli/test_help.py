from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.main import get_command

from unodc_graph.cli.app import app

if TYPE_CHECKING:
    from tests.cli.conftest import Run

COMMANDS = (
    "tour",
    "query",
    "queries",
    "run",
    "find",
    "describe",
    "explain",
    "status",
    "gaps",
    "panel",
    "timeline",
    "validate",
    "quality",
    "format",
    "import",
    "template",
    "implementation",
    "reconcile",
    "export",
    "network",
)


def test_the_commands_are_those_that_the_help_lists(run: Run) -> None:
    listed = run("--help").out
    assert set(COMMANDS) == set(get_command(app).commands)  # type: ignore[attr-defined]  # a group of commands is typed as a command
    assert all(f" {command} " in listed for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_with_an_example_that_calls_it(run: Run, command: str) -> None:
    shown = run(command, "--help")
    assert shown.status == 0
    assert f"unodc-graph {command}" in shown.out.partition("Example")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_is_explained(command: str) -> None:
    for parameter in get_command(app).commands[command].params:  # type: ignore[attr-defined]  # a group of commands is typed as a command
        assert parameter.help, f"{command}: {parameter.name} has no help"


def test_the_help_says_what_a_bound_value_may_be(run: Run) -> None:
    shown = " ".join(run("query", "--help").out.replace("│", " ").split())
    for form in ("An IRI in <>", "a CURIE of a known prefix", '"2004"^^xsd:gYear', "else a text"):
        assert form in shown


def test_the_help_says_what_the_exit_status_means(run: Run) -> None:
    assert "Exit status: 0 done; 1 the data is wrong; 2 the call is wrong." in run("--help").out


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert "Usage: unodc-graph" in run().out


def test_the_version_is_that_of_the_package(run: Run) -> None:
    import unodc_graph

    assert run("--version").out == f"unodc-graph {unodc_graph.__version__}\n"


def test_a_command_that_does_not_exist_is_answered_with_those_that_come_near(run: Run) -> None:
    answer = run("querys")
    assert answer.status == 2
    assert "queries" in answer.err
