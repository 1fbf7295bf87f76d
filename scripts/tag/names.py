"""Who wrote a piece and who took its photographs, in every printed form.

The forms, in order: an author line (role byline), the credit at the end of the text or of a caption, the reporters in a
wire dateline（记者赖小星）, 本报讯 某某、记者某某报道, 通讯员某某, and names run together (余文杨静雯程思远).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scripts.core.credits import Credit, dateline_credit, is_name, line_credit, parse_inner, surnames, tail_credit
from scripts.core.types import CleanText, Evidence, Paragraph
from scripts.core.vocab import gazetteer
from scripts.tag.spans import QUOTE_CHARS

OPENING = 220
"""Characters of a paragraph in which a dateline names its reporters: a web page may print stamp and title before it."""
OPENING_PARAGRAPHS = 4
"""Date line, picture line and the like may stand before the dateline."""
CLOSING = 240
"""Characters at the end of a text in which a credit may stand before what a web page adds."""
EDITORS = re.compile(
    r"(?:责任编辑|责编|编辑|校对|审核|复审|终审|监制|值班主任|值班编委|美编|版式|统筹|策划)"
    r"[:：\s]*[\u3400-\u9fff、 ]{0,12}"
)
TITLE = (
    r"(?:(?:本报|本刊|本网|全媒体|融媒体|特约|实习|见习|首席|[\u3400-\u9fff]{2,4}(?:日报|晚报|都市报|晨报|商报|周刊))*"
    r"(?:记者|通讯员|特派员|报道员|实习生))"
)
NAMES = r"[\u3400-\u9fff](?:[\u3400-\u9fff·]|[、，, \u3000](?=[\u3400-\u9fff]))*"
CHUNK = re.compile(rf"[:：]?\s*(?!从)(?P<names>{NAMES}?)\s*(?P<end>摄影报道|报道|摄影|摄|[）)]|[/／]|$|\d)")
"""What follows 记者 in a credit: names and then a sign that it was a credit, not 记者 in a sentence."""
NEWSROOM = re.compile("[报媒网台社讯]")
BEFORE_TITLE = re.compile(rf"[（(]({NAMES})\s*$")
"""Names that stand in a dateline's brackets before the first 记者."""
NEWS = re.compile(rf"(?:讯|消息|电)\s*[（(]?\s*({NAMES}?)(?:摄影)?报道")
PHOTO = re.compile(r"[（(][^（）()]{0,12}?([\u3400-\u9fff]{2,4})\s*[摄攝]影?[）)]")
BRACKETS = re.compile(r"[（(]([^（）()]{2,40})[）)]")
LONGEST_NAME = 4
SIGNED = "署名"
ENDED = "文末署名"
WIRE = "电头署名"
OWN = re.compile(r"[（(]?本(?:报|刊|网|台|社)")
"""A dateline of the paper itself, whose reporters are its own."""

Names = tuple[tuple[str, ...], tuple[str, ...], tuple[Evidence, ...], tuple[str, ...]]
"""Writers, photographers, evidence, fields to review."""


def split_glued(text: str) -> tuple[str, ...]:
    """Names printed without anything between them; empty when the text cannot be cut into names only.

    Three characters are tried before two, for most names have them.
    >>> split_glued("余文杨静雯程思远"), split_glued("获悉此事")
    (('余文', '杨静雯', '程思远'), ())
    """
    if not text:
        return ()
    for size in (3, 2, LONGEST_NAME):
        head, rest = text[:size], text[size:]
        if len(head) == size and is_name(head):
            others = split_glued(rest)
            if others or not rest:
                return (head, *others)
    return ()


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Short names of provinces and cities, which a dateline may set behind a name."""
    known = (p for p in gazetteer().by_code.values() if p.level in ("province", "city"))
    return frozenset(name for p in known for name in (p.name, p.name.rstrip("市省"), *p.short))


def leading_name(text: str) -> tuple[str, ...]:
    """The name with which a run of characters begins when a city follows: 吕方明北京."""
    return next(((text[:size],) for size in (3, 2) if text[size:] in cities() and is_name(text[:size])), ())


def run_of_names(text: str) -> tuple[str, ...]:
    """Names in a run such as 程雅文、余文明 or 卢成明 or 吕方明北京; stops at the first word that is none."""
    found: list[str] = []
    for word in re.split(r"[、，,\s\u3000]+", text.strip("、，, \u3000")):
        names = leading_name(word) or split_glued(word) or split_glued(word.rstrip("文图摄")) or long_name(word)
        if not names:
            break
        found += names
    return tuple(found)


def long_name(word: str) -> tuple[str, ...]:
    """A name of four characters whose surname has one (孙立昊洋)."""
    person = len(word) == LONGEST_NAME and word[0] in surnames() and not NEWSROOM.search(word)
    return (word,) if person else ()


def titled(text: str) -> tuple[str, ...]:
    """Everybody who is called 记者 or 通讯员 in a credit, and who stands between 讯 and 报道.

    >>> titled("本报讯 程雅文、全媒体记者余文明报道：昨日"), titled("（记者胡小明 通讯员刘文 熊志）连日来")
    (('程雅文', '余文明'), ('胡小明', '刘文', '熊志'))
    >>> titled("记者从有关部门获悉")
    ()
    """
    chunks = re.split(TITLE, text)
    found: list[str] = []
    news = NEWS.search(text)
    if news:
        found += run_of_names(re.sub(rf"{TITLE}.*", "", news.group(1)))
    ahead = BEFORE_TITLE.search(chunks[0]) if len(chunks) > 1 else None
    if ahead:
        found += run_of_names(ahead.group(1))
    for place, chunk in enumerate(chunks[1:], 2):
        credit = CHUNK.match(chunk)
        if credit and (credit["end"] or place < len(chunks)):
            found += run_of_names(credit["names"])
    return tuple(dict.fromkeys(found))


def closing(text: str) -> Credit | None:
    """A credit in brackets near the end of a text, with nothing but a web page's additions behind it."""
    start = max(0, len(text) - CLOSING)
    for found in reversed(list(BRACKETS.finditer(text, start))):
        before = text[: found.start()].rstrip()[-1:]
        inner = EDITORS.sub("", found.group(1))
        credit = parse_inner(inner) if before in "。！？”…" else None
        if credit:
            return Credit(credit.byline, credit.photographer, found.start())
    return None


def opening(text: str) -> Credit | None:
    """The reporters in the dateline with which a text opens."""
    head = text[:OPENING]
    wire = dateline_credit(head)
    if wire:
        # （记者某某摄）in a dateline names the reporter of the whole piece
        return wire if wire.byline else Credit(wire.photographer, wire.photographer)
    names = titled(head) if re.search(r"讯|电|消息|信息|报道|摄", head) else ()
    return Credit(names, ()) if names else None


def credits_of(paragraph: Paragraph) -> Iterator[tuple[Credit, str]]:
    """Credits in one paragraph with the reason that is shown for each."""
    text = EDITORS.sub("", paragraph.text).strip()
    if paragraph.role == "byline":
        credit = line_credit(text) or tail_credit(text)
        names = credit or Credit(titled(text), ())
        yield names, SIGNED
        return
    tail = tail_credit(text)
    if tail:
        yield tail, "图片说明署名" if paragraph.role == "caption" else ENDED
    for photo in PHOTO.finditer(text):
        if is_name(photo.group(1)):
            yield Credit((), (photo.group(1),)), "文中图片署名"


def body_credits(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[Credit, str, Paragraph]]:
    """Credits that the first and last paragraph of the body hold inside their text."""
    if not paragraphs:
        return
    for paragraph in paragraphs[:OPENING_PARAGRAPHS]:
        first = opening(paragraph.text)
        if first:
            yield first, WIRE, paragraph
            break
    last = paragraphs[-1]
    end = closing(EDITORS.sub("", last.text))
    if end:
        yield end, ENDED, last
    named = titled(last.text[-60:]) if re.search(r"[/／](?:文|图)|文图", last.text[-60:]) else ()
    if named:
        yield Credit(named, ()), ENDED, last


def find_names(clean: CleanText) -> Names:
    """Writers and photographers of a piece in printed order; editors are neither.

    Where a piece is signed, that is who wrote it; reporters in the dateline of an agency wrote what it draws on.
    """
    found: list[tuple[Credit, str, Paragraph]] = []
    for paragraph in clean.paragraphs:
        found += [(credit, reason, paragraph) for credit, reason in credits_of(paragraph)]
    inside = list(body_credits(tuple(p for p in clean.paragraphs if p.role in ("body", "lead"))))
    signed = any(credit.byline and reason in (SIGNED, ENDED) for credit, reason, _ in found)
    found += [(c, reason, p) for c, reason, p in inside if not (signed and (reason == ENDED or not OWN.match(p.text)))]
    writers = tuple(dict.fromkeys(name for credit, _, _ in found for name in credit.byline))
    pictures = tuple(dict.fromkeys(name for credit, _, _ in found for name in credit.photographer))
    reasons = (
        Evidence(field, name, 1.0, around(p.text, name), p.line, reason)
        for credit, reason, p in found
        for field, names in (("byline", credit.byline), ("photographer", credit.photographer))
        for name in names
    )
    return writers, pictures, tuple(dict.fromkeys(reasons)), ()


def around(text: str, name: str) -> str:
    """The words beside a name, whose characters may be printed with blanks between them."""
    start = max(0, text.find(name) - QUOTE_CHARS // 3)
    return text[start : start + QUOTE_CHARS].strip()
