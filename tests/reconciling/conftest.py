"""Tables that tests write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEADS = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"'


class Written(Protocol):
    def __call__(self, *lines: str, heads: str = HEADS) -> Path: ...


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a status table below the usual heads of the depositary."""

    def write(*lines: str, heads: str = HEADS) -> Path:
        file = tmp_path / "table.csv"
        file.write_text("\n".join([heads, *lines, ""]), encoding="utf-8")
        return file

    return write
