"""Networks for networkx."""

from __future__ import annotations

import io

import networkx as nx
import pytest

import unodc_graph as ug
from unodc_graph import UGD


@pytest.fixture(scope="module")
def agents(kg: ug.KnowledgeGraph) -> nx.Graph[str]:
    return kg.to_networkx("agents")


def test_two_agents_are_joined_by_the_projects_both_take_part_in(agents: nx.Graph[str]) -> None:
    # Rows of projects.csv with JPN and NOR among the donors: XACK22 alone.
    edge = agents.edges[str(UGD["state-JPN"]), str(UGD["state-NOR"])]
    assert edge == {"weight": 1, "projects": str(UGD["project-XACK22"])}


def test_the_weight_is_the_number_of_the_projects(kg: ug.KnowledgeGraph, agents: nx.Graph[str]) -> None:
    for left, right, edge in agents.edges(data=True):
        shared = kg.query(
            "SELECT DISTINCT ?project { ?a ug:agent $left ; ug:participatesIn ?project . "
            "?b ug:agent $right ; ug:participatesIn ?project . ?project a ug:Project }",
            bind={"left": ug.UGD[left.rpartition("/")[2]], "right": ug.UGD[right.rpartition("/")[2]]},
        )
        assert isinstance(shared, ug.Table)
        assert edge["weight"] == len(shared) == len(edge["projects"].split())


def test_nodes_are_labelled_agents(agents: nx.Graph[str]) -> None:
    assert agents.nodes[str(UGD["organization-CARICC"])]["code"] == "CARICC"
    assert all(data["label"] for _, data in agents.nodes(data=True))


@pytest.mark.parametrize("write", [nx.write_graphml, nx.write_gexf])
def test_networkx_writes_it(agents: nx.Graph[str], write: object) -> None:
    out = io.BytesIO()
    write(agents, out)  # type: ignore[operator]  # two functions of networkx
    assert len(out.getvalue()) > 10_000


def test_an_unknown_network_is_named_with_those_there_are(kg: ug.KnowledgeGraph) -> None:
    with pytest.raises(ug.UnknownTermError, match="agents"):
        kg.to_networkx("treaties")
