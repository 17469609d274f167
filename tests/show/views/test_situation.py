"""The situation as list, map, time line and counts: all say the same of the same filter, on both databases."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.keep.cells import FINEST, find_cell, find_square
from isnad.show.care.eyes import Eyes
from isnad.show.views import caring
from isnad.show.views.filters import SituationFilter
from isnad.show.views.map import Frame, Scope, find_map
from isnad.show.views.shown import IncidentShown
from isnad.show.views.situation import find_situation, iter_incidents
from isnad.show.views.tallies import find_facets, find_timeline
from isnad.workspace import Workspace
from tests.show.views.situations import ANALYST, PUBLIC, fill

ALL = SituationFilter()
LATER = "9999-01-01T00:00:00.000000Z"
WORLD = Scope(Frame(), 4)


def listed(workspace: Workspace, asked: SituationFilter = ALL) -> list[IncidentShown]:
    return list(iter_incidents(workspace, ANALYST, asked))


def names_of(actors: tuple[object, ...]) -> set[str]:
    return {str(getattr(one, "actor_id", None) or getattr(one, "name", "")) for one in actors}


def _has(shown: IncidentShown, asked: SituationFilter) -> bool:
    """What a filter asks, worked out from what is shown alone; not its words, nor its moment."""
    place, day = shown.place, shown.last_day or ""
    return all(
        (
            asked.type in (None, shown.type),
            asked.place_id in (None, place.place_id if place else None),
            asked.country in (None, place.country if place else None),
            asked.admin1 in (None, place.admin1 if place else None),
            asked.actor is None or asked.actor in names_of((*shown.initiators, *shown.targets)),
            asked.source is None or asked.source in names_of(shown.sources),
            shown.origins >= asked.least_origins,
            asked.is_contested in (None, shown.is_contested),
            asked.first_day is None or day >= asked.first_day,
            asked.last_day is None or "" < day <= asked.last_day,
        )
    )


def test_an_incident_is_shown_with_all_that_is_told(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    [shelling] = listed(either, SituationFilter(type="shelling"))
    assert (shelling.articles, shelling.outlets, shelling.origins, len(shelling.claims)) == (3, 3, 2, 5)
    assert shelling.place is not None
    assert (shelling.place.name, shelling.place.precision, shelling.place.country) == ("تلبيسة", "point", "SY")
    assert shelling.place.name_en
    dead = shelling.tolls["fatalities"]
    assert (dead.low, dead.high) == (3, 5)
    assert dead.words
    assert shelling.words is not None
    assert dead.words in shelling.words
    assert shelling.is_contested  # of the same shelling one origin counts three dead, the other five
    assert len(shelling.sources) == 2
    assert shelling.factuality in ("asserted", "claimed")
    told = [json.loads(line)["text"] for line in (tmp_path / "told.jsonl").read_text("utf-8").splitlines()]
    unknown = [one.name for shown in listed(either) for one in shown.targets if one.actor_id is None]
    assert "عشرة آخرون" in unknown  # as written, not as folded
    assert all(any(name in text for text in told) for name in unknown)


def test_every_view_says_the_same_of_a_filter(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    everything = listed(either)
    assert len(everything) >= 3
    asked = [ALL, SituationFilter(type="picnic"), SituationFilter(least_origins=2), SituationFilter(country="SY")]
    asked += [SituationFilter(is_contested=is_so) for is_so in (True, False)]
    asked += [SituationFilter(first_day="2024-12-05"), SituationFilter(last_day="2024-12-05", first_day="2024-12-04")]
    for shown in everything:
        asked += [
            SituationFilter(actor=name) for name in names_of((*shown.initiators, *shown.targets)) if " " not in name
        ]
        asked += [SituationFilter(source=name) for name in names_of(shown.sources) if name.isascii()]
        if shown.place is not None:
            asked += [SituationFilter(place_id=shown.place.place_id), SituationFilter(admin1=shown.place.admin1)]
    for one in asked:
        expected = [shown for shown in everything if _has(shown, one)]
        assert listed(either, one) == expected, one
        _check_counts(either, one, expected)


def _check_counts(workspace: Workspace, asked: SituationFilter, expected: list[IncidentShown]) -> None:
    facets = find_facets(workspace, ANALYST, asked)
    assert (facets.total, facets.contested) == (len(expected), sum(one.is_contested for one in expected))
    assert dict(facets.types) == Counter(one.type for one in expected)
    sources = Counter(name for one in expected for name in names_of(one.sources))
    assert {one.value: one.incidents for one in facets.sources} == sources
    line = find_timeline(workspace, ANALYST, asked)
    assert {bar.first_day: bar.incidents for bar in line.bars} == Counter(
        one.last_day for one in expected if one.last_day
    )
    assert line.undated == sum(one.last_day is None for one in expected)
    weeks = find_timeline(workspace, ANALYST, asked, by_week=True).bars
    assert sum(bar.incidents for bar in weeks) == sum(bar.incidents for bar in line.bars)
    shown = find_map(workspace, ANALYST, asked, WORLD)
    points = sum(cluster.incidents for cluster in shown.clusters) + len(shown.alone)
    assert points == sum(one.place is not None and one.place.precision == "point" for one in expected)
    areas = sum(area.incidents for area in shown.areas)
    assert areas == sum(one.place is not None and one.place.precision in ("area", "within") for one in expected)


def test_pages_follow_each_other_without_gap_or_repeat(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    everything = listed(either)
    seen, after = [], None
    while True:
        page = find_situation(either, ANALYST, ALL, limit=1, after=after)
        seen += page.items
        after = page.next
        if after is None:
            break
    assert seen == everything
    assert [one.last_day or "" for one in seen] == sorted((one.last_day or "" for one in seen), reverse=True)
    with pytest.raises(SourceError):
        find_situation(either, ANALYST, ALL, after="nonsense")


def test_what_was_known_then_is_counted_by_what_had_been_received(either: Workspace, tmp_path: Path) -> None:
    moment = fill(either, tmp_path)
    then = SituationFilter(as_of=moment)
    known = listed(either, then)
    assert {one.type for one in known} < {one.type for one in listed(either)}
    [shelling] = [one for one in known if one.type == "shelling"]
    assert (shelling.articles, shelling.outlets, shelling.origins, len(shelling.claims)) == (2, 2, 1, 4)
    assert len(shelling.sources) == 1
    assert listed(either, replace(then, least_origins=2)) == []
    assert listed(either, SituationFilter(as_of="2000-01-01T00:00:00.000000Z")) == []
    assert find_facets(either, ANALYST, then).total == len(known)
    [later] = [
        one for one in listed(either, SituationFilter(type="shelling"))[0].sources if one not in shelling.sources
    ]
    assert listed(either, replace(then, source=later.actor_id or later.name)) == []


def test_words_find_incidents_of_which_a_claim_has_them(either: Workspace, tmp_path: Path) -> None:
    moment = fill(either, tmp_path)
    found = listed(either, SituationFilter(text="عائلة"))
    assert {one.type for one in found} == {"displacement"}
    assert listed(either, SituationFilter(text="عائلة", as_of=moment)) == []
    assert listed(either, SituationFilter(text="...")) == []
    assert find_facets(either, ANALYST, SituationFilter(text="...")).total == 0
    assert find_facets(either, ANALYST, SituationFilter(text="عائلة")).total == len(found)


def test_a_frame_has_what_lies_in_it(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    [shelling] = listed(either, SituationFilter(type="shelling"))
    assert shelling.place is not None
    assert shelling.place.lat is not None
    assert shelling.place.lon is not None
    lat, lon = shelling.place.lat, shelling.place.lon
    asked = SituationFilter(type="shelling")
    around = find_map(either, ANALYST, asked, Scope(Frame(lon - 1, lat - 1, lon + 1, lat + 1), 9))
    assert [one.incident_id for one in around.alone] == [shelling.incident_id]
    beside = find_map(either, ANALYST, asked, Scope(Frame(lon + 1, lat - 1, lon + 2, lat + 1), 9))
    assert beside.alone == beside.clusters == ()
    across = find_map(either, ANALYST, asked, Scope(Frame(lon - 1, -90, lon - 2, 90), 9))
    assert across.alone == around.alone


def test_the_public_is_told_of_no_point_and_of_no_word(
    either: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(either, tmp_path)
    seen = list(iter_incidents(either, PUBLIC, ALL))
    assert {one.type for one in seen} == {"shelling", "territory_gain"}
    for shown in seen:
        assert (shown.words, shown.evidence) == (None, ())
        assert all(one.actor_id for one in shown.sources)  # a body that is registered, and no witness
    exact = find_map(either, ANALYST, ALL, Scope(Frame(), 14))
    assert exact.alone or exact.clusters
    exact_care = caring.load_care()
    for now, fewest, told in ((PUBLIC.now, 1, False), (LATER, 3, False), (LATER, 1, True)):
        care = replace(exact_care, policy=replace(exact_care.policy, fewest=fewest))
        monkeypatch.setattr(caring, "load_care", lambda care=care: care)
        _check_public(either, replace(PUBLIC, now=now), told=told)


def _check_public(workspace: Workspace, eyes: Eyes, *, told: bool) -> None:
    """What counts tell the public: nothing too early nor of few, and else nothing fine."""
    coarse = find_map(workspace, eyes, ALL, Scope(Frame(), 14))
    assert coarse.alone == ()
    assert bool(coarse.clusters) is told
    assert all(cluster.bounds.east - cluster.bounds.west > 0.3 for cluster in coarse.clusters)
    assert {bar.last_day == bar.first_day for bar in find_timeline(workspace, eyes, ALL).bars} == (
        {False} if told else set()
    )
    facets = find_facets(workspace, eyes, ALL)
    assert facets.sources == ()
    assert dict(facets.types) == ({"shelling": 1, "territory_gain": 1} if told else {})


def test_the_public_finds_nobody_by_asking_for_where_they_are(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    for asked in (SituationFilter(text="عائلة"), SituationFilter(source="un"), SituationFilter(place_id="sy-talbiseh")):
        assert listed(either, asked)
        assert find_situation(either, PUBLIC, asked).items == ()


@pytest.mark.parametrize(("lat", "lon"), [(34.7, 36.7), (-33.9, 151.2), (0.0, 0.0), (85.0, -179.9), (12.0, 179.99)])
def test_a_place_lies_in_its_square_at_every_zoom(lat: float, lon: float) -> None:
    for zoom in range(FINEST + 1):
        west, south, east, north = find_square(find_cell(lat, lon) >> 2 * (FINEST - zoom), zoom)
        assert west <= lon <= east
        assert south <= lat <= north
