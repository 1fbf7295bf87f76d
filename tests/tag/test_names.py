from __future__ import annotations

import pytest

from scripts.tag.names import find_names, split_glued
from tests.tag.pieces import piece, with_byline


def names(*body: str, role: str = "body") -> tuple[tuple[str, ...], tuple[str, ...]]:
    return find_names(piece(*body, role=role))[:2]


@pytest.mark.parametrize(
    ("text", "writers", "pictures"),
    [
        ("（罗才文 陈志强）", ("罗才文", "陈志强"), ()),
        ("本报记者 李沁 通讯员徐天明", ("李沁", "徐天明"), ()),
        ("(熊伟/文 万志/图)", ("熊伟",), ("万志",)),
        ("文/图 李晓明", ("李晓明",), ("李晓明",)),
        ("李伟明摄", (), ("李伟明",)),
    ],
)
def test_an_author_line_is_sorted_into_writers_and_photographers(
    text: str, writers: tuple[str, ...], pictures: tuple[str, ...]
) -> None:
    assert find_names(with_byline("民警上门服务。", byline=text))[:2] == (writers, pictures)


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        ("新华社南昌5月4日专电（记者赖小星）全市道路事故减少。", ("赖小星",)),
        ("本报讯 程雅文、全媒体记者余文明报道：近日，民警破案。", ("程雅文", "余文明")),
        ("某报讯 （记者卢成明通讯员余文杨静雯程思远）一面锦旗送到派出所。", ("卢成明", "余文", "杨静雯", "程思远")),
        ("本报讯记者童福生摄影报道：昨日上午，两车相撞。", ("童福生",)),
        ("某网8月15日消息（记者胡小明 通讯员刘文 熊志）连日来，民警走访。", ("胡小明", "刘文", "熊志")),
        ("本报记者吕方明北京报道 大桥通车。", ("吕方明",)),
    ],
)
def test_reporters_in_a_dateline_are_found(text: str, writers: tuple[str, ...]) -> None:
    assert names(text)[0] == writers


def test_a_credit_before_what_a_web_page_adds_is_found() -> None:
    assert names("活动深受群众欢迎。（程少云）编辑：刘剑文返回首页，查看更多责任编辑：")[0] == ("程少云",)


def test_editors_are_not_bylines() -> None:
    assert names("活动深受群众欢迎。", "责任编辑：刘剑文") == ((), ())
    assert find_names(with_byline("活动深受群众欢迎。", byline="（罗才文 编辑：刘剑文）"))[0] == ("罗才文",)


def test_the_word_reporter_in_a_sentence_names_nobody() -> None:
    assert names("1月24日讯 记者从客运公司获悉，新车站开张。") == ((), ())
    assert names("1月24日讯 记者从江西/福建两省获悉，大桥通车。") == ((), ())


def test_a_photographer_in_a_caption_is_found() -> None:
    assert names("特警队员在训练 郑智明摄", role="caption") == ((), ("郑智明",))


def test_glued_names_are_cut_only_when_all_are_names() -> None:
    assert split_glued("余文杨静雯程思远") == ("余文", "杨静雯", "程思远")
    assert split_glued("获悉此事") == ()


def test_every_name_shows_where_it_stands() -> None:
    evidence = find_names(with_byline("民警上门服务。", byline="（罗才文）"))[2]
    assert [(e.tag, e.value, e.line) for e in evidence] == [("byline", "罗才文", 99)]


def test_a_signature_outranks_the_reporters_of_an_agency_but_not_those_of_the_paper_itself() -> None:
    agency = with_byline("新华社南昌3月3日电（记者赖小星）夜校开课。", byline="（卢成明）")
    own = with_byline("本报讯（记者赖小星）夜校开课。", byline="（卢成明）")
    assert find_names(agency)[0] == ("卢成明",)
    assert set(find_names(own)[0]) == {"赖小星", "卢成明"}


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        ("上饶在线讯(李婷赵久阳记者黄湄)市民反映楼顶搭建。", ("李婷", "赵久阳", "黄湄")),
        ("新华社南昌2007年8月16日信息：（记者刘云）学校恢复上课。", ("刘云",)),
        ("法制网讯 记者马超 王志堂 2019年1月26日，县公安局通报。", ("马超", "王志堂")),
        (
            "某某网8月8日讯（晚报记者吴臻游庆辉通讯员黄绿荣朱晓航文/图）仓库失火。",
            ("吴臻", "游庆辉", "黄绿荣", "朱晓航"),
        ),
        ("苏报讯(苏报融媒记者邹强通讯员张丁)法院宣判。", ("邹强", "张丁")),
        ("红网7月27日讯（记者 吴公然 实习生 米梦瑶）会议闭幕。", ("吴公然", "米梦瑶")),
    ],
)
def test_reporters_run_together_with_their_titles_are_told_apart(text: str, writers: tuple[str, ...]) -> None:
    assert names(text)[0] == writers


def test_a_name_of_four_characters_is_kept_whole() -> None:
    assert names("判决已经生效。（全媒体记者孙立昊洋 通讯员 贾媛丽）")[0] == ("孙立昊洋", "贾媛丽")
