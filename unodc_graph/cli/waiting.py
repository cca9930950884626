"""A question that Ctrl-C ends."""

from __future__ import annotations

import os
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["interruptible"]

Answer = TypeVar("Answer")

_INTERRUPTED: Final = 130


def interruptible(ask: Callable[[], Answer]) -> Answer:
    """Ask on another thread, because the engine does not stop for Ctrl-C while it works.

    The main thread only waits, so that the key reaches it.

    Returns
    -------
    object
        What ``ask`` returns, which must hold nothing of the engine that is bound to its thread.

    Raises
    ------
    Exception
        What ``ask`` raises.

    Examples
    --------
    >>> interruptible(lambda: 6 * 7)
    42
    """
    with ThreadPoolExecutor(max_workers=1) as threads:
        asked = threads.submit(_ask_and_let_go, ask)
        try:
            return asked.result()
        except KeyboardInterrupt:
            # The other thread cannot be ended, and nothing waits to be written.
            os._exit(_INTERRUPTED)


def _ask_and_let_go(ask: Callable[[], Answer]) -> Answer:
    """Ask, and leave nothing in an error that the engine wants dropped on the thread that made it."""
    try:
        return ask()
    except Exception as error:
        seen: set[int] = set()
        failures: list[BaseException | None] = [error]
        while failures:
            failure = failures.pop()
            if failure is not None and id(failure) not in seen:
                seen.add(id(failure))
                traceback.clear_frames(failure.__traceback__)
                failures += [failure.__cause__, failure.__context__]
        raise
