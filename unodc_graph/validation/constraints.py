"""The constraints of SHACL Core, as tests of the values that a node has for a path.

Each function takes what a shape gives for a parameter of SHACL and makes the test, which holds where pySHACL would
find nothing. A test may fail where pySHACL finds nothing either, and raises an error where it cannot tell.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rdflib import RDF, RDFS, SH, XSD, BNode, Literal, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node

    from unodc_graph.validation.facts import Facts

__all__ = ["OF_LISTS", "SIMPLE", "NotUnderstoodError", "Test", "UncertainError", "each", "number"]

# Takes the focus node and its values.
Test: TypeAlias = Callable[["Node", Collection["Node"]], bool]

# What pySHACL asks of the Python value beside the datatype; of others it takes every form.
_PYTHON_TYPES: Final[dict[Node, type | tuple[type, ...]]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
_NODE_KINDS: Final[dict[Node, tuple[type, ...]]] = {
    SH.IRI: (URIRef,),
    SH.BlankNode: (BNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BNode, URIRef),
    SH.BlankNodeOrLiteral: (BNode, Literal),
    SH.IRIOrLiteral: (URIRef, Literal),
}
# Datatypes whose order rdflib, XML Schema and Python see alike.
_ORDERED: Final[dict[Node, type]] = {XSD.integer: int, XSD.decimal: Decimal, XSD.date: date}


class NotUnderstoodError(Exception):
    """A shape says something that is not known here, or that is not well-formed."""


class UncertainError(Exception):
    """Whether the test holds is for pySHACL to say."""


def number(given: Node) -> int:
    """Read a cardinality or a length; raises NotUnderstoodError for anything else."""
    if isinstance(given, Literal) and given.datatype == XSD.integer and isinstance(given.value, int):
        read: int = given.value
        if read >= 0:
            return read
    raise NotUnderstoodError


def each(test: Callable[[Node], bool]) -> Test:
    """Make a test of each value a test of all values."""
    return lambda _, values: all(map(test, values))


def _class(given: Node, facts: Facts) -> Test:
    return each(facts.instances(given).__contains__)


def _datatype(given: Node, _: Facts) -> Test:
    if given in (RDFS.Literal, RDFS.Datatype):
        raise NotUnderstoodError
    python_type = _PYTHON_TYPES.get(given, object)

    def test(value: Node) -> bool:
        if not isinstance(value, Literal):
            return False
        if value.datatype == given:
            return not value.ill_typed and isinstance(value.value, python_type)
        # rdflib holds plain texts, and may hold those with a language tag, without their datatype.
        implied = RDF.langString if value.language else XSD.string
        return value.datatype is None and given == implied and isinstance(value.value, python_type)

    return each(test)


def _node_kind(given: Node, _: Facts) -> Test:
    if given not in _NODE_KINDS:
        raise NotUnderstoodError
    kinds = _NODE_KINDS[given]
    return each(lambda value: isinstance(value, kinds))


def _pattern(given: Node, _: Facts) -> Test:
    if not isinstance(given, Literal) or not isinstance(given.value, str):
        raise NotUnderstoodError
    try:
        pattern = re.compile(given.value)
    except re.error as error:
        raise NotUnderstoodError from error
    return each(lambda value: not isinstance(value, BNode) and pattern.search(str(value)) is not None)


def _length(compare: Callable[[int, int], bool]) -> Callable[[Node, Facts], Test]:
    def read(given: Node, _: Facts) -> Test:
        bound = number(given)
        return each(lambda value: not isinstance(value, BNode) and compare(len(str(value)), bound))

    return read


def _bound(compare: Callable[[Any, Any], bool]) -> Callable[[Node, Facts], Test]:
    def read(given: Node, _: Facts) -> Test:
        bound = _magnitude(given)
        if bound is None:
            raise NotUnderstoodError
        return each(lambda value: compare(_like(value, bound), bound))

    return read


def _magnitude(node: Node) -> Any:
    """Give the Python value of a literal if there is no doubt about its order among others like it."""
    if not isinstance(node, Literal) or node.datatype is None or node.ill_typed:
        return None
    value = node.value
    if type(value) is not _ORDERED.get(node.datatype) or (isinstance(value, Decimal) and not value.is_finite()):
        return None
    return value


def _like(node: Node, other: object) -> Any:
    """Give the Python value of a literal if it can be compared with another one's."""
    magnitude = _magnitude(node)
    if magnitude is None or type(magnitude) is not type(other):
        raise UncertainError
    return magnitude


def _min_count(given: Node, _: Facts) -> Test:
    least = number(given)
    return lambda _, values: len(values) >= least


def _max_count(given: Node, _: Facts) -> Test:
    most = number(given)
    return lambda _, values: len(values) <= most


def _unique_lang(given: Node, _: Facts) -> Test:
    if not isinstance(given, Literal) or not isinstance(given.value, bool):
        raise NotUnderstoodError
    if not given.value:
        return lambda _, __: True

    def test(_: Node, values: Collection[Node]) -> bool:
        languages = [value.language.lower() for value in values if isinstance(value, Literal) and value.language]
        return len(languages) == len(set(languages))

    return test


def _has_value(given: Node, _: Facts) -> Test:
    return lambda _, values: given in values


def _against(compare: Callable[[Collection[Node], Collection[Node]], bool]) -> Callable[[Node, Facts], Test]:
    """Compare the values with those of another property."""

    def read(given: Node, facts: Facts) -> Test:
        if not isinstance(given, URIRef):
            raise NotUnderstoodError
        others = facts.objects(given)
        return lambda focus, values: compare(values, others.get(focus, ()))

    return read


def _in_order(compare: Callable[[Any, Any], bool]) -> Callable[[Collection[Node], Collection[Node]], bool]:
    def test(values: Collection[Node], others: Collection[Node]) -> bool:
        if any(isinstance(value, BNode) for value in values):
            raise UncertainError
        bounds = [_magnitude(other) for other in others]
        return all(compare(_like(value, bound), bound) for value in values for bound in bounds)

    return test


def _in(given: Collection[Node]) -> Test:
    return each(frozenset(given).__contains__)


def _language_in(given: Collection[Node]) -> Test:
    if not all(isinstance(one, Literal) and isinstance(one.value, str) for one in given):
        raise NotUnderstoodError
    allowed = {str(one).lower() for one in given}

    def test(value: Node) -> bool:
        if not isinstance(value, Literal) or not value.language:
            return False
        language = value.language.lower()
        return not allowed.isdisjoint(("*", language, language.partition("-")[0]))

    return each(test)


# Readers by parameter.
SIMPLE: Final[dict[Node, Callable[[Node, Facts], Test]]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.minLength: _length(operator.ge),
    SH.maxLength: _length(operator.le),
    SH.minInclusive: _bound(operator.ge),
    SH.minExclusive: _bound(operator.gt),
    SH.maxInclusive: _bound(operator.le),
    SH.maxExclusive: _bound(operator.lt),
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.uniqueLang: _unique_lang,
    SH.hasValue: _has_value,
    SH.equals: _against(lambda values, others: set(values) == set(others)),
    SH.disjoint: _against(lambda values, others: set(values).isdisjoint(others)),
    SH.lessThan: _against(_in_order(operator.lt)),
    SH.lessThanOrEquals: _against(_in_order(operator.le)),
}
# Readers of parameters that take a list.
OF_LISTS: Final[dict[Node, Callable[[Collection[Node]], Test]]] = {SH["in"]: _in, SH.languageIn: _language_in}
