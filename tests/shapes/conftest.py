"""One validation of all fixtures together: each stands in IRIs of its own, so that one run tells them apart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import unodc_graph as ug

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def rules_found() -> dict[str, set[str]]:
    """Map ``valid-STEM``, ``invalid-STEM`` or ``context`` to the rules that found something there."""
    kg = ug.load(HERE / "context.ttl", HERE / "valid", HERE / "invalid", bundled=False)
    owners = {f"{folder}-{path.stem}" for folder in ("valid", "invalid") for path in (HERE / folder).glob("*.ttl")}
    found: dict[str, set[str]] = defaultdict(set)
    for finding in kg.validate().findings:
        node = str(finding.focus).removeprefix(str(ug.UGD))
        # Nodes beside the one a fixture is about carry its name and a suffix.
        owner = node if node in owners else node.rpartition("-")[0]
        found[owner if owner in owners else node.partition("-")[0]].add(finding.rule)
    return dict(found)
