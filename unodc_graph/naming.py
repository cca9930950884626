"""Names of people to IRIs: IRI or CURIE, then code, then label, then a part of a label."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import AmbiguousTermError, ParameterError, UnknownTermError
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGV_BASE
from unodc_graph.store import UNCONFIRMED
from unodc_graph.terms import compact, is_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from unodc_graph.store import GraphStore

__all__ = ["Names"]

_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_LABEL: Final = ox.NamedNode(f"{PREFIXES['rdfs']}label")
_IN_SCHEME: Final = ox.NamedNode(f"{PREFIXES['skos']}inScheme")
_CONCEPT: Final = ox.NamedNode(f"{PREFIXES['skos']}Concept")
_CODES: Final = (ox.NamedNode(f"{PREFIXES['dcterms']}identifier"), ox.NamedNode(f"{PREFIXES['skos']}notation"))
_NAMES: Final = (_LABEL, ox.NamedNode(f"{PREFIXES['skos']}altLabel"), ox.NamedNode(f"{PREFIXES['dcterms']}title"))
_CURIE: Final = re.compile(r"(?P<prefix>[A-Za-z][\w.-]*):(?P<local>\S+)")
_MOST_CANDIDATES: Final = 10


class Names:
    """Finds what a name stands for, in what a query sees and, failing that, among what is unconfirmed.

    The index of codes and labels is made when first needed and again after a write.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._revision = -1
        self._by_code: dict[str, list[ox.NamedNode]] = {}
        self._by_label: dict[str, list[ox.NamedNode]] = {}

    def resolve(self, name: str, kind: str | None = None) -> ox.NamedNode:
        """Give the one thing that a name stands for.

        Parameters
        ----------
        name
            An IRI, a CURIE of a known prefix, a code exactly as written, a label in any case, or a part
            of the label of something that has a code. The first of these that fits anything decides.
        kind
            A class of the ontology or a scheme of the vocabularies, as ``state`` or ``regional-organization``
            or ``theme``; other things do not count.

        Raises
        ------
        UnknownTermError
            If nothing fits; with the names that come nearest.
        AmbiguousTermError
            If several things fit; with their IRIs.
        ParameterError
            If there is no such kind.
        """
        self._renew()
        of_kind = None if kind is None else _Kind(self._store, kind)
        iri = _as_iri(name.strip())
        if iri is not None and self._stated(iri) and (of_kind is None or of_kind.holds(iri)):
            return iri
        wanted = name.strip()
        folded = wanted.casefold()
        looks: tuple[Callable[[], list[ox.NamedNode]], ...] = (
            lambda: self._by_code.get(wanted, []),
            lambda: self._by_label.get(folded, []),
            lambda: self._with_part(folded),
        )
        for look in looks if folded else ():
            fitting = dict.fromkeys(look())
            kept = [node for node in fitting if of_kind is None or of_kind.holds(node)]
            if kept:
                return self._only(name, kept)
            if fitting and look is looks[0]:
                # A code of another kind: a label that happens to hold these letters would be a guess.
                break
        raise UnknownTermError(name, self._nearest(wanted, of_kind), kind=kind)

    def labels(self, nodes: Iterable[ox.NamedNode]) -> Mapping[ox.NamedNode, str]:
        """Give the English label, else any label, of those nodes that have one."""
        found: dict[ox.NamedNode, str] = {}
        graphs = [*self._store.visible_graphs(), UNCONFIRMED]
        for node in nodes:
            stated = (quad.object for quad in self._store.triples(node, _LABEL, None, graphs))
            labels = sorted((term for term in stated if isinstance(term, ox.Literal)), key=_english_first)
            if labels:
                found[node] = labels[0].value
        return found

    def _renew(self) -> None:
        if self._revision == self._store.revision:
            return
        self._by_code, self._by_label = {}, {}
        for graphs in (self._store.visible_graphs(), [UNCONFIRMED]):
            for index, predicates in ((self._by_code, _CODES), (self._by_label, _NAMES)):
                found: dict[str, list[ox.NamedNode]] = {}
                for predicate in predicates:
                    for quad in self._store.triples(None, predicate, None, graphs):
                        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                            text = quad.object.value if index is self._by_code else quad.object.value.casefold()
                            found.setdefault(text, []).append(quad.subject)
                for text, nodes in found.items():
                    index.setdefault(text, sorted(nodes, key=lambda node: node.value))
        self._revision = self._store.revision

    def _only(self, name: str, nodes: list[ox.NamedNode]) -> ox.NamedNode:
        # The name of a thing may also be that of a concept or a term: "office", "USD".
        things = [
            node
            for node in nodes
            if not node.value.startswith(UG_BASE)
            and next(self._store.triples(node, _TYPE, _CONCEPT, self._graphs()), None) is None
        ]
        chosen = things or nodes
        if len(chosen) > 1:
            raise AmbiguousTermError(name, [compact(node.value) for node in chosen[:_MOST_CANDIDATES]])
        return chosen[0]

    def _graphs(self) -> list[ox.NamedNode]:
        return [*self._store.visible_graphs(), UNCONFIRMED]

    def _stated(self, node: ox.NamedNode) -> bool:
        return next(self._store.triples(node, None, None, self._graphs()), None) is not None

    def _with_part(self, part: str) -> list[ox.NamedNode]:
        graphs = self._store.visible_graphs()
        return [
            node
            for label, nodes in sorted(self._by_label.items())
            if part in label
            for node in nodes
            # What is not confirmed is found by its whole name only.
            if next(self._store.triples(node, _CODES[0], None, graphs), None) is not None
        ]

    def _nearest(self, name: str, kind: _Kind | None) -> list[str]:
        nodes_of = {
            text.casefold(): nodes
            for index in (self._by_label, self._by_code)
            for text, nodes in index.items()
            if kind is None or any(map(kind.holds, nodes))
        }
        near = difflib.get_close_matches(name.casefold(), nodes_of, n=3, cutoff=0.6)
        spelled = {
            text.casefold(): text
            for match in near
            for node in nodes_of[match]
            for predicate in (*_NAMES, *_CODES)
            for text in self._texts(node, predicate)
        }
        return [spelled[match] for match in near]

    def _texts(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        found = (quad.object for quad in self._store.triples(node, predicate, None, self._graphs()))
        return [term.value for term in found if isinstance(term, ox.Literal)]


class _Kind:
    """A class or a scheme, by the name that people give it."""

    def __init__(self, store: GraphStore, name: str) -> None:
        self._store = store
        self._graphs = [*store.visible_graphs(), UNCONFIRMED]
        local = "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_ ]", name))
        self._class = ox.NamedNode(UG_BASE + local) if is_iri(UG_BASE + local) else None
        self._scheme = ox.NamedNode(UGV_BASE + name) if is_iri(UGV_BASE + name) else None
        known = [node for node in (self._class, self._scheme) if node is not None and self._declared(node)]
        if not known:
            raise ParameterError("kind", f"{name!r} is no class and no scheme; as in 'state', 'project' or 'theme'")

    def _declared(self, node: ox.NamedNode) -> bool:
        return next(self._store.triples(node, _TYPE, None, self._graphs), None) is not None

    def holds(self, node: ox.NamedNode) -> bool:
        """Say whether a node is of this kind."""
        return any(
            found is not None and next(self._store.triples(node, predicate, found, self._graphs), None) is not None
            for predicate, found in ((_TYPE, self._class), (_IN_SCHEME, self._scheme))
        )


def _as_iri(name: str) -> ox.NamedNode | None:
    match = _CURIE.fullmatch(name)
    if match is None:
        return None
    iri = PREFIXES[match["prefix"]] + match["local"] if match["prefix"] in PREFIXES else name
    return ox.NamedNode(iri) if is_iri(iri) else None


def _english_first(label: ox.Literal) -> tuple[bool, str]:
    return (label.language != "en", label.value)
