"""Bytes to text: byte order marks, then strict UTF-8, then the encoding whose reading looks most like Chinese."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks with the codec that each announces; UTF-32 first, because its mark begins like that of UTF-16."""
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""Encodings of Chinese pages, in order of preference where two read equally well."""
SAMPLE_BYTES = 200_000
"""Evidence from this much text is beyond doubt; reading more would only cost time."""
MAX_BROKEN, FEW_BROKEN = 0.01, 8
"""Larger share and larger number of unreadable characters: such a page cannot be published, nor its encoding be
trusted. Two or three broken bytes, each of which may spoil its neighbour, are few on a short page too."""
MAX_CONTROL, FEW_CONTROL = 0.05, 16
"""Larger share and larger number of control characters make a file binary; text has one or two by accident."""
LEAST_EVIDENCE = 0.6
"""Chinese pages read rightly reach 0.9 and more, read wrongly 0.5 and less."""
BROKEN_WEIGHT = 10.0
"""One broken byte in a hundred speaks against an encoding as loudly as ten odd characters in a hundred."""
DECLARED_WEIGHT = 0.03
"""What a declaration in HTML adds: enough to decide between equals, never against the bytes."""
FREQUENT_WEIGHT = 0.5
"""What the share of everyday characters adds to that of ordinary ones; decides on headlines of a few words."""
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平"
    "形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任"
    "县市省区警安访群众治江昌"
    "這個國時來們會發動說產種過後學進經電裡實現點與關兩體機從業應開還無義間樣線內數質氣變條沒結問題黨長總資邊統員見計別論運農強決戰則縣"
)
"""The characters of every page, in simplified and in traditional form."""
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
REPLACED = "\ufffd"


class Undecodable(ValueError):
    """Bytes that are no text: what is wrong and how to mend it, in Chinese."""

    def __init__(self, message: str, mend: str = "请另存为纯文本（UTF-8）再放进来") -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the codec that reads it."""

    text: str
    """Unreadable bytes stand as U+FFFD."""
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a page. Raises Undecodable for binary files and for pages with too many unreadable characters.

    1. a byte order mark decides; 2. strict UTF-8 decides; 3. the best reading among the encodings of Chinese;
    4. charset-normalizer.
    """
    decoded = marked(data) or strict(data) or best(data) or normalized(data)
    if decoded is None:
        raise Undecodable("认不出文字编码，也可能不是文本")
    if not decoded.encoding.startswith("utf-8") and decoded.text.startswith("\ufeff"):
        decoded = Decoded(decoded.text[1:], decoded.encoding)
    return sound(decoded)


def sound(decoded: Decoded) -> Decoded:
    """The same, unless too much of it is unreadable or invisible. Raises Undecodable."""
    size = max(len(decoded.text), 1)
    controls = len(CONTROL.findall(decoded.text))
    if controls > FEW_CONTROL and controls / size > MAX_CONTROL:
        raise Undecodable("这不是文本：控制字符太多，像是别的文件改了名")
    broken = decoded.text.count(REPLACED)
    if broken > FEW_BROKEN and broken / size > MAX_BROKEN:
        raise Undecodable(f"按 {decoded.encoding} 解码后有{broken}处（{broken / size:.1%}）认不出的字")
    return decoded


def marked(data: bytes) -> Decoded | None:
    name = next((name for mark, name in MARKS if data.startswith(mark)), None)
    return Decoded(data.decode(name, "replace"), name) if name else None


def strict(data: bytes) -> Decoded | None:
    """UTF-8 without a fault; text that is full of NUL is UTF-16 in Latin letters instead."""
    if data.count(0) > FEW_CONTROL and data.count(0) / len(data) > MAX_CONTROL:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def best(data: bytes) -> Decoded | None:
    """The candidate whose reading has most ordinary Chinese and fewest faults, if that is good enough."""
    sample, vote = data[:SAMPLE_BYTES], declared(data)
    score, _, name = max(
        (evidence(sample, name) + DECLARED_WEIGHT * (name == vote), -rank, name) for rank, name in enumerate(CANDIDATES)
    )
    return Decoded(data.decode(name, "replace"), name) if score >= LEAST_EVIDENCE else None


def declared(data: bytes) -> str | None:
    """The candidate that the head of an HTML page names."""
    match = DECLARED.search(data[:4096])
    name = match.group(1).decode("ascii").lower() if match else ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name) or None


def evidence(sample: bytes, name: str) -> float:
    """How much a reading looks like Chinese: 1 for text of ordinary characters alone, more where they are frequent."""
    text = sample.decode(name, "replace")
    counts = Counter(c for c in text if not c.isascii() or (c < " " and c not in "\t\n\r\f"))
    total = counts.total()
    if not total:
        return 1.0
    good = sum(n for c, n in counts.items() if c in ordinary())
    frequent = sum(n for c, n in counts.items() if c in FREQUENT)
    return (good + FREQUENT_WEIGHT * frequent - BROKEN_WEIGHT * counts[REPLACED]) / total


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Characters of the first level of GB 2312 and of Big5, and the marks of Chinese print."""
    simplified = bytes_of(range(0xB0, 0xD8), range(0xA1, 0xFF), "gb2312")
    traditional = bytes_of(range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)), "big5")
    marks = "".join(map(chr, (*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F)))) + "“”‘’…—·•×℃％①②③④⑤\u00a0"
    return frozenset(simplified + traditional + marks)


def bytes_of(leads: range, trails: range | tuple[int, ...], name: str) -> str:
    return "".join(bytes((lead, trail)).decode(name, "ignore") for lead in leads for trail in trails)


def normalized(data: bytes) -> Decoded | None:
    """What charset-normalizer makes of it, if it knows the language; for pages in the encodings of other countries."""
    # takes its time to load, and most runs need it not
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE_BYTES]).best()
    known = found is not None and found.coherence > 0
    return Decoded(data.decode(found.encoding, "replace"), found.encoding) if found and known else None
