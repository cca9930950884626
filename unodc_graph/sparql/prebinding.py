"""Pre-binding: a value in the place of a variable, everywhere in a query.

The rows are those of the query with the term written by hand wherever the variable stands, and a
variable that SELECT returns holds the term. This is what SHACL calls pre-binding. It is done by
cutting at the tokens of the variables and inserting the engine's own writing of the term, so that
a value that looks like SPARQL stays a value.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from unodc_graph.errors import ParameterError, QueryRefusedError, QuerySyntaxError
from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql.checks import check_query, check_update
from unodc_graph.sparql.reading import read
from unodc_graph.sparql.structure import Occurrence, Reading, Role
from unodc_graph.sparql.tokenizer import tokenize
from unodc_graph.sparql.tokens import Kind, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

__all__ = ["Prebound", "prebind", "variables"]


@dataclass(frozen=True, slots=True)
class Prebound:
    """A query with its values written in.

    Attributes
    ----------
    text
        What the engine gets. It is written for Oxigraph: rdflib reads escapes in another order.
    hidden
        Variables that were invented on the way. ``SELECT *`` may return them, always without a
        value; leave their columns out.
    """

    text: str
    hidden: frozenset[str]


class _Edit:
    """A place in the text and what stands there instead; start equals end for what is added."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        # Blanks around keep neighbours apart: ?x-1, ?s?p?o.
        self.start, self.end, self.text = start, end, f" {text} "


def variables(text: str) -> list[str]:
    """List the variables of a query or update, without their sign, in the order of the text.

    Raises
    ------
    QuerySyntaxError
        If a piece of the text is no token of SPARQL.
    QueryRefusedError
        If it nests or chains more than the engine survives.

    Examples
    --------
    >>> variables("SELECT ?state { ?state a $kind } # ?comment")
    ['state', 'kind']
    """
    named = (token.text[1:] for token in tokenize(text) if token.kind is Kind.VARIABLE)
    return list(dict.fromkeys(named))


def prebind(text: str, values: Mapping[str, Term], prefixes: Mapping[str, str] = PREFIXES) -> Prebound:
    """Write terms in the places of variables.

    Where the grammar takes no bare term: BOUND is true; GROUP BY and ORDER BY take the term in
    parentheses; ``SELECT *`` and ``DESCRIBE *`` return the variable if a pattern of the query
    shows it; a literal as graph or predicate matches nothing, and as subject, predicate or graph
    of a template writes nothing.

    Parameters
    ----------
    text
        A query or an update.
    values
        IRIs and literals by the names of variables, without ``?`` or ``$``.
    prefixes
        The prefixes that are known without being declared.

    Returns
    -------
    Prebound
        The text to run, and the columns to leave out.

    Raises
    ------
    ParameterError
        If the text has no such variable, gives it a value itself (BIND, VALUES, AS), or the value
        is neither an IRI nor a literal.
    QuerySyntaxError
        If the text is not SPARQL.
    QueryRefusedError
        If it nests or chains more than the engine survives, as it stands or with the values in it.

    Examples
    --------
    >>> import pyoxigraph as ox
    >>> prebind("ASK { ?s ?p ?name FILTER(BOUND(?name)) }", {"name": ox.Literal("} SERVICE")}).text
    'ASK { ?s ?p  "} SERVICE"  FILTER( (true) ) }'
    """
    if not values:
        return Prebound(text, frozenset())
    try:
        reading = read(text)
    except QuerySyntaxError as error:
        if not _engine_accepts(text, prefixes):
            raise
        expected = f"cannot be given to this query: {error.reason}; write it in the text"
        raise ParameterError(next(iter(values)), expected) from error
    for name, term in values.items():
        _check_name(name, reading.variables)
        _check_term(name, term)
    for place in reading.occurrences:
        if place.role is Role.ASSIGNED and place.name in values:
            where = f"line {line_of(text, place.start)} of the query gives ?{place.name} a value itself"
            raise ParameterError(place.name, f"{where}; use another name there, or leave the parameter out")
    hidden: list[str] = []
    fresh = _fresh_names(frozenset(reading.variables), hidden)
    edits = _edits(reading, values, fresh)
    written = _apply(text, edits)
    if len(edits) > _FEW:
        (check_update if reading.kind == "update" else check_query)(written)
    return Prebound(written, frozenset(hidden))


# A value may chain more than its variable, as each column of a sub-select or each key of ORDER BY
# becomes an expression. So few add no more than the engine bears above the limit.
_FEW: Final = 50
_NAME: Final = re.compile(r"\w+")
_IRI: Final = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')


def _check_name(name: str, names: Sequence[str]) -> None:
    """Refuse a name that the query does not use."""
    if name in names:
        return
    if not _NAME.fullmatch(name):
        raise ParameterError(name, "is not the name of a variable; write it without ? and $")
    listed = ", ".join(f"?{known}" for known in names) or "none"
    raise ParameterError(name, f"the query has no variable ?{name}; its variables: {listed}")


def _check_term(name: str, term: object) -> None:
    """Refuse what cannot be written in a query."""
    if isinstance(term, ox.BlankNode):
        reason = "a blank node in a query stands for anything, not for that node; give an IRI or a literal"
        raise ParameterError(name, reason)
    if isinstance(term, ox.NamedNode):
        # A store that was filled leniently may hold IRIs that would end early in a query.
        if not _IRI.fullmatch(term.value):
            raise ParameterError(name, f"{term.value!r} is not a valid IRI")
    elif not isinstance(term, ox.Literal):
        raise ParameterError(name, f"must be an IRI or a literal, not {type(term).__name__}")


def _engine_accepts(text: str, prefixes: Mapping[str, str]) -> bool:
    """Ask the engine itself, on an empty store, whether a text is SPARQL that may run."""
    for check, run in ((check_query, ox.Store().query), (check_update, ox.Store().update)):
        try:
            check(text)
            run(text, prefixes=dict(prefixes))
        except (SyntaxError, QuerySyntaxError, QueryRefusedError):
            continue
        except (OSError, RuntimeError, ValueError):
            pass  # read, but not to be run
        return True
    return False


def _fresh_names(taken: frozenset[str], given: list[str]) -> Iterator[str]:
    """Invent variables that the query does not use, and note them."""
    for number in itertools.count(1):
        name = f"unbound_{number}"
        if name not in taken:
            given.append(name)
            yield f"?{name}"


def _edits(reading: Reading, values: Mapping[str, Term], fresh: Iterator[str]) -> list[_Edit]:
    """List all that changes in the text."""
    never: set[int] = set()  # groups that match nothing
    edits = []
    projected: set[str] = set()
    for place in reading.occurrences:
        if place.name in values:
            # SELECT ?x ?x is one column, and the grammar takes (term AS ?x) once.
            again = place.role is Role.PROJECTED and place.name in projected
            written = "" if again else _written(place, values[place.name], fresh, never)
            edits.append(_Edit(place.start, place.end, written))
            if place.role is Role.PROJECTED:
                projected.add(place.name)
    for group in never:
        edits.append(_Edit(group, group, "FILTER(1=0)"))  # rdflib passes over FILTER(false)
        if group in reading.short:  # CONSTRUCT WHERE and DELETE WHERE take no FILTER: the long form
            edits.append(_Edit(reading.short[group], reading.short[group], "{ }"))
    edits += _star_edits(reading, values)
    return edits


def _written(place: Occurrence, term: Term, fresh: Iterator[str], never: set[int]) -> str:
    """Write what stands in the place of a variable."""
    if isinstance(term, ox.Literal) and place.role in (Role.MATCHED, Role.WRITTEN):
        if place.role is Role.MATCHED:
            never.add(place.group)
        return next(fresh)
    match place.role:
        case Role.SORTED:
            return f"({term})"
        case Role.PROJECTED:
            return f"({term} AS ?{place.name})"
        case Role.SUB_PROJECTED:
            # A column must stand here. One with the term would tell apart rows of the outer
            # query that are the same by hand, so it stays empty: COALESCE of nothing.
            return f"(COALESCE() AS {next(fresh)})"
        case Role.TESTED:
            return "(true)"
        case _:
            return str(term)


def _star_edits(reading: Reading, values: Mapping[str, Term]) -> list[_Edit]:
    """Let ``*`` return the variables that hold a value and that a pattern shows."""
    star = reading.star
    if star is None:
        return []
    shown = [f"BIND({term} AS ?{name})" for name, term in values.items() if name in star.visible]
    if not shown:
        return []
    if star.is_select:  # a group of its own, so that BIND can stand beside it
        return [_Edit(star.start, star.start, "{"), _Edit(star.end, star.end, "} " + " ".join(shown))]
    return [_Edit(star.end, star.end, " ".join(shown))]


def _apply(text: str, edits: list[_Edit]) -> str:
    """Write the changed text."""
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
