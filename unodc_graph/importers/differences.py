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

__all__ = ["differences"]

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


def differences(graphs: Mapping[str, ox.NamedNode], known: Known) -> list[str]:
    """Say which statements give a second value to what has one.

    What has one value is what a shape allows one of, and a label of each language.

    Parameters
    ----------
    graphs
        File to the graph of what it states.
    known
        What the graph said before.

    Returns
    -------
    list of str
        By file, in the order of subject and predicate.
    """
    predicates = " ".join(sorted(map(str, _single_valued(known.engine))))
    others = ", ".join(sorted(map(str, known.seen)))
    found: list[str] = []
    for file, graph in graphs.items():
        query = _SECOND_VALUES.format(predicates=predicates, graph=graph, others=others)
        stated: dict[tuple[ox.NamedNode, ox.NamedNode, object], set[str]] = {}
        for subject, predicate, new, old in cast("Iterable[_Solution]", known.engine.query(query)):
            stated.setdefault((subject, predicate, new), set()).add(_shown(old))
        for (about, said, value), values in stated.items():
            if value not in known.objects(about, said):
                what = f"{compact(about.value)} {compact(said.value)}"
                found.append(f"{file}: {what} is {_shown(value)}; the graph has {' and '.join(sorted(values))}")
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
