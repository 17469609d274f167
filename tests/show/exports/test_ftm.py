"""FollowTheMoney: entities read back and validated by followthemoney."""

from __future__ import annotations

import json
from typing import Any

import pytest

from isnad.show.exports.ftm import write_ftm
from tests.show.exports.samples import INCIDENTS, STRANGER, coding, hostile_incidents

pytestmark = pytest.mark.filterwarnings("ignore")  # followthemoney and what it imports warn of themselves


def _rows(*incidents: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(write_ftm(incidents, coding())).decode().split("\n") if line]


def _entities(*incidents: Any) -> list[Any]:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is in the extra exports-test")
    found = []
    for row in _rows(*incidents):
        entity = ftm.model.get_proxy(row, cleaned=False)
        entity.schema.validate(row)
        kept = {name: sorted(values) for name, values in entity.to_dict()["properties"].items()}
        assert kept == {name: sorted(set(values)) for name, values in row["properties"].items()}
        found.append(entity)
    return found


def test_events_have_the_values_of_the_records() -> None:
    events = {one.id: one for one in _entities(*INCIDENTS) if one.schema.name == "Event"}
    assert {name: set(one.get("recordId")) for name, one in events.items()} == {
        f"isnad-incident-{one.incident_id}": set(one.claims) for one in INCIDENTS if one.factuality != "denied"
    }
    first = events["isnad-incident-i-1"]
    assert (first.first("startDate"), first.first("endDate")) == ("2024-12-04", "2024-12-04")
    assert (first.first("country"), first.first("location")) == ("sy", "Talbiseh")


def test_actors_are_there_once_and_before_their_events() -> None:
    seen: set[str] = set()
    for entity in _entities(*INCIDENTS):
        assert entity.id not in seen
        seen.add(entity.id)
        assert set(entity.get("involved", quiet=True)) <= seen


def test_private_persons_are_no_entities() -> None:
    entities = _entities(*INCIDENTS, *hostile_incidents())
    people = [one for one in entities if one.schema.name == "Person"]
    assert [one.caption for one in people] == ["Abdel Fattah al-Burhan"]
    assert not any(STRANGER.name in json.dumps(row, ensure_ascii=False) for row in _rows(*INCIDENTS))


def test_every_kind_of_the_register_but_crowds_and_tribes_has_a_schema() -> None:
    kinds = {row.kind for row in coding().actors.values()}
    assert kinds - coding().schemata.keys() <= {"generic", "tribe"}
