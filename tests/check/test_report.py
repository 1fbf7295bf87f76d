"""Findings reach a person, GitHub and other programs, and no text in them can become a command."""

from __future__ import annotations

import io
import json

import pytest

from scripts.check import exit_code, print_report, rules
from scripts.check.registry import REGISTER, rule
from scripts.core.types import Finding, Rule

ERROR = Rule("页03", "error", "页面记录有误", "请改正")
LOOK = Rule("标07", "look", "待复核", "请核对")
FINDINGS = (
    Finding(ERROR, "source_articles/a,b:c.yml", 3, "100%不对\n::error::假"),
    Finding(LOOK, "docs/articles/2022/a.md", None, "待复核：\x1b[31mdate", ("source_articles/a.txt",)),
)


def printed(form: str, findings: tuple[Finding, ...] = FINDINGS) -> str:
    out = io.StringIO()
    print_report(findings, form, out)  # type: ignore[arg-type]
    return out.getvalue()


def test_errors_fail_and_looks_do_not() -> None:
    assert exit_code(FINDINGS) == 1
    assert exit_code(FINDINGS[1:]) == exit_code(()) == 0


def test_a_github_annotation_is_one_line_that_no_text_can_break_out_of() -> None:
    assert printed("github").splitlines() == [
        "::error file=source_articles/a%2Cb%3Ac.yml,line=3,title=页03::100%25不对%0A::error::假。请改正",
        "::warning file=docs/articles/2022/a.md,line=1,title=标07::待复核：\\u001b[31mdate。请核对",
    ]


def test_the_text_names_each_file_once_then_its_findings_and_how_to_mend_them() -> None:
    text = printed("text")
    assert text.count("docs/articles/2022/a.md") == 1
    assert "第3行" in text
    assert "整份" in text and "全文" not in text, "全文 is a kind of page"
    assert "页03 页面记录有误：请改正" in text
    assert text.splitlines()[-1] == "检查完毕：1处错误，1处请看一看"


def test_nothing_in_a_finding_can_colour_or_clear_the_terminal() -> None:
    assert "\x1b" not in printed("text")


def test_no_finding_is_said_to_be_good() -> None:
    assert printed("text", ()) == "检查完毕：没有发现问题\n"
    assert printed("github", ()) == ""
    assert json.loads(printed("json", ())) == []


def test_the_json_holds_code_places_message_and_hint() -> None:
    rows = json.loads(printed("json"))
    assert rows[0]["code"] == "页03"
    assert rows[0]["line"] == 3
    assert rows[1]["line"] is None
    assert (rows[0]["also"], rows[1]["also"]) == ([], ["source_articles/a.txt"])
    assert "假" in printed("json")


def test_a_number_is_given_to_one_rule_only() -> None:
    with pytest.raises(ValueError, match="页01"):
        rule("页01")(lambda context: ())
    assert REGISTER["页01"].__name__ == "source_deleted"


def test_every_rule_says_in_chinese_what_is_wrong_and_how_to_mend_it() -> None:
    for entry in rules():
        assert len(entry.code) == 3
        assert entry.code[0] in "页文日标链私版重网"
        assert entry.code[1:].isdigit()
        assert entry.title
        assert entry.hint
    assert len({entry.title for entry in rules()}) == len(rules())
