"""A folder in the reference layout, from files to files."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.importers.layout import FIGURES, REAL, Facts, csv_bytes
from unodc_graph.errors import ImportDataError
from unodc_graph.importers import map_folder

if TYPE_CHECKING:
    from pathlib import Path

WRITE_EVERYTHING = """
import sys
from pathlib import Path
from unodc_graph.formatting import canonical_turtle
from unodc_graph.importers import map_folder
for name, triples in map_folder(Path(sys.argv[1])).items():
    print("#", name)
    print(canonical_turtle(triples))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table, rows in REAL.items():
        path = tmp_path / table
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(csv_bytes(table, rows))
    return tmp_path


def test_a_folder_gives_what_its_tables_give(folder: Path) -> None:
    assert map_folder(folder) == Facts(REAL).files


def test_a_problem_names_the_file_in_the_folder(folder: Path) -> None:
    rows = [{**REAL[FIGURES][0], "value": "many"}]
    (folder / FIGURES).write_bytes(csv_bytes(FIGURES, rows))
    with pytest.raises(ImportDataError) as caught:
        map_folder(folder)
    assert caught.value.file == str(folder / FIGURES)
    assert (caught.value.row, caught.value.column, caught.value.value) == (2, "value", "many")


def test_the_text_is_the_same_under_any_hash_seed(folder: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", WRITE_EVERYTHING, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert "Казахстан".encode() in outputs.pop()
