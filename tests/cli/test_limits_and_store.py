"""Limits and folders on the command line."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from tests.processes import children, is_there

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_limit_ends_the_command_with_status_2(run: Run) -> None:
    done = run("query", "--no-bundled", "--max-rows", "3", "SELECT * { ?s ?p ?o }")
    assert (done.status, done.out) == (2, "")
    assert "limit max_rows=3: 3 rows had come" in done.err
    done = run("query", "--no-bundled", "--timeout", "0.5", ENDLESS)
    assert (done.status, done.out) == (2, "")
    assert "limit timeout=0.5" in done.err
    assert run("run", "projects-in-state", "-p", "state=KAZ", "--max-rows", "1").status == 2


@pytest.mark.parametrize(("option", "value"), [("--timeout", "0"), ("--max-rows", "-1")])
def test_what_is_no_limit_is_told(run: Run, option: str, value: str) -> None:
    done = run("query", "--no-bundled", option, value, "ASK {}")
    assert done.status == 2
    assert option.strip("-").replace("-", "_") in done.err


def test_a_limit_is_no_parameter_of_a_query(run: Run) -> None:
    done = run("run", "projects-in-state", "-p", "state=KAZ", "-p", "timeout=3")
    assert done.status == 2
    assert "the limit is --timeout" in done.err


def test_a_folder_is_filled_once_and_then_asked(run: Run, tmp_path: Path) -> None:
    folder, mine = tmp_path / "kept", tmp_path / "mine.ttl"
    mine.write_text("<urn:mine> <urn:value> 1 .")
    text = "ASK { <urn:mine> <urn:value> 1 }"
    assert run("query", "--no-bundled", "--store", str(folder), "--data", str(mine), text).out == "true\n"
    mine.unlink()
    assert run("query", "--store", str(folder), "--timeout", "60", text).out == "true\n"
    assert "<urn:mine>" in run("export", "--store", str(folder), "--graphs", "import/mine", "--format", "ntriples").out
    assert run("validate", "--store", str(folder)).status == 0
    with ug.load(store=folder):
        done = run("query", "--store", str(folder), text)
    assert done.status == 2
    assert "is in use by this process" in done.err


def test_ctrl_c_ends_a_query_with_a_time_limit_and_its_process() -> None:
    command = [sys.executable, "-m", "unodc_graph", "query", "--no-bundled", "--timeout", "600", ENDLESS]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 60
        while not (started := children(process.pid)) and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    (number,) = started
    end = time.monotonic() + 20
    while is_there(number) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_there(number)
