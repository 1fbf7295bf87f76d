"""What the heads of pages tell other programs, and the signposts at the root of the site."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from rdflib import RDF, SDO, Graph
from samples import article, explanations, hostile, sample

from scripts.core import dates
from scripts.core.types import Archive, PageRecord
from scripts.store.history import Change, History
from scripts.weave import pages
from scripts.weave.escape import plain
from scripts.weave.site import Site
from scripts.weave.tree import Past

# rdflib's own parser of JSON-LD uses a class that rdflib will replace
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
HISTORY = History((Change("jxrb-fz-20230620-01", "2026-01-02T03:04:05Z", "added", (), "", "a" * 40, "新报道"),))
FIRST, EXACT = "articles/jxrb-fz-20221130-01/index.md", "articles/jxrb-fz-20230620-01/index.md"


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return {k: str(v) for k, v in pages(sample(), explanations(sample()), past=Past(history=HISTORY)).items()}


def head(page: str) -> BeautifulSoup:
    """The head of a page as a browser reads it."""
    values = yaml.safe_load(page.split("---\n")[1])
    return BeautifulSoup(f"<html><head>{values.get('head', '')}</head></html>", "lxml").head


def metas(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in head(page).find_all("meta"):
        found.setdefault(tag.get("name") or tag["property"], []).append(tag["content"])
    return found


def data(page: str) -> dict[str, object]:
    return json.loads(head(page).find("script", type="application/ld+json").string)


def test_reference_managers_find_what_they_need(tree: dict[str, str]) -> None:
    found = metas(tree[EXACT])
    assert found["citation_title"] == ["小河社区的第8盏灯"]
    assert found["citation_author"] == ["罗小禾"]
    assert found["citation_publication_date"] == ["2023/06/20"]
    assert found["citation_journal_title"] == ["江西日报《法治》周刊"]
    assert found["DC.date"] == ["2023-06-20"]
    assert found["DC.coverage"] == ["九江市"]
    assert found["article:published_time"] == ["2023-06-20"]
    assert found["article:modified_time"] == ["2026-01-02T03:04:05Z"]


def test_no_program_is_told_a_day_that_is_in_doubt(tree: dict[str, str]) -> None:
    found = metas(tree[FIRST])
    assert found["DC.date"] == ["2022-11/2022-12"]
    assert found["citation_publication_date"] == ["2022"]
    assert "article:published_time" not in found
    assert "datePublished" not in json.dumps(data(tree[FIRST]))
    assert "article:modified_time" not in found


def graph(page: str) -> Graph:
    described = {**data(page), "@context": {"@vocab": str(SDO)}}
    return Graph().parse(data=json.dumps(described), format="json-ld")


def test_schema_org_knows_every_word_we_use(tree: dict[str, str]) -> None:
    for name in (FIRST, EXACT, "articles/wm-xxxxxxxx-01/index.md"):
        found = graph(tree[name])
        terms = {p for p in found.predicates() if p != RDF.type} | set(found.objects(predicate=RDF.type))
        assert terms
        for term in terms:
            assert term in SDO, term
        (page,) = (s for s in found.subjects(SDO.url) if (s, RDF.type, SDO.NewsArticle) in found)
        assert found.value(page, SDO.headline)


def test_a_digest_is_by_the_archive_and_based_on_the_report(tree: dict[str, str]) -> None:
    found = data(tree[EXACT])
    assert found["author"] == {"@type": "Organization", "name": "平安江西报道档案"}
    report = found["isBasedOn"]
    assert report["author"] == [{"@type": "Person", "name": "罗小禾"}]
    assert report["datePublished"] == "2023-06-20"
    assert report["isPartOf"]["name"] == "江西日报《法治》周刊"
    assert found["license"].startswith("https://creativecommons.org/")


def test_a_full_text_is_by_its_reporters_and_keeps_its_rights() -> None:
    one = article(1, text="full")
    claimed = "http://rightsstatements.org/vocab/InC/1.0/"
    tree = pages(Archive((one,), {one.source.file: PageRecord(rights=claimed)}), {})  # type: ignore[union-attr]
    page = str(tree[FIRST])
    assert data(page)["author"] == [{"@type": "Person", "name": "罗小禾"}]
    assert "isBasedOn" not in data(page)
    assert data(page)["license"] == claimed
    assert metas(page)["DC.rights"] == [claimed]


def test_a_page_leads_to_its_data(tree: dict[str, str]) -> None:
    for path in tree:
        if path.endswith("index.md") and not path.startswith(("handbook/", "about/")):
            for link in head(tree[path]).find_all("link"):
                target = re.sub(r"^(\.\./|\./)*", "", link["href"])
                assert target in tree, (path, link["href"])
    assert len(head(tree[FIRST]).find_all("link")) == 4


def test_hostile_texts_stay_values() -> None:
    archive = hostile()
    tree = pages(archive, {})
    for one in archive.articles:
        text = str(next(v for k, v in tree.items() if k == f"articles/{one.id}/index.md"))
        soup = head(text)
        assert {tag.name for tag in soup.find_all(True)} <= {"meta", "link", "script"}
        assert [script["type"] for script in soup.find_all("script")] == ["application/ld+json"]
        for tag in soup.find_all(True):
            assert set(tag.attrs) <= {"name", "property", "content", "rel", "type", "href", "title"}
        assert metas(text)["citation_title"] == [plain(one.title)]
        assert data(text)["headline"] == plain(one.title)


def test_the_site_map_names_every_page_and_no_day_of_the_build(tree: dict[str, str]) -> None:
    whole = pages(
        sample(),
        {},
        own={"about/index.md": b"# a\n", "handbook/tags.md": b"# b\n", "sw.js": b""},
        past=Past(history=HISTORY),
    )
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = ElementTree.fromstring(str(whole["sitemap.xml"])).findall(f"{space}url")
    places = [url.findtext(f"{space}loc", "") for url in urls]
    assert len(places) == len(set(places)) == sum(path.endswith(".md") for path in whole)
    root = "https://pingan-jiangxi.github.io/archive/"
    assert {root, f"{root}about/", f"{root}handbook/tags/", f"{root}cities/nanchang/"} <= set(places)
    days = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in urls}
    assert days[f"{root}articles/jxrb-fz-20230620-01/"] == "2026-01-02"
    assert [day for place, day in days.items() if day] == ["2026-01-02"]


def test_robots_may_read_everything_and_are_shown_the_way(tree: dict[str, str]) -> None:
    assert tree["robots.txt"] == (
        "User-agent: *\nAllow: /\n\nSitemap: https://pingan-jiangxi.github.io/archive/sitemap.xml\n"
    )


def test_whatever_llms_txt_names_exists(tree: dict[str, str]) -> None:
    own = ("handbook/data/", "about/method/", "about/rights/")
    targets = re.findall(r"\]\(https://pingan-jiangxi\.github\.io/archive/([^)]*)\)", tree["llms.txt"])
    assert len(targets) > 10
    for target in targets:
        assert target in own or target in tree or f"{target}index.md" in tree, target


def test_a_fork_names_itself_everywhere() -> None:
    site = Site("另一份档案", "https://other.example.org/a/", "https://git.example.org/a")
    tree = pages(replace(sample()), explanations(sample()), site, past=Past(history=HISTORY))
    for path, text in tree.items():
        assert "pingan-jiangxi.github.io" not in str(text), path


def test_weaving_is_the_same_whatever_the_day_and_the_order() -> None:
    known = Past(history=HISTORY)
    backwards = dict(reversed(explanations(sample()).items()))
    assert pages(sample(), explanations(sample()), past=known) == pages(sample(), backwards, past=known)


def test_a_date_of_one_month_is_told_as_that_month() -> None:
    page = str(pages(Archive((article(1, date=dates.parse("2024-09")),)), {})[FIRST])
    assert data(page)["isBasedOn"]["datePublished"] == "2024-09"
    assert metas(page)["citation_publication_date"] == ["2024"]
