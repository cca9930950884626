"""What the heads of the columns of a status table say: which acts stand in a column, and which mark is which act.

The depositary explains its marks in the head itself, as ``Ratification, Accession(a), Succession(d)``: an act that has
a mark is followed by it, and the one that has none is that of a date without a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unodc_graph.reconciling.cells import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ActColumn", "act_columns", "is_participant_column"]

# What the marks mean where a head does not explain them; the codes are those of the list of acts.
_USUAL_MARKS: Final = {
    "A": "acceptance",
    "AA": "approval",
    "a": "accession",
    "c": "formal-confirmation",
    "d": "succession",
    "s": "definitive-signature",
}
# The head names the instrument in virtue of which a state takes part, and in its words other acts.
_BY_VIRTUE: Final = re.compile(r"\bby virtue of\b", re.IGNORECASE)
_BY_VIRTUE_CODE: Final = "participation-by-virtue"
_PART: Final = re.compile(r"(?P<name>.*?) ?(?:\( ?(?P<mark>[A-Za-z]{1,3}) ?\))?")


@dataclass(frozen=True, slots=True)
class ActColumn:
    """A column of acts.

    Attributes
    ----------
    place
        Which cell of a row it is, counted from 0.
    head
        Its head, without signs of footnotes.
    marks
        Mark to the code of the act.
    unmarked
        The codes of which one is the act of a date without a mark: one where the head is clear.
    strange
        What the head names that is no act of the list, with its mark where it has one.
    """

    place: int
    head: str
    marks: Mapping[str, str]
    unmarked: tuple[str, ...]
    strange: tuple[str, ...] = ()

    @property
    def acts(self) -> frozenset[str]:
        """The codes of the acts that the head names."""
        return frozenset((*self.marks.values(), *self.unmarked))

    def act(self, mark: str) -> str:
        """Give the code of the act that a mark stands for; an empty mark is none.

        Raises
        ------
        ValueError
            If the head does not tell; the message says what should stand there.

        Examples
        --------
        >>> (column,) = act_columns(["Ratification, Accession(a)"], {"ratification": "ratification", "accession": "accession"})
        >>> column.act("a"), column.act(""), column.act("d")
        ('accession', 'ratification', 'succession')
        """
        if mark:
            known = (
                self.marks
                if any(one.startswith(f"({mark})") for one in self.strange)
                else {**_USUAL_MARKS, **self.marks}
            )
            if mark in known:
                return known[mark]
            raise ValueError(f"a date with one of the marks {', '.join(known)}, or without one")
        if len(self.unmarked) == 1:
            return self.unmarked[0]
        raise ValueError(f"a mark that tells which act it is: {', '.join(self.unmarked or sorted(self.acts))}")


def is_participant_column(cell: str) -> bool:
    """Tell whether a cell is the head of the column of participants."""
    return name_of(cell).casefold() in {"participant", "participants"}


def act_columns(heads: Sequence[str], acts: Mapping[str, str]) -> list[ActColumn]:
    """Find the columns of acts.

    Parameters
    ----------
    heads
        The heads of all columns.
    acts
        The name of each act in small letters, and its code.

    Returns
    -------
    list of ActColumn
        In the order of the columns; a column whose head names no act is left out.

    Examples
    --------
    >>> codes = {name: name for name in ("ratification", "accession", "succession")}
    >>> (column,) = act_columns(["Participant", "Accession(a), Succession(d), Ratification"], codes)
    >>> column.unmarked, dict(column.marks)
    (('ratification',), {'a': 'accession', 'd': 'succession'})
    """
    columns = (_column(place, name_of(head), acts) for place, head in enumerate(heads))
    return [column for column in columns if column.acts]


def _column(place: int, head: str, acts: Mapping[str, str]) -> ActColumn:
    if _BY_VIRTUE.search(head) and _BY_VIRTUE_CODE in acts.values():
        return ActColumn(place, head, {}, (_BY_VIRTUE_CODE,))
    marks: dict[str, str] = {}
    unmarked: list[str] = []
    strange: list[str] = []
    for part in re.split("[,;/]", head):
        named = _PART.fullmatch(name_of(part))
        # A pattern in which everything may be missing fits any text.
        name, mark = (named["name"], named["mark"]) if named is not None else (part, None)
        code = _code(name.casefold(), acts)
        if code is None:
            strange += [f"({mark}) {name}" if mark else name] if name else []
        elif mark is None:
            unmarked.append(code)
        else:
            marks[mark] = code
    usual = set(_USUAL_MARKS.values())
    plain = [code for code in unmarked if code not in usual] or unmarked or sorted(set(marks.values()))
    return ActColumn(place, head, marks, tuple(dict.fromkeys(plain)), tuple(strange))


def _code(name: str, acts: Mapping[str, str]) -> str | None:
    """Give the code of the act that a name begins with: "provisional application under Article V"."""
    fitting = [act for act in acts if name == act or name.startswith(f"{act} ")]
    return acts[max(fitting, key=len)] if fitting else None
