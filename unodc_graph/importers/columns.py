"""The columns of a layout: what each is called and means, and what may stand in its cells.

The reader, the check of every cell, and the templates use the same declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.cells import amount, period, start_and_end
from unodc_graph.importers.hints import folded, one_of_kinds
from unodc_graph.importers.terms import addresses, date_term, is_date, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unodc_graph.importers.base import Record
    from unodc_graph.importers.shared import Context

    Check = Callable[[Record, str, str, Context], object]

__all__ = [
    "ADDRESSES",
    "AMOUNT",
    "CODE",
    "DATE",
    "DATES",
    "DAY",
    "DAY_OF_YEAR",
    "NUMBER",
    "PERIOD",
    "STATUS",
    "TEXT",
    "WHOLE",
    "YEARS",
    "Column",
    "Form",
    "Layout",
    "degrees",
    "either",
    "listed",
    "matching",
    "points_to",
    "words",
]


@dataclass(frozen=True, slots=True)
class Form:
    """What may stand in a cell, or in a part of one that lists several.

    Attributes
    ----------
    words
        What it is, for people.
    check
        Raises ``ImportDataError`` for what it may not be; ``None`` where anything may stand.
    scheme
        The list whose codes may stand there; empty where there is none.
    """

    words: str
    check: Check | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        As the header writes it.
    meaning
        What the column says of the thing in its row.
    form
        What may stand in a cell.
    required
        Whether a cell must not be empty.
    separator
        What stands between several values of one cell; empty where there is one value.
    """

    name: str
    meaning: str
    form: Form
    required: bool = False
    separator: str = ""

    def problems(self, record: Record, context: Context) -> Iterator[ImportDataError]:
        """Yield what is wrong with the cell of a row."""
        cell, check = record[self.name], self.form.check
        if not cell and not self.required:
            return
        if not cell and not self.form.scheme:
            yield record.problem(self.name, "a value")
            return
        if check is None:
            return
        try:
            parts = record.items(self.name, self.separator) if self.separator else (cell,)
        except ImportDataError as error:
            yield error
            return
        for part in parts:
            try:
                check(record, self.name, part, context)
            except ImportDataError as error:
                several = "," in part and self.separator == ";" and "did you mean" not in error.expected
                yield (
                    record.problem(self.name, f"{error.expected}; several with ';', not ','", part)
                    if several
                    else error
                )


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of table, known by its columns.

    Attributes
    ----------
    file
        Where the layout keeps such a table: ``presence/projects.csv``.
    what
        What a row stands for.
    columns
        The columns, in the order in which a template has them.
    """

    file: str
    what: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The name of the layout: ``projects``."""
        return self.file.rpartition("/")[2].removesuffix(".csv")

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def optional(self) -> frozenset[str]:
        """The names of the columns that a table may leave out: those whose cells may be empty."""
        return frozenset(column.name for column in self.columns if not column.required)


def listed(scheme: str, *also: str) -> Form:
    """Make the form of a code of a list, or one of some other words."""

    def check(record: Record, column: str, part: str, context: Context) -> None:
        if part not in also:
            context.schemes.concept(record, column, scheme, part)

    return Form(f"a code of the list {scheme!r}", check, scheme)


def points_to(*kinds: str, also: str = "") -> Form:
    """Make the form of the code of a thing of one of some kinds, or one other word."""

    def check(record: Record, column: str, part: str, context: Context) -> None:
        if part != also or not also:
            context.codes.find(record, column, kinds, part)

    example = ", as KAZ" if kinds[0] == "state" else ""
    return Form(f"the code of {one_of_kinds(kinds)}{example}{f', or {also}' if also else ''}", check)


def words(*allowed: str, expected: str = "") -> Form:
    """Make the form of one of some words."""

    def check(record: Record, column: str, part: str, _: Context) -> None:
        if part not in allowed:
            near = [word for word in allowed if folded(word) == folded(part)]
            raise record.problem(column, f"{told}; did you mean {near[0]!r}?" if near else told, part)

    told = expected or f"one of {', '.join(allowed)}"
    return Form(" or ".join(allowed) if len(allowed) < 3 else f"one of: {', '.join(allowed)}", check)


def matching(pattern: str, expected: str) -> Form:
    """Make the form of a text of a certain build."""
    built = re.compile(pattern)

    def check(record: Record, column: str, part: str, _: Context) -> None:
        if built.fullmatch(part) is None:
            raise record.problem(column, expected, part)

    return Form(expected, check)


def either(form: Form, *others: str) -> Form:
    """Make the form of what another form takes, or one of some words."""

    def check(record: Record, column: str, part: str, context: Context) -> None:
        if part not in others and form.check is not None:
            form.check(record, column, part, context)

    return Form(f"{', '.join(others)} or {form.words}", check, form.scheme)


def degrees(bound: int) -> Form:
    """Make the form of a coordinate; whether its other half is there is seen for the whole row."""

    def check(record: Record, column: str, part: str, _: Context) -> None:
        if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", part) is None or abs(float(part)) > bound:
            raise record.problem(column, f"degrees from -{bound} to {bound}", part)

    return Form(f"degrees from -{bound} to {bound}, as 41.3111", check)


def _whole(record: Record, column: str, part: str, _: Context) -> None:
    if not (part.isascii() and part.isdigit()):
        raise record.problem(column, "a whole number", part)
    number(record, column, part)


def _day(record: Record, column: str, part: str, _: Context) -> None:
    if not (is_date(part) and len(part) == len("2004-07-31")):
        raise record.problem(column, "a day such as 2004-07-31", part)


def _day_of_year(record: Record, column: str, part: str, _: Context) -> None:
    if not (is_date(part) and part.startswith("--") and len(part) == len("--07-31")):
        raise record.problem(column, "a day of every year such as --07-31", part)


def _status(record: Record, column: str, part: str, _: Context) -> None:
    if not is_date(part):
        raise record.problem(column, "yes, no, a date such as 2008-07-31, 2008-07 or 2008, or nothing", part)


TEXT: Final = Form("text")
CODE: Final = Form("a code of your own, without space or semicolon")
DATE: Final = Form(
    "a date as exact as it is known: 2004, 2004-07 or 2004-07-31; --07-31 or --07 if the year is not known",
    lambda record, column, part, _: date_term(record, column, part),
)
DAY: Final = Form("a day such as 2004-07-31", _day)
DAY_OF_YEAR: Final = Form("a day of every year such as --07-31", _day_of_year)
STATUS: Final = Form("a date", _status)
DATES: Final = Form(
    "a date, or two as 2012-06-25/2012-06-27", lambda record, column, _, __: [*start_and_end(record, column)]
)
YEARS: Final = Form(
    "a year, or two as 2014/2015", lambda record, column, _, __: [*start_and_end(record, column, "years")]
)
PERIOD: Final = Form(
    "2013, 2013-07, 2013-07-31, 2012/2013, 2012-2013, 2005-H1 (first half), to 2019, or per year",
    lambda record, column, _, __: [*period(record, column)],
)
NUMBER: Final = Form("a number such as 1200 or 85.5", lambda record, column, part, _: number(record, column, part))
AMOUNT: Final = Form(
    "a number such as 1200 or 85.5, or a range such as 75-80", lambda record, column, _, __: amount(record, column)
)
WHOLE: Final = Form("a whole number", _whole)
ADDRESSES: Final = Form(
    "a web address that begins with http:// or https://; several with space between them",
    lambda record, column, _, __: addresses(record, column),
)
