"""How a query of the catalogue is called."""

from __future__ import annotations

import pytest

import unodc_graph as ug


def test_a_parameter_without_its_name_is_answered_with_the_call_that_is_right(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(TypeError) as caught:
        kg.run("projects-in-state", "KAZ")  # type: ignore[call-overload]
    assert str(caught.value) == "parameters are given by name: kg.run('projects-in-state', state='KAZ')"
    with pytest.raises(TypeError, match=r"query 'donors' takes no parameters: kg\.run\('donors'\)"):
        kg.run("donors", "KAZ")  # type: ignore[call-overload]
    with pytest.raises(ug.UnknownQueryError, match="projects-in-state"):
        kg.run("projects-in-stat", "KAZ")  # type: ignore[call-overload]
