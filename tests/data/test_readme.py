"""What data/README.md says of the files is so."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.data.counting import BLOCK, blocks
from unodc_graph.namespaces import PREFIXES, UGD_BASE

README = Path(__file__).parents[2] / "data" / "README.md"
NAMES = ("counts", "files", "tables", "sources")


@pytest.mark.parametrize("name", NAMES)
def test_what_the_readme_counts_is_current(
    request: pytest.FixtureRequest, data: dict[str, list[ox.Triple]], unconfirmed: list[ox.Triple], name: str
) -> None:
    now = blocks(data, unconfirmed)
    assert tuple(now) == NAMES
    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--remake-counts"):
        text = BLOCK.sub(lambda found: f"{found['begin']}{now[found['name']]}{found['end']}", text)
        README.write_text(text, encoding="utf-8")
    told = {found["name"]: found["text"] for found in BLOCK.finditer(text)}
    assert set(told) == set(NAMES)
    assert told[name] == now[name], "run pytest tests/data --remake-counts"


def test_every_thing_that_is_named_exists(readme: str, facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    known = {triple.subject.value for triple in [*facts, *unconfirmed] if isinstance(triple.subject, ox.NamedNode)}
    named = set(re.findall(r"`ugd:([A-Za-z0-9-]+)`", readme))
    assert len(named) > 60
    assert not {name for name in named if UGD_BASE + name not in known}


def test_every_code_that_is_named_exists(readme: str, facts: list[ox.Triple]) -> None:
    identifier = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
    codes = {
        triple.object.value
        for triple in facts
        if triple.predicate == identifier and isinstance(triple.object, ox.Literal)
    }
    text = readme.partition("## Where sources")[2].partition("## What was changed")[0]
    # Codes are written in capitals with digits or dashes; years, acronyms and IRIs are not codes.
    named = set(re.findall(r"(?<![\w:-])[A-Z]{3,}[A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])|\b[A-Z]{3,4}[A-Z]\d\d\b", text))
    assert {"TAJH03", "XAC-BLO", "ACT-038"} <= named
    assert named - {"COVID-19"} <= codes


def test_every_data_file_is_described(readme: str, data: dict[str, list[ox.Triple]]) -> None:
    assert {name for name in data if f"`{name}`" not in readme} == set()
