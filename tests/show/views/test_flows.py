"""Flows and holds as they are shown: what is told, filtered, and worked out once for each weighing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.keep.incidents import find_incident_of
from isnad.show.views import remembered
from isnad.show.views.filters import SituationFilter
from isnad.show.views.flows import iter_flows, iter_holds
from isnad.workspace import Workspace
from tests.show.views.situations import ANALYST, PUBLIC, fill

ALL = SituationFilter()


def test_who_fled_where_and_how_many(either: Workspace, tmp_path: Path) -> None:
    moment = fill(either, tmp_path)
    [flow] = iter_flows(either, ANALYST, ALL)
    assert (flow.unit, flow.articles, flow.outlets, flow.origins) == ("household", 1, 1, 1)
    assert flow.count is not None
    assert (flow.count.low, flow.count.high) == (200, 200)
    assert [place.name for place in flow.origins_of_flow] == ["تلبيسة"]
    assert [place.name for place in flow.destinations] == ["حمص"]
    with either.store.read() as conn:
        assert flow.incident_id == find_incident_of(conn, flow.claims[0])
    assert list(iter_flows(either, ANALYST, replace(ALL, country="SY", first_day="2024-12-05"))) == [flow]
    assert list(iter_flows(either, ANALYST, replace(ALL, country="YE"))) == []
    assert list(iter_flows(either, ANALYST, replace(ALL, last_day="2024-12-01"))) == []
    assert list(iter_flows(either, ANALYST, replace(ALL, as_of=moment))) == []
    assert list(iter_flows(either, PUBLIC, ALL)) == []


def test_who_is_said_to_hold_a_place_as_of_a_day(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    [hold] = iter_holds(either, ANALYST, ALL)
    assert (hold.place.name, hold.since) == ("تلبيسة", "2024-12-06")
    assert hold.holder is not None
    assert hold.holder.actor_id
    assert list(iter_holds(either, ANALYST, replace(ALL, actor=hold.holder.actor_id))) == [hold]
    assert list(iter_holds(either, ANALYST, replace(ALL, actor="nobody"))) == []
    assert list(iter_holds(either, ANALYST, replace(ALL, last_day="2024-12-05"))) == []


def test_what_says_nothing_of_a_flow_or_a_hold_is_refused(workspace: Workspace) -> None:
    with pytest.raises(SourceError, match="contested: cannot be asked of flows"):
        iter_flows(workspace, ANALYST, SituationFilter(is_contested=True))
    with pytest.raises(SourceError, match="from: cannot be asked of holds"):
        iter_holds(workspace, ANALYST, SituationFilter(first_day="2024-12-05"))


def test_it_is_worked_out_once_until_something_changes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace, tmp_path)
    asked: list[str | None] = []
    known = Workspace.known

    def counted(self: Workspace, as_of: str | None = None) -> object:
        asked.append(as_of)
        return known(self, as_of)

    monkeypatch.setattr(Workspace, "known", counted)
    monkeypatch.setattr(remembered, "MEMORY", remembered.Memory())
    monkeypatch.setattr("isnad.show.views.flows.MEMORY", remembered.Memory())
    for _ in range(2):
        list(iter_flows(workspace, ANALYST, ALL))
        list(iter_holds(workspace, ANALYST, ALL))
    assert asked == [None]
    [flow] = iter_flows(workspace, ANALYST, ALL)
    [hold] = iter_holds(workspace, ANALYST, ALL)
    workspace.judge(flow.claims[0], hold.claims[0], "same", "م.")
    list(iter_flows(workspace, ANALYST, ALL))
    assert len(asked) == 2
    workspace.weigh()
    list(iter_flows(workspace, ANALYST, ALL))
    assert len(asked) == 3
