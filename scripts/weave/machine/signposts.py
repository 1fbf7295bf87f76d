"""Signposts at the root of the site: `robots.txt`, `llms.txt` and `sitemap.xml`."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.core.types import Article
from scripts.store.history import day
from scripts.weave.escape import markdown, plain
from scripts.weave.holdings import Holdings, Link
from scripts.weave.render import fragment


def signpost_files(holdings: Holdings) -> dict[str, str]:
    """Path in the woven tree and content."""
    return {"robots.txt": robots(holdings), "llms.txt": llms(holdings)}


def robots(holdings: Holdings) -> str:
    """Everyone may read everything. It counts only where the site stands at the root of a host."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {holdings.site.page('sitemap.xml')}\n"


DATA = (
    ("data/", "数据", "全部数据文件和各栏的意思"),
    ("data/articles.jsonl", "articles.jsonl", "一行一篇，字段与正文俱全"),
    ("data/datapackage.json", "datapackage.json", "数据包说明，有每个文件的校验和"),
    ("data/vocabulary.ttl", "vocabulary.ttl", "主题词表，SKOS"),
    ("feed.xml", "feed.xml", "新收入和新改动的报道，Atom"),
)
READ = (
    ("about/method/", "方法与质量", "版面怎样整理成报道，质量如何"),
    ("about/rights/", "版权与摘编", "摘编不是原文；怎样使用"),
    ("handbook/data/", "数据手册", "字段、地址和格式"),
)


def llms(holdings: Holdings) -> str:
    """What a language model should know of the archive, in the manner of llmstxt.org."""
    name, count = plain(holdings.site.name), len(holdings.articles)
    return "\n".join(
        (
            f"# {markdown(name)}",
            "",
            f"> 江西公共安全、警务、调解与法治报道的公共档案，现有报道{count}篇，摘编与全文逐篇注明。",
            "",
            "摘编由档案用自己的话重述，不是原文；引用原话请查原报。日期用 EDTF，不确定的照实写。"
            "每篇报道的地址后加 index.json 就是它的全部字段，加 cite.bib、cite.ris、cite.json 就是它的著录。",
            "",
            "## 数据",
            *bullets(holdings, DATA),
            "",
            "## 说明",
            *bullets(holdings, READ),
            "",
            "## 城市",
            *links(holdings, map(holdings.city_link, holdings.cities)),
            "",
            "## 专题",
            *links(holdings, map(holdings.topic_link, holdings.terms)),
            "",
        )
    )


def bullets(holdings: Holdings, rows: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"- [{title}]({holdings.site.page(address)}): {told}" for address, title, told in rows]


def links(holdings: Holdings, found: Iterable[Link]) -> list[str]:
    """Lists as data, for those that hold something."""
    return [
        f"- [{markdown(link.text)}]({holdings.site.page(f'{link.address}index.json')}): {link.count}篇"
        for link in found
        if link.count
    ]


def sitemap(holdings: Holdings, addresses: Iterable[str]) -> dict[str, str]:
    """The site map of all pages, given by their addresses.

    A page of an article tells when it was last changed, as far as git knows; no page tells the day of the build.
    """
    changed = {holdings.article_link(a).address: last_day(holdings, a) for a in holdings.articles}
    rows = [(holdings.site.page(address), changed.get(address, "")) for address in sorted(addresses)]
    return {"sitemap.xml": fragment("sitemap.xml.jinja", rows=rows)}


def page_address(path: str) -> str | None:
    """Address of a page by its path in the tree; none for what is no page.

    >>> page_address("about/index.md"), page_address("handbook/tags.md"), page_address("index.md"), page_address("a.js")
    ('about/', 'handbook/tags/', '', None)
    """
    if not path.endswith(".md"):
        return None
    return f"/{path}".removesuffix("index.md").removesuffix(".md").strip("/") + "/" if path != "index.md" else ""


def last_day(holdings: Holdings, article: Article) -> str:
    changed = holdings.history.last(article.id) if holdings.history else None
    return day(changed) if changed else ""
