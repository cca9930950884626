"""Files of a user into the store: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

from unodc_graph import resources
from unodc_graph.errors import ParameterError
from unodc_graph.reading.documents import IllTyped, open_document
from unodc_graph.reading.duplicates import Duplicates
from unodc_graph.reading.places import rdf_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox

    from unodc_graph.reading.literals import Rewritten
    from unodc_graph.store import GraphStore

__all__ = ["ON_DUPLICATE", "LoadedDocument", "OnDuplicate", "load_files"]

OnDuplicate = Literal["error", "merge"]
ON_DUPLICATE: Final[tuple[OnDuplicate, ...]] = get_args(OnDuplicate)


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """What is known of a file in the store.

    Attributes
    ----------
    path, graph, format
        The file, its import graph and its format in words.
    parts
        How many graphs below its own it has.
    statements
        How many statements the file makes, each as often as it makes it.
    rewritten, ill_typed
        What the store does not keep as it is written, and what its datatype does not allow.
    of_user
        Whether it is a file of the user, and none that comes with the library.
    """

    path: Path
    graph: ox.NamedNode
    format: str
    parts: int
    statements: int
    rewritten: tuple[Rewritten, ...]
    ill_typed: tuple[IllTyped, ...] = field(repr=False)
    of_user: bool


def load_files(
    store: GraphStore, paths: Iterable[str | Path], *, on_duplicate: OnDuplicate = "error"
) -> list[ox.NamedNode]:
    """Load files and folders, each file into an import graph of its own, all or nothing.

    A path loaded before replaces its graph. Each file is read twice: once to find what is wrong with
    it, then by the engine alone.

    Parameters
    ----------
    store
        Where to; it is as before if this fails.
    paths
        Files, folders, and ``-`` for standard input.
    on_duplicate
        Whether it is an error that two of the files of a user say different things of one IRI.

    Returns
    -------
    list of NamedNode
        The graph of each file, in the order of the files.

    Raises
    ------
    LoadError
        If one of them cannot be read, or two describe the same thing differently.
    ParameterError
        If ``on_duplicate`` is none of the two words.
    """
    if on_duplicate not in ON_DUPLICATE:
        raise ParameterError("on_duplicate", f"must be 'error' or 'merge', not {on_duplicate!r}")
    graphs = store.import_graphs(rdf_files(paths))
    ours = {file.resolve() for file in resources.alignment_files()}
    held = [one for graph, one in store.documents.items() if graph not in graphs.values() and one.of_user]
    compared = on_duplicate == "error" and len(held) + len(graphs) > 1
    loaded: dict[ox.NamedNode, LoadedDocument] = {}
    with store.replacing(graphs) as engine:
        duplicates = Duplicates(engine, held)
        for file, graph in graphs.items():
            of_user = file.resolve() not in ours
            document = open_document(file)
            checked = document.check(graph, with_subjects=compared and of_user)
            document.load_into(engine, graph, checked)
            loaded[graph] = LoadedDocument(
                file,
                graph,
                document.format_name,
                checked.parts,
                checked.statements,
                checked.rewritten,
                checked.ill_typed,
                of_user,
            )
            if compared and of_user:
                duplicates.check(document, loaded[graph], checked.subjects)
        store.documents.update(loaded)
    return list(graphs.values())
