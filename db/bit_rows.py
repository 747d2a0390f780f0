"""Rows of bits: which of very many ranks are meant, the first ranks first.

A row is cut into blocks, so that rows meet block by block and only as far down as is asked for; a block in which
nothing is meant costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_

Row = tuple[int, ...]  # the bits of each block as a whole number

_BLOCK = 1 << 14  # ranks in a block
_BYTES = _BLOCK // 8
_CHUNK = 64  # bytes of a block that are looked through at once
_FEW = 12  # bits of a block that are found sooner one by one than chunk by chunk
_NOTHING = bytes(_BYTES)
_BIT = tuple(1 << place for place in range(8))


def row_of(ranks: Iterable[int], size: int) -> Row:
    """The row of these ranks, of so many that there are."""
    whole = bytearray(_blocks(size) * _BYTES)
    for rank in ranks:
        whole[rank >> 3] |= _BIT[rank & 7]
    parts = (whole[first : first + _BYTES] for first in range(0, len(whole), _BYTES))
    return tuple(0 if part == _NOTHING else int.from_bytes(part, "little") for part in parts)


def row_of_runs(runs: Iterable[tuple[int, int]], size: int) -> Row:
    """The row of runs of ranks, each from its first up to and without its last; one that ends first is empty."""
    blocks = [0] * _blocks(size)
    for first, last in runs:
        for number in range(first // _BLOCK, -(-last // _BLOCK)):
            low, high = max(first - number * _BLOCK, 0), min(last - number * _BLOCK, _BLOCK)
            blocks[number] |= ((1 << max(high - low, 0)) - 1) << low
    return tuple(blocks)


def any_of(rows: Sequence[Row], size: int) -> Row:
    """The row of the ranks that are in one of the rows."""
    if not rows:
        return (0,) * _blocks(size)
    return rows[0] if len(rows) == 1 else tuple(reduce(or_, blocks) for blocks in zip(*rows, strict=True))


def those_in(row: Row, ranks: Iterable[int]) -> list[int]:
    """Those of the ranks that are in a row."""
    return [rank for rank in ranks if row[rank // _BLOCK] >> rank % _BLOCK & 1]


def first_of_all(rows: Sequence[Row], limit: int) -> Iterator[int]:
    """The first ranks that are in all of the rows, at most `limit`; there is at least one row."""
    return islice(_in_all(rows), limit)


def _in_all(rows: Sequence[Row]) -> Iterator[int]:
    for number, blocks in enumerate(zip(*rows, strict=True)):
        left = reduce(and_, blocks)
        if left:
            yield from _places(left, number * _BLOCK)


def _places(block: int, before: int) -> Iterator[int]:
    """The ranks that the bits of a block stand for; so many come before it."""
    if block.bit_count() <= _FEW:
        yield from _one_by_one(block, before)
        return
    whole = block.to_bytes(_BYTES, "little")
    for first in range(0, _BYTES, _CHUNK):
        yield from _one_by_one(int.from_bytes(whole[first : first + _CHUNK], "little"), before + first * 8)


def _one_by_one(bits: int, before: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield before + lowest.bit_length() - 1
        bits ^= lowest


def _blocks(size: int) -> int:
    return -(-size // _BLOCK)
