"""Rule 1 of the design, proved: every character of a raw page stands in exactly one fragment, columns counted exactly.

Pages are damaged, cut off, shuffled, run together and random; the layout may be wrong on them, but it loses nothing.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.core.types import Fragment, Layout, PageRecord, RawPage
from scripts.segment import segment
from tests.damage import damaged

HINTS = ("", "", "p", "p", "title", "meta", "h1", "h2", "nav", "a", "li", "td", "header", "footer", "figcaption")
LOCATED = tuple[int, int]
"""Line, counted from 1, and column, counted from 0."""
WEB = (
    "清河县：夜校开到打谷场_法治_清河新闻网",
    "2023-06-08 10:21，正文：原标题：清河县夜校开到打谷场近日，清河县把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写，"
    "彩礼怎么退，宅基地怎么分，来过的村民有四百多人，都说听得懂。编辑：周晓返回搜狐，查看更多责任编辑：",
    "首页 > 法治 > 正文",
    "清河新闻网 2023-06-08 10:21 来源：清河日报 浏览次数：12 字号：【大 中 小】",
    "### 清河县夜校开到打谷场",
    "（法治）清河县夜校开到打谷场",
    "清河县夜校开到打谷场",
    "　　夜校开了十二期。　　来过的村民有四百多人。  　　凡本网注明“来源：清河新闻网”的作品，均不得转载。",
    "相关阅读",
    "大家都在看  老街装了路灯",
    "【抓源头】司法所把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写、彩礼怎么退。",
    "一、把课讲到地头。司法所把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写。",
    "分享到：",
    "[查看原文](https://example.org/a.html)",
    "\u200b\u3000",
)


def located(layout: Layout) -> Iterator[tuple[LOCATED, str]]:
    """Every visible character of every fragment with the place where it says it stands."""
    pieces = [part for piece in layout.pieces for part in piece.fragments]
    for part in (*pieces, *layout.furniture, *layout.loose):
        yield from characters(part)


def characters(part: Fragment) -> Iterator[tuple[LOCATED, str]]:
    start, end = part.columns or (0, 0)
    if part.columns:
        assert part.first == part.last and len(part.lines) == 1 and len(part.lines[0]) == end - start
    assert len(part.lines) == part.last - part.first + 1
    for number, line in enumerate(part.lines, part.first):
        yield from (((number, column), char) for column, char in enumerate(line, start) if visible(char))


def visible(char: str) -> bool:
    return not char.isspace() and char not in "\u200b\ufeff"


def expect_nothing_lost(
    lines: Sequence[str], hints: Sequence[str] | None = None, record: PageRecord | None = None
) -> None:
    markup = "html" if hints else "text"
    page = RawPage("p", "", "utf-8", markup, tuple(lines), tuple(hints or [""] * len(lines)), record or PageRecord())
    on_page = {
        (number, column): char
        for number, line in enumerate(lines, 1)
        for column, char in enumerate(line)
        if visible(char)
    }
    found = list(located(segment(page)))
    assert dict(found) == on_page
    assert max(Counter(place for place, _ in found).values(), default=1) == 1


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_nothing_of_a_damaged_page_is_lost(seed: int, dice: random.Random) -> None:
    lines = list(damaged(seed, articles=3).lines)
    expect_nothing_lost(lines)
    dice.shuffle(lines)
    expect_nothing_lost(lines)


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.integers(0, 2000), st.integers(0, 2000))
def test_nothing_of_a_page_cut_off_anywhere_is_lost(seed: int, start: int, length: int) -> None:
    expect_nothing_lost(damaged(seed, articles=3).text[start : start + length].splitlines())


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_nothing_of_a_page_whose_lines_ran_together_is_lost(seed: int, together: int) -> None:
    lines = [line for line in damaged(seed, articles=3).lines if line]
    expect_nothing_lost(["".join(lines[n : n + together]) for n in range(0, len(lines), together)])


@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000), st.lists(st.sampled_from(WEB), max_size=6), st.randoms(use_true_random=False))
def test_nothing_of_a_newspaper_page_with_traces_of_the_web_is_lost(
    seed: int, traces: list[str], dice: random.Random
) -> None:
    lines = list(damaged(seed, articles=2).lines)
    for trace in traces:
        lines.insert(dice.randint(0, len(lines)), trace)
    expect_nothing_lost(lines)


LINES = st.lists(
    st.one_of(
        st.sampled_from(WEB),
        st.tuples(st.sampled_from(WEB), st.sampled_from(WEB)).map("".join),
        st.sampled_from(("核心提示", "编者按：", "周晓摄", "（钱小雨）", "问：", "“", "", "本报讯（记者 周晓）")),
        st.text(alphabet="清河县夜校，。“”（）：、！？ 一二0aA—摄/文图\u3000_-|#【】来源2023年月日", max_size=70),
        st.text(max_size=20).map(lambda text: "".join(text.splitlines())),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=120)
@given(LINES)
@example([WEB[1]])
@example([WEB[0], WEB[6], WEB[7]])
@example([WEB[4], WEB[10], WEB[13]])
def test_nothing_of_any_text_is_lost(lines: list[str]) -> None:
    expect_nothing_lost(lines)


@settings(deadline=None, max_examples=80)
@given(LINES, st.lists(st.sampled_from(HINTS), min_size=12, max_size=12))
@example([WEB[0], WEB[10], WEB[0]], ["meta", "", "title", *[""] * 9])
def test_nothing_of_any_web_page_is_lost(lines: list[str], hints: list[str]) -> None:
    expect_nothing_lost(lines, hints[: len(lines)])


@settings(deadline=None, max_examples=50)
@given(
    LINES.filter(bool),
    st.lists(
        st.tuples(
            st.integers(1, 12),
            st.sampled_from(
                ("headline", "kicker", "subtitle", "heading", "lead", "body", "list", "caption", "byline", "menu")
            ),
        ),
        max_size=3,
    ),
    st.lists(st.integers(1, 12), max_size=2),
)
def test_nothing_is_lost_whatever_an_editor_says(
    lines: list[str], roles: list[tuple[int, str]], drop: list[int]
) -> None:
    record = PageRecord(roles=tuple(row for row in roles if row[0] <= len(lines)), drop=tuple(drop))
    expect_nothing_lost(lines, record=record)
