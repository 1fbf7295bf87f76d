"""What is gathered from all articles: figures, initiatives, the chronicle, corrections, and the stones of the withdrawn."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup
from samples import article, explanation, explanations, hostile, hostile_explanations, sample

from scripts.core import dates
from scripts.core.types import Archive, Article, Edit, Explanation, Figure
from scripts.store.withdrawn import Withdrawn
from scripts.weave import pages
from scripts.weave.corrections import apart
from scripts.weave.sections import sectioned
from scripts.weave.tree import Past


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(sample(), explanations(sample())).items()}


def told(found: Article, *figures: Figure, edits: tuple[Edit, ...] = ()) -> Explanation:
    """An explanation with other figures and corrections."""
    made = explanation(found)
    return replace(made, tags=replace(made.tags, figures=figures), clean=replace(made.clean, edits=edits))


def woven(*rows: tuple[Article, Explanation]) -> dict[str, str]:
    archive = Archive(tuple(found for found, _ in rows))
    return {path: str(text) for path, text in pages(archive, {found.id: made for found, made in rows}).items()}


def figure(value: float, period: str | None, **values: object) -> Figure:
    defaults: dict[str, object] = {
        "unit": "起",
        "what": "化解纠纷",
        "change": None,
        "quote": "共化解纠纷多起",
    }
    return Figure(value=value, period=period, **{**defaults, **values})  # type: ignore[arg-type]


def test_every_figure_stands_with_its_sentence_and_its_article(tree: dict[str, str]) -> None:
    page = BeautifulSoup(tree["figures/index.md"], "lxml")
    rows = page.select("ol.entries > li")
    assert len(rows) == 2 * len(explanations(sample()))
    for row in rows:
        assert row.select_one("q").text in ("装了一万二千户", "半个百分点")
        assert row.select_one("a[href^='../articles/']")
    assert page.find("b", string="1.2万户")


def test_a_figure_whose_number_an_editor_has_changed_in_the_text_is_told_no_more() -> None:
    found = article(1, body="今年化解纠纷37起，其中1,200户受益。")
    figures = (figure(31, None, quote="化解纠纷31起"), figure(1200, None, quote="其中1200户受益", unit="户"))
    tree = woven((found, told(found, *figures)))
    told_of = [row["quote"] for row in json.loads(tree[f"articles/{found.id}/index.json"])["figures"]]
    assert told_of == ["其中1200户受益"]
    for path in ("figures/index.md", f"articles/{found.id}/index.md", "data/figures.csv"):
        assert "1200户" in tree[path] or "1,200户" in tree[path]
        assert "31起" not in tree[path]


def test_the_filter_knows_each_figure_by_its_place_on_the_pages() -> None:
    rows = [
        (
            article(n, id=f"jxrb-fz-20221130-{n:03}", city=("赣州市",) if n % 3 else ("九江市", "新余市")),
            told(article(n), figure(n, "2021" if n % 2 else None), figure(n, "2022", unit="人")),
        )
        for n in range(1, 121)
    ]
    found = woven(*rows)
    index = json.loads(found["figures/filter.json"])
    flat = [
        ({index["city"][c] for c in cities}, index["unit"][units[k]], index["year"][units[k + 1]])
        for cities, _, units in index["articles"]
        for k in range(0, len(units), 2)
    ]
    shown = [
        row
        for n in range(1, 4)
        for row in BeautifulSoup(found[f"figures/{f'page-{n}/' if n > 1 else ''}index.md"], "lxml").select("ol > li")
    ]
    assert len(flat) == 240
    assert [len(BeautifulSoup(found["figures/index.md"], "lxml").select("ol.entries > li"))] == [index["size"]]
    lists = [row for row in shown if row.select_one(".measured")]
    assert len(lists) == 240
    for (cities, unit, year), row in zip(flat, lists, strict=True):
        assert row.select_one("b").text.endswith(unit)
        assert cities <= {link.text for link in row.select(".entry-tags a")}
        assert year in row.select_one(".entry-date").text or "时间未说明" in row.select_one(".entry-date").text


def test_what_is_told_of_one_place_at_three_times_is_drawn() -> None:
    years = [(n, figure(n * 10, f"{2018 + n}")) for n in range(1, 4)]
    rows = [(article(n, district=("红谷滩区",)), told(article(n), one)) for n, one in years]
    page = BeautifulSoup(woven(*rows)["figures/series/index.md"], "lxml")
    assert page.h3.text == "红谷滩区 · 化解纠纷（起）"
    heights = [int(bar["height"]) for bar in page.select("rect")]
    assert heights == sorted(heights)
    assert abs(heights[-1] - 3 * heights[0]) <= 2
    assert [cell.text for cell in page.select("tbody th")] == ["2019年", "2020年", "2021年"]


@pytest.mark.parametrize(
    "other",
    [figure(30, "2021", unit="人"), figure(30, "2021", what="受理纠纷"), figure(30, None), figure(30, "2020")],
    ids=["another unit", "another wording", "no time", "a time told before"],
)
def test_what_only_sounds_alike_is_not_drawn(other: Figure) -> None:
    figures = (figure(10, "2019"), figure(20, "2020"), other)
    rows = [(article(n), told(article(n), one)) for n, one in enumerate(figures, 1)]
    assert "figures/series/index.md" not in woven(*rows)


def test_the_index_of_initiatives_tells_the_first_and_the_last_report(tree: dict[str, str]) -> None:
    row = BeautifulSoup(tree["initiatives/index.md"], "lxml").select_one("li.term")
    assert row.a.text == "夜巡十分钟"
    first, last = (p.text for p in row.select("div > p")[:2])
    assert "2022年11月至12月" in first
    assert "约2024年9月" in last
    assert [a.text for a in row.select(".entry-tags a")] == ["南昌市", "新余市"]


def test_the_chronicle_shows_what_is_held_and_what_is_missing(tree: dict[str, str]) -> None:
    page = tree["chronicle/index.md"]
    assert "从2022年11月到2024年9月的23个月里，4个月收有报道，19个月还是空白" in page
    assert "景德镇市、萍乡市" in page
    assert 'aria-label="南昌市2022年11月，3篇，都是推断">3?</a>' in page
    assert 'aria-label="九江市2023年6月，1篇">1</a>' in page
    assert "另有1篇说不准是哪个月" in page


def test_the_chronicle_of_an_empty_archive_says_so() -> None:
    assert "还没有注明月份的报道" in str(pages(Archive(()), {})["chronicle/index.md"])


def test_every_correction_stands_under_its_rule() -> None:
    edits = (Edit("全角标点", 3, "破案数,刑拘", "破案数，刑拘"), Edit("形近字", 9, "案件己经", "案件已经"))
    one, two = article(1), article(2)
    found = woven((one, told(one, edits=edits)), (two, told(two, edits=edits[:1] * 2)))
    index = BeautifulSoup(found["corrections/index.md"], "lxml")
    assert "改了4处" in index.select_one(".lead").text
    assert [dt.text for dt in index.select("dt")] == ["全角标点 3", "形近字 1"]
    page = BeautifulSoup(found["corrections/quan-jiao-biao-dian/index.md"], "lxml")
    (row,) = page.select("li.entry")
    assert row.p.text == "破案数, → ，刑拘 3处"
    assert (row.ins.text, row.find("del").text) == ("，", ",")
    assert len(row.select("a")) == 2


def test_an_archive_in_which_nothing_was_corrected_says_so() -> None:
    assert "还没有改过一处文字" in str(pages(Archive(()), {})["corrections/index.md"])


def test_a_change_is_cut_to_what_differs() -> None:
    assert apart("公公安", "公安") == ("公", "公", "", "安")
    assert apart("", "灯") == ("", "", "灯", "")
    assert apart("同文", "同文") == ("同文", "", "", "")


GONE = Withdrawn("jxrb-fz-20221130-77", "2026-01-17", "当事人要求", "不该再出现的标题")


def test_a_withdrawn_article_leaves_its_day_and_reason_and_nothing_else() -> None:
    found = pages(sample(), {}, past=Past(withdrawn=(GONE,)))
    page = str(found["articles/jxrb-fz-20221130-77/index.md"])
    assert "2026年1月17日" in page
    assert "当事人要求" in page
    assert not any("不该再出现的标题" in str(text) for text in found.values())


def test_an_article_that_came_back_has_its_own_page() -> None:
    back = article(77)
    page = str(pages(Archive((back,)), {}, past=Past(withdrawn=(GONE,)))["articles/jxrb-fz-20221130-77/index.md"])
    assert back.title in page
    assert "当事人要求" not in page


def test_the_article_page_leads_on_in_its_city_and_its_topic() -> None:
    days = [article(n, date=dates.of_day(2022, 3, n), source=None) for n in range(1, 4)]
    page = BeautifulSoup(str(pages(Archive(tuple(days)), {})["articles/jxrb-fz-20221130-02/index.md"]), "lxml")
    turns = page.select(".turn")
    assert [turn.p.text for turn in turns] == ["南昌市", "治安防控"]
    for turn in turns:
        assert "-01/" in turn.select_one("[rel=prev]")["href"]
        assert "-03/" in turn.select_one("[rel=next]")["href"]
        assert "2022年3月1日" in turn.select_one("[rel=prev]").text


def test_a_report_without_a_date_stands_before_and_after_nothing(tree: dict[str, str]) -> None:
    assert "前后报道" not in tree["articles/wm-xxxxxxxx-01/index.md"]


def test_several_headings_make_a_table_of_contents() -> None:
    body, found = sectioned(Markup("开头。\n\n## 一、巡\n正文。\n\n### 细\n\n## 二、访"))
    assert [(s.anchor, s.title) for s in found] == [("s1", "一、巡"), ("s2", "细"), ("s3", "二、访")]
    assert '\n\n<h2 id="s1">一、巡</h2>\n\n正文。' in body
    assert sectioned(Markup("## 独一\n\n正文。"))[1] == ()


def test_a_mistake_is_reported_with_the_article_filled_in(tree: dict[str, str]) -> None:
    page = BeautifulSoup(tree["articles/jxrb-fz-20221130-01/index.md"], "lxml")
    link = page.find("a", string="报告错误")["href"]
    assert link.startswith("https://github.com/pingan-jiangxi/archive/issues/new?title=")
    assert "jxrb-fz-20221130-01" in link
    assert "\n" not in link


def test_the_first_page_names_the_most_connected_reports() -> None:
    hub = article(1, initiative=tuple(f"小河行动{n}" for n in range(8)), body="甲" * 40, source=None)
    spokes = [
        article(
            n, initiative=(f"小河行动{n - 2}",), city=(), topic=(), date=None, source=None, body=chr(0x4E00 + n) * 40
        )
        for n in range(2, 10)
    ]
    pair = [article(n, initiative=("青岚行动",), source=None, body=chr(0x5E00 + n) * 40) for n in range(10, 15)]
    page = BeautifulSoup(str(pages(Archive((hub, *spokes, *pair)), {})["index.md"]), "lxml")
    found = page.select(".home-connected .entry")
    counts = [int(re.sub(r"\D", "", entry.select_one(".reasons").text)) for entry in found]
    assert found[0].select_one(".entry-title").text == hub.title
    assert counts[0] >= 8
    assert counts == sorted(counts, reverse=True)


def test_hostile_texts_break_none_of_these_pages() -> None:
    found = pages(hostile(), hostile_explanations(hostile()))
    json.loads(str(found["figures/filter.json"]))
    for path in ("figures/index.md", "corrections/index.md", "initiatives/index.md", "chronicle/index.md"):
        soup = BeautifulSoup(str(found[path]), "lxml")
        assert not soup.select("script, img, [onmouseover]"), path
