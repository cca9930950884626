"""``export``, ``network``: the graph goes out."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated
from xml.parsers import expat

import typer

from unodc_graph.cli.failures import clean_errors
from unodc_graph.cli.options import (
    Data,
    Duplicates,
    Graphs,
    NoBundled,
    OnDuplicate,
    Store,
    as_path,
    examples,
    open_graph,
)
from unodc_graph.cli.output import emit, in_words, progress, show, table_of
from unodc_graph.errors import ExportError
from unodc_graph.export import format_for

if TYPE_CHECKING:
    import networkx as nx

    from unodc_graph.export import Format
    from unodc_graph.results import Table

__all__ = ["register"]


class RdfFormat(StrEnum):
    """The formats of RDF."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    JSON_LD = "json-ld"
    XML = "xml"


class NetworkFormat(StrEnum):
    """How a network is written: the strongest edges for people, all of them for machines."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    GRAPHML = "graphml"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    app.command(
        epilog=examples(
            "unodc-graph export facts.ttl",
            "unodc-graph export --graphs data --graphs inferred --force all.jsonld",
            "unodc-graph export --format ntriples | wc -l",
        )
    )(export)
    app.command(
        epilog=examples("unodc-graph network agents", "unodc-graph network agents --output graphml > agents.graphml")
    )(network)


def export(  # noqa: PLR0917 - typer makes an option of each
    path: Annotated[
        Path | None,
        typer.Argument(
            parser=as_path, metavar="PATH", help="Where to write; standard output if not said.", show_default=False
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the word of the library
        RdfFormat | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="turtle, ntriples, nquads, trig, json-ld or xml.",
            show_default="by the suffix of PATH, else turtle",
        ),
    ] = None,
    graphs: Graphs = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    store: Store = None,
) -> None:
    """Write graphs as RDF: the curated data, unless --graphs says otherwise."""
    with clean_errors():
        form: Format = format_for(path) if format is None else format.value
        if path is not None and path.exists() and not force:
            raise ExportError("exists already; choose another name, or replace it with --force", path)
        graph = open_graph(data, no_bundled, on_duplicate, store=store)
        text = graph.export(path, form, tuple(graphs or ("data",)), force=force)
        if path is None:
            emit(text)
        elif sys.stderr is not None and sys.stderr.isatty():
            typer.echo(f"{path}: {in_words(len(text.encode()), 'byte')} of {form} written", err=True)


def network(  # noqa: PLR0917 - typer makes an option of each
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="[bold]agents[/bold]: who works with whom through projects, and through how many."
        ),
    ],
    top: Annotated[
        int, typer.Option("--top", min=1, metavar="N", help="How many edges the table shows, strongest first.")
    ] = 20,
    data: Data = None,
    no_bundled: NoBundled = False,
    on_duplicate: OnDuplicate = Duplicates.ERROR,
    output: Annotated[
        NetworkFormat,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT",
            help="table, which shows the strongest edges; csv, json or graphml, which hold the whole network.",
        ),
    ] = NetworkFormat.TABLE,
) -> None:
    """Make a network and show its strongest edges, or write the whole of it."""
    with clean_errors():
        graph = open_graph(data, no_bundled, on_duplicate)
        with progress("Making the network …"):
            made = graph.to_networkx(name)
        match output:
            case NetworkFormat.GRAPHML:
                emit(_graphml(made))
            case NetworkFormat.JSON:
                emit(_node_link(made))
            case NetworkFormat.CSV:
                emit(_edges(made).to_csv())
            case _:
                show(_strongest(made, top))
                edges = in_words(made.number_of_edges(), "edge")
                nodes = in_words(made.number_of_nodes(), "node")
                emit(f"{nodes}, {edges}; --output csv, json or graphml writes them all\n")


def _sorted_edges(network: nx.Graph[str]) -> list[tuple[str, str, int]]:
    """List the edges, the strongest first, ties by the IRIs of both ends."""
    edges: list[tuple[str, str, int]] = [
        (min(left, right), max(left, right), facts["weight"]) for left, right, facts in network.edges(data=True)
    ]
    return sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1]))


def _strongest(network: nx.Graph[str], top: int) -> Table:
    label = network.nodes(data="label")
    rows = [(label[left], label[right], weight) for left, right, weight in _sorted_edges(network)[:top]]
    return table_of(("agent", "works with", "projects"), rows)


def _edges(network: nx.Graph[str]) -> Table:
    label = network.nodes(data="label")
    rows = [
        (left, label[left], right, label[right], weight, network.edges[left, right]["projects"])
        for left, right, weight in _sorted_edges(network)
    ]
    return table_of(("source", "source_label", "target", "target_label", "weight", "projects"), rows)


def _node_link(network: nx.Graph[str]) -> str:
    import networkx as nx

    return json.dumps(nx.node_link_data(network, edges="edges"), ensure_ascii=False, indent=2) + "\n"


def _graphml(network: nx.Graph[str]) -> str:
    import networkx as nx

    out = StringIO()
    for line in nx.generate_graphml(network):
        out.write(f"{line}\n")
    text = out.getvalue()
    try:
        expat.ParserCreate().Parse(text, True)
    except expat.ExpatError as error:
        reason = "GraphML cannot hold this network: XML has no way to write a character of a label; choose csv or json"
        raise ExportError(reason) from error
    return text
