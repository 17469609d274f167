"""Control of places: who is said to hold them, since when, and what contests it."""

from __future__ import annotations

from datetime import date
from typing import Any

from isnad.weigh.accounts import Account, Spot
from isnad.weigh.asof import View
from isnad.weigh.control import State, find_around, find_states, find_timelines
from isnad.weigh.holdings import NOWHERE, find_holdings
from tests.weigh.accounts import GROUND, account, origin_of, spot

TOWN = spot("sy-al-rastan", "الرستن")


def on(claim: str, day: int, kind: str, *names: str, outlet: str = "one", at: Spot = TOWN, **more: Any) -> Account:
    happened = date(2024, 12, day)
    values = {"published": happened, "received": f"{happened}T12:00:00.000000Z", "type": kind, "spots": (at,)}
    values |= {"first_day": happened, "last_day": happened, "initiators": names, "outlet": outlet}
    return account(claim, **(values | more))


def state(day: int, *accounts: Account, known: str | None = None) -> State:
    (found,) = find_states(accounts, origin_of, GROUND, date(2024, 12, day), known)
    return found


def names(of: State) -> list[tuple[str, ...]]:
    return [hold.names for hold in of.holds]


def test_who_took_it_holds_it_since_the_first_telling() -> None:
    gained = on("c1", 5, "territory_gain", "sy-hts", first_day=None)
    found = state(9, gained, on("c2", 6, "territory_gain", "sy-hts", outlet="two"))
    assert names(found) == [("sy-hts",)]
    assert found.holds[0].since == (date(2024, 12, 6), date(2024, 12, 5))
    assert found.holds[0].origins == ("one", "two")
    assert not found.is_contested


def test_the_state_before_it_happened_is_none() -> None:
    assert not find_states([on("c1", 5, "territory_gain", "sy-hts")], origin_of, GROUND, date(2024, 12, 4))


def test_one_origin_that_says_another_took_it_is_succession() -> None:
    found = state(6, on("c1", 5, "territory_gain", "sy-hts"), on("c2", 6, "territory_gain", "sy-army"))
    assert names(found) == [("sy-army",)]
    assert not found.is_contested


def test_two_origins_that_name_different_holders_contest_it_for_some_days() -> None:
    accounts = [on("c1", 5, "territory_gain", "sy-hts"), on("c2", 6, "territory_gain", "sy-army", outlet="two")]
    found = state(6, *accounts)
    assert names(found) == [("sy-army",), ("sy-hts",)]
    assert [contest.reason for contest in found.contests] == ["another holder"]
    (timeline,) = find_timelines(accounts, origin_of, GROUND)
    assert [(spell.first.day, spell.state.is_contested) for spell in timeline.spells] == [
        (5, False), (6, True), (9, False),
    ]  # fmt: skip


def test_who_left_holds_it_no_more_and_nobody_is_put_in_their_place() -> None:
    left = on("c2", 7, "withdrawal", "sy-army", at=spot("sy-al-rastan", "الرستن", role="origin"))
    found = state(8, on("c1", 5, "territory_gain", "sy-army"), left)
    assert found.holds == ()
    assert [hold.names for hold in found.left] == [("sy-army",)]


def test_fighting_after_it_was_taken_contests_it_and_fighting_on_the_day_does_not() -> None:
    gained = on("c1", 5, "territory_gain", "sy-hts")
    assert not state(5, gained, on("c2", 5, "armed_clash", "sy-hts", "sy-army")).is_contested
    found = state(7, gained, on("c2", 7, "armed_clash", "sy-hts", targets=("sy-army",)))
    assert [(one.reason, one.names) for one in found.contests] == [("fighting", ("sy-army", "sy-hts"))]


def test_a_denied_gain_contests_it_and_takes_nothing_away() -> None:
    denied = on("c2", 6, "territory_gain", "sy-hts", outlet="ministry", factuality="denied")
    found = state(6, on("c1", 5, "territory_gain", "sy-hts"), denied)
    assert names(found) == [("sy-hts",)]
    assert [(one.reason, one.origins) for one in found.contests] == [("denied", ("ministry",))]


def test_a_speech_that_denies_counts_where_it_speaks_of_holding() -> None:
    gained = on("c1", 5, "territory_gain", "sy-hts")
    other = on("c2", 6, "denial", "sy-army", outlet="two", words=frozenset(("مدنيين",)))
    assert not state(6, gained, other).is_contested
    denial = on("c2", 6, "denial", "sy-army", outlet="two", words=frozenset(("سيطره",)))
    assert [one.reason for one in state(6, gained, denial).contests] == ["denied"]


def test_to_take_a_part_replaces_nobody_and_is_told_as_a_part() -> None:
    part = on("c2", 6, "territory_gain", "sy-army", outlet="two", at=spot("sy-al-rastan", "الرستن", lead="علي معظم"))
    found = state(6, on("c1", 5, "territory_gain", "sy-hts"), part)
    assert [(hold.names, hold.is_part) for hold in found.holds] == [(("sy-hts",), False), (("sy-army",), True)]
    assert [one.reason for one in found.contests] == ["another holds a part"]


def test_what_is_in_a_place_is_a_part_of_it_and_its_kind_is_not() -> None:
    leads = {"علي مبني في حي": True, "سيطرت علي حي": False, "القصر ب": True, "علي اطراف مدينه": True, "علي": False}
    for lead, is_part in leads.items():
        holding = find_holdings(
            [on("c1", 5, "territory_gain", "sy-hts", at=spot("sy-al-rastan", lead=lead))], origin_of, GROUND
        )
        assert [one.is_part for one in holding] == [is_part], lead


def test_allies_that_each_account_names_in_its_own_way_are_one_side() -> None:
    found = state(
        6,
        on("c1", 5, "territory_gain", "ye-popular-resistance", targets=("ye-houthis",)),
        on("c2", 6, "territory_gain", "ye-government-forces", targets=("ye-houthis",), outlet="two"),
    )
    assert names(found) == [("ye-government-forces", "ye-popular-resistance")]
    assert not found.is_contested


def test_foes_that_were_read_as_one_side_are_not_one() -> None:
    found = state(
        6,
        on("c1", 5, "territory_gain", "ye-popular-resistance", targets=("ye-houthis",)),
        on("c2", 6, "territory_gain", "ye-houthis", "ye-popular-resistance", outlet="two"),
    )
    assert names(found) == [("ye-popular-resistance",)]


def test_the_fall_of_a_governorate_says_nothing_of_a_village_but_is_shown_around_it() -> None:
    around = on("c1", 5, "territory_gain", "sy-hts", at=spot("sy-homs-governorate", "حمص"))
    states = find_states([around], origin_of, GROUND, date(2024, 12, 6))
    assert [one.place for one in states] == ["sy-homs-governorate"]
    assert [one.place for one in find_around(states, "sy-al-rastan", GROUND)] == ["sy-homs-governorate"]


def test_a_place_known_only_by_what_contains_it_does_not_stand_for_that() -> None:
    inner = on("c1", 5, "territory_gain", "sy-hts", at=spot("sy-homs-governorate", "تل صغير", is_within=True))
    assert state(5, inner).place == "تل صغير (sy-homs-governorate)"


def test_what_is_expected_or_past_without_a_time_or_nowhere_is_kept_apart() -> None:
    accounts = [
        on("c1", 5, "territory_gain", "sy-hts", factuality="possible"),
        on("c2", 5, "territory_gain", "sy-army", factuality="background", first_day=None, last_day=None),
        on("c3", 5, "territory_gain", "sy-army", spots=()),
    ]
    nowhere, town = find_timelines(accounts, origin_of, GROUND)
    assert (nowhere.place, [one.claim_id for one in nowhere.apart]) == (NOWHERE, ["c3"])
    assert town.spells == ()
    assert [one.claim_id for one in town.apart] == ["c2", "c1"]


def test_two_axes_what_was_known_and_what_happened() -> None:
    late = on("c2", 5, "territory_gain", "sy-army", outlet="two", received="2024-12-09T12:00:00.000000Z")
    accounts = [on("c1", 5, "territory_gain", "sy-hts"), late]
    assert names(state(5, *accounts, known="2024-12-06T00:00:00.000000Z")) == [("sy-hts",)]
    assert len(state(5, *accounts).holds) == 2
    view = View(first=date(2024, 12, 7), last=date(2024, 12, 8))
    (timeline,) = find_timelines(accounts, origin_of, GROUND, view)
    assert [spell.first.day for spell in timeline.spells] == [5]
