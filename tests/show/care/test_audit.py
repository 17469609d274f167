"""The desk's own log: each line follows the one before, and any change of it is found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from isnad.errors import ArchiveError
from isnad.show.care.audit import Act, AuditLog

AT = "2024-12-07T09:00:00.000000Z"


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    """A log of three acts."""
    log = AuditLog(tmp_path)
    for subject in ("incident 1", "حادثة", "incident 3"):
        log.append(Act("viewed", "amal", "analyst", subject), AT)
    return log


def test_acts_follow_each_other(log: AuditLog) -> None:
    entries = list(log.read())
    assert [(entry.number, entry.act.subject) for entry in entries] == [
        (1, "incident 1"),
        (2, "حادثة"),
        (3, "incident 3"),
    ]
    assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    found = log.verify()
    assert (found.entries, found.head, found.broken) == (3, entries[-1].hash, None)
    assert log.path.stat().st_mode & 0o077 == 0


def test_every_byte_counts(log: AuditLog) -> None:
    whole = log.path.read_bytes()
    for place in range(len(whole)):
        log.path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert log.verify().broken, place


def test_a_line_that_is_taken_out_moved_or_written_twice_is_found(log: AuditLog) -> None:
    one, two, three = log.path.read_bytes().splitlines(keepends=True)
    for lines in ((one, three), (two, three), (one, three, two), (one, two, two, three), (one, one)):
        log.path.write_bytes(b"".join(lines))
        assert log.verify().broken


def test_half_a_line_of_a_crash_is_replaced_by_the_next(log: AuditLog) -> None:
    whole = log.path.read_bytes()
    for cut in (1, 5, 100):
        log.path.write_bytes(whole + whole.splitlines(keepends=True)[0][:cut])
        assert (log.verify().entries, log.verify().broken) == (3, None)
        log.append(Act("viewed", "amal", "analyst", "incident 4"), AT)
        assert (log.verify().entries, log.verify().broken) == (4, None)


def test_nothing_follows_a_line_that_was_altered(log: AuditLog) -> None:
    whole = log.path.read_bytes()
    for altered in (whole[:-3] + b"x\n", whole[:-1] + b"x"):
        log.path.write_bytes(altered)
        with pytest.raises(ArchiveError, match="last line"):
            log.append(Act("viewed", "amal", "analyst"), AT)
        assert log.path.read_bytes() == altered


def test_many_at_once_stand_in_one_chain(log: AuditLog) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: AuditLog(log.path.parent).append(Act("viewed", None, "public", str(n)), AT), range(40)))
    assert (log.verify().entries, log.verify().broken) == (43, None)


def test_no_log_yet_is_a_log_that_holds(tmp_path: Path) -> None:
    assert AuditLog(tmp_path).verify().broken is None


def test_a_long_word_is_cut(log: AuditLog) -> None:
    entry = log.append(Act("refused", None, "public", "x" * 100_000, "ن" * 100_000), AT)
    assert len(entry.act.subject) == 2500
    assert log.verify().broken is None
    log.append(Act("viewed", None, "public"), AT)
    assert log.verify().entries == 5
