"""Every row of the tables that the facts were made from is in the graph, in a test, or told in data/README.md."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.data.counting import ROWS, ReferenceTable, things

if TYPE_CHECKING:
    import pyoxigraph as ox

ROOT = Path(__file__).parents[2]
FOLDERS = {"treaties", "law", "series", "presence", "iati"}

each_table = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.table)


def test_the_tables_are_all_there() -> None:
    tables = [row.table for row in ROWS if "/" in row.table]
    assert len(set(tables)) == len(tables) == 26
    assert {table.split("/")[0] for table in tables} == FOLDERS


@each_table
def test_each_row_is_a_thing_or_is_told(row: ReferenceTable) -> None:
    assert row.rows == row.data + row.unconfirmed + row.elsewhere
    assert row.told or row.rows == row.data, "say what became of the rows that are no thing of the data"


@each_table
def test_the_data_hold_as_many_things_of_the_table(row: ReferenceTable, data: dict[str, list[ox.Triple]]) -> None:
    """Tables that became things of one class and one kind of name are counted together."""
    together = [one for one in ROWS if one.classes and (one.where, one.names) == (row.where, row.names)]
    if row.classes:
        found = {name for name, kind in things(data[row.where]) if kind in row.classes}
        assert sum(bool(re.fullmatch(row.names, name)) for name in found) == sum(one.data for one in together)
    else:
        assert row.data == row.unconfirmed == 0


@each_table
def test_what_is_unconfirmed_is_counted(row: ReferenceTable, unconfirmed: list[ox.Triple]) -> None:
    together = [one for one in ROWS if one.classes and (one.classes, one.names) == (row.classes, row.names)]
    found = {name for name, kind in things(unconfirmed) if kind in row.classes}
    assert sum(bool(re.fullmatch(row.names, name)) for name in found) == sum(one.unconfirmed for one in together)


def test_every_thing_is_of_some_table_or_of_a_kind_that_has_none(
    data: dict[str, list[ox.Triple]], unconfirmed: list[ox.Triple]
) -> None:
    found = {thing for triples in [*data.values(), unconfirmed] for thing in things(triples)}
    # Who takes part and what a fact rests on are columns of the tables, not rows; so are these two.
    of_columns = {"Participation", "Source", "Collection", "Region"}
    # One thing can be of two classes: the regional office is an organization too.
    rows = {name for name, kind in found if kind not in of_columns}
    assert len(rows) == sum(row.data + row.unconfirmed for row in ROWS)
    assert Counter(kind for _, kind in found if kind in ("Collection", "Region")) == {"Collection": 1, "Region": 1}


def test_participations_come_from_projects_and_activities(data: dict[str, list[ox.Triple]]) -> None:
    of_activities = {name for name, _ in things(data["participations.ttl"]) if name.startswith("participation-ACT-")}
    told = {row.table: row.told for row in ROWS}
    assert f"{len(of_activities)} participations" in told["presence/activities.csv"]
    rest = len(things(data["participations.ttl"])) - len(of_activities)
    assert f"{rest} participations" in told["presence/projects.csv"]


@each_table
def test_a_test_that_is_named_exists(row: ReferenceTable) -> None:
    for path in re.findall(r"`(tests/[\w/.-]+)`", row.told):
        assert (ROOT / path).is_file(), path
