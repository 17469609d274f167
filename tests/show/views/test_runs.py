"""Runs as they are shown, and how far one is while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.errors import NotFound
from isnad.keep.runs import start_run
from isnad.pipeline import runs as pipeline_runs
from isnad.pipeline.runs import Tally, this_process
from isnad.show.views.runs import find_runs_view, load_run
from isnad.workspace import Workspace
from tests.reports import line_of
from tests.show.views.desk import ANALYST, PUBLIC
from tests.workspaces import take_in


def _take_broken(workspace: Workspace, folder: Path) -> Path:
    path = folder / "reports.jsonl"
    path.write_text("\n".join([line_of("n1"), "no JSON", line_of("n2"), "nor this"]))
    take_in(workspace, path)
    return path


def test_runs_with_counts_and_what_was_skipped_and_why(either: Workspace, tmp_path: Path) -> None:
    path = _take_broken(either, tmp_path)
    view = find_runs_view(either, ANALYST)
    assert [(run.command, run.state) for run in view.runs] == [("read", "done"), ("gather", "done")]
    assert dict(view.runs[1].counts) == {"gathered": 4, "new": 2, "duplicate": 0, "skipped": 2, "read": 0, "claims": 0}
    assert [one.where for one in view.skipped] == [f"{path}:2", f"{path}:4"]
    assert all(one.reason and one.run == view.runs[1].run_id for one in view.skipped)
    assert (view.skipped_in_all, view.balance.skipped, view.next) == (2, 2, None)
    first = find_runs_view(either, ANALYST, limit=1)
    assert [one.where for one in first.skipped] == [f"{path}:2"]
    second = find_runs_view(either, ANALYST, limit=1, after=first.next)
    assert ([one.where for one in second.skipped], second.next) == ([f"{path}:4"], None)


def test_a_run_whose_process_is_gone_is_stopped(workspace: Workspace) -> None:
    with workspace.store.write() as connection:
        host = this_process().rsplit(":", 2)[0]
        start_run(connection, "a", "gather", [], "2024-12-07T00:00:00.000000Z", f"{host}:1:never")
        start_run(connection, "b", "gather", [], "2024-12-07T01:00:00.000000Z", this_process())
    assert {run.run_id: run.state for run in find_runs_view(workspace, ANALYST).runs} == {
        "a": "stopped", "b": "running",
    }  # fmt: skip
    assert load_run(workspace, ANALYST, "b").state == "running"
    with pytest.raises(NotFound):
        load_run(workspace, ANALYST, "c")


def test_a_run_notes_how_far_it_is_while_it_runs(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_runs, "_NOTED_EVERY_S", 0.0)
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(line_of(f"n{number}") for number in range(3)))
    seen: list[tuple[str, int]] = []

    def look(tally: Tally) -> None:
        (run,) = find_runs_view(workspace, ANALYST).runs
        seen.append((run.state, dict(run.counts)["gathered"]))

    from isnad.gather.fetch.sources import Source

    workspace.gather([Source(str(path))], progress=look)
    assert seen == [("running", 1), ("running", 2), ("running", 3)]


def test_the_public_is_told_no_places(workspace: Workspace, tmp_path: Path) -> None:
    _take_broken(workspace, tmp_path)
    view = find_runs_view(workspace, PUBLIC)
    assert (view.skipped, {run.sources for run in view.runs}) == ((), {()})
    assert view.skipped_in_all == 2
