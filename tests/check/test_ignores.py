"""The list of findings that people let stand says why, and no entry outlives its use."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.store.ignores import Ignore, load_ignores


def written(folder: Path, text: str | bytes) -> Path:
    (folder / ".check-ignore.yml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_an_entry_names_rule_place_and_reason(tmp_path: Path) -> None:
    text = "# 引文\n- {rule: 文05, id: jxrb-fz-20220117-01, reason: 原页如此}\n- rule: 重04\n  path: a.md\n  reason: 通稿\n"
    assert load_ignores(written(tmp_path, text)) == (
        (Ignore("文05", "jxrb-fz-20220117-01", "原页如此", 2), Ignore("重04", "a.md", "通稿", 3)),
        (),
    )


@pytest.mark.parametrize("text", ["", "# 还没有\n", "[]\n"])
def test_an_empty_list_is_no_fault(text: str, tmp_path: Path) -> None:
    assert load_ignores(tmp_path) == ((), ())
    assert load_ignores(written(tmp_path, text)) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "rule: 文05\n",
        "- {rule: 文05, id: a\n",
        "- {rule: 文05, id: a, reason: ''}\n",
        "- {rule: 文05, reason: 甲}\n",
        "- {rule: [文05], id: a, reason: 甲}\n",
        "- {rule: 文05, id: a, reason: 甲, until: 2026}\n",
        "- ? [文05]\n  : 甲\n",
        "- ? {rule: 文05}\n  : 甲\n",
        "[" * 5_000,
        "- &a {rule: 文05}\n- *a\n",
        b"\xff\xfe",
    ],
)
def test_what_is_faulty_is_said_and_does_not_count(text: str | bytes, tmp_path: Path) -> None:
    entries, faults = load_ignores(written(tmp_path, text))
    assert entries == ()
    assert faults
    assert all(fault.message and fault.mend for fault in faults)
