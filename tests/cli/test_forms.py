"""Forms filled in on GitHub: each becomes the change that it asks for, or one sentence that says what to mend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.cli.new_issue import CHOICES
from scripts.core.errors import InputProblem
from scripts.core.records import RIGHTS, parse_record
from scripts.core.types import Article
from scripts.core.vocab import gazetteer, topics
from scripts.store.articles import CHOICES as ARTICLE_CHOICES
from scripts.store.articles import dump, edited, parse
from scripts.store.body import plain_text
from scripts.store.issue_forms import EMPTY, FORMS, parse_issue
from scripts.store.record_edit import with_entry
from scripts.store.withdrawn import load_withdrawn
from scripts.weave.site import Site

from .conftest import Done, Run, Tree

RECORDED = Path(__file__).with_name("forms")
ISSUE_FORMS = Path(__file__).resolve().parents[2] / ".github" / "ISSUE_TEMPLATE"
REFUSED = sorted(RECORDED.glob("*.want"))
YEXUN = "source_articles/gjwb/2023/yexun.txt"


def form(name: str) -> dict[str, Any]:
    """The form of that name, as GitHub reads it."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(ISSUE_FORMS.glob("[1-9]*.yml"))]
    return next(one for one in found if one["name"] == name)


def fields(name: str) -> dict[str, dict[str, Any]]:
    """Fields of a form by label; text that is only shown is no field."""
    return {part["attributes"]["label"]: part for part in form(name)["body"] if part["type"] != "markdown"}


def options(name: str, label: str) -> list[str]:
    return list(fields(name)[label]["attributes"]["options"])


@pytest.fixture
def send(cleaned: Tree, run: Run) -> Any:
    def go(name: str) -> Done:
        return run("new", "--from-issue", RECORDED / name, *cleaned.options)

    return go


def article(tree: Tree, name: str) -> Article:
    return next(a for a in tree.written() if a.id == name)


@pytest.mark.parametrize("known", FORMS, ids=lambda known: known.name)
def test_a_form_on_github_asks_for_what_the_script_reads(known: Any) -> None:
    assert list(fields(known.name)) == list(known.fields.values())
    wanted = [label for label, part in fields(known.name).items() if required(part)]
    assert {known.fields[key] for key in known.required} == set(wanted)
    assert form(known.name)["labels"] == ["表单", known.name]


def required(part: dict[str, Any]) -> bool:
    boxes = part["attributes"].get("options", [])
    return bool(part.get("validations", {}).get("required")) or any(
        isinstance(b, dict) and b["required"] for b in boxes
    )


def test_the_choices_of_the_forms_are_those_of_the_vocabulary() -> None:
    name = "标签或日期更正"
    assert options(name, "城市") == ["无", *(city.name for city in gazetteer().cities)]
    assert options(name, "主要专题") == [term.name for term in topics().terms]
    assert options(name, "其他专题") == ["无", *(term.name for term in topics().terms)]
    assert [option.split("（")[1].rstrip("）") for option in options(name, "体裁")] == list(ARTICLE_CHOICES["kind"])
    assert options("撤稿请求", "您是") == list(CHOICES["who"])
    assert options("撤稿请求", "理由") == list(CHOICES["reason"])
    for option in options("新报道", "权利状况"):
        code = option.split("（")[1].rstrip("）")
        assert RIGHTS.fullmatch(f"http://rightsstatements.org/vocab/{code}/1.0/")


def test_pages_and_readers_are_led_to_forms_that_exist_and_fill_in_fields_that_they_have() -> None:
    link = Site().issue("2-text.yml", "文字更正：x", id="x")
    texts = [link, *(path.read_text(encoding="utf-8") for path in (ISSUE_FORMS.parents[1] / "docs").rglob("*.md"))]
    named = {name for text in texts for name in re.findall(r"[?&]template=([\w.-]+)", text)}
    assert {"2-text.yml", "5-withdraw.yml"} <= named
    assert all((ISSUE_FORMS / name).is_file() for name in named)
    asked = {part.get("id") for part in fields("文字更正").values()}
    assert set(parse_qs(urlsplit(link).query)) == {"title", "template", "id"}
    assert "id" in asked


def test_a_new_report_becomes_a_page_its_record_and_its_articles(send: Any, cleaned: Tree) -> None:
    done = send("report.md")
    assert (done.code, done.err) == (0, "")
    page = cleaned.sources / "gjwb" / "2023" / "2023-06-07.txt"
    assert page.read_text(encoding="utf-8").startswith("湖口：渔港来了“水上调解员”\n")
    record, problems = parse_record(page.with_suffix(".yml").read_text(encoding="utf-8"), "r.yml")
    assert problems == ()
    assert (record.publication, str(record.date), record.page, record.text) == (
        "赣江晚报",
        "2023-06-07",
        "第3版",
        "digest",
    )
    assert record.rights == "http://rightsstatements.org/vocab/InC/1.0/"
    assert (record.url, record.contributor) == (None, None)
    titles = [a.title for a in cleaned.of("gjwb/2023/2023-06-07.txt")]
    assert titles == ["湖口：渔港来了“水上调解员”", "都昌把反诈课开进早市"]
    assert "都昌把反诈课开进早市" in done.out


def test_what_a_new_report_leaves_open_stays_open(send: Any, cleaned: Tree) -> None:
    assert send("report-unknown.md").code == 0
    (record,) = (p for p in cleaned.sources.rglob("*.yml") if "gjwb" not in p.parts)
    assert sorted(yaml.safe_load(record.read_text(encoding="utf-8"))) == ["received", "text"]


def test_a_wording_is_mended_in_its_one_place_and_counts_as_a_hand(send: Any, cleaned: Tree) -> None:
    before = article(cleaned, "gjwb-202305xx-02")
    assert send("text.md").code == 0
    after = article(cleaned, "gjwb-202305xx-02")
    assert after.body == before.body.replace("劝下纠纷37起", "劝下纠纷73起") != before.body
    assert edited(after)
    assert not edited(before)


def test_a_recorded_event_says_the_same_as_its_body(send: Any, cleaned: Tree) -> None:
    assert send("event.json").code == 0
    assert "劝下纠纷73起" in article(cleaned, "gjwb-202305xx-02").body


def test_tags_are_set_and_the_city_of_a_county_comes_with_it(send: Any, cleaned: Tree) -> None:
    assert send("tags.md").code == 0
    after = article(cleaned, "gjwb-202305xx-03")
    assert (after.city, after.district) == (("赣州市",), ("于都县", "瑞金市"))
    assert (after.topic[0], str(after.date), after.byline) == ("反诈", "2023-05-18", ("陈望舒", "李知秋"))
    assert not {"district", "topic", "date", "byline"} & set(after.review)
    assert edited(after)


def test_the_reading_order_is_mended_in_the_record_and_its_comments_stay(send: Any, cleaned: Tree) -> None:
    record = (cleaned.root / YEXUN).with_suffix(".yml")
    record.write_text(
        "# 馆里收的\npublication: 赣江晚报 # 全名\ndate: 2023-05\njoins: [[1, 3]] # 标题\n", encoding="utf-8"
    )
    assert send("segmentation.md").code == 0
    lines = record.read_text(encoding="utf-8").splitlines()
    assert lines[:4] == [
        "# 馆里收的",
        "publication: 赣江晚报 # 全名",
        "date: 2023-05",
        "joins: [[1, 3], [3, 5], [5, 7]] # 标题",
    ]
    assert sorted(lines[4:]) == ["cuts: [9]", "headlines: {9: 反诈课开进菜市场}", "roles: {7: body}"]
    assert "反诈课开进菜市场" in [a.title for a in cleaned.of("gjwb/2023/yexun.txt")]


@pytest.mark.parametrize("before", ["[[3, 7], [9, 1]]", "[[1, 7], [9, 1]]", "[[7, 5], [9, 1]]"])
def test_a_join_of_a_form_takes_the_place_of_those_that_say_otherwise(before: str, send: Any, cleaned: Tree) -> None:
    record = (cleaned.root / YEXUN).with_suffix(".yml")
    record.write_text(f"joins: {before}\n", encoding="utf-8")
    assert send("segmentation.md").code == 0
    assert record.read_text(encoding="utf-8").startswith("joins: [[9, 1], [3, 5], [5, 7]]\n")


def test_a_record_saved_by_an_old_editor_is_mended_by_a_form_too(send: Any, cleaned: Tree) -> None:
    record = (cleaned.root / YEXUN).with_suffix(".yml")
    record.write_bytes("publication: 赣江晚报\r\ndate: 2023-05\r\n".encode("gb18030"))
    assert send("segmentation.md").code == 0
    assert record.read_text(encoding="utf-8").startswith("publication: 赣江晚报\n")


def test_a_withdrawal_keeps_the_id_and_nothing_that_was_told_in_confidence(send: Any, cleaned: Tree, run: Run) -> None:
    assert send("withdraw.md").code == 0
    assert "gjwb-202305xx-01" not in [a.id for a in cleaned.written()]
    (gone,) = load_withdrawn(cleaned.articles)
    assert (gone.id, gone.reason) == ("gjwb-202305xx-01", "当事人：涉及隐私")
    assert "门牌" not in (cleaned.articles / ".withdrawn.yml").read_text(encoding="utf-8")
    assert run("clean", *cleaned.options).code == 0
    assert "gjwb-202305xx-01" not in [a.id for a in cleaned.written()]


@pytest.mark.parametrize("want", REFUSED, ids=lambda want: want.stem)
def test_a_form_that_cannot_be_done_gets_one_sentence_and_changes_nothing(want: Path, send: Any, cleaned: Tree) -> None:
    pages = sorted(p for p in cleaned.sources.rglob("*") if p.is_file())
    before = cleaned.files(), [p.read_bytes() for p in pages]
    done = send(want.with_suffix(".md").name)
    assert done.code in (1, 2)
    assert len(done.sentences) == 1
    assert want.read_text(encoding="utf-8").strip() in done.err
    assert "\x1b" not in done.err and "\u202e" not in done.err
    assert sorted(p for p in cleaned.sources.rglob("*") if p.is_file()) == pages
    assert (cleaned.files(), [p.read_bytes() for p in pages]) == before


def test_a_hostile_page_is_text_in_the_archive(send: Any, cleaned: Tree) -> None:
    assert send("hostile-page.md").code == 0
    assert not Path("/tmp/pwned").exists()
    made = [a for a in cleaned.written() if a.publication and a.publication.startswith("晚报")]
    assert made
    text = "\n".join(f"{a.title}\n{plain_text(a.body)}" for a in made)
    assert "javascript:alert" in text
    for one in made:
        assert "<script" not in one.body
        assert "](javascript" not in one.body
        assert "{{" not in one.body
        assert parse(dump(one), one.path) == one


def test_a_hostile_correction_is_text_in_the_article(send: Any, cleaned: Tree) -> None:
    assert send("hostile-text.md").code == 0
    after = article(cleaned, "gjwb-202305xx-02")
    assert "劝下[纠纷](javascript:alert(1))<img src=x onerror=alert(1)>{{ 7*7 }} *73* 起" in plain_text(after.body)
    assert "<img" not in after.body
    assert "](javascript" not in after.body


def test_hostile_names_stay_in_their_field(send: Any, cleaned: Tree) -> None:
    assert send("hostile-tags.md").code == 0
    after = article(cleaned, "gjwb-202305xx-03")
    assert after.byline[0] == "陈望舒]"
    assert after.written.startswith("sha256:")
    assert after.written != "sha256:0"


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_text_whatever_is_taken_for_a_form_by_accident(text: str) -> None:
    with pytest.raises(InputProblem):
        parse_issue(text)


@given(st.sampled_from(list(FORMS)), st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_typed_into_a_form_comes_back_as_typed(form: Any, data: Any) -> None:
    typed = {
        key: data.draw(st.text("湖口县3起。- `*{}$\n", min_size=1, max_size=40).map(str.strip).filter(bool))
        for key in form.fields
    }
    body = "\n\n".join(f"### {form.fields[key]}\n\n```text\n{text}\n```" for key, text in typed.items())
    assert parse_issue(body).values == typed


def test_a_field_left_empty_is_no_field() -> None:
    body = "\n\n".join(
        f"### {label}\n\n{EMPTY if key == 'ground' else '作者'}" for key, label in FORMS[4].fields.items()
    )
    assert sorted(parse_issue(body).values) == ["id", "reason", "who"]


@given(
    st.sampled_from(
        ["", "date: 2022 # 约\n", "# 只有说明\n", "joins:\n  - [1, 2]\n  - [3, 4]\ncuts: [5]\n", "cuts: [5]"]
    )
)
def test_setting_an_entry_leaves_every_other_line(text: str) -> None:
    after = with_entry(text, "joins", [[7, 9]])
    assert yaml.safe_load(after)["joins"] == [[7, 9]]
    kept = [line for line in text.splitlines() if line and not line.startswith(("joins", "  "))]
    assert [line for line in after.splitlines() if not line.startswith("joins")] == kept
