"""Answer: yes, no and unknown, which no truth value can stand for."""

from __future__ import annotations

import json
from itertools import product

import pytest

from unodc_graph import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_is_neither_true_nor_false(answer: Answer) -> None:
    with pytest.raises(TypeError, match="compare it, as in `answer == "):
        bool(answer)
    with pytest.raises(TypeError, match="compare it"):
        assert not answer


def test_an_answer_is_written_as_its_word() -> None:
    assert [str(answer) for answer in Answer] == ["yes", "no", "unknown"]
    assert json.dumps({"in_force": UNKNOWN}) == '{"in_force": "unknown"}'
    assert Answer("no") is NO


@pytest.mark.parametrize(("left", "right"), list(product(Answer, repeat=2)))
def test_an_answer_of_two_is_known_exactly_when_what_is_unknown_cannot_change_it(left: Answer, right: Answer) -> None:
    choices = {YES: [True], NO: [False], UNKNOWN: [True, False]}
    pairs = list(product(choices[left], choices[right]))
    for found, outcomes in (
        (left & right, {first and second for first, second in pairs}),
        (left | right, {first or second for first, second in pairs}),
        (~left, {not first for first in choices[left]}),
    ):
        assert found == (UNKNOWN if len(outcomes) == 2 else YES if outcomes == {True} else NO)


def test_an_answer_joins_with_answers_alone() -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        YES & True  # type: ignore[operator]  # what the types forbid is what is tested
    with pytest.raises(TypeError, match="unsupported operand"):
        YES | "no"  # type: ignore[operator]  # what the types forbid is what is tested
