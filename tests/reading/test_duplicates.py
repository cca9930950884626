"""The same subject described differently in two files of a user is an error that names both places."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Final, Literal

import pytest

import unodc_graph as ug

if TYPE_CHECKING:
    from pathlib import Path

ONE: Final = '<http://x/other> <http://x/p> 1 .\n\n<http://x/thing> <http://x/name> "one" .\n'
TWO: Final = 'PREFIX x: <http://x/>\nx:thing\n  x:name "two" .\n'


def files(folder: Path, **texts: str) -> list[Path]:
    paths = [folder / name.replace("_", ".") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text)
    return paths


def test_two_files_that_differ_are_refused_with_both_places(tmp_path: Path) -> None:
    one, two = files(tmp_path, one_ttl=ONE, two_ttl=TWO)
    with pytest.raises(ug.LoadError) as caught:
        ug.load(one, two, bundled=False)
    assert str(caught.value).startswith(f"{two}, line 2: describes <http://x/thing> differently from {one}, line 3:")
    assert (caught.value.file, caught.value.line) == (str(two), 2)
    assert 'on_duplicate="merge"' in str(caught.value)


def test_it_does_not_matter_when_they_are_loaded(tmp_path: Path) -> None:
    one, two = files(tmp_path, one_ttl=ONE, two_ttl=TWO)
    kg = ug.load(one, bundled=False)
    before = kg.revision, len(kg.graph)
    with pytest.raises(ug.LoadError, match=rf"two\.ttl, line 2: .* differently from {one}, line 3"):
        kg.add(two)
    assert (kg.revision, len(kg.graph)) == before
    assert [file.path for file in kg.load_report.files] == [str(one)]


def test_merge_lets_both_count(tmp_path: Path) -> None:
    kg = ug.load(*files(tmp_path, one_ttl=ONE, two_ttl=TWO), bundled=False, on_duplicate="merge")
    names = kg.query("SELECT ?name { <http://x/thing> <http://x/name> ?name } ORDER BY ?name")
    assert isinstance(names, ug.Table)
    assert [row.name for row in names] == ["one", "two"]


def test_a_folder_is_compared_too(tmp_path: Path) -> None:
    files(tmp_path, one_ttl=ONE, two_ttl=TWO)
    with pytest.raises(ug.LoadError, match="differently"):
        ug.load(tmp_path, bundled=False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<http://x/a> <http://x/p> 1.50 , 2 .", "<http://x/a> <http://x/p> 2 , 1.5 ."),  # values, not spellings
        ("<http://x/a> <http://x/p> [ <http://x/q> 1 ] .", "<http://x/a> <http://x/p> [ <http://x/q> 2 ] ."),
        ("_:a <http://x/p> 1 .", "_:a <http://x/p> 2 ."),
        ("<http://x/a> <http://x/p> <http://x/b> .", "<http://x/b> <http://x/p> <http://x/a> ."),
    ],
)
def test_what_is_said_alike_or_of_another_is_no_duplicate(tmp_path: Path, first: str, second: str) -> None:
    assert len(ug.load(*files(tmp_path, one_ttl=first, two_ttl=second), bundled=False).load_report.files) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<http://x/a> <http://x/p> 1 .", "<http://x/a> <http://x/p> 1 ; <http://x/q> 2 ."),
        ("<http://x/a> <http://x/p> 1 .", "<http://x/a> <http://x/q> 1 ."),
        ('<http://x/a> <http://x/p> "x"@en .', '<http://x/a> <http://x/p> "x" .'),
        ("<a> <http://x/p> 1 .", "<a> <http://x/p> 2 ."),
        ("<http://x/a> <http://x/p> 1 .", "<http://x/g> { <http://x/a> <http://x/p> 2 }"),
    ],
)
def test_more_less_or_other_statements_are_a_difference(tmp_path: Path, first: str, second: str) -> None:
    with pytest.raises(ug.LoadError, match="differently"):
        ug.load(*files(tmp_path, one_ttl=first, two_trig=second), bundled=False)


def test_graphs_inside_one_file_are_one_file(tmp_path: Path) -> None:
    text = "<http://x/g> { <http://x/a> <http://x/p> 1 } <http://x/h> { <http://x/a> <http://x/p> 2 }"
    assert ug.load(*files(tmp_path, one_trig=text), bundled=False).load_report.statements == 2


def test_the_same_path_again_replaces_and_is_no_duplicate(tmp_path: Path) -> None:
    (one,) = files(tmp_path, one_ttl=ONE)
    kg = ug.load(one, bundled=False)
    one.write_text(TWO)
    kg.add(one)
    assert kg.query("ASK { <http://x/thing> <http://x/name> 'two' }") is True


def test_facts_about_bundled_things_are_no_duplicates(tmp_path: Path) -> None:
    text = "<https://w3id.org/unodc-graph/id/office-ROCA> <http://x/p> 1 ."
    assert ug.load(*files(tmp_path, one_ttl=text)).load_report.statements == 1


def test_the_alignments_that_come_with_the_library_may_be_loaded_together() -> None:
    assert len(ug.load(*ug.alignment_files(), bundled=False).load_report.files) == len(ug.alignment_files())


def test_several_things_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    first = "".join(f"<http://x/{number}> <http://x/p> 1 .\n" for number in range(1000))
    one, two = files(tmp_path, one_nt=first.replace("1 .", "<http://x/o> ."), two_ttl=first)
    with pytest.raises(ug.LoadError, match="and 999 more things") as caught:
        ug.load(one, two, bundled=False)
    assert caught.value.line is not None


def test_a_file_that_is_gone_is_named_without_a_line(tmp_path: Path) -> None:
    one, two = files(tmp_path, one_ttl=ONE, two_ttl=TWO)
    kg = ug.load(one, bundled=False)
    one.unlink()
    with pytest.raises(ug.LoadError, match=rf"differently from {one}: mend"):
        kg.add(two)


def test_standard_input_is_a_file_like_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = files(tmp_path, one_ttl=ONE)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(TWO.encode())))
    with pytest.raises(ug.LoadError, match=rf"^-, line 2: .* differently from {one}, line 3"):
        ug.load(one, "-", bundled=False)


@pytest.mark.parametrize("word", ["Merge", "", "replace"])
def test_another_word_is_refused(tmp_path: Path, word: Literal["error", "merge"]) -> None:
    with pytest.raises(ug.ParameterError, match="'error' or 'merge'"):
        ug.load(*files(tmp_path, one_ttl=ONE), bundled=False, on_duplicate=word)
