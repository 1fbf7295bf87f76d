"""Measuring searches side by side: the pages that each is given, what their answers are read as, and the table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from benchmarks.search.peers import PLAIN, chosen, lacking, until_stopped
from benchmarks.search.peers_browser import known, script
from benchmarks.search.peers_server import BLANK, served
from benchmarks.search.peers_sites import PEERS, Peer, fragments, html_page, labels, markdown_page, ours, text_file
from benchmarks.search.peers_table import LABELS, Measured, as_json, markdown, spread
from benchmarks.search.queries import CLASSES
from benchmarks.search.score import Cold, Load, Rates
from scripts.core.dates import FuzzyDate
from scripts.core.types import Article
from scripts.search.documents import Document
from scripts.search.fold import fold

ARTICLE = Article(
    id="gjwb-20230105-02",
    title="“<义警>”进村：# 不是标题",
    kind="brief",
    body="1. 村口的灯亮了\n\n*义警* 与民警 & 网格员同行",
    city=("抚州市",),
    date=FuzzyDate("2022-12/2023-01", date(2022, 12, 1), date(2023, 1, 31)),
    byline=("闻小禾",),
)


def measured(name: str = "本站", recall: float | None = 1.0) -> Measured:
    rated = Rates(50, recall, 0.5, 0.25, 0.02, 3.0, 9.0)
    loads = {"巡逻": Load(4, 20_000, 310.0), "公安": Load(8, 90_000, 900.0), "今年": Load(5, 30_000, 400.0)}
    cold = [Cold(query, 10, load, load) for query, load in loads.items()]
    return Measured(name, "2.1", "lang: zh", {"A": rated, "H": rated}, cold, [1.0, 2.0, 40.0])


def test_an_article_of_which_two_years_are_possible_can_be_narrowed_to_by_both() -> None:
    assert labels(ARTICLE) == {"city": ["抚州市"], "year": ["2022年", "2023年"]}


def test_an_article_without_date_has_no_year() -> None:
    assert labels(Article(id="a-1", title="无题", kind="note", body=""))["year"] == []


def test_a_page_says_what_the_record_says_and_neither_markup_nor_year_gets_into_its_text() -> None:
    page = html_page(Document(ARTICLE))
    assert "<h1>“&lt;义警&gt;”进村：# 不是标题</h1>" in page
    assert "&amp; 网格员同行</p>" in page
    assert "<p>闻小禾</p>" in page
    assert '<i data-pagefind-filter="year:2022年"></i>' in page
    assert "年</p>" not in page


def test_a_markdown_page_keeps_its_text_as_it_is() -> None:
    head, body = markdown_page(Document(ARTICLE)).split("\n---\n")
    assert "tags:\n- 抚州市\n- 2022年\n- 2023年" in head
    assert all(line.startswith("<p>") for line in body.split("\n") if line)


def test_the_text_beside_a_page_is_that_of_the_article() -> None:
    assert json.loads(text_file(Document(ARTICLE))) == {"paragraphs": Document(ARTICLE).text.split("\n")}


def test_a_host_packs_what_gets_smaller_and_logs_what_is_missing_too(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("警" * 500, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x01")
    with served(tmp_path) as (place, log):
        answers = [fetched(place.replace(BLANK, name)) for name in ("a.json", "b.bin", "c.json", BLANK)]
    assert [status for status, _ in answers] == [200, 200, 404, 200]
    assert [packed for _, packed in answers[:2]] == ["gzip", None]
    assert log[0] < 200
    assert log[1:] == [1, 0]


def fetched(url: str) -> tuple[int, str | None]:
    try:
        with urlopen(url) as answer:
            return answer.status, answer.headers["Content-Encoding"]
    except HTTPError as error:
        return error.code, None


def test_a_result_that_is_no_article_is_left_out_and_the_others_keep_their_order() -> None:
    numbers: dict[object, int] = {"articles/b": 1, "articles/a": 0}
    assert known(["/articles/b/", "", "articles/a/", "tags/"], numbers) == [1, 0]


def test_the_worker_of_a_site_is_found_whatever_its_fingerprint(tmp_path: Path) -> None:
    assert script(tmp_path) == ""
    folder = tmp_path / "assets/javascripts/workers"
    folder.mkdir(parents=True)
    (folder / "search.0123abcd.min.js").touch()
    assert script(tmp_path) == "/assets/javascripts/workers/search.0123abcd.min.js"


def test_a_site_without_fragments_has_no_names(tmp_path: Path) -> None:
    assert fragments(tmp_path) == {}


def test_a_search_that_is_not_installed_is_named_with_what_to_type() -> None:
    absent = Peer("没有", "no-such-search[more]==3.2.1", "", ours, "")
    said = lacking([absent, PEERS["ours"]])
    assert "pip install 'no-such-search[more]==3.2.1'" in said
    assert "\n" not in said
    assert lacking([PEERS["ours"]]) == ""


def test_an_unknown_search_is_refused_with_those_there_are() -> None:
    with pytest.raises(Exception, match=r"unknown: lunr; there are ours, .*zensical"):
        chosen("ours,lunr")


def test_cold_queries_are_of_characters_that_every_search_knows() -> None:
    assert [query for query in PLAIN if fold(query) != query or query.isascii()] == []


def test_the_table_has_a_row_for_every_class_that_was_asked_and_every_cost() -> None:
    rows = markdown([measured(), measured("Pagefind", None)], 41).splitlines()
    assert rows[0].startswith("| 41 篇")
    assert rows[0].endswith("| 本站 2.1 | Pagefind 2.1 |")
    assert rows[2] == "| A 两字词（50） | 1.00 / 0.50 / 0.25 / 2% | – / 0.50 / 0.25 / 2% |"
    assert [row[2] for row in rows[2:4]] == ["A", "H"]
    assert "| 冷查询：请求数，中位（最多） | 5（8） | 5（8） |" in rows
    assert "| 冷查询：千字节，中位（最多） | 30（90） | 30（90） |" in rows
    assert any(row.endswith("| 0.40（0.90） | 0.40（0.90） |") for row in rows)
    assert rows[-3:-1] == ["- 本站：lang: zh", "- Pagefind：lang: zh"]
    assert "gzip" in rows[-1]


def test_a_run_that_is_stopped_keeps_the_searches_that_are_done(capsys: pytest.CaptureFixture[str]) -> None:
    def searches() -> Iterator[str]:
        yield "本站"
        raise KeyboardInterrupt

    assert list(until_stopped(searches())) == ["本站"]
    assert "stopped" in capsys.readouterr().err


def test_every_class_of_queries_has_its_row() -> None:
    assert LABELS.keys() == CLASSES.keys()


def test_what_comes_after_the_titles_is_told_apart() -> None:
    later = Cold("巡逻", 10, Load(4, 20_000, 310.0), Load(14, 31_000, 720.0))
    assert spread([later], lambda load: load.requests, ".0f") == "4（4）；连同摘句 14（14）"


def test_json_holds_every_figure_unrounded() -> None:
    held = json.loads(json.dumps(as_json([measured()], 41)))
    assert held["articles"] == 41
    assert held["searches"][0]["classes"]["A"]["rank"] == 0.25
    assert held["searches"][0]["cold"][1]["titles"]["bytes"] == 90_000
    assert held["searches"][0]["warm_ms"] == {"median": 2.0, "p95": 40.0}
