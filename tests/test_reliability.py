"""Killed at any moment, on a full disk, in a folder that may not be written, two at once: nothing is lost or torn."""

from __future__ import annotations

import compileall
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.core import files
from scripts.core.files import PART

ROOT = Path(__file__).resolve().parents[1]
KILLS = int(os.environ.get("PINGAN_KILLS", "1"))
"""How often each command is killed twice before it may end; some hundred for a long look."""
PATIENCE = 600
"""Seconds: a busy machine may take its time."""
REPORT = (
    "{name}：夜校开到渡口\n\n{name}在渡口的凉亭里开了夜校，头一课讲借条怎样写，来听的有{count}个人。\n\n"
    "课讲完了，{name}的船工把灯留着，说下一课还来。（罗小禾）\n"
)
PLACES = ("青石镇", "桃源镇", "白塔镇", "云溪镇", "松林镇", "荷塘镇", "石桥镇", "柳溪镇", "梅岗镇", "竹山镇")
Tree = dict[str, bytes]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of its own with ten pages, cleaned, woven and searched once without a disturbance."""
    root = tmp_path_factory.mktemp("whole") / "archive"
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(root / "scripts", quiet=1)
    (root / "docs").mkdir()
    pages = root / "source_articles/hx/2023"
    pages.mkdir(parents=True)
    for number, name in enumerate(PLACES):
        text = REPORT.format(name=name, count=number + 31)
        (pages / f"ye-{number}.txt").write_text(text, encoding="utf-8")
    for verb in VERBS.values():
        assert run(root, *verb).returncode == 0
    return root


VERBS = {
    "clean": ("scripts", "clean", "--jobs", "1"),
    "weave": ("scripts", "weave", "--jobs", "1"),
    "search": ("scripts.search", "site"),
}
MADE = {"clean": "docs/articles", "weave": ".woven", "search": "site"}


def start(root: Path, *argv: str, **options: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PINGAN_CACHE": str(root.parent / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", *argv],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def run(root: Path, *argv: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    process = start(root, *argv, **options)
    out, err = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(argv, process.returncode, out, err)


def tree(folder: Path) -> Tree:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def whole(found: Tree) -> Tree:
    """Files that are not parts of something else."""
    return {path: data for path, data in found.items() if not PART.fullmatch(Path(path).name)}


def stands_whole(made: Path, expected: Tree) -> None:
    """What a disturbed run has left is as it should be, however little; the next run goes on from there."""
    for path, data in whole(tree(made)).items():
        assert data == expected[path], path


def copied(archive: Path, folder: Path, without: str) -> Path:
    """The archive anew, before the command whose folder is left out."""
    root = folder / "archive"
    shutil.copytree(archive, root, ignore=lambda place, _: [without] if Path(place) == archive else [])
    if "/" in without:
        shutil.rmtree(root / without, ignore_errors=True)
    return root


def standing(made: Path) -> int:
    """How many files stand below a folder."""
    return sum(len(names) for _, _, names in os.walk(made))


def kill_while_writing(process: subprocess.Popen[bytes], made: Path, wanted: int) -> None:
    """SIGKILL as soon as a number of files stand, whatever is half done then."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline and standing(made) < wanted:
        time.sleep(0.0005)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("verb", VERBS)
def test_a_run_that_is_killed_leaves_only_whole_files_and_the_next_one_completes(
    verb: str, archive: Path, tmp_path: Path
) -> None:
    expected = tree(archive / MADE[verb])
    root = copied(archive, tmp_path, MADE[verb])
    made, dice, killed = root / MADE[verb], random.Random(verb), 0
    for _ in range(KILLS):
        for wanted in sorted(dice.sample(range(1, len(expected)), k=2)):
            process = start(root, *VERBS[verb])
            kill_while_writing(process, made, max(wanted, standing(made) + 1))
            killed += process.returncode == -signal.SIGKILL
            stands_whole(made, expected)
        assert run(root, *VERBS[verb]).returncode == 0
        assert tree(made) == expected
        shutil.rmtree(made)
    assert killed


def test_a_part_that_a_killed_run_left_is_swept_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / "2023").mkdir()
    left, held = tmp_path / f"2023/.part-{gone.pid}-1.md", tmp_path / f"2023/.part-{os.getpid()}-1.md"
    for path in (left, held, tmp_path / "2023/.part-of-a-name.md"):
        path.write_text("半", encoding="utf-8")
    files.sweep(tmp_path)
    assert sorted(p.name for p in (tmp_path / "2023").iterdir()) == [held.name, ".part-of-a-name.md"]


def small_files() -> None:
    """No file of more than some bytes can be written, as if the disk were full after them."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


def one_sentence(done: subprocess.CompletedProcess[bytes], words: str) -> None:
    said = done.stderr.decode().strip()
    assert done.returncode == 1
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1, said
    assert words in said
    assert not said.startswith("?"), said
    assert ".part-" not in said, said


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_one_sentence_and_nothing_is_lost(verb: str, archive: Path, tmp_path: Path) -> None:
    root = copied(archive, tmp_path, MADE[verb])
    before = {name: tree(root / name) for name in MADE.values() if (root / name).is_dir()}
    one_sentence(
        run(root, *VERBS[verb], preexec_fn=small_files), "读写失败（文件超过了系统允许的大小）。请检查磁盘空间"
    )
    for name, held in before.items():
        assert tree(root / name) == held
    assert not list(root.rglob(".part-*"))
    stands_whole(root / MADE[verb], tree(archive / MADE[verb]))


def test_a_full_disk_names_the_file_that_was_meant_and_keeps_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.md"
    files.write(path, "从前的字")

    def full(part: Path, _: bytes) -> int:
        part.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError) as caught:
        files.write(path, "后来的字")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(path))
    assert [p.name for p in tmp_path.iterdir()] == ["甲.md"]
    assert path.read_text(encoding="utf-8") == "从前的字"


@pytest.fixture
def sealed(archive: Path, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """The archive with one of its folders made read-only."""
    root = copied(archive, tmp_path, "nothing")
    closed: list[Path] = []

    def seal(name: str) -> Path:
        shutil.rmtree(root / name)
        (root / name).mkdir()
        (root / name).chmod(0o555)
        closed.append(root / name)
        return root

    yield seal
    for path in closed:
        path.chmod(0o755)


def drop_rights() -> None:
    """Root may write anywhere, whatever a folder says, unless it gives that right away for good."""
    if os.getuid() == 0:
        import ctypes

        override, prctl_drop = 1, 24
        if ctypes.CDLL(None).prctl(prctl_drop, override, 0, 0, 0):
            raise OSError("the right of root cannot be given away here")


@pytest.mark.skipif(sys.platform != "linux" and os.getuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_that_may_not_be_written_is_one_sentence(verb: str, sealed: Callable[[str], Path]) -> None:
    root = sealed(MADE[verb])
    one_sentence(run(root, *VERBS[verb], preexec_fn=drop_rights), "读写失败（没有权限）。请检查磁盘空间和文件夹权限")
    assert list((root / MADE[verb]).iterdir()) == []


def test_two_runs_of_clean_at_once_write_what_one_would(archive: Path, tmp_path: Path) -> None:
    expected = tree(archive / "docs/articles")
    root = copied(archive, tmp_path, "docs/articles")
    both = [start(root, *VERBS["clean"]) for _ in range(2)]
    assert [process.communicate(timeout=PATIENCE)[1] for process in both] == [b"", b""]
    assert [process.returncode for process in both] == [0, 0]
    assert tree(root / "docs/articles") == expected


def test_two_editors_who_clean_different_pages_at_once_never_share_an_id(archive: Path, tmp_path: Path) -> None:
    root = copied(archive, tmp_path, "docs/articles")
    pages = sorted((root / "source_articles/hx/2023").iterdir())
    halves = (pages[::2], pages[1::2])
    both = [start(root, *VERBS["clean"], *map(str, half)) for half in halves]
    assert [process.wait(timeout=PATIENCE) for process in both] == [0, 0]
    texts = [data.decode() for path, data in tree(root / "docs/articles").items()]
    assert len({text.split("\n")[1] for text in texts}) == len(texts) == len(tree(archive / "docs/articles"))
    for name in PLACES:
        assert sum(f"{name}：夜校" in text for text in texts) == 1
