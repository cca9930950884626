"""What the things of a graph are called, at one revision; each part is made when first needed."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from unodc_graph.names import kinds
from unodc_graph.names.folding import fold, squeeze
from unodc_graph.names.labels import LABEL
from unodc_graph.names.words import Entry, WordIndex
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.store import UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unodc_graph.store import GraphStore

__all__ = ["EXACT_MATCH", "Name", "NameIndex"]

_IDENTIFIER: Final = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
_NOTATION: Final = ox.NamedNode(f"{PREFIXES['skos']}notation")
_STATE: Final = ox.NamedNode(f"{UG_BASE}State")
EXACT_MATCH: Final = ox.NamedNode(f"{PREFIXES['skos']}exactMatch")
_OTHER_NAMES: Final = (
    *(ox.NamedNode(f"{PREFIXES['skos']}{local}") for local in ("altLabel", "hiddenLabel", "prefLabel")),
    ox.NamedNode(f"{PREFIXES['dcterms']}title"),
    *(ox.NamedNode(f"{UG_BASE}{local}") for local in ("officialName", "depositaryName")),
)
# The IRI of an item (https://www.wikidata.org/wiki/Wikidata:Data_access), and the address of its page.
_WIKIDATA: Final = tuple(
    f"{scheme}://www.wikidata.org/{path}/" for scheme in ("http", "https") for path in ("entity", "wiki")
)
_IN_BRACKETS: Final = re.compile(r"\(([A-Z][A-Za-z&/-]*[A-Z])\)")
# Words that give no letter to the acronym of a name.
_SMALL_WORDS: Final = frozenset(
    ("a", "against", "and", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with")
)
_FEWEST_OF_A_STATE: Final = 2


class Name(NamedTuple):
    """A name of a thing as it is written, and folded; of a code the folded form is the code."""

    iri: str
    text: str
    folded: str


class NameIndex:
    """Codes and names of what a query sees; and of what is unconfirmed, where nothing seen is called the same.

    A code is found by the codes alone, a label by the names; the words are made for a search.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._seen = store.visible_graphs()
        self._english: dict[str, str] = {}
        self._in_other_languages: dict[str, str] = {}

    # -- codes -----------------------------------------------------------------------------

    @cached_property
    def codes(self) -> Mapping[str, list[Name]]:
        """What has each code, as it is written: identifiers, notations, and Wikidata's in each of their forms."""
        return _first_of(self._coded(self._seen), self._coded([UNCONFIRMED]))

    @cached_property
    def codes_in_any_case(self) -> Mapping[str, list[Name]]:
        """What has each code, in small letters."""
        found: dict[str, list[Name]] = {}
        for code, names in self.codes.items():
            found.setdefault(code.lower(), []).extend(names)
        return found

    @cached_property
    def identified(self) -> frozenset[str]:
        """What a query sees with a code of its own."""
        return frozenset(iri for iri, _ in self._literals(_IDENTIFIER, self._seen))

    def _coded(self, graphs: list[ox.NamedNode]) -> Iterator[tuple[str, Name]]:
        for predicate in (_IDENTIFIER, _NOTATION):
            for iri, code in self._literals(predicate, graphs):
                yield code, Name(iri, code, code)
        for quad in self._store.triples(None, EXACT_MATCH, None, graphs):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                iri = quad.object.value
                for start in _WIKIDATA:
                    if iri.startswith(start):
                        code = iri.removeprefix(start)
                        for form in (code, f"wd:{code}", *(f"{address}{code}" for address in _WIKIDATA)):
                            yield form, Name(quad.subject.value, code, code)

    # -- names -----------------------------------------------------------------------------

    @cached_property
    def names(self) -> list[Name]:
        """The names of what a query sees, in no order."""
        return self._names(self._seen, self._english, self._in_other_languages)

    @cached_property
    def labels(self) -> Mapping[str, list[Name]]:
        """What has each name, by the folded name without spaces."""
        return _first_of(*(((_key(name), name) for name in found) for found in (self.names, self._unconfirmed)))

    @property
    def _unconfirmed(self) -> list[Name]:
        return self._names([UNCONFIRMED], {}, {})

    def labelled(self, text: str) -> list[Name]:
        """Give the names that are this text in any spelling."""
        return self.labels.get(_key(Name("", text, fold(text))), [])

    @cached_property
    def acronyms(self) -> Mapping[str, list[Name]]:
        """What has each acronym, in small letters: one that stands in brackets within a name."""
        return _first_of(
            (acronym.lower(), name)
            for name in self.names
            if "(" in name.text
            for acronym in _IN_BRACKETS.findall(name.text)
        )

    @cached_property
    def initials_of_states(self) -> Mapping[str, list[Name]]:
        """What state has each acronym, in small letters: the initials of one of its names."""
        states = {
            quad.subject.value
            for quad in self._store.triples(None, kinds.TYPE, _STATE, self._seen)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return _first_of(
            (letters, name)
            for name in self.names
            if name.iri in states
            for letters in _initials(name.text, fewest=_FEWEST_OF_A_STATE)
        )

    @cached_property
    def initials(self) -> Mapping[str, list[Name]]:
        """What has each acronym, in small letters: the initials of a name, of what is no record."""
        return _first_of(
            (letters, Name(entry.iri, entry.text, entry.folded))
            for entry in self.words.entries
            if entry.rank < kinds.RECORD_RANK
            for letters in _initials(entry.text, fewest=_FEWEST_OF_A_STATE if entry.rank == kinds.STATE_RANK else 3)
        )

    def _names(
        self, graphs: list[ox.NamedNode], english: dict[str, str], in_other_languages: dict[str, str]
    ) -> list[Name]:
        """Read names; put the label of each thing into a dictionary on the way."""
        found: dict[tuple[str, str], None] = {}
        for subject, _, value, _ in self._store.triples(None, LABEL, None, graphs):
            if isinstance(value, ox.Literal) and isinstance(subject, ox.NamedNode):
                iri, text = subject.value, value.value
                found[iri, text] = None
                labels = english if value.language == "en" else in_other_languages
                labels[iri] = min(labels.get(iri, text), text)
        for predicate in _OTHER_NAMES:
            found.update(dict.fromkeys(self._literals(predicate, graphs)))
        return [Name(iri, text, fold(text)) for iri, text in found]

    def _literals(self, predicate: ox.NamedNode, graphs: list[ox.NamedNode]) -> Iterator[tuple[str, str]]:
        for subject, _, value, _ in self._store.triples(None, predicate, None, graphs):
            if isinstance(value, ox.Literal) and isinstance(subject, ox.NamedNode):
                yield subject.value, value.value

    # -- search ----------------------------------------------------------------------------

    @cached_property
    def words(self) -> WordIndex:
        """The words of the names and codes of what a query sees."""
        ranks = kinds.ranks(self._store)
        names, labels = self.names, {**self._in_other_languages, **self._english}
        seen = self.identified.union(name.iri for name in names)
        codes = {(name.iri, name.text) for found in self.codes.values() for name in found if name.iri in seen}
        every = [*names, *((iri, code, fold(code)) for iri, code in codes)]
        # Python sorts plain tuples faster than named ones.
        entries = sorted(
            (ranks.get(iri, kinds.UNKNOWN_RANK), labels.get(iri, text), iri, text, folded)
            for iri, text, folded in every
        )
        return WordIndex(list(map(Entry._make, entries)))


def _first_of(*sources: Iterable[tuple[str, Name]]) -> dict[str, list[Name]]:
    """Give what each source calls by each key, of the first source that knows the key, by IRI."""
    index: dict[str, list[Name]] = {}
    for source in sources:
        known = frozenset(index)
        for key, name in source:
            if key in index:
                if key not in known:
                    index[key].append(name)
            else:
                index[key] = [name]
    for key, names in index.items():
        if len(names) > 1:
            index[key] = sorted(set(names))
    return index


def _key(name: Name) -> str:
    # A name of signs alone folds to nothing.
    return squeeze(name.folded) or name.text.strip().casefold()


def _initials(text: str, *, fewest: int) -> Iterator[str]:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word not in _SMALL_WORDS]
    if len(words) >= fewest and all(word[0].isupper() for word in words):
        yield "".join(word[0] for word in words).lower()
