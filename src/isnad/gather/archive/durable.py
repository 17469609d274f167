"""Files that are there after a power cut: written whole, flushed to disk, and named only then."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from isnad.errors import ArchiveError, NotFound

OWN_FOLDER = 0o700
"""Rights of the folders: what was gathered is for its owner alone."""

_WRITTEN_ONCE = 0o400
_FEW = 8
# Linux has it; without it every file is flushed by itself.
_SYNCFS = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None


def write_new_file(path: Path, data: bytes) -> None:
    """Writes a file that nobody changes again; it is on disk only after `sync_paths`.

    Raises: OSError, also where the file exists.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _WRITTEN_ONCE)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Writes every byte: the system may take a part at a time. Raises: OSError."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def sync_paths(paths: Sequence[Path]) -> None:
    """Puts the bytes of the files and the names in the folders on disk; all lie on one disk. Raises: OSError."""
    # Flushing each of many files waits for the disk each time. 200 captures at once, on two busy cores: 327 files a
    # second flushed one by one, 910 in four threads, 950 by one flush of their disk.
    if len(paths) > _FEW and _flush_disk_of(paths[0]):
        return
    for path in paths:
        _sync_path(path)


def _flush_disk_of(path: Path) -> bool:
    """Puts all that was written to the path's disk on it; False where the system cannot. Raises: OSError."""
    if _SYNCFS is None:
        return False
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _SYNCFS(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(descriptor)
    return True


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Makes the folder and those above it where they are missing, for the owner alone, their names on disk.

    Raises: OSError.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=OWN_FOLDER)
    sync_paths([folder.parent])


@contextmanager
def folder_beside(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder of one's own in `parent` for files that do not have their name yet; gone at the end, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_named(path: Path, data: bytes) -> None:
    """Writes the file whole or not at all, name and bytes on disk. A file of that name is replaced. Raises: OSError."""
    make_folder(path.parent)
    with folder_beside(path.parent, ".new-") as fresh:
        write_new_file(fresh / path.name, data)
        sync_paths([fresh / path.name])
        (fresh / path.name).rename(path)
    sync_paths([path.parent])


def cannot_write(folder: Path, error: OSError) -> ArchiveError:
    """What to tell a person when the system refuses to write."""
    return ArchiveError(
        f"cannot write to {folder}: {error.strerror or error}; free space or give access, then run again"
    )


def cannot_read(path: Path, error: OSError) -> NoReturn:
    """Tells a person why a file of the archive cannot be read.

    Raises: NotFound when it is not there, ArchiveError for every other reason.
    """
    if isinstance(error, FileNotFoundError):
        raise NotFound(f"{path} is not there") from error
    raise ArchiveError(f"cannot read {path}: {error.strerror or error}") from error
