"""`isnad deliver`, and what `isnad serve` lets hooks reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="fastapi is part of the extra `desk`")

from isnad.workspace import Workspace
from tests.contracts.test_cli_desk import served
from tests.contracts.test_cli_workspace import BAD_INPUT, Run, run
from tests.gather.fetch.conftest import _loopback
from tests.show.feeds.receiver import Receiver, add_hook, receiving
from tests.show.views.desk import fill, take_record

__all__ = ["_loopback", "run", "served"]


@pytest.fixture
def receiver(_loopback: None) -> Iterator[Receiver]:
    yield from receiving()


def test_what_is_due_is_sent_once_and_said(run: Run, folder: Path, receiver: Receiver, tmp_path: Path) -> None:
    with Workspace.open(folder) as workspace:
        fill(workspace, tmp_path)
        add_hook(workspace, receiver.url("/in"), exact=True)
    to = ("--hooks-to", "127.0.0.1", "--at", "https://desk.example/")
    assert run("deliver", *to)[::2] == (0, "delivered 0 messages; 0 did not arrive\n")
    words = "قُتل أربعة مدنيين في قصف مدفعي لقوات الدعم السريع على مدينة أم درمان يوم 20 تشرين الثاني 2024."
    with Workspace.open(folder) as workspace:
        take_record(
            workspace, tmp_path / "21.jsonl", doc_id="21", outlet="صحيفة الشراع", published="2024-11-21", text=words
        )
    assert "delivered 0 messages; 1 did not" in run("deliver")[2]  # nobody said that it may go to this machine
    with Workspace.open(folder) as workspace, workspace.store.write() as conn:
        conn.exec_driver_sql("UPDATE hooks SET not_before = NULL")
        conn.exec_driver_sql("UPDATE hook_states SET next_try = since WHERE due IS NOT NULL")
    said = run("deliver", *to)[2]
    found = receiver.take()
    assert said == f"delivered {len(found)} messages; 0 did not arrive\n"
    assert json.loads(found[0].body)["data"]["address"].startswith("https://desk.example/incident/")
    assert run("deliver", *to)[2] == "delivered 0 messages; 0 did not arrive\n"


def test_a_network_that_is_none_is_one_line(run: Run, served: list[dict[str, Any]]) -> None:
    for command in ("deliver", "serve"):
        status, _, told = run(command, "--hooks-to", "everywhere")
        assert (status, "--hooks-to: 'everywhere' is no network" in told, told.count("\n")) == (BAD_INPUT, True, 1)
    assert served == []


def test_the_desk_knows_its_address_and_what_hooks_may_reach(run: Run, served: list[dict[str, Any]]) -> None:
    assert run("serve", "--https", "--name", "desk.example", "--hooks-to", "10.1.0.0/16")[0] == 0
    options = served[0]["app"].state.desk.options
    assert (options.address, options.hooks_to) == ("https://desk.example", (ip_network("10.1.0.0/16"),))
    assert options.delivers
