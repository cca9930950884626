"""Why a statement is made, as an object."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from unodc_graph.citing import cite_all
from unodc_graph.terms import to_rdflib

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib.term import IdentifiedNode, Literal

    from unodc_graph.citing import CitationForm, Source
    from unodc_graph.rules import Rule

__all__ = ["Derivation", "Explanation"]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A rule by which a statement follows, and the statements from which it follows.

    Attributes
    ----------
    rule
        What it derives, and where the rule comes from.
    premises
        Each explained in its turn, down to its sources; facts before terms of the ontology.
    more
        How many further premises there are.
    """

    rule: Rule
    premises: tuple[Explanation, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """What the graph knows of why it states something; printing it lays it out.

    Attributes
    ----------
    triple
        The statement in terms of the engine; ``statement`` has it in those of rdflib.
    words
        Subject, property and object as people call them.
    graphs
        Short names of the graphs that state it: ``data``, ``ontology``, ``import/NAME``, ``inferred``,
        ``unconfirmed``; empty if none does.
    sources
        The sources of the record that states it. Where there are several, the record does not say
        which of them says this.
    source_names
        How the record names its sources where the words cannot be told apart by address.
    confidence
        The level of confidence of the record, or ``None`` where it states none.
    derivations
        The rules by which it follows; empty for what is stated.
    file
        The loaded file that states it; ``None`` for what comes with the library.
    instead
        Where nothing states it: what is said of this subject by this property, at most ten values.
    instead_more
        How many further values there are.
    own_words
        Whether it gives a name that the project translated: no source was read for the name, whatever
        sources the rest of the record has.
    again
        Whether it was derived and the same explanation tells in another place from what; it has no
        derivations here.
    """

    triple: ox.Triple
    words: tuple[str, str, str]
    graphs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    source_names: tuple[str, ...] = ()
    confidence: str | None = None
    derivations: tuple[Derivation, ...] = ()
    file: str | None = None
    instead: tuple[str, ...] = ()
    instead_more: int = 0
    own_words: bool = False
    again: bool = False

    @property
    def held(self) -> bool:
        """Whether any graph states it, that of unconfirmed facts too."""
        return bool(self.graphs)

    @property
    def confirmed(self) -> bool:
        """Whether a graph that queries see states it."""
        return any(graph != "unconfirmed" for graph in self.graphs)

    @property
    def statement(self) -> tuple[IdentifiedNode, IdentifiedNode, IdentifiedNode | Literal]:
        """Subject, predicate and object as terms of rdflib."""
        terms = map(to_rdflib, (self.triple.subject, self.triple.predicate, self.triple.object))
        return cast("tuple[IdentifiedNode, IdentifiedNode, IdentifiedNode | Literal]", tuple(terms))

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """Its sources and those of the premises, each once, in the order in which they are told."""
        found = dict.fromkeys(self.sources)
        for derivation in self.derivations:
            for premise in derivation.premises:
                found |= dict.fromkeys(premise.all_sources)
        return tuple(found)

    def cite(self, form: CitationForm = "un") -> str:
        """Cite all sources, those of the premises too.

        Parameters
        ----------
        form
            ``un`` gives a line for each; ``bibtex`` entries; ``csl-json`` an array.

        Raises
        ------
        ParameterError
            If there is no such form.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> kg.explain("ROCA", "hostState", "UZB").cite("bibtex").splitlines()[0]
        '@misc{source-www-unodc-org-7b1dd7ec,'
        """
        return cite_all(self.all_sources, form)

    def to_text(self, *, width: int = 80) -> str:
        """Lay it out for people.

        Parameters
        ----------
        width
            Characters a line may have; an address is never broken.

        Returns
        -------
        str
            The statement, who states it or how it follows, and below it the sources as the United
            Nations cite them, with what is not recorded of each.
        """
        from unodc_graph.explaining.text import laid_out

        return laid_out(self, width)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Explanation of {' — '.join(self.words)}: {', '.join(self.graphs) or 'not stated'}>"

    def _repr_html_(self) -> str:
        from unodc_graph.notebooks import text_html

        return text_html(self.to_text(width=100))

    def to_json(self) -> str:
        """Write it as JSON, the premises inside, each source with its citations."""
        from unodc_graph.explaining.writing import as_json

        return json.dumps(as_json(self), ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Write it as canonical Turtle in the terms of PROV-O: statements, what they were derived from, sources."""
        from unodc_graph.explaining.writing import as_triples
        from unodc_graph.formatting import canonical_turtle

        return canonical_turtle(dict.fromkeys(as_triples(self)))
