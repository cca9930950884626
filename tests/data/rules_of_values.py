"""The rules of curation about dates, numbers and coordinates, and about the vocabularies."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tests.data.curated import (
    CENTROID,
    CLOSE_MATCH,
    DEFINITION,
    IDENTIFIER,
    IN_SCHEME,
    LABEL,
    PREF_LABEL,
    TYPE,
    Curated,
    by_subject,
    local,
    name,
    rule,
    when,
)
from unodc_graph import Answer, Period
from unodc_graph.namespaces import UG_BASE, UGD_BASE, UGV_BASE, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from unodc_graph import PartialDate

DATES = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "gYear": re.compile(r"[0-9]{4}"),
    "gYearMonth": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "gMonthDay": re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "gMonth": re.compile(r"--(0[1-9]|1[0-2])"),
}
# Natural Earth 1:50m, map subunits (public domain), as in the package country-bounding-boxes 0.2.3,
# rounded to three decimals. At that scale a line may lie some kilometres off; a tenth of a degree is 11 km at most.
BOXES = Path(__file__).with_name("bounding-boxes.csv")
TOLERANCE = Decimal("0.1")


# -- dates ----------------------------------------------------------------------------------


@rule("write a date that exists, with the datatype of its form: xsd:date, gYearMonth, gYear, gMonthDay or gMonth")
def every_date_is_one_of_the_calendar(curated: Curated) -> Iterator[str]:
    """Hold in data and unconfirmed."""
    for triple in [*curated.facts, *curated.unconfirmed]:
        if isinstance(triple.object, ox.Literal):
            form = DATES.get(triple.object.datatype.value.removeprefix(XSD))
            if form is not None and (form.fullmatch(triple.object.value) is None or when(triple.object) is None):
                yield str(triple)


# In this order or on the same day, for one thing.
ORDERED = (("start", "end"), ("adopted", "openedForSignature", "enteredIntoForce"))


@rule("look both dates up again; if the sources disagree, write what is known more coarsely and tell it in a note")
def dates_are_in_order(curated: Curated) -> Iterator[str]:
    """Hold where a wrong order is certain.

    A thing ends after it starts and comes into force after it is opened and adopted. A treaty is acted on, and an
    implementation of it is judged, after it is adopted and opened; but participation by virtue of an act on another
    treaty (the 1972 Protocol amending the Single Convention) has the date of that act.
    """

    def dates(thing: str, property_: str) -> list[date | PartialDate]:
        found = map(when, curated.said.get(thing, {}).get(UG_BASE + property_, ()))
        return [one for one in found if one is not None]

    pairs = [
        (thing, thing, first, second)
        for properties in ORDERED
        for first, second in combinations(properties, 2)
        for thing in list(curated.said)
    ]
    for thing, said in curated.said.items():
        by_virtue = f"{UGV_BASE}action-type-participation-by-virtue"
        if by_virtue not in map(name, said.get(f"{UG_BASE}actionType", ())):
            instruments = [*said.get(f"{UG_BASE}instrument", ()), *said.get(f"{UG_BASE}implements", ())]
            pairs += [
                (name(one), thing, first, "date") for one in instruments for first in ("adopted", "openedForSignature")
            ]
    for one, other, first, second in pairs:
        for earlier in dates(one, first):
            for later in dates(other, second):
                if Period.of(earlier).after(later) == Answer.YES:
                    yield f"{local(one)} {first} {earlier}, {local(other)} {second} {later}"


# -- numbers --------------------------------------------------------------------------------


@rule("give the figure a subject, measure, unit and qualifier, and a value or two bounds, the lower one first")
def every_number_has_a_unit_and_a_qualifier(curated: Curated) -> Iterator[str]:
    """Hold for figures."""
    for thing, said in curated.said.items():
        if not local(thing).startswith("figure-"):
            continue
        given = {local(property_) for property_ in said}
        numbers = {
            key: Decimal(name(said[UG_BASE + key][0])) for key in ("lower", "value", "upper") if UG_BASE + key in said
        }
        if (
            not {"subject", "measure", "unit", "qualifier"} <= given
            or ("lower" in numbers) != ("upper" in numbers)
            or not numbers
            or list(numbers.values()) != sorted(numbers.values())
            or ("lower" in numbers and numbers["lower"] == numbers["upper"])
        ):
            yield f"{local(thing)}: {sorted(given)}, {numbers}"


@rule("number the figures of one subject, measure and period from 1 without a gap")
def figures_are_numbered_within_subject_measure_and_period(curated: Curated) -> Iterator[str]:
    """Hold for figures."""
    numbers = defaultdict(list)
    for thing, said in curated.said.items():
        if any(local(name(kind)) == "Figure" for kind in said.get(TYPE, ())):
            stem, _, number = local(thing).rpartition("-")
            numbers[stem].append(int(number) if number.isdecimal() else 0)
    yield from (
        f"{stem}: {found}" for stem, found in numbers.items() if sorted(found) != list(range(1, len(found) + 1))
    )


@rule("write the literal as the store does: 1.5, not 1.50")
def the_store_writes_every_literal_as_the_files_do(curated: Curated) -> Iterator[str]:
    """Hold in data and unconfirmed."""
    store = ox.Store()
    triples = {*curated.facts, *curated.unconfirmed}
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    yield from map(str, triples - {quad.triple for quad in store})


# -- coordinates ----------------------------------------------------------------------------


@rule("correct the coordinates, longitude first, or the state; a state that is not in the table of boxes is added")
def coordinates_lie_in_their_state(curated: Curated) -> Iterator[str]:
    """Hold for what has a dcat:centroid: the point lies in the bounding box of its (host) state."""
    with BOXES.open(encoding="utf-8", newline="") as file:
        boxes = {
            row.pop("state"): {side: Decimal(value) for side, value in row.items()} for row in csv.DictReader(file)
        }
    for thing, said in curated.said.items():
        for centroid in said.get(CENTROID, ()):
            states = {
                name(state).removeprefix(f"{UGD_BASE}state-")
                for property_ in ("inState", "hostState")
                for state in said.get(UG_BASE + property_, ())
            }
            match = re.fullmatch(r"POINT\((-?[0-9.]+) (-?[0-9.]+)\)", name(centroid))
            longitude, latitude = map(Decimal, match.groups()) if match else (Decimal(0), Decimal(0))
            if not any(_is_in(boxes.get(state), longitude, latitude) for state in states):
                yield f"{local(thing)}: {name(centroid)}, {sorted(states)}"


def _is_in(box: dict[str, Decimal] | None, longitude: Decimal, latitude: Decimal) -> bool:
    return box is not None and (
        box["west"] - TOLERANCE <= longitude <= box["east"] + TOLERANCE
        and box["south"] - TOLERANCE <= latitude <= box["north"] + TOLERANCE
    )


@rule("say by ug:coordinateConfidence how sure the coordinates are; low means approximate")
def coordinates_say_how_sure_they_are(curated: Curated) -> Iterator[str]:
    """Hold for what has a dcat:centroid, and for nothing else."""
    for thing, said in curated.said.items():
        levels = {local(name(level)) for level in said.get(f"{UG_BASE}coordinateConfidence", ())}
        wanted = {"confidence-low", "confidence-medium", "confidence-high"} if CENTROID in said else set()
        if len(levels) != bool(wanted) or not levels <= wanted:
            yield f"{local(thing)}: {sorted(levels)}"


# -- vocabularies ---------------------------------------------------------------------------


@rule("give the concept a label, a preferred label, a definition and a code, and name it after its scheme")
def every_concept_has_label_definition_code_and_scheme(curated: Curated) -> Iterator[str]:
    """Hold for each vocabulary, which also has a label and a definition itself."""
    wanted = {TYPE, LABEL, PREF_LABEL, DEFINITION, IN_SCHEME, IDENTIFIER}
    for file, triples in curated.vocabularies.items():
        scheme = f"{UGV_BASE}{file.removesuffix('.ttl')}"
        said = by_subject(triples)
        if not said.get(scheme, {}).keys() >= {TYPE, LABEL, DEFINITION}:
            yield f"{file}: {local(scheme)}"
        for concept, given in said.items():
            schemes = set(map(name, given.get(IN_SCHEME, ())))
            if concept != scheme and not (
                given.keys() >= wanted and schemes == {scheme} and concept.startswith(f"{scheme}-")
            ):
                yield f"{file}: {local(concept)}"


@rule("give one of the concepts another code")
def a_code_stands_once_in_its_scheme(curated: Curated) -> Iterator[str]:
    """Hold for each vocabulary."""
    for file, triples in curated.vocabularies.items():
        codes = Counter(name(triple.object) for triple in triples if triple.predicate.value == IDENTIFIER)
        yield from (f"{file}: {code}" for code, number in codes.items() if number > 1)


@rule("write the definition as one sentence, with a capital and a full stop")
def every_definition_is_one_sentence(curated: Curated) -> Iterator[str]:
    """Hold for each vocabulary."""
    for triples in curated.vocabularies.values():
        for triple in triples:
            if triple.predicate.value == DEFINITION and not re.fullmatch(r"[A-Z][^.!?]*\.", name(triple.object)):
                yield str(triple)


@rule("state skos:closeMatch in both directions")
def terms_that_mean_nearly_the_same_point_to_one_another(curated: Curated) -> Iterator[str]:
    """Hold across the vocabularies."""
    pairs = {
        (name(triple.subject), name(triple.object))
        for triples in curated.vocabularies.values()
        for triple in triples
        if triple.predicate.value == CLOSE_MATCH
    }
    yield from (f"{local(left)} {local(right)}" for left, right in pairs if (right, left) not in pairs)
