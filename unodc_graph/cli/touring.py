"""``tour``: a newcomer is taken through the graph."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from unodc_graph.cli.failures import DATA_WRONG, clean_errors
from unodc_graph.cli.options import as_path, examples, open_graph
from unodc_graph.cli.output import in_words, nearest, progress
from unodc_graph.errors import ExportError

if TYPE_CHECKING:
    from rdflib import Graph

    from unodc_graph.cli.screen import Screen
    from unodc_graph.graph import KnowledgeGraph

__all__ = ["register"]

_DEFAULT: Final = Path("unodc-graph.ttl")


def register(app: typer.Typer) -> None:
    """Add the command to an application."""
    app.command(epilog=examples("unodc-graph tour", "unodc-graph tour --to /tmp/facts.ttl --force"))(tour)


def tour(
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            parser=as_path,
            metavar="PATH",
            help="Where the Turtle is written at the end; a name that ends in .ttl.",
            show_default="./unodc-graph.ttl, or the next free name beside it",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that exists and holds something else.")
    ] = False,
) -> None:
    """Walk through the graph in eight steps, each answer with its source and how to ask the same."""
    with clean_errors():
        from unodc_graph.cli.screen import Screen
        from unodc_graph.cli.steps import STEPS

        if to is not None and to.suffix.lower() != ".ttl":
            reason = (
                "the tour writes Turtle: choose a name that ends in .ttl; `unodc-graph export` writes other formats"
            )
            raise ExportError(reason, to)
        screen = Screen()
        with progress("Loading …"):
            graph = open_graph((), no_bundled=False)
            text = graph.export()
            path = _destination(to, text, force=force)
        screen.say("A knowledge graph of the UN Office on Drugs and Crime in Central Asia and the South Caucasus.")
        screen.say("Not a product of the United Nations. In Python: import unodc_graph as ug; kg = ug.load()")
        steps = len(STEPS) + 1
        for number, (title, step) in enumerate(STEPS, 1):
            screen.heading(number, steps, title)
            step(graph, screen)
        screen.heading(steps, steps, "The Turtle, for every other tool")
        _export(graph, text, path, screen, force=force)
        wrong = screen.found_wrong
    if wrong:
        raise typer.Exit(DATA_WRONG)


def _destination(to: Path | None, text: str, *, force: bool) -> Path:
    """Choose where to write so that nobody's file is lost and the tour can be taken again.

    A file that holds the same is as good as written. A path that was asked for is replaced only
    by force; without one, the first free name is taken.
    """
    if to is not None:
        if not to.parent.is_dir():
            raise ExportError(f"cannot be written: there is no folder {to.parent}", to)
        if to.exists() and not force and not _holds(to, text):
            raise ExportError("exists and holds something else; choose another --to, or replace it with --force", to)
        return to
    path, number = _DEFAULT, 1
    while path.exists() and not force and not _holds(path, text):
        number += 1
        path = _DEFAULT.with_stem(f"{_DEFAULT.stem}-{number}")
    return path


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _export(graph: KnowledgeGraph, text: str, path: Path, screen: Screen, *, force: bool) -> None:
    if path.exists() and _holds(path, text):
        screen.say(f"{path} is there already, byte for byte what would be written: {_size(text)}.")
    else:
        graph.export(path, force=force)
        screen.say(f"The curated facts are written to {path}: {_size(text)}.")
    with progress("Reading it back …"):
        held = graph.dataset.graph("https://w3id.org/unodc-graph/graph/data")
        by_rdflib, by_oxigraph = _read_back(path, held)
    for reader, equal in (("rdflib", by_rdflib), ("Oxigraph", by_oxigraph)):
        if equal:
            screen.say(f"Read back by {reader}: equal to what the graph holds.")
        else:
            screen.say_wrong(f"Read back by {reader}: NOT equal to what the graph holds.")
    screen.how("$ unodc-graph export facts.ttl", ">>> kg.export('facts.ttl')")
    screen.say(f"\nWhat next: `unodc-graph queries` lists {in_words(len(graph.queries), 'question')} to run.")
    call = _how_to_call()
    if call is not None:
        screen.say_whole(call)


def _how_to_call() -> str | None:
    """Say how the command is called here; ``None`` where its name alone is enough, or it is not installed."""
    scripts = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    command = shutil.which("unodc-graph", path=str(scripts))
    if sys.prefix == sys.base_prefix or command is None:
        return None
    by_name = shutil.which("unodc-graph")
    if by_name is not None and Path(by_name).samefile(command):
        return None
    typed = shlex.quote(str(nearest(Path(command))))
    activate = scripts / "activate"
    if os.name == "nt" or not activate.is_file():
        return f"Here the command is `{typed}`."
    return f"Here the command is `{typed}`; after `. {shlex.quote(str(nearest(activate)))}` it is `unodc-graph`."


def _size(text: str) -> str:
    return in_words(len(text.encode()), "byte")


def _read_back(path: Path, held: Graph) -> tuple[bool, bool]:
    """Say whether a file, read by rdflib and read by Oxigraph, states just what a graph holds."""
    from functools import cache

    import pyoxigraph as ox
    from rdflib import Graph

    from unodc_graph.terms import from_rdflib

    statements = set(held)
    by_rdflib = set(Graph().parse(path, format="turtle"))
    by_oxigraph = {tuple(quad.triple) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    # No blank nodes stand in the curated facts: equal sets are equal graphs.
    term_of = cache(from_rdflib)
    held_terms = {tuple(map(term_of, triple)) for triple in statements}
    return by_rdflib == statements, by_oxigraph == held_terms
