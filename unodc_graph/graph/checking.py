"""Checking against SHACL shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph import reading
from unodc_graph.errors import ParameterError
from unodc_graph.graph.views import Views
from unodc_graph.store import SHAPES
from unodc_graph.terms import from_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from unodc_graph.results import Table
    from unodc_graph.validation import Finding, Report

__all__ = ["QUALITY", "Checking"]

QUALITY: Final = "quality"
"""The tag of the queries that list what is to be done about the data."""


class Checking(Views):
    """What says whether the graph is as it should be."""

    def validate(
        self,
        *,
        focus: str | Iterable[str] | None = None,
        shapes: str | Path | Iterable[str | Path] | Graph | None = None,
    ) -> Report:
        """Check what a query sees against SHACL shapes.

        Parameters
        ----------
        focus
            Names of the only nodes to check; ``None`` means whatever the shapes target.
        shapes
            RDF files or a graph with other shapes than the bundled ones. With the bundled ones the report
            also has the literals of loaded files that their datatype does not allow, with file and line, and
            as warnings the terms of ``ug:`` and ``ugv:`` in them that are declared nowhere.

        Returns
        -------
        Report
            Conforming if it holds no violation.

        Raises
        ------
        UnknownTermError, AmbiguousTermError
            If a name in ``focus`` stands for nothing, or for several things.
        LoadError, ParameterError
            If the shapes cannot be read, or are none.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> ug.load().validate(focus="ROCA").conforms
        True
        """
        from unodc_graph.validation.shacl import validate

        names = [focus] if isinstance(focus, str) else focus
        nodes = None if names is None else [self._names.resolve(str(name)).value for name in names]
        found = self._of_loaded_files(nodes) if shapes is None else []
        return validate(self.graph, self._shapes(shapes), nodes, self._file_of, found)

    def quality(self) -> dict[str, Table]:
        """List what is to be done about the data: what is unconfirmed, of low confidence, missing or contradictory.

        Returns
        -------
        dict
            Id to answer, for each query of the catalogue with the tag ``quality``, in alphabetical order. The
            question of each says what its list holds and leaves out.

        Examples
        --------
        >>> import unodc_graph as ug
        >>> kg = ug.load()
        >>> lists = kg.quality()
        >>> kg.queries["figures-that-disagree"].question[:41]
        'Which figures of different sources give d'
        >>> "state-AFG" in lists["figures-that-disagree"].to_csv()
        True
        """
        return {query.id: self.run(query.id) for query in self.queries.values() if QUALITY in query.tags}

    def _of_loaded_files(self, nodes: list[str] | None) -> list[Finding]:
        from unodc_graph.validation.loaded import ill_typed
        from unodc_graph.validation.undeclared import undeclared

        found = (*ill_typed(self._store), *undeclared(self._store))
        return [one for one in found if nodes is None or str(one.focus) in nodes]

    def _file_of(self, node: object) -> str | None:
        term = from_rdflib(node)
        file = None if isinstance(term, ox.Literal) else self._store.file_of(term)
        return None if file is None else str(file)

    def _shapes(self, given: str | Path | Iterable[str | Path] | Graph | None) -> Graph:
        from rdflib import Dataset, Graph

        if isinstance(given, Dataset):
            raise ParameterError("shapes", "must be a graph: choose one of the dataset")
        if isinstance(given, Graph):
            return given
        if given is None:
            quads: Iterable[ox.Quad] = self._store.triples(None, None, None, [SHAPES])
        else:
            paths = cast("Iterable[str | Path]", [given] if isinstance(given, (str, Path)) else given)
            quads = [quad for file in reading.rdf_files(paths) for quad in reading.read_quads(file, SHAPES)]
        return self._as_graph(quads)
