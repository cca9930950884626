"""Statistics over time, and how units are split."""

from __future__ import annotations

from typing import Final

from unodc_graph.importers.columns import DATE, NUMBER, TEXT, Layout, listed, points_to, words
from unodc_graph.importers.layouts.common import CONFIDENCE, NOTE, SOURCE, SOURCE_NAME, Column, identifier

__all__ = ["OBSERVATIONS", "SERIES", "UNITS"]

SERIES: Final = Layout(
    "series/series.csv",
    "a series of figures over time",
    (
        identifier("series", "series_id"),
        Column("title_en", "Title in English", TEXT, required=True),
        Column("title_ru", "Title in Russian", TEXT),
        Column("measure", "What is measured", listed("measure"), required=True),
        Column("substance", "Of which substance", listed("substance")),
        Column("population", "Among whom", listed("population")),
        Column("unit", "What is counted", listed("unit"), required=True),
        Column("definition", "What a value says, in a sentence", TEXT, required=True),
        Column("publisher", "Who publishes it", TEXT, required=True),
        Column("theme", "What it is about", listed("theme")),
        Column("update_frequency", "How often it is published", TEXT),
        Column("comparability", "What to know before values are compared", TEXT),
    ),
)
OBSERVATIONS: Final = Layout(
    "series/observations.csv",
    "a value of a series for an area and a year",
    (
        Column("series_id", "Which series", points_to("series"), required=True),
        Column("area", "Which state or region", points_to("state", "region"), required=True),
        Column("year", "When it was so", DATE, required=True),
        Column("value", "The number", NUMBER, required=True),
        Column("lower", "Lower bound, if there is a range", NUMBER),
        Column("upper", "Upper bound, if there is a range", NUMBER),
        Column("unit", "Unit of the series", TEXT, required=True),
        Column("qualifier", "How exact the number is", listed("qualifier"), required=True),
        Column("break", "Whether it cannot be compared with the year before", words("yes", expected="yes or nothing")),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
        NOTE,
    ),
)
UNITS: Final = Layout(
    "series/unit-split.csv",
    "how a unit that the table of figures writes is split",
    (
        Column("unit_as_written", "The unit as written", TEXT, required=True),
        Column("unit", "What is counted", listed("unit"), required=True),
        Column("substance", "Of which substance", listed("substance")),
        Column("population", "Among whom", listed("population")),
        Column("remark", "Why", TEXT),
    ),
)
