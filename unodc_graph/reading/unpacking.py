"""Files unpacked, gzip and zstd, as far as is safe."""

from __future__ import annotations

import gzip
import sys
import zlib
from importlib import import_module
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, cast

from unodc_graph.errors import LoadError, MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGEST", "MODULE_OF_ZSTD", "RATIO", "unpacked"]

LARGEST: Final = 2 * 1024**3
"""Bytes that a compressed file may hold."""
RATIO: Final = 200
"""How many times as large as the file what it holds may be, past the first 16 MiB; RDF reaches about 50."""

_ALWAYS: Final = 16 * 1024**2  # a small file of one line again and again is no danger
_PIECE: Final = 1024**2
_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
MODULE_OF_ZSTD: Final = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


def unpacked(path: Path, data: bytes) -> bytes:
    """Unpack what begins like gzip or zstd, whatever its name; anything else comes back as it is.

    Raises
    ------
    LoadError
        If it is damaged, or holds more than ``LARGEST`` bytes or more than ``RATIO`` times its own size.
    MissingExtraError
        If it is zstd, and the extra for it is not installed.
    """
    if data.startswith(_GZIP):
        name, stream = "gzip", cast("IO[bytes]", gzip.GzipFile(fileobj=BytesIO(data)))
        damages: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)
    elif data.startswith(_ZSTD):
        try:
            zstd = import_module(MODULE_OF_ZSTD)
        except ImportError:
            raise MissingExtraError("zstd", f"{path}: reading a file compressed by zstd") from None
        name, stream = "zstd", cast("IO[bytes]", zstd.ZstdFile(BytesIO(data)))
        damages = (OSError, EOFError, zstd.ZstdError)
    else:
        return data
    largest = min(LARGEST, max(_ALWAYS, RATIO * len(data)))
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > largest:
                break
            pieces.append(piece)
    except damages as error:
        raise LoadError(path, f"is damaged: its {name} compression cannot be undone ({error})") from error
    if size > largest:
        raise LoadError(
            path,
            f"holds more than {largest:,} bytes: a compressed file may hold {RATIO} times its own size (a small one "
            f"{_ALWAYS:,} bytes) and {LARGEST:,} bytes at most; if it is what it should be, unpack it yourself",
        )
    return b"".join(pieces)
