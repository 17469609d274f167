"""Features of pairs: symmetric, and each by an example."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from isnad.weigh.accounts import Account, Count
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground
from tests.weigh.made import ACCOUNTS, DOUMA, HARASTA, SYRIA, account


@given(ACCOUNTS)
def test_features_are_symmetric_and_deterministic(ground: Ground, accounts: tuple[Account, ...]) -> None:
    one, other = accounts[:2]
    assert sorted(find_features(one, other, ground)) == sorted(find_features(other, one, ground))
    assert find_features(one, other, ground) == find_features(one, other, ground)


def _met(*parties: str) -> dict[str, object]:
    return {"type": "meeting", "initiators": parties[:1], "targets": parties[1:]}


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ({}, {}, "same place"),
        ({}, {"spots": (HARASTA,)}, "places near"),
        ({}, {"spots": (SYRIA,)}, "same country"),
        ({"spots": (SYRIA,)}, {"spots": (SYRIA,)}, "same country"),
        ({}, {"spots": ()}, "place of one"),
        ({}, {"type": "air_strike"}, "types alike"),
        ({}, {"type": "killing"}, "outcome of the other"),
        ({}, {"type": "meeting"}, "other type"),
        ({"type": "meeting"}, {"type": "meeting"}, "same place, spoken"),
        (_met("a", "b"), _met("b", "a"), "all parties shared"),
        (_met("a", "b"), _met("a", "c"), "one party shared"),
        (_met("a"), _met("c"), "other parties"),
        ({"type": "headline"}, {}, "headline of one"),
        ({"type": "headline"}, {"type": "headline"}, "two headlines"),
        ({"tolls": {"fatalities": Count(7, 7, "7")}}, {"tolls": {"fatalities": Count(7, 7, "7")}}, "same large fatalities"),
        ({"tolls": {"fatalities": Count(7, 7, "7")}}, {"tolls": {"fatalities": Count(30, 30, "30")}}, "other fatalities"),
        ({"words": frozenset(("زملكا", "قصف"))}, {"words": frozenset(("زملكا", "سوق"))}, "a name shared"),
    ],
)  # fmt: skip
def test_names_what_is_alike(ground: Ground, mine: dict[str, object], theirs: dict[str, object], wanted: str) -> None:
    assert wanted in find_features(account("a", **mine), account("b", **theirs), ground)


def test_a_round_up_of_the_day_is_known_by_its_title(ground: Ground) -> None:
    title = frozenset(("حصاد", "احداث"))
    digest = account("a", type="headline", words=title, title=title)
    assert "two round-ups" in find_features(digest, replace(digest, claim_id="b"), ground)


def test_words_of_the_trade_are_general_and_names_are_not(ground: Ground) -> None:
    assert {"قصف", "غاره", "مقتل", "قتيل"} <= ground.general
    assert not {"زملكا", "معرزيتا"} & ground.general


def test_two_tellings_of_one_shelling_are_linked_and_two_shellings_are_not(ground: Ground) -> None:
    toll = {"fatalities": Count(7, 7, "سبعة")}
    one = account("a", "قتل سبعة مدنيين بقصف مدفعي على سوق دوما", tolls=toll)
    told = account("b", "قصف مدفعي على سوق في دوما يقتل سبعة", tolls=toll)
    another = account("c", "قذائف على أطراف حرستا", spots=(HARASTA,), first_day=None, last_day=None)
    assert ground.weights.score(find_features(one, told, ground)) > 0
    assert ground.weights.score(find_features(one, another, ground)) < 0
    assert DOUMA in one.spots
