"""Organizations, and what the table of organizations adds to offices, states and the region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from unodc_graph.importers.codes import AGENTS, Thing
from unodc_graph.importers.shared import Context, described, evidence
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import addresses, date_term, english, name, plain, ug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unodc_graph.importers.base import Record

__all__ = ["homepage", "organization"]


def organization(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of organizations, all but its website.

    A row that stands for an office, a state or a regional organization adds its code, its other
    names, its kind and its roles to that node; a state's row is not placed in that state again.
    A row that stands for a region says nothing but its name and its sources.

    Raises
    ------
    ImportDataError
        If a kind, a state, a role, the parent or a date is not as expected.
    """
    this = context.codes.things[record["id"]]
    if this.kind == "region":
        yield from _region(this, record, context)
        return
    node = this.node
    if this.kind == "organization":
        yield from described(node, "Organization", this.label, record["id"])
    else:
        yield from _addition(this, record)
    if record["acronym"]:
        yield ox.Triple(node, name("skos", "altLabel"), english(record["acronym"]))
    kind = context.schemes.concept(record, "kind", "organization-kind")
    yield ox.Triple(node, ug("organizationKind"), kind)
    if record["country_iso3"]:
        place = context.codes.state(record, "country_iso3")
        if this.kind == "state" and place != node:
            raise record.problem("country_iso3", f"the code of {this.label} itself, or nothing")
        if this.kind != "state":
            yield ox.Triple(node, ug("inState"), place)
    for code in record.items("roles"):
        role = context.schemes.concept(record, "roles", "role", code)
        yield ox.Triple(node, ug("actsAs"), role)
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", AGENTS)
        yield ox.Triple(node, ug("parent"), parent.node)
    if record["founded"]:
        yield ox.Triple(node, ug("start"), date_term(record, "founded"))
    yield from _evidence(this, record, context)


def homepage(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map the website of an organization, which the tables hold from general knowledge.

    Raises
    ------
    ImportDataError
        If it is no web address.
    """
    for address in addresses(record, "website"):
        node = context.codes.things[record["id"]].node
        yield ox.Triple(node, name("foaf", "homepage"), ox.NamedNode(address))


def _addition(this: Thing, record: Record) -> Iterator[ox.Triple]:
    """Yield the class, the code and the names that a row adds to a thing of another table."""
    node = this.node
    if this.kind == "office":
        yield ox.Triple(node, name("rdf", "type"), ug("Organization"))
    yield ox.Triple(node, name("dcterms", "identifier"), plain(record["id"]))
    label, _, remark = record["name"].partition(" (")
    if label == this.label and remark.endswith(")"):
        yield ox.Triple(node, name("skos", "note"), english(remark[:-1]))
    elif record["name"] != this.label:
        yield ox.Triple(node, name("skos", "altLabel"), english(record["name"]))


def _evidence(this: Thing, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Yield sources and confidence; a node keeps the confidence of the row that gives its label."""
    main = this.record
    own = main is None or main is record or not main["source_url"] or record["confidence"] in ("", main["confidence"])
    if own:
        yield from evidence(this.node, record, context)
        return
    for address in addresses(record):
        yield ox.Triple(this.node, ug("source"), source_node(address))
    concept = context.schemes.concept(record, "confidence", "confidence")
    remark = f"What is said of {record['id']} as an organization: {context.schemes.label(concept)}."
    yield ox.Triple(this.node, name("skos", "editorialNote"), english(remark))


def _region(this: Thing, record: Record, context: Context) -> Iterator[ox.Triple]:
    yield from described(this.node, "Region", this.label, record["id"])
    if record["kind"] != "state":
        raise record.problem("kind", "state, as the table calls what is a subject of statistics")
    if record["roles"] not in ("", "beneficiary"):
        raise record.problem("roles", "beneficiary or nothing, because a region does not act")
    for column in ("acronym", "country_iso3", "website", "parent_id", "founded"):
        record.nothing(column, "a region is only a subject of statistics")
    yield from evidence(this.node, record, context)
