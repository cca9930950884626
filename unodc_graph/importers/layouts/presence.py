"""Offices, organizations, programmes, projects, activities, facilities, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.columns import (
    ADDRESSES,
    AMOUNT,
    DATE,
    DATES,
    NUMBER,
    PERIOD,
    TEXT,
    Form,
    Layout,
    listed,
    points_to,
    words,
)
from unodc_graph.importers.layouts.common import (
    AGENT,
    CONFIDENCE,
    COORDINATES,
    NOTE,
    SOURCE,
    SOURCE_NAME,
    STATE,
    Column,
    country,
    identifier,
    span,
)

if TYPE_CHECKING:
    from unodc_graph.importers.base import Record
    from unodc_graph.importers.shared import Context

__all__ = ["ACTIVITIES", "FACILITIES", "FIGURES", "OFFICES", "ORGANIZATIONS", "PROGRAMMES", "PROJECTS", "SAME_AS"]

_COORDINATE_CONFIDENCE: Final = Column("coord_confidence", "How far the coordinates are trusted", listed("confidence"))
_BUDGET: Final = Column("budget_usd", "Budget in US dollars, a plain number", NUMBER)

OFFICES: Final = Layout(
    "presence/offices.csv",
    "an office of UNODC",
    (
        identifier("office"),
        Column("name", "Name in English", TEXT, required=True),
        Column("type", "Kind of office", listed("office-kind"), required=True),
        Column("city", "City of its seat", TEXT),
        country("State of its seat"),
        Column("opened", "When it opened", DATE),
        Column("parent_id", "Office or organization it belongs to", points_to("office", "organization")),
        *COORDINATES,
        Column("states_covered", "States it works for", STATE, separator=";"),
        Column("valid_from", "When it opened, if the column opened is empty", DATE),
        Column("valid_to", "When it closed", DATE),
        SOURCE,
        CONFIDENCE,
        _COORDINATE_CONFIDENCE,
    ),
)
ORGANIZATIONS: Final = Layout(
    "presence/organizations.csv",
    "an organization that funds, carries out, receives or organizes",
    (
        identifier("organization"),
        Column("name", "Name in English", TEXT, required=True),
        Column("acronym", "Its acronym", TEXT),
        Column("kind", "Kind of organization", listed("organization-kind"), required=True),
        country("State of its seat"),
        Column("website", "Its website; kept apart as unconfirmed", ADDRESSES),
        Column("roles", "What it is known to act as", listed("role"), separator=";"),
        Column("parent_id", "What it belongs to", AGENT),
        Column("founded", "When it was founded", DATE),
        SOURCE,
        CONFIDENCE,
    ),
)
PROGRAMMES: Final = Layout(
    "presence/programmes.csv",
    "a programme, which groups projects",
    (
        identifier("programme"),
        Column("name", "Name in English", TEXT, required=True),
        Column("type", "Kind of programme", listed("programme-kind", "legal-instrument"), required=True),
        *span("programme"),
        Column("states", "States in which it works", STATE, separator=";"),
        Column("parent_id", "Programme it is part of", points_to("programme", "instrument")),
        _BUDGET,
        SOURCE,
        CONFIDENCE,
    ),
)
PROJECTS: Final = Layout(
    "presence/projects.csv",
    "a project",
    (
        identifier("project"),
        Column("title", "Title in English", TEXT, required=True),
        Column("programme_id", "Programme it is part of", points_to("programme")),
        Column("themes", "What it is about", listed("theme"), separator=";"),
        Column("countries", "States in which it works", STATE, separator=";"),
        *span("project"),
        _BUDGET,
        Column("status", "How far it is", listed("status")),
        Column("donors", "Who funds it", AGENT, separator=";"),
        Column("implementing_partners", "Who carries it out", AGENT, separator=";"),
        Column("beneficiary_agencies", "Who receives", AGENT, separator=";"),
        Column("objective", "What it is to reach, in a sentence", TEXT),
        SOURCE,
        SOURCE_NAME,
        CONFIDENCE,
    ),
)
ACTIVITIES: Final = Layout(
    "presence/activities.csv",
    "an activity",
    (
        identifier("activity"),
        Column(
            "type",
            "Kind of activity",
            words("training", "meeting", "study-visit", "joint-operation", "equipment-handover"),
            required=True,
        ),
        Column("title", "Title in English", TEXT, required=True),
        Column("date", "When it took place", DATES),
        Column("place", "Names of the places", TEXT, separator=";"),
        country("State in which it took place"),
        Column("project_id", "Project or programme it is part of", points_to("project", "programme")),
        Column("audience", "Whom it was for", listed("audience"), separator=";"),
        Column("participants", "How many took part", AMOUNT),
        Column("organizers", "Who organized it", AGENT, separator=";"),
        SOURCE,
    ),
)
FACILITIES: Final = Layout(
    "presence/facilities.csv",
    "a facility that was built or equipped",
    (
        identifier("facility"),
        Column("name", "Name in English", TEXT, required=True),
        Column("type", "Kind of facility", listed("facility-kind"), required=True),
        country("State in which it stands"),
        Column("border_with_iso3", "State whose border it stands at", STATE),
        Column("place", "Name of the place", TEXT),
        *COORDINATES,
        Column("opened", "When it opened", DATE),
        Column("project_id", "Project that built it", points_to("project")),
        SOURCE,
        CONFIDENCE,
        _COORDINATE_CONFIDENCE,
    ),
)
_SUBJECTS: Final = (
    "organization",
    "office",
    "state",
    "regional-organization",
    "region",
    "programme",
    "project",
    "activity",
    "facility",
    "instrument",
    "collection",
)


def _unit() -> Form:
    concept = listed("unit").check

    def check(record: Record, column: str, part: str, context: Context) -> None:
        if part in context.units or concept is None:
            return
        try:
            concept(record, column, part, context)
        except ImportDataError as error:
            expected = f"a unit that the table of units splits, or {error.expected}"
            raise record.problem(column, expected, part) from error

    return Form("a code of the list 'unit', or a unit as a figure of the graph writes it", check, "unit")


FIGURES: Final = Layout(
    "presence/figures.csv",
    "a number about something",
    (
        Column("subject_id", "What the number is about", points_to(*_SUBJECTS), required=True),
        Column("measure", "What is measured", listed("measure"), required=True),
        Column("year_or_period", "When it was so", PERIOD),
        Column("value", "The number", AMOUNT, required=True),
        Column("unit", "What is counted", _unit(), required=True),
        Column("qualifier", "How exact the number is", listed("qualifier"), required=True),
        SOURCE,
        NOTE,
    ),
)
SAME_AS: Final = Layout(
    "presence/same-as.csv",
    "a row of another table of the folder that stands for a thing which a third table describes",
    (
        Column("id", "Code of the row", TEXT, required=True),
        Column("file", "Layout of its table", words("organizations.csv", "programmes.csv"), required=True),
        Column("is", "Code of the thing it stands for; empty if it stands alone", TEXT),
        Column("in_file", "Layout of the table of that thing", TEXT),
        Column("remark", "Why", TEXT),
    ),
)
