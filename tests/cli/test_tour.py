from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from unodc_graph import Table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Outcome, Run
    from unodc_graph import KnowledgeGraph

LINES, COLUMNS = 24, 100
HEADING = re.compile(r"^(\d)/8 {2}(.+?) ─+$", re.MULTILINE)


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """One tour, taken as a process of its own, and the file it wrote."""
    import subprocess

    from tests.cli.conftest import Outcome

    folder = tmp_path_factory.mktemp("tour")
    done = subprocess.run(
        [sys.executable, "-m", "unodc_graph", "tour"], capture_output=True, cwd=folder, check=False, timeout=120
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode()), folder / "unodc-graph.ttl"


@pytest.fixture(scope="module")
def steps(toured: tuple[Outcome, Path]) -> dict[str, str]:
    """Title of each step to what it printed."""
    parts = HEADING.split(toured[0].out)
    return dict(zip(parts[2::3], parts[3::3], strict=True))


def test_the_tour_runs_to_its_end_and_says_nothing_on_standard_error(toured: tuple[Outcome, Path]) -> None:
    assert (toured[0].status, toured[0].err) == (0, "")


def test_the_tour_answers_its_questions_in_order(steps: dict[str, str]) -> None:
    assert list(steps) == [
        "What is in the graph?",
        "Does it keep its own rules?",
        "Who is where, since when?",
        "How did the portfolio grow?",
        "Who is bound by which convention?",
        "Who funds what?",
        "How does a national border project hang together with regional ones?",
        "The Turtle, for every other tool",
    ]


def test_every_step_fits_a_screen(steps: dict[str, str]) -> None:
    for title, text in steps.items():
        height = 1 + sum(max(1, -(-len(line) // COLUMNS)) for line in text.strip("\n").splitlines())
        assert height <= LINES, f"{title}: {height} lines"


def test_every_step_says_how_to_ask_the_same(steps: dict[str, str]) -> None:
    for title, text in steps.items():
        assert re.search(r"^\$ unodc-graph \w+", text, re.MULTILINE), title
        assert re.search(r"^>>> kg\.\w+\(", text, re.MULTILINE), title


def test_every_answer_names_its_source(steps: dict[str, str]) -> None:
    asked = list(steps)[2:7]
    for title in asked:
        cited = set(re.findall(r"(?<!^)\[\d+\]", steps[title], re.MULTILINE))
        named = set(re.findall(r"^(\[\d+\]) https?://", steps[title], re.MULTILINE))
        assert cited == named != set(), title
    assert "UNODC annual drug seizures table" in steps["What is in the graph?"]
    assert "SHACL shapes that come with the data" in steps["Does it keep its own rules?"]


def test_what_the_tour_says_to_type_can_be_typed(steps: dict[str, str], run: Run, kg: KnowledgeGraph) -> None:
    import shlex

    commands = re.findall(r"^\$ unodc-graph ((?:run|query|status) .+)$", "\n".join(steps.values()), re.MULTILINE)
    assert len(commands) >= 7
    for command in commands:
        assert run(*shlex.split(command)).status == 0, command
    calls = re.findall(r"^>>> (kg\.(?:run|status)\(.+\))$", "\n".join(steps.values()), re.MULTILINE)
    assert len(calls) >= 6
    for call in calls:
        answer = eval(call, {"kg": kg})  # noqa: S307 - what a reader would type
        assert str(answer), call
        assert not isinstance(answer, Table) or len(answer) > 0, call


def test_the_data_is_said_to_conform(steps: dict[str, str]) -> None:
    assert "The graph conforms: 0 violations" in steps["Does it keep its own rules?"]


def test_the_offices_stand_with_their_city_and_year(steps: dict[str, str]) -> None:
    text = steps["Who is where, since when?"]
    assert re.search(r"UNODC Regional Office for Central Asia +Tashkent +1993 ", text)
    for state, city in {
        "Kazakhstan": "Astana",
        "Kyrgyzstan": "Bishkek",
        "Tajikistan": "Dushanbe",
        "Uzbekistan": "Tashkent",
    }.items():
        assert re.search(rf"UNODC Programme Office in {state} +{city} +unknown ", text), state
    assert re.search(r"UNODC Programme Office in Azerbaijan +Baku +2007 ", text)


def test_the_portfolio_keeps_the_qualifier_of_each_figure(steps: dict[str, str]) -> None:
    text = " ".join(steps["How did the portfolio grow?"].split())
    assert "from exactly 26 million USD in 2004 to more than 90 million USD in 2013" in text
    assert "2012 approximately 90 million USD" in text


def test_who_is_bound_is_told_with_the_day_and_what_is_not_known_is_called_unknown(steps: dict[str, str]) -> None:
    text = steps["Who is bound by which convention?"]
    # The 30th day after 31 July 2008 and 18 June 2008, dates of the depositary's tables XVIII-12, 14 and 12-c.
    assert re.search(r"Kazakhstan +party since 2008-08-30 +party since 2008-07-18 +party since 2008-08-30", text)
    assert re.search(r"Georgia +party since 2006-10-05 +party since 2008-12-04 +unknown", text)
    assert "Unknown is not a no" in text
    assert "Not researched since 9 July 2014" in text


def test_the_acts_shown_are_those_of_the_eight_states(steps: dict[str, str]) -> None:
    rows = re.findall(
        r"^(\w+) +(?:party since \d{4}-\d\d-\d\d|unknown) ", steps["Who is bound by which convention?"], re.MULTILINE
    )
    assert rows == [
        "Armenia",
        "Azerbaijan",
        "Georgia",
        "Kazakhstan",
        "Kyrgyzstan",
        "Tajikistan",
        "Turkmenistan",
        "Uzbekistan",
    ]


def test_the_donor_of_most_projects_is_shown_with_its_projects(steps: dict[str, str]) -> None:
    text = steps["Who funds what?"]
    assert "Japan 14, United States 11" in text
    assert re.search(r"Strengthening control along the Tajik-Afghan border +1999 ", text)


def test_a_national_border_project_is_joined_to_regional_ones(steps: dict[str, str]) -> None:
    text = list(steps.values())[6]
    assert "(TAJE24)" in text
    assert re.search(r"Countering Afghan opiates .* agency +Border Troops", text)
    assert re.search(r" programme +PCA 2015-2019", text)


def test_the_turtle_at_the_end_is_the_graph(toured: tuple[Outcome, Path], kg: KnowledgeGraph) -> None:
    outcome, path = toured
    assert "Read back by rdflib: equal to what the graph holds." in outcome.out
    assert "Read back by Oxigraph: equal to what the graph holds." in outcome.out
    stated = {tuple(quad.triple) for quad in ox.parse(path=path)}
    asked = kg.query("SELECT ?s ?p ?o { ?s ?p ?o }", graphs=("data",))
    assert len(stated) == len(asked)  # type: ignore[arg-type]  # SELECT gives a table
    assert path.read_text(encoding="utf-8") == kg.export()


# -- where the Turtle goes -----------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to be in, and a tour of the last step alone that does not read the file back."""
    monkeypatch.setattr("unodc_graph.cli.steps.STEPS", ())
    monkeypatch.setattr("unodc_graph.cli.touring._read_back", lambda _path, _held: (True, True))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_of_the_users_own_stays_and_the_tour_can_be_taken_again(run: Run, quick: Path) -> None:
    (quick / "unodc-graph.ttl").write_text("mine", encoding="utf-8")
    assert "written to unodc-graph-2.ttl" in run("tour").out
    assert "unodc-graph-2.ttl is there already, byte for byte" in run("tour").out
    assert (quick / "unodc-graph.ttl").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in quick.iterdir()) == ["unodc-graph-2.ttl", "unodc-graph.ttl"]


def test_a_path_that_is_named_is_replaced_only_by_force(run: Run, quick: Path, kg: KnowledgeGraph) -> None:
    path = quick / "facts.ttl"
    path.write_text("mine", encoding="utf-8")
    refused = run("tour", "--to", path)
    assert (refused.status, refused.out) == (2, "")
    assert "--force" in refused.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("tour", "--to", path, "--force").status == 0
    assert path.read_text(encoding="utf-8") == kg.export()


def test_a_folder_that_is_missing_is_told_before_the_tour_begins(run: Run, quick: Path) -> None:
    refused = run("tour", "--to", quick / "nowhere" / "facts.ttl")
    assert (refused.status, refused.out) == (2, "")
    assert "nowhere" in refused.err


@pytest.mark.parametrize("name", ["facts.jsonld", "facts.nt", "facts"])
def test_only_a_name_of_turtle_is_taken(run: Run, quick: Path, name: str) -> None:
    refused = run("tour", "--to", name, "--force")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(f"error: {name}: the tour writes Turtle")
    assert not (quick / name).exists()


def test_a_file_that_does_not_read_back_equal_is_exit_status_1(
    run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unodc_graph.cli.touring._read_back", lambda _path, _held: (True, False))
    answer = run("tour", "--to", quick / "facts.ttl")
    assert answer.status == 1
    assert "Read back by Oxigraph: NOT equal" in answer.out


# -- how the command is called -------------------------------------------------------------


@pytest.fixture
def environment(quick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The scripts of a virtual environment that the tour runs from."""
    scripts = quick / ".venv" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "activate").touch()
    (scripts / "unodc-graph").touch(mode=0o755)
    monkeypatch.setattr(sys, "prefix", str(quick / ".venv"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    return scripts


def test_the_tour_ends_with_how_the_installed_command_is_called(run: Run, environment: Path) -> None:
    called = "Here the command is `.venv/bin/unodc-graph`; after `. .venv/bin/activate` it is `unodc-graph`."
    assert environment.is_dir()
    assert run("tour").out.splitlines()[-1] == called


def test_another_command_of_the_name_is_not_taken_for_it(
    run: Run, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = environment.parents[1] / "other"
    other.mkdir()
    (other / "unodc-graph").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(other))
    assert run("tour").out.splitlines()[-1].startswith("Here the command is")


def test_nothing_is_said_where_the_name_alone_calls_the_command(
    run: Run, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(environment))
    assert "Here the command is" not in run("tour").out
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    (environment / "unodc-graph").unlink()
    assert "Here the command is" not in run("tour").out
    (environment / "unodc-graph").touch(mode=0o755)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert "Here the command is" not in run("tour").out
