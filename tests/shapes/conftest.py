"""One validation of all fixtures together: each stands in IRIs of its own, so that one run tells them apart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import unodc_graph as ug
from unodc_graph.validation.loaded import ILL_TYPED

FIXTURES = sorted(Path(__file__).parent.rglob("*.ttl"))


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> ug.KnowledgeGraph:
    """All fixtures in one graph."""
    # One file and so one named graph: three hundred of them would take most of the time.
    path = tmp_path_factory.mktemp("shapes") / "fixtures.ttl"
    path.write_text("".join(path.read_text(encoding="utf-8") for path in FIXTURES), encoding="utf-8")
    return ug.load(path, bundled=False)


@pytest.fixture(scope="session")
def rules_found(together: ug.KnowledgeGraph) -> dict[str, set[str]]:
    """Map ``valid-STEM``, ``invalid-STEM`` or ``context`` to the rules that found something there."""
    owners = {f"{path.parent.name}-{path.stem}" for path in FIXTURES}
    found: dict[str, set[str]] = defaultdict(set)
    for finding in together.validate().findings:
        if finding.rule == ILL_TYPED:
            continue  # What loading finds is no rule of a shape, and is tested there.
        node = str(finding.focus).removeprefix(str(ug.UGD))
        # Nodes beside the one a fixture is about carry its name and a suffix.
        owner = node if node in owners else node.rpartition("-")[0]
        found[owner if owner in owners else node.partition("-")[0]].add(finding.rule)
    return dict(found)
