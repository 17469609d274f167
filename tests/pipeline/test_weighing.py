"""Claims weighed to incidents in a workspace: names that last, people who win, and what was known when."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.errors import NotFound
from isnad.gather.fetch.sources import Source
from isnad.keep.incidents import (
    DIFFERENT,
    SAME,
    TAKEN_BACK,
    IncidentFilter,
    IncidentRow,
    find_incident_of,
    find_incidents,
    load_incident,
)
from isnad.workspace import Workspace
from tests.told import write_reports
from tests.workspaces import take_in

ALL = IncidentFilter()


def listed(workspace: Workspace, asked: IncidentFilter = ALL) -> list[IncidentRow]:
    with workspace.store.read() as connection:
        return list(find_incidents(connection, asked, limit=100).items)


def of_type(workspace: Workspace, kind: str) -> IncidentRow:
    [row] = listed(workspace, IncidentFilter(type=kind))
    return row


def test_one_happening_in_several_outlets_is_one_incident(either: Workspace, tmp_path: Path) -> None:
    take_in(either, write_reports(tmp_path / "told.jsonl"))
    done = either.weigh()
    shelling = of_type(either, "shelling")
    assert (shelling.articles, shelling.outlets, shelling.origins) == (3, 3, 2)
    assert (shelling.first_day, shelling.country) == ("2024-12-04", "SY")
    assert done.incidents == len(listed(either))
    assert sum(len(row.claims) for row in listed(either)) == done.claims
    links = either.explain(shelling.incident_id)
    assert links
    assert all(link.features for link in links)


def test_the_order_of_arrival_changes_no_group_and_a_second_weighing_no_name(
    either: Workspace, tmp_path: Path, folder: Path
) -> None:
    take_in(either, write_reports(tmp_path / "told.jsonl"))
    either.weigh()
    before = listed(either)
    either.weigh()
    assert listed(either) == before
    with Workspace.open(folder) as other:
        take_in(other, write_reports(tmp_path / "other.jsonl", backwards=True))
        other.weigh()
        assert {row.claims for row in listed(other)} == {row.claims for row in before}


def test_a_person_wins_until_it_is_taken_back(either: Workspace, tmp_path: Path) -> None:
    take_in(either, write_reports(tmp_path / "told.jsonl"))
    either.weigh()
    before = {row.claims for row in listed(either)}
    shelling = of_type(either, "shelling")
    one, other = shelling.claims[0], shelling.claims[-1]
    either.judge(one, other, DIFFERENT, "م.")
    either.weigh()
    with either.store.read() as connection:
        assert find_incident_of(connection, one) != find_incident_of(connection, other)
    either.judge(other, one, SAME, "م.")
    gain = of_type(either, "territory_gain").claims[0]
    either.judge(gain, one, SAME, "م.")
    either.weigh()
    with either.store.read() as connection:
        assert (
            find_incident_of(connection, one)
            == find_incident_of(connection, other)
            == find_incident_of(connection, gain)
        )
    for pair in ((one, other), (gain, one)):
        either.judge(*pair, TAKEN_BACK, "م.")
    either.weigh()
    assert {row.claims for row in listed(either)} == before


def test_a_name_that_is_no_more_leads_on(either: Workspace, tmp_path: Path) -> None:
    take_in(either, write_reports(tmp_path / "told.jsonl"))
    either.weigh()
    gain, shelling = of_type(either, "territory_gain"), of_type(either, "shelling")
    either.judge(gain.claims[0], shelling.claims[0], SAME, "م.")
    either.weigh()
    with either.store.read() as connection:
        assert load_incident(connection, gain.incident_id).incident_id == shelling.incident_id
        with pytest.raises(NotFound):
            load_incident(connection, "0" * 16)


def test_what_was_known_at_a_moment_rests_on_nothing_later(either: Workspace, tmp_path: Path) -> None:
    take_in(either, write_reports(tmp_path / "told.jsonl"))
    either.weigh()
    earlier = either.known(as_of="2000-01-01T00:00:00.000000Z")[0]
    assert not earlier.accounts
    now, as_of = either.known()[0], either.known(as_of="9999-01-01T00:00:00.000000Z")[0]
    assert set(now.incidents) == set(as_of.incidents)
    assert now.origins == as_of.origins
    assert set(now.origins) == set(now.accounts)


def test_a_newer_version_takes_the_place_of_the_older_one(workspace: Workspace, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "told.jsonl")
    take_in(workspace, path)
    workspace.weigh()
    name = of_type(workspace, "shelling").incident_id
    changed = tmp_path / "changed.jsonl"
    changed.write_text(path.read_text("utf-8").replace("مقتل خمسة", "مقتل سبعة"), "utf-8")
    workspace.gather([Source(str(changed))])
    workspace.read()
    workspace.weigh()
    shelling = of_type(workspace, "shelling")
    assert (shelling.incident_id, shelling.articles) == (name, 3)
