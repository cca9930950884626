"""Whatever stands in a cell of a user's tables, nothing comes in by halves and nothing is left pointing nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings

import unodc_graph as ug
from tests.importers.layout import ACTIVITIES, LAWS, PROJECTS, STATES, changed, csv_bytes
from tests.importers.test_any_cell import CELLS, HOSTILE

POINTS_NOWHERE = """
SELECT ?from ?thing WHERE {
  ?from ?property ?thing .
  FILTER (STRSTARTS(STR(?thing), "https://w3id.org/unodc-graph/id/"))
  FILTER NOT EXISTS { ?thing a ?kind }
}
"""


@settings(max_examples=40, deadline=None)
@given(CELLS, HOSTILE)
@example((STATES, 0, "iso3"), "kaz")
@example((PROJECTS, 0, "id"), "")
@example((LAWS, 1, "kind"), "act")
@example((ACTIVITIES, 0, "title"), "")
def test_a_folder_comes_in_whole_or_is_told_and_to_keep_going_leaves_nothing_that_points_nowhere(
    place: tuple[str, int, str], text: str
) -> None:
    table, row, column = place
    rows = changed(table, row, **{column: text})
    with TemporaryDirectory() as folder:
        for name, of in rows.items():
            Path(folder, name).parent.mkdir(exist_ok=True)
            Path(folder, name).write_bytes(csv_bytes(name, of))
        kg = ug.load(bundled=False)
        report = kg.import_tables(folder, keep_going=True)
        assert report.read == sum(map(len, rows.values()))
        refused = {(one.file, one.line) for one in report.refused}
        assert report.added == report.read - len(refused)
        assert all(one.line and one.expected for one in report.refused)
        nowhere = kg.query(POINTS_NOWHERE)
        assert isinstance(nowhere, ug.Table)
        assert list(nowhere) == []
        whole = ug.load(bundled=False)
        if report.refused:
            with pytest.raises(ug.ImportDataError) as caught:
                whole.import_tables(folder)
            assert caught.value.report is not None
            # To keep going, what points to a refused row is refused too.
            assert {str(one) for one in caught.value.report.refused} <= {str(one) for one in report.refused}
            assert whole.revision == ug.load(bundled=False).revision
        else:
            assert whole.import_tables(folder) == report
