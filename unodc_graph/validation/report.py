"""What validation finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from unodc_graph.errors import ValidationFailedError
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Collection

    from rdflib.term import Node

__all__ = ["Finding", "Report", "Severity", "in_words"]

Severity = Literal["Violation", "Warning", "Info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has to say about one node.

    Attributes
    ----------
    rule
        The shape and the constraint, as ``Project-programme.MaxCount``.
    severity
        ``Violation``: wrong; ``Warning``: incomplete; ``Info``: worth a look.
    focus
        The node it is about.
    path
        The property, or the property path in SPARQL's notation; ``None`` for the node as a whole.
    value
        The offending value, or ``None``.
    message
        The rule in words.
    file, line
        The loaded file in which the node is described, as it was named, and where; ``None`` if that is not known.
    """

    rule: str
    severity: Severity
    focus: Node
    path: str | None
    value: Node | None
    message: str
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        about = compact(str(self.focus)) + (f" {compact(self.path)}" if self.path else "")
        found = f" (found {compact(str(self.value))})" if self.value is not None else ""
        where = f" in {self.file}" if self.file is not None else ""
        where += f", line {self.line}" if self.line is not None else ""
        return f"{self.severity}: {about}: {self.message}{found} [{self.rule}]{where}"


def in_words(findings: Collection[Finding]) -> str:
    """Say how many findings there are of each severity."""
    return ", ".join(
        f"{count} {noun}{'' if count == 1 else 's'}"
        for severity, noun in (("Violation", "violation"), ("Warning", "warning"), ("Info", "info"))
        for count in [sum(finding.severity == severity for finding in findings)]
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found.

    Attributes
    ----------
    findings
        Violations first, then warnings, then the rest; inside each by rule, focus node and value.
    left_out
        The findings about other things, in the same order, where only those about the user's own were asked for.
    """

    findings: tuple[Finding, ...]
    _turtle: str = field(repr=False)
    left_out: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether there is no finding of severity Violation; what is left out does not count."""
        return all(finding.severity != "Violation" for finding in self.findings)

    def __repr__(self) -> str:
        left_out = f"; left out: {in_words(self.left_out)}" if self.left_out else ""
        return f"<Report: {'conforms' if self.conforms else 'does not conform'}; {in_words(self.findings)}{left_out}>"

    def __str__(self) -> str:
        """Write a line for each finding, and how many there are."""
        return "\n".join([*map(str, self.findings), self.summary])

    @property
    def summary(self) -> str:
        """What was found, in one line, with how much was left out."""
        about = "What the loaded files state" if self.left_out else "The graph"
        verdict = f"{about} {'conforms' if self.conforms else 'does not conform'}: {in_words(self.findings)}."
        if not self.left_out:
            return verdict
        return f"{verdict} Left out, about things of which they state nothing: {in_words(self.left_out)}."

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import report_html

        return report_html(self)

    def raise_for_violations(self) -> None:
        """Turn violations into an error.

        Raises
        ------
        ValidationFailedError
            If there is one.
        """
        if not self.conforms:
            raise ValidationFailedError(self)

    def to_turtle(self) -> str:
        """Give the standard report as canonical Turtle.

        ``sh:conforms`` in it has W3C's meaning: no result of any severity
        (https://www.w3.org/TR/shacl/#conforms).
        """
        return self._turtle
