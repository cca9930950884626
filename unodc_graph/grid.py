"""Columns beside one another where they fit into a line, else below one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["beside_or_below", "folded", "hung", "one_line", "printable"]

# Control characters, line and paragraph separators, embeddings, overrides and isolates of direction.
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_BETWEEN: Final = "   "
_NARROWEST: Final = 20
_FEWEST_SHARED: Final = 2
# An address within a sentence may be broken down to this; no other word ever is.
_SHORTEST_PART: Final = 24


def printable(text: str) -> str:
    r"""Replace what would steer a terminal or turn the direction of writing; tabs and line feeds stay.

    Examples
    --------
    >>> printable("a\x1b[31mb") == "a\N{REPLACEMENT CHARACTER}[31mb"
    True
    """
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    r"""Write a text in one line that a terminal prints as it stands.

    Examples
    --------
    >>> one_line("a\nb\tc")
    'a b c'
    """
    return " ".join(printable(text).split())


def folded(text: str, width: int) -> list[str]:
    """Fold a text between its words; a word that is wider stays whole, so that it can be copied.

    Examples
    --------
    >>> folded("What is in ugd:office-ROCA?", 12)
    ['What is in', 'ugd:office-ROCA?']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def hung(head: str, text: str, width: int) -> Iterator[str]:
    r"""Fold a text for people, with its first line behind a head and the others as far in.

    Examples
    --------
    >>> print(*hung("- ", "What is in ugd:office-ROCA, and what is not?", 26), sep="\n")
    - What is in
      ugd:office-ROCA, and
      what is not?
    """
    for place, line in enumerate(folded(printable(text), max(_NARROWEST, width - len(head)))):
        yield f"{head if place == 0 else ' ' * len(head)}{line}"


def beside_or_below(
    columns: Sequence[str], texts: list[list[str]], numeric: Sequence[bool], width: int | None
) -> list[str]:
    """Write rows in lines.

    Parameters
    ----------
    columns
        What stands above each column, or before it.
    texts
        The rows, a text of one line for each column.
    numeric
        Whether a column is aligned to the right.
    width
        Characters a line may have; ``None`` means as many as needed.

    Returns
    -------
    list of str
        A table, whose words are whole: a name that is broken cannot be copied. Where they do not
        fit, a sheet for each row, with each column that holds something on lines of its own and an
        empty line at the end; there a word that is wider than the line goes beyond it. A sheet that begins
        like the one before it, with two texts or more, goes on where they begin to differ.

    Examples
    --------
    >>> beside_or_below(["city", "since"], [["Tashkent", "1993"]], [False, True], None)
    ['city       since', '────────────────', 'Tashkent    1993']
    >>> beside_or_below(["city", "since"], [["Tashkent", "1993"]], [False, True], 12)
    ['city    Tashkent', 'since   1993', '']
    """
    widths = _widths(columns, texts, width)
    return _sheets(columns, texts, width) if widths is None else _grid(columns, texts, widths, numeric)


def _widths(columns: Sequence[str], texts: list[list[str]], width: int | None) -> list[int] | None:
    """Share the width of a line out; ``None`` if there is too little for the words."""
    cells = [list(column) for column in zip(columns, *texts, strict=True)]
    widest = [max(map(cell_len, column)) for column in cells]
    if width is None:
        return widest
    words = [max(map(_narrowest, column)) for column in cells]
    for most in range(max(widest, default=0), -1, -1):
        # All columns may be as wide as they like up to the same bound.
        shares = [max(word, min(wide, most)) for word, wide in zip(words, widest, strict=True)]
        if sum(shares) + len(_BETWEEN) * (len(shares) - 1) <= width:
            return shares
    return None


def _narrowest(text: str) -> int:
    """Give the width that a cell needs at least."""
    words = text.split()
    if len(words) == 1:
        return cell_len(text)
    return max(
        (min(cell_len(word), _SHORTEST_PART) if "://" in word else cell_len(word) for word in words),
        default=0,
    )


def _grid(columns: Sequence[str], texts: list[list[str]], widths: list[int], numeric: Sequence[bool]) -> list[str]:
    lines = _row(columns, widths, numeric)
    lines.append("─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1)))
    for row in texts:
        lines += _row(row, widths, numeric)
    return lines if columns else []


def _row(row: Sequence[str], widths: list[int], numeric: Sequence[bool]) -> list[str]:
    """Write a row in as many lines as its cells need, folded at words into their widths."""
    parts = [_parts(text, width) for text, width in zip(row, widths, strict=True)]
    lines = []
    for height in range(max(map(len, parts), default=0)):
        cells = []
        for part, width, is_numeric in zip(parts, widths, numeric, strict=True):
            text = part[height] if height < len(part) else ""
            space = " " * (width - cell_len(text))
            cells.append(space + text if is_numeric else text + space)
        lines.append(_BETWEEN.join(cells).rstrip())
    return lines


def _parts(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    # Only an address may be wider than the column: it goes on below.
    return folded(" ".join(part for word in text.split() for part in chop_cells(word, width)), width)


def _sheets(columns: Sequence[str], texts: list[list[str]], width: int | None) -> list[str]:
    name_width = max(map(len, columns))
    margin = name_width + len(_BETWEEN)
    lines = []
    before: Sequence[str] = ()
    for row in texts:
        shared = _shared(before, row)
        before = row
        for column, text in zip(columns[shared:], row[shared:], strict=True):
            if text:
                first, *more = [text] if width is None else folded(text, width - margin)
                lines.append(f"{column:{name_width}}{_BETWEEN}{first}")
                lines += [" " * margin + part for part in more]
        lines.append("")
    return lines


def _shared(before: Sequence[str], row: Sequence[str]) -> int:
    """Count the columns at the beginning of a row that need not be told again."""
    differing = next((place for place, pair in enumerate(zip(before, row, strict=False)) if pair[0] != pair[1]), 0)
    # Where the first that differs is empty, nobody would see that it does.
    told = sum(map(bool, row[:differing]))
    return differing if told >= _FEWEST_SHARED and row[differing] else 0
