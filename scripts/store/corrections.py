"""What a form asks to be changed in an article, done to it; every word that is no value of its field is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from scripts.core import dates
from scripts.core.settings import MOST_TOPICS
from scripts.core.types import Article
from scripts.core.vocab import gazetteer, topics
from scripts.store.articles import CHOICES
from scripts.store.body import escape, one_line
from scripts.store.issue_forms import Request, several

NONE = ("无", "没有")
"""What empties a field."""
DELETED = ("（删去）", "(删去)")
CODE = re.compile(r"[（(]([a-z]+)[)）]")
SPOKEN = re.compile(r"(约)?\s*(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")
HEADS = ("title", "kicker", "subtitle")


def corrected(article: Article, request: Request) -> Article:
    """The article with one wording replaced; it must stand there exactly once. Raises InputProblem."""
    before, after = one_paragraph(request, "before"), one_paragraph(request, "after")
    after = "" if after in DELETED else after
    if before == after:
        raise request.fault("after", "和现在的文字一样", "请写出改好的文字")
    places = [(key, before, after) for key in HEADS for _ in range((getattr(article, key) or "").count(before))]
    written = before if before in article.body else escape(before)
    places += [("body", written, escape(after))] * article.body.count(written)
    if not places:
        raise request.fault(
            "before", f"在 {article.id} 里没有找到", "请从网页上原样抄一句，标点也要一样；一次只抄一段里的话"
        )
    if len(places) > 1:
        raise request.fault(
            "before", f"在 {article.id} 里出现了{len(places)}次", "请把它前后的字多抄几个，让它只对得上一处"
        )
    key, old, new = places[0]
    text = getattr(article, key).replace(old, new)
    if key == "title" and not text.strip():
        raise request.fault("after", "会让标题变成空的", "请写出新的标题")
    return reviewed(
        replace(article, **{key: text or None} if key in HEADS else {key: text}), ("headline",) if key in HEADS else ()
    )


def one_paragraph(request: Request, key: str) -> str:
    """A wording without line ends. Raises InputProblem for several paragraphs."""
    text = request.values[key]
    if len([line for line in text.split("\n") if line.strip()]) > 1:
        raise request.fault(key, "有好几段", "一张表单改一处，请只写一段里的话")
    return one_line(text)


def retagged(article: Article, request: Request) -> Article:
    """The article with the tags that the form names. Raises InputProblem for words outside the vocabulary."""
    fields = {key: READERS[key](request, key) for key in READERS if key in request.values}
    others = fields.pop("others", article.topic[1:])
    if "topic" in fields or "others" in request.values:
        main = fields.get("topic", article.topic[:1])
        fields["topic"] = tuple(dict.fromkeys((*main, *others)))[:MOST_TOPICS]
    if not fields:
        raise request.fault("city", "以下各项都空着，看不出要改什么", "请填要改的那一项；要清空一项，写“无”")
    changed = replace(article, **fields)
    return reviewed(changed if "city" in fields else with_cities(changed), fields)


def with_cities(article: Article) -> Article:
    """The article with the cities in which its districts lie."""
    places = gazetteer()
    found = (places.district(name) for name in article.district)
    cities = (places.city_of(place) for place in found if place)
    return replace(article, city=tuple(dict.fromkeys((*article.city, *(c.name for c in cities if c)))))


def reviewed(article: Article, keys: object) -> Article:
    """The article without the reviews that a person has now made."""
    done = set(keys)  # type: ignore[call-overload]
    return replace(article, review=tuple(name for name in article.review if name not in done))


def from_words(known: Callable[[str], bool], where: str, most: int | None = None) -> Callable[[Request, str], Any]:
    """Reads several values that must all stand in a vocabulary."""

    def read(request: Request, key: str) -> tuple[str, ...]:
        values = words(request, key)
        strange = next((value for value in values if not known(value)), None)
        if strange:
            raise request.fault(key, f"里的“{strange[:40]}”不在词表里", f"{where}；要清空这一项，写“无”")
        if most and len(values) > most:
            raise request.fault(key, f"有{len(values)}个", f"最多{most}个，最主要的在前")
        return values

    return read


def words(request: Request, key: str) -> tuple[str, ...]:
    """Several values, none for 无."""
    values = several(one_line(request.values[key].replace("\n", "、")))
    return () if values in tuple((none,) for none in NONE) else values


def names(request: Request, key: str) -> tuple[str, ...]:
    """Several names, which may be divided by blanks too."""
    return tuple(dict.fromkeys(part for value in words(request, key) for part in value.split()))


def date(request: Request, key: str) -> dates.FuzzyDate | None:
    text = request.values[key].strip()
    if text in NONE:
        return None
    try:
        return dates.parse(edtf(text))
    except ValueError as error:
        raise request.fault(key, f"：{error}", "写成 2022-01-17、2022-11、2024-09~ 或 2022-11/2022-12 的样子") from None


def edtf(text: str) -> str:
    """A date as EDTF, also where it was written as one says it.

    >>> edtf("约2024年9月"), edtf("2022年11月30日"), edtf("2022-11")
    ('2024-09~', '2022-11-30', '2022-11')
    """
    spoken = SPOKEN.fullmatch(text.strip())
    if not spoken:
        return text.strip()
    return "-".join(part.zfill(2) for part in spoken.groups()[1:] if part) + ("~" if spoken[1] else "")


def kind(request: Request, key: str) -> str:
    found = CODE.search(request.values[key])
    if found and found[1] in CHOICES["kind"]:
        return found[1]
    raise request.fault(key, "不在可选的值之内", "请从表单的列表里选")


READERS: dict[str, Callable[[Request, str], Any]] = {
    "city": from_words(lambda name: gazetteer().city(name) is not None, "请从列表里选江西的设区市"),
    "district": from_words(lambda name: gazetteer().district(name) is not None, "请写全称，如 渝水区、南昌经开区"),
    "topic": from_words(lambda name: name in topics().by_name, "请从列表里选", 1),
    "others": from_words(lambda name: name in topics().by_name, "请从列表里选", MOST_TOPICS - 1),
    "date": date,
    "kind": kind,
    "byline": names,
    "photographer": names,
    "initiative": words,
}
"""Fields that the form of tags can set."""
