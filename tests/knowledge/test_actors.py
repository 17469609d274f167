"""Laws of the actor register: every name leads to one actor of its country, and every actor to its parent."""

from __future__ import annotations

from collections import defaultdict

import pytest

from isnad.arabic.fold import fold_word
from isnad.knowledge.actors import SHARED, ActorRow, load_actors

CORE = ("SY", "IQ", "LB", "PS", "YE", "SD", "LY")
ROWS_FLOOR = 500


@pytest.fixture(scope="module")
def actors() -> tuple[ActorRow, ...]:
    return load_actors()


def _fold(name: str) -> str:
    return " ".join(fold_word(word) for word in name.split())


def _by_name(actors: tuple[ActorRow, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in actor.names:
            found[_fold(name)].add(actor.actor_id)
    return found


def test_holds_the_actors_that_the_news_names(actors: tuple[ActorRow, ...]) -> None:
    assert len(actors) >= ROWS_FLOOR


def test_identities_are_unique(actors: tuple[ActorRow, ...]) -> None:
    assert len({actor.actor_id for actor in actors}) == len(actors)


def test_every_parent_exists_and_no_chain_of_parents_is_a_ring(actors: tuple[ActorRow, ...]) -> None:
    parents = {actor.actor_id: actor.parent for actor in actors}
    for actor_id in parents:
        seen = [actor_id]
        while parents[seen[-1]]:
            assert parents[seen[-1]] in parents, seen[-1]
            assert parents[seen[-1]] not in seen, seen
            seen.append(parents[seen[-1]])


def test_no_two_actors_of_one_country_share_a_name(actors: tuple[ActorRow, ...]) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in actors:
        if actor.note != SHARED:
            for name in actor.names:
                owners[actor.country, _fold(name)].add(actor.actor_id)
    assert {key: sorted(ids) for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_actor_has_a_name_twice(actors: tuple[ActorRow, ...]) -> None:
    assert [actor.actor_id for actor in actors if len(set(actor.names)) != len(actor.names)] == []


def test_no_name_has_stray_spaces(actors: tuple[ActorRow, ...]) -> None:
    names = [name for actor in actors for name in (*actor.names, actor.name_en)]
    assert [name for name in names if name != " ".join(name.split()) or not name] == []


@pytest.mark.parametrize("country", CORE)
def test_each_country_has_armed_groups_ministries_and_forces(actors: tuple[ActorRow, ...], country: str) -> None:
    kinds = [actor.kind for actor in actors if actor.country == country]
    assert kinds.count("armed_group") >= 5
    assert kinds.count("ministry") >= 2
    assert kinds.count("military") + kinds.count("police") >= 2
    assert kinds.count("outlet") >= 3


def test_every_one_who_fights_has_an_inter_code(actors: tuple[ActorRow, ...]) -> None:
    fighting = {"armed_group", "military", "police", "militia_alliance", "tribe", "generic"}
    assert [actor.actor_id for actor in actors if actor.kind in fighting and not actor.acled_inter] == []


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("مليشيات الحوثي", "ye-houthis"),
        ("تحالف العدوان", "coalition-arab"),
        ("مليشيا آل دقلو", "sd-rsf"),
        ("جيش الاحتلال", "il-army"),
        ("الكيان الصهيوني", "il"),
        ("عصابات الأسد", "sy-army"),
        ("مليشيات حفتر", "ly-lna"),
        ("مليشيا الحشد", "iq-pmf"),
        ("حزب اللات", "lb-hezbollah"),
    ],
)
def test_a_name_that_takes_sides_leads_to_its_actor(actors: tuple[ActorRow, ...], name: str, actor_id: str) -> None:
    assert _by_name(actors)[_fold(name)] == {actor_id}
    actor = next(actor for actor in actors if actor.actor_id == actor_id)
    assert name in actor.stance_names
    assert actor.name_ar not in actor.stance_names


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("قوات سوريا الديمقراطية", "sy-sdf"),
        ("جهاز مكافحة الإرهاب", "iq-ctc"),
        ("قوة الرضوان", "lb-radwan"),
        ("كتائب القسام", "ps-qassam"),
        ("قوات الدعم السريع", "sd-rsf"),
        ("قوات حكومة الوفاق", "ly-gna"),
        ("ألوية العمالقة", "ye-giants"),
        ("الخوذ البيضاء", "sy-white-helmets"),
    ],
)
def test_a_name_leads_to_its_actor(actors: tuple[ActorRow, ...], name: str, actor_id: str) -> None:
    assert _by_name(actors)[_fold(name)] == {actor_id}
