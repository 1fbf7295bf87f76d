"""Folded text as tokens: each Han character is one, and each run of Latin letters or of digits.

Everything else divides: tokens on either side of it do not touch, and positions count one for any run of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scripts.search.bits import Ints
from scripts.search.documents import Document
from scripts.search.fold import fold

WORD = re.compile("[a-z]+|[0-9]+")
BREAK, CHARACTER, LETTER, DIGIT = 0, 1, 2, 3
END_OF_TEXT = 0x110000
FIELD_MARKS = ("\ue000", "\ue001", "\ue002")
DOCUMENT_MARK = "\ue003"
"""One private character before each field, by its number, and one before each document: they divide like any break."""
PRIVATE = re.compile("[\ue000-\ue003]")


def stream(documents: Iterable[Document]) -> str:
    """Documents one after the other, each field behind its mark."""
    return "".join(
        DOCUMENT_MARK + "".join(FIELD_MARKS[field] + fold(strip(text)) + "\n" for field, text in document.fields)
        for document in documents
    )


def strip(text: str) -> str:
    """Text without the characters that mark fields."""
    return PRIVATE.sub(" ", text)


@dataclass(frozen=True)
class Alphabet:
    """All tokens of the archive in order of their characters; rank 0 is none."""

    tokens: tuple[str, ...]
    """Token of each rank from 1."""

    @cached_property
    def words(self) -> dict[str, int]:
        """Rank of each run of letters or digits."""
        return {token: rank for rank, token in enumerate(self.tokens, 1) if WORD.fullmatch(token)}

    @cached_property
    def ranks(self) -> npt.NDArray[np.uint32]:
        """Rank of each code point that is a token by itself."""
        found = np.zeros(END_OF_TEXT, np.uint32)
        singles = [(ord(t), n) for n, t in enumerate(self.tokens, 1) if len(t) == 1 and t not in self.words]
        if singles:
            codes, ranks = zip(*singles, strict=True)
            found[list(codes)] = ranks
        return found

    @cached_property
    def classes(self) -> npt.NDArray[np.uint8]:
        """Class of each code point."""
        found = (self.ranks > 0).astype(np.uint8)
        found[ord("a") : ord("z") + 1] = LETTER
        found[ord("0") : ord("9") + 1] = DIGIT
        return found


def alphabet(streams: Sequence[str]) -> Alphabet:
    words: set[str] = set()
    characters: set[str] = set()
    for text in streams:
        words.update(WORD.findall(text))
        characters.update(set(text))
    return Alphabet(tuple(sorted(words | {c for c in characters if is_character(c)})))


def is_character(char: str) -> bool:
    """Whether a character is a token by itself: letters and numbers of any script but Latin letters and digits."""
    return not WORD.fullmatch(char) and unicodedata.category(char)[0] in "LN"


@dataclass(frozen=True)
class Tokens:
    """The tokens of some documents as columns."""

    rank: Ints
    document: Ints
    """Counted from the first of these documents."""
    field: Ints
    position: Ints
    """In the document; a token beyond a break is at least two further."""

    @property
    def touches(self) -> npt.NDArray[np.bool_]:
        """Whether each token but the last touches the next."""
        return np.asarray((np.diff(self.position) == 1) & (np.diff(self.document) == 0))


def tokens(text: str, known: Alphabet) -> Tokens:
    """The tokens of a stream."""
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)
    kinds = known.classes[codes]
    before = np.concatenate(([BREAK], kinds[:-1]))
    # a token begins at every character, and where a run of letters, of digits or of breaks begins
    begins = (kinds == CHARACTER) | (kinds != before)
    rank = known.ranks[codes].astype(np.int64)
    rank[begins & (kinds >= LETTER)] = [known.words[word] for word in WORD.findall(text)]
    document = np.cumsum(codes == ord(DOCUMENT_MARK)) - 1
    kept = np.flatnonzero(begins & (kinds != BREAK))
    position = np.cumsum(begins)
    start = position[codes == ord(DOCUMENT_MARK)]
    return Tokens(rank[kept], document[kept], fields(codes)[kept], position[kept] - start[document[kept]])


def fields(codes: Ints) -> Ints:
    """Field of each character: that of the last mark before it."""
    marks = (codes >= ord(FIELD_MARKS[0])) & (codes <= ord(FIELD_MARKS[-1]))
    last = np.maximum.accumulate(np.where(marks, np.arange(len(codes)), 0))
    return codes[last] - ord(FIELD_MARKS[0])
