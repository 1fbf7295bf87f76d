"""Pages that list articles: what they say, how they are paged, and one entry of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from scripts.core.labels import KINDS
from scripts.core.types import Article
from scripts.store.body import plain_text
from scripts.weave import charts, months, words
from scripts.weave.holdings import Holdings, Link
from scripts.weave.paging import parts
from scripts.weave.render import fragment, render, root

SNIPPET = 60
"""Characters of the text that a list shows: two lines of a phone."""
PAGE = 90
"""Articles on one page of a list: a long scroll, and still below 100 KB of HTML."""

MOST_SHOWN = 12
"""Neighbours of one kind beside a list; the rest is folded away."""
MOST_LISTED = 60
"""Neighbours of one kind on a page at all: the pages of a publication can be thousands."""
MOST_NAMED = 3
"""How many names a sentence takes before it says 等."""

DESCRIPTION = 120
"""Characters of a description that search engines and chat programs show."""
PART_OF_NUMBER = re.compile(r"[\dA-Za-z.,%]{1,12}$|[，、；：]$")
"""What a text that is cut short must not end with: 减少41.5 may have been 41.57%."""
NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list."""

    date: str
    doubt: str
    """Why it may not belong here: 也可能是2022年12月; empty when it surely does."""
    html: Markup
    """Title, beginning of the text and tags, for a page at some address."""
    reasons: tuple[str, ...] = ()
    """Why it is shown as related."""
    before: Markup = NOTHING
    """What stands right before it, where a list holds more than articles."""


@dataclass(frozen=True, slots=True)
class Group:
    """Links to neighbours under one heading."""

    title: str
    links: tuple[Link, ...]
    others: tuple[str, ...] = ()
    """Names that have nothing yet and therefore no page."""
    more: Link | None = None
    """Where all of them stand."""


@dataclass(frozen=True)
class ListPage:
    """A page about one place, topic, month or name, with its articles."""

    address: str
    title: str
    crumbs: tuple[Link, ...]
    lead: str
    kind: str = "list"
    kicker: str = ""
    groups: tuple[Group, ...] = ()
    articles: tuple[Article, ...] = ()
    chart: bool = True
    empty: str = ""
    """What to say when there is nothing."""
    heading: str = "报道"
    doubt: Callable[[Article], str] | None = None
    in_order: bool = False
    """Whether the articles stay in the given order; else the newest come first."""
    before: Mapping[str, Markup] = field(default_factory=dict)
    """What stands right before an article, by its id."""
    figures: str = ""
    """What narrows the page of all figures to this list, as `only` writes it; empty where it cannot be."""
    figures_title: str = "这里的数字"
    feed: str = ""
    """Address of its Atom feed, where it has one (`machine/feeds.py`)."""
    scope: str = ""
    """What keeps a search to this list: 城市:南昌市."""
    extra: Mapping[str, object] | None = None
    """More for a template of its own."""


def listing(holdings: Holdings, page: ListPage, template: str = "listing.md.jinja") -> Iterator[tuple[str, str]]:
    """(address, Markdown) of each page of a list; the first has the chart and the neighbours."""
    articles = page.articles if page.in_order else tuple(sorted(page.articles, key=months.newest_first))
    for address, part, pager in parts(page.address, articles, PAGE):
        yield (
            address,
            render(
                template,
                address,
                page=page,
                bars=charts.bars(articles) if page.chart and pager.number == 1 else None,
                entries=[listed(holdings, page, a, address) for a in part],
                number=pager.number,
                most_shown=MOST_SHOWN,
                most_listed=MOST_LISTED,
                pager=pager,
                **(page.extra or {}),
            ),
        )


def listed(holdings: Holdings, page: ListPage, article: Article, address: str) -> Entry:
    """The entry of an article on a page of its list."""
    found = entry(holdings, article, address, page.doubt(article) if page.doubt else "")
    return replace(found, before=page.before.get(article.id, NOTHING))


def entry(holdings: Holdings, article: Article, address: str, doubt: str = "", reasons: tuple[str, ...] = ()) -> Entry:
    """The entry of an article for the page at `address`."""
    if article.id not in holdings.entries:
        holdings.entries[article.id] = entry_html(holdings, article)
    html = Markup(holdings.entries[article.id].replace(ROOT, root(address)))
    return Entry(article.date.words if article.date else "日期不详", doubt, html, reasons)


ROOT = "\x00"
"""Stands for the way back to the root of the site; no text can hold it, see `escape.plain`."""


def entry_html(holdings: Holdings, article: Article) -> str:
    return fragment(
        "entry.html.jinja",
        root=Markup(ROOT),
        link=holdings.article_link(article),
        kind=KINDS[article.kind],
        snippet=snippet(article),
        tags=tags(holdings, article),
    )


def snippet(article: Article, longest: int = SNIPPET) -> str:
    """The beginning of the text without its section headings."""
    lines = (line for line in article.body.splitlines() if not line.startswith("#"))
    text = "".join(plain_text("\n".join(lines)).split("\n"))
    return text if len(text) <= longest else f"{PART_OF_NUMBER.sub('', text[:longest])}……"


def description(article: Article) -> str:
    """What stands for an article where only a sentence or two are shown."""
    return snippet(article, DESCRIPTION)


def tags(holdings: Holdings, article: Article) -> tuple[Link, ...]:
    """City and district, or the city alone, and the topics."""
    places = [holdings.city_link(c) for c in article.city] + [holdings.district_link(d) for d in article.district]
    return (*places, *(holdings.topic_link(t) for t in article.topic))


def counted(names: Iterable[str], link: Callable[[str], Link]) -> tuple[Link, ...]:
    """A link for each name with how often it was given, the most frequent first."""
    found = Counter(names)
    return tuple(
        Link(name, link(name).address, count)
        for name, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )


DISTRICTS = Link("县（市、区）", words.CITIES.address)
Values = Callable[[Article], Iterable[str]]


def neighbours(holdings: Holdings, articles: Sequence[Article], *fields: str) -> tuple[Group, ...]:
    """Groups of what else the articles are tagged with; a group without links is left out."""
    known: dict[str, tuple[Link, Values, Callable[[str], Link]]] = {
        "city": (words.CITIES, lambda a: a.city, holdings.city_link),
        "district": (DISTRICTS, lambda a: a.district, holdings.district_link),
        "topic": (words.TOPICS, lambda a: a.topic, holdings.topic_link),
        "initiative": (words.INITIATIVES, lambda a: a.initiative, holdings.initiative_link),
    }
    groups = (
        Group(more.text, counted((name for a in articles for name in values(a)), link), more=more)
        for more, values, link in (known[name] for name in fields)
    )
    return tuple(g for g in groups if g.links)


def span_words(articles: Iterable[Article]) -> str:
    """The time that articles cover, as the end of a sentence."""
    dates = [a.date for a in articles if a.date]
    if not dates:
        return ""
    early = min(dates, key=lambda d: (d.earliest, d.text))
    late = max(dates, key=lambda d: (d.latest, d.text))
    first, last = month_words(early.earliest), month_words(late.latest)
    if first == last:
        return f"，时间是{first}"
    same_year = early.earliest.year == late.latest.year
    return f"，时间从{first}到{last.partition('年')[2] if same_year else last}"


def month_words(day: date) -> str:
    return f"{day.year}年{day.month}月"


def named(links: Sequence[Link]) -> str:
    """The first few names of a group with their counts: 渝水区3篇、分宜县1篇等."""
    words = "、".join(f"{link.text}{link.count}篇" for link in links[:MOST_NAMED])
    return f"{words}等" if len(links) > MOST_NAMED else words


def scope(field: str, value: str) -> str:
    """What keeps a search to one value of a field, as a reader would type it.

    >>> scope("城市", "南昌市"), scope("举措", "三官 两师")
    ('城市:南昌市', '举措:"三官 两师"')
    """
    return f'{field}:"{value}"' if " " in value and '"' not in value else f"{field}:{value}"


def only(field: str, value: str) -> str:
    """What stands behind `#` in an address that narrows a page to one value (`docs/assets/lists.js`).

    >>> only("year", "2022")
    'year=2022'
    """
    return urlencode({field: value})


def lead(subject: str, articles: Sequence[Article], detail: str = "", time: bool = True) -> str:
    """The sentence that says what is here, and from which `time` it is."""
    return f"这里收有{subject}的报道{len(articles)}篇{detail}{span_words(articles) if time else ''}。"
