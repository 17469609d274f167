"""Verification: whatever is changed, taken out, put in or moved is found, and the first broken link is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.errors import ArchiveError
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.receipts import chain_receipts, line_of
from isnad.gather.archive.verify import Broken, verify_archive

pytestmark = pytest.mark.usefixtures("unflushed")

_WHERE = st.floats(0, 1, exclude_max=True)
_ONE_ARCHIVE = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _blob_of(archive: Archive, number: int) -> Path:
    receipt = next(archive.receipts(number - 1))
    (path,) = archive.folder.rglob(f"{receipt.capture.sha256}.zst")
    return path


def _rewrite(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def test_an_archive_as_it_was_written_holds(archive: Archive) -> None:
    head = archive.head()
    assert head is not None
    checked = verify_archive(archive, expected_head=(head.number, head.hash))
    assert (checked.receipts, checked.captures, checked.broken) == (4, 4, None)
    assert (checked.head, checked.torn, checked.unnamed) == ((4, head.hash), False, ())


@_ONE_ARCHIVE
@given(number=st.integers(1, 4), where=_WHERE, bit=st.integers(0, 7))
def test_any_flipped_bit_of_a_blob_is_found(archive: Archive, number: int, where: float, bit: int) -> None:
    path = _blob_of(archive, number)
    right = path.read_bytes()
    altered = bytearray(right)
    altered[int(where * len(right))] ^= 1 << bit
    _rewrite(path, bytes(altered))
    broken = verify_archive(archive).broken
    _rewrite(path, right)
    assert broken is not None
    assert broken.number == number
    assert str(broken).startswith(f"receipt {number}: capture ")


def test_every_bit_of_one_blob(tmp_path: Path, keep: Callable[..., object]) -> None:
    archive = Archive(tmp_path)
    keep(archive, ["حمص".encode()])
    path = _blob_of(archive, 1)
    right = path.read_bytes()
    for place in range(len(right)):
        for bit in range(8):
            altered = bytearray(right)
            altered[place] ^= 1 << bit
            path.chmod(0o600)
            path.write_bytes(altered)
            with pytest.raises(ArchiveError, match="altered"):
                archive.read(path.stem)


@_ONE_ARCHIVE
@given(where=_WHERE, byte=st.integers(1, 255))
def test_any_changed_byte_of_the_log_is_found(archive: Archive, where: float, byte: int) -> None:
    right = archive.log.path.read_bytes()
    place = int(where * len(right))
    altered = bytearray(right)
    altered[place] ^= byte
    archive.log.path.write_bytes(altered)
    broken = verify_archive(archive, bytes_too=False).broken
    archive.log.path.write_bytes(right)
    assert broken is not None
    assert broken.number == right[:place].count(b"\n") + 1


def test_the_last_line_end_of_the_log(archive: Archive) -> None:
    """A crash leaves a line without its end; another byte in its place is no crash."""
    right = archive.log.path.read_bytes()
    for other in set(range(256)) - {10}:
        archive.log.path.write_bytes(right[:-1] + bytes([other]))
        assert verify_archive(archive, bytes_too=False).broken == Broken(4, "the end of its line was altered")


def test_a_receipt_taken_out_moved_or_told_twice_is_found(archive: Archive) -> None:
    one, two, three, four = archive.log.path.read_bytes().splitlines(keepends=True)
    for lines, number in (
        ((two, three, four), 1),
        ((one, three, four), 2),
        ((one, three, two, four), 2),
        ((one, two, two, three, four), 3),
        ((one, two, b"\n", three, four), 3),
        ((one, two, three.replace(b"{", b"{ ", 1), four), 3),
    ):
        archive.log.path.write_bytes(b"".join(lines))
        broken = verify_archive(archive).broken
        assert broken is not None
        assert broken.number == number


def test_a_receipt_put_in_or_made_anew_is_found_by_the_next(archive: Archive, arrive: Callable[..., object]) -> None:
    receipts = tuple(archive.receipts())
    lines = [line_of(r) for r in receipts]
    ((_, forged),) = chain_receipts((arrive(receipts[0].capture, "forged"),), receipts[1])  # type: ignore[arg-type]
    for altered, number in (([*lines[:2], forged, *lines[2:]], 4), ([*lines[:2], forged, *lines[3:]], 4)):
        archive.log.path.write_bytes(b"".join(altered))
        broken = verify_archive(archive).broken
        assert broken is not None
        assert broken.number == number


def test_newest_receipts_that_were_taken_away_are_found_where_their_end_is_remembered(archive: Archive) -> None:
    head = archive.head()
    assert head is not None
    lines = archive.log.path.read_bytes().splitlines(keepends=True)
    for left in range(4):
        archive.log.path.write_bytes(b"".join(lines[:left]))
        assert verify_archive(archive).broken is None, "a log cannot tell by itself"
        broken = verify_archive(archive, expected_head=(head.number, head.hash)).broken
        assert broken == Broken(left + 1, "it is missing: the log once went on to receipt 4")


def test_a_log_written_anew_is_found_where_its_end_is_remembered(
    tmp_path: Path, archive: Archive, reports: tuple[bytes, ...], keep: Callable[..., object]
) -> None:
    head = archive.head()
    assert head is not None
    other = Archive(tmp_path / "other")
    keep(other, reports[::-1])
    keep(other, reports)
    assert verify_archive(other).broken is None
    broken = verify_archive(other, expected_head=(head.number, head.hash)).broken
    assert broken is not None
    assert (broken.number, "written anew" in broken.reason) == (4, True)


def test_a_missing_capture_is_found_and_the_log_alone_does_not_look(archive: Archive) -> None:
    path = _blob_of(archive, 3)
    path.unlink()
    broken = verify_archive(archive).broken
    assert broken is not None
    assert str(broken) == f"receipt 3: its capture {path.stem} is missing"
    assert verify_archive(archive, bytes_too=False).broken is None


def test_the_first_broken_link_is_named_whether_receipt_or_capture(archive: Archive) -> None:
    _blob_of(archive, 2).unlink()
    lines = archive.log.path.read_bytes().splitlines(keepends=True)
    archive.log.path.write_bytes(b"".join((*lines[:3], lines[3].replace(b"run-1", b"run-2"))))
    checked = verify_archive(archive)
    assert checked.broken is not None
    assert (checked.broken.number, checked.receipts) == (2, 1)
    log_alone = verify_archive(archive, bytes_too=False)
    assert log_alone.broken == Broken(4, "its content does not match its hash")


def test_captures_swapped_for_one_another_are_found(archive: Archive) -> None:
    one, two = _blob_of(archive, 1), _blob_of(archive, 2)
    data = one.read_bytes()
    _rewrite(one, two.read_bytes())
    assert verify_archive(archive).broken is not None
    _rewrite(one, data)
    assert verify_archive(archive).broken is None


def test_files_that_no_receipt_names_are_told_and_are_not_a_break(archive: Archive) -> None:
    (capture,) = archive.put([b"never acknowledged"])
    (archive.folder / "blobs" / "note.txt").write_text("left here")
    (archive.folder / "blobs" / ".hidden").mkdir()
    (archive.folder / "blobs" / ".hidden" / "x").write_text("hidden here")
    checked = verify_archive(archive)
    assert checked.broken is None
    assert set(checked.unnamed) == {f"{capture.sha256[:2]}/{capture.sha256}.zst", "note.txt", ".hidden/x"}
    (path,) = archive.folder.rglob(f"{capture.sha256}.zst")
    _rewrite(path, path.read_bytes()[:-1])
    broken = verify_archive(archive).broken
    assert broken is not None
    assert (broken.number, "was altered" in str(broken)) == (None, True)


def test_a_copy_of_the_archive_holds_and_needs_no_right_to_write(tmp_path: Path, archive: Archive) -> None:
    shutil.copytree(archive.folder, tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    assert verify_archive(Archive(tmp_path / "copy")) == verify_archive(archive)
    for path in (tmp_path / "copy").rglob("*"):
        path.chmod(0o700)
