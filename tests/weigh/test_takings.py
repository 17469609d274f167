"""Takings: sentences of our own, read, and whether they tell that a place was taken or left."""

from __future__ import annotations

from dataclasses import replace

import pytest

import isnad
from isnad.knowledge import load_knowledge
from isnad.weigh.accounts import find_account
from isnad.weigh.ground import Ground, find_ground
from isnad.weigh.holdings import Holding, find_holdings
from isnad.weigh.takings import is_holdable, is_taking
from tests.weigh.accounts import account, origin_of, spot


@pytest.fixture(scope="module")
def ground() -> Ground:
    return find_ground(load_knowledge())


def told(text: str, ground: Ground, published: str | None = "2024-12-06") -> list[Holding]:
    read = isnad.read(text, published=published)
    accounts = [
        find_account(claim, read.article, article_id="a", received="2024-12-06", common=ground.common) for claim in read
    ]
    return [one for one in find_holdings(accounts, origin_of, ground) if one.sign in ("gained", "left")]


TAKEN = [
    "سيطرت قوات النظام على بلدة مورك.",
    "تمكنت قوات النظام من دخول بلدة مورك.",
    "دخلت قوات النظام بلدة مورك بعد انسحاب الفصائل منها.",
    "انسحبت قوات النظام من بلدة مورك بعد فشل هجومها.",
]
SPOKEN_OF = [
    "تجري الفصائل مفاوضات لتسليم بلدة مورك إلى قوات النظام.",
    "تواصل قوات النظام تحرير بلدة مورك.",
    "سيطرت قوات النظام على نفق في بلدة مورك.",
    "دخلت قوات النظام بلدة مورك.",
    "من شروط الفصائل الانسحاب من بلدة مورك.",
]


@pytest.mark.parametrize("text", TAKEN)
def test_a_taking_is_read_as_control(text: str, ground: Ground) -> None:
    assert any(one.is_plain for one in told(text, ground)), told(text, ground)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_what_is_tried_asked_for_or_only_an_entry_is_not(text: str, ground: Ground) -> None:
    found = told(text, ground)
    assert found, "the sentence is to be read as an event"
    assert not any(one.is_plain for one in found), found


def test_the_day_of_receipt_says_nothing_of_when_it_was_so(ground: Ground) -> None:
    (dated,), (undated,) = (told(TAKEN[0], ground, day) for day in ("2024-12-06", None))
    assert dated.is_plain
    assert not undated.is_plain


def test_seas_continents_and_nameless_places_are_held_by_nobody(ground: Ground) -> None:
    assert is_holdable(spot("sy-al-rastan", "الرستن"), ground)
    assert is_holdable(spot(None, "جولد مور"), ground)
    assert not is_holdable(spot("ye-red-sea", "البحر الاحمر"), ground)
    assert not is_holdable(spot(None, "محاور القتال"), ground)
    assert not is_holdable(spot("ps-al-aqsa-mosque", "الاقصي", lead="معركه طوفان"), ground)


def test_who_was_driven_out_is_no_holder(ground: Ground) -> None:
    lost = account("c", type="territory_gain", initiators=("sy-hts",), spots=(spot("sy-al-rastan"),), trigger="طرد")
    assert not is_taking(lost, lost.spots[0], "gained", ground)
    assert is_taking(replace(lost, targets=("sy-army",)), lost.spots[0], "gained", ground)


def test_a_name_for_a_side_is_no_place(ground: Ground) -> None:
    sent = account("c", type="armed_clash", initiators=("sy-damascus",), spots=(spot("sy-damascus"),))
    assert not is_taking(sent, sent.spots[0], "fought", ground)


def test_who_can_hold_no_place_is_not_named_beside_who_can(ground: Ground) -> None:
    (found,) = told("أفاد المرصد السوري عن سيطرة قوات النظام على بلدة مورك.", ground)
    assert found.names == ("sy-regime-forces",)
