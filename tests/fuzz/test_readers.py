"""No file, however damaged, ends the process or raises anything but the library's errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")


def try_files(count: int, seed: int, folder: Path, *, limit: int) -> dict[str, int]:
    """Try files in a process of their own; give how they ended."""
    command = [sys.executable, "-m", "tests.fuzz.reading", str(count), str(seed), str(folder / "now.ttl")]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        pytest.fail(f"this file took too long: {left(folder)}")
    if done.returncode:
        pytest.fail(f"ended with {done.returncode} at {left(folder)}\n{done.stderr[-3000:]}")
    told = json.loads(done.stdout)
    assert told["wrong"] == {}
    outcomes: dict[str, int] = told["outcomes"]
    return outcomes


def left(folder: Path) -> list[tuple[str, bytes]]:
    """Show the file that was being read."""
    return [(path.name, path.read_bytes()[:3000]) for path in folder.glob("now.*")]


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    outcomes = try_files(1500, 0, tmp_path, limit=300)
    assert outcomes["inputs"] == 1500
    assert all(outcomes[f"inputs: {suffix}"] > 150 for suffix in FORMATS)
    # Both ends must have been reached often, or nothing would be tried.
    for way in ("kg.add, merge", "kg.validate(shapes=…)"):
        assert outcomes[f"{way}: read"] > 200
        assert outcomes[f"{way}: LoadError"] > 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_a_hundred_thousand_damaged_files(seed: int, tmp_path: Path) -> None:
    assert try_files(5000, seed, tmp_path, limit=1800)["inputs"] == 5000
