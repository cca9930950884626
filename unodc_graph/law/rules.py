"""A rule as an answer tells it: which clause, and how it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unodc_graph.law.words import counting_in_words, instrument_in_words

if TYPE_CHECKING:
    from rdflib.term import URIRef

    from unodc_graph.law.record import Rule
    from unodc_graph.law.treaty_law import TreatyLaw

__all__ = ["AppliedRule", "applied"]


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """The clause by which an instrument enters into force.

    Attributes
    ----------
    iri
        The node of the rule.
    article
        As ``Article 38(2)``; ``None`` where it is not recorded.
    words
        How it counts.
    confirmed
        Whether the rule was read in a source, and not with low confidence; if not, what follows from it is marked.
    """

    iri: URIRef
    article: str | None
    words: str
    confirmed: bool

    def __str__(self) -> str:
        marked = "" if self.confirmed else " (this rule is unconfirmed)"
        return f"{self.article or 'Article not recorded'}: {self.words}{marked}"


def applied(law: TreatyLaw, rule: Rule) -> AppliedRule:
    """Give a rule as an answer tells it."""
    from rdflib.term import URIRef

    about = instrument_in_words(law, rule.instrument)
    if rule.scope == "general":
        words = f"{about} enters into force {counting_in_words(rule)}"
    else:
        words = f"{about} enters into force for a state {counting_in_words(rule)}, and not before its entry into force as such"
    return AppliedRule(URIRef(rule.iri), rule.article, words, rule.is_confirmed)
