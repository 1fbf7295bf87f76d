"""Nearest neighbours among sparse rows, without comparing all with all.

Rows are articles in order of time, columns are features, and the product of two rows is the score of what they share.
Candidates come from the product of the matrix with itself, block by block. A column that many rows share is first cut
into overlapping windows of time, so that each row meets a bounded number of others under each of its columns: memory
is that of one block, and the work grows in proportion to the rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

WINDOW = 100
"""Rows in a window of time."""
REACH = 3
"""Windows that a row looks into: its own, the one before and the one after. A feature that more rows share than these
hold says little, and links neighbours in time only."""
BLOCK = 500
"""Rows whose candidates are sought at once: some tens of megabytes."""
CANDIDATES = 48
"""Candidates that are compared in full, several times as many as are shown."""
DIGITS = 6
"""Scores are rounded, so that the order of equals never hangs on the last bits."""

Ranks = NDArray[np.int64]
Scores = NDArray[np.float64]


def neighbours(shares: sparse.csr_array) -> Iterator[tuple[Ranks, Scores]]:
    """For each row, in order, the rows with which it is most likely to share most, and the score of what they share."""
    own, reach = windowed(shares)
    columns = reach.T.tocsr()
    for start in range(0, shares.shape[0], BLOCK):
        product = own[start : start + BLOCK] @ columns
        found = [candidates(product, row, start + row) for row in range(product.shape[0])]
        yield from in_full(shares, start, found)


def windowed(shares: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """The matrix with each common column cut into windows: by the window of each row, and by those within its reach.

    A row is in one window and reaches three, so that the product counts what two rows share once or not at all.
    """
    by_column = shares.tocsc()
    count = np.diff(by_column.indptr)
    common = count > REACH * WINDOW
    width = np.where(common, -(-count // WINDOW) + REACH - 1, 1)
    first = np.concatenate(([0], np.cumsum(width)))
    column = np.repeat(np.arange(len(count)), count)
    place = np.arange(by_column.nnz) - np.repeat(by_column.indptr[:-1], count)
    begin = first[column] + np.where(common[column], place // WINDOW, 0)
    cut = common[column].astype(np.int64)
    more = [np.flatnonzero(cut)] * (REACH - 1)
    entry = np.concatenate([np.arange(by_column.nnz), *more])
    target = np.concatenate([begin, *(begin[rows] + step for step, rows in enumerate(more, 1))])
    shape = (shares.shape[0], int(first[-1]))
    return (
        sparse.csr_array((by_column.data, (by_column.indices, begin + cut)), shape=shape),
        sparse.csr_array((by_column.data[entry], (by_column.indices[entry], target)), shape=shape),
    )


def candidates(product: sparse.csr_array, row: int, own: int) -> Ranks:
    """The most promising others of one row of a product, those nearest in time first among equals."""
    part = slice(product.indptr[row], product.indptr[row + 1])
    ranks, scores = product.indices[part].astype(np.int64), product.data[part].round(DIGITS)
    ranks, scores = ranks[other := ranks != own], scores[other]
    if len(ranks) > CANDIDATES:
        enough = scores >= np.partition(scores, -CANDIDATES)[-CANDIDATES]
        ranks, scores = ranks[enough], scores[enough]
    best: Ranks = ranks[np.lexsort((ranks, np.abs(ranks - own), -scores))[:CANDIDATES]]
    return best


def in_full(shares: sparse.csr_array, start: int, found: list[Ranks]) -> Iterator[tuple[Ranks, Scores]]:
    """The candidates of some rows with what they share in the uncut matrix."""
    ends = np.cumsum([len(ranks) for ranks in found])
    left = shares[np.repeat(np.arange(start, start + len(found)), [len(ranks) for ranks in found])]
    scores = left.multiply(shares[np.concatenate(found)]).sum(axis=1) if len(found) and ends[-1] else np.zeros(0)
    yield from zip(found, np.split(np.asarray(scores), ends[:-1]), strict=True)
