"""References to an article: GB/T 7714-2025 and 2015, BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scripts.core.dates import FuzzyDate
from scripts.core.types import Article
from scripts.weave.escape import plain
from scripts.weave.holdings import Holdings
from scripts.weave.machine import values

MOST_AUTHORS = 3
"""GB/T 7714 names three and says 等 for the others."""
LANGUAGE = "zh-CN"
NOTES = {"digest": "本档案所载为摘编，不是原文", "full": "本档案所载为全文"}
"""What whoever follows the link will find."""
PAGE_WORDS = re.compile(r"^第|[版页]$")
"""GB/T 7714 gives the number of a newspaper page alone: 第2版 is (2)."""
DOUBTS = re.compile(r"[~?%]")
"""Marks of EDTF that people who read references do not know; brackets and `circa` say the same."""
KEY = re.compile(r"[^A-Za-z0-9_-]+")
"""What the key of a BibTeX entry cannot hold."""
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
"""Characters that mean something to TeX."""
TEX_SPECIAL = re.compile("[" + re.escape("".join(TEX)) + "]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says of an article; every text is one visible line."""

    id: str
    title: str
    authors: tuple[str, ...]
    publication: str
    page: str
    """Number of the newspaper page without 第 and 版."""
    date: FuzzyDate | None
    url: str
    note: str
    """Whether it leads to a digest or to the full text."""
    keywords: tuple[str, ...]
    archive: str


def reference(holdings: Holdings, article: Article) -> Reference:
    return Reference(
        id=article.id,
        title=plain(article.title.replace("\u3000", " ")),
        authors=tuple(map(plain, article.byline)),
        publication=plain(article.publication or ""),
        page=PAGE_WORDS.sub("", plain(article.page or "")),
        date=article.date,
        url=holdings.site.page(holdings.article_link(article).address),
        note=NOTES[article.text],
        keywords=tuple(map(plain, (*article.topic, *article.city, *article.district))),
        archive=plain(holdings.site.name),
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """Punctuation of one edition of GB/T 7714."""

    comma: str
    opening: str
    closing: str


MARKS = {"2025": Marks("，", "（", "）"), "2015": Marks(", ", "(", ")")}
"""The edition of 2025 writes commas and brackets of its own in full width; full stops stay as they were."""


def gbt7714(ref: Reference, edition: str) -> str:
    """The reference of GB/T 7714-2025 or 2015; a date that is in doubt stands in square brackets.

    The day of reading, which only the reader knows, goes in square brackets behind the date: 2022-01-17(2)[2026-01-17].
    """
    marks = MARKS[edition]
    named = (*ref.authors[:MOST_AUTHORS], "等") if len(ref.authors) > MOST_AUTHORS else ref.authors
    page = f"{marks.opening}{ref.page}{marks.closing}" if ref.page else ""
    date = "" if ref.date is None else ref.date.text if ref.date.exact else f"[{DOUBTS.sub('', ref.date.text)}]"
    where = marks.comma.join(part for part in (ref.publication, f"{date}{page}") if part)
    parts = (marks.comma.join(named), f"{ref.title}[N/OL]", where, ref.url)
    return "".join(f"{part}. " for part in parts if part).rstrip()


def bibtex(ref: Reference) -> str:
    """A BibTeX and BibLaTeX entry; `date` takes EDTF, `year` stands only where the year is certain."""
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in ref.authors),
        "title": f"{{{tex(ref.title)}}}",
        "journal": tex(ref.publication),
        "date": ref.date.text if ref.date else "",
        "year": year(ref.date),
        "pages": tex(ref.page),
        "url": ref.url,
        "keywords": tex(", ".join(ref.keywords)),
        "note": tex(ref.note),
        "langid": "chinese",
        "entrysubtype": "newspaper",
    }
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{KEY.sub('-', ref.id)},\n{told}}}\n"


def tex(text: str) -> str:
    return TEX_SPECIAL.sub(lambda match: TEX[match[0]], text)


def year(date: FuzzyDate | None) -> str:
    """The year, where a date can mean but one."""
    return str(date.earliest.year) if date and date.earliest.year == date.latest.year else ""


def ris(ref: Reference) -> str:
    """An RIS record; the day stands only where it is certain."""
    rows = (
        ("TY", "NEWS"),
        ("ID", ref.id),
        *(("AU", name) for name in ref.authors),
        ("TI", ref.title),
        ("T2", ref.publication),
        ("PY", year(ref.date)),
        ("DA", ref.date.text.replace("-", "/") if ref.date and ref.date.exact else ""),
        ("SP", ref.page),
        ("UR", ref.url),
        *(("KW", word) for word in ref.keywords),
        ("N1", ref.note),
        ("DB", ref.archive),
        ("LA", LANGUAGE),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in rows if value) + "ER  - \n"


def csl(ref: Reference) -> dict[str, object]:
    """An item of CSL-JSON; names stay whole, for nobody but their bearers knows where the surname ends."""
    item: dict[str, object] = {
        "id": ref.id,
        "type": "article-newspaper",
        "title": ref.title,
        "author": [{"literal": name} for name in ref.authors],
        "container-title": ref.publication,
        "issued": issued(ref.date) if ref.date else None,
        "page": ref.page,
        "URL": ref.url,
        "keyword": ", ".join(ref.keywords),
        "note": ref.note,
        "source": ref.archive,
        "language": LANGUAGE,
    }
    return {name: value for name, value in item.items() if value}


def issued(date: FuzzyDate) -> dict[str, object]:
    """The date in parts as far as its text tells them; a month stays a month, and `circa` says that it is in doubt."""
    if "X" in date.text[:4]:
        return {"literal": date.words}
    ends = [date_parts(end) for end in DOUBTS.sub("", date.text).split("/")]
    return {"date-parts": ends, **({"circa": True} if date.approximate else {})}


def date_parts(text: str) -> list[int]:
    """Year, month and day that are written out: `2022-XX` tells the year; a season is no month.

    >>> date_parts("2022-11"), date_parts("2022-XX"), date_parts("2022-21")
    ([2022, 11], [2022], [2022])
    """
    first, *rest = text.split("-")
    known = [int(first)]
    for part, most in zip(rest, (12, 31), strict=False):
        if not part.isdigit() or int(part) > most:
            break
        known.append(int(part))
    return known


def csl_document(refs: list[Reference]) -> str:
    return values.document([csl(ref) for ref in refs])


FILES: dict[str, Callable[[Reference], str]] = {
    "cite.bib": bibtex,
    "cite.ris": ris,
    "cite.json": lambda ref: csl_document([ref]),
}
"""The files of references beside each article."""


def file_links(holdings: Holdings, article: Article) -> tuple[tuple[str, str], ...]:
    """(what it is called, address) of the files of references of an article, and of its whole record."""
    address = holdings.article_link(article).address
    names = {"cite.bib": "BibTeX", "cite.ris": "RIS", "cite.json": "CSL-JSON", "index.json": "全部字段（JSON）"}
    return tuple((label, f"{address}{name}") for name, label in names.items())


def citation_files(holdings: Holdings, article: Article) -> dict[str, str]:
    """Path in the woven tree and content of the files of references of an article."""
    address, ref = holdings.article_link(article).address, reference(holdings, article)
    return {f"{address}{name}": made(ref) for name, made in FILES.items()}


def citation_texts(holdings: Holdings, article: Article) -> tuple[tuple[str, str], ...]:
    """(name of the format, reference) as the page of an article shows them, the edition in force first."""
    ref = reference(holdings, article)
    return (
        ("GB/T 7714-2025", gbt7714(ref, "2025")),
        ("GB/T 7714-2015", gbt7714(ref, "2015")),
        ("BibTeX", bibtex(ref)),
        ("RIS", ris(ref)),
        ("CSL-JSON", csl_document([ref])),
    )
