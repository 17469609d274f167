"""Sources as they are counted, once for each weighing."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.show.views import sources
from isnad.show.views.sources import SourceShown, find_sources
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, fill, take_record


def _by_name(workspace: Workspace) -> dict[str, SourceShown]:
    return {one.actor.name: one for one in find_sources(workspace, ANALYST).sources}


def test_nothing_is_counted_before_the_first_weighing(workspace: Workspace) -> None:
    assert find_sources(workspace, ANALYST).weighed is None


def test_what_outlets_tell_and_whose_word_they_carry(either: Workspace, tmp_path: Path) -> None:
    found = _by_name(fill(either, tmp_path))
    paper, observatory = found["صحيفة المرفأ"], found["المرصد السوري لحقوق الإنسان"]
    assert (paper.articles, paper.claims, paper.own, paper.relayed) == (2, 3, 0, 3)
    assert (observatory.is_outlet, observatory.quoted, observatory.quoting, observatory.contradicted) == (
        False, 4, 2, 1,
    )  # fmt: skip
    assert found["الخوذ البيضاء"].contradicted == 1
    assert sum(one.corrected for one in found.values()) == 0


def test_who_told_first_is_who_alone_told_it_on_the_first_day(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    assert {one.first for one in _by_name(workspace).values()} == {0}  # all three tell it on one day
    take_record(
        workspace, tmp_path / "late.jsonl", doc_id="16", outlet="موقع الشراع", published="2024-12-06",
        title="قتلى في تلبيسة", text="قال الدفاع المدني السوري إن سبعة مدنيين قتلوا في قصف مدفعي لقوات النظام على "
        "مدينة تلبيسة يوم الأربعاء الماضي.",
    )  # fmt: skip
    found = _by_name(workspace)
    assert (found["موقع الشراع"].first, found["موقع الشراع"].later) == (0, 1)
    assert found["الخوذ البيضاء"].corrected == 1  # five became seven


def test_they_are_counted_once_for_each_weighing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace, tmp_path)
    first = find_sources(workspace, ANALYST)
    monkeypatch.setattr(sources, "_find", None)
    assert find_sources(workspace, ANALYST) is first
    monkeypatch.undo()
    workspace.weigh()
    assert find_sources(workspace, ANALYST) is not first


def test_the_public_sees_whom_the_register_knows(workspace: Workspace, tmp_path: Path) -> None:
    shown = find_sources(fill(workspace, tmp_path), PUBLIC).sources
    assert shown
    assert all(one.actor.actor_id and one.actor.kind != "person" for one in shown)
