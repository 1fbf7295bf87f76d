"""Finding raw pages under the paths that were named."""

from __future__ import annotations

from pathlib import Path

from scripts.read import discover


def laid_out(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("字", encoding="utf-8")


def test_pages_are_found_to_the_bottom_in_order_and_nothing_else(tmp_path: Path) -> None:
    laid_out(
        tmp_path,
        "b/2.txt",
        "b/1.HTML",
        "a/深/3.htm",
        "a/3.yml",
        "图.png",
        ".隐/4.txt",
        ".5.txt",
        ".part-6.txt",
        "~$7.txt",
    )
    found = [path.relative_to(tmp_path).as_posix() for path in discover([tmp_path])]
    assert found == ["a/深/3.htm", "b/1.HTML", "b/2.txt"]


def test_a_page_named_twice_is_found_once(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.txt")
    assert len(discover([tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "a" / "1.txt"])) == 1


def test_a_file_that_is_named_itself_is_kept_so_that_reading_can_say_what_is_wrong(tmp_path: Path) -> None:
    laid_out(tmp_path, "稿.docx")
    assert discover([tmp_path / "稿.docx", tmp_path / "没有.txt"]) == [tmp_path / "没有.txt", tmp_path / "稿.docx"]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.txt")
    (tmp_path / "a" / "圈").symlink_to(tmp_path)
    assert [path.name for path in discover([tmp_path])] == ["1.txt"]
