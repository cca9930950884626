"""What loading files found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unodc_graph.terms import compact

if TYPE_CHECKING:
    from unodc_graph.reading.literals import Rewritten
    from unodc_graph.validation import Finding

__all__ = ["LoadReport", "LoadedFile"]


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file that a graph holds.

    Attributes
    ----------
    path
        The file, as it was named; ``-`` for standard input.
    graph
        The short name of its graph, as ``graphs=`` takes it.
    format
        Its format in words.
    statements
        How many statements the file makes, each as often as it makes it.
    rewritten
        The datatypes whose spelling is not kept, each once.
    findings
        Numbers and dates that their datatype does not allow, in the order of the file.
    """

    path: str
    graph: str
    format: str
    statements: int
    rewritten: tuple[Rewritten, ...]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        """Write a line for the file and one for each thing to know of it."""
        return "\n".join([f"{self.path}: {_in_words(self.statements, 'statement')} in {self.graph}", *self.notes()])

    def notes(self) -> list[str]:
        """Write a line for each datatype that is rewritten, then one for each finding."""
        return [
            *(
                f"{self.path}: {_in_words(one.count, 'literal')} of {compact(one.datatype)} kept by value, "
                f"not as written: {_short(one.example)!r} is kept as {_short(one.kept)}"
                for one in self.rewritten
            ),
            *map(str, self.findings),
        ]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What is known of the files that a graph holds.

    Attributes
    ----------
    files
        In the order in which they were loaded.
    """

    files: tuple[LoadedFile, ...]

    @property
    def statements(self) -> int:
        """How many statements the files make together."""
        return sum(file.statements for file in self.files)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files."""
        return tuple(finding for file in self.files for finding in file.findings)

    def __str__(self) -> str:
        """Write what there is to know of each file."""
        return "\n".join(map(str, self.files)) or "no file was loaded"


def _in_words(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _short(text: str) -> str:
    shown = text.partition("^^")
    return f"{shown[0]}^^{compact(shown[2].strip('<>'))}" if shown[1] else text
