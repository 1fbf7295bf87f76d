"""What other programs find on the built site, whichever builder made it and on whatever day."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from conftest import mkdocs_build

ROOT = "https://pingan-jiangxi.github.io/archive/"
ARTICLE = "articles/jxrb-fz-20221130-01/"
GONE = "jxrb-fz-20221130-90"
BUILDERS = ["site", "zensical_site"]


def soup(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_bytes(), "lxml")


def sums(site: Path) -> dict[str, str]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_on_two_days_are_the_same_bytes(woven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = sums(mkdocs_build(woven)[0])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert sums(mkdocs_build(woven)[0]) == first


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_head_of_an_article_tells_programs_what_it_is(builder: str, request: pytest.FixtureRequest) -> None:
    page = soup(request.getfixturevalue(builder), ARTICLE)
    assert page.head.find("meta", attrs={"name": "citation_title"})["content"] == "小河社区的第1盏灯"
    assert page.head.find("meta", attrs={"name": "DC.date"})["content"] == "2022-11/2022-12"
    assert page.head.find("meta", property="og:type")["content"] == "article"
    described = json.loads(page.head.find("script", type="application/ld+json").string)
    assert described["@type"] == "NewsArticle"
    assert described["headline"] == "小河社区的第1盏灯"


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_feed_and_file_that_a_head_offers_is_there(builder: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(builder)
    for address in ("", ARTICLE, "cities/xinyu/", "cities/xinyu/yushui/", "topics/anti-fraud/", "about/"):
        offered = soup(site, address).head.find_all("link", rel="alternate")
        assert {link["type"] for link in offered} >= {"application/atom+xml", "application/feed+json"}
        for link in offered:
            target = unquote(urljoin(ROOT + address, link["href"]).removeprefix(ROOT))
            assert (site / target).is_file(), (address, target)


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_page_that_is_no_article_has_a_card_too(builder: str, request: pytest.FixtureRequest) -> None:
    page = soup(request.getfixturevalue(builder), "cities/xinyu/")
    assert page.head.find("meta", property="og:type")["content"] == "website"
    assert page.head.find("meta", property="og:title")["content"] == "新余市"


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_site_map_names_every_page_of_the_site(builder: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(builder)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    told = {loc.text for loc in ElementTree.parse(site / "sitemap.xml").iter(f"{space}loc")}
    pages = {path.parent.relative_to(site).as_posix().replace(".", "", 1) for path in site.rglob("index.html")}
    assert told == {f"{ROOT}{page}/" if page else ROOT for page in pages}


def test_references_stand_on_the_page_as_lines(site: Path) -> None:
    page = soup(site, ARTICLE)
    assert page.find(id="citation").text.startswith("罗小禾. 小河社区的第1盏灯[N/OL]. ")
    shown = [block.text for block in page.select("pre.reference")]
    assert any(text.splitlines()[0] == "@article{jxrb-fz-20221130-01," for text in shown)
    assert any(text.splitlines()[0] == "TY  - NEWS" for text in shown)
    assert "没有改动记录" in page.text


def test_search_engines_forget_a_withdrawn_article_and_no_other_page(whole: Path) -> None:
    forgotten = [path for path in whole.rglob("*.html") if b'<meta name="robots" content="noindex">' in path.read_bytes()]
    assert [path.parent.name for path in forgotten] == [GONE]
