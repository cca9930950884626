"""A description laid out for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.citing import in_words
from unodc_graph.describing.words import UNCONFIRMED_GROUP
from unodc_graph.grid import folded, printable
from unodc_graph.namespaces import UG_BASE, XSD
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unodc_graph.describing.description import Description

    _Line = tuple[str, str, list[str]]

__all__ = ["laid_out"]

_LANGUAGES: Final = {"en": "English", "ru": "Russian"}
_INDENT: Final = "   "
_WIDEST_NAME: Final = 26
_SHORT: Final = 16
_DERIVED: Final = "*"
_INFERRED: Final = ox.Literal("inferred")
_BOUNDS: Final = frozenset(ox.NamedNode(f"{UG_BASE}{name}") for name in ("notBefore", "notAfter"))
_FALSE: Final = ox.Literal("false", datatype=ox.NamedNode(f"{XSD}boolean"))
_CITED: Final = " []0123456789"


def laid_out(told: Description, width: int) -> str:
    """Write a description in lines of a width; an address is never broken."""
    return "\n".join(_lines(told, width)) + "\n"


def _lines(told: Description, width: int) -> Iterator[str]:
    yield from _hung("", told.label, width)
    yield from _hung("", "; ".join([compact(told.node.value), *told.kinds]), width)
    for name, value in _head(told):
        yield from _hung(f"{name}: ", value, width)
    rows = _rows(told)
    for group, facts in groupby(rows, key=lambda row: row[0]):
        yield ""
        apart = " (no source is named for it; queries do not see it)" if group == UNCONFIRMED_GROUP else ""
        yield f"{group}{apart}"
        kept = [*facts]
        margin = min(_WIDEST_NAME, max(len(name) for _, name, _ in kept))
        for _, name, values in kept:
            head = f"{_INDENT}{name:{margin}}{_INDENT}"
            if len(name) > margin:
                yield from _hung(_INDENT, name, width)
                head = _INDENT + " " * margin + _INDENT
            # Short values stand in one line, long ones each in its own.
            together = "; ".join(values)
            lines = [together] if len(head) + len(together) <= width or max(map(len, values)) <= _SHORT else values
            for line in lines:
                yield from _hung(head, line, width)
                head = " " * len(head)
    yield from _below(told, rows, width)


def _head(told: Description) -> Iterator[tuple[str, str]]:
    if told.codes:
        yield "code" if len(told.codes) == 1 else "codes", ", ".join(told.codes)
    for language, text in told.labels:
        if text != told.label:
            own = " (translation of this project)" if (language, text) in told.own_translations else ""
            # A second label may state no language.
            yield f"in {_LANGUAGES.get(language, language)}" if language else "labelled too", text + own
    if told.other_names:
        yield "also called", "; ".join(dict.fromkeys(text for _, text in told.other_names))
    if told.confidence is not None:
        yield "confidence", told.confidence
    only = _only_import(told)
    if only is not None:
        yield "loaded as", only
    if told.own_sources:
        yield "sources of this record", _numbers(range(1, told.own_sources + 1))


def _below(told: Description, rows: list[_Line], width: int) -> Iterator[str]:
    if told.unknown:
        yield ""
        yield from _hung("Not known: ", f"{'; '.join(told.unknown)}.", width)
    notes = []
    if any(value.rstrip(_CITED).endswith(_DERIVED) for _, _, values in rows for value in values):
        notes.append(f"{_DERIVED} derived by a rule; `unodc-graph explain` tells from what and by which sources.")
    if bounds := _bounds(told):
        follow = "1 bound follows" if bounds == 1 else f"{bounds} bounds follow"
        notes.append(f"{follow} from the dates by a rule and {'is' if bounds == 1 else 'are'} not shown.")
    if told.further:
        most = max(one.shown for one in told.further)
        notes.append(
            f"At most {most} values of a property are shown; all of them with describe(…, limit=None), "
            "on the command line with --all."
        )
    if notes:
        yield ""
        for note in notes:
            yield from _hung("", note, width)
    if told.sources:
        yield ""
    for number, source in enumerate(told.sources, 1):
        read = "" if source.accessed is None else f", read {in_words(source.accessed)}"
        named = f"{source.title}, {source.address}" if source.title and source.address else source.name
        yield from _hung(f"[{number}] ", f"{named}{read}", width)


def _rows(told: Description) -> list[_Line]:
    """Give group, property and values, those of one property of one kind of thing together."""
    labels = told.facts.labels()
    own = _numbers(range(1, told.own_sources + 1))
    more = {(one.group, one.property): one.total - one.shown for one in told.further}
    together: dict[tuple[str, str], list[str]] = {}
    only = _only_import(told)
    for cells, property_ in zip(told.facts.cells(), told.property_names, strict=True):
        group, predicate, value, _, graph, source = cells
        if predicate in _BOUNDS and graph == _INFERRED:
            # It repeats a date that stands beside it.
            continue
        shown = _without(told.label, _value(value, labels))
        if graph == _INFERRED:
            shown += _DERIVED
        elif isinstance(graph, ox.Literal) and graph.value.startswith("import/") and graph.value != only:
            shown += f" ({graph.value})"
        numbers = _numbers(map(int, source.value.split())) if isinstance(source, ox.Literal) else ""
        if numbers and numbers != own:
            shown += f" {numbers}"
        together.setdefault((group.value if isinstance(group, ox.Literal) else "", property_), []).append(shown)
    return [
        (group, name, [*values, *([f"and {more[group, name]:,} more"] if (group, name) in more else [])])
        for (group, name), values in together.items()
    ]


def _bounds(told: Description) -> int:
    """Count the bounds of dates that a rule derived."""
    return sum(predicate in _BOUNDS and graph == _INFERRED for _, predicate, _, _, graph, _ in told.facts.cells())


def _only_import(told: Description) -> str | None:
    """Name the loaded graph that states everything that the thing itself says, if it is one."""
    # The engine's own terms: those of Python would cost the import of rdflib.
    stating = {
        graph.value
        for *_, inverse, graph, _ in told.facts.cells()
        if inverse == _FALSE and isinstance(graph, ox.Literal) and graph.value != "inferred"
    }
    only = stating.pop() if len(stating) == 1 else ""
    return only if only.startswith("import/") else None


def _value(value: object, labels: Mapping[ox.NamedNode, str]) -> str:
    if isinstance(value, ox.NamedNode):
        return labels.get(value) or compact(value.value)
    return value.value if isinstance(value, ox.Literal) else "something without an address"


def _without(label: str, text: str) -> str:
    """Leave the name of the thing out where the name of another begins with it."""
    rest = text.removeprefix(label)
    return rest[2:] if rest != text and rest[:2] in (": ", ", ") else text


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _hung(head: str, text: str, width: int) -> Iterator[str]:
    for place, line in enumerate(folded(printable(text), max(24, width - len(head)))):
        yield f"{head if place == 0 else ' ' * len(head)}{line}"
