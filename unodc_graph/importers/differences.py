"""Where tables say something else than the graph does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from unodc_graph.importers.terms import name
from unodc_graph.store import SHAPES
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unodc_graph.importers.known import Known

    _Solution = tuple[ox.NamedNode, ox.NamedNode, object, object]

__all__ = ["Differences"]

_SECOND_VALUES = """
SELECT ?subject ?predicate ?new ?stated
WHERE {{
  VALUES ?predicate {{ {predicates} }}
  GRAPH {graph} {{ ?subject ?predicate ?new }}
  GRAPH ?other {{ ?subject ?predicate ?stated }}
  FILTER (?other IN ({others}))
  FILTER (!sameTerm(?new, ?stated) && COALESCE(LANG(?new), "") = COALESCE(LANG(?stated), ""))
}}
ORDER BY ?subject ?predicate ?new ?stated
"""


class Differences:
    """Finds the statements that give a second value to what has one.

    What has one value is what a shape allows one of, and a label of each language.

    Parameters
    ----------
    confirmed
        File to what it states, before that is written.
    known
        What the graph says.
    """

    def __init__(self, confirmed: Mapping[str, Iterable[ox.Triple]], known: Known) -> None:
        self._known = known
        self._single = _single_valued(known.engine)
        # Most rows are about something new, and then there is nothing to compare.
        self._files = [file for file, triples in confirmed.items() if self._may_differ(triples)]

    def _may_differ(self, triples: Iterable[ox.Triple]) -> bool:
        about = {triple.subject for triple in triples if triple.predicate in self._single}
        return any(isinstance(node, ox.NamedNode) and self._known.sees(node) for node in about)

    def told(self, graphs: Mapping[str, ox.NamedNode]) -> list[str]:
        """Say what differs, by file, in the order of subject and predicate.

        Parameters
        ----------
        graphs
            File to the graph into which what it states was written.
        """
        predicates = " ".join(sorted(map(str, self._single)))
        others = ", ".join(sorted(map(str, self._known.seen)))
        found: list[str] = []
        for file in self._files:
            query = _SECOND_VALUES.format(predicates=predicates, graph=graphs[file], others=others)
            stated: dict[tuple[ox.NamedNode, ox.NamedNode, object], set[str]] = {}
            for subject, predicate, new, old in cast("Iterable[_Solution]", self._known.engine.query(query)):
                stated.setdefault((subject, predicate, new), set()).add(_shown(old))
            for (subject, predicate, new), values in stated.items():
                if new not in self._known.objects(subject, predicate):
                    what = f"{compact(subject.value)} {compact(predicate.value)}"
                    found.append(f"{file}: {what} is {_shown(new)}; the graph has {' and '.join(sorted(values))}")
        return found


def _shown(term: object) -> str:
    return repr(term.value) if isinstance(term, ox.Literal) else compact(getattr(term, "value", str(term)))


def _single_valued(engine: ox.Store) -> set[ox.NamedNode]:
    most, path = name("sh", "maxCount"), name("sh", "path")
    found = {name("rdfs", "label")}
    for limit in engine.quads_for_pattern(None, most, None, SHAPES):
        if isinstance(limit.object, ox.Literal) and limit.object.value == "1":
            paths = engine.quads_for_pattern(limit.subject, path, None, SHAPES)
            found.update(quad.object for quad in paths if isinstance(quad.object, ox.NamedNode))
    return found
