"""The steps of the tour: each asks the graph, prints the answer with its sources, and how to ask the same."""

from __future__ import annotations

import shlex
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from unodc_graph.answers import Answer
from unodc_graph.cli.layout import Line, lines_with_sources
from unodc_graph.cli.output import in_words, progress
from unodc_graph.terms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from unodc_graph.cli.screen import Screen
    from unodc_graph.graph import KnowledgeGraph
    from unodc_graph.results import Table

__all__ = ["STEPS"]

_MOST_CITED: Final = (
    "SELECT ?cited (COUNT(DISTINCT ?thing) AS ?things) { ?thing ug:source ?cited } "
    "GROUP BY ?cited ORDER BY DESC(?things) ?cited LIMIT 3"
)
_OFFICE_KINDS: Final = ("regional office", "programme office")
_REGIONAL_OFFICE: Final = "ugd:office-ROCA"
_CONVENTIONS: Final = ("untoc", "uncac", "firearms-protocol")
_EXACTNESS: Final = {"exact": "exactly", "estimate": "an estimated"}
_NATIONAL: Final = "TAJE24"


def what_is_in_it(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show the classes with their counts, and where most facts come from."""
    classes = [line.texts for line in _run(kg, "graph-contents")]
    screen.say("Things by class. A training is an activity too, so the classes overlap.")
    counts = [(texts["class"], texts["things"]) for texts in classes]
    screen.rows(*_side_by_side(("class", "n#"), counts, times=3))
    without = [
        in_words(int(texts["things"]) - int(texts["with_source"]), texts["class"])
        for texts in classes
        if texts["things"] != texts["with_source"] and texts["class"] != "source"
    ]
    screen.say(f"All name their sources{', except ' + ', '.join(without) if without else ''}. Most often named:")
    for line in lines_with_sources(cast("Table", kg.query(_MOST_CITED))):
        screen.say_whole(f"{line.texts['things']} things: {line.texts['cited']}")
    screen.how(*_the_same("graph-contents"), f"$ unodc-graph query '{_MOST_CITED}'")


def does_it_conform(kg: KnowledgeGraph, screen: Screen) -> None:
    """Check the graph and show which rules have something to say."""
    with progress("Checking the graph against the shapes …"):
        report = kg.validate()
    (screen.say if report.conforms else screen.say_wrong)(report.summary)
    if report.findings:
        rules = Counter((finding.severity, finding.rule, finding.message) for finding in report.findings)
        shown = rules.most_common(8)
        screen.say("A warning is something missing, an info is worth a look. Most often:")
        screen.rows(
            ("times#", "severity", "rule", "what it says"),
            [(f"{times}", severity, rule, message) for (severity, rule, message), times in shown],
            cut=("what it says",),
        )
    screen.say("The rules are the SHACL shapes that come with the data, in the graph named shapes.")
    screen.how("$ unodc-graph validate", "$ unodc-graph export --graphs shapes", ">>> kg.validate().conforms")


def who_is_where(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show the regional and programme offices, their cities and since when they are there."""
    offices = _run(kg, "offices")
    chosen = [line for line in offices if line.texts["kind"] in _OFFICE_KINDS]
    screen.say(
        f"{_of(chosen, offices, 'office')}: the regional and programme offices, oldest first, and how sure it is."
    )
    screen.rows(
        ("office", "city", "since", "source"),
        [
            (
                line.texts["office"],
                line.texts["city"],
                line.texts["start"] or "unknown",
                f"{screen.cite(line.sources)} {line.texts['confidence'].removesuffix(' confidence')}",
            )
            for line in chosen
        ],
        cut=("office",),
    )
    screen.sources()
    screen.how(*_the_same("offices"))


def how_the_portfolio_grew(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show the value of the portfolio by year, as exact as the source says it."""
    values = _run(kg, "portfolio-over-years")
    values = [line for line in values if line.iris["office"] == values[0].iris["office"]]
    first, last = (f"{_amount(line)} in {_period(line)}" for line in (values[0], values[-1]))
    screen.say(f"{values[0].texts['office']}: from {first} to {last}.")
    screen.say("The value of the programme portfolio, nominal, as exact as each source says it.")
    screen.rows(
        ("year", "value", "note", "source"),
        [(_period(line), _amount(line), line.texts["note"], screen.cite(line.sources)) for line in values],
        wrapped=("note",),
    )
    screen.sources()
    screen.how(*_the_same("portfolio-over-years"))


def who_is_bound(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show for each state of the region whether it is bound by two conventions and a protocol, and since when."""
    states = kg.gap_matrix(instruments=_CONVENTIONS).columns[1:]
    cells: dict[str, list[str]] = {_label(kg, state, "state"): [] for state in states}
    columns, unknown = [], []
    for code in _CONVENTIONS:
        answers = [kg.status(state, code) for state in states]
        told = [[one.address or one.iri for act in answer.actions for one in act.sources] for answer in answers]
        cited = screen.cite(_few_sources(told))
        columns.append(f"{_label(kg, code, 'instrument')} {cited}")
        for row, answer in zip(cells.values(), answers, strict=True):
            row.append(f"{answer.participation}{'' if answer.since is None else f' since {answer.since}'}")
        unknown += [(state, code) for state, one in zip(states, answers, strict=True) if one.in_force == Answer.UNKNOWN]
    screen.say("Today, by the acts on record and the rules of each instrument on its entry into force:")
    screen.rows(("state", *columns), [(state, *row) for state, row in cells.items()])
    for state, code in unknown[:1]:
        answer = kg.status(state, code)
        screen.say(" ".join(["Unknown is not a no.", *answer.notes]))
    screen.sources()
    asked = (states[0], _CONVENTIONS[0])
    screen.how(f"$ unodc-graph status {' '.join(asked)}", f">>> kg.status({asked[0]!r}, {asked[1]!r})")


def who_funds_what(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show the donors of the most projects, and what the first of them funds."""
    recorded = _run(kg, "donors-and-projects")
    funded = {(line.texts["donor"], line.iris["donor"], line.iris["project"]) for line in recorded}
    donors = Counter((name, iri) for name, iri, _ in sorted(funded)).most_common()
    most = ", ".join(f"{name} {projects}" for (name, _), projects in donors[:5])
    screen.say(f"{in_words(len(donors), 'donor')} are recorded; those of the most projects: {most}.")
    name, donor = donors[0][0][0], compact(donors[0][0][1])
    projects = _run(kg, "projects-of-donor", donor=donor)
    chosen = projects[:5]
    screen.say(f"{name}: {_of(chosen, projects, 'project')}, oldest first.")
    screen.rows(
        ("project", "start", "end", "source"),
        [
            (line.texts["title"], line.texts["start"], line.texts["end"], screen.cite(line.sources[:1]))
            for line in chosen
        ],
        cut=("project",),
    )
    screen.sources()
    screen.how("$ unodc-graph run donors-and-projects", *_the_same("projects-of-donor", donor=donor))


def how_borders_hang_together(kg: KnowledgeGraph, screen: Screen) -> None:
    """Show through what a border project of one state hangs together with projects of the region."""
    links: dict[tuple[str, str, str], list[str]] = {}
    for line in _run(kg, "regional-links-of-project", project=_NATIONAL):
        link = (line.texts["regional"], line.texts["link"], line.texts["through"])
        links.setdefault(link, []).extend(line.sources[:1])
    screen.say(f"{_label(kg, _NATIONAL, 'project')} ({_NATIONAL}) is a project of one state.")
    screen.say(
        "It hangs together with projects of several states by an agency or a place that both work with, or by a "
        "programme that both are part of:"
    )
    screen.rows(
        ("regional project", "by", "through", "source"),
        [(*link, screen.cite(addresses)) for link, addresses in links.items()],
        cut=("regional project", "through"),
    )
    screen.sources()
    screen.how(*_the_same("regional-links-of-project", project=_NATIONAL))


STEPS: Final[tuple[tuple[str, Callable[[KnowledgeGraph, Screen], None]], ...]] = (
    ("What is in the graph?", what_is_in_it),
    ("Does it keep its own rules?", does_it_conform),
    ("Who is where, since when?", who_is_where),
    ("How did the portfolio grow?", how_the_portfolio_grew),
    ("Who is bound by which convention?", who_is_bound),
    ("Who funds what?", who_funds_what),
    ("How does a national border project hang together with regional ones?", how_borders_hang_together),
)
"""Question and function that answers it, in the order of the tour."""

_LABEL_OF: Final = 'SELECT ?label { $thing rdfs:label ?label FILTER (LANG(?label) = "en") }'


def _run(kg: KnowledgeGraph, query_id: str, **parameters: str) -> list[Line]:
    return lines_with_sources(kg.run(query_id, **parameters))


def _label(kg: KnowledgeGraph, name: str, kind: str) -> str:
    answer = kg.query(_LABEL_OF, bind={"thing": kg.resolve(name, kind)})
    return lines_with_sources(cast("Table", answer))[0].texts["label"]


def _the_same(query_id: str, **parameters: str) -> tuple[str, str]:
    """Give the command line and the Python that run a catalogue query."""
    options = [part for name, value in parameters.items() for part in ("-p", f"{name}={value}")]
    arguments = ", ".join([repr(query_id), *(f"{name}={value!r}" for name, value in parameters.items())])
    return f"$ {shlex.join(['unodc-graph', 'run', query_id, *options])}", f">>> kg.run({arguments})"


def _of(chosen: Sequence[Line], among: Sequence[Line], noun: str) -> str:
    return f"{len(chosen)} of the {in_words(len(among), noun)}"


def _few_sources(told: Iterable[Collection[str]]) -> list[str]:
    """Name one source for each answer, and one that tells many of them rather than one that tells few."""
    told = [set(addresses) for addresses in told]
    counted = Counter(address for addresses in told for address in addresses)
    # Where two tell as many, the first in the alphabet.
    best = (min(addresses, key=lambda address: (-counted[address], address)) for addresses in told if addresses)
    return list(dict.fromkeys(best))


def _period(line: Line) -> str:
    start, end = line.texts["start"], line.texts["end"]
    return start if start == end else f"{start} to {end}".strip()


def _amount(line: Line) -> str:
    """Say an amount with its qualifier: ``exactly 26 million USD``."""
    qualifier, value = line.texts["qualifier"], Decimal(line.texts["value"])
    number = f"{value / 1_000_000:f} million" if value % 1_000_000 == 0 else f"{value:,f}"
    unit = compact(line.iris["unit"]).rpartition("-")[2]
    return f"{_EXACTNESS.get(qualifier, qualifier)} {number} {unit}"


def _side_by_side(
    columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, times: int
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Fold a long table into several beside one another, read downwards."""
    height = -(-len(rows) // times)
    empty = ("",) * len(columns)
    padded = [*rows, *[empty] * (height * times - len(rows))]
    return columns * times, [
        tuple(cell for part in range(times) for cell in padded[place + part * height]) for place in range(height)
    ]
