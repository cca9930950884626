"""A file of records: each is whole or is not there."""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import LoadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Journal", "digest"]

_HEAD: Final = re.compile(rb"record ([0-9a-f]{16}) ([0-9a-f]{32})\n")
_HEAD_SIZE: Final = 57


def digest(data: bytes) -> str:
    """Give the sum by which damage is found.

    Examples
    --------
    >>> digest(b"")
    'cae66941d9efbd404e4d88758ea67670'
    """
    return blake2b(data, digest_size=16).hexdigest()


class Journal:
    """Records at the end of a file.

    Parameters
    ----------
    path
        The file. What stands at its end and is not whole was being written when a process ended,
        and is cut off.

    Attributes
    ----------
    size
        The bytes of the whole records.

    Raises
    ------
    LoadError
        If a record is damaged.
    OSError
        If the file cannot be read or written.
    """

    _file = -1

    def __init__(self, path: Path) -> None:
        self.path = path
        data = path.read_bytes()
        self.size = _read(path, data)[1]
        self._file = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        self._broken = False
        try:
            if self.size < len(data):
                os.ftruncate(self._file, self.size)
        except BaseException:
            self.close()
            raise

    def records(self) -> list[bytes]:
        """Read the records, in order.

        Raises
        ------
        LoadError
            If one is damaged.
        OSError
            If the file cannot be read.
        """
        return _read(self.path, self.path.read_bytes())[0]

    def append(self, payload: bytes) -> None:
        """Write a record and wait until the disk has it.

        Raises
        ------
        OSError
            If it cannot be written: then it is not there.
        """
        if self._broken:
            raise OSError("an earlier write failed and could not be taken back; close the graph and open it again")
        record = memoryview(b"record %016x %s\n" % (len(payload), digest(payload).encode()) + payload)
        place = self.size
        try:
            os.lseek(self._file, place, os.SEEK_SET)
            while record:
                record = record[os.write(self._file, record) :]
            os.fsync(self._file)
        except BaseException:
            try:
                os.ftruncate(self._file, place)
            except OSError:
                self._broken = True
            raise
        self.size = os.lseek(self._file, 0, os.SEEK_CUR)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; once is enough."""
        if self._file >= 0:
            file, self._file = self._file, -1
            os.close(file)


def _read(path: Path, data: bytes) -> tuple[list[bytes], int]:
    records: list[bytes] = []
    place = 0
    while place + _HEAD_SIZE <= len(data):
        head = _HEAD.fullmatch(data, place, place + _HEAD_SIZE)
        if head is None:
            raise _damaged(path, place)
        start, end = place + _HEAD_SIZE, place + _HEAD_SIZE + int(head[1], 16)
        if end > len(data):
            break
        payload = data[start:end]
        if digest(payload).encode() != head[2]:
            raise _damaged(path, place)
        records.append(payload)
        place = end
    return records, place


def _damaged(path: Path, place: int) -> LoadError:
    return LoadError(path, f"is damaged at byte {place}; put the folder back from a copy, or make a new one")
