"""The woven tree as a whole: complete, repeatable, and no more than what belongs to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import FIRST, article, explanations, hostile, sample

from scripts.core import dates
from scripts.core.types import Archive, Source
from scripts.core.vocab import gazetteer, topics
from scripts.search.documents import address
from scripts.store.ids import LONGEST
from scripts.weave import pages, weave
from scripts.weave.parts import parts
from scripts.weave.site import Site
from scripts.weave.tree import Past, held


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(sample(), explanations(sample())).items()}


def test_every_article_city_and_topic_has_its_page(tree: dict[str, str]) -> None:
    assert all(f"articles/{a.id}/index.md" in tree for a in sample().articles)
    assert all(f"cities/{city.slug}/index.md" in tree for city in gazetteer().cities)
    assert all(f"topics/{term.slug}/index.md" in tree for term in topics().terms)


@pytest.mark.parametrize("length", [LONGEST, 2 * LONGEST])
def test_an_article_has_one_address_for_its_page_and_for_search(length: int) -> None:
    long = article(1, id=f"{'a' * (length - 12)}-20220117-01")
    assert len(long.id) == length
    assert {f"articles/{long.id}/index.md", f"{address(long)}index.md"} <= pages(Archive((long,)), {}).keys()


def test_addresses_are_plain_ascii(tree: dict[str, str]) -> None:
    assert all(path.isascii() and " " not in path for path in tree)
    assert all(path.isascii() and ".." not in path for path in pages(hostile(), {}))


def test_an_uncertain_date_stands_in_every_month_it_may_mean_and_says_so(tree: dict[str, str]) -> None:
    assert "也可能是2022年12月" in tree["dates/2022/11/index.md"]
    assert "也可能是2022年11月" in tree["dates/2022/12/index.md"]
    assert "月份是推断的" in tree["dates/2024/09/index.md"]
    assert "也可能" not in tree["dates/2023/06/index.md"]


def test_a_date_that_may_mean_any_month_of_years_stands_in_none_of_them() -> None:
    tree = pages(Archive((article(1, date=dates.parse("2010/2019")),)), {})
    assert "dates/2015/index.md" in tree
    assert not any(path.startswith("dates/2015/0") for path in tree)


def test_what_has_no_date_is_not_lost(tree: dict[str, str]) -> None:
    assert "wm-xxxxxxxx-01" in tree["dates/undated/index.md"]


def test_a_place_with_nothing_yet_asks_for_a_contribution(tree: dict[str, str]) -> None:
    assert "欢迎供稿" in tree["cities/pingxiang/index.md"]
    assert "欢迎供稿" in tree[f"topics/{topics().by_name['信访'].slug}/index.md"]
    assert "进贤县" in tree["cities/nanchang/index.md"]


def test_an_empty_archive_is_a_site_too() -> None:
    tree = pages(Archive(()), {})
    assert "欢迎供稿" in str(tree["index.md"])
    assert "cities/nanchang/index.md" in tree


def test_the_article_page_shows_why_and_how(tree: dict[str, str]) -> None:
    page = tree["articles/jxrb-fz-20221130-01/index.md"]
    for words in ("小河社区的巡逻队", "正文地名", "字词连贯", "X99", "“灯”", "第10至14行", "abababababab", "1.2万户"):
        assert words in page
    assert "近0.5%" in page


def test_the_article_page_stands_without_an_explanation(tree: dict[str, str]) -> None:
    assert "无从列出" in tree["articles/jxrb-fz-20230620-01/index.md"]


def test_the_article_page_links_to_the_raw_lines_and_to_the_editor(tree: dict[str, str]) -> None:
    page = tree["articles/jxrb-fz-20221130-01/index.md"]
    repository = "https://github.com/pingan-jiangxi/archive"
    assert f"{repository}/blob/main/{FIRST}#L10-L14" in page
    assert f"{repository}/edit/main/docs/articles/2022/jxrb-fz-20221130-01.md" in page


def test_a_fork_changes_the_repository_in_one_place(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("repo_url: https://gitee.com/some/fork/\nx: !ENV [A, b]\n", encoding="utf-8")
    weave(sample(), {}, tmp_path / "out", tmp_path / "docs")
    page = (tmp_path / "out/articles/jxrb-fz-20221130-01/index.md").read_text(encoding="utf-8")
    assert "https://gitee.com/some/fork/edit/main/docs/articles/" in page
    assert "github.com/pingan" not in page


def test_the_source_page_lists_articles_in_reading_order_and_what_is_left_over(tree: dict[str, str]) -> None:
    page = tree["pages/jxrb-fz-2022-xiaohe/index.md"]
    places = [page.index(f"articles/jxrb-fz-20221130-0{n}/") for n in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert "一行没有头的字 又一行" in page
    assert "平安赣鄱" in page


def test_lists_show_the_newest_first(tree: dict[str, str]) -> None:
    page = tree["cities/jiujiang/index.md"]
    assert page.index("jxrb-fz-202409xx-02") < page.index("jxrb-fz-20230620-01")


def test_people_with_the_same_pinyin_keep_apart(tree: dict[str, str]) -> None:
    owners = [path for path in tree if path.startswith("authors/luoxiaohe")]
    assert len(owners) == 2
    assert "罗小禾" in tree["authors/luoxiaohe/index.md"]


def test_long_lists_are_paged() -> None:
    many = Archive(tuple(article(n, id=f"jxrb-fz-20221130-{n:03}", source=None) for n in range(1, 252)))
    tree = pages(many, {})
    assert "cities/nanchang/page-3/index.md" in tree
    assert "cities/nanchang/page-4/index.md" not in tree
    assert str(tree["cities/nanchang/page-3/index.md"]).count('class="entry"') == 71


def test_weaving_twice_gives_the_same_bytes_whatever_the_order_of_explanations() -> None:
    found = explanations(sample())
    backwards = dict(reversed(found.items()))
    assert pages(sample(), found) == pages(sample(), backwards)


def test_weaving_again_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    first = weave(sample(), {}, tmp_path / "out", tmp_path / "docs")
    again = weave(sample(), {}, tmp_path / "out", tmp_path / "docs")
    assert first.written == again.unchanged
    assert again.written == again.removed == ()


def test_pages_that_no_longer_belong_are_removed_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "docs/about").mkdir(parents=True)
    (tmp_path / "docs/about/index.md").write_text("# 关于\n", encoding="utf-8")
    (tmp_path / "docs/articles").mkdir()
    (tmp_path / "docs/articles/x.md").write_text("x", encoding="utf-8")
    weave(sample(), {}, tmp_path / "out", tmp_path / "docs")
    less = replace(sample(), articles=sample().articles[:2])
    report = weave(less, {}, tmp_path / "out", tmp_path / "docs")
    assert "cities/ganzhou/zhanggong/index.md" in report.removed
    assert not (tmp_path / "out/cities/ganzhou/zhanggong").exists()
    assert (tmp_path / "out/about/index.md").is_file()
    assert not (tmp_path / "out/articles/x.md").exists()
    assert (tmp_path / "docs/articles/x.md").is_file()


def test_one_more_article_leaves_the_pages_of_others_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    weave(sample(), {}, tmp_path / "out", tmp_path / "docs")
    extra = article(
        9,
        id="zz-20150101-01",
        city=("上饶市",),
        topic=("信访",),
        date=dates.parse("2015-01-01"),
        publication="上饶日报",
        byline=("周未央",),
        source=Source("source_articles/srrb/x.txt", ((1, 2),)),
        body="一件小事。",
    )
    more = replace(sample(), articles=(*sample().articles, extra))
    report = weave(more, {}, tmp_path / "out", tmp_path / "docs")
    assert "articles/zz-20150101-01/index.md" in report.written
    assert "articles/jxrb-fz-20221130-01/index.md" in report.unchanged


def test_no_two_parts_make_the_same_file() -> None:
    made = [path for part in parts(held(sample(), explanations(sample()), Site(), Past())) for path, _ in part()]
    assert len(made) > 200
    assert len(made) == len(set(made))


def test_several_processes_write_the_same_tree_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.weave.parts.SLICE", 1)
    docs = tmp_path / "docs"
    docs.mkdir()
    one, two = (weave(sample(), explanations(sample()), tmp_path / str(n), docs, processes=n) for n in (1, 2))
    assert one == two
    assert {path: (tmp_path / "1" / path).read_bytes() for path in one.written} == {
        path: (tmp_path / "2" / path).read_bytes() for path in two.written
    }
