"""The namespaces of the project and the one prefix table.

Everything here is plain text, so that importing it costs nothing; the rdflib
namespaces ``UG``, ``UGD``, ``UGS`` and ``UGV`` of the package are made from it on first use.
"""

from __future__ import annotations

from typing import Final

__all__ = ["GRAPH_BASE", "ONTOLOGY", "PREFIXES", "UGD_BASE", "UGS_BASE", "UGV_BASE", "UG_BASE", "XSD"]

UG_BASE: Final = "https://w3id.org/unodc-graph/ontology#"
"""Classes and properties."""
UGD_BASE: Final = "https://w3id.org/unodc-graph/id/"
"""Things: states, offices, projects, figures, sources."""
UGS_BASE: Final = "https://w3id.org/unodc-graph/shapes#"
"""Shapes that the data is validated against."""
UGV_BASE: Final = "https://w3id.org/unodc-graph/vocabulary/"
"""SKOS schemes and their concepts."""
GRAPH_BASE: Final = "https://w3id.org/unodc-graph/graph/"
"""Named graphs."""
ONTOLOGY: Final = "https://w3id.org/unodc-graph/ontology"
"""The ontology header."""
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "ug": UG_BASE,
    "ugd": UGD_BASE,
    "ugs": UGS_BASE,
    "ugv": UGV_BASE,
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}
"""Prefix to namespace: what queries know without being told and what exports declare when used."""
