"""What must hold two claims together before what they say can go against each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from isnad.weigh.accounts import Account, Count
from isnad.weigh.contradictions import Answer, find_answer
from tests.weigh.accounts import GROUND, account, origin_of, spot

_TOWN = spot("sy-al-rastan", "الرستن")


def told(name: str, outlet: str, low: int, words: str = "", **more: Any) -> Account:
    given: dict[str, Any] = {"spots": (_TOWN,), "targets": ("السوق",), "first_day": date(2024, 12, 5)}
    given |= {"last_day": given["first_day"]} | more
    made = account(name, outlet=outlet, **given)
    object.__setattr__(made, "tolls", {"fatalities": Count(low, low, words or f"{low} قتيلا")})
    return made


def dead(*accounts: Account) -> Answer:
    return find_answer(accounts, "fatalities", origin_of, GROUND)


def test_two_numbers_of_one_place_day_and_target_go_against_each_other() -> None:
    answer = dead(told("c1", "one", 20), told("c2", "two", 3))
    assert len(answer.contradictions) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"targets": ()},  # a place and a day alone hold much that happens
        {"targets": ("المدرسة",)},
        {"spots": (spot("sy-homs-governorate", "محافظة حمص"),)},
        {"first_day": date(2024, 12, 2), "last_day": date(2024, 12, 2)},
        {"type": "meeting"},
        {"initiators": ("isis",)},
    ],
)
def test_what_may_be_of_two_happenings_stands_side_by_side(changed: dict[str, Any]) -> None:
    answer = dead(told("c1", "one", 20, initiators=("sy-army",)), told("c2", "two", 3, **changed))
    assert not answer.contradictions
    assert len(answer.sides) == 2


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("مسلح", ""),  # names one, counts none
        ("20 شخصا", "سقط 20 شخصا منذ الصباح"),
        ("20 شخصا", "ارتفع العدد الي 20 شخصا"),
        ("20 شخصا", "مقتل واصابه 20 شخصا"),
        ("12 شخصا", ""),  # the figure is a sum of what the words give
    ],
)
def test_a_toll_that_is_not_sure_goes_against_none(words: str, evidence: str) -> None:
    low = 1 if words == "مسلح" else 20
    answer = dead(told("c1", "one", low, words, told=evidence), told("c2", "two", 30 if low > 1 else 0))
    assert not answer.contradictions


def test_fighters_in_other_words_are_others() -> None:
    answer = dead(told("c1", "one", 8, "8 من المتمردين"), told("c2", "two", 3, "3 من الجنود"))
    assert not answer.contradictions


def test_a_higher_toll_of_a_later_day_may_have_grown_and_a_lower_has_not() -> None:
    later = {"published": date(2024, 12, 6)}
    assert not dead(told("c1", "one", 3), told("c2", "two", 20, **later)).contradictions
    assert dead(told("c1", "one", 20), told("c2", "two", 3, **later)).contradictions


def test_who_gives_several_tolls_at_one_time_goes_against_none() -> None:
    answer = dead(told("c1", "one", 6), told("c2", "one", 9), told("c3", "two", 43))
    assert not answer.contradictions


def test_a_particle_that_may_deny_another_word_is_no_denial() -> None:
    words = {"targets": ("السوق",), "first_day": date(2024, 12, 5), "last_day": date(2024, 12, 5), "spots": (_TOWN,)}
    said = account("c1", outlet="one", **words)
    for told_as, count in (("نفي قصف السوق", 1), ("لن يتراجع عن قصف السوق", 0)):
        denied = account("c2", outlet="two", factuality="denied", told=told_as, **words)
        assert len(find_answer([said, denied], "happened", origin_of, GROUND).contradictions) == count


def test_a_misreading_that_comes_once_is_no_other_place_and_a_repeated_one_is() -> None:
    far = {"spots": (spot("sy-hama", "حماة"),)}
    held = {"initiators": ("sy-army",), "published": date(2024, 12, 5)}
    here = [told(f"c{n}", f"one{n}", 20, **held) for n in range(2)]
    there = [told(f"d{n}", f"two{n}", 20, **held, **far) for n in range(2)]
    assert not find_answer([*here, there[0]], "place", origin_of, GROUND).contradictions
    assert find_answer([*here, *there], "place", origin_of, GROUND).contradictions


def test_targets_never_exclude_each_other() -> None:
    accounts = [told("c1", "one", 20, targets=("isis",)), told("c2", "two", 20, targets=("sy-army",))]
    assert not find_answer(accounts, "target", origin_of, GROUND).contradictions
