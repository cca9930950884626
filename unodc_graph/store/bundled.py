"""What comes with the library: its files, and their version."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph import resources
from unodc_graph.errors import LoadError
from unodc_graph.store.names import DATA, ONTOLOGY_GRAPH, SHAPES, UNCONFIRMED

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GRAPHS", "load_into", "version"]

GRAPHS: Final = (ONTOLOGY_GRAPH, SHAPES, DATA, UNCONFIRMED)
"""The graphs that bundled files fill."""


def load_into(engine: ox.Store, *, data: bool) -> None:
    """Load the bundled files into an engine.

    Raises
    ------
    LoadError
        If one of them is damaged.
    """
    for graph, files in _files(data=data).items():
        for file in files:
            try:
                engine.load(path=file, format=ox.RdfFormat.TURTLE, to_graph=graph)
            except (SyntaxError, OSError) as error:
                raise LoadError(file, f"the bundled file is damaged, install the package again: {error}") from error


def version(*, data: bool) -> str:
    """Give the version of what is bundled: that of the library, and a sum of the files.

    Examples
    --------
    >>> version(data=True).partition("+")[0]
    '0.1.0'
    """
    from unodc_graph import __version__

    total = blake2b(digest_size=4)
    for files in _files(data=data).values():
        for file in files:
            total.update(blake2b(file.read_bytes()).digest())
    return f"{__version__}+{total.hexdigest()}"


def _files(*, data: bool) -> dict[ox.NamedNode, list[Path]]:
    return {
        ONTOLOGY_GRAPH: resources.ontology_files(),
        SHAPES: resources.shape_files(),
        DATA: resources.data_files() if data else [],
        UNCONFIRMED: resources.unconfirmed_files() if data else [],
    }
