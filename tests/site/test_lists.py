"""Lists in a real browser: filtering, turning the order, choosing among all figures, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from conftest import mkdocs_build, project, served
from samples import article, explanation
from searching import until

from scripts.core import dates
from scripts.core.types import Archive, Article, Explanation, Figure

pytestmark = pytest.mark.browser
COUNT = 100
INITIATIVES = 126
"""More than stand on one page of their index."""


def report(number: int) -> Article:
    """One of many reports, a day each; every tenth is of another city, every fiftieth of a third."""
    city = "萍乡市" if number % 50 == 0 else "赣州市" if number % 10 == 0 else "南昌市"
    return article(
        number,
        id=f"jxrb-fz-20220101-{number:03}",
        title=f"第{number}次夜巡" + ("反诈进社区" if number == 7 else ""),
        body=f"第{number}次出门，" + "".join(chr(0x4E00 + number * 71 % 5000 + k * 13) for k in range(80)),
        city=(city,),
        initiative=(f"第{number}盏灯", f"第{number}声哨") if number <= INITIATIVES // 2 else (),
        date=dates.of_day(2022, 1 + number // 28, 1 + number % 28),
        source=None,
    )


def told(found: Article, number: int) -> Explanation:
    made = explanation(found)
    figure = Figure(number, "户" if number % 2 else "人", "走访", "2021" if number % 5 == 0 else None, None, "走访住户")
    return replace(made, tags=replace(made.tags, figures=(figure,)))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with lists of two pages is served."""
    archive = Archive(tuple(report(n) for n in range(1, COUNT + 1)))
    made = {found.id: told(found, n) for n, found in enumerate(archive.articles, 1)}
    yield from served(mkdocs_build(project(tmp_path_factory.mktemp("lists"), archive, made))[0])


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails its test on any error of a script."""
    opened = browser.new_context(service_workers="block").new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    opened.context.close()
    assert wrong == []


def titles(page: Any) -> list[str]:
    return page.locator(".main .entry:visible .entry-title").all_inner_texts()


def test_a_word_narrows_the_list_and_leads_to_a_search_of_all_its_pages(page: Any, lists: str) -> None:
    page.goto(f"{lists}topics/public-safety/")
    box = page.get_by_role("searchbox", name="在这一页里筛选")
    box.fill("第9 次夜巡")
    until(page, lambda: len(titles(page)) == 10)
    assert all("第9" in title for title in titles(page))
    link = page.locator(".sift p a")
    assert link.inner_text() == "在全部100篇里找"
    assert link.get_attribute("href").startswith("../../search/?q=%E4%B8%93%E9%A2%98%3A")
    box.fill("")
    until(page, lambda: len(titles(page)) == 90)


def test_what_the_open_page_of_initiatives_lacks_is_looked_for_in_all_reports(page: Any, lists: str) -> None:
    page.goto(f"{lists}initiatives/page-2/")
    page.get_by_role("searchbox", name="在这一页里筛选").fill("盏灯 没有的")
    page.locator(".sift [role=status]", has_text="这一页有0条").wait_for()
    link = page.get_by_role("link", name="在全部报道里找")
    assert link.get_attribute("href") == f"../../search/?q={quote('举措:盏灯 举措:没有的')}"
    page.get_by_role("searchbox", name="在这一页里筛选").press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_the_oldest_first_reads_on_over_all_pages(page: Any, lists: str) -> None:
    page.goto(f"{lists}topics/public-safety/")
    newest = titles(page)
    page.get_by_role("link", name="最早在前").click()
    page.wait_for_url("**/page-2/#oldest")
    back = page.get_by_role("link", name="最新在前")
    back.wait_for()
    first = titles(page)
    page.locator(".pager a", has_text="较新").click()
    page.wait_for_url("**/public-safety/#oldest")
    back.wait_for()
    assert first + titles(page) == [report(n).title for n in range(1, COUNT + 1)]
    back.click()
    page.get_by_role("link", name="最早在前").wait_for()
    assert titles(page) == newest


def test_a_cell_of_the_chronicle_opens_its_month_with_its_city_alone(page: Any, lists: str) -> None:
    page.goto(f"{lists}chronicle/")
    page.get_by_role("link", name="赣州市2022年1月").click()
    page.wait_for_url("**/dates/2022/01/#filter=*")
    until(page, "document.querySelector('.sift [role=status]').textContent")
    assert titles(page) == ["第20次夜巡", "第10次夜巡"]


def test_figures_are_chosen_from_all_pages_and_the_choice_can_be_sent_to_others(page: Any, lists: str) -> None:
    page.goto(f"{lists}figures/")
    everything = page.locator("ol.entries > li").count()
    page.get_by_label("城市").select_option("萍乡市")
    page.locator(".facets [role=status]", has_text="有2个").wait_for()
    found = page.locator("ol.entries > li .entry-tags a:first-child")
    assert found.all_inner_texts() == ["《第100次夜巡》", "《第50次夜巡》"]
    page.get_by_label("年份").select_option("2021")
    page.locator(".facets [role=status]", has_text="有2个").wait_for()
    page.get_by_label("单位").select_option("户")
    page.locator(".facets [role=status]", has_text="没有这样的数字").wait_for()
    page.get_by_role("button", name="清除").click()
    until(page, f"document.querySelectorAll('ol.entries > li').length === {everything}")
    page.goto("about:blank")
    page.goto(f"{lists}figures/#unit=户&year=2021")
    page.locator(".facets [role=status]", has_text="有10个").wait_for()
    until(page, "document.querySelectorAll('ol.entries > li').length === 10")
    assert all("户" in text for text in page.locator(".measured b").all_inner_texts())
    page.locator("ol.entries > li .entry-tags a:first-child").last.click()
    page.wait_for_url("**/articles/**")
    assert page.locator("h1").inner_text() == "第5次夜巡"


def test_the_list_from_which_a_reader_came_leads_on_first(page: Any, lists: str) -> None:
    article_page = f"{lists}articles/jxrb-fz-20220101-030/"
    page.goto(article_page)
    names = page.locator(".turn[data-list] p")
    assert names.all_inner_texts() == ["赣州市", "治安防控"]
    page.goto(f"{lists}topics/public-safety/")
    page.get_by_role("link", name="第30次夜巡").click()
    page.wait_for_url(article_page)
    until(page, "document.querySelector('.turn[data-list] p').textContent.includes('治安防控')")


def test_without_script_a_list_is_whole_and_shows_no_dead_control(browser: Any, lists: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    for path, count in (("topics/public-safety/", 90), ("figures/", 90)):
        page.goto(lists + path)
        assert page.locator("ol.entries > li:visible").count() == count
        assert page.locator("form.sift:visible, form.facets:visible").count() == 0
        assert page.locator(".pager:visible").count() == 1
    page.context.close()
