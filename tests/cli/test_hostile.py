"""What strangers send stays text: in the article file, on the woven page, and in the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from scripts.core.types import Fragment
from scripts.pipeline import work
from scripts.store import dump, plain_text

from .conftest import MEDIATION, RECORD, WATCH, Run, Tree

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What must never reach a terminal from a file; the end of a line alone may."""
ESCAPE = "\x1b[31m\x1b]0;题\x07\x9b2J\u202e"
WEB = """<!doctype html><html><head><title>警民夜话</title>
<style>body { display: none }</style><script>steal("头里的脚本")</script></head>
<body onload="steal()">
<h1 onclick="steal(1)"><a href="javascript:steal(2)">警民夜话进小区</a><script>steal("标题里的脚本")</script></h1>
<p onmouseover="steal(3)" style="color:red">吉安市吉州区白塘街道的民警，每周四晚上到小区里坐一坐，<a
href="JaVaScRiPt:steal(4)">听居民说说</a>烦心事，当场能办的<b onclick=steal(5)>当场办</b>。</p>
<p>&lt;script&gt;steal(6)&lt;/script&gt; 今年以来，夜话办了28场，[点我](javascript:steal(7))收到意见135条，办结129条。
<img src=x onerror="steal(8)"><iframe src="javascript:steal(9)">框里的字</iframe></p>
<p>居民周某说，话说开了，气就顺了。（李知秋）</p>
</body></html>"""
HEADLINES = (
    "--- 三道杠开头的标题",
    "{{ 7*7 }} 与 {% raw %} 的标题",
    "带<script>alert(1)</script>的标题",
    "甲|乙|丙 三方联手",
    "# 井号开头的标题",
    "用`反引号`写的标题",
    "带\t制表符的标题",
    "- 标题: [列表, {表: 值}]",
    "*星号*与_下划线_的标题",
    "&lt;b&gt;实体&#60;标题",
    "1. 数字开头的标题",
    "!include /etc/passwd 的标题",
)


def woven_pages(tree: Tree, run: Run) -> dict[str, str]:
    """Text of every woven page of the articles."""
    out = tree.root / "woven"
    assert run("weave", *tree.options, "--out", out).code == 0
    return {path.parent.name: path.read_text(encoding="utf-8") for path in sorted((out / "articles").rglob("*.md"))}


def rendered(page: str) -> BeautifulSoup:
    """A woven page as a browser gets it."""
    body = page.split("\n---\n", 1)[1]
    return BeautifulSoup(markdown.markdown(body, extensions=["toc", "tables", "fenced_code"]), "lxml")


def executable(html: BeautifulSoup) -> list[str]:
    """Everything in a page that would run."""
    found = [
        str(tag)
        for tag in html.find_all(["script", "iframe", "object", "embed", "style"])
        if "json" not in str(tag.get("type"))
    ]
    for tag in html.find_all(True):
        found += [f"{name}={value}" for name, value in tag.attrs.items() if name.startswith("on")]
        found += [
            str(tag[name])
            for name in ("href", "src")
            if re.match(r"\s*(?:javascript|data|vbscript):", str(tag.get(name)), re.I)
        ]
    return found


def test_scripts_styles_and_handlers_of_a_web_page_reach_neither_article_nor_site(tree: Tree, run: Run) -> None:
    tree.page("gjwb/2023/ye-hua.html", WEB, RECORD)
    assert run("clean", *tree.options).code == 0
    articles = tree.of("gjwb/2023/ye-hua.html")
    assert any("警民夜话进小区" in article.title for article in articles)
    files = "".join(dump(article) for article in articles)
    for hidden in (
        "头里的脚本",
        "标题里的脚本",
        "steal(1)",
        "steal(2)",
        "steal(3)",
        "steal(4)",
        "steal(8)",
        "display: none",
    ):
        assert hidden not in files
    assert "<script" not in files
    pages = woven_pages(tree, run)
    assert all(executable(rendered(page)) == [] for page in pages.values())


def test_markup_that_a_web_page_prints_as_text_stays_text(tree: Tree, run: Run) -> None:
    tree.page("gjwb/2023/ye-hua.html", WEB, RECORD)
    run("clean", *tree.options)
    text = "\n".join(plain_text(article.body) for article in tree.of("gjwb/2023/ye-hua.html"))
    assert "<script>steal(6)</script>" in text
    assert "[点我](javascript:steal(7))" in text
    shown = "".join(rendered(page).get_text() for page in woven_pages(tree, run).values())
    assert "<script>steal(6)</script>" in shown
    assert "[点我](javascript:steal(7))" in shown


def test_a_headline_of_marks_survives_from_web_page_to_archive(tree: Tree, run: Run) -> None:
    text = "".join(f"<p>{line}</p>" for line in MEDIATION.splitlines()[1:] if line)
    for number, headline in enumerate(HEADLINES):
        head = headline.replace("&", "&amp;").replace("<", "&lt;")
        tree.page(f"gjwb/2023/biaoti-{number:02}.html", f"<!doctype html><h1>{head}</h1>{text}", RECORD)
    assert run("clean", *tree.options).code == 0
    for number, headline in enumerate(HEADLINES):
        articles = tree.of(f"gjwb/2023/biaoti-{number:02}.html")
        furniture = work(tree.sources / f"gjwb/2023/biaoti-{number:02}.html", "x.html").layout.furniture
        held = "".join(f"{a.title}{a.kicker}{a.subtitle}{plain_text(a.body)}" for a in articles)
        assert squeezed(headline) in squeezed(held + "".join(line for part in furniture for line in part.lines))


def squeezed(text: str) -> str:
    """Text without blanks, quotes and widths, which correction may mend."""
    return re.sub(r"[\s“”‘’\"'（）()：:，,]", "", text)


@pytest.fixture
def headed(cleaned: Tree) -> Tree:
    """An archive where an editor has set hostile headlines."""
    article = cleaned.of("gjwb/2023/tiaojie.txt")[0]
    for number, headline in enumerate(HEADLINES):
        edited = replace(article, id=f"gjwb-202305xx-{40 + number}", title=headline, kicker=headline, subtitle=headline)
        path = cleaned.articles / "2023" / f"{edited.id}.md"
        path.write_text(dump(replace(edited, source=None)), encoding="utf-8")
    return cleaned


def test_a_headline_of_marks_goes_through_front_matter_and_back(headed: Tree, run: Run) -> None:
    before = headed.files()
    assert run("clean", *headed.options).code == 0
    assert headed.files() == before
    titles = [article.title for article in headed.written() if article.source is None]
    assert titles == list(HEADLINES)


def test_a_headline_of_marks_is_woven_as_text(headed: Tree, run: Run) -> None:
    pages = woven_pages(headed, run)
    assert all(executable(rendered(page)) == [] for page in pages.values())
    heads = {squeezed(heading.get_text()) for page in pages.values() for heading in rendered(page).find_all("h1")}
    assert {squeezed(headline) for headline in HEADLINES} <= heads


def hostile_archive(tree: Tree, run: Run) -> str:
    """An archive with escape sequences in a file name, in a text and in a record; the id of one of its articles."""
    body = "".join(f"<p>{line}{ESCAPE}</p>" for line in MEDIATION.splitlines()[1:] if line)
    tree.page(f"gjwb/2023/{ESCAPE}.html", f"<!doctype html><body><h1>夜话{ESCAPE}进小区</h1>{body}</body>")
    tree.page(f"gjwb/2023/空{ESCAPE}.txt", b"")
    tree.page("gjwb/2023/jilu.txt", WATCH, f"publication: 晚报\n{ESCAPE}: 1\n")
    run("clean", *tree.options)
    found = [a for a in tree.written() if a.source and ".html" in a.source.file]
    return found[0].id


def test_escape_sequences_of_strangers_never_reach_the_terminal(tree: Tree, run: Run) -> None:
    name = hostile_archive(tree, run)
    path = next(tree.articles.rglob(f"{name}.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("调解室", f"谈话室{ESCAPE}"), encoding="utf-8")
    commands = (
        ("clean", *tree.options),
        ("clean", *tree.options, "--refresh", ESCAPE),
        ("clean", *tree.options, f"--{ESCAPE}"),
        ("clean", ESCAPE, *tree.options),
        ("clean", "--out", tree.sources / f"gjwb/2023/空{ESCAPE}.txt"),
        ("clean", "--out", tree.sources / f"gjwb/2023/空{ESCAPE}.txt/x"),
        ("check", *tree.options),
        ("check", *tree.options, "--format", "github"),
        ("check", *tree.options, "--format", "json"),
        ("weave", *tree.options, "--out", tree.root / "woven"),
        ("explain", name, *tree.options),
        ("explain", ESCAPE, *tree.options),
        ("new", ESCAPE, *tree.options),
        ("new", tree.sources / f"gjwb/2023/{ESCAPE}.html", *tree.options),
        ("new", "x.txt", "--date", ESCAPE, *tree.options),
        ("new", "x.txt", "--publication", ESCAPE, *tree.options),
    )
    for command in commands:
        done = run(*command)
        assert done.out + done.err, command
        assert not CONTROL.search(done.out + done.err), command


def test_a_line_end_in_a_file_name_forges_no_line(tree: Tree, run: Run) -> None:
    tree.page("gjwb/2023/a\n共9版  0.txt", b"")
    done = run("clean", *tree.options)
    assert len(done.sentences) == 1
    assert sum(line.startswith("共") for line in done.out.splitlines()) == 1


def test_a_file_name_that_is_no_utf8_is_spelt_out(tree: Tree, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINGAN_CACHE", str(tree.root / "cache"))
    raw = bytes(tree.sources) + b"/gjwb/2023/\xc4\xe3.txt"
    try:
        Path(raw.decode("utf-8", "surrogateescape")).write_bytes(MEDIATION.encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    done = run("clean", *tree.options)
    assert "\\udcc4\\udce3.txt" in done.out
    assert done.code == 0
    assert run("check", *tree.options, "--format", "json").code in (0, 1)


def test_nothing_of_a_hostile_page_is_lost(tree: Tree) -> None:
    page = tree.page("gjwb/2023/ye-hua.html", WEB, RECORD)
    done = work(page, "x.html")
    parts: list[Fragment] = [
        *done.layout.furniture,
        *done.layout.loose,
        *(f for p in done.layout.pieces for f in p.fragments),
    ]
    numbers = sorted(n for part in parts for n in range(part.first, part.last + 1) if done.page.lines[n - 1].strip())
    assert sorted(set(numbers)) == [n for n, line in enumerate(done.page.lines, 1) if line.strip()]
