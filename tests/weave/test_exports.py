"""What other programs download: it parses, agrees with the tables, and harms nobody."""

from __future__ import annotations

import csv
import io

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from samples import explanations, hostile, hostile_explanations, sample

from scripts.core.vocab import gazetteer, topics
from scripts.weave import pages
from scripts.weave.exports import COLUMNS
from scripts.weave.site import Site

# rdflib's own parser of JSON-LD uses a class that rdflib will replace
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")


def files(site: Site | None = None) -> dict[str, str]:
    tree = pages(sample(), explanations(sample()), site)
    return {path: str(text) for path, text in tree.items() if path.startswith("data/")}


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    return files()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_vocabulary_says_the_same_in_turtle_and_in_json_ld(exported: dict[str, str]) -> None:
    turtle = Graph().parse(data=exported["data/vocabulary.ttl"], format="turtle")
    json_ld = Graph().parse(data=exported["data/vocabulary.jsonld"], format="json-ld")
    assert len(turtle) > 100
    assert set(turtle) == set(json_ld)


def test_every_term_has_its_words_its_group_and_a_page(exported: dict[str, str]) -> None:
    graph = Graph().parse(data=exported["data/vocabulary.ttl"], format="turtle")
    for term in topics().terms:
        (concept,) = graph.subjects(SKOS.prefLabel, Literal(term.name, lang="zh-Hans"))
        assert str(concept) == f"https://pingan-jiangxi.github.io/archive/topics/{term.slug}/"
        assert (concept, SKOS.definition, Literal(term.definition, lang="zh-Hans")) in graph
        assert {str(word) for word in graph.objects(concept, SKOS.altLabel)} == set(term.aliases)
        (group,) = graph.objects(concept, SKOS.broader)
        assert graph.value(group, SKOS.prefLabel) == Literal(term.group, lang="zh-Hans")
        assert (group, SKOS.narrower, concept) in graph


def test_every_group_is_a_top_concept_and_has_its_place_on_the_page_of_topics(exported: dict[str, str]) -> None:
    graph = Graph().parse(data=exported["data/vocabulary.jsonld"], format="json-ld")
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    tops = {str(group) for group in graph.objects(scheme, SKOS.hasTopConcept)}
    assert tops == {f"{scheme}#{slug}" for slug in topics().group_slugs.values()}
    page = str(pages(sample(), {})["topics/index.md"])
    assert all(f'id="{slug}"' in page for slug in topics().group_slugs.values())
    assert all((URIRef(top), SKOS.topConceptOf, scheme) in graph for top in tops)


def test_a_fork_has_identifiers_of_its_own() -> None:
    text = files(Site(url="https://archive.example.org/"))["data/vocabulary.ttl"]
    assert "<https://archive.example.org/topics/>" in text
    assert "pingan-jiangxi" not in text


def test_the_places_are_all_of_jiangxi_with_codes_and_parents(exported: dict[str, str]) -> None:
    found = {row["code"]: row for row in rows(exported["data/places.csv"])}
    ours = [p for p in gazetteer().by_code.values() if p.ours and p.level != "province"]
    assert list(found) == [place.code for place in ours]
    assert sum(row["level"] == "city" for row in found.values()) == 11
    assert all(row["parent"] in found or row["parent"] == "36" for row in found.values())
    assert found["360502"]["name"] == "渝水区"
    assert found["360502"]["city"] == "新余市"
    assert found["360502"]["url"] == "https://pingan-jiangxi.github.io/archive/cities/xinyu/yushui/"
    assert found["360502"]["articles"] == "1"


def test_a_place_without_a_page_has_no_address(exported: dict[str, str]) -> None:
    found = {row["name"]: row for row in rows(exported["data/places.csv"])}
    assert found["莲花县"]["url"] == ""
    assert found["莲花县"]["articles"] == "0"
    assert found["萍乡市"]["url"].endswith("/cities/pingxiang/")


def test_figures_stand_as_numbers_with_their_unit_and_article(exported: dict[str, str]) -> None:
    first = rows(exported["data/figures.csv"])[0]
    assert first["value"] == "12000"
    assert (first["unit"], first["what"], first["change"]) == ("户", "安装门磁的住户", "同比上升")
    assert first["url"].endswith(f"/articles/{first['id']}/")


def test_the_page_explains_every_column_in_its_order(exported: dict[str, str]) -> None:
    page = exported["data/index.md"]
    for name, columns in COLUMNS.items():
        assert next(csv.reader(io.StringIO(exported[f"data/{name}"]))) == list(columns)
        assert all(f"<code>{column}</code>" in page for column in columns)
        assert f'href="../data/{name}"' in page


def test_no_cell_runs_as_a_formula_or_breaks_its_row() -> None:
    archive = hostile()
    tree = pages(archive, hostile_explanations(archive))
    found = rows(str(tree["data/figures.csv"]))
    assert len(found) == len(archive.articles)
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_same_archive_gives_the_same_files(exported: dict[str, str]) -> None:
    assert files() == exported
