"""Every form of the grammar that the engine reads is read: nothing that is right is called wrong."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from unodc_graph.errors import QuerySyntaxError
from unodc_graph.namespaces import PREFIXES
from unodc_graph.sparql import operations, syntax_error

# One line for each corner of the grammar.
QUERIES = r"""
SELECT * { ( ?y ) }
SELECT * { ( ?y ) OPTIONAL { ?x ?p ?z } }
CONSTRUCT { ( ?y ) } WHERE { ( ?x ) . ?x ?p ?y }
SELECT ?x { ?s a ?x ; a ?y ; ; }
SELECT ?x { [] a ?x . [ a ?y ] . [ a ?z ] ug:p 1 . ( 1 ?x ) ug:p ( ) . () a 1 }
SELECT ?x { ?s ug:a/ug:b*|^ug:c+/!(ug:d|^ug:e)?/(ug:f|a) ?x }
SELECT ?x { ?s !a ?x ; ^a ?y ; !^a ?z ; (a) ?t }
SELECT DISTINCT ?x (SUM(?y) AS ?z) WHERE { ?s ?p ?y, ?x } GROUP BY ?x (?y+1 AS ?t) STR(?y) HAVING (?z > 1) (SUM(?y)<5) ORDER BY DESC(?z) ?x ASC(?t) STR(?x) LIMIT 5 OFFSET 3
SELECT * { ?s ?p ?o } OFFSET 3 LIMIT 5
SELECT (COUNT(*) AS ?c) (COUNT(DISTINCT *) AS ?d) (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR = ", ") AS ?e) (SAMPLE(?x) AS ?f) {?x ?y ?z}
SELECT * { { ?a ?b ?c } UNION { ?d ?e ?f } UNION {} . { } OPTIONAL { ?a ?b ?c } . MINUS { ?a ?b ?c } GRAPH ?g { ?a ?b ?c } GRAPH ug:g {} FILTER NOT EXISTS { ?a ?b ?c } FILTER EXISTS {?a ?b ?c} . FILTER(EXISTS {?a ?b ?c} && ! EXISTS {}) }
SELECT * { VALUES ?x { 1 UNDEF <a:b> "x"@en } VALUES (?a ?b) { (1 2) (UNDEF UNDEF) } VALUES () { () } VALUES (?z) {} }
SELECT * { BIND(IF(?a = 1, "x", 'y') AS ?b) BIND(COALESCE(?a, 1/0) AS ?c) BIND(xsd:integer("1") AS ?d) FILTER(REGEX(STR(?a), "^x", "i")) FILTER xsd:boolean(?a) }
SELECT * { ?s ?p ?o FILTER(?o IN (1, 2, 3) || ?o NOT IN () && !(?o = 2) || -?o < +3 || ?a * 2 / 3 - 4 + 5 >= 6 || ?a <= 3 || ?a != 3) }
SELECT * { ?s ?p ?o FILTER(?o<3&&?o>1) FILTER(?o <?s) FILTER(1<2) FILTER("a"<"b"@en||<a:b><ug:c) }
SELECT * { ?s ?p ?o . { SELECT ?s (?o<3 AS ?b) (?o<4&&?o>2 AS ?c) WHERE { ?s ?p ?o } GROUP BY ?s ?o (?o<5) HAVING(?o<3) (?o<4) ORDER BY (?o<3) ?o (?o<3) LIMIT 1 } }
SELECT * { ?s ?p (?o <a:b> 1) . FILTER(?o<3) (?s <a:b>) ?p ?o }
SELECT * { ?s<a:p>?o;<a:q>?z.?s?p?o }
CONSTRUCT { ?s ?p ?o . [] a ?x ; ug:p ( 1 2 ) } WHERE { ?s ?p ?o, ?x } LIMIT 1
CONSTRUCT WHERE { ?s ?p ?o ; a ug:X . }
CONSTRUCT {} FROM <a:b> FROM NAMED ug:x WHERE {}
CONSTRUCT FROM <a:b> WHERE { ?s ?p ?o }
DESCRIBE ?x ug:y <a:b> FROM <a:b> WHERE { ?x ?y ?z } ORDER BY ?x LIMIT 1
DESCRIBE * { ?x ?y ?z }
DESCRIBE <a:b>
ASK { ?s ?p ?o }
ASK FROM <a:b> WHERE { ?s ?p ?o } HAVING(1) ORDER BY ?s LIMIT 1
SELECT ?x WHERE { ?x ?y ?z } VALUES ?x { <a:b> }
SELECT ?x WHERE { { SELECT * { ?x ?y ?z } VALUES ?x { <a:b> } } }
BASE <http://x/> PREFIX a: <y#> PREFIX : <z/> SELECT (<b> AS ?x) (a:c AS ?y) (:d AS ?z) (: AS ?t) {}
VERSION "1.2" SELECT * { << ?s ?p ?o >> ?x ?y . <<( ?s ?p ?o )>> ?x <<( <a:b> <a:c> <<( ?t ?u "v"@en )>> )>> . ?s ?p ?o ~ ?r {| ?x ?y ; a 1 |} , 3 ~ {| a 2 |} ~ <a:b> ; a 4 }
SELECT * { << ?s ?p ?o ~ ?i >> . << << ?s ?p ?o >> ?x << ?a ?b [] >> >> ?y ?z . BIND(<<( ?s ?p ?o )>> AS ?t) BIND(TRIPLE(?s,?p,?o) AS ?t2) FILTER(isTRIPLE(?t) && SUBJECT(?t) = ?s) VALUES ?k { <<( <a:b> <a:c> 1 )>> } }
SELECT ?x { ?x ?y ?z . LATERAL { SELECT * { ?x ?a ?b } LIMIT 1 } }
SELECT ?x { GRAPH ?g { { SELECT ?x { ?x ?y ?z } } } }
SELECT * { _:a ?p _:b.c . _:a ?q 1 }
SELECT (NOW() AS ?n) (RAND() AS ?r) (UUID() AS ?u) (STRUUID() AS ?su) (BNODE() AS ?b) (BNODE("a") AS ?c) (IRI("a:b") AS ?i) (LANG("a"@en) AS ?l) (STRDT("a",xsd:string) AS ?sd) (STRLANG("a","en") AS ?sl) (isIRI(<a:b>) AS ?ii) (isBLANK(1) AS ?ib) (sameTerm(1,1) AS ?st) (ENCODE_FOR_URI("a") AS ?ef) (SUBSTR("a",1,1) AS ?ss) (REPLACE("a","b","c","i") AS ?re) (TIMEZONE(NOW()) AS ?tz) (TZ(NOW()) AS ?tt) (LANGMATCHES("a","b") AS ?lm) (MD5("a") AS ?md) (STRLANGDIR("a","en","ltr") AS ?sld) (HASLANG("a") AS ?hl) (hasLANGDIR("a") AS ?hld) (LANGDIR("a") AS ?ld) (ADJUST(NOW(), "PT1H"^^xsd:dayTimeDuration) AS ?ad) {}
SELECT ?a { ?a ug:p.q ug:a\.b , ug:%20x , ug:a:b , ug: }
SELECT ?é { ?é ug:é "é" }
SELECT ?a{?a ?b ?c FILTER(?a=?b)FILTER(?c>1)BIND(1 AS ?z)}
SELECT * { ?s ?p "a\\" . ?s ?p 'a\'b' }
SELECT * { ?s <a:b>?/<a:c> ?o . ?s <a:b>?|<a:c>* ?o . ?s (<a:b>?)+ ?o }
select distinct ?a where { ?a a ?b optional { ?a a ?c } filter not exists { ?a a 1 } } order by desc(?a) limit 1
SELECT ?x { ?s a ?x , ?y ; ug:p "a"@en-gb , 'b'^^xsd:string , '''c'd''' , true , false , -1 , +2.5 , 1e5 , .5 }
"""
UPDATES = r"""
INSERT DATA { <a:b> a 1 ; a 2 . GRAPH <a:g> { <a:b> a 3 } <a:b> a 4 }
DELETE DATA { <a:b> a 1 . GRAPH <a:g> { <a:b> a 3 . } . }
DELETE WHERE { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }
DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }
INSERT { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } } USING <a:b> USING NAMED <a:c> WHERE { ?s ?p ?o }
WITH <a:g> DELETE { ?s ?p ?o } INSERT { ?s ?p [] } WHERE { ?s ?p ?o }
CREATE GRAPH <a:b>
CLEAR DEFAULT ; CLEAR NAMED ; CLEAR ALL ; CLEAR SILENT GRAPH <a:b> ; DROP SILENT GRAPH <a:b> ; COPY SILENT DEFAULT TO <a:b> ; ADD GRAPH <urn:old> TO DEFAULT ; MOVE <urn:old> TO GRAPH <a:c>
DELETE {} INSERT {} WHERE {}
INSERT DATA {}
DELETE WHERE {}
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(QUERIES))
def test_a_query_that_the_engine_reads_is_read(text: str) -> None:
    ox.Store().query(text, prefixes=PREFIXES)
    assert syntax_error(text, "what the engine says").reason == "what the engine says"


@pytest.mark.parametrize("text", lines(UPDATES))
def test_an_update_that_the_engine_reads_is_read(text: str) -> None:
    store = ox.Store()
    store.add_graph(ox.NamedNode("urn:old"))
    store.update(text, prefixes=PREFIXES)
    assert operations(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { VALUES ?x { ?y } }",
        "SELECT ?x { VALUES ?x { _:b } }",
        "SELECT ?x { ?x ?y [ }",
        "SELECT ?x { ?x ug:p/?y ?z }",
        "SELECT ?x { ?x ?y ?z FILTER ?x }",
        "SELECT ?x { FILTER(?x ?y) }",
        "SELECT ?x { FILTER(_:b = 1) }",
        "SELECT ?x { FILTER(BOUND(1)) }",
        "SELECT ?x { OPTIONAL ?x ?y ?z }",
        "SELECT ?x { ?x ?y ?z } UNION { ?x ?y ?z }",
        "SELECT ?x { ?x ?y ?z } GROUP ?x",
        "SELECT ?x { ?x ?y ?z } ORDER BY 1",
        "SELECT (?x) { ?x ?y ?z }",
        "SELECT (1 AS 2) { }",
        "CONSTRUCT ?x { ?x ?y ?z }",
        "CONSTRUCT WHERE { ?x ?y ?z FILTER(?x) }",
        "DESCRIBE 1",
        "PREFIX ug <http://example.org/> ASK { }",
        "PREFIX ug:x <http://example.org/> ASK { }",
        "BASE ug:x ASK { }",
        "ASK { } ASK { }",
        "ASK FROM ?x { }",
        "DELETE { ?x ?y ?z }",
        "WITH ug:g WHERE { }",
        "INSERT DATA { ug:a ug:b }",
        "CREATE",
        "COPY ug:a ug:b",
    ],
)
def test_what_the_engine_does_not_read_is_called_wrong_in_its_place(text: str) -> None:
    for run in (ox.Store().query, ox.Store().update):
        with pytest.raises(SyntaxError):
            run(text, prefixes=PREFIXES)
    error = syntax_error(text, "what the engine says")
    assert isinstance(error, QuerySyntaxError)
    assert error.reason != "what the engine says"
    assert error.line == 1
    assert error.column is not None
