"""The rules that make the derived graph, each alone, on two engines."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import unodc_graph as ug
from tests.date_strategies import SPANS, WHENS
from unodc_graph import PartialDate, Period, resources
from unodc_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

RULES = resources.rule_files()
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
START_PROPERTIES = ("ug:start", "ug:date", "ug:adopted")
END_PROPERTIES = ("ug:end", "ug:date", "ug:adopted")


@cache
def text_of(rule: str) -> str:
    return next(path for path in RULES if path.stem == rule).read_text(encoding="utf-8")


def triples(turtle: str) -> set[str]:
    parsed = ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE)
    return {str(quad.triple) for quad in parsed}


def by_oxigraph(rule: str, turtle: str) -> set[str]:
    store = ox.Store()
    store.load(HEAD + turtle, format=ox.RdfFormat.TURTLE)
    answer = store.query(text_of(rule))
    assert isinstance(answer, ox.QueryTriples)
    return {str(triple) for triple in answer}


def by_rdflib(rule: str, turtle: str) -> set[str]:
    graph = rdflib.Graph().parse(data=HEAD + turtle, format="turtle")
    answer = graph.query(text_of(rule)).graph
    assert answer is not None
    return {f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in answer}


def derive(rule: str, turtle: str) -> set[str]:
    """Run a rule on both engines; they must agree."""
    derived = by_oxigraph(rule, turtle)
    assert derived == by_rdflib(rule, turtle)
    return derived


def days(rule: str, turtle: str) -> dict[str, list[str]]:
    """Give the derived days of each thing of a graph, by the engine that the package uses."""
    found: dict[str, list[str]] = {}
    for triple in sorted(by_oxigraph(rule, turtle)):
        match = re.fullmatch(r'<\S+/(\S+)> <\S+> "(\S+)"\^\^<\S+#date>', triple)
        assert match, triple
        found.setdefault(match[1], []).append(match[2])
    return found


# -- the files ------------------------------------------------------------------------------


def test_there_is_a_rule_for_each_kind_of_derived_fact() -> None:
    assert [path.stem for path in RULES] == ["inverses", "not-after", "not-before", "participation", "superclasses"]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_says_its_name_what_it_derives_and_where_it_comes_from(path: Path) -> None:
    header = dict(re.findall(r"^#\+ (\w+): (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert header.keys() == {"id", "derives", "source", "premises"}
    assert header["id"] == path.stem
    assert header["derives"].endswith(".")


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_is_one_construct_that_names_no_graph(path: Path) -> None:
    query = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(re.findall(r"\bCONSTRUCT\b", query)) == 1
    assert not re.search(r"\b(GRAPH|FROM|SERVICE)\b", query)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_declares_the_prefixes_it_uses_and_no_other(path: Path) -> None:
    query = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    declared = re.findall(r"^PREFIX (\w+): <(\S+)>$", query, flags=re.MULTILINE)
    body = re.sub(r"<[^>]*>|\"[^\"]*\"|^PREFIX .*$", "", query, flags=re.MULTILINE)
    assert dict(declared) == {name: PREFIXES[name] for name in re.findall(r"\b([a-z]+):[A-Za-z]", body)}
    assert declared == sorted(declared)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_derives_nothing_from_nothing(path: Path) -> None:
    assert derive(path.stem, "") == set()


# -- superclasses ---------------------------------------------------------------------------

HIERARCHY = """
ug:Training rdfs:subClassOf ug:Activity .
ug:State rdfs:subClassOf ug:Agent, ug:Participant .
"""


def test_a_thing_gets_every_class_above_its_own() -> None:
    derived = derive("superclasses", HIERARCHY + "ugd:a a ug:Training . ugd:s a ug:State .")
    assert derived == triples("ugd:a a ug:Activity . ugd:s a ug:Agent, ug:Participant .")


def test_a_class_of_the_user_below_a_class_of_the_ontology_counts() -> None:
    user = (
        "<urn:x:Webinar> rdfs:subClassOf <urn:x:OnlineTraining> . <urn:x:OnlineTraining> rdfs:subClassOf ug:Training ."
    )
    derived = derive("superclasses", HIERARCHY + user + "ugd:a a <urn:x:Webinar> .")
    assert derived == triples("ugd:a a ug:Training, ug:Activity .")


def test_classes_outside_the_ontology_are_not_derived() -> None:
    outside = "ug:Activity rdfs:subClassOf prov:Activity . prov:Activity rdfs:subClassOf <urn:x:Thing> ."
    derived = derive("superclasses", HIERARCHY + outside + "ugd:a a ug:Training .")
    assert derived == triples("ugd:a a ug:Activity .")


def test_a_circle_of_classes_ends() -> None:
    circle = "ug:A rdfs:subClassOf ug:B . ug:B rdfs:subClassOf ug:A . ugd:a a ug:A ."
    assert derive("superclasses", circle) == triples("ugd:a a ug:A, ug:B .")


# -- inverses -------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", ["ug:partOf owl:inverseOf ug:hasPart .", "ug:hasPart owl:inverseOf ug:partOf ."])
def test_an_inverse_is_derived_whichever_of_the_two_declares_it(declared: str) -> None:
    derived = derive("inverses", declared + "ugd:p ug:partOf ugd:q . ugd:x ug:hasPart ugd:y .")
    assert derived == triples("ugd:q ug:hasPart ugd:p . ugd:y ug:partOf ugd:x .")


def test_a_property_without_an_inverse_derives_nothing() -> None:
    assert derive("inverses", "ug:partOf owl:inverseOf ug:hasPart . ugd:p ug:inState ugd:s .") == set()


def test_a_text_is_never_made_a_subject() -> None:
    assert derive("inverses", 'ug:partOf owl:inverseOf ug:hasPart . ugd:p ug:partOf "a programme" .') == set()


# -- participation --------------------------------------------------------------------------

SHORT = """
ug:donor ug:shortensRole ugv:role-donor .
ug:implementingPartner ug:shortensRole ugv:role-implementing-partner .
"""


def test_a_participation_is_shortened_by_the_property_of_its_role() -> None:
    stated = """
    ugd:x a ug:Participation ; ug:agent ugd:usa ; ug:role ugv:role-donor ; ug:participatesIn ugd:project .
    ugd:y a ug:Participation ; ug:agent ugd:who ; ug:role ugv:role-implementing-partner ; ug:participatesIn ugd:project .
    """
    derived = derive("participation", SHORT + stated)
    assert derived == triples("ugd:project ug:donor ugd:usa ; ug:implementingPartner ugd:who .")


def test_a_role_that_no_property_shortens_derives_nothing() -> None:
    stated = "ugd:x ug:agent ugd:usa ; ug:role ugv:role-observer ; ug:participatesIn ugd:project ."
    assert derive("participation", SHORT + stated) == set()


@pytest.mark.parametrize("missing", ["ug:agent ugd:usa", "ug:role ugv:role-donor", "ug:participatesIn ugd:project"])
def test_a_participation_that_lacks_a_part_derives_nothing(missing: str) -> None:
    parts = {"ug:agent ugd:usa", "ug:role ugv:role-donor", "ug:participatesIn ugd:project"} - {missing}
    assert derive("participation", SHORT + f"ugd:x {' ; '.join(sorted(parts))} .") == set()


# -- date bounds ----------------------------------------------------------------------------

YEARS = st.one_of(st.integers(1, 9999), st.sampled_from([1600, 1900, 1996, 2000, 2004, 2023, 2024, 2100]))


def literal(text: str, datatype: str) -> str:
    return f'"{text}"^^xsd:{datatype}'


def year_bounds(year: int) -> tuple[str, str, str]:
    return literal(f"{year:04}", "gYear"), f"{year:04}-01-01", f"{year:04}-12-31"


def month_bounds(year: int, month: int) -> tuple[str, str, str]:
    text = f"{year:04}-{month:02}"
    return literal(text, "gYearMonth"), f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]}"


def day_bounds(day: date) -> tuple[str, str, str]:
    return literal(day.isoformat(), "date"), day.isoformat(), day.isoformat()


DATES = st.one_of(
    st.builds(year_bounds, YEARS),
    st.builds(month_bounds, YEARS, st.integers(1, 12)),
    st.builds(month_bounds, YEARS, st.just(2)),
    st.builds(day_bounds, st.dates()),
)
YEARLESS = st.sampled_from([literal("--02-29", "gMonthDay"), literal("--06", "gMonth")])


def statements(values: Iterable[str], properties: tuple[str, ...]) -> str:
    return " ".join(f"ugd:n {properties[i % len(properties)]} {value} ." for i, value in enumerate(values))


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=5), st.lists(YEARLESS, max_size=2))
def test_not_before_is_the_earliest_first_day_of_all_dates(
    dates: list[tuple[str, str, str]], yearless: list[str]
) -> None:
    stated = statements([value for value, _, _ in dates] + yearless, START_PROPERTIES)
    assert days("not-before", stated) == {"n": [min(first for _, first, _ in dates)]}


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=5), st.lists(YEARLESS, max_size=2))
def test_not_after_is_the_latest_last_day_of_all_dates(dates: list[tuple[str, str, str]], yearless: list[str]) -> None:
    stated = statements([value for value, _, _ in dates] + yearless, END_PROPERTIES)
    assert days("not-after", stated) == {"n": [max(last for _, _, last in dates)]}


@settings(max_examples=10, deadline=None)
@given(st.lists(DATES, min_size=1, max_size=12), st.lists(YEARLESS, max_size=2))
def test_the_bounds_are_the_same_on_another_engine(dates: list[tuple[str, str, str]], yearless: list[str]) -> None:
    values = [value for value, _, _ in dates] + yearless
    stated = " ".join(f"ugd:n{i // 3} ug:start {value} ; ug:end {value} ." for i, value in enumerate(values))
    assert derive("not-before", stated)
    assert derive("not-after", stated)


def test_every_month_ends_on_its_real_last_day() -> None:
    months = [(year, month) for year in (1900, 2000, 2023, 2024) for month in range(1, 13)]
    stated = "".join(f"ugd:m{year}-{month:02} ug:end {month_bounds(year, month)[0]} .\n" for year, month in months)
    derive("not-after", stated)
    expected = {f"m{y}-{m:02}": [date(y, m, calendar.monthrange(y, m)[1]).isoformat()] for y, m in months}
    assert days("not-after", stated) == expected


def test_a_start_alone_gives_no_end_and_an_end_alone_no_start() -> None:
    stated = f"ugd:a ug:start {literal('1993', 'gYear')} . ugd:b ug:end {literal('2019', 'gYear')} ."
    assert days("not-before", stated) == {"a": ["1993-01-01"]}
    assert days("not-after", stated) == {"b": ["2019-12-31"]}


@pytest.mark.parametrize("property_", ["ug:date", "ug:adopted"])
def test_a_date_of_one_act_bounds_both_sides(property_: str) -> None:
    stated = f"ugd:a {property_} {literal('2008-02', 'gYearMonth')} ."
    assert days("not-before", stated) == {"a": ["2008-02-01"]}
    assert days("not-after", stated) == {"a": ["2008-02-29"]}


@pytest.mark.parametrize(
    "property_", ["ug:openedForSignature", "ug:enteredIntoForce", "ug:accessed", "ug:independence"]
)
def test_other_dates_bound_nothing(property_: str) -> None:
    stated = f"ugd:a {property_} {literal('2008-02-01', 'date')} ."
    assert derive("not-before", stated) == derive("not-after", stated) == set()


@pytest.mark.parametrize(
    "value",
    [
        literal("--02-29", "gMonthDay"),
        literal("--06", "gMonth"),
        literal("---31", "gDay"),
        literal("2003-02-29", "date"),
        literal("2004-04-31", "date"),
        literal("2004-13", "gYearMonth"),
        literal("12004", "gYear"),
        literal("0000", "gYear"),
        literal("0000-02", "gYearMonth"),
        literal("0000-02-29", "date"),
        literal("-0044", "gYear"),
        literal("2004-01-01T00:00:00", "dateTime"),
        '"2004"',
        '"2004"@en',
        "2004",
        "ugd:year-2004",
    ],
)
def test_what_is_no_day_month_or_year_takes_no_part(value: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="rdflib.term")  # rdflib logs a traceback for a day that does not exist
    stated = f"ugd:a ug:start {value} ; ug:end {value} ."
    assert derive("not-before", stated) == derive("not-after", stated) == set()


@pytest.mark.parametrize("zone", ["Z", "+05:00", "-11:00"])
def test_a_time_zone_is_left_aside(zone: str) -> None:
    for text, datatype in (("2004", "gYear"), ("2004-01", "gYearMonth"), ("2004-01-01", "date")):
        assert days("not-before", f"ugd:a ug:start {literal(text + zone, datatype)} .") == {"a": ["2004-01-01"]}
        derive("not-before", f"ugd:a ug:start {literal(text + zone, datatype)} .")


def test_each_thing_has_its_own_bounds() -> None:
    stated = f"""
    ugd:a ug:start {literal("2005-01", "gYearMonth")} ; ug:end {literal("2005-06", "gYearMonth")} .
    ugd:b ug:start {literal("2015", "gYear")} ; ug:end {literal("2015", "gYear")} .
    """
    assert days("not-before", stated) == {"a": ["2005-01-01"], "b": ["2015-01-01"]}
    assert days("not-after", stated) == {"a": ["2005-06-30"], "b": ["2015-12-31"]}
    assert derive("not-before", stated)
    assert derive("not-after", stated)


# -- the order of dates ---------------------------------------------------------------------

README = Path(__file__).parents[2] / "queries" / "README.md"
When = date | PartialDate | Period


@cache
def comparing() -> str:
    """Give the query that the README of the catalogue shows; its span is ``$from`` and ``$to``."""
    text = README.read_text(encoding="utf-8")
    (section,) = re.findall(r"^## Comparing dates$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    (query,) = re.findall(r"^```sparql$(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert isinstance(query, str)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("ug", "xsd")) + query


def stated(things: dict[str, When]) -> str:
    """Write the dates of things as a file states them, each as a part of each."""

    def one(name: str, property_: str, when: date | PartialDate) -> str:
        return f"ugd:{name} ug:{property_} {literal(str(when), getattr(when, 'datatype', 'date'))} .\n"

    lines = [f"ugd:{left} ug:partOf ugd:{right} .\n" for left, right in product(things, repeat=2)]
    for name, when in things.items():
        if isinstance(when, Period):
            sides = {"start": when.start, "end": when.end}
            lines += [one(name, side, known) for side, known in sides.items() if known is not None]
        else:
            lines.append(one(name, "date", when))
    return "".join(lines)


def plain(rows: Iterable[Iterable[object]]) -> set[tuple[str, ...]]:
    """Give the cells of an answer as texts, of an IRI the part behind its namespace."""
    return {tuple(re.split("[#/]", str(cell))[-1] for cell in row) for row in rows}


def by_type(things: dict[str, When], span: Period) -> set[tuple[str, ...]]:
    """Answer by the Python types."""
    periods = [(name, Period.of(when)) for name, when in things.items()]
    return {
        (one, other, str(left.before(right)), str(left.same(right)), str(left.within(span)))
        for (one, left), (other, right) in product(periods, repeat=2)
    }


def bounds_by_type(things: dict[str, When]) -> set[tuple[str, str, str]]:
    """Give the bounds of the Python types, as the rules give them."""
    periods = {name: Period.of(when) for name, when in things.items()}
    found = [(name, "notBefore", period.not_before) for name, period in periods.items()]
    found += [(name, "notAfter", period.not_after) for name, period in periods.items()]
    return {(name, side, str(day)) for name, side, day in found if day is not None}


BOUNDS = "SELECT ?n ?p ?day WHERE { VALUES ?p { ug:notBefore ug:notAfter } ?n ?p ?day }"


@settings(max_examples=20, deadline=None)
@given(st.lists(WHENS, min_size=8, max_size=20), SPANS)
def test_the_rules_the_types_and_a_query_give_the_same_yes_no_or_unknown(
    tmp_path_factory: pytest.TempPathFactory, whens: list[When], span: Period
) -> None:
    things = {f"n{number}": when for number, when in enumerate(whens)}
    file = tmp_path_factory.mktemp("dates") / "dates.ttl"
    file.write_text(HEAD + stated(things), encoding="utf-8")
    kg = ug.load(file, bundled=False)
    bounds, answers = kg.query(BOUNDS), kg.query(comparing(), bind={"from": span.start, "to": span.end})
    assert isinstance(bounds, ug.Table)
    assert isinstance(answers, ug.Table)
    assert plain(bounds) == bounds_by_type(things)
    assert plain(answers) == by_type(things, span)


# Without shrinking: rdflib is too slow for hundreds of tries.
@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(WHENS, min_size=3, max_size=6), SPANS)
def test_another_engine_gives_them_too(whens: list[When], span: Period) -> None:
    things = {f"n{number}": when for number, when in enumerate(whens)}
    graph = rdflib.Graph().parse(data=HEAD + stated(things), format="turtle")
    for rule in ("not-before", "not-after"):
        for triple in graph.query(text_of(rule)).graph or ():
            graph.add(triple)
    query = comparing()
    for name, day in (("$from", span.start), ("$to", span.end)):
        query = query.replace(name, literal(str(day), "date"))
    assert plain(cast("Iterable[Iterable[object]]", graph.query(query))) == by_type(things, span)


def test_the_example_of_the_readme_gives_what_is_said_of_it(kg: ug.KnowledgeGraph) -> None:
    answer = kg.query(comparing(), bind={"from": date(2018, 1, 1), "to": date(2018, 12, 31)})
    assert isinstance(answer, ug.Table)
    assert ("activity-ACT-007", "project-TAJH03", "no", "no", "yes") in plain(answer)
