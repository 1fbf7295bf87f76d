"""Whatever comes in is read, or refused in one sentence: no crash, nothing lost, and no text that takes for ever."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from effort import effort
from hypothesis import HealthCheck, example, given, settings, target
from hypothesis import strategies as st

from scripts.core.errors import InputProblem
from scripts.core.records import READERS, parse_record
from scripts.core.types import CleanText, PageRecord, Paragraph, RawPage
from scripts.core.vocab.tables import document, rows
from scripts.correct import correct
from scripts.read import read_page
from scripts.segment import segment
from scripts.store.articles import KEYS, dump, parse
from scripts.store.body import render_body
from scripts.weave import escape

ROUNDS = int(os.environ.get("PINGAN_FUZZ", "40"))
"""Examples of each property; some ten thousand for a long look."""
LENGTH = 6_000
"""Characters of a flood: what takes the square of its length takes seconds for it already."""
MOST = 60
"""How many times as long as ordinary text of the same length a flood may take."""
JUNK = st.sampled_from(
    (
        *(":", ": ", "\n", "\n\n", "---\n", "[", "]", "{", "}", "&a ", "*a", "!!x ", "<<: ", "'", '"', "|", ">", "#"),
        *(
            "? ",
            "- ",
            "\t",
            "\x00",
            "\u202e",
            "\ufeff",
            "\u2028",
            "\ud800",
            "~",
            ".nan",
            "0o7",
            "1e9",
            "2023-05-04",
            "甲",
        ),
    )
)
steady = settings(
    max_examples=ROUNDS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def mixed(*words: str) -> st.SearchStrategy[str]:
    """Texts of some words and of junk."""
    return st.lists(st.one_of(st.sampled_from(words), JUNK, st.text(max_size=6)), max_size=40).map("".join)


@steady
@given(
    st.binary(max_size=400)
    | mixed("<p>", "</p>", "<title>", "<script>", "&amp;", "清河县").map(lambda t: t.encode("utf-8", "replace")),
    st.booleans(),
)
@example("<title>甲".encode(), True)
@example(b"\xff\xfe<", True)
def test_any_bytes_are_a_page_or_one_sentence(tmp_path: Path, data: bytes, html: bool) -> None:
    path = tmp_path / ("p.html" if html else "p.txt")
    path.write_bytes(data)
    try:
        page = read_page(path, path.name)
    except InputProblem as fault:
        assert fault.problem.message and fault.problem.mend
        return
    target(float(len(page.lines)))
    assert len(page.lines) == len(page.hints)
    if not html and page.encoding == "utf-8":
        kept = Counter(char for line in page.lines for char in line)
        ends = "\r\n\u2028\u2029"
        assert kept == Counter(char for char in data.decode("utf-8") if char not in ends)


@steady
@given(mixed(*(f"{key}: " for key in KEYS), *(f"{key}: x\n" for key in ("id", "title")), "---\nid: a\ntitle: b\n---\n"))
@example("---\nid: a\ntitle: b\nsource: {file: x, lines: [[1, 2], [3]]}\n---\n")
@example("---\nid: a\ntitle: 甲\n? [b]\n: c\n---\n")
def test_any_text_is_an_article_or_one_sentence(text: str) -> None:
    try:
        article = parse(text, "docs/articles/2023/a.md")
    except InputProblem as fault:
        assert fault.problem.message and fault.problem.mend
        assert fault.problem.line is None or fault.problem.line >= 1
        return
    again = parse(dump(article), article.path)
    assert dump(again) == dump(article)


@steady
@given(mixed(*(f"{key}: " for key in READERS), *(f"\n{key}: " for key in READERS), "[[1, 2]]", "{1: body}"))
def test_any_text_is_a_record_and_what_is_wrong_with_it(text: str) -> None:
    record, problems = parse_record(text, "页.yml", 10)
    target(float(len(problems)))
    assert isinstance(record, PageRecord)
    assert all(problem.message and problem.mend for problem in problems)


@steady
@given(
    mixed("code\tname\tlevel\n", "360100\t南昌市\tcity\n", "- term: 反诈\n", "  slug: x\n"),
    st.sampled_from([rows, document]),
)
def test_any_text_is_a_vocabulary_or_one_sentence(tmp_path: Path, text: str, load: Callable[[Path], object]) -> None:
    path = tmp_path / "table"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found = load(path)
        if load is rows:
            list(found)  # type: ignore[call-overload]
    except InputProblem as fault:
        assert fault.problem.message and fault.problem.mend


FLOODS = {
    "zero-width": "值班\u200b" + "\u200b" * LENGTH + "电话",
    "wide blanks": "值班" + "\u3000" * LENGTH + "电话",
    "opening quotes": "“" * LENGTH,
    "quotes of both kinds": "““””" * (LENGTH // 4),
    "brackets": "（" * (LENGTH // 2) + "）" * (LENGTH // 2),
    "full stops": "。" * LENGTH,
    "digits": "2022" * (LENGTH // 4),
    "letters": "a" * LENGTH,
    "slashes": "/摄" * (LENGTH // 2),
    "names": "李小满、" * (LENGTH // 4),
    "combining": "字" + "\u0301" * LENGTH,
    "one word again": "反诈" * (LENGTH // 2),
    "asterisks": "*" * LENGTH,
    "backslashes": "\\" * LENGTH,
    "dashes": "——" * (LENGTH // 2),
}
PLAIN = "夜校开到渡口的凉亭里，头一课讲借条怎样写，来听的有三十一个人。" * (LENGTH // 32)


def cleaned(text: str) -> object:
    """A page of a headline and one paragraph, as far as the text of its pieces."""
    lines = ("渡口的夜校开课了", "", text)
    layout = segment(RawPage("p", "", "utf-8", "text", lines, ("",) * 3, PageRecord()))
    return [correct(piece) for piece in layout.pieces]


def shown(text: str) -> object:
    return escape.body(render_body(CleanText("题", None, None, (Paragraph("body", text, 1),))))


def seconds(work: Callable[[str], object], text: str) -> float:
    """Time of the processor, which others on the machine do not change much."""
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


@pytest.mark.parametrize("work", [cleaned, shown])
@pytest.mark.parametrize("flood", FLOODS)
def test_no_flood_of_one_character_takes_for_ever(flood: str, work: Callable[[str], object]) -> None:
    work(PLAIN[:200])
    ordinary = max(seconds(work, PLAIN), 0.005)
    assert seconds(work, FLOODS[flood]) < MOST * ordinary


@pytest.mark.parametrize("work", [cleaned, shown])
@pytest.mark.parametrize("flood", FLOODS)
def test_twice_the_text_is_not_much_more_than_twice_the_work(flood: str, work: Callable[[str], object]) -> None:
    text = FLOODS[flood] * 2
    work(text[:100])
    half, full = effort(lambda: work(FLOODS[flood])), effort(lambda: work(text))
    assert full < 3 * half + 1000


def test_an_endless_line_is_woven_in_parts_and_nothing_of_it_is_lost() -> None:
    text = "&*甲" * 30_000
    body = str(escape.body(render_body(CleanText("题", None, None, (Paragraph("body", text, 1),)))))
    assert max(map(len, body.splitlines())) < 12 * escape.LONGEST
    import html

    assert "".join(html.unescape(body).split()) == text
