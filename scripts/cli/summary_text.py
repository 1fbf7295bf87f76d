"""The words of the summary of a pull request: Markdown in which every text of the archive stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from scripts.core.labels import FIELDS
from scripts.core.types import Article, Evidence, Explanation, Finding
from scripts.core.visible import visible, without_numbers
from scripts.store.articles import KEYS
from scripts.store.body import escape, plain_text

MARK = "<!-- summary of the archive -->"
"""By this first line the comment is found again and updated."""
MOST_NEW = 40
"""New articles told in full: two newspaper pages; more are counted."""
MOST_CHANGED = 40
MOST_FINDINGS = 60
MOST_SENTENCES = 2_000
"""Sentences of a text; a whole newspaper page has a fifth of them. Equal ones take the square of the time."""
MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 characters a comment."""
COMMAND = ".venv/bin/python -m scripts summary --base origin/main"
"""What tells at home all that a comment has no room for."""
REASONS = 2
"""Pieces of evidence told for one value; the page of the article tells them all."""
SENTENCE = re.compile(r"[^。！？\n]*[。！？][”’」』）]*|[^。！？\n]+")
REFERENCE = re.compile(r"(?<=[@#])(?=\w)")
"""Where GitHub would read a user or another issue; a joiner without width in between keeps it text."""
TAGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("地点", ("city", "district")),
    ("专题", ("topic",)),
    ("日期", ("date",)),
    ("作者", ("byline", "photographer")),
    ("举措", ("initiative",)),
)
COMPARED = tuple(key for key in KEYS if key not in ("id", "written"))
"""Fields of the head that are told when they change; the fingerprint says nothing to a reader."""
HIDDEN = {"source": "出处", "review": "待复核"}


@dataclass(frozen=True, slots=True)
class Changed:
    """An article before and after."""

    before: Article
    after: Article


@dataclass(frozen=True, slots=True)
class Summary:
    """What a pull request does."""

    new: tuple[Article, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Article, ...]
    pages: tuple[str, ...] = ()
    """Raw pages that are new, changed or gone."""
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    preview: str | None = None


def markdown(summary: Summary) -> str:
    """The Markdown, never longer than a comment may be."""
    body = "\n".join(line for part in PARTS for line in part(summary))
    text = "\n".join(head(summary)) + "\n" + (without_numbers(body) + "\n" if body else "")
    if len(text) <= MOST_CHARACTERS:
        return text
    short = text[:MOST_CHARACTERS].rpartition("\n### ")[0] or text[:MOST_CHARACTERS].rpartition("\n")[0]
    closed = short + ("\n```" if short.count("\n```") % 2 else "")
    return f"{closed}\n\n……太长，后面的略去；要看全，在本地运行 {COMMAND}\n"


def head(summary: Summary) -> Iterator[str]:
    errors = sum(f.rule.severity == "error" for f in summary.findings)
    counts = f"新增{len(summary.new)}篇，改动{len(summary.changed)}篇，撤下{len(summary.gone)}篇"
    pages = f"；涉及{len(summary.pages)}个原页" if summary.pages else ""
    yield MARK
    yield f"**{counts}{pages}。**检查：{errors}处错误，{len(summary.findings) - errors}处请看一看。"
    if summary.preview:
        yield ""
        yield f"[下载预览]({summary.preview})：解压后用浏览器打开 index.html。"


def findings(summary: Summary) -> Iterator[str]:
    """What to look at; errors first."""
    if summary.findings:
        yield "\n### 检查说了什么\n"
    rows = sorted(summary.findings, key=lambda f: f.rule.severity != "error")
    for row in rows[:MOST_FINDINGS]:
        word = "**错误**" if row.rule.severity == "error" else "请看"
        place = f"{row.path}:{row.line}" if row.line else row.path
        yield f"- {word} {row.rule.code} {code(place)}　{shown(row.message)}"
    yield from rest(len(rows), MOST_FINDINGS, "处")


def new(summary: Summary) -> Iterator[str]:
    """New articles, each with its tags and what speaks for them."""
    if summary.new:
        yield "\n### 新增的文章\n"
    for article in summary.new[:MOST_NEW]:
        made = summary.explanations.get(article.id)
        yield f"- **{shown(article.title)}** {code(article.id)}"
        for label, keys in TAGS:
            yield from (f"  - {label}：{line}" for line in tag_lines(article, keys, made))
        if article.review:
            yield f"  - **请看：{'、'.join(shown(FIELDS.get(name, name)) for name in article.review)}**"
    yield from rest(len(summary.new), MOST_NEW, "篇")


def tag_lines(article: Article, keys: Iterable[str], made: Explanation | None) -> Iterator[str]:
    """One line: the values of some fields, each with its evidence."""
    values = [(key, value) for key in keys for value in listed(getattr(article, key))]
    if values:
        yield "；".join(f"{shown(value)}{reasons(key, value, made)}" for key, value in values)


def listed(value: object) -> tuple[str, ...]:
    """Values of a field as text."""
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def reasons(key: str, value: str, made: Explanation | None) -> str:
    """The heaviest evidence for a value, in brackets; nothing where none is known."""
    rows = [e for e in made.tags.evidence if (e.tag, e.value) == (key, value)] if made else []
    heaviest = sorted(rows, key=lambda e: (-e.weight, e.line or 0, e.quote))[:REASONS]
    return f"（{'，'.join(map(reason, heaviest))}）" if heaviest else ""


def reason(found: Evidence) -> str:
    quote = f"“{shown(found.quote)}”" if found.quote else ""
    return f"{shown(found.reason)}{quote}" + (f"第{found.line}行" if found.line else "")


def changed(summary: Summary) -> Iterator[str]:
    """Articles before and after: fields, then the sentences that differ."""
    if summary.changed:
        yield "\n### 改动的文章"
    for pair in summary.changed[:MOST_CHANGED]:
        yield f"\n**{shown(pair.after.title)}** {code(pair.after.id)}\n"
        yield from fenced([*field_lines(pair), *text_lines(pair)] or ["只改了排版，文字没有变"])
    yield from rest(len(summary.changed), MOST_CHANGED, "篇")


def field_lines(pair: Changed) -> Iterator[str]:
    """Lines of a difference, for each field of the head that has changed."""
    for key in COMPARED:
        before, after = (words(getattr(article, key)) for article in (pair.before, pair.after))
        if before != after:
            label = HIDDEN.get(key) or FIELDS.get(key, key)
            yield from (f"- {label}：{before}",) if before else ()
            yield from (f"+ {label}：{after}",) if after else ()


def words(value: object) -> str:
    """A field of the head in one line."""
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    lines = getattr(value, "lines", None)
    if lines is not None:
        spans = "、".join(f"{a}–{b}" if a != b else f"{a}" for a, b in lines)
        return f"{getattr(value, 'file', '')} 第{spans}行"
    return "" if value is None else str(value)


def text_lines(pair: Changed) -> Iterator[str]:
    """Lines of a difference, for each run of sentences that has changed."""
    a, b = (SENTENCE.findall(plain_text(article.body)) for article in (pair.before, pair.after))
    if a == b:
        return
    if max(len(a), len(b)) > MOST_SENTENCES:
        yield f"正文改了，有{max(len(a), len(b))}句，太长，这里不逐句比较；请看文件的改动"
        return
    for name, start, end, first, last in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if name != "equal":
            yield from (f"- {sentence}" for sentence in a[start:end])
            yield from (f"+ {sentence}" for sentence in b[first:last])


def fenced(lines: Iterable[str]) -> Iterator[str]:
    """A block of code that nothing in it can end."""
    rows = [visible(line) for line in lines]
    longest = max((len(run) for row in rows for run in re.findall(r"`+", row)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}diff"
    yield from rows
    yield fence


def gone(summary: Summary) -> Iterator[str]:
    if summary.gone:
        yield "\n### 撤下的文章\n"
    for article in summary.gone:
        yield f"- {shown(article.title)} {code(article.id)}"


def pages(summary: Summary) -> Iterator[str]:
    if summary.pages:
        yield "\n### 原页\n"
    for path in summary.pages:
        yield f"- {code(path)}"


def rest(count: int, most: int, unit: str) -> Iterator[str]:
    if count > most:
        yield f"\n另有{count - most}{unit}未列。"


def shown(text: str) -> str:
    """Markdown that GitHub shows as just this text: no markup, no mention of a user, no link to an issue.

    >>> shown("<b>@octocat</b>").count("\u2060"), "<b>" in shown("<b>")
    (1, False)
    """
    return escape(REFERENCE.sub("\u2060", visible(text)))


def code(text: str) -> str:
    """A name of ours as code; it never holds a backtick, or none is shown."""
    return f"`{visible(text).replace('`', 'ˋ')}`"


PARTS: tuple[Callable[[Summary], Iterator[str]], ...] = (findings, new, changed, gone, pages)
"""What follows the head, in this order."""
