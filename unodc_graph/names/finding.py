"""What a text may stand for, the best first."""

from __future__ import annotations

from heapq import heapify, heappop
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from unodc_graph.errors import ParameterError
from unodc_graph.names.folding import fold
from unodc_graph.names.kinds import Kind, as_iri, kind_of
from unodc_graph.names.labels import labels
from unodc_graph.store import UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unodc_graph.names.index import Name, NameIndex
    from unodc_graph.store import GraphStore

__all__ = ["Hit", "find", "nearest"]

# What is wholly what was typed; below these stand the scores of names that are so in part.
_CODE: Final = 100
_CODE_IN_ANY_CASE: Final = 98
_NAME: Final = 95
_NAME_IN_ANY_SPELLING: Final = 94
_ACRONYM: Final = 90
_INITIALS: Final = 89
_LONGEST_INITIALS: Final = 12
_MOST_SUGGESTED: Final = 3
_LEAST_SUGGESTED: Final = 40


class Hit(NamedTuple):
    """A thing that is found, and why."""

    iri: str
    label: str | None
    kind: str | None
    matched: str
    score: int


def find(store: GraphStore, index: NameIndex, text: str, kind: str | None, limit: int) -> list[Hit]:
    """Rank what a text may stand for; see ``Names.find``."""
    if limit < 1:
        raise ParameterError("limit", f"{limit!r} is no number of rows; give 1 or more")
    of_kind = None if kind is None else Kind(store, kind)
    wanted = text.strip()
    found: dict[str, tuple[int, str]] = {}
    for score, name in (*_as_iri(store, wanted), *_wholly(index, wanted)):
        if name.iri not in found and (of_kind is None or of_kind.holds(name.iri)):
            found[name.iri] = (score, name.text)
    members = None if of_kind is None else of_kind.members()
    words = fold(wanted).split()
    is_wholly = bool(found)
    if words:
        found |= _partly(index, index.words.with_all(words), found, members, limit)
    if words and not is_wholly and len(found) < limit:
        found |= _partly(index, index.words.near(words, members), found, members, limit)
        if members is None and found.keys().isdisjoint(index.words.things):
            found |= _partly(index, index.words.near(words, index.words.things), found, None, limit)
    named = labels(store, map(ox.NamedNode, found))
    ranked = []
    for iri, (score, matched) in found.items():
        what = kind_of(store, iri)
        label = named.get(ox.NamedNode(iri))
        ranked.append(((-score, what.rank, label or matched, iri), Hit(iri, label, what.name, matched, score)))
    return [hit for _, hit in sorted(ranked)[:limit]]


def nearest(index: NameIndex, text: str, of_kind: Kind | None) -> list[str]:
    """Give the names that come nearest to a text, the best first; few, and none that is far from it."""
    words = fold(text).split()
    members = index.words.things if of_kind is None else of_kind.members()
    near = [one for one in (index.words.near(words, members) if words else ()) if one[0] >= _LEAST_SUGGESTED]
    found = list(dict.fromkeys(matched for _, (_, matched) in _partly(index, near, {}, members, _MOST_SUGGESTED)))
    return found if found or of_kind is None else _codes_with_a_slip(index, text, of_kind.members())


def _codes_with_a_slip(index: NameIndex, text: str, members: frozenset[str]) -> list[str]:
    """Give the codes that are one slip of the pen away: of three letters two are not alike enough to be found."""
    from rapidfuzz.distance import OSA

    wanted = text.strip().lower()
    found = (
        code
        for code, names in index.codes.items()
        if OSA.distance(wanted, code.lower(), score_cutoff=1) <= 1 and any(name.iri in members for name in names)
    )
    return sorted(found)[:_MOST_SUGGESTED]


def _as_iri(store: GraphStore, wanted: str) -> Iterator[tuple[int, Name]]:
    from unodc_graph.names.index import Name

    iri = as_iri(wanted)
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    if iri is not None and next(store.triples(iri, None, None, graphs), None) is not None:
        yield _CODE, Name(iri.value, wanted, wanted)


def _wholly(index: NameIndex, wanted: str) -> Iterator[tuple[int, Name]]:
    if not wanted:
        return
    same, lower = wanted.casefold(), wanted.lower()
    for score, names in (
        (_CODE, index.codes.get(wanted, ())),
        (_CODE_IN_ANY_CASE, index.codes_in_any_case.get(lower, ())),
        (_NAME, [name for name in index.labelled(wanted) if name.text.casefold() == same]),
        (_NAME_IN_ANY_SPELLING, index.labelled(wanted)),
        (_ACRONYM, index.acronyms.get(lower, ())),
        (_INITIALS, index.initials.get(lower, ()) if wanted.isalpha() and len(wanted) <= _LONGEST_INITIALS else ()),
    ):
        for name in names:
            yield score, name


def _partly(
    index: NameIndex,
    scored: Iterable[tuple[int, int]],
    found: Mapping[str, object],
    members: frozenset[str] | None,
    limit: int,
) -> Iterator[tuple[str, tuple[int, str]]]:
    """Give the best things of scored names, each once, without those that are found already."""
    entries = index.words.entries
    left = [(-score, place) for score, place in scored]
    heapify(left)
    given: set[str] = set()
    while left and len(given) < limit:
        score, place = heappop(left)
        entry = entries[place]
        if entry.iri not in found and entry.iri not in given and (members is None or entry.iri in members):
            given.add(entry.iri)
            yield entry.iri, (-score, entry.text)
