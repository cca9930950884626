from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import IRIS, literals
from unodc_graph.cli.losses import losses

COMMENTS = "comments are not kept, write remarks as skos:editorialNote"


@pytest.mark.parametrize(
    "turtle",
    [
        "# a remark\n<urn:x:a> <urn:x:b> <urn:x:c> .",
        "<urn:x:a> <urn:x:b> <urn:x:c> .#",
        "<urn:x:a> <urn:x:b> <urn:x:c> # with an apostrophe's mark\n.",
        '<urn:x:a> <urn:x:b> """a "quoted" \\""" text""" # after a long text\n.',
        "<urn:x:a> <urn:x:b> 'a\\'b' # after a short text\n.",
    ],
)
def test_a_comment_is_told(turtle: str) -> None:
    assert losses(turtle.encode()) == COMMENTS


@pytest.mark.parametrize(
    "turtle",
    [
        "<urn:x:a#b> <urn:x:b> <urn:x:c> .",
        "<urn:x:a> <urn:x:b> 'no # comment', \"no # comment\" .",
        '<urn:x:a> <urn:x:b> \'\'\'it\'s\n# no comment\'\'\', """\n# no "comment" """ .',
        "PREFIX ugd: <https://w3id.org/unodc-graph/id/> ugd:a\\#b <urn:x:b> <urn:x:c> .",
    ],
)
def test_a_number_sign_that_begins_no_comment_is_not_told(turtle: str) -> None:
    assert losses(turtle.encode()) == ""


@given(IRIS, literals())
def test_no_term_is_taken_for_a_comment(iri: object, literal: object) -> None:
    assert losses(f"{iri} {iri} {literal} .".encode()) == ""
    assert losses(f"{iri} {iri} {literal} .#".encode()) == COMMENTS


@pytest.mark.parametrize(
    ("turtle", "told"),
    [
        ("@prefix ex: <http://example.org/> . ex:a ex:b ex:c .", "the prefix ex: is not kept"),
        (
            "@prefix : <http://example.org/> . PREFIX z: <urn:x:> :a :b z:c .",
            "the prefixes :, z: are not kept",
        ),
        ("@prefix ug: <http://example.org/> . ug:a ug:b ug:c .", "the prefix ug: is not kept"),
        ("@prefix ugd: <https://w3id.org/unodc-graph/id/> . ugd:a ugd:b ugd:c .", ""),
    ],
)
def test_a_prefix_that_is_not_of_the_project_is_told(turtle: str, told: str) -> None:
    assert losses(turtle.encode()) == told
