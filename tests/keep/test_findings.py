"""Findings on both databases: only added to, and what is skipped now."""

from __future__ import annotations

from isnad.keep.findings import find_findings, find_skipped, write_findings
from isnad.keep.store import Store
from isnad.model import Finding


def _finding(verdict: str, subject: str = "khayal/1.html", at: int = 1, **changes: object) -> Finding:
    values: dict[str, object] = {"subject_kind": "item", "by": "isnad 0.1.0", "reason": "no Arabic"}
    return Finding(subject=subject, verdict=verdict, at=f"2024-12-05T10:00:{at:02d}Z", **{**values, **changes})  # type: ignore[arg-type]


def test_findings_are_read_back_and_written_once(store: Store) -> None:
    given = [
        _finding("skipped", detail=(("run", "run-1"), ("\0", "ثم"))),
        _finding("skipped", at=2),
        _finding("same", subject_kind="claim", seen="0" * 16),
    ]
    with store.write() as conn:
        write_findings(conn, given)
        write_findings(conn, [given[1], given[0], given[0]])
        write_findings(conn, [])
    with store.read() as conn:
        assert [found.finding for found in find_findings(conn, "khayal/1.html")] == given
        assert [f.finding for f in find_findings(conn, "khayal/1.html", kind="claim")] == given[2:]
        assert not any(found.stale for found in find_findings(conn, "khayal/1.html"))
        assert find_findings(conn, "khayal/2.html") == ()


def test_what_is_skipped_now(store: Store) -> None:
    long = "https://khayal.example/" + "x" * 9000
    with store.write() as conn:
        write_findings(conn, [_finding("skipped"), _finding("skipped", "b"), _finding("skipped", long)])
        assert [f.subject for f in find_skipped(conn)] == ["khayal/1.html", "b", long]
        write_findings(conn, [_finding("recovered", "b", 2), _finding("skipped", at=3, reason="no text")])
        assert [(f.subject, f.reason) for f in find_skipped(conn)] == [
            (long, "no Arabic"),
            ("khayal/1.html", "no text"),
        ]
        write_findings(conn, [_finding("skipped", "b", 4)])
        assert [f.subject for f in find_skipped(conn, limit=2)] == [long, "khayal/1.html"]
        assert [f.subject for f in find_skipped(conn, limit=2, after="khayal/1.html")] == ["b"]


def test_a_finding_on_bytes_is_stale_when_it_saw_others(store: Store) -> None:
    with store.write() as conn:
        write_findings(conn, [_finding("valid", "a" * 64, subject_kind="capture", seen="a" * 64)])
        write_findings(conn, [_finding("valid", "a" * 64, 2, subject_kind="capture", seen="b" * 64)])
        assert [found.stale for found in find_findings(conn, "a" * 64)] == [False, True]
