"""Finished HTML that is set aside comes out of a build exactly as if Markdown had read it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from samples import explanations, hostile, hostile_explanations, sample

from scripts.html_blocks import put_back, set_aside
from scripts.weave import pages

LINE = st.sampled_from(
    [
        *("", "", "字", "# 题", "- 一", "1. 二", "> 引", "    四格", "**粗**", "&lt;div&gt;", "字 <b>粗</b>"),
        *("<div>", "</div>", '<div class="a">', "<div>甲</div>", "<p>乙</p>", "<p>", "</p>", "</p>尾", "<div><p>丙"),
        *("<ol>", "<li>丁", "</li>", "</ol>", "<section><h2>戊</h2>", "</section>", "<details><summary>己</summary>"),
        *("</details>", "<table><tr><td>庚</td></tr></table>", "<pre>辛", "</pre>", "<dl/>"),
    ]
)


def as_built(text: str) -> str:
    rest, blocks = set_aside(text)
    return put_back(markdown(rest, extensions=["toc"]), blocks)


def body(page: str) -> str:
    return page.split("---\n", 2)[2]


@pytest.mark.parametrize("hostility", [False, True])
def test_every_woven_page_is_the_same_html(hostility: bool) -> None:
    archive = hostile() if hostility else sample()
    made = hostile_explanations(archive) if hostility else explanations(archive)
    for path, text in pages(archive, made).items():
        if path.endswith(".md"):
            assert as_built(body(str(text))) == markdown(body(str(text)), extensions=["toc"]), path


def test_nearly_all_tags_of_woven_pages_are_set_aside() -> None:
    found = [body(str(text)) for path, text in pages(sample(), explanations(sample())).items() if path.endswith(".md")]
    tags, left = (sum(text.count("<") for text in texts) for texts in (found, [set_aside(text)[0] for text in found]))
    assert left < tags / 10


@settings(max_examples=400)
@given(st.lists(LINE, max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_whole_blocks_among_other_lines_are_the_same_html(lines: list[str], between: str) -> None:
    whole = [line if balanced(line) else "<div>\n" + line.replace("<", "&lt;") + "\n</div>" for line in lines]
    text = between.join(whole)
    assert as_built(text) == markdown(text, extensions=["toc"])


def balanced(line: str) -> bool:
    return line.count("<") == 2 * line.count("</") and "<pre" not in line


def test_a_mark_that_somebody_wrote_stays() -> None:
    assert put_back('<div id="aside-0"></div>甲<div id="aside-7"></div>', []) == (
        '<div id="aside-0"></div>甲<div id="aside-7"></div>'
    )


@settings(max_examples=400)
@given(st.lists(LINE, max_size=12).map("\n".join))
def test_nothing_is_lost_or_moved_whatever_the_text(text: str) -> None:
    rest, blocks = set_aside(text)
    assert put_back(rest, blocks) == text
