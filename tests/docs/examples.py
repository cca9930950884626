"""The examples of a document, run from its top to its end as a reader would.

A block with a title is a file of that name. A Python block runs with the names of those before it, and the block of text
behind it is what it prints. A block with lines that begin with ``$`` is a terminal: each command with what it prints, its
exit status 0 unless ``$ echo $?`` asks for it. A line ``…`` stands for lines that are left out, and at the
end of a line the sign stands for its rest.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from typer.testing import CliRunner

import unodc_graph as ug
from unodc_graph.cli.app import app
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DOCUMENTS", "KNOWN_LANGUAGES", "ROOT", "Block", "blocks", "run", "terminal"]

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted(
    path
    for path in (ROOT / "docs").rglob("*.md")
    if not path.is_relative_to(ROOT / "docs" / "reference") or path == ROOT / "docs" / "reference" / "README.md"
)
DOCUMENTS: Final = [
    *(
        ROOT / name
        for name in (
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "data/README.md",
            "queries/README.md",
            "ontology/README.md",
            "benchmarks/README.md",
        )
    ),
    *PAGES,
]
KNOWN_LANGUAGES: Final = frozenset(
    {"python", "pycon", "console", "sh", "text", "turtle", "trig", "sparql", "csv", "json"}
)

_FENCE: Final = re.compile(
    r'(?ms)^(?P<ticks>```+)(?P<language>[\w-]*)(?: title="(?P<title>[^"]+)")?[ ]*\n(?P<text>.*?)^(?P=ticks)[ ]*$'
)
_LEFT_OUT: Final = "…"
_SHELL_SIGNS: Final = re.compile(r"[|<>&;]|\$\(")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, the file that it is, and where it stands."""

    language: str
    title: str | None
    text: str
    line: int

    @property
    def is_terminal(self) -> bool:
        """Whether it shows commands and what they print."""
        return self.language in {"console", "text"} and self.text.startswith("$ ")

    @property
    def is_printed(self) -> bool:
        """Whether it may be what the block before it prints."""
        return self.language == "text" and not self.is_terminal


def blocks(path: Path) -> list[Block]:
    """Read the blocks of a document."""
    text = path.read_text(encoding="utf-8")
    return [
        Block(found["language"], found["title"], found["text"], text.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(text)
    ]


def run(path: Path) -> str:
    """Run the examples of a document in the working directory, and give all that its Python prints."""
    found = blocks(path)
    for block in reversed(found):
        _write(block)  # Whatever is used before it is shown; of two with one name the first.
    names: dict[str, object] = {"__name__": "__main__"}
    printed, _STATUS[0] = "", 0
    for block, following in zip(found, [*found[1:], None], strict=True):
        where = f"{path.relative_to(ROOT)}, line {block.line}"
        if block.title is not None:
            _write(block)
        elif block.language == "python":
            out = _python(block, names, where)
            if following is not None and following.is_printed:
                same(out, following.text, where)
            else:
                assert not out or path.name == "README.md", f"{where}: show below it what it prints:\n{out}"
            printed += out
        elif block.language == "pycon":
            _session(block, names, where)
        elif block.is_terminal or block.language == "sh":
            _commands(block, where)
        else:
            _data(block, where)
    assert _STATUS[0] == 0, f"{path.name}: the last command ended with exit status {_STATUS[0]}: show it by `echo $?`"
    return printed


def _commands(block: Block, where: str) -> None:
    if block.language == "sh":
        for command in block.text.splitlines():
            if command.startswith("unodc-graph"):
                command_output(command)
    else:
        for command, shown in terminal(block):
            same(command_output(command), shown, f"{where}: {command}")


def _write(block: Block) -> None:
    if block.title is not None:
        file = Path(block.title)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")


def _python(block: Block, names: dict[str, object], where: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile("\n" * block.line + block.text, where, "exec"), names)  # noqa: S102 - the point of the test
    return out.getvalue()


def _session(block: Block, names: dict[str, object], where: str) -> None:
    test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    told = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=options, verbose=False)
    runner.run(test, out=told.write, clear_globs=False)
    names.update(test.globs)
    assert runner.failures == 0, told.getvalue()


def terminal(block: Block) -> Iterator[tuple[str, str]]:
    """Give each command of a terminal with what is shown below it."""
    for part in re.split(r"(?m)^\$ ", block.text)[1:]:
        command, _, shown = part.partition("\n")
        while command.endswith("\\"):
            more, _, shown = shown.partition("\n")
            command = f"{command[:-1]}{more.lstrip('> ')}"
        yield command, shown


_STATUS = [0]


def command_output(command: str) -> str:
    """Run a command and give what a terminal shows; ``echo $?`` gives the exit status of the one before."""
    if command == "echo $?":
        status, _STATUS[0] = _STATUS[0], 0
        return f"{status}\n"
    assert _STATUS[0] == 0, f"exit status {_STATUS[0]} before {command}: show it by `echo $?`"
    # A folder is free when the process of the command ends.
    is_plain = "--store" not in command and _SHELL_SIGNS.search(re.sub(r"'[^']*'", "", command)) is None
    if command.startswith("unodc-graph ") and is_plain:
        done = CliRunner().invoke(app, shlex.split(command, comments=True)[1:])
        _STATUS[0], out = done.exit_code, done.output
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            timeout=120,
        )
        _STATUS[0], out = ended.returncode, ended.stdout
    return out


def same(printed: str, shown: str, where: str) -> None:
    """Compare what is printed with what is shown, spaces at the ends of lines apart."""
    wanted = [line.rstrip() for line in shown.rstrip().splitlines()]
    got = [line.rstrip() for line in printed.rstrip().splitlines()]
    pattern = "".join(map(_pattern, wanted))
    assert re.fullmatch(pattern, "".join(f"{line}\n" for line in got)), f"{where} prints now:\n" + "\n".join(got)


def _pattern(line: str) -> str:
    if line.strip() == _LEFT_OUT:
        return r"(?:.*\n)*?"
    return f"{re.escape(line[:-1])}.*\\n" if line.endswith(_LEFT_OUT) else f"{re.escape(line)}\\n"


def _data(block: Block, where: str) -> None:
    """See that data is data, and that a query finds something."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    if block.language in {"turtle", "trig"}:
        form = ox.RdfFormat.TURTLE if block.language == "turtle" else ox.RdfFormat.TRIG
        assert list(ox.parse(head + block.text, format=form)), where
    elif block.language == "sparql":
        answer = ug.load().query(block.text)
        assert answer is True or (not isinstance(answer, bool) and len(answer)), f"{where} finds nothing"
    elif block.language == "json":
        json.loads(block.text)
