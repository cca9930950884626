"""The pages of the reference: one for each module, the lists, the rules about several classes, an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import OWL, RDF, RDFS, SH, SKOS, Literal, URIRef

from docs.making import markdown
from docs.making.examples import example
from docs.making.ontology import (
    alignments,
    iri,
    is_general,
    label,
    list_of,
    local,
    modules,
    ontology,
    reported,
    rules_of,
    shapes,
    targets,
    terms,
    text,
)
from docs.making.words import page_of, sentence, term_link
from unodc_graph.namespaces import ONTOLOGY, PREFIXES, UG_BASE, UGV_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docs.making.ontology import Rule, Term

__all__ = ["pages"]

_MADE: Final = (
    "<!-- Made by `make reference` from the ontology, the shapes and the data. Change those, not this page. -->"
)
_MATCHES: Final = {
    RDFS.subClassOf: "subclass of",
    RDFS.subPropertyOf: "sub-property of",
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.relatedMatch: "related to",
}


def pages() -> dict[str, str]:
    """Give the text of each page by its file name."""
    made = {page_of(module): _module(module) for module in modules()}
    return {"README.md": _index(), "rules.md": _general_rules(), "vocabularies.md": _vocabularies(), **made}


def _page(*parts: str | None) -> str:
    return "\n\n".join([_MADE, *(part for part in parts if part)]) + "\n"


# -- a module -------------------------------------------------------------------------------


def _module(module: str) -> str:
    header = URIRef(f"{ONTOLOGY}/{module}")
    title = ontology().value(header, URIRef(f"{PREFIXES['dcterms']}title"))
    description = ontology().value(header, URIRef(f"{PREFIXES['dcterms']}description"))
    found = [term for term in terms().values() if term.module == module]
    files = [f"ontology/modules/{module}.ttl", f"ontology/shapes/{module}.ttl"]
    return _page(
        f"# {markdown.text(str(title))}",
        markdown.text(str(description)),
        f"Defined in {_file(files[0])}, checked by {_file(files[1])}. {markdown.link('All terms', 'README.md')}.",
        _overview(found),
        *(_term(term) for term in found),
    )


def _file(path: str) -> str:
    return markdown.code(path)


def _overview(found: Iterable[Term]) -> str:
    rows = [
        (
            markdown.link(markdown.code(f"ug:{term.name}"), f"#{markdown.heading_anchor(term.heading)}"),
            term.kind,
            _names(term.iri),
        )
        for term in found
    ]
    return markdown.table(("term", "kind", "label"), rows)


def _names(node: URIRef) -> str:
    names = [markdown.text(label(node))]
    russian = text(node, RDFS.label, "ru")
    if russian is not None:
        names.append(markdown.text(russian))
    return " · ".join(names)


def _term(term: Term) -> str:
    said = [f"## {term.heading}", f"{markdown.code(f'ug:{term.name}')} · {_names(term.iri)}"]
    definition = text(term.iri, SKOS.definition)
    said.append(markdown.text(definition or "Not defined."))
    said += [markdown.text(note) for note in sorted(map(str, ontology().objects(term.iri, SKOS.scopeNote)))]
    said += ["\n".join(f"- {line}" for line in _facts(term)), _rules(term) or ""]
    shown = example(term)
    said += ["Example:", markdown.fence(shown, "turtle")] if shown is not None else ["Nothing in the data shows it."]
    return "\n\n".join(part for part in said if part)


def _facts(term: Term) -> list[str]:
    facts = []
    if term.kind == "class":
        facts += _linked("Subclass of", ontology().objects(term.iri, RDFS.subClassOf))
        facts += _linked("Its subclasses", ontology().subjects(RDFS.subClassOf, term.iri))
        facts += _linked("Said of it", _properties_of(term.iri))
        facts += _linked("It is a value of", (p for p in terms() if (p, RDFS.range, term.iri) in ontology()))
    elif term.kind == "property":
        facts.append(sentence(term.iri))
        facts += _linked("Read backwards", _inverses(term.iri))
        facts += _linked("Part that it stands for", ontology().objects(term.iri, URIRef(f"{UG_BASE}shortensRole")))
    else:
        facts.append("The datatype of a `skos:notation`.")
    others = [
        f"{words} {markdown.code(local(other))}"
        for predicate, words in _MATCHES.items()
        for other in sorted(map(iri, alignments().objects(term.iri, predicate)))
    ]
    if others:
        facts.append(f"In other vocabularies: {', '.join(others)}.")
    return facts


def _linked(words: str, nodes: Iterable[object]) -> list[str]:
    links = [term_link(node) for node in sorted({URIRef(str(node)) for node in nodes})]
    return [f"{words}: {', '.join(links)}."] if links else []


def _properties_of(node: URIRef) -> list[URIRef]:
    by_domain = {term for term in terms() if (term, RDFS.domain, node) in ontology()}
    by_shape = {
        rule.path
        for shape, rules in reported().items()
        if targets(shape) == [node]
        for rule in rules
        if rule.path is not None
    }
    return sorted(by_domain | by_shape)


def _inverses(node: URIRef) -> set[URIRef]:
    return {*map(iri, ontology().objects(node, OWL.inverseOf)), *map(iri, ontology().subjects(OWL.inverseOf, node))}


# -- rules ----------------------------------------------------------------------------------


def _rules(term: Term) -> str | None:
    own, general = rules_of(term)
    told = [_rule_table(own)] if own else []
    if general:
        links = [_general_link(shape) for shape in general]
        told.append(f"The rules for {', '.join(links)} hold{' too' if own else ''}.")
    if not told:
        return None
    return "\n\n".join(["Rules:", *told] if own else told)


def _rule_table(rules: Iterable[Rule]) -> str:
    rows = [(markdown.code(f"ugs:{rule.name}"), rule.severity, markdown.text(rule.message)) for rule in rules]
    return markdown.table(("rule", "severity", "what it says"), rows)


def _general_link(shape: URIRef) -> str:
    return markdown.link(markdown.text(label(shape)), f"rules.md#{markdown.heading_anchor(label(shape))}")


def _general_rules() -> str:
    sections = []
    for shape in sorted(filter(is_general, reported()), key=label):
        about = [term_link(target) for target in targets(shape)]
        having = [term_link(one) for one in sorted(map(iri, shapes().objects(shape, SH.targetSubjectsOf)))]
        whom = f"For {', '.join(about)}." if about else f"For whatever has {' or '.join(having)}."
        sections.append("\n\n".join([f"## {markdown.text(label(shape))}", whom, _rule_table(reported()[shape])]))
    return _page(
        "# Rules about several classes",
        "A rule is broken by a finding of its severity: a violation is wrong, a warning says that something is "
        "missing, an info is worth a look. The rules about one class stand with the class.",
        *sections,
    )


# -- lists ----------------------------------------------------------------------------------


def _vocabularies() -> str:
    schemes = sorted(map(iri, ontology().subjects(RDF.type, SKOS.ConceptScheme)))
    overview = markdown.table(
        ("list", "label", "codes"),
        [
            (markdown.link(markdown.code(local(one)), f"#{_code(one)}"), _names(one), str(len(_concepts(one))))
            for one in schemes
        ],
    )
    return _page(
        "# Lists of codes",
        "Each list is a SKOS concept scheme; the IRI of a code is `ugv:LIST-CODE`, the code itself its "
        f"`dcterms:identifier`. {markdown.link('All terms', 'README.md')}.",
        overview,
        *map(_scheme, schemes),
    )


def _code(scheme: URIRef) -> str:
    return scheme.removeprefix(UGV_BASE)


def _concepts(scheme: URIRef) -> list[URIRef]:
    return sorted(map(iri, ontology().subjects(SKOS.inScheme, scheme)))


def _scheme(scheme: URIRef) -> str:
    users = sorted(
        {
            rule.path
            for rules in reported().values()
            for rule in rules
            if rule.path is not None and any(list_of(one) == scheme for one in _nodes(rule))
        }
    )
    rows = []
    for concept in _concepts(scheme):
        identifier = ontology().value(concept, URIRef(f"{PREFIXES['dcterms']}identifier"))
        russian, definition = text(concept, RDFS.label, "ru"), text(concept, SKOS.definition)
        shown = (str(identifier or ""), label(concept), russian or "", definition or "")
        rows.append((markdown.code(shown[0]), *map(markdown.text, shown[1:])))
    said = [
        f"## {_code(scheme)}",
        f"{markdown.code(local(scheme))} · {_names(scheme)}",
        markdown.text(text(scheme, SKOS.definition) or ""),
        f"Values of {', '.join(map(term_link, users))}." if users else None,
        markdown.table(("code", "label", "Russian label", "definition"), rows),
    ]
    return "\n\n".join(part for part in said if part)


def _nodes(rule: Rule) -> list[URIRef]:
    return [iri(one) for one in shapes().objects(URIRef(f"{PREFIXES['ugs']}{rule.name}"), SH.node)]


# -- index ----------------------------------------------------------------------------------


def _index() -> str:
    title = URIRef(f"{PREFIXES['dcterms']}title")
    described = URIRef(f"{PREFIXES['dcterms']}description")
    module_rows = []
    for module in modules():
        header = URIRef(f"{ONTOLOGY}/{module}")
        name, about = (ontology().value(header, said) for said in (title, described))
        module_rows.append((markdown.link(markdown.text(str(name)), page_of(module)), markdown.text(str(about))))
    term_rows = [
        (term_link(term.iri), term.kind, _names(term.iri), markdown.text(text(term.iri, SKOS.definition) or ""))
        for term in sorted(terms().values(), key=lambda term: (term.name.lower(), term.name))
    ]
    version = ontology().value(URIRef(ONTOLOGY), OWL.versionInfo)
    return _page(
        "# Reference of terms",
        f"All terms of the ontology, version {version if isinstance(version, Literal) else ''}: what each means, of what "
        "it is said, which rules hold for it, and one example from the data. The rules for a class hold for its "
        "subclasses. An example shows English texts only, and of several values of one property the first two. The "
        "IRIs are names and lead to no page.",
        markdown.table(("module", "holds"), module_rows),
        f"Besides: {markdown.link('lists of codes', 'vocabularies.md')}, "
        f"{markdown.link('rules about several classes', 'rules.md')}.",
        "## Terms",
        markdown.table(("term", "kind", "label", "definition"), term_rows),
        "## Prefixes",
        "Queries know these without being told; the examples leave them out.",
        markdown.fence("\n".join(f"PREFIX {name}: <{base}>" for name, base in sorted(PREFIXES.items())), "turtle"),
    )
