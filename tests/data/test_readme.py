"""What data/README.md says of the files is so."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from unodc_graph.namespaces import PREFIXES, UGD_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
COUNTS = re.compile(r"<!-- counts: begin -->\n(.*?)<!-- counts: end -->", re.DOTALL)


def classes(triples: Iterable[ox.Triple]) -> Counter[str]:
    """Count the nodes of each class."""
    return Counter(
        re.split("[#/]", triple.object.value)[-1]
        for triple in triples
        if triple.predicate == TYPE and isinstance(triple.object, ox.NamedNode)
    )


def counts_table(facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> str:
    """Write the table of counts as it should stand in the file."""
    confirmed, doubtful = classes(facts), classes(unconfirmed)
    rows = [f"| {name} | {confirmed[name]} | {doubtful[name]} |" for name in sorted({*confirmed, *doubtful})]
    total = f"| statements | {len(set(facts))} | {len(set(unconfirmed))} |"
    return "\n".join(["| class | data | unconfirmed |", "|--|--|--|", *rows, total, ""])


def test_the_table_of_counts_is_current(readme: str, facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    match = COUNTS.search(readme)
    assert match is not None
    wanted = counts_table(facts, unconfirmed)
    assert match[1] == wanted, f"paste this between the two markers of data/README.md:\n{wanted}"


@pytest.mark.parametrize(
    "table_rows_classes",
    [
        ("treaties/instruments.csv", 29, ["Instrument"]),
        ("treaties/actions.csv", 207, ["TreatyAction"]),
        ("presence/offices.csv", 17, ["Office"]),
        ("presence/projects.csv", 84, ["Project"]),
        ("presence/activities.csv", 176, ["Training", "Meeting", "StudyVisit", "JointOperation", "EquipmentHandover"]),
        ("presence/facilities.csv", 58, ["Facility"]),
    ],
)
def test_each_row_of_a_table_is_a_thing(
    readme: str,
    facts: list[ox.Triple],
    unconfirmed: list[ox.Triple],
    table_rows_classes: tuple[str, int, list[str]],
) -> None:
    table, rows, became = table_rows_classes
    found = classes([*facts, *unconfirmed])
    assert sum(found[kind] for kind in became) == rows
    assert f"| {table} | {rows} |" in readme


def test_the_rows_of_organizations_are_things_or_stand_for_others(
    readme: str, facts: list[ox.Triple], unconfirmed: list[ox.Triple]
) -> None:
    named = f"{UGD_BASE}organization-"
    own = {
        triple.subject.value
        for triple in [*facts, *unconfirmed]
        if triple.predicate == TYPE
        and isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value.startswith(named)
    }
    merged = re.search(r"(\d+) are the same as an office", readme)
    assert merged is not None
    assert len(own) + int(merged[1]) == 172
    assert "| presence/organizations.csv | 172 | 139 organizations; 1 without" in readme


def test_the_figures_are_those_of_the_table_and_those_of_other_columns(readme: str, facts: list[ox.Triple]) -> None:
    columns = re.search(r"(\d+) of the (\d+) numbers in other tables are among them.*?, (\d+) are figures", readme)
    assert columns is not None
    shared, numbers, own = map(int, columns.groups())
    assert shared + own == numbers == 22 + 4 + 22 + 53
    assert classes(facts)["Figure"] == 272 + own


def test_the_numbers_of_sources_and_participations_are_current(readme: str, facts: list[ox.Triple]) -> None:
    url = ox.NamedNode(f"{PREFIXES['schema']}url")
    addresses = [triple.object.value for triple in facts if triple.predicate == url and hasattr(triple.object, "value")]
    hosts = [address.split("/")[2] for address in addresses]
    assert f"{len(addresses)} addresses on {len(set(hosts))} hosts." in readme
    assert f"{sum(host in ('unodc.org', 'www.unodc.org') for host in hosts)} are pages of UNODC" in readme
    parts = Counter(
        "activities" if "participation-ACT-" in str(triple.subject) else "projects"
        for triple in facts
        if triple.predicate == TYPE and "#Participation>" in str(triple.object)
    )
    for table in ("projects", "activities"):
        assert re.search(rf"\| presence/{table}\.csv .* {parts[table]} participations \|", readme), parts


def test_every_thing_that_is_named_exists(readme: str, facts: list[ox.Triple], unconfirmed: list[ox.Triple]) -> None:
    known = {triple.subject.value for triple in [*facts, *unconfirmed] if isinstance(triple.subject, ox.NamedNode)}
    named = set(re.findall(r"`ugd:([A-Za-z0-9-]+)`", readme))
    assert len(named) > 60
    assert not {name for name in named if UGD_BASE + name not in known}


def test_every_code_that_is_named_exists(readme: str, facts: list[ox.Triple]) -> None:
    identifier = ox.NamedNode(f"{PREFIXES['dcterms']}identifier")
    codes = {
        triple.object.value
        for triple in facts
        if triple.predicate == identifier and isinstance(triple.object, ox.Literal)
    }
    text = readme.partition("## Where sources")[2].partition("## What was changed")[0]
    # Codes are written in capitals with digits or dashes; years, acronyms and IRIs are not codes.
    named = set(re.findall(r"(?<![\w:-])[A-Z]{3,}[A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])|\b[A-Z]{3,4}[A-Z]\d\d\b", text))
    assert {"TAJH03", "XAC-BLO", "ACT-038"} <= named
    assert named - {"COVID-19"} <= codes


def test_every_data_file_is_described(readme: str, data: dict[str, list[ox.Triple]]) -> None:
    assert {name for name in data if f"`{name}`" not in readme} == set()
