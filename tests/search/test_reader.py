"""What a reader may type, good and bad, and what happens when files of the index are missing or broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples

from scripts.core import dates
from scripts.core.types import Archive
from scripts.search import build
from scripts.search.documents import Document
from scripts.search.tokens import alphabet, stream, tokens

pytestmark = pytest.mark.browser
Shelf = Callable[[Archive], Any]


def archive(*articles: Any) -> Archive:
    return Archive(tuple(sorted(articles, key=lambda a: a.id)))


def piece(number: int, **values: object) -> Any:
    """A report of one sentence about nothing that a test looks for."""
    bare = {
        "title": f"夜校第{number}课",
        "body": "今晚照常开课。",
        "topic": (),
        "byline": (),
        "publication": None,
        "source": None,
    }
    return samples.article(number, **{**bare, **values})


@pytest.fixture(scope="module")
def quarrels() -> Archive:
    return archive(
        piece(
            1,
            title="水渠边的一场和解",
            body="两家为水渠争了三年。村里请来老支书，当晚谈妥。",
            date=dates.parse("2023-05-02"),
        ),
        piece(
            2, body="会上提到水渠边的和解，也提到路灯。", topic=("矛盾纠纷化解",), date=dates.parse("2022-11/2022-12")
        ),
        piece(3, body="水渠修好了，争吵没有了，和解自然不必提。", city=("赣州市",), date=dates.parse("2024-09~")),
        piece(4, body="原文写作：調解員登門，用手機APP登記，共12件。", city=("九江市",), date=None),
    )


@pytest.fixture
def small(shelf: Shelf, quarrels: Archive) -> Any:
    return shelf(quarrels)


def test_words_with_blanks_between_must_all_be_there(small: Any) -> None:
    assert len(small.ids("水渠 和解")) == 3
    assert len(small.ids("水渠 路灯")) == 1


def test_a_word_behind_a_minus_must_not_be_there(small: Any) -> None:
    assert small.search("水渠 -路灯")["total"] == 2
    assert small.search("水渠 -“修好了”")["total"] == 2


def test_a_hit_in_the_title_stands_above_one_in_the_text(small: Any) -> None:
    assert small.ids("水渠边")[0].endswith("-01")


def test_characters_that_only_stand_near_one_another_are_no_hit(small: Any) -> None:
    assert small.search('"水渠和解"')["total"] == 0


def test_what_nobody_wrote_in_one_run_is_found_apart_and_says_so(small: Any) -> None:
    answer = small.search("水渠争吵")
    assert answer["total"] >= 1
    assert "水渠争吵" in answer["relaxed"]


def test_a_word_that_nobody_wrote_is_given_up_and_named(small: Any) -> None:
    answer = small.search("路灯 拖拉机厂")
    assert answer["total"] == 1
    assert "拖拉机厂" in answer["relaxed"]


def test_quoted_words_are_never_relaxed(small: Any) -> None:
    answer = small.search('"水渠争吵"')
    assert (answer["total"], answer["relaxed"]) == (0, None)


def test_a_text_in_traditional_characters_is_found_by_simplified_ones_and_marked(small: Any) -> None:
    answer = small.search("调解员登门")
    assert answer["total"] == 1
    assert "調解員登門" in [part["text"] for part in answer["hits"][0]["snippet"] if part["hit"]]


def test_letters_find_words_by_their_beginning_and_in_any_width(small: Any) -> None:
    assert [len(small.ids(q)) for q in ("app", "ＡＰＰ", "ap", '"ap"', "12", "1")] == [1, 1, 1, 0, 1, 0]


def test_pinyin_stands_below_literal_hits(shelf: Shelf) -> None:
    found = shelf(archive(piece(1, body="展板上写着 heshui 六个字母。"), piece(2, title="河水涨了", body="河水涨了。")))
    assert [i[-2:] for i in found.ids("heshui")] == ["01", "02"]
    assert "河水" in found.search("heshui")["said"]


def test_fields_narrow_a_search_and_take_a_value_by_its_beginning(small: Any) -> None:
    assert [i[-2:] for i in small.ids("城市:赣州")] == ["03"]
    assert [i[-2:] for i in small.ids("水渠 专题：矛盾")] == ["02"]


def test_a_date_of_doubt_matches_every_day_that_it_may_mean(small: Any) -> None:
    for day in ("2022-11", "2022-12-31", "2022", "2022-10..2022-11", "..2022-12", "2022年11月"):
        assert [i[-2:] for i in small.ids(f"日期:{day}")] == ["02"], day
    assert small.search("日期:2022-10")["total"] == 0


def test_filters_of_the_page_say_in_which_months(small: Any) -> None:
    assert small.search("", filters={"from": "2022-12", "to": "2023-05"})["total"] == 2
    assert small.search("水渠", filters={"city": ["赣州市"]})["total"] == 1


def test_an_open_span_of_time_is_said_in_the_same_words_as_on_its_chip(small: Any) -> None:
    assert "限日期：2022年2月以后，" in small.search("", filters={"from": "2022-02"})["said"]
    assert "限日期：2022年12月以前，" in small.search("", filters={"to": "2022-12"})["said"]


def test_counts_of_a_facet_ignore_its_own_filter_and_obey_the_others(small: Any) -> None:
    answer = small.search("水渠", filters={"city": ["赣州市"]})
    assert {v["value"]: v["count"] for v in answer["facets"]["city"]} == {"南昌市": 2, "赣州市": 1}
    assert sum(m["count"] for m in answer["facets"]["month"]) == 1


def test_sorting_by_time_leaves_the_undated_last(small: Any) -> None:
    assert [i[-2:] for i in small.ids("", sort="newest")] == ["03", "01", "02", "04"]
    assert [i[-2:] for i in small.ids("", sort="oldest")] == ["02", "01", "03", "04"]


def test_pages_of_results_neither_overlap_nor_leave_gaps(reader: Any) -> None:
    whole = reader.ids("公安", limit=40)
    assert [i for n in range(0, 40, 7) for i in reader.ids("公安", limit=7, offset=n)] == whole


SAID = {
    "水渠": "查找“水渠”，找到3篇",
    "水渠 -路灯": "查找“水渠”，不含“路灯”，找到2篇",
    "水渠 城市:九江": "查找“水渠”，限城市：九江市，没有找到；去掉筛选条件有3篇",
    "城市:赣州": "在4篇报道中限城市：赣州市，共1篇",
    '"拖拉机厂"': "查找“拖拉机厂”，没有找到",
    "和解": "在4篇报道的标题、引题、副题、地名、专题、举措、署名、刊物和正文中查找“和解”，找到3篇",
    "标题:和解": "在4篇报道的标题中查找“和解”，找到1篇",
    "作者:罗才天": "在4篇报道的引题、副题、地名、专题、举措、署名和刊物中查找“罗才天”，没有找到",
    "举措:矛盾": "在4篇报道的引题、副题、地名、专题、举措、署名和刊物中查找“矛盾”，找到1篇",
    "标题:和解 水渠边": "刊物和正文中查找“水渠边”，在标题中查找“和解”，找到1篇",
    "日期:2024-02..": "在4篇报道中限日期：2024年2月以后，共1篇",
    "日期:..2022-12": "在4篇报道中限日期：2022年12月以前，共1篇",
    "日期:2023-06-01..2022": "在4篇报道中限日期：2022年至2023年6月1日，共2篇",
    "水" * 200: f"查找“{'水' * 100}”，没有找到",
    "": "共4篇报道",
    "，。": "共4篇报道",
}


@pytest.mark.parametrize("query", SAID)
def test_every_answer_says_what_was_searched(small: Any, query: str) -> None:
    assert small.search(query)["said"].endswith(SAID[query])


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("“水渠", "引号"),
        ("时候:水渠", "时候"),
        ("日期:昨天", "日期"),
        ("日期:2024-13", "不是日期"),
        ("日期:2023-02-29", "不是日期"),
        ("城市:巴黎", "巴黎"),
        ("，。！", "没有可以查找"),
        ("水" * 10_000, "太长"),
    ],
)
def test_a_strange_query_is_answered_and_explained(small: Any, query: str, word: str) -> None:
    answer = small.search(query)
    assert any(word in problem for problem in answer["problems"])


def test_quotes_without_a_partner_are_no_quotes(small: Any) -> None:
    assert small.search('"水渠')["total"] == 3


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", "\\", "%", "\u0000", "\ud800", "-", '"', '""', ":", "日期:", "a" * 500, "{}[]()"],
)
def test_marks_of_programs_are_just_text(small: Any, query: str) -> None:
    assert isinstance(small.search(query)["total"], int)


def test_texts_come_back_as_text_whatever_they_hold(shelf: Shelf) -> None:
    found = shelf(samples.hostile())
    answer = found.search("alert", limit=50)
    assert answer["total"] > 0
    assert all(isinstance(part["text"], str) for hit in answer["hits"] for part in hit["snippet"])


def test_an_archive_without_articles_answers(shelf: Shelf) -> None:
    found = shelf(Archive(()))
    assert found.search("水渠")["total"] == 0
    assert found.complete("南") == []


def test_fields_and_values_are_completed_also_from_pinyin(reader: Any) -> None:
    assert "城市:" in [c["insert"] for c in reader.complete("城")]
    assert [c["insert"] for c in reader.complete("反诈 城市:nan")] == ["南昌市"]
    assert {"label": "南昌", "kind": "城市"}.items() <= reader.complete("nanch")[0].items()
    kinds = {c["label"]: c["kind"] for typed in ("肖", "反诈", "渝", "fanzha") for c in reader.complete(typed)}
    assert {"肖铁军": "人名", "反诈四无": "举措", "渝水区": "县区", "反诈": "专题"}.items() <= kinds.items()
    offered = reader.complete("渝水 城市:南")[0]
    assert "渝水 城市:南"[: offered["from"]] + offered["insert"] == "渝水 城市:南昌市"


def spoil(reader: Any, letter: str, how: Callable[[bytes], bytes | None]) -> None:
    """Does something to every file of one kind."""
    for path in sorted(Path(reader.site, "search").glob(f"*/{letter}*.bin")):
        content = how(path.read_bytes())
        path.unlink()
        if content is not None:
            path.write_bytes(content)


@pytest.mark.parametrize("letter", ["t", "c"])
@pytest.mark.parametrize(
    ("how", "kind"),
    [
        (lambda data: None, "missing"),
        (lambda data: data[: len(data) // 2], "broken"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "broken"),
        (lambda data: b"<!doctype html>", "broken"),
        (lambda data: data[:2] + b"\x63" + data[3:], "version"),
    ],
    ids=["missing", "truncated", "one bit wrong", "a page instead", "another version"],
)
def test_a_file_that_cannot_be_used_gives_one_clear_sentence(small: Any, letter: str, how: Any, kind: str) -> None:
    spoil(small, letter, how)
    fault = small.fails("水渠")
    assert (fault["name"], fault["kind"]) == ("IndexError", kind)
    assert "请" in fault["message"]


def test_a_search_works_again_once_the_file_is_there_again(small: Any) -> None:
    kept = {p: p.read_bytes() for p in Path(small.site, "search").glob("*/t*.bin")}
    spoil(small, "t", lambda data: None)
    assert small.fails("水渠")["kind"] == "missing"
    for path, content in kept.items():
        path.write_bytes(content)
    assert small.search("水渠")["total"] == 3


def test_a_page_that_stays_open_while_the_site_is_built_anew_goes_on(small: Any, quarrels: Archive) -> None:
    small.search("水渠")
    build(archive(*quarrels.articles, piece(5, body="拖拉机厂搬走了。")), small.site)
    assert small.search("拖拉机厂")["total"] == 1


def test_both_sides_cut_texts_into_the_same_tokens(reader: Any) -> None:
    texts = [
        "ＡＲ智慧12.5％、調解",
        "①㈠㍿Ⅻ½",
        "éÉñ ß ﬁ 한국어 かな カナ ﾊﾟ",
        "𠮷野家𡈽",
        "a1b2-中文 “引”号\u200b\u3000x",
        "１２３ＡＢＣ 著乾隆",
    ]
    code = """async ([base, text]) => {
      const { tokens } = await import(new URL("assets/search/query.js", base).href);
      const { Store } = await import(new URL("assets/search/store.js", base).href);
      const store = await Store.open(new URL("search/", base), (...a) => fetch(...a));
      return tokens(text, await store.fold()).map(({ token, position }) => [token, position]);
    }"""
    for text in texts:
        document = Document(samples.article(1, title=text, body="", city=(), topic=(), byline=(), publication=None))
        known = alphabet([stream([document])])
        held = tokens(stream([document]), known)
        ours = [(known.tokens[r - 1], int(p)) for r, p in zip(held.rank, held.position, strict=True)]
        theirs = [tuple(pair) for pair in reader.page.evaluate(code, [reader.address, text])]
        assert [t for t, _ in ours] == [t for t, _ in theirs], text
        assert [p - ours[0][1] for _, p in ours] == [p - theirs[0][1] for _, p in theirs], text


def test_every_character_of_a_text_comes_back_as_it_was(shelf: Shelf) -> None:
    gbk = "".join(c for c in map(chr, range(0xA0, 0xFFE6)) if encodable(c))
    found = shelf(archive(piece(1, body="水渠" + gbk), piece(2, body="水渠𠮷野")))
    shown = found.page.evaluate(
        "async ([name]) => (await globalThis[name].search('水渠', {limit: 9})).hits.map((hit) => hit.id)",
        [found.name],
    )
    assert len(shown) == 2
    code = """async ([base]) => {
      const { Store } = await import(new URL("assets/search/store.js", base).href);
      const store = await Store.open(new URL("search/", base), (...a) => fetch(...a));
      return Promise.all([0, 1].map(async (doc) => store.text((await store.card(doc)).url)));
    }"""
    texts = set(found.page.evaluate(code, [found.address]))
    assert texts == {Document(a).text for a in (piece(1, body="水渠" + gbk), piece(2, body="水渠𠮷野"))}


def encodable(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
