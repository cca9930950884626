"""Checking against SHACL shapes."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from unodc_graph import reading
from unodc_graph.errors import AmbiguousTermError, ParameterError, UnknownTermError
from unodc_graph.graph.views import Views
from unodc_graph.store import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox
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
        own: bool = False,
    ) -> Report:
        """Check what a query sees against SHACL shapes.

        Parameters
        ----------
        focus
            Names of the only nodes to check; ``None`` means whatever the shapes target.
        shapes
            RDF files or a graph with other shapes than the bundled ones. With the bundled ones the report
            also has the literals of loaded files that their datatype does not allow, with file and line; and
            as warnings the terms and things with the address of the project that are described nowhere, and
            the loaded files of which no shape reaches anything.
        own
            Whether only findings about things of which a loaded file states something are reported. The whole
            graph is checked all the same; the other findings stand in ``left_out`` of the report.

        Returns
        -------
        Report
            Conforming if it holds no violation. Each finding about a thing that a loaded file describes names
            that file.

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
        from unodc_graph.validation.loaded import file_of, states_something_of
        from unodc_graph.validation.shacl import validate

        names = [focus] if isinstance(focus, str) else focus
        nodes = None if names is None else [self._names.resolve(str(name)).value for name in names]
        graph = self._shapes(shapes)
        found = self._beside_shapes(graph, nodes) if shapes is None else []
        kept = states_something_of(self._store) if own else None
        return validate(self.graph, graph, nodes, file_of=partial(file_of, self._store), found=found, kept=kept)

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

    def _beside_shapes(self, shapes: Graph, nodes: list[str] | None) -> list[Finding]:
        from unodc_graph.validation.loaded import ill_typed
        from unodc_graph.validation.undeclared import undeclared
        from unodc_graph.validation.unreached import unreached

        store = self._store
        found = (*ill_typed(store), *undeclared(store, self._named), *unreached(store, shapes))
        return [one for one in found if nodes is None or str(one.focus) in nodes]

    def _named(self, end: str) -> list[str]:
        """Give the things whose IRI may have been meant to end so, as ``state-TAJ``: a kind and a name."""
        kind, _, name = end.partition("-")
        for given in ((name, kind), (end, None)):
            # No kind of that name: the whole is a name.
            with suppress(ParameterError):
                try:
                    return [self._names.resolve(*given).value]
                except (UnknownTermError, AmbiguousTermError) as error:
                    return [found for candidate in error.candidates for found in self._named_exactly(candidate)]
        return []

    def _named_exactly(self, name: str) -> list[str]:
        try:
            return [self._names.resolve(name).value]
        except (UnknownTermError, AmbiguousTermError):
            return []

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
