"""The package as it is imported and installed."""

from __future__ import annotations

import pickle
import subprocess
import sys
import venv
from pathlib import Path

import unodc_graph as ug
from unodc_graph import errors

ROOT = Path(__file__).parents[2]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_loads_none_of_the_heavy_libraries() -> None:
    heavy = "{'rdflib', 'networkx', 'pyshacl', 'typer', 'rich', 'yaml', 'bibtexparser', 'pylatexenc'}"
    assert run_python(f"import sys, unodc_graph; print({heavy} & set(sys.modules))") == "set()\n"


def test_asking_and_printing_as_csv_loads_none_of_them_either() -> None:
    code = (
        "import sys, unodc_graph as ug; kg = ug.load(); "
        "text = kg.query('SELECT ?s ?label WHERE { ?s a ug:Office ; rdfs:label ?label }').to_csv(); "
        "assert len(text.splitlines()) > 10; "
        "print({'rdflib', 'networkx', 'pyshacl', 'typer', 'rich', 'yaml'} & set(sys.modules))"
    )
    assert run_python(code) == "set()\n"


def test_describing_and_explaining_load_none_but_what_lays_text_out() -> None:
    code = (
        "import sys, unodc_graph as ug; kg = ug.load(); "
        "assert len(str(kg.describe('ROCA'))) > 100; "
        "assert len(str(kg.explain('XACK22', 'donor', 'JPN'))) > 100; "
        "print({'rdflib', 'networkx', 'pyshacl', 'typer', 'yaml', 'bibtexparser', 'pylatexenc'} & set(sys.modules))"
    )
    assert run_python(code) == "set()\n"


def test_importing_reads_no_file_and_changes_no_logging() -> None:
    code = (
        "import sys, logging; before = (logging.root.level, list(logging.root.handlers)); opened = []; "
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None); "
        "import unodc_graph; "
        "print([path for path in opened if not path.endswith(('.py', '.pyc')) and '__pycache__' not in path], "
        "(logging.root.level, list(logging.root.handlers)) == before)"
    )
    assert run_python(code) == "[] True\n"


def test_every_public_name_is_there_and_listed_in_order() -> None:
    assert list(ug.__all__) == sorted(ug.__all__, key=lambda name: (not name.isupper(), name.islower(), name))
    assert all(getattr(ug, name) is not None for name in ug.__all__)
    assert set(errors.__all__) <= set(ug.__all__)


def test_every_error_is_in_the_tree_and_says_what_it_is() -> None:
    for name in errors.__all__:
        assert issubclass(getattr(ug, name), ug.UnodcGraphError)
        assert name in (errors.__doc__ or "")


def test_errors_travel_between_processes() -> None:
    for error in (
        ug.LoadError("mine.ttl", "is broken", 3, 4),
        ug.UnknownTermError("Kazakstan", ["Kazakhstan"], kind="state"),
        ug.ParameterError("state", "is missing", query="acts-of-state"),
    ):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made a moment ago
        assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)


def test_the_wheel_runs_the_tour_outside_the_checkout(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    home = tmp_path / "elsewhere"
    venv.create(home / "venv", with_pip=True)
    python = home / "venv" / "bin" / "python"
    constraints = ROOT / "constraints.txt"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-c", constraints, wheel], check=True, cwd=home)
    where = subprocess.run(
        [python, "-c", "import unodc_graph; print(unodc_graph.__file__)"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.startswith(str(home))
    tour = subprocess.run(
        [home / "venv" / "bin" / "unodc-graph", "tour"], cwd=home, capture_output=True, text=True, check=False
    )
    assert tour.returncode == 0, tour.stderr
    assert "UNODC Regional Office for Central Asia" in tour.stdout
