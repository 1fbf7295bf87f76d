"""Article file ⇄ `Article`: one fixed layout, read strictly, and a fingerprint that tells a hand from the machine."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NoReturn, get_args

import frontmatter
import yaml

from scripts.core import dates
from scripts.core.errors import InputProblem
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.core.types import Article, Edition, Kind, Source, Span
from scripts.store.body import SURROGATES, plain_text, render_body
from scripts.store.frontmatter_yaml import Flow, HeadHandler, Plain
from scripts.store.ids import LONGEST

__all__ = ["dump", "edited", "fingerprint", "key_line", "parse", "plain_text", "render_body", "stamped"]

TEXTS = ("title", "kicker", "subtitle", "publication", "written")
LISTS = ("city", "district", "topic", "initiative", "byline", "photographer", "review")
KEYS = (
    *("id", "title", "kicker", "subtitle", "kind", "city", "district", "topic", "initiative", "date"),
    *("byline", "photographer", "publication", "source", "text", "review", "written"),
)
"""Every key of the head, in the order of the file."""
CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(Kind), "text": get_args(Edition)}
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What may name a file and an address on every system; `check` asks for more."""
HANDLER = HeadHandler()
COPY_A_HEAD = "请照其他文章的样子写文章头"


def dump(article: Article) -> str:
    """The file of an article: head in fixed order without empty fields, a blank line, the body."""
    post = frontmatter.Post(tidy(article.body).strip(), HANDLER, **head(article))
    return frontmatter.dumps(post, HANDLER).rstrip() + "\n"


def tidy(text: str) -> str:
    """Text with `\\n` as its only line end and without halves of characters, which no file can hold."""
    return SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def head(article: Article) -> dict[str, Any]:
    """Stored fields that are not empty, ready for YAML, in the order of the file."""
    values = ((key, yaml_value(key, getattr(article, key))) for key in KEYS)
    return {key: value for key, value in values if value}


def yaml_value(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key == "date":
        return Plain(value.text)
    if key == "source":
        return Flow(file=whole(value.file), lines=[list(span) for span in value.lines])
    return [whole(item) for item in value] if key in LISTS else whole(value)


def whole(text: str) -> str:
    return SURROGATES.sub("\ufffd", text)


def fingerprint(article: Article) -> str:
    """`sha256:…` over every stored value but `written`.

    White space at ends of lines, blank lines and the layout of the head do not count: tools change them unasked.
    """
    values = {key: trimmed(value) for key, value in head(article).items() if key != "written"}
    body = re.sub(r"\n{2,}", "\n\n", "\n".join(line.rstrip() for line in tidy(article.body).split("\n")))
    values["body"] = body.strip()
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def trimmed(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return [trimmed(item) for item in value] if isinstance(value, list) else value


def stamped(article: Article) -> Article:
    """The article as the machine writes it, with its fingerprint."""
    return replace(article, written=fingerprint(article))


def edited(article: Article) -> bool:
    """Whether a hand has changed the article since the machine wrote it, or made it."""
    return article.written != fingerprint(article)


def parse(text: str, path: str) -> Article:
    """The article of a file. Raises InputProblem, with the line, for whatever is not as `dump` would have it."""
    broken = SURROGATES.search(text)
    if broken:
        line = text.count("\n", 0, broken.start()) + 1
        raise InputProblem(path, line, "不是 UTF-8 编码的文字", "请用 UTF-8 编码另存")
    lines = tidy(text.removeprefix("\ufeff"))
    metadata, body = split(lines, path)
    try:
        return article_of(metadata, body, path)
    except Fault as fault:
        raise InputProblem(path, key_line(lines, fault.key), fault.message, fault.mend) from None


def split(text: str, path: str) -> tuple[Mapping[str, Any], str]:
    """Head and body. Raises InputProblem."""
    if not HANDLER.detect(text) or not HANDLER.FM_BOUNDARY.search(text, 4):
        raise InputProblem(path, 1, "没有文章头（开头和结尾各一行 --- 的部分）", COPY_A_HEAD)
    try:
        metadata, body = frontmatter.parse(text, handler=HANDLER)
    except yaml.MarkedYAMLError as error:
        unclosed = error.context_mark and re.search("flow|quoted", error.context or "")
        mark = error.context_mark if unclosed else error.problem_mark
        message = "文章头里有同名的两项" if error.problem == "key" else "文章头不是合法的 YAML"
        raise InputProblem(path, mark.line + 1 if mark else 1, message, "请检查冒号、引号和方括号") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise InputProblem(path, 1, "文章头不是合法的 YAML", "请检查冒号、引号和方括号") from None
    if not metadata:
        raise InputProblem(path, 1, "文章头不是“名称: 值”的形式", COPY_A_HEAD)
    return metadata, body


def key_line(text: str, key: str) -> int:
    """Line of an article file on which a key of the head stands; 1 for one that is absent."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*:", line):
            return number
        if number > 1 and line.rstrip() == "---":
            break
    return 1


class Fault(Exception):
    """One key of the head that cannot be used."""

    def __init__(self, key: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.key, self.message, self.mend = key, message, mend


def article_of(metadata: Mapping[str, Any], body: str, path: str) -> Article:
    """The article that a head and a body make. Raises Fault."""
    for key in metadata:
        if key not in KEYS:
            raise Fault(str(key), f"文章头里有不认识的项“{key}”", f"可用的项：{'、'.join(KEYS)}")
    fields = {key: READERS[key](key, metadata[key]) for key in KEYS if metadata.get(key) is not None}
    for key in ("id", "title"):
        if not fields.get(key):
            raise Fault(key, f"文章头缺少“{key}”", f"请补上 {key}: …")
    return Article(**{"kind": "article", "body": body, "path": path, **fields})


def string(key: str, value: Any) -> str:
    return value if isinstance(value, str) else wrong(key, "应是一行文字")


def strings(key: str, value: Any) -> tuple[str, ...]:
    good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value) if good else wrong(key, "应是方括号里的一列", f"写成 {key}: [甲, 乙]")


def identifier(key: str, value: Any) -> str:
    if isinstance(value, str) and len(value) > LONGEST:
        wrong(key, f"有{len(value)}个字符，超过{LONGEST}个的上限", "写成 jxrb-fz-20220117-01 的样子")
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    return wrong(key, "应由小写字母、数字和连字符组成", "写成 jxrb-fz-20220117-01 的样子")


def date(key: str, value: Any) -> dates.FuzzyDate:
    try:
        return dates.parse(string(key, value))
    except ValueError as error:
        raise Fault(key, str(error), "写成 2022-01-17、2024-09~ 或 2022-11/2022-12 的样子") from None


def choice(key: str, value: Any) -> str:
    if isinstance(value, str) and value in CHOICES[key]:
        return value
    return wrong(key, "不在可选的值之内", f"可选：{'、'.join(CHOICES[key])}")


def source(key: str, value: Any) -> Source:
    if not isinstance(value, dict) or not set(value) <= {"file", "lines"} or not value.get("file"):
        wrong(key, "应写明 file 和 lines", SOURCE_FORM)
    if string(key, value["file"]).rpartition("/")[2] in ("", ".", ".."):
        wrong(key, "里的 file 是文件夹，不是文件", SOURCE_FORM)
    lines = value.get("lines") or []
    return Source(
        value["file"],
        tuple(span(key, pair) for pair in (lines if isinstance(lines, list) else wrong(key, "行号有误"))),
    )


SOURCE_FORM = "写成 source: {file: source_articles/….txt, lines: [[3, 9]]}"


def span(key: str, pair: Any) -> Span:
    """First and last line; a page cannot have more lines than bytes."""
    if not isinstance(pair, list) or len(pair) != 2 or not all(map(is_number, pair)):
        wrong(key, "行号应是两个一组的数字", SOURCE_FORM)
    first, last = int(pair[0]), int(pair[1])
    if not 1 <= first <= last <= MAX_SOURCE_BYTES:
        wrong(key, f"行号 [{first}, {last}] 先后颠倒或超出范围", SOURCE_FORM)
    return first, last


def is_number(text: Any) -> bool:
    return isinstance(text, str) and text.isdecimal() and len(text) < 10


def wrong(key: str, message: str, mend: str = "请改正后再试") -> NoReturn:
    raise Fault(key, f"“{key}”{message}", mend)


READERS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(TEXTS, string),
    **dict.fromkeys(LISTS, strings),
    **dict.fromkeys(CHOICES, choice),
    "id": identifier,
    "date": date,
    "source": source,
}
