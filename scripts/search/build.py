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
from scripts.search.bundle import bundled
from scripts.search.cards import card, card_shards, numbered, shelf
from scripts.search.columns import columns, months
from scripts.search.documents import Document, facet_values, in_order, label
from scripts.search.fold import simple_forms
from scripts.search.names import Name, names, names_file
from scripts.search.occurrences import Occurrences, occurrences
from scripts.search.pinyin import Readings, pinyin_shards
from scripts.search.postings import Encoded, encoded, length_classes
from scripts.search.terms import key_lines, term_shards
from scripts.search.tops import Ranking, common_names, common_pairs, top_files, top_name

FOLDER = "search"
"""Folder of the site that holds the index."""
READER = "assets/search"
"""Folder of the site that holds the programs of its readers."""
ROOT = "root.bin"
"""The one file whose name never changes; everything else stands in a folder named after what the index holds."""
GENERATION = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What building the index did."""

    files: int
    bytes: int
    generation: str


def build(archive: Archive, site: Path) -> SearchReport:
    """Write the index of an archive into a built site. Raises OSError."""
    return put(files_of(archive), site)


def put(tree: dict[str, bytes], site: Path) -> SearchReport:
    """Write the files of an index into the folder `search` of a built site and remove older ones. Raises OSError.

    The root is written last: until then readers have the index before, whole.
    """
    folder = site / FOLDER
    for name, content in tree.items():
        files.write(folder / name, content)
    generation = next(iter(tree)).split("/")[0]
    for name, text in bundled(modules(site)):
        files.write(site / name, text)
    sweep(folder, generation, set(tree))
    for leftovers in (folder, site / READER):
        files.sweep(leftovers)
    return SearchReport(len(tree), sum(map(len, tree.values())), generation)


def modules(site: Path) -> dict[str, str]:
    """Path in the site and source of each module of the reader; a site without it has none."""
    return {f"{READER}/{path.name}": path.read_text(encoding="utf-8") for path in sorted((site / READER).glob("*.js"))}


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
    values, found = facet_values(documents), occurrences(documents)
    terms, known = list(encoded(found)), names(documents)
    least, pairs = common_pairs(terms, len(documents))
    named = common_names([name for name, *_ in known], len(documents))
    numbers = numbered(values)
    tops = dict(top_files(pairs, named, Ranking(found), lambda n: card(documents[n].article, numbers)))
    shards = dict(parts(documents, values, terms, known, found.alphabet.tokens))
    head = {**root(documents, values, found), **boundaries(shards), "common": least}
    head["names"] = "\n".join(name for name in named if name in tops)
    content = {name: data for name, (_, data) in shards.items()}
    content.update((top_name(word), data) for word, data in tops.items())
    generation = fingerprint(content, head)
    return {
        **{f"{generation}/{name}": data for name, data in content.items()},
        ROOT: container.packed(container.ROOT, {**head, "generation": generation}),
    }


Part = tuple[str, bytes]
"""What a file begins with, and its content."""


def parts(
    documents: Sequence[Document],
    values: dict[str, list[str]],
    terms: Sequence[Encoded],
    known: Sequence[Name],
    tokens: tuple[str, ...],
) -> Iterator[tuple[str, Part]]:
    """(name, part) of every file but the root and the first results of common words."""
    readings = Readings(terms, ("", *tokens))
    yield from counted("t", term_shards(terms, ("", *tokens)))
    yield from counted("c", (("", data) for data in card_shards(documents, numbered(values))))
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
        "undated": sum(d.article.date is None for d in documents),
        "lengths": "".join(f"{n:x}" for n in length_classes(found.lengths)),
        "facets": {facet: [[value, label(facet, value)] for value in held] for facet, held in values.items()},
        "months": months(documents),
    }


def boundaries(shards: dict[str, Part]) -> dict[str, object]:
    """What each shard of terms and of pinyin begins with."""
    terms, pinyin = ([first for name, (first, _) in shards.items() if name.startswith(letter)] for letter in "tp")
    return {
        "terms": key_lines((first, second) for first, _, second in (term.partition(" ") for term in terms)),
        "pinyin": "\n".join(pinyin),
    }


def fold_file() -> bytes:
    """The characters of the folding table, then what they become, as two equally long texts."""
    pairs = simple_forms()
    return container.wrap(container.FOLD, container.deflate(f"{''.join(pairs)}\n{''.join(pairs.values())}".encode()))


def fingerprint(content: dict[str, bytes], head: dict[str, object]) -> str:
    digest = sha256(container.compact(head).encode())
    for name, data in content.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:16]
