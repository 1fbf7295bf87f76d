"""Explain how an article came about: its raw lines, each join, each correction, each tag with the words that made it."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Iterator

from rich.text import Text

from scripts.cli.terminal import output, safe
from scripts.core.errors import UsageProblem
from scripts.core.settings import ARTICLES, SOURCES
from scripts.core.types import Archive, Article, Explanation, Fragment
from scripts.pipeline import explanations, work_sources
from scripts.segment import cue_names
from scripts.store.archive import load_archive
from scripts.store.articles import edited

SUMMARY = "how an article came about"
EXAMPLES = ("explain jxrb-fz-2022xxxx-03",)
TAGS = {
    "city": "城市",
    "district": "县区",
    "place": "其他地点",
    "topic": "专题",
    "date": "日期",
    "byline": "作者",
    "photographer": "摄影",
    "initiative": "举措",
    "publication": "刊物",
}
ROLES = {
    "headline": "标题",
    "kicker": "引题",
    "subtitle": "副题",
    "body": "正文",
    "heading": "小标题",
    "lead": "提示",
    "question": "问",
    "answer": "答",
    "caption": "图说",
    "byline": "署名",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="id of an article")


def run(args: argparse.Namespace) -> int:
    archive = load_archive(ARTICLES, SOURCES)
    article = archive.by_id.get(args.id)
    if article is None:
        raise UsageProblem(unknown(args.id, archive))
    for line in told(article, archive):
        output.print(line)
    return 0


def unknown(name: str, archive: Archive) -> str:
    near = difflib.get_close_matches(name, archive.by_id, n=3)
    return f"没有编号为 {safe(name)} 的文章" + (f"；是不是 {'、'.join(near)}？" if near else "")


def told(article: Article, archive: Archive) -> Iterator[Text]:
    """The explanation, line by line."""
    yield Text(safe(f"{article.id}  {article.title}"), style="bold")
    yield Text("人工修改过" if edited(article) else "机器所写，未经人工修改", style="dim")
    one_page = Archive(tuple(a for a in archive.articles if a.source == article.source))
    made = explanations(one_page, work_sources(one_page, SOURCES)).get(article.id)
    if made is None:
        yield Text("原版文件已不在，无法说明来历")
        return
    yield from sources(made)
    yield from corrections(made)
    yield from tags(made)
    yield from furniture(made)


def section(title: str) -> Text:
    return Text(f"\n{title}", style="bold cyan")


def sources(made: Explanation) -> Iterator[Text]:
    """The raw lines in reading order, with the joins between them."""
    yield section(f"原版 {safe(made.page.path)}（{made.page.encoding}，sha256 {made.page.sha256[:12]}…）")
    joins = {join.right: join for join in made.piece.joins}
    names = cue_names()
    for part in made.piece.fragments:
        for number, line in numbered(part):
            if number in joins:
                join = joins[number]
                reasons = "、".join(names.get(code, code) for code in join.cues)
                yield Text(f"      ↳ 第{join.left}行接第{join.right}行（{join.score:+.1f}）：{reasons}", style="magenta")
            yield Text.assemble((f"{number:>5} ", "dim"), (f"{ROLES.get(part.role, part.role)} ", "green"), safe(line))


def numbered(part: Fragment) -> Iterator[tuple[int, str]]:
    return ((n, line.strip()) for n, line in enumerate(part.lines, part.first) if line.strip())


def corrections(made: Explanation) -> Iterator[Text]:
    yield section(f"改动 {len(made.clean.edits)}处")
    for edit in made.clean.edits:
        yield Text.assemble(
            (f"{edit.line:>5} ", "dim"), f"{edit.rule}  ", (safe(edit.before), "red"), " → ", (safe(edit.after), "green")
        )


def tags(made: Explanation) -> Iterator[Text]:
    yield section("标签与依据")
    for evidence in made.tags.evidence:
        place = f"第{evidence.line}行" if evidence.line else "页面记录"
        yield Text.assemble(
            (f"  {TAGS.get(evidence.tag, evidence.tag)} ", "green"),
            (safe(evidence.value), "bold"),
            f"  {evidence.weight:.2f}  {evidence.reason}  {place}“{safe(evidence.quote)}”",
        )


def furniture(made: Explanation) -> Iterator[Text]:
    yield from listed("同版不入文章的行", made.layout.furniture)
    yield from listed("同版无处可归的散段", made.layout.loose)


def listed(title: str, parts: Iterable[Fragment]) -> Iterator[Text]:
    rows = [(part.role, *pair) for part in parts for pair in numbered(part)]
    if rows:
        yield section(title)
    for role, number, line in rows:
        yield Text.assemble((f"{number:>5} ", "dim"), f"{ROLES.get(role, role)} ", safe(line))
