"""Search in folded names by their words: a phrase, all words in any order, and words that are nearly the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from unodc_graph.names.folding import squeeze
from unodc_graph.names.kinds import RECORD_RANK

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

__all__ = ["ALL_WORDS", "NEAR", "WORD_STARTS", "Entry", "WordIndex"]

# The least score of each way to match; a record has no more than this, a thing has half a step more.
WORD_STARTS: Final = 80
ALL_WORDS: Final = 70
NEAR: Final = 69
_HALF_STEP: Final = 5

# Words beyond these say nothing new, and each takes time.
_MOST_WORDS: Final = 24
_MOST_NEAR_WORDS: Final = 8
_SHORTEST_NEAR: Final = 4
# One letter in four may be wrong, and a quarter of what was typed may be missing in the name.
_WORD_LIKENESS: Final = 0.7
_NAME_LIKENESS: Final = 0.65
_BEGINS_ALIKE: Final = 0.9
_WHOLE_LIKENESS: Final = 75
_LONGEST_WHOLE: Final = 200
_MOST_COMPARED: Final = 2000
# What is this much worse than the best is another thing.
_LIKENESS_APART: Final = 0.1
_STEPS_APART: Final = 10


class Entry(NamedTuple):
    """A name of a thing; entries sort as results with one score do: by kind, then label, then IRI."""

    rank: int
    label: str
    iri: str
    text: str
    folded: str


class WordIndex:
    """Entries in their order, and in which of them each word stands.

    Parameters
    ----------
    entries
        Sorted. What a search gives are their places.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._texts = [entry.folded for entry in entries]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            for word in set(text.split()):
                places[word].append(place)
        self._places: dict[str, list[int]] = dict(places)
        self._words = sorted(places)
        self._first_record = sum(entry.rank < RECORD_RANK for entry in entries)

    def with_all(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Give score and place of each entry that has a word beginning with each of these, in no order."""
        common = self._having_all(words)
        if not common:
            return []
        phrase = " ".join(words)
        inside = f" {phrase}"
        texts, length, first_record = self._texts, len(phrase), self._first_record
        found = []
        for place in common:
            text = texts[place]
            if text.startswith(phrase):
                score = WORD_STARTS + 2
            elif inside in text:
                score = WORD_STARTS
            else:
                score = ALL_WORDS
            if place < first_record:
                score += _HALF_STEP
            # How much of the name was typed.
            found.append((score + (2 * length) // max(len(text), length), place))
        return found

    def _having_all(self, words: Sequence[str]) -> set[int]:
        distinct = sorted(set(words), key=len, reverse=True)
        if len(distinct) > _MOST_WORDS:
            return set()
        common: set[int] | None = None
        for word in distinct:
            having: set[int] = set()
            having.update(*(self._places[longer] for longer in self._beginning(word)))
            common = having if common is None else common & having
            if not common:
                return set()
        return common or set()

    def _beginning(self, word: str) -> Sequence[str]:
        first = bisect_left(self._words, word)
        return self._words[first : bisect_left(self._words, f"{word}\x7f", lo=first)]

    def near(self, words: Sequence[str], things: Container[str] | None = None) -> list[tuple[int, int]]:
        """Give score and place of the entries that come nearest to these words, in no order.

        Parameters
        ----------
        words
            Folded.
        things
            IRIs; entries of other things do not count.
        """
        from rapidfuzz import fuzz, process

        folded = " ".join(words)
        likeness = {
            place: like
            for place, like in self._likeness(words).items()
            if things is None or self.entries[place].iri in things
        }
        least = max(likeness.values(), default=0.0) - _LIKENESS_APART
        compared = {place: self._texts[place] for place in islice(likeness, _MOST_COMPARED) if likeness[place] >= least}
        scored = {
            place: 0.7 * likeness[place] + 0.003 * whole
            for _, whole, place in process.extract(folded, compared, scorer=fuzz.ratio, limit=None)
        }
        if not scored and len(squeeze(folded)) >= _SHORTEST_NEAR:
            names = (
                self._squeezed
                if things is None
                else {place: text for place, text in self._squeezed.items() if self.entries[place].iri in things}
            )
            typed = squeeze(folded)[:_LONGEST_WHOLE]
            whole_names = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=_WHOLE_LIKENESS, limit=50)
            scored = {place: whole / 100 for _, whole, place in whole_names}
        steps = {
            place: int((NEAR if place < self._first_record else NEAR - _HALF_STEP) * like)
            for place, like in scored.items()
        }
        best = max(steps.values(), default=0)
        return [(score, place) for place, score in steps.items() if score >= best - _STEPS_APART]

    @cached_property
    def things(self) -> frozenset[str]:
        """The IRIs of what is no record."""
        return frozenset(entry.iri for entry in self.entries[: self._first_record])

    @cached_property
    def _squeezed(self) -> dict[int, str]:
        # The names of records are made of names that stand here too.
        return {place: squeeze(self._texts[place]) for place in range(self._first_record)}

    def _likeness(self, words: Sequence[str]) -> dict[int, float]:
        """Give the share of the letters of these words that an entry has, in words as these or nearly as these."""
        distinct = sorted(dict.fromkeys(words), key=len, reverse=True)
        whole = sum(map(len, distinct))
        wanted = _NAME_LIKENESS * whole
        missing = [word for word in distinct if len(word) >= _SHORTEST_NEAR and not self._is_of_a_thing(word)]
        alike = [
            (word, self._alike(word, try_others=word in missing[:_MOST_NEAR_WORDS])) for word in distinct[:_MOST_WORDS]
        ]
        alike.sort(key=lambda pair: sum(len(self._places[other]) for other in pair[1]))
        letters: dict[int, float] = {}
        still_to_come = sum(len(word) for word, _ in alike)
        for word, others in alike:
            # An entry that has none of the words so far may be out of reach, and rare words come first.
            within_reach = still_to_come >= wanted
            still_to_come -= len(word)
            having: dict[int, float] = {}
            for other, like in sorted(others.items(), key=lambda pair: pair[1]):
                having.update(dict.fromkeys(self._places[other], like * len(word)))
            if within_reach:
                for place, weight in having.items():
                    letters[place] = letters.get(place, 0.0) + weight
            else:
                for place in letters.keys() & having.keys():
                    letters[place] += having[place]
        return {place: found / whole for place, found in letters.items() if found >= wanted}

    def _is_of_a_thing(self, word: str) -> bool:
        # The address of a source, say, may hold any word.
        places = self._places.get(word)
        return places is not None and places[0] < self._first_record

    def _alike(self, word: str, *, try_others: bool) -> dict[str, float]:
        """Give the words of the index that may be meant by a word, and how like it they are."""
        if len(word) < _SHORTEST_NEAR:
            return {word: 1.0} if word in self._places else {}
        others: dict[str, float] = {}
        if try_others:
            from rapidfuzz import process
            from rapidfuzz.distance import OSA

            near = process.extract(
                word, self._words, scorer=OSA.normalized_similarity, score_cutoff=_WORD_LIKENESS, limit=30
            )
            others = {other: like for other, like, _ in near}
        others.update(dict.fromkeys(self._beginning(word), _BEGINS_ALIKE))
        if word in self._places:
            others[word] = 1.0
        return others
