"""Captures on disk: each written once under the SHA-256 of its bytes, packed with zstd and sealed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import zstandard

from isnad.errors import ArchiveError, NotFound
from isnad.gather.archive.durable import (
    OWN_FOLDER,
    cannot_read,
    cannot_write,
    folder_beside,
    make_folder,
    sync_paths,
    write_new_file,
)
from isnad.model import Capture

MOST_BYTES = 1 << 30
"""The largest capture; a blob that says it holds more is not unpacked."""

_HASH = re.compile(r"[0-9a-f]{64}")
_LEVEL = 3
_UNNAMED = ".new-"
# A frame that zstd skips, with the SHA-256 of the packed frame before it: zstd has bits that change nothing of what is
# unpacked, and a changed bit must be found whichever it is.
_SEAL = b"\x50\x2a\x4d\x18" + (32).to_bytes(4, "little")
_SEAL_BYTES = len(_SEAL) + 32
# A run that was killed leaves its folder of unnamed files; older than this it is nobody's.
_LEFT_S = 3600
# Another process may just have named a file whose folder is not on disk yet.
_FRESH_S = 60


class Blobs:
    """The folder of blobs. Any number of processes may write to it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept = False

    def write(self, contents: Sequence[bytes]) -> tuple[Capture, ...]:
        """The captures of the contents, in their order, all on disk. What is there already is not written again.

        Raises: ArchiveError in one line when the disk is full or refuses; then what was not finished is gone again.
        """
        captures = tuple(Capture(hashlib.sha256(data).hexdigest(), len(data)) for data in contents)
        if any(capture.size > MOST_BYTES for capture in captures):
            raise ArchiveError(f"a capture is larger than {MOST_BYTES >> 20} MiB; split it")
        wanted = {capture.sha256: data for capture, data in zip(captures, contents, strict=True)}
        ages = {sha256: _age_s(self.path_of(sha256)) for sha256 in wanted}
        new = {sha256: data for sha256, data in wanted.items() if ages[sha256] is None}
        fresh = [self.path_of(sha256).parent for sha256, age in ages.items() if age is not None and age < _FRESH_S]
        try:
            self._write_new(new)
            if fresh:
                sync_paths([self._folder, *fresh])
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return captures

    def read(self, sha256: str, size: int | None = None) -> bytes:
        """The bytes of that hash. With `size` (bytes), one that says it unpacks to another size is not unpacked.

        Raises: NotFound; ArchiveError when the file is not what was written.
        """
        if not _HASH.fullmatch(sha256):
            raise NotFound(f"{sha256[:80]!r} is not the hash of a capture")
        most = MOST_BYTES if size is None else size
        packed = _read_plain_file(self.path_of(sha256), _most_packed(most))
        data = _unpacked(packed, size)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError(f"capture {sha256} was altered: its bytes do not match its name")
        return data

    def has(self, sha256: str) -> bool:
        """Whether a blob of that hash is there; its bytes are not looked at."""
        return _age_s(self.path_of(sha256)) is not None

    def find_names(self) -> Iterator[str]:
        """Paths of all files in the folder, relative to it, those still being written left out. Order: by name."""
        for folder, below, names in os.walk(self._folder):
            below[:] = sorted(name for name in below if not name.startswith(_UNNAMED))
            yield from (str((Path(folder) / name).relative_to(self._folder)) for name in sorted(names))

    def path_of(self, sha256: str) -> Path:
        """Where the capture lies, or would."""
        return self._folder / _name_of(sha256)

    def _write_new(self, new: Mapping[str, bytes]) -> None:
        """Bytes first, then names, then folders, so that no name ever stands for half a file."""
        if not new:
            return
        make_folder(self._folder)
        self._sweep()
        folders = {self.path_of(sha256).parent for sha256 in new}
        with folder_beside(self._folder, _UNNAMED) as fresh:
            for sha256, data in new.items():
                write_new_file(fresh / sha256, _packed(data))
            sync_paths([fresh / sha256 for sha256 in new])
            for folder in folders:
                folder.mkdir(mode=OWN_FOLDER, exist_ok=True)
            for sha256 in new:
                (fresh / sha256).rename(self.path_of(sha256))
        sync_paths([self._folder, *folders])

    def _sweep(self) -> None:
        """Takes away what runs that were killed have left; once for each opening."""
        if self._swept:
            return
        self._swept = True
        for folder in self._folder.glob(f"{_UNNAMED}*"):
            age_s = _age_s(folder)
            if age_s is not None and age_s > _LEFT_S:
                shutil.rmtree(folder, ignore_errors=True)


def hash_of(name: str) -> str | None:
    """The hash of the blob that is called so in the folder; None when no blob is called so."""
    sha256 = name.removesuffix(".zst").rpartition("/")[2]
    return sha256 if _HASH.fullmatch(sha256) and _name_of(sha256) == name else None


def _name_of(sha256: str) -> str:
    # One level of folders: a million captures are 4,000 files in each. Two levels: 1,300 written a second for 1,500.
    return f"{sha256[:2]}/{sha256}.zst"


def _age_s(path: Path) -> float | None:
    """Seconds since the name was given; None when there is no such file."""
    with suppress(OSError):
        return time.time() - path.stat(follow_symlinks=False).st_ctime
    return None


def _packed(data: bytes) -> bytes:
    """The bytes as they are stored: one zstd frame that says its size, and the seal."""
    frame = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True, write_checksum=False).compress(data)
    return frame + _SEAL + hashlib.sha256(frame).digest()


def _most_packed(size: int) -> int:
    """The most bytes that a blob of `size` bytes takes: zstd's own bound, and the seal."""
    return size + (size >> 8) + 1024 + _SEAL_BYTES


def _unpacked(packed: bytes, size: int | None) -> bytes | None:
    """The bytes that were packed; None when they were altered. Takes no more memory than the size that is allowed."""
    frame, seal = packed[:-_SEAL_BYTES], packed[-_SEAL_BYTES:]
    if seal != _SEAL + hashlib.sha256(frame).digest():
        return None
    try:
        told = zstandard.frame_content_size(frame)
        if not 0 <= told <= MOST_BYTES or size not in (None, told):
            return None
        return zstandard.ZstdDecompressor().decompress(frame, max_output_size=told, allow_extra_data=False)
    except zstandard.ZstdError:
        return None


def _read_plain_file(path: Path, most: int) -> bytes:
    """Its first `most` + 1 bytes. A link, a pipe or a device in the place of the file is not read.

    Raises: NotFound, ArchiveError.
    """
    try:
        with open(path, "rb", opener=_open_waiting_for_nobody) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ArchiveError(f"{path} was replaced by something that is not a file")
            return file.read(most + 1)
    except OSError as error:
        cannot_read(path, error)


def _open_waiting_for_nobody(path: str, flags: int) -> int:
    """Opening a pipe would wait for its other end, and a link could lead anywhere."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
