"""Which processes a process has started, and whether one is still there."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path

__all__ = ["children", "is_there"]


def children(pid: int) -> set[int]:
    """Give the processes that a process has started and that still are there."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        return _told_by_ps(pid)
    found: set[int] = set()
    for task in tasks.iterdir():
        with contextlib.suppress(FileNotFoundError):  # a thread that has just ended
            found.update(map(int, (task / "children").read_text().split()))
    return found


def _told_by_ps(pid: int) -> set[int]:
    with subprocess.Popen(["ps", "-A", "-o", "pid=", "-o", "ppid="], stdout=subprocess.PIPE, text=True) as listing:
        told, _ = listing.communicate()
    pairs = (map(int, line.split()) for line in told.splitlines())
    return {child for child, parent in pairs if parent == pid and child != listing.pid}


def is_there(pid: int) -> bool:
    """Say whether a process has not ended, or nobody has taken note of its end."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
