"""Readers yield records, mappers yield triples; neither writes anything.

``layouts`` declares the tables and their columns; ``tables`` reads CSV files; one module per kind
maps their rows; ``facts`` checks and maps all of them. ``mapping`` makes the bundled data of them,
``importing`` takes a user's tables into a graph, ``templates`` writes empty ones.
"""

from __future__ import annotations

from unodc_graph.importers.base import Record
from unodc_graph.importers.mapping import bundled_schemes, map_folder, map_tables
from unodc_graph.importers.tables import read_tables

__all__ = ["Record", "bundled_schemes", "map_folder", "map_tables", "read_tables"]
