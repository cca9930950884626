"""Reads the tables of the reference layout.

A table is a CSV file in UTF-8 with the columns named here, all of them and no others, in any
order. Space around a cell is not part of it.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from unodc_graph.errors import ImportDataError
from unodc_graph.importers.base import SPACE, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["TABLES", "Tables", "parse_table", "read_table", "read_tables"]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "treaties/states.csv": (
        "iso3", "iso2", "m49", "name_en", "name_official_en", "name_ru",
        "name_as_depositary_writes_it", "wikidata", "independence_date",
        "independence_source_url", "un_membership_date", "un_membership_source_url",
        "exists_until", "successor_iso3", "capital", "capital_latitude", "capital_longitude",
        "capital_source_url", "source_url", "confidence", "note",
    ),
    "treaties/instruments.csv": (
        "id", "short_name", "official_title", "parent_id", "adopted", "adopted_at",
        "opened_for_signature", "entered_into_force", "depositary", "mtdsg_no", "mandate",
        "parties_world", "parties_as_of", "source_url", "source_name", "confidence", "note",
    ),
    "treaties/actions.csv": (
        "state_iso3", "instrument_id", "action", "date", "note", "source_url", "source_name",
        "confidence",
    ),
    "presence/offices.csv": (
        "id", "name", "type", "city", "country_iso3", "opened", "parent_id", "lat", "lon",
        "states_covered", "valid_from", "valid_to", "source_url", "confidence",
        "coord_confidence",
    ),
    "presence/organizations.csv": (
        "id", "name", "acronym", "kind", "country_iso3", "website", "roles", "parent_id",
        "founded", "source_url", "confidence",
    ),
    "presence/programmes.csv": (
        "id", "name", "type", "start", "end", "states", "parent_id", "budget_usd", "source_url",
        "confidence",
    ),
    "presence/projects.csv": (
        "id", "title", "programme_id", "themes", "countries", "start", "end", "budget_usd",
        "status", "donors", "implementing_partners", "beneficiary_agencies", "objective",
        "source_url", "source_name", "confidence",
    ),
    "presence/activities.csv": (
        "id", "type", "title", "date", "place", "country_iso3", "project_id", "audience",
        "participants", "organizers", "source_url",
    ),
    "presence/facilities.csv": (
        "id", "name", "type", "country_iso3", "border_with_iso3", "place", "lat", "lon",
        "opened", "project_id", "source_url", "confidence", "coord_confidence",
    ),
    "presence/figures.csv": (
        "subject_id", "measure", "year_or_period", "value", "unit", "qualifier", "source_url",
        "note",
    ),
    "presence/same-as.csv": ("id", "file", "is", "in_file", "remark"),
    "series/unit-split.csv": ("unit_as_written", "unit", "substance", "population", "remark"),
    "treaties/actions-world.csv": (
        "state_iso3", "instrument_id", "action", "date", "note", "source_url", "source_name",
        "confidence",
    ),
    "treaties/cross-check.csv": (
        "state_iso3", "instrument_id", "action", "date_in_actions", "date_in_second_source",
        "precision", "agrees", "second_source_url",
    ),
    "treaties/entry-into-force-rules.csv": (
        "instrument_id", "scope", "article", "trigger", "number_of_instruments",
        "waiting_period_value", "waiting_period_unit", "counting", "extra_condition",
        "withdrawal_article", "withdrawal_notice_value", "withdrawal_notice_unit",
        "provides_party_to", "provides_party_to_article", "source_url", "source_name",
        "confidence", "note",
    ),
    "treaties/status-snapshots.csv": (
        "instrument_id", "state_iso3", "complete_through", "what", "source_url", "source_name",
        "confidence", "note",
    ),
    "treaties/national-acts.csv": (
        "state_iso3", "instrument_id", "act", "date", "act_no", "source_url",
    ),
    "law/laws.csv": (
        "id", "state_iso3", "title_en", "title_original", "kind", "act_no", "adopted",
        "in_force", "repealed_or_replaced_by", "subject", "source_url", "source_name",
        "confidence",
    ),
    "law/implements.csv": (
        "law_id", "instrument_id", "treaty_article", "finding", "said_by", "said_when",
        "source_url", "confidence",
    ),
    "law/authorities.csv": (
        "state_iso3", "instrument_id", "role", "organization_name", "source_url", "as_of",
        "confidence",
    ),
    "law/reviews.csv": (
        "state_iso3", "mechanism", "year", "title", "finding_in_one_sentence_in_own_words",
        "source_url", "confidence",
    ),
    "series/series.csv": (
        "series_id", "title_en", "title_ru", "measure", "substance", "population", "unit",
        "definition", "publisher", "theme", "update_frequency", "comparability",
    ),
    "series/observations.csv": (
        "series_id", "area", "year", "value", "lower", "upper", "unit", "qualifier", "break",
        "source_url", "source_name", "confidence", "note",
    ),
}  # fmt: skip
"""The tables that have a mapper, each with its columns; the order is that in which titles of
sources are taken."""

Tables = dict[str, list[Record]]
"""Table to records, as :func:`read_tables` gives them."""

# Tables of the layout that hold tests and no facts of their own.
_WITHOUT_MAPPER: Final = frozenset({"presence/seed_map.csv", "treaties/march-2015-snapshot.csv"})

# XML and Turtle tools refuse these, and no name or note needs one.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def read_tables(folder: Path) -> Tables:
    """Read every table of the layout that a folder holds and that has a mapper.

    Returns
    -------
    Tables
        In the order of :data:`TABLES`; a table that the folder does not hold is missing.

    Raises
    ------
    ImportDataError
        If the folder holds none of them, a CSV file that is no table of the layout, or a table
        that is not as expected.
    """
    held = {path.relative_to(folder).as_posix() for path in (*folder.glob("*.csv"), *folder.glob("*/*.csv"))}
    strangers = sorted(held - set(TABLES) - _WITHOUT_MAPPER)
    if strangers:
        raise ImportDataError(folder / strangers[0], None, None, None, f"the name of a table: {', '.join(TABLES)}")
    found = [name for name in TABLES if name in held]
    if not found:
        raise ImportDataError(folder, None, None, None, f"a folder with at least one of {', '.join(TABLES)}")
    return {name: list(read_table(folder, name)) for name in found}


def read_table(folder: Path, name: str) -> Iterator[Record]:
    """Read one table of the layout, in file order.

    Raises
    ------
    ImportDataError
        If the file is missing or unreadable, is not UTF-8 or not CSV, or its columns or the
        length of a row are not those expected.
    """
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportDataError(path, None, None, None, f"a file that can be read ({error.strerror})") from error
    return parse_table(data, str(path), TABLES[name])


def parse_table(data: bytes, file: str, columns: Sequence[str]) -> Iterator[Record]:
    r"""Read the bytes of one table; a byte order mark and blank lines are passed over.

    Raises
    ------
    ImportDataError
        As :func:`read_table`.

    Examples
    --------
    >>> [row.values for row in parse_table(b"id,name\nROCA,Regional office\n", "x.csv", ("id", "name"))]
    [{'id': 'ROCA', 'name': 'Regional office'}]
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportDataError(file, line, None, None, "text in UTF-8") from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 1
    header: list[str] | None = None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            raise ImportDataError(file, begin, None, None, f"a row of CSV ({error})") from error
        cells = [cell.strip(SPACE) for cell in row]
        if any(cells):
            if header is None:
                header = _checked_header(cells, file, begin, columns)
            else:
                yield _record(cells, file, begin, header)
        begin = rows.line_num + 1
    if header is None:
        raise ImportDataError(file, None, None, None, f"the columns {', '.join(columns)}")


def _checked_header(cells: list[str], file: str, line: int, columns: Sequence[str]) -> list[str]:
    for position, name in enumerate(cells):
        if name not in columns:
            raise ImportDataError(file, line, name or None, name, f"one of the columns {', '.join(columns)}")
        if name in cells[:position]:
            raise ImportDataError(file, line, name, name, "each column once")
    missing = [name for name in columns if name not in cells]
    if missing:
        raise ImportDataError(file, line, missing[0], None, f"also {', '.join(missing)}")
    return cells


def _record(cells: list[str], file: str, line: int, header: list[str]) -> Record:
    if len(cells) != len(header):
        raise ImportDataError(file, line, None, None, f"{len(header)} cells as in the header, not {len(cells)}")
    for column, cell in zip(header, cells, strict=True):
        if _CONTROL.search(cell):
            raise ImportDataError(file, line, column, cell, "text without control characters")
    return Record(file, line, dict(zip(header, cells, strict=True)))
