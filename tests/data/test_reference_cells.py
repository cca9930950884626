"""What the rows of the tables said is what the graph says: their codes, and a digest of their cells.

The digest of a table is the SHA-256 of its rows: of each row with a source the columns named here, in their order,
joined by tabs, numbers without needless zeros, one line for each address in ``source_url``; the lines sorted, each with
its line feed. Where facts were corrected since, `data/README.md` tells it, and the digest is that of the corrected cells.
"""

from __future__ import annotations

import csv
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rdflib import Literal, URIRef

import unodc_graph as ug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unodc_graph import KnowledgeGraph

HERE = Path(__file__).parent
DIGESTS = HERE / "reference-digests.csv"
ACTION = """
    ?action a ug:TreatyAction ; ug:participant ?participant ; ug:instrument ?instrument ; ug:actionType ?kind .
    OPTIONAL { ?action ug:date ?date }
    ?action ug:source/schema:url ?source .
"""


class Rows(NamedTuple):
    """The columns of a table, and the question that gives the same cells of the graph."""

    columns: tuple[str, ...]
    variables: str
    pattern: str


with (HERE / "reference-codes.csv").open(encoding="utf-8", newline="") as _file:
    CODES = [(row["table"], row["code"]) for row in csv.DictReader(_file)]
ROWS = {
    "treaties/actions-world.csv": Rows(
        ("state_iso3", "instrument_id", "action", "date", "source_url"),
        "?participant ?instrument ?kind ?date ?source",
        f"{ACTION} FILTER NOT EXISTS {{ ugd:office-ROCA ug:covers ?participant }}",
    ),
    "treaties/actions.csv": Rows(
        ("state_iso3", "instrument_id", "action", "date"),
        "?participant ?instrument ?kind ?date",
        f"{ACTION} ugd:office-ROCA ug:covers ?participant .",
    ),
    "treaties/national-acts.csv": Rows(
        ("state_iso3", "instrument_id", "date", "act_no", "source_url"),
        "?state ?instrument ?date ?number ?source",
        """
        ?act a ug:NationalAct ; ug:enactedBy ?state ; ug:instrument ?instrument ; ug:adopted ?date ;
            ug:source/schema:url ?source .
        OPTIONAL { ?act ug:actNumber ?number }
        """,
    ),
    "treaties/entry-into-force-rules.csv": Rows(
        (
            "instrument_id",
            "scope",
            "article",
            "number_of_instruments",
            "waiting_period_value",
            "waiting_period_unit",
            "counting",
            "withdrawal_article",
            "withdrawal_notice_value",
            "provides_party_to",
            "source_url",
        ),
        "?instrument ?scope ?article ?number ?wait ?unit ?counting ?withdrawal ?notice ?other ?source",
        """
        ?rule a ug:EntryIntoForceRule ; ug:instrument ?instrument ; ug:ruleScope ?scope ; ug:counting ?counting ;
            ug:source/schema:url ?source .
        OPTIONAL { ?rule ug:article ?article }
        OPTIONAL { ?rule ug:numberOfInstruments ?number }
        OPTIONAL { ?rule ug:waitingPeriod ?wait ; ug:waitingPeriodUnit ?unit }
        OPTIONAL { ?rule ug:withdrawalArticle ?withdrawal }
        OPTIONAL { ?rule ug:withdrawalNotice ?notice }
        OPTIONAL { ?rule ug:providesPartyTo ?other }
        """,
    ),
    "treaties/status-snapshots.csv": Rows(
        ("instrument_id", "state_iso3", "complete_through", "what", "source_url"),
        "?instrument ?state ?through ?what ?source",
        """
        ?coverage a ug:Coverage ; ug:instrument ?instrument ; ug:coverageOf ?what ; ug:source/schema:url ?source .
        OPTIONAL { ?coverage ug:coverageState ?some } BIND (COALESCE(?some, "*") AS ?state)
        OPTIONAL { ?coverage ug:completeThrough ?through }
        """,
    ),
    "law/laws.csv": Rows(
        ("id", "state_iso3", "title_en", "act_no", "adopted", "subject", "source_url"),
        "?code ?state ?title ?number ?date ?theme ?source",
        """
        ?act a ug:NationalAct ; dcterms:identifier ?code ; ug:enactedBy ?state ; dcterms:title ?title ;
            ug:theme ?theme ; ug:source/schema:url ?source .
        OPTIONAL { ?act ug:actNumber ?number }
        OPTIONAL { ?act ug:adopted ?date }
        """,
    ),
    "law/implements.csv": Rows(
        ("law_id", "instrument_id", "treaty_article", "finding", "said_by", "said_when", "source_url"),
        "?act ?instrument ?article ?finding ?by ?date ?source",
        """
        ?one a ug:Implementation ; ug:act ?act ; ug:implements ?instrument ; ug:source/schema:url ?source .
        OPTIONAL { ?one ug:article ?article }
        OPTIONAL { ?one ug:finding ?finding }
        OPTIONAL { ?one ug:saidBy ?by }
        OPTIONAL { ?one ug:date ?date }
        """,
    ),
    "law/authorities.csv": Rows(
        ("state_iso3", "instrument_id", "role", "organization_name", "as_of", "source_url"),
        "?state ?instrument ?role ?name ?date ?source",
        """
        ?body a ug:Authority ; ug:inState ?state ; ug:authorityRole ?role ; rdfs:label ?name ;
            ug:source/schema:url ?source .
        OPTIONAL { ?body ug:instrument ?instrument }
        OPTIONAL { ?body ug:asOf ?date }
        """,
    ),
    "law/reviews.csv": Rows(
        ("state_iso3", "mechanism", "title", "finding_in_one_sentence_in_own_words", "source_url"),
        "?state ?mechanism ?title ?finding ?source",
        """
        ?review a ug:Review ; ug:reviewedState ?state ; ug:mechanism ?mechanism ; rdfs:label ?title ;
            ug:finding ?finding ; ug:source/schema:url ?source .
        """,
    ),
    "series/observations.csv": Rows(
        ("series_id", "area", "year", "value", "lower", "upper", "qualifier", "break", "note", "source_url"),
        "?series ?area ?year ?value ?lower ?upper ?qualifier ?broken ?note ?source",
        """
        ?figure ug:inSeries ?series ; ug:subject ?area ; ug:start ?year ; ug:value ?value ; ug:qualifier ?qualifier ;
            ug:source/schema:url ?source .
        OPTIONAL { ?figure ug:lower ?lower }
        OPTIONAL { ?figure ug:upper ?upper }
        OPTIONAL { ?figure skos:note ?note }
        OPTIONAL { ?figure ug:seriesBreak ?break } BIND (IF(BOUND(?break), "yes", "") AS ?broken)
        """,
    ),
}


def _code(term: object) -> str:
    """Give a cell as the table has it: the code of a thing or a term, the words of a literal."""
    if isinstance(term, Literal) and isinstance(term.value, int | Decimal) and not isinstance(term.value, bool):
        return f"{Decimal(str(term)).normalize():f}"
    if not isinstance(term, URIRef) or not term.startswith("https://w3id.org/unodc-graph/"):
        return "" if term is None else str(term)
    local = term.rpartition("/")[2]
    kinds = (
        "state", "regional-organization", "instrument", "action-type", "rule-scope", "unit", "counting", "national-act",
        "theme", "authority-role", "review-mechanism", "series", "qualifier",
    )  # fmt: skip
    kind = next(kind for kind in sorted(kinds, key=len, reverse=True) if local.startswith(f"{kind}-"))
    return local.removeprefix(f"{kind}-")


def digest(lines: Iterable[Iterable[str]]) -> str:
    """Give the digest of rows."""
    text = "".join(sorted("\t".join(cells) + "\n" for cells in lines))
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("table", ROWS)
def test_the_graph_says_what_the_rows_said(request: pytest.FixtureRequest, kg: KnowledgeGraph, table: str) -> None:
    question = f"SELECT DISTINCT {ROWS[table].variables} {{ {ROWS[table].pattern} }}"
    answer = kg.query(question, graphs=("data", "ontology"))
    assert isinstance(answer, ug.Table)
    now = digest([_code(term) for term in row] for row in answer.terms())
    if request.config.getoption("--remake-counts"):
        _write({**_digests(), table: now})
    assert _digests()[table] == now, (
        f"the data say something else than the rows of {table}; if a fact was added or corrected on purpose, "
        "run pytest tests/data --remake-counts"
    )


def test_the_digests_are_those_of_the_tables_that_have_one() -> None:
    assert list(_digests()) == list(ROWS)


def _digests() -> dict[str, str]:
    with DIGESTS.open(encoding="utf-8", newline="") as file:
        return {row["table"]: row["digest"] for row in csv.DictReader(file)}


def _write(digests: Mapping[str, str]) -> None:
    lines = [f"{table},{found}\n" for table, found in digests.items()]
    DIGESTS.write_text("".join(["table,digest\n", *lines]), encoding="utf-8")


def test_every_code_of_the_tables_is_a_code_of_the_graph(kg: KnowledgeGraph) -> None:
    asked = "SELECT DISTINCT ?code { GRAPH ?graph { ?thing dcterms:identifier ?code } }"
    answer = kg.query(asked, graphs=("data", "unconfirmed"))
    assert isinstance(answer, ug.Table)
    known = {str(row.code) for row in answer}
    assert len(CODES) > 950
    assert [code for code in CODES if code[1] not in known] == []
