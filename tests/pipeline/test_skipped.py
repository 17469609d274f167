"""What is skipped is listed with its reason; when the cause is gone it comes through, and is listed no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.gather.fetch.sources import Source
from isnad.pipeline import stored
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Misbehaving, respond
from tests.gather.fetch.test_files import warc
from tests.reports import feed_of, line_of, page_of, text_of
from tests.workspaces import articles_of, claims_of, counts_of, skipped_of, take_in


def _balance(workspace: Workspace) -> tuple[int, int, int, int, int]:
    balance = workspace.balance()
    assert balance.holds
    return balance.gathered, balance.read, balance.duplicate, balance.skipped, balance.waiting


def test_a_file_over_the_bound(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text_of())
    monkeypatch.setenv("ISNAD_MAX_MB", "0.0001")
    assert counts_of(take_in(workspace, path)) == (0, 0, 1)
    assert "ISNAD_MAX_MB" in skipped_of(workspace)[str(path)]
    assert _balance(workspace) == (1, 0, 0, 1, 0)
    monkeypatch.delenv("ISNAD_MAX_MB")
    assert counts_of(take_in(workspace, path)) == (1, 0, 0)
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (1, 1, 0, 0, 0)


def test_bytes_that_gave_no_article_and_do_now(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text(line_of("n1"))
    with monkeypatch.context() as patch:
        patch.setattr("isnad.gather.parse.jsonl.json", None, raising=False)
        patch.setattr("isnad.gather.parse.items.parse_record", _fail)
        assert counts_of(take_in(workspace, tmp_path / "a.jsonl")) == (0, 0, 1)
        assert workspace.retry().skipped == 1
        assert _balance(workspace) == (1, 0, 0, 1, 0)
    tally = workspace.retry()
    assert (tally.new, tally.skipped) == (1, 0)
    workspace.read()
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (1, 1, 0, 0, 0)


def _fail(*_: object) -> None:
    raise RecursionError("too deep")


def test_an_article_that_could_not_be_read_and_can_now(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(text_of())
    with monkeypatch.context() as patch:
        patch.setattr(stored, "packaged_reader", lambda: _Broken())
        take_in(workspace, tmp_path / "a.txt")
        assert _balance(workspace) == (1, 0, 0, 1, 0)
        [reason] = skipped_of(workspace).values()
        assert "too deep" in reason
    assert workspace.retry().read == 1
    assert skipped_of(workspace) == {}
    assert claims_of(workspace)
    assert _balance(workspace) == (1, 1, 0, 0, 0)


class _Broken:
    def read(self, _: object) -> None:
        raise RecursionError("too deep")


def test_bytes_that_stay_broken_stay_skipped_once(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": 3}\nno JSON\n' + line_of("n1"))
    for counts in ((1, 0, 2), (0, 1, 2)):
        assert counts_of(take_in(workspace, tmp_path / "a.jsonl")) == counts
        assert len(skipped_of(workspace)) == 2
    assert workspace.retry().skipped == 4, "each receipt for itself"
    assert len(skipped_of(workspace)) == 2
    assert _balance(workspace) == (6, 1, 1, 4, 0)


@pytest.mark.usefixtures("near")
def test_a_page_that_failed_and_comes_now(workspace: Workspace, server: Misbehaving) -> None:
    server.routes["/1"] = [respond("404 Not Found"), respond(body=page_of())]
    assert counts_of(take_in(workspace, server.url("/1"))) == (0, 0, 1)
    assert "404" in skipped_of(workspace)[server.url("/1")]
    assert workspace.retry().gathered == 0, "has no bytes to try"
    assert counts_of(take_in(workspace, server.url("/1"))) == (1, 0, 0)
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (1, 1, 0, 0, 0)


@pytest.mark.usefixtures("near")
def test_a_page_that_failed_and_has_not_changed(workspace: Workspace, server: Misbehaving) -> None:
    there = respond(headers='Content-Type: text/html\r\nETag: "1"', body=page_of())
    unchanged = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    server.routes["/1"] = [there, respond("404 Not Found"), unchanged]
    for counts in ((1, 0, 0), (0, 0, 1), (0, 1, 0)):
        assert counts_of(take_in(workspace, server.url("/1"))) == counts
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (2, 1, 1, 0, 0)


@pytest.mark.usefixtures("near")
def test_a_feed_that_failed_and_comes_now(workspace: Workspace, server: Misbehaving) -> None:
    feed = respond(headers="Content-Type: application/xml", body=feed_of(server.url("/1")))
    server.routes |= {"/feed": [respond("404 Not Found"), feed], "/1": respond(body=page_of())}
    assert counts_of(take_in(workspace, server.url("/feed"))) == (0, 0, 1)
    assert list(skipped_of(workspace)) == [server.url("/feed")]
    take_in(workspace, server.url("/feed"))
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (1, 1, 0, 0, 0)


def test_a_web_archive_that_broke_off_and_is_whole_now(workspace: Workspace, tmp_path: Path) -> None:
    pages = [(f"https://khayal.example/{n}", "200 OK", page_of(town=town), "text/html") for n, town in enumerate("اب")]
    data, path = warc(*pages), tmp_path / "crawl.warc.gz"
    path.write_bytes(data[: int(len(data) * 0.6)])
    assert take_in(workspace, path).skipped == 1
    assert list(skipped_of(workspace)) == [str(path)]
    path.write_bytes(data)
    assert take_in(workspace, path).skipped == 0
    assert skipped_of(workspace) == {}
    assert len(articles_of(workspace)) == 2
    assert _balance(workspace)[3:] == (0, 0)


def test_a_file_that_was_not_there(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    assert counts_of(take_in(workspace, path)) == (0, 0, 1)
    assert "does not exist" in skipped_of(workspace)[str(path)]
    path.write_text(line_of("n1") + "\n" + line_of("n2", town="السراب"))
    assert counts_of(take_in(workspace, path)) == (2, 0, 0)
    assert skipped_of(workspace) == {}
    assert _balance(workspace) == (2, 2, 0, 0, 0)


def test_a_file_that_is_broken_again_stays_skipped(workspace: Workspace, tmp_path: Path) -> None:
    pages = [(f"https://khayal.example/{n}", "200 OK", page_of(town=town), "text/html") for n, town in enumerate("اب")]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(warc(*pages)[:-30])
    for _ in range(2):
        take_in(workspace, Source(str(path)))
        assert list(skipped_of(workspace)) == [str(path)]


@pytest.mark.usefixtures("near")
def test_an_address_whose_page_went_bad_and_came_back(workspace: Workspace, server: Misbehaving) -> None:
    marked = 'Content-Type: text/html\r\nETag: "1"'
    unchanged = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    empty, good = respond(headers=marked, body=b"<html><body></body></html>"), respond(headers=marked, body=page_of())
    server.routes["/1"] = [good, empty, unchanged, good]
    for counts, left in (((1, 0, 0), 0), ((0, 0, 1), 1), ((0, 1, 0), 1), ((0, 1, 0), 0)):
        assert counts_of(take_in(workspace, server.url("/1"))) == counts
        assert len(skipped_of(workspace)) == left
