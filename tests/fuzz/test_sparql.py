"""No text, however hostile, ends the process or raises anything but the library's errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = ("kg.query", "kg.query, bound", "kg.graph.query", "kg.dataset.query", "kg.graph.update", "kg.dataset.update")


def try_texts(count: int, seed: int, folder: Path, *, limit: int) -> dict[str, int]:
    """Try texts in a process of their own; give how they ended."""
    now = folder / "now.txt"
    command = [sys.executable, "-m", "tests.fuzz.asking", str(count), str(seed), str(now)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        pytest.fail(f"this text took too long: {now.read_bytes()!r}")
    if done.returncode:
        pytest.fail(f"ended with {done.returncode} at {now.read_bytes()[:3000]!r}\n{done.stderr[-3000:]}")
    told = json.loads(done.stdout)
    assert told["wrong"] == {}
    outcomes: dict[str, int] = told["outcomes"]
    return outcomes


def test_hostile_texts_give_answers_or_errors_of_the_library(tmp_path: Path) -> None:
    outcomes = try_texts(400, 0, tmp_path, limit=300)
    assert outcomes["inputs"] >= 400
    for way in WAYS:
        # Each way must have been gone to the end, and been refused.
        assert outcomes[f"{way}: answered"] > 0
        assert outcomes[f"{way}: QueryRefusedError"] > 40


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_a_hundred_thousand_hostile_texts(seed: int, tmp_path: Path) -> None:
    assert try_texts(5000, seed, tmp_path, limit=1800)["inputs"] >= 5000
