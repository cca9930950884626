r"""CSV that a spreadsheet opens as data: no text in it becomes a formula, and every cell can be read back.

A spreadsheet takes a cell for a formula that begins with ``=``, ``+``, ``-`` or ``@``, some after a tab, a line break or in
full width (https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets an apostrophe before it, and so does one
that begins like that behind apostrophes of its own, so that taking one apostrophe away always gives the text back:
``re.sub(r"^'('*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])", r"\1", cell)``. A number is written as it is: ``-5`` stays a number.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from unodc_graph.tsv import is_number, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["csv_cell", "csv_text", "guarded", "unguarded"]

_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]").match


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("-5 people"), guarded("'=1"), guarded("five"), guarded("'tis")
    ("'=1+1", "'-5 people", "''=1", 'five', "'tis")
    """
    return f"'{text}" if _FORMULA(text) else text


def unguarded(cell: str) -> str:
    """Give the text, or the number, that a cell of the CSV stands for.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'tis"), unguarded("-5")
    ('=1+1', "'=1", "'tis", '-5')
    """
    return cell[1:] if cell.startswith("'") and _FORMULA(cell) else cell


def csv_cell(cell: str) -> str:
    """Write a cell of the engine's TSV for CSV: the text in it, guarded unless it is a finite number.

    Examples
    --------
    >>> csv_cell("-5"), csv_cell('"-5"@en')
    ('-5', "'-5")
    """
    text = text_in(cell)
    # A spreadsheet reads -INF as minus a name.
    return text if not _FORMULA(text) or (is_number(cell) and text[-1] != "F") else f"'{text}"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a header and rows of guarded cells, with a line feed at the end of each line."""
    return "".join(map(_line, [columns, *rows]))


def _line(cells: Sequence[str]) -> str:
    # With a line feed as terminator the writer would leave a carriage return in a cell unquoted.
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return f"{out.getvalue()[:-2]}\n"
