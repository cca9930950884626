"""What the benchmarks share: clocks, whole processes, and the line that a figure becomes."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Figure:
    """A ratio, what it must reach, and the two times, or sizes, that it is made of.

    Attributes
    ----------
    what
        The work that is measured.
    ours, theirs
        Medians in seconds, or in bytes.
    goal
        The ratio theirs / ours that is asked for; ``None`` where none is.
    unit
        How they are printed: ``ms`` for seconds, ``MB`` for bytes.
    """

    what: str
    ours: float
    theirs: float
    against: str
    goal: float | None
    unit: Literal["ms", "MB"] = "ms"

    def line(self) -> str:
        """Give the line of the table."""
        ratio = self.theirs / self.ours
        goal = "" if self.goal is None else f"≥ {self.goal:.2f}"
        met = "" if self.goal is None else "yes" if ratio >= self.goal else "**no**"
        sizes = " | ".join(f"{size * _SCALES[self.unit]:.1f} {self.unit}" for size in (self.ours, self.theirs))
        return f"| {self.what} | {self.against} | {sizes} | {ratio:.2f} | {goal} | {met} |"


_SCALES: Final = {"ms": 1e3, "MB": 1e-6}


def warm(*works: Callable[[], object], rounds: int) -> list[float]:
    """Time pieces of work in turns in this process; give the median of each in seconds."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def fresh(*codes: str, rounds: int) -> list[float]:
    """Time Python programs in turns, each as a whole process; give the median of each in seconds."""
    # As installed: Python may keep compiled modules.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: list[list[float]] = [[] for _ in codes]
    for turn in range(rounds + 1):
        for code, taken in zip(codes, times, strict=True):
            start = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
            if turn:
                taken.append(time.perf_counter() - start)
            elif done.stderr:
                sys.exit(done.stderr.decode())
    return [statistics.median(taken) for taken in times]
