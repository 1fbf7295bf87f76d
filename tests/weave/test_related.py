"""Related articles: what few share counts more, and every link says why."""

from __future__ import annotations

from samples import article

from scripts.core import dates
from scripts.core.types import Archive, Article, Source
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave.holdings import Holdings
from scripts.weave.related import MOST_RELATED, Finder, Related
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


def test_a_slogan_that_everybody_quotes_links_nobody() -> None:
    many = [piece(n, body="建设“更高水平”的平安。") for n in range(1, 30)]
    found = related(*many, *filler())
    assert all(not found[a.id] for a in many)


def test_a_rare_district_counts_more_than_a_common_topic() -> None:
    one = piece(1, district=("莲花县",), topic=("普法宣传",))
    near, far = piece(2, district=("莲花县",)), piece(3, topic=("普法宣传",))
    found = related(one, near, far, *filler())[one.id]
    assert found[0].article.id == near.id


def test_articles_of_the_same_page_are_listed_elsewhere() -> None:
    page = Source("source_articles/x/1.txt", ((1, 2),))
    one, two = piece(1, initiative=("甲",), source=page), piece(2, initiative=("甲",), source=page)
    assert related(one, two, *filler())[one.id] == ()


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
