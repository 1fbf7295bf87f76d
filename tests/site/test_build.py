"""The woven tree makes a site with either builder, and nothing in it leads astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT, mkdocs_build, zensical_build
from samples import HOSTILE

from scripts.weave.escape import plain

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("use", "href"), ("form", "action"))


def pages(site: Path) -> dict[str, BeautifulSoup]:
    return {p.relative_to(site).as_posix(): BeautifulSoup(p.read_bytes(), "lxml") for p in sorted(site.rglob("*.html"))}


def links(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for name, attribute in LINKS:
        for tag in soup.find_all(name):
            if tag.get(attribute):
                yield name, tag[attribute]


def programs(soup: BeautifulSoup) -> list[object]:
    """Scripts that a browser runs; data in the words of schema.org is none."""
    return [script for script in soup.find_all("script") if script.get("type") != "application/ld+json"]


def test_mkdocs_builds_the_site_without_a_warning(woven: Path) -> None:
    _, warnings = mkdocs_build(woven)
    assert warnings == []


def test_zensical_builds_the_same_pages(site: Path, zensical_site: Path) -> None:
    assert set(pages(site)) == set(pages(zensical_site))


def test_both_builders_show_the_same_text(site: Path, zensical_site: Path) -> None:
    ours, theirs = pages(site), pages(zensical_site)
    for path, soup in ours.items():
        assert soup.article.get_text(" ", strip=True) == theirs[path].article.get_text(" ", strip=True), path


@pytest.mark.parametrize("builder", ["site", "zensical_site"])
def test_every_link_inside_the_site_leads_somewhere(builder: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(builder)
    for path, soup in pages(site).items():
        base = f"https://pingan-jiangxi.github.io/archive/{path.removesuffix('index.html')}"
        for _, href in links(soup):
            target = urlsplit(urljoin(base, href))
            if target.netloc == "pingan-jiangxi.github.io":
                inside = unquote(target.path.removeprefix("/archive/"))
                assert target.path.startswith("/archive/"), (path, href)
                assert (site / inside).is_file() or (site / inside / "index.html").is_file(), (path, href)


@pytest.mark.parametrize("builder", ["site", "zensical_site"])
def test_a_page_loads_nothing_from_another_host(builder: str, request: pytest.FixtureRequest) -> None:
    for path, soup in pages(request.getfixturevalue(builder)).items():
        for name, href in links(soup):
            if name != "a" and "canonical" not in str(soup.find("link", href=href) or ""):
                assert not urlsplit(href).netloc or path == "404.html", (path, href)
        assert not soup.find_all(["iframe", "object", "embed", "base"]), path
        assert [s.get("src", "").rpartition("/")[2] for s in programs(soup)] == ["archive.js"], path


def test_each_page_says_who_it_is_in_chinese(site: Path) -> None:
    for path, soup in pages(site).items():
        assert soup.html["lang"].startswith("zh"), path
        assert len(soup.find_all("h1")) == 1, path
        assert "平安江西报道档案" in soup.title.text, path
        assert not soup.find("meta", attrs={"name": "generator"}), path


def test_no_article_stands_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = yaml.safe_load(text)["nav"]
    assert len(nav) <= 9
    assert not any("articles/" in str(entry) for entry in nav)


@pytest.mark.parametrize(
    "builder", [lambda folder: mkdocs_build(folder)[0], zensical_build], ids=["mkdocs", "zensical"]
)
def test_hostile_texts_are_shown_and_never_obeyed(hostile: Path, builder: object) -> None:
    found = pages(builder(hostile))  # type: ignore[operator]
    for path, soup in found.items():
        assert len(programs(soup)) == 1, path
        assert not soup.find_all(["iframe", "style", "base"]), path
        # the handbook shows pictures of our own screens
        assert all(re.fullmatch(r"(\.\./)+pictures/[a-z]+\.png|pictures/[a-z]+\.png", i["src"]) for i in soup("img")), (
            path
        )
        assert path.startswith("handbook/") or not soup("img"), path
        assert not soup.select(".toc"), path
        for tag in soup.find_all(True):
            assert not any(name.startswith("on") for name in tag.attrs), (path, tag.name)
        for _, href in links(soup):
            assert urlsplit(href.strip()).scheme in ("", "http", "https"), (path, href)
        if path.startswith("articles/wm-"):
            bad = plain(HOSTILE[int(path[21:23]) - 1])
            assert " ".join(soup.h1.text.split()) == " ".join(bad.split()), path
            assert " ".join(bad.split()) in " ".join(soup.title.text.split()), path


def test_a_strict_build_of_hostile_texts_has_no_warning(hostile: Path) -> None:
    assert mkdocs_build(hostile)[1] == []
