"""Give one text after the other to everything that takes a query or an update; run as a process that may die.

    python -m tests.fuzz.asking COUNT SEED FILE

FILE holds the text that is being tried, for who finds the process dead. The outcome goes to
standard output as JSON: how many were tried, how each ended, and what should not have happened.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import unodc_graph as ug
from tests.fuzz.sparql_grammar import text_of
from unodc_graph.inference import derive
from unodc_graph.store import GraphStore

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = """
INSERT DATA {
  <http://e/a> <http://e/p> 'a'@en ; rdfs:label '2004'^^xsd:gYear .
  ugd:office-ROCA <http://e/p> _:b .
}
"""
SHOWN = 2000


def small_graph() -> ug.KnowledgeGraph:
    """Make a graph of three statements: what takes long is not what is looked for here."""
    graph = ug.KnowledgeGraph(GraphStore(derive))
    graph.graph.update(DATA)
    return graph


def ways(kg: ug.KnowledgeGraph) -> dict[str, Callable[[str], object]]:
    """Name the ways in; each reads its answer to the end."""

    def asked(text: str) -> object:
        answer = kg.query(text)
        return (list(answer), answer.to_csv(), answer.to_text()) if isinstance(answer, ug.Table) else answer

    return {
        "kg.query": asked,
        "kg.query, bound": lambda text: list(filter(None, [kg.query(text, bind={"x": "} SERVICE"})])),
        "kg.graph.query": lambda text: list(kg.graph.query(text)),
        "kg.dataset.query": lambda text: list(kg.dataset.query(text)),
        "kg.graph.update": kg.graph.update,
        "kg.dataset.update": kg.dataset.update,
    }


def main(count: int, seed_: int, file: Path) -> None:
    """Try so many texts."""
    warnings.simplefilter("ignore")  # rdflib warns of what it cannot convert
    outcomes: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    kg = small_graph()

    with file.open("wb", buffering=0) as now:

        @seed(seed_)
        @settings(
            max_examples=count,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.binary(min_size=60, max_size=200))
        def try_one(choices: bytes) -> None:
            nonlocal kg
            text = text_of(choices)
            now.seek(0)
            now.truncate()
            now.write(text.encode(errors="surrogatepass"))
            outcomes["inputs"] += 1
            before = kg.revision
            for way, ask in ways(kg).items():
                try:
                    ask(text)
                    outcomes[f"{way}: answered"] += 1
                except ug.UnodcGraphError as error:
                    outcomes[f"{way}: {type(error).__name__}"] += 1
                except Exception as error:  # noqa: BLE001 - this is what is looked for
                    outcomes[f"{way}: {type(error).__name__} !"] += 1
                    key = f"{way}: {type(error).__name__}: {error}"[:200]
                    if len(text) < len(wrong.get(key, " " * SHOWN)):
                        wrong[key] = text
            if kg.revision != before:
                kg = small_graph()

        try_one()
    print(json.dumps({"outcomes": outcomes, "wrong": wrong}))  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
