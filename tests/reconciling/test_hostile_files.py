"""Files that are no saved table, and cells that no table has: told with their place, and nothing is changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unodc_graph as ug
from tests.reconciling.conftest import HEADS

if TYPE_CHECKING:
    from tests.reconciling.conftest import Written


def refused(kg: ug.KnowledgeGraph, file: Path) -> ug.ImportDataError:
    with pytest.raises(ug.ImportDataError) as caught:
        kg.reconcile(file, instrument="untoc")
    return caught.value


def test_a_file_that_there_is_not(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    error = refused(kg, tmp_path / "none.csv")
    assert error.file == str(tmp_path / "none.csv")
    assert "No such file" in error.expected


def test_a_folder(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    assert "Is a directory" in refused(kg, tmp_path).expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "a saved status table"),
        (b"\n\n \n", "a saved status table"),
        (b"a,b\n1,2\n", "a saved status table"),
        (b"Participant\nKazakhstan\n", "a saved status table"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x00\x00", "text, and not"),
        (b"<!DOCTYPE html><html><body>Participant</body></html>", "not a web page"),
        (b"<rdf>", "XML that is whole"),
        (b"<a/>", "a table of participants"),
        (HEADS.encode(), "at least one row"),
        (HEADS.encode("utf-16"), "UTF-16"),
        (f"{HEADS}\nC\u00f4te d'Ivoire,,\n".encode("cp1252"), "text in UTF-8"),
        (f"{HEADS}\nКазахстан,,\n".encode("cp1251"), "text in UTF-8"),
        (b"Participant,Note\nKazakhstan,x\n", "a column of acts"),
        (b"state_iso3,instrument_id,action,date,date\nKAZ,untoc,signature,,\n", "each column once"),
        (f'{HEADS}\n"Kazakhstan,,\n'.encode(), "a row of CSV"),
        (f"{HEADS}\n{'x' * 200_000},,\n".encode(), "a row of CSV"),
    ],
    ids=lambda value: value[:20].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_what_is_no_saved_table_is_refused_with_what_is_expected(
    kg: ug.KnowledgeGraph, tmp_path: Path, data: bytes, expected: str
) -> None:
    file = tmp_path / "table"
    file.write_bytes(data)
    error = refused(kg, file)
    assert expected in error.expected
    assert str(file) in str(error)
    assert len(str(error)) < 1000


def test_a_file_of_fifty_megabytes_is_not_read(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.write(HEADS.encode())
        opened.truncate(50 * 2**20)
    assert refused(kg, file).expected.startswith("a table of at most 8 MB, and not of 50")


def test_an_error_of_the_bytes_names_the_line(kg: ug.KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(f"{HEADS}\nKazakhstan,,\n".encode() + b"C\xf4te d'Ivoire,,\n")
    assert refused(kg, file).row == 3


def test_a_name_with_a_control_character_is_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Kaz\x00akhstan,13 Dec 2000,", "Armenia,15 Nov 2001\x07,"), instrument="untoc")
    assert [(cell.line, cell.expected) for cell in found.not_read] == [
        (2, "text without control characters"),
        (3, "text without control characters"),
    ]


def test_a_cell_that_is_much_too_long_is_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written(f"Kazakhstan,{'1' * 1000},"), instrument="untoc")
    assert [(cell.line, cell.expected) for cell in found.not_read] == [(2, "at most 500 characters")]
    assert max(len(str(row.note or "")) for row in found) < 200


def test_a_formula_is_a_name_that_is_not_recognised_and_none_in_a_spreadsheet(
    kg: ug.KnowledgeGraph, written: Written
) -> None:
    found = kg.reconcile(written('"=HYPERLINK(""http://x"")",13 Dec 2000,', "+1+1,,"), instrument="untoc")
    assert next(name.name for name in found.not_recognised).startswith("=HYPERLINK")
    assert ",=" not in found.to_table().to_csv()


def test_a_row_with_more_cells_than_heads_is_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written("Korea, Republic of,13 Dec 2000,5 Nov 2015"), instrument="untoc")
    (row,) = found.not_read
    assert (row.line, row.field) == (2, None)
    assert row.expected == "3 cells as there are heads, not 4; what holds a comma stands in quotes"


def test_a_row_that_ends_early_is_read_as_far_as_it_goes(kg: ug.KnowledgeGraph, written: Written) -> None:
    assert len(kg.reconcile(written("Kazakhstan,13 Dec 2000"), instrument="untoc").agreements) == 1


def test_dates_without_a_name_are_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written(",13 Dec 2000,31 Jul 2008", "12,13 Dec 2000,"), instrument="untoc")
    assert [(cell.line, cell.field, cell.expected) for cell in found.not_read] == [
        (2, "Participant", "the name of a participant"),
        (3, "Participant", "the name of a participant"),
    ]


def test_a_thousand_names_that_nobody_has_are_all_told(kg: ug.KnowledgeGraph, written: Written) -> None:
    found = kg.reconcile(written(*(f"Nowhere {'x' * n},1 Jan 2001," for n in range(200))), instrument="untoc")
    assert len(found.not_recognised) == 200


READS_AS_ANYBODY: Final = """
import os, unodc_graph as ug
kg = ug.load()
def read(file):
    try:
        kg.reconcile(file, instrument="untoc")
    except ug.ImportDataError as error:
        return error
# Whatever is imported while it reads must be so before: nobody else may look into the folders of the project.
read("open.csv")
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(read("closed.csv"))
"""


def test_a_file_that_may_not_be_read() -> None:
    # Not tmp_path, whose folders only its user may enter.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        Path(folder, "open.csv").write_text("Participant,Signature\nKazakhstan,13 Dec 2000\n", encoding="utf-8")
        Path(folder, "closed.csv").touch(mode=0)
        done = subprocess.run(
            [sys.executable, "-c", READS_AS_ANYBODY], capture_output=True, cwd=folder, text=True, check=False
        )
    assert "closed.csv" in done.stdout, done.stderr
    assert "Permission denied" in done.stdout


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DATES_AND_WORSE = st.one_of(
    CELLS, st.from_regex(r"[\[( ]?[0-9]{1,2}[ .-][A-Za-z]{3,4}[ -][0-9]{3,5} ?[(]?[A-Za-z]{0,3}[)\]]?[0-9, ]{0,5}")
)


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["Kazakhstan", "Armenia 1", ""]) | CELLS, DATES_AND_WORSE, DATES_AND_WORSE),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_stands_in_the_cells_is_compared_or_told(
    kg: ug.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    import csv

    file = tmp_path_factory.mktemp("cells") / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(f"{HEADS}\r\n")
        csv.writer(opened).writerows(rows)
    before = kg.revision
    try:
        found = kg.reconcile(file, instrument="untoc")
    except ug.ImportDataError as error:
        assert "row" in error.expected  # noqa: PT017 - all cells may be blank
    else:
        told = found.agreements + found.differences + found.missing_here
        for line in {act.line for act in told}:
            assert line is not None
        found.to_table().to_csv()
        found.to_turtle()
    assert kg.revision == before


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200) | st.binary(max_size=100).map(lambda more: f"{HEADS}\n".encode() + more))
def test_whatever_the_bytes_are_they_are_compared_or_refused(
    kg: ug.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "table"
    file.write_bytes(data)
    try:
        kg.reconcile(file, instrument="untoc").to_turtle()
    except ug.ImportDataError as error:
        assert error.expected  # noqa: PT017 - an error without it would be no help
