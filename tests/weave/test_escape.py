"""Text that strangers send stays text in every context."""

from __future__ import annotations

import string

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from samples import HOSTILE

from scripts.core.types import CleanText, Paragraph
from scripts.store.body import render_body
from scripts.weave import escape
from scripts.weave.render import environment

ALLOWED = {"h2", "h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "strong", "em", "a"}
RISKY = st.text(alphabet="甲乙1.# >-+*_`~[](){}<>!&|\\\"'=:;/\n\tjavascript:&#x3c;\u3000\x00\x85", max_size=60)


def rendered(text: str) -> BeautifulSoup:
    """As MkDocs renders it, with more extensions than we use."""
    html = Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes", "abbr"]).convert(
        text
    )
    return BeautifulSoup(f"<div>{html}</div>", "html.parser")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("bad", HOSTILE)
def test_markdown_shows_a_hostile_value_as_it_is(bad: str) -> None:
    found = rendered(f"# {escape.markdown(bad)}")
    assert squeezed(found.h1.text) == squeezed(escape.plain(bad))
    assert {tag.name for tag in found.div.find_all(True)} == {"h1"}


@settings(max_examples=300, deadline=None)
@given(RISKY)
def test_any_text_comes_out_of_markdown_unchanged(text: str) -> None:
    found = rendered(escape.markdown(text))
    assert squeezed(found.div.text) == squeezed(escape.plain(text))
    assert {tag.name for tag in found.div.find_all(True)} <= {"p"}


@settings(max_examples=300, deadline=None)
@given(RISKY)
def test_no_body_can_bring_html_or_scripts_into_the_page(text: str) -> None:
    found = rendered(escape.body(text))
    for tag in found.div.find_all(True):
        assert tag.name in ALLOWED
        assert set(tag.attrs) <= {"href", "rel", "id"}
        assert str(tag.get("href", "https://")).startswith(("http://", "https://"))


@settings(max_examples=200, deadline=None)
@given(RISKY.filter(lambda t: squeezed(escape.plain(t))))
def test_a_paragraph_that_the_store_wrote_is_read_back_word_for_word(text: str) -> None:
    body = render_body(CleanText("题", None, None, (Paragraph("body", text, 1),)))
    assert squeezed(rendered(escape.body(body)).div.text) == squeezed(escape.plain(text))


def test_headings_quotes_turns_and_captions_keep_their_form() -> None:
    found = rendered(escape.body("## 小标题\n\n> **核心提示** 提示\n\n**记者：**问题？\n\n*图为巡逻。*\n\n- 一\n- 二"))
    assert [found.h2.text, found.blockquote.strong.text, found.em.text] == ["小标题", "核心提示", "图为巡逻。"]
    assert [item.text.strip() for item in found.find_all("li")] == ["一", "二"]


def test_a_heading_of_a_body_never_competes_with_the_headline() -> None:
    assert rendered(escape.body("# 一级")).h2.text == "一级"


def test_a_web_address_may_be_linked_and_nothing_else() -> None:
    good = rendered(escape.body("见[原文](https://example.org/a?b=1&c=2)。"))
    assert good.a["href"] == "https://example.org/a?b=1&c=2"
    for bad in ("javascript:alert(1)", "data:text/html,x", "//example.org", "vbscript:x"):
        assert rendered(escape.body(f"[看]({bad})")).a is None


def test_a_paragraph_of_very_many_lines_is_woven_as_several_and_nothing_of_it_is_lost() -> None:
    text = "甲_`" * 40 + "\n"
    woven = rendered(escape.body(text * 400))
    paragraphs = [squeezed(found.text) for found in woven.find_all("p")]
    assert "".join(paragraphs) == squeezed(text * 400)
    assert len(paragraphs) == 3
    assert max(map(len, paragraphs)) <= escape.LONGEST


def test_a_paragraph_of_many_lines_that_a_page_could_hold_stays_one() -> None:
    page = "\n".join(["夜校开到渡口的凉亭里。"] * 1600)
    assert escape.body(page) == page
    assert len(rendered(escape.body(f"{page}\n\n{page}")).find_all("p")) == 2


@pytest.mark.parametrize("mark", sorted(set(string.punctuation) - set("()<>\"'\\")))
def test_no_character_of_two_addresses_turns_the_words_between_them_into_attributes(mark: str) -> None:
    targets = [f"http://example.org/{mark}b", f"http://example.com/{mark}c"]
    found = rendered(escape.body("[甲]({}) onclick=x [乙]({}) 丙".format(*targets)))
    assert [link.attrs for link in found.find_all("a")] == [
        {"href": target, "rel": ["nofollow", "noopener"]} for target in targets
    ]
    assert found.text == "甲 onclick=x 乙 丙"


@pytest.mark.parametrize("bad", HOSTILE)
def test_front_matter_gives_back_what_went_in_on_one_line(bad: str) -> None:
    text = escape.front_matter({"title": bad, "kind": "article"})
    assert text.count("\n") == 4
    assert yaml.safe_load(text.strip("-\n")) == {"title": escape.plain(bad), "kind": "article"}


@pytest.mark.parametrize("bad", HOSTILE)
def test_templates_escape_html_without_being_asked(bad: str) -> None:
    html = environment().from_string('<p title="{{ v }}">{{ v }}</p>').render(v=bad)
    found = BeautifulSoup(html, "html.parser")
    assert found.p["title"] == found.p.text == escape.plain(bad)
    assert len(found.find_all(True)) == 1


def test_a_path_cannot_leave_its_place_in_a_link() -> None:
    assert escape.url_path('a b/"x?y#z') == "a%20b/%22x%3Fy%23z"


@example("甲\ufffc乙")
@example("甲\ufffd")
@settings(max_examples=500)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("甲 \t\n\u3000\u200b\ufeff\ufff9\ufffc\ufffd\x85\u2028"))
    )
)
def test_a_line_is_the_same_whether_it_looks_fine_at_once_or_not(text: str) -> None:
    assert escape.plain(text) == escape.INVISIBLE.sub("", escape.BREAKS.sub(" ", text)).strip()
