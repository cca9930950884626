"""What the tests know of the clauses by themselves: waiting periods, articles, and the tables of acts to compare with."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

DATA: Final = Path(__file__).parents[1] / "data"


class Clause(NamedTuple):
    """When an instrument binds a state: so many days after its act, but not before the instrument is in force as such."""

    article: str
    days: int
    general: date


CLAUSES: Final = {
    "untoc": Clause("Article 38(2)", 30, date(2003, 9, 29)),
    "tip-protocol": Clause("Article 17(2)", 30, date(2003, 12, 25)),
    "som-protocol": Clause("Article 22(2)", 30, date(2004, 1, 28)),
    "firearms-protocol": Clause("Article 18(2)", 30, date(2005, 7, 3)),
    "uncac": Clause("Article 68(2)", 30, date(2005, 12, 14)),
    "single-convention-1961": Clause("Article 41(2)", 30, date(1964, 12, 13)),
    "protocol-1972": Clause("Article 18(2)", 30, date(1975, 8, 8)),
    "single-convention-1961-amended": Clause(
        "Article 18(2) of the 1972 Protocol; Article 41(2) of the Convention", 30, date(1975, 8, 8)
    ),
    "psychotropics-1971": Clause("Article 26(2)", 90, date(1976, 8, 16)),
    "trafficking-1988": Clause("Article 29(2); for organizations Article 29(3)", 90, date(1990, 11, 11)),
    "tokyo-1963": Clause("Article 21(1) for ratification; Article 22(2) for accession", 90, date(1969, 12, 4)),
    "hague-1970": Clause("Article 13(4)", 30, date(1971, 10, 14)),
    "montreal-1971": Clause("Article 15(4)", 30, date(1973, 1, 26)),
    "airport-protocol-1988": Clause(
        "Article VI(1) for ratification; Article VII(3) for accession", 30, date(1989, 8, 6)
    ),
    "diplomats-1973": Clause("Article 17(2)", 30, date(1977, 2, 20)),
    "hostages-1979": Clause("Article 18(2)", 30, date(1983, 6, 3)),
    "nuclear-material-1980": Clause("Article 19(2)", 30, date(1987, 2, 8)),
    "nuclear-material-amendment-2005": Clause("Article 20(2) of nuclear-material-1980", 0, date(2016, 5, 8)),
    "bombings-1997": Clause("Article 22(2)", 30, date(2001, 5, 23)),
    "financing-1999": Clause("Article 26(2)", 30, date(2002, 4, 10)),
    "nuclear-terrorism-2005": Clause("Article 25(2)", 30, date(2007, 7, 7)),
}
"""Read by hand from the tables entry-into-force-rules.csv and instruments.csv; those whose counting is in months are not here."""

UNCOVERED: Final = frozenset(
    (
        "tokyo-1963",
        "hague-1970",
        "montreal-1971",
        "airport-protocol-1988",
        "nuclear-material-1980",
        "nuclear-material-amendment-2005",
        "sua-1988",
        "fixed-platforms-1988",
        "sua-2005",
        "fixed-platforms-2005",
        "plastic-explosives-1991",
        "beijing-convention-2010",
        "beijing-protocol-2010",
        "montreal-protocol-2014",
    )
)
"""The instruments kept by ICAO, IMO, IAEA and governments, of which no complete record exists."""

TABLE_DAYS: Final = {"VI": date(2015, 3, 14), "XVIII": date(2014, 7, 9)}
"""Through which day the status tables of a chapter are complete for the eight states."""

LATER_COVERAGE: Final = {
    ("ARM", "untoc"): date(2024, 5, 4),
    ("AZE", "untoc"): date(2024, 5, 4),
    ("ARM", "uncac"): date(2024, 4, 20),
    ("AZE", "uncac"): date(2024, 4, 20),
    ("ARM", "tip-protocol"): date(2024, 3, 1),
    ("AZE", "tip-protocol"): date(2024, 3, 1),
    ("AZE", "single-convention-1961"): date(2023, 3, 29),
    ("ARM", "single-convention-1961"): date(2023, 3, 29),
    ("ARM", "protocol-1972"): date(2024, 9, 16),
    ("AZE", "protocol-1972"): date(2024, 9, 16),
    ("GEO", "protocol-1972"): date(2024, 9, 16),
}
"""Where a later source tells the row of one state, or that it has none; read by hand from status-snapshots.csv."""

CONSENT_BY_MARK: Final = {
    "": "ratification",
    "a": "accession",
    "c": "formal-confirmation",
    "d": "succession",
    "s": "definitive-signature",
}
DAY: Final = timedelta(days=1)


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a table beside the tests of the data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_force_since(instrument: str, act: date) -> date:
    """Give when an act of consent brings an instrument into force for who did it."""
    clause = CLAUSES[instrument]
    return max(act + timedelta(days=clause.days), clause.general)


class Cell(NamedTuple):
    """What a status table tells of one state: its signature, its act of consent, and the day of the table."""

    state: str
    instrument: str
    signature: date | None
    consent: tuple[str, date] | None
    table_day: date
    covered_through: date

    @property
    def acts(self) -> list[tuple[str, date]]:
        signed = [("signature", self.signature)] if self.signature is not None else []
        return sorted([*signed, *([self.consent] if self.consent is not None else [])], key=lambda act: act[1])


def cells() -> list[Cell]:
    """Give the cells of the status tables of 2014 and 2015."""
    return [_cell(row) for row in table("march-2015-snapshot.csv")]


def _cell(row: dict[str, str]) -> Cell:
    first = date.fromisoformat(row["first_column_date"]) if row["first_column_date"] else None
    second = date.fromisoformat(row["second_column_date"]) if row["second_column_date"] else None
    consent = (CONSENT_BY_MARK[row["mark"]], second) if second is not None else None
    # The first column of table VI-18 is no signature.
    if row["mtdsg_no"] == "VI-18" and first is not None:
        consent, first = ("participation-by-virtue", first), None
    state, instrument = row["state_iso3"], row["instrument_id"]
    table_day = TABLE_DAYS[row["mtdsg_no"].partition("-")[0]]
    through = LATER_COVERAGE.get((state, instrument), table_day)
    return Cell(state, instrument, first, consent, table_day, through)
