"""The files of the catalogue: their headers, their style, and the index of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unodc_graph.catalog import LITERAL_KINDS, Catalog, parse_query
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "queries"
FILES = sorted(FOLDER.glob("*/*.rq"))
BEGIN = "<!-- index: made from the headers by `pytest tests/competency --remake-golden` -->\n"
END = "<!-- end of index -->\n"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def body(text: str) -> str:
    """The query without header, comments, texts and addresses."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return re.sub(r'"[^"]*"|<[^<>"\s]*>', "", "\n".join(lines))


def test_the_catalogue_holds_every_file_and_at_least_twelve() -> None:
    assert sorted(path.stem for path in FILES) == list(Catalog())
    assert len(FILES) >= 12


@each_file
def test_a_file_has_the_name_of_its_query(path: Path) -> None:
    query = parse_query(path.read_text(encoding="utf-8"))
    assert query.id == path.stem
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.id)


@each_file
def test_a_header_asks_a_question_and_names_subjects(path: Path) -> None:
    query = parse_query(path.read_text(encoding="utf-8"))
    assert "?" in query.question
    assert query.tags
    assert query.returns


@each_file
def test_the_parameters_of_the_header_are_the_dollar_names_of_the_query(path: Path) -> None:
    query = parse_query(path.read_text(encoding="utf-8"))
    text = body(query.text)
    assert set(query.parameters) == set(re.findall(r"\$(\w+)", text))
    assert not set(query.parameters) & set(re.findall(r"\?(\w+)", text)), "a parameter is written $name everywhere"


@each_file
def test_a_parameter_takes_a_value_or_a_class_or_scheme_in_kebab_case(path: Path) -> None:
    for parameter in parse_query(path.read_text(encoding="utf-8")).parameters.values():
        assert parameter.kind in LITERAL_KINDS or re.fullmatch(r"[a-z]+(-[a-z]+)*", parameter.kind)


@each_file
def test_the_prefixes_are_sorted_and_used_and_those_of_the_project(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", text, flags=re.MULTILINE)
    names = [name for name, _ in declared]
    used = set(re.findall(r"(?<![\w?$])([a-z]+):\w", re.sub(r"^PREFIX.*$", "", body(text), flags=re.MULTILINE)))
    assert names == sorted(used)
    assert [PREFIXES[name] for name in names] == [address for _, address in declared]


@each_file
def test_rows_are_sorted_and_never_picked_at_random(path: Path) -> None:
    text = body(path.read_text(encoding="utf-8"))
    assert text.splitlines()[-1].startswith("ORDER BY ")
    assert not re.search(r"\b(SAMPLE|GROUP_CONCAT|RAND|NOW|UUID|STRUUID|BNODE|SERVICE)\b", text, flags=re.IGNORECASE)


@each_file
def test_dates_are_sorted_by_their_bounds_and_what_has_no_beginning_comes_last(path: Path) -> None:
    query = parse_query(path.read_text(encoding="utf-8"))
    order = body(query.text).splitlines()[-1]
    sorted_by = set(re.findall(r"\?(\w+)", order))
    assert not sorted_by & {column for column, kind in query.returns.items() if kind == "date"}
    beginnings = sorted_by & set(re.findall(r"ug:notBefore \?(\w+)", query.text))
    assert all(f"(!BOUND(?{name})) ?{name}" in order for name in beginnings)


def index() -> str:
    """The questions by subject, as the README of the folder gives them."""
    lines = []
    for folder in sorted({path.parent for path in FILES}):
        lines += ["", f"### {folder.name}", "", "| id | question | parameters |", "|--|--|--|"]
        for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem):
            query = parse_query(path.read_text(encoding="utf-8"))
            takes = ", ".join(f"`{one.name}={one.example}` ({one.kind})" for one in query.parameters.values())
            lines.append(f"| [{query.id}]({folder.name}/{path.name}) | {query.question} | {takes} |")
    return "\n".join([*lines, "", ""])


def test_the_index_in_the_readme_asks_the_questions_of_the_headers(expected: Callable[[Path, str], str]) -> None:
    readme = FOLDER / "README.md"
    before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin
    assert end
    now = f"{before}{BEGIN}{index()}{END}{after}"
    assert expected(readme, now) == now, "run pytest tests/competency --remake-golden"
