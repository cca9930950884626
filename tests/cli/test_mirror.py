"""The command line says what the library says: same verb, one call."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from unodc_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run

METHODS = (
    "query",
    "run",
    "quality",
    "validate",
    "export",
    "to_networkx",
    "add",
    "resolve",
    "find",
    "describe",
    "explain",
    "import_tables",
    "reconcile",
    "status",
    "gaps",
    "gap_matrix",
    "panel",
    "timeline",
    "implementation",
)


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The public methods that are called, without those that they call in turn and without loading."""
    names: list[str] = []
    running: list[str] = []

    def recorded(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def wrapper(*arguments: Any, **options: Any) -> Any:
            if not running:
                names.append(name)
            running.append(name)
            try:
                return method(*arguments, **options)
            finally:
                running.pop()

        return wrapper

    for name in METHODS:
        monkeypatch.setattr(KnowledgeGraph, name, recorded(name, getattr(KnowledgeGraph, name)))
    return names


@pytest.mark.parametrize(
    ("arguments", "method"),
    [
        (("query", "ASK {}"), "query"),
        (("run", "projects-in-state", "-p", "state=KAZ"), "run"),
        (("find", "ROCA"), "find"),
        (("describe", "CARICC"), "describe"),
        (("explain", "ROCA", "covers", "KAZ"), "explain"),
        (("status", "KAZ", "untoc"), "status"),
        (("gaps", "--state", "UZB"), "gaps"),
        (("gaps", "--matrix"), "gap_matrix"),
        (("panel", "2012", "2013", "--state", "KAZ"), "panel"),
        (("timeline", "--state", "KAZ"), "timeline"),
        (("implementation", "GEO", "uncac"), "implementation"),
        (("validate", "--focus", "ROCA"), "validate"),
        (("quality",), "quality"),
        (("import", str(Path(__file__).with_name("visits.csv"))), "import_tables"),
        (
            ("reconcile", str(Path(__file__).parents[1] / "reconciling" / "untoc.csv"), "--instrument", "untoc"),
            "reconcile",
        ),
        (("export",), "export"),
        (("network", "agents"), "to_networkx"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_command_calls_one_method_of_the_graph(
    run: Run, called: list[str], arguments: tuple[str, ...], method: str
) -> None:
    assert run(*arguments).status == 0
    first, *then = (name for name in called if name != "add")
    assert first == method
    # Whether KAZ is a code: what a name stands for is told beside the answer; and a status is told with its reasons.
    assert then == {"run": ["query"], "status": ["explain"]}.get(method, [])
    assert called.count("add") <= 1
