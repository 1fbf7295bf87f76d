from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.core.dates import parse
from scripts.core.types import PageRecord
from scripts.tag.dates.find import page_date
from tests.tag.pieces import page

BODY = "县公安局组织民警走访企业，排查隐患，听取意见。"


def dated(*lines: str, **more: object) -> str:
    value = page_date(page(*lines, **more))[0]  # type: ignore[arg-type]
    return str(value) if value else ""


def test_the_page_record_outranks_everything() -> None:
    assert dated("2020-01-01 10:00", record=PageRecord(date=parse("2022-11/2022-12"))) == "2022-11/2022-12"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("县里的事", "发布日期: 2022-01-17", BODY), "2022-01-17"),
        (("县里的事", "发布时间：2021年3月5日 来源：县融媒体中心", BODY), "2021-03-05"),
        (("发文日期：", "2023-04-18", "（2023年4月12日）", BODY), "2023-04-18"),
        (("县里的事", "2015-05-04 17:42:56", BODY), "2015-05-04"),
        (("2023-08-0918:23 正文：" + BODY,), "2023-08-09"),
        (("2023年8月9日 18:23 来源：某某网 " + BODY,), "2023-08-09"),
        (("http://www.example.com.cn2016-09-1919:42:35来源：某网", BODY), "2016-09-19"),
        (("县里的事", "2008-5-7", BODY), "2008-05-07"),
        (("2022年11月30日 星期三 第3版", "县里的事", BODY), "2022-11-30"),
        (("关于平安创建的通报", BODY, "某某县公安局", "二〇二二年一月十七日"), "2022-01-17"),
        (("警情通报", BODY * 3 + "某某县公安局2023年8月9日"), "2023-08-09"),
        (("县里的事", "来源：县新闻网 2019-03-12 作者：李晓明", BODY), "2019-03-12"),
        (("县里的事", "\xa0\xa0发布日期: 2022-01-17\xa0", BODY), "2022-01-17"),
        (("县里的事", "２０１９年３月５日", BODY), "2019-03-05"),
        (("县里的事", "赣南日报 2019-03-05 第A02版:法治", BODY), "2019-03-05"),
        (
            (
                "县里的事",
                "2019年3月5日，赣南日报讯 记者李晓明：" + BODY,
            ),
            "2019-03-05",
        ),
        (("县里的事", "19-03-05 10:23", BODY), "2019-03-05"),
        (("县里的事", BODY, "https://news.example.cn/2025/07/19/ABC123.shtml"), "2025-07-19"),
        (("县里的事", BODY, "http://www.example.gov.cn/art/t20220117_998.html"), "2022-01-17"),
    ],
)
def test_a_printed_day_is_taken_as_it_stands(lines: tuple[str, ...], day: str) -> None:
    assert dated(*lines) == day


def test_the_file_name_speaks_when_the_page_does_not() -> None:
    assert dated(BODY, path="source_articles/xf/2022/xf-20220117-a.txt") == "2022-01-17"
    assert dated(BODY, path="source_articles/xf/2022/2022-11.txt") == "2022-11"
    assert dated(BODY, path="source_articles/xf/2022/000_7ad20220117fdb12.txt") == ""


def test_a_dateline_borrows_its_year_from_the_address() -> None:
    lines = ("本报南昌5月4日电 " + BODY,)
    record = PageRecord(url="https://www.example.cn/202305/c99.html")
    assert dated(*lines, record=record) == "2023-05-04"


def test_a_day_without_a_year_gives_no_date_but_a_review() -> None:
    value, _, review = page_date(page("12月17日9时许，有人报警求助。", BODY))
    assert value is None
    assert review == ("date",)


def test_the_day_of_an_event_never_becomes_the_exact_day_of_the_page() -> None:
    assert dated("2018年12月6日，店主李某报失。", "12月16日，民警找回失物。") == "2018-12~"


def test_the_latest_event_of_this_year_gives_the_month() -> None:
    assert dated("截至2023年5月12日，全镇共走访41户。", "今年6月，比武在县城举行。6月19日，结果揭晓。") == "2023-06~"


def test_a_span_of_months_must_be_over() -> None:
    assert dated("2021年启动这项工作。", "2022年3月扩大试点。今年1至8月，警情下降。") == "2022-09~"


def test_a_year_set_against_this_year_is_not_this_year() -> None:
    assert dated("2022年案件同比下降31.5%，今年又下降12.4%。今年3月起推广。") == "2023-03~"


def test_a_phrase_in_use_narrows_the_year() -> None:
    assert dated("全局学习贯彻党的二十大精神。", "2022年，全镇已走访9轮。今年以来成效明显。") == "2022-10~/2022-12~"


def test_weekdays_find_the_year_that_no_one_names() -> None:
    found = dated("着力锻造新质公安战斗力。", "9月7日（星期六）晚，民警上街巡查。今年以来成效明显。")
    assert found == "2024-09~"
    later = dated("着力锻造新质公安战斗力。", "9月7日（星期日）晚，民警上街巡查。今年以来成效明显。")
    assert later == "2025-09~"


def test_a_scheme_that_has_run_for_months_moves_the_date_on() -> None:
    assert (
        dated("2023年1月筹备。自9月份平台上线以来，受理求助8件。", "平台上线2个多月以来，办结7件。今年以来好评不断。")
        == "2023-11~"
    )


def test_years_of_plans_titles_and_history_are_no_evidence() -> None:
    assert dated("今年以来，力争到2035年基本建成。", BODY) == ""
    assert dated("今年以来，印发《2019年工作要点》。", BODY) == ""
    assert dated("2014年以后，老街陆续换上新灯。", BODY) == ""


def test_january_beside_december_may_be_the_next_year() -> None:
    assert dated("2018年12月20日，失主报案。", "1月5日，嫌疑人落网。") == "2018-12~/2019-01~"


def test_a_wire_quoted_in_the_text_does_not_date_a_page_before_its_latest_day() -> None:
    text = "2023年8月4日，分局通报了此事，已对其罚款。\n综合本地媒体8月3日消息，当事人曾与民警争执。"
    assert dated("通报来了", text) == "2023-08~"


def test_reasoned_dates_are_marked_for_review_and_say_why() -> None:
    value, evidence, review = page_date(page("截至2023年5月12日，全镇共走访41户。"))
    assert str(value) == "2023-05~"
    assert review == ("date",)
    assert evidence
    assert all(e.value == "2023-05~" and e.reason for e in evidence)


@given(st.text(alphabet="年月日至今去2013456789-/: 《》截星期六周末\n电讯", max_size=80))
def test_an_exact_day_is_always_printed_in_full(text: str) -> None:
    value = page_date(page(*text.split("\n")))[0]
    if value and value.exact:
        digits = re.sub(r"\D", "", text)
        assert str(value.earliest.year) in digits


@pytest.mark.parametrize(
    "text",
    [
        "7月14日，家属来到派出所致谢。2006年，当时15岁的姜某离家出走。今年三月，民警重启调查。",
        "该合作社成立于2020年3月24日。今年4月，县公安局通报了案件进展。",
        "新华社南昌5月18日电 这家企业始于1997年，今年迁入园区。",
        "法院经审理查明，2022年1月被告人苏某出借银行卡。判决已经生效。",
        "2016年7月，林某申请强制执行。7月27日，执行干警再次上门。",
        "从2017年起，这项办法将在各县推行。",
    ],
)
def test_a_short_report_that_only_names_years_long_past_gets_no_date(text: str) -> None:
    assert dated("县里的事", text) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019年2月15日上午，民警在宾馆抓获胡某。", "2019-02~"),
        ("今天（9月15日），2025年网络安全宣传周启动，今年的主题贴近生活。", "2025-09~"),
        ("2023年5月以来，民警走访商户。7月31日，嫌疑人落网。", "2023-07~/2023-08~"),
        ("今年以来，全县劝阻群众41人。2023年2月，分局开展了清查。", "2023-02~"),
    ],
)
def test_a_year_spoken_of_as_running_dates_the_page_approximately(text: str, value: str) -> None:
    assert dated("县里的事", text) == value
