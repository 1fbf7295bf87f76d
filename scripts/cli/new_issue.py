"""A form filled in on GitHub, as a change: a page taken in, an article or a record amended, an article withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.cli.new_page import cleaned, suffix_of, taken
from scripts.cli.terminal import output
from scripts.core import files
from scripts.core.errors import InputProblem, UsageProblem
from scripts.core.labels import EDITIONS
from scripts.core.lock import locked
from scripts.core.pages import named_as_page
from scripts.core.records import statement
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.core.types import Archive, Article
from scripts.core.visible import visible
from scripts.pipeline import no_article, page_name, work
from scripts.store.archive import file_of, load_archive, save
from scripts.store.corrections import corrected, edtf, retagged
from scripts.store.intake import Intake, refusal
from scripts.store.issue_forms import Request, parse_issue, ticked
from scripts.store.record_edit import amended
from scripts.store.sources import locate, shown, text_of
from scripts.store.withdrawn import withdraw

TOLD = ("publication", "date", "page", "url", "text", "rights", "original", "contributor")
"""Fields of the form of new reports that go into the page record."""
CODE = re.compile(r"[（(]([A-Za-z-]+)[)）]")


@dataclass(frozen=True, slots=True)
class Trees:
    """Where a change is made."""

    sources: Path
    articles: Path


def apply(path: Path, sources: Path, articles: Path) -> int:
    """Exit code of doing what a form asks. Raises InputProblem, UsageProblem, OSError."""
    request = parse_issue(read(path))
    return HANDLERS[request.form.name](request, Trees(sources, articles))


def read(path: Path) -> str:
    """The text of a form or of the event that holds it. Raises UsageProblem, InputProblem, OSError."""
    if not path.is_file():
        raise UsageProblem(f"--from-issue {path}：没有这个文件")
    if path.stat().st_size > MAX_SOURCE_BYTES:
        raise InputProblem(shown(path), None, "文件太大，不是一张表单", "请给出表单正文的文件")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem(shown(path), None, "不是 UTF-8 编码的文字", "请用 UTF-8 编码另存") from None


def report(request: Request, trees: Trees) -> int:
    """新报道: the page with its record."""
    if not ticked(request.values["agreed"]):
        raise request.fault("agreed", "没有全部勾选", "请读一读那几句，同意后勾上")
    content = f"{request.values['content']}\n".encode()
    fields = {key: field(request, key) for key in TOLD if key in request.values}
    fields["received"] = date.today().isoformat()
    return taken(Intake(content, suffix_of(content), "", fields), "版面文字", trees.sources, trees.articles)


def field(request: Request, key: str) -> str:
    """One field in the words of a page record. Raises InputProblem for what no record takes."""
    text = " ".join(request.values[key].split())
    value = IN_WORDS[key](text) if key in IN_WORDS else text
    problem = refusal(key, value)
    if problem:
        raise request.fault(key, f"用不了：{problem.message.removeprefix(f'{key}：')}", problem.mend)
    return value


def edition(text: str) -> str:
    return next((code for code, word in EDITIONS.items() if text.startswith(word)), text)


def rights(text: str) -> str:
    found = CODE.search(text)
    return statement(found[1]) if found else text


IN_WORDS: dict[str, Callable[[str], str]] = {"date": edtf, "text": edition, "rights": rights}


def correction(request: Request, trees: Trees) -> int:
    """文字更正 and 标签或日期更正: one article, as if edited by hand."""
    with locked(trees.articles):
        article = named(request, load_archive(trees.articles, trees.sources))
        change = retagged if "城市" in request.form.fields.values() else corrected
        changed = save(trees.articles, change(article, request))
    words = "已改好" if changed else "已经是这样，没有改动"
    output.print(visible(f"{article.path} {words}。人改过的文章，程序不再覆盖"))
    return 0


def named(request: Request, archive: Archive) -> Article:
    """The article that a form is about. Raises InputProblem, UsageProblem."""
    typed = request.values["id"].strip().rstrip("/").rpartition("/")[2].removesuffix(".md").lower()
    article = archive.by_id.get(typed)
    if article is None:
        raise no_article(visible(typed[:80]), archive)
    return article


def segmentation(request: Request, trees: Trees) -> int:
    """切分更正: the page record, and the page cleaned again."""
    path = page_path(request, trees)
    page = work(path, page_name(path, trees.sources)).page
    record = path.with_suffix(".yml")
    before = text_of(record, shown(record)) if record.is_file() else ""
    files.write(record, amended(before, shown(record), request, len(page.lines)))
    output.print(visible(f"已写进 {shown(record)}"))
    return int(any(found.problems for found in cleaned(path, trees.sources, trees.articles)))


def page_path(request: Request, trees: Trees) -> Path:
    """The raw page that a form names by its path or by an article of it. Raises InputProblem, UsageProblem."""
    typed = request.values["what"].strip()
    if not named_as_page(typed):
        by_id = Request(request.form, {**request.values, "id": typed})
        article = named(by_id, load_archive(trees.articles, trees.sources))
        typed = article.source.file if article.source else ""
    found = locate(typed, trees.sources) if typed else None
    if found is None or not found.is_relative_to(trees.sources.resolve()):
        raise request.fault("what", f"里的“{visible(typed[:80])}”不是档案里的原页", "请从“版面”一页上抄文件名")
    return found


def withdrawal(request: Request, trees: Trees) -> int:
    """撤稿请求: the article goes, its id and the kind of reason are kept; what was told beyond it is not."""
    with locked(trees.articles):
        article = named(request, load_archive(trees.articles, trees.sources))
        who, why = (one_word(request, key) for key in ("who", "reason"))
        withdraw(trees.articles, [article], f"{who}：{why}", date.today().isoformat())
        file_of(trees.articles, article).unlink(missing_ok=True)
    output.print(visible(f"{article.id} 已撤下，编号记入 .withdrawn.yml，不会再用。合并之前请维护者核实"))
    return 0


CHOICES = {
    "who": ("当事人", "当事人的亲属或代理人", "作者", "刊物", "读者"),
    "reason": ("涉及隐私", "内容有误", "侵犯版权", "已经过时，继续公开会伤害当事人", "其他"),
}
"""The only words of the form that become public in the list of withdrawn articles."""


def one_word(request: Request, key: str) -> str:
    value = request.values[key].strip()
    if value not in CHOICES[key]:
        raise request.fault(key, "不在可选的值之内", f"可选：{'、'.join(CHOICES[key])}")
    return value


HANDLERS: dict[str, Callable[[Request, Trees], int]] = {
    "新报道": report,
    "文字更正": correction,
    "切分更正": segmentation,
    "标签或日期更正": correction,
    "撤稿请求": withdrawal,
}
"""What is done for each form."""
