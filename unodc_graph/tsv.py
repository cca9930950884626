r"""The cells of SPARQL's TSV, in which the engine writes rows, to terms, Python values and texts.

A cell is a term in Turtle's form: ``<iri>``, ``"text"``, ``"text"@en``, ``"2004"^^<datatype>``, ``_:b``,
``<<( s p o )>>``, and ``3``, ``1.5``, ``1e3`` or ``true`` bare; nothing at all is a variable without a value
(https://www.w3.org/TR/sparql12-results-csv-tsv/#tsv). The engine escapes line feed, carriage return, tab, quotation mark and
backslash in a text and nothing else, so that a row is a line and a tab is always the end of a cell.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from unodc_graph.namespaces import XSD
from unodc_graph.terms import literal_value, to_python

if TYPE_CHECKING:
    from rdflib.term import URIRef

    from unodc_graph.terms import Value

    Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

__all__ = ["cell_of", "datatype_in", "is_number", "term_in", "text_in", "value_in"]

_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_MEANT: Final = {escape[1]: char for char, escape in _ESCAPES.items()}
_ESCAPED: Final = re.compile(r"\\(.)")
_TO_ESCAPE: Final = str.maketrans(_ESCAPES)


def cell_of(term: Cell) -> str:
    r"""Write a term as a cell, in the form in which the engine writes it.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> cell_of(ox.Literal("a\tb", language="en")), cell_of(ox.Literal(3)), cell_of(None)
    ('"a\\tb"@en', '3', '')
    """
    if isinstance(term, ox.Literal):
        quoted = f'"{term.value.translate(_TO_ESCAPE)}"'
        if term.language is not None:
            direction = getattr(term, "direction", None)
            return f"{quoted}@{term.language}" + ("" if direction is None else f"--{direction.value}")
        datatype = term.datatype.value
        bare = _BARE.get(datatype)
        if bare is not None and bare(term.value):
            return term.value
        return quoted if datatype == f"{XSD}string" else f"{quoted}^^<{datatype}>"
    if isinstance(term, ox.Triple):
        return f"<<( {cell_of(term.subject)} {cell_of(term.predicate)} {cell_of(term.object)} )>>"
    return "" if term is None else str(term)


def term_in(cell: str) -> Cell:
    """Read a cell as a term of the engine.

    Examples
    --------
    >>> print(term_in("1.5"), term_in("<urn:x:1>"), term_in(""))
    "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:x:1> None
    """
    if not cell:
        return None
    if cell[0] == "<" and cell[1] != "<":
        return ox.NamedNode(cell[1:-1])
    if cell[0] == "_":
        return ox.BlankNode(cell[2:])
    if cell[0] != "<" and "--" not in cell:
        return _literal_in(cell)
    # A triple, perhaps a text with a direction: rare, and the engine can read them.
    solutions = ox.parse_query_results(f"?x\n{cell}\n".encode(), format=ox.QueryResultsFormat.TSV)
    return cast("Cell", next(iter(cast("ox.QuerySolutions", solutions)))[0])


def _literal_in(cell: str) -> ox.Literal:
    if cell[0] != '"':
        return ox.Literal(cell, datatype=_named(_bare(cell)))
    lexical, mark = _literal(cell)
    if not mark:
        return ox.Literal(lexical)
    if mark[0] == "@":
        return ox.Literal(lexical, language=mark[1:])
    return ox.Literal(lexical, datatype=_named(mark[3:-1]))


def value_in(cell: str) -> Value:
    """Read a cell as a Python value, the same that ``terms.to_python`` gives for the term.

    Examples
    --------
    >>> value_in('"2004-07-31"^^<http://www.w3.org/2001/XMLSchema#date>'), value_in("-3"), value_in("")
    (datetime.date(2004, 7, 31), -3, None)
    """
    if not cell:
        return None
    if cell[0] == "<":
        if cell[1] == "<":
            return to_python(term_in(cell))
        # The engine has checked it; that rdflib checks it again would take three times as long.
        return str.__new__(_reference(), cell[1:-1])
    if cell[0] == '"':
        lexical, mark = _literal(cell)
        return literal_value(lexical, mark[3:-1]) if mark and mark[0] == "^" else lexical
    if cell[0] == "_":
        return to_python(term_in(cell))
    return literal_value(cell, _bare(cell))


def text_in(cell: str) -> str:
    """Read a cell as a text: the whole IRI, the lexical form of a literal, ``_:b`` for a blank node.

    Examples
    --------
    >>> text_in("<urn:x:1>"), text_in('"a"@en'), text_in("1.5"), text_in("")
    ('urn:x:1', 'a', '1.5', '')
    """
    if cell.startswith('"'):
        return _literal(cell)[0]
    return cell[1:-1] if cell.startswith("<") and not cell.startswith("<<") else cell


def datatype_in(cell: str) -> str | None:
    """Give the datatype of a literal; ``None`` for a text and for what is no literal.

    Examples
    --------
    >>> datatype_in("1.5"), datatype_in('"a"@en')
    ('http://www.w3.org/2001/XMLSchema#decimal', None)
    """
    if not cell or cell[0] in "<_":
        return None
    if cell[0] != '"':
        return _bare(cell)
    mark = cell.rpartition('"')[2]
    return mark[3:-1] if mark.startswith("^") else None


def is_number(cell: str) -> bool:
    """Say whether a cell is a literal of a numeric datatype, with a number in it.

    Examples
    --------
    >>> is_number("-3"), is_number('"-3"'), is_number('"x"^^<http://www.w3.org/2001/XMLSchema#integer>')
    (True, False, False)
    """
    datatype = datatype_in(cell)
    return datatype in _NUMERIC and not isinstance(literal_value(text_in(cell), datatype), str)


_BARE: Final = {
    f"{XSD}{name}": re.compile(form).fullmatch
    for name, form in {
        "integer": r"[+-]?[0-9]+",
        "decimal": r"[+-]?[0-9]*\.[0-9]+",
        "double": r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+",
        "boolean": "true|false",
    }.items()
}
_NUMERIC: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))


def _literal(cell: str) -> tuple[str, str]:
    """Give what stands between the quotation marks, and what follows them."""
    quoted, _, mark = cell.rpartition('"')
    lexical = quoted[1:]
    if "\\" in lexical:
        lexical = _ESCAPED.sub(lambda escape: _MEANT[escape[1]], lexical)
    return lexical, mark


def _bare(cell: str) -> str:
    if cell in ("true", "false"):
        return f"{XSD}boolean"
    if "e" in cell or "E" in cell:
        return f"{XSD}double"
    return f"{XSD}decimal" if "." in cell else f"{XSD}integer"


@lru_cache(maxsize=256)
def _named(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@cache
def _reference() -> type[URIRef]:
    from rdflib.term import URIRef

    return URIRef
