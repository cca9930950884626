"""What an import says of itself in an interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import unodc_graph as ug

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "id,type,title,date,place,country_iso3,project_id,audience,participants,organizers,source_url\n"
RIGHT = "MY-1,study-visit,Visit,2024-05,Osh,KGZ,,customs,12,ROCA,https://example.org/a\n"
WRONG = "MY-2,outing,Visit,2024-05,Osh,Kirgizia,,customs,12,ROCA,https://example.org/a\n"


def test_a_report_is_short_however_many_problems_it_has(tmp_path: Path, own_kg: ug.KnowledgeGraph) -> None:
    (tmp_path / "visits.csv").write_text(HEADER + RIGHT + WRONG, encoding="utf-8")
    report = own_kg.import_tables(tmp_path / "visits.csv", keep_going=True)
    assert repr(report) == "<ImportReport: 1 table; 2 rows read, 1 added; 2 problems, 0 warnings>"
    assert repr(ug.ImportReport()) == "<ImportReport: 0 tables; 0 rows read, 0 added; 0 problems, 0 warnings>"
