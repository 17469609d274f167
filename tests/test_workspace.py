"""The workspace's contract, on both databases: gathered, read, edited, skipped, retried, read again, proved."""

from __future__ import annotations

from pathlib import Path

import bagit
import pytest

from isnad.errors import ArchiveError, NotFound, StoreError
from isnad.gather.fetch.sources import Source
from isnad.keep.runs import find_runs
from isnad.pipeline.stored import lose
from isnad.run.local import Pool, PoolOptions
from isnad.show.rows import claim_row
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Misbehaving, _loopback, respond, server
from tests.reports import feed_of, line_of, page_of, text_of
from tests.workspaces import articles_of, claims_of, counts_of, skipped_of, take_in

__all__ = ["_loopback", "server"]


def test_from_files_to_evidence(either: Workspace, tmp_path: Path) -> None:
    lines = [line_of("n1"), line_of("n2", "أربعة", "السراب"), "no JSON", line_of("n1", "خمسة"), line_of("n1")]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines))
    assert counts_of(take_in(either, path)) == (3, 1, 1)
    assert [[version.number for version in versions] for versions in articles_of(either)] == [[1, 2], [1]]
    assert list(skipped_of(either)) == [f"{path}:3"]
    balance = either.balance()
    assert (balance.gathered, balance.read, balance.duplicate, balance.skipped) == (5, 3, 1, 1)
    assert counts_of(take_in(either, path)) == (0, 4, 1)
    assert len(list(either.archive.receipts())) == 10
    assert either.retry().skipped == 2
    assert either.verify().broken is None
    for held in claims_of(either):
        bag = either.write_evidence(held.claim.claim_id, tmp_path / held.claim.claim_id, claim_row)
        bagit.Bag(str(bag)).validate()
    with either.store.read() as connection:
        assert {run.state for run in find_runs(connection)} == {"done"}


@pytest.mark.usefixtures("near")
def test_from_a_feed_to_versions(either: Workspace, server: Misbehaving) -> None:
    unchanged = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    marked = 'Content-Type: text/html\r\nETag: "1"'
    server.routes |= {
        "/feed": respond(headers="Content-Type: application/xml", body=feed_of(server.url("/1"), server.url("/2"))),
        "/1": [respond(headers=marked, body=page_of()), unchanged, respond(headers=marked, body=page_of("خمسة"))],
        "/2": [respond("503 Service Unavailable", "Retry-After: 999999"), respond(body=page_of(town="السراب"))],
    }
    source = Source(server.url("/feed"), recheck_s=0)
    for counts in ((1, 1, 1), (1, 2, 0), (1, 2, 0)):
        assert counts_of(take_in(either, source)) == counts
    assert skipped_of(either) == {}
    assert [[version.number for version in versions] for versions in articles_of(either)] == [[1, 2], [1]]
    balance = either.balance()
    assert (balance.gathered, balance.read, balance.duplicate, balance.skipped) == (5, 3, 2, 0)


def test_reading_again_keeps_names(either: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(text_of())
    take_in(either, tmp_path / "a.txt")
    before = [held.claim.claim_id for held in claims_of(either)]
    with either.store.write() as connection:
        connection.exec_driver_sql("UPDATE versions SET read_with = 'older'")
    assert either.read().read == 0
    assert either.read(again=True).read == 1
    assert [held.claim.claim_id for held in claims_of(either)] == before


def test_a_workspace_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="isnad gather makes one"):
        Workspace.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    Workspace.open(tmp_path / "new", make=True).store.close()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_workspace_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none")):
        with pytest.raises((ArchiveError, StoreError)) as caught:
            Workspace.open(folder, make=True)
        assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_processes_leave_what_one_leaves(tmp_path: Path) -> None:
    towns = [f"بلدة{letter}" for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"]
    (tmp_path / "a.jsonl").write_text("\n".join(line_of(town, town=town) for town in towns) + "\nno JSON")
    left = []
    for name in ("one", "many"):
        with Workspace.open(tmp_path / name, make=True) as workspace, Pool(PoolOptions(processes=2), lose) as pool:
            map_ = map if name == "one" else pool.map
            workspace.gather([Source(str(tmp_path / "a.jsonl"))], map_)
            workspace.read(map_)
            left.append(
                (articles_of_text(workspace), [held.claim for held in claims_of(workspace)], workspace.balance())
            )
    assert left[0] == left[1]


def articles_of_text(workspace: Workspace) -> list[str]:
    return [version.article.text for versions in articles_of(workspace) for version in versions]
