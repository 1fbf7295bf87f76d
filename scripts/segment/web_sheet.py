"""The lines of a web page, cut into columns where one holds more than one thing, and where its text stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.core.han import fold
from scripts.core.types import RawPage
from scripts.segment.roles import TITLE_HINTS, Line, classify_line
from scripts.segment.web_lines import HASH, Part, head_parts, text_parts
from scripts.segment.web_marks import SHORTEST_TITLE, is_publication, without_site
from scripts.segment.web_signs import HEAD_LINES, TEXT_SHORTEST, heads_list, is_text

WHOLE = TITLE_HINTS | {"title", "meta"}
"""Where the markup puts a line that is one thing: its marks are its own."""
LIST_SHARE = 0.25
"""A list of other articles below the text has less than this share of its characters."""


@dataclass
class Sheet:
    """The lines of a page on their way to their places."""

    lines: list[Line]
    first: int = 0
    """Place of the first paragraph."""
    last: int = 0
    """Place of the last paragraph."""


def sheet_of(lines: Sequence[Line], page: RawPage) -> Sheet | None:
    """The lines of a page with its first and its last paragraph; nothing for a page without any."""
    sheet = Sheet(cut(unsigned(lines), page))
    texts = [n for n, line in enumerate(sheet.lines) if is_text(line)]
    if not texts:
        return None
    sheet.first, sheet.last = texts[0], texts[-1]
    sheet.last = before_list(sheet)
    return sheet


def unsigned(lines: Sequence[Line]) -> list[Line]:
    """The lines with each author line that signs another as a line of its own again."""
    return [part for line in lines for part in (replace(line, signature=None), line.signature) if part]


def cut(lines: Sequence[Line], page: RawPage) -> list[Line]:
    """The lines with headlines, labels and tails that were run together with the text cut off."""
    fixed = set(page.record.drop) | {number for number, _ in page.record.roles}
    titles = known_titles(lines)
    found: list[Line] = []
    head = True
    for line in lines:
        raw = page.lines[line.number - 1]
        if line.number in fixed or page.hints[line.number - 1] in WHOLE:
            found.append(line)
            continue
        parts = head_parts(raw, titles) if head and not is_publication(line.text) else [Part(0, len(raw), "text")]
        found += [piece for part in parts for piece in pieces_of(line, part, parts, raw)]
        head = head and not is_text(found[-1])
    return found


def known_titles(lines: Sequence[Line]) -> tuple[str, ...]:
    """Headlines that stand at the head of a page, without the names of their sites."""
    heads = [line.text for line in lines[:HEAD_LINES] if len(line.text) <= 4 * TEXT_SHORTEST]
    bare = [HASH.sub("", text[: without_site(text)]).strip() for text in heads]
    fair = [text for text in bare if SHORTEST_TITLE + 2 <= len(fold(text)) <= 60 and "。" not in text]
    return tuple(dict.fromkeys(fair))


def pieces_of(line: Line, part: Part, parts: Sequence[Part], raw: str) -> Iterator[Line]:
    """A part of a raw line as lines with columns: its paragraphs, and its tail apart."""
    inner = text_parts(raw, part) if part.role == "text" else [part]
    if len(parts) == len(inner) == 1:
        yield line
    else:
        yield from (piece(line, found, raw) for found in inner)


def piece(line: Line, part: Part, raw: str) -> Line:
    """One part of a raw line as a line."""
    own = classify_line(line.number, raw[part.start : part.end].strip(), "")
    if part.role == "title":
        own = replace(own, role="title", forced="headline" if line.forced == "headline" else "")
    elif part.role != "text":
        own = replace(own, role=part.role)
    return replace(own, columns=(part.start, part.end))


def before_list(sheet: Sheet) -> int:
    """Place of the last paragraph above a list of other articles, where a line heads such a list."""
    sizes = [len(line.text) if is_text(line) else 0 for line in sheet.lines]
    for n, line in enumerate(sheet.lines):
        small = sum(sizes[n:]) < LIST_SHARE * sum(sizes[:n])
        if n > sheet.first and heads_list(line) and small and not sentences(sheet.lines[n + 1 :]):
            return max(k for k in range(n) if is_text(sheet.lines[k]))
    return sheet.last


def sentences(lines: Sequence[Line]) -> bool:
    """Whether most of some lines are whole sentences: no list of other articles, whatever stands above it."""
    return 2 * sum(line.text.endswith("。") for line in lines) > len(lines)
