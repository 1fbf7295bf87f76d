"""The body of an issue form, Markdown in sections, as the fields that were filled in; anything else is refused.

The forms themselves stand in `.github/ISSUE_TEMPLATE/`; a test holds their labels against this table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.core.errors import InputProblem

MOST_CHARACTERS = 70_000
"""GitHub takes 65,536 characters a body; the rest is what it puts around them."""
EMPTY = "_No response_"
"""What GitHub writes for a field that was left empty."""
HEADING = re.compile(r"### (.*\S|.)\s*")
FENCE = re.compile(r"(`{3,}|~{3,})[a-z]*\s*")
BOX = re.compile(r"- \[([ xX])\] (.+)")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its name, which is also its label on GitHub, and its fields in order."""

    name: str
    fields: Mapping[str, str]
    """Label of each field, by its key."""
    required: tuple[str, ...]


FORMS = (
    Form(
        "新报道",
        {
            "publication": "刊物", "date": "刊期", "page": "版次", "url": "网址", "text": "文字是谁的话",
            "rights": "权利状况", "original": "原件", "contributor": "提供者", "agreed": "请确认",
            "content": "版面文字",
        },
        ("text", "agreed", "content"),
    ),
    Form(
        "文字更正",
        {"id": "文章编号", "before": "现在的文字", "after": "应当是", "ground": "凭什么"},
        ("id", "before", "after", "ground"),
    ),
    Form(
        "切分更正",
        {
            "what": "原页或文章编号", "joins": "哪两行相接", "cuts": "哪一行起是新的一篇", "drop": "哪些行不入文章",
            "roles": "某一行是什么", "headlines": "某一篇的标题", "ground": "凭什么",
        },
        ("what", "ground"),
    ),
    Form(
        "标签或日期更正",
        {
            "id": "文章编号", "city": "城市", "district": "区县", "topic": "主要专题",
            "others": "其他专题", "date": "日期", "kind": "体裁",
            "byline": "记者、通讯员", "photographer": "摄影者", "initiative": "举措", "ground": "凭什么",
        },
        ("id", "ground"),
    ),
    Form(
        "撤稿请求",
        {"id": "文章编号", "who": "您是", "reason": "理由", "ground": "说明"},
        ("id", "who", "reason"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for by a form."""

    form: Form
    values: Mapping[str, str]
    """Fields that were filled in, by key."""

    def fault(self, key: str, message: str, mend: str) -> InputProblem:
        """What is wrong with one field, in the words of the form."""
        return InputProblem(f"表单《{self.form.name}》", None, f"“{self.form.fields[key]}”{message}", mend)


def parse_issue(text: str) -> Request:
    """The request of a form body, or of the event of GitHub that holds one. Raises InputProblem."""
    body = body_of(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(body) > MOST_CHARACTERS:
        raise refused(f"正文有{len(body)}个字符，超过{MOST_CHARACTERS}的上限", "请一版一张表单")
    lines = body.split("\n")
    form = form_of(lines)
    request = Request(form, filled(form, lines))
    for key in form.required:
        if not request.values.get(key):
            raise request.fault(key, "没有填", "请编辑这一条，补上后保存，会自动再试一次")
    return request


def refused(message: str, mend: str) -> InputProblem:
    return InputProblem("表单", None, message, mend)


def body_of(text: str) -> str:
    """The body itself; a recorded event is JSON. Raises InputProblem."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        event: Any = json.loads(text)
        body = event["issue"]["body"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise refused("不是 GitHub 的事件", "请给出事件文件，或只含表单正文的文件") from None
    if not isinstance(body, str):
        raise refused("正文是空的", "请用网站上的表单填写")
    return body


def headings(lines: Iterable[str]) -> list[tuple[int, str]]:
    """(place, label) of each line that looks like the heading of a section."""
    found = ((place, HEADING.fullmatch(line)) for place, line in enumerate(lines))
    return [(place, match[1]) for place, match in found if match]


def form_of(lines: list[str]) -> Form:
    """The form whose labels all stand in the body, once and in their order. Raises InputProblem."""
    labels = [label for _, label in headings(lines)]
    for form in FORMS:
        wanted = list(form.fields.values())
        found = [label for label in labels if label in wanted]
        if found == wanted:
            return form
        twice = next((label for label in found if found.count(label) > 1), None)
        if twice and set(found) == set(wanted):
            raise refused(
                f"“### {twice}”这样的一行出现了两次，分不清哪一段是哪一项", "请在文字里的那一行前面加一个空格"
            )
    raise refused(
        "认不出是哪一张表单", f"请用网站上的表单填写，不要改动 ### 开头的行：{'、'.join(f.name for f in FORMS)}"
    )


def filled(form: Form, lines: list[str]) -> dict[str, str]:
    """Fields that are not empty, by key."""
    keys = {label: key for key, label in form.fields.items()}
    places = [(place, keys[label]) for place, label in headings(lines) if label in keys]
    ends = [*(place for place, _ in places[1:]), len(lines)]
    values = {key: value(lines[place + 1 : end]) for (place, key), end in zip(places, ends, strict=True)}
    return {key: text for key, text in values.items() if text and text != EMPTY}


def value(lines: list[str]) -> str:
    """What was typed into one field: without the fence that GitHub puts around it, blank lines at its ends left out."""
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    fence = FENCE.fullmatch(lines[0]) if lines else None
    if fence and len(lines) > 1 and lines[-1].rstrip() == fence[1]:
        return "\n".join(lines[1:-1]).strip("\n")
    return "\n".join(lines).strip()


def ticked(text: str) -> bool:
    """Whether every box of a list is ticked."""
    boxes = [BOX.fullmatch(line.strip()) for line in text.split("\n") if line.strip()]
    return bool(boxes) and all(box is not None and box[1] in "xX" for box in boxes)


def several(text: str) -> tuple[str, ...]:
    """Values of a field that takes several: 甲、乙, or a line each. Blanks alone do not divide.

    >>> several("南昌市, 九江市、 赣州市\\n南昌市")
    ('南昌市', '九江市', '赣州市')
    """
    parts = (part.strip() for part in re.split(r"[、，,;；\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
