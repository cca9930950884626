"""Readers yield records, mappers yield triples; neither writes anything.

``tables`` reads CSV files, one module per kind maps their rows, ``mapping`` runs all of them
over a folder.
"""

from __future__ import annotations

from unodc_graph.importers.base import Record
from unodc_graph.importers.mapping import map_folder, map_tables
from unodc_graph.importers.tables import read_tables

__all__ = ["Record", "map_folder", "map_tables", "read_tables"]
