"""Citations say what is recorded, leave out what is not, and survive any title."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from bibtexparser.entrypoint import parse_string
from citeproc import (  # type: ignore[import-untyped]  # it comes without types
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # it comes without types
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import XML_TEXTS
from unodc_graph import PartialDate, Source
from unodc_graph.citing import CITATION_FORMS
from unodc_graph.errors import ParameterError

if TYPE_CHECKING:
    from unodc_graph.citing import CitationForm

PAGE = Source(
    "https://w3id.org/unodc-graph/id/source-treaties-un-org-1",
    title="Status of UNTOC",
    publisher="United Nations",
    place="New York",
    symbol="ST/LEG/SER.E",
    issued=PartialDate(2013, 6),
    address="https://treaties.un.org/x?a=1&b=2",
    accessed=date(2024, 4, 20),
)
NAMES_OF_SIGNS = {
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}


def from_latex(text: str) -> str:
    """Read back what LaTeX prints for a text without commands but those that name a sign."""
    pattern = "|".join(map(re.escape, NAMES_OF_SIGNS))
    return re.sub(pattern, lambda found: NAMES_OF_SIGNS[found.group()], text)


def fields_of(entry: str) -> dict[str, str]:
    library = parse_string(entry)
    assert not library.failed_blocks
    (read,) = library.entries
    return {field.key: str(field.value) for field in read.fields}


def test_the_form_of_the_united_nations_has_title_publisher_place_symbol_date_address_and_day_of_reading() -> None:
    assert PAGE.cite() == (
        "Status of UNTOC, United Nations, New York (ST/LEG/SER.E), June 2013, "
        "as available on https://treaties.un.org/x?a=1&b=2 on 20 April 2024"
    )


@pytest.mark.parametrize(
    ("accessed", "words"),
    [
        (date(2026, 11, 3), "on 3 November 2026"),
        (PartialDate(2026, 11), "in November 2026"),
        (PartialDate(2026), "in 2026"),
    ],
    ids=str,
)
def test_the_date_of_reading_is_told_as_exact_as_it_is_recorded(accessed: date | PartialDate, words: str) -> None:
    page = Source("urn:page", title="A page", address="https://example.org/", accessed=accessed)
    assert page.cite().endswith(words)
    assert fields_of(page.cite("bibtex"))["urldate"] == str(accessed)


def test_what_is_not_recorded_is_left_out_and_said() -> None:
    bare = Source("urn:page", address="https://example.org/a")
    assert bare.cite() == "https://example.org/a (date of access not recorded)"
    assert bare.missing == ("title", "publisher", "date of publication", "date of access")
    assert fields_of(bare.cite("bibtex")) == {"url": "https://example.org/a", "note": "date of access not recorded"}
    assert bare.as_csl() == {
        "id": "urn:page",
        "type": "webpage",
        "URL": "https://example.org/a",
        "note": "date of access not recorded",
    }


def test_a_record_without_anything_is_cited_by_its_node() -> None:
    assert Source("https://w3id.org/unodc-graph/id/source-x").cite() == "ugd:source-x (date of access not recorded)"


def test_a_citation_is_one_line() -> None:
    assert Source("urn:page", title="two\nlines").cite() == "two lines (date of access not recorded)"


def test_an_entry_of_bibtex_has_every_part() -> None:
    assert PAGE.cite("bibtex").startswith("@misc{source-treaties-un-org-1,")
    assert fields_of(PAGE.cite("bibtex")) == {
        "title": "{Status of UNTOC}",
        "publisher": "United Nations",
        "address": "New York",
        "number": "ST/LEG/SER.E",
        "year": "2013",
        "month": "6",
        "url": "https://treaties.un.org/x?a=1&b=2",
        "urldate": "2024-04-20",
    }


@given(st.one_of(XML_TEXTS, st.text("{}\\%$#&_~^\"'@=, aЖ", max_size=20)))
@example("100% of {cases} & $5 #1 a_b ~^ back\\slash")
@example("one { brace")
@example("} another {")
@example("\\input{/etc/passwd}")
@example("\u1f71")  # two code points for one letter
@example("ends in a backslash\\")
def test_any_title_comes_back_from_bibtex(title: str) -> None:
    entry = Source("urn:page", title=f"T{title}T", address="https://example.org/").cite("bibtex")
    assert entry.count("{") == entry.count("}")
    read = fields_of(entry)
    assert from_latex(read["title"].removeprefix("{").removesuffix("}")) == normalize(
        "NFC", " ".join(f"T{title}T".split())
    )
    assert read["url"] == "https://example.org/"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_the_key_of_an_entry_holds_nothing_that_bibtex_reads_as_its_own(local: str) -> None:
    entry = Source(f"http://example.org/{local}", title="T").cite("bibtex")
    assert re.fullmatch(r"@misc\{[A-Za-z0-9_:.-]+,", entry.splitlines()[0])
    assert fields_of(entry)["title"] == "{T}"


@given(XML_TEXTS)
def test_any_title_comes_back_from_csl_json(title: str) -> None:
    assert json.loads(Source("urn:page", title=title).cite("csl-json"))["title"] == title


def test_a_processor_of_the_citation_style_language_formats_the_item() -> None:
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False),
        CiteProcJSON([json.loads(PAGE.cite("csl-json"))]),
        formatter.plain,
    )
    bibliography.register(Citation([CitationItem(PAGE.as_csl()["id"])]))
    (formatted,) = map(str, bibliography.bibliography())
    for part in ("Status of UNTOC", "United Nations", "New York", PAGE.address, "April", "2024"):
        assert str(part) in formatted


@pytest.mark.parametrize("form", CITATION_FORMS)
def test_a_citation_names_the_address(form: CitationForm) -> None:
    assert str(PAGE.address) in PAGE.cite(form)


def test_another_form_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ParameterError, match="choose un, bibtex, csl-json"):
        PAGE.cite("apa")  # type: ignore[arg-type]  # what the types forbid is what is tested
