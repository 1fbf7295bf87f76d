"""Explain how an article came about: its raw lines, each join, each correction, each tag with its evidence."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.text import Text

from scripts.cli import arguments as shared
from scripts.cli.terminal import output
from scripts.core.errors import InputProblem
from scripts.core.types import Archive, Article, Explanation, Fragment, Problem
from scripts.core.visible import visible
from scripts.pipeline import cue_names, explanations, no_article, work_sources
from scripts.store.archive import load_archive
from scripts.store.articles import edited
from scripts.weave.words import FIELDS, ROLES

SUMMARY = "how an article came about"
EXAMPLES = (
    "explain jxrb-fz-2022xxxx-03",
    "explain jxrb-fz-2022xxxx-03 --sources ~/archive/source_articles --articles ~/archive/docs/articles",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="id of an article")
    shared.trees(parser)


def run(args: argparse.Namespace) -> int:
    shared.folder("--articles", args.articles)
    archive = load_archive(args.articles, args.sources)
    article = archive.by_id.get(args.id)
    if article is None:
        raise no_article(args.id, archive)
    made = origin(article, archive, args.sources)
    for line in head(article):
        output.print(line)
    for line in told(made) if made else [Text("原页上没有与它对应的一篇，无法说明来历")]:
        output.print(line)
    return 0


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


def head(article: Article) -> Iterator[Text]:
    yield Text(visible(f"{article.id}  {article.title}"), style="bold")
    yield Text("人工修改过" if edited(article) else "机器所写，未经人工修改", style="dim")


def told(made: Explanation) -> Iterator[Text]:
    """The explanation, line by line."""
    yield from sources(made)
    yield from corrections(made)
    yield from tags(made)
    yield from furniture(made)


def section(title: str) -> Text:
    return Text(f"\n{title}", style="bold cyan")


def sources(made: Explanation) -> Iterator[Text]:
    """The raw lines in reading order, with the joins between them."""
    yield section(f"原版 {visible(made.page.path)}（{made.page.encoding}，sha256 {made.page.sha256[:12]}…）")
    joins = {join.right: join for join in made.piece.joins}
    names = cue_names()
    for part in made.piece.fragments:
        for number, line in numbered(part):
            if number in joins:
                join = joins[number]
                reasons = "、".join(names.get(code, code) for code in join.cues)
                yield Text(
                    f"      ↳ 第{join.left}行接第{join.right}行（{join.score:+.1f}）：{reasons}", style="magenta"
                )
            yield Text.assemble(
                (f"{number:>5} ", "dim"), (f"{ROLES.get(part.role, part.role)} ", "green"), visible(line)
            )


def numbered(part: Fragment) -> Iterator[tuple[int, str]]:
    return ((n, line.strip()) for n, line in enumerate(part.lines, part.first) if line.strip())


def corrections(made: Explanation) -> Iterator[Text]:
    yield section(f"改动 {len(made.clean.edits)}处")
    for edit in made.clean.edits:
        yield Text.assemble(
            (f"{edit.line:>5} ", "dim"),
            f"{edit.rule}  ",
            (visible(edit.before), "red"),
            " → ",
            (visible(edit.after), "green"),
        )


def tags(made: Explanation) -> Iterator[Text]:
    yield section("标签与依据")
    for evidence in made.tags.evidence:
        place = f"第{evidence.line}行" if evidence.line else "标题" if in_heads(evidence.quote, made) else "页面记录"
        yield Text.assemble(
            (f"  {FIELDS.get(evidence.tag, evidence.tag)} ", "green"),
            (visible(evidence.value), "bold"),
            f"  {evidence.weight:.2f}  {evidence.reason}  {place}“{visible(evidence.quote)}”",
        )


def in_heads(quote: str, made: Explanation) -> bool:
    """Whether a quote without a line comes from the title lines rather than from the page record."""
    heads = (made.clean.kicker, made.clean.title, made.clean.subtitle)
    return any(head and quote.strip("…") in head for head in heads)


def furniture(made: Explanation) -> Iterator[Text]:
    yield from listed("同版不入文章的行", made.layout.furniture)
    yield from listed("同版无处可归的散段", made.layout.loose)


def listed(title: str, parts: Iterable[Fragment]) -> Iterator[Text]:
    rows = [(part.role, *pair) for part in parts for pair in numbered(part)]
    if rows:
        yield section(title)
    for role, number, line in rows:
        yield Text.assemble((f"{number:>5} ", "dim"), f"{ROLES.get(role, role)} ", visible(line))
