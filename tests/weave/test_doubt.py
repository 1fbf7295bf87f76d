"""How sure the archive is: what was reasoned out counts as such everywhere, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from samples import FIRST, article, explanations, sample

from scripts.core import dates
from scripts.core.types import Archive, Article
from scripts.weave import charts, months, pages
from scripts.weave.charts import Tally


@pytest.fixture(scope="module")
def tree() -> dict[str, str]:
    return {path: str(text) for path, text in pages(sample(), explanations(sample())).items()}


def of(date: str) -> Article:
    return article(1, date=dates.parse(date))


@pytest.mark.parametrize(
    ("date", "month", "year"),
    [
        ("2023-06-20", False, False),
        ("2023-06", False, False),
        ("2023-06~", True, False),
        ("2022-11/2022-12", True, False),
        ("2022-12/2023-01", True, True),
        ("2023", True, False),
        ("2023~", True, True),
    ],
)
def test_a_month_that_was_reasoned_out_is_in_doubt_and_its_year_is_not(date: str, month: bool, year: bool) -> None:
    assert (months.doubtful_month(of(date)), months.doubtful_year(of(date))) == (month, year)


def test_a_tally_counts_what_is_in_doubt_as_perhaps() -> None:
    tally = Tally([(("六月",), False), (("六月",), True), (("六月", "七月"), True)])
    assert (tally("六月"), tally("七月")) == ((1, 2), (0, 1))


def test_a_chart_by_months_takes_about_for_perhaps() -> None:
    chart = charts.bars([of("2023-03"), of("2023-06~"), of("2023-09"), of("2023-12")])
    assert chart is not None
    june = next(bar for bar in chart.bars if bar.label == "2023年6月")
    assert (june.sure, june.maybe) == (0, 1)


def test_a_month_says_how_many_of_its_reports_were_reasoned_into_it() -> None:
    found = tuple(replace(of("2023-06~"), id=f"a-{n}") for n in range(2))
    tree = pages(Archive((*found, replace(of("2023-06/2023-07"), id="b"))), {})
    assert "3篇，其中1篇也可能属于别的月份，2篇的月份是推断的。" in str(tree["dates/2023/06/index.md"])


def test_a_month_says_once_that_all_of_its_reports_were_reasoned_into_it() -> None:
    tree = pages(Archive(tuple(replace(of("2023-06~"), id=f"a-{n}") for n in range(2))), {})
    assert "2篇，月份都是推断的。" in str(tree["dates/2023/06/index.md"])


def test_a_month_without_doubt_says_nothing_of_it() -> None:
    tree = pages(Archive((of("2023-06-20"),)), {})
    assert "这里收有2023年6月的报道1篇。" in str(tree["dates/2023/06/index.md"])


def test_the_chronicle_marks_months_that_are_all_reasoned_out() -> None:
    about, sure = of("2023-06~"), replace(of("2023-07"), id="b")
    page = BeautifulSoup(str(pages(Archive((about, sure)), {})["chronicle/index.md"]), "html.parser")
    said = {link["aria-label"]: link.text for link in page.select("td a")}
    assert said["南昌市2023年6月，1篇，都是推断"] == "1?"
    assert said["南昌市2023年7月，1篇"] == "1"


def test_what_editors_say_of_a_page_stands_on_it_and_on_each_of_its_articles(tree: dict[str, str]) -> None:
    note = "版面未印刊期，据“十月大会”推断。"
    ours = [a for a in sample().articles if a.source and a.source.file == FIRST]
    others = [a for a in sample().articles if not a.source or a.source.file != FIRST]
    assert all(note in tree[f"articles/{a.id}/index.md"] for a in ours)
    assert not any(note in tree[f"articles/{a.id}/index.md"] for a in others)
    assert [path for path in tree if path.startswith("pages/") and path.endswith(".md") and note in tree[path]]
    assert note in tree["data/articles.csv"]


def test_neighbours_in_a_list_are_not_said_to_be_of_another_time(tree: dict[str, str]) -> None:
    told = " ".join(text for path, text in tree.items() if path.startswith("articles/") and path.endswith(".md"))
    assert "前一篇：" in told
    assert "后一篇：" in told
    assert "早些" not in told
    assert "晚些" not in told
