"""The law of treaties: who is bound by what, on which day, by which rule."""

from __future__ import annotations

from unodc_graph.law.entry import EntryIntoForce
from unodc_graph.law.explanation import LegalExplanation
from unodc_graph.law.positions import Participation
from unodc_graph.law.reasons import Reason
from unodc_graph.law.rules import AppliedRule
from unodc_graph.law.status import Status, TreatyAct

__all__ = ["AppliedRule", "EntryIntoForce", "LegalExplanation", "Participation", "Reason", "Status", "TreatyAct"]
