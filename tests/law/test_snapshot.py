"""Every cell of the depositary's status tables of 2014 and 2015: the acts, the position, since when, by which article."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.law.clauses import CLAUSES, DAY, cells, in_force_since
from unodc_graph import Answer, Participation

if TYPE_CHECKING:
    import unodc_graph as ug
    from tests.law.clauses import Cell

CELLS = cells()
each_cell = pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.instrument}-{cell.state}")


def _position(cell: Cell, day: date) -> Participation:
    """Give the position that a cell implies on a day on which it is complete."""
    if cell.consent is not None and in_force_since(cell.instrument, cell.consent[1]) <= day:
        return Participation.PARTY
    signed = cell.signature is not None and cell.signature <= day
    return Participation.SIGNATORY if signed else Participation.NOT_PARTY


def test_there_are_120_cells() -> None:
    assert len(CELLS) == 120
    assert {cell.instrument for cell in CELLS} <= CLAUSES.keys()


@each_cell
def test_the_acts_on_the_day_of_the_table_are_those_of_the_cell(kg: ug.KnowledgeGraph, cell: Cell) -> None:
    status = kg.status(cell.state, cell.instrument, cell.table_day)
    assert [(act.type, act.date) for act in status.actions] == cell.acts


@each_cell
def test_the_position_on_the_day_of_the_table_is_the_one_that_the_cell_implies(
    kg: ug.KnowledgeGraph, cell: Cell
) -> None:
    status = kg.status(cell.state, cell.instrument, cell.table_day)
    expected = _position(cell, cell.table_day)
    assert status.participation is expected
    assert status.in_force is (Answer.YES if expected is Participation.PARTY else Answer.NO)
    assert status.known_through is not None


@each_cell
def test_since_and_article_follow_from_the_act_of_consent(kg: ug.KnowledgeGraph, cell: Cell) -> None:
    status = kg.status(cell.state, cell.instrument, cell.table_day)
    if cell.consent is None:
        assert (status.since, status.rule) == (None, None)
        return
    assert status.since == in_force_since(cell.instrument, cell.consent[1])
    assert status.rule is not None
    assert status.rule.article == CLAUSES[cell.instrument].article
    assert status.rule.confirmed
    assert status.sources


@each_cell
def test_the_day_before_the_entry_into_force_it_is_not_bound(kg: ug.KnowledgeGraph, cell: Cell) -> None:
    if cell.consent is None:
        # Without an act there is no such day: it is not bound on the last day that is known, nor in the year before.
        before = [cell.covered_through, date(cell.covered_through.year - 1, 1, 1)]
    else:
        before = [in_force_since(cell.instrument, cell.consent[1]) - DAY]
    for day in before:
        status = kg.status(cell.state, cell.instrument, day)
        assert (status.participation, status.in_force, status.since) == (_position(cell, day), Answer.NO, None)


@each_cell
def test_after_the_last_day_that_is_known_nothing_is_said_of_who_has_not_consented(
    kg: ug.KnowledgeGraph, cell: Cell
) -> None:
    status = kg.status(cell.state, cell.instrument, cell.covered_through + DAY)
    if cell.consent is None:
        assert (status.participation, status.in_force) == (Participation.UNKNOWN, Answer.UNKNOWN)
        assert any(note.startswith("Not researched since ") for note in status.notes)
    else:
        assert status.participation is Participation.PARTY
        assert any(note.startswith("The record is complete through ") for note in status.notes)
    assert status.known_through is not None
