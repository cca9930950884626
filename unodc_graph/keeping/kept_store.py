"""A store that a folder keeps: what is written to it is on disk when the call returns."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from unodc_graph.errors import LoadError, UpdateError
from unodc_graph.keeping.folder import Folder, sum_of
from unodc_graph.keeping.outdated import DataVersionWarning
from unodc_graph.store import INFERRED, GraphStore
from unodc_graph.store import bundled as bundled_files
from unodc_graph.store.changes import Change, write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

__all__ = ["KeptStore"]


class KeptStore(GraphStore):
    """A store in memory, and the folder that keeps what is stated in it.

    The engine never opens the folder: it would read from disk what is asked, ten times as slowly,
    and derive on disk after each write. So nothing opens the folder twice either; whoever asks with a
    time limit gets a copy of what is in memory.

    Parameters
    ----------
    path
        An empty folder, one that is not there yet, or one that holds a graph.
    data
        Whether the bundled data is written into a new folder; one that holds a graph is taken as it is.

    Raises
    ------
    LoadError
        If the folder cannot be opened, read or written.
    """

    def __init__(self, derive: Callable[[GraphStore], None], path: str | Path, *, data: bool) -> None:
        super().__init__(derive)
        self._pending: list[Change] | None = None
        self._whole = False
        self._imports_changed = False
        self._folder = Folder(path)
        try:
            if self._folder.is_new:
                self.load_bundled(data=data)
                self._bundled: dict[str, Any] = {"version": bundled_files.version(data=data), "data": data}
                try:
                    self._snapshot(_sums(self.engine))
                except OSError as error:
                    raise LoadError(path, f"cannot be written: {error.strerror or error}") from error
            else:
                self._read()
                self._tell_version()
        except BaseException:
            self._folder.close()
            raise

    def _tell_version(self) -> None:
        if self.is_outdated:
            warnings.warn(
                f"{self._folder.path} holds the bundled data of version {self.data_version}, and this is version "
                f"{bundled_files.version(data=self._bundled['data'])}: kg.refresh_bundled() renews it",
                DataVersionWarning,
                stacklevel=5,
            )

    @property
    def data_version(self) -> str:
        """The version of the bundled data in the folder."""
        return str(self._bundled["version"])

    @property
    def is_outdated(self) -> bool:
        """Whether the library brings other bundled data along than the folder holds."""
        return self.data_version != bundled_files.version(data=self._bundled["data"])

    def close(self) -> None:
        """Let everything go, the folder too."""
        with self.lock:
            super().close()
            self._folder.close()

    # -- writing ---------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing.

        Raises
        ------
        UpdateError
            If the folder cannot be written; the graph is as before.
        """
        with self.lock:
            if self._pending is not None:
                yield
                return
            self._pending = []
            try:
                yield
                self._keep()
            except BaseException:
                if self._pending or self._whole:
                    self._take_back()
                raise
            finally:
                self._pending, self._whole, self._imports_changed = None, False, False

    def _note(self, change: Change | None, *, imports: bool = False) -> None:
        if self._pending is not None and change is not None:
            self._pending.append(change)
        self._whole |= change is None
        self._imports_changed |= imports

    def _note_files(
        self, dropped: Iterable[ox.NamedNode], removed: Iterable[ox.Quad], filled: Collection[ox.NamedNode]
    ) -> None:
        graphs = self.parts_of(filled)
        added = [quad for graph in graphs for quad in self.engine.quads_for_pattern(None, None, None, graph)]
        self._note(Change(tuple(dropped), tuple(removed), added), imports=True)

    def _keep(self) -> None:
        try:
            if self._whole or (self._pending and self._folder.wants_snapshot):
                self._snapshot(None)
            elif self._pending:
                self._folder.append(self._pending, {"imports": self.imports.told()} if self._imports_changed else {})
        except OSError as error:
            raise self._unwritten(error) from error

    def _unwritten(self, error: OSError) -> UpdateError:
        return UpdateError(f"{self._folder.path}: cannot be written: {error.strerror or error}. Nothing was written")

    def _snapshot(self, sums: Iterable[bytes] | None) -> None:
        # What is derived is old after a write anyway.
        self._forget_reads()
        self.engine.remove_graph(INFERRED)
        self._derived_at = -1
        graphs = [graph.value for graph in self.engine.named_graphs()]
        state = {"imports": self.imports.told(), "bundled": self._bundled}
        self._folder.replace(self.engine.dump(format=ox.RdfFormat.N_QUADS) or b"", graphs, state, bundled=sums)

    def _take_back(self) -> None:
        """Make the graph in memory what the folder holds."""
        self.engine = ox.Store()
        try:
            self._folder.reopen()
            self._read()
        finally:
            self._written()

    def _read(self) -> None:
        state = self._folder.read_into(self.engine)
        self._bundled = state["bundled"]
        self.imports.take(state["imports"])
        self._written()

    # -- bundled data ----------------------------------------------------------------------

    def refresh_bundled(self) -> None:
        """Put the bundled data of the library in the place of that in the folder.

        What was added to the bundled graphs, or removed from them, stays so; a statement with a blank
        node counts as bundled.

        Raises
        ------
        UpdateError
            If the folder cannot be written; the graph is as before.
        """
        super().refresh_bundled()
        with self.writing():
            if not self.is_outdated:
                return
            data = bool(self._bundled["data"])
            fresh = ox.Store()
            bundled_files.load_into(fresh, data=data)
            old = self._folder.bundled_sums()
            held = {
                sum_of(quad): quad
                for graph in bundled_files.GRAPHS
                for quad in self.engine.quads_for_pattern(None, None, None, graph)
                if not _has_blank(quad)
            }
            removed = old - held.keys()
            added = [quad for key, quad in held.items() if key not in old]
            new = [quad for quad in fresh if _has_blank(quad) or sum_of(quad) not in removed]
            self._whole = True
            write(self.engine, Change(bundled_files.GRAPHS, (), [*added, *new]))
            for stated in self.imports.unconfirmed.values():
                stated.difference_update(new)
            self._bundled = {"version": bundled_files.version(data=data), "data": data}
            self._written()
            try:
                self._snapshot(_sums(fresh))
            except OSError as error:
                raise self._unwritten(error) from error
            self._whole = False


def _sums(engine: ox.Store) -> list[bytes]:
    return [sum_of(quad) for quad in engine if not _has_blank(quad)]


def _has_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
