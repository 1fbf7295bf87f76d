"""Each kind of bad input gets one clear sentence naming file and line; the rest of the work goes on; exit code 1."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from scripts.core.settings import MAX_SOURCE_BYTES
from scripts.pipeline import MOST_LINES
from scripts.store import load_archive

from .conftest import MEDIATION, RECORD, WATCH, Run, Tree

BAD = "gjwb/2023/huai.txt"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("版面.txt", WATCH)
    return buffer.getvalue()


def noise() -> bytes:
    return bytes(n * 37 % 251 for n in range(4000))


UNUSABLE = {
    "a zip renamed .txt": (zipped(), "ZIP 压缩包"),
    "an empty file": (b"", "文件是空的"),
    "nothing but blanks": ("　 \n\n\t\n".encode(), "没有文字，只有空白"),
    "a binary file": (noise(), "不是文本|认不出"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + noise(), "PNG 图片"),
    "more lines than any page has": ("一行字。\n" * (MOST_LINES + 1), f"有{MOST_LINES + 1}行文字"),
}


def test_a_page_of_fifty_megabytes_is_refused_without_being_read(tree: Tree, run: Run) -> None:
    path = tree.page(BAD, b"")
    with path.open("r+b") as file:
        file.truncate(50_000_000)
    expect_one_sentence(tree, run, "文件有 50 MB，超过 20 MB 的上限")


@pytest.mark.parametrize(("content", "words"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_page_is_one_sentence_and_the_rest_is_done(
    content: str | bytes, words: str, tree: Tree, run: Run
) -> None:
    tree.page(BAD, content)
    expect_one_sentence(tree, run, words)


def expect_one_sentence(tree: Tree, run: Run, words: str) -> None:
    done = run("clean", *tree.options)
    assert done.code == 1
    assert len(done.sentences) == 1
    assert done.err.startswith(f"source_articles/{BAD}：")
    assert any(word in done.err for word in words.split("|"))
    assert tree.of("gjwb/2023/yexun.txt")
    assert tree.of("gjwb/2023/tiaojie.txt")
    assert not tree.of(BAD)


def test_a_page_that_is_not_there_is_one_sentence(tree: Tree, run: Run) -> None:
    done = run("clean", tree.sources / "gjwb", tree.sources / "meiyou.txt", *tree.options)
    assert done.code == 1
    assert done.sentences == ["source_articles/meiyou.txt：没有这个文件。请核对路径"]
    assert len(tree.written()) > 1


@pytest.mark.skipif(os.getuid() == 0, reason="root may read anything")
def test_a_page_that_may_not_be_read_is_one_sentence(tree: Tree, run: Run) -> None:
    tree.page(BAD, WATCH).chmod(0)
    expect_one_sentence(tree, run, "没有权限")


def test_two_broken_bytes_are_named_by_line_and_the_page_is_kept(tree: Tree, run: Run) -> None:
    data = WATCH.encode("gb18030")
    for word in ("退休教师", "布袋"):
        at = data.index(word.encode("gb18030"))
        data = data[: at + 1] + b"\xff" + data[at + 2 :]
    tree.page(BAD, data)
    done = run("clean", *tree.options)
    assert done.code == 1
    assert len(done.sentences) == 1
    assert done.err.startswith(f"source_articles/{BAD}:3：按 gb18030 解码")
    assert "第3行" in done.err
    assert "第11行" in done.err
    found = tree.of(BAD)
    assert sum(article.body.count("\ufffd") for article in found) >= 2
    assert any("一边择菜一边听" in article.body for article in found)


RECORDS = {
    "points to another file": ("file: ../../../../etc/passwd\n", 1, "不能指向别的文件"),
    "names a path": ("publication: 赣江晚报\n../../x: 1\n", 2, "不能指向别的文件"),
    "an unknown key": ("publication: 赣江晚报\nauthor: 罗一禾\n", 2, "不认识的项“author”"),
    "a date that is no EDTF": ("publication: 赣江晚报\n\ndate: 2023年5月\n", 3, "不是 EDTF 日期"),
    "a day that is not in the calendar": ("date: 2023-02-30\n", 1, "不是 EDTF 日期"),
    "broken YAML": ("publication: [赣江晚报\ndate: 2023-05\n", 1, "不是合法的 YAML"),
    "a tab": ("publication: 赣江晚报\n\tdate: 2023-05\n", 2, "不是合法的 YAML"),
    "no mapping": ("赣江晚报\n", 1, "不是“名称: 值”的形式"),
    "an alias bomb": ("series: &a [x]\npage: *a\n", 1, "锚点和别名"),
}


@pytest.mark.parametrize(("record", "line", "words"), RECORDS.values(), ids=RECORDS)
def test_a_fault_in_a_record_is_named_by_line_and_the_page_is_done(
    record: str, line: int, words: str, tree: Tree, run: Run
) -> None:
    tree.page(BAD, MEDIATION, record)
    done = run("clean", *tree.options)
    assert done.code == 1
    assert done.err.startswith(f"source_articles/gjwb/2023/huai.yml:{line}：")
    assert words in done.err
    assert all("huai.yml" in sentence for sentence in done.sentences)
    assert tree.of(BAD)
    assert len({a.source.file for a in tree.written() if a.source}) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "big5", "utf-16"])
def test_a_record_in_any_encoding_of_a_page_is_read_alike_by_every_verb(encoding: str, tree: Tree, run: Run) -> None:
    page = tree.page(BAD, MEDIATION)
    page.with_suffix(".yml").write_bytes("series: 平安夜之一\r\ndate: 2023-05\r\n".encode(encoding))
    assert run("clean", *tree.options).code == 0
    archive = load_archive(tree.articles, tree.sources)
    assert archive.problems == ()
    assert archive.records[f"source_articles/{BAD}"].series == "平安夜之一"
    assert "页03" not in run("check", *tree.options).out


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0" + bytes(range(256)), b"#" * (MAX_SOURCE_BYTES + 1)])
def test_a_record_that_is_no_text_is_refused_by_every_verb_in_the_same_words(data: bytes, tree: Tree, run: Run) -> None:
    tree.page(BAD, MEDIATION).with_suffix(".yml").write_bytes(data)
    said = run("clean", *tree.options).sentences
    assert said == [str(problem) for problem in load_archive(tree.articles, tree.sources).problems]
    assert len(said) == 1


def test_a_record_that_is_a_link_out_of_its_folder_is_not_followed(tree: Tree, run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "秘密.yml"
    secret.write_text("publication: 不该读到的名字\n", encoding="utf-8")
    page = tree.page(BAD, MEDIATION)
    page.with_suffix(".yml").symlink_to(secret)
    done = run("clean", *tree.options)
    assert done.code == 1
    assert "huai.yml：这是指向文件夹以外的符号链接" in done.err
    assert all(a.publication != "不该读到的名字" for a in tree.of(BAD))


def test_a_page_that_is_a_link_out_of_its_folder_is_not_followed(tree: Tree, run: Run) -> None:
    (tree.sources / BAD).symlink_to("/etc/passwd")
    expect_one_sentence(tree, run, "符号链接")


def test_a_page_that_is_a_link_to_itself_is_one_sentence(tree: Tree, run: Run) -> None:
    (tree.sources / BAD).symlink_to("huai.txt")
    expect_one_sentence(tree, run, "链接绕成了圈")
    assert run("check", *tree.options).code in (0, 1)
    assert run("weave", *tree.options, "--out", tree.root / "woven").code == 0


def test_a_record_that_is_a_link_to_itself_is_one_sentence_and_its_page_is_done(tree: Tree, run: Run) -> None:
    tree.page(BAD, MEDIATION).with_suffix(".yml").symlink_to("huai.yml")
    done = run("clean", *tree.options)
    assert len(done.sentences) == 1
    assert "huai.yml：页面记录读不出来（链接绕成了圈）" in done.err
    assert tree.of(BAD)
    assert run("check", *tree.options).code in (0, 1)
    assert run("weave", *tree.options, "--out", tree.root / "woven").code == 0


@pytest.mark.parametrize("name", ["长" * 3000 + ".txt", "huai.txt", "no\\0where.txt"], ids=["long", "circle", "null"])
def test_an_article_whose_page_cannot_be_there_stops_no_verb(name: str, cleaned: Tree, run: Run) -> None:
    (cleaned.sources / BAD).symlink_to("huai.txt")
    article = next(cleaned.articles.rglob("*.md"))
    before, after, behind = re.split(r"(?<=file: )[^,]+(,)", article.read_text(encoding="utf-8"))
    article.write_text(f'{before}"source_articles/gjwb/2023/{name}"{after}{behind}', encoding="utf-8")
    for verb in ("clean", "check", "weave"):
        out = ("--out", cleaned.root / "woven") if verb == "weave" else ()
        done = run(verb, *cleaned.options, *out)
        assert done.code in (0, 1), verb
        assert "File name too long" not in done.err and "读写失败" not in done.err, verb
    assert "已不在" in run("check", *cleaned.options).out


def test_two_pages_of_one_day_never_share_an_id(tree: Tree, run: Run) -> None:
    for number in range(3):
        tree.page(f"gjwb/2023/tongri-{number}.txt", MEDIATION.replace("86", f"{number}6"), RECORD)
    assert run("clean", *tree.options).code == 0
    ids = [article.id for article in tree.written()]
    assert len(set(ids)) == len(ids)
    numbers = sorted(int(identifier.rpartition("-")[2]) for identifier in ids)
    assert numbers == list(range(1, len(ids) + 1))


def test_a_copied_article_file_is_named_and_neither_is_overwritten(cleaned: Tree, run: Run) -> None:
    article = cleaned.of("gjwb/2023/tiaojie.txt")[0]
    twin = cleaned.articles / "2023" / "fuben.md"
    twin.write_bytes((cleaned.articles / article.path).read_bytes())
    before = cleaned.files()
    done = run("check", *cleaned.options)
    assert done.code == 1
    assert f"编号重复：{article.id}" in done.out
    run("clean", *cleaned.options)
    assert cleaned.files() == before


def test_articles_stay_when_their_page_is_deleted_and_check_says_so(cleaned: Tree, run: Run) -> None:
    before = cleaned.files()
    gone = cleaned.of("gjwb/2023/tiaojie.txt")
    (cleaned.sources / "gjwb/2023/tiaojie.txt").unlink()
    assert run("clean", *cleaned.options).code == 0
    assert cleaned.files() == before
    done = run("check", *cleaned.options)
    assert done.out.count("原页 source_articles/gjwb/2023/tiaojie.txt 已不在") == len(gone)
    assert len(load_archive(cleaned.articles, cleaned.sources).articles) == len(before)


def test_a_page_that_broke_after_its_articles_were_made_is_an_error_of_check(cleaned: Tree, run: Run) -> None:
    before = cleaned.files()
    cleaned.page("gjwb/2023/tiaojie.txt", zipped())
    assert run("clean", *cleaned.options).code == 1
    assert cleaned.files() == before
    done = run("check", *cleaned.options)
    assert done.code == 1
    assert "ZIP 压缩包" in done.out


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("tidy",),
        ("clean", "--jobs", "0"),
        ("clean", "--jobs", "两个"),
        ("clean", "--colour"),
        ("check", "--format", "xml"),
        ("check", "--jobs", "-1"),
        ("weave", "--jobs", "0"),
        ("explain",),
        ("new",),
        ("new", "page.txt", "--text", "其他"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_two(argv: tuple[str, ...], run: Run) -> None:
    done = run(*argv)
    assert done.code == 2
    assert "用法有误：" in done.err
    assert done.out == ""
