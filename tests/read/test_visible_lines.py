"""HTML to lines: what a reader sees, nothing that a browser would run, and where on the page it stood."""

from __future__ import annotations

import pytest

from scripts.read.markup import visible_lines
from tests.effort import effort

NEWS = """<!doctype html>
<html><head><title>警民同心护平安 - 赣江新闻</title>
<meta name="PubDate" content="2021-07-08 09:30"><meta name="author" content="丁小舟">
<meta property="article:published_time" content="2021-07-08"><meta name="keywords" content="平安">
<style>p { color: red }</style><script>var 标题 = "脚本里的字";</script></head>
<body>
<header><div class="logo">赣江新闻</div><nav><ul><li><a href="/">首页</a></li><li><a href="/fz">法治</a></li></ul></nav></header>
<div class="crumb breadcrumb">首页 &gt; 法治</div>
<article>
<header><h1 onclick="alert(1)">警民同心<br>护平安</h1><p>2021年7月8日　来源：赣江新闻</p></header>
<p onmouseover="steal()">　　入夏以来，<b>东湖</b>派出所<a href="javascript:alert(2)">加强</a>夜间
巡防。</p>
<!-- 注释里的字 -->
<figure><img src="a.jpg" alt="看不见"><figcaption>图为民警巡逻。</figcaption></figure>
<table><tr><th>月份</th><td>12起</td></tr></table>
<noscript>请打开脚本</noscript><template>模板里的字</template><iframe>内页</iframe>
</article>
<div id="shareBox" class="share-box">分享到微信</div>
<aside><h3>热门推荐</h3><p>另一条新闻</p></aside>
<footer>版权所有 &copy; 赣江新闻</footer>
</body></html>"""


def test_a_news_page_becomes_its_visible_lines_with_hints() -> None:
    assert visible_lines(NEWS) == [
        ("警民同心护平安 - 赣江新闻", "title"),
        ("pubdate: 2021-07-08 09:30", "meta"),
        ("author: 丁小舟", "meta"),
        ("article:published_time: 2021-07-08", "meta"),
        ("赣江新闻", "header"),
        ("首页", "nav"),
        ("法治", "nav"),
        ("首页 > 法治", "menu"),
        ("警民同心", "h1"),
        ("护平安", "h1"),
        ("2021年7月8日　来源：赣江新闻", "p"),
        ("　　入夏以来，东湖派出所加强夜间巡防。", "p"),
        ("图为民警巡逻。", "figcaption"),
        ("月份", "td"),
        ("12起", "td"),
        ("分享到微信", "menu"),
        ("热门推荐", "aside"),
        ("另一条新闻", "aside"),
        ("版权所有 © 赣江新闻", "footer"),
    ]


@pytest.mark.parametrize(
    "danger", ["alert", "steal", "javascript", "onclick", "脚本里的字", "注释", "模板", "内页", "color"]
)
def test_nothing_that_a_browser_would_run_survives(danger: str) -> None:
    assert danger not in "\n".join(text for text, _ in visible_lines(NEWS))


def test_entities_are_text_and_stay_text() -> None:
    assert visible_lines("<p>A&amp;B &lt;script&gt; &#31038;&#x533A;</p>") == [("A&B <script> 社区", "p")]


def test_a_page_that_wraps_everything_in_a_menu_is_not_a_menu() -> None:
    report = "社区民警每天清晨都到学校门口护送学生过马路。" * 3
    html = f'<div id="nav-wrapper"><div class="menu">首页</div><p>{report}</p></div>'
    assert visible_lines(html) == [("首页", "menu"), (report, "p")]


def test_preformatted_text_keeps_its_lines() -> None:
    assert visible_lines("<pre>第一行\n第二行</pre>") == [("第一行", "p"), ("第二行", "p")]


def test_a_line_break_in_the_source_parts_latin_words_and_not_han_characters() -> None:
    assert visible_lines("<p>平安\n 建设 APP\nstore</p>") == [("平安建设 APP store", "p")]


def test_broken_markup_loses_no_text() -> None:
    text = "".join(line for line, _ in visible_lines("<p>甲<b>乙<p>丙</i></td>丁<div>戊</p"))
    assert text == "甲乙丙丁戊"


def test_private_characters_and_nul_pass_through_unharmed() -> None:
    assert visible_lines("<p>\ue000甲\0乙</p>") == [("\ue000甲\0乙", "p")]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "div class=nav"])
def test_deep_nesting_does_not_break_the_reader(tag: str) -> None:
    assert "".join(line for line, _ in visible_lines(f"<{tag}>" * 5000 + "深处")) == "深处"


def test_the_work_grows_in_proportion_to_the_page() -> None:
    row = "<div class='row'><p>第某段，今天警方<a href='#'>通报</a>。</p></div>"
    assert effort(lambda: visible_lines(row * 1600)) < 6 * effort(lambda: visible_lines(row * 400))
