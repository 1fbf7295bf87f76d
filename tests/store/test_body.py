"""Whatever a page says stays text in Markdown, HTML and templates, and comes back as the same text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.core.types import CleanText, Paragraph
from scripts.store import body as bodies
from scripts.store import escape, one_line, plain_line, plain_text, render_body
from scripts.store.body import MARKUP

NASTY = [
    "---", "***", "===", "# 一、", "## 二", "1. 第一", "12) 次", "１. 全角", "- 甲", "+ 乙", "* 丙", "> 引", "| 表 | 格 |",
    "{{ config }}", "{% raw %}", "{# 注 #}", "{: .x }", "{ #id }", "<script>alert(1)</script>", "<b>粗</b>", "</p>", "<!-- x -->", "<?php ?>",
    "[链](javascript:x)", "![图](x)", "[x]: http://a.b", "[^1]", "[^1]: 注", "*[缩]: 写", "[TOC]", "```", "~~~", "`码`", "``", "\\", "\\\\`", "\\*",
    "    缩进", "\t制表", "!!! note", "??? 提示", "::: 块", "=== 标签", "/// 块", ": 定义", "&lt;", "&#39;", "&amp;amp;", "&nbsp", "&copy;", "$x$", "$$y$$",
    "==高亮==", "^上^", "~下~", "~~删~~", "++ctrl+c++", ":smile:", "http://example.org/a_b", "https://例.cn/", "www.example.org", "a@b.cn", "@某人", "#12",
    "--8<-- \"x.md\"", "{--删--}", "__a__", "_a_", "a_b_c", "**b**", "key: value", "\u3000\u3000首行", "末尾  ", "\ufeff", "\u200b", "\u2028", "\x0b", "\x00", "\x02klzzwxh:0000\x03", "\x85",
    "1986年2月1日", "“引号”——破折", "3.5万", "5~7月", "同比下降12.3%", "赣A·1*5*6",
]  # fmt: skip
texts = st.lists(
    st.one_of(
        st.sampled_from(NASTY),
        st.text(st.sampled_from("中文，。*_`<>&#[](){}|\\-+=!:~^$@ \t\n1.a"), max_size=12),
        st.text(max_size=8),
    ),
    max_size=6,
).map("".join)
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "fenced_code", "sane_lists"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.highlight"),
    *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.snippets", "pymdownx.superfences"),
    *("pymdownx.tasklist", "pymdownx.tilde", "pymdownx.blocks.admonition", "pymdownx.blocks.details"),
]  # fmt: skip
CONVERTERS = {
    "bare": markdown.Markdown(),
    "mkdocs": markdown.Markdown(extensions=["toc", "tables", "fenced_code"]),
    "everything": markdown.Markdown(extensions=EXTENSIONS),
}


class Text(HTMLParser):
    """Tags and text of HTML, with blanks between tags left out."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.parts: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    @property
    def text(self) -> str:
        return "".join(self.parts).strip("\n")


def rendered(body: str, converter: str) -> Text:
    return Text(CONVERTERS[converter].reset().convert(body))


def page(*paragraphs: tuple[str, str]) -> CleanText:
    return CleanText("题", None, None, tuple(Paragraph(role, text, n) for n, (role, text) in enumerate(paragraphs, 1)))


@pytest.mark.parametrize("converter", CONVERTERS)
@pytest.mark.parametrize(("role", "tags"), [("body", ["p"]), ("heading", ["h2"]), ("caption", ["p", "em"])])
@given(text=texts)
def test_the_rendered_page_shows_exactly_the_text_of_the_source_whatever_it_holds(
    converter: str, role: str, tags: list[str], text: str
) -> None:
    found = rendered(render_body(page((role, text))), converter)
    assert found.text == one_line(text)
    assert found.tags == (tags if one_line(text) else [])


@pytest.mark.parametrize("converter", CONVERTERS)
@given(text=texts)
def test_leads_and_turns_render_their_label_and_then_the_text(converter: str, text: str) -> None:
    lead = rendered(render_body(page(("lead", "甲" + text))), converter)
    turn = rendered(render_body(page(("answer", "，" + text))), converter)
    assert lead.text.strip() == "核心提示 " + one_line("甲" + text)
    assert lead.tags == ["blockquote", "p", "strong"]
    assert turn.text == "答：" + one_line("，" + text)


@given(text=texts)
def test_no_template_engine_finds_an_expression_in_a_body(text: str) -> None:
    assert not re.search(r"\{\{|\{%|\{#|\}\}|%\}|#\}", escape(text))


roles = st.sampled_from(["body", "heading", "caption"])


@given(st.lists(st.tuples(roles, texts), max_size=5))
def test_plain_text_is_the_inverse_of_rendering(paragraphs: list[tuple[str, str]]) -> None:
    clean = page(*paragraphs)
    wanted = [one_line(p.text) for p in clean.paragraphs if one_line(p.text)]
    assert plain_text(render_body(clean)) == "\n".join(wanted)


@given(st.text())
def test_plain_text_takes_whatever_a_hand_has_written(body: str) -> None:
    assert "\n\n" not in plain_text(body)


def test_the_roles_of_paragraphs_show_in_the_body() -> None:
    clean = page(
        ("lead", "核心提示：夏夜里，巡防队员守着一座城。"),
        ("lead", "他们中有退役军人，也有大学生。"),
        ("heading", "一张网"),
        ("body", "5月以来，共出动1.2万人次。"),
        ("question", "警情为什么降了？"),
        ("answer", "肖铁军：靠的是群众。"),
        ("caption", "民警在夜市巡逻。李伟摄"),
        ("byline", "（王小明）"),
    )
    assert render_body(clean).split("\n\n") == [
        "> **核心提示** 夏夜里，巡防队员守着一座城。\n>\n> 他们中有退役军人，也有大学生。",
        "## 一张网",
        "5月以来，共出动1.2万人次。",
        "**问：**警情为什么降了？",
        "**肖铁军：**靠的是群众。",
        "*民警在夜市巡逻。李伟摄*",
    ]


def test_a_lead_that_is_an_editors_note_keeps_its_own_name() -> None:
    assert render_body(page(("lead", "编者按　今起推出专栏。"))) == "> **编者按** 今起推出专栏。"


def test_an_editor_reads_ordinary_text_without_any_escapes() -> None:
    text = "2023年1-8月，南昌县“雪亮工程”投入3.5万元（同比下降12.3%），COVID-19期间接警1,024起；A+B级小区占7/10。"
    assert escape(text) == text


def test_plain_text_strips_the_markdown_that_editors_write() -> None:
    body = "\n".join(
        [
            "## 小标题",
            "",
            "见[百姓圆桌会](../2023/a-01.md)与**雪亮工程**，",
            "另见 `码` 和 *斜体*。",
            "",
            "- 甲",
            "- 乙",
            "",
            "---",
            "",
            "![现场](x.png){ .wide }",
            "<b>粗</b>&amp;",
        ]
    )
    assert plain_text(body).split("\n") == [
        "小标题",
        "见百姓圆桌会与雪亮工程，另见 码 和 斜体。",
        "甲",
        "乙",
        "现场",
        "粗&",
    ]


@pytest.mark.parametrize("mark", ["<!--", " _a"])
def test_a_mark_that_is_never_closed_is_looked_for_once_and_not_again_from_each_of_its_like(mark: str) -> None:
    flood = mark * 1000
    ends = [match.end() for pattern, _ in MARKUP for match in pattern.finditer(flood)]
    assert ends == [len(flood)]
    assert plain_line("甲" + flood) == "甲" + flood


def test_stars_count_behind_a_line_of_emphasis_that_never_ends() -> None:
    assert plain_line("甲 _乙 *丙* _丁_戊 *己*") == "甲 _乙 丙 _丁_戊 己"
    assert plain_line("甲 _乙 *丙_ 丁* 戊") == "甲 乙 *丙 丁* 戊"
    assert plain_line("<!-- 甲 --> 乙 <!-- 丙") == "乙 <!-- 丙"


def test_a_line_that_continues_a_paragraph_never_reads_the_whole_paragraph_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []
    monkeypatch.setattr(bodies, "glue", lambda left, right: read.append(len(left)) or "")
    assert plain_text("甲\n" * 1000) == "甲" * 1000
    assert max(read) == 1
