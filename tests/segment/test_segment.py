"""What an editor relies on when a page is divided. All texts are invented."""

from __future__ import annotations

from collections import Counter

import pytest

from scripts.core.types import Layout, PageRecord, Piece, RawPage
from scripts.segment import segment

HEAD = "清河县：夜校开到打谷场"
BODY = "清河县司法局今年把夜校开到打谷场，村民收工以后来听课，讲的是借条怎么写、彩礼怎么退。"
MORE = "夜校已经开了十二期，来过的村民有四百多人，司法所所长赵长河说下一期要讲宅基地。（钱小雨）"
OTHER = "白塔镇换上新路灯"
OTHER_BODY = "白塔镇的老街换上六十盏新路灯，交警中队还给急弯加了反光镜，夜里事故少了一半。（孙一鸣）"


def page(*lines: str, record: PageRecord | None = None, hints: tuple[str, ...] | None = None) -> RawPage:
    return RawPage("p.txt", "", "utf-8", "text", lines, hints or ("",) * len(lines), record or PageRecord())


def divided(*lines: str, record: PageRecord | None = None) -> Layout:
    return segment(page(*lines, record=record))


def text(piece: Piece) -> str:
    return "".join(line for part in piece.fragments if part.role not in ("headline", "kicker") for line in part.lines)


def roles(piece: Piece) -> list[str]:
    return [part.role for part in piece.fragments]


def test_two_signed_reports_are_two_pieces_with_their_headlines() -> None:
    pieces = divided(HEAD, "", BODY, "", MORE, "", OTHER, "", OTHER_BODY).pieces
    assert [piece.headline for piece in pieces] == [HEAD, OTHER]
    assert [piece.spans for piece in pieces] == [((1, 1), (3, 5)), ((7, 7), (9, 9))]


def test_a_sentence_torn_by_the_column_is_joined_to_its_rest() -> None:
    torn = "，讲的是借条怎么写、彩礼怎么退。"
    pieces = divided(HEAD, "", BODY.removesuffix(torn), "", torn, "", MORE).pieces
    assert len(pieces) == 1
    assert [(join.left, join.right) for join in pieces[0].joins] == [(3, 5)]
    assert pieces[0].joins[0].cues


def test_a_tail_that_stands_before_its_head_is_put_behind_it() -> None:
    tail = "河县司法局还请来两位退休法官，专门讲民间借贷的官司。（钱小雨）"
    start = "清河县司法局的夜校开到打谷场，讲课的人里有律师，也有退休法官；入冬以后，清"
    pieces = divided(tail, "", HEAD, "", start, "", OTHER, "", OTHER_BODY).pieces
    assert [piece.headline for piece in pieces] == [HEAD, OTHER]
    assert text(pieces[0]) == start + tail


def test_a_caption_that_interrupts_a_column_is_a_piece_of_its_own() -> None:
    whole = BODY + "讲课的人里有律师，也有退休法官，谁有空谁来。"
    left, right = whole[:52], whole[52:]
    pieces = divided(HEAD, "", left, "", "夜校的灯亮到九点 周晓摄", "", right, "", MORE).pieces
    assert Counter(piece.kind for piece in pieces) == {"brief": 1, "photo": 1}
    assert text(next(piece for piece in pieces if piece.kind == "brief")) == whole + MORE


def test_a_smooth_seam_between_two_reports_is_not_joined_when_the_first_is_signed() -> None:
    first = "巡逻队昨夜在老街帮一位老人找到了家门，家人今天送来锦旗。（孙一鸣）"
    second = "巡逻队员说，这样的事一个月总有两三回。"
    pieces = divided("老街夜巡", "", first, "", second, "", OTHER, "", OTHER_BODY).pieces
    assert text(pieces[0]) == first


def test_a_heading_inside_an_unsigned_report_stays_inside_it() -> None:
    heading = "打谷场上听讲课"
    pieces = divided(HEAD, "", BODY, "", heading, "", MORE, "", OTHER, "", OTHER_BODY).pieces
    assert len(pieces) == 2
    assert roles(pieces[0]) == ["headline", "body", "heading", "body"]


def test_questions_and_answers_make_an_interview() -> None:
    pieces = divided(
        "夜校为什么办得下去",
        "",
        "问：夜校为什么开在打谷场？",
        "",
        "赵长河：因为收工以后大家本来就在那里，搬几张凳子就能上课。",
        "",
        "问：讲课的人从哪里来？",
        "",
        "赵长河：律师、法官、老支书，谁懂什么就讲什么。",
    ).pieces
    assert [piece.kind for piece in pieces] == ["interview"]
    assert roles(pieces[0])[1:] == ["question", "answer", "question", "answer"]


def test_an_author_line_above_the_text_is_a_byline_and_begins_the_report() -> None:
    pieces = divided(OTHER, "", OTHER_BODY, "", HEAD, "", "钱小雨 赵长河", "", BODY).pieces
    assert roles(pieces[1]) == ["headline", "byline", "body"]


def test_the_text_under_a_prompt_label_is_the_lead() -> None:
    layout = divided(HEAD, "", "核心提示", "", BODY, "", MORE)
    assert roles(layout.pieces[0]) == ["headline", "lead", "body"]
    assert [part.role for part in layout.furniture] == ["label"]


def test_an_editors_note_has_no_headline_of_its_own() -> None:
    note = "今年以来，各地把讲法的课堂搬到村头巷尾。本报从今天起开设专栏，请读者把身边的事写给我们。"
    layout = divided("平安清河专版", "", "2023年6月8日", "", "编者按：", "", note, "", HEAD, "", MORE)
    assert (layout.pieces[0].kind, layout.pieces[0].headline) == ("note", None)


@pytest.mark.parametrize(
    "line",
    [
        "第3版 综合",
        "B6 平安周刊",
        "2023年6月8日 星期四",
        "责任编辑：周晓 美术编辑：吴越",
        "您当前所在位置:首页 > 工作动态",
        "新闻热线：0791-8666666",
        "清河日报社 清河县公安局 联合推出",
        "相关链接",
        "来源：清河日报",
        "下转第4版",
    ],
)
def test_furniture_belongs_to_no_piece_but_is_listed(line: str) -> None:
    layout = divided(line, "", HEAD, "", BODY, "", MORE)
    assert [part.lines for part in layout.furniture] == [(line,)]
    assert len(layout.pieces) == 1


def test_menus_and_footers_of_a_web_page_are_furniture_by_where_they_stand() -> None:
    lines = ("清河新闻", HEAD, BODY, MORE, "联系我们")
    layout = segment(page(*lines, hints=("nav", "h1", "p", "p", "footer")))
    assert [piece.headline for piece in layout.pieces] == [HEAD]
    assert [part.lines[0] for part in layout.furniture] == ["清河新闻", "联系我们"]


def test_the_first_heading_of_a_web_page_is_its_headline_whatever_it_says() -> None:
    layout = segment(page("秋夜", BODY, MORE, hints=("h1", "p", "p")))
    assert [piece.headline for piece in layout.pieces] == ["秋夜"]


def test_an_editor_can_join_two_lines_that_the_machine_keeps_apart() -> None:
    lines = (OTHER, "", "白塔镇的老街换上六十盏新路灯。", "", HEAD, "", BODY, "", "夜里事故少了一半。（孙一鸣）")
    pieces = divided(*lines, record=PageRecord(joins=((3, 9),))).pieces
    assert text(pieces[0]).endswith("夜里事故少了一半。（孙一鸣）")
    assert pieces[0].joins[-1].cues == ("E01",)


def test_an_editor_can_cut_where_the_machine_joins_and_give_the_headline() -> None:
    record = PageRecord(cuts=(5,), headlines=((5, "〔夜校又开一期〕"),))
    pieces = divided(HEAD, "", BODY, "", MORE, record=record).pieces
    assert [piece.headline for piece in pieces] == [HEAD, "〔夜校又开一期〕"]


def test_an_editor_can_drop_a_line_and_set_a_role() -> None:
    record = PageRecord(drop=(1,), roles=((3, "body"),))
    layout = divided("天气：晴", "", "夜校开到打谷场", "", BODY, record=record)
    assert [part.lines for part in layout.furniture] == [("天气：晴",)]
    assert layout.pieces[0].headline is None


def test_an_editors_word_below_a_headline_belongs_to_that_report() -> None:
    layout = divided(HEAD, "", "编者按：", "", BODY, "", MORE)
    assert [(piece.kind, piece.headline) for piece in layout.pieces] == [("brief", HEAD)]


def test_a_headline_far_from_its_text_is_known_by_its_words() -> None:
    head = "清河县打谷场夜校讲借条彩礼"
    pieces = divided(OTHER, "", OTHER_BODY, "", BODY, "", MORE, "", "巡逻队换新装", "", head).pieces
    assert head in [piece.headline for piece in pieces]


def test_a_kicker_a_headline_and_a_dashed_subtitle_are_told_apart() -> None:
    pieces = divided(
        "到群众中去", "——探访清河夜校", "夜校开到打谷场 村民收工来听课", "——清河县司法局办班十二期", BODY, MORE
    ).pieces
    assert (pieces[0].kicker, pieces[0].headline, pieces[0].subtitle) == (
        "到群众中去 ——探访清河夜校",
        "夜校开到打谷场 村民收工来听课",
        "清河县司法局办班十二期",
    )


def test_a_page_of_nothing_but_blank_lines_gives_nothing() -> None:
    assert divided("", "  ", "") == Layout((), (), ())


def test_the_same_page_is_always_divided_alike() -> None:
    lines = (HEAD, BODY, OTHER, OTHER_BODY, MORE, "周晓摄")
    assert divided(*lines) == divided(*lines)


def test_a_byline_alone_below_a_text_signs_it() -> None:
    unsigned = MORE.removesuffix("（钱小雨）")
    pieces = divided(HEAD, "", BODY, "", unsigned, "", "钱小雨", "", OTHER, "", OTHER_BODY).pieces
    assert [roles(piece) for piece in pieces] == [["headline", "body", "byline"], ["headline", "body"]]


def test_a_masthead_above_a_headline_is_no_part_of_it() -> None:
    layout = divided("清河日报 2024年5月12日 星期日 第3版", "", HEAD, "", BODY, "", MORE)
    assert [piece.headline for piece in layout.pieces] == [HEAD]


def test_a_caption_on_the_last_line_is_a_photograph() -> None:
    assert [piece.kind for piece in divided(HEAD, BODY, MORE, "夜校的灯亮到九点 周晓摄").pieces] == ["brief", "photo"]


@pytest.mark.parametrize("role", ["kicker", "subtitle", "heading", "lead", "question", "answer", "body", "headline"])
def test_a_role_that_an_editor_sets_is_kept_in_the_piece(role: str) -> None:
    lines = (
        (HEAD, "", BODY, "", "秋收以后", "", MORE) if role == "heading" else (HEAD, "", "秋收以后", "", BODY, "", MORE)
    )
    line = lines.index("秋收以后") + 1
    layout = divided(*lines, record=PageRecord(roles=((line, role),)))
    parts = [part.role for piece in layout.pieces for part in piece.fragments if part.first <= line <= part.last]
    assert parts == [role]


def test_the_text_to_a_picture_is_a_piece_of_its_own() -> None:
    picture = (
        "近日，白塔镇法庭把开庭的桌子搬到田边，两户人家为一条水沟争了三年，当天握手言和，"
        "围观的乡亲都说这样断案看得明白，往后遇到事情也愿意先来找法庭问一问。孙晓摄"
    )
    unsigned = MORE.removesuffix("（钱小雨）")
    pieces = divided(HEAD, "", BODY, "", unsigned, "", "田边开庭", "", picture, "", OTHER, "", OTHER_BODY).pieces
    assert [piece.headline for piece in pieces] == [HEAD, "田边开庭", OTHER]
