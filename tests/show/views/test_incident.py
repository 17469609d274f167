"""The incident as it is shown: values by origin with the words that say them, the chain, and what was known when."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from isnad.errors import NotFound
from isnad.keep.articles import load_versions
from isnad.pipeline import runs
from isnad.pipeline.history import load_near_trace
from isnad.pipeline.scales import packaged_scales
from isnad.show.views.incident import IncidentView, load_incident_view
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, fill, shelling_of
from tests.told import write_reports
from tests.workspaces import take_in


def _view(workspace: Workspace) -> IncidentView:
    return load_incident_view(workspace, ANALYST, shelling_of(workspace))


def test_values_are_shown_by_origin_and_contradictions_side_by_side(either: Workspace, tmp_path: Path) -> None:
    view = _view(fill(either, tmp_path))
    (dead,) = (one for one in view.values if one.value == "fatalities")
    assert [side.said for side in dead.sides] == [("3",), ("5",)]
    assert [[origin.actor_id for origin in side.origins] for side in dead.sides] == [["sohr"], ["sy-white-helmets"]]
    assert [(apart.one, apart.other, apart.days_apart) for apart in dead.contradictions] == [(1, 2, 0)]
    assert (dead.low, dead.high, dead.suggested, dead.rule) == ("3", "5", None, "origins are split")
    assert (view.head.articles, view.head.outlets, view.head.origins) == (3, 3, 2)
    assert [len(origin.relays) for origin in view.origins] == [4, 1]


def test_every_value_opens_the_words_that_say_it(workspace: Workspace, tmp_path: Path) -> None:
    view = _view(fill(workspace, tmp_path))
    with workspace.store.read() as connection:
        held = {one.claim_id: one for one in view.claims}
        trace = workspace.trace(view.head.incident_id)
        texts = {v.article_id: v.article.text for v in load_versions(connection, list(trace.versions))}
    said = [(side, word) for value in view.values for side in value.sides for word in side.words]
    assert said
    for _, word in said:
        assert word.claim_id in held
        assert word.words
        assert texts[word.article_id][word.start : word.end] == word.words
    assert {word.words for side, word in said if side.said == ("5",)} == {"خمسة مدنيين"}


def test_the_public_never_gets_words(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    view = load_incident_view(workspace, PUBLIC, shelling_of(workspace))
    assert view.shown is not None
    assert (view.values, view.claims, view.origins, view.links, view.history) == ((), (), (), (), ())
    shown = json.dumps(asdict(view), ensure_ascii=False)
    assert not any(word in shown for word in ("مدنيين", "الزورق", "قصف"))


def test_what_is_not_there_is_not_found(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    for eyes in (ANALYST, PUBLIC):
        with pytest.raises(NotFound):
            load_incident_view(workspace, eyes, "0" * 16)
        with pytest.raises(NotFound):
            load_incident_view(workspace, eyes, shelling_of(workspace), as_of="2001-01-01T00:00:00.000000Z")


def _take_one_by_one(workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The told reports and an edit of one, an hour apart."""
    told = [json.loads(line) for line in write_reports(folder / "told.jsonl").read_text("utf-8").splitlines()]
    edit = {**told[2], "text": told[2]["text"].replace("خمسة", "سبعة")}
    for hour, row in enumerate((*told, edit)):
        monkeypatch.setattr(runs, "moment", lambda hour=hour: f"2024-12-07T{hour:02d}:00:00.000000Z")
        path = folder / f"{hour}.jsonl"
        path.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
        take_in(workspace, path)
        workspace.weigh()


def test_history_tells_what_was_known_after_each_report(
    either: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take_one_by_one(either, tmp_path, monkeypatch)
    view = _view(either)
    hours = [stage.known[11:13] for stage in view.history]
    assert hours == ["00", "01", "02", "05"]
    assert [(stage.articles, stage.origins) for stage in view.history] == [(1, 1), (2, 1), (3, 2), (3, 2)]
    dead = [next(v for v in stage.values if v.value == "fatalities") for stage in view.history]
    assert [(one.suggested, one.contradictions) for one in dead] == [("3", 0), ("3", 0), (None, 1), (None, 1)]


def test_as_of_a_moment_costs_the_incident_alone_and_says_what_the_trace_says(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _take_one_by_one(workspace, tmp_path, monkeypatch)
    name = shelling_of(workspace)
    for hour in range(6):
        at = f"2024-12-07T{hour:02d}:30:00.000000Z"
        assert load_near_trace(workspace.store, packaged_scales(), name, at) == workspace.trace(name, as_of=at)
    then = load_incident_view(workspace, ANALYST, name, as_of="2024-12-07T02:30:00.000000Z")
    (dead,) = (one for one in then.values if one.value == "fatalities")
    assert [side.said for side in dead.sides] == [("3",), ("5",)]


def test_links_say_why_and_what_people_judged(workspace: Workspace, tmp_path: Path) -> None:
    view = _view(fill(workspace, tmp_path))
    assert [abs(link.score) for link in view.links] == sorted(abs(link.score) for link in view.links)
    assert all(link.features and link.judged is None for link in view.links)
    first = view.links[0]
    workspace.judge(first.other, first.one, "same", "nadir")
    again = {(link.one, link.other): link.judged for link in _view(workspace).links}
    assert again.pop((first.one, first.other)) == "same"
    assert set(again.values()) == {None}
