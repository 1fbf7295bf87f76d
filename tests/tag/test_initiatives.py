from __future__ import annotations

import pytest

from scripts.tag.initiatives import find_initiatives
from tests.tag.pieces import piece


def named(text: str, title: str | None = None) -> tuple[str, ...]:
    return find_initiatives(piece(text, title=title))[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县公安局以“清江断流”禁毒专项行动为抓手。", "清江断流"),
        ("创建“渝水金盾”党建品牌。", "渝水金盾"),
        ("落实“四函”机制。", "四函"),
        ("紧扣“两降两升”目标。", "两降两升"),
        ("“老楚调解室”全天候服务。", "老楚调解室"),
        ("在园区设立“老陶”调解室。", "老陶调解室"),
        ("居民走进城北派出所万商红警务室反映情况。", "万商红警务室"),
        ("创新打造“南昌市花朵护卫一键报警平台”。", "花朵护卫一键报警平台"),
        ("开展以“健康人生、绿色无毒”为主题的宣传。", "健康人生、绿色无毒"),
        ("坚持和发展新时代“枫桥经验”。", "枫桥经验"),
        ("坚持和发展枫桥经验，", "枫桥经验"),
        ("依托“余江大嫂”等社会组织的力量。", "余江大嫂"),
        ("深化“水陆合一”和“交治融合”。", "水陆合一"),
        ("实施“交所融合”“交治融合”等建设。", "交治融合"),
        ("深入开展夏季交通秩序专项整治行动，", "夏季交通秩序专项整治行动"),
        ("区里研发了反诈考试APP。", "反诈考试APP"),
    ],
)
def test_a_named_programme_is_found_without_its_quotes(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "“您好，请出示证件。”",
        "他说：“感谢民警。”",
        "“要有反诈机制”他说道。",
        "织牢“防护网”，拧紧“安全阀”。",
        "打通服务群众“最后一公里”。",
        "牢固树立“打防并举、预防为先”的理念。",
        "认真学习《信访工作条例》。",
        "在“七一”前夕走访老党员。",
        "摧毁“第四方非法支付平台”。",
        "建立驻校警务室和企业警务室。",
        "推进矛盾纠纷调解中心建设。",
        "车祸发生在“四十里街”一带。",
        "对“九小场所”开展检查。",
        "按“2、4、6”快速反应机制处置。",
    ],
)
def test_speech_slogans_figures_of_speech_and_titles_are_kept_out(text: str) -> None:
    assert named(text) == ()


def test_a_name_with_and_without_its_head_noun_is_one() -> None:
    assert named("“清江断流”专项行动启动。“清江断流行动”成效明显。") == ("清江断流",)


def test_a_nickname_is_folded_into_its_mediation_room() -> None:
    assert named("在“老楚”品牌带动下，“老楚调解室”化解纠纷。“老楚工作室”天天开门。") == ("老楚调解室",)


def test_each_name_shows_its_reason_and_line() -> None:
    _, evidence, _ = find_initiatives(piece("开展“雷霆”行动。"))
    assert [(e.tag, e.value, e.line, e.reason) for e in evidence] == [("initiative", "雷霆", 1, "引号后有“行动”")]


@pytest.mark.parametrize("text", ["“", "””“", "“”“”", "“" * 200, "“甲”" * 200])
def test_broken_quotes_are_survived(text: str) -> None:
    named(text)


@pytest.mark.parametrize(
    "text",
    [
        "大队部署打击“黑校车”专项行动。",
        "民警发放材料，推广着国家反诈APP，或搜索微信小程序了解。",
        "据“平安北京”微博通报。",
        "村“两委”干部参加，落实“八项规定”精神。",
        "改革理顺了“多头管理”体制机制。",
        "志愿者用自主研发的AI唇语辅助训练系统授课。",
    ],
)
def test_an_evil_an_account_and_common_politics_are_no_initiatives(text: str) -> None:
    assert named(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("活动的主题是“平安相伴、健康同行”。", "平安相伴、健康同行"),
        ("社区推出服务品牌“橘乡好办”，居民点赞。", "橘乡好办"),
        ("县里每月开展一次“1号大调研”。", "1号大调研"),
        ("夜市旁的滕阁警务驿站亮灯到凌晨。", "滕阁警务驿站"),
    ],
)
def test_a_kind_of_thing_before_the_quotes_names_it_too(text: str, name: str) -> None:
    assert named(text) == (name,)


def test_two_prints_of_one_name_are_one_initiative() -> None:
    assert named("开展“八一军营行 共叙拥军情”活动。街道的“八一军营行共叙拥军情”活动已办三年。") == (
        "八一军营行 共叙拥军情",
    )
