from __future__ import annotations

from dataclasses import replace

from scripts.core.dates import parse
from scripts.core.types import CleanText, Fragment, Layout, PageRecord, Paragraph, Piece
from scripts.tag import tag
from scripts.tag.organisations import find_organisations
from tests.effort import effort
from tests.tag.pieces import page, piece

REPORT = CleanText(
    "渝水区：反诈宣传进企业",
    None,
    None,
    (
        Paragraph("body", "近日，新余市公安局渝水分局开展“金盾护企”行动，走进企业宣传反诈知识，发放资料1000余份。", 3),
        Paragraph("byline", "（罗才文）", 4),
    ),
)
PAGE = page("江西日报《法治》周刊", "渝水区：反诈宣传进企业", REPORT.paragraphs[0].text, "（罗才文）")


def test_all_parts_are_brought_together() -> None:
    tags = tag(REPORT, PAGE)
    assert tags.city == ("新余市",)
    assert tags.district == ("渝水区",)
    assert tags.topic[0] == "反诈"
    assert tags.byline == ("罗才文",)
    assert tags.initiative == ("金盾护企",)
    assert [(f.value, f.unit) for f in tags.figures] == [(1000, "份")]
    assert "新余市公安局渝水分局" in tags.organisations
    assert tags.publication == "江西日报《法治》周刊"


def test_every_tag_has_its_evidence() -> None:
    tags = tag(REPORT, PAGE)
    proved = {(e.tag, e.value) for e in tags.evidence}
    for field in ("city", "district", "topic", "byline", "initiative"):
        assert all((field, value) in proved for value in getattr(tags, field)), field


def test_the_record_gives_date_and_publication_without_review() -> None:
    record = PageRecord(publication="某某日报", date=parse("2022-11-30"))
    tags = tag(REPORT, replace(PAGE, record=record))
    assert (tags.publication, str(tags.date)) == ("某某日报", "2022-11-30")
    assert not {"date", "publication"} & set(tags.review)


def test_what_nothing_tells_stays_empty_and_is_marked() -> None:
    tags = tag(REPORT, PAGE)
    assert tags.date is None
    assert "date" in tags.review


def test_a_photograph_borrows_place_and_topic_from_the_report_around_it() -> None:
    caption = piece("图为活动现场", role="caption")
    lines = tuple(p.text for p in REPORT.paragraphs)
    report = Piece("article", REPORT.title, None, None, (Fragment(1, 2, "body", lines),))
    photo = Piece("photo", None, None, None, (Fragment(1, 1, "caption", ("图为活动现场",)),))
    tags = tag(caption, PAGE, Layout((report, photo), (), ()))
    assert tags.city == ("新余市",)
    assert tags.topic == ("反诈",)
    assert "topic" in tags.review


def test_the_same_piece_gets_the_same_tags_twice() -> None:
    assert tag(REPORT, PAGE) == tag(REPORT, PAGE)


def test_an_empty_piece_is_tagged_without_complaint() -> None:
    tags = tag(CleanText(None, None, None, ()), page(""))
    assert (tags.city, tags.topic, tags.date) == ((), (), None)


def test_bodies_are_named_in_full_and_generic_ones_left_out() -> None:
    text = "南昌经开区公安分局白水湖派出所民警联合区司法局来到企业。各派出所同步行动，县公安局派人参加。"
    assert find_organisations(piece(text))[0] == "南昌经开区公安分局白水湖派出所"
    assert "县公安局" not in find_organisations(piece(text))


def test_the_work_on_a_paragraph_without_stops_grows_in_proportion_to_it() -> None:
    def work(times: int) -> int:
        text = "民警走访企业12家化解纠纷30余起“平安”行动3月5日周末2022年今年" * times
        return effort(lambda: tag(piece(text), page(text)))

    assert work(400) < 6 * work(100)


def test_a_clause_before_a_body_is_no_part_of_its_name() -> None:
    text = (
        "8月8日上午武汉市公安局江夏区分局返还资金。店主将其告上法庭。民警提醒群众下载安装国家反诈中心软件。"
        "据许昌市公安局交警支队介绍，车辆已经找到。"
    )
    assert find_organisations(piece(text)) == (
        "武汉市公安局江夏区分局",
        "国家反诈中心",
        "许昌市公安局交警支队",
    )
