"""Frames: the same values as the rows, each column of one type, without an object for each cell."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unodc_graph as ug
from tests.strategies import BLANK_NODES, IRIS, literals
from unodc_graph.namespaces import XSD
from unodc_graph.results import Table
from unodc_graph.tsv import cell_of, term_in, text_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy

    from unodc_graph.tsv import Cell


def lit(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype))


def column(*terms: Cell) -> Table:
    return Table(["x"], [(term,) for term in terms])


def arrow(*terms: Cell) -> tuple[str, list[Any]]:
    found = column(*terms).to_arrow().column("x")
    return str(found.type), found.to_pylist()


@pytest.mark.parametrize(
    ("terms", "kind", "values"),
    [
        ([lit("2004-07-31", "date"), None], "date32[day]", [date(2004, 7, 31), None]),
        ([lit("3", "integer"), lit("-4", "integer"), None], "int64", [3, -4, None]),
        ([lit("+3", "integer"), lit("007", "integer")], "int64", [3, 7]),
        ([lit("1.50", "decimal"), lit("-2.125", "decimal")], "decimal128(38, 3)", [Decimal("1.5"), Decimal("-2.125")]),
        (
            [lit("3", "integer"), lit("2.5", "decimal"), lit("4", "decimal")],
            "decimal128(38, 1)",
            [3, Decimal("2.5"), 4],
        ),
        ([lit("1e3", "double"), lit("-INF", "double"), lit("+0.1", "float")], "double", [1000.0, float("-inf"), 0.1]),
        ([lit("true", "boolean"), None, lit("0", "boolean")], "bool", [True, None, False]),
        ([lit("2004-07-31T10:00:00.5", "dateTime")], "timestamp[us]", [datetime(2004, 7, 31, 10, 0, 0, 500000)]),  # noqa: DTZ001 - has no zone
        (
            [lit("2004-07-31T10:00:00Z", "dateTime"), lit("2004-07-31T10:00:00+05:00", "dateTime")],
            "timestamp[us, tz=UTC]",
            [datetime(2004, 7, 31, 10, tzinfo=UTC), datetime(2004, 7, 31, 5, tzinfo=UTC)],
        ),
        ([ox.Literal("a", language="en"), ox.Literal(""), None], "string", ["a", "", None]),
        ([ox.NamedNode("urn:x:1"), ox.BlankNode("b")], "string", ["urn:x:1", "_:b"]),
        ([None, None], "string", [None, None]),
        ([], "string", []),
    ],
)
def test_a_column_of_one_type_has_that_type(terms: Sequence[Cell], kind: str, values: list[object]) -> None:
    assert arrow(*terms) == (kind, values)


@pytest.mark.parametrize(
    "terms",
    [
        [lit("2004", "gYear"), lit("2005", "gYear")],
        [lit("2004-07-31", "date"), lit("2004-07", "gYearMonth")],
        [lit("2004-07-31", "date"), ox.Literal("2004-07-31")],
        [lit("2004-07-31", "date"), lit("2004-02-30", "date")],
        [lit("2004-07-31Z", "date")],
        [lit("0000-01-01", "date")],
        [lit("2004-07-31T10:00:00Z", "dateTime"), lit("2004-07-31T10:00:00", "dateTime")],
        [lit("2004-07-31T10:00:00.1234567", "dateTime")],
        [lit("0001-01-01T00:00:00+14:00", "dateTime")],
        [lit("3", "integer"), lit("1.0E0", "double")],
        [lit("3", "integer"), ox.Literal("3")],
        [lit("9223372036854775808", "integer")],
        [lit("0x1F", "integer")],
        [lit("1.5", "integer")],
        [lit("1", "decimal"), lit(f"0.{'1' * 38}", "decimal")],
        [lit("1_000", "double")],
        [lit("true", "boolean"), ox.Literal("true")],
        [lit("yes", "boolean")],
    ],
)
def test_a_column_of_several_types_or_partial_dates_is_text_as_it_is_written(terms: list[ox.Literal]) -> None:
    assert arrow(*terms) == ("string", [term.value for term in terms])


@pytest.mark.parametrize(
    "text",
    [
        "\t",
        "\n",
        "\r",
        '"',
        "\\",
        "\\n",
        "\\\\n",
        '\\"',
        "<b>",
        '"@en',
        '"^^<x>',
        "_:b",
        "\x00\x0b\u2028\ufffe",
        "",
        "3",
        "'",
    ],
)
def test_a_hostile_text_comes_as_it_is(text: str) -> None:
    others: list[Cell] = [ox.NamedNode("urn:x:1"), lit("3", "integer"), ox.Literal("a", language="en")]
    assert arrow(ox.Literal(text), None)[1] == [text, None]
    assert arrow(ox.Literal(text), *others)[1] == [text, "urn:x:1", "3", "a"]
    assert column(ox.Literal(text))[0].x == text


_TYPED = st.one_of(
    st.builds(
        lit,
        st.one_of(
            st.integers().map(str),
            st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: format(number, "f")),
            st.floats().map(repr),
            st.dates().map(str),
            st.datetimes().map(lambda moment: moment.isoformat()),
            st.sampled_from(
                ["", "+1", "01", ".5", "5.", "-0", "-0.0", "1e5", "1E+400", "INF", "+INF", "inf", "nan", "NaN"]
            ),
            st.sampled_from(
                ["true", "1", "0", " 1", "1 ", "1_0", "٥", "0x1", "2004-07-31T24:00:00", "2004-07-31T10:00:60"]
            ),
            st.sampled_from(["2004-07-31T10:00:00Z", "9999-12-31T23:59:59-14:00", "2004-07-31T10:00:00+05", "2004"]),
        ),
        st.sampled_from(
            ["integer", "decimal", "double", "float", "boolean", "date", "dateTime", "gYear", "string", "int"]
        ),
    ),
)
_TRIPLES = st.builds(ox.Triple, IRIS, IRIS, st.one_of(IRIS, literals()))


def _columns() -> SearchStrategy[list[Cell]]:
    """Make columns of any terms, of one datatype, and of a few alike."""
    anything = st.one_of(st.none(), IRIS, BLANK_NODES, literals(), _TYPED, _TRIPLES)

    def alike(datatype: str, lexical: SearchStrategy[str]) -> SearchStrategy[list[Cell]]:
        return st.lists(st.one_of(st.none(), lexical.map(lambda text: lit(text, datatype))), max_size=6)

    return st.one_of(
        st.lists(anything, max_size=6),
        st.lists(st.one_of(IRIS, st.none()), max_size=6),
        alike("integer", st.integers().map(str)),
        alike("decimal", st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: format(number, "f"))),
        alike(
            "double",
            st.one_of(st.floats().map(repr).map(lambda text: text.replace("inf", "INF").replace("nan", "NaN"))),
        ),
        alike("date", st.dates().map(str)),
        alike("dateTime", st.datetimes().map(lambda moment: moment.isoformat())),
        alike("boolean", st.sampled_from(["true", "false", "1", "0"])),
    )


def expected(values: Sequence[object], texts: Sequence[str | None]) -> list[object]:
    """Say by the rule of the docs what a column of Python values becomes."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(-(2**63) <= value < 2**63 for value in values if isinstance(value, int)):
        return list(values)
    if kinds in ({Decimal}, {Decimal, int}) and _digits(texts) <= 38:
        return list(values)
    moments = [value for value in values if isinstance(value, datetime)]
    if kinds == {datetime} and (all(m.tzinfo for m in moments) or not any(m.tzinfo for m in moments)):
        try:
            return [moment and moment.astimezone(UTC) if moment and moment.tzinfo else moment for moment in values]  # type: ignore[attr-defined]  # the column holds moments
        except OverflowError:
            return list(texts)
    return list(values) if kinds in ({float}, {bool}, {date}) else list(texts)


def _digits(texts: Sequence[str | None]) -> int:
    parts = [text.lstrip("+-").partition(".") for text in texts if text is not None]
    return max(len(whole) for whole, _, _ in parts) + max(len(rest) for _, _, rest in parts)


def same(found: Sequence[object], wanted: Sequence[object]) -> bool:
    """Compare, NaN equal to itself."""
    return repr(found) == repr(wanted) or all(
        one == two or repr(one) == repr(two) == "nan" for one, two in zip(found, wanted, strict=True)
    )


@settings(deadline=None)
@given(_columns())
def test_every_frame_holds_what_the_rows_hold(terms: list[Cell]) -> None:
    table = column(*terms)
    texts = [None if term is None else text_in(cell_of(term)) for term in terms]
    wanted = expected([row.x for row in table], texts)
    assert same(table.to_arrow().column("x").to_pylist(), wanted)
    assert same(table.to_polars()["x"].to_list(), wanted)
    in_pandas = [None if value is pd.NA else value for value in table.to_pandas()["x"]]
    assert same(in_pandas, wanted)


@settings(deadline=None)
@given(_columns())
def test_terms_survive_the_text_that_is_kept(terms: list[Cell]) -> None:
    assert [cells[0] for cells in column(*terms).cells()] == terms
    assert [term_in(cell_of(term)) for term in terms] == terms


@settings(deadline=None)
@given(_columns(), st.booleans())
def test_the_engine_and_the_library_write_the_same_rows(terms: list[Cell], frame_first: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    kg = _graph_of(terms)
    table = kg.query("SELECT ?x WHERE { ?s <urn:x:p> ?x } ORDER BY ?s", graphs=("data",))
    assert isinstance(table, Table)
    frame = table.to_arrow() if frame_first else None
    ours = column(*[cells[0] for cells in table.cells()])
    assert table._read() == ours._read()  # noqa: SLF001 - what all forms are made from
    assert [repr(row) for row in table] == [repr(row) for row in ours]
    assert frame is None or str(frame) == str(table.to_arrow())


def _graph_of(terms: Sequence[Cell]) -> ug.KnowledgeGraph:
    store = _EMPTY._store  # noqa: SLF001 - any terms, past what a file may hold
    data = ox.NamedNode("https://w3id.org/unodc-graph/graph/data")
    store.remove_graph(data)
    store.engine.add_graph(data)
    quads = [
        ox.Quad(ox.NamedNode(f"urn:x:{place:03}"), ox.NamedNode("urn:x:p"), term, data)
        for place, term in enumerate(terms)
        if term is not None
    ]
    store.apply([], quads)
    return _EMPTY


_EMPTY = ug.load(bundled=False)


def table_of(kg: ug.KnowledgeGraph, text: str, **bind: object) -> Table:
    found = kg.query(text, bind=bind)
    assert isinstance(found, Table)
    return found


def test_columns_keep_their_order_and_a_bound_one_is_left_out(kg: ug.KnowledgeGraph) -> None:
    everything = table_of(kg, "SELECT * { VALUES (?z ?a ?m) { (1 'x' UNDEF) } }")
    assert everything.columns == ("z", "a", "m")
    assert everything.to_polars().rows() == [(1, "x", None)]
    bound = table_of(kg, "SELECT ?city ?office { ?office ug:city ?city }", office=ug.UGD["office-ROCA"])
    assert bound.to_polars().columns == list(bound.columns)
    assert bound.to_polars().rows() == [tuple(map(str, row)) for row in bound]


def test_no_columns_are_an_empty_frame(kg: ug.KnowledgeGraph) -> None:
    assert table_of(kg, "SELECT * {}").to_polars().shape == (0, 0)
    assert len(table_of(kg, "SELECT * {}")) == 1


def test_a_later_write_does_not_change_a_frame(own_kg: ug.KnowledgeGraph) -> None:
    unread = table_of(own_kg, "SELECT ?city { ugd:office-ROCA ug:city ?city }")
    read = table_of(own_kg, "SELECT ?city { ugd:office-ROCA ug:city ?city }")
    assert read.to_polars().rows() == [("Tashkent",)]
    own_kg.graph.update("DELETE WHERE { ugd:office-ROCA ug:city ?c }")
    for kept in (read, unread):
        assert kept.to_arrow().to_pylist() == kept.to_pandas().to_dict("records") == [{"city": "Tashkent"}]
        assert [row.city for row in kept] == ["Tashkent"]


def test_no_object_is_made_for_a_cell(kg: ug.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError

    # The rows are read when they are first asked for: what asking makes is made by then.
    table = table_of(kg, "SELECT ?s ?label ?date { ?s ug:adopted ?date ; rdfs:label ?label }")
    for name in ("Literal", "NamedNode"):
        monkeypatch.setattr(f"unodc_graph.tsv.ox.{name}", refused)
    for name in ("term_in", "value_in", "text_in", "literal_value"):
        monkeypatch.setattr(f"unodc_graph.tsv.{name}", refused)
    assert len(table.to_polars()) == len(table) > 20


def test_types_in_polars_and_pandas_are_those_of_arrow(kg: ug.KnowledgeGraph) -> None:
    text = "SELECT * { VALUES (?i ?d ?f ?b ?t ?s) { (1 1.5 1e0 true '2004-07-31'^^xsd:date 'a') (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF) } }"
    table = table_of(kg, text)
    assert list(table.to_polars().schema.values()) == [
        pl.Int64, pl.Decimal(38, 1), pl.Float64, pl.Boolean, pl.Date, pl.String,
    ]  # fmt: skip
    assert [kind.pyarrow_dtype for kind in table.to_pandas().dtypes] == [
        pa.int64(), pa.decimal128(38, 1), pa.float64(), pa.bool_(), pa.date32(), pa.string(),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "package", "call"),
    [
        ("arrow", "pyarrow", Table.to_arrow),
        ("polars", "polars", Table.to_polars),
        ("polars", "pyarrow", Table.to_polars),
        ("pandas", "pandas", Table.to_pandas),
        ("pandas", "pyarrow", Table.to_pandas),
    ],
)
def test_a_missing_extra_is_named(
    extra: str, package: str, call: Callable[[Table], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "unodc_graph.frames.reading", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ug.MissingExtraError, match=rf"pip install 'unodc-graph\[{extra}\]'") as caught:
        call(column(lit("3", "integer")))
    assert caught.value.extra == extra
