"""An explanation laid out for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from unodc_graph.grid import folded, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.citing import Source
    from unodc_graph.explaining.explanation import Explanation

__all__ = ["laid_out"]

_INDENT: Final = "   "


def laid_out(told: Explanation, width: int) -> str:
    """Write an explanation in lines of a width; an address is never broken."""
    numbers = {source: number for number, source in enumerate(told.all_sources, 1)}
    lines = [*_statement_lines(told, numbers, width, "")]
    if numbers:
        lines.append("")
    for source, number in numbers.items():
        lines += _hung(f"[{number}] ", source.cite(), width)
        missing = [word for word in source.missing if word != "date of access"]
        if missing:
            lines += _hung("    ", f"not recorded: {', '.join(missing)}", width)
    return "\n".join(lines) + "\n"


def _statement_lines(told: Explanation, numbers: dict[Source, int], width: int, indent: str) -> Iterator[str]:
    yield from _hung(indent, " — ".join(told.words), width)
    below = indent + _INDENT
    for sentence in _sentences(told, numbers):
        yield from _hung(below, sentence, width)
    for derivation in told.derivations:
        yield from _hung(below, f"Derived by the rule {derivation.rule.id}: {derivation.rule.derives}", width)
        yield from _hung(below, f"Rule after: {derivation.rule.source}", width)
        yield from _hung(below, "It follows from:", width)
        for together in _alike(derivation.premises):
            yield from _premise_lines(together, numbers, width, below + _INDENT)
        if derivation.more:
            yield from _hung(below + _INDENT, f"and {derivation.more} more", width)


def _premise_lines(together: list[Explanation], numbers: dict[Source, int], width: int, indent: str) -> Iterator[str]:
    first, *others = together
    if not others:
        yield from _statement_lines(first, numbers, width, indent)
        return
    yield from _hung(indent, first.words[0], width)
    for one in together:
        yield from _hung(f"{indent}{_INDENT}— ", " — ".join(one.words[1:]), width)
    for sentence in _sentences(first, numbers):
        yield from _hung(indent + _INDENT, sentence, width)


def _alike(premises: tuple[Explanation, ...]) -> Iterator[list[Explanation]]:
    """Put neighbours together that one record states: the same would be told of each."""

    def record(one: Explanation) -> object:
        if one.derivations:
            return one
        return one.triple.subject, one.graphs, one.sources, one.source_names, one.confidence, one.file

    for _, together in groupby(premises, record):
        yield [*together]


def _sentences(told: Explanation, numbers: dict[Source, int]) -> Iterator[str]:
    if not told.held:
        yield "Not stated: no graph says this."
        if told.instead:
            more = f" and {told.instead_more} more" if told.instead_more else ""
            yield f"What is stated by {told.words[1]!r} of {told.words[0]}: {'; '.join(told.instead)}{more}."
        else:
            yield f"Nothing is stated of {told.words[0]} by {told.words[1]!r}: that is unknown, and not a no."
        return
    stating = [graph for graph in told.graphs if graph not in ("inferred", "unconfirmed")]
    if stating:
        of = f" (file {told.file})" if told.file else ""
        confidence = ""
        if stating != ["ontology"] and not told.own_words:
            confidence = f"; confidence: {told.confidence or 'not stated'}"
        yield f"Stated in {', '.join(stating)}{of}{confidence}."
    if "unconfirmed" in told.graphs:
        yield "Unconfirmed: no source is named for it, and queries do not see it."
    if told.own_words:
        yield "A name in Russian that this project worded: no source was read for it."
    elif told.sources:
        cited = " ".join(f"[{numbers[source]}]" for source in told.sources)
        several = "; which of them says it is not recorded" if len(told.sources) > 1 else ""
        yield f"Source{'s' if len(told.sources) > 1 else ''} {cited}{several}."
    elif stating and stating != ["ontology"]:
        yield "No source is named."
    if told.source_names:
        yield f"Sources as the record names them: {'; '.join(told.source_names)}."


def _hung(head: str, text: str, width: int) -> Iterator[str]:
    """Fold a text with its first line behind a head, and the others as far in."""
    for place, line in enumerate(folded(printable(text), max(20, width - len(head)))):
        yield f"{head if place == 0 else ' ' * len(head)}{line}"
