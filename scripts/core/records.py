"""The page record: the `.yml` beside a raw page, where people write down what they know of it.

Faults are named by their line in the file, and every other field still counts.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml

from scripts.core import dates, labels
from scripts.core.record_lines import check_lines, cuts, drop, headlines, joins, roles
from scripts.core.record_yaml import NULL, Fault, Faults, compose, string
from scripts.core.types import PageRecord, Problem

STATEMENTS = (
    *("InC", "InC-OW-EU", "InC-EDU", "InC-NC", "InC-RUU"),
    *("NoC-CR", "NoC-NC", "NoC-OKLR", "NoC-US", "CNE", "UND", "NKC"),
)
"""Codes of the twelve statements of RightsStatements.org, version 1.0."""
RIGHTS = re.compile(rf"https?://rightsstatements\.org/(?:vocab|page)/({'|'.join(STATEMENTS)})/1\.0/?(?:\?.*)?")
STATEMENT = "http://rightsstatements.org/vocab/{}/1.0/"
CHINESE_KEYS = {
    "日期": "date", "刊期": "date", "报纸": "publication", "出版物": "publication", "刊物": "publication",
    "系列": "series", "栏目": "series", "版次": "page", "版": "page", "网址": "url", "链接": "url",
    "收到": "received", "收稿": "received", "提供者": "contributor", "提供": "contributor", "文本": "text",
    "权利": "rights", "版权": "rights", "原文": "original", "出处": "original", "接排": "joins", "分篇": "cuts",
    "删": "drop", "删去": "drop", "角色": "roles", "标题": "headlines", "说明": "note", "备注": "note",
}  # fmt: skip
"""What an editor who thinks in Chinese may have meant."""
ELSEWHERE = frozenset(
    (
        *("file", "files", "path", "paths", "source", "sources", "src", "page_file"),
        *("include", "import", "load", "文件", "路径"),
    )
)
"""Keys with which one would point to another file."""
CHINESE_DATE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")


Reader = Callable[[yaml.Node, Faults], Any]
"""Reads the value of one key; faulty parts are reported and left out, a faulty whole raises Fault."""


def parse_record(text: str, path: str, last_line: int | None = None) -> tuple[PageRecord, tuple[Problem, ...]]:
    """The record of a YAML text and all that is wrong with it; `last_line` is the number of lines of its page.

    >>> parse_record("date: 2022-01-17", "a.yml")[0].date.text
    '2022-01-17'
    """
    faults = Faults(path)
    values: dict[str, Any] = {}
    for key, node in entries(text.removeprefix("\ufeff"), faults):
        try:
            value = READERS[key](node, faults)
        except Fault as fault:
            faults.at(node, f"{key}：{fault.message}", fault.mend)
            continue
        if value is not None:
            values[key] = value
    record = PageRecord(**values)
    check_lines(record, last_line, faults)
    return record, tuple(sorted(faults.found, key=lambda p: p.line or 0))


def entries(text: str, faults: Faults) -> Iterator[tuple[str, yaml.Node]]:
    """Known keys with the nodes of their values; everything else becomes a fault."""
    root = compose(text, faults)
    if root is None or root.tag == NULL:
        return
    if not isinstance(root, yaml.MappingNode):
        faults.at(root, "页面记录不是“名称: 值”的形式", "每行写一项，如 date: 2022-01-17")
        return
    seen: dict[str, int] = {}
    for key_node, node in root.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if key not in READERS:
            unknown(key_node, key, faults)
        elif key in seen:
            faults.at(key_node, f"{key} 写了两次，第一次在第{seen[key]}行", "请只留一处；现在以第一处为准")
        else:
            seen[key] = key_node.start_mark.line + 1
            yield key, node


def unknown(node: yaml.Node, key: str, faults: Faults) -> None:
    """Reports a key that no record has, with the one that was probably meant."""
    if key.lower() in ELSEWHERE or "/" in key:
        faults.at(node, f"不认识的项“{key}”：页面记录不能指向别的文件", "请删去这一行；记录只说明与它同名的那一页")
        return
    near = CHINESE_KEYS.get(key) or next(iter(difflib.get_close_matches(key.lower(), READERS, 1, 0.6)), None)
    mend = f"是不是想写 {near}？" if near else f"可用的项有：{'、'.join(READERS)}"
    faults.at(node, f"不认识的项“{key[:40]}”", mend)


def edtf(node: yaml.Node, faults: Faults) -> dates.FuzzyDate | None:
    value = string(node, faults)
    if value is None:
        return None
    try:
        return dates.parse(value)
    except ValueError as error:
        spoken = CHINESE_DATE.search(value)
        example = "-".join(part.zfill(2) for part in spoken.groups() if part) if spoken else "2022-01-17"
        mend = f"请写成 {example}；约数写 2024-09~，一段时间写 2022-11/2022-12"
        raise Fault(str(error), mend) from None


def day(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    try:
        return value and date.fromisoformat(value).isoformat()
    except ValueError:
        raise Fault(f"“{value}”不是一个日子", "请写成 2026-01-17 的样子") from None


def web(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value is None:
        return None
    fault = Fault(f"“{value[:80]}”不是网址", "请写以 http:// 或 https:// 开头的完整网址")
    try:
        parts = urlsplit(value)
    except ValueError:
        raise fault from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"'`]", value):
        raise fault
    return value


def edition(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value not in ("digest", "full", None):
        raise Fault(f"“{value[:40]}”不是可用的值", "只能写 digest（摘编）或 full（全文）")
    return value


def rights(node: yaml.Node, faults: Faults) -> str | None:
    value = string(node, faults)
    if value is None:
        return None
    known = RIGHTS.fullmatch(value)
    if not known:
        raise Fault(
            f"“{value[:80]}”不是 RightsStatements.org 的声明",
            "请从 rightsstatements.org 选一条，如 http://rightsstatements.org/vocab/InC/1.0/",
        )
    return STATEMENT.format(known.group(1))


def statement(said: str) -> str:
    """The address of a statement that is named by its code or by what it means; anything else as it is.

    >>> statement("inc"), statement("没有查明"), statement("别的")
    ('http://rightsstatements.org/vocab/InC/1.0/', 'http://rightsstatements.org/vocab/UND/1.0/', '别的')
    """
    codes = {**{code.lower(): code for code in STATEMENTS}, **{label: code for code, label in labels.RIGHTS.items()}}
    return STATEMENT.format(codes[said.lower()]) if said.lower() in codes else said


READERS: dict[str, Reader] = {
    "publication": string,
    "series": string,
    "date": edtf,
    "page": string,
    "url": web,
    "received": day,
    "contributor": string,
    "text": edition,
    "rights": rights,
    "original": string,
    "note": string,
    "joins": joins,
    "cuts": cuts,
    "drop": drop,
    "roles": roles,
    "headlines": headlines,
}
"""Every field of a record and its reader, in the order in which records are written."""
