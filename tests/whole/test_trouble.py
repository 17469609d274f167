"""Trouble while a run goes on: the disk fills up, the database goes away, another process gathers the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.killing import Command, find_faults, find_records
from isnad.keep.store import Store
from isnad.keep.tables import metadata
from isnad.workspace import Workspace
from tests.keep.databases import Server
from tests.whole.reports import write_reports

Records = dict[str, list[str]]
_CANNOT_KEEP = 3
_DISK_MB = 12
# What hangs on which of two that gather at once came first.
_ORDER = {
    "receipts": {"number"},
    "versions": {"number", "receipt", "found_at"},
    "articles": {"current"},
    "claims": {"state"},
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A file of reports that differ."""
    return write_reports(tmp_path / "reports.jsonl", 100)


@pytest.fixture
def undisturbed(reports: Path, tmp_path: Path) -> Records:
    """What one run over the reports leaves."""
    command = Command((reports,), tmp_path / "undisturbed")
    assert command.run(120)[0] == 2
    with Workspace.open(command.workspace) as workspace:
        return find_records(workspace.store)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of a few megabytes, in memory."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={_DISK_MB}m", "tmpfs", str(folder)]
    done = subprocess.run(options, capture_output=True, text=True, timeout=20)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, timeout=20)


def _said_plainly(said: str) -> str:
    """What the command said, which must be one line of its own."""
    lines = said.splitlines()
    assert len(lines) == 1, said
    assert lines[0].startswith("isnad: ")
    return lines[0]


@pytest.mark.slow
@pytest.mark.parametrize("free_kb", [40, 400, 1200])
def test_a_full_disk_is_one_line_and_nothing_is_lost(
    free_kb: int, reports: Path, undisturbed: Records, small_disk: Path
) -> None:
    filler = small_disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(_DISK_MB * 1_048_576 - free_kb * 1024))
    command = Command((reports,), small_disk / "workspace")
    status, said = command.run(120)
    assert (status, "space" in _said_plainly(said)) == (_CANNOT_KEEP, True), said
    filler.unlink()
    status, said = command.run(120)
    assert (status, "Traceback" in said) == (2, False), said
    assert find_faults(command.workspace, None, undisturbed) == []


@pytest.mark.slow
@pytest.mark.parametrize("after_rows", [1, 20])
def test_a_server_that_goes_away_is_one_line_and_nothing_is_lost(
    after_rows: int, postgresql_server: Server, reports: Path, undisturbed: Records, tmp_path: Path
) -> None:
    url = postgresql_server.create()
    command = Command((reports,), tmp_path / "workspace", url)
    process = command.start()
    _wait_for_rows(url, after_rows)
    postgresql_server.stop()
    try:
        said = process.communicate(timeout=60)[1]
    finally:
        process.kill()
        postgresql_server.restart()
    # What was skipped before has its lines too, and Python may note what it cleaned up after the workers.
    told = [line for line in said.splitlines() if "the server" in line]
    assert (process.returncode, len(told), "Traceback" in said) == (_CANNOT_KEEP, 1, False), said
    assert told[0].startswith("isnad: ")
    status, said = command.run(120)
    assert (status, "Traceback" in said) == (2, False), said
    assert find_faults(command.workspace, url, undisturbed) == []


def _wait_for_rows(url: str, count: int) -> None:
    """Until the store holds so many versions, which wait to be read, or receipts where one is enough."""
    with Store.open(url) as store:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with store.read() as conn:
                table = metadata.tables["versions" if count > 1 else "receipts"]
                if len(conn.execute(table.select()).all()) >= count:
                    return
            time.sleep(0.02)
    pytest.fail("the run does not come on")


@pytest.mark.slow
@pytest.mark.parametrize("shift", [0, 40])
def test_two_that_gather_at_once_do_no_harm(shift: int, store_url: str, reports: Path, tmp_path: Path) -> None:
    other = reports if not shift else tmp_path / "other.jsonl"
    if shift:
        lines = reports.read_text("utf-8").splitlines(keepends=True)
        other.write_text("".join(lines[shift:]), "utf-8")
    commands = [Command((path,), tmp_path / "both", store_url, processes=1) for path in (reports, other)]
    alone = Command((reports, other), tmp_path / "alone", processes=1)
    assert alone.run(120)[0] == 2
    running = [command.start() for command in commands]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [2, 2], said
    with Workspace.open(alone.workspace) as workspace:
        wanted, balance = find_records(workspace.store, without=_ORDER), workspace.balance()
    with Workspace.open(commands[0].workspace, store_url) as workspace:
        assert find_records(workspace.store, without=_ORDER) == wanted
        assert workspace.balance() == balance
        assert workspace.verify().broken is None
