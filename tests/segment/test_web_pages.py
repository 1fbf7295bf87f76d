"""A page of the web gives one article. A case is a page in `web_pages/` and beside it a `.yml` with its title and text.

All pages are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts.core.han import fold
from scripts.core.types import Layout, PageRecord, Piece, RawPage
from scripts.correct import correct
from scripts.read import read_page
from scripts.segment import segment

PAGES = Path(__file__).parent / "web_pages"
CASES = sorted(path for path in PAGES.iterdir() if path.suffix != ".yml")
TITLE = "清河县夜校开到打谷场"
TEXT = "清河县司法局今年把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写、彩礼怎么退。"
MORE = "夜校已经开了十二期，来过的村民有四百多人，司法所所长赵长河说下一期要讲宅基地。"
STAMP = "2023-06-08 10:21　来源：清河日报　浏览次数：12"
OTHER = "白塔镇老街换上六十盏新路灯"
OTHER_TEXT = "白塔镇的老街换上六十盏新路灯，交警中队还给急弯加了反光镜，夜里事故少了一半。"


def divided(*lines: str, hints: tuple[str, ...] = (), record: PageRecord | None = None) -> Layout:
    markup = "html" if hints else "text"
    return segment(RawPage("p", "", "utf-8", markup, lines, hints or ("",) * len(lines), record or PageRecord()))


def roles(piece: Piece) -> list[str]:
    return [part.role for part in piece.fragments]


def left_out(layout: Layout) -> list[str]:
    return [line.strip() for part in layout.furniture for line in part.lines]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_page_of_the_web_is_one_article_with_its_title_and_nothing_else(path: Path) -> None:
    want = yaml.safe_load(path.with_name(path.name + ".yml").read_text(encoding="utf-8"))
    layout = segment(read_page(path, path.name))
    assert len(layout.pieces) == 1
    clean = correct(layout.pieces[0])
    assert (clean.title, clean.subtitle) == (want["title"], want.get("subtitle"))
    assert fold(clean.text) == fold("".join(want["text"]))


def test_a_headline_that_runs_on_into_the_text_is_cut_from_it() -> None:
    line = f"2023-06-08 10:21，正文：原标题：{TITLE}近日，{TEXT}{MORE}编辑：周晓返回搜狐，查看更多责任编辑："
    layout = divided(line)
    assert [part.lines[0] for part in layout.pieces[0].fragments] == [TITLE, f"近日，{TEXT}{MORE}"]
    assert left_out(layout) == ["2023-06-08 10:21，正文：原标题：", "编辑：周晓返回搜狐，查看更多责任编辑："]


def test_the_parts_of_a_line_say_in_which_columns_they_stand() -> None:
    layout = divided(f"{TITLE}_法治_清河新闻网", STAMP, TEXT, MORE)
    assert layout.pieces[0].fragments[0].columns == (0, len(TITLE))
    assert layout.pieces[0].spans == ((1, 1), (3, 4))


def test_a_column_in_brackets_before_the_headline_of_an_agency_is_no_part_of_it() -> None:
    layout = divided(f"（法治）{TITLE}", "2023-06-08 10:21:33", TEXT, MORE)
    assert layout.pieces[0].headline == TITLE


def test_section_headings_do_not_divide_an_article() -> None:
    layout = divided("首页 > 法治 > 正文", TITLE, STAMP, TEXT, "把课讲到地头", MORE, "听课的人", TEXT, "附言", MORE)
    assert [roles(piece) for piece in layout.pieces] == [
        ["headline", "body", "heading", "body", "heading", "body", "heading", "body"]
    ]


def test_a_photograph_stays_in_its_article() -> None:
    layout = divided(TITLE, STAMP, TEXT, "夜校的灯亮到九点 周晓摄", MORE)
    assert [roles(piece) for piece in layout.pieces] == [["headline", "body", "caption", "body"]]


def test_other_articles_below_the_text_are_left_out_even_without_a_word_above_them() -> None:
    layout = divided(TITLE, STAMP, TEXT, MORE, "巡逻队员深夜找回走失老人", "一封写给交警中队的感谢信", OTHER)
    assert left_out(layout)[1:] == ["巡逻队员深夜找回走失老人", "一封写给交警中队的感谢信", OTHER]


def test_sentences_below_a_label_for_links_are_text() -> None:
    layout = divided(TITLE, STAMP, TEXT, MORE, "相关链接", "夜校报名电话请问清河县司法局。", "夜校逢周三开课。")
    assert layout.pieces[0].fragments[-1].lines[-1] == "夜校逢周三开课。"


def test_the_body_and_the_day_below_a_notice_are_part_of_it() -> None:
    layout = divided(
        "首页 > 通知公告", f"关于{TITLE}的通知", STAMP, TEXT, MORE, "清河县司法局", "2023年6月8日", "【打印】【关闭】"
    )
    assert [line for part in layout.pieces[0].fragments for line in part.lines][-2:] == ["清河县司法局", "2023年6月8日"]


def test_names_side_by_side_are_no_menu() -> None:
    layout = divided(TITLE, STAMP, TEXT, "先进个人：", "周晓 田小禾 罗青禾 陈望舒 李知秋", MORE)
    assert "周晓 田小禾 罗青禾 陈望舒 李知秋" not in left_out(layout)


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, TEXT, f"{MORE}（钱小雨）", OTHER, f"{OTHER_TEXT}（孙一鸣）", STAMP),
        (
            "首页 > 简报",
            STAMP,
            TITLE,
            f"一、{TEXT}",
            f"二、{MORE}",
            OTHER,
            f"一、{OTHER_TEXT}",
            "二、夜里亮堂了许多，人也放心。",
        ),
        ("清河日报 2023年6月8日 星期四 第3版", TITLE, TEXT, MORE, "来源：清河日报"),
    ],
)
def test_a_page_with_several_reports_is_no_article_of_the_web(lines: tuple[str, ...]) -> None:
    assert len(divided(*lines).pieces) > 1 or divided(*lines).pieces[0].fragments[0].columns is None


def test_links_of_a_web_page_are_furniture_and_links_inside_a_text_are_not(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    html = f"<h1>{TITLE}</h1><p><a>清河县</a>{TEXT}</p><p>{MORE}</p><p><a>{OTHER}</a></p>"
    page.write_text(f"<meta charset='utf-8'>{html}", encoding="utf-8")
    layout = segment(read_page(page, "p.html"))
    assert left_out(layout) == [OTHER]


def test_what_an_editor_says_of_a_web_page_is_done() -> None:
    record = PageRecord(roles=((4, "headline"),), drop=(1,))
    layout = divided(TITLE, STAMP, TEXT, "打谷场上的夜校", MORE, record=record)
    assert layout.pieces[0].headline == "打谷场上的夜校"
    assert left_out(layout)[0] == TITLE


def test_an_editor_can_cut_a_web_page_in_two() -> None:
    record = PageRecord(cuts=(4,))
    assert len(divided(TITLE, STAMP, TEXT, MORE, record=record).pieces) == 2
