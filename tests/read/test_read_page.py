"""Reading a raw page: what can be used is read without loss, what cannot gets one clear sentence."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.core.errors import InputProblem
from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.core.types import PageRecord, Problem, RawPage
from scripts.read import read_page
from scripts.read.page import split

REPORT = "警灯照亮夜归路\n\n　　入夏以来，东湖边的巡逻车多了起来。民警和志愿者一道，把夜间巡防做到群众家门口。\n（丁小舟 蔡一鸣）\n"
TRADITIONAL = "消防員連夜搶通山路\n昨晚大雨，通往山村的道路被沖斷，當地消防員與村民一起清理沙石，今早恢復通車。\n"


def page(folder: Path, content: str | bytes, name: str = "页.txt") -> RawPage:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_page(path, f"source_articles/{name}")


def refused(folder: Path, content: str | bytes, name: str = "页.txt") -> Problem:
    with pytest.raises(InputProblem) as caught:
        page(folder, content, name)
    return caught.value.problem


def test_a_page_keeps_its_lines_its_name_and_the_fingerprint_of_its_bytes(tmp_path: Path) -> None:
    read = page(tmp_path, REPORT)
    assert read.lines == tuple(REPORT.removesuffix("\n").split("\n"))
    assert read.hints == ("",) * len(read.lines)
    assert (read.path, read.encoding, read.markup) == ("source_articles/页.txt", "utf-8", "text")
    assert read.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert (read.record, read.problems) == (PageRecord(), ())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_page_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    read = page(tmp_path, REPORT.encode(encoding))
    assert "\n".join(read.lines) + "\n" == REPORT
    assert read.problems == ()


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16-le"])
def test_a_traditional_page_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert "\n".join(page(tmp_path, TRADITIONAL.encode(encoding)).lines) + "\n" == TRADITIONAL


def test_a_few_words_are_enough_to_tell_gb_from_big5(tmp_path: Path) -> None:
    for words, encoding in (
        ("平安江西", "gb18030"),
        ("平安社區", "big5"),
        ("國家機關", "big5"),
        ("2021年7月 警情通报", "gbk"),
    ):
        assert page(tmp_path, words.encode(encoding)).lines == (words,)


def test_what_html_declares_does_not_overrule_its_bytes(tmp_path: Path) -> None:
    html = '<html><head><meta charset="big5"></head><body><p>社区民警上门讲解防骗知识</p></body></html>'
    for encoding in ("utf-8", "gb18030"):
        assert page(tmp_path, html.encode(encoding), "页.html").lines == ("社区民警上门讲解防骗知识",)


def test_two_broken_bytes_are_named_by_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = "第一行写的是社区巡防的情况。\n" * 40
    data = bytearray(text.encode("gb18030"))
    line = len("第一行写的是社区巡防的情况。\n".encode("gb18030"))
    data[3 * line + 4] = 0xFF
    data[9 * line + 6] = 0xFF
    read = page(tmp_path, bytes(data))
    assert len(read.lines) == 40
    assert sum("\ufffd" in one for one in read.lines) == 2
    (problem,) = read.problems
    assert problem.line == 4
    assert "第4行" in problem.message and "第10行" in problem.message


def test_a_page_with_too_many_broken_bytes_is_refused(tmp_path: Path) -> None:
    data = bytearray(("警方提醒，不要轻信陌生来电。" * 60).encode("utf-8"))
    data[::150] = b"\xff" * len(data[::150])
    assert "%" in refused(tmp_path, bytes(data)).message


def test_nul_and_zero_width_characters_stay_for_a_later_stage_to_take_out_in_the_open(tmp_path: Path) -> None:
    assert page(tmp_path, "平安\0江西\u200b报道\ufeff。\n").lines == ("平安\0江西\u200b报道\ufeff。",)
    assert page(tmp_path, "<p>平安\0江西\u200b报道</p>", "页.html").lines == ("平安\0江西\u200b报道",)


def test_all_kinds_of_line_ends_are_one(tmp_path: Path) -> None:
    assert page(tmp_path, "甲\r\n乙\r丙\u2028丁\n\n戊").lines == ("甲", "乙", "丙", "丁", "", "戊")


@given(st.text(alphabet=st.characters(exclude_characters="\r\n\u2028\u2029", exclude_categories=["Cs"]), max_size=30))
def test_nothing_but_line_ends_is_taken_from_a_text(text: str) -> None:
    assert "".join(split(f"{text}\n{text}\r\n{text}")) == text * 3


@pytest.mark.parametrize("blank", ["", " \n\t\n", "　　\n", "\ufeff", "\u200b\n\0", "\xa0"])
def test_an_empty_page_is_refused(tmp_path: Path, blank: str) -> None:
    assert "空" in refused(tmp_path, blank).message


def test_html_without_visible_text_is_refused(tmp_path: Path) -> None:
    assert "空白" in refused(tmp_path, "<html><script>var a='文字'</script><p>&nbsp;</p></html>", "页.html").message


def test_a_zip_that_was_renamed_is_called_by_its_name(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:t>正文</w:t>")
    problem = refused(tmp_path, packed.getvalue())
    assert "ZIP" in problem.message and problem.path == "source_articles/页.txt" and problem.mend


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0", "Word"),
    ],
)
def test_other_files_under_a_false_name_are_called_by_their_names(tmp_path: Path, head: bytes, kind: str) -> None:
    assert kind in refused(tmp_path, head + b"\x00\x01\x02" * 100).message


@pytest.mark.parametrize("noise", [bytes(range(256)) * 40, b"\x00" * 4000, b"\x01\x02\x03\x04" * 900])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, noise: bytes) -> None:
    assert "文本" in refused(tmp_path, noise).message


def test_a_page_of_fifty_megabytes_is_refused_by_its_size_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "页.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputProblem) as caught:
        read_page(path, "页.txt")
    assert "50 MB" in caught.value.problem.message and MAX_SOURCE_BYTES < 50_000_000


def test_missing_folders_and_unknown_kinds_are_refused(tmp_path: Path) -> None:
    (tmp_path / "夹.txt").mkdir()
    for name, word in (("无.txt", "没有这个文件"), ("夹.txt", "文件夹")):
        with pytest.raises(InputProblem) as caught:
            read_page(tmp_path / name, name)
        assert word in caught.value.problem.message
    assert ".docx" in refused(tmp_path, "文字", "页.docx").message


def test_names_that_no_system_takes_are_refused_with_a_sentence(tmp_path: Path) -> None:
    for name in ("长" * 300 + ".txt", "甲\0乙.txt"):
        with pytest.raises(InputProblem) as caught:
            read_page(tmp_path / name, name)
        assert caught.value.problem.mend


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are made otherwise")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "页.txt")
    with pytest.raises(InputProblem) as caught:
        read_page(tmp_path / "页.txt", "页.txt")
    assert "普通文件" in caught.value.problem.message


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_page_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "页.txt"
    path.write_text(REPORT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputProblem) as caught:
        read_page(path, "页.txt")
    assert "读不出来" in caught.value.problem.message


def test_a_link_that_leaves_its_folder_is_refused_and_one_that_stays_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "报" / "2022"
    inner.mkdir(parents=True)
    (tmp_path / "外.txt").write_text(REPORT, encoding="utf-8")
    (inner / "内.txt").write_text(REPORT, encoding="utf-8")
    (inner / "出.txt").symlink_to(tmp_path / "外.txt")
    (inner / "同.txt").symlink_to("内.txt")
    (inner / "断.txt").symlink_to("没有.txt")
    (inner / "环.txt").symlink_to("环.txt")
    assert read_page(inner / "同.txt", "同.txt").lines[0] == "警灯照亮夜归路"
    for name in ("出.txt", "断.txt", "环.txt"):
        with pytest.raises(InputProblem):
            read_page(inner / name, name)


def test_the_record_beside_a_page_travels_with_it(tmp_path: Path) -> None:
    (tmp_path / "页.yml").write_text("publication: 赣江晚报\ncuts: [3, 99]\nfile: ../别处.txt\n", encoding="utf-8")
    read = page(tmp_path, REPORT)
    assert read.record.publication == "赣江晚报"
    assert {p.path for p in read.problems} == {"source_articles/页.yml"}
    assert any("不能指向别的文件" in p.message and p.line == 3 for p in read.problems)
    assert any("第99行" in p.message for p in read.problems)


def test_a_record_that_speaks_of_an_empty_line_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "页.yml").write_text("roles: {2: caption}\n", encoding="utf-8")
    (fault,) = page(tmp_path, "标题\n\n正文\n".encode()).problems
    assert (fault.path, "第2行" in fault.message) == ("source_articles/页.yml", True)


def test_a_record_saved_by_an_old_editor_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "页.yml").write_bytes("publication: 赣江晚报\r\ntext: digest\r\n".encode("gb18030"))
    read = page(tmp_path, REPORT)
    assert (read.record.publication, read.record.text, read.problems) == ("赣江晚报", "digest", ())


def test_a_record_that_cannot_be_used_is_a_problem_but_the_page_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "外.yml"
    outside.write_text("publication: 别家\n", encoding="utf-8")
    folder = tmp_path / "报"
    folder.mkdir()
    (folder / "页.yml").symlink_to(outside)
    linked = page(folder, REPORT)
    assert linked.record == PageRecord() and "链接" in linked.problems[0].message
    (folder / "页.yml").unlink()
    (folder / "页.yml").mkdir()
    assert page(folder, REPORT).problems[0].path == "source_articles/页.yml"


def test_a_record_that_notepad_gave_the_name_of_a_page_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "0702.yml.txt"
    path.write_text("publication: 赣江晚报\n", encoding="utf-8")
    with pytest.raises(InputProblem) as caught:
        read_page(path, "source_articles/0702.yml.txt")
    assert ".yml 结尾" in caught.value.problem.message and caught.value.problem.mend == "请改名为 0702.yml"


def test_a_record_with_the_other_ending_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "页.yaml").write_text("page: 3\n", encoding="utf-8")
    assert ".yml" in page(tmp_path, REPORT).problems[0].message


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), html=st.booleans())
def test_any_bytes_give_a_page_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, html: bool
) -> None:
    path = tmp_path_factory.mktemp("任意") / ("页.html" if html else "页.txt")
    path.write_bytes(data)
    try:
        read = read_page(path, path.name)
    except InputProblem as fault:
        assert fault.problem.message and fault.problem.mend
    else:
        assert len(read.lines) == len(read.hints) and any(read.lines)
