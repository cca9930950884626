"""Status tables as the UN Treaty Collection prints them.

``untoc.csv`` holds rows of data/18-12.csv and ``single-convention-amended.csv`` rows of treaties/6-18.csv of
https://github.com/zmjones/untreaties (commits 3265c6a and 003ce13), as they stand there.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import unodc_graph as ug
from unodc_graph import UGD

if TYPE_CHECKING:
    from tests.reconciling.conftest import Written

HERE = Path(__file__).parent
SNAPSHOT = HERE.parent / "data" / "march-2015-snapshot.csv"
BY_VIRTUE = (
    "Participation in the Convention by virtue of ratification, accession or succession to the Protocol of 25 March 1972 "
    "or to the 1961 Convention after the entry into force of the Protocol"
)


def told(acts: tuple[ug.ComparedAct, ...]) -> set[tuple[str, str, str]]:
    return {(act.participant.rpartition("-")[2], act.act, str(act.date_there or act.date_here)) for act in acts}


def printed(iso: str, mark: str = "") -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}{f' {mark}' if mark else ''}"


def test_rows_of_a_saved_table_agree_with_the_graph(kg: ug.KnowledgeGraph) -> None:
    found = kg.reconcile(HERE / "untoc.csv", instrument="untoc")
    assert (found.differences, found.missing_here, found.not_recognised, found.not_read) == ((), (), (), ())
    # It joined after the table was saved in June 2013 (https://treaties.un.org, XVIII-12).
    assert told(found.missing_there) == {("BRB", "ratification", "2014-11-11")}
    assert told(found.agreements) >= {
        ("KAZ", "signature", "2000-12-13"),
        ("KAZ", "ratification", "2008-07-31"),
        ("TKM", "accession", "2005-03-28"),
        ("EUE", "approval", "2004-05-21"),
        ("MNE", "succession", "2006-10-23"),
        ("CIV", "ratification", "2012-10-25"),
        ("MKD", "ratification", "2005-01-12"),
    }
    with (HERE / "untoc.csv").open(encoding="utf-8", newline="") as file:
        assert len(found.agreements) == sum(bool(cell) for row in list(csv.reader(file))[1:] for cell in row[1:])
    assert found.is_clean


def test_the_first_column_of_the_amended_single_convention_is_participation_and_no_signature(
    kg: ug.KnowledgeGraph,
) -> None:
    found = kg.reconcile(HERE / "single-convention-amended.csv", instrument="VI-18")
    assert (found.differences, found.missing_here, found.missing_there) == ((), (), ())
    acts = told(found.agreements)
    assert ("KAZ", "participation-by-virtue", "1997-04-29") in acts
    assert ("CZE", "succession", "1993-12-30") in acts
    assert ("LBR", "ratification", "1987-04-13") in acts
    assert not any(act == "signature" for _, act, _ in acts)


with SNAPSHOT.open(encoding="utf-8", newline="") as _file:
    CELLS = list(csv.DictReader(_file))
# The ratification of June 2022 is later than the snapshot (tests/data/march-2015-snapshot.csv is of July 2014 there).
LATER = {("XVIII-15", "TJK", "ratification", "2022-06")}


@pytest.mark.parametrize("number", sorted({row["mtdsg_no"] for row in CELLS}))
def test_every_cell_of_the_snapshot_agrees_when_it_is_printed_as_the_depositary_prints_it(
    kg: ug.KnowledgeGraph, written: Written, number: str
) -> None:
    rows = [row for row in CELLS if row["mtdsg_no"] == number]
    first = BY_VIRTUE if number == "VI-18" else "Signature"
    heads = f'Participant,"{first}","Ratification, Formal confirmation(c), Accession(a), Succession(d), Definitive signature(s)"'
    lines = []
    cells = 0
    for row in rows:
        names = kg.query("SELECT ?name { ?s ug:depositaryName ?name }", bind={"s": UGD[f"state-{row['state_iso3']}"]})
        assert isinstance(names, ug.Table)
        dates = [row["first_column_date"], row["second_column_date"]]
        cells += sum(map(bool, dates))
        marks = ["", row["mark"]]
        shown = [printed(day, mark) if day else "" for day, mark in zip(dates, marks, strict=True)]
        lines.append(",".join([str(next(iter(names)).name), *shown]))
    found = kg.reconcile(written(*lines, heads=heads), instrument=number)
    assert (found.differences, found.missing_here, found.not_recognised, found.not_read) == ((), (), (), ())
    assert len(found.agreements) == cells
    left = {act for act in told(found.missing_there) if (number, *act) not in LATER}
    assert left == set()


def test_a_date_of_the_right_kind_on_another_day_is_a_difference(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,1 Aug 2008"), instrument="untoc")
    (difference,) = found.differences
    assert (difference.act, difference.date_here, difference.date_there) == (
        "ratification",
        date(2008, 7, 31),
        date(2008, 8, 1),
    )
    assert difference.line == 2
    assert difference.iri == UGD["action-KAZ-untoc-ratification-2008-07-31"]
    assert not found.is_clean


def test_an_accession_is_no_ratification_even_on_the_same_day(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008 a"), instrument="untoc")
    (difference,) = found.differences
    assert (difference.act_here, difference.act) == ("ratification", "accession")
    assert difference.note == "ratification here, accession there"


@pytest.mark.parametrize("month", ["Jul 2008", "2008-07", "July 2008", "2008"])
def test_a_month_or_a_year_agrees_with_a_day_in_it_and_says_so(
    kg: ug.KnowledgeGraph, written: Written, month: str
) -> None:
    found = kg.reconcile(written(f"Kazakhstan,13 Dec 2000,{month}"), instrument="untoc")
    assert found.differences == ()
    (less,) = (act for act in found.agreements if act.act == "ratification")
    assert less.note.startswith("2008-07-31 here, 2008")
    assert less.note.endswith("they agree as far as known")


def test_a_month_that_the_day_is_not_in_is_a_difference(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,Aug 2008"), instrument="untoc")
    assert [act.act for act in found.differences] == ["ratification"]


def test_an_act_that_only_the_file_tells_and_one_that_only_the_graph_holds(
    kg: ug.KnowledgeGraph, written: Written
) -> None:
    found = kg.reconcile(written("Bhutan,,1 Mar 2023 a", "Kazakhstan,13 Dec 2000,"), instrument="untoc")
    assert told(found.missing_here) == {("BTN", "accession", "2023-03-01")}
    assert told(found.missing_there) == {("KAZ", "ratification", "2008-07-31")}
    assert found.is_clean


def test_of_an_excerpt_only_those_who_stand_in_it_are_looked_for(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008"), instrument="untoc")
    assert found.missing_there == ()
    assert "participants that the file has rows for" in found.scope


def test_of_a_whole_table_everybody_is_looked_for(kg: ug.KnowledgeGraph, written: Written) -> None:
    rows = kg.query(
        "SELECT DISTINCT ?name { ?act ug:instrument ugd:instrument-untoc ; ug:participant ?who . ?who ug:depositaryName ?name }"
    )
    assert isinstance(rows, ug.Table)
    lines = [f"{row.name},," for row in rows if row.name != "Kazakhstan"]
    found = kg.reconcile(written(*lines), instrument="untoc")
    assert "every participant" in found.scope
    assert ("KAZ", "ratification", "2008-07-31") in told(found.missing_there)
    (kazakhstan, *_) = (act for act in found.missing_there if act.participant == UGD["state-KAZ"])
    assert kazakhstan.note == "the file has no row for this participant"


def test_acts_that_the_columns_cannot_tell_are_not_missed(own_kg: ug.KnowledgeGraph, written: Written) -> None:
    own_kg.dataset.update(
        """INSERT DATA { GRAPH <https://w3id.org/unodc-graph/graph/data> {
          ugd:action-KAZ-untoc-withdrawal-2020-01-01 a ug:TreatyAction ;
            ug:participant ugd:state-KAZ ; ug:instrument ugd:instrument-untoc ;
            ug:actionType ugv:action-type-withdrawal ; ug:date "2020-01-01"^^xsd:date } }"""
    )
    found = own_kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008"), instrument="untoc")
    assert found.missing_there == ()
    with_column = written("Kazakhstan,13 Dec 2000,31 Jul 2008,", heads="Participant,Signature,Ratification,Withdrawal")
    assert [act.act for act in own_kg.reconcile(with_column, instrument="untoc").missing_there] == ["withdrawal"]


@pytest.mark.parametrize(
    "name",
    [
        "Kazakhstan",
        "Kazakhstan 3, 4",
        "Kazakhstan3",
        "Kazakhstan³",
        "Kazakhstan [1]",
        "Kazakhstan,",
        "\u00a0Kazakhstan\u2009",
        "Kaza\u00adkhstan",
        "Kazakhstan<superscript>12</superscript>",
        "Republic of Kazakhstan",
    ],
)
def test_signs_of_footnotes_and_spaces_are_no_part_of_a_name(
    kg: ug.KnowledgeGraph, written: Written, name: str
) -> None:
    found = kg.reconcile(written(f'"{name}",13 Dec 2000,31 Jul 2008'), instrument="untoc")
    assert told(found.agreements) == {("KAZ", "signature", "2000-12-13"), ("KAZ", "ratification", "2008-07-31")}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Côte d'Ivoire", "CIV"),
        ("Côte d\u2019Ivoire", "CIV"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Swaziland", "SWZ"),
        ("Eswatini", "SWZ"),
        ("Niger", "NER"),
        ("Congo", "COG"),
        ("Guinea", "GIN"),
    ],
)
def test_names_as_the_depositary_writes_them(kg: ug.KnowledgeGraph, written: Written, name: str, code: str) -> None:
    found = kg.reconcile(written(f"{name},1 Jan 1901,"), instrument="untoc")
    assert found.not_recognised == ()
    acts = {*found.differences, *found.missing_here}
    assert {act.participant for act in acts} == {UGD[f"state-{code}"]}


@pytest.mark.parametrize("name", ["Korea", "Kazakstan", "Micronesia (Federated)", "KAZ", "Ruritania", "-", "…a"])
def test_a_part_of_a_name_or_a_name_that_is_nearly_the_same_is_not_guessed(
    kg: ug.KnowledgeGraph, written: Written, name: str
) -> None:
    found = kg.reconcile(written(f"{name},13 Dec 2000,31 Jul 2008"), instrument="untoc")
    (unknown,) = found.not_recognised
    assert (unknown.name, unknown.line) == (name, 2)
    assert (found.agreements, found.differences, found.missing_here) == ((), (), ())
    assert not found.is_clean


def test_a_name_that_is_not_recognised_comes_with_what_is_near(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakstan,13 Dec 2000,"), instrument="untoc")
    assert found.not_recognised[0].candidates[0] == "Kazakhstan"
    assert "did you mean 'Kazakhstan'" in str(found.not_recognised[0])


def test_a_name_that_two_participants_have_is_ambiguous(own_kg: ug.KnowledgeGraph, written: Written) -> None:
    own_kg.graph.update('INSERT DATA { ugd:state-KAZ ug:depositaryName "Uzbekistan"@en }')
    found = own_kg.reconcile(written("Uzbekistan,13 Dec 2000,"), instrument="untoc")
    (name,) = found.not_recognised
    assert name.is_ambiguous
    assert set(name.candidates) == {"Kazakhstan", "Uzbekistan"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("30 Feb 2008", "a day that exists (February 2008 has 29 days)"),
        ("31 Foo 2008", "the English name of a month, and not Foo"),
        ("31/07/2008", "a date as the depositary prints it"),
        ("31 Jul 20083", "a date as the depositary prints it"),
        ("31 Jul 2008 P", "a date with one of the marks A, AA, a, c, d, s, or without one"),
        ("31 Jul 2008 a, 1 Aug 2008 a", "a date as the depositary prints it"),
        ("2008-13", "a day that exists (a month is from 01 to 12)"),
    ],
)
def test_a_cell_that_is_no_date_is_told_and_the_rest_is_compared(
    kg: ug.KnowledgeGraph, written: Written, cell: str, expected: str
) -> None:
    file = written("Armenia,15 Nov 2001,1 Jul 2003", f'Kazakhstan,13 Dec 2000,"{cell}"')
    found = kg.reconcile(file, instrument="untoc")
    (refusal,) = found.not_read
    assert (refusal.file, refusal.line, refusal.value) == (str(file), 3, cell)
    assert refusal.field == "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"
    assert refusal.expected.startswith(expected)
    assert len(found.agreements) == 3
    (unread,) = found.missing_there
    assert (unread.act, unread.note) == ("ratification", "a cell of this participant is not read, on line 3")
    assert not found.is_clean


@pytest.mark.parametrize(
    "cell",
    [
        "31 Jul 2008 a",
        "31 Jul 2008 (a)",
        "31 Jul 2008(a)",
        "31 July 2008 a",
        "31-Jul-2008 a",
        "2008-07-31 a",
        "31 Jul 2008a",
    ],
)
def test_marks_and_dates_in_each_way_of_writing(kg: ug.KnowledgeGraph, written: Written, cell: str) -> None:
    found = kg.reconcile(written(f"Kazakhstan,,{cell}"), instrument="XVIII-12-a")
    assert told(found.agreements) == {("KAZ", "accession", "2008-07-31")}


@pytest.mark.parametrize("cell", ["31 Jul 2008 a 3", "31 Jul 2008 a3, 4", "31 Jul\u00a02008³ a", "31 Jul 2008 a [2],"])
def test_signs_of_footnotes_are_no_part_of_a_date(kg: ug.KnowledgeGraph, written: Written, cell: str) -> None:
    found = kg.reconcile(written(f'Kazakhstan,,"{cell}"'), instrument="XVIII-12-a")
    assert told(found.agreements) == {("KAZ", "accession", "2008-07-31")}


def test_square_brackets_around_a_date_are_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kazakhstan,,[31 Jul 2008 a]"), instrument="XVIII-12-a")
    assert [act.note for act in found.agreements] == ["in square brackets in the file"]


def test_the_head_says_what_a_mark_means(kg: ug.KnowledgeGraph, written: Written) -> None:
    heads = 'Participant,"Accession(r), Ratification(a)"'
    found = kg.reconcile(written("Kazakhstan,31 Jul 2008 r", heads=heads), instrument="XVIII-12-a")
    assert told(found.agreements) == {("KAZ", "accession", "2008-07-31")}


def test_a_date_without_a_mark_is_not_guessed_where_the_head_has_several_acts_for_it(
    kg: ug.KnowledgeGraph, written: Written
) -> None:
    heads = 'Participant,"Ratification, Withdrawal"'
    found = kg.reconcile(written("Kazakhstan,31 Jul 2008", heads=heads), instrument="untoc")
    assert found.not_read[0].expected == "a mark that tells which act it is: ratification, withdrawal"


def test_a_head_of_ratification_or_accession_without_marks_takes_the_usual_ones(
    kg: ug.KnowledgeGraph, written: Written
) -> None:
    heads = "Participant,Signature,Ratification/Accession"
    lines = ("Kazakhstan,13 Dec 2000,31 Jul 2008", "Turkmenistan,,28 Mar 2005 a")
    found = kg.reconcile(written(*lines, heads=heads), instrument="untoc")
    assert told(found.agreements) == {
        ("KAZ", "signature", "2000-12-13"),
        ("KAZ", "ratification", "2008-07-31"),
        ("TKM", "accession", "2005-03-28"),
    }


def test_what_is_passed_over_is_said(kg: ug.KnowledgeGraph, written: Written) -> None:
    heads = 'Participant,Signature,"Ratification, Consent to be bound(P)",End note'
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,31 Jul 2008,x", heads=heads), instrument="untoc")
    assert found.remarks == (
        "column 'End note' tells no act that is known, and is not read",
        "column 'Ratification, Consent to be bound(P)': '(P) Consent to be bound' is no act that is known",
    )
    assert all(remark in str(found) for remark in found.remarks)


def test_an_act_that_the_file_tells_twice_counts_once_and_is_remarked(kg: ug.KnowledgeGraph, written: Written) -> None:
    line = "Kazakhstan,13 Dec 2000,"
    found = kg.reconcile(written(line, line), instrument="untoc")
    assert len(found.agreements) == 1
    assert found.remarks == ("line 3 repeats an act of line 2",)


@pytest.mark.parametrize("dash", ["-", "–", "—", "..", "…", "\u00a0", "\u2212"])
def test_a_dash_is_no_act(kg: ug.KnowledgeGraph, written: Written, dash: str) -> None:
    found = kg.reconcile(written(f"Kazakhstan,13 Dec 2000,{dash}"), instrument="untoc")
    assert (len(found.agreements), found.not_read) == (1, ())


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("above", ["", "CHAPTER XVIII\n12. United Nations Convention, New York\n\n", "sep=,\n"])
def test_separators_and_lines_above_the_table(
    kg: ug.KnowledgeGraph, tmp_path: Path, separator: str, above: str
) -> None:
    above = above.replace("sep=,", f"sep={separator}")
    heads = ("Participant", "Signature", '"Ratification, Acceptance(A), Approval(AA), Accession(a)"')
    rows = [heads, ("Kazakhstan", "13 Dec 2000", "31 Jul 2008")]
    file = tmp_path / "table.txt"
    file.write_text("\ufeff" + above + "\r\n".join(separator.join(row) for row in rows), encoding="utf-8")
    found = kg.reconcile(file, instrument="untoc")
    assert len(found.agreements) == 2
    assert bool(found.remarks) is above.startswith("CHAPTER")


def test_heads_of_a_second_page_are_no_row(kg: ug.KnowledgeGraph, written: Written) -> None:
    heads = "Participant,Signature,Ratification"
    found = kg.reconcile(
        written("Kazakhstan,13 Dec 2000,", heads, "Armenia,15 Nov 2001,", heads=heads), instrument="untoc"
    )
    assert (len(found.agreements), found.not_recognised, found.not_read) == (2, (), ())


def test_without_an_instrument_it_is_asked_for(kg: ug.KnowledgeGraph, written: Written) -> None:
    with pytest.raises(ug.ParameterError, match="does not tell of which instrument it is"):
        kg.reconcile(written("Kazakhstan,13 Dec 2000,"))


def test_an_instrument_that_there_is_not(kg: ug.KnowledgeGraph, written: Written) -> None:
    with pytest.raises(ug.UnknownTermError, match="no instrument named 'untok'"):
        kg.reconcile(written("Kazakhstan,13 Dec 2000,"), instrument="untok")


@pytest.mark.parametrize(
    "name", ["untoc", "XVIII-12", "UNTOC", "United Nations Convention against Transnational Organized Crime"]
)
def test_the_instrument_by_code_number_label_or_title(kg: ug.KnowledgeGraph, written: Written, name: str) -> None:
    found = kg.reconcile(written("Kazakhstan,13 Dec 2000,"), instrument=name)
    assert found.instruments == (UGD["instrument-untoc"],)
