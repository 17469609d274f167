"""The log of receipts: a file that only grows, one line a receipt, written by one process at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from json import JSONDecoder
from pathlib import Path
from typing import BinaryIO

from isnad.errors import ArchiveError
from isnad.gather.archive.durable import cannot_read, cannot_write, make_folder, sync_paths, write_all
from isnad.gather.archive.receipts import LONGEST_LINE, Arrival, chain_receipts, find_fault, parse_receipt
from isnad.model import Receipt

_STEP = 1 << 14


class Log:
    """The file of receipts. Any number of processes may read it and append to it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, arrivals: Sequence[Arrival]) -> tuple[Receipt, ...]:
        """The arrivals as receipts that follow the last one, all on disk. Order: as given.

        A line that a crash cut off is taken away first, or ended where only its end is missing.
        Raises: ArchiveError when the disk is full or refuses, and when the last line was altered; then the log is as
        it was.
        """
        if not arrivals:
            return ()
        with self._open_to_append() as file:
            end = _mended_end(file, self.path)
            chained = chain_receipts(tuple(arrivals), _last_receipt(file, end, self.path))
            if any(len(line) > LONGEST_LINE for _, line in chained):
                raise ArchiveError(f"a receipt is longer than {LONGEST_LINE >> 20} MiB; keep fewer of its headers")
            _append_bytes(file, end, b"".join(line for _, line in chained))
        return tuple(receipt for receipt, _ in chained)

    def read(self, after: int = 0) -> Iterator[Receipt]:
        """Receipts with numbers above `after`, in order, as they stand when reading begins. Empty: no log yet.

        They are not checked against their hashes. Raises: ArchiveError at a line that is not a receipt.
        """
        with self.open_to_read() as (file, size):
            end = _line_start(file, size, self.path)
            file.seek(_find_place(file, end, after, self.path))
            while file.tell() < end:
                yield _parse(read_line(file, end), self.path)

    def last(self) -> Receipt | None:
        """The last receipt; None when there is none. Raises: ArchiveError when its line is not a receipt."""
        with self.open_to_read() as (file, size):
            return _last_receipt(file, _line_start(file, size, self.path), self.path)

    @contextmanager
    def open_to_read(self) -> Iterator[tuple[BinaryIO, int]]:
        """The file at its beginning, and its size when no append was going on.

        Raises: ArchiveError when it cannot be read.
        """
        if not self.path.exists():
            yield BytesIO(), 0
            return
        try:
            file = self.path.open("rb")
        except OSError as error:
            cannot_read(self.path, error)
        with file:
            # Only lines that are on disk may be told of: the store that mirrors them must not know more than the log.
            fcntl.flock(file, fcntl.LOCK_SH)
            size = file.seek(0, os.SEEK_END)
            fcntl.flock(file, fcntl.LOCK_UN)
            file.seek(0)
            yield file, size

    @contextmanager
    def _open_to_append(self) -> Iterator[BinaryIO]:
        """The file, for this process alone. Raises: ArchiveError."""
        try:
            make_folder(self.path.parent)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "r+b", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if file.seek(0, os.SEEK_END) == 0:
                    sync_paths([self.path.parent])
                yield file
        except OSError as error:
            raise cannot_write(self.path, error) from error


def _append_bytes(file: BinaryIO, end: int, lines: bytes) -> None:
    """Writes the lines at `end` to disk, or nothing. Raises: OSError."""
    try:
        file.seek(end)
        write_all(file.fileno(), lines)
        os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            file.truncate(end)
        raise


def _mended_end(file: BinaryIO, path: Path) -> int:
    """Where the next line begins, after mending what a crash left of the last append.

    Raises: ArchiveError when the tail is no work of a crash; OSError.
    """
    size = file.seek(0, os.SEEK_END)
    end = _line_start(file, size, path)
    file.seek(end)
    tail = file.read(size - end)
    if not tail:
        return end
    receipt, fault = find_fault(tail + b"\n", _last_receipt(file, end, path))
    if receipt and not fault:
        file.seek(0, os.SEEK_END)
        write_all(file.fileno(), b"\n")
        return end + len(tail) + 1
    if is_altered_end(tail):
        raise ArchiveError(f"the last line of {path} was altered; `isnad verify` says more")
    file.truncate(end)
    return end


def is_altered_end(tail: bytes) -> bool:
    """Whether something other than a line's end follows a whole receipt: a crash leaves a beginning, never that."""
    text = tail.decode("latin-1")
    with suppress(ValueError, RecursionError):
        return JSONDecoder().raw_decode(text)[1] < len(text)
    return False


def _line_start(file: BinaryIO, end: int, path: Path) -> int:
    """Where the line begins of which the bytes before `end` are a part: after the last line end before `end`.

    Raises: ArchiveError when the line is too long.
    """
    place = end
    while place > 0 and end - place <= LONGEST_LINE:
        step = min(_STEP, place)
        place -= step
        file.seek(place)
        found = file.read(step).rfind(b"\n")
        if found >= 0:
            return place + found + 1
    if place:
        raise ArchiveError(f"{path} has a line longer than {LONGEST_LINE >> 20} MiB; `isnad verify` says more")
    return 0


def _last_receipt(file: BinaryIO, end: int, path: Path) -> Receipt | None:
    """The receipt whose line ends at `end`; None at the beginning."""
    if end == 0:
        return None
    start = _line_start(file, end - 1, path)
    file.seek(start)
    return _parse(file.read(end - start), path)


def _find_place(file: BinaryIO, end: int, after: int, path: Path) -> int:
    """Where the first line with a number above `after` begins, by bisection; `end` when there is none."""
    low, high = 0, end  # both are beginnings of lines; all lines before `low` are wanted less, all from `high` more
    while low < high:
        start = _line_start(file, (low + high) // 2, path)
        file.seek(start)
        receipt = _parse(read_line(file, end), path)
        if receipt.number > after:
            high = start
        else:
            low = file.tell()
    return low


def read_line(file: BinaryIO, size: int) -> bytes:
    """The line at the file's place, its end included, up to `size`; of one that is too long its beginning."""
    return file.readline(min(LONGEST_LINE, size - file.tell()))


def _parse(line: bytes, path: Path) -> Receipt:
    """Raises: ArchiveError when the line is not a receipt."""
    try:
        return parse_receipt(line)
    except ValueError as error:
        raise ArchiveError(f"{path} has a line that is no receipt ({error}); `isnad verify` says more") from error
