"""Terms of the engine to and from rdflib terms and Python values.

The engine writes a plain string with the datatype ``xsd:string``; rdflib holds a literal with
that datatype and one without it for two different terms, so it goes out without.
"""

from __future__ import annotations

import math
import re
import sys
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import pyoxigraph as ox

from unodc_graph.dates import PartialDate
from unodc_graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import BNode, IdentifiedNode, Literal, URIRef

    Value: TypeAlias = (
        str | int | float | bool | Decimal | date | datetime | PartialDate | URIRef | BNode | Literal | None
    )
    Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal

__all__ = [
    "DATE",
    "DATE_TIME",
    "DECIMAL",
    "DOUBLE",
    "INTEGER",
    "ZONE",
    "compact",
    "from_python",
    "from_rdflib",
    "is_iri",
    "literal_value",
    "to_python",
    "to_rdflib",
]

_XSD_STRING: Final = f"{XSD}string"
_LANG_STRING: Final = f"{PREFIXES['rdf']}langString"
_NAMESPACES_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


# Python reads more than XML Schema allows: 1_000, NaN as a decimal, 20040731 as a date.
INTEGER: Final = r"[+-]?[0-9]+"
DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
DOUBLE: Final = rf"(?:{DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN)"
DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# As exact as Python's, and with the zones of XML Schema.
DATE_TIME: Final = rf"{DATE}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,6}})?"
ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"

_INTEGER: Final = re.compile(INTEGER).fullmatch
_DECIMAL: Final = re.compile(DECIMAL).fullmatch
_DOUBLE: Final = re.compile(DOUBLE).fullmatch
_DATE: Final = re.compile(DATE).fullmatch
_DATE_TIME: Final = re.compile(f"{DATE_TIME}{ZONE}?").fullmatch


def _checked(lexical: str, form: Callable[[str], object]) -> str:
    if form(lexical) is None:
        raise ValueError(lexical)
    return lexical


def _partial_date(datatype: str, lexical: str) -> PartialDate:
    found = PartialDate.from_lexical(lexical, datatype)
    if found is None:
        raise ValueError(lexical)
    return found


_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False}
_READERS: Final[dict[str, Callable[[str], object]]] = {
    _XSD_STRING: str,
    _LANG_STRING: str,
    f"{XSD}integer": lambda lexical: int(_checked(lexical, _INTEGER)),
    f"{XSD}decimal": lambda lexical: Decimal(_checked(lexical, _DECIMAL)),
    f"{XSD}double": lambda lexical: float(_checked(lexical, _DOUBLE)),
    f"{XSD}float": lambda lexical: float(_checked(lexical, _DOUBLE)),
    f"{XSD}boolean": _BOOLEANS.__getitem__,
    f"{XSD}date": lambda lexical: date.fromisoformat(_checked(lexical, _DATE)),
    f"{XSD}dateTime": lambda lexical: datetime.fromisoformat(_checked(lexical, _DATE_TIME)),
    **{f"{XSD}{name}": partial(_partial_date, name) for name in ("gYear", "gYearMonth", "gMonthDay", "gMonth")},
}
# Of these the engine and rdflib write the same value in different ways, and the engine knows both.
_TWO_SPELLINGS: Final = frozenset(f"{XSD}{name}" for name in ("dateTime", "double", "float"))


def to_python(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """Give the Python value of a term of the engine.

    Returns
    -------
    str, int, float, bool, Decimal, date, datetime, PartialDate, URIRef, BNode or None
        A text loses its language; a literal of another datatype, one that its datatype does not
        allow, and a day with a time zone come as their text; ``None`` stays ``None``.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> to_python(ox.Literal("2004", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")))
    PartialDate(year=2004, month=None, day=None)
    """
    if isinstance(term, ox.Literal):
        return literal_value(term.value, term.datatype.value)
    if term is None:
        return None
    return cast("Value", to_rdflib(term))


def literal_value(lexical: str, datatype: str) -> Value:
    """Give the Python value of a literal, as ``to_python`` does.

    Examples
    --------
    >>> literal_value("1.50", f"{XSD}decimal"), literal_value("1,50", f"{XSD}decimal")
    (Decimal('1.50'), '1,50')
    """
    reader = _READERS.get(datatype)
    if reader is None:
        return lexical
    try:
        return cast("Value", reader(lexical))
    except (ValueError, KeyError, InvalidOperation):
        return lexical


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> IdentifiedNode | Literal:
    """Give the rdflib term for a term of the engine."""
    # A view hands out the same few thousand terms again and again (pySHACL above all), and
    # making one costs rdflib several microseconds.
    return _cached_to_rdflib(term)


@lru_cache(maxsize=65536)
def _cached_to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> IdentifiedNode | Literal:
    from rdflib.term import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        return _to_rdflib_literal(term)
    return Literal(str(term))


def _to_rdflib_literal(term: ox.Literal) -> Literal:
    from rdflib.term import Literal, URIRef

    if term.language is not None:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _XSD_STRING:
        return Literal(term.value)
    if not _rdflib_converts(term.value, datatype):
        return _without_value(term.value, datatype)
    literal = Literal(term.value, datatype=URIRef(datatype))
    if str(literal) != term.value and datatype not in _TWO_SPELLINGS:
        # rdflib has changed more than the spelling, as by leaving a time zone out: the engine would
        # not know the term again.
        return Literal(term.value, datatype=URIRef(datatype), normalize=False)
    return literal


def _rdflib_converts(lexical: str, datatype: str) -> bool:
    """Say whether rdflib can make a Python value of a literal; where it cannot, it warns whoever uses the library."""
    from rdflib.term import URIRef, XSDToPython

    if datatype == f"{XSD}boolean":
        return lexical in _BOOLEANS
    if datatype == f"{XSD}decimal":
        # Python reads exponents too, and rdflib would write all zeros of 1e999999999.
        return _DECIMAL(lexical) is not None
    convert = XSDToPython.get(URIRef(datatype))
    if convert is None:
        return True
    try:
        convert(lexical)
    except Exception:  # noqa: BLE001 - rdflib asks no more: each of its converters has errors of its own
        return False
    return True


def _without_value(lexical: str, datatype: str) -> Literal:
    """Make the literal that rdflib makes of what it cannot convert, without the warning."""
    from rdflib.term import Literal, URIRef

    literal = Literal(lexical)
    # There is no other way past its converters; a test compares the two.
    literal._datatype = URIRef(datatype)  # noqa: SLF001
    literal._value = None  # noqa: SLF001
    literal._ill_typed = True  # noqa: SLF001
    return literal


def from_rdflib(node: object) -> Term:
    """Give the term of the engine for an rdflib term.

    Raises
    ------
    ValueError
        If the IRI is not valid, or the node is no term that a triple can hold.
    """
    from rdflib.term import BNode, Literal, URIRef

    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language is not None:
            return ox.Literal(str(node), language=node.language)
        if node.datatype is not None:
            return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)))
        return ox.Literal(str(node))
    raise ValueError(f"{node!r} is not an IRI, a blank node or a literal")


def from_python(value: object) -> Term:
    """Give the term for a Python value: a text is a plain literal and is never looked up.

    Raises
    ------
    TypeError
        If there is no RDF term for values of that type.
    ValueError
        If an IRI is not valid.
    """
    if isinstance(value, (ox.NamedNode, ox.BlankNode, ox.Literal)):
        return value
    rdflib_term = sys.modules.get("rdflib.term")
    # An rdflib term is also a str; without rdflib imported, no value can be one.
    if rdflib_term is not None and isinstance(value, rdflib_term.Node):
        return from_rdflib(value)
    if isinstance(value, str):
        return ox.Literal(value)
    for kind, datatype in _WRITERS:
        if isinstance(value, kind):
            return ox.Literal(_lexical(value), datatype=ox.NamedNode(XSD + datatype))
    if isinstance(value, PartialDate):
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD + value.datatype))
    raise TypeError(
        f"no RDF term for {value!r}: give an IRI, a text, a number, a date, a truth value or an rdflib term"
    )


# A bool is also an int and a datetime also a date: the narrower type stands first.
_WRITERS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "boolean"),
    (int, "integer"),
    (Decimal, "decimal"),
    (float, "double"),
    (datetime, "dateTime"),
    (date, "date"),
)


def _lexical(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def compact(iri: str) -> str:
    """Shorten an IRI by the prefix table, for people to read; an unknown one stays whole.

    Examples
    --------
    >>> compact("https://w3id.org/unodc-graph/id/office-ROCA")
    'ugd:office-ROCA'
    """
    for prefix, namespace in _NAMESPACES_LONGEST_FIRST:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
