"""What is remembered: worked out once for each weighing, without holding up who asks for something else."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from isnad.show.views import remembered
from isnad.show.views.remembered import Answers, Memory
from isnad.workspace import Workspace
from tests.show.views.desk import fill, take_record

NOTHING = Answers((), (), {})


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    return fill(workspace, tmp_path)


def test_they_are_worked_out_once_for_each_weighing(told: Workspace, tmp_path: Path) -> None:
    memory = Memory()
    first = memory.find(told, None)
    assert memory.find(told, None) is first
    assert memory.is_ready(told, None, wait_s=0)
    words = "أعلنت هيئة تحرير الشام السيطرة على مدينة الرستن صباح اليوم السبت."
    take_record(told, tmp_path / "16.jsonl", doc_id="16", outlet="صحيفة المرفأ", published="2024-12-07", text=words)
    again = memory.find(told, None)
    assert len(again.holdings) == len(first.holdings) + 1


def test_who_does_not_wait_is_told_so_and_finds_them_later(told: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    going, memory = threading.Event(), Memory()

    def work(*_: Any) -> Answers:
        assert going.wait(10)
        return NOTHING

    monkeypatch.setattr(remembered, "_work_out", work)
    assert not memory.is_ready(told, None, wait_s=0.01)
    assert not memory.is_ready(told, "2024-12-06T00:00:00.000000Z", wait_s=0.01)
    going.set()
    assert memory.find(told, None) is NOTHING
    assert memory.is_ready(told, "2024-12-06T00:00:00.000000Z", wait_s=10)


def test_what_failed_is_told_and_tried_again(told: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [OSError("the disk is gone"), NOTHING]

    def work(*_: Any) -> Answers:
        if isinstance(answer := answers.pop(0), OSError):
            raise answer
        return NOTHING

    monkeypatch.setattr(remembered, "_work_out", work)
    memory = Memory()
    with pytest.raises(OSError, match="disk is gone"):
        memory.find(told, None)
    assert memory.find(told, None) is NOTHING
