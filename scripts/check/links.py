"""链: ids, sources, and links between articles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from scripts.check.context import Context, markdown_lines
from scripts.check.page import is_source
from scripts.check.registry import Place, rule
from scripts.store.ids import ID

LINK = re.compile(r"(?<!\\)\]\(\s*<?([^()<>\s]+)")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DANGEROUS = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|form|input|link|meta|base|svg)\b"
    r"|<[A-Za-z][^>]*\son[a-z]+\s*="
    r"|(?:\]\(\s*<?|=\s*[\"']?)\s*(?:javascript|vbscript|data)\s*:",
    re.IGNORECASE,
)
"""Markup that runs, loads or hides something on the page of a reader."""


@rule("链01", "error", "文中的链接指向不存在的文章", "请核对路径；链接到别的文章写成 ../2022/编号.md")
def dead_link(context: Context) -> Iterator[Place]:
    for path, text in context.texts.items():
        for number, line in markdown_lines(text):
            for target in LINK.findall(line):
                if is_dead(target, path, context):
                    yield Place(path, number, f"找不到 {target}")


def is_dead(target: str, path: str, context: Context) -> bool:
    """Whether a link leads to an article that is not there; addresses elsewhere and anchors are not followed."""
    bare = unquote(target.partition("#")[0])
    if SCHEME.match(target) or not bare.endswith(".md"):
        return False
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare)) not in context.texts


@rule("链02", "error", "出处不在 source_articles 之内", "出处请写成 source_articles/ 开头、用正斜杠的路径")
def source_outside(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.source and (not is_source(article.source.file) or "\\" in article.source.file):
            line = context.line_of(article, "source")
            yield Place(article.path, line, f"出处是 {article.source.file}")


@rule("链03", "error", "正文里有脚本或会运行的链接", "正文只写文字和普通链接；请删去这段代码")
def dangerous_markup(context: Context) -> Iterator[Place]:
    for path, text in context.texts.items():
        for number, line in markdown_lines(text):
            found = DANGEROUS.search(line)
            if found:
                yield Place(path, number, f"有 {found[0]}")


@rule("链04", "error", "编号不合格式", "编号由程序给出，如 jxrb-fz-20220117-01；请改回，已用过的编号不能改")
def malformed_id(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if not ID.fullmatch(article.id):
            yield Place(article.path, context.line_of(article, "id"), f"编号是 {article.id}")


@rule("链05", "error", "编号与文件名不同", "文件名应是“编号.md”；编号不能改，请改文件名")
def id_is_not_the_name(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        name = PurePosixPath(article.path).stem
        if name != article.id:
            yield Place(article.path, context.line_of(article, "id"), f"文件名是 {name}，编号是 {article.id}")


@rule("链06", "error", "已撤下的编号又有了文章", "撤下的编号不再使用；要恢复这一篇，请从 .withdrawn.yml 里删去它")
def withdrawn_id(context: Context) -> Iterator[Place]:
    for article in context.archive.articles:
        if article.id in context.withdrawn:
            yield Place(article.path, context.line_of(article, "id"), f"{article.id} 已在撤下名单里")
