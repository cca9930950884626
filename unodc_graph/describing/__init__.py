"""What is known of one thing: what it is, its facts in groups, who says them, and what is not known."""

from __future__ import annotations

from unodc_graph.describing.description import Description, Further
from unodc_graph.describing.reading import describe

__all__ = ["Description", "Further", "describe"]
