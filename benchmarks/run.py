"""Measure all figures in one run and write them into README.md beside this file."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

import unodc_graph as ug
from benchmarks import (
    catalogue,
    checking,
    export,
    find,
    frames,
    fresh_process,
    import_time,
    law,
    load,
    memory,
    rows,
    scale,
    tables,
    timed,
)

README = Path(__file__).with_name("README.md")
MODULES = (
    fresh_process,
    load,
    scale,
    memory,
    catalogue,
    checking,
    find,
    rows,
    timed,
    frames,
    law,
    tables,
    export,
    import_time,
)
HEAD = "| what | against | ours | theirs | theirs / ours | asked for | reached |\n|--|--|--|--|--|--|--|"


def main() -> None:
    """Run every benchmark."""
    lines = [figure.line() for module in MODULES for figure in module.figures()]
    size = len(ug.load().graph)
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "unodc-graph"))
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}; {size:,} statements in what a query sees"
    )
    table = "\n".join([machine, "", HEAD, *lines])
    print(table)
    text = README.read_text(encoding="utf-8")
    README.write_text(
        re.sub(r"(?s)(<!-- figures -->\n).*(<!-- end -->)", lambda found: f"{found[1]}{table}\n{found[2]}", text),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
