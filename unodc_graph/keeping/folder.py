"""The folder of a graph on disk: what is in it, how it is opened, and how a write gets there."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from unodc_graph.errors import LoadError
from unodc_graph.keeping.journal import Journal, digest
from unodc_graph.keeping.locking import Lock
from unodc_graph.store.changes import Change, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Folder", "sum_of"]

FORMAT: Final = 1
_MANIFEST: Final = "unodc-graph.json"
_LOCK: Final = "lock"
_OURS: Final = ("snapshot-", "journal-", "bundled-", f"{_MANIFEST}.unfinished")
# A journal of more bytes than the snapshot, and of more than these, makes way for a new snapshot.
_LONG_JOURNAL: Final = 1 << 24
_SUM: Final = 8


@dataclass(slots=True)
class _Manifest:
    """What names the files that count."""

    generation: int
    snapshot: str
    bundled: str
    graphs: list[str]
    state: dict[str, Any]
    format: int = FORMAT
    sums: dict[str, str] = field(default_factory=dict)


class Folder:
    """A folder that this process holds until it closes it.

    Parameters
    ----------
    path
        An empty folder, one that is not there yet, or one that holds a graph.

    Attributes
    ----------
    path
        The folder.
    is_new
        Whether it holds no graph yet.

    Raises
    ------
    LoadError
        If it is in use, is no folder, holds something else, is of another version, is damaged or
        cannot be written.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._journal: Journal | None = None
        self._manifest: _Manifest | None = None
        try:
            if not str(path):
                raise LoadError("''", "is no path: expected the name of a folder")
            _check_place(self.path)
            self._lock = Lock(self.path / _LOCK)
        except (OSError, ValueError) as error:
            raise _told(self.path, error) from error
        try:
            self._open()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise _told(self.path, error) from error
            raise

    def reopen(self) -> None:
        """Find out anew which files count, after a write that broke off.

        Raises
        ------
        LoadError, OSError
            If they cannot be read.
        """
        if self._journal is not None:
            self._journal.close()
        self._open()

    def _open(self) -> None:
        manifest = self.path / _MANIFEST
        if manifest.exists():
            self._manifest = _manifest_in(manifest)
            self._journal = Journal(self.path / f"journal-{self._manifest.generation}")
        self._sweep()

    @property
    def is_new(self) -> bool:
        """Whether it holds no graph yet."""
        return self._manifest is None

    def close(self) -> None:
        """Let others have the folder."""
        if self._journal is not None:
            self._journal.close()
        self._lock.free()

    # -- reading ---------------------------------------------------------------------------

    def read_into(self, engine: ox.Store) -> dict[str, Any]:
        """Put what the folder holds into an empty engine; give what the store noted beside it.

        Raises
        ------
        LoadError
            If a file is missing or damaged.
        """
        manifest = self._manifest
        if manifest is None or self._journal is None:
            return {}
        data = self._checked(manifest.snapshot)
        state = dict(manifest.state)
        try:
            engine.bulk_extend(ox.parse(data, format=ox.RdfFormat.N_QUADS))
            for graph in manifest.graphs:
                engine.add_graph(ox.NamedNode(graph))
            for record in self._journal.records():
                state.update(_replay(engine, record))
        except LoadError:
            raise
        except OSError as error:
            raise _told(self.path, error) from error
        except (SyntaxError, ValueError, KeyError) as error:
            raise LoadError(self.path, f"holds what this version cannot read: {error}") from error
        return state

    def bundled_sums(self) -> frozenset[bytes]:
        """Give the sums of the bundled statements as they were written, for ``sum_of`` a statement."""
        if self._manifest is None:
            return frozenset()
        data = self._checked(self._manifest.bundled)
        return frozenset(data[place : place + _SUM] for place in range(0, len(data), _SUM))

    def _checked(self, name: str) -> bytes:
        path = self.path / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LoadError(path, f"cannot be read: {error.strerror or error}") from error
        if self._manifest is None or digest(data) != self._manifest.sums.get(name):
            raise LoadError(path, "is damaged; put the folder back from a copy, or make a new one")
        return data

    # -- writing ---------------------------------------------------------------------------

    @property
    def wants_snapshot(self) -> bool:
        """Whether the journal has become longer than it is worth."""
        if self._journal is None or self._manifest is None:
            return True
        return self._journal.size > max(_LONG_JOURNAL, (self.path / self._manifest.snapshot).stat().st_size)

    def append(self, changes: Sequence[Change], state: Mapping[str, object]) -> None:
        """Write changes as one record.

        Parameters
        ----------
        changes
            In the order in which they are made.
        state
            What the store notes beside them.

        Raises
        ------
        OSError
            If it cannot be written: then nothing is.
        """
        if self._journal is None:
            raise OSError("the folder holds no graph yet")
        parts: list[bytes] = []
        told: list[dict[str, object]] = []
        for change in changes:
            removed, added = _nquads(change.removed), _nquads(change.added)
            told.append(
                {
                    "dropped": [graph.value for graph in change.dropped],
                    "removed": len(removed),
                    "added": len(added),
                }
            )
            parts += [removed, added]
        head = json.dumps({"changes": told, "state": state}, ensure_ascii=True).encode()
        self._journal.append(b"".join([head, b"\n", *parts]))

    def replace(
        self,
        nquads: bytes,
        graphs: Iterable[str],
        state: Mapping[str, object],
        *,
        bundled: Iterable[bytes] | None = None,
    ) -> None:
        """Write a snapshot in the place of all that the folder holds.

        Parameters
        ----------
        nquads, graphs
            What is stated, and the graphs, those that state nothing too.
        state
            What the store notes beside it.
        bundled
            The sums of the bundled statements; ``None`` leaves those that are there.

        Raises
        ------
        OSError
            If it cannot be written: then the folder is as before.
        """
        old = self._manifest
        generation = 1 if old is None else old.generation + 1
        new = _Manifest(generation, f"snapshot-{generation}.nq", "", list(graphs), dict(state))
        new.sums[new.snapshot] = self._write(new.snapshot, nquads)
        if bundled is None and old is not None:
            new.bundled = old.bundled
            new.sums[new.bundled] = old.sums[old.bundled]
        else:
            new.bundled = f"bundled-{generation}"
            new.sums[new.bundled] = self._write(new.bundled, b"".join(sorted(bundled or ())))
        journal = f"journal-{generation}"
        self._write(journal, b"")
        opened = Journal(self.path / journal)
        try:
            self._write(f"{_MANIFEST}.unfinished", _as_json({**asdict(new), "sum": digest(_as_json(asdict(new)))}))
            (self.path / f"{_MANIFEST}.unfinished").replace(self.path / _MANIFEST)
        except BaseException:
            opened.close()
            raise
        if self._journal is not None:
            self._journal.close()
        self._manifest, self._journal = new, opened
        _sync_folder(self.path)
        self._sweep()

    def _write(self, name: str, data: bytes) -> str:
        with (self.path / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return digest(data)

    def _sweep(self) -> None:
        """Remove the files that no longer count, and those that never came to."""
        kept: set[str] = set()
        if self._manifest is not None:
            kept = {self._manifest.snapshot, self._manifest.bundled, f"journal-{self._manifest.generation}"}
        for file in self.path.iterdir():
            if file.name.startswith(_OURS) and file.name not in kept:
                file.unlink(missing_ok=True)


def sum_of(quad: ox.Quad) -> bytes:
    """Give the sum of a statement in its graph, by which a bundled statement is known again."""
    return bytes.fromhex(digest(str(quad).encode()))[:_SUM]


def _replay(engine: ox.Store, record: bytes) -> dict[str, Any]:
    head, _, rest = record.partition(b"\n")
    told = json.loads(head)
    for one in told["changes"]:
        removed, added, rest = _cut(rest, one["removed"], one["added"])
        dropped = [ox.NamedNode(graph) for graph in one["dropped"]]
        write(engine, Change(dropped, _quads(removed), _quads(added)))
    state: dict[str, Any] = told["state"]
    return state


def _cut(data: bytes, first: int, second: int) -> tuple[bytes, bytes, bytes]:
    return data[:first], data[first : first + second], data[first + second :]


def _nquads(quads: Sequence[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _quads(data: bytes) -> list[ox.Quad]:
    return list(ox.parse(data, format=ox.RdfFormat.N_QUADS))


def _check_place(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise LoadError(path, "is a file: a graph is kept in a folder")
    path.mkdir(parents=True, exist_ok=True)
    if not (path / _MANIFEST).exists():
        others = [file.name for file in path.iterdir() if file.name != _LOCK and not file.name.startswith(_OURS)]
        if others:
            raise LoadError(path, f"holds other files, as {min(others)}: give an empty folder, or a new one")


def _manifest_in(path: Path) -> _Manifest:
    try:
        told = json.loads(path.read_bytes())
        form, total = told["format"], told.pop("sum", None)
        is_whole = form != FORMAT or total == digest(_as_json(told))
        manifest = _Manifest(**told) if form == FORMAT else None
    except (ValueError, KeyError, TypeError, AttributeError):
        is_whole, manifest = False, None
    if not is_whole:
        raise LoadError(path, "is damaged; put the folder back from a copy, or make a new one")
    if manifest is None:
        reason = f"is of the format {form}, and this version of unodc_graph reads the format {FORMAT}"
        raise LoadError(path.parent, f"{reason}; open it with the version that made it")
    return manifest


def _as_json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()


def _told(folder: Path, error: OSError | ValueError) -> LoadError:
    if isinstance(error, LoadError):
        return error
    place = getattr(error, "filename", None) or folder
    return LoadError(place, f"cannot be opened for writing: {getattr(error, 'strerror', None) or error}")


def _sync_folder(path: Path) -> None:
    if os.name == "posix":
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
