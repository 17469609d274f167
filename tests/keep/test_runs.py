"""Runs and the balance on both databases."""

from __future__ import annotations

import pytest

from isnad.errors import NotFound
from isnad.keep.articles import mark_unreadable
from isnad.keep.claims import write_readings
from isnad.keep.findings import write_findings
from isnad.keep.receipts import write_receipts
from isnad.keep.runs import Balance, Run, end_run, find_balance, find_interrupted, find_runs, note_run, start_run
from isnad.keep.store import Store
from isnad.keep.waiting import find_waiting
from isnad.model import Finding
from tests.keep.records import TEXT, make_article, make_receipt, write_version

_AT, _LATER = "2024-12-05T10:00:00.000000Z", "2024-12-05T11:00:00.000000Z"


def test_a_run_is_noted_from_beginning_to_end(store: Store) -> None:
    with store.write() as conn:
        start_run(conn, "run-1", "gather", ["a", "b"], _AT, "host:1")
        note_run(conn, "run-1", {"gathered": 3})
        running = Run("run-1", "gather", ("a", "b"), _AT, "host:1", counts=(("gathered", 3),))
        assert find_runs(conn) == find_interrupted(conn) == (running,)
        assert find_interrupted(conn, lambda owner: owner == "host:1") == ()
        assert find_interrupted(conn, command="read") == ()
        start_run(conn, "run-1", "gather", ["a", "b"], _LATER, "host:2")
        assert find_runs(conn)[0].owner == "host:2"
        end_run(conn, "run-1", _LATER, {"gathered": 5})
        start_run(conn, "run-2", "read", [], _LATER, "host:3")
        end_run(conn, "run-2", _LATER, reason="the disk is full")
        assert [(r.run_id, r.state, r.reason) for r in find_runs(conn)] == [
            ("run-2", "failed", "the disk is full"), ("run-1", "done", ""),
        ]  # fmt: skip
        assert find_interrupted(conn) == ()
        with pytest.raises(NotFound):
            note_run(conn, "run-3", {})


def test_the_balance_holds_whatever_becomes_of_the_items(store: Store) -> None:
    with store.write() as conn:
        assert find_balance(conn) == Balance(0, 0, 0, 0, 0)
        found = [write_version(conn, n, make_article(f"{TEXT} {n}"), f"id:khayal/{n}") for n in range(1, 6)]
        write_version(conn, 6, make_article(f"{TEXT} 1"), "id:khayal/1")  # the same report in other bytes
        write_receipts(conn, [make_receipt(7, b"bytes 2"), make_receipt(8, b"feed", kind="listing")])
        write_receipts(conn, [make_receipt(9, b"broken"), make_receipt(10, b"to be parsed")])
        assert find_balance(conn) == Balance(9, 0, 2, 0, 7)
        assert [receipt.number for receipt in find_waiting(conn)] == [9, 10]
        write_readings(conn, [(version, []) for version in found[:3]], "k1")
        mark_unreadable(conn, [found[3].version_id], "k1")
        skipped = ["khayal/9.html", "https://khayal.example/gone", "khayal/1.html"]
        at = make_receipt(9).received  # the time of the receipt where there is one
        write_findings(conn, [Finding("item", where, "skipped", "isnad", at, "why") for where in skipped])
        # Of the third it was gathered and read once, and could not be fetched a second time.
        assert find_balance(conn) == Balance(11, 3, 2, 4, 2)
        assert find_balance(conn).holds
        assert [receipt.number for receipt in find_waiting(conn)] == [10]
        assert find_waiting(conn, skipped=True) == (make_receipt(9, b"broken"),)
        write_findings(conn, [Finding("item", where, "recovered", "isnad", _LATER) for where in skipped[1:]])
        assert find_balance(conn) == Balance(9, 3, 2, 2, 2)
