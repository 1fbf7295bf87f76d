"""A small archive of invented pages, and the command line as a function."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.cli import main
from scripts.core.types import Article
from scripts.store.articles import parse

WATCH = """梅岭社区的“晚七点”

南昌市湾里管理局梅岭社区每天晚上七点准时响起一声哨子，这是夜巡队集合的信号。队里十四个人，有退休教师，也有开小店的老板。

今年以来，夜巡队走了两万多里路，劝下纠纷37起，替邻居关好没锁的门112次，社区警情比去年同期下降两成。

“灯亮着，人心就定。”社区民警说，他每周有三个晚上跟着一起走。（罗一禾）

赣州市章贡区：反诈课开进菜市场

章贡区的民警把反诈课搬到了菜市场，摊主们一边择菜一边听，听完还能换一只印着报警电话的布袋。

两个月里，市场里劝阻转账9笔，挽回损失21万元。（陈望舒 李知秋）
"""
MEDIATION = """九江市浔阳区：调解室里的第三杯茶

浔阳区人民路派出所的调解室备着一套茶具。所长说，第一杯茶消火，第二杯茶讲理，第三杯茶握手。

今年1至6月，这间屋子里谈成了86件事，无一反复。（徐小来）
"""
ROOT = Path(__file__).resolve().parents[2]
AUTHOR = ("-c", "user.name=编辑", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
RECORD = "publication: 赣江晚报\ndate: 2023-05\ntext: full\n"


@dataclass(frozen=True)
class Done:
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        return self.err.splitlines()


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`python -m scripts …` inside this process."""

    def go(*argv: object) -> Done:
        capsys.readouterr()
        try:
            code = main([str(arg) for arg in argv])
        except SystemExit as leaving:
            code = int(str(leaving.code))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Done(code, said.out, said.err)

    return go


@dataclass(frozen=True)
class Tree:
    """An archive of its own."""

    root: Path

    @property
    def sources(self) -> Path:
        return self.root / "source_articles"

    @property
    def articles(self) -> Path:
        return self.root / "articles"

    @property
    def options(self) -> tuple[str, ...]:
        return ("--sources", str(self.sources), "--articles", str(self.articles))

    def page(self, name: str, content: str | bytes, record: str = "") -> Path:
        """Puts a page into the archive, with a record where one is given."""
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if record:
            path.with_suffix(".yml").write_text(record, encoding="utf-8")
        return path

    def files(self) -> dict[str, bytes]:
        """Every file among the articles."""
        paths = sorted(p for p in self.articles.rglob("*") if p.is_file())
        return {path.relative_to(self.articles).as_posix(): path.read_bytes() for path in paths}

    def written(self) -> list[Article]:
        """Every article, in order of path."""
        return [parse(text.decode(), path) for path, text in self.files().items() if path.endswith(".md")]

    def of(self, page: str) -> list[Article]:
        """Articles of one page."""
        return [a for a in self.written() if a.source and a.source.file == f"source_articles/{page}"]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """An archive with two pages, not yet cleaned."""
    found = Tree(tmp_path)
    found.page("gjwb/2023/yexun.txt", WATCH, RECORD)
    found.page("gjwb/2023/tiaojie.txt", MEDIATION, RECORD)
    return found


@pytest.fixture
def cleaned(tree: Tree, run: Run) -> Tree:
    """The same, cleaned."""
    assert run("clean", *tree.options).code == 0
    assert tree.of("gjwb/2023/yexun.txt")
    assert tree.of("gjwb/2023/tiaojie.txt")
    return tree


def git(folder: Path, *command: object) -> str:
    """What git says. Raises CalledProcessError."""
    words = ["git", *AUTHOR, *map(str, command)]
    env = {**os.environ, **NO_CONFIG}
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=True).stdout


def commit_all(folder: Path) -> None:
    """A folder becomes a repository that holds all its files."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "start")


@pytest.fixture
def committed(cleaned: Tree) -> Tree:
    """The cleaned archive in a repository of its own."""
    commit_all(cleaned.root)
    return cleaned


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A clone that holds the program and the archive, as a workflow or an editor checks it out."""
    here = tmp_path / "clone"
    here.mkdir()
    for name in ("scripts", "docs", "source_articles", ".github", "mkdocs.yml", "requirements.txt", "Makefile"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, here / name)
    (tmp_path / "bin").mkdir()
    commit_all(here)
    return here
