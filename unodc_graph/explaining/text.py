"""An explanation laid out for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from unodc_graph.grid import hung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.citing import Source
    from unodc_graph.explaining.explanation import Derivation, Explanation
    from unodc_graph.rules import Rule

__all__ = ["laid_out"]

_INDENT: Final = "   "


def laid_out(told: Explanation, width: int) -> str:
    """Write an explanation in lines of a width; an address is never broken."""
    numbers = {source: number for number, source in enumerate(told.all_sources, 1)}
    lines = [*_Text(numbers, width).statement(told, "")]
    if numbers:
        lines.append("")
    for source, number in numbers.items():
        lines += hung(f"[{number}] ", source.cite(), width)
        missing = [word for word in source.missing if word != "date of access"]
        if missing:
            lines += hung("    ", f"not recorded: {', '.join(missing)}", width)
    return "\n".join(lines) + "\n"


class _Text:
    """Writes statements with the numbers of their sources, and says of each rule once what it is."""

    def __init__(self, numbers: dict[Source, int], width: int) -> None:
        self._numbers, self._width = numbers, width
        self._rules: set[Rule] = set()

    def statement(self, told: Explanation, indent: str) -> Iterator[str]:
        yield from hung(indent, " — ".join(told.words), self._width)
        below = indent + _INDENT
        for sentence in self._sentences(told):
            yield from hung(below, sentence, self._width)
        for derivation in told.derivations:
            for sentence in self._of_rule(derivation.rule):
                yield from hung(below, sentence, self._width)
            yield from self._premises(derivation, below)

    def _of_rule(self, rule: Rule) -> Iterator[str]:
        if rule in self._rules:
            yield f"Derived by the rule {rule.id} from:"
            return
        self._rules.add(rule)
        yield f"Derived by the rule {rule.id}: {rule.derives}"
        yield f"Rule after: {rule.source}"
        yield "It follows from:"

    def _premises(self, derivation: Derivation, indent: str) -> Iterator[str]:
        for first, *others in _alike(derivation.premises):
            if not others:
                yield from self.statement(first, indent + _INDENT)
                continue
            yield from hung(indent + _INDENT, first.words[0], self._width)
            for one in (first, *others):
                yield from hung(f"{indent}{_INDENT}{_INDENT}— ", " — ".join(one.words[1:]), self._width)
            for sentence in self._sentences(first):
                yield from hung(indent + _INDENT + _INDENT, sentence, self._width)
        if derivation.more:
            yield from hung(indent + _INDENT, f"and {derivation.more} more", self._width)

    def _sentences(self, told: Explanation) -> Iterator[str]:
        if not told.held:
            yield from _instead(told)
            return
        stating = [graph for graph in told.graphs if graph not in ("inferred", "unconfirmed")]
        if stating:
            yield _where(told, stating)
        if "unconfirmed" in told.graphs:
            yield "Unconfirmed: no source is named for it, and queries do not see it."
        if told.own_words:
            yield "A name in Russian that this project worded: no source was read for it."
        elif told.sources:
            cited = " ".join(f"[{self._numbers[source]}]" for source in told.sources)
            several = "; which of them says it is not recorded" if len(told.sources) > 1 else ""
            yield f"Source{'s' if len(told.sources) > 1 else ''} {cited}{several}."
        elif stating and stating != ["ontology"]:
            yield "No source is named."
        if told.source_names:
            yield f"Sources as the record names them: {'; '.join(told.source_names)}."
        if "inferred" in told.graphs and not told.derivations:
            yield "Derived, as told above." if told.again else "Derived; from what is not followed further here."


def _where(told: Explanation, stating: list[str]) -> str:
    of = f" (file {told.file})" if told.file else ""
    if stating == ["ontology"] or told.own_words:
        return f"Stated in {', '.join(stating)}{of}."
    return f"Stated in {', '.join(stating)}{of}; confidence: {told.confidence or 'not stated'}."


def _instead(told: Explanation) -> Iterator[str]:
    subject, property_, _ = told.words
    yield "Not stated: no graph says this."
    if told.instead:
        more = f" and {told.instead_more} more" if told.instead_more else ""
        yield f"What is stated by {property_!r} of {subject}: {'; '.join(told.instead)}{more}."
    else:
        yield f"Nothing is stated of {subject} by {property_!r}: that is unknown, and not a no."


def _alike(premises: tuple[Explanation, ...]) -> Iterator[list[Explanation]]:
    """Put neighbours together that one record states: the same would be told of each."""

    def record(one: Explanation) -> object:
        if one.derivations:
            return one
        return one.triple.subject, one.graphs, one.sources, one.source_names, one.confidence, one.file, one.again

    for _, together in groupby(premises, record):
        yield [*together]
