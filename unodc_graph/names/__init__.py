"""Names of people to IRIs: the one thing that a name stands for, or a ranking of what it may stand for."""

from __future__ import annotations

from unodc_graph.names.names import Names

__all__ = ["Names"]
