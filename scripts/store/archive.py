"""The archive on disk: loading all of it, and writing the articles of a page without ever losing a hand edit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from scripts.core import cache, files
from scripts.core.errors import InputProblem
from scripts.core.lock import PATIENCE, locked
from scripts.core.settings import DATA, ROOT
from scripts.core.types import Archive, Article, Problem, Report
from scripts.store.articles import dump, parse
from scripts.store.ids import Ledger, year
from scripts.store.plan import GONE, WRITTEN, Decision, plan, report
from scripts.store.sources import load_records, shown
from scripts.store.withdrawn import Withdrawn, load_withdrawn, withdraw

Parsed = tuple[bytes, Article | Problem]
"""Digest of the text of an article file, and what it says."""
PARSER = (DATA.parent / "core", DATA.parent / "store", ROOT / "requirements.lock.txt")
"""What decides the result of parsing."""
MANY = 500
"""Articles from which on it is worth a file: parsing so many takes a tenth of a second, recalling them a fifth."""
DUPLICATE = "编号重复"
"""How the message of a duplicate id begins."""
ARTICLE = re.compile(r"(?:^|/)[^./][^/]*\.md$")
"""Path of an article file; what begins with a dot is hidden."""


def article_texts(articles: Path) -> dict[str, str]:
    """Text of every article file by its path, sorted; bytes that are no UTF-8 become halves of characters.

    A link that leads out of the folder has no text here, so that no article can be made of a file from elsewhere.
    """
    folder = shown(articles)
    found = ((name, articles / name) for name in files.tree(articles) if ARTICLE.search(name))
    return {f"{folder}/{name}": text_of(path, articles) for name, path in found if path.is_file()}


def text_of(path: Path, articles: Path) -> str:
    away = path.is_symlink() and files.leads_out(path, articles)
    return "" if away else path.read_bytes().decode(errors="surrogateescape")


def load_archive(articles: Path, sources: Path) -> Archive:
    """All articles, sorted by id, with the records of the pages they come from; what is broken becomes problems."""
    return archive_of(article_texts(articles), sources)


def archive_of(texts: dict[str, str], sources: Path) -> Archive:
    """The archive of article texts by path. Of two articles with one id that counts whose file has its name.

    File managers name a copy so that it often comes first: “编号 - 副本.md” stands before “编号.md”.
    """
    found: dict[str, Article] = {}
    problems: list[Problem] = []
    for article in sorted(parsed(texts, str(sources.resolve())), key=is_misnamed):
        if isinstance(article, Problem):
            problems.append(article)
        elif article.id in found:
            problems.append(duplicate(article, found[article.id]))
        else:
            found[article.id] = article
    records, faults = load_records({a.source.file for a in found.values() if a.source}, sources)
    pages = {path: record.page for path, record in records.items()}
    return Archive(
        tuple(
            replace(a, page=pages.get(a.source.file)) if a.source else a
            for a in sorted(found.values(), key=lambda a: a.id)
        ),
        records,
        (*problems, *faults),
    )


def is_misnamed(article: Article | Problem) -> bool:
    return isinstance(article, Article) and PurePosixPath(article.path).stem != article.id


def parsed(texts: Mapping[str, str], name: str) -> list[Article | Problem]:
    """The articles of texts by path, in order of path; a large archive is remembered under a name.

    Parsing is the greater part of the time that loading takes, and every verb loads.
    """
    if len(texts) < MANY:
        return [read(path, texts[path]) for path in sorted(texts)]
    key = files.fingerprint(PARSER)
    known: dict[str, Parsed] = cache.recall(name, key) or {}
    found = {path: unless_known(path, texts[path], known.get(path)) for path in sorted(texts)}
    if found != known:
        cache.keep(name, key, found)
    return [result for _, result in found.values()]


def unless_known(path: str, text: str, known: Parsed | None) -> Parsed:
    digest = sha256(text.encode(errors="surrogateescape")).digest()
    return known if known and known[0] == digest else (digest, read(path, text))


def read(path: str, text: str) -> Article | Problem:
    """The article of one file, or what is wrong with it."""
    try:
        return parse(text, path)
    except InputProblem as fault:
        return fault.problem


def duplicate(article: Article, first: Article) -> Problem:
    message = f"{DUPLICATE}：{article.id} 已用于 {first.path}"
    return Problem(article.path, None, message, "请删去多余的一份；另是一篇的，给它一个没有用过的编号")


def file_of(articles: Path, article: Article) -> Path:
    """Where an article stands, or will stand: `<articles>/<year or undated>/<id>.md`."""
    if article.path:
        return articles / PurePosixPath(article.path).relative_to(shown(articles))
    return articles / year(article.id) / f"{article.id}.md"


def save(articles: Path, article: Article) -> bool:
    """Writes one article as it is; return whether its file changed. Raises OSError."""
    return files.write(file_of(articles, article), dump(article))


@dataclass
class Shelf:
    """The articles of one tree, held for writing."""

    articles: Path
    archive: Archive
    """As it stood when the shelf was opened."""
    standing: dict[str, tuple[Article, ...]]
    """Articles by raw page, as they stand now."""
    ledger: Ledger
    withdrawn: dict[str, list[Withdrawn]]
    """Withdrawn articles by raw page."""
    unreadable: dict[str, str]
    """Texts of files that the archive could not take in, by path."""

    def store_page(
        self, page: str, drafts: Sequence[Article], refresh: Collection[str] = (), today: str | None = None
    ) -> Report:
        """Stores the pieces of one raw page; `drafts` are its articles in page order, ids still empty.

        `refresh` names articles to be written anew over a hand edit, or removed when their piece is gone; `today`
        is noted as the day of a removal. Raises OSError.
        """
        hurdle = next((path for path, text in self.unreadable.items() if page in text), None)
        if hurdle:
            return Report(page, pieces=len(drafts), problems=(blocked(page, hurdle),))
        decisions = plan(drafts, self.standing.get(page, ()), self.withdrawn.get(page, ()), self.ledger, refresh)
        apply(self.articles, decisions, today)
        self.standing[page] = after(self.articles, self.standing.get(page, ()), decisions)
        return report(page, drafts, decisions)


def after(articles: Path, before: Sequence[Article], decisions: Sequence[Decision]) -> tuple[Article, ...]:
    """Articles of a page once its decisions are carried out, in order of id."""
    found = {article.id: article for article in before}
    for decision in decisions:
        if decision.action in WRITTEN:
            path = shown(articles) + "/" + file_of(articles, decision.article).relative_to(articles).as_posix()
            found[decision.article.id] = replace(decision.article, path=path)
        elif decision.action == "remove":
            del found[decision.article.id]
    return tuple(found[key] for key in sorted(found))


def blocked(page: str, hurdle: str) -> Problem:
    message = f"这一页有一篇文章读不出来（{hurdle}），本页暂不写入"
    return Problem(page, None, message, "请先修好那个文件，再运行一次")


def apply(articles: Path, decisions: Sequence[Decision], today: str | None = None) -> None:
    """Carries out decisions. The list of withdrawn ids is written before a file goes. Raises OSError."""
    for decision in decisions:
        if decision.action in WRITTEN:
            save(articles, decision.article)
    gone = [d.article for d in decisions if d.action == "remove"]
    if gone:
        withdraw(articles, gone, GONE, today)
    for article in gone:
        file_of(articles, article).unlink(missing_ok=True)


@contextmanager
def open_shelf(articles: Path, sources: Path, patience: float = PATIENCE) -> Iterator[Shelf]:
    """Holds a tree of articles for one writer and loads it. Raises InputProblem, OSError."""
    with locked(articles, patience):
        files.sweep(articles)
        yield shelf(articles, sources)


def shelf(articles: Path, sources: Path) -> Shelf:
    """The shelf of a tree as it stands; to be called under the lock."""
    texts = article_texts(articles)
    archive = archive_of(texts, sources)
    gone = load_withdrawn(articles)
    loaded = {a.path for a in archive.articles}
    used = [*archive.by_id, *(w.id for w in gone), *(PurePosixPath(path).stem for path in texts)]
    by_page: dict[str, list[Withdrawn]] = {}
    for entry in gone:
        if entry.source:
            by_page.setdefault(entry.source.file, []).append(entry)
    unreadable = {path: text for path, text in texts.items() if path not in loaded}
    return Shelf(articles, archive, dict(archive.by_source), Ledger(used), by_page, unreadable)
