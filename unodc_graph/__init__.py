"""A knowledge graph of the UN Office on Drugs and Crime in Central Asia and the South Caucasus.

Examples
--------
>>> import unodc_graph as ug
>>> kg = ug.load()
>>> str(kg.resolve("ROCA"))
'https://w3id.org/unodc-graph/id/office-ROCA'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rdflib import Namespace

    from unodc_graph.answers import Answer
    from unodc_graph.catalog import Catalog, Parameter, Query
    from unodc_graph.citing import Source
    from unodc_graph.dates import PartialDate, Period
    from unodc_graph.describing import Description
    from unodc_graph.errors import (
        AmbiguousTermError,
        ClosedGraphError,
        ExportError,
        ImportDataError,
        LoadError,
        MissingExtraError,
        ParameterError,
        QueryError,
        QueryLimitError,
        QueryRefusedError,
        QuerySyntaxError,
        UnknownQueryError,
        UnknownTermError,
        UnodcGraphError,
        UpdateError,
        ValidationFailedError,
    )
    from unodc_graph.explaining import Explanation
    from unodc_graph.graph import KnowledgeGraph, load
    from unodc_graph.importers.report import ImportedTable, ImportReport, Refusal
    from unodc_graph.keeping.outdated import DataVersionWarning
    from unodc_graph.law import AppliedRule, EntryIntoForce, LegalExplanation, Participation, Reason, Status, TreatyAct
    from unodc_graph.reading.literals import Rewritten
    from unodc_graph.reading.report import LoadedFile, LoadReport
    from unodc_graph.reconciling import ComparedAct, NotRecognised, Reconciliation
    from unodc_graph.resources import alignment_files
    from unodc_graph.results import Table
    from unodc_graph.rows import Row
    from unodc_graph.validation import Finding, Report

    UG: Namespace
    UGD: Namespace
    UGS: Namespace
    UGV: Namespace

__version__ = "0.1.0"

__all__ = [
    "UG",
    "UGD",
    "UGS",
    "UGV",
    "AmbiguousTermError",
    "Answer",
    "AppliedRule",
    "Catalog",
    "ClosedGraphError",
    "ComparedAct",
    "DataVersionWarning",
    "Description",
    "EntryIntoForce",
    "Explanation",
    "ExportError",
    "Finding",
    "ImportDataError",
    "ImportReport",
    "ImportedTable",
    "KnowledgeGraph",
    "LegalExplanation",
    "LoadError",
    "LoadReport",
    "LoadedFile",
    "MissingExtraError",
    "NotRecognised",
    "Parameter",
    "ParameterError",
    "PartialDate",
    "Participation",
    "Period",
    "Query",
    "QueryError",
    "QueryLimitError",
    "QueryRefusedError",
    "QuerySyntaxError",
    "Reason",
    "Reconciliation",
    "Refusal",
    "Report",
    "Rewritten",
    "Row",
    "Source",
    "Status",
    "Table",
    "TreatyAct",
    "UnknownQueryError",
    "UnknownTermError",
    "UnodcGraphError",
    "UpdateError",
    "ValidationFailedError",
    "alignment_files",
    "load",
]

_HOMES: Final = {
    "answers": ("Answer",),
    "catalog": ("Catalog", "Parameter", "Query"),
    "citing": ("Source",),
    "dates": ("PartialDate", "Period"),
    "describing": ("Description",),
    "explaining": ("Explanation",),
    "graph": ("KnowledgeGraph", "load"),
    "keeping.outdated": ("DataVersionWarning",),
    "importers.report": ("ImportReport", "ImportedTable", "Refusal"),
    "law": ("AppliedRule", "EntryIntoForce", "LegalExplanation", "Participation", "Reason", "Status", "TreatyAct"),
    "reading.literals": ("Rewritten",),
    "reading.report": ("LoadReport", "LoadedFile"),
    "reconciling": ("ComparedAct", "NotRecognised", "Reconciliation"),
    "resources": ("alignment_files",),
    "results": ("Table",),
    "rows": ("Row",),
    "validation": ("Finding", "Report"),
}
_HOME_OF: Final = {name: module for module, names in _HOMES.items() for name in names}
_NAMESPACES: Final = ("UG", "UGD", "UGS", "UGV")


def __getattr__(name: str) -> Any:
    # Loaded on first use: a script that only asks the engine does not pay for rdflib.
    if name in _NAMESPACES:
        from rdflib import Namespace

        value: Any = Namespace(getattr(import_module("unodc_graph.namespaces"), f"{name}_BASE"))
    elif name in _HOME_OF:
        value = getattr(import_module(f"unodc_graph.{_HOME_OF[name]}"), name)
    elif name in __all__:
        value = getattr(import_module("unodc_graph.errors"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
