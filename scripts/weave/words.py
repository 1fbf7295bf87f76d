"""What codes are called in front of readers."""

from __future__ import annotations

from functools import lru_cache

from scripts.core.settings import DATA
from scripts.core.vocab.tables import rows
from scripts.weave.holdings import Link

HOME = Link("首页", "")
CITIES = Link("城市", "cities/")
TOPICS = Link("专题", "topics/")
DATES = Link("日期", "dates/")
INITIATIVES = Link("举措", "initiatives/")
PAGES = Link("版面", "pages/")
AUTHORS = Link("作者", "authors/")
PUBLICATIONS = Link("刊物", "publications/")

KINDS = {"article": "报道", "interview": "访谈", "brief": "短讯", "photo": "图片", "note": "按语"}
EDITIONS = {
    "digest": ("摘编", "由本档案用自己的话重新讲述，标题、事实、数字、人名地名依原报道，不是原文。"),
    "full": ("全文", "依原版面的文字整理，改动逐条列在下面。"),
}
FIELDS = {
    "byline": "作者",
    "city": "城市",
    "date": "日期",
    "district": "县（市、区）",
    "headline": "标题",
    "initiative": "举措",
    "kicker": "引题",
    "kind": "体裁",
    "order": "语序",
    "photographer": "摄影",
    "publication": "刊物",
    "subtitle": "副题",
    "text": "正文",
    "title": "标题",
    "topic": "专题",
}
"""Fields of an article, as evidence and review marks name them."""
ROLES: dict[str, str] = {
    "answer": "回答",
    "body": "正文",
    "byline": "署名",
    "caption": "图片说明",
    "heading": "小标题",
    "headline": "标题",
    "kicker": "引题",
    "lead": "核心提示",
    "question": "提问",
    "slogan": "口号",
    "subtitle": "副题",
}


@lru_cache(maxsize=1)
def codes() -> dict[str, str]:
    """What cues and correction rules are called, from their tables; a code that no table knows is shown as it is."""
    tables = (DATA / name for name in CODE_TABLES if (DATA / name).is_file())
    return {row["code"]: row["name"] for table in tables for _, row in rows(table)}


CODE_TABLES = ("cues.tsv", "edits.tsv")


def number(value: float) -> str:
    """A figure as it is written in Chinese text: whole numbers without decimals, thousands divided.

    >>> number(12000.0), number(0.5)
    ('12,000', '0.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
