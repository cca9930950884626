"""States, acts and coverages that nobody ever did, written as Turtle: for cases that the real record does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIXES: Final = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
PREFIX ugv: <https://w3id.org/unodc-graph/vocabulary/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_DATATYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}


def literal(when: str) -> str:
    """Write a date as exact as it is."""
    return f'"{when}"^^xsd:{_DATATYPES[len(when)]}'


def state(name: str, independence: str | None = None) -> str:
    """Write a state, whose name is its code and its label."""
    begins = f" ; ug:independence {literal(independence)}" if independence else ""
    return f'ugd:state-{name} a ug:State ; rdfs:label "{name}"@en ; dcterms:identifier "{name}"{begins} .\n'


def act(who: str, instrument: str, kind: str, *dates: str) -> str:
    """Write an act, with no date, one, or several."""
    iri = "-".join(("ugd:action", who, instrument, kind, *dates))
    said = "".join(f" ; ug:date {literal(when)}" for when in dates)
    return (
        f'{iri} a ug:TreatyAction ; rdfs:label "{who}: {kind}, {instrument}"@en ; ug:participant ugd:state-{who} ; '
        f"ug:instrument ugd:instrument-{instrument} ; ug:actionType ugv:action-type-{kind}{said} .\n"
    )


def coverage(who: Iterable[str], instrument: str, through: str, kind: str = "acts") -> str:
    """Write that the record of some states is complete through a day."""
    states = list(who)
    named = "".join(f" ; ug:coverageState ugd:state-{one}" for one in states)
    return (
        f"ugd:coverage-{'-'.join((*states, instrument, kind))} a ug:Coverage ; "
        f'rdfs:label "Record of {instrument}"@en ; ug:coverageKind ugv:coverage-kind-{kind} ; '
        f"ug:instrument ugd:instrument-{instrument} ; ug:completeThrough {literal(through)}{named} .\n"
    )


def instrument(name: str, adopted: str | None = "2000-01-01", general: str | None = "2001-01-01") -> str:
    """Write an instrument, whose name is its code and its label."""
    begins = f" ; ug:adopted {literal(adopted)}" if adopted else ""
    enters = f" ; ug:enteredIntoForce {literal(general)}" if general else ""
    return (
        f'ugd:instrument-{name} a ug:Instrument ; rdfs:label "{name}"@en ; dcterms:identifier "{name}"'
        f"{begins}{enters} .\n"
    )


def rule(name: str, how: str, scope: str = "state") -> str:
    """Write a rule of an instrument, that was read in a source."""
    return (
        f'ugd:rule-{name}-{scope} a ug:EntryIntoForceRule ; rdfs:label "rule"@en ; '
        f"ug:instrument ugd:instrument-{name} ; ug:ruleScope ugv:rule-scope-{scope} ; "
        f'ug:article "Article 1" ; ug:confidence ugv:confidence-high ; {how} .\n'
    )


def waiting(number: int, unit: str = "day", how: str = "N-days-after") -> str:
    """Write how a rule counts."""
    return f"ug:counting ugv:counting-{how} ; ug:waitingPeriod {number} ; ug:waitingPeriodUnit ugv:unit-{unit}"
