"""The desk's own log: who did what and who saw what, each line chained to the one before. It only grows.

A line holds no password, token, cookie or code, and no words of a report. Changing, taking out or moving a line breaks the
chain; that the newest lines were cut off is told only by the number and hash of a later end that somebody remembers.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from isnad.errors import ArchiveError
from isnad.gather.archive.durable import cannot_read, cannot_write, make_folder, sync_paths, write_all
from isnad.gather.archive.log import is_altered_end

FIRST_PREVIOUS = "0" * 64
NAME = "audit.log"
_LONGEST = 1 << 16
_LONGEST_WORDS = 2500


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: by whom (None: nobody who is known), in what role, to what, from where."""

    act: str
    by: str | None
    role: str
    subject: str = ""
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    number: int
    at: str
    act: Act
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditVerification:
    """How many lines hold, the last one's hash, and what is wrong with the first that does not (None: all hold)."""

    entries: int
    head: str | None
    broken: str | None


class AuditLog:
    """The log in a workspace's folder. Any number of processes may append at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def append(self, act: Act, at: str) -> Entry:
        """The entry of the act at the moment `at`, on disk. Raises: ArchiveError."""
        try:
            make_folder(self.path.parent)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "r+b", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                return self._append(file, act, at)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def read(self) -> Iterator[Entry]:
        """All entries in order, not checked against their hashes. Raises: ArchiveError at a line that is none."""
        for line in self._lines():
            try:
                yield parse_entry(line)
            except ValueError:
                raise ArchiveError(f"{self.path} has a line that is no entry; `isnad verify` says more") from None

    def verify(self) -> AuditVerification:
        """Whether every line is what was written, in the order of writing. Raises: ArchiveError."""
        last: Entry | None = None
        count = 0
        for line in self._lines():
            if not line.endswith(b"\n") and not is_altered_end(line):
                break  # half a line, as a crash leaves it; the next entry takes its place
            fault = find_fault(line, last)
            if fault:
                return AuditVerification(count, last.hash if last else None, f"entry {count + 1}: {fault}")
            last, count = parse_entry(line), count + 1
        return AuditVerification(count, last.hash if last else None, None)

    def _append(self, file: BinaryIO, act: Act, at: str) -> Entry:
        end = file.seek(0, os.SEEK_END)
        if end == 0:
            sync_paths([self.path.parent])
        end = _mended_end(file, end, self.path)
        line = _last_line(file, end)
        entry = _chained(act, at, _parsed(line, self.path) if line else None)
        file.seek(end)
        write_all(file.fileno(), line_of(entry))
        os.fsync(file.fileno())
        return entry

    def _lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                while line := file.readline(_LONGEST):
                    yield line
        except FileNotFoundError:
            return
        except OSError as error:
            cannot_read(self.path, error)


def line_of(entry: Entry) -> bytes:
    """The line, its end included."""
    return _canonical(_members(entry) | {"hash": entry.hash}) + b"\n"


def parse_entry(line: bytes) -> Entry:
    """The entry as the line says it is. Raises: ValueError when it is none."""
    members = json.loads(line)
    try:
        number, at, previous, digest = (members.pop(name) for name in ("number", "at", "previous", "hash"))
        return Entry(number, at, Act(**members), previous, digest)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no entry") from error


def find_fault(line: bytes, last: Entry | None) -> str | None:
    """What is wrong with the line as the one after `last`; None when nothing is."""
    try:
        entry = parse_entry(line)
    except (ValueError, RecursionError):
        return "its line is no entry"
    if entry.hash != _hash(entry) or line != line_of(entry):
        return "its content does not match its hash"
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    if (entry.number, entry.previous) != (number, previous):
        return "it does not follow the entry before it: one was taken out, put in or moved"
    return None


def _chained(act: Act, at: str, last: Entry | None) -> Entry:
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    cut = Act(**{name: words[:_LONGEST_WORDS] if words else words for name, words in asdict(act).items()})
    entry = Entry(number, at, cut, previous, "")
    return Entry(number, at, cut, previous, _hash(entry))


def _mended_end(file: BinaryIO, end: int, path: Path) -> int:
    """Where the next line begins, after what a crash left of the last one is taken away: nobody was answered on it.

    Raises: ArchiveError when the tail is no work of a crash; OSError.
    """
    tail = _last_line(file, end)
    if not tail or tail.endswith(b"\n"):
        return end
    if is_altered_end(tail):
        raise ArchiveError(f"the last line of {path} was altered; `isnad verify` says more")
    file.truncate(end - len(tail))
    return end - len(tail)


def _last_line(file: BinaryIO, end: int) -> bytes:
    start = max(0, end - _LONGEST)
    file.seek(start)
    tail = file.read(end - start)
    return tail[tail.rfind(b"\n", 0, -1) + 1 :] if tail else b""


def _parsed(line: bytes, path: Path) -> Entry:
    try:
        return parse_entry(line)
    except ValueError:
        raise ArchiveError(f"the last line of {path} is no entry; `isnad verify` says more") from None


def _members(entry: Entry) -> dict[str, object]:
    return {"number": entry.number, "at": entry.at, "previous": entry.previous, **asdict(entry.act)}


def _hash(entry: Entry) -> str:
    return hashlib.sha256(_canonical(_members(entry))).hexdigest()


def _canonical(members: dict[str, object]) -> bytes:
    return json.dumps(members, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
