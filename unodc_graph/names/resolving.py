"""The one thing that a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import AmbiguousTermError, UnknownTermError
from unodc_graph.names.finding import nearest
from unodc_graph.names.folding import fold
from unodc_graph.names.index import EXACT_MATCH
from unodc_graph.names.kinds import TYPE, Kind, as_iri, kind_of
from unodc_graph.names.labels import labels
from unodc_graph.namespaces import PREFIXES, UG_BASE
from unodc_graph.store import UNCONFIRMED
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unodc_graph.names.index import Name, NameIndex
    from unodc_graph.store import GraphStore

__all__ = ["resolve"]

_CONCEPT: Final = ox.NamedNode(f"{PREFIXES['skos']}Concept")
_MOST_CANDIDATES: Final = 10
_MOST_OTHERS: Final = 3
# "UK" is a part of "Ukraine" and does not mean it.
_SHORTEST_PART: Final = 3


def resolve(store: GraphStore, index: NameIndex, name: str, kind: str | None) -> ox.NamedNode:
    """Give the one thing that a name stands for; see ``Names.resolve``."""
    of_kind = None if kind is None else Kind(store, kind)
    wanted = name.strip()
    iri = as_iri(wanted)
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    stated = iri is not None and next(store.triples(iri, None, None, graphs), None) is not None
    if iri is not None and stated and (of_kind is None or of_kind.holds(iri.value)):
        return iri
    others: dict[str, None] = {}
    for look, is_code in _LOOKS if wanted else ():
        fitting = dict.fromkeys(found.iri for found in look(index, wanted))
        if look is not _part:
            # What has letters in common with a name is no help to whoever looks for another kind of thing.
            others = others or fitting
        kept = [found for found in fitting if of_kind is None or of_kind.holds(found)]
        if kept:
            return _only(store, graphs, name, kept)
        if fitting and is_code:
            # A code of another kind: a label that happens to hold these letters would be a guess.
            break
    candidates = _unprefixed(store, graphs, wanted, of_kind) or nearest(index, wanted, of_kind)
    raise UnknownTermError(name, candidates, kind=kind, hint=_told(store, others) if of_kind else "")


def _told(store: GraphStore, iris: Iterable[str]) -> str:
    """Say what things are that have the name and are of another kind; those that people look for first come first."""
    nodes = [ox.NamedNode(iri) for iri in iris]
    named = labels(store, nodes)
    ranked = sorted(
        ((kind_of(store, node.value), named.get(node, ""), compact(node.value)) for node in nodes),
        key=lambda one: (one[0].rank, *one[1:]),
    )
    told = []
    for kind, label, curie in ranked[:_MOST_OTHERS]:
        what = (kind.name or "thing of no kind").replace("-", " ")
        told.append(f"{'an' if what[0] in 'aeio' else 'a'} {what}, {f'{label} ({curie})' if label else curie}")
    return f"that is {' or '.join(told)}" if told else ""


def _unprefixed(store: GraphStore, graphs: list[ox.NamedNode], wanted: str, of_kind: Kind | None) -> list[str]:
    """Give the CURIEs that a name is the end of: ``office-ROCA`` of ``ugd:office-ROCA``."""
    curies = [f"{prefix}:{wanted}" for prefix in ("ugd", "ug", "ugv")] if wanted and ":" not in wanted else []
    nodes = ((curie, as_iri(curie)) for curie in curies)
    return [
        curie
        for curie, node in nodes
        if node is not None
        and (of_kind is None or of_kind.holds(node.value))
        and next(store.triples(node, None, None, graphs), None) is not None
    ]


def _written(index: NameIndex, wanted: str) -> Iterable[Name]:
    return index.codes.get(wanted, ())


def _in_these_letters(index: NameIndex, wanted: str) -> Iterable[Name]:
    same = wanted.casefold()
    return [name for name in index.labelled(wanted) if name.text.casefold() == same]


def _in_any_spelling(index: NameIndex, wanted: str) -> Iterable[Name]:
    return index.labelled(wanted)


def _in_any_case(index: NameIndex, wanted: str) -> Iterable[Name]:
    return index.codes_in_any_case.get(wanted.lower(), ())


def _acronym(index: NameIndex, wanted: str) -> Iterable[Name]:
    return [name for name in index.acronyms.get(wanted.lower(), ()) if name.iri in index.identified]


def _initials_of_a_state(index: NameIndex, wanted: str) -> Iterable[Name]:
    # What else is known by its initials has them as its code, and a word in small letters is rather a part of a name.
    return index.initials_of_states.get(wanted.lower(), ()) if wanted.isupper() else ()


def _part(index: NameIndex, wanted: str) -> Iterable[Name]:
    # What has no code is a record, as a figure or an act, and what is not confirmed is found by its whole name only.
    part = fold(wanted)
    if len(part) < _SHORTEST_PART:
        return ()
    return [name for name in index.names if part in name.folded and name.iri in index.identified]


_LOOKS: Final[tuple[tuple[Callable[[NameIndex, str], Iterable[Name]], bool], ...]] = (
    (_written, True),
    (_in_these_letters, False),
    (_in_any_spelling, False),
    (_in_any_case, True),
    (_acronym, False),
    (_initials_of_a_state, False),
    (_part, False),
)


def _better_known(store: GraphStore, graphs: list[ox.NamedNode], nodes: list[ox.NamedNode]) -> list[ox.NamedNode]:
    """Leave out what skos:exactMatch says to be the same as another one, of a kind that says more."""
    # A crosswalk may give the item of a registry the name that the thing has here.
    kept = []
    for node in nodes if len(nodes) > 1 else ():
        same = {quad.object for quad in store.triples(node, EXACT_MATCH, None, graphs)}
        same |= {quad.subject for quad in store.triples(None, EXACT_MATCH, node, graphs)}
        others = [other for other in nodes if other in same]
        rank = kind_of(store, node.value).rank
        if not any(kind_of(store, other.value).rank < rank for other in others):
            kept.append(node)
    return kept or nodes


def _only(store: GraphStore, graphs: list[ox.NamedNode], name: str, iris: list[str]) -> ox.NamedNode:
    nodes = [ox.NamedNode(iri) for iri in iris]
    # The name of a thing may also be that of a concept or a term: "office", "USD".
    things = [
        node
        for node in nodes
        if not node.value.startswith(UG_BASE) and next(store.triples(node, TYPE, _CONCEPT, graphs), None) is None
    ]
    chosen = _better_known(store, graphs, things or nodes)
    if len(chosen) == 1:
        return chosen[0]
    named = labels(store, chosen)
    ranked = sorted(
        ((kind_of(store, node.value), named.get(node, ""), node.value) for node in chosen),
        key=lambda one: (one[0].rank, *one[1:]),
    )
    raise AmbiguousTermError(
        name,
        [compact(iri) for _, _, iri in ranked[:_MOST_CANDIDATES]],
        meanings=[", ".join(filter(None, (label, kind.name))) for kind, label, _ in ranked[:_MOST_CANDIDATES]],
        more=max(0, len(ranked) - _MOST_CANDIDATES),
    )
