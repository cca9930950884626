"""Runs pySHACL and reads its report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox
from pyshacl import validate as run_pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import BNode, Node

from unodc_graph.errors import ParameterError
from unodc_graph.formatting import canonical_turtle
from unodc_graph.namespaces import UGS_BASE
from unodc_graph.terms import compact, from_rdflib
from unodc_graph.validation.ordering import add_results, set_apart
from unodc_graph.validation.preparing import (
    TARGETS,
    give_names,
    narrow_targets,
    results_about,
    take_names,
    with_direct_targets,
)
from unodc_graph.validation.report import Finding, Report, Severity
from unodc_graph.validation.screening import FEW, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["validate"]

_SEVERITIES: Final[dict[Node, Severity]] = {SH.Violation: "Violation", SH.Warning: "Warning", SH.Info: "Info"}
_SEVERITY_ORDER: Final = {"Violation": 0, "Warning": 1, "Info": 2}
_SIGNS_OF_A_SHAPE: Final = (
    (None, RDF.type, SH.NodeShape),
    (None, RDF.type, SH.PropertyShape),
    *((None, predicate, None) for predicate in (SH.path, *TARGETS)),
)
_COMPONENT_SUFFIX: Final = "ConstraintComponent"


def validate(
    data: Graph,
    shapes: Graph,
    focus: Sequence[str] | None = None,
    *,
    file_of: Callable[[Node], str | None] = lambda _: None,
    found: Sequence[Finding] = (),
    kept: Callable[[Node], bool] | None = None,
) -> Report:
    """Validate a graph against shapes.

    Parameters
    ----------
    data
        What is validated, with the class hierarchy that the shapes rely on.
    shapes
        Shapes of SHACL Core, with SPARQL constraints or without.
    focus
        IRIs to validate; ``None`` means whatever the shapes target.
    file_of
        Says in which file a node is described.
    found
        What is known to be wrong already; it becomes part of the report.
    kept
        Says whether the findings about a node are of interest; the others are only counted as left out.

    Raises
    ------
    ParameterError
        If there is no shape, or the shapes are not well-formed.
    """
    if not any(next(shapes.triples(pattern), None) for pattern in _SIGNS_OF_A_SHAPE):
        raise ParameterError("shapes", "no SHACL shape is given; expected a sh:NodeShape, a sh:path or a target")
    checked = with_direct_targets(shapes)
    names = give_names(checked)
    if focus is not None:
        narrow_targets(checked, data, [URIRef(node) for node in focus])
    if focus is None or len(focus) > FEW:
        screen(data, checked)
    copies, disorders = set_apart(checked, data)
    try:
        _, results, _ = run_pyshacl(data, shacl_graph=checked)
    except (RuntimeError, ValueError, NotImplementedError, TypeError, re.error) as error:
        raise ParameterError("shapes", f"cannot be used as SHACL: {str(error).strip()}") from error
    except ArithmeticError as error:
        raise ParameterError(
            "shapes", "cannot be used as SHACL: they compare what is no number, such as NaN"
        ) from error
    if not isinstance(results, Graph):
        # pySHACL hands back some errors as if they were results.
        raise ParameterError("shapes", f"cannot be used as SHACL: {str(results).strip()}")
    add_results(results, checked, disorders)
    take_names(results, shapes, copies)
    take_names(results, shapes, names)
    findings = [_finding(results, result, file_of) for result in results.objects(None, SH.result)]
    _add_found(results, found)
    findings += found
    findings.sort(key=_order)
    left_out: list[Finding] = []
    if kept is not None:
        results = results_about(results, kept)
        left_out = [finding for finding in findings if not kept(finding.focus)]
        findings = [finding for finding in findings if kept(finding.focus)]
    triples = (ox.Triple(*map(from_rdflib, triple)) for triple in results)  # type: ignore[arg-type]  # rdflib's Node is wider
    return Report(tuple(findings), canonical_turtle(triples), tuple(left_out))


def _add_found(results: Graph, found: Sequence[Finding]) -> None:
    """Write findings into the standard report: those of a datatype as SHACL has them, others by a component of our own."""
    report = results.value(None, RDF.type, SH.ValidationReport)
    if not found or report is None:
        return
    results.set((report, SH.conforms, Literal(False)))
    for finding in found:
        result = BNode()
        results.add((report, SH.result, result))
        results.add((result, RDF.type, SH.ValidationResult))
        results.add((result, SH.focusNode, finding.focus))
        results.add((result, SH.resultSeverity, SH[finding.severity]))
        component = f"{finding.rule.rpartition('.')[2]}{_COMPONENT_SUFFIX}"
        namespace = SH if component in SH else UGS_BASE
        results.add((result, SH.sourceConstraintComponent, URIRef(f"{namespace}{component}")))
        results.add((result, SH.resultMessage, Literal(finding.message)))
        if finding.path is not None:
            results.add((result, SH.resultPath, URIRef(finding.path)))
        if finding.value is not None:
            results.add((result, SH.value, finding.value))


def _order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    about = (finding.rule, str(finding.focus), str(finding.value), str(finding.path), finding.message)
    return (_SEVERITY_ORDER[finding.severity], *about)


def _finding(report: Graph, result: Node, file_of: Callable[[Node], str | None]) -> Finding:
    shape = report.value(result, SH.sourceShape)
    component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
    messages = sorted(map(str, report.objects(result, SH.resultMessage)))
    path = report.value(result, SH.resultPath)
    focus = cast("Node", report.value(result, SH.focusNode))
    return Finding(
        rule=f"{_shape_name(shape)}.{component.removesuffix(_COMPONENT_SUFFIX)}",
        severity=_SEVERITIES.get(cast("Node", report.value(result, SH.resultSeverity)), "Violation"),
        focus=focus,
        path=None if path is None else _path(report, path),
        value=report.value(result, SH.value),
        message="; ".join(messages).replace(".; ", ". "),
        file=file_of(focus),
    )


def _shape_name(shape: Node | None) -> str:
    if isinstance(shape, URIRef):
        iri = str(shape)
        return iri.removeprefix(UGS_BASE) if iri.startswith(UGS_BASE) else compact(iri)
    return "unnamed shape"


def _path(report: Graph, path: Node) -> str:
    """Write a SHACL path in SPARQL's notation."""
    if not isinstance(path, BNode):
        return str(path)
    inverse = report.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(report, inverse)}"
    alternatives = report.value(path, SH.alternativePath)
    if alternatives is not None:
        return f"({'|'.join(_path(report, part) for part in report.items(alternatives))})"
    for predicate, sign in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
        inner = report.value(path, predicate)
        if inner is not None:
            return f"({_path(report, inner)}){sign}"
    return "/".join(_path(report, part) for part in report.items(path))
