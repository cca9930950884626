"""A graph in a folder: what is written is there when it is opened again, whole, and one process has it."""

from __future__ import annotations

import errno
import gc
import json
import os
import random
import subprocess
import sys
import threading
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Literal, URIRef

import unodc_graph as ug
from unodc_graph.keeping import folder as folders
from unodc_graph.keeping.journal import Journal
from unodc_graph.store import bundled

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS = "https://w3id.org/unodc-graph/graph/"
DATA = URIRef(f"{GRAPHS}data")
A, B = URIRef("urn:a"), URIRef("urn:b")
MINE = "<urn:mine> <urn:value> {value} ."
ROWS = "id,type,title,date,place,country_iso3,project_id,audience,participants,organizers,source_url\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def opened(folder: Path, *paths: Path, bundled: bool = False) -> ug.KnowledgeGraph:
    return ug.load(*paths, store=folder, bundled=bundled)


def stated(kg: ug.KnowledgeGraph) -> str:
    graphs = sorted(str(graph.identifier) for graph in kg.dataset.graphs())
    left_out = (f"{GRAPHS}inferred", "urn:x-rdflib:default")
    return kg.export(format="nquads", graphs=tuple(graph for graph in graphs if graph not in left_out))


def values(kg: ug.KnowledgeGraph) -> list[object]:
    table = kg.query("SELECT ?v { <urn:mine> <urn:value> ?v } ORDER BY ?v")
    assert isinstance(table, ug.Table)
    return [row.v for row in table]


# -- what is written is there ----------------------------------------------------------------


def test_what_is_written_is_there_when_the_folder_is_opened_again(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.trig"
    mine.write_text("<urn:mine> <urn:value> 1 ; <urn:b> [ <urn:c> 'x'@en ] . <urn:g> { <urn:d> <urn:e> 1.5 }")
    with opened(folder, mine) as kg:
        kg.graph.add((A, B, Literal('line\nand \\ "quoted"')))
        kg.graph.addN([(A, B, Literal(number), kg.graph) for number in range(20)])
        kg.graph.remove((A, B, Literal(3)))
        kg.graph.update("DELETE { ?s ?p 4 } INSERT { ?s ?p 40 } WHERE { ?s ?p 4 }")
        kg.dataset.update("INSERT DATA { GRAPH <urn:mine:1> { <urn:a> <urn:b> 'x' } } ; CREATE GRAPH <urn:empty>")
        kg.dataset.graph(URIRef("urn:mine:2")).add((A, B, BNode()))
        kg.dataset.update("DROP GRAPH <urn:mine:1>")
        before, graphs = stated(kg), {str(graph.identifier) for graph in kg.dataset.graphs()}
    with opened(folder) as kg:
        assert stated(kg) == before
        assert {str(graph.identifier) for graph in kg.dataset.graphs()} == graphs
        assert values(kg) == [1]


def test_a_path_loaded_before_replaces_its_graph_in_the_next_process_too(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    for value in (1, 2, 3):
        mine.write_text(MINE.format(value=value))
        with opened(folder) as kg:
            assert [str(graph) for graph in kg.add(mine)] == [f"{GRAPHS}import/mine"]
            assert values(kg) == [value]


def test_tables_that_were_brought_in_are_replaced_with_what_of_them_is_unconfirmed(
    folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "visits.csv"
    line = "MY-{number},study-visit,Visit to Osh,2024-05,Osh,KGZ,,customs,12,ROCA,{source}\n"
    table.write_text(
        ROWS + line.format(number=1, source="https://example.org/visit") + line.format(number=2, source="")
    )
    unconfirmed = "SELECT ?s { ?s a ug:Training }"
    with opened(folder, bundled=True) as kg:
        before = kg.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graphs=("unconfirmed",))
        assert isinstance(before, ug.Table)
        count = before[0].n
        kg.import_tables(table)
    table.write_text(ROWS + line.format(number=1, source="https://example.org/visit"))
    with opened(folder) as kg:
        assert kg.query("ASK { ugd:activity-MY-2 ?p ?o }", graphs=("unconfirmed",)) is True
        kg.import_tables(table)
        after = kg.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graphs=("unconfirmed",))
        assert isinstance(after, ug.Table)
        assert after[0].n == count
        assert kg.query("ASK { ugd:activity-MY-1 ?p ?o }") is True
    assert unconfirmed


def test_a_graph_on_disk_answers_as_one_in_memory(folder: Path, kg: ug.KnowledgeGraph) -> None:
    text = "SELECT ?p ?label { ?p a ug:Project ; rdfs:label ?label } ORDER BY ?p ?label"
    opened(folder, bundled=True).close()
    with opened(folder) as kept:
        one, other = kept.query(text), kg.query(text)
        assert isinstance(one, ug.Table)
        assert isinstance(other, ug.Table)
        assert one.cells() == other.cells()
        assert len(kept.graph) == len(kg.graph)
        timed = kept.query(text, timeout=60)
        assert isinstance(timed, ug.Table)
        assert timed.cells() == one.cells()


def test_a_long_journal_makes_way_for_a_snapshot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_LONG_JOURNAL", 0)
    with opened(folder) as kg:
        for number in range(30):
            kg.graph.addN([(A, B, Literal("x" * 300_000 + str(number)), kg.graph)])
        assert sum(1 for _ in kg.graph.triples((A, B, None))) == 30
    assert int(json.loads((folder / "unodc-graph.json").read_text())["generation"]) > 1
    assert len(list(folder.glob("snapshot-*"))) == len(list(folder.glob("journal-*"))) == 1
    with opened(folder) as kg:
        assert sum(1 for _ in kg.graph.triples((A, B, None))) == 30


def test_an_update_that_fails_in_the_middle_leaves_nothing(folder: Path) -> None:
    with opened(folder) as kg:
        before = stated(kg)
        with pytest.raises(ug.UpdateError):
            kg.dataset.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } } ; DROP GRAPH <urn:none>")
        with pytest.raises(ug.UpdateError):
            kg.graph.update("INSERT DATA { <urn:a> <urn:b> 1 } ; DELETE WHERE { ?s a owl:Class }")
        assert stated(kg) == before
    with opened(folder) as kg:
        assert stated(kg) == before


# -- one process at a time -------------------------------------------------------------------


def test_a_folder_in_use_is_told_and_free_once_closed(folder: Path) -> None:
    kg = opened(folder)
    with pytest.raises(ug.LoadError, match="in use by this process") as caught:
        opened(folder)
    assert caught.value.file == str(folder)
    code = f"import unodc_graph as ug; ug.load(store={str(folder)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"{folder}: is in use by the process {os.getpid()}" in done.stderr
    table = kg.query("SELECT * { ?s ?p ?o }")
    walking = iter(kg.graph)
    next(walking)
    kg.close()
    kg.close()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    with opened(folder) as again:
        assert again.query("ASK { ?s a owl:Class }") is True
    assert isinstance(table, ug.Table)


def test_a_folder_is_free_when_its_process_was_killed(folder: Path) -> None:
    code = (
        f"import os, unodc_graph as ug; kg = ug.load(store={str(folder)!r}, bundled=False)\n"
        "kg.query('ASK {}', timeout=60); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    opened(folder).close()


def test_a_graph_that_nobody_holds_frees_its_folder(folder: Path) -> None:
    kg = opened(folder)
    kg.graph.add((A, B, A))  # a view of rdflib refers to itself
    del kg
    gc.collect()
    opened(folder).close()


def test_a_graph_that_nobody_holds_is_gone_at_once_and_waits_for_no_collector(folder: Path) -> None:
    gc.collect()
    gc.disable()
    try:
        kg = opened(folder)
        assert values(kg) == []
        assert kg.resolve("ug:Office") == ug.UG["Office"]
        del kg
        opened(folder).close()
    finally:
        gc.enable()


def test_a_load_that_fails_frees_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b>")
    with pytest.raises(ug.LoadError, match=r"broken\.ttl"):
        opened(folder, tmp_path / "broken.ttl")
    opened(folder).close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda kg: kg.query("ASK { ?s ?p ?o }"),
        lambda kg: kg.graph.add((A, B, A)),
        lambda kg: kg.dataset.update("CREATE GRAPH <urn:x>"),
        lambda kg: list(kg.graph),
        lambda kg: (A, B, A) in kg.graph,
        lambda kg: kg.export(),
        lambda kg: kg.find("Kazakhstan"),
        lambda kg: kg.describe("owl:Class"),
        lambda kg: kg.validate(),
        lambda kg: kg.refresh_bundled(),
    ],
)
def test_a_closed_graph_says_that_it_is_closed(folder: Path, ask: object) -> None:
    assert callable(ask)
    for kg in (opened(folder), ug.load(bundled=False)):
        kg.close()
        with pytest.raises(ug.ClosedGraphError, match="this graph is closed"):
            ask(kg)


# -- bundled data ----------------------------------------------------------------------------


def test_bundled_data_is_written_into_a_new_folder_only(folder: Path) -> None:
    with opened(folder) as kg:
        version = kg.data_version
        assert kg.query("ASK { ugd:office-ROCA a ug:Office }") is False
    with opened(folder, bundled=True) as kg:
        assert kg.query("ASK { ugd:office-ROCA a ug:Office }") is False
        assert (kg.data_version, kg.is_outdated) == (version, False)


def test_a_folder_of_another_data_version_says_so_and_is_renewed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(MINE.format(value=1))
    concept = URIRef("https://w3id.org/unodc-graph/ontology#Office")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    with monkeypatch.context() as patch:
        patch.setattr(bundled, "_files", _with_older_ontology(tmp_path))
        with opened(folder, mine) as kg:
            kg.dataset.graph(DATA).add((A, B, Literal("mine")))
            kg.dataset.graph(URIRef("urn:mine")).add((A, B, Literal("mine too")))
            kg.dataset.graph(URIRef(f"{GRAPHS}ontology")).remove((URIRef("urn:old:2"), None, None))
            assert kg.query("ASK { <urn:old:1> ?p ?o }") is True
            old = kg.data_version
    with pytest.warns(ug.DataVersionWarning, match=r"refresh_bundled") as told:
        kg = opened(folder)
    assert old in str(told[0].message)
    assert told[0].filename == __file__
    with kg:
        assert (kg.data_version, kg.is_outdated) == (old, True)
        assert kg.query("ASK { <urn:old:1> ?p ?o }") is True
        kg.refresh_bundled()
        assert not kg.is_outdated
        assert kg.data_version != old
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kg = opened(folder)
    with kg, ug.load(bundled=False) as fresh:
        assert kg.query("ASK { <urn:old:1> ?p ?o }") is False
        assert values(kg) == [1]
        assert (A, B, Literal("mine")) in kg.dataset.graph(DATA)
        assert (A, B, Literal("mine too")) in kg.dataset.graph(URIRef("urn:mine"))
        assert (concept, label, None) in kg.graph
        assert kg.export(graphs=("ontology",)) == fresh.export(graphs=("ontology",))


def _with_older_ontology(tmp_path: Path) -> object:
    real = bundled._files  # noqa: SLF001 - the files of an older version are not bundled
    old = tmp_path / "old.ttl"
    old.write_text("<urn:old:1> <urn:p> 1 . <urn:old:2> <urn:p> 2 .")

    def files(*, data: bool) -> object:
        found = real(data=data)
        first = next(iter(found))
        return {**found, first: [*found[first], old]}

    return files


# -- folders that are not right --------------------------------------------------------------


def test_a_file_is_no_folder(folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(ug.LoadError, match="is a file"):
        opened(folder)
    with pytest.raises(ug.LoadError, match="cannot be opened for writing"):
        opened(folder / "below")
    with pytest.raises(ug.LoadError, match="is no path"):
        ug.load(store="")


def test_a_folder_of_other_files_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.docx").write_text("x")
    with pytest.raises(ug.LoadError, match=r"holds other files, as thesis\.docx"):
        opened(folder)
    assert [file.name for file in folder.iterdir()] == ["thesis.docx"]


def test_a_folder_that_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder).close()
    real = os.open

    def read_only(path: str, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(ug.LoadError, match="cannot be opened for writing: Read-only file system"):
        opened(folder)


def test_a_folder_of_another_format_is_told(folder: Path) -> None:
    opened(folder).close()
    manifest = folder / "unodc-graph.json"
    manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 7'))
    with pytest.raises(ug.LoadError, match="is of the format 7, and this version of unodc_graph reads the format 1"):
        opened(folder)


@pytest.mark.parametrize("name", ["snapshot-1.nq", "journal-1", "unodc-graph.json"])
@pytest.mark.parametrize("how", ["truncated", "changed", "missing"])
def test_damage_is_told_and_never_read_over(folder: Path, name: str, how: str) -> None:
    with opened(folder) as kg:
        kg.graph.add((A, B, Literal("x")))
        kg.graph.add((A, B, Literal("y")))
    file = folder / name
    data = file.read_bytes()
    if how == "missing":
        file.unlink()
    elif how == "truncated":
        file.write_bytes(data[: len(data) // 2])
    else:
        file.write_bytes(data[:80] + bytes([data[80] ^ 1]) + data[81:])
    if (name, how) == ("journal-1", "truncated"):
        # A write that did not come to its end was never there.
        with opened(folder) as kg:
            assert list(kg.graph.objects(A, B)) == [Literal("x")]
        return
    if (name, how) == ("unodc-graph.json", "missing"):
        with opened(folder) as kg:
            assert list(kg.graph.objects(A, B)) == []
        return
    with pytest.raises(ug.LoadError, match=r"damaged|cannot be"):
        opened(folder)


def test_files_of_an_earlier_process_are_compared_with_new_ones(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text(f"# first\n{MINE.format(value=1)}")
    (tmp_path / "two.ttl").write_text(MINE.format(value=2))
    load = "import sys, unodc_graph as ug; ug.load(*sys.argv[2:], store=sys.argv[1], bundled=False).close()"

    def run(*paths: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-c", load, str(folder), *paths]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run("one.ttl").returncode == 0
    error = run("two.ttl").stderr.splitlines()[-1]
    assert f"two.ttl, line 1: describes <urn:mine> differently from {tmp_path / 'one.ttl'}, line 2" in error
    with opened(folder) as kg:
        assert values(kg) == [1]
        kg.add(tmp_path / "two.ttl", on_duplicate="merge")
        assert values(kg) == [1, 2]
    (tmp_path / "three.ttl").write_text(MINE.format(value=3))
    assert "differently from" in run("three.ttl").stderr
    (tmp_path / "one.ttl").write_text(MINE.format(value=4))
    assert f"differently from {tmp_path / 'two.ttl'}, line 1" in run("one.ttl").stderr


# -- a disk that is full, and an interrupt ---------------------------------------------------


@pytest.mark.parametrize("written", [0, 10, 100])
def test_a_full_disk_leaves_the_graph_as_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(MINE.format(value=1))
    real = os.write

    def full(file: int, data: bytes) -> int:
        if written:
            real(file, bytes(data[:written]))
        raise OSError(errno.ENOSPC, "No space left on device")

    with opened(folder) as kg:
        before = stated(kg)
        for write in (
            lambda: kg.add(mine),
            lambda: kg.graph.add((A, B, A)),
            lambda: kg.dataset.graph(URIRef(f"{GRAPHS}ontology")).remove((None, None, None)),
        ):
            with monkeypatch.context() as patch:
                patch.setattr("unodc_graph.keeping.journal.os.write", full)
                with pytest.raises(ug.UpdateError, match=r"No space left on device\. Nothing was written"):
                    write()
            assert stated(kg) == before
        kg.add(mine)
        assert values(kg) == [1]
    with opened(folder) as kg:
        assert values(kg) == [1]


def test_a_full_disk_at_a_snapshot_leaves_the_graph_as_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with opened(folder) as kg:
        before = stated(kg)
        with monkeypatch.context() as patch:
            patch.setattr("unodc_graph.keeping.folder.os.fsync", full)
            with pytest.raises(ug.UpdateError, match="No space left on device"):
                kg.dataset.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
        assert stated(kg) == before
    with opened(folder) as kg:
        assert stated(kg) == before
    with monkeypatch.context() as patch:
        patch.setattr("unodc_graph.keeping.folder.os.fsync", full)
        with pytest.raises(ug.LoadError, match="No space left on device"):
            opened(folder.with_name("new"))
    opened(folder.with_name("new")).close()


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupt_leaves_memory_and_disk_alike(folder: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    real = Journal.append

    def interrupted(journal: Journal, payload: bytes) -> None:
        if when == "after":
            real(journal, payload)
        raise KeyboardInterrupt

    with opened(folder) as kg:
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "append", interrupted)
            with pytest.raises(KeyboardInterrupt):
                kg.graph.add((A, B, A))
        now = stated(kg)
        assert ((A, B, A) in kg.graph) is (when == "after")
    with opened(folder) as kg:
        assert stated(kg) == now


# -- kill -9 ---------------------------------------------------------------------------------

WRITER = """
import sys, itertools, pathlib, unodc_graph as ug
from rdflib import Literal, URIRef
folder, mine = sys.argv[1], pathlib.Path(sys.argv[2])
kg = ug.load(store=folder, bundled=False)
begin = max([0, *(row.v for row in kg.query("SELECT ?v { GRAPH <urn:last> { <urn:last> <urn:v> ?v } }", graphs=("urn:last",)))]) \
    if any(str(g.identifier) == "urn:last" for g in kg.dataset.graphs()) else 0
for number in itertools.count(begin + 1):
    mine.write_text("".join(f"<urn:s{i}> <urn:number> {number} .\\n" for i in range(200)))
    kg.add(mine)
    print("file", number, flush=True)
    kg.dataset.update(
        f"DELETE WHERE {{ GRAPH <urn:last> {{ ?s ?p ?o }} }} ; "
        f"INSERT DATA {{ GRAPH <urn:last> {{ <urn:last> <urn:v> {number} . <urn:last> <urn:w> {number} }} }}")
    print("update", number, flush=True)
    kg.graph.update(f"DELETE {{ ?s <urn:x> ?o }} INSERT {{ <urn:y> <urn:x> {number} }} WHERE {{ OPTIONAL {{ ?s <urn:x> ?o }} }}")
    print("mixed", number, flush=True)
"""


def trial(folder: Path, mine: Path, seconds: float, told: dict[str, int]) -> None:
    """Kill a writer, and see that what it had told is there and nothing is half there."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(mine)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline().split()
        time.sleep(seconds)
        process.kill()
        lines = process.stdout.read().split("\n")[:-1]
    for kind, number in [first, *map(str.split, lines)]:
        told[kind] = int(number)
    # What was being written when it was killed is there as a whole, or not at all.
    most = max(told.values()) + 1
    with opened(folder) as kg:
        files = list(kg.dataset.graph(URIRef(f"{GRAPHS}import/mine")).objects(None, URIRef("urn:number")))
        updates = list(kg.dataset.graph(URIRef("urn:last")).objects())
        mixed = list(kg.dataset.graph(DATA).objects(URIRef("urn:y"), URIRef("urn:x")))
        assert not [str(g.identifier) for g in kg.dataset.graphs() if "urn:unodc-graph" in str(g.identifier)]
    for kind, found, count in (("file", files, 200), ("update", updates, 2), ("mixed", mixed, 1)):
        assert len(found) == (count if told[kind] or found else 0), kind
        assert len(set(found)) <= 1, kind
        held = int(str(found[0])) if found else 0
        assert told[kind] <= held <= most, kind
        told[kind] = held


def test_a_process_killed_while_it_writes_loses_nothing(folder: Path, tmp_path: Path) -> None:
    told = {"file": 0, "update": 0, "mixed": 0}
    for seconds in (0.01, 0.1):
        trial(folder, tmp_path / "mine.ttl", seconds, told)


@pytest.mark.slow
def test_200_processes_killed_while_they_write_lose_nothing(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(6)  # noqa: S311 - any moment will do
    told = {"file": 0, "update": 0, "mixed": 0}
    for _ in range(200):
        trial(folder, tmp_path / "mine.ttl", chance.uniform(0, 0.4), told)


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_a_record_cut_anywhere_was_never_there(folder: Path, cut: int) -> None:
    with opened(folder) as kg:
        kg.graph.add((A, B, Literal("kept")))
        before = stated(kg)
        size = (folder / "journal-1").stat().st_size
        kg.graph.addN([(A, B, Literal(f"lost {number}"), kg.graph) for number in range(20)])
    journal = folder / "journal-1"
    os.truncate(journal, size + cut)
    with opened(folder) as kg:
        assert stated(kg) == before
        kg.graph.add((A, B, Literal("new")))
    with opened(folder) as kg:
        assert (A, B, Literal("new")) in kg.graph


# -- two threads -----------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [False, True])
def test_threads_read_and_write_one_graph(folder: Path, tmp_path: Path, kept: bool) -> None:  # noqa: FBT001 - a parameter
    kg = opened(folder) if kept else ug.load(bundled=False)
    pair = URIRef("urn:pair")
    failures: list[BaseException] = []
    stop = threading.Event()

    def again(work: object) -> threading.Thread:
        def run() -> None:
            assert callable(work)
            try:
                while not stop.is_set():
                    work()
            except BaseException as error:  # noqa: BLE001 - shown below
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    numbers = iter(range(1_000_000))

    def write() -> None:
        number = next(numbers)
        kg.graph.addN([(pair, B, Literal(number), kg.graph), (pair, A, Literal(number), kg.graph)])
        kg.graph.update(f"DELETE DATA {{ <{pair}> <{B}> {number} ; <{A}> {number} }}")

    def replace() -> None:
        # Both files say the same as the ontology: a union is made, and dropped by the next write.
        mine = tmp_path / "mine.ttl"
        mine.write_text(
            "@prefix ug: <https://w3id.org/unodc-graph/ontology#> . ug:Office a <http://www.w3.org/2002/07/owl#Class> ."
        )
        kg.add(mine, on_duplicate="merge")

    def read() -> None:
        table = kg.query(f"SELECT ?x ?y {{ OPTIONAL {{ <{pair}> <{B}> ?x }} OPTIONAL {{ <{pair}> <{A}> ?y }} }}")
        assert isinstance(table, ug.Table)
        assert all(row.x == row.y for row in table), list(table)
        classes = kg.query("SELECT (COUNT(*) AS ?n) { ug:Office a owl:Class }")
        assert isinstance(classes, ug.Table)
        assert classes[0].n == 1
        assert len(list(kg.graph.triples((ug.UG["Office"], None, None)))) > 2
        assert len(kg.graph) > 1000

    threads = [again(write), again(replace), again(read), again(read)]
    time.sleep(3)
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures, failures
    before = stated(kg)
    kg.close()
    if kept:
        with opened(folder) as kg:
            assert stated(kg) == before
