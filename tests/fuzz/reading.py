"""Give damaged files, one after the other, to every reader; run as a process that may die.

    python -m tests.fuzz.reading COUNT SEED FILE

FILE is the file that is being tried, with what it is called behind it in FILE.name, for who finds the
process dead. The outcome goes to standard output as JSON: how many were tried, how each ended, and what
should not have happened.
"""

from __future__ import annotations

import gzip
import importlib
import json
import logging
import random
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

import unodc_graph as ug
from unodc_graph import resources
from unodc_graph.inference import derive
from unodc_graph.reading.unpacking import MODULE_OF_ZSTD
from unodc_graph.store import GraphStore

if TYPE_CHECKING:
    from collections.abc import Callable

zstd = importlib.import_module(MODULE_OF_ZSTD)
FORMS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
SUFFIXES: Final = (*FORMS, "txt", "gz", "zst")
HAND_WRITTEN: Final = {
    "ttl": b"""@prefix x: <http://x/> . @base <http://x/b> . # why
x:a a x:B ; x:p [ x:q (1 2.50 3e4 true), "a\\"b"@en, '''c\nd'''^^x:t ] , _:b . <r> x:p "2024-02-30"^^x:d .
x:a x:p "\\u00e9"@en-GB , <x\\u0041> , -1.0 , .5 .""",
    "trig": b"@prefix x: <http://x/> . { x:a x:p 1 } GRAPH x:g { x:a x:p [] } _:g { x:a x:p x:b . } x:h {}",
    "jsonld": b"""{"@context": {"@version": 1.1, "@vocab": "http://x/", "n": {"@id": "http://x/n", "@type": "@id",
"@container": "@list"}, "l": {"@container": "@language"}, "s": {"@context": {"t": "http://x/t"}}}, "@graph": [{"@id":
"http://x/a", "@type": "B", "n": ["b", "c"], "l": {"en": "x"}, "s": {"t": 1.5e3}, "@reverse": {"q": {"@id": "_:z"}}},
{"@included": [{"@id": "http://x/i", "v": {"@value": "1", "@type": "http://x/t"}, "w": [null, true, 1, {"@set": []}]}]}]}""",
    "rdf": b"""<?xml version="1.0" encoding="utf-8"?><!-- c --><rdf:RDF xml:base="http://x/" xmlns:x="http://x/"
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x:A rdf:ID="i" x:q="v"><x:p rdf:parseType="Collection"><x:B/>
</x:p><x:r rdf:parseType="Resource"><x:s xml:lang="en">&lt;&#233;<![CDATA[<]]></x:s></x:r><x:t rdf:resource="u"/>
<x:l rdf:parseType="Literal"><b>x</b></x:l><x:m rdf:datatype="http://x/d">1</x:m></x:A></rdf:RDF>""",
}
STARRED: Final = (
    b"""PREFIX x: <http://x/> <<( x:a x:b x:c )>> x:p << x:a x:b 1 >> . x:a x:b x:c {| x:d "e"@en--ltr |} ."""
)
TOKENS: Final = (
    *(
        b'"',
        b"'",
        b'"""',
        b"<",
        b">",
        b"<<(",
        b")>>",
        b"{",
        b"}",
        b"{|",
        b"[",
        b"]",
        b"(",
        b")",
        b".",
        b";",
        b",",
        b"#",
    ),
    *(b"@prefix", b"@base", b"@en", b"^^", b"_:", b":", b"\\u0000", b"\\uD800", b"\\", b"\0", b"\xff", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b"\t", b"null", b"true", b"-", b"1e999", b"0" * 400, b"9" * 400),
    *(b'"@context":', b'"@id":', b'"@graph":', b'"@import":"http://x/"', b'"@type":', b'"@list":', b'"@value":'),
    *(
        b"<!DOCTYPE x [",
        b"<!ENTITY a 'b'>",
        b"&a;",
        b"&#0;",
        b"<![CDATA[",
        b"]]>",
        b"<?x?>",
        b"rdf:about='x'",
        b"xmlns:x=''",
    ),
    *(
        b"file:///etc/passwd",
        b"javascript:x",
        b"http://127.0.0.1:9/",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"\xe2\x80\xae",
    ),
)
TIMES: Final = (2, 10, 100, 600, 5000)
LONGEST: Final = 60_000


def samples() -> dict[str, list[bytes]]:
    """Give files to damage: a piece of the real data in each format, and what a hand wrote."""
    quads = sorted(ox.parse(path=resources.data_files()[0], format=ox.RdfFormat.TURTLE), key=str)[:40]
    given = {
        suffix: [ox.serialize(quads if form.supports_datasets else (q.triple for q in quads), format=form) or b""]
        for suffix, form in FORMS.items()
    }
    for suffix, text in HAND_WRITTEN.items():
        given[suffix].append(text)
    given["ttl"].append(STARRED)
    return given


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change a text in some places."""
    text = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 2, 10, 100)))
        match chance.randrange(7):
            case 0:
                text[start:end] = b""
            case 1:
                text[start:end] = chance.choice(TOKENS)
            case 2:
                text[start:start] = chance.choice(TOKENS) * chance.choice(TIMES)
            case 3:
                text[start:start] = text[start:end] * chance.choice(TIMES)
            case 4:
                text[start:end] = chance.randbytes(end - start + 1)
            case 5:
                del text[start:]
            case _:
                other = chance.randrange(len(text) + 1)
                text[start:start] = text[other : other + 200]
    return bytes(text[:LONGEST])


def packed(data: bytes, chance: random.Random) -> bytes:
    """Pack some texts, and damage some of what is packed."""
    match chance.randrange(12):
        case 0:
            return gzip.compress(data, 1)
        case 1:
            return bytes(zstd.compress(data))
        case 2:
            return damaged(gzip.compress(data, 1), chance)
        case 3:
            return damaged(bytes(zstd.compress(data)), chance)
        case _:
            return data


def ways(kg: ug.KnowledgeGraph) -> dict[str, Callable[[Path], object]]:
    """Name the ways in."""
    return {
        "kg.add": kg.add,
        "kg.add, merge": lambda path: kg.add(path, on_duplicate="merge"),
        "kg.validate(shapes=…)": kg._shapes,  # noqa: SLF001 - without the half second of a validation
    }


def main(count: int, seed: int, file: Path) -> None:
    """Try so many files."""
    warnings.simplefilter("ignore")
    logging.disable()  # rdflib tells of each literal that it cannot convert
    chance = random.Random(seed)  # noqa: S311 - a seed makes it happen again
    given = samples()
    outcomes: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    path = file
    for number in range(count):
        if number % 200 == 0:
            kg = ug.KnowledgeGraph(GraphStore(derive))
        suffix = chance.choice(tuple(FORMS))
        data = packed(damaged(chance.choice(given[suffix]), chance), chance)
        path = file.with_suffix(f".{suffix if chance.random() < 0.8 else chance.choice(SUFFIXES)}")
        path.write_bytes(data)
        outcomes["inputs"] += 1
        outcomes[f"inputs: {suffix}"] += 1
        for way, read in ways(kg).items():
            before = kg.revision
            try:
                read(path)
                outcomes[f"{way}: read"] += 1
            except ug.LoadError:
                outcomes[f"{way}: LoadError"] += 1
                if kg.revision != before:
                    wrong[f"{way}: changed the graph"] = repr(data)
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                outcomes[f"{way}: {type(error).__name__} !"] += 1
                key = f"{way} {path.suffix}: {type(error).__name__}: {error}"[:200]
                if len(data) < len(wrong.get(key, " " * LONGEST)):
                    wrong[key] = repr(data)
        path.unlink()
    print(json.dumps({"outcomes": outcomes, "wrong": wrong}))  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
