"""SPARQL by a grammar whose choices are read from bytes, and what an enemy makes of it.

Hypothesis draws the bytes: fewer and smaller ones make a shorter and simpler text, so that what is
found shrinks, and a hundred thousand texts are made in minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["text_of"]

T = TypeVar("T")

# Port 1 is one that nothing listens on: a call would fail, and be seen.
NOWHERE: Final = "http://127.0.0.1:1/"
PROLOGUES: Final = (
    "",
    f"PREFIX : <{NOWHERE}> ",
    f"PREFIX : <{NOWHERE}>PREFIX SERVICE: <{NOWHERE}#>",
    f"BASE <{NOWHERE}> PREFIX load: <a/b#c> ",
    "VERSION '1.2' PREFIX :<urn:a:> ",
    "# SERVICE ( { [\n",
)
VARIABLES: Final = ("?x", "?y", "$x", "?z", "?SERVICE", "?o")
IRIS: Final = (
    *(
        "<http://e/a>",
        "<http://e/p>",
        "ug:Office",
        "rdfs:label",
        "<http://e/g>",
        "ugd:office-ROCA",
        "ug:a.b",
        "ug:SERVICE",
    ),
    *(
        "<urn:unodc-graph:union:1>",
        "<https://w3id.org/unodc-graph/graph/shapes>",
        "<https://w3id.org/unodc-graph/graph/data>",
    ),
    *("ug:a\\-b", "<http://e/(>", "<urn:\\u0061>"),
)
ODD_IRIS: Final = (
    "<>",
    "<a>",
    ":x",
    "SERVICE:x",
    "<http://[::1>",
    "_:b",
    "nowhere:a",
    "<http://e/\\u0020>",
    "<http://e/a b>",
)
LITERALS: Final = (
    *(
        "1",
        "'a'",
        "true",
        "-1",
        "1.50",
        "1e400",
        "'SERVICE <x> {'",
        '"""a"b"""',
        "'a'@en",
        "'a'@en--ltr",
        "''",
        "'\\u0027'",
    ),
    *(
        "9223372036854775807",
        "-9223372036854775808",
        "170141183460469231731.687303715884105727",
        "99999999999999999999",
    ),
    *("'2004'^^xsd:gYear", "'2004-02-30'^^xsd:date", "'-9999999-01-01'^^xsd:date", "'--06-20'^^xsd:gMonthDay"),
    *(
        "'2000-01-01T24:00:00Z'^^xsd:dateTime",
        "'9999-12-31T23:59:59.999999999999-14:00'^^xsd:dateTime",
        "'12'^^xsd:time",
    ),
    *(
        "'P99999999999Y'^^xsd:duration",
        "'-P1DT9999999999H'^^xsd:dayTimeDuration",
        "'x'^^xsd:integer",
        "'NaN'^^xsd:double",
    ),
    *("'-INF'^^xsd:float", "'a'^^<http://e/t>", "'AB'^^xsd:hexBinary", "'<a>'^^rdf:XMLLiteral", "'é🄰\\n'", "'\\u0000'"),
)
FUNCTIONS: Final = tuple(
    (name, count)
    for count, names in enumerate(
        (
            "NOW RAND STRUUID UUID BNODE COALESCE CONCAT",
            """ABS CEIL DATATYPE DAY ENCODE_FOR_URI FLOOR HASLANG HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE LANG
            LANGDIR LCASE MD5 MINUTES MONTH OBJECT PREDICATE ROUND SECONDS SHA1 SHA256 SHA384 SHA512 STR STRLEN SUBJECT
            TIMEZONE TZ UCASE URI YEAR xsd:integer xsd:decimal xsd:double xsd:float xsd:date xsd:dateTime xsd:duration
            xsd:boolean xsd:string xsd:gYear xsd:dayTimeDuration xsd:yearMonthDuration xsd:time ug:f BNODE COALESCE""",
            """ADJUST CONTAINS LANGMATCHES SAMETERM STRAFTER STRBEFORE STRDT STRENDS STRLANG STRSTARTS SUBSTR CONCAT
            COALESCE <http://e/f>""",
            "IF TRIPLE STRLANGDIR SUBSTR CONCAT",
        )
    )
    for name in names.split()
)
AGGREGATES: Final = ("COUNT(*)", "COUNT(DISTINCT {})", "SUM({})", "AVG({})", "MIN({})", "MAX({})", "SAMPLE({})")
OPERATORS: Final = (" = ", "!=", "<", " > ", "<=", ">=", "+", " - ", "-", "*", "/", "||", " && ")
PATTERNS_OF_TEXTS: Final = (
    "'a'",
    "'(a*)*b'",
    "'[', 'i'",
    "'(', 'q'",
    "'\\\\p{Lu}+'",
    "'(a{1000}){1000}'",
    "'^$', 'smix'",
)
HOSTILE: Final = (
    *(
        "SERVICE",
        "SERVICE <http://127.0.0.1:1/> {}",
        "service silent",
        "LOAD <http://127.0.0.1:1/>",
        "\\u0053ERVICE",
        "FROM <http://e/g>",
    ),
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "<<",
        ">>",
        "<<(",
        ")>>",
        "{|",
        "|}",
        "!",
        "^",
        "-",
        "+",
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "#",
        "<",
        ">",
    ),
    *(
        "\0",
        "\ud800",
        "\ufeff",
        "\u2028",
        "\u00a0",
        "\x0b",
        "\r",
        "\n",
        "\x7f",
        "é",
        "🄰",
        ";",
        ",",
        ".",
        "/",
        "|",
        "~",
        "*",
        "?",
        "$",
        "@",
        ":",
    ),
    *(
        "UNION",
        "OPTIONAL {",
        "SELECT *",
        "FILTER(",
        "EXISTS {",
        "VALUES",
        "GRAPH ?g {",
        "a",
        "true",
        "1",
        "1e5",
        "?x",
        "_:b",
        "ug:a",
        "AS",
    ),
    *(
        "FROM NAMED <urn:unodc-graph:union:1>",
        "GROUP BY",
        "ORDER BY",
        "LIMIT 1",
        "IN (",
        "BASE <a>",
        "INSERT DATA {",
        "; CLEAR ALL ;",
    ),
)
REPEATED: Final = (
    *(
        "{",
        "(",
        "!",
        "- ",
        "[ ug:a ",
        "<< ug:a ug:b ",
        "<<( ug:a ug:b ",
        "{| ug:a ",
        "OPTIONAL {",
        "UNION {}",
        "{} UNION ",
        "; ug:a 1",
        ", 1",
    ),
    *(
        "/ug:a",
        "|^ug:a",
        "^",
        "+1",
        "||1",
        " && ?x",
        "STR(",
        "1 IN (",
        "{ SELECT * ",
        "FILTER EXISTS {",
        "BIND(1 AS ?x)",
        "(1 AS ?x)",
        "?x ",
    ),
    *(
        "IF(1,",
        "GRAPH ?g {",
        "MINUS {",
        "LATERAL {",
        "ug:a ",
        "1 ",
        "'a'",
        ")",
        "}",
        "]",
        "FROM ug:a ",
        "*",
        "a",
        "\\",
        '"',
        "#\n",
        "COALESCE(",
    ),
)
COUNTS: Final = (2, 33, 60, 501, 3000)
TOP: Final = 3
ENDS: Final = {"{": "}", "(": ")", "[": "]"}


class _Writer:
    """Writes one text; where the bytes are used up, the first and simplest choice is taken."""

    def __init__(self, choices: bytes) -> None:
        self.choices = iter(choices)
        self.assigned = 0
        self.patterns = 8  # more of them would take an engine long, and find nothing more

    def below(self, count: int) -> int:
        return next(self.choices, 0) % count

    def one(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def any_of(self, *writers: Callable[[], str]) -> str:
        return self.one(writers)()

    def some(self, write: Callable[[], str], joint: str, most: int = 3) -> str:
        return joint.join(write() for _ in range(1 + self.below(most)))

    # --- terms

    def variable(self) -> str:
        return self.one(VARIABLES)

    def iri(self) -> str:
        return self.one(ODD_IRIS if self.below(40) == 39 else IRIS)

    def constant(self) -> str:
        return self.iri() if self.below(2) else self.one(LITERALS)

    def node(self, depth: int = 2) -> str:
        match self.below(8) if depth else self.below(5):
            case 0 | 1 | 2:
                return self.variable()
            case 3 | 4:
                return self.constant()
            case 5:
                return f"[ {self.iri()} {self.node(depth - 1)} ]"
            case 6:
                return f"( {self.some(lambda: self.node(depth - 1), ' ')} )"
            case _:
                left, right = self.one((("<< ", " >>"), ("<<( ", " )>>")))
                return f"{left}{self.variable()} {self.iri()} {self.node(depth - 1)}{right}"

    def verb(self) -> str:
        return self.variable() if self.below(3) == 1 else self.path()

    def path(self, depth: int = 2) -> str:
        match self.below(8) if depth else self.below(2):
            case 0 | 1:
                return self.iri()
            case 2:
                return "a"
            case 3:
                return f"({self.path(depth - 1)}){self.one(('', '*', '+', '?'))}"
            case 4:
                return f"{self.path(depth - 1)}{self.one(('/', '|'))}{self.path(depth - 1)}"
            case 5:
                return f"!({self.iri()}|^{self.iri()})"
            case 6:
                return f"^{self.iri()}"
            case _:
                return f"{self.iri()}{self.one(('*', '+', '?'))}"

    def statement(self) -> str:
        """Write a statement that a template may hold too."""
        return f"{self.variable()} {self.iri()} {self.node(1)}"

    def triples(self, depth: int = 2) -> str:
        self.patterns -= 1
        text = f"{self.node(depth)} {self.verb()} {self.node(depth)}"
        match self.below(6):
            case 1:
                text += f" ; {self.verb()} {self.node(depth)}"
            case 2:
                text += f" , {self.node(depth)}"
            case 3:
                text += f" {{| {self.iri()} {self.node(depth)} |}}"
        return text

    # --- expressions

    def expression(self, depth: int = 3) -> str:
        match self.below(9) if depth else self.below(2):
            case 0:
                return self.variable()
            case 1:
                return self.constant()
            case 2 | 3:
                return f"{self.expression(depth - 1)}{self.one(OPERATORS)}{self.expression(depth - 1)}"
            case 4:
                return f"{self.one(('!', '-', '+', ''))}({self.expression(depth - 1)})"
            case 5:
                words = self.one((" IN ", " NOT IN "))
                return f"{self.variable()}{words}({self.some(lambda: self.expression(depth - 1), ',')})"
            case 6:
                return f"{self.one(('', 'NOT '))}EXISTS {self.group(1)}"
            case 7:
                name = self.one(("REGEX", "REPLACE"))
                more = ", '$1$9'" if name == "REPLACE" else ""
                return f"{name}({self.expression(depth - 1)}, {self.one(PATTERNS_OF_TEXTS)}{more})"
            case _:
                name, count = self.one(FUNCTIONS)
                count += self.below(16) == 15
                return f"{name}({', '.join(self.expression(depth - 1) for _ in range(count))})"

    # --- patterns

    def group(self, depth: int = 3) -> str:
        if depth and self.below(8) == 7:
            return f"{{ {self.select(depth - 1)} }}"
        return f"{{ {' '.join(self.element(depth) for _ in range(self.below(4)))} }}"

    def element(self, depth: int) -> str:
        if self.patterns <= 0:
            return "FILTER(true)"
        match self.below(13) if depth else self.below(4):
            case 0 | 1:
                return f"{self.triples()} . "
            case 2:
                return f"FILTER({self.expression()})"
            case 3:
                self.assigned += 1
                return f"BIND({self.expression()} AS ?v{self.assigned})"
            case 4:
                return f"OPTIONAL {self.group(depth - 1)}"
            case 5:
                return f"{self.group(depth - 1)} UNION {self.group(depth - 1)}"
            case 6:
                return f"MINUS {self.group(depth - 1)}"
            case 7:
                return f"GRAPH {self.any_of(self.variable, self.iri)} {self.group(depth - 1)}"
            case 8:
                return f"VALUES {self.variable()} {{ {self.some(self.constant, ' ')} UNDEF }}"
            case 9:
                return f"VALUES (?x ?y) {{ ({self.constant()} UNDEF) ({self.constant()} {self.constant()}) }}"
            case 10:
                return f"LATERAL {self.group(depth - 1)}"
            case 11:
                word = self.one(("GRAPH", "GRAPH", "GRAPH", "SERVICE", "SERVICE SILENT"))
                return f"{word} {self.iri()} {self.group(depth - 1)}"
            case _:
                return self.group(depth - 1)

    # --- queries and updates

    def select(self, depth: int = TOP) -> str:
        item = self.any_of(
            lambda: "*",
            lambda: self.some(self.variable, " "),
            lambda: f"({self.expression()} AS ?e{depth}) {self.variable()}",
            lambda: f"({self.one(AGGREGATES).format(self.expression(1))} AS ?n{depth})",
            lambda: f"(GROUP_CONCAT({self.expression(1)}; SEPARATOR='SERVICE') AS ?n{depth})",
        )
        head = f"SELECT {self.one(('', 'DISTINCT ', 'REDUCED '))}{item} "
        dataset = self.dataset() if depth == TOP else ""
        return f"{head}{dataset}{self.one(('', 'WHERE '))}{self.group(depth)}{self.modifiers()}"

    def dataset(self) -> str:
        return self.one(("", "", "", "", "", "", f"FROM {self.iri()} ", f"FROM NAMED {self.iri()} "))

    def modifiers(self) -> str:
        return self.any_of(
            lambda: "",
            lambda: "",
            lambda: f" ORDER BY {self.one(('', 'DESC', 'ASC'))}({self.expression(1)}) {self.variable()}",
            lambda: f" GROUP BY {self.some(self.variable, ' ')} HAVING({self.expression(1)})",
            lambda: f" GROUP BY ({self.expression(1)} AS ?k)",
            lambda: (
                f" LIMIT {self.one(('1', '0', '5', '3', '99999999999999999999'))} OFFSET {self.one(('0', '18446744073709551615'))}"
            ),
            lambda: f" VALUES {self.variable()} {{ {self.constant()} }}",
        )

    def data(self) -> str:
        statements = self.some(lambda: f"{self.iri()} {self.iri()} {self.constant()}", " . ")
        return self.one((f"{{ {statements} }}", f"{{ GRAPH {self.iri()} {{ {statements} }} }}"))

    def operation(self) -> str:
        template = f"{{ {self.statement()} }}"
        return self.any_of(
            lambda: f"INSERT DATA {self.data()}",
            lambda: f"DELETE DATA {self.data()}",
            lambda: f"DELETE WHERE {{ {self.statement()} }}",
            lambda: f"INSERT {template} WHERE {self.group()}",
            lambda: f"DELETE {template} INSERT {{ GRAPH {self.iri()} {template} }} WHERE {self.group()}",
            lambda: f"WITH {self.iri()} DELETE {template} WHERE {self.group()}",
            lambda: f"INSERT {template} USING {self.iri()} USING NAMED {self.iri()} WHERE {self.group()}",
            lambda: f"LOAD {self.one(('', 'SILENT '))}{self.iri()} INTO GRAPH {self.iri()}",
            lambda: f"{self.one(('CLEAR', 'DROP', 'CREATE'))} {self.one(('', 'SILENT '))}GRAPH {self.iri()}",
            lambda: f"{self.one(('CLEAR', 'DROP'))} {self.one(('ALL', 'DEFAULT', 'NAMED'))}",
            lambda: f"{self.one(('ADD', 'COPY', 'MOVE'))} {self.iri()} TO {self.iri()}",
        )

    def whole(self) -> str:
        body = self.any_of(
            self.select,
            self.select,
            self.select,
            lambda: f"ASK {self.dataset()}{self.group()}{self.modifiers()}",
            lambda: f"CONSTRUCT {{ {self.statement()} }} {self.dataset()}WHERE {self.group()}{self.modifiers()}",
            lambda: f"CONSTRUCT WHERE {{ {self.statement()} }}",
            lambda: f"DESCRIBE {self.variable()} {self.iri()} {self.dataset()}{self.group()}",
            lambda: self.some(self.operation, " ; "),
            self.operation,
        )
        return self.one(PROLOGUES) + body

    # --- hostility

    def mutated(self, text: str) -> str:
        at = self.below(256) * len(text) // 256
        length = 1 + self.below(12)
        match self.below(10):
            case 0 | 1:
                return text[:at] + self.one(HOSTILE) + text[at:]
            case 2:
                return text[:at] + text[at + length :]
            case 3:
                return text[:at] + self.one(REPEATED) * self.one(COUNTS) + text[at:]
            case 4:
                piece, count = self.one(REPEATED), self.one(COUNTS)
                end = "".join(ENDS.get(sign, "") for sign in reversed(piece))
                return text[:at] + piece * count + " 1 " + end * count + text[at:]
            case 5:
                return text[:at] + text[at : at + length] * self.one(COUNTS) + text[at + length :]
            case 6:
                return (
                    text[:at]
                    + "".join(f"\\u{ord(sign) & 0xFFFF:04X}" for sign in text[at : at + length])
                    + text[at + length :]
                )
            case 7:
                return text[:at] + text[at : at + length].swapcase() + text[at + length :]
            case 8:
                return text.replace(" ", "")
            case _:
                other = self.below(256) * len(text) // 256
                return text[:at] + text[other:]


def text_of(choices: bytes) -> str:
    """Write the text that bytes choose: most are SPARQL, and half of them have been tampered with."""
    writer = _Writer(choices)
    mutations = max(0, writer.below(6) - 2)
    text = writer.whole()
    for _ in range(mutations):
        text = writer.mutated(text)
    return text
