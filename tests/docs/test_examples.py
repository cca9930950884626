"""Every example of every document runs, and prints what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs import examples
from tests.docs.examples import DOCUMENTS, KNOWN_LANGUAGES, PAGES, ROOT, Block, blocks

if TYPE_CHECKING:
    from pathlib import Path


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if blocks(path)], ids=name)
def test_the_examples_of_a_document_run_and_print_what_is_shown(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80" if path in PAGES else "100")
    printed = examples.run(path)
    if path == ROOT / "README.md":
        for fact in ("Norway", "2008-07-31", "True"):
            assert fact in printed


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_block_says_its_language(path: Path) -> None:
    for block in blocks(path):
        assert block.language in KNOWN_LANGUAGES, f"{name(path)}, line {block.line}"
    fences = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("```")]
    assert len(fences) == 2 * len(blocks(path)), "a fence that is not closed, or has something behind its language"


def test_the_pages_have_examples() -> None:
    found = [block for path in PAGES for block in blocks(path)]
    assert sum(block.language in {"python", "pycon"} for block in found) >= 20
    assert sum(len(list(examples.terminal(block))) for block in found if block.is_terminal) >= 10


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_the_lines_of_code_are_as_wide_as_a_page_at_most(path: Path) -> None:
    for block in blocks(path):
        if block.language in {"python", "sparql", "turtle"}:
            assert max(map(len, block.text.splitlines())) <= 88, f"{name(path)}, line {block.line}"


# -- the mechanism itself can fail ----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "```python\n1 / 0\n```\n",
        "```python\nprint(1)\n```\n",
        "```python\nprint(1)\n```\n\n```text\n2\n```\n",
        "```pycon\n>>> 1 + 1\n3\n```\n",
        "```console\n$ unodc-graph --version\nunodc-graph 99\n```\n",
        "```console\n$ unodc-graph describe NOBODY\n```\n",
        "```sh\nunodc-graph run no-such-query\nunodc-graph --version\n```\n",
        "```turtle\nugd:x ug:y\n```\n",
        "```sparql\nSELECT ?x WHERE { ?x a ug:NoSuchClass }\n```\n",
        "```json\n{\n```\n",
    ],
)
def test_an_example_that_does_not_hold_is_found(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match=r"."):
        examples.run(page)


def test_lines_that_are_left_out_may_be_any() -> None:
    examples.same("a\nb\nc\n", "a\n…\nc\n", "here")
    examples.same("took 0.01 s\nb\n", "took …\nb\n", "here")
    with pytest.raises(AssertionError):
        examples.same("took 0.01 s\nb\n", "gave …\nb\n", "here")
    with pytest.raises(AssertionError):
        examples.same("a\nb\nc\n", "a\n…\nd\n", "here")


def test_a_terminal_is_read_command_by_command() -> None:
    block = Block("console", None, "$ one \\\n> two\nout\n$ three\n", 1)
    assert list(examples.terminal(block)) == [("one two", "out\n"), ("three", "")]
