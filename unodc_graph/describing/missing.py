"""What a thing of its kind should have, by the shapes, and has not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES, UGS_BASE
from unodc_graph.store import SHAPES, UNCONFIRMED
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unodc_graph.names import Names
    from unodc_graph.store import GraphStore

__all__ = ["missing"]

_TARGET, _PROPERTY, _PATH, _MIN, _QUALIFIED_MIN, _QUALIFIED, _HAS = (
    ox.NamedNode(PREFIXES["sh"] + name)
    for name in (
        *("targetClass", "property", "path", "minCount"),
        *("qualifiedMinCount", "qualifiedValueShape", "hasValue"),
    )
)
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KNOWN: Final = "Known"


def missing(store: GraphStore, names: Names, node: ox.NamedNode, kinds: Iterable[ox.NamedNode]) -> tuple[str, ...]:
    """List in words what the shapes of some kinds ask of a thing at least once and no graph states.

    What only the graph of unconfirmed facts states is not missing: the description has it.
    """
    return tuple(sorted({_words(names, shape) for shape in _absent(_Shapes(store), node, kinds)}))


def _absent(shapes: _Shapes, node: ox.NamedNode, kinds: Iterable[ox.NamedNode]) -> Iterator[tuple[ox.NamedNode, ...]]:
    for kind in kinds:
        for target in shapes.of(None, _TARGET, kind):
            for part in shapes.objects(target, _PROPERTY):
                path = next(shapes.objects(part, _PATH), None)
                if path is not None and shapes.asks_for_one(part) and not shapes.has(node, path, part):
                    yield part, path


class _Shapes:
    """The shapes of a store, and whether a thing has what they count."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._facts = [*store.visible_graphs(), UNCONFIRMED]

    def of(self, subject: ox.NamedNode | None, predicate: ox.NamedNode, obj: ox.NamedNode) -> Iterator[ox.NamedNode]:
        for quad in self._store.triples(subject, predicate, obj, [SHAPES]):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    def objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
        for quad in self._store.triples(subject, predicate, None, [SHAPES]):
            if isinstance(quad.object, ox.NamedNode):
                yield quad.object

    def asks_for_one(self, shape: ox.NamedNode) -> bool:
        return any(
            next(self._store.triples(shape, least, None, [SHAPES]), None) is not None
            for least in (_MIN, _QUALIFIED_MIN)
        )

    def has(self, node: ox.NamedNode, path: ox.NamedNode, shape: ox.NamedNode) -> bool:
        values = (quad.object for quad in self._store.triples(node, path, None, self._facts))
        qualified = next(self.objects(shape, _QUALIFIED), None)
        return any(qualified is None or self._is_such(value, qualified) for value in values)

    def _is_such(self, value: object, shape: ox.NamedNode) -> bool:
        """Say whether a value has the values that a shape wants of it; what else a shape wants is not looked at."""
        wanted = (
            (path, quad.object)
            for part in self.objects(shape, _PROPERTY)
            for path in self.objects(part, _PATH)
            for quad in self._store.triples(part, _HAS, None, [SHAPES])
        )
        return all(
            isinstance(value, ox.NamedNode)
            and next(self._store.triples(value, path, one, self._facts), None) is not None
            for path, one in wanted
        )


def _words(names: Names, shape_and_path: tuple[ox.NamedNode, ...]) -> str:
    """Call what is missing as the shape is called (``Project-budgetKnown``), else as its property is."""
    shape, path = shape_and_path
    local = shape.value.removeprefix(UGS_BASE).rpartition("-")[2]
    if shape.value.startswith(UGS_BASE) and local.endswith(_KNOWN):
        return _CAPITAL.sub(" ", local.removesuffix(_KNOWN)).lower()
    return names.labels([path]).get(path) or compact(path.value)
