"""``python -m unodc_graph`` is the command ``unodc-graph``."""

from __future__ import annotations

from unodc_graph.cli import main

if __name__ == "__main__":
    main()
