"""The whole index: gathered first, then written in one last step."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scripts.core import files
from scripts.core.types import Archive
from scripts.search import container
from scripts.search.bundle import ENTRY, bundle
from scripts.search.documents import Document, facet_values, in_order, label
from scripts.search.fold import simple_forms
from scripts.search.names import names, names_file
from scripts.search.occurrences import Occurrences, occurrences
from scripts.search.pinyin import Readings, pinyin_shards
from scripts.search.postings import encoded, length_classes
from scripts.search.terms import term_shards
from scripts.search.texts import columns, compact, months, numbered, shelf, text_shards
from scripts.search.tops import Ranking, common_words, top_files

FOLDER = "search"
"""Folder of the site that holds the index."""
READER = "assets/search"
ROOT = "root.bin"
"""The one file whose name never changes; everything else stands in a folder named after what the index holds."""
GENERATION = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What building the index did."""

    documents: int
    files: int
    bytes: int
    generation: str


def build(archive: Archive, site: Path) -> SearchReport:
    """Write the index of an archive into the folder `search` of a built site and remove older ones. Raises OSError.

    The root is written last: until then readers have the index before, whole.
    """
    tree = files_of(archive)
    folder = site / FOLDER
    for name, content in tree.items():
        files.write(folder / name, content)
    generation = next(iter(tree)).split("/")[0]
    bundle_reader(site / READER)
    sweep(folder, generation, set(tree))
    return SearchReport(len(archive.articles), len(tree), sum(map(len, tree.values())), generation)


def bundle_reader(folder: Path) -> None:
    """Make the reader of the site one file; a site without it stays as it is."""
    if (folder / ENTRY).is_file():
        modules = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
        files.write(folder / ENTRY, bundle(modules))


def sweep(folder: Path, generation: str, held: set[str]) -> None:
    """Remove older indexes, and leftovers in this one; whatever else stands in the folder is not ours."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and GENERATION.fullmatch(path.name) and path.name != generation:
            shutil.rmtree(path)
    for path in sorted((folder / generation).iterdir()):
        if f"{generation}/{path.name}" not in held:
            path.unlink()


def files_of(archive: Archive) -> dict[str, bytes]:
    """Name and content of every file, the root last."""
    documents = in_order(archive)
    values = facet_values(documents)
    found = occurrences(documents)
    head = root(documents, values, found)
    shards = dict(parts(documents, values, found))
    head.update(boundaries(shards))
    content = {name: data for name, (_, data) in shards.items()}
    generation = fingerprint(content, head)
    payload = container.deflate(compact({**head, "generation": generation}).encode())
    return {
        **{f"{generation}/{name}": data for name, data in content.items()},
        ROOT: container.wrap(container.ROOT, payload),
    }


Part = tuple[str, bytes]
"""What a file begins with, and its content."""


def parts(
    documents: Sequence[Document], values: dict[str, list[str]], found: Occurrences
) -> Iterator[tuple[str, Part]]:
    """(name, part) of every file but the root."""
    tokens = ("", *found.alphabet.tokens)
    terms, known = list(encoded(found)), names(documents)
    readings = Readings(terms, tokens)
    words = common_words([name for name, *_ in known], terms, tokens, len(documents))
    yield from counted("t", term_shards(terms, tokens))
    yield from counted("a", top_files(words, Ranking(found), documents, numbered(values)))
    yield from counted("d", (("", data) for data in text_shards(documents, values)))
    yield from counted("p", pinyin_shards(readings))
    yield "columns.bin", ("", columns(documents, values))
    yield "names.bin", ("", names_file(known, readings.homophones))
    yield "fold.bin", ("", fold_file())


def counted(letter: str, held: Iterable[Part]) -> Iterator[tuple[str, Part]]:
    """Parts of one kind under their names: t0000.bin …"""
    for n, part in enumerate(held):
        yield f"{letter}{n:04}.bin", part


def root(documents: Sequence[Document], values: dict[str, list[str]], found: Occurrences) -> dict[str, object]:
    """What a reader needs before anything else."""
    return {
        "documents": len(documents),
        "shelf": shelf(len(documents)),
        "lengths": "".join(f"{n:x}" for n in length_classes(found.lengths)),
        "facets": {facet: [[value, label(facet, value)] for value in held] for facet, held in values.items()},
        "months": months(documents),
    }


def boundaries(shards: dict[str, tuple[str, bytes]]) -> dict[str, object]:
    """What each shard of terms and of pinyin begins with, and of which word each first results are; a line each."""
    return {
        kind: "\n".join(first for name, (first, _) in shards.items() if name.startswith(letter) and name[1].isdigit())
        for kind, letter in (("terms", "t"), ("tops", "a"), ("pinyin", "p"))
    }


def fold_file() -> bytes:
    """The characters of the folding table, then what they become, as two equally long texts."""
    pairs = simple_forms()
    return container.wrap(container.FOLD, container.deflate(f"{''.join(pairs)}\n{''.join(pairs.values())}".encode()))


def fingerprint(content: dict[str, bytes], head: dict[str, object]) -> str:
    digest = sha256(compact(head).encode())
    for name, data in content.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
