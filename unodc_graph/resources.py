"""Finds the ontology, the data and the queries: in the installed package, else in the checkout."""

from __future__ import annotations

from pathlib import Path

from unodc_graph.errors import ParameterError

__all__ = [
    "alignment_files",
    "data_files",
    "ontology_files",
    "query_files",
    "rule_files",
    "shape_files",
    "unconfirmed_files",
]


def alignment_files(*names: str) -> list[Path]:
    """List the files that say how the terms stand to other vocabularies; no graph holds them unless they are loaded.

    Parameters
    ----------
    names
        Which of them, as ``prov`` or ``wikidata``; all if none is named.

    Returns
    -------
    list of Path
        In the order of the names given, else in name order.

    Raises
    ------
    ParameterError
        If there is no alignment of that name.

    Examples
    --------
    >>> import unodc_graph as ug
    >>> kg = ug.load(*ug.alignment_files("org"))
    >>> text = "ASK { ug:Office rdfs:subClassOf <http://www.w3.org/ns/org#OrganizationalUnit> }"
    >>> kg.query(text)
    True
    """
    files = {path.stem: path for path in sorted((_root() / "ontology" / "alignments").glob("*.ttl"))}
    for name in names:
        if name not in files:
            raise ParameterError("names", f"there is no alignment {name!r}, only {', '.join(files)}")
    return [files[name] for name in names] if names else list(files.values())


def ontology_files() -> list[Path]:
    """List the files of the graph ``ontology``: header, modules, vocabularies, in name order."""
    root = _root() / "ontology"
    return [
        root / "unodc.ttl",
        *sorted((root / "modules").glob("*.ttl")),
        *sorted((root / "vocabularies").glob("*.ttl")),
    ]


def shape_files() -> list[Path]:
    """List the files of the graph ``shapes``, in name order."""
    return sorted((_root() / "ontology" / "shapes").glob("*.ttl"))


def rule_files() -> list[Path]:
    """List the rules that make the graph ``inferred``, in the order in which they run."""
    return sorted((_root() / "ontology" / "rules").glob("*.rq"))


def data_files() -> list[Path]:
    """List the files of the graph ``data``, in name order."""
    return sorted(path for path in (_root() / "data").glob("*.ttl") if path.name != "unconfirmed.ttl")


def unconfirmed_files() -> list[Path]:
    """List the files of the graph ``unconfirmed``."""
    return sorted((_root() / "data").glob("unconfirmed.ttl"))


def query_files() -> list[Path]:
    """List the files of the query catalogue, in name order."""
    return sorted((_root() / "queries").glob("*/*.rq"))


def _root() -> Path:
    # A wheel carries the folders beside the code; an editable install and a checkout have them
    # beside the package, because hatchling's force-include does not reach an editable install.
    package = Path(__file__).parent
    bundled = package / "_files"
    return bundled if bundled.is_dir() else package.parent
