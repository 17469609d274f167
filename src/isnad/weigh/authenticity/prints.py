"""Pictures that look alike, by their perceptual hashes (PDQ): the nearest among any number of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Of 256 bits. Source: the PDQ paper's own recommendation for matching; other pictures differ in about 128.
NEAREST = 31
# Source: the same; below it a picture has too little structure to be told by.
LEAST_QUALITY = 50
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Alike:
    """A picture that looks alike: where it stands in the index, and in how many of 256 bits it differs."""

    number: int
    distance: int


class PrintIndex:
    """Perceptual hashes side by side in memory, 32 bytes each. A question looks at all of them."""

    def __init__(self, prints: Sequence[str]) -> None:
        """`prints` are 64 hexadecimal digits each. Raises: ValueError when one is not."""
        import numpy

        packed = bytes.fromhex("".join(prints))
        if len(packed) != _BYTES * len(prints):
            raise ValueError("a perceptual hash has 64 hexadecimal digits")
        # A column for each eight bytes: what is looked at together then lies together.
        self._columns: Any = numpy.frombuffer(packed, dtype=numpy.uint64).reshape(-1, _BYTES // 8).T.copy()

    def __len__(self) -> int:
        return int(self._columns.shape[1])

    def find(self, print_: str, *, within: int = NEAREST, most: int = 100) -> tuple[Alike, ...]:
        """Pictures that differ in at most so many bits. Order: the nearest first. Empty: none looks alike."""
        import numpy

        asked = numpy.frombuffer(bytes.fromhex(print_), dtype=numpy.uint64)
        apart = numpy.zeros(len(self), dtype=numpy.uint16)
        for column, word in zip(self._columns, asked, strict=True):
            apart += numpy.bitwise_count(column ^ word)
        near = numpy.flatnonzero(apart <= within)
        order = near[numpy.argsort(apart[near], kind="stable")][:most]
        return tuple(Alike(int(number), int(apart[number])) for number in order)
