"""What a step of the tour prints: sentences, rows of one line each, sources, and how to ask the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from unodc_graph.cli.output import insist_on_output
from unodc_graph.grid import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Screen"]

_WIDEST: Final = 100


class _Console(Console):
    """Leaves it to the command what becomes of it when nobody reads its output any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Screen:
    """A column of text, at most 100 characters wide, on standard output.

    Attributes
    ----------
    found_wrong
        Whether something was not as it should be.
    """

    def __init__(self) -> None:
        insist_on_output()
        self.found_wrong = False
        # Outside a terminal rich would fold at 80 characters.
        width = Console().width if sys.stdout.isatty() else _WIDEST
        self._console = _Console(width=min(width, _WIDEST), highlight=False, soft_wrap=False, emoji=False)
        self._sources: dict[str, int] = {}

    def heading(self, number: int, of: int, title: str) -> None:
        """Begin a step."""
        self._sources = {}
        self._console.print()
        self._console.rule(Text(f"{number}/{of}  {title}", style="bold"), align="left")

    def say(self, sentence: str) -> None:
        """Print a sentence or more."""
        self._console.print(Text(printable(sentence)))

    def say_whole(self, line: str) -> None:
        """Print a line that the terminal folds, so that an address in it can be opened or copied whole."""
        self._console.print(Text(printable(line)), soft_wrap=True)

    def say_wrong(self, sentence: str) -> None:
        """Print that something is not as it should be, and remember it."""
        self.found_wrong = True
        self._console.print(Text(printable(sentence), style="bold red"))

    def rows(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        cut: Collection[str] = (),
        wrapped: Collection[str] = (),
    ) -> None:
        """Print rows, each on one line: where they do not fit, some columns are cut with ``…``, or wrapped."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for column in columns:
            flexible = column in cut or column in wrapped
            table.add_column(
                Text(column.removesuffix("#")),
                justify="right" if column.endswith("#") else "left",
                no_wrap=column not in wrapped,
                overflow="fold" if column in wrapped else "ellipsis",
                # Rich makes columns of different widths narrower together; a ratio says which of them.
                ratio=1 if flexible else None,
            )
        for row in rows:
            table.add_row(*(Text(one_line(cell)) for cell in row))
        table.expand = bool(cut or wrapped)
        self._console.print(table)

    def cite(self, addresses: Iterable[str]) -> str:
        """Give the numbers of sources, to stand beside what they are the source of."""
        numbers = {self._sources.setdefault(address, len(self._sources) + 1) for address in addresses}
        return " ".join(f"[{number}]" for number in sorted(numbers))

    def sources(self) -> None:
        """Print the sources cited in this step."""
        for address, number in self._sources.items():
            self._console.print(Text(f"[{number}] {printable(address)}", style="dim"), soft_wrap=True)

    def how(self, *lines: str) -> None:
        """Print what to type for the same answer."""
        self._console.print()
        for line in lines:
            self._console.print(Text(line, style="cyan"), soft_wrap=True)
