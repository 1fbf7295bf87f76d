"""Explain how an article came about: its raw lines, each join, each correction, each tag with its evidence.

With a raw page instead of an article: which piece each of its lines belongs to, and what belongs to none.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from scripts.cli import arguments as shared
from scripts.cli.explain_article import told
from scripts.cli.explain_page import mapped
from scripts.cli.terminal import errors, output, sentence
from scripts.cli.typeset import wrap
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.pages import named_as_page
from scripts.core.types import Archive, Article, Explanation, Problem
from scripts.core.visible import visible
from scripts.pipeline import explanations, no_article, page_name, remembered, work_sources
from scripts.store.archive import load_archive
from scripts.store.articles import edited
from scripts.store.sources import locate

EXAMPLES = (
    "explain jxrb-fz-2022xxxx-03",
    "explain source_articles/jxrb-fz/2022/ganjing-nanchang.txt",
    "explain jxrb-fz-2022xxxx-03 --width 160",
    "explain jxrb-fz-2022xxxx-03 --sources ~/archive/source_articles --articles ~/archive/docs/articles",
)
NARROWEST = 40
"""Cells below which a line beside its number and role would be a column of single characters."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="ID|PAGE", help="id of an article, or path of a raw page")
    parser.add_argument(
        "--width", type=cells, metavar="N", help="columns to fill (the terminal; a pipe has no end of line)"
    )
    shared.trees(parser)


def cells(text: str) -> int:
    number = shared.positive(text)
    if number < NARROWEST:
        raise argparse.ArgumentTypeError(f"“{text}”太窄，至少{NARROWEST}")
    return number


def run(args: argparse.Namespace) -> int:
    shared.folder("--articles", args.articles)
    archive = load_archive(args.articles, args.sources)
    width = args.width or (max(NARROWEST, output.width) if output.is_terminal else None)
    article = archive.by_id.get(args.what)
    path = page_path(args.what, args.sources)
    if article:
        rows = of_article(article, archive, args.sources, width)
    elif path:
        rows = of_page(path, archive, args.sources, width)
    else:
        raise unknown(args.what, archive)
    for row in rows:
        output.print(row)
    return 0


def page_path(name: str, sources: Path) -> Path | None:
    """The raw page that is meant, as typed or as articles name it."""
    path = Path(name)
    return path if named_as_page(name) and path.is_file() else locate(name, sources)


def unknown(name: str, archive: Archive) -> Exception:
    """What to say of a name that is neither an article nor a page."""
    if named_as_page(name):
        return UsageProblem(f"{name}：没有这个版面文件")
    return no_article(name, archive)


def of_article(article: Article, archive: Archive, sources: Path, width: int | None) -> Iterator[Text]:
    made = origin(article, archive, sources)
    yield from wrap(Text(visible(f"{article.id}  {article.title}"), style="bold"), width)
    yield Text("人工修改过" if edited(article) else "机器所写，未经人工修改", style="dim")
    if made:
        yield from told(made, width, output.is_terminal and not output.no_color)
    else:
        yield Text("原页上没有与它对应的一篇，无法说明来历")


def of_page(path: Path, archive: Archive, sources: Path, width: int | None) -> Iterator[Text]:
    done = remembered(path, page_name(path, sources))
    for problem in done.page.problems:
        errors.print(sentence(problem))
    articles = {id(made.piece): name for name, made in explanations(archive, [done]).items()}
    names = [articles.get(id(piece), "") for piece in done.layout.pieces]
    yield from mapped(done.page, done.layout, names, width)


def origin(article: Article, archive: Archive, sources: Path) -> Explanation | None:
    """How the article came about, if its page still has it. Raises InputProblem for a page that is gone or broken."""
    if article.source is None:
        raise InputProblem(article.path, None, "这一篇没有注明原页，无法说明来历", "请补上 source: {file: …, lines: …}")
    alone = Archive((article,), archive.records)
    pages = list(work_sources(alone, sources))
    for problem in pages:
        if isinstance(problem, Problem):
            raise InputProblem(problem.path, problem.line, problem.message, problem.mend)
    if not pages:
        message = "原页已不在，无法说明来历"
        raise InputProblem(
            article.source.file, None, message, "若是误删，请从版本历史里找回；别处的原页用 --sources 指明"
        )
    return explanations(alone, pages).get(article.id)
