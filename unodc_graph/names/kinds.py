"""Kinds of things: classes of the ontology and schemes of the vocabularies, by the names that people give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGV_BASE
from unodc_graph.store import UNCONFIRMED
from unodc_graph.terms import compact, is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.store import GraphStore

__all__ = [
    "IN_SCHEME",
    "RECORD_RANK",
    "STATE_RANK",
    "TYPE",
    "UNKNOWN_RANK",
    "Kind",
    "KindOf",
    "as_iri",
    "kind_of",
    "ranks",
]

TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
IN_SCHEME: Final = ox.NamedNode(f"{PREFIXES['skos']}inScheme")
_CONCEPT: Final = f"{PREFIXES['skos']}Concept"
_CURIE: Final = re.compile(r"(?P<prefix>[A-Za-z][\w.-]*):(?P<local>\S+)")

# What people look for first, and of two classes of one thing the one that says more.
_THINGS: Final = (
    "State",
    "RegionalOrganization",
    "Region",
    "Office",
    "Organization",
    "Programme",
    "Instrument",
    "Project",
    "Authority",
    "Facility",
    "Series",
    "JointOperation",
    "Training",
    "Meeting",
    "StudyVisit",
    "EquipmentHandover",
    "Activity",
    "Agent",
    "Participant",
)
_TERMS: Final = (
    _CONCEPT,
    f"{PREFIXES['skos']}ConceptScheme",
    f"{PREFIXES['skos']}Collection",
    f"{PREFIXES['owl']}Class",
    f"{PREFIXES['owl']}ObjectProperty",
    f"{PREFIXES['owl']}DatatypeProperty",
    f"{PREFIXES['owl']}AnnotationProperty",
    f"{PREFIXES['owl']}Ontology",
    f"{PREFIXES['rdfs']}Datatype",
)
# Their labels are made of the labels of other things, in thousands.
_RECORDS: Final = (
    "NationalAct",
    "Review",
    "Implementation",
    "Coverage",
    "EntryIntoForceRule",
    "Participation",
    "Source",
    "TreatyAction",
    "Figure",
)
# Between the terms and the records stands what somebody else has classed.
_ELSE: Final = ""
_CLASSES: Final = (
    *(f"{UG_BASE}{name}" for name in _THINGS),
    *_TERMS,
    _ELSE,
    *(f"{UG_BASE}{name}" for name in _RECORDS),
)
_RANKS: Final = {iri: rank for rank, iri in enumerate(_CLASSES)}
STATE_RANK: Final = 0
UNKNOWN_RANK: Final = _RANKS[_ELSE]
RECORD_RANK: Final = UNKNOWN_RANK + 1


class Kind:
    """A class or a scheme, by the name that people give it.

    Raises
    ------
    ParameterError
        If there is no such kind.
    """

    def __init__(self, store: GraphStore, name: str) -> None:
        self._store = store
        self._graphs = [*store.visible_graphs(), UNCONFIRMED]
        local = "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_ ]", name))
        written = as_iri(name)
        self._class = ox.NamedNode(UG_BASE + local) if is_iri(UG_BASE + local) else None
        self._scheme = ox.NamedNode(UGV_BASE + name) if is_iri(UGV_BASE + name) else None
        if not any(map(self._declared, (self._class, self._scheme))):
            # The class of a thing that the ontology does not class, as `owl:Class`, or one written as an IRI.
            self._class = self._scheme = written
            if not self._declared(written) and next(self._members(), None) is None:
                raise ParameterError("kind", f"{name!r} is no class and no scheme; as in 'state', 'project' or 'theme'")

    def _declared(self, node: ox.NamedNode | None) -> bool:
        return node is not None and next(self._store.triples(node, TYPE, None, self._graphs), None) is not None

    def _places(self) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
        pairs = ((TYPE, self._class), (IN_SCHEME, self._scheme))
        return [(predicate, found) for predicate, found in pairs if found is not None]

    def holds(self, iri: str) -> bool:
        """Say whether a thing is of this kind."""
        node = ox.NamedNode(iri)
        return any(
            next(self._store.triples(node, predicate, found, self._graphs), None) is not None
            for predicate, found in self._places()
        )

    def _members(self) -> Iterator[str]:
        for predicate, found in self._places():
            for quad in self._store.triples(None, predicate, found, self._graphs):
                if isinstance(quad.subject, ox.NamedNode):
                    yield quad.subject.value

    def members(self) -> frozenset[str]:
        """Give the IRIs of all things of this kind."""
        return frozenset(self._members())


def ranks(store: GraphStore) -> dict[str, int]:
    """Give the rank of the kind of each thing that a query sees: a small one for what people look for first."""
    found: dict[str, int] = {}
    graphs = store.visible_graphs()
    for rank in range(len(_CLASSES) - 1, -1, -1):
        if rank == UNKNOWN_RANK:
            continue
        for quad in store.triples(None, TYPE, ox.NamedNode(_CLASSES[rank]), graphs):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value] = rank
    return found


class KindOf(NamedTuple):
    """The kind of a thing: its rank, and the name that ``kind=`` takes; ``None`` for what nobody has classed."""

    rank: int
    name: str | None


def kind_of(store: GraphStore, iri: str) -> KindOf:
    """Give the kind of a thing: of several classes the one that says most, of a concept its scheme."""
    graphs = [*store.visible_graphs(), UNCONFIRMED]
    node = ox.NamedNode(iri)
    types = (quad.object for quad in store.triples(node, TYPE, None, graphs))
    classes = [one.value for one in types if isinstance(one, ox.NamedNode)]
    if not classes:
        return KindOf(UNKNOWN_RANK, None)
    # A class of somebody else says less than one of ours.
    found = min(classes, key=lambda one: (one not in _RANKS, _RANKS.get(one, UNKNOWN_RANK), one))
    rank = _RANKS.get(found, UNKNOWN_RANK)
    if found == _CONCEPT:
        schemes = [quad.object for quad in store.triples(node, IN_SCHEME, None, graphs)]
        found = min((scheme.value for scheme in schemes if isinstance(scheme, ox.NamedNode)), default=found)
    if found.startswith(UGV_BASE):
        return KindOf(rank, found.removeprefix(UGV_BASE))
    if found.startswith(UG_BASE):
        return KindOf(rank, re.sub(r"(?<!^)(?=[A-Z])", "-", found.removeprefix(UG_BASE)).lower())
    return KindOf(rank, compact(found))


def as_iri(name: str) -> ox.NamedNode | None:
    """Read an IRI or a CURIE of a known prefix; ``None`` for what is neither."""
    match = _CURIE.fullmatch(name)
    if match is None:
        return None
    iri = PREFIXES[match["prefix"]] + match["local"] if match["prefix"] in PREFIXES else name
    return ox.NamedNode(iri) if is_iri(iri) else None
