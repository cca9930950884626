"""What `import unodc_graph` costs."""

from __future__ import annotations

from benchmarks.measure import Figure, fresh


def figures() -> list[Figure]:
    """Measure whole processes that import and do nothing else."""
    ours, engine = fresh("import unodc_graph", "import pyoxigraph", rounds=15)
    return [Figure("`import unodc_graph`", ours, engine, "`import pyoxigraph`", 1 / 3)]
