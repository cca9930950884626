"""National law: acts, what ties them to instruments, authorities, and reviews of states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.cells import start_and_end
from unodc_graph.importers.shared import Context, described, evidence
from unodc_graph.importers.sources import named
from unodc_graph.importers.terms import (
    boolean,
    date_term,
    english,
    name,
    plain,
    thing,
    ug,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = [
    "act_of_consent",
    "act_of_consent_node",
    "authority",
    "authority_stem",
    "implementation",
    "implementation_stem",
    "national_act",
    "review",
    "review_stem",
]

_STATUS: Final = {"yes": True, "no": False}
_LAW_ID: Final = re.compile(r"law-[A-Z]{3}-\S+")


def national_act(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of laws.

    Raises
    ------
    ImportDataError
        If the state, the kind, the subject, a date or the act that takes the place of this one
        is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    state = context.codes.find(record, "state_iso3", ("state",))
    yield from described(node, "NationalAct", f"{state.label}: {this.label}", record["id"])
    yield ox.Triple(node, name("dcterms", "title"), english(this.label))
    if record["title_original"]:
        yield ox.Triple(node, ug("originalTitle"), plain(record["title_original"]))
    yield ox.Triple(node, ug("enactedBy"), state.node)
    yield ox.Triple(node, ug("actKind"), context.schemes.concept(record, "kind", "act-kind"))
    if record["act_no"]:
        yield ox.Triple(node, ug("actNumber"), plain(record["act_no"]))
    if record["adopted"]:
        yield ox.Triple(node, ug("adopted"), date_term(record, "adopted"))
    yield from _in_force(node, record)
    yield from _replaced(node, record, context)
    yield ox.Triple(node, ug("theme"), context.schemes.concept(record, "subject", "theme"))
    words = record["source_name"]
    # Such words name more than the page at the address, or say what of the row it gave.
    if named(record) and (words != named(record) or ";" in words):
        yield ox.Triple(node, ug("sourceName"), plain(words))
    yield from evidence(node, record, context)


def _in_force(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    status = record["in_force"]
    if status in _STATUS:
        yield ox.Triple(node, ug("inForce"), boolean(_STATUS[status]))
    elif status:
        yield ox.Triple(node, ug("enteredIntoForce"), date_term(record, "in_force"))


def _replaced(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    words = record["repealed_or_replaced_by"]
    if words in context.codes.things or _LAW_ID.fullmatch(words):
        other = context.codes.find(record, "repealed_or_replaced_by", ("national-act",))
        yield ox.Triple(node, ug("replacedBy"), other.node)
    elif words:
        yield ox.Triple(node, ug("replacedByAsWritten"), plain(words))


def act_of_consent_node(record: Record) -> ox.NamedNode:
    """Give the IRI of an act by which a state consents to an instrument: who, when, which number.

    Two rows of one number and date are one act that bears on two instruments.
    """
    return thing(
        "national-act",
        record.required("state_iso3"),
        record.required("date"),
        record["act_no"] or record.required("instrument_id"),
    )


def act_of_consent(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of a state's own acts on instruments.

    Raises
    ------
    ImportDataError
        If the state, the instrument, the kind of act or the date is not as expected.
    """
    node = act_of_consent_node(record)
    state = context.codes.find(record, "state_iso3", ("state",))
    kind = context.schemes.concept(record, "act", "act-kind")
    number = f" {record['act_no']}" if record["act_no"] else ""
    label = f"{state.label}: {context.schemes.label(kind)}{number}, {record['date']}"
    yield ox.Triple(node, name("rdf", "type"), ug("NationalAct"))
    yield ox.Triple(node, name("rdfs", "label"), english(label))
    yield ox.Triple(node, ug("enactedBy"), state.node)
    yield ox.Triple(node, ug("actKind"), kind)
    if record["act_no"]:
        yield ox.Triple(node, ug("actNumber"), plain(record["act_no"]))
    yield ox.Triple(node, ug("adopted"), date_term(record, "date"))
    yield ox.Triple(node, ug("instrument"), context.codes.find(record, "instrument_id", ("instrument",)).node)
    yield from evidence(node, record, context)


def implementation_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of an implementation: act, instrument and, where one is named, article."""
    article = re.sub("-+", "-", re.sub("[^A-Za-z0-9]", "-", record["treaty_article"])).strip("-")
    parts = ("implementation", record.required("law_id"), record.required("instrument_id"))
    return (*parts, article) if article else parts


def implementation(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table that ties acts to instruments.

    Raises
    ------
    ImportDataError
        If the act, the instrument, the finding or the date is not as expected.
    """
    act = context.codes.find(record, "law_id", ("national-act",))
    about = context.codes.find(record, "instrument_id", ("instrument",))
    article = f", article {record['treaty_article']}" if record["treaty_article"] else ""
    state = f"{context.codes.find(act.record, 'state_iso3', ('state',)).label}: " if act.record else ""
    yield ox.Triple(node, name("rdf", "type"), ug("Implementation"))
    yield ox.Triple(node, name("rdfs", "label"), english(f"{state}{act.label}; {about.label}{article}"))
    yield ox.Triple(node, ug("act"), act.node)
    yield ox.Triple(node, ug("implements"), about.node)
    if record["treaty_article"]:
        yield ox.Triple(node, ug("article"), plain(record["treaty_article"]))
    if record["finding"]:
        yield ox.Triple(node, ug("finding"), plain(record["finding"]))
    if record["said_by"]:
        yield ox.Triple(node, ug("saidBy"), plain(record["said_by"]))
    if record["said_when"]:
        yield ox.Triple(node, ug("date"), date_term(record, "said_when"))
    yield from evidence(node, record, context)


def authority_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of an authority: state and role."""
    return ("authority", record.required("state_iso3"), record.required("role"))


def authority(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of authorities.

    Raises
    ------
    ImportDataError
        If the state, the instrument, the role or the date is not as expected.
    """
    yield ox.Triple(node, name("rdf", "type"), ug("Authority"))
    yield ox.Triple(node, name("rdfs", "label"), english(record.required("organization_name")))
    yield ox.Triple(node, ug("authorityRole"), context.schemes.concept(record, "role", "authority-role"))
    yield ox.Triple(node, ug("inState"), context.codes.state(record, "state_iso3"))
    if record["instrument_id"]:
        about = context.codes.find(record, "instrument_id", ("instrument",))
        yield ox.Triple(node, ug("instrument"), about.node)
    if record["as_of"]:
        yield ox.Triple(node, ug("asOf"), date_term(record, "as_of"))
    yield from evidence(node, record, context)


def review_stem(record: Record) -> tuple[str, ...]:
    """Give the parts of the IRI of a review: state, mechanism and year."""
    return ("review", record.required("state_iso3"), record.required("mechanism"), record["year"] or "undated")


def review(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of reviews.

    Raises
    ------
    ImportDataError
        If the state, the mechanism or the year is not as expected.
    """
    yield ox.Triple(node, name("rdf", "type"), ug("Review"))
    yield ox.Triple(node, name("rdfs", "label"), english(record.required("title")))
    yield ox.Triple(node, ug("reviewedState"), context.codes.state(record, "state_iso3"))
    yield ox.Triple(node, ug("mechanism"), context.schemes.concept(record, "mechanism", "review-mechanism"))
    for fact, when in start_and_end(record, "year", "years"):
        yield ox.Triple(node, fact, when)
    finding = record["finding_in_one_sentence_in_own_words"]
    if finding:
        yield ox.Triple(node, ug("finding"), english(finding))
    yield from evidence(node, record, context)
