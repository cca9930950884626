"""What only a process of its own shows: pipes, signals, what is imported."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pytest

from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from tests.cli.conftest import Run

COMMAND = [sys.executable, "-m", "unodc_graph"]
# As a shell runs it: the interpreter keeps output back until there is enough of it.
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def test_a_process_answers_on_standard_output_and_leaves_with_0(run_process: Run) -> None:
    answer = run_process("query", "SELECT ?city { ugd:office-ROCA ug:city ?city }", "-o", "csv")
    assert (answer.status, answer.out, answer.err) == (0, "city\nTashkent\n", "")


def test_a_process_leaves_with_2_when_the_call_is_wrong(run_process: Run) -> None:
    answer = run_process("run", "projects-in-state", "-p", "state=Kazakstan")
    assert (answer.status, answer.out) == (2, "")
    assert "'Kazakhstan'" in answer.err


def test_a_process_leaves_with_1_when_the_data_is_wrong(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / "loose.ttl").write_text("<urn:x:a><urn:x:b><urn:x:c>.", encoding="utf-8")
    assert run_process("format", "--check", "loose.ttl").status == 1


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "query", r'SELECT ("\u00e9\u2502\u049a" AS ?x) {}', "-o", "csv"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        check=True,
    )
    assert done.stdout == "x\né│Қ\n".encode()


@pytest.mark.parametrize("command", ["export", "tour", "--help", "run --help", "queries -o json"])
def test_a_reader_that_is_gone_ends_the_command_as_it_ends_others(tmp_path: Path, command: str) -> None:
    piped = f'set -o pipefail; "$0" -m unodc_graph {command} | true'
    done = subprocess.run(["bash", "-c", piped, sys.executable], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    piped = '"$0" -m unodc_graph export | head -n 1'
    done = subprocess.run(["bash", "-c", piped, sys.executable], capture_output=True, cwd=tmp_path, check=False)
    assert (done.stdout, done.stderr) == (b"PREFIX dcat: <http://www.w3.org/ns/dcat#>\n", b"")


PRINTING = [
    ["tour"],
    ["query", "ASK {}"],
    ["queries"],
    ["run", "donors"],
    ["validate", "--focus", "ROCA"],
    ["format", "--check", "good.ttl"],
    ["export"],
    ["network", "agents"],
    ["--help"],
    ["run", "--help"],
    ["--version"],
]


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_an_output_that_cannot_be_written_is_told(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "good.ttl").write_text("\n<urn:x:a>\n    <urn:x:b> <urn:x:c> ;\n.\n", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=BUFFERED,
            check=False,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == "error: standard input or output: No space left on device\n"


@pytest.mark.parametrize("arguments", [["run", "nothing"], ["--nothing"]], ids=" ".join)
def test_an_error_that_cannot_be_told_leaves_with_2(tmp_path: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *arguments], stderr=full, cwd=tmp_path, env=BUFFERED, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize("command", ["queries", "tour", "--help", "run --help", "--version"])
def test_an_output_that_is_closed_is_told(tmp_path: Path, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$0" -m unodc_graph {command} >&-', sys.executable],
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        check=False,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr == "error: standard output: is closed\n"


@pytest.mark.parametrize("command", ["query -", "query 'ASK {}' --no-bundled --data -"])
def test_an_input_that_is_closed_is_told(tmp_path: Path, command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$0" -m unodc_graph {command} <&-', sys.executable],
        capture_output=True,
        cwd=tmp_path,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr in {"error: standard input: is closed\n", "error: -: cannot be read: standard input is closed\n"}


def test_a_literal_that_is_none_of_its_datatype_is_a_finding_and_nothing_else(run_process: Run, tmp_path: Path) -> None:
    ug, ugd, xsd = (PREFIXES[name] for name in ("ug", "ugd", "xsd"))
    (tmp_path / "ill.nt").write_text(
        f"<{ugd}f> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ug}Figure> .\n"
        f'<{ugd}f> <{ug}value> "abc"^^<{xsd}integer> .\n<{ugd}f> <{ug}end> "2013-99-99"^^<{xsd}date> .\n',
        encoding="utf-8",
    )
    answer = run_process("validate", "--data", "ill.nt", "--focus", "ugd:f")
    assert (answer.status, answer.err) == (1, "")
    assert {"Figure-value.Node", "Figure-end.Node"} <= set(answer.out.split())


def test_the_library_leaves_logging_to_the_program_that_uses_it(tmp_path: Path) -> None:
    asked = (
        "import logging, unodc_graph; unodc_graph.load().validate(focus='ROCA')\n"
        "assert not logging.root.handlers and not logging.root.manager.disable"
    )
    subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, check=True)


def test_ctrl_c_ends_a_query_at_once_with_130(tmp_path: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [*COMMAND, "query", endless], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize(
    "arguments",
    [("export", "--no-bundled", "--force", "pipe"), ("import", "pipe", "--no-bundled", "--export", "out.ttl")],
    ids=["export", "import"],
)
def test_ctrl_c_ends_a_command_that_writes_or_reads_with_130(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    # Nobody is at the other end of the pipe, so that the command waits there.
    os.mkfifo(tmp_path / "pipe")
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, start_new_session=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert [file.name for file in tmp_path.iterdir()] == ["pipe"]


def on_a_terminal(arguments: list[str], folder: Path, *streams: str, term: str = "xterm") -> tuple[str, str]:
    """Run the command with some of its streams on a terminal; give what it wrote there, and what elsewhere."""
    ours, theirs = pty.openpty()
    # A file takes whatever comes; a pipe that nobody reads meanwhile would fill up.
    with TemporaryFile() as elsewhere:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=theirs if "stdout" in streams else elsewhere,
            stderr=theirs if "stderr" in streams else elsewhere,
            cwd=folder,
            env={**os.environ, "TERM": term, "COLUMNS": "80"},
        )
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:
            pass  # Linux ends a terminal that nobody writes to any more with an error.
        os.close(ours)
        process.wait(timeout=60)
        elsewhere.seek(0)
        return shown.decode().replace("\r\n", "\n"), elsewhere.read().decode()


def test_progress_is_shown_on_a_terminal_and_the_data_stays_clean(tmp_path: Path, run_process: Run) -> None:
    shown, data = on_a_terminal(["network", "agents", "-o", "csv"], tmp_path, "stderr")
    assert "Making the network" in shown
    apart = run_process("network", "agents", "-o", "csv")
    assert (data, "") == (apart.out, apart.err)


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_check_says_on_a_terminal_that_it_is_going_on(tmp_path: Path, term: str) -> None:
    shown, report = on_a_terminal(["validate", "--focus", "ROCA"], tmp_path, "stderr", term=term)
    assert "Checking the graph against the shapes …" in shown
    assert report.endswith("The graph conforms: 0 violations, 0 warnings, 0 infos.\n")


def test_a_table_is_as_wide_as_the_terminal(tmp_path: Path) -> None:
    shown, _ = on_a_terminal(["run", "projects-in-state", "-p", "state=KAZ"], tmp_path, "stdout")
    assert max(map(len, shown.splitlines())) <= 80
    assert "ugd:project-RERH22" in shown


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_format_steers_the_terminal(tmp_path: Path, form: str) -> None:
    (tmp_path / "hostile.nt").write_text(r'<urn:x:a> <urn:x:b> "\u001B[31mred\u202Eder" .', encoding="utf-8")
    question = ["query", "SELECT ?c { <urn:x:a> <urn:x:b> ?c }", "--no-bundled", "--data", "hostile.nt", "-o", form]
    shown, _ = on_a_terminal(question, tmp_path, "stdout")
    assert "[31mred" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_a_command_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    asked = (
        "import sys; sys.argv[1:] = ['run', 'projects-in-state', '-p', 'state=KAZ', '-o', 'csv']\n"
        "from unodc_graph.cli import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    assert not leaving.code\n"
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, cwd=tmp_path, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_command_imports_nothing_heavy(tmp_path: Path) -> None:
    asked = (
        "import sys, unodc_graph.cli, unodc_graph.cli.app\n"
        "sys.exit(' '.join({'rdflib', 'pyshacl', 'networkx', 'yaml'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, cwd=tmp_path, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
