"""Bounds on what is unpacked and read: no container may cost more memory or time than its own size justifies."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from isnad.errors import Reason, SourceError
from isnad.gather.parse.options import most_bytes, too_large

GZIP = b"\x1f\x8b"
# Text packs to a tenth, repetitive markup to a fortieth; a bomb to a thousandth. Small files may be anything.
_MOST_RATIO = 200
_FREE_BYTES = 16_000_000
UNPACKING_ERRORS = (OSError, EOFError, zlib.error)


class Unpacked(io.RawIOBase):
    """A gzip file's content as a stream that stops where it grows out of all proportion.

    Raises on reading: SourceError for a bomb or for broken gzip.
    """

    def __init__(self, packed: BinaryIO, where: str) -> None:
        self._packed = packed
        self._where = where
        self._content = gzip.GzipFile(fileobj=packed)
        self._unpacked = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            data = self._content.read1(len(view))
        except UNPACKING_ERRORS as error:
            raise SourceError(
                self._where,
                Reason("packed.broken_end", "is broken gzip ({error}); what stands before was read", error=error),
            ) from error
        self._unpacked += len(data)
        if is_bomb(self._unpacked, self._packed.tell()):
            raise SourceError(
                self._where,
                Reason(
                    "packed.ratio", "unpacks to more than {most} times its size; it may be a bomb", most=_MOST_RATIO
                ),
            )
        view[: len(data)] = data
        return len(data)


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes cannot honestly come out of so few.

    >>> is_bomb(1_000_000, 1_000), is_bomb(100_000_000, 100_000), is_bomb(100_000_000, 10_000_000)
    (False, True, False)
    """
    return unpacked > _FREE_BYTES and unpacked > _MOST_RATIO * max(packed, 1)


def open_unpacked(file: io.BufferedReader, where: str) -> io.BufferedReader:
    """The file's content, unpacked where it is gzip; the file stands at its start. It stays the caller's to close."""
    if not file.peek(len(GZIP)).startswith(GZIP):
        return file
    return io.BufferedReader(Unpacked(file, where), 1 << 16)


def find_lines(content: BinaryIO, where: str) -> Iterator[tuple[int, bytes | SourceError]]:
    """Number and bytes of each line, without its end; a line over the bound is a SourceError."""
    bound = most_bytes()
    number = 0
    while line := content.readline(bound + 1):
        number += 1
        if len(line) > bound:
            while line and not line.endswith(b"\n"):
                line = content.readline(bound)
            yield number, too_large(f"{where}:{number}")
        else:
            yield number, line.rstrip(b"\r\n")


def read_bounded(content: BinaryIO, where: str) -> bytes:
    """All bytes of the stream. Raises: SourceError when they are over the bound."""
    bound = most_bytes()
    data = content.read(bound + 1)
    if len(data) > bound:
        raise too_large(where)
    return data
