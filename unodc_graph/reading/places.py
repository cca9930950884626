"""Which files a path stands for, and the name of the graph that a file goes into."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import quote

import pyoxigraph as ox

from unodc_graph.errors import LoadError
from unodc_graph.namespaces import GRAPH_BASE
from unodc_graph.reading.formats import by_suffix, name_without_suffix, suffixes_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["STANDARD_INPUT", "graph_name_for", "rdf_files"]

STANDARD_INPUT: Final = Path("-")


def rdf_files(paths: Iterable[str | Path]) -> list[Path]:
    """List the RDF files that paths stand for: a file for itself, a folder for the RDF files below it.

    Of a folder those files count whose suffix is that of an RDF format, also with ``.gz``, ``.zst`` or ``.zstd``
    behind it; links to folders are not followed.

    Returns
    -------
    list of Path
        In the order given; those of a folder in name order, each file once.

    Raises
    ------
    LoadError
        If a path does not exist, or is a folder without RDF files.
    """
    found: dict[Path, Path] = {}
    for given in paths:
        path = Path(given)
        if not str(given):
            raise LoadError("''", "is no path: expected the name of a file or a folder")
        try:
            for file in _files_of(path):
                found.setdefault(file.resolve(), file)
        except LoadError:
            raise
        except (OSError, RuntimeError, ValueError) as error:
            # A loop of links is a RuntimeError before Python 3.13.
            raise LoadError(path, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return list(found.values())


def _files_of(path: Path) -> list[Path]:
    if path == STANDARD_INPUT:
        return [path]
    if path.is_dir():
        inside = sorted(
            file
            for folder, _, names in os.walk(path, onerror=_raise)
            for file in (Path(folder, name) for name in names)
            if by_suffix(file) is not None and file.is_file()
        )
        if not inside:
            raise LoadError(
                path, f"is a folder without RDF files (looked for {suffixes_shown()}, also with .gz or .zst)"
            )
        return inside
    # Unlike exists(), this tells a folder on the way that cannot be entered.
    try:
        path.stat()
    except FileNotFoundError:
        raise LoadError(path, "does not exist") from None
    return [path]


def _raise(error: OSError) -> NoReturn:
    """Tell a folder that cannot be read, which ``os.walk`` would pass over."""
    raise error


def graph_name_for(path: Path, taken: Iterable[ox.NamedNode]) -> ox.NamedNode:
    """Name the import graph of a file: its name without suffix, with ``-2``, ``-3`` … if that is taken."""
    stem = "standard-input" if path == STANDARD_INPUT else name_without_suffix(path)
    name = f"{GRAPH_BASE}import/{quote(os.fsencode(stem), safe='')}"
    used = {graph.value for graph in taken}
    number = 1
    while (candidate := name if number == 1 else f"{name}-{number}") in used:
        number += 1
    return ox.NamedNode(candidate)
