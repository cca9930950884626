"""What the loaded graph takes of the memory of a process."""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import Final

from benchmarks.measure import Figure
from unodc_graph import resources

# Each begins after its imports, those that are made on first use included.
_PROGRAM: Final = """
import sys
from pathlib import Path

def resident():
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024

{before}
start = resident()
{work}
print(resident() - start, resident())
"""
_OURS: Final = ("import unodc_graph as ug; ug.load", "kg = ug.load()")
_THEIRS: Final = (
    "import rdflib; rdflib.Graph().parse(data='<urn:a> <urn:b> 1 .'); graph = rdflib.Graph()",
    "for file in {files!r}: graph.parse(file, format='turtle')",
)
_ROUNDS: Final = 5


def figures() -> list[Figure]:
    """Measure how much a process grows by loading the same files, and how large it is then."""
    files = [
        str(file)
        for list_files in (
            resources.ontology_files,
            resources.shape_files,
            resources.data_files,
            resources.unconfirmed_files,
        )
        for file in list_files()
    ]
    ours = _grown(*_OURS)
    theirs = _grown(_THEIRS[0], _THEIRS[1].format(files=files))
    return [
        Figure("memory: growth by `ug.load()`", ours[0], theirs[0], "`rdflib.Graph`, same files", 1 / 0.4, "MB"),
        Figure("memory: the whole process after it", ours[1], theirs[1], "the same", None, "MB"),
    ]


def _grown(before: str, work: str) -> tuple[float, float]:
    """Give the median growth and the median size of the process, in bytes."""
    program = _PROGRAM.format(before=before, work=work)
    sizes = [
        [
            int(word)
            for word in subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.split()
        ]
        for _ in range(_ROUNDS)
    ]
    growth, total = zip(*sizes, strict=True)
    return statistics.median(growth), statistics.median(total)
