"""Receipts on both databases: the store's mirror of the archive's log."""

from __future__ import annotations

from isnad.keep.receipts import (
    find_known,
    last_receipt,
    load_receipts,
    write_receipts,
)
from isnad.keep.store import Store
from tests.keep.records import make_receipt, write_version


def test_receipts_are_read_back_and_written_once(store: Store) -> None:
    given = [make_receipt(1, b"one"), make_receipt(2, b"two", url=None, status=None, headers=(("x", "\0\udcff"),))]
    with store.write() as conn:
        assert last_receipt(conn) == 0
        write_receipts(conn, given)
        write_receipts(conn, [*given, make_receipt(3, b"one"), make_receipt(3, b"one")])
        write_receipts(conn, [])
    with store.read() as conn:
        assert last_receipt(conn) == 3
        assert load_receipts(conn, given[0].capture.sha256) == (given[0], make_receipt(3, b"one"))
        assert load_receipts(conn, given[1].capture.sha256) == (given[1],)
        assert load_receipts(conn, "unknown") == ()


def test_what_was_received_before(store: Store) -> None:
    with store.write() as conn:
        version = write_version(conn)
        broken = make_receipt(2, b"broken").capture.sha256
        write_receipts(conn, [make_receipt(2, b"broken")])
        known = find_known(conn, [version.capture, broken, "0" * 64])
    assert known == {version.capture: version.version_id, broken: None}


def test_more_names_than_one_question_takes(store: Store) -> None:
    receipts = [make_receipt(number, b"%d" % number) for number in range(1, 2502)]
    with store.write() as conn:
        write_receipts(conn, receipts)
        assert len(find_known(conn, [receipt.capture.sha256 for receipt in receipts])) == 2501


def test_a_receipt_that_is_not_there_yet_is_not_passed_over(store: Store) -> None:
    for number, last in ((2, 0), (5, 0), (1, 2), (4, 2), (3, 5)):
        with store.write() as conn:
            write_receipts(conn, [make_receipt(number)])
            assert last_receipt(conn) == last


def test_receipts_as_of_a_moment_are_those_of_what_was_received_or_crawled_by_then(store: Store) -> None:
    late, now = "2024-12-09T00:00:00.000000Z", "2024-12-07T12:00:00.000000Z"
    crawled = (("crawled", "2024-12-06T08:00:00Z"),)
    given = [
        make_receipt(1, b"one", received="2024-12-07T09:00:00.000000Z"),
        make_receipt(2, b"one", received=late),
        make_receipt(3, b"one", received=late, told=crawled),
        make_receipt(4, b"two", received=late, told=(("crawled", "0000"),)),
    ]
    with store.write() as conn:
        write_receipts(conn, given)
    with store.read() as conn:
        one, two = given[0].capture.sha256, given[3].capture.sha256
        assert load_receipts(conn, one, as_of=now) == (given[0], given[2])
        assert load_receipts(conn, one, as_of="2024-12-01T00:00:00.000000Z") == ()
        assert load_receipts(conn, two, as_of=now) == ()
