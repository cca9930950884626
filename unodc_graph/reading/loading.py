"""Files of a user into the store: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pyoxigraph as ox

from unodc_graph import resources
from unodc_graph.errors import ParameterError
from unodc_graph.reading.documents import IllTyped, open_document
from unodc_graph.reading.duplicates import Duplicates
from unodc_graph.reading.literals import Rewritten
from unodc_graph.reading.places import STANDARD_INPUT, rdf_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    def told(self) -> dict[str, Any]:
        """Give it in terms of JSON, for a store on disk."""
        return {
            # The next process may stand in another folder.
            "path": str(self.path if self.path == STANDARD_INPUT else self.path.absolute()),
            "graph": self.graph.value,
            "format": self.format,
            "parts": self.parts,
            "statements": self.statements,
            "rewritten": [[one.datatype, one.count, one.example, one.kept] for one in self.rewritten],
            "ill_typed": [[f"{one.quad} .", one.line] for one in self.ill_typed],
            "of_user": self.of_user,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> LoadedDocument:
        """Read what ``told`` gave."""
        return cls(
            Path(told["path"]),
            ox.NamedNode(told["graph"]),
            told["format"],
            told["parts"],
            told["statements"],
            tuple(Rewritten(*one) for one in told["rewritten"]),
            tuple(
                IllTyped(quad, line)
                for text, line in told["ill_typed"]
                for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)
            ),
            told["of_user"],
        )


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
    held = [one for graph, one in store.imports.documents.items() if graph not in graphs.values() and one.of_user]
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
        store.imports.documents.update(loaded)
    return list(graphs.values())
