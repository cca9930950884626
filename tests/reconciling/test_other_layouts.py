"""Lists of acts, and the depositary's XML.

``untoc.xml`` has rows of data/18-12.csv of https://github.com/zmjones/untreaties (commit 3265c6a) in the elements that
public programs read from the depositary's XML: those of that repository's un_data.py, with the tabs, brackets and
tags around numbers of footnotes that others tell of. It is no copy of a file of the depositary.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import unodc_graph as ug
from unodc_graph import UGD

HERE = Path(__file__).parent
XML = HERE / "untoc.xml"
HEADS = "state_iso3,instrument_id,action,date"


def list_of(folder: Path, *lines: str, heads: str = HEADS) -> Path:
    file = folder / "acts.csv"
    file.write_text("\n".join([heads, *lines, ""]), encoding="utf-8")
    return file


def xml(folder: Path, old: str = "", new: str = "", encoding: str = "utf-8") -> Path:
    file = folder / "table.xml"
    text = XML.read_text(encoding="utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new).encode(encoding))
    return file


# -- a list of acts ------------------------------------------------------------------------


def test_a_list_of_acts_is_compared_within_who_and_what_it_has_rows_for(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = list_of(
        tmp_path,
        "KAZ,untoc,signature,2000-12-13",
        "KAZ,untoc,accession,2008-07-31",
        "UZB,tip-protocol,signature,2001-06-29",
        "BTN,uncac,ratification,2016-09-21",
    )
    found = kg.reconcile(file)
    assert found.layout == "acts"
    assert set(found.instruments) == {UGD[f"instrument-{code}"] for code in ("untoc", "tip-protocol", "uncac")}
    assert [act.date_here for act in found.agreements] == [date(2000, 12, 13)]
    assert [(act.act_here, act.act) for act in found.differences] == [
        ("ratification", "accession"),
        ("signature", "signature"),
    ]
    assert [(act.participant, act.act) for act in found.missing_here] == [(UGD["state-BTN"], "ratification")]
    # The ratification by Uzbekistan (data/treaty-actions.ttl) is within the scope, the other acts on UNTOC are not.
    assert {(act.participant, act.act) for act in found.missing_there} >= {(UGD["state-UZB"], "ratification")}
    assert {act.participant for act in found.missing_there} <= {UGD["state-UZB"], UGD["state-BTN"]}


def test_only_the_acts_on_one_instrument_are_compared_if_it_is_asked_for(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = list_of(tmp_path, "KAZ,untoc,signature,2000-12-13", "KAZ,uncac,accession,2008-06-18")
    found = kg.reconcile(file, instrument="XVIII-12")
    assert [act.instrument for act in found.agreements] == [UGD["instrument-untoc"]]
    assert found.remarks == ("acts on other instruments are passed over: 1",)


def test_heads_may_be_spelled_and_ordered_in_other_ways_and_more_columns_stand_beside_them(
    kg: ug.KnowledgeGraph, tmp_path: Path
) -> None:
    file = list_of(tmp_path, "x;2000-12-13;signature;untoc;KAZ", heads="Note;Date;Action;Instrument ID;State ISO3")
    assert len(kg.reconcile(file).agreements) == 1


def test_an_act_without_a_date_agrees_as_far_as_known(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    found = kg.reconcile(list_of(tmp_path, "KAZ,untoc,ratification,"))
    assert found.agreements[0].note == "2008-07-31 here, no date there: they agree as far as known"


def test_what_a_list_has_that_is_no_code_no_act_and_no_date(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    found = kg.reconcile(
        list_of(
            tmp_path,
            "kaz,untoc,signature,2000-12-13",
            "KAZ,untok,signature,2000-12-13",
            "KAZ,untoc,signed,2000-12-13",
            "KAZ,untoc,signature,2000-02-30",
            "KAZ,untoc,signature,2000-12-13,x,y",
            "KAZ,untoc,ratification,2008-07-31",
        )
    )
    assert [(name.name, name.line) for name in found.not_recognised] == [("kaz", 2), ("untok", 3)]
    assert [(cell.line, cell.field, cell.value) for cell in found.not_read] == [
        (4, "action", "signed"),
        (5, "date", "2000-02-30"),
        (6, None, None),
    ]
    assert found.not_read[1].expected == "a date that exists (February 2000 has 29 days)"
    assert [act.act for act in found.agreements] == ["ratification"]


def test_an_act_that_stands_only_in_unconfirmed_is_marked(own_kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    own_kg.dataset.update(
        """INSERT DATA { GRAPH <https://w3id.org/unodc-graph/graph/unconfirmed> {
          ugd:action-BTN-untoc-accession-2023-03-01 a ug:TreatyAction ;
            ug:participant ugd:state-BTN ; ug:instrument ugd:instrument-untoc ;
            ug:actionType ugv:action-type-accession ; ug:date "2023-03-01"^^xsd:date .
          ugd:action-KAZ-untoc-ratification-2008-08-01 a ug:TreatyAction ;
            ug:participant ugd:state-KAZ ; ug:instrument ugd:instrument-untoc ;
            ug:actionType ugv:action-type-ratification ; ug:date "2008-08-01"^^xsd:date } }"""
    )
    file = list_of(tmp_path, "BTN,untoc,accession,2023-03-01", "KAZ,untoc,ratification,2008-08-01")
    found = own_kg.reconcile(file)
    (agreement,) = found.agreements
    assert agreement.is_unconfirmed
    assert agreement.note == "stands only in the graph unconfirmed here"
    # What is confirmed differs, and what is not does not make it right.
    (difference,) = found.differences
    assert difference.date_here == date(2008, 7, 31)
    assert difference.note == "the graph unconfirmed has it as the file does"
    assert "1 of the agreements with what is unconfirmed" in str(found)
    (missing,) = own_kg.reconcile(list_of(tmp_path, "BTN,untoc,signature,2001-01-01")).missing_there
    assert missing.note == "stands only in the graph unconfirmed here"


# -- the depositary's XML ------------------------------------------------------------------


def test_the_xml_tells_its_instrument_and_its_acts(kg: ug.KnowledgeGraph) -> None:
    found = kg.reconcile(XML)
    assert found.layout == "depositary's XML"
    assert found.instruments == (UGD["instrument-untoc"],)
    assert (found.differences, found.missing_here, found.missing_there, found.not_recognised) == ((), (), (), ())
    assert [
        (act.participant.rpartition("-")[2], act.act, str(act.date_there), act.line) for act in found.agreements
    ] == [
        ("BHR", "accession", "2004-06-07", 28),
        ("EUE", "signature", "2000-12-12", 29),
        ("EUE", "approval", "2004-05-21", 29),
        ("GEO", "signature", "2000-12-13", 30),
        ("GEO", "ratification", "2006-09-05", 30),
        ("KAZ", "signature", "2000-12-13", 31),
        ("KAZ", "ratification", "2008-07-31", 31),
    ]
    assert [act.note for act in found.agreements if act.note] == ["in square brackets in the file"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Titlesect>United Nations", "<Titlesect>12. United Nations"),
        ("<Titlesect>United Nations Convention against Transnational Organized Crime", "<Titlesect>"),
        ("<Numsect>12.</Numsect>", ""),
        ("<Numsect>12.</Numsect>", "<Numsect>XVIII-12</Numsect>"),
    ],
)
def test_a_number_or_a_title_is_enough(kg: ug.KnowledgeGraph, tmp_path: Path, old: str, new: str) -> None:
    assert kg.reconcile(xml(tmp_path, old, new)).instruments == (UGD["instrument-untoc"],)


def test_a_protocol_has_a_letter_behind_its_number(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = xml(tmp_path, "<Numsect>12.</Numsect>", "<Numsect>12. a</Numsect>")
    text = file.read_text(encoding="utf-8")
    title = "United Nations Convention against Transnational Organized Crime"
    file.write_text(text.replace(title, "Protocol"), encoding="utf-8")
    assert kg.reconcile(file).instruments == (UGD["instrument-tip-protocol"],)


def test_a_number_and_a_title_of_two_instruments_are_told(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = xml(tmp_path, "<Numsect>12.</Numsect>", "<Numsect>12. a</Numsect>")
    with pytest.raises(ug.ParameterError, match="says that it is of 'tip-protocol' and of 'untoc': give its code"):
        kg.reconcile(file)
    assert kg.reconcile(file, instrument="untoc").instruments == (UGD["instrument-untoc"],)


def test_xml_that_names_another_instrument_than_is_asked_for_is_refused(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.ParameterError, match="says that it is of 'untoc', and not of 'uncac'"):
        kg.reconcile(XML, instrument="uncac")


def test_xml_of_an_instrument_that_the_graph_does_not_hold_says_what_it_is_called(
    kg: ug.KnowledgeGraph, tmp_path: Path
) -> None:
    file = xml(tmp_path, "<Numsect>12.</Numsect>", "<Numsect>99.</Numsect>")
    file.write_text(file.read_text(encoding="utf-8").replace("against Transnational", "on"), encoding="utf-8")
    with pytest.raises(
        ug.ParameterError, match=r"calls '99\.' or 'XVIII-99' or 'United Nations Convention on Organized"
    ):
        kg.reconcile(file)
    assert kg.reconcile(file, instrument="untoc").instruments == (UGD["instrument-untoc"],)


def test_the_old_tables_of_rows_and_columns_are_read_too(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "table.xml"
    file.write_text(
        "<document><specialtables><specialtable><tableheader><title>Participant</title><title>Signature</title></tableheader>"
        "<row><column>Kazakhstan</column><column>13 Dec 2000</column></row></specialtable>"
        "<specialtable><tableheader><title>Language</title></tableheader><row><column>French</column></row></specialtable>"
        "</specialtables></document>",
        encoding="utf-8",
    )
    found = kg.reconcile(file, instrument="untoc")
    assert len(found.agreements) == 1
    assert found.remarks == ("line 1: a table without rows or without the column Participant is not read",)


def test_latin_1_is_read_as_it_says(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = xml(tmp_path, 'encoding="UTF-8"', 'encoding="ISO-8859-1"')
    text = file.read_text(encoding="utf-8").replace("<Entry>Kazakhstan<", "<Entry>Côte d'Ivoire<")
    file.write_bytes(text.encode("latin-1"))
    found = kg.reconcile(file)
    assert found.not_recognised == ()
    assert {act.participant for act in found.differences} == {UGD["state-CIV"]}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<Document>", '<!DOCTYPE d [<!ENTITY a "b">]><Document>', "document type"),
        ("</Document>", "", "no element found|is not XML"),
        ('encoding="UTF-8"', 'encoding="windows-1251"', "windows-1251"),
        ("Participants>", "Other>", "a table of participants"),
        ("Tbody>", "Thead>", "a table of participants"),
        ("<Entry>Participant<", "<Entry>State<", "a table of participants"),
        ("<Entry>Signature</Entry>", "<Entry>Signature</Entry>" + "<a>" * 600 + "</a>" * 600, "levels"),
    ],
)
def test_xml_that_is_not_read_says_why(kg: ug.KnowledgeGraph, tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(ug.ImportDataError, match=reason):
        kg.reconcile(xml(tmp_path, old, new))
