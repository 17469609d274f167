"""Captures: stored once, on disk when told so, and nothing half written."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import ArchiveError, NotFound
from isnad.gather.archive import blobs, durable
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.verify import verify_archive
from isnad.model import Capture


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_is_put_is_read_and_named_by_its_hash(tmp_path: Path, reports: tuple[bytes, ...]) -> None:
    archive = Archive(tmp_path / "archive")
    contents = (*reports, b"", reports[0])
    captures = archive.put(contents)
    assert captures == tuple(Capture(hashlib.sha256(data).hexdigest(), len(data)) for data in contents)
    assert tuple(archive.read(c.sha256) for c in captures) == contents
    assert tuple(archive.read(c.sha256, c.size) for c in captures) == contents


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=300), max_size=12))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    archive = Archive(tmp_path_factory.mktemp("any"))
    assert [archive.read(c.sha256) for c in archive.put(contents)] == contents


def test_the_same_bytes_are_stored_once_and_not_written_again(archive: Archive, reports: tuple[bytes, ...]) -> None:
    before = {path: path.stat() for path in archive.folder.rglob("*.zst")}
    archive.put((*reports, reports[0]))
    assert {path: path.stat() for path in archive.folder.rglob("*.zst")} == before
    assert len(before) == len(reports)


def test_other_tools_read_a_blob(archive: Archive, reports: tuple[bytes, ...]) -> None:
    (path,) = archive.folder.rglob(f"{hashlib.sha256(reports[0]).hexdigest()}.zst")
    with path.open("rb") as file:
        assert zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read() == reports[0]


def test_nothing_is_made_before_the_first_write_and_then_for_the_owner_alone(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a" / "archive")
    assert archive.put(()) == ()
    assert archive.append(()) == ()
    assert (archive.head(), list(archive.receipts())) == (None, [])
    assert verify_archive(archive).broken is None
    assert not (tmp_path / "a").exists()
    archive.put([b"x"])
    assert archive.folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in archive.folder.rglob("*"))


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 63 + "\n"])
def test_what_was_never_put_is_not_found(archive: Archive, name: str) -> None:
    with pytest.raises(NotFound):
        archive.read(name)


def test_bytes_are_on_disk_before_names_and_names_before_put_returns(
    tmp_path: Path, reports: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file is flushed while it has no name yet, and its folder afterwards, whichever way the disk is flushed."""
    monkeypatch.setattr(durable, "_SYNCFS", None)
    flushed: list[tuple[str, bool]] = []
    flush = os.fsync

    def note(descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        flushed.append((path.name, any(tmp_path.rglob("[0-9a-f][0-9a-f]/*.zst"))))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    captures = Archive(tmp_path / "archive").put([*reports, *(bytes([n]) for n in range(20))])
    files = [named for name, named in flushed if len(name) == 64]
    assert files == [False] * len(captures)
    folders = {name for name, named in flushed if named}
    assert folders == {"blobs", *(c.sha256[:2] for c in captures)}


class _BombedBlob:
    def __init__(self, archive: Archive, content: bytes) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        (self.path,) = archive.folder.rglob(f"{self.sha256}.zst")

    def replace(self, packed: bytes) -> None:
        self.path.unlink()
        self.path.write_bytes(packed)


@pytest.fixture
def blob(archive: Archive, reports: tuple[bytes, ...]) -> _BombedBlob:
    return _BombedBlob(archive, reports[1])


def _sealed(frame: bytes) -> bytes:
    return frame + blobs._SEAL + hashlib.sha256(frame).digest()


def test_a_bomb_in_the_place_of_a_blob_is_not_unpacked(
    archive: Archive, blob: _BombedBlob, reports: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    blob.replace(_sealed(zstandard.ZstdCompressor().compress(b"\0" * (64 << 20))))
    monkeypatch.setattr(zstandard, "ZstdDecompressor", lambda: pytest.fail("was unpacked"))
    with pytest.raises(ArchiveError, match="altered"):
        archive.read(blob.sha256, len(reports[1]))
    monkeypatch.setattr(blobs, "MOST_BYTES", 32 << 20)
    with pytest.raises(ArchiveError, match="altered"):
        archive.read(blob.sha256)


def test_a_frame_that_lies_about_its_size_is_refused(archive: Archive, blob: _BombedBlob) -> None:
    """It says 10 bytes and holds 16 MiB; and one that says nothing."""
    frame = bytearray(zstandard.ZstdCompressor().compress(b"\0" * (16 << 20)))
    assert zstandard.frame_content_size(bytes(frame)) == 16 << 20
    frame[6:10] = (10).to_bytes(4, "little")
    silent = zstandard.ZstdCompressor(write_content_size=False).compress(b"\0" * (16 << 20))
    for lying in (bytes(frame), silent, b"", b"no frame"):
        blob.replace(_sealed(lying))
        with pytest.raises(ArchiveError, match="altered"):
            archive.read(blob.sha256)


def test_a_pipe_or_a_link_in_the_place_of_a_blob_is_not_waited_for(archive: Archive, blob: _BombedBlob) -> None:
    def pipe() -> None:
        os.mkfifo(blob.path)

    def link() -> None:
        blob.path.symlink_to("/dev/zero")

    def folder() -> None:
        blob.path.mkdir()

    for put_there in (pipe, link, folder):
        blob.path.rmdir() if blob.path.is_dir() else blob.path.unlink()
        put_there()
        with pytest.raises(ArchiveError):
            archive.read(blob.sha256)
        assert verify_archive(archive).broken is not None


def test_what_a_killed_run_left_is_swept_when_it_is_old(
    tmp_path: Path, keep: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "archive" / "blobs" / ".new-x"
    left.mkdir(parents=True)
    (left / "half").write_bytes(b"half")
    keep(Archive(tmp_path / "archive"), [b"a"])
    assert left.exists(), "it may be of a run that is going on"
    assert verify_archive(Archive(tmp_path / "archive")).unnamed == ()
    later = time.time() + 7200
    monkeypatch.setattr(time, "time", lambda: later)
    keep(Archive(tmp_path / "archive"), [b"b"])
    assert not left.exists()


@pytest.fixture(params=["write", "mkdir", "rename", "fsync"])
def failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the system say that the disk is full at the given call of its kind."""
    name = request.param
    owner = Path if name == "rename" else os
    real = getattr(owner, name)

    def start(nth: int) -> None:
        calls = iter(range(1000))

        def fail(*given: object, **named: object) -> object:
            if next(calls) >= nth:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        monkeypatch.setattr(owner, name, fail)

    return start


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_full_disk_is_one_clear_line_and_leaves_nothing_behind(
    archive: Archive, failing: Callable[[int], None], nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(archive.folder)
    failing(nth)
    with pytest.raises(ArchiveError, match=r"^cannot write to \S+: No space left on device; [^\n]+$"):
        archive.put([bytes([n]) * 9 for n in range(6)])
    monkeypatch.undo()
    assert not list(archive.folder.rglob(".*"))
    checked = verify_archive(archive)
    assert (checked.broken, checked.receipts) == (None, 4)
    assert set(before) <= set(_files(archive.folder))


def test_a_full_disk_while_appending_leaves_the_log_as_it_was(
    archive: Archive, reports: tuple[bytes, ...], keep: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.log.path.read_bytes()
    write = os.write

    def half(descriptor: int, data: memoryview) -> int:
        if len(data) < 40:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data[: len(data) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(ArchiveError, match="No space left"):
            keep(archive, reports)
    assert archive.log.path.read_bytes() == before
    assert verify_archive(archive).broken is None
    keep(archive, reports)
    assert verify_archive(archive).receipts == 8


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk, where the system permits it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_stops_the_run_and_the_archive_holds(
    small_disk: Path, keep: Callable[..., object]
) -> None:
    archive = Archive(small_disk / "archive")
    kept = 0

    def fill() -> None:
        nonlocal kept
        for batch in range(100):
            keep(archive, [os.urandom(4000) + bytes([batch, n]) for n in range(10)])
            kept += 10

    with pytest.raises(ArchiveError, match=r"^cannot write to [^\n]+: No space left on device; [^\n]+$"):
        fill()
    checked = verify_archive(archive)
    assert kept > 0
    assert (checked.broken, checked.receipts, checked.torn) == (None, kept, False)
    assert not list(archive.folder.rglob(".new-*"))


def test_a_folder_that_must_not_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(b"a file")
    with pytest.raises(ArchiveError, match=r"^cannot write to [^\n]+$"):
        Archive(tmp_path / "archive").put([b"x"])


def test_a_capture_over_the_bound_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "MOST_BYTES", 1 << 20)
    with pytest.raises(ArchiveError, match="larger than 1 MiB"):
        archive.put([b"x" * ((1 << 20) + 1)])
