"""The process that asks: reads requests from standard input and answers on standard output.

A message is a line of JSON, and behind it as many bytes as its ``size`` says.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import time
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

__all__ = ["main"]

_PART: Final = 1 << 18
_PATIENCE: Final = 0.2
_GRACE: Final = 1.0

Request = tuple[dict[str, Any], bytes]


class _TooMany(Exception):  # noqa: N818 - it is not an error but the end
    """There are more rows than may be."""


class _Parts:
    """Sends what the engine writes in parts of whole lines."""

    def __init__(self, out: BinaryIO, max_rows: int | None, header: int) -> None:
        self._out = out
        self._max_rows = max_rows
        self._kept = bytearray()
        self._lines = -header
        self._sent = time.monotonic()

    @property
    def rows(self) -> int:
        """How many rows were written."""
        return max(self._lines, 0)

    def write(self, data: bytes) -> int:
        """Take a part of the answer."""
        self._kept += data
        self._lines += data.count(b"\n")
        if self._max_rows is not None and self._lines > self._max_rows:
            raise _TooMany
        if len(self._kept) >= _PART or time.monotonic() - self._sent > _PATIENCE:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: a part is sent when it is long enough."""

    def send(self) -> None:
        """Send what was kept back."""
        if self._kept:
            _say(self._out, {"part": "rows", "rows": self.rows}, bytes(self._kept))
            self._kept.clear()
            self._sent = time.monotonic()


def main() -> None:
    """Answer until there is nobody to answer."""
    # Nobody but the other end of the pipes is to write there, or to read.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    store = ox.Store()
    while True:
        request, data = requests.get()
        if request["do"] == "forget":
            store = ox.Store()
        elif request["do"] == "hold":
            graph = ox.NamedNode(request["graph"])
            store.add_graph(graph)
            # The reader keeps the names of blank nodes; the store's own would give them others.
            quads = ox.parse(data, format=ox.RdfFormat.N_TRIPLES)
            store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
        elif request["do"] == "tell":
            _say(out, {"part": "ready"}, b"")
        else:
            _answer(store, request, out)


def _listen(pipe: BinaryIO, requests: SimpleQueue[Request]) -> None:
    """Read requests, and end the process when there will be no more, whatever the engine is doing."""
    while True:
        line = pipe.readline()
        if not line:
            os._exit(0)
        request = json.loads(line)
        requests.put((request, pipe.read(request["size"])))


def _answer(store: ox.Store, request: dict[str, Any], out: BinaryIO) -> None:
    # Who asked ends this process at the limit; should it no longer be there, this does.
    faulthandler.dump_traceback_later(request["timeout"] + _GRACE, exit=True, file=sys.stderr)
    parts = _Parts(out, request["max_rows"], header=0)
    end: dict[str, object] = {"part": "end"}
    try:
        answer = store.query(
            request["text"],
            prefixes=request["prefixes"],
            default_graph=[ox.NamedNode(graph) for graph in request["default"]],
            named_graphs=[ox.NamedNode(graph) for graph in request["reached"]],
        )
        if isinstance(answer, ox.QueryBoolean):
            end["answer"] = bool(answer)
        elif isinstance(answer, ox.QueryTriples):
            end["graph"] = True
            answer.serialize(parts, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]  # write is all it needs
        else:
            end["columns"] = [variable.value for variable in answer.variables]
            parts = _Parts(out, request["max_rows"], header=1)
            answer.serialize(parts, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]  # the same
    except _TooMany:
        end = {"part": "limit"}
    except SyntaxError as error:
        end = {"part": "syntax", "told": str(error)}
    except (RuntimeError, OSError, ValueError) as error:
        end = {"part": "error", "told": str(error)}
    else:
        parts.send()
    finally:
        faulthandler.cancel_dump_traceback_later()
    _say(out, {**end, "rows": parts.rows}, b"")
    out.flush()


def _say(out: BinaryIO, message: dict[str, object], data: bytes) -> None:
    try:
        out.write(json.dumps({**message, "size": len(data)}).encode() + b"\n")
        out.write(data)
        out.flush()
    except OSError:
        os._exit(0)


if __name__ == "__main__":
    main()
