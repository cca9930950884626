"""Answer: yes, no, or not known."""

from __future__ import annotations

from enum import StrEnum
from typing import Never

__all__ = ["Answer"]


class Answer(StrEnum):
    """What is known of a question: yes, no, or that it is not known.

    ``~``, ``&`` and ``|`` are not, and, or in Kleene's strong logic of three values: the answer is
    unknown where the unknown part decides it (S. C. Kleene, Introduction to Metamathematics, 1952, § 64).

    Raises
    ------
    TypeError
        By the truth value of an answer, as in ``if answer:``. Unknown is neither true nor false:
        compare the answer with the one that is meant.

    Examples
    --------
    >>> Answer.UNKNOWN & Answer.NO
    <Answer.NO: 'no'>
    >>> ~Answer.UNKNOWN
    <Answer.UNKNOWN: 'unknown'>
    >>> Answer.YES == "yes"
    True
    >>> bool(Answer.YES)
    Traceback (most recent call last):
    TypeError: an Answer is no truth value: it may be unknown; compare it, as in `answer == Answer.YES`
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> Never:
        raise TypeError("an Answer is no truth value: it may be unknown; compare it, as in `answer == Answer.YES`")

    def __invert__(self) -> Answer:
        return _NOT[self]

    def __and__(self, other: Answer) -> Answer:
        if not isinstance(other, Answer):
            return NotImplemented
        both = (self, other)
        return Answer.NO if Answer.NO in both else Answer.UNKNOWN if Answer.UNKNOWN in both else Answer.YES

    def __or__(self, other: Answer) -> Answer:
        if not isinstance(other, Answer):
            return NotImplemented
        return ~(~self & ~other)


_NOT = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}
