"""The acts of the graph, written as the depositary prints them in each way that it may, agree with the graph."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import unodc_graph as ug

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest


NUMBERS = ("VI-15", "VI-16", "VI-17", "VI-18", "VI-19", "XVIII-7", "XVIII-12", "XVIII-12-b", "XVIII-14", "XVIII-15")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MARKS = {
    "ratification": "",
    "acceptance": "A",
    "approval": "AA",
    "accession": "a",
    "succession": "d",
    "formal-confirmation": "c",
    "definitive-signature": "s",
}
CONSENT = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d), Formal confirmation(c), Definitive signature(s)"
FIRST = {
    "signature": "Signature",
    "participation-by-virtue": "Participation in the Convention by virtue of accession, or of the Protocol of 25 March 1972",
}

SPACES = st.sampled_from([" ", "  ", "\u00a0", "\u2009", "\u202f", "\t ", "\u00a0 "])
FOOTNOTES = st.sampled_from(
    ["", " 3", " 3, 4", ",", "³", "¹² ", " [1]", " [1, 2]", "<superscript>7</superscript>", "5,6"]
)
AFTER_DATES = st.sampled_from(["", " 3", "³", " [2]", ",", "<superscript>7</superscript>"])
UNSEEN = st.sampled_from(["", "\u00ad", "\u200b"])


def acts_of(kg: ug.KnowledgeGraph, number: str) -> Mapping[str, list[tuple[str, object]]]:
    """The acts on an instrument that the usual columns can tell, by the name of the participant."""
    rows = kg.query(
        """SELECT ?name ?kind ?date {
          ?act a ug:TreatyAction ; ug:instrument ?about ; ug:participant ?who ; ug:actionType/dcterms:identifier ?kind ; ug:date ?date .
          ?about skos:notation ?number .
          { ?who ug:depositaryName ?name } UNION { ?who a ug:RegionalOrganization ; rdfs:label ?name }
        }""",
        bind={"about": kg.resolve(number, kind="instrument")},
    )
    assert isinstance(rows, ug.Table)
    acts: dict[str, list[tuple[str, object]]] = {}
    for row in rows:
        if str(row.kind) in {*MARKS, *FIRST}:
            acts.setdefault(str(row.name), []).append((str(row.kind), row.date))
    return acts


@st.composite
def printed(draw: st.DrawFn, when: object, mark: str) -> str:
    """A date and a mark, as the depositary prints them or a person has copied them."""
    parts = str(when).split("-")
    space = draw(SPACES)
    month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    name = draw(st.sampled_from([month, month[:3]]))
    day = [str(int(parts[2]))] if isinstance(when, date) else []
    text = draw(st.sampled_from([str(when), space.join([*day, name, parts[0]] if month else parts)]))
    shown = draw(st.sampled_from([f"{space}{mark}", f"{space}({mark})", f"({mark})"])) if mark else ""
    return draw(UNSEEN).join([text, f"{shown}{draw(AFTER_DATES)}"])


@settings(max_examples=80, deadline=None)
@given(data=st.data(), number=st.sampled_from(NUMBERS), separator=st.sampled_from(",;\t"))
def test_what_the_graph_holds_differs_in_nothing_when_it_is_printed(
    kg: ug.KnowledgeGraph,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    number: str,
    separator: str,
) -> None:
    acts = acts_of(kg, number)
    names = data.draw(st.lists(st.sampled_from(sorted(acts)), min_size=1, max_size=8, unique=True))
    first = next((kind for name in names for kind, _ in acts[name] if kind in FIRST), "signature")
    rows = []
    for name in names:
        shown = data.draw(SPACES).join(name.split(" ")) + data.draw(FOOTNOTES)
        for kind, when in acts[name]:
            cell = data.draw(printed(when, MARKS.get(kind, "")))
            rows.append([shown, cell, ""] if kind in FIRST else [shown, "", cell])
    file = tmp_path_factory.mktemp("printed") / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, delimiter=separator)
        writer.writerow(["Participant", FIRST[first], CONSENT])
        writer.writerows(rows)
    found = kg.reconcile(file, instrument=number)
    assert (found.differences, found.missing_here, found.not_recognised, found.not_read) == ((), (), (), ())
    assert len(found.agreements) == len(rows)
    assert all(not act.note for act in found.agreements)
    shown_names = {act.participant for act in found.agreements}
    assert not any(act.participant in shown_names for act in found.missing_there if not act.is_unconfirmed)
