"""Second sources: each row of the cross-check, and each cell of the status tables of 2015, against the acts."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import pytest

from unodc_graph.namespaces import PREFIXES, UG_BASE, UGD_BASE, UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHECKS = _rows("cross-check.csv")
SNAPSHOT = _rows("march-2015-snapshot.csv")
# Chapter XVIII of the scrape was last refreshed in July 2014, chapter VI in March 2015.
COMPLETE_THROUGH = {"VI": "2015-03-14", "XVIII": "2014-07-09"}
CONSENT_BY_MARK = {
    "": "ratification",
    "a": "accession",
    "c": "formal-confirmation",
    "d": "succession",
    "s": "definitive-signature",
}
LATER_THAN_THE_SNAPSHOT = {("TJK", "nuclear-terrorism-2005", "ratification")}


class Act(NamedTuple):
    """What the graph says of an act."""

    kind: str
    date: str
    sources: frozenset[str]
    remarks: frozenset[str]


Acts = dict[tuple[str, str], list[Act]]


@pytest.fixture(scope="module")
def acts(facts: list[ox.Triple]) -> Acts:
    """State and instrument to the acts with a source."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in facts:
        assert isinstance(triple.subject, ox.NamedNode)
        value = triple.object.value if isinstance(triple.object, ox.NamedNode | ox.Literal) else ""
        said[triple.subject.value][triple.predicate.value].add(value)
    return _acts(said)


def _acts(said: Mapping[str, Mapping[str, set[str]]]) -> Acts:
    found: Acts = defaultdict(list)
    for node, about in said.items():
        if not node.startswith(f"{UGD_BASE}action-"):
            continue
        (participant,) = about[f"{UG_BASE}participant"]
        (instrument,) = about[f"{UG_BASE}instrument"]
        (kind,) = about[f"{UG_BASE}actionType"]
        urls = {url for source in about[f"{UG_BASE}source"] for url in said[source][f"{PREFIXES['schema']}url"]}
        found[participant.rpartition("-")[2], instrument.removeprefix(f"{UGD_BASE}instrument-")].append(
            Act(
                kind.removeprefix(f"{UGV_BASE}action-type-"),
                next(iter(about[f"{UG_BASE}date"]), ""),
                frozenset(urls),
                frozenset(about[f"{PREFIXES['skos']}editorialNote"]),
            )
        )
    return found


def test_the_tables_are_whole() -> None:
    assert (len(CHECKS), len(SNAPSHOT)) == (59, 120)
    assert {row["agrees"] for row in CHECKS} == {"yes"}, (
        "tell a disagreement in data/README.md and test that it is told"
    )


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: f"{row['state_iso3']}-{row['instrument_id']}-{row['action']}")
def test_a_checked_act_names_its_second_source_beside_the_first(acts: Acts, row: dict[str, str]) -> None:
    of_that_day = [act for act in acts[row["state_iso3"], row["instrument_id"]] if act.date == row["date_in_actions"]]
    told = [act for act in of_that_day if row["second_source_url"] in act.sources]
    assert len(told) == 1
    assert len(told[0].sources) > 1
    if told[0].kind != row["action"]:
        assert f"A second source calls this {row['action']}." in told[0].remarks


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: f"{row['state_iso3']}-{row['instrument_id']}-{row['action']}")
def test_the_second_source_gives_the_same_day_as_exactly_as_it_says(row: dict[str, str]) -> None:
    here, there, precision = row["date_in_actions"], row["date_in_second_source"], row["precision"]
    later = re.fullmatch(r"in force (\d+) days later", precision)
    if later:
        assert date.fromisoformat(here) + timedelta(days=int(later[1])) == date.fromisoformat(there)
    elif precision in ("month", "year"):
        assert len(there) == {"month": 7, "year": 4}[precision]
        assert here.startswith(there)
    else:
        assert precision.startswith("exact")
        assert here == there


def test_only_one_second_source_gives_an_act_another_name(acts: Acts) -> None:
    renamed = {(*about, act.kind, remark) for about, found in acts.items() for act in found for remark in act.remarks}
    assert renamed == {
        ("AZE", "single-convention-1961-amended", "participation-by-virtue", "A second source calls this accession.")
    }


def _cells(row: dict[str, str]) -> set[tuple[str, str]]:
    """Give the acts that a row of a status table tells, with their dates."""
    first = "participation-by-virtue" if row["mtdsg_no"] == "VI-18" else "signature"
    cells = {(first, row["first_column_date"]), (CONSENT_BY_MARK[row["mark"]], row["second_column_date"])}
    return {(kind, day) for kind, day in cells if day}


@pytest.mark.parametrize("row", SNAPSHOT, ids=lambda row: f"{row['state_iso3']}-{row['instrument_id']}")
def test_the_acts_are_those_of_the_status_table_up_to_its_day(acts: Acts, row: dict[str, str]) -> None:
    through = COMPLETE_THROUGH[row["mtdsg_no"].split("-")[0]]
    found = {
        (act.kind, act.date)
        for act in acts[row["state_iso3"], row["instrument_id"]]
        # A month or a year is later than a day if it is later as text, because all are written alike.
        if act.date <= through
    }
    assert found == _cells(row)
    assert bool(found) != ("state not listed" in row["note"])


def test_one_act_is_later_than_the_status_tables(acts: Acts) -> None:
    later = {
        (row["state_iso3"], row["instrument_id"], act.kind)
        for row in SNAPSHOT
        for act in acts[row["state_iso3"], row["instrument_id"]]
        if act.date > COMPLETE_THROUGH[row["mtdsg_no"].split("-")[0]]
    }
    assert later == LATER_THAN_THE_SNAPSHOT
    (act,) = (act for act in acts["TJK", "nuclear-terrorism-2005"] if act.kind == "ratification")
    assert act.date.startswith("2022")


def test_the_eight_states_stand_in_each_of_the_fifteen_tables() -> None:
    tables = defaultdict(set)
    for row in SNAPSHOT:
        tables[row["instrument_id"]].add(row["state_iso3"])
    assert len(tables) == 15
    assert {frozenset(states) for states in tables.values()} == {
        frozenset({"ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"})
    }
