"""Columns that many layouts have."""

from __future__ import annotations

from typing import Final

from unodc_graph.importers.columns import ADDRESSES, CODE, DATE, TEXT, Column, degrees, listed, points_to

__all__ = [
    "AGENT",
    "CONFIDENCE",
    "COORDINATES",
    "INSTRUMENT",
    "NOTE",
    "PARTICIPANT",
    "SOURCE",
    "SOURCE_NAME",
    "STATE",
    "Column",
    "country",
    "identifier",
    "span",
]

STATE: Final = points_to("state")
PARTICIPANT: Final = points_to("state", "regional-organization")
INSTRUMENT: Final = points_to("instrument")
AGENT: Final = points_to("organization", "office", "state", "regional-organization")

SOURCE: Final = Column(
    "source_url", "Where it was read; a row without it is kept apart as unconfirmed, and no query sees it", ADDRESSES
)
SOURCE_NAME: Final = Column("source_name", "What the source is called", TEXT)
CONFIDENCE: Final = Column("confidence", "How far the row is trusted", listed("confidence"))
NOTE: Final = Column("note", "What else is to be said", TEXT)
COORDINATES: Final = (
    Column("lat", "Latitude, WGS 84", degrees(90)),
    Column("lon", "Longitude, WGS 84", degrees(180)),
)


def identifier(what: str, name: str = "id") -> Column:
    """Declare the column of the code of a row."""
    return Column(name, f"Code of the {what}; other rows point to it", CODE, required=True)


def country(meaning: str) -> Column:
    """Declare the column of a state."""
    return Column("country_iso3", meaning, STATE)


def span(what: str) -> tuple[Column, Column]:
    """Declare the columns of a start and an end."""
    return Column("start", f"When the {what} began", DATE), Column("end", f"When the {what} ended", DATE)
