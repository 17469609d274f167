"""The log: one unbroken chain, whoever writes and whenever they are stopped."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import ArchiveError
from isnad.gather.archive import log
from isnad.gather.archive.archive import Archive, Arrival
from isnad.gather.archive.receipts import FIRST_PREVIOUS, covered_bytes, find_fault, hash_receipt
from isnad.gather.archive.verify import verify_archive
from isnad.model import Capture

pytestmark = pytest.mark.usefixtures("unflushed")

_TEXT = st.text(max_size=20)
_PAIRS = st.lists(st.tuples(_TEXT, _TEXT), max_size=3).map(tuple)
_ARRIVALS = st.builds(
    Arrival,
    capture=st.builds(Capture, st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 1 << 40)),
    where=_TEXT,
    kind=_TEXT,
    received=_TEXT,
    tool=_TEXT,
    run=_TEXT,
    url=st.none() | _TEXT,
    final_url=st.none() | _TEXT,
    status=st.none() | st.integers(100, 599),
    headers=_PAIRS,
    told=_PAIRS,
)


def test_receipts_count_from_one_and_each_holds_the_hash_of_the_one_before(archive: Archive) -> None:
    receipts = tuple(archive.receipts())
    assert [r.number for r in receipts] == [1, 2, 3, 4]
    assert [r.previous for r in receipts] == [FIRST_PREVIOUS, *(r.hash for r in receipts[:-1])]
    assert archive.head() == receipts[-1]
    assert all(r.hash == hash_receipt(r) == sha256(covered_bytes(r)).hexdigest() for r in receipts)


def test_a_line_can_be_checked_without_isnad(archive: Archive) -> None:
    for line in archive.log.path.read_text("ascii").splitlines():
        members = json.loads(line)
        digest = members.pop("hash")
        assert sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).hexdigest() == digest


@settings(deadline=None)
@given(st.lists(st.lists(_ARRIVALS, max_size=4), max_size=4))
def test_any_receipt_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Arrival]]
) -> None:
    archived = Archive(tmp_path_factory.mktemp("any")).log
    told = [receipt for batch in batches for receipt in archived.append(batch)]
    assert list(archived.read()) == told
    last = None
    for line in archived.path.read_bytes().splitlines(keepends=True) if told else ():
        last, fault = find_fault(line, last)
        assert fault is None


def test_names_that_are_no_utf8_keep_their_bytes(archive: Archive, arrive: Callable[..., Arrival]) -> None:
    where = os.fsdecode("خيال".encode() + b"\xff\xfe.txt")
    (receipt,) = archive.append([arrive(archive.put([b"x"])[0], where)])
    assert archive.head() == receipt
    assert receipt.where == where
    assert verify_archive(archive).broken is None


def test_receipts_after_a_number_are_found_by_bisection(
    tmp_path: Path, reports: tuple[bytes, ...], arrive: Callable[..., Arrival], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path)
    captures = archive.put(reports)
    archive.append([arrive(captures[n % 4], "x" * (n * n % 997) + f":{n}") for n in range(1, 101)])
    for after in (-1, *range(102), 10_000):
        assert [r.number for r in archive.receipts(after)] == list(range(max(after, 0) + 1, 101))
    parsed: list[int] = []
    parse = log.parse_receipt
    monkeypatch.setattr(log, "parse_receipt", lambda line: parsed.append(1) or parse(line))
    assert next(archive.receipts(80)).number == 81
    assert len(parsed) < 20


def test_a_receipt_of_a_capture_that_is_not_there_is_refused(archive: Archive, arrive: Callable[..., Arrival]) -> None:
    with pytest.raises(ArchiveError, match="is not in"):
        archive.append([arrive(Capture("0" * 64, 3))])
    assert verify_archive(archive).receipts == 4


def test_the_same_bytes_again_are_one_more_receipt_and_nothing_else(
    archive: Archive, reports: tuple[bytes, ...], keep: Callable[..., object]
) -> None:
    keep(archive, reports[:1])
    checked = verify_archive(archive)
    assert (checked.receipts, checked.captures) == (5, 4)


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_an_append_cut_off_at_any_byte_is_mended_and_nothing_acknowledged_is_lost(
    archive: Archive, reports: tuple[bytes, ...], arrive: Callable[..., Arrival], step: int
) -> None:
    """The log as a crash leaves it at every byte of an append of two; the quick set takes every ninth and the ends."""
    path = archive.log.path
    before = path.read_bytes()
    acknowledged = tuple(archive.receipts())
    captures = archive.put(reports[:2])
    cut_off = archive.append([arrive(c, "cut") for c in captures])
    whole = path.read_bytes()
    line_end = whole.index(b"\n", len(before))
    for end in {
        *range(len(before), len(whole) + 1, step),
        *range(line_end - 1, line_end + 3),
        len(whole) - 1,
        len(whole),
    }:
        path.write_bytes(whole[:end])
        torn = verify_archive(archive, bytes_too=False)
        assert torn.broken is None
        assert torn.torn == (whole[end - 1 : end] != b"\n")
        assert tuple(archive.receipts())[:4] == acknowledged
        (new,) = archive.append([arrive(captures[0], "after")])
        kept = tuple(archive.receipts())
        assert kept[:4] == acknowledged
        assert kept[4:] in ((new,), (cut_off[0], new), (*cut_off, new))
        mended = verify_archive(archive, bytes_too=False)
        assert (mended.broken, mended.torn, mended.receipts) == (None, False, len(kept))


def test_an_altered_last_line_is_not_built_upon(archive: Archive, arrive: Callable[..., Arrival]) -> None:
    captures = archive.put([b"x"])
    whole = archive.log.path.read_bytes()
    for altered in (whole[:-1] + b"\x0b", whole[:-30] + b"\n" + whole[-29:], whole + b"\n", whole + b"{}\n"):
        archive.log.path.write_bytes(altered)
        with pytest.raises(ArchiveError, match="isnad verify"):
            archive.append([arrive(captures[0])])
        assert archive.log.path.read_bytes() == altered
        assert verify_archive(archive).broken is not None


def test_a_log_that_is_one_endless_line_is_refused_within_bounds(
    archive: Archive, arrive: Callable[..., Arrival], monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = archive.put([b"x"])[0]
    monkeypatch.setattr(log, "LONGEST_LINE", 4096)
    with pytest.raises(ArchiveError, match="longer than"):
        archive.append([arrive(capture, "x" * 4096)])
    with archive.log.path.open("ab") as file:
        file.write(b"x" * 100_000)
    for use in (archive.head, lambda: list(archive.receipts()), lambda: archive.append([arrive(capture)])):
        with pytest.raises(ArchiveError, match="line longer"):
            use()
    broken = verify_archive(archive).broken
    assert broken is not None
    assert broken.number == 5


def _append_many(folder: str, name: str, count: int) -> None:
    from isnad.gather.archive.archive import Archive, Arrival

    archive = Archive(Path(folder))
    for number in range(count):
        captures = archive.put([f"{number // 2}".encode(), f"{name}{number}".encode()])
        archive.append([Arrival(c, f"{name}:{number}", "file", "t", "tool", name) for c in captures])


def test_two_processes_at_once_make_one_chain_with_all_receipts(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append_many, args=(str(tmp_path), name, 40)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    archive = Archive(tmp_path)
    checked = verify_archive(archive)
    assert (checked.broken, checked.receipts, checked.captures, checked.unnamed) == (None, 160, 100, ())
    for name in ("a", "b"):
        assert [r.where for r in archive.receipts() if r.run == name][::2] == [f"{name}:{n}" for n in range(40)]


def _append_and_tell(folder: str, told: Connection) -> None:
    from isnad.gather.archive.archive import Archive, Arrival

    archive = Archive(Path(folder))
    for number in range(10_000):
        captures = archive.put([os.urandom(50) for _ in range(5)])
        receipts = archive.append([Arrival(c, f"{number}", "file", "t", "tool", "run") for c in captures])
        told.send(receipts[-1].number)


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_was_told_is_kept(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    acknowledged = 0
    for moment in range(6):
        ours, theirs = context.Pipe(duplex=False)
        writer = context.Process(target=_append_and_tell, args=(str(tmp_path), theirs))
        writer.start()
        theirs.close()
        assert ours.poll(30)
        time.sleep(0.0037 * moment)
        writer.kill()
        writer.join(30)
        with suppress(EOFError):
            while ours.poll():
                acknowledged = ours.recv()
        ours.close()
        checked = verify_archive(Archive(tmp_path))
        assert checked.broken is None
        assert checked.receipts >= acknowledged > 0


def test_a_log_that_another_process_never_lets_go_is_waited_for_within_bounds(
    archive: Archive, reports: tuple[bytes, ...], keep: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_LONGEST_WAIT_S", 0.05)
    with archive.log.path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for use in (archive.head, lambda: keep(archive, reports)):
            with pytest.raises(ArchiveError, match=r"^another process has held [^\n]+$"):
                use()
    keep(archive, reports)


def test_a_log_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.log.path.mkdir()
    for use in (archive.head, lambda: list(archive.receipts()), lambda: verify_archive(archive)):
        with pytest.raises(ArchiveError, match=r"^cannot read [^\n]+$"):
            use()


def test_the_hash_covers_every_member(archive: Archive) -> None:
    head = archive.head()
    assert head is not None
    changes = {"number": 9, "capture": Capture("0" * 64, 1), "status": None, "url": None, "headers": (), "told": ()}
    changes |= dict.fromkeys(("where", "kind", "received", "tool", "run", "final_url", "previous"), "other")
    assert set(changes) | {"hash"} == set(head.__dataclass_fields__)
    assert all(hash_receipt(replace(head, **{name: value})) != head.hash for name, value in changes.items())
