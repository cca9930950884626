"""``NAME=VALUE`` on the command line: which value, and which RDF term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import typer

from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["as_bindings", "as_term", "split"]

# Terms of Turtle (https://www.w3.org/TR/turtle/#sec-grammar-grammar), each as a whole value.
_CURIE: Final = re.compile(r"(?P<prefix>[A-Za-z][\w-]*):(?P<local>\S+)")
_LITERAL: Final = re.compile(
    r'(?P<quoted>"(?:[^"\\\n\r]|\\.)*")(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<datatype>\S+))?'
)
_BARE: Final = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}


def split(pairs: Iterable[str] | None, option: str) -> dict[str, str]:
    """Read ``NAME=VALUE`` pairs.

    Raises
    ------
    typer.BadParameter
        If one has no ``=``, no name, or a name that was given before.
    """
    values: dict[str, str] = {}
    for pair in pairs or ():
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint=repr(option))
        if name in values:
            raise typer.BadParameter(f"{name!r} is given twice", param_hint=repr(option))
        values[name] = value
    return values


def as_bindings(pairs: Iterable[str] | None) -> dict[str, object]:
    """Read ``NAME=TERM`` pairs for ``bind=``."""
    return {name: as_term(name, value) for name, value in split(pairs, "--bind").items()}


def as_term(name: str, text: str) -> ox.NamedNode | ox.Literal:
    r"""Read a term as Turtle writes it, else a text.

    Returns
    -------
    pyoxigraph.NamedNode or pyoxigraph.Literal
        An IRI for ``<…>`` and for a CURIE of a known prefix; a literal for a quoted text with or
        without datatype or language, a number, ``true`` and ``false``; else the text as it is.

    Raises
    ------
    ParameterError
        If it begins as an IRI or a quoted literal and is none.

    Examples
    --------
    >>> as_term("year", '"2004"^^xsd:gYear')
    <Literal value=2004 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#gYear>>
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ParameterError(name, f"{text!r} is not text in UTF-8") from None
    if text.startswith("<") and text.endswith(">"):
        return _iri(name, text[1:-1])
    curie = _known_curie(text)
    if curie is not None:
        return _iri(name, curie)
    if text.startswith('"'):
        return _literal(name, text)
    for datatype, form in _BARE.items():
        if form.fullmatch(text):
            return ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Literal(text)


def _known_curie(text: str) -> str | None:
    match = _CURIE.fullmatch(text)
    return PREFIXES[match["prefix"]] + match["local"] if match and match["prefix"] in PREFIXES else None


def _iri(name: str, iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise ParameterError(name, f"<{iri}> is not an absolute IRI: {error}") from None


def _literal(name: str, text: str) -> ox.Literal:
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ParameterError(
            name,
            f'{text} begins as a literal and is none; expected "text", "text"@en or "2004"^^xsd:gYear, '
            'with \\" for a quotation mark inside',
        )
    value = _unescaped(name, match["quoted"])
    if match["language"]:
        try:
            return ox.Literal(value, language=match["language"])
        except ValueError as error:
            raise ParameterError(name, f"{match['language']!r} is not the tag of a language: {error}") from None
    if match["datatype"]:
        written = match["datatype"]
        datatype = written[1:-1] if written.startswith("<") and written.endswith(">") else _known_curie(written)
        if datatype is None:
            raise ParameterError(name, f"the datatype {written} is no IRI in <> and no CURIE of a known prefix")
        return ox.Literal(value, datatype=_iri(name, datatype))
    return ox.Literal(value)


def _unescaped(name: str, quoted: str) -> str:
    try:
        (quad,) = ox.parse(f"<a:s> <a:p> {quoted} .", format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise ParameterError(name, f"{quoted} is not a literal: {error.msg}") from None
    return str(quad.object.value)
