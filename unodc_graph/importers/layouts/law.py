"""National law, what it carries out, who is in charge, and who judged it."""

from __future__ import annotations

from typing import Final

from unodc_graph.importers.columns import DATE, STATUS, TEXT, YEARS, Layout, either, listed, points_to, words
from unodc_graph.importers.layouts.common import CONFIDENCE, INSTRUMENT, SOURCE, SOURCE_NAME, STATE, Column, identifier

__all__ = ["AUTHORITIES", "IMPLEMENTS", "LAWS", "REVIEWS"]

LAWS: Final = Layout(
    "law/laws.csv",
    "a law or another act of a state",
    (
        identifier("act"),
        Column("state_iso3", "Which state", STATE, required=True),
        Column("title_en", "Title in English", TEXT, required=True),
        Column("title_original", "Title in the language of the act", TEXT),
        Column("kind", "Kind of act", listed("act-kind"), required=True),
        Column("act_no", "Its number", TEXT),
        Column("adopted", "When it was adopted", DATE),
        Column("in_force", "Since when, or whether, it is in force", either(STATUS, "yes", "no")),
        Column("repealed_or_replaced_by", "Code of the act that took its place, or its name", TEXT),
        Column("subject", "What it is about", listed("theme"), required=True),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
    ),
)
IMPLEMENTS: Final = Layout(
    "law/implements.csv",
    "what somebody said of how an act carries out a treaty",
    (
        Column("law_id", "Which act", points_to("national-act"), required=True),
        Column("instrument_id", "Which instrument", INSTRUMENT, required=True),
        Column("treaty_article", "Which article of the treaty", TEXT),
        Column(
            "finding",
            "What was found",
            words(
                "implements",
                "partly",
                "not-stated",
                expected="one of implements, partly, not-stated, or nothing",
            ),
        ),
        Column("said_by", "Who said so", TEXT),
        Column("said_when", "When", DATE),
        SOURCE,
        CONFIDENCE,
    ),
)
AUTHORITIES: Final = Layout(
    "law/authorities.csv",
    "an authority that a state put in charge",
    (
        Column("state_iso3", "Which state", STATE, required=True),
        Column("instrument_id", "Under which instrument, if under one", INSTRUMENT),
        Column("role", "In charge of what", listed("authority-role"), required=True),
        Column("organization_name", "Its name in English", TEXT, required=True),
        SOURCE,
        Column("as_of", "When that was so", DATE),
        CONFIDENCE,
    ),
)
REVIEWS: Final = Layout(
    "law/reviews.csv",
    "a review of a state",
    (
        Column("state_iso3", "Which state", STATE, required=True),
        Column("mechanism", "Who reviewed it, or how", listed("review-mechanism"), required=True),
        Column("year", "When", YEARS),
        Column("title", "Title of the report in English", TEXT, required=True),
        Column("finding_in_one_sentence_in_own_words", "What it found", TEXT),
        SOURCE,
        CONFIDENCE,
    ),
)
