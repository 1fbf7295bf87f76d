"""What the form in the browser (`/admin/`, Sveltia CMS) needs to know: fields of articles and records, with choices.

Every choice comes from the vocabulary, so that the form can offer nothing that `check` would refuse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from scripts.core.labels import FIELDS, KINDS, RIGHTS
from scripts.core.records import READERS, STATEMENT
from scripts.core.settings import MOST_TOPICS
from scripts.core.vocab import gazetteer, publications, topics
from scripts.store.articles import CHOICES, KEYS
from scripts.weave.site import Site
from scripts.weave.words import EDITIONS

PATH = "admin/config.yml"
DATE = r"^[0-9X]{4}[0-9X.~?%/-]{0,36}$"
EDITION = {"digest": "摘编（用自己的话）", "full": "全文（原文）"}
DATE_HINT = "EDTF：2022-11-30 · 2022-11 · 2024-09~（约）· 2022-11/2022-12（之间）"
BODY_HINT = "空一行分段；## 小标题；> 核心提示；一对 * 中间是图片说明"

Options = Sequence[Mapping[str, str]]


def admin_files(site: Site) -> dict[str, str]:
    """The one file of the form that is derived: its settings."""
    head = "# Made by `python -m scripts weave` from the vocabulary; see scripts/weave/admin.py.\n"
    return {PATH: head + yaml.safe_dump(config(site), allow_unicode=True, sort_keys=False)}


def config(site: Site) -> dict[str, Any]:
    """The settings of Sveltia CMS."""
    return {
        "backend": {
            "name": "github",
            "repo": site.repo.removeprefix("https://github.com/"),
            "branch": site.edit_uri.strip("/").rpartition("/")[2] or "main",
            "commit_messages": {
                "create": "articles: {{slug}}",
                "update": "articles: {{slug}}",
                "delete": "articles: delete {{slug}}",
            },
        },
        # each change becomes a pull request; nobody writes to the main line by a form
        "publish_mode": "editorial_workflow",
        "app_title": f"{site.name} 编辑台",
        "site_url": site.url.rstrip("/"),
        "media_folder": "docs/assets",
        "public_folder": "/assets",
        "show_preview_links": True,
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_size": 2}},
        "collections": [articles(), records()],
    }


def articles() -> dict[str, Any]:
    """The articles. New ones come from pages and old ones are withdrawn by a form: here they are only mended."""
    return {
        "name": "articles",
        "label": "文章",
        "label_singular": "文章",
        "description": "改标题、正文和标签。新的版面请用页面记录旁的原页或供稿表单。",
        "icon": "article",
        "folder": "docs/articles",
        "path": "{{year}}/{{slug}}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": False,
        "delete": False,
        "duplicate": False,
        "identifier_field": "title",
        "summary": "{{title}}（{{id}}）",
        "sortable_fields": ["id", "title", "date"],
        "thumbnail": False,
        "view_groups": [{"name": "date", "label": "年份", "field": "date", "pattern": r"\d{4}"}],
        "view_filters": [{"name": "review", "label": "待复核", "field": "review", "pattern": ".+"}],
        "preview_path": "articles/{{fields.id}}/",
        "editor": {"preview": False},
        "fields": [ARTICLE_FIELDS[key] for key in (*KEYS, "body")],
    }


def records() -> dict[str, Any]:
    """The page records beside the raw pages."""
    return {
        "name": "records",
        "label": "页面记录",
        "label_singular": "页面记录",
        "description": "说明一版的刊物、刊期、出处，以及段落怎样接。",
        "icon": "newspaper",
        "folder": "source_articles",
        "path": "{{publication}}/{{year}}/{{slug}}",
        "extension": "yml",
        "format": "yaml",
        "create": False,
        "delete": False,
        "duplicate": False,
        "identifier_field": "publication",
        "summary": "{{publication}} {{date}}（{{slug}}）",
        "sortable_fields": ["publication", "date"],
        "thumbnail": False,
        "editor": {"preview": False},
        "fields": [RECORD_FIELDS[key] for key in READERS],
    }


def field(name: str, label: str, widget: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "widget": widget, "required": False, "i18n": False, **more}


def hidden(name: str, label: str) -> dict[str, Any]:
    """A field that is not shown and keeps what it holds."""
    return {"name": name, "label": label, "widget": "hidden"}


def choice(name: str, label: str, options: Options, **more: Any) -> dict[str, Any]:
    return field(name, label, "select", options=[dict(option) for option in options], **more)


def several(name: str, label: str, **more: Any) -> dict[str, Any]:
    """A list of single texts."""
    return field(name, label, "list", **more)


def same(values: Sequence[str]) -> Options:
    """Choices that are called what they are."""
    return [{"label": value, "value": value} for value in values]


def named(names: Mapping[str, str]) -> Options:
    return [{"label": label, "value": value} for value, label in names.items()]


def cities() -> Options:
    return same([city.name for city in gazetteer().cities])


def districts() -> Options:
    """Counties, districts and zones, each with its city, in order of the cities; a name once."""
    places = gazetteer()
    found = {d.name: f"{d.name}（{city.name}）" for city in places.cities for d in places.districts_of(city)}
    return named(found)


def terms() -> Options:
    return [{"label": f"{term.name}（{term.group}）", "value": term.name} for term in topics().terms]


def dated(name: str, label: str) -> dict[str, Any]:
    return field(name, label, hint=DATE_HINT, pattern=[DATE, "请写成 2022-11-30、2024-09~ 或 2022-11/2022-12 的样子"])


ARTICLE_FIELDS: dict[str, dict[str, Any]] = {
    "id": field("id", "编号", required=True, readonly=True, hint="别人已经引用了它，不能改"),
    "title": field("title", "标题", required=True),
    "kicker": field("kicker", "引题"),
    "subtitle": field("subtitle", "副题"),
    "kind": choice("kind", "体裁", named({code: KINDS[code] for code in CHOICES["kind"]}), required=True),
    "city": choice("city", "城市", cities(), multiple=True, hint="这一篇讲的是哪里，不是提到哪里"),
    "district": choice("district", "区县", districts(), multiple=True),
    "topic": choice("topic", "专题", terms(), multiple=True, max=MOST_TOPICS, hint="最主要的在前"),
    "initiative": several("initiative", "举措", hint="报道里有名字的做法、行动、平台，一行一个"),
    "date": dated("date", "日期"),
    "byline": several("byline", "记者、通讯员", hint="只写署名的人，一行一个"),
    "photographer": several("photographer", "摄影者"),
    "publication": field("publication", "刊物", hint=f"已知的刊物：{'、'.join(publications().by_name)}"),
    "source": hidden("source", "出处"),
    "text": choice("text", "版本", named(EDITION), required=True, hint=EDITIONS["digest"][1]),
    "review": choice(
        "review",
        "待复核",
        [{"label": FIELDS.get(key, key), "value": key} for key in FIELDS],
        multiple=True,
        hint="看过、改好的，把它去掉",
    ),
    "written": hidden("written", "指纹"),
    "body": field("body", "正文", "text", required=True, hint=BODY_HINT),
}
"""Every key of the head of an article, and its text. `hidden` fields keep what they hold."""

RECORD_FIELDS: dict[str, dict[str, Any]] = {
    "publication": field("publication", "刊物", hint="全名"),
    "series": field("series", "系列", hint="版面上印着的专栏、系列名"),
    "date": dated("date", "刊期"),
    "page": field("page", "版次", hint="照印的写，如 第2版"),
    "url": field("url", "网址", pattern=["^https?://[^\\s<>\"'`]+$", "请写完整的网址"]),
    "received": field("received", "收到", pattern=[r"^\d{4}-\d\d-\d\d$", "请写成 2026-01-17 的样子"]),
    "contributor": field("contributor", "提供者", hint="愿意具名的话；会公开"),
    "text": choice("text", "文字是谁的话", named(EDITION)),
    "rights": choice("rights", "权利状况", named({STATEMENT.format(code): label for code, label in RIGHTS.items()})),
    "original": field("original", "原件", hint="摘编所据的原报道：题名、刊物、日期、版次"),
    "note": field("note", "说明", "text", hint="给读者看：刊期、刊名是怎样推断的"),
    "joins": hidden("joins", "相接的行"),
    "cuts": hidden("cuts", "分篇"),
    "drop": hidden("drop", "不入文章的行"),
    "roles": hidden("roles", "行的角色"),
    "headlines": hidden("headlines", "标题"),
}
"""Every field of a page record. What is said with line numbers is better written in the file: hidden, and kept."""
