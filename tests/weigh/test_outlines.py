"""Outlines: where, who, how many and how sure, of what accounts of one incident say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.weigh.accounts import Account, Count
from isnad.weigh.outlines import Outline, find_outline, find_precision
from isnad.weigh.summaries import summarise
from tests.weigh.accounts import GROUND, account, some_accounts, spot

TOWN = spot("sy-homs", "حمص", lat=34.73, lon=36.71, admin1="Homs")
AREA = spot("sy-homs-governorate", "حمص", lat=34.7, lon=37.5, admin1="Homs")


def outline(accounts: Sequence[Account], **origins: str) -> Outline:
    named = {one.claim_id: origins.get(one.claim_id, one.claim_id) for one in accounts}
    return find_outline(summarise(accounts), accounts, named, GROUND)


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (TOWN, "point"),
        (AREA, "area"),
        (replace(TOWN, is_within=True), "within"),
        (spot(None, "خيال", country=None), "name"),
        (replace(TOWN, lat=None), "area"),
        (spot("sy", lat=35.0, lon=38.0), "area"),
    ],
)
def test_a_governorate_is_no_point(place: Any, precision: str) -> None:
    assert find_precision(place, GROUND) == precision


def test_the_most_exact_place_in_the_area_that_most_tell() -> None:
    far = spot("iq-mosul", "الموصل", lat=36.3, lon=43.1, admin1="Nineveh", country="IQ")
    told = [
        account("a", spots=(AREA,)),
        account("b", spots=(AREA,)),
        account("c", spots=(TOWN,)),
        account("d", spots=(far,)),
    ]
    assert outline(told).spot == TOWN
    assert outline(told[:2]).spot == AREA
    assert outline([account("a")]).spot is None


def test_a_toll_ranges_over_what_origins_say_now() -> None:
    told = [account("a", tolls={"fatalities": (3, 3)}), account("b", tolls={"fatalities": (5, 9)})]
    assert (outline(told).tolls["fatalities"].low, outline(told).tolls["fatalities"].high) == (3, 9)
    more = [*told, account("c", tolls={"fatalities": (4, None)})]
    assert (outline(more).tolls["fatalities"].low, outline(more).tolls["fatalities"].high) == (3, None)
    corrected = replace(told[1], received="2024-12-05T18:00:00.000000Z")
    now = outline([told[0], corrected], a="one", b="one").tolls["fatalities"]
    assert (now.low, now.high) == (5, 9)  # one origin: its later word replaces the earlier
    denied = [replace(told[0], factuality="denied"), told[1]]
    assert outline(denied).tolls["fatalities"].low == 5


def test_a_toll_in_words_alone_has_no_bounds() -> None:
    told = replace(account("a"), tolls={"injured": Count(None, None, "عشرات")})
    assert outline([told]).tolls == {"injured": Count(None, None, "عشرات")}


def test_who_speaks_of_it_did_not_do_it() -> None:
    told = [
        account("a", initiators=("sy-army",)),
        account("b", initiators=("sy-army",)),
        account("c", type="accusation", initiators=("sy-hts",), factuality="claimed"),
    ]
    assert outline(told).initiators == ("sy-army",)
    assert outline(told).factuality == "asserted"


def test_the_claim_that_says_most_leads_and_the_first_received_is_when_it_was_known() -> None:
    told = [
        account("a", spots=(TOWN,), received="2024-12-07T12:00:00.000000Z"),
        account("b", spots=(TOWN,), tolls={"fatalities": (3, 3)}),
        account("c", type="accusation", spots=(TOWN,), tolls={"fatalities": (3, 3)}, initiators=("sy-army",)),
    ]
    assert outline([*told, replace(told[0], claim_id="d")]).lead == "b"
    assert outline(told).first_known == told[1].received


def test_one_origin_contradicts_nobody() -> None:
    told = [
        account("a", initiators=("sy-army",), spots=(TOWN,), tolls={"fatalities": (3, 3), "injured": (10, 10)}),
        account("b", initiators=("sy-army",), spots=(TOWN,), tolls={"fatalities": (30, 30), "injured": (10, 10)}),
    ]
    assert outline(told).is_contested
    assert not outline(told, a="one", b="one").is_contested


@settings(deadline=None)
@given(some_accounts(most=5).filter(bool), st.randoms(use_true_random=False))
def test_the_order_of_accounts_changes_nothing(accounts: list[Account], chance: Any) -> None:
    shuffled = list(accounts)
    chance.shuffle(shuffled)
    assert outline(shuffled) == outline(accounts)
