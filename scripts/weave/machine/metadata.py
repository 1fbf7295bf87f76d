"""What the head of a page says of it: `citation_*`, Dublin Core, Open Graph and schema.org, and the ways to its data.

It goes into the front matter of the page as finished HTML, escaped here; the theme (docs/overrides/main.html) puts it
into the head as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from scripts.core.dates import FuzzyDate
from scripts.core.labels import KINDS, LANGUAGE
from scripts.core.types import Article
from scripts.weave import listing
from scripts.weave.escape import front_matter, plain
from scripts.weave.holdings import Holdings
from scripts.weave.machine import feeds, lists, values
from scripts.weave.machine.citations import year
from scripts.weave.render import fragment, root

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""Of digests (LICENSE-CONTENT.md); the rights of a full text are those of its page record."""
Meta = tuple[str, str, str]
"""Attribute that names it (`name` or `property`), name, content."""
Way = tuple[str, str, str]
"""Kind of a file, its address from the root of the site, what it is called."""
ARTICLE_WAYS = (
    ("application/json", "index.json", "全部字段"),
    ("application/x-bibtex", "cite.bib", "BibTeX"),
    ("application/x-research-info-systems", "cite.ris", "RIS"),
    ("application/vnd.citationstyles.csl+json", "cite.json", "CSL-JSON"),
)


def list_heads(holdings: Holdings) -> dict[str, str]:
    """Lines of front matter by address, for all lists."""
    return {page.address: head(page.address, links=ways(page)) for page in lists.lists(holdings)}


def ways(page: lists.List) -> list[Way]:
    """The list as data and its feeds, where it has some."""
    own = [("application/json", f"{page.address}{lists.NAME}", f"{page.title}：目录数据")]
    return [*feeds.ways(page), *own] if page.has_feed else own


def article_head(holdings: Holdings, article: Article) -> str:
    """Lines of front matter of an article."""
    address = holdings.article_link(article).address
    links = [(kind, address + name, title) for kind, name, title in ARTICLE_WAYS]
    data = Markup(values.script(news_article(holdings, article)))
    return head(address, metas(holdings, article), links, data)


def head(
    address: str,
    metas: Sequence[Meta] = (),
    links: Sequence[Way] = (),
    jsonld: Markup | None = None,
) -> str:
    """Lines of front matter without the lines around them. One text of HTML, for builders are slow at long YAML."""
    tags = fragment("head.html.jinja", root=root(address), metas=metas, links=links, jsonld=jsonld)
    return str(front_matter({"head": tags})).removeprefix("---\n").removesuffix("---\n")


def headed(text: str, lines: str) -> str:
    """A page with more lines at the beginning of its front matter."""
    return text.replace("---\n", f"---\n{lines}", 1) if lines else text


def metas(holdings: Holdings, article: Article) -> list[Meta]:
    """Every tag that has a content, in a fixed order."""
    url = holdings.site.page(holdings.article_link(article).address)
    said = listing.description(article)
    rows = (
        *(("name", f"citation_{name}", value) for name, value in citation(holdings, article, url)),
        *(("name", f"DC.{name}", value) for name, value in dublin_core(holdings, article, url)),
        *(("property", name, value) for name, value in open_graph(holdings, article, url, said)),
    )
    return [(attribute, name, plain(value)) for attribute, name, value in rows if value and plain(value)]


Pairs = Iterable[tuple[str, str | None]]


def citation(holdings: Holdings, article: Article, url: str) -> Pairs:
    """Highwire tags, as Google Scholar and Zotero read them."""
    return (
        ("title", article.title),
        *(("author", name) for name in article.byline),
        ("journal_title", article.publication),
        ("publication_date", slashed(article.date)),
        ("firstpage", article.page),
        ("language", "zh"),
        ("keywords", "; ".join(article.topic)),
        ("abstract_html_url" if article.text == "digest" else "fulltext_html_url", url),
    )


def slashed(date: FuzzyDate | None) -> str:
    """2022/01/17, or the year alone where nothing more is certain."""
    return date.text.replace("-", "/") if date and date.exact else year(date)


def dublin_core(holdings: Holdings, article: Article, url: str) -> Pairs:
    """The date is EDTF, doubts included."""
    return (
        ("title", article.title),
        *(("creator", name) for name in article.byline),
        *(("contributor", name) for name in article.photographer),
        *(("subject", name) for name in article.topic),
        *(("coverage", name) for name in (*article.city, *article.district)),
        ("date", article.date.text if article.date else None),
        ("identifier", url),
        ("language", LANGUAGE),
        ("publisher", holdings.site.name),
        ("rights", rights(holdings, article)),
        ("source", article.publication),
        ("type", "Text"),
    )


def rights(holdings: Holdings, article: Article) -> str | None:
    """The licence of a digest, or what the page record says of a full text."""
    return LICENSE if article.text == "digest" else holdings.record(article).rights


def open_graph(holdings: Holdings, article: Article, url: str, said: str) -> Pairs:
    """Without a picture: a card needs Chinese fonts, which differ from machine to machine, and so would the site."""
    return (
        ("og:type", "article"),
        ("og:title", article.title),
        ("og:description", said),
        ("og:url", url),
        ("og:site_name", holdings.site.name),
        ("og:locale", "zh_CN"),
        ("article:published_time", article.date.text if article.date and article.date.exact else None),
        ("article:modified_time", holdings.history.last(article.id) if holdings.history else None),
        ("article:section", article.topic[0] if article.topic else None),
        *(("article:tag", name) for name in (*article.topic, *article.city, *article.district)),
    )


def news_article(holdings: Holdings, article: Article) -> dict[str, object]:
    """The article in the words of schema.org. A digest is by the archive and based on the report of the newspaper."""
    report = printed(article)
    own = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": holdings.site.page(holdings.article_link(article).address),
        "identifier": article.id,
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "description": listing.description(article),
        "inLanguage": LANGUAGE,
        "genre": KINDS[article.kind],
        "articleSection": list(article.topic),
        "keywords": [*article.topic, *article.initiative],
        "contentLocation": [{"@type": "Place", "name": name} for name in (*article.city, *article.district)],
        "dateModified": holdings.history.last(article.id) if holdings.history else None,
        "isAccessibleForFree": True,
        "license": rights(holdings, article),
        "publisher": {"@type": "Organization", "name": holdings.site.name, "url": holdings.site.url},
    }
    if article.text == "full":
        return present({**own, **report})
    archive = {"@type": "Organization", "name": holdings.site.name}
    return present({**own, "author": archive, "isBasedOn": present({**report, "headline": article.title})})


def printed(article: Article) -> dict[str, object]:
    """The report as it stood in the newspaper; its date only where it names a day, a month or a year without doubt."""
    sure = article.date and not article.date.approximate and article.date.text.replace("-", "").isdigit()
    return {
        "@type": "NewsArticle",
        "author": [{"@type": "Person", "name": name} for name in article.byline],
        "contributor": [{"@type": "Person", "name": name} for name in article.photographer],
        "datePublished": article.date.text if article.date and sure else None,
        "isPartOf": {"@type": "Newspaper", "name": article.publication} if article.publication else None,
        "printPage": article.page,
    }


def present(values_: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values_.items() if value not in (None, "", [])}
