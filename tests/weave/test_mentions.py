"""Links in the text: the first mention of what has a page leads to it, and nothing else becomes a link."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from samples import HOSTILE, article, hostile

from scripts.core.types import Archive, Article
from scripts.core.vocab import gazetteer, publications, topics
from scripts.weave import escape
from scripts.weave.holdings import Holdings
from scripts.weave.links.mentions import Mentions

ROOT = "../../"
OTHERS = (
    article(
        90, city=("南昌市",), district=("西湖区", "进贤县"), topic=("反诈", "信访"), initiative=("反诈考试APP", "四勤")
    ),
    article(91, city=("抚州市",), district=("临川区",), topic=("矛盾纠纷化解",), initiative=("临川老周调解室",)),
)


def linked(body: str, **values: object) -> str:
    one = article(1, body=body, **values)
    holdings = Holdings(Archive((one, *OTHERS)), {}, gazetteer(), topics(), publications())
    return str(Mentions(holdings).body(one, ROOT))


def links(body: str, **values: object) -> list[tuple[str, str]]:
    """(words, address) of each link in a text."""
    found = re.findall(r'<a class="mention" href="([^"]+)"[^>]*>([^<]+)</a>', linked(body, **values))
    return [(words, target.removeprefix(ROOT)) for target, words in found]


def test_the_first_mention_of_a_place_a_topic_and_a_programme_leads_to_its_page() -> None:
    found = links("进贤县请来临川老周调解室的人讲信访。", initiative=("临川老周调解室",))
    assert found == [
        ("进贤县", "cities/nanchang/jinxian/"),
        ("临川老周调解室", "initiatives/lin-chuan-lao-zhou-tiao-jie-shi/"),
        ("信访", "topics/petitions/"),
    ]


def test_a_thing_is_linked_once_in_the_whole_text() -> None:
    assert links("进贤县的夜校。\n\n进贤县又开了一所，进贤县人都去。") == [("进贤县", "cities/nanchang/jinxian/")]


def test_the_longest_name_wins() -> None:
    assert links("民警装上反诈考试APP。", initiative=("反诈考试APP",))[0][0] == "反诈考试APP"
    assert links("反诈考试APP和反诈课", initiative=("反诈考试APP",))[1] == ("反诈", "topics/anti-fraud/")


@pytest.mark.parametrize(
    "body",
    [
        "## 进贤县怎样反诈",
        "### 进贤县",
        "细读《进贤县反诈手册》和《信访工作条例》。",
        "见[进贤县反诈网](https://example.org/jinxian)。",
        "写作`进贤县`的一栏。",
    ],
)
def test_headings_titles_links_and_code_stay_as_they_are(body: str) -> None:
    assert links(body) == []


def test_a_title_that_is_never_closed_takes_only_its_line() -> None:
    assert links("读《进贤县志\n\n进贤县到了") == [("进贤县", "cities/nanchang/jinxian/")]


def test_another_name_of_a_topic_leads_to_it_and_says_where() -> None:
    text = linked("严打电信网络诈骗。")
    assert '<a class="mention" href="../../topics/anti-fraud/" title="反诈">电信网络诈骗</a>' in text


def test_what_has_no_articles_is_not_linked() -> None:
    assert links("莲花县的禁毒队去了新余市。") == []


def test_a_district_of_another_province_is_not_ours() -> None:
    assert links("杭州市西湖区的经验。", city=("南昌市",), district=("西湖区",)) == []
    assert links("西湖区的经验。", city=("南昌市",), district=("西湖区",)) == [("西湖区", "cities/nanchang/xihu/")]


def test_a_programme_of_others_is_linked_only_where_it_is_named_in_quotation_marks() -> None:
    assert links("干部要四勤。") == []
    assert links("推广“四勤”。") == [("四勤", "initiatives/si-qin/")]


def test_an_archive_without_articles_has_no_links() -> None:
    one = article(1, body="进贤县")
    empty = Holdings(Archive(()), {}, gazetteer(), topics(), publications())
    assert str(Mentions(empty).body(one, ROOT)) == "进贤县"


def test_marks_around_a_name_stay() -> None:
    assert "<strong><a " in linked("**进贤县**开课。")
    assert "<em>" in linked("*进贤县的夜校*")


@settings(deadline=None)
@given(st.text("进贤县反诈《》“”[]()`*&#96;lt<>!$ \n1234567890", max_size=60))
def test_whatever_the_text_its_words_stay_and_links_do_not_nest(body: str) -> None:
    with_links = BeautifulSoup(markdown(linked(body)), "lxml")
    without = BeautifulSoup(markdown(str(escape.body(body))), "lxml")
    assert with_links.get_text() == without.get_text()
    assert not with_links.select("a a, h2 a.mention, h3 a.mention, code a")


def test_hostile_names_break_nothing() -> None:
    archive = hostile()
    mentions = Mentions(Holdings(archive, {}, gazetteer(), topics(), publications()))
    for one in archive.articles:
        soup = BeautifulSoup(markdown(str(mentions.body(one, ROOT))), "lxml")
        assert not soup.find_all(["script", "img"])
        assert all(re.match(r"\.\./\.\./[a-z0-9/-]+$|https?:", a["href"]) for a in soup.find_all("a"))
        assert set(soup.find_all(True, attrs={"onmouseover": True})) == set()
    assert len(archive.articles) == len(HOSTILE)


def test_a_name_never_begins_inside_a_character_reference() -> None:
    odd: tuple[Article, ...] = (article(1, body="a&b 96", initiative=("amp", "96")),)
    holdings = Holdings(Archive(odd), {}, gazetteer(), topics(), publications())
    assert "&amp;" in str(Mentions(holdings).body(odd[0], ROOT))
