"""Names of incidents as of a moment: those that they had then, whatever was joined or parted since."""

from __future__ import annotations

from isnad.weigh.names import find_names, first_name
from isnad.weigh.names_then import find_founder, find_held_then

A, B = first_name(["a1"]), first_name(["b1"])
ORDER = {A: 1, B: 2}


def names_then(groups: list[tuple[str, ...]], held: dict[str, str], order: dict[str, int]) -> tuple[str, ...]:
    return find_names(groups, find_held_then(groups, held, order), order, order.__contains__).names


def test_what_was_joined_since_had_names_of_its_own() -> None:
    held = dict.fromkeys(("a1", "a2", "b1", "b2", "b3"), A)
    assert names_then([("a1", "a2"), ("b1", "b2", "b3")], held, ORDER) == (A, B)


def test_groups_of_now_bear_their_names_of_now_whoever_founded_them() -> None:
    held = dict.fromkeys(("a1", "b1", "b2"), B)
    assert names_then([("a1", "b1", "b2")], held, ORDER) == (B,)
    parted = {"a2": A, "a3": A, "a1": B, "b1": B}
    assert names_then([("a1", "b1"), ("a2", "a3")], parted, ORDER) == (B, A)


def test_what_was_parted_since_had_the_name_of_most() -> None:
    order = ORDER | {"other": 3}
    assert names_then([("a1", "a2", "a3")], {"a1": "other", "a2": A, "a3": A}, order) == (A,)


def test_a_claim_that_stands_no_more_still_bears_the_name_that_it_founded() -> None:
    assert names_then([("a1",), ("b1",)], {"b1": B}, ORDER) == (A, B)


def test_a_name_leads_to_the_claim_that_it_was_made_of() -> None:
    assert find_founder(A, ("b1", "a1")) == "a1"
    assert find_founder(A, ("b1",)) is None
