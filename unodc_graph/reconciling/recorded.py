"""What the graph holds: the kinds of acts, the participants by every name, the acts on an instrument."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from unodc_graph.dates import PartialDate
from unodc_graph.names.folding import fold, squeeze
from unodc_graph.names.kinds import IN_SCHEME, TYPE
from unodc_graph.names.labels import LABEL
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGV_BASE
from unodc_graph.reconciling.acts import Key, RecordedAct
from unodc_graph.store import UNCONFIRMED
from unodc_graph.terms import to_python

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore

__all__ = ["KindOfAct", "Named", "Recorded"]

_IDENTIFIER: Final = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
_TITLE: Final = ox.NamedNode(f"{PREFIXES['dcterms']}title")
_NOTATION: Final = ox.NamedNode(f"{PREFIXES['skos']}notation")
_ACTION_TYPE_LIST: Final = ox.NamedNode(f"{UGV_BASE}action-type")
_PARTICIPANT, _INSTRUMENT, _ACTION_TYPE, _DATE, _DEPOSITARY_NAME = (
    ox.NamedNode(UG_BASE + local) for local in ("participant", "instrument", "actionType", "date", "depositaryName")
)
_KINDS: Final = ("state", "regional-organization")
_INSTRUMENT_KIND: Final = "instrument"
_OTHER_NAMES: Final = (
    LABEL,
    ox.NamedNode(f"{PREFIXES['skos']}altLabel"),
    ox.NamedNode(f"{UG_BASE}officialName"),
)
# The depositary puts what comes first in a long name behind the short one: Netherlands (Kingdom of the).
_LONG_NAME: Final = re.compile(r"(?P<short>[^()]+) \((?P<first>[^()]+ of(?: the)?)\)")
_MOST_CANDIDATES: Final = 3
_MOST_LOOKED_FOR: Final = 100


class Named(NamedTuple):
    """What a name stands for.

    Attributes
    ----------
    node
        The one thing that it stands for, or ``None``.
    candidates
        What it may stand for: all that are called so, or where nothing is, those that come nearest.
    is_ambiguous
        Whether several things are called so.
    """

    node: ox.NamedNode | None
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False


class KindOfAct(NamedTuple):
    """The concept of a kind of act, and its English label."""

    node: ox.NamedNode
    label: str


class Recorded:
    """What a store holds at its current revision; each part is read when first needed.

    Parameters
    ----------
    store, names
        The store, and the names of what is in it.
    """

    def __init__(self, store: GraphStore, names: Names) -> None:
        self._store, self._names = store, names
        self._seen = store.visible_graphs()
        self._unknown: dict[str, tuple[str, ...]] = {}

    @cached_property
    def kinds(self) -> dict[str, KindOfAct]:
        """The kinds of acts, by their codes."""
        return {
            self._code(concept): KindOfAct(concept, label.value)
            for concept in self._subjects(IN_SCHEME, _ACTION_TYPE_LIST)
            for label in self._literals(concept, LABEL)
            if label.language == "en"
        }

    def participant(self, name: str) -> Named:
        """Give who is called so: by the depositary, else by a label or another name, in any spelling.

        A part of a name, or one that is nearly the same, is no more than a candidate.
        """
        long = _LONG_NAME.fullmatch(name)
        spellings = [name] if long is None else [name, f"{long['first']} {long['short']}"]
        for index in (self._by_depositary_name, self._by_other_name):
            for spelling in spellings:
                if found := index.get(_key(spelling)):
                    return self._one_of(found)
        return self._nearest(name, _KINDS)

    def participant_coded(self, code: str) -> Named:
        """Give the participant that has a code, as it is written."""
        found = self._participants_by_code.get(code)
        return self._one_of(found) if found else self._nearest(code, _KINDS)

    def instrument_coded(self, code: str) -> Named:
        """Give the instrument that has a code, as it is written."""
        found = self._instruments_by_code.get(code)
        return self._one_of(found) if found else self._nearest(code, (_INSTRUMENT_KIND,))

    def _nearest(self, name: str, kinds: tuple[str, ...]) -> Named:
        """Give what comes near to a name that nothing has; a file of such names alone must not take time."""
        if name not in self._unknown and len(self._unknown) < _MOST_LOOKED_FOR:
            hits = [hit for kind in kinds for hit in self._names.find(name, kind, _MOST_CANDIDATES)]
            hits.sort(key=lambda hit: -hit.score)
            self._unknown[name] = tuple(hit.label or hit.matched for hit in hits[:_MOST_CANDIDATES])
        return Named(None, self._unknown.get(name, ()))

    def instruments_called(self, text: str) -> list[ox.NamedNode]:
        """Give the instruments of which a text is the whole name, the title, the code or the depositary's number."""
        return sorted(self._instruments_by_name.get(_key(text), ()), key=str)

    def acts_on(self, instrument: ox.NamedNode) -> list[RecordedAct]:
        """Give the acts on an instrument, also those that are unconfirmed, by participant, kind and date."""
        acts = [*self._acts(instrument, self._seen, is_unconfirmed=False)]
        confirmed = {act.node for act in acts}
        acts += [act for act in self._acts(instrument, [UNCONFIRMED], is_unconfirmed=True) if act.node not in confirmed]
        return sorted(acts, key=lambda act: (act.key.participant.value, act.kind, str(act.date), act.node.value))

    def code(self, node: ox.NamedNode) -> str:
        """Give the code of a thing that its IRI ends with, else its first code, else the end of its IRI."""
        codes = sorted(literal.value for literal in self._literals(node, _IDENTIFIER))
        end = node.value.rpartition("/")[2]
        return next((code for code in codes if end.endswith(f"-{code}")), codes[0] if codes else end)

    def labels(self, nodes: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, str]:
        """Give the English label of each thing, else its code."""
        wanted = list(nodes)
        found = self._names.labels(wanted)
        return {node: found.get(node) or self.code(node) for node in wanted}

    # -- what the store says ---------------------------------------------------------------

    @cached_property
    def _participants(self) -> list[ox.NamedNode]:
        return self._of_kinds(_KINDS)

    def _of_kinds(self, kinds: Iterable[str]) -> list[ox.NamedNode]:
        classes = ("".join(part.capitalize() for part in kind.split("-")) for kind in kinds)
        return [node for name in classes for node in self._subjects(TYPE, ox.NamedNode(UG_BASE + name))]

    @cached_property
    def _by_depositary_name(self) -> dict[str, set[ox.NamedNode]]:
        return self._by_name(self._participants, (_DEPOSITARY_NAME,))

    @cached_property
    def _by_other_name(self) -> dict[str, set[ox.NamedNode]]:
        return self._by_name(self._participants, _OTHER_NAMES)

    @cached_property
    def _instruments_by_name(self) -> dict[str, set[ox.NamedNode]]:
        return self._by_name(self._of_kinds((_INSTRUMENT_KIND,)), (*_OTHER_NAMES, _TITLE, _IDENTIFIER, _NOTATION))

    @cached_property
    def _participants_by_code(self) -> dict[str, set[ox.NamedNode]]:
        return self._by_code(self._participants)

    @cached_property
    def _instruments_by_code(self) -> dict[str, set[ox.NamedNode]]:
        return self._by_code(self._of_kinds((_INSTRUMENT_KIND,)))

    def _by_name(
        self, nodes: Iterable[ox.NamedNode], predicates: Sequence[ox.NamedNode]
    ) -> dict[str, set[ox.NamedNode]]:
        index: dict[str, set[ox.NamedNode]] = {}
        for node in nodes:
            for predicate in predicates:
                for name in self._literals(node, predicate):
                    index.setdefault(_key(name.value), set()).add(node)
        return index

    def _by_code(self, nodes: Iterable[ox.NamedNode]) -> dict[str, set[ox.NamedNode]]:
        index: dict[str, set[ox.NamedNode]] = {}
        for node in nodes:
            for code in self._literals(node, _IDENTIFIER):
                index.setdefault(code.value, set()).add(node)
        return index

    def _one_of(self, found: Iterable[ox.NamedNode]) -> Named:
        nodes = sorted(found, key=lambda node: node.value)
        if len(nodes) == 1:
            return Named(nodes[0])
        return Named(None, tuple(self.labels(nodes).values()), is_ambiguous=True)

    def _acts(
        self, instrument: ox.NamedNode, graphs: list[ox.NamedNode], *, is_unconfirmed: bool
    ) -> Iterator[RecordedAct]:
        for node in self._subjects(_INSTRUMENT, instrument, graphs):
            kinds = self._things(node, _ACTION_TYPE, graphs)
            dates = [to_python(literal) for literal in self._literals(node, _DATE, graphs)] or [None]
            for participant in self._things(node, _PARTICIPANT, graphs):
                for kind in kinds:
                    for when in dates:
                        if when is None or isinstance(when, (date, PartialDate)):
                            key = Key(participant, instrument)
                            yield RecordedAct(node, key, self._code(kind), when, is_unconfirmed)

    def _code(self, concept: ox.NamedNode) -> str:
        return min((literal.value for literal in self._literals(concept, _IDENTIFIER)), default=concept.value)

    def _subjects(
        self, predicate: ox.NamedNode, thing: ox.NamedNode, graphs: list[ox.NamedNode] | None = None
    ) -> list[ox.NamedNode]:
        quads = self._store.triples(None, predicate, thing, graphs or self._seen)
        return sorted({quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}, key=str)

    def _things(
        self, node: ox.NamedNode, predicate: ox.NamedNode, graphs: list[ox.NamedNode] | None = None
    ) -> list[ox.NamedNode]:
        quads = self._store.triples(node, predicate, None, graphs or self._seen)
        return sorted({quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}, key=str)

    def _literals(
        self, node: ox.NamedNode, predicate: ox.NamedNode, graphs: list[ox.NamedNode] | None = None
    ) -> list[ox.Literal]:
        quads = self._store.triples(node, predicate, None, graphs or self._seen)
        return sorted({quad.object for quad in quads if isinstance(quad.object, ox.Literal)}, key=str)


def _key(name: str) -> str:
    # A name of signs alone folds to nothing.
    return squeeze(fold(name)) or name
