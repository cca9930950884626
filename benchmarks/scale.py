"""Loading generated files of three sizes: whether the time grows with the size, and the memory beside rdflib's.

Each file is loaded by a process of its own, the small ones three times. rdflib takes minutes for the
largest, which is read once.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.measure import Figure

SIZES: Final = (10_000, 100_000, 1_000_000)
_SEED: Final = 6
_OF_A_THING: Final = 5
_PREFIXES: Final = """\
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ug: <https://w3id.org/unodc-graph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_PROGRAM: Final = """
import sys, time
from pathlib import Path

def resident():
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024

{before}
start, begun = resident(), time.perf_counter()
{work}
print(time.perf_counter() - begun, resident() - start)
"""
_OURS: Final = ("import unodc_graph as ug; kg = ug.load(bundled=False)", "kg.add({file!r})")
_THEIRS: Final = (
    "import rdflib; rdflib.Graph().parse(data='<urn:a> <urn:b> 1 .'); graph = rdflib.Graph()",
    "graph.parse({file!r}, format='turtle')",
)
_ROUNDS: Final = 3


def write(size: int, path: Path) -> None:
    """Write so many statements as Turtle: things with a class, a name, a day, a number and a place each."""
    chance = random.Random(_SEED)  # noqa: S311 - a seed makes the same file each time
    with path.open("w", encoding="utf-8") as file:
        file.write(_PREFIXES)
        for thing in range(size // _OF_A_THING):
            day = f"{chance.randrange(1990, 2024)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            file.write(
                f'ex:p{thing} a ug:Project ; rdfs:label "Project {thing} of region {chance.randrange(1000)}"@en ;\n'
                f'  ug:start "{day}"^^xsd:date ; ug:value {chance.randrange(10**6)}.{chance.randrange(1, 100):02} ;\n'
                f"  ug:inState ex:s{chance.randrange(200)} .\n"
            )


def figures() -> list[Figure]:
    """Measure the time for each statement at the three sizes, and the memory beside rdflib's."""
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder, f"{size}.ttl") for size in SIZES}
        for size, file in files.items():
            write(size, file)
        small, middle, large = files
        ours: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
        for _ in range(_ROUNDS):  # in turns, so that what else the machine does falls on all sizes
            for size, file in files.items():
                ours[size].append(_measured(_OURS, file))
        theirs = {size: _measured(_THEIRS, files[size]) for size in (middle, large)}
    time_of = {size: statistics.median(time for time, _ in ours[size]) * 1000 / size for size in SIZES}
    memory_of = {size: statistics.median(memory for _, memory in ours[size]) for size in SIZES}
    per = "load, time for 1,000 statements of"
    return [
        Figure(f"{per} {middle:,}", time_of[middle], time_of[small], f"of {small:,}", None),
        Figure(f"{per} {large:,}", time_of[large], time_of[middle], f"of {middle:,}", 1 / 1.5),
        *(
            Figure(f"{per} {size:,}", time_of[size], theirs[size][0] * 1000 / size, "rdflib's parser, same file", None)
            for size in (middle, large)
        ),
        *(
            Figure(
                f"memory: growth by {size:,} statements",
                memory_of[size],
                theirs[size][1],
                "`rdflib.Graph`, same file",
                1 / 0.4,
                "MB",
            )
            for size in (middle, large)
        ),
    ]


def _measured(program: tuple[str, str], file: Path) -> tuple[float, float]:
    """Give the seconds and the bytes that a process takes for a file."""
    before, work = program
    code = _PROGRAM.format(before=before, work=work.format(file=str(file)))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    seconds, grown = done.stdout.split()
    return float(seconds), float(grown)


if __name__ == "__main__":
    for figure in figures():
        print(figure.line(), flush=True)
