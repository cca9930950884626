"""The other end: starts the process, asks it, and ends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import weakref
from contextlib import suppress
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, Final, cast

from unodc_graph.errors import QueryError, QueryLimitError

if TYPE_CHECKING:
    from unodc_graph.limits import Limits

__all__ = ["Worker"]

_PIPE: Final = 1 << 20


class Worker:
    """A process that asks, from its start to its end.

    Raises
    ------
    QueryError
        If it cannot be started.
    """

    def __init__(self) -> None:
        # The package is where this process found it, wherever that is.
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)  # noqa: PTH109 - what an empty entry means
        # Ctrl-C is for this process, which ends that one.
        alone: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "unodc_graph.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                **alone,
            )
        except OSError as error:
            raise QueryError(f"no process can be started for a query with a time limit: {error}") from error
        self._in = cast("IO[bytes]", self._process.stdin)
        self._out = cast("IO[bytes]", self._process.stdout)
        _widen(self._out)
        self.end = weakref.finalize(self, _end, self._process, os.getpid())

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.end.alive and self._process.poll() is None

    def tell(self, message: dict[str, object], data: bytes = b"") -> None:
        """Send a request.

        Raises
        ------
        QueryError
            If the process is no longer there.
        """
        try:
            self._in.write(json.dumps({**message, "size": len(data)}).encode() + b"\n")
            self._in.write(data)
            self._in.flush()
        except (OSError, ValueError) as error:
            self.end()
            raise QueryError("the process that asks has ended; ask again") from error

    def ready(self) -> None:
        """Wait until all that was sent before is done.

        Raises
        ------
        QueryError
            If the process has ended.
        """
        self.tell({"do": "tell"})
        try:
            told = self._part([])
        except BaseException:
            self.end()
            raise
        if told is None:
            self.end()
            raise QueryError("the process that asks ended while it got its copy; ask again")

    def answer(self, timeout: float, limits: Limits) -> tuple[dict[str, Any], bytes]:
        """Wait for the answer to what was asked.

        Returns
        -------
        tuple
            What the process says of it, and the rows.

        Raises
        ------
        QueryLimitError
            If a limit was reached; at the time limit the process is ended.
        QueryError
            If the process ended by itself.
        """
        began = time.perf_counter()
        reached: list[bool] = []

        def stop() -> None:
            reached.append(True)
            self.end()

        clock = Timer(timeout, stop)
        clock.daemon = True
        clock.start()
        parts: list[bytes] = []
        came = 0
        try:
            while (told := self._part(parts)) is not None and told["part"] == "rows":
                came = told["rows"]
        except BaseException:
            # What is still to come would be taken for the next answer.
            self.end()
            raise
        finally:
            clock.cancel()
        if told is not None:
            if told["part"] == "limit":
                rows = cast("int", limits.max_rows)
                raise QueryLimitError("max_rows", rows, rows=rows, seconds=time.perf_counter() - began)
            return told, b"".join(parts)
        self.end()
        if reached:
            raise QueryLimitError("timeout", timeout, rows=came, seconds=time.perf_counter() - began)
        raise QueryError("the process that asked ended before it had answered: the query is more than it can do")

    def _part(self, parts: list[bytes]) -> dict[str, Any] | None:
        """Read a part of the answer; ``None`` if there is none, because the process has ended."""
        try:
            line = self._out.readline()
            if not line.endswith(b"\n"):
                return None
            told: dict[str, Any] = json.loads(line)
            data = self._out.read(told["size"])
        except (OSError, ValueError):
            return None
        parts.append(data)
        return told if len(data) == told["size"] else None


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold an answer of some thousand rows, so that the two processes need not take turns."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """End a process and leave nothing of it; a fork of the process that started it lets it live."""
    if os.getpid() != owner:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()
