"""The reader of tables: what it yields, and what it says of a table that is not as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal

from tests.importers.layout import OFFICES, REAL, SAME_AS, csv_bytes
from unodc_graph import Table, errors
from unodc_graph.importers import read_tables
from unodc_graph.importers.base import SPACE
from unodc_graph.importers.tables import TABLES, parse_table, read_table

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("id", "name")


def refused(data: bytes) -> errors.ImportDataError:
    with pytest.raises(errors.ImportDataError) as caught:
        list(parse_table(data, "x.csv", COLUMNS))
    return caught.value


def test_a_row_knows_its_cells_and_the_line_on_which_it_begins() -> None:
    rows = list(parse_table(b'id,name\nA,"one\ntwo"\n\nB,three\n', "x.csv", COLUMNS))
    assert [(row.line, row["id"], row["name"]) for row in rows] == [(2, "A", "one\ntwo"), (5, "B", "three")]


def test_columns_may_stand_in_any_order() -> None:
    assert next(parse_table(b"name,id\none,A\n", "x.csv", COLUMNS))["id"] == "A"


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_a_cell() -> None:
    rows = list(parse_table(b"\xef\xbb\xbfid,name\r\nA,one\r\n", "x.csv", COLUMNS))
    assert [row.values for row in rows] == [{"id": "A", "name": "one"}]


def test_space_around_a_cell_is_no_part_of_it() -> None:
    assert next(parse_table("id,name\n A ,\u00a0one two\t\n".encode(), "x.csv", COLUMNS)).values == {
        "id": "A",
        "name": "one two",
    }


def test_the_apostrophe_that_guards_a_cell_is_no_part_of_it() -> None:
    data = b"id,name\nA,'=SUM(1)\nB,''=1\nC,'tis\nD,-5\nE,'@home\nF,'+998 71\n"
    assert [row["name"] for row in parse_table(data, "x.csv", COLUMNS)] == [
        *("=SUM(1)", "'=1", "'tis", "-5", "@home", "+998 71")
    ]


CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")).map(
    lambda text: text.strip(SPACE)
)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), min_size=1))
@example([("=1+1", "'=1+1"), ("\uff1d1", "-"), ("'tis", "+'")])
def test_a_table_that_we_wrote_comes_in_as_it_was(rows: list[tuple[str, str]]) -> None:
    table = Table(COLUMNS, ([Literal(cell) for cell in row] for row in rows))
    read = parse_table(table.to_csv().encode(), "x.csv", COLUMNS)
    assert [(row["id"], row["name"]) for row in read] == rows


def test_an_empty_file_is_told_with_the_columns_it_should_have() -> None:
    assert refused(b"").expected == "the columns id, name"


def test_a_missing_column_is_named() -> None:
    error = refused(b"id\nA\n")
    assert (error.row, error.column, error.expected) == (1, "name", "also name")


def test_a_column_that_need_not_be_there_has_empty_cells() -> None:
    rows = list(parse_table(b"id\nA\n", "x.csv", COLUMNS, optional=("name",)))
    assert [row.values for row in rows] == [{"id": "A", "name": ""}]


def test_a_table_of_a_folder_needs_the_columns_that_must_hold_something(tmp_path: Path) -> None:
    (tmp_path / "presence").mkdir()
    (tmp_path / OFFICES).write_text("id,name,type\nROCA,Regional office,regional-office\n")
    (row,) = read_table(tmp_path, OFFICES)
    assert (row["id"], row["source_url"]) == ("ROCA", "")
    (tmp_path / OFFICES).write_text("id,name\nROCA,Regional office\n")
    with pytest.raises(errors.ImportDataError, match="column 'type'"):
        list(read_table(tmp_path, OFFICES))


def test_an_unknown_column_is_named_and_not_passed_over() -> None:
    error = refused(b"id,name,colour\nA,one,red\n")
    assert (error.row, error.column, error.expected) == (1, "colour", "one of the columns id, name")


def test_a_column_that_stands_twice_is_named() -> None:
    assert (refused(b"id,name,id\nA,one,B\n").column, refused(b"id,id\n").expected) == ("id", "each column once")


@pytest.mark.parametrize("row", [b"A\n", b"A,one,two\n"])
def test_a_row_that_is_too_short_or_too_long_is_told_with_its_line(row: bytes) -> None:
    error = refused(b"id,name\nB,two\n" + row)
    assert error.row == 3
    assert error.expected.startswith("2 cells as in the header")


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    assert refused(b"id,name\nA,one\nB,\xff\n").row == 3
    assert refused("id,name\nA,Казахстан\n".encode("cp1251")).expected.endswith(
        "; it is probably in WINDOWS-1251, which `iconv -f WINDOWS-1251 -t UTF-8` converts"
    )
    assert refused(b"\xff").expected.startswith("text in UTF-8, of which the byte 0xff is no part")
    assert "not UTF-16" in refused("id".encode("utf-16")).expected


def test_a_quotation_that_never_ends_is_told_with_the_line_on_which_it_begins() -> None:
    error = refused(b'id,name\nA,"one\nB,two\n')
    assert error.row == 2
    assert error.expected.startswith("a row of CSV")


def test_a_control_character_is_told_with_its_cell() -> None:
    error = refused(b"id,name\nA,o\x00e\n")
    assert (error.row, error.column, error.value) == (2, "name", "o\x00e")


def test_the_message_names_file_row_column_value_and_what_was_expected() -> None:
    message = str(refused(b"id,name\nA,o\x07e\n"))
    assert message == r"x.csv, row 2, column 'name': 'o\x07e' found, expected text without control characters"


def test_a_folder_without_tables_is_told_which_it_may_hold(tmp_path: Path) -> None:
    with pytest.raises(errors.ImportDataError, match=r"presence/offices\.csv"):
        read_tables(tmp_path)


@pytest.mark.parametrize("name", ["offices.csv", "presence/office.csv"])
def test_a_file_that_is_no_table_of_the_layout_is_not_passed_over(tmp_path: Path, name: str) -> None:
    for table in (OFFICES, name):
        (tmp_path / table).parent.mkdir(exist_ok=True)
        (tmp_path / table).write_bytes(csv_bytes(OFFICES, REAL[OFFICES]))
    with pytest.raises(errors.ImportDataError, match="the name of a table") as caught:
        read_tables(tmp_path)
    assert caught.value.file == str(tmp_path / name)


def test_a_table_of_the_layout_that_holds_only_tests_is_passed_over(tmp_path: Path) -> None:
    for table in (OFFICES, "treaties/march-2015-snapshot.csv"):
        (tmp_path / table).parent.mkdir(exist_ok=True)
        (tmp_path / table).write_bytes(csv_bytes(OFFICES, REAL[OFFICES]))
    assert list(read_tables(tmp_path)) == [OFFICES]


def test_a_folder_is_read_in_the_order_of_the_layout(tmp_path: Path) -> None:
    for table in (SAME_AS, OFFICES):
        (tmp_path / table).parent.mkdir(exist_ok=True)
        (tmp_path / table).write_bytes(csv_bytes(table, REAL[table]))
    tables = read_tables(tmp_path)
    assert list(tables) == [OFFICES, SAME_AS]
    assert [row["id"] for row in tables[OFFICES]] == ["UNODC-HQ", "ROCA"]
    assert tables[OFFICES][0].file == str(tmp_path / OFFICES)


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.ImportDataError, match="a file that can be read"):
        list(read_table(tmp_path, OFFICES))


def test_every_table_of_the_layout_names_each_column_once() -> None:
    assert all(len(set(columns)) == len(columns) for columns in TABLES.values())


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)] * 2), max_size=5))
def test_any_cells_come_back_as_they_were_written(cells: list[tuple[str, str]]) -> None:
    rows = [dict(zip(COLUMNS, pair, strict=True)) for pair in cells]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in pair) for pair in [COLUMNS, *cells])
    wanted = [{column: cell.strip(" \u00a0") for column, cell in row.items()} for row in rows]
    found = _values(text.encode())
    assert found is None or found == [row for row in wanted if any(row.values())]
    if found is None:
        assert any(character in text for character in "\ufffe\uffff\ufeff")


def _values(data: bytes) -> list[dict[str, str]] | None:
    try:
        return [dict(row.values) for row in parse_table(data, "x.csv", COLUMNS)]
    except errors.ImportDataError:
        return None


@given(st.binary(max_size=40))
def test_any_bytes_give_rows_or_an_import_error(junk: bytes) -> None:
    _values(junk)
    rows = _values(b"id,name\n" + junk)
    assert rows is None or all(set(row) == set(COLUMNS) for row in rows)
