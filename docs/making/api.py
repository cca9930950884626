"""The pages of the Python interface, from its docstrings."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import unodc_graph as ug
from docs.making import markdown
from unodc_graph.namespaces import UG_BASE, UGD_BASE, UGS_BASE, UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["api_pages", "names_by_page"]

_MADE: Final = "<!-- Made by `make reference` from the docstrings. Change those, not this page. -->"
# Page to its title and to the modules whose names it tells; the last one takes what has no place elsewhere.
_PAGES: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "graph.md": ("The graph", frozenset({"graph"})),
    "tables.md": ("Tables and dates", frozenset({"results", "rows", "dates", "answers"})),
    "catalogue.md": ("The catalogue", frozenset({"catalog"})),
    "facts.md": ("Descriptions, explanations, sources", frozenset({"describing", "explaining", "citing"})),
    "law.md": ("Treaty law", frozenset({"law", "reconciling"})),
    "reports.md": ("Reports of validation", frozenset({"validation"})),
    "errors.md": ("Errors", frozenset({"errors"})),
    "files.md": ("Files and tables of your own", frozenset()),
}
_NAMESPACES: Final = {"UG": UG_BASE, "UGD": UGD_BASE, "UGS": UGS_BASE, "UGV": UGV_BASE}
_NAMESPACES_ARE: Final = {
    "UG": "terms of the ontology",
    "UGD": "things of the data",
    "UGS": "shapes",
    "UGV": "lists of codes",
}
_WIDTH: Final = 88
_SECTION: Final = re.compile(r"(?m)^(?P<name>[A-Z][A-Za-z ]+)\n-{3,}\n")


def names_by_page() -> dict[str, list[str]]:
    """Give the public names of the package that each page tells, in the order of the alphabet."""
    placed: dict[str, list[str]] = {page: [] for page in _PAGES}
    for name in sorted(set(ug.__all__) - set(_NAMESPACES), key=str.lower):
        home = getattr(ug, name).__module__.split(".")[1]
        placed[next((page for page, (_, homes) in _PAGES.items() if home in homes), list(_PAGES)[-1])].append(name)
    # What is called stands before the class that it gives.
    return {page: sorted(names, key=lambda name: not name.islower()) for page, names in placed.items()}


def api_pages() -> dict[str, str]:
    """Give the text of each page by its file name."""
    placed = names_by_page()
    return {"README.md": _index(placed), **{page: _page(page, names) for page, names in placed.items()}}


def _index(placed: dict[str, list[str]]) -> str:
    parts = [
        _MADE,
        "# The Python interface",
        "All of it is in the package itself: `import unodc_graph as ug`.",
    ]
    for page, names in placed.items():
        rows = [(_link(name, page), _first_sentence(getattr(ug, name))) for name in names]
        parts += [f"## {_PAGES[page][0]}", markdown.table(("name", "what it is"), rows)]
    namespaces = [
        (markdown.code(name), markdown.code(base), _NAMESPACES_ARE[name]) for name, base in sorted(_NAMESPACES.items())
    ]
    parts += [
        "## Namespaces",
        'Namespaces of rdflib: `ug.UGD["office-ROCA"]` is a `URIRef`.',
        markdown.table(("name", "IRI", "holds"), namespaces),
    ]
    return "\n\n".join(parts) + "\n"


def _link(name: str, page: str = "", *, shown: str | None = None) -> str:
    return markdown.link(markdown.code(shown or name), f"{page}#{markdown.heading_anchor(name)}")


def _page(page: str, names: Iterable[str]) -> str:
    parts = [_MADE, f"# {_PAGES[page][0]}"]
    for name in names:
        value = getattr(ug, name)
        parts += _class(name, value) if isinstance(value, type) else _callable(f"## {name}", name, value)
    return "\n\n".join(parts) + "\n"


# -- classes and what they have -------------------------------------------------------------


def _class(name: str, value: type) -> list[str]:
    parts = [f"## {name}"]
    above = [base for base in value.__bases__ if base.__name__ in ug.__all__ or base.__module__ == "builtins"]
    if issubclass(value, Exception):
        parts.append("A kind of " + " and of ".join(markdown.code(base.__name__) for base in above) + ".")
    parts += _told(inspect.getdoc(value) or "")
    if issubclass(value, Enum):
        parts.append("\n".join(f"- {markdown.code(f'{name}.{member.name}')}" for member in value))
    members = list(_members(value))
    if members:
        rows = [(_link(f"{name}.{own}", shown=own), _first_sentence(member)) for own, member in members]
        parts.append(markdown.table(("it has", "which"), rows))
    for own, member in members:
        heading = f"### {name}.{own}"
        if isinstance(member, (property, cached_property)):
            parts += [heading, markdown.fence(_property(own, member), "python"), *_told(inspect.getdoc(member) or "")]
        else:
            parts += _callable(heading, own, member)
    return parts


def _members(value: type) -> Iterator[tuple[str, Any]]:
    """Give the public methods and properties of the package, those of the first parts before those made of them."""
    if issubclass(value, Exception):
        return
    seen = set()
    for part in reversed(value.__mro__):
        if not part.__module__.startswith("unodc_graph"):
            continue
        for name, member in vars(part).items():
            is_told = inspect.isfunction(member) or isinstance(member, (property, cached_property, classmethod))
            if is_told and not name.startswith("_") and name not in seen and inspect.getdoc(member):
                seen.add(name)
                yield name, getattr(value, name) if isinstance(member, classmethod) else vars(_last(value, name))[name]


def _last(value: type, name: str) -> type:
    return next(part for part in value.__mro__ if name in vars(part))


def _property(name: str, member: property | cached_property[Any]) -> str:
    getter = member.fget if isinstance(member, property) else member.func
    kind = inspect.signature(getter).return_annotation if getter is not None else inspect.Signature.empty
    return name if kind is inspect.Signature.empty else f"{name}: {_written(kind)}"


def _callable(heading: str, name: str, value: Any) -> list[str]:
    return [heading, markdown.fence(_signature(name, value), "python"), *_told(inspect.getdoc(value) or "")]


def _signature(name: str, value: Any) -> str:
    signature = inspect.signature(value)
    parameters = [_parameter(one) for one in signature.parameters.values() if one.name not in {"self", "cls"}]
    kinds = [one.kind for one in signature.parameters.values() if one.name not in {"self", "cls"}]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        parameters.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    returns = signature.return_annotation
    end = "" if returns is inspect.Signature.empty else f" -> {_written(returns)}"
    line = f"{name}({', '.join(parameters)}){end}"
    if len(line) <= _WIDTH or not parameters:
        return line
    return "\n".join([f"{name}(", *(f"    {one}," for one in parameters), f"){end}"])


def _parameter(one: inspect.Parameter) -> str:
    stars = "*" * (one.kind == inspect.Parameter.VAR_POSITIONAL) + "**" * (one.kind == inspect.Parameter.VAR_KEYWORD)
    kind = "" if one.annotation is inspect.Parameter.empty else f": {_written(one.annotation)}"
    if one.default is inspect.Parameter.empty:
        return f"{stars}{one.name}{kind}"
    return f"{one.name}{kind}{' = ' if kind else '='}{one.default!r}"


def _written(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


# -- docstrings -----------------------------------------------------------------------------


def _first_sentence(value: object) -> str:
    first = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return _inline(" ".join(first.split()))


def _told(doc: str) -> list[str]:
    """Tell a docstring of NumPy's style, section by section."""
    pieces = _SECTION.split(doc)
    parts = [_paragraphs(pieces[0])]
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.append(f"**{name}**")
        if name == "Examples":
            parts.append(markdown.fence(body.strip("\n"), "pycon") if ">>>" in body else _paragraphs(body))
        elif name in {"Notes", "References"}:
            parts.append(_paragraphs(body))
        else:
            parts.append(_entries(body))
    return [part for part in parts if part]


def _entries(body: str) -> str:
    """Make a list of names and what is said of them."""
    told: list[tuple[str, list[str]]] = []
    for line in body.strip("\n").splitlines():
        if line and not line.startswith(" "):
            names, colon, kind = line.partition(" : ")
            shown = ", ".join(markdown.code(name.strip()) for name in names.split(","))
            told.append((f"{shown}{f' ({_inline(kind)})' if colon else ''}", []))
        elif line.strip():
            told[-1][1].append(line.strip())
    return "\n".join(f"- {names}{': ' if said else ''}{_inline(' '.join(said))}" for names, said in told)


def _paragraphs(text: str) -> str:
    """Give paragraphs; one that stands behind two colons is shown letter by letter."""
    parts, is_literal = [], False
    for part in re.split(r"\n\n(?=\S)", text.strip("\n")):
        if part.strip() == "::":
            is_literal = True
        elif is_literal:
            parts.append(markdown.fence(inspect.cleandoc(part), "text"))
            is_literal = False
        else:
            parts.append(_inline(" ".join(part.split())))
    return "\n\n".join(parts)


def _inline(text: str) -> str:
    """Escape what is no code, and write code as Markdown does."""
    pieces = re.split(r"``(.+?)``", text)
    return "".join(
        markdown.code(piece) if place % 2 else markdown.text(f"x{piece}x")[1:-1] if piece else ""
        for place, piece in enumerate(pieces)
    )
