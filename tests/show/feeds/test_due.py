"""What is due, purely: known at the beginning, due when it changes, tried ever more seldom, and given up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.keep.hook_states import State
from isnad.keep.hooks import Hook
from isnad.show.care.eyes import Role
from isnad.show.feeds.due import (
    BUSY,
    DELIVERED,
    GONE,
    LONGEST_S,
    MOST_TRIES,
    REFUSED,
    Outcome,
    after_outcome,
    after_try,
    find_changes,
    find_eyes,
    is_given_up,
    is_to_walk,
    later,
)

NOW = "2024-12-07T09:00:00.000000Z"
HOOK = Hook(
    "h", "f", "name", "", "nadir", "editor", False, "https://hooks.example/in", "whsec_x", True, NOW, None, True, "1", NOW,
    None, None, 0, None, None,
)  # fmt: skip
DIGESTS = st.sampled_from(["a", "b", "c"])


def test_what_is_there_at_the_beginning_is_known_and_not_due() -> None:
    [state] = find_changes("h", {}, {"i": "a"}, NOW, started=False)
    assert (state.known, state.due, state.next_try) == ("a", None, None)
    assert list(find_changes("h", {"i": state}, {"i": "a"}, NOW, started=True)) == []


def test_what_comes_or_changes_is_due_and_what_changes_back_is_not() -> None:
    [new] = find_changes("h", {}, {"i": "a"}, NOW, started=True)
    assert (new.known, new.due, new.next_try) == (None, "a", NOW)
    known = State("h", "i", known="a")
    [changed] = find_changes("h", {"i": known}, {"i": "b"}, NOW, started=True)
    assert (changed.known, changed.due) == ("a", "b")
    [back] = find_changes("h", {"i": changed}, {"i": "a"}, NOW, started=True)
    assert back == known


@settings(deadline=None)
@given(st.lists(st.tuples(DIGESTS, st.booleans()), max_size=20))
def test_no_state_is_sent_twice_in_a_row_and_the_last_always_arrives(steps: list[tuple[str, bool]]) -> None:
    state, sent = State("h", "i"), list[str]()
    for digest, arrives in [*steps, *((steps[-1][0], True) for _ in range(2) if steps)]:
        for changed in tuple(find_changes("h", {"i": state}, {"i": digest}, NOW, started=True)):
            assert changed.known != changed.due
            state = changed
        if state.next_try is not None:
            outcome = Outcome(DELIVERED if arrives else REFUSED)
            sent += [state.due or ""] if arrives else []
            state = after_try(state, outcome, NOW, 0.5)
    assert all(one != other for one, other in pairwise(sent))
    assert not steps or is_given_up(state) or sent[-1] == steps[-1][0]


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_waits_grow_and_end(one: float, other: float) -> None:
    state = State("h", "i", due="a", since=NOW, next_try=NOW)
    waits: list[str] = []
    for _ in range(MOST_TRIES):
        state = after_try(state, Outcome(REFUSED), NOW, one if len(waits) % 2 else other)
        waits += [state.next_try] if state.next_try else []
    assert waits[:7] == sorted(waits[:7])  # then half a day, spread by chance
    assert len(waits) == MOST_TRIES - 1
    assert is_given_up(state)
    assert waits[-1] <= later(NOW, LONGEST_S)


def test_a_message_is_given_up_when_it_is_too_old_however_seldom_it_was_tried() -> None:
    state = State("h", "i", due="a", since=NOW, next_try=NOW)
    assert is_given_up(after_try(state, Outcome(REFUSED), later(NOW, LONGEST_S), 0.5))


def test_what_the_receiver_asks_to_wait_is_kept_to_within_a_day() -> None:
    state = State("h", "i", due="a", since=NOW, next_try=NOW)
    assert after_try(state, Outcome(BUSY, 429, 600.0), NOW, 0.0).next_try == later(NOW, 600)
    assert after_try(state, Outcome(BUSY, 429, 1e9), NOW, 0.0).next_try == later(NOW, 86400)
    assert after_outcome(HOOK, Outcome(BUSY, 429, 600.0), NOW, 0.0)["not_before"] == later(NOW, 600)


def test_a_hook_is_switched_off_when_its_receiver_is_gone_or_nothing_arrived_for_long() -> None:
    assert after_outcome(HOOK, Outcome(GONE, 410), NOW, 0.5)["off"] == "gone"
    failing = replace(HOOK, failures=7, failing_since=NOW)
    assert "off" not in after_outcome(failing, Outcome(REFUSED, 500), later(NOW, LONGEST_S - 1), 0.5)
    assert after_outcome(failing, Outcome(REFUSED, 500), later(NOW, LONGEST_S), 0.5)["off"] == "failing"
    assert after_outcome(failing, Outcome(DELIVERED, 200), NOW, 0.5) == {
        "failures": 0, "failing_since": None, "not_before": None,
    }  # fmt: skip


def test_a_hook_looks_with_the_publics_eyes_unless_exact_was_chosen_by_who_may() -> None:
    exact, public = find_eyes(HOOK, NOW), find_eyes(replace(HOOK, exact=False), NOW)
    assert exact is not None
    assert public is not None
    assert (exact.name, exact.role, exact.sees_all) == ("nadir", Role.EDITOR, True)
    assert (public.name, public.role, public.sees_all) == (None, Role.PUBLIC, False)
    for lowered in ({"owner_role": "analyst"}, {"owner_role": "public"}, {"is_disabled": True}, {"off": "gone"}):
        assert find_eyes(replace(HOOK, **lowered), NOW) is None


def test_it_is_compared_again_after_a_weighing_and_for_the_public_as_time_passes() -> None:
    public = replace(HOOK, exact=False)
    assert not is_to_walk(HOOK, "1", later(NOW, 10**6))
    assert is_to_walk(HOOK, "2", NOW)
    assert is_to_walk(replace(HOOK, walking="1"), "1", NOW)
    assert not is_to_walk(public, "1", later(NOW, 3599))
    assert is_to_walk(public, "1", later(NOW, 3600))
