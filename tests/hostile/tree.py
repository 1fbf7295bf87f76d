"""An archive full of hostile files, laid out like the repository, so that the real commands run on it.

`pages/` holds raw pages and their records, `articles/` article files that somebody sends; what no repository should
hold (huge files, names with line ends, links that lead outside) is made here. `.bin` ends the name of a case that is
no UTF-8. Each case tells an ordinary report too, whose words have to be found on the site.
"""

from __future__ import annotations

import shutil
from pathlib import Path

CASES = Path(__file__).parent
ROOT = CASES.parents[1]
SECRET = "不该读到的秘密"
"""Stands in files outside the archive, and must stand nowhere else."""
STORY = "九江市修水县的干部说，{}这一处是去年冬天修好的，头一个月就来过四十户人家。"
NAMES = (
    "换\n行共9版.txt",
    "%2e%2e%2f%2e%2e%2foutside.txt",
    "<img src=x onerror=alert(1)>.txt",
    "javascript:alert(1).txt",
    "\"引号' onclick='alert(1)'.txt",
    "{{ 7*7 }}{% raw %}.txt",
    "[点我](javascript:alert(1)).txt",
    "--refresh=x.txt",
    "\u202etxt.倒.txt",
    "a..b/../c/../../hx/点点.txt".replace("/", "／"),
    "题" * 80 + ".txt",
)
DEEP = 50_000
LONG_LINE = 1_500_000


def word(number: int) -> str:
    """A name of two characters that no other case has."""
    return "甲乙丙丁戊己庚辛壬癸"[number % 10] + "梁桥渡坝塘"[number // 10]


def made() -> dict[str, bytes]:
    """Path among the pages and content of each case that is made here."""
    story = [STORY.format(word(number)) for number in range(50)]
    named = {name: f"{word(n)}修好了\n\n{story[n]}\n" for n, name in enumerate(NAMES)}
    big = {
        "deep.html": f"<h1>深处修好了</h1>{'<div>' * DEEP}<p>{story[40]}</p>{'</div>' * DEEP}",
        "attribute.html": f"<h1 title='{'长' * 500_000}'>长处修好了</h1><p {'x' * 1_000_000}=1>{story[41]}</p>",
        "entities.html": f"<h1>符号修好了</h1><p>{story[42]}{'&amp;' * 50_000}</p>",
        "attributes.html": f"<h1>一行修好了</h1><p {' '.join(f'a{n}=1' for n in range(100_000))}>{story[43]}</p>",
        "tags.html": "<b>" * 600_000,
        "line.txt": "一行" * (LONG_LINE // 6),
        "lines.txt": "一行字。\n" * 30_000,
    }
    return {name: text.encode() for name, text in (named | big).items()}


def lay_out(folder: Path) -> Path:
    """The hostile archive below a folder, with files beside it that no page may show; its root."""
    root, outside = folder / "archive", folder / "outside"
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("articles"))
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt", ".woven/.gitignore"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    pages, articles = root / "source_articles/hx", root / "docs/articles/2023"
    for kind, target in (("pages", pages), ("articles", articles)):
        target.mkdir(parents=True)
        for case in sorted((CASES / kind).iterdir()):
            shutil.copy(case, target / case.name.removesuffix(".bin"))
    for name, content in made().items():
        (pages / name).write_bytes(content)
    lay_outside(outside)
    lay_links(outside, pages, articles)
    return root


def lay_outside(outside: Path) -> None:
    outside.mkdir()
    text = f"{SECRET}\n\n九江市修水县的干部说，{SECRET}。\n"
    (outside / "secret.txt").write_text(text, encoding="utf-8")
    (outside / "secret.yml").write_text(f"series: {SECRET}\n", encoding="utf-8")
    (outside / "secret.md").write_text(f"---\nid: hx-20230504-99\ntitle: {SECRET}\n---\n\n{SECRET}\n", encoding="utf-8")
    (outside / "evil.html").write_text("<script>alert(1)</script>", encoding="utf-8")


def lay_links(outside: Path, pages: Path, articles: Path) -> None:
    """Links out of the archive where a page, a record, a folder and an article are looked for."""
    (pages / "link.txt").symlink_to(outside / "secret.txt")
    (pages / "linked-record.txt").write_text(f"记录修好了\n\n{STORY.format('己路')}\n", encoding="utf-8")
    (pages / "linked-record.yml").symlink_to(outside / "secret.yml")
    (pages / "folder").symlink_to(outside, target_is_directory=True)
    (articles / "link.md").symlink_to("../../../../outside/secret.md")
