"""States, instruments, what states did about them, and the rules that follow from it."""

from __future__ import annotations

from typing import Final

from unodc_graph.importers.columns import (
    ADDRESSES,
    DATE,
    DAY,
    DAY_OF_YEAR,
    NUMBER,
    TEXT,
    WHOLE,
    Layout,
    degrees,
    listed,
    matching,
    points_to,
    words,
)
from unodc_graph.importers.layouts.common import (
    CONFIDENCE,
    INSTRUMENT,
    NOTE,
    PARTICIPANT,
    SOURCE,
    SOURCE_NAME,
    STATE,
    Column,
    identifier,
)

__all__ = ["ACTIONS", "ACTIONS_WORLD", "CROSS_CHECK", "INSTRUMENTS", "NATIONAL_ACTS", "RULES", "SNAPSHOTS", "STATES"]

STATES: Final = Layout(
    "treaties/states.csv",
    "a state, or a regional organization that may join treaties",
    (
        Column("iso3", "ISO 3166-1 alpha-3 code", matching("[A-Z]{3}", "three capital letters"), required=True),
        Column("iso2", "ISO 3166-1 alpha-2 code", matching("[A-Z]{2}", "two capital letters")),
        Column("m49", "UN M49 code; empty for a regional organization", matching("[0-9]{3}", "three digits")),
        Column("name_en", "Name in English", TEXT, required=True),
        Column("name_official_en", "Official name in English", TEXT),
        Column("name_ru", "Name in Russian", TEXT),
        Column("name_as_depositary_writes_it", "Spellings in the tables of a depositary", TEXT, separator="|"),
        Column("wikidata", "Its Wikidata id", matching("Q[1-9][0-9]*", "a Wikidata id such as Q232")),
        Column("independence_date", "When it became independent", DATE),
        Column("independence_source_url", "Where that was read", ADDRESSES),
        Column("un_membership_date", "When it joined the United Nations", DATE),
        Column("un_membership_source_url", "Where that was read", ADDRESSES),
        Column("exists_until", "When it ceased to exist", DATE),
        Column("successor_iso3", "Its successors", STATE, separator="|"),
        Column("capital", "Its capital", TEXT),
        Column("capital_latitude", "Latitude of the capital, WGS 84", degrees(90)),
        Column("capital_longitude", "Longitude of the capital, WGS 84", degrees(180)),
        Column("capital_source_url", "Where that was read", ADDRESSES),
        SOURCE,
        CONFIDENCE,
        NOTE,
    ),
)
INSTRUMENTS: Final = Layout(
    "treaties/instruments.csv",
    "a treaty",
    (
        identifier("instrument"),
        Column("short_name", "Short name in English", TEXT, required=True),
        Column("official_title", "Official title in English", TEXT),
        Column("parent_id", "Instrument it supplements or amends", INSTRUMENT),
        Column("adopted", "When it was adopted", DATE),
        Column("adopted_at", "Where it was adopted", TEXT),
        Column("opened_for_signature", "When it was opened for signature", DATE),
        Column("entered_into_force", "When it entered into force", DATE),
        Column(
            "depositary",
            "Who keeps it",
            words(
                "UN Secretary-General",
                "ICAO Secretary General",
                "ICAO",
                "IAEA Director General",
                "IMO Secretary-General",
                "Governments of the Russian Federation, United Kingdom, United States",
            ),
            separator=";",
        ),
        Column(
            "mtdsg_no",
            "Number in the UN Secretary-General's series of deposited treaties",
            matching("[IVXL]+-[0-9]+(?:-[a-z])?", "a number such as XVIII-12 or XVIII-12-a"),
        ),
        Column("mandate", "Which mandate of UNODC it bears on", listed("mandate")),
        Column("parties_world", "How many parties it has", NUMBER),
        Column("parties_as_of", "When that was so", DATE),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
        NOTE,
    ),
)
_ACTION: Final = (
    Column("state_iso3", "Who acted", PARTICIPANT, required=True),
    Column("instrument_id", "On which instrument", INSTRUMENT, required=True),
    Column("action", "Which act", listed("action-type"), required=True),
    Column("date", "When; one row for an act of a day", DATE),
    NOTE,
    SOURCE,
    SOURCE_NAME,
    CONFIDENCE,
)
ACTIONS: Final = Layout("treaties/actions.csv", "an act of a state on a treaty", _ACTION)
ACTIONS_WORLD: Final = Layout("treaties/actions-world.csv", "an act of a state on a treaty", _ACTION)
CROSS_CHECK: Final = Layout(
    "treaties/cross-check.csv",
    "a second source for an act of a state on a treaty",
    (
        Column("state_iso3", "Who acted", PARTICIPANT, required=True),
        Column("instrument_id", "On which instrument", INSTRUMENT, required=True),
        Column("action", "Which act, as the second source calls it", listed("action-type"), required=True),
        Column("date_in_actions", "Date of the act in the graph or in the table of actions", DATE),
        Column("date_in_second_source", "Date in the second source", TEXT),
        Column("precision", "How exactly the two dates can be compared", TEXT),
        Column("agrees", "Whether the second source agrees", words("yes", "no", expected="yes or no"), required=True),
        Column("second_source_url", "Where the second source is", ADDRESSES),
    ),
)
RULES: Final = Layout(
    "treaties/entry-into-force-rules.csv",
    "a rule on when a treaty enters into force",
    (
        Column("instrument_id", "Which instrument", INSTRUMENT, required=True),
        Column("scope", "For the treaty as such, or for a state that joins later", listed("rule-scope"), required=True),
        Column("article", "Article that says so", TEXT),
        Column("trigger", "What sets the period going", TEXT),
        Column("triggered_by", "Acts that set the period going", listed("action-type"), separator=";"),
        Column("number_of_instruments", "How many deposits are needed; only for the treaty as such", WHOLE),
        Column("waiting_period_value", "Length of the period", WHOLE),
        Column("waiting_period_unit", "Unit of the period", words("day", "month", expected="day or month")),
        Column("counting", "How the period is counted", listed("counting"), required=True),
        Column("extra_condition", "What else must be so", TEXT),
        Column(
            "counts_organizations",
            "Whether deposits of organizations count; only for the treaty as such",
            words("yes", "no", expected="yes or no"),
        ),
        Column("requires_party_to", "Instrument that one must be a party to", INSTRUMENT),
        Column("requires_party_to_article", "Article that says so", TEXT),
        Column("withdrawal_article", "Article on withdrawal", TEXT),
        Column("withdrawal_notice_value", "Length of notice", WHOLE),
        Column("withdrawal_notice_unit", "Unit of notice", words("day", "month", expected="day or month")),
        Column("withdrawal_notice_by", "Day up to which a notice counts for the next year", DAY_OF_YEAR),
        Column("withdrawal_effect_on", "Day of the next year on which it takes effect", DAY_OF_YEAR),
        Column("provides_party_to", "Instrument that one becomes a party to as well", INSTRUMENT),
        Column("provides_party_to_article", "Article that says so", TEXT),
        Column(
            "provides_party_to_by",
            "Acts that have this effect; empty for every act of consent",
            listed("action-type"),
            separator=";",
        ),
        Column("provides_party_to_after", "Day after which it must enter into force to have this effect", DAY),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
        NOTE,
    ),
)
SNAPSHOTS: Final = Layout(
    "treaties/status-snapshots.csv",
    "how far a record of acts is complete",
    (
        Column("instrument_id", "Which instrument; * for all", points_to("instrument", also="*"), required=True),
        Column(
            "state_iso3",
            "Which states; * for all",
            points_to("state", "regional-organization", also="*"),
            required=True,
            separator=";",
        ),
        Column("complete_through", "To which day it is complete; empty if not known to be", DATE),
        Column("what", "What the record holds", TEXT, required=True),
        Column(
            "kind",
            "What follows for an act that is not on record; empty where the column what tells it by its first words",
            listed("coverage-kind"),
        ),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
        NOTE,
    ),
)
NATIONAL_ACTS: Final = Layout(
    "treaties/national-acts.csv",
    "a state's own act by which it consents to a treaty",
    (
        Column("state_iso3", "Which state", STATE, required=True),
        Column("instrument_id", "Which instrument", INSTRUMENT, required=True),
        Column("act", "Kind of act", listed("act-kind"), required=True),
        Column("date", "Date of the act", DATE, required=True),
        Column("act_no", "Number of the act", TEXT),
        SOURCE,
    ),
)
