"""Whatever way reports come in, they end as articles with claims, and the balance holds."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.gather.fetch.sources import Source
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Misbehaving, respond
from tests.gather.fetch.test_files import warc
from tests.reports import EXPORT, OUTLET, feed_of, line_of, page_of, record_of, sitemap_of, text_of
from tests.workspaces import articles_of, claims_of, counts_of, skipped_of, take_in

Write = Callable[[Path], Source]
TOWNS = ("الخيال", "السراب")


def _file(folder: Path) -> Source:
    (folder / "khayal.txt").write_text(text_of())
    (folder / "sarab.html").write_bytes(page_of(town="السراب"))
    return Source(str(folder), outlet=OUTLET)


def _lines(folder: Path) -> Source:
    path = folder / "reports.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(line_of(town, town=town) for town in TOWNS).encode()))
    return Source(str(path))


def _list(folder: Path) -> Source:
    path = folder / "reports.json"
    path.write_text(json.dumps([record_of(None, town=town) for town in TOWNS], ensure_ascii=False, indent=1))
    return Source(str(path))


def _table(folder: Path) -> Source:
    path = folder / "reports.csv"
    path.write_text("المتن,اليوم\n" + "".join(f'"{text_of(town=town)}",2024-12-06\n' for town in TOWNS))
    return Source(str(path), outlet=OUTLET, columns={"text": "المتن", "published": "اليوم"})


def _export(folder: Path) -> Source:
    path = folder / "result.json"
    path.write_text(json.dumps(EXPORT, ensure_ascii=False, indent=1))
    return Source(str(path))


def _crawl() -> bytes:
    return warc(*((f"https://khayal.example/{n}", "200 OK", page_of(town=t), "text/html") for n, t in enumerate(TOWNS)))


def _warc(folder: Path) -> Source:
    path = folder / "crawl.warc.gz"
    path.write_bytes(_crawl())
    return Source(str(path), outlet=OUTLET)


def _wacz(folder: Path) -> Source:
    path = folder / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/data.warc.gz", _crawl())
    return Source(str(path), outlet=OUTLET)


@pytest.mark.parametrize("write", [_file, _lines, _list, _table, _export, _warc, _wacz], ids=lambda one: one.__name__)
def test_two_reports_in_a_file(workspace: Workspace, tmp_path: Path, write: Write) -> None:
    (tmp_path / "in").mkdir()
    source = write(tmp_path / "in")
    assert counts_of(take_in(workspace, source)) == (2, 0, 0)
    found = articles_of(workspace)
    assert [len(versions) for versions in found] == [1, 1]
    assert {versions[0].article.outlet for versions in found} == {OUTLET}
    assert {held.claim.type for held in claims_of(workspace)} == {"air_strike"}
    assert {held.claim.article_id for held in claims_of(workspace)} == {v.version_id for (v,) in found}
    _take_in_again(workspace, source)


def _take_in_again(workspace: Workspace, source: Source) -> None:
    """The same bytes again: one more receipt for each, and nothing else."""
    before, told = articles_of(workspace), claims_of(workspace)
    assert counts_of(take_in(workspace, source)) == (0, 2, 0)
    assert (articles_of(workspace), claims_of(workspace)) == (before, told)
    assert len(list(workspace.archive.receipts())) == 4
    balance = workspace.balance()
    assert (balance.gathered, balance.read, balance.duplicate, balance.skipped) == (4, 2, 2, 0)
    assert workspace.verify().broken is None


def test_the_workspace_does_not_gather_itself(workspace: Workspace) -> None:
    (workspace.folder / "a.txt").write_text(text_of())
    for counts in ((1, 0, 0), (0, 1, 0)):
        assert counts_of(take_in(workspace, workspace.folder.parent)) == counts


@pytest.mark.usefixtures("near")
class TestWeb:
    """Addresses of a server on this machine."""

    def test_a_page(self, workspace: Workspace, server: Misbehaving) -> None:
        server.routes["/1"] = respond(body=page_of())
        assert counts_of(take_in(workspace, Source(server.url("/1"), outlet=OUTLET))) == (1, 0, 0)
        [(version,)] = articles_of(workspace)
        assert (version.article.url, version.article.outlet) == (server.url("/1"), OUTLET)
        [receipt] = workspace.archive.receipts()
        assert (receipt.url, receipt.status, receipt.kind) == (server.url("/1"), 200, "page")

    def test_a_page_that_has_not_changed_is_one_more_receipt(self, workspace: Workspace, server: Misbehaving) -> None:
        unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nConnection: close\r\n\r\n'
        server.routes["/1"] = [respond(headers='Content-Type: text/html\r\nETag: "1"', body=page_of()), unchanged]
        for counts in ((1, 0, 0), (0, 1, 0), (0, 1, 0)):
            assert counts_of(take_in(workspace, server.url("/1"))) == counts
        assert [one.status for one in workspace.archive.receipts()] == [200, 304, 304]
        assert all('if-none-match: "1"' in request.lower() for request in server.requests[1:])
        assert workspace.verify().broken is None

    @pytest.mark.parametrize("write", [feed_of, sitemap_of])
    def test_a_listing(self, workspace: Workspace, server: Misbehaving, write: Callable[..., bytes]) -> None:
        urls = [server.url(f"/{n}") for n in (1, 2, 3)]
        server.routes |= {f"/{n}": respond(body=page_of(town=town)) for n, town in enumerate(TOWNS, 1)}
        server.routes["/list"] = respond(headers="Content-Type: application/xml", body=write(*urls))
        source = Source(server.url("/list"), outlet=OUTLET)
        assert counts_of(take_in(workspace, source)) == (2, 1, 1)  # the listing itself makes no article
        assert list(skipped_of(workspace)) == [urls[2]]
        assert len(articles_of(workspace)) == 2
        balance = workspace.balance()
        assert (balance.gathered, balance.read, balance.skipped) == (3, 2, 1)
        asked = len(server.requests)
        assert counts_of(take_in(workspace, source)) == (0, 1, 1)
        assert server.paths()[asked:] == ["/list", "/3"], "received lately"
        assert counts_of(take_in(workspace, Source(source.at, outlet=OUTLET, recheck_s=0))) == (0, 3, 1)
