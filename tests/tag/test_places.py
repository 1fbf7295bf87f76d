"""Tags of places say why, know when they are unsure, and take help from the page without being led astray."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scripts.core.types import CleanText, Fragment, Layout, PageRecord, Paragraph
from scripts.core.vocab import gazetteer
from scripts.tag import tag
from scripts.tag.places.find import PlaceTags, find_places, from_neighbour
from scripts.tag.places.mentions import QUOTE, quote
from scripts.tag.places.names import scan
from tests.tag.pieces import page, piece


def tags_of(title: str | None, *texts: str, record: PageRecord | None = None, kicker: str | None = None) -> PlaceTags:
    paragraphs = tuple(Paragraph("body", text, number) for number, text in enumerate(texts, 11))
    return find_places(CleanText(title, kicker, None, paragraphs), record or PageRecord())


def test_every_tag_shows_the_words_that_made_it_and_their_line() -> None:
    tags = tags_of("守护茶山平安", "清明前后，婺源县公安局江湾派出所民警上山护茶。", "婺源县茶农点赞。")
    district = [e for e in tags.evidence if e.tag == "district"]
    assert district[0].value == "婺源县"
    assert (district[0].line, district[0].reason) == (11, "办事机构")
    assert "婺源县公安局" in district[0].quote
    assert {e.reason for e in tags.evidence if e.tag == "city"} >= {"辖县推得"}


def test_a_headline_that_opens_with_the_place_is_the_first_reason() -> None:
    tags = tags_of("铅山县：古镇夜巡添新兵", "当地招募义警。")
    assert (tags.city, tags.district) == (("上饶市",), ("铅山县",))
    assert tags.evidence[1].reason == "标题冒头地名"


def test_the_other_places_named_are_listed_once_in_order_of_reading() -> None:
    tags = tags_of(
        "奉新警方跨省追赃", "奉新县公安局民警从湖南省长沙市、湖北省武汉市追回赃款。", "在长沙市又查扣轿车一辆。"
    )
    assert tags.places == ("湖南省", "长沙市", "湖北省", "武汉市")


def test_a_piece_without_a_place_takes_the_city_of_its_page_and_asks_for_a_look() -> None:
    record = PageRecord(series="守护绿水青山·鹰潭")
    tags = tags_of("夜巡", "民警在街面巡逻。", record=record)
    assert (tags.city, tags.review) == (("鹰潭市",), ("city",))
    assert tags.evidence[0].reason == "页面专题"


def test_the_series_line_above_a_piece_counts_as_the_page_does() -> None:
    assert tags_of(None, "对过往车辆开展检查。", kicker="平安守护在身边·萍乡").city == ("萍乡市",)


def test_the_city_of_the_page_never_overrules_the_piece() -> None:
    record = PageRecord(series="守护绿水青山·九江", publication="九江日报")
    tags = tags_of("分宜：警民共建", "分宜县公安局走访群众。", record=record)
    assert (tags.city, tags.district) == (("新余市",), ("分宜县",))


def test_a_note_about_the_whole_province_takes_no_city_from_its_series() -> None:
    record = PageRecord(series="局长访谈·南昌")
    assert tags_of(None, "为展示江西公安风采，江西省公安厅推出系列报道。", record=record).city == ()


def test_a_photograph_without_a_place_takes_the_city_of_its_report() -> None:
    photo, report = tags_of(None, "全警实战演练 李某摄"), tags_of("德兴市：练兵忙", "德兴市公安局组织练兵。")
    tags = from_neighbour(photo, report)
    assert (tags.city, tags.district, tags.review) == (("上饶市",), (), ("city",))


def test_a_photograph_that_names_its_place_keeps_it() -> None:
    photo, report = tags_of(None, "进贤县民警护学 王某摄"), tags_of("德兴市：练兵忙", "德兴市公安局练兵。")
    assert from_neighbour(photo, report) == photo


def test_a_district_known_only_from_a_town_is_marked_for_review() -> None:
    tags = tags_of("村口的夜校", "在江西，四十里街镇的村民晚上学法。")
    assert tags.district == ("鄱阳县",)
    assert "district" in tags.review


def test_a_town_alone_may_lie_in_any_province_and_gives_no_tag() -> None:
    assert tags_of("村口的夜校", "四十里街镇的村民晚上学法。") == PlaceTags()


def test_an_empty_piece_has_no_places() -> None:
    assert find_places(CleanText(None, None, None, ()), PageRecord()) == PlaceTags()


NAMES = sorted(gazetteer().by_any_name)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(NAMES),
        st.sampled_from(["公安局", "、", "：", "。", "籍", "路", "等地", "在", "大家都在看"]),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_names_found_stand_where_they_are_said_to_and_do_not_overlap(text: str) -> None:
    last = 0
    for hit in scan(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.start >= last
        last = hit.end


@given(st.none() | TEXTS, TEXTS)
def test_whatever_the_text_districts_lie_in_their_cities_and_all_has_evidence(title: str | None, text: str) -> None:
    tags = tags_of(title, text)
    book = gazetteer()
    for name in tags.district:
        place = book.district(name)
        city = place and book.city_of(place)
        assert city is not None
        assert city.name in tags.city
    assert {(e.tag, e.value) for e in tags.evidence} == (
        {("city", n) for n in tags.city}
        | {("district", n) for n in tags.district}
        | {("place", n) for n in tags.places}
    )
    assert all(len(e.quote) <= 30 for e in tags.evidence)
    assert len(set(tags.places)) == len(tags.places)
    assert tags == tags_of(title, text)


def layout_with(*lines: str) -> Layout:
    furniture = tuple(Fragment(n, n, "menu", (line,)) for n, line in enumerate(lines, 10))
    return Layout((), furniture, ())


def test_links_to_news_of_one_county_make_a_town_of_it_likely() -> None:
    report = piece("昨日中午，一名老人在象湖镇桥头落水，救援队及时赶到。")
    beside = layout_with("瑞金一男子醉驾被查", "瑞金公安开展夜巡")
    assert tag(report, page(), beside).district == ("瑞金市",)
    assert tag(report, page(), None).district == ()


def test_a_menu_that_lists_every_city_says_nothing() -> None:
    report = piece("昨日中午，一名老人在象湖镇桥头落水，救援队及时赶到。")
    assert tag(report, page(), layout_with("南昌 九江 赣州 瑞金 宜春")).city == ()


def test_a_piece_without_any_place_has_the_city_of_the_public_account_it_comes_from() -> None:
    report = piece("一男子酒后驾车被查，民警依法处理。")
    tags = tag(report, page("酒后驾车被查", "来源：平安鄱阳", "一男子酒后驾车被查。"))
    assert (tags.city, "city" in tags.review) == (("上饶市",), True)
    assert tag(report, page("酒后驾车被查", "来源：上饶晚报")).city == ()
    elsewhere = piece("杭州一男子酒后驾车被查，民警依法处理。")
    assert tag(elsewhere, page("酒后驾车被查", "来源：平安鄱阳")).city == ()


class Watched(str):
    """A text that remembers how far back something was looked for in it."""

    __slots__ = ("begins",)
    begins: list[int]

    def rfind(self, mark: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
        self.begins.append(start)
        return str(self).rfind(mark, start, end)


def test_the_words_around_a_name_are_looked_for_close_to_it_and_not_from_the_beginning() -> None:
    text = Watched("昨天下午，九江市、" + "九江市、" * 1000)
    text.begins = []
    hits = scan(text)
    shown = [quote(text, hit) for hit in hits]
    assert shown[0].startswith("九江市、") and all("九江市" in words for words in shown)
    assert min(text.begins[-6:]) >= hits[-1].start - QUOTE
