"""One process at a time has a folder."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from unodc_graph.errors import LoadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Lock"]


class Lock:
    """A lock on a file, which the operating system takes back when the process ends.

    Raises
    ------
    LoadError
        If it is held, here or by another process.
    OSError
        If the file cannot be opened for writing.
    """

    _file = -1

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            try:
                _take(self._file)
            except OSError as error:
                holder = os.pread(self._file, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
                who = f"the process {holder}" if holder.isdigit() else "another process"
                told = "this process" if holder == str(os.getpid()) else who
                raise LoadError(path.parent, f"is in use by {told}; close the graph there first") from error
            os.ftruncate(self._file, 0)
            os.write(self._file, str(os.getpid()).encode())
        except BaseException:
            self.free()
            raise

    def __del__(self) -> None:
        self.free()

    def free(self) -> None:
        """Let others have it; once is enough."""
        if self._file >= 0:
            file, self._file = self._file, -1
            os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        # Beyond the end of what is written, so that the others can read who holds it.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
