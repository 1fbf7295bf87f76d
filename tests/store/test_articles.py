"""What the archive stores survives: byte for byte, whatever the text, and no hand edit goes unnoticed."""

from __future__ import annotations

from dataclasses import replace

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.core import dates
from scripts.core.errors import InputProblem
from scripts.core.types import Article, Source
from scripts.store.articles import dump, edited, fingerprint, key_line, parse, stamped
from scripts.store.ids import LONGEST

ARTICLE = Article(
    id="jxrb-fz-20221130-03",
    title="“百姓圆桌会”：一张桌子解千结",
    kind="article",
    body="## 一张桌子\n\n南昌县共开会1286场。\n\n*议事现场。李伟摄*",
    kicker="新时代“枫桥经验”在南昌",
    city=("南昌市",),
    district=("红谷滩区", "南昌县"),
    topic=("矛盾调解", "基层治理"),
    initiative=("百姓圆桌会",),
    date=dates.parse("2022-11/2022-12"),
    byline=("罗文", "陈强"),
    photographer=("李伟",),
    publication="江西日报《法治》周刊",
    source=Source("source_articles/jxrb-fz/2022/p1.txt", ((119, 143), (55, 61))),
    text="digest",
    review=("date",),
)
FILE = """---
id: jxrb-fz-20221130-03
title: “百姓圆桌会”：一张桌子解千结
kicker: 新时代“枫桥经验”在南昌
kind: article
city: [南昌市]
district: [红谷滩区, 南昌县]
topic: [矛盾调解, 基层治理]
initiative: [百姓圆桌会]
date: 2022-11/2022-12
byline: [罗文, 陈强]
photographer: [李伟]
publication: 江西日报《法治》周刊
source: {file: source_articles/jxrb-fz/2022/p1.txt, lines: [[119, 143], [55, 61]]}
text: digest
review: [date]
---

## 一张桌子

南昌县共开会1286场。

*议事现场。李伟摄*
"""
NASTY = [
    "---", "a --- b", "{{ config.site_name }}", "<script>alert(1)</script>", "甲|乙", "#标题", "甲 # 乙", "`码`", "甲\t乙", "@某人", "yes", "No", "on", "~", "null", "y", "123", "1e3", "0x1F",
    "0o17", "12:30", "1_000", ".5", "2022-01-17", "2022-01-17 08:00:00", "- 甲", "? 甲", ": 甲", "甲: 乙", "[甲]", "{甲}", "甲, 乙", "*星", "&锚", "!标", "%百", "'单'", '"双"', "甲'乙\"",
    "", " 前", "后 ", "\u3000全角", "甲\n乙", "甲\r\n乙", "甲\u2028乙", "\x85", "\ufeff", "\x00", "\x07", "\x7f", "𠮷野", "😀", "\U0010ffff", "\ue000", "=", "<<", "...", "\\", "\\n", "甲" * 300, "甲 " * 200,
]  # fmt: skip
anything = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=20), st.lists(st.sampled_from(NASTY), max_size=3).map("".join)
)
some = st.lists(anything, max_size=3).map(tuple)
articles = st.builds(
    Article,
    id=st.just("wm-xxxxxxxx-01"),
    title=anything.filter(bool),
    kind=st.sampled_from(["article", "photo"]),
    body=anything,
    kicker=st.none() | anything.filter(bool),
    subtitle=st.none() | anything.filter(bool),
    city=some,
    topic=some,
    byline=some,
    review=some,
    date=st.sampled_from([None, *map(dates.parse, ("2022", "2022-01-17", "2024-09~", "2022-XX", "2022-11/2022-12"))]),
    publication=st.none() | anything.filter(bool),
    source=st.none() | st.builds(Source, anything.filter(lambda name: name.rpartition("/")[2] not in ("", ".", "..")), st.lists(st.tuples(st.just(3), st.integers(3, 99)), max_size=3).map(tuple)),
    text=st.sampled_from(["digest", "full"]),
)  # fmt: skip


def test_an_article_file_looks_as_the_design_says() -> None:
    assert dump(ARTICLE) == FILE


@given(articles)
def test_loading_and_saving_changes_no_byte_whatever_the_article_holds(article: Article) -> None:
    written = dump(stamped(article))
    assert dump(parse(written, "a.md")) == written


@given(articles)
def test_every_field_comes_back_as_it_was(article: Article) -> None:
    back = parse(dump(article), "")
    assert replace(back, body="") == replace(article, body="")
    assert back.body == article.body.replace("\r\n", "\n").replace("\r", "\n").strip()


@given(articles)
def test_what_the_machine_wrote_does_not_count_as_edited_after_loading(article: Article) -> None:
    assert not edited(parse(dump(stamped(article)), "a.md"))


@given(articles)
def test_other_yaml_readers_see_the_same_strings(article: Article) -> None:
    post = frontmatter.loads(dump(article))
    assert post["title"] == article.title
    assert tuple(post.get("topic", ())) == article.topic


@pytest.mark.parametrize("title", [t for t in NASTY if t])
def test_a_headline_survives_whatever_it_holds(title: str) -> None:
    assert parse(dump(replace(ARTICLE, title=title)), "a.md").title == title


@pytest.mark.parametrize(
    "title", ["“雪亮工程”：照亮平安路", "一村一警，警在身边（上）", "3个月 破案12起", "5年再回首——记老民警"]
)
def test_ordinary_headlines_stand_without_quotes(title: str) -> None:
    assert f"\ntitle: {title}\n" in dump(replace(ARTICLE, title=title))


HAND = (
    FILE.replace("city: [南昌市]", "city:\n  - '南昌市'").replace("kind: article\n", "").replace("title:", "title:   ")
)


def test_a_hand_written_layout_is_stable_after_the_first_save() -> None:
    once = dump(parse(HAND, "a.md"))
    assert once == FILE
    assert dump(parse(once, "a.md")) == once


@pytest.mark.parametrize(
    "changed",
    [
        lambda t: t.replace("\n", "\r\n"),
        lambda t: "\ufeff" + t,
        lambda t: t.rstrip(),
        lambda t: t.replace("场。\n", "场。  \n"),
        lambda t: t + "\n\n\n",
        lambda t: t.replace("## 一张桌子\n", "## 一张桌子\n\n"),
        lambda t: t.replace("title: “百", "title:  “百"),
        lambda t: t.replace("[南昌市]", '["南昌市"]'),
    ],
)  # fmt: skip
def test_what_an_editors_tool_does_unasked_is_no_edit(changed) -> None:  # type: ignore[no-untyped-def]
    text = dump(stamped(ARTICLE))
    assert changed(text) != text
    assert not edited(parse(changed(text), "a.md"))


@pytest.mark.parametrize(
    ("before", "after"),
    [("1286场", "1287场"), ("[南昌市]", "[九江市]"), ("text: digest", "text: full"), ("[罗文, 陈强]", "[陈强, 罗文]"), ("review: [date]\n", ""), ("2022-12", "2022-12~"), ("[55, 61]", "[55, 62]")],
)  # fmt: skip
def test_every_change_of_text_or_tags_is_an_edit(before: str, after: str) -> None:
    text = dump(stamped(ARTICLE))
    assert before in text
    assert edited(parse(text.replace(before, after), "a.md"))


def test_an_article_that_a_hand_made_counts_as_edited() -> None:
    assert edited(parse(FILE, "a.md"))


def test_the_fingerprint_does_not_move_with_the_file() -> None:
    assert fingerprint(
        replace(ARTICLE, path="docs/articles/2022/x.md", page="第2版", written="sha256:0")
    ) == fingerprint(ARTICLE)


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        (FILE, "只有正文。\n", 1, "没有文章头"),
        ("---\n\n## 一", "\n## 一", 1, "没有文章头"),
        ("title: “百", "title: [“百", 3, "不是合法的 YAML"),
        ("kind: article", "kind: article\nkind: brief", 6, "同名"),
        ("id: jxrb-fz-20221130-03\n", "", 1, "缺少“id”"),
        ("title: “百姓圆桌会”：一张桌子解千结\n", "title:\n", 3, "缺少“title”"),
        ("topic: [", "topics: [", 8, "不认识的项“topics”"),
        ("2022-11/2022-12", "2022年11月", 10, "不是 EDTF 日期"),
        ("date: 2022-11/2022-12", "date: [2022]", 10, "应是一行文字"),
        ("city: [南昌市]", "city: 南昌市", 6, "应是方括号里的一列"),
        ("city: [南昌市]", "city: [[南昌市]]", 6, "应是方括号里的一列"),
        ("title: “百姓圆桌会”：一张桌子解千结", "title: {a: b}", 3, "应是一行文字"),
        ("kind: article", "kind: essay", 5, "不在可选的值之内"),
        ("text: digest", "text: all", 15, "不在可选的值之内"),
        ("[[119, 143], [55, 61]]", "[[143, 119]]", 14, "先后颠倒"),
        ("[[119, 143], [55, 61]]", "[119, 143]", 14, "两个一组"),
        ("[[119, 143], [55, 61]]", "[[1, 99999999999999999999]]", 14, "两个一组"),
        ("lines: [[119, 143], [55, 61]]", "page: 1", 14, "应写明 file 和 lines"),
        *(("source_articles/jxrb-fz/2022/p1.txt", name, 14, "文件夹") for name in ("source_articles/", "/", ".", "a/..")),
        ("id: jxrb", "id: ../../jxrb", 2, "应由小写字母"),
        ("id: jxrb", f"id: {'a' * LONGEST}", 2, "个字符，超过60个的上限"),
        (FILE, "---\n- 甲\n---\n文\n", 1, "不是“名称: 值”的形式"),
        ("title: “百", "title: !!python/object:os.system “百", 3, "不是合法的 YAML"),
        ("title: “百", "title: \x07“百", 1, "不是合法的 YAML"),
    ],
)  # fmt: skip
def test_a_broken_article_is_named_by_line_and_fault(before: str, after: str, line: int, says: str) -> None:
    assert before in FILE
    with pytest.raises(InputProblem) as caught:
        parse(FILE.replace(before, after, 1), "docs/articles/2022/a.md")
    problem = caught.value.problem
    assert (problem.path, problem.line) == ("docs/articles/2022/a.md", line)
    assert says in problem.message
    assert problem.mend


TYPED = ("!!timestamp x", "!!bool x", "!!int ''", '!!float ""', "!!binary é", "!!map [a]", "!!map x", "!!set {a}", "!!omap [a]", "!!null [a]", "!!str [a]")  # fmt: skip


@pytest.mark.parametrize("value", TYPED)
def test_a_tag_of_yaml_in_a_head_is_a_fault_of_its_line(value: str) -> None:
    with pytest.raises(InputProblem, match="不是合法的 YAML") as caught:
        parse(FILE.replace("kicker: 新时代“枫桥经验”在南昌", f"kicker: {value}"), "a.md")
    assert caught.value.problem.line == 4


def test_deep_nesting_is_a_fault_and_not_a_crash() -> None:
    with pytest.raises(InputProblem, match="不是合法的 YAML"):
        parse(FILE.replace("[南昌市]", "[" * 50_000), "a.md")
    with pytest.raises(InputProblem, match=r"方括号|YAML"):
        parse(FILE.replace("[南昌市]", "[" * 5_000 + "]" * 5_000), "a.md")


@given(st.text())
def test_no_text_at_all_can_make_the_loader_crash(text: str) -> None:
    for candidate in (text, f"---\n{text}\n---\n", FILE.replace("[南昌市]", text)):
        try:
            parse(candidate, "a.md")
        except InputProblem:
            continue


def test_the_line_of_a_key_is_the_line_of_the_file() -> None:
    assert key_line(FILE, "topic") == 8
    assert key_line(FILE, "subtitle") == 1
    assert key_line("---\nid: a\n---\n\ntitle: 正文\n", "title") == 1
