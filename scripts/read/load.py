"""Bytes of a file, after every look that can be had before they are decoded."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from scripts.core.errors import InputProblem, reason
from scripts.core.pages import RECORDS, SUFFIXES, named_as_page, passed_over
from scripts.core.settings import MAX_SOURCE_BYTES

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "ZIP 压缩包或 Office 文档（docx、xlsx）"),
    (b"PK\x05\x06", "ZIP 压缩包"),
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"RIFF", "图片、声音或录像"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\xfd7zXZ", "xz 压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文档"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
    (b"SQLite format 3", "数据库"),
    (b"ID3\x03", "声音"),
    (b"ID3\x04", "声音"),
)
"""First bytes of files that people rename or mix up with pages, and what to call them."""
AT_FOUR = b"ftyp"
"""Stands at byte 4 of mp4, mov and heic files."""


def load(path: Path, name: str) -> bytes:
    """The bytes of a raw page. Raises InputProblem, with `name` as the path that people see."""
    try:
        return checked(path, name)
    except FileNotFoundError:
        raise InputProblem(name, None, "没有这个文件", "请核对路径") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise InputProblem(name, None, f"文件读不出来（{reason(error)}）", "请检查文件的权限和名称") from None


def checked(path: Path, name: str) -> bytes:
    """Bytes of an ordinary file of the right kind and size. Raises OSError or InputProblem."""
    outside(path, name)
    if path.is_dir():
        raise InputProblem(name, None, "这是文件夹，不是原页", "请给出其中的 .txt 或 .html 文件")
    if not path.is_file():
        path.lstat()
        raise InputProblem(name, None, "这不是普通文件", "请换成 .txt 或 .html 文件")
    if passed_over(path.name):
        raise InputProblem(name, None, "文件名以“.”或“~”开头，是隐藏的或没写完的文件，不当原页收", "请改名再试")
    if not named_as_page(path.name):
        mend = f"原页只能是 {'、'.join(SUFFIXES)}；别的格式请先另存为纯文本"
        raise InputProblem(name, None, f"不认识的文件类型“{path.suffix}”", mend)
    if path.stem.lower().endswith(RECORDS):
        # Notepad on Windows puts .txt behind whatever name it is given, and the system does not show it
        meant = PurePosixPath(path.stem).with_suffix(".yml")
        raise InputProblem(name, None, "页面记录的文件名要以 .yml 结尾，这个没有读", f"请改名为 {meant}")
    size = path.stat().st_size
    if size > MAX_SOURCE_BYTES:
        raise InputProblem(
            name,
            None,
            f"文件有 {size / 1e6:.0f} MB，超过 {MAX_SOURCE_BYTES / 1e6:.0f} MB 的上限",
            "一页报纸只有几十 KB，请确认是不是放错了文件",
        )
    data = path.read_bytes()
    refuse_binary(data, name)
    return data


def outside(path: Path, name: str) -> None:
    """Raises InputProblem for a symbolic link that leaves its folder, OSError for one that leads nowhere."""
    if not path.is_symlink():
        return
    if not Path(os.path.realpath(path, strict=True)).is_relative_to(os.path.realpath(path.parent)):
        raise InputProblem(name, None, "这是指向文件夹以外的符号链接", "请把文件本身放进来，不要放链接")


def refuse_binary(data: bytes, name: str) -> None:
    """Raises InputProblem for empty files and for those whose first bytes say that they are no text."""
    if not data:
        raise InputProblem(name, None, "文件是空的", "请放入版面文字，或删去这个文件")
    kind = next((kind for sign, kind in SIGNATURES if data.startswith(sign)), None)
    if data[4:8] == AT_FOUR:
        kind = "录像或图片"
    if kind:
        raise InputProblem(name, None, f"这不是文本，而是{kind}", "请另存为纯文本（UTF-8）再放进来")
