"""Whether an archive is what was written: every receipt, every capture, and the end that others remember."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from isnad.errors import ArchiveError, NotFound
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.blobs import hash_of
from isnad.gather.archive.log import is_altered_end, read_line
from isnad.gather.archive.receipts import find_fault
from isnad.model import Capture, Receipt

_TIMESTAMP = re.compile(r"(\d{1,18})-([0-9a-f]{64})-[0-9a-f]+\.tsr")


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold: the receipt's number (None for a file that no receipt names) and why."""

    number: int | None
    reason: str

    def __str__(self) -> str:
        return self.reason if self.number is None else f"receipt {self.number}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and held: receipts and different captures, counted up to the first broken link.

    `broken` is that link; None when all hold. `head` is the last receipt's number and hash: keep it elsewhere and give
    it back as `expected_head`. `torn` says that the log ends in the beginning of a line, as a crash leaves it; the next
    append mends it. `unnamed` are files under `blobs/` that no receipt names: whole captures of a run that stopped
    before their receipts were written, and files that are not the archive's.
    """

    receipts: int
    captures: int
    broken: Broken | None
    head: tuple[int, str] | None = None
    torn: bool = False
    unnamed: tuple[str, ...] = ()


def verify_archive(
    archive: Archive, *, bytes_too: bool = True, expected_head: tuple[int, str] | None = None
) -> Verification:
    """Walks the log from the first receipt, and with `bytes_too` every capture, then all other files of the blobs.

    Any change of a stored byte is found, and any receipt taken out, put in or moved, but for one thing that no log can
    tell by itself: that its newest receipts were taken away, all from some number on. That is found where something
    remembers a later end: a file in `timestamps/`, or `expected_head`, the number and hash of a receipt that was once
    the last (the store knows it). Likewise a whole log written anew holds together; only a remembered hash tells it
    from the old one. Whether the time stamps are genuine is for `verify_timestamps`.

    Raises: ArchiveError when the log cannot be read.
    """
    walk = _Walk(archive, _remembered_ends(archive, expected_head))
    try:
        walk.follow_log(bytes_too=bytes_too)
        if bytes_too:
            walk.look_for_unnamed()
    except _BrokenLink as link:
        return walk.result(Broken(link.number, link.reason))
    return walk.result(None)


class _BrokenLink(Exception):  # noqa: N818 - it stops the walk, and says where
    def __init__(self, number: int | None, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        self.reason = reason


class _Walk:
    """One walk over an archive, and what it has seen so far."""

    def __init__(self, archive: Archive, ends: Mapping[int, Collection[str]]) -> None:
        self._archive = archive
        self._ends = ends
        self._last: Receipt | None = None
        self._seen: dict[bytes, int] = {}
        self._torn = False
        self._unnamed: list[str] = []

    def result(self, broken: Broken | None) -> Verification:
        """What the walk has found."""
        last = self._last
        head = (last.number, last.hash) if last else None
        count = last.number if last else 0
        return Verification(count, len(self._seen), broken, head, self._torn, tuple(self._unnamed))

    def follow_log(self, *, bytes_too: bool) -> None:
        """Every line in order, each capture where it is named first. Raises: _BrokenLink."""
        with self._archive.log.open_to_read() as (file, size):
            place = 0
            while place < size:
                line = read_line(file, size)
                place += len(line)
                if place == size and not line.endswith(b"\n"):
                    self._note_tail(line)
                else:
                    self._last = self._checked(line, bytes_too=bytes_too)
        later = [number for number in self._ends if number >= self._next]
        if later:
            raise _BrokenLink(self._next, f"it is missing: the log once went on to receipt {max(later)}")

    def look_for_unnamed(self) -> None:
        """Every file of the blobs that no receipt names. Raises: _BrokenLink when one is not what its name says."""
        for name in self._archive.blobs.find_names():
            sha256 = hash_of(name)
            if sha256 and bytes.fromhex(sha256) in self._seen:
                continue
            if sha256:
                self._check_capture(None, sha256, None)
            self._unnamed.append(name)

    @property
    def _next(self) -> int:
        return self._last.number + 1 if self._last else 1

    def _note_tail(self, tail: bytes) -> None:
        if is_altered_end(tail):
            raise _BrokenLink(self._next, "the end of its line was altered")
        self._torn = True

    def _checked(self, line: bytes, *, bytes_too: bool) -> Receipt:
        receipt, fault = find_fault(line, self._last)
        if receipt is None or fault:
            raise _BrokenLink(self._next, fault or "")
        remembered = self._ends.get(receipt.number)
        if remembered and set(remembered) != {receipt.hash}:
            raise _BrokenLink(receipt.number, "it is another than the one that is remembered: the log was written anew")
        self._note_capture(receipt.number, receipt.capture, bytes_too=bytes_too)
        return receipt

    def _note_capture(self, number: int, capture: Capture, *, bytes_too: bool) -> None:
        digest = bytes.fromhex(capture.sha256)  # half the memory of the digits
        if self._seen.get(digest, capture.size) != capture.size:
            raise _BrokenLink(number, f"its capture {capture.sha256} had another size before")
        if bytes_too and digest not in self._seen:
            self._check_capture(number, capture.sha256, capture.size)
        self._seen[digest] = capture.size

    def _check_capture(self, number: int | None, sha256: str, size: int | None) -> None:
        try:
            self._archive.read(sha256, size)
        except NotFound:
            raise _BrokenLink(number, f"its capture {sha256} is missing") from None
        except ArchiveError as error:
            raise _BrokenLink(number, str(error)) from None


def _remembered_ends(archive: Archive, expected: tuple[int, str] | None) -> dict[int, list[str]]:
    """Hashes by the number of their receipt: what the names of the time stamps say, and what the caller remembers."""
    ends: dict[int, list[str]] = {}
    for number, digest in (*_find_stamped(archive), *((expected,) if expected else ())):
        ends.setdefault(number, []).append(digest)
    return ends


def _find_stamped(archive: Archive) -> Iterator[tuple[int, str]]:
    for path in sorted(archive.timestamps.glob("*.tsr")):
        named = _TIMESTAMP.fullmatch(path.name)
        if named:
            yield int(named[1]), named[2]
