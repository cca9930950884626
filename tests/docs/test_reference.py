"""The reference of terms is what the generator makes now, complete, and shows every text as it is."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import unodc_graph as ug
from docs.making import markdown
from docs.making.__main__ import FOLDER, reference
from docs.making.api import names_by_page
from docs.making.commands import command_names, help_of
from docs.making.ontology import Term, modules, reported, terms
from docs.making.pages import pages
from unodc_graph import resources
from unodc_graph.namespaces import PREFIXES

ROOT: Final = Path(__file__).parents[2]
RENDERER: Final = MarkdownIt("commonmark").enable("table")


@cache
def made() -> dict[str, str]:
    return pages()


def test_every_page_is_the_one_that_the_generator_makes_now() -> None:
    now = reference()
    on_disk = {
        str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*.md")
        if path != FOLDER / "README.md"
    }
    assert on_disk.keys() == now.keys(), "run: make reference"
    stale = [name for name, text in now.items() if on_disk[name] != text]
    assert stale == [], "run: make reference"


def headings(name: str) -> list[str]:
    return re.findall(r"(?m)^#+ (.+)$", (FOLDER / name).read_text(encoding="utf-8"))


def test_every_public_name_of_the_package_has_one_section_with_what_it_can_do() -> None:
    placed = names_by_page()
    told = {name for names in placed.values() for name in names}
    assert told == set(ug.__all__) - {"UG", "UGD", "UGS", "UGV"}
    for page, names in placed.items():
        for name in names:
            assert headings(f"api/{page}").count(name) == 1
    methods = {name for name, value in vars(ug.Table).items() if not name.startswith("_") and callable(value)}
    assert {f"Table.{name}" for name in methods} <= set(headings("api/tables.md"))
    asked = [name for name in dir(ug.KnowledgeGraph) if not name.startswith("_")]
    assert {f"KnowledgeGraph.{name}" for name in asked} == {
        heading for heading in headings("api/graph.md") if heading.startswith("KnowledgeGraph.")
    }


@pytest.mark.parametrize("command", command_names())
def test_every_command_has_a_section_with_what_its_help_prints(command: str) -> None:
    assert command in headings("commands.md")
    assert help_of(command) in (FOLDER / "commands.md").read_text(encoding="utf-8")


def test_every_question_of_the_catalogue_has_a_section() -> None:
    assert set(ug.load().queries) <= set(headings("queries.md"))


def test_there_is_a_page_for_each_module_one_for_the_lists_one_for_shared_rules_and_an_index() -> None:
    pages_of_modules = {f"{module}.md" for module in modules()}
    assert len(pages_of_modules) == 11
    assert made().keys() == pages_of_modules | {"README.md", "rules.md", "vocabularies.md"}


@pytest.mark.parametrize("term", terms().values(), ids=lambda term: term.name)
def test_a_term_has_a_section_on_the_page_of_its_module_and_a_line_in_the_index(term: Term) -> None:
    page = made()[f"{term.module}.md"]
    assert page.count(f"\n## {term.heading}\n") == 1
    assert f"(#{markdown.heading_anchor(term.heading)})" in page
    assert f"]({term.module}.md#{markdown.heading_anchor(term.heading)}) |" in made()["README.md"]


def section(term: Term) -> str:
    page = made()[f"{term.module}.md"]
    return page.partition(f"\n## {term.heading}\n")[2].partition("\n## ")[0]


def named(name: str, kind: str) -> Term:
    (found,) = (term for term in terms().values() if (term.name, term.kind) == (name, kind))
    return found


def test_a_property_is_told_in_words_with_its_rules_and_an_example() -> None:
    told = section(named("builtBy", "property"))
    assert "built by · " in told
    assert "The project that set up, built or equipped a facility." in told
    assert (
        "Said of a [facility](activity.md#facility-class). Its value is a [project](programme.md#project-class)."
        in told
    )
    assert "| `ugs:Facility-builtByKnown` | info |" in told
    assert "Read backwards: [`ug:built`](activity.md#built-property)." in told
    assert re.search(
        r"```turtle\nugd:facility-\S+\n    a ug:Facility ;\n    ug:builtBy ugd:project-\S+ ;\n\.\n```", told
    )


def test_a_property_with_codes_names_their_list_and_one_with_parts_the_classes_that_a_shape_allows() -> None:
    assert "a code of the list [audience](vocabularies.md#audience)" in section(named("audience", "property"))
    assert "Its value is an [activity](activity.md#activity-class), a [programme]" in section(
        named("participatesIn", "property")
    )


def test_a_class_names_what_is_above_and_below_and_what_is_said_of_it() -> None:
    told = section(named("Organization", "class"))
    assert "Subclass of: [`ug:Agent`](agent.md#agent-class)." in told
    assert "Its subclasses: [`ug:RegionalOrganization`](place.md#regionalorganization-class)." in told
    assert "subclass of `org:Organization`" in told
    assert "ugd:organization-CARICC\n    a ug:Organization ;" in told


def test_most_terms_have_an_example_and_each_is_turtle_about_the_data() -> None:
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    shown = 0
    for term in terms().values():
        for block in re.findall(r"(?ms)^(```+)turtle\n(.*?)\n\1$", section(term)):
            quads = list(ox.parse(head + block[1], format=ox.RdfFormat.TURTLE))
            assert any(term.iri in str(quad) for quad in quads), term
            shown += 1
    assert shown > 0.9 * len(terms())


def test_an_example_is_true() -> None:
    kg = ug.load()
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    blocks = [text for page in made().values() for _, text in re.findall(r"(?ms)^(```+)turtle\n(.*?)\n\1$", page)]
    stated = {quad.triple for text in blocks for quad in ox.parse(head + text, format=ox.RdfFormat.TURTLE)}
    assert len(stated) > 300
    for start in range(0, len(wanted := sorted(map(str, stated))), 100):
        pattern = " . ".join(wanted[start : start + 100])
        assert kg.query(f"ASK {{ {pattern} }}"), pattern


def test_every_rule_that_a_finding_can_name_is_told() -> None:
    told = set(re.findall(r"(?m)^\| `ugs:(\S+)` \|", "\n".join(made().values())))
    assert {rule.name for rules in reported().values() for rule in rules} == told
    assert len(told) > 150


def test_every_code_of_every_list_is_told() -> None:
    rows = re.findall(r"(?m)^\| `", made()["vocabularies.md"])
    count = sum(
        path.read_text(encoding="utf-8").count("    a skos:Concept ;")
        for path in resources.ontology_files()
        if path.parent.name == "vocabularies"
    )
    assert count > 300
    assert len(rows) == count


def anchors(text: str) -> set[str]:
    return {markdown.heading_anchor(heading) for heading in re.findall(r"(?m)^#+ (.+)$", text)}


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_link_leads_to_a_page_and_a_heading(name: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", made()[name])
    assert targets
    for target in set(targets):
        page, _, anchor = target.partition("#")
        assert page in made() or not page, target
        assert not anchor or anchor in anchors(made()[page or name]), target


@pytest.mark.parametrize("name", sorted(pages()))
def test_no_two_headings_of_a_page_have_one_anchor(name: str) -> None:
    headings = re.findall(r"(?m)^#+ (.+)$", made()[name])
    assert len({markdown.heading_anchor(heading) for heading in headings}) == len(headings)


# -- texts of others ------------------------------------------------------------------------


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def shown(source: str) -> _Shown:
    read = _Shown()
    read.feed(RENDERER.render(source))
    read.close()
    return read


hostile = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], include_characters=" \n"), min_size=1
) | st.lists(
    st.sampled_from([*"\\`*_{}[]<>#+-.!|~&$^=:@\"'() 1aЖ\n", "http://a.b", "&amp;", "<b>", "```", "](x)", "www.a.b"]), min_size=1
).map("".join)  # fmt: skip


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@given(hostile)
def test_a_text_shows_as_it_is_at_the_start_of_a_paragraph(text: str) -> None:
    read = shown(markdown.text(text))
    assert in_one_line(read.text) == in_one_line(text)
    assert read.tags <= {"p"}


@given(hostile)
def test_a_text_and_a_code_show_as_they_are_in_a_table(text: str) -> None:
    plain = text.replace("\\", "/")  # In code a backslash before a bar cannot be told from the bar's own.
    read = shown(markdown.table(("a", "b"), [(markdown.text(text), markdown.code(plain))]))
    assert in_one_line(read.text) == in_one_line(f"a b {text} {plain}")
    assert read.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}


@given(hostile)
def test_lines_of_code_show_as_they_are(text: str) -> None:
    read = shown(markdown.fence(text, "turtle"))
    assert read.text.strip() == text.rstrip().strip("\n").strip()
    assert read.tags <= {"pre", "code"}


# -- the readme of the ontology -------------------------------------------------------------


def test_the_crosswalk_of_the_readme_of_the_ontology_is_found_out(tmp_path: Path) -> None:
    blocks = re.findall(r"(?ms)^```turtle\n(.*?)^```", (ROOT / "ontology" / "README.md").read_text(encoding="utf-8"))
    path = tmp_path / "crosswalk.ttl"
    path.write_text(blocks[0], encoding="utf-8")
    findings = ug.load(path).validate(focus="UNODC").findings
    assert "Matched-exactMatch.SPARQL" in {finding.rule for finding in findings}
