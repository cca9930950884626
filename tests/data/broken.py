"""A few facts that keep every rule of curation, and what breaks each rule."""

from __future__ import annotations

SAMPLE = {
    "states.ttl": """
ugd:state-TJK a ug:State ; rdfs:label "Tajikistan"@en, "Таджикистан"@ru ; dcterms:identifier "TJK" ;
    skos:notation "TJK"^^ug:iso3 ; ug:source ugd:source-a .
ugd:state-UZB a ug:State ; rdfs:label "Uzbekistan"@en ; dcterms:identifier "UZB" ;
    skos:notation "UZB"^^ug:iso3 ; ug:source ugd:source-a .
ugd:state-SSR a ug:State ; rdfs:label "Former state"@en ; dcterms:identifier "SSR" ;
    skos:notation "UZB"^^ug:iso3 ; ug:end "1991"^^xsd:gYear ; ug:source ugd:source-a .
""",
    "facilities.ttl": """
ugd:facility-POST a ug:Facility ; rdfs:label "Post"@en ; dcterms:identifier "POST" ; ug:inState ugd:state-TJK ;
    dcat:centroid "POINT(68.04 37.2)"^^geo:wktLiteral ; ug:coordinateConfidence ugv:confidence-low ;
    ug:start "--06-20"^^xsd:gMonthDay ; ug:source ugd:source-a .
""",
    "projects.ttl": """
ugd:project-P1 a ug:Project ; rdfs:label "Project"@en ; dcterms:identifier "P1" ; skos:note "As the report says."@en ;
    ug:start "2004-07"^^xsd:gYearMonth ; ug:end "2004"^^xsd:gYear ; ug:source ugd:source-a .
""",
    "instruments.ttl": """
ugd:instrument-i a ug:Instrument ; rdfs:label "Convention"@en ; dcterms:identifier "i" ; ug:adopted "2000-11-15"^^xsd:date ;
    ug:openedForSignature "2000-12-12"^^xsd:date ; ug:enteredIntoForce "2003-09-29"^^xsd:date ; ug:source ugd:source-a .
ugd:instrument-j a ug:Instrument ; rdfs:label "Protocol"@en ; dcterms:identifier "j" .
ugd:collection-c a skos:Collection ; rdfs:label "Conventions"@en ; skos:member ugd:instrument-i, ugd:instrument-j ;
    ug:source ugd:source-a .
""",
    "treaty-actions.ttl": """
ugd:action-TJK-i-ratification a ug:TreatyAction ; rdfs:label "Tajikistan, ratification"@en ; ug:participant ugd:state-TJK ;
    ug:instrument ugd:instrument-i ; ug:actionType ugv:action-type-ratification ; ug:date "2002-07-08"^^xsd:date ;
    ug:source ugd:source-a .
""",
    "treaty-actions-world.ttl": """
ugd:action-UZB-i-participation-by-virtue a ug:TreatyAction ; rdfs:label "Uzbekistan, participation"@en ;
    ug:participant ugd:state-UZB ; ug:instrument ugd:instrument-i ; ug:date "1999-01-01"^^xsd:date ;
    ug:actionType ugv:action-type-participation-by-virtue ; ug:source ugd:source-a .
""",
    "figures.ttl": """
ugd:figure-P1-budget-2004-1 a ug:Figure ; rdfs:label "Budget"@en ; ug:subject ugd:project-P1 ; ug:measure ugv:measure-budget ;
    ug:unit ugv:unit-USD ; ug:qualifier ugv:qualifier-exact ; ug:value 1.5 ; ug:source ugd:source-a .
ugd:figure-P1-budget-2004-2 a ug:Figure ; rdfs:label "Budget"@en ; ug:subject ugd:project-P1 ; ug:measure ugv:measure-budget ;
    ug:unit ugv:unit-USD ; ug:qualifier ugv:qualifier-estimate ; ug:lower 1 ; ug:upper 2 ; ug:source ugd:source-a .
""",
    "sources.ttl": """
ugd:source-a a ug:Source ; rdfs:label "Report"@en ; schema:url <https://example.org/a> .
""",
    "labels-ru.ttl": """
ugd:project-P1 rdfs:label "Проект"@ru .
""",
    "unconfirmed.ttl": """
ugd:instrument-j ug:adopted "2010-09-10"^^xsd:date ; skos:altLabel "Beijing"@en .
""",
    "confidence.ttl": """
ugv:confidence a skos:ConceptScheme ; rdfs:label "confidence"@en ; skos:definition "Levels."@en .
ugv:confidence-low a skos:Concept ; rdfs:label "low"@en ; skos:prefLabel "low"@en ; dcterms:identifier "low" ;
    skos:definition "From memory or approximate."@en ; skos:inScheme ugv:confidence ; skos:closeMatch ugv:confidence-medium .
ugv:confidence-medium a skos:Concept ; rdfs:label "medium"@en ; skos:prefLabel "medium"@en ; dcterms:identifier "medium" ;
    skos:definition "Partly inferred."@en ; skos:inScheme ugv:confidence ; skos:closeMatch ugv:confidence-low .
""",
    "terms.ttl": "".join(
        f'ug:{term} rdfs:label "{term}"@en .\n'
        for term in (
            *(
                "State",
                "Facility",
                "Project",
                "Instrument",
                "TreatyAction",
                "Figure",
                "Source",
                "source",
                "inState",
                "start",
            ),
            *(
                "coordinateConfidence",
                "end",
                "adopted",
                "openedForSignature",
                "enteredIntoForce",
                "participant",
                "instrument",
            ),
            *("actionType", "date", "subject", "measure", "unit", "qualifier", "value", "lower", "upper"),
        )
    )
    + """
ug:notBefore rdfs:label "not before"@en ; skos:scopeNote "Derived by the rule not-before from ug:start."@en .
ugv:action-type-ratification rdfs:label "ratification"@en . ugv:action-type-participation-by-virtue rdfs:label "by virtue"@en .
ugv:measure-budget rdfs:label "budget"@en . ugv:unit-USD rdfs:label "US dollar"@en .
ugv:qualifier-exact rdfs:label "exact"@en . ugv:qualifier-estimate rdfs:label "estimate"@en .
""",
}
SOURCED = " ; ug:source ugd:source-a ."
# rule: (file, what stands there, what is put in its place, what the rule says of it)
BREAKS = {
    "nothing is a blank node": [
        ("projects.ttl", '"As the report says."@en', "[]", "note"),
        ("unconfirmed.ttl", "ugd:instrument-j ", "[] ", "_:"),
    ],
    "each file describes things of its kind": [
        ("projects.ttl", "ugd:project-P1", "ugd:programme-P1", "projects.ttl: programme-P1"),
        ("projects.ttl", "ugd:project-P1", "ugd:projects", "projects.ttl: projects"),
    ],
    "each thing is described in one file": [
        (
            "treaty-actions-world.ttl",
            "ugd:action-UZB-i-participation-by-virtue",
            "ugd:action-TJK-i-ratification",
            "action-TJK",
        ),
    ],
    "the file of russian labels adds names to what others describe": [
        ("labels-ru.ttl", "ugd:project-P1", "ugd:project-P2", "project-P2"),
        ("labels-ru.ttl", 'rdfs:label "Проект"@ru', 'skos:note "Проект"@ru', "note"),
    ],
    "no statement stands twice": [
        ("unconfirmed.ttl", "skos:altLabel", 'rdfs:label "Protocol"@en ; skos:altLabel', "Protocol"),
        ("labels-ru.ttl", "ugd:project-P1", 'ugd:project-P1 rdfs:label "Project"@en .\nugd:project-P1', "Project"),
        ("terms.ttl", "ugv:measure-budget", "ugd:instrument-j a ug:Instrument .\nugv:measure-budget", "instrument-j"),
    ],
    "nothing is written that is derived": [
        ("projects.ttl", "ug:source", 'ug:notBefore "2004-07-01"^^xsd:date ; ug:source', "notBefore"),
    ],
    "every thing has one english label": [
        ("projects.ttl", '"Project"@en', '"Project"@en, "Other"@en', "project-P1"),
        ("projects.ttl", 'rdfs:label "Project"@en', 'skos:altLabel "Project"@en', "project-P1"),
        ("projects.ttl", '"Project"@en', '" "@en', "project-P1"),
        ("states.ttl", '"Таджикистан"@ru', '"Таджикистан"@ru, "Таджикия"@ru', "state-TJK"),
    ],
    "words are english and names may be russian": [
        ("projects.ttl", '"As the report says."@en', '"Selon le rapport."@fr', "rapport"),
        ("projects.ttl", '"As the report says."@en', '"Так в отчёте."@ru', "note"),
        ("projects.ttl", '"Project"@en', '"Проект"@en', "project-P1"),
        ("projects.ttl", '"Project"@en', '"Project"', "project-P1"),
        ("labels-ru.ttl", '"Проект"@ru', '"Project"@ru', "project-P1"),
    ],
    "a code stands for one thing": [
        ("projects.ttl", 'dcterms:identifier "P1"', 'dcterms:identifier "TJK"', "TJK: ['project-P1', 'state-TJK']"),
        (
            "unconfirmed.ttl",
            "skos:altLabel",
            'dcterms:identifier "i" ; skos:altLabel',
            "i: ['instrument-i', 'instrument-j']",
        ),
    ],
    "a notation stands for one thing": [
        ("states.ttl", ' ; ug:end "1991"^^xsd:gYear', "", "['state-SSR', 'state-UZB']"),
        ("states.ttl", '"UZB"^^ug:iso3', '"TJK"^^ug:iso3', "['state-TJK', 'state-UZB']"),
    ],
    "every fact has a source": [
        ("projects.ttl", SOURCED, " .", "project-P1"),
        (
            "instruments.ttl",
            'dcterms:identifier "j"',
            'dcterms:identifier "j" ; ug:adopted "2010"^^xsd:gYear',
            "instrument-j",
        ),
    ],
    "what has no source is pointed to": [
        ("instruments.ttl", ", ugd:instrument-j ;", " ;", "instrument-j"),
    ],
    "every source is cited and has one address of its own": [
        ("sources.ttl", "<https://example.org/a>", "<https://example.org/a>, <https://example.org/b>", "source-a"),
        ("sources.ttl", " ; schema:url <https://example.org/a>", "", "source-a"),
        ("projects.ttl", "ug:source ugd:source-a", "ug:source ugd:state-TJK", "state-TJK: cited: True, addresses: []"),
        (
            "sources.ttl",
            "ugd:source-a a",
            'ugd:source-b a ug:Source ; rdfs:label "Other"@en ; schema:url <https://example.org/b> .\nugd:source-a a',
            "source-b: cited: False",
        ),
        (
            "sources.ttl",
            "ugd:source-a a",
            'ugd:source-b a ug:Source ; rdfs:label "Other"@en ; schema:url <https://example.org/a> .\nugd:source-a a',
            "https://example.org/a",
        ),
    ],
    "no unconfirmed fact names a source": [
        ("unconfirmed.ttl", "skos:altLabel", "ug:source ugd:source-a ; skos:altLabel", "instrument-j"),
    ],
    "every reference has a target": [
        ("facilities.ttl", "ug:inState ugd:state-TJK", "ug:inState ugd:state-TAJ", "state-TAJ"),
        ("figures.ttl", "ugv:unit-USD", "ugv:unit-usd", "unit-usd"),
        ("unconfirmed.ttl", "skos:altLabel", "ug:instrument ugd:instrument-k ; skos:altLabel", "instrument-k"),
    ],
    "every class and property is defined": [
        ("projects.ttl", "a ug:Project", "a ug:Projekt", "Projekt"),
        ("projects.ttl", "ug:end", "ug:finish", "finish"),
    ],
    "every date is one of the calendar": [
        ("instruments.ttl", "2003-09-29", "2003-09-31", "2003-09-31"),
        ("projects.ttl", "2004-07", "2004-7", "2004-7"),
        ("projects.ttl", '"2004"^^xsd:gYear', '"2004-01"^^xsd:gYear', "2004-01"),
        ("facilities.ttl", "--06-20", "--06-31", "--06-31"),
        ("unconfirmed.ttl", "2010-09-10", "2010-02-30", "2010-02-30"),
    ],
    "dates are in order": [
        (
            "projects.ttl",
            '"2004"^^xsd:gYear',
            '"2004-06-30"^^xsd:date',
            "project-P1 start 2004-07, project-P1 end 2004-06-30",
        ),
        ("instruments.ttl", "2000-12-12", "2000-11-14", "adopted 2000-11-15, instrument-i openedForSignature"),
        ("instruments.ttl", "2003-09-29", "2000-12-11", "openedForSignature 2000-12-12, instrument-i enteredIntoForce"),
        ("treaty-actions.ttl", "2002-07-08", "2000-11-14", "action-TJK-i-ratification date 2000-11-14"),
        ("treaty-actions.ttl", "2002-07-08", "2000-12-11", "instrument-i openedForSignature 2000-12-12, action-TJK-i"),
    ],
    "every number has a unit and a qualifier": [
        ("figures.ttl", "ug:unit ugv:unit-USD ; ug:qualifier ugv:qualifier-exact", "ug:unit ugv:unit-USD", "2004-1"),
        (
            "figures.ttl",
            "ug:unit ugv:unit-USD ; ug:qualifier ugv:qualifier-exact",
            "ug:qualifier ugv:qualifier-exact",
            "2004-1",
        ),
        ("figures.ttl", " ; ug:value 1.5", "", "2004-1"),
        ("figures.ttl", "ug:lower 1 ; ", "", "2004-2"),
        ("figures.ttl", "ug:lower 1 ; ", "ug:lower 2 ; ", "2004-2"),
        ("figures.ttl", "ug:lower 1 ; ", "ug:lower 1 ; ug:value 3 ; ", "2004-2"),
    ],
    "figures are numbered within subject measure and period": [
        ("figures.ttl", "budget-2004-2", "budget-2004-3", "figure-P1-budget-2004"),
        ("figures.ttl", "budget-2004-2", "budget-2004-x", "figure-P1-budget-2004"),
    ],
    "the store writes every literal as the files do": [
        ("figures.ttl", "ug:value 1.5", "ug:value 1.50", "1.50"),
        ("figures.ttl", "ug:lower 1 ", 'ug:lower "01"^^xsd:nonNegativeInteger ', "01"),
    ],
    "coordinates lie in their state": [
        ("facilities.ttl", "POINT(68.04 37.2)", "POINT(37.2 68.04)", "facility-POST"),
        ("facilities.ttl", "POINT(68.04 37.2)", "POINT(68.04 36.5)", "facility-POST"),
        ("facilities.ttl", "ug:inState ugd:state-TJK", "ug:inState ugd:state-XXX", "['XXX']"),
        ("facilities.ttl", "ug:inState ugd:state-TJK ;", "", "facility-POST: POINT(68.04 37.2), []"),
        ("facilities.ttl", "POINT(68.04 37.2)", "68.04, 37.2", "68.04, 37.2"),
    ],
    "coordinates say how sure they are": [
        ("facilities.ttl", " ; ug:coordinateConfidence ugv:confidence-low", "", "facility-POST"),
        ("facilities.ttl", "ugv:confidence-low", "ugv:unit-USD", "unit-USD"),
        ("facilities.ttl", 'dcat:centroid "POINT(68.04 37.2)"^^geo:wktLiteral ;', "", "facility-POST"),
    ],
    "every concept has label definition code and scheme": [
        ("confidence.ttl", 'skos:prefLabel "low"@en ; ', "", "confidence-low"),
        (
            "confidence.ttl",
            "skos:inScheme ugv:confidence ; skos:closeMatch ugv:confidence-medium",
            "skos:inScheme ugv:unit",
            "low",
        ),
        ("confidence.ttl", ' ; skos:definition "Levels."@en', "", "confidence.ttl: confidence"),
        ("confidence.ttl", "ugv:confidence-low a", "ugv:low a", "confidence.ttl: low"),
    ],
    "a code stands once in its scheme": [
        ("confidence.ttl", 'dcterms:identifier "medium"', 'dcterms:identifier "low"', "confidence.ttl: low"),
    ],
    "every definition is one sentence": [
        ("confidence.ttl", '"Partly inferred."@en', '"partly inferred"@en', "confidence-medium"),
        ("confidence.ttl", '"Partly inferred."@en', '"Partly. Inferred."@en', "confidence-medium"),
    ],
    "terms that mean nearly the same point to one another": [
        ("confidence.ttl", " ; skos:closeMatch ugv:confidence-low", "", "confidence-low confidence-medium"),
    ],
}
