"""A saved status table of a depositary beside what the graph holds: what agrees, differs, and is missing on either side."""

from __future__ import annotations

from unodc_graph.reconciling.reconciliation import ComparedAct, NotRecognised, Reconciliation

__all__ = ["ComparedAct", "NotRecognised", "Reconciliation"]
