"""Each act that a second source confirms: the day before, the day of and the day after its entry into force."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.law.clauses import CLAUSES, DAY, UNCOVERED, cells, in_force_since, table
from unodc_graph import Answer, Participation

if TYPE_CHECKING:
    import unodc_graph as ug

    Row = dict[str, str]

ROWS = table("cross-check.csv")
SIGNATURES = [row for row in ROWS if row["action"] == "signature"]
CONSENTS = [row for row in ROWS if row["action"] != "signature"]
SIGNED = {(cell.state, cell.instrument): cell.signature for cell in cells() if cell.signature is not None}


def _name(row: Row) -> str:
    return f"{row['state_iso3']}-{row['instrument_id']}-{row['action']}"


def _since(row: Row) -> date:
    return in_force_since(row["instrument_id"], date.fromisoformat(row["date_in_actions"]))


def test_each_row_is_of_a_signature_or_a_consent() -> None:
    assert (len(SIGNATURES), len(CONSENTS), len(ROWS)) == (9, 50, 59)


@pytest.mark.parametrize("row", CONSENTS, ids=_name)
def test_the_day_before_it_is_in_force_for_it_nobody_says_that_it_is(kg: ug.KnowledgeGraph, row: Row) -> None:
    state, instrument, before = row["state_iso3"], row["instrument_id"], _since(row) - DAY
    status = kg.status(state, instrument, before)
    assert status.since is None
    if instrument in UNCOVERED:
        assert status.participation is Participation.UNKNOWN
        in_force_for_nobody = before < CLAUSES[instrument].general
        assert status.in_force is (Answer.NO if in_force_for_nobody else Answer.UNKNOWN)
        assert "No complete record of it exists here" in " ".join(status.notes)
    else:
        signed = SIGNED.get((state, instrument), date.max) <= before
        assert status.participation is (Participation.SIGNATORY if signed else Participation.NOT_PARTY)
        assert status.in_force is Answer.NO


@pytest.mark.parametrize("days_later", [0, 1], ids=["day-of", "day-after"])
@pytest.mark.parametrize("row", CONSENTS, ids=_name)
def test_from_that_day_on_it_is_in_force_for_it(kg: ug.KnowledgeGraph, row: Row, days_later: int) -> None:
    since = _since(row)
    status = kg.status(row["state_iso3"], row["instrument_id"], since + timedelta(days=days_later))
    assert (status.participation, status.in_force, status.since) == (Participation.PARTY, Answer.YES, since)
    assert status.rule is not None
    assert status.rule.article == CLAUSES[row["instrument_id"]].article
    assert date.fromisoformat(row["date_in_actions"]) in [act.date for act in status.actions]


@pytest.mark.parametrize("row", CONSENTS, ids=_name)
def test_the_second_source_is_among_the_sources_of_the_status(kg: ug.KnowledgeGraph, row: Row) -> None:
    status = kg.status(row["state_iso3"], row["instrument_id"], _since(row))
    assert row["second_source_url"] in {source.address for source in status.sources}


@pytest.mark.parametrize("row", CONSENTS, ids=_name)
def test_the_entry_into_force_is_told_with_its_article(kg: ug.KnowledgeGraph, row: Row) -> None:
    entry = kg.entry_into_force(row["state_iso3"], row["instrument_id"])
    assert (entry.date, entry.article) == (_since(row), CLAUSES[row["instrument_id"]].article)


@pytest.mark.parametrize("row", [row for row in ROWS if row["precision"].startswith("in force")], ids=_name)
def test_where_the_second_source_gives_the_entry_into_force_it_is_the_same_day(kg: ug.KnowledgeGraph, row: Row) -> None:
    there = date.fromisoformat(row["date_in_second_source"])
    days = re.fullmatch(r"in force (\d+) days later", row["precision"])
    assert days is not None
    assert there - date.fromisoformat(row["date_in_actions"]) == timedelta(days=int(days[1]))
    assert kg.status(row["state_iso3"], row["instrument_id"], there).since == there


def test_a_second_source_that_counts_back_from_the_entry_into_force_starts_from_the_same_day(
    kg: ug.KnowledgeGraph,
) -> None:
    (row,) = (row for row in ROWS if "back-computed from entry into force 28 Jan 2004" in row["precision"])
    assert kg.status(row["state_iso3"], row["instrument_id"], "2010").since == date(2004, 1, 28)


@pytest.mark.parametrize("row", SIGNATURES, ids=_name)
def test_who_signs_is_a_signatory_from_the_day_of_the_signature(kg: ug.KnowledgeGraph, row: Row) -> None:
    signed = date.fromisoformat(row["date_in_actions"])
    found = [kg.status(row["state_iso3"], row["instrument_id"], signed + days * DAY) for days in (-1, 0, 1)]
    assert [status.participation for status in found] == [
        Participation.NOT_PARTY,
        Participation.SIGNATORY,
        Participation.SIGNATORY,
    ]
    assert {status.in_force for status in found} == {Answer.NO}
    # A signature is no consent to be bound, so that no rule on entry into force was applied.
    assert {status.rule for status in found} == {None}
    assert [[act.type for act in status.actions] for status in found] == [[], ["signature"], ["signature"]]
