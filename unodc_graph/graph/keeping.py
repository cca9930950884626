"""Keeping the graph on disk, and letting go of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from unodc_graph.graph.base import StoredGraph

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Keeping"]


class Keeping(StoredGraph):
    """What opens and closes."""

    def close(self) -> None:
        """Free the folder and whatever else the graph holds; once is enough.

        A closed graph raises ``ClosedGraphError`` when it is asked; what it gave before stays, but for tables
        that nobody has read yet.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> kg.close()
        >>> kg.query("ASK { ?s ?p ?o }")
        Traceback (most recent call last):
        unodc_graph.errors.ClosedGraphError: this graph is closed; load it again
        """
        self._limited.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def data_version(self) -> str:
        """The version of the bundled data in the graph: that of the library when the data was written."""
        return self._store.data_version

    @property
    def is_outdated(self) -> bool:
        """Whether the library brings other bundled data along than a folder holds; ``refresh_bundled`` renews it."""
        return self._store.is_outdated

    def refresh_bundled(self) -> None:
        """Put the ontology, the shapes and the data of the library in the place of those that a folder holds.

        Imports and other graphs of the user stay as they are; so does what was added to the bundled graphs or
        removed from them. Where the data is that of the library already, and for a graph in memory, nothing is
        done.

        Raises
        ------
        UpdateError
            If the folder cannot be written; the graph is as before.

        Examples
        --------
        >>> import tempfile
        >>> import unodc_graph as ug
        >>> with ug.load(store=tempfile.mkdtemp(), bundled=False) as kg:
        ...     kg.refresh_bundled()
        ...     kg.is_outdated
        False
        """
        self._store.refresh_bundled()
