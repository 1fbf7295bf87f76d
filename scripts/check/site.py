"""网: the built site, when it is given: nothing from other hosts, no link into the void, no article without a page."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from scripts.check.context import Context
from scripts.check.registry import Place, rule
from scripts.store.built import Built

VALUE = r"""=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
ADDRESS = re.compile(rf"\s(href|src|srcset|poster|data|action){VALUE}", re.IGNORECASE)
REL = re.compile(rf"\srel{VALUE}", re.IGNORECASE)
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
CODE = re.compile(r"<(script|style|pre|code)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
LOADS = frozenset(
    {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}
)
"""Relations of a `link` for which a browser asks the host, unlike `canonical` or `license`."""
FOLLOWED = frozenset({"a", "area"})
"""Elements whose address is asked for only when a reader follows it."""
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
NOT_FOUND = "404.html"
"""Shown for any address, so that its own links start from the root of the host."""


@rule("网01")
def asks_another_host(context: Context) -> Iterator[Place]:
    for name, text in site_texts(context.site):
        for address in dict.fromkeys(loaded(text)):
            yield Place(shown(context, name), None, f"要取 {address}")


def loaded(text: str) -> Iterator[str]:
    """Addresses on other hosts for which a browser would ask by itself."""
    if "//" not in text:
        return
    for element, rest, found in addresses(text):
        asks = element not in FOLLOWED and (element != "link" or not LOADS.isdisjoint(relations(rest)))
        if asks and ELSEWHERE.match(found):
            yield found
    yield from IN_STYLE.findall(text)


def relations(rest: str) -> list[str]:
    found = REL.search(rest)
    return found[1].strip("\"'").lower().split() if found else []


def addresses(text: str) -> Iterator[tuple[str, str, str]]:
    """(element, its attributes, address) of every address in the markup of a page."""
    for element, rest in TAG.findall(text):
        for _, value in ADDRESS.findall(rest):
            yield element.lower(), rest, html.unescape(value.strip("\"'")).strip()


@rule("网02")
def link_into_the_void(context: Context) -> Iterator[Place]:
    site = context.site
    for name, text in site_texts(site):
        if name.endswith(".html") and posixpath.basename(name) != NOT_FOUND:
            targets = dict.fromkeys(address for _, _, address in addresses(CODE.sub(lines_only, text)))
            for address in targets:
                if site and not leads_somewhere(site, name, address):
                    yield Place(shown(context, name), None, f"找不到 {address}")


def lines_only(found: re.Match[str]) -> str:
    """What stays of a script or an example: the tag itself, for its address, and nothing of its text."""
    return found[0].partition(">")[0] + ">"


def leads_somewhere(site: Built, page: str, address: str) -> bool:
    """Whether an address inside the site is that of a file; others are believed."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return True
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    inside = path.removeprefix("./")
    return inside in site.files or posixpath.normpath(f"{inside}/index.html") in site.files


@rule("网03")
def article_without_a_page(context: Context) -> Iterator[Place]:
    for article in context.archive.articles if context.site else ():
        if context.site and f"articles/{article.id}/index.html" not in context.site.files:
            yield Place(article.path, None, f"网站里没有 articles/{article.id}/")


def site_texts(site: Built | None) -> Iterator[tuple[str, str]]:
    """(name, text) of the pages and style sheets of the site."""
    for name in site.pages if site else ():
        yield name, site.text(name) if site else ""


def shown(context: Context, name: str) -> str:
    """How messages name a file of the site."""
    return f"{context.site.root.name if context.site else ''}/{name}"
