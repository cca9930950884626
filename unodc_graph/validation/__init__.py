"""SHACL validation: shapes in, a Report of Findings out."""

from __future__ import annotations

from unodc_graph.validation.report import Finding, Report

__all__ = ["Finding", "Report"]
