"""Sources and how to cite them: in the form of the United Nations, in BibTeX, in CSL-JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, cast
from urllib.parse import urlsplit

import pyoxigraph as ox

from unodc_graph.dates import MONTHS, PartialDate
from unodc_graph.errors import ParameterError
from unodc_graph.namespaces import PREFIXES, UG_BASE, UGD_BASE
from unodc_graph.terms import compact, to_python

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unodc_graph.store import GraphStore

__all__ = ["CITATION_FORMS", "CitationForm", "Source", "cite_all", "in_words", "read_source"]

CitationForm = Literal["un", "bibtex", "csl-json"]
CITATION_FORMS: Final[tuple[CitationForm, ...]] = ("un", "bibtex", "csl-json")

_NO_ACCESS_DATE: Final = "date of access not recorded"


@dataclass(frozen=True, slots=True)
class Source:
    """A document or page from which statements were taken, with what is recorded of it.

    Attributes
    ----------
    iri
        The node that stands for it.
    title
        ``None`` where none is recorded: a page that is only called by its address has none.
    publisher, place, symbol
        Who published it, where, and the number of the document there; ``None`` where not recorded.
    issued
        When it was published, or ``None``.
    address
        Where it was read, or ``None``.
    accessed
        When it was read, as exact as recorded, or ``None``.
    """

    iri: str
    title: str | None = None
    publisher: str | None = None
    place: str | None = None
    symbol: str | None = None
    issued: date | PartialDate | None = None
    address: str | None = None
    accessed: date | PartialDate | None = None

    @property
    def host(self) -> str | None:
        """The host of the address: where the page was read, which need not be who published it."""
        return urlsplit(self.address).hostname if self.address else None

    @property
    def name(self) -> str:
        """The title, else the address, else the IRI."""
        return self.title or self.address or compact(self.iri)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a citation has and this record does not, in words."""
        parts = (
            ("title", self.title),
            ("publisher", self.publisher),
            ("date of publication", self.issued),
            ("address", self.address),
            ("date of access", self.accessed),
        )
        return tuple(word for word, part in parts if part is None)

    def cite(self, form: CitationForm = "un") -> str:
        r"""Write a citation of what is recorded; what is not is left out.

        Parameters
        ----------
        form
            ``un``: title, publisher and place, date, "as available on ADDRESS on DATE", as the United
            Nations ask to cite their treaty collection. ``bibtex``: an entry ``@misc``. ``csl-json``:
            an item of the Citation Style Language.

        Raises
        ------
        ParameterError
            If there is no such form.

        Examples
        --------
        >>> from datetime import date
        >>> page = Source("urn:page", title="Status of UNTOC", publisher="United Nations", place="New York",
        ...               address="https://treaties.un.org/x", accessed=date(2024, 4, 20))
        >>> page.cite()
        'Status of UNTOC, United Nations, New York, as available on https://treaties.un.org/x on 20 April 2024'
        >>> Source("urn:page", address="https://example.org/").cite()
        'https://example.org/ (date of access not recorded)'
        """
        match form:
            case "un":
                return self._un()
            case "bibtex":
                return self._bibtex()
            case "csl-json":
                return json.dumps(self.as_csl(), ensure_ascii=False, indent=2)
        raise ParameterError("form", f"{form!r} is no form of citation: choose {', '.join(CITATION_FORMS)}")

    def _un(self) -> str:
        place = " ".join(part for part in (self.place, f"({self.symbol})" if self.symbol else None) if part)
        issued = None if self.issued is None else in_words(self.issued)
        said = [part for part in (self.title, self.publisher, place, issued) if part]
        if self.address is not None:
            said.append(f"as available on {self.address}" if said else self.address)
        if not said:
            said.append(compact(self.iri))
        text = " ".join(", ".join(said).split())
        if self.accessed is None:
            return f"{text} ({_NO_ACCESS_DATE})"
        return f"{text} {'on' if isinstance(self.accessed, date) else 'in'} {in_words(self.accessed)}"

    def _bibtex(self) -> str:
        from bibtexparser.entrypoint import write_string
        from bibtexparser.library import Library
        from bibtexparser.model import Entry, Field

        texts = {"title": self.title, "publisher": self.publisher, "address": self.place, "number": self.symbol}
        fields = {key: _as_latex(text) for key, text in texts.items() if text is not None}
        if "title" in fields:
            # A second pair of braces keeps the capitals, which a style would lower.
            fields["title"] = f"{{{fields['title']}}}"
        if self.issued is not None:
            fields |= {key: str(part) for key, part in zip(("year", "month"), _parts(self.issued), strict=False)}
        if self.address is not None:
            # An IRI holds no brace and no backslash; a reader of BibTeX takes it as it stands.
            fields["url"] = self.address
        if self.accessed is None:
            fields["note"] = _NO_ACCESS_DATE
        else:
            fields["urldate"] = str(self.accessed)
        entry = Entry("misc", self._key(), [Field(key, text) for key, text in fields.items()])
        return write_string(Library([entry])).rstrip("\n")

    def as_csl(self) -> dict[str, object]:
        """Give the item of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""
        item: dict[str, object] = {"id": self._key(), "type": "webpage"}
        texts = {
            "title": self.title,
            "publisher": self.publisher,
            "publisher-place": self.place,
            "number": self.symbol,
            "URL": self.address,
        }
        item |= {key: text for key, text in texts.items() if text is not None}
        for key, day in (("issued", self.issued), ("accessed", self.accessed)):
            if day is not None:
                item[key] = {"date-parts": [list(_parts(day))]}
        if self.accessed is None:
            item["note"] = _NO_ACCESS_DATE
        return item

    def as_json(self) -> dict[str, object]:
        """Give it as an object of JSON, with its citations and what is not recorded."""
        return {
            "iri": self.iri,
            "title": self.title,
            "publisher": self.publisher,
            "place": self.place,
            "symbol": self.symbol,
            "host": self.host,
            "address": self.address,
            "issued": None if self.issued is None else str(self.issued),
            "accessed": None if self.accessed is None else str(self.accessed),
            "missing": list(self.missing),
            "citations": {form: self.as_csl() if form == "csl-json" else self.cite(form) for form in CITATION_FORMS},
        }

    def _key(self) -> str:
        # BibTeX takes no comma, brace, quote, percent or blank in a key.
        local = self.iri.removeprefix(UGD_BASE)
        return "".join(
            letter if letter.isascii() and (letter.isalnum() or letter in "-_:.") else "-" for letter in local
        )


def _as_latex(text: str) -> str:
    r"""Escape what LaTeX would read as a command; letters of every script stay.

    BibTeX counts braces even behind a backslash, so that a title with one brace needs its name.
    """
    from pylatexenc import latexencode  # type: ignore[import-untyped]  # it comes without types

    named = {
        ord("{"): r"\textbraceleft{}",
        ord("}"): r"\textbraceright{}",
        ord("\\"): r"\textbackslash{}",
        ord("~"): r"\textasciitilde{}",
        ord("^"): r"\textasciicircum{}",
        **{ord(sign): f"\\{sign}" for sign in "#$%&_"},
    }
    encoder = latexencode.UnicodeToLatexEncoder(
        conversion_rules=[latexencode.UnicodeToLatexConversionRule(latexencode.RULE_DICT, named)],
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
    return cast("str", encoder.unicode_to_latex(" ".join(text.split())))


def in_words(day: date | PartialDate) -> str:
    """Write a date as English does: ``20 April 2024``, ``April 2024``, ``2024``."""
    year, *rest = _parts(day)
    month, *days = rest or (0,)
    return " ".join(map(str, (*days, *((MONTHS[month - 1],) if month else ()), year)))


def _parts(day: date | PartialDate) -> tuple[int, ...]:
    return tuple(part for part in (day.year, day.month, day.day) if part is not None)


def cite_all(sources: Sequence[Source], form: CitationForm) -> str:
    """Cite several sources: a line for each, entries of BibTeX, or an array of CSL-JSON.

    Raises
    ------
    ParameterError
        If there is no such form.
    """
    if form == "csl-json":
        return json.dumps([source.as_csl() for source in sources], ensure_ascii=False, indent=2)
    return ("\n" if form == "un" else "\n\n").join(source.cite(form) for source in sources)


# -- reading -------------------------------------------------------------------------------

_TITLE: Final = ox.NamedNode(f"{PREFIXES['dcterms']}title")
_LABEL: Final = ox.NamedNode(f"{PREFIXES['rdfs']}label")
_URL: Final = ox.NamedNode(f"{PREFIXES['schema']}url")
_TEXTS: Final = {
    "publisher": ox.NamedNode(f"{PREFIXES['dcterms']}publisher"),
    "place": ox.NamedNode(f"{UG_BASE}publishedAt"),
    "symbol": ox.NamedNode(f"{UG_BASE}documentSymbol"),
}
_ISSUED: Final = ox.NamedNode(f"{PREFIXES['dcterms']}issued")
_ACCESSED: Final = ox.NamedNode(f"{UG_BASE}accessed")


def read_source(store: GraphStore, node: ox.NamedNode, graphs: Sequence[ox.NamedNode]) -> Source:
    """Read what graphs record of a source.

    A node that is no ``ug:Source`` but is cited as one, as a page named by its address, has that
    address.
    """

    def values(predicate: ox.NamedNode) -> Iterator[ox.NamedNode | ox.Literal]:
        found = (quad.object for quad in store.triples(node, predicate, None, graphs))
        return (term for term in found if isinstance(term, (ox.NamedNode, ox.Literal)))

    def first(predicate: ox.NamedNode) -> str | None:
        texts = ((getattr(term, "language", None) not in (None, "en"), term.value) for term in values(predicate))
        # A blank says nothing, and would pass for a title that is recorded.
        return min((text for text in texts if text[1].strip()), default=(False, None))[1]

    address = first(_URL)
    title = first(_TITLE) or first(_LABEL)
    if address is None and not node.value.startswith(UGD_BASE) and urlsplit(node.value).hostname:
        address = node.value
    if title is not None and address is not None and title == _short(address):
        # The page has no name of its own: it is called by its address.
        title = None
    return Source(
        node.value,
        title,
        address=address,
        issued=_earliest(values(_ISSUED)),
        accessed=_earliest(values(_ACCESSED)),
        **{part: first(predicate) for part, predicate in _TEXTS.items()},
    )


def _earliest(terms: Iterator[ox.NamedNode | ox.Literal]) -> date | PartialDate | None:
    days = [value for value in map(to_python, terms) if isinstance(value, (date, PartialDate)) and value.year]
    return min(days, key=_parts, default=None)


def _short(address: str) -> str:
    """Give an address as the label of a nameless page has it."""
    return address.partition("://")[2].rstrip("/")
