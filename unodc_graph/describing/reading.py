"""What a store holds of one thing, put in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph.citing import Source, read_source
from unodc_graph.describing.description import Description, Further
from unodc_graph.describing.missing import missing
from unodc_graph.describing.words import GROUPS, UNCONFIRMED_GROUP, belonging, group_of, property_words, term_words
from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import GRAPH_BASE, PREFIXES, XSD
from unodc_graph.store import INFERRED, UNCONFIRMED
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore
    from unodc_graph.terms import Term

__all__ = ["describe"]


def _prefixed(prefix: str, *names: str) -> tuple[ox.NamedNode, ...]:
    return tuple(ox.NamedNode(PREFIXES[prefix] + name) for name in names)


(_TYPE,) = _prefixed("rdf", "type")
(_LABEL,) = _prefixed("rdfs", "label")
(_ALT, _NOTATION, _PREFERRED) = _prefixed("skos", "altLabel", "notation", "prefLabel")
(_CODE,) = _prefixed("dcterms", "identifier")
(_SOURCE, _CONFIDENCE, _TRANSLATION, _LABEL_SOURCE, _SOURCE_CLASS) = _prefixed(
    "ug", "source", "confidence", "ownTranslation", "labelSource", "Source"
)
(_SHORTENS, _ROLE, _AGENT, _IN) = _prefixed("ug", "shortensRole", "role", "agent", "participatesIn")
(_INVERSE,) = _prefixed("owl", "inverseOf")
# These stand above the facts, and the sources below them.
_IN_THE_HEAD: Final = frozenset(
    (_TYPE, _LABEL, _ALT, _CODE, _NOTATION, _SOURCE, _CONFIDENCE, _TRANSLATION, _LABEL_SOURCE)
)


def describe(store: GraphStore, names: Names, name: str, *, limit: int | None) -> Description:
    """Describe a thing; ``KnowledgeGraph.describe`` says how."""
    if limit is not None and limit < 1:
        raise ParameterError("limit", "must be 1 or more, or None for all")
    return _Describing(store, names, names.resolve(name), limit).describe()


@dataclass(frozen=True, slots=True)
class _Fact:
    """A statement about the thing, or one of another thing that names it."""

    group: str
    property: ox.NamedNode
    value: Term
    inverse: bool
    graph: ox.NamedNode
    kind: ox.NamedNode | None  # of the other thing


class _Describing:
    """Describes one thing of a store as it stands."""

    def __init__(self, store: GraphStore, names: Names, node: ox.NamedNode, limit: int | None) -> None:
        self._store, self._names, self._node, self._limit = store, names, node, limit
        self._graphs = [*store.visible_graphs(), UNCONFIRMED]
        self._sources: dict[ox.NamedNode, Source] = {}
        self._places: dict[ox.NamedNode, int] = {}
        self._inverse_of = self._inverses()
        self._kinds: dict[ox.NamedNode, ox.NamedNode | None] = {}
        self._shortened: dict[tuple[ox.NamedNode, Term], list[tuple[ox.NamedNode, ox.NamedNode]]] = {}

    def describe(self) -> Description:
        from unodc_graph.results import Table

        own = [*self._own()]
        incoming = [*self._incoming()]
        facts, further = self._bounded([*own, *self._without_shortened(incoming)])
        labels = self._names.labels({fact.property for fact in facts} | {fact.kind for fact in facts if fact.kind})
        facts.sort(key=lambda fact: _order(fact, labels))
        cited = self._cite(self._node, self._graphs)
        rows = [
            (
                ox.Literal(fact.group),
                fact.property,
                fact.value,
                ox.Literal("true" if fact.inverse else "false", datatype=ox.NamedNode(f"{XSD}boolean")),
                ox.Literal(fact.graph.value.removeprefix(GRAPH_BASE)),
                ox.Literal(numbers) if (numbers := self._numbers(fact)) else None,
            )
            for fact in facts
        ]
        return Description(
            self._node,
            self._kind_words(),
            self._names.labels([self._node]).get(self._node) or compact(self._node.value),
            self._texts(_LABEL),
            self._texts(_ALT),
            self._texts(_TRANSLATION),
            self._codes(),
            self._confidence(),
            Table(("group", "property", "value", "inverse", "graph", "source"), rows, self._names.labels),
            tuple(property_words(fact.property, fact.kind, labels, inverse=fact.inverse) for fact in facts),
            tuple(further),
            tuple(self._sources.values()),
            len(cited),
            missing(self._store, self._names, self._node, self._all_kinds()),
        )

    # -- statements ------------------------------------------------------------------------

    def _quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, obj: ox.NamedNode | None
    ) -> Iterator[tuple[ox.Quad, ox.NamedNode]]:
        """Give the statements of a pattern, one by one with a graph that states it, stated before derived."""
        seen: set[ox.Triple] = set()
        for graph in sorted(self._graphs, key=lambda graph: graph == INFERRED):
            for quad in self._store.engine.quads_for_pattern(subject, predicate, obj, graph):
                if quad.triple not in seen:
                    seen.add(quad.triple)
                    yield quad, graph

    def _own(self) -> Iterator[_Fact]:
        labels = {quad.object for quad, _ in self._quads(self._node, _LABEL, None)}
        for quad, graph in self._quads(self._node, None, None):
            same = quad.predicate == _PREFERRED and quad.object in labels
            if quad.predicate not in _IN_THE_HEAD and not same and not isinstance(quad.object, ox.Triple):
                yield self._fact(quad.predicate, quad.object, graph, inverse=False)

    def _incoming(self) -> Iterator[_Fact]:
        for quad, graph in self._quads(None, None, self._node):
            # Where the property has an inverse, the thing says it itself.
            if quad.predicate in self._inverse_of or not isinstance(quad.subject, ox.NamedNode):
                continue
            yield self._fact(quad.predicate, quad.subject, graph, inverse=True)

    def _without_shortened(self, facts: list[_Fact]) -> Iterator[_Fact]:
        """Leave out participations that a short edge tells, and keep whose sources those edges have."""
        properties = {
            quad.object: quad.subject
            for quad in self._store.triples(None, _SHORTENS, None, self._graphs)
            if isinstance(quad.subject, ox.NamedNode)
        }
        for fact in facts:
            edges = []
            if fact.property in (_AGENT, _IN) and fact.graph != UNCONFIRMED:
                node = cast("ox.NamedNode", fact.value)
                other = _IN if fact.property == _AGENT else _AGENT
                edges = [
                    (properties[role.object], end.object)
                    for role, _ in self._quads(node, _ROLE, None)
                    if role.object in properties
                    for end, _ in self._quads(node, other, None)
                    if not isinstance(end.object, ox.Triple)
                ]
            for property_, end in edges:
                self._shortened.setdefault((property_, end), []).append((cast("ox.NamedNode", fact.value), fact.graph))
            if not edges:
                yield fact

    def _fact(
        self,
        predicate: ox.NamedNode,
        value: ox.NamedNode | ox.BlankNode | ox.Literal,
        graph: ox.NamedNode,
        *,
        inverse: bool,
    ) -> _Fact:
        kind = self._kind(value) if isinstance(value, ox.NamedNode) else None
        group = UNCONFIRMED_GROUP if graph == UNCONFIRMED else group_of(predicate, value, kind)
        return _Fact(group, predicate, value, inverse, graph, kind)

    def _bounded(self, facts: list[_Fact]) -> tuple[list[_Fact], list[Further]]:
        """Keep so many values of each property as are wanted, and count the others."""
        together: dict[tuple[str, ox.NamedNode, bool, ox.NamedNode | None], list[_Fact]] = {}
        for fact in facts:
            kind = fact.kind if fact.inverse else None
            together.setdefault((fact.group, fact.property, fact.inverse, kind), []).append(fact)
        kept: list[_Fact] = []
        further = []
        for (group, predicate, inverse, kind), found in together.items():
            shown = sorted(found, key=lambda fact: str(fact.value))[: self._limit]
            kept += shown
            if len(shown) < len(found):
                said = self._names.labels([node for node in (predicate, kind) if node is not None])
                further.append(
                    Further(group, property_words(predicate, kind, said, inverse=inverse), len(shown), len(found))
                )
        return kept, sorted(further, key=lambda one: (GROUPS.index(one.group), one.property))

    def _inverses(self) -> dict[ox.NamedNode, set[ox.NamedNode]]:
        """Give for each property that has an inverse the properties that say the same the other way round."""
        found: dict[ox.NamedNode, set[ox.NamedNode]] = {}
        for quad in self._store.triples(None, _INVERSE, None, self._store.stated_graphs()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found.setdefault(quad.subject, set()).add(quad.object)
                found.setdefault(quad.object, set()).add(quad.subject)
        return found

    # -- what it is ------------------------------------------------------------------------

    def _kind(self, node: ox.NamedNode) -> ox.NamedNode | None:
        """Give the kind that is stated of a thing; of several, the one that decides where it belongs."""
        if node not in self._kinds:
            stated = [graph for graph in self._graphs if graph != INFERRED]
            found = [
                quad.object
                for graph in stated
                for quad in self._store.engine.quads_for_pattern(node, _TYPE, None, graph)
                if isinstance(quad.object, ox.NamedNode)
            ]
            self._kinds[node] = min(found, key=belonging, default=None)
        return self._kinds[node]

    def _all_kinds(self) -> list[ox.NamedNode]:
        found = (quad.object for quad, _ in self._quads(self._node, _TYPE, None))
        return [kind for kind in found if isinstance(kind, ox.NamedNode)]

    def _kind_words(self) -> tuple[str, ...]:
        kinds = {
            quad.object: graph == INFERRED
            for quad, graph in self._quads(self._node, _TYPE, None)
            if isinstance(quad.object, ox.NamedNode)
        }
        labels = self._names.labels(kinds)
        ordered = sorted(kinds, key=lambda kind: (kinds[kind], kind.value))
        return tuple(dict.fromkeys(term_words(kind, labels) for kind in ordered))

    def _literals(self, *predicates: ox.NamedNode) -> Iterator[ox.Literal]:
        for predicate in predicates:
            for quad, _ in self._quads(self._node, predicate, None):
                if isinstance(quad.object, ox.Literal):
                    yield quad.object

    def _texts(self, predicate: ox.NamedNode) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((text.language or "", text.value) for text in self._literals(predicate)))

    def _codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sorted(code.value for code in self._literals(_CODE, _NOTATION))))

    def _confidence(self) -> str | None:
        levels = [quad.object for quad, _ in self._quads(self._node, _CONFIDENCE, None)]
        codes = (
            code.object
            for level in levels
            if isinstance(level, ox.NamedNode)
            for code, _ in self._quads(level, _CODE, None)
        )
        return next((code.value for code in codes if isinstance(code, ox.Literal)), None)

    # -- sources ---------------------------------------------------------------------------

    def _cite(self, node: ox.NamedNode, graphs: Iterable[ox.NamedNode]) -> list[int]:
        """Give the numbers of the sources that graphs name for a node, new ones counted on; a source is its own."""
        pages = {
            quad.object
            for graph in graphs
            for quad in self._store.engine.quads_for_pattern(node, _SOURCE, None, graph)
            if isinstance(quad.object, ox.NamedNode)
        }
        if node == self._node and self._kind(node) == _SOURCE_CLASS:
            pages.add(node)
        for page in sorted(pages, key=str):
            if page not in self._sources:
                self._sources[page] = read_source(self._store, page, self._graphs)
                self._places[page] = len(self._sources)
        return sorted(self._places[page] for page in pages)

    def _numbers(self, fact: _Fact) -> str:
        if fact.graph == INFERRED:
            stating = [*self._shortened.get((fact.property, fact.value), []), *self._said_by_the_other(fact)]
            return " ".join(map(str, sorted({number for one, graph in stating for number in self._cite(one, [graph])})))
        node = fact.value if fact.inverse else self._node
        return " ".join(map(str, self._cite(cast("ox.NamedNode", node), [fact.graph])))

    def _said_by_the_other(self, fact: _Fact) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
        """Give the thing whose record says a derived fact the other way round, with the graph that holds it."""
        if isinstance(fact.value, ox.NamedNode) and not fact.inverse:
            for backwards in self._inverse_of.get(fact.property, ()):
                for _, graph in self._quads(fact.value, backwards, self._node):
                    if graph not in (INFERRED, UNCONFIRMED):
                        yield fact.value, graph


def _order(fact: _Fact, labels: Mapping[ox.NamedNode, str]) -> tuple[int, bool, str, str]:
    said = property_words(fact.property, fact.kind, labels, inverse=fact.inverse)
    return (GROUPS.index(fact.group), fact.inverse, said, str(fact.value))
