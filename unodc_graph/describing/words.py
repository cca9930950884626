"""The groups that facts are told in, and what properties are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES, UG_BASE, XSD
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unodc_graph.terms import Term

__all__ = ["GROUPS", "UNCONFIRMED_GROUP", "belonging", "group_of", "property_words", "term_words"]

UNCONFIRMED_GROUP: Final = "Unconfirmed"
_WHAT: Final = "What it is"
_DATES: Final = "Dates"
_PLACES: Final = "Places"
_PARTNERS: Final = "Partners and offices"
_WORK: Final = "Programmes, projects, activities"
_FIGURES: Final = "Figures"
_LAW: Final = "Treaties and law"
GROUPS: Final = (_WHAT, _DATES, _PLACES, _PARTNERS, _WORK, _FIGURES, _LAW, UNCONFIRMED_GROUP)
"""The groups of facts, in the order in which they are told."""

_GROUP_OF_KIND: Final[dict[str, str]] = {
    **dict.fromkeys(("State", "Region", "RegionalOrganization"), _PLACES),
    **dict.fromkeys(("Agent", "Organization", "Office", "Participation", "Authority"), _PARTNERS),
    **dict.fromkeys(
        (
            *("Programme", "Project", "Activity", "Training", "Meeting", "StudyVisit"),
            *("JointOperation", "EquipmentHandover", "Facility"),
        ),
        _WORK,
    ),
    **dict.fromkeys(("Figure", "Series"), _FIGURES),
    **dict.fromkeys(
        (
            *("Instrument", "TreatyAction", "EntryIntoForceRule", "Coverage"),
            *("NationalAct", "Implementation", "Review"),
        ),
        _LAW,
    ),
}
_GROUP_OF_PROPERTY: Final[dict[str, str]] = {
    **dict.fromkeys((f"{UG_BASE}{name}" for name in ("place", "city", "capital", "coordinateConfidence")), _PLACES),
    f"{PREFIXES['dcat']}centroid": _PLACES,
}
_DATE_TYPES: Final = frozenset(f"{XSD}{name}" for name in ("date", "gYear", "gYearMonth", "gMonthDay", "gMonth"))
# What the vocabularies that the ontology borrows from call a property or a kind, in the words of this field.
_BORROWED: Final[dict[str, str]] = {
    f"{PREFIXES['dcat']}centroid": "coordinates",
    f"{PREFIXES['dcterms']}description": "description",
    f"{PREFIXES['dcterms']}identifier": "code",
    f"{PREFIXES['dcterms']}publisher": "publisher",
    f"{PREFIXES['dcterms']}source": "taken after",
    f"{PREFIXES['dcterms']}title": "full title",
    f"{PREFIXES['foaf']}homepage": "website",
    f"{PREFIXES['owl']}Class": "class",
    f"{PREFIXES['owl']}DatatypeProperty": "property",
    f"{PREFIXES['owl']}ObjectProperty": "property",
    f"{PREFIXES['owl']}inverseOf": "inverse of",
    f"{PREFIXES['rdf']}type": "is a",
    f"{PREFIXES['rdfs']}comment": "remark",
    f"{PREFIXES['rdfs']}domain": "domain",
    f"{PREFIXES['rdfs']}isDefinedBy": "defined in",
    f"{PREFIXES['rdfs']}label": "label",
    f"{PREFIXES['rdfs']}range": "range",
    f"{PREFIXES['rdfs']}subClassOf": "kind of",
    f"{PREFIXES['schema']}url": "address",
    f"{PREFIXES['skos']}Collection": "collection",
    f"{PREFIXES['skos']}Concept": "concept",
    f"{PREFIXES['skos']}ConceptScheme": "list",
    f"{PREFIXES['skos']}altLabel": "also called",
    f"{PREFIXES['skos']}definition": "definition",
    f"{PREFIXES['skos']}editorialNote": "editor's note",
    f"{PREFIXES['skos']}exactMatch": "same elsewhere",
    f"{PREFIXES['skos']}inScheme": "list",
    f"{PREFIXES['skos']}member": "member",
    f"{PREFIXES['skos']}notation": "code",
    f"{PREFIXES['skos']}note": "note",
    f"{PREFIXES['skos']}prefLabel": "preferred label",
    f"{PREFIXES['skos']}scopeNote": "scope note",
}


def group_of(predicate: ox.NamedNode, value: Term, kind: ox.NamedNode | None) -> str:
    """Give the group of a fact: that of its property, else that of the kind of thing that it leads to."""
    if predicate.value in _GROUP_OF_PROPERTY:
        return _GROUP_OF_PROPERTY[predicate.value]
    if isinstance(value, ox.Literal):
        return _DATES if value.datatype.value in _DATE_TYPES else _WHAT
    return _WHAT if kind is None else _GROUP_OF_KIND.get(kind.value.removeprefix(UG_BASE), _WHAT)


def belonging(kind: ox.NamedNode) -> tuple[int, str]:
    """Give by what kinds are sorted so that the one that decides where a thing belongs comes first."""
    group = _GROUP_OF_KIND.get(kind.value.removeprefix(UG_BASE))
    return (len(GROUPS) if group is None else GROUPS.index(group), kind.value)


def property_words(
    predicate: ox.NamedNode, kind: ox.NamedNode | None, labels: Mapping[ox.NamedNode, str], *, inverse: bool
) -> str:
    """Call a property; one that another thing says of this one with the kind of that thing before an arrow."""
    said = term_words(predicate, labels)
    if not inverse:
        return said
    return f"{'thing' if kind is None else term_words(kind, labels)} → {said}"


def term_words(term: ox.NamedNode, labels: Mapping[ox.NamedNode, str]) -> str:
    """Call a property or a kind: by its label, else in the words of this field, else by its CURIE or IRI."""
    return labels.get(term) or _BORROWED.get(term.value) or compact(term.value)
