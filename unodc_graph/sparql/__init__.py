"""SPARQL as text: what a query is, what is refused, and where a value goes."""

from __future__ import annotations

from unodc_graph.sparql.brackets import MAX_DEPTH, MAX_LINKS
from unodc_graph.sparql.checks import (
    blank_out,
    check_query,
    check_update,
    dataset_clauses,
    kind_of,
    resolve_iri,
)
from unodc_graph.sparql.messages import syntax_error
from unodc_graph.sparql.parts import ConstructParts, Operation, construct_parts, for_engine, operations
from unodc_graph.sparql.prebinding import Prebound, prebind, variables
from unodc_graph.sparql.predicates import predicates
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind

__all__ = [
    "MAX_DEPTH",
    "MAX_LINKS",
    "ConstructParts",
    "Kind",
    "Operation",
    "Prebound",
    "blank_out",
    "check_query",
    "check_update",
    "construct_parts",
    "dataset_clauses",
    "for_engine",
    "kind_of",
    "operations",
    "prebind",
    "predicates",
    "resolve_iri",
    "syntax_error",
    "tokenize",
    "variables",
]
