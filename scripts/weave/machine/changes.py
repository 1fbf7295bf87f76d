"""What changed and when, as git knows it: for programs, for feed readers, and for the page of each article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from scripts.core.labels import FIELDS
from scripts.core.types import Article
from scripts.store.history import BODY, Change
from scripts.weave import slugs
from scripts.weave.holdings import Holdings
from scripts.weave.machine import values
from scripts.weave.render import fragment

FEED = "changes.xml"
LINES = "changes.jsonl"
MOST = 100
"""Changes in the feed; `changes.jsonl` has all."""
MOST_SHOWN = 5
"""Changes on the page of an article."""
KINDS = {"added": "收入", "changed": "改动", "removed": "撤下"}
BY = {"hand": "人手校改", "machine": "程序重新整理", "": ""}


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words."""

    when: str
    """Moment in UTC, ISO 8601."""
    day: str
    """2026年1月17日, in UTC as well."""
    what: str
    """收入 · 改动（标题、正文） · 撤下."""
    by: str
    """人手校改, 程序重新整理, or nothing."""
    title: str
    """Headline of the article, or its id where it is no longer there."""
    url: str
    """Permanent address of the article."""
    commit: str
    """Address of the commit in the repository."""
    key: str
    """What tells this change from all others."""
    summary: str


def last_changes(holdings: Holdings, article: Article, most: int = MOST_SHOWN) -> tuple[Told, ...] | None:
    """The last changes of an article, the newest first; None where nothing can be known of any."""
    if holdings.history is None:
        return None
    found = holdings.history.by_id.get(article.id, ())
    return tuple(told(holdings, change) for change in found[::-1][:most])


def told(holdings: Holdings, change: Change) -> Told:
    article = holdings.archive.by_id.get(change.id)
    url = holdings.site.page(article_address(holdings, change.id))
    year, month, day = change.when[:10].split("-")
    return Told(
        when=change.when,
        day=f"{int(year)}年{int(month)}月{int(day)}日",
        what=KINDS[change.kind] + (f"（{'、'.join(map(field_name, change.fields))}）" if change.fields else ""),
        by=BY[change.by],
        title=article.title if article else change.id,
        url=url,
        commit=f"{holdings.site.repo}/commit/{change.commit}",
        key=f"{url}#{change.commit}",
        summary="：".join(part for part in (BY[change.by], change.summary) if part),
    )


def field_name(key: str) -> str:
    """What readers call a key of an article file."""
    return {BODY: "正文", "text": "版本", "source": "来源", "review": "复核", "id": "编号"}.get(key) or FIELDS.get(
        key, key
    )


def article_address(holdings: Holdings, name: str) -> str:
    """Address of an article that is or once was."""
    return f"articles/{holdings.article_slugs.get(name) or slugs.identifier(name)}/"


def change_lines(holdings: Holdings) -> dict[str, str]:
    """The name in `data/` and the content; no file at all where nothing can be known."""
    return {LINES: values.lines(rows(holdings))} if holdings.history else {}


def change_feed(holdings: Holdings) -> dict[str, str]:
    """The same as Atom, at the root of the site."""
    return {FEED: feed(holdings)} if holdings.history else {}


def rows(holdings: Holdings) -> Iterator[dict[str, object]]:
    """Every change, the oldest first, so that the file grows at its end."""
    for change in holdings.history.changes if holdings.history else ():
        yield {**asdict(change), "url": holdings.site.page(article_address(holdings, change.id))}


def feed(holdings: Holdings) -> str:
    """The last changes as Atom."""
    changes = holdings.history.changes if holdings.history else ()
    newest = [told(holdings, change) for change in changes[::-1][:MOST]]
    return fragment(
        "changes.xml.jinja",
        site=holdings.site,
        own=holdings.site.page(FEED),
        url=holdings.site.page("data/"),
        updated=max(one.when for one in newest),
        entries=newest,
    )
