"""The page of the catalogue, from the headers of the queries."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from docs.making import markdown
from unodc_graph import resources
from unodc_graph.catalog import parse_query

if TYPE_CHECKING:
    from unodc_graph import Query

__all__ = ["catalogue_page"]

_MADE: Final = "<!-- Made by `make reference` from the headers of the queries. Change those, not this page. -->"


def catalogue_page() -> str:
    """Give the text of the page: the questions by subject, in the order of the alphabet."""
    files = sorted(resources.query_files(), key=lambda path: (path.parent.name, path.stem))
    parts = [
        _MADE,
        "# Questions of the catalogue",
        (
            'Run one by its name, in Python by `kg.run("projects-in-state", state="KAZ")`. A parameter that stands for a '
            "thing takes its code, its label in English or Russian, a CURIE or an IRI. An empty cell of an answer is "
            'something that is not recorded: not zero, and not "no".'
        ),
    ]
    for subject, paths in groupby(files, key=lambda path: path.parent.name):
        parts.append(f"## {subject.capitalize()}")
        for path in paths:
            parts += _query(parse_query(path.read_text(encoding="utf-8")))
    return "\n\n".join(parts) + "\n"


def _query(query: Query) -> list[str]:
    given = "".join(f" -p {one.name}={one.example}" for one in query.parameters.values())
    takes = ", ".join(f"{markdown.code(one.name)} ({one.kind})" for one in query.parameters.values())
    gives = ", ".join(f"{markdown.code(name)} ({kind})" for name, kind in query.returns.items())
    facts = [f"- Takes: {takes}." if takes else "", f"- Gives: {gives}."]
    if query.graphs is not None:
        facts.append(f"- Asks: {', '.join(map(markdown.code, query.graphs))}.")
    return [
        f"### {query.id}",
        markdown.text(query.question),
        "\n".join(fact for fact in facts if fact),
        markdown.fence(f"unodc-graph run {query.id}{given}", "sh"),
    ]
