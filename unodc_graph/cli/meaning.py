"""What the names that a query was given stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph.catalog import LITERAL_KINDS
from unodc_graph.grid import one_line
from unodc_graph.namespaces import UG_BASE, UGV_BASE
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unodc_graph.catalog import Query
    from unodc_graph.graph import KnowledgeGraph
    from unodc_graph.results import Table

__all__ = ["meanings"]

_IRI_OR_CURIE: Final = re.compile(r"[A-Za-z][\w+.-]*:\S+")
_IS_CODE: Final = """\
ASK {
  ?thing dcterms:identifier|skos:notation ?code ; a|skos:inScheme ?kind
  FILTER (STR(?code) = $name && (?kind = $class || ?kind = $scheme))
}"""


def meanings(graph: KnowledgeGraph, query: Query, parameters: Mapping[str, str]) -> Iterator[str]:
    """Say for each parameter that was given by a label, or by a part of one, which thing that is.

    Yields
    ------
    str
        As ``theme: border control (ugv:theme-border-control)``, in the order of the parameters.
        Nothing for a code, a CURIE or an IRI, which stand for one thing as they are.
    """
    for name, value in parameters.items():
        kind = query.parameters[name].kind
        if kind in LITERAL_KINDS or _IRI_OR_CURIE.fullmatch(value) or _is_code(graph, value, kind):
            continue
        thing = ox.NamedNode(str(graph.resolve(value, kind)))
        named = cast("Table", graph.query("SELECT ($thing AS ?it) {}", bind={"thing": thing}))
        label = named.labels().get(thing)
        yield one_line(f"{name}: {f'{label} ({compact(thing.value)})' if label else compact(thing.value)}")


def _is_code(graph: KnowledgeGraph, value: str, kind: str) -> bool:
    # To resolve each name would cost the import of rdflib, and most are codes.
    of_class = "".join(part[:1].upper() + part[1:] for part in kind.split("-"))
    terms = {
        "name": value.strip(),
        "class": ox.NamedNode(UG_BASE + of_class),
        "scheme": ox.NamedNode(UGV_BASE + kind),
    }
    return bool(graph.query(_IS_CODE, bind=terms))
