"""Killed, not lost: runs that end at any moment and are begun again leave what an undisturbed run leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from bench.killing import Command, find_faults, find_group, find_records, run_killed, wait_for_end
from isnad.gather.archive.archive import Archive
from isnad.gather.fetch import Source
from isnad.keep.store import Store
from isnad.pipeline import gathering, stored
from isnad.pipeline.runs import Tally
from isnad.workspace import Workspace
from tests.whole.reports import write_reports

Records = dict[str, list[str]]


class _Stopped(BaseException):
    """What ends a run at a step, as if it had been killed there."""


class _Steps:
    """Counts the steps that write something, and stops the run after the step that it is told."""

    def __init__(self) -> None:
        self.taken = 0
        self.last: int | None = None

    def take(self) -> None:
        """One more step."""
        self.taken += 1
        if self.taken == self.last:
            raise _Stopped


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> _Steps:
    """Steps of runs in this process: captures put, receipts appended, a transaction kept, or lost just before it is."""
    steps = _Steps()
    monkeypatch.setattr(gathering, "_BATCH", 5)
    monkeypatch.setattr(stored, "_BATCH", 5)
    monkeypatch.setattr("isnad.pipeline.runs.is_alive", lambda owner: False)
    for name in ("put", "append"):
        monkeypatch.setattr(Archive, name, _followed(getattr(Archive, name), steps))
    monkeypatch.setattr(Store, "write", _written(Store.write, steps))
    return steps


def _followed(method: Callable[..., Any], steps: _Steps) -> Callable[..., Any]:
    def call(*given: Any) -> Any:
        result = method(*given)
        steps.take()
        return result

    return call


def _written(
    write: Callable[[Store], AbstractContextManager[Connection]], steps: _Steps
) -> Callable[[Store], AbstractContextManager[Connection]]:
    @contextmanager
    def transaction(store: Store) -> Iterator[Connection]:
        with write(store) as conn:
            yield conn
            steps.take()
        steps.take()

    return transaction


def _gather(folder: Path, url: str, sources: list[Source]) -> Tally:
    with Workspace.open(folder, url, make=True) as workspace:
        return workspace.gather(sources, read=True)


def test_a_run_that_ends_after_any_step_is_taken_up(
    store_url: str, tmp_path: Path, steps: _Steps, undisturbed_of: Callable[[list[Source]], Records]
) -> None:
    path = write_reports(tmp_path / "reports.jsonl", 12)
    sources = [Source(str(path)), Source(str(tmp_path / "gone.txt")), Source(str(path))]
    wanted = undisturbed_of(sources)
    folder, stops, chance = tmp_path / "killed", 0, Random(5)
    # Each run is stopped a few steps further on than the last one came: every kind of step is met many times.
    while True:
        steps.taken, steps.last = 0, 5 + chance.randrange(12)
        try:
            done = _gather(folder, store_url, sources)
            break
        except _Stopped:
            stops += 1
        assert stops < 200
    assert stops > 4
    assert find_faults(folder, store_url, wanted) == []
    # What the last run says is of the whole run, for whoever sees only that.
    assert (done.gathered, done.new + done.duplicate + done.skipped) == (len(wanted["receipts"]) + 1,) * 2
    assert (done.new, len(done.problems)) == (len(wanted["versions"]), len(wanted["findings"]))


@pytest.fixture
def undisturbed_of(tmp_path: Path) -> Callable[[list[Source]], Records]:
    """A function that gives the records which gathering these sources undisturbed leaves."""

    def find(sources: list[Source]) -> Records:
        url = f"sqlite:///{tmp_path / 'undisturbed.sqlite'}"
        _gather(tmp_path / "undisturbed", url, sources)
        with Store.open(url) as opened:
            return find_records(opened)

    return find


def test_what_changes_between_a_stop_and_the_next_run_is_kept(
    store_url: str, tmp_path: Path, steps: _Steps, report: Path
) -> None:
    folder, sources = tmp_path / "workspace", [Source(str(report))]
    steps.last = 6  # its receipt is written
    with pytest.raises(_Stopped):
        _gather(folder, store_url, sources)
    report.write_text(report.read_text("utf-8").replace("ثلاثة", "أربعة"), "utf-8")
    steps.last = None
    _gather(folder, store_url, sources)
    with Workspace.open(folder, store_url) as workspace:
        assert len(find_records(workspace.store)["versions"]) == 2
        assert (workspace.balance().read, workspace.balance().waiting) == (2, 0)


def test_a_mended_item_is_not_lost_by_a_stop_before_it_is_parsed(
    store_url: str, tmp_path: Path, steps: _Steps, report: Path
) -> None:
    folder, sources, right = tmp_path / "workspace", [Source(str(report))], report.read_text("utf-8")
    report.write_text("no Arabic", "utf-8")
    _gather(folder, store_url, sources)
    report.write_text(right, "utf-8")
    appended = steps.taken = 0
    for appended in range(2, 12):  # until the stop comes between the receipt and the article
        steps.taken, steps.last = 0, appended
        with pytest.raises(_Stopped):
            _gather(folder, store_url, sources)
        with Workspace.open(folder, store_url) as workspace:
            if workspace.archive.head().number == 2:  # type: ignore[union-attr]
                break
    steps.last = None
    _gather(folder, store_url, sources)
    with Workspace.open(folder, store_url) as workspace:
        balance = workspace.balance()
        assert (balance.gathered, balance.read, balance.skipped, balance.waiting) == (2, 1, 1, 0)


@pytest.mark.slow
def test_a_killed_run_loses_nothing(store_url: str, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "reports.jsonl", 300)
    whole = Command((path,), tmp_path / "undisturbed")
    start = time.monotonic()
    assert whole.run(300)[0] == 2
    run_s = time.monotonic() - start
    with Workspace.open(whole.workspace) as workspace:
        wanted = find_records(workspace.store)
    command = Command((path,), tmp_path / "killed", store_url)
    killed = run_killed(command, 6, run_s, Random(11))
    assert killed.kills > 2
    assert (killed.status in (0, 2), "Traceback" in killed.said) == (True, False), killed.said
    assert find_faults(command.workspace, store_url, wanted) == []


@pytest.mark.slow
def test_workers_end_when_the_run_is_killed_alone(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "reports.jsonl", 300)
    process = Command((path,), tmp_path / "workspace").start()
    _wait_for_workers(process)
    workers = find_group(process.pid)
    assert len(workers) >= 3
    process.kill()
    process.communicate(timeout=20)  # a worker that lives on would hold standard error open
    assert wait_for_end(workers, 10)


@pytest.mark.slow
def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "reports.jsonl", 300)
    process = Command((path,), tmp_path / "workspace").start()
    _wait_for_workers(process)
    workers = find_group(process.pid)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    said = process.communicate(timeout=20)[1]
    assert (process.returncode, said) == (130, "isnad: stopped\n")
    assert wait_for_end(workers, 10)


def _wait_for_workers(process: subprocess.Popen[str]) -> None:
    """Until the run has started two workers and a tracker of theirs."""
    deadline = time.monotonic() + 30
    while len(find_group(process.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None
