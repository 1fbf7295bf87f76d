"""Related articles: what few share counts more, and every link says why."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article
from scipy import sparse

from scripts.core import dates
from scripts.core.types import Archive, Article, PageRecord, Source
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave import pages
from scripts.weave.holdings import Holdings
from scripts.weave.links.features import reason
from scripts.weave.links.neighbours import WINDOW, neighbours
from scripts.weave.links.related import MOST_QUOTING, MOST_RELATED, Finder, Related
from tests.effort import effort


def piece(number: int, **values: object) -> Article:
    """A report of a page of its own with nothing in common but the publication."""
    defaults: dict[str, object] = {
        "id": f"x-20200101-{number:05}",
        "city": (),
        "topic": (),
        "byline": (),
        "body": "",
        "title": f"第{number}篇",
        "date": dates.parse(f"{2000 + number % 24}-0{1 + number % 9}-15"),
        "source": Source(f"source_articles/x/{number}.txt", ((1, 2),)),
    }
    return article(number, **{**defaults, **values})


def related(*articles: Article) -> dict[str, tuple[Related, ...]]:
    archive = Archive(tuple(sorted(articles, key=lambda a: a.id)))
    finder = Finder(Holdings(archive, {}, gazetteer(), topics(), publications()))
    return {a.id: finder.related(a) for a in articles}


def filler(first: int = 100, count: int = 20) -> list[Article]:
    return [piece(n, topic=("普法宣传",), city=("宜春市",)) for n in range(first, first + count)]


def test_a_shared_initiative_links_two_articles_and_is_the_reason() -> None:
    one, two = piece(1, initiative=("夜巡十分钟",)), piece(2, initiative=("夜巡十分钟",))
    found = related(one, two, *filler())[one.id]
    assert [r.article.id for r in found] == [two.id]
    assert found[0].reasons[0] == "同一举措：夜巡十分钟"


def test_a_name_in_quotation_marks_that_few_use_links_two_articles() -> None:
    one, two = piece(1, body="“蓝马甲”进村。"), piece(2, body="又见“蓝马甲”。")
    assert related(one, two, *filler())[one.id][0].reasons == ("都提到“蓝马甲”",)


@pytest.mark.parametrize(("count", "told"), [(3, True), (MOST_QUOTING + 1, False)])
def test_what_many_quote_is_a_slogan_and_no_reason(count: int, told: bool) -> None:
    many = [piece(n, body="建设“更高水平”的平安。", district=("莲花县",)) for n in range(1, count + 1)]
    reasons = {r for found in related(*many, *filler(count=60))[many[0].id] for r in found.reasons}
    assert "同在莲花县" in reasons
    assert ("都提到“更高水平”" in reasons) == told


def test_a_rare_district_counts_more_than_a_common_topic() -> None:
    one = piece(1, district=("莲花县",), topic=("普法宣传",))
    near, far = piece(2, district=("莲花县",)), piece(3, topic=("普法宣传",))
    found = related(one, near, far, *filler())[one.id]
    assert found[0].article.id == near.id


PAGE = "source_articles/x/1.txt"


def on_page(number: int, first: int, last: int, **values: object) -> Article:
    return piece(number, source=Source(PAGE, ((first, last),)), date=dates.parse("2020-05-01"), **values)


def test_articles_of_one_page_are_related_when_they_share_more_than_the_page() -> None:
    one, two = on_page(1, 1, 9, district=("莲花县",)), on_page(2, 11, 19, district=("莲花县",))
    other = on_page(3, 21, 29)
    found = related(one, two, other, *filler())[one.id]
    assert [r.article.id for r in found] == [two.id]
    assert found[0].reasons == ("同在莲花县", "同一版面")


def test_a_photograph_belongs_to_the_report_that_surrounds_it() -> None:
    report, below = on_page(1, 11, 49), on_page(2, 51, 59)
    photo = on_page(3, 48, 48, kind="photo")
    found = related(report, below, photo, *filler())
    assert [r.article.id for r in found[photo.id]] == [report.id]
    assert found[report.id][0].reasons[0] == "文与配图"
    assert found[below.id] == ()


def test_a_note_belongs_to_the_report_below_it() -> None:
    note, report, last = on_page(1, 3, 5, kind="note"), on_page(2, 7, 9), on_page(3, 11, 19)
    found = related(last, note, report, *filler())
    assert found[note.id][0].article.id == report.id
    assert found[note.id][0].reasons[0] == "按语与所引的报道"


def test_the_head_of_an_office_links_a_report_with_a_picture_that_gives_only_the_name() -> None:
    one = piece(1, city=("宜春市",), body="市公安局局长郑望舒说，夜校要办下去。")
    two = piece(2, city=("宜春市",), body="*郑望舒（左一）在夜校听课*")
    namesake = piece(3, city=("赣州市",), body="郑望舒老人今年八十。")
    found = related(one, two, namesake, *filler())[one.id]
    assert [r.article.id for r in found] == [two.id]
    assert found[0].reasons[0] == "都写到郑望舒"


def test_people_who_hold_no_office_or_whose_names_are_withheld_link_nothing() -> None:
    one, two = piece(1, body="村民郑望舒报了警，所长李某说。"), piece(2, body="郑望舒收到锦旗，所长李某说。")
    assert related(one, two, *filler())[one.id] == ()


def test_one_body_under_several_names_links_two_reports() -> None:
    one = piece(1, body="莲花公安巡逻到夜里。", topic=("反诈",))
    two = piece(2, body="萍乡市公安局莲花分局破了案。", topic=("反诈",))
    assert "都写到莲花县公安机关" in related(one, two, *filler())[one.id][0].reasons


def test_one_slogan_with_other_marks_links_two_reports() -> None:
    one = piece(1, initiative=("平安夜归、一路有灯",))
    two = piece(2, body="活动名叫“平安夜归一路有灯”。")
    assert related(one, two, *filler())[one.id][0].reasons[0] == "同一举措：平安夜归、一路有灯"


def test_the_reason_says_what_kind_of_programme_is_shared() -> None:
    assert reason("initiative", "老周调解室") == "同一调解品牌：老周调解室"
    assert reason("initiative", "清源断流专项行动") == "同一行动：清源断流专项行动"


def test_parts_of_one_series_are_linked_across_pages() -> None:
    left, right = piece(1, topic=("党建",)), piece(2, topic=("党建",))
    records = {
        left.source.file: PageRecord(series="渡口见闻系列报道·余干"),  # type: ignore[union-attr]
        right.source.file: PageRecord(series="渡口见闻系列报道·鄱阳"),  # type: ignore[union-attr]
    }
    archive = Archive((left, right, *filler()), records)
    finder = Finder(Holdings(archive, {}, gazetteer(), topics(), publications()))
    assert "同一系列：渡口见闻系列报道" in finder.related(left)[0].reasons


def test_reprints_are_shown_as_such_and_not_as_related() -> None:
    body = "进贤县的渔民夜校开在渡口边，老师划船去上课，三年里教会六百个渔民写自己的名字，也教他们看懂合同。"
    one, two = piece(1, initiative=("甲",), body=body), piece(2, initiative=("甲",), body=body + "（续）")
    archive = Archive((one, two, *filler()))
    tree = pages(archive, {})
    page = str(tree[f"articles/{one.id}/index.md"])
    assert "转载或重复" in page
    assert "相关报道" not in page
    assert re.search(r"正文约9\d%相同", page)


def test_the_order_in_which_articles_are_given_changes_nothing() -> None:
    many = [piece(n, topic=("反诈",), city=("南昌市",), initiative=(f"甲{n % 7}",)) for n in range(60)]
    holdings = Holdings(Archive(tuple(reversed(many))), {}, gazetteer(), topics(), publications())
    assert {a.id: Finder(holdings).related(a) for a in many[:9]} == {a.id: related(*many)[a.id] for a in many[:9]}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 6 * WINDOW))
def test_the_best_neighbour_is_found_though_most_is_common(seed: int, count: int) -> None:
    luck = np.random.default_rng(seed)
    rows = luck.random((count, 40)) < 0.2
    rows[:, 0] = True
    shares = sparse.csr_array(rows.astype(float))
    full = (shares @ shares.T).toarray()
    np.fill_diagonal(full, -1)
    for row, (ranks, scores) in enumerate(neighbours(shares)):
        near = full[row].copy()
        near[[other for other in range(count) if abs(other - row) >= WINDOW]] = -1
        assert row not in ranks
        assert np.allclose(scores, full[row, ranks])
        assert count == 1 or scores.max() >= near.max()


def test_what_all_share_links_those_that_are_nearest_in_time() -> None:
    for row, (ranks, _) in enumerate(neighbours(sparse.csr_array(np.ones((5 * WINDOW, 1))))):
        assert {row - 1, row + 1} - {-1, 5 * WINDOW} <= set(ranks.tolist())


def test_an_archive_of_one_or_none_has_nothing_related() -> None:
    assert related() == {}
    assert related(piece(1, initiative=("甲",)))["x-20200101-00001"] == ()


def test_among_equals_the_closer_date_comes_first_and_is_named() -> None:
    day = dates.parse("2020-05-01")
    one = piece(1, initiative=("甲",), date=day)
    far, near = (
        piece(2, initiative=("甲",), date=dates.parse("2010-05-01")),
        piece(3, initiative=("甲",), date=dates.parse("2020-05-20")),
    )
    found = related(one, far, near, *filler())[one.id]
    assert [r.article.id for r in found] == [near.id, far.id]
    assert "时间相近" in found[0].reasons


def test_the_number_of_related_articles_is_bounded() -> None:
    many = [piece(n, initiative=("甲",)) for n in range(1, 40)]
    assert all(len(found) <= MOST_RELATED for found in related(*many, *filler()).values())


def test_the_work_grows_in_proportion_to_the_articles() -> None:
    def work(count: int) -> int:
        many = [piece(n, topic=("反诈",), city=("南昌市",), initiative=(f"甲{n // 3}",)) for n in range(count)]
        return effort(lambda: related(*many))

    assert work(1600) < 6 * work(400)
