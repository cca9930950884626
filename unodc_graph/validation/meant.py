"""Which term or thing an IRI that nothing describes may be meant to be."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.namespaces import PREFIXES, UG_BASE, UGD_BASE, UGV_BASE
from unodc_graph.store import SHAPES, UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unodc_graph.store import GraphStore

__all__ = ["Meant", "has_address"]

_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_OURS: Final = re.compile(r"[a-z]+:/*(?:www\.)?w3id\.org/unodc-graph(?:[/#]|$)", re.IGNORECASE)
# What the part between the project's address and the name tells of where the name may be declared.
_SPACES: Final = {"ontology": (UG_BASE,), "vocabulary": (UGV_BASE,)}
_LIKE: Final = 70
_MOST: Final = 3


def has_address(iri: str) -> bool:
    """Say whether an IRI begins with the address of the project, in any scheme."""
    return _OURS.match(iri) is not None


class Meant:
    """Finds what a store describes by a name like that in an IRI.

    Parameters
    ----------
    named
        Gives the IRIs of things of which the end of an IRI, as ``state-TAJ``, may be the name.
    """

    def __init__(self, store: GraphStore, named: Callable[[str], Sequence[str]]) -> None:
        self._store = store
        self._named = named

    def is_described(self, iri: str) -> bool:
        """Say whether some graph states anything of it, be it seen by queries or not."""
        graphs = [*self._store.stated_graphs(), SHAPES, UNCONFIRMED]
        return next(self._store.triples(ox.NamedNode(iri), None, None, graphs), None) is not None

    def same_name(self, iri: str) -> str | None:
        """Give the term or thing that has exactly this name in another namespace of the project."""
        name = _name(iri)
        others = (f"{base}{name}" for base in (UG_BASE, UGV_BASE, UGD_BASE) if name)
        return next((other for other in others if other != iri and self.is_described(other)), None)

    def nearest(self, iri: str) -> list[str]:
        """Give what an IRI may be meant to be: what has the name, else what has one spelled alike, at most three."""
        same = self.same_name(iri)
        if same is not None:
            return [same]
        space, name = _OURS.sub("", iri, count=1), _name(iri)
        if not name:
            return []
        of_terms = next((bases for word, bases in _SPACES.items() if space.lower().startswith(word)), None)
        things = list(self._named(name))[:_MOST] if of_terms is None and "-" in name else []
        # The names of things have the form KIND-CODE: of another code an unlike thing would be told.
        if things or (of_terms is None and "-" in name):
            return things
        return self._spelled_alike(name, of_terms or (UG_BASE, UGV_BASE))

    def _spelled_alike(self, name: str, bases: tuple[str, ...]) -> list[str]:
        from rapidfuzz import fuzz, process

        terms = {iri: iri.removeprefix(base).lower() for base in bases for iri in self._terms if iri.startswith(base)}
        near = process.extractOne(name.lower(), terms, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return [] if near is None else [near[2]]

    @cached_property
    def _terms(self) -> list[str]:
        typed = self._store.triples(None, _TYPE, None, self._store.stated_graphs())
        subjects = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
        return sorted(iri for iri in subjects if iri.startswith((UG_BASE, UGV_BASE)))


def _name(iri: str) -> str:
    return re.split(r"[/#]", _OURS.sub("", iri, count=1).rstrip("/#"))[-1]
