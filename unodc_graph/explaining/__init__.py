"""Why the graph states something: who says it, or by which rule it follows from what."""

from __future__ import annotations

from unodc_graph.explaining.explanation import Derivation, Explanation
from unodc_graph.explaining.reading import explain

__all__ = ["Derivation", "Explanation", "explain"]
