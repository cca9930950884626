"""Why a store makes a statement: where it stands, on which sources, or from what it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import rules
from unodc_graph.citing import Source, read_source
from unodc_graph.describing.words import property_words
from unodc_graph.explaining.explanation import Derivation, Explanation
from unodc_graph.namespaces import GRAPH_BASE, PREFIXES, UG_BASE
from unodc_graph.statements import named_statement
from unodc_graph.store import DATA, INFERRED, ONTOLOGY_GRAPH, UNCONFIRMED
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore

__all__ = ["explain"]

_SOURCE: Final = ox.NamedNode(f"{UG_BASE}source")
_SOURCE_NAME: Final = ox.NamedNode(f"{UG_BASE}sourceName")
_SOURCE_CLASS: Final = ox.NamedNode(f"{UG_BASE}Source")
_CONFIDENCE: Final = ox.NamedNode(f"{UG_BASE}confidence")
_LABEL_SOURCE: Final = ox.NamedNode(f"{UG_BASE}labelSource")
_OWN_TRANSLATION: Final = ox.NamedNode(f"{UG_BASE}ownTranslation")
_NAMES: Final = {
    ox.NamedNode(f"{PREFIXES['rdfs']}label"),
    ox.NamedNode(f"{PREFIXES['skos']}altLabel"),
    ox.NamedNode(f"{PREFIXES['skos']}prefLabel"),
}
_CODE: Final = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
# A date bound of a figure rests on two dates, a donor on three statements, a class on the one below: this is far beyond.
_MOST_PREMISES: Final = 12
_DEEPEST: Final = 30
_MOST_INSTEAD: Final = 10


def explain(
    store: GraphStore, names: Names, subject: object, predicate: object, obj: object, *, depth: int = _DEEPEST
) -> Explanation:
    """Explain a statement; ``KnowledgeGraph.explain`` says how it is named."""
    triple = named_statement(store, names, subject, predicate, obj)
    return _Explaining(store, names).explain(triple, depth, ())


class _Explaining:
    """Explains statements of one store as it stands."""

    def __init__(self, store: GraphStore, names: Names) -> None:
        self._store = store
        self._names = names
        self._seen = [*store.visible_graphs(), UNCONFIRMED]
        self._sources: dict[ox.NamedNode, Source] = {}
        self._told: set[ox.Triple] = set()

    def explain(self, triple: ox.Triple, depth: int, above: tuple[ox.Triple, ...]) -> Explanation:
        graphs = [graph for graph in self._seen if self._states(triple, graph)]
        stating = [graph for graph in graphs if graph != INFERRED]
        labels = self._names.labels(
            {term for term in (triple.subject, triple.predicate, triple.object) if isinstance(term, ox.NamedNode)}
        )
        said = property_words(triple.predicate, None, labels, inverse=False)
        words = (_word(triple.subject, labels), said, _word(triple.object, labels))
        if not graphs:
            instead = self._instead(triple)
            return Explanation(
                triple,
                words,
                instead=tuple(instead[:_MOST_INSTEAD]),
                instead_more=max(0, len(instead) - _MOST_INSTEAD),
            )
        file = None
        if any(graph not in (DATA, ONTOLOGY_GRAPH, UNCONFIRMED) for graph in stating):
            file = self._store.file_of(cast("ox.NamedNode | ox.BlankNode", triple.subject))
        again = triple in self._told
        own_words, pages = self._wording(triple, stating)
        if own_words or pages:
            # A name in Russian has a source of its own or none; that of the record speaks of the rest.
            return Explanation(
                triple,
                words,
                tuple(graph.value.removeprefix(GRAPH_BASE) for graph in graphs),
                pages,
                file=None if file is None else str(file),
                own_words=own_words,
            )
        return Explanation(
            triple,
            words,
            tuple(graph.value.removeprefix(GRAPH_BASE) for graph in graphs),
            tuple(self._source(node) for node in dict.fromkeys(self._source_nodes(triple, stating))),
            tuple(sorted({term.value for term in self._about(triple, _SOURCE_NAME, stating)})),
            self._confidence(triple, stating),
            () if again or INFERRED not in graphs else self._derivations(triple, depth, above),
            None if file is None else str(file),
            again=again,
        )

    def _states(self, triple: ox.Triple, graph: ox.NamedNode) -> bool:
        found = self._store.engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, graph)
        return next(found, None) is not None

    def _about(
        self, triple: ox.Triple, predicate: ox.NamedNode, graphs: list[ox.NamedNode]
    ) -> list[ox.NamedNode | ox.Literal]:
        """Give what the graphs that state a statement say of its subject, in order.

        Another graph may know the subject too, but its sources say nothing of this statement.
        """
        found = {
            quad.object
            for graph in graphs
            for quad in self._store.engine.quads_for_pattern(triple.subject, predicate, None, graph)
        }
        return sorted((term for term in found if isinstance(term, (ox.NamedNode, ox.Literal))), key=str)

    def _wording(self, triple: ox.Triple, stating: list[ox.NamedNode]) -> tuple[bool, tuple[Source, ...]]:
        """Say of a name in Russian whether the project worded it, and else on which pages it was read."""
        name = triple.object
        if triple.predicate not in _NAMES or not isinstance(name, ox.Literal) or name.language != "ru":
            return False, ()
        if name in self._about(triple, _OWN_TRANSLATION, stating):
            return True, ()
        pages = (page for page in self._about(triple, _LABEL_SOURCE, stating) if isinstance(page, ox.NamedNode))
        return False, tuple(Source(page.value, address=page.value) for page in pages)

    def _source_nodes(self, triple: ox.Triple, stating: list[ox.NamedNode]) -> Iterator[ox.NamedNode]:
        if isinstance(triple.subject, ox.NamedNode) and any(
            self._states(ox.Triple(triple.subject, _TYPE, _SOURCE_CLASS), graph) for graph in stating
        ):
            yield triple.subject
        for node in self._about(triple, _SOURCE, stating):
            if isinstance(node, ox.NamedNode):
                yield node

    def _confidence(self, triple: ox.Triple, stating: list[ox.NamedNode]) -> str | None:
        levels = self._about(triple, _CONFIDENCE, stating)
        if not levels:
            return None
        level = levels[0]
        codes = [] if isinstance(level, ox.Literal) else self._store.triples(level, _CODE, None, self._seen)
        return next((quad.object.value for quad in codes if isinstance(quad.object, ox.Literal)), _word(level, {}))

    def _source(self, node: ox.NamedNode) -> Source:
        if node not in self._sources:
            self._sources[node] = read_source(self._store, node, self._seen)
        return self._sources[node]

    def _derivations(self, triple: ox.Triple, depth: int, above: tuple[ox.Triple, ...]) -> tuple[Derivation, ...]:
        if depth <= 0:
            return ()
        self._told.add(triple)
        told = []
        for rule, premises in rules.premises(self._store, triple).items():
            # Two statements that follow from each other explain nothing.
            kept = [premise for premise in premises if premise != triple and premise not in above]
            explained = tuple(self.explain(premise, depth - 1, (*above, triple)) for premise in kept[:_MOST_PREMISES])
            if explained:
                told.append(Derivation(rule, explained, max(0, len(kept) - _MOST_PREMISES)))
        return tuple(told)

    def _instead(self, triple: ox.Triple) -> list[str]:
        said = [quad.object for quad in self._store.triples(triple.subject, triple.predicate, None, self._seen)]
        labels = self._names.labels({term for term in said if isinstance(term, ox.NamedNode)})
        return sorted(_word(term, labels) for term in said)


def _word(term: object, labels: Mapping[ox.NamedNode, str]) -> str:
    if isinstance(term, ox.NamedNode):
        return labels.get(term) or compact(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
