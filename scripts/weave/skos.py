"""The topic vocabulary as SKOS: the same statements in Turtle and in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.core.labels import LANGUAGE
from scripts.core.vocab import Term
from scripts.weave import escape
from scripts.weave.holdings import Holdings

SKOS = "http://www.w3.org/2004/02/skos/core#"
TERMS = "http://purl.org/dc/terms/"
TITLE = "平安江西报道档案主题词表"
PREFIXES = {"dcterms": TERMS, "skos": SKOS}
LINKS = ("hasTopConcept", "topConceptOf", "inScheme", "broader", "narrower")
"""Properties whose values are concepts or the scheme; the values of all others are words."""


@dataclass(frozen=True, slots=True)
class Resource:
    """The scheme or one concept with its statements, in a fixed order."""

    uri: str
    kind: str
    statements: tuple[tuple[str, tuple[str, ...]], ...]
    """(property, values), the property as `skos:broader`; without values nothing is said."""


def resources(holdings: Holdings) -> Iterator[Resource]:
    """The scheme, then each group followed by its terms."""
    scheme = holdings.site.page("topics/")
    groups = {name: f"{scheme}#{slug}" for name, slug in holdings.topics.group_slugs.items()}
    yield Resource(
        scheme, "ConceptScheme", (("dcterms:title", (TITLE,)), ("skos:hasTopConcept", tuple(groups.values())))
    )
    for name, terms in holdings.topics.groups.items():
        yield Resource(
            groups[name],
            "Concept",
            (
                ("skos:prefLabel", (name,)),
                ("skos:topConceptOf", (scheme,)),
                ("skos:inScheme", (scheme,)),
                ("skos:narrower", tuple(address(holdings, term) for term in terms)),
            ),
        )
        yield from (concept(holdings, term, scheme, groups[name]) for term in terms)


def concept(holdings: Holdings, term: Term, scheme: str, group: str) -> Resource:
    return Resource(
        address(holdings, term),
        "Concept",
        (
            ("skos:prefLabel", (term.name,)),
            ("skos:altLabel", term.aliases),
            ("skos:definition", (term.definition,)),
            ("skos:notation", (term.slug,)),
            ("skos:inScheme", (scheme,)),
            ("skos:broader", (group,)),
        ),
    )


def address(holdings: Holdings, term: Term) -> str:
    """The page of a term is its identifier too."""
    return holdings.site.page(holdings.topic_link(term.name).address)


def turtle(holdings: Holdings) -> str:
    """The vocabulary in Turtle."""
    prefixes = (f"@prefix {name}: <{uri}> .\n" for name, uri in PREFIXES.items())
    return "".join((*prefixes, *map(turtle_block, resources(holdings))))


def turtle_block(resource: Resource) -> str:
    said = [
        f"    {name} {', '.join(turtle_value(name, v) for v in values)}"
        for name, values in resource.statements
        if values
    ]
    return "\n" + " ;\n".join((f"<{resource.uri}> a skos:{resource.kind}", *said)) + " .\n"


def turtle_value(name: str, value: str) -> str:
    """A link in angle brackets, a notation as a plain string, any other text with its language.

    JSON quotes a string as Turtle does.
    """
    if local(name) in LINKS:
        return f"<{value}>"
    quoted = json.dumps(escape.plain(value), ensure_ascii=False)
    return quoted if local(name) == "notation" else f"{quoted}@{LANGUAGE}"


def json_ld(holdings: Holdings) -> str:
    """The vocabulary in JSON-LD."""
    context = PREFIXES | {f"skos:{name}": {"@type": "@id"} for name in LINKS}
    graph = [json_node(resource) for resource in resources(holdings)]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def json_node(resource: Resource) -> dict[str, object]:
    said = {name: [json_value(name, value) for value in values] for name, values in resource.statements if values}
    return {"@id": resource.uri, "@type": f"skos:{resource.kind}", **said}


def json_value(name: str, value: str) -> object:
    if local(name) in LINKS:
        return value
    text = escape.plain(value)
    return text if local(name) == "notation" else {"@value": text, "@language": LANGUAGE}


def local(name: str) -> str:
    return name.partition(":")[2]
