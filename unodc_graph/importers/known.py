"""What a graph says already: things that rows point to, and what it says of those that rows describe."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.importers.base import Record
from unodc_graph.importers.codes import Thing
from unodc_graph.importers.schemes import Schemes
from unodc_graph.importers.terms import name, ug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Node = ox.NamedNode | ox.BlankNode
    Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

__all__ = ["Known"]

# Where a thing is of several classes, the first says what its codes stand for.
_KINDS: Final = {
    "State": "state",
    "RegionalOrganization": "regional-organization",
    "Office": "office",
    "Organization": "organization",
    "Region": "region",
    "Programme": "programme",
    "Project": "project",
    "Training": "activity",
    "Meeting": "activity",
    "StudyVisit": "activity",
    "JointOperation": "activity",
    "EquipmentHandover": "activity",
    "Activity": "activity",
    "Facility": "facility",
    "Instrument": "instrument",
    "NationalAct": "national-act",
    "Series": "series",
}
_NUMBERED: Final = ("Figure", "Coverage", "Implementation", "Authority", "Review")
_CODED: Final = ("measure", "substance", "population", "unit")


@dataclass(frozen=True, slots=True)
class Known:
    """Some graphs of an engine, to be looked up.

    Attributes
    ----------
    engine
        Where they are.
    seen
        Those that a query sees.
    unseen
        Those of unconfirmed facts.
    outdated
        Statements of theirs that do not count.
    """

    engine: ox.Store = field(default_factory=ox.Store)
    seen: Collection[ox.NamedNode] = ()
    unseen: Collection[ox.NamedNode] = ()
    outdated: Collection[ox.Quad] = ()

    def about(self, node: ox.NamedNode) -> set[tuple[ox.NamedNode, Object]]:
        """Give predicate and object of what is said of a node, confirmed or not."""
        return {(quad.predicate, quad.object) for quad in self._quads(node, None, None)}

    def numbered(self) -> frozenset[ox.NamedNode]:
        """Give the nodes of the kinds whose IRIs end in a number, confirmed or not."""
        found = (self._quads(None, name("rdf", "type"), ug(kind)) for kind in _NUMBERED)
        nodes = (quad.subject for quad in chain.from_iterable(found))
        return frozenset(node for node in nodes if isinstance(node, ox.NamedNode))

    def is_of(self, graph: ox.NamedNode, node: ox.NamedNode) -> bool:
        """Tell whether a graph says anything of a node."""
        return next(self.engine.quads_for_pattern(node, None, None, graph), None) is not None

    def sees(self, node: ox.NamedNode) -> bool:
        """Tell whether a query sees anything of a node."""
        quads = self.engine.quads_for_pattern(node, None, None, None)
        return any(quad.graph_name in self.seen for quad in quads)

    def says(self, node: ox.NamedNode) -> set[tuple[ox.NamedNode, Object]]:
        """Give predicate and object of what a query sees of a node."""
        return {(quad.predicate, quad.object) for quad in self._quads(node, None, None) if quad.graph_name in self.seen}

    def hidden(self) -> list[ox.Triple]:
        """List what unconfirmed facts say of things that a query sees nothing of."""
        quads = [
            quad
            for graph in self.unseen
            for quad in self.engine.quads_for_pattern(None, None, None, graph)
            if quad not in self.outdated
        ]
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        unseen = {node for node in nodes if not self.sees(node)}
        return [quad.triple for quad in quads if quad.subject in unseen]

    def objects(self, node: Node, predicate: ox.NamedNode) -> list[Object]:
        """List the objects of a predicate, in the order of their text."""
        return sorted({quad.object for quad in self._quads(node, predicate, None)}, key=str)

    def subjects(self, predicate: ox.NamedNode, value: Object) -> list[ox.NamedNode]:
        """List the subjects of a predicate and an object, in the order of their text."""
        found = {quad.subject for quad in self._quads(None, predicate, value)}
        return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)

    def _quads(self, subject: Node | None, predicate: ox.NamedNode | None, value: Object | None) -> Iterator[ox.Quad]:
        for quad in self.engine.quads_for_pattern(subject, predicate, value, None):
            if quad.graph_name in self.seen or (quad.graph_name in self.unseen and quad not in self.outdated):
                yield quad

    # -- what tables point to --------------------------------------------------------------

    def schemes(self) -> Schemes:
        """Read the closed lists."""
        stated = self._quads(None, name("skos", "inScheme"), None)
        concepts = {quad.subject for quad in stated if isinstance(quad.subject, ox.NamedNode)}
        return Schemes.from_triples(quad.triple for concept in concepts for quad in self._quads(concept, None, None))

    def things(self, schemes: Schemes) -> dict[str, Thing]:
        """Give what has a code, by code."""
        codes = {concept: code for (_, code), concept in schemes.concepts.items()}
        kinds: dict[ox.NamedNode, str] = {}
        classes = [*((ug(local), kind) for local, kind in _KINDS.items()), (name("skos", "Collection"), "collection")]
        for of, kind in classes:
            for node in self.subjects(name("rdf", "type"), of):
                kinds.setdefault(node, kind)
        found: dict[str, Thing] = {}
        for node, kind in kinds.items():
            record = self._record(node, kind, codes)
            this = Thing(node, kind, self._label(node, kind), record, self._other_labels(node))
            for code in self.objects(node, name("dcterms", "identifier")):
                if isinstance(code, ox.Literal):
                    found.setdefault(code.value, this)
        return found

    def _label(self, node: ox.NamedNode, kind: str) -> str:
        # The label of an act names its state too, which a row about it says apart.
        predicates = [name("dcterms", "title")] if kind == "national-act" else []
        for predicate in (*predicates, name("rdfs", "label")):
            for label in self.objects(node, predicate):
                if isinstance(label, ox.Literal) and label.language in ("en", None):
                    return label.value
        return node.value

    def _other_labels(self, node: ox.NamedNode) -> tuple[str, ...]:
        """Give the labels in other languages than English."""
        labels = self.objects(node, name("rdfs", "label"))
        return tuple(one.value for one in labels if isinstance(one, ox.Literal) and one.language not in ("en", None))

    def _record(self, node: ox.NamedNode, kind: str, codes: dict[ox.NamedNode, str]) -> Record | None:
        """Give what mappers ask of the row of a thing, as such a row would have it."""
        if kind == "series":
            return Record("the graph", 0, {column: self._code(node, ug(column), codes) for column in _CODED})
        if kind == "national-act":
            states = [state for state in self.objects(node, ug("enactedBy")) if isinstance(state, ox.NamedNode)]
            code = next((self._text(state, name("dcterms", "identifier")) for state in states), "")
            return Record("the graph", 0, {"state_iso3": code}) if code else None
        if kind in ("state", "regional-organization", "office"):
            source = self.objects(node, ug("source"))
            confidence = self._code(node, ug("confidence"), codes)
            return Record("the graph", 0, {"source_url": str(source[0]) if source else "", "confidence": confidence})
        return None

    def _code(self, node: ox.NamedNode, predicate: ox.NamedNode, codes: dict[ox.NamedNode, str]) -> str:
        return next((codes[value] for value in self.objects(node, predicate) if value in codes), "")  # type: ignore[index]  # only a named node is among the codes

    def _text(self, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
        return next((value.value for value in self.objects(node, predicate) if isinstance(value, ox.Literal)), "")

    def units(self, schemes: Schemes) -> dict[str, Record]:
        """Give how figures split the units that they write."""
        codes = {concept: code for (_, code), concept in schemes.concepts.items()}
        found: dict[str, Record] = {}
        for quad in self._quads(None, ug("unitAsWritten"), None):
            written = quad.object.value if isinstance(quad.object, ox.Literal) else ""
            if written not in found and isinstance(quad.subject, ox.NamedNode):
                split = {
                    part: self._code(quad.subject, ug(part), codes) for part in ("unit", "substance", "population")
                }
                if split["unit"]:
                    found[written] = Record("the graph", 0, split)
        return found

    def actions(self, participant: ox.NamedNode, instrument: ox.NamedNode, date: str) -> dict[str, ox.NamedNode]:
        """Give the sourced acts of a participant on an instrument of a date, by kind of act."""
        found: dict[str, ox.NamedNode] = {}
        of_instrument = set(self.subjects(ug("instrument"), instrument))
        for node in self.subjects(ug("participant"), participant):
            if node in of_instrument and self._text(node, ug("date")) == date and self.objects(node, ug("source")):
                for kind in self.objects(node, ug("actionType")):
                    if isinstance(kind, ox.NamedNode):
                        found[self._text(kind, name("dcterms", "identifier"))] = node
        return found
