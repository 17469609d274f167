"""What is underway, on both databases: the mirror of the log, and what a server said of a page when it last came."""

from __future__ import annotations

from isnad.keep.findings import write_findings
from isnad.keep.receipts import last_receipt, write_receipts
from isnad.keep.store import Store
from isnad.keep.waiting import (
    LastFetch,
    find_head,
    find_last_fetch,
    find_places,
    find_skipped_among,
    mirror_receipts,
)
from isnad.model import Finding
from tests.keep.records import make_receipt


def test_the_mirror_follows_the_log_to_its_end(store: Store) -> None:
    log = [make_receipt(number, b"%d" % number) for number in range(1, 2100)]
    with store.write() as conn:
        assert find_head(conn) is None
        mirror_receipts(conn, lambda after: log[after:7])
        assert (last_receipt(conn), find_head(conn)) == (7, (7, f"{7:064x}"))
        mirror_receipts(conn, lambda after: log[after:])
        mirror_receipts(conn, lambda after: log[after:])
        assert last_receipt(conn) == 2099
        assert find_places(conn, "run-1") == {(receipt.where, receipt.capture.sha256): 1 for receipt in log}
        assert find_places(conn, "run-2") == {}


def test_the_last_fetch_is_that_of_the_newest_receipt(store: Store) -> None:
    url = "https://khayal.example/" + "x" * 9000
    old = make_receipt(1, b"old", url=url, headers=(("etag", "one"),))
    new = make_receipt(2, b"new", url=url, headers=(("Last-Modified", "Thu, 05 Dec 2024 10:00:00 GMT"),))
    with store.write() as conn:
        write_receipts(conn, [new, old])
        said = LastFetch(new.capture, new.received, None, "Thu, 05 Dec 2024 10:00:00 GMT")
        assert find_last_fetch(conn, url) == said
        assert find_last_fetch(conn, "https://khayal.example/other") is None


def test_which_of_some_items_are_skipped(store: Store) -> None:
    with store.write() as conn:
        for place, verdict in (("b", "skipped"), ("a", "skipped"), ("c", "skipped"), ("c", "recovered")):
            write_findings(conn, [Finding("item", place, verdict, "isnad", "2024-12-05T10:00:00Z", verdict)])
        assert find_skipped_among(conn, ["c", "b", "a", "d"]) == ["a", "b"]
        assert find_skipped_among(conn, []) == []
