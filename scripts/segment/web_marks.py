"""The words that stand around an article on a web page, by the table `data/web_marks.tsv`."""

from __future__ import annotations

import re
from functools import lru_cache

from scripts.core.credits import is_name
from scripts.core.han import fold
from scripts.segment.wordings import web_wording

LEFT_OVER = 14
"""Characters that a publication line has beside its dates, labels and tools: the name of a site or of an account."""
VALUE = r"[^\s。！？|｜]{0,24}?"
"""What stands behind a label: a name, a number."""
COUNT = re.compile(r"[0-9０-９]+")
CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9][:：][0-5][0-9](?![0-9])")
CRUMB = re.compile(r"(?:首页|主页|当前位置|所在位置).{0,6}[>＞»›/:：]|(?:\S{1,12}\s*[>＞»›]\s*){2,}")
"""The way to a page: 首页 > 平安 > 正文."""
SEPARATOR = re.compile(r"_|--+|\s[-|｜—–]+\s|[|｜](?=\S{2,12}$)|-(?=\S{2,12}$)")
"""What divides the title of a page from the name of its site."""
SHORTEST_TITLE = 6
"""Characters of a headline: shorter ones are names of columns and of sites."""
PAGE_TITLE_LONGEST = 200
"""Characters of a headline with all that a site puts behind it."""
NOTICE_LONGEST = 250
"""Characters of one notice of a site."""
LONGEST_SITE = 12
"""Characters of the name of a site behind a bar or a dash."""


@lru_cache(maxsize=1)
def token() -> re.Pattern[str]:
    """A date, a time, an address, or a label with its value: what a publication line is made of."""
    label, stamp, tail = (web_wording(kind).pattern for kind in ("label", "stamp", "tail"))
    ends = rf"(?=\s|$|[|｜（(【\[]|{label}\s*[:：]|{stamp}|本[报网台]讯|{tail})"
    heads = r"(?P<title>(?:原标题|正文|标题)\s*[:：]\s*)"
    return re.compile(rf"{heads}|(?P<stamp>{stamp})|(?P<label>{label}\s*[:：]\s*{VALUE}{ends})")


@lru_cache(maxsize=4096)
def is_publication(text: str) -> bool:
    """Whether a line says when, where or by whom a page was put out, and little else.

    >>> is_publication("清河新闻网 2023-07-27 10:11 来源：清河日报 浏览次数：12 【大 中 小】")
    True
    >>> is_publication("2023年7月27日，清河县的夜校开课了。")
    False
    """
    tokens = [found.lastgroup for found in token().finditer(text)]
    bare = tools().sub(" ", token().sub(" ", text))
    enough = len(tokens) >= 2 or "label" in tokens or bool(tokens and CLOCK.search(text)) or len(fold(text)) <= 12
    return (
        bool(tokens)
        and enough
        and "title" not in tokens
        and "。" not in text
        and len(fold(COUNT.sub("", bare))) <= LEFT_OVER
    )


def is_stamped(text: str) -> bool:
    """Whether a publication line has what no printed page has: a time of day, or a label with a date or a count.

    >>> is_stamped("2023-07-27 10:11"), is_stamped("2023年7月27日 星期四")
    (True, False)
    """
    tokens = [found.lastgroup for found in token().finditer(text)]
    dated = any(char.isdigit() for char in text)
    return bool(CLOCK.search(text)) or ("label" in tokens and dated and not text.startswith(("责", "编", "本版")))


@lru_cache(maxsize=1)
def tools() -> re.Pattern[str]:
    return re.compile(rf"(?<![\u3400-\u9fff]){web_wording('tool').pattern}(?![\u3400-\u9fff])")


def is_site(text: str) -> bool:
    """Whether a short text is the name of a site or of a body.

    >>> is_site("清河新闻网"), is_site("夜校开到打谷场")
    (True, False)
    """
    return (
        len(fold(text)) <= LONGEST_SITE + 4
        and not re.search(r"[，、。！？：“”]", text)
        and bool(web_wording("site").fullmatch(text.strip()))
    )


def without_site(text: str) -> int:
    """Where the title of a page ends and the name of its site begins; the whole length where there is none.

    >>> text = "夜校开到打谷场_法治_清河新闻网"
    >>> text[:without_site(text)]
    '夜校开到打谷场'
    """
    end = len(text)
    if end > PAGE_TITLE_LONGEST:
        return end
    for found in reversed(list(SEPARATOR.finditer(text))):
        left, right = text[: found.start()], text[found.end() : end]
        sure = found.group() == "_" or found.group().startswith("--") or is_site(right)
        spaced = found.group() != found.group().strip() and len(fold(right)) <= LONGEST_SITE < len(fold(left))
        if len(fold(left)) < SHORTEST_TITLE or not (sure or spaced):
            break
        end = found.start()
    return end


def is_issuer(text: str) -> bool:
    """Whether a line is nothing but the names of bodies: who put the text out."""
    words = text.split()
    return bool(words) and all(map(is_site, words))


def is_tools(text: str) -> bool:
    """Whether a line is nothing but calls to click.

    >>> is_tools("【返回顶部】【关闭本页】"), is_tools("[查看原文](https://example.org/a.html)"), is_tools("夜校开课")
    (True, True, False)
    """
    bare = re.sub(r"[^\w]+", " ", web_wording("tail").sub(" ", text))
    rest = tools().sub(" ", bare)
    return len(fold(rest)) < len(fold(text)) and not fold(COUNT.sub("", rest))


def is_crumbs(text: str) -> bool:
    return bool(CRUMB.match(text)) and "。" not in text


def is_more(text: str) -> bool:
    """Whether a line heads a list of other articles."""
    words = re.search(r"\w", text)
    bare = text[words.start() : last_word(text)] if words else ""
    return bool(web_wording("more").fullmatch(bare)) or bool(
        re.match(rf"{web_wording('more').pattern}\s*[:：>》|]", bare)
    )


def last_word(text: str) -> int:
    """Where the marks after the last word begin; a pattern for them would be tried from each mark of a flood."""
    end = len(text)
    while end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end


def is_notice(text: str) -> bool:
    """Whether a line is a notice of the site. An article may quote one, but is longer."""
    return len(text) <= NOTICE_LONGEST and bool(web_wording("notice").search(text))


def is_menu(text: str) -> bool:
    """Whether a line is nothing but short words side by side.

    >>> is_menu("首页 新闻 政务 法治 视频"), is_menu("夜校开到打谷场 村民收工来听课")
    (True, False)
    """
    words = re.split(r"[\s|｜·丨/]+", text.strip())
    return (
        len(words) >= 4
        and not all(map(is_name, words))
        and max(map(len, words)) <= 8
        and not re.search(r"[，。！？；]", text)
    )
