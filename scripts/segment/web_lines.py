"""One raw line of a web page cut into columns: what goes before the title, the title, the text, what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scripts.core.han import CLOSERS, ends_sentence, fold, is_han, unclosed
from scripts.segment.language import affinity, seam_scores
from scripts.segment.openings import GOING_ON
from scripts.segment.web_marks import (
    SHORTEST_TITLE,
    is_crumbs,
    is_publication,
    is_site,
    token,
    without_site,
)
from scripts.segment.wordings import web_wording

HEAD = 240
"""Characters of a line within which dates, sources and the title stand before the text."""
TITLE_LONGEST = 50
"""Characters of a headline on a web page."""
TAIL = 240
"""Characters at the end of a line within which sources and editors stand behind the text."""
HASH = re.compile(r"#{1,6} +|[*]{2}|=+ +")
"""How Markdown marks a heading."""
TAG = re.compile(r"（[\u3400-\u9fff]{2,8}）(?=\S{8})")
"""The name of a column that an agency sets in brackets before a headline: （法治）."""
PARAGRAPH = re.compile(r"(?<=[。！？”）)])[ \t\xa0]*(?:\u3000{2}|[ \xa0]{4})[\s\u3000]*(?=\S)")
"""Wide blanks behind the end of a sentence: the beginning of a paragraph whose line break was lost."""
HANGING = re.compile(r"(?:[从自至在于和与及把被向对的按]|[0-9]年到)$")
"""Words with which no headline ends."""
STOPS = re.compile(r"[！？!?…]+")
USUAL, SPREAD = 22, 14
"""Characters of an ordinary headline, and how many more or fewer are still ordinary."""
SURE = 2.0
"""Least score, in natural logarithms, at which a line is cut between headline and text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one raw line."""

    start: int
    end: int
    role: str
    """title | text | source | meta | menu | column"""


def head_parts(text: str, titles: Sequence[str]) -> list[Part]:
    """A line at the head of a page in parts; one part where nothing is to be cut. `titles` are titles already known.

    1. a headline with a mark before it or the name of a site behind it; 2. a known headline; 3. dates and labels.
    """
    if len(fold(text)) <= 2 * TITLE_LONGEST:
        found = titled(text)
        if found:
            return found
    known = known_title(text, titles)
    return known or labelled(text) or [Part(0, len(text), "text")]


def titled(text: str) -> list[Part]:
    """A headline with a mark before it, a column in brackets, or the name of its site behind it."""
    lead = len(text) - len(text.lstrip())
    mark_ = HASH.match(text, lead)
    first = mark_.end() if mark_ else lead
    tag = TAG.match(text, first)
    begin = tag.end() if tag else first
    end = begin + without_site(text[begin:].rstrip())
    behind = text[end:].strip(" *#")
    if not (mark_ or tag or behind) or "。" in text[begin:end]:
        return []
    end = end if behind else len(text.rstrip("*# "))
    return filled(text, [Part(lead, first, "meta"), Part(first, begin, "column"), Part(begin, end, "title")], "meta")


def known_title(text: str, titles: Sequence[str]) -> list[Part]:
    """A line that begins with a headline which stands elsewhere on the page too."""
    for title in titles:
        at = text.find(title, 0, HEAD)
        before = text[: max(at, 0)].strip()
        if at >= 0 and len(fold(text)) > len(fold(title)) + SHORTEST_TITLE and (not before or is_publication(before)):
            return filled(text, [Part(at, at + len(title), "title"), *behind_title(text, at + len(title))], "source")
    return []


def behind_title(text: str, at: int) -> list[Part]:
    """Dates and labels right behind a headline, and the text."""
    end = at
    while found := re.compile(r"[\s\u3000，,|]*").match(text, end):
        label = token().match(text, found.end())
        if not label or label.end() == label.start():
            break
        end = label.end()
    return [Part(at, end, "source"), Part(end, len(text), "text")]


def labelled(text: str) -> list[Part]:
    """A line in which dates, labels, the headline and the text were run together."""
    spans = label_runs(text)
    if not spans:
        return []
    stretches = list(between(text, spans))
    short = [(a, b) for a, b in stretches if b <= HEAD and is_short(text[a:b])]
    begin, end = next(iter(short), (0, 0))
    first = spans[0][0]
    if not short or "。" in text[: begin or first]:
        return from_label(text, stretches, first)
    rest = next((a for a, b in stretches if a >= end and not is_site(text[a:b])), len(text))
    return filled(text, [Part(begin, end, "title"), Part(rest, len(text), "text")], "source")


def label_runs(text: str) -> list[tuple[int, int]]:
    """Dates and labels at the head of a line, those side by side as one. A date alone may belong to a sentence."""
    runs: list[list[re.Match[str]]] = []
    for found in token().finditer(text, 0, HEAD):
        if runs and not text[runs[-1][-1].end() : found.start()].strip(" \t\u3000\xa0，,|｜"):
            runs[-1].append(found)
        else:
            runs.append([found])
    told = [
        run for run in runs if any(m.lastgroup != "stamp" for m in run) or (len(run) > 1) or "://" in run[0].group()
    ]
    return [(run[0].start(), run[-1].end()) for run in told]


def is_fused(text: str) -> bool:
    """Whether a long line begins with dates and labels, or has them behind its headline."""
    return len(fold(text)) > 2 * TITLE_LONGEST and len(labelled(text)) > 1


def from_label(text: str, stretches: Sequence[tuple[int, int]], first: int) -> list[Part]:
    """A line that begins with dates and labels, after which headline and text follow without a mark between."""
    if text[:first].strip() and not is_site(text[:first].strip()):
        return []
    begin = next((a for a, b in stretches if a > first and len(fold(text[a:b])) > SHORTEST_TITLE), None)
    if begin is None:
        return []
    end = begin + fused(text[begin:])
    return filled(text, [Part(begin, end, "title"), Part(end, len(text), "text")], "source")


def between(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a text around the given spans, without blanks and bars at their ends."""
    here = 0
    for first, last in [*spans, (len(text), len(text))]:
        bare = text[here:first].strip(" \t\u3000\xa0，,|｜-—_【】[]（）()：:")
        if bare:
            at = text.index(bare, here)
            yield at, at + len(bare)
        here = last


def is_short(text: str) -> bool:
    """Whether a stretch between dates and labels may be a headline."""
    size = len(fold(text))
    return SHORTEST_TITLE <= size <= TITLE_LONGEST and "。" not in text and not is_site(text) and not is_crumbs(text)


def filled(text: str, parts: Sequence[Part], between_role: str) -> list[Part]:
    """The parts and what stands around them, so that every character is in exactly one; empty parts are left out."""
    found: list[Part] = []
    here = 0
    for part in [*parts, Part(len(text), len(text), "")]:
        if text[here : part.start].strip():
            found.append(Part(here, part.start, between_role))
        if text[part.start : part.end].strip():
            found.append(part)
        here = max(here, part.end)
    return found


def fused(text: str) -> int:
    """Where a headline ends that runs on into its text without a mark; 0 where no place is likely enough.

    >>> text = "清河县夜校开到打谷场近日，清河县司法局把夜校开到打谷场，村民收工以后来听课。"
    >>> text[:fused(text)]
    '清河县夜校开到打谷场'
    """
    places = [n for n in range(SHORTEST_TITLE, min(TITLE_LONGEST, len(text) - SHORTEST_TITLE)) if may_end(text, n)]
    if not places:
        return 0
    joined, opened = seam_scores([text[:n] for n in places], [text[n:] for n in places])
    scores = [score(text, n) - 0.4 * float(joined[k, k]) + 0.3 * float(opened[k]) for k, n in enumerate(places)]
    best = max(range(len(places)), key=lambda k: (scores[k], -k))
    return places[best] if scores[best] >= SURE else 0


def may_end(text: str, n: int) -> bool:
    """Whether a headline can end at a place at all: not inside quotes, nor before or behind a pause."""
    before, after = text[:n].rstrip(), text[n:].lstrip()
    return not (
        unclosed(before)
        or before[-1:] in "，、；：,;:"
        or after[:1] in GOING_ON
        or "。" in before
        or HANGING.search(before)
    )


def score(text: str, n: int) -> float:
    """How much a place looks like the end of a headline: by the text behind it, the mark before it, and its length."""
    before, after = text[:n], text[n:].lstrip()
    stop = 2.5 if ends_sentence(before) else 1.0 if before.rstrip()[-1:] in "”’》）" else 0.0
    quoted = 2.0 if stop and after[:1] in '“‘"' else 0.0
    blank = 1.5 if text[n - 1 : n].isspace() or text[n : n + 1].isspace() else 0.0
    word = -1.0 * affinity(text[n - 1 : n + 1])
    inner = -1.0 * max(0, len(STOPS.findall(before[:-1])) - 1)
    return opens(after) + stop + quoted + blank + told_again(before, after) + word + inner - ((n - USUAL) / SPREAD) ** 2


def opens(text: str) -> float:
    """How much a text begins like an article: with a dateline, a time, a purpose."""
    marks = (("dateline", 7.0), ("opening", 5.0), ("opening_weak", 1.5))
    return next((weight for kind, weight in marks if web_wording(kind).match(text)), 0.0)


def told_again(before: str, after: str) -> float:
    """Whether a text begins with words of its headline, mostly a place or a body."""
    size = next((n for n in range(6, 1, -1) if after[:n] in before), 0) if is_han(after[0]) else 0
    return 3.0 if size > 2 else 1.0 if size else 0.0


def text_parts(raw: str, part: Part) -> list[Part]:
    """The paragraphs of a part of a line, where wide blanks divide them, and what stands behind the last."""
    text = raw[part.start : part.end]
    end = notice_cut(text[: tail_cut(text)])
    cuts = [0, *(found.start() for found in PARAGRAPH.finditer(text, 0, end)), end]
    found = [Part(part.start + a, part.start + b, "text") for a, b in pairwise(cuts) if text[a:b].strip()]
    here = part.start + end
    return [*found, Part(here, part.end, "menu")] if raw[here : part.end].strip() else found


def notice_cut(text: str) -> int:
    """Where the notices of a site begin that were run together with the text above them; its length without any."""
    found = re.search(rf"(?<=[。）)])[\s\u3000]+(?:[0-9]、|※)?{web_wording('notice').pattern}", text)
    return found.start() if found else len(text)


def tail_cut(text: str) -> int:
    """Where sources, editors and calls to click begin at the end of a text; its length where there are none.

    >>> text = "夜校明天开课。编辑：周晓返回搜狐，查看更多"
    >>> text[:tail_cut(text)]
    '夜校明天开课。'
    """
    label, tail, more = (web_wording(kind).pattern for kind in ("label", "tail", "more"))
    for found in re.compile(rf"(?:{label}\s*[:：]|{tail}|{more})").finditer(text, max(0, len(text) - TAIL)):
        before, rest = text[: found.start()].rstrip(" \t\u3000\xa0▍|｜●■◆*"), text[found.start() :]
        if (not before or ends_sentence(before) or before[-1] in CLOSERS) and "。" not in rest and is_tail(rest):
            return len(before)
    return len(text)


def is_tail(rest: str) -> bool:
    """Whether what stands at the end of a text is no part of it: a call to click, other articles, or a short label."""
    if web_wording("tail").match(rest) or web_wording("more").match(rest):
        return True
    return len(fold(web_wording("tail").sub("", rest))) <= TITLE_LONGEST and not re.match(
        r"(?:作\s*者|记者|通讯员)", rest
    )
