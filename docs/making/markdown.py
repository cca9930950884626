"""Text that people wrote, as Markdown that shows it letter by letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["code", "fence", "heading_anchor", "link", "table", "text"]

# Not the signs of ordinary prose, which stay readable in the source; a renderer takes them as they are.
_SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>#|~&!$^]|(?<=http):|(?<=https):|(?<=www)\.|@(?=\w)", re.IGNORECASE)
# What would begin a list, a heading or a rule at the start of a line.
_START: Final = re.compile(r"^(?:(?P<sign>[-+=])|(?P<number>\d{1,9})(?=[.)]))")


def text(written: str) -> str:
    r"""Escape a text for one line of Markdown, also in a table or at the start of a paragraph.

    Examples
    --------
    >>> print(text("1. a|b *c*"))
    1\. a\|b \*c\*
    """
    line = " ".join(written.split())
    escaped = _SIGNS.sub(lambda sign: "\\" + sign.group(), line)
    return _START.sub(lambda start: f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\", escaped)


def code(written: str) -> str:
    """Show a text as code within a line, also in a table.

    Examples
    --------
    >>> print(code("ug:Office"))
    `ug:Office`
    >>> print(code("a`b"))
    `` a`b ``
    """
    line = " ".join(written.split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    ticks = "`" * (longest + 1)
    between = " " if longest else ""
    return f"{ticks}{between}{line}{between}{ticks}" if line else ""


def fence(written: str, language: str) -> str:
    """Show lines of code; the fence is longer than any run of its sign in them."""
    longest = max((len(run) for run in re.findall("`+", written)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{written.rstrip()}\n{ticks}"


def link(shown: str, target: str) -> str:
    """Make a link; what is shown is Markdown already."""
    return f"[{shown}]({target})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of cells that are Markdown already."""
    lines = [heads, ["--"] * len(heads), *rows]
    return "\n".join(f"|{'|'.join(cells)}|" if cells[0] == "--" else f"| {' | '.join(cells)} |" for cells in lines)


def heading_anchor(heading: str) -> str:
    """Give the anchor that GitHub and others make of a heading.

    Examples
    --------
    >>> heading_anchor("bordersState (property)")
    'bordersstate-property'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
