"""Instruments, the rules on their entry into force, and what states did about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.shared import Context, described, evidence, notation, notes, source_words
from unodc_graph.importers.sources import source_node
from unodc_graph.importers.terms import (
    addresses,
    boolean,
    date_term,
    english,
    name,
    number,
    plain,
    slug,
    thing,
    ug,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unodc_graph.importers.base import Record

__all__ = ["SecondSources", "action", "action_node", "instrument", "membership", "rule", "rule_node"]

_DEPOSITARIES: Final = {
    "UN Secretary-General": ("un-secretary-general",),
    "ICAO Secretary General": ("icao-secretary-general",),
    "ICAO": ("icao",),
    "IAEA Director General": ("iaea-director-general",),
    "IMO Secretary-General": ("imo-secretary-general",),
    "Governments of the Russian Federation, United Kingdom, United States": (
        "government-RUS",
        "government-GBR",
        "government-USA",
    ),
}
_COLLECTIONS: Final = {"terrorism": "UN-CT-INSTR"}


def instrument(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of instruments, all but the number of its parties.

    Raises
    ------
    ImportDataError
        If the parent, a date, the depositary, the mandate or the number in the depositary's
        series is not as expected.
    """
    this = context.codes.things[record["id"]]
    node = this.node
    yield from described(node, "Instrument", this.label, record["id"])
    if record["official_title"]:
        yield ox.Triple(node, name("dcterms", "title"), english(record["official_title"]))
    if record["parent_id"]:
        parent = context.codes.find(record, "parent_id", ("instrument",))
        yield ox.Triple(node, ug("parentInstrument"), parent.node)
    for column, fact in (
        ("adopted", "adopted"),
        ("opened_for_signature", "openedForSignature"),
        ("entered_into_force", "enteredIntoForce"),
    ):
        if record[column]:
            yield ox.Triple(node, ug(fact), date_term(record, column))
    if record["adopted_at"]:
        yield ox.Triple(node, ug("adoptedAt"), plain(record["adopted_at"]))
    yield from _depositaries(node, record, context)
    if record["mtdsg_no"]:
        yield notation(node, record["mtdsg_no"], "mtdsg")
    if not record["parties_world"]:
        record.nothing("parties_as_of", "there is no number of parties")
    if record["mandate"]:
        mandate = context.schemes.concept(record, "mandate", "mandate")
        yield ox.Triple(node, ug("mandate"), mandate)
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def membership(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map the mandate of an instrument to its place in the collection of that mandate, if any."""
    collection = context.codes.things.get(_COLLECTIONS.get(record["mandate"], ""))
    if collection is not None:
        node = context.codes.things[record["id"]].node
        yield ox.Triple(collection.node, name("skos", "member"), node)


def action(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of actions.

    Raises
    ------
    ImportDataError
        If the participant, the instrument, the action or the date is not as expected.
    """
    participant = context.codes.find(record, "state_iso3", ("state", "regional-organization"))
    about = context.codes.find(record, "instrument_id", ("instrument",))
    kind = context.schemes.concept(record, "action", "action-type")
    when = date_term(record, "date") if record["date"] else None
    node = action_node(record)
    label = f"{participant.label}: {context.schemes.label(kind)}, {about.label}"
    yield ox.Triple(node, name("rdf", "type"), ug("TreatyAction"))
    yield ox.Triple(node, name("rdfs", "label"), english(f"{label}, {record['date'] or 'date not known'}"))
    yield ox.Triple(node, ug("participant"), participant.node)
    yield ox.Triple(node, ug("instrument"), about.node)
    yield ox.Triple(node, ug("actionType"), kind)
    if when is not None:
        yield ox.Triple(node, ug("date"), when)
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def action_node(record: Record) -> ox.NamedNode:
    """Give the IRI of an action: who, what about, which act, when."""
    return thing(
        "action",
        record["state_iso3"],
        record["instrument_id"],
        record["action"],
        slug(record["date"]) or "undated",
    )


class SecondSources:
    """Gives actions the second sources that agree about them.

    An action is told by participant, instrument and date; if the second source has another kind
    of act, a remark says so. A source that disagrees is not one of the action.

    Parameters
    ----------
    actions
        The rows of the tables of actions; what the graph knows counts too.
    """

    def __init__(self, actions: Iterable[Record]) -> None:
        self._told: dict[tuple[str, str, str], dict[str, ox.NamedNode]] = {}
        for record in actions:
            if record["source_url"]:
                key = (record["state_iso3"], record["instrument_id"], record["date"])
                self._told.setdefault(key, {})[record["action"]] = action_node(record)

    def __call__(self, check: Record, context: Context) -> Iterator[ox.Triple]:
        """Map a row of the table of second sources.

        Raises
        ------
        ImportDataError
            If there is no such action with a source.
        """
        participant = context.codes.find(check, "state_iso3", ("state", "regional-organization"))
        about = context.codes.find(check, "instrument_id", ("instrument",))
        found = {
            **context.known.actions(participant.node, about.node, check["date_in_actions"]),
            **self._told.get((check["state_iso3"], check["instrument_id"], check["date_in_actions"]), {}),
        }
        kind = check["action"] if check["action"] in found else next(iter(found), "")
        if not kind or (kind != check["action"] and len(found) > 1):
            raise check.problem("date_in_actions", "the date of a sourced action of that state on that instrument")
        if check["agrees"] == "no":
            return
        for address in addresses(check, "second_source_url"):
            yield ox.Triple(found[kind], ug("source"), source_node(address))
        if kind != check["action"]:
            remark = f"A second source calls this {check['action']}."
            yield ox.Triple(found[kind], name("skos", "editorialNote"), english(remark))


def rule_node(record: Record) -> ox.NamedNode:
    """Give the IRI of a rule on entry into force: which instrument, which scope."""
    return thing("entry-into-force-rule", record.required("instrument_id"), record.required("scope"))


def rule(record: Record, context: Context) -> Iterator[ox.Triple]:
    """Map a row of the table of rules on entry into force.

    Raises
    ------
    ImportDataError
        If an instrument, the scope, a number, a unit or the way of counting is not as expected.
    """
    node = rule_node(record)
    about = context.codes.find(record, "instrument_id", ("instrument",))
    scope = context.schemes.concept(record, "scope", "rule-scope")
    label = f"{about.label}: rule on entry into force, {context.schemes.label(scope)}"
    yield ox.Triple(node, name("rdf", "type"), ug("EntryIntoForceRule"))
    yield ox.Triple(node, name("rdfs", "label"), english(label))
    yield ox.Triple(node, ug("instrument"), about.node)
    yield ox.Triple(node, ug("ruleScope"), scope)
    yield ox.Triple(node, ug("counting"), context.schemes.concept(record, "counting", "counting"))
    for column, fact in (
        ("article", "article"),
        ("withdrawal_article", "withdrawalArticle"),
        ("requires_party_to_article", "requiresPartyToArticle"),
        ("provides_party_to_article", "providesPartyToArticle"),
    ):
        if record[column]:
            yield ox.Triple(node, ug(fact), plain(record[column]))
    for column, fact in (("trigger", "trigger"), ("extra_condition", "extraCondition")):
        if record[column]:
            yield ox.Triple(node, ug(fact), english(record[column]))
    yield from _count(node, record)
    yield from _period(node, record, context, "waiting_period", "waitingPeriod")
    yield from _period(node, record, context, "withdrawal_notice", "withdrawalNotice")
    for column, fact in (("triggered_by", "triggeredBy"), ("provides_party_to_by", "providesPartyToBy")):
        for code in record.items(column):
            yield ox.Triple(node, ug(fact), context.schemes.concept(record, column, "action-type", code))
    yield from _calendar(node, record)
    yield from _other_instruments(node, record, context)
    yield from notes(node, record)
    yield from source_words(node, record)
    yield from evidence(node, record, context)


def _count(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    """Read how many instruments a general rule asks for, and whether those of organizations count."""
    if record["scope"] != "general":
        for column in ("number_of_instruments", "counts_organizations"):
            record.nothing(column, "only a general rule counts instruments")
    if record["number_of_instruments"]:
        yield ox.Triple(node, ug("numberOfInstruments"), number(record, "number_of_instruments"))
    if record["counts_organizations"]:
        yield ox.Triple(node, ug("countsOrganizations"), boolean(record["counts_organizations"] == "yes"))


def _period(node: ox.NamedNode, record: Record, context: Context, column: str, fact: str) -> Iterator[ox.Triple]:
    """Read a length of time: a whole number and its unit, or neither."""
    value, unit = f"{column}_value", f"{column}_unit"
    if not record[value]:
        record.nothing(unit, "there is no number")
        return
    if not record[unit]:
        raise record.problem(unit, "day or month")
    yield ox.Triple(node, ug(fact), number(record, value))
    yield ox.Triple(node, ug(f"{fact}Unit"), context.schemes.concept(record, unit, "unit"))


def _calendar(node: ox.NamedNode, record: Record) -> Iterator[ox.Triple]:
    """Read the two days of a calendar rule on withdrawal, or neither."""
    days = {"withdrawal_notice_by": "withdrawalNoticeBy", "withdrawal_effect_on": "withdrawalEffectOn"}
    if not any(record[column] for column in days):
        return
    for column, fact in days.items():
        yield ox.Triple(node, ug(fact), date_term(record, column, record.required(column)))


def _other_instruments(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    """Read which instrument one must be party to, and which one becomes party to as well."""
    for column, fact in (("requires_party_to", "requiresPartyTo"), ("provides_party_to", "providesPartyTo")):
        if record[column]:
            yield ox.Triple(node, ug(fact), context.codes.find(record, column, ("instrument",)).node)
    if not record["provides_party_to"]:
        for column in ("provides_party_to_by", "provides_party_to_after"):
            record.nothing(column, "there is no other instrument")
    if record["provides_party_to_after"]:
        yield ox.Triple(node, ug("providesPartyToAfter"), date_term(record, "provides_party_to_after"))


def _depositaries(node: ox.NamedNode, record: Record, context: Context) -> Iterator[ox.Triple]:
    for words in record.items("depositary"):
        for code in _DEPOSITARIES[words]:
            depositary = context.schemes.concept(record, "depositary", "depositary", code)
            yield ox.Triple(node, ug("depositary"), depositary)
