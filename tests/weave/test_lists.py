"""Long lists: how they are divided, what stands beside them, and that none grows beyond what a phone can load."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import article, explanations, sample

from scripts.core import dates
from scripts.core.types import Archive, Source
from scripts.weave import pages
from scripts.weave.listing import snippet
from scripts.weave.paging import GAP, pager, parts

HEAVY = 100_000 - 8_000
"""Bytes of a page of Markdown: the frame of the theme adds some five thousand."""


@given(st.integers(0, 3000), st.integers(1, 250))
def test_every_entry_stands_on_exactly_one_page(count: int, size: int) -> None:
    found = [entry for _, part, _ in parts("x/", range(count), size) for entry in part]
    assert found == list(range(count))


@given(st.integers(1, 400), st.data())
def test_from_every_page_the_next_the_last_and_the_first_are_one_step_away(pages_: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, pages_))
    found = pager("x/", number, pages_, pages_ * 10)
    shown = [int(link.text) for link in found.numbers if link.text != GAP]
    assert shown[0] == 1
    assert shown[-1] == pages_
    assert number in shown
    assert len(found.numbers) <= 9
    assert (found.before is None, found.after is None) == (number == 1, number == pages_)


@given(st.integers(1, 400), st.data())
def test_numbers_that_are_left_out_are_marked(pages_: int, data: st.DataObject) -> None:
    texts = [link.text for link in pager("x/", data.draw(st.integers(1, pages_)), pages_, 0).numbers]
    for left, right in pairwise(texts):
        assert GAP in (left, right) or int(right) == int(left) + 1


def long_archive(count: int) -> Archive:
    """Many reports of one city, each with initiatives and an author of its own, one raw page each."""
    return Archive(
        tuple(
            article(
                n,
                id=f"jxrb-fz-20221130-{n:04}",
                title=f"小河社区第{n}次夜巡：邻居看门，警民同行，平安到家",
                initiative=tuple(f"第{n}号夜巡行动{k}" for k in range(2)),
                topic=("治安防控", "基层治理", "平安建设"),
                district=("红谷滩区",),
                byline=(f"罗{chr(0x4E00 + n)}",),
                body=f"第{n}次出门，" + "".join(chr(0x4E00 + n * 7 % 5000 + k * 13) for k in range(200)),
                date=dates.of_day(2022, 1 + n % 12, 1 + n % 28),
                source=Source(f"source_articles/jxrb-fz/2022/p{n}.txt", ((1, 4),)),
            )
            for n in range(1, count + 1)
        )
    )


@pytest.fixture(scope="module")
def long_tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(long_archive(900), {}).items() if path.endswith(".md")}


def test_no_list_grows_beyond_a_hundred_kilobytes(long_tree: dict[str, str]) -> None:
    heavy = {path: size for path, text in long_tree.items() if (size := len(text.encode())) > HEAVY}
    assert heavy == {}


def test_a_formula_that_everyone_prints_is_counted_and_not_listed() -> None:
    same = Archive(tuple(article(n, id=f"jxrb-fz-20221130-{n:03}", source=None) for n in range(1, 31)))
    page = str(pages(same, {})["articles/jxrb-fz-20221130-001/index.md"])
    assert page.count("正文相同") == 10
    assert "另有19篇与这一篇相同或几乎相同" in page


def test_what_is_left_out_beside_a_list_is_counted_and_leads_on(long_tree: dict[str, str]) -> None:
    page = long_tree["cities/nanchang/index.md"]
    assert '还有1740个没有列在这里，见<a href="../../initiatives/">举措</a>' in page
    assert '还有840个没有列在这里，见<a href="../../pages/">版面</a>' in long_tree["publications/jxrb-fz/index.md"]


def test_a_list_can_be_searched_as_a_whole(long_tree: dict[str, str]) -> None:
    assert 'data-scope="城市:南昌市"' in long_tree["cities/nanchang/page-2/index.md"]
    assert 'data-scope="日期:2022-03"' not in long_tree["dates/2022/03/index.md"]
    assert 'data-scope="日期:2022"' in long_tree["dates/2022/index.md"]


def test_the_oldest_stand_on_the_last_page(long_tree: dict[str, str]) -> None:
    page = long_tree["cities/nanchang/index.md"]
    assert 'href="../../cities/nanchang/page-10/#oldest"' in page
    days = re.findall(r'entry-date">(\S+?日)', page + long_tree["cities/nanchang/page-10/index.md"])
    assert days[0].startswith("2022年12月")
    assert days[-1].startswith("2022年1月")


def test_a_list_of_a_few_has_no_filter() -> None:
    tree = pages(sample(), explanations(sample()))
    assert "sift" not in str(tree["cities/jiujiang/index.md"])


def test_a_list_leads_to_its_figures_and_its_feed(long_tree: dict[str, str]) -> None:
    page = long_tree["cities/nanchang/index.md"]
    assert "figures/#city=%E5%8D%97%E6%98%8C%E5%B8%82" in page
    feed = re.search(r'href="\.\./\.\./(cities/nanchang/feed\.xml)"', page)
    assert feed
    assert feed[1] in pages(sample(), {})


@pytest.mark.parametrize(
    ("body", "shown"),
    [("警情减少41.57%。", "警情减少……"), ("居民来到夜校，听民警讲。", "居民来到夜校……"), ("短。", "短。")],
)
def test_a_beginning_is_never_cut_inside_a_number_or_behind_a_comma(body: str, shown: str) -> None:
    assert snippet(article(1, body=body), 7) == shown
