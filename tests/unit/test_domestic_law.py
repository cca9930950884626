"""Which acts of a state are said to implement an instrument, and what is said where none is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef

import unodc_graph as ug
from unodc_graph import UGD
from unodc_graph.notebooks import table_html
from unodc_graph.results import Table

if TYPE_CHECKING:
    from pathlib import Path

    from unodc_graph import KnowledgeGraph

COLUMNS = ("act", "title", "adopted", "article", "finding", "said_by", "date", "source")
PREFIXES = """\
PREFIX ex: <https://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ug: <https://w3id.org/unodc-graph/ontology#>
PREFIX ugd: <https://w3id.org/unodc-graph/id/>
"""


def with_mine(tmp_path: Path, turtle: str) -> KnowledgeGraph:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return ug.load(path)


def test_each_act_is_told_with_article_finding_and_who_says_so(kg: KnowledgeGraph) -> None:
    found = kg.implementation("ARM", "uncac")
    assert found.columns == COLUMNS
    (bribery,) = (row for row in found if row.article == "15(a)")
    assert bribery.act == UGD["national-act-law-ARM-2003-cc-312"]
    assert (bribery.finding, bribery.said_by) == ("implements", "Government of Armenia (UNCAC self-assessment)")
    assert (str(bribery.date), bribery.adopted) == ("2012-09-25", None)
    assert bribery.source == URIRef("https://docslib.org/doc/2403992/united-nations-convention-against-corruption")


def test_several_sayings_about_one_act_are_several_rows(kg: KnowledgeGraph) -> None:
    rows = kg.implementation("KAZ", "uncac")
    code = [row.article for row in rows if row.act == UGD["national-act-law-KAZ-cpc-mla"]]
    assert code == ["46", "46(10)-(12)"]


@pytest.mark.parametrize(
    ("state", "instrument"),
    [
        ("KAZ", "uncac"),
        ("Kazakhstan", "UNCAC"),
        ("Казахстан", "XVIII-14"),
        ("ugd:state-KAZ", "ugd:instrument-uncac"),
        (str(UGD["state-KAZ"]), str(UGD["instrument-uncac"])),
    ],
)
def test_names_of_any_form_are_taken(kg: KnowledgeGraph, state: str, instrument: str) -> None:
    assert kg.implementation(state, instrument).terms() == kg.implementation("KAZ", "uncac").terms()


def test_acts_come_by_date_of_adoption_and_those_without_one_last(kg: KnowledgeGraph) -> None:
    days = [row.adopted for row in kg.implementation("KAZ", "uncac")]
    known = [day for day in days if day is not None]
    assert len(known) < len(days)
    assert days == [*sorted(known, key=str), *[None] * (len(days) - len(known))]


def test_the_law_of_accession_is_no_implementation(kg: KnowledgeGraph) -> None:
    """Law 246 of 1998, by which Kazakhstan acceded to the Convention of 1988, is in the list of laws."""
    laws = {row.act for row in kg.run("laws-per-instrument") if row.instrument == UGD["instrument-trafficking-1988"]}
    assert UGD["national-act-KAZ-1998-06-29-246"] in laws
    assert len(kg.implementation("KAZ", "trafficking-1988")) == 0


def test_where_none_is_recorded_people_read_so_and_machines_an_empty_table(kg: KnowledgeGraph) -> None:
    nothing = kg.implementation("GEO", "uncac")
    told = (
        "none recorded: no source in the graph ties an act of Georgia to UNCAC, which does not mean that there is none"
    )
    assert str(nothing) == f"{told}\n"
    assert told in table_html(nothing)
    assert (len(nothing), nothing.to_csv(), nothing.to_json()) == (0, f"{','.join(COLUMNS)}\n", "[]\n")


def test_a_table_with_rows_is_printed_as_any_other(kg: KnowledgeGraph) -> None:
    printed = str(kg.implementation("TJK", "tip-protocol"))
    assert "none recorded" not in printed
    assert printed.endswith("(2 rows)\n")


def test_a_table_that_says_nothing_else_counts_no_rows() -> None:
    assert str(Table(("x",), [])).endswith("(0 rows)\n")
    assert "0 rows" in table_html(Table(("x",), []))


@pytest.mark.parametrize(("state", "instrument"), [("Atlantis", "uncac"), ("KAZ", "no-such-treaty"), ("uncac", "KAZ")])
def test_a_name_of_nothing_is_refused(kg: KnowledgeGraph, state: str, instrument: str) -> None:
    with pytest.raises(ug.UnknownTermError):
        kg.implementation(state, instrument)


def test_a_name_of_several_things_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(ug.AmbiguousTermError):
        kg.implementation("KAZ", "Convention")


def test_what_a_user_loads_is_told_beside_the_rest(tmp_path: Path) -> None:
    mine = with_mine(
        tmp_path,
        """ex:law a ug:NationalAct ; rdfs:label "Georgia: a law"@en ; ug:enactedBy ugd:state-GEO .
        ex:said a ug:Implementation ; rdfs:label "Georgia: a law; UNCAC"@en ; ug:act ex:law ;
            ug:implements ugd:instrument-uncac ; ug:saidBy "A reader" .""",
    )
    (row,) = mine.implementation("GEO", "uncac")
    assert (str(row.act), row.title, row.said_by) == ("https://example.org/law", "Georgia: a law", "A reader")
    assert (row.adopted, row.article, row.finding, row.source) == (None, None, None, None)


def test_a_state_without_a_name_is_called_by_its_iri(tmp_path: Path) -> None:
    mine = with_mine(tmp_path, "ex:state a ug:State .")
    assert "an act of https://example.org/state to UNCAC" in str(
        mine.implementation("https://example.org/state", "uncac")
    )
