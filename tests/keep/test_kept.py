"""Kept filters, hooks and what their receivers know, in both databases."""

from __future__ import annotations

import pytest

from isnad.errors import NotFound, SourceError
from isnad.keep.hook_states import State, find_due, find_number, find_states, write_states
from isnad.keep.hooks import (
    KEPT_TRIES,
    MOST_HOOKS,
    NewHook,
    Try,
    change_hook,
    count_due,
    drop_hook,
    find_hooks,
    find_tries,
    load_hook,
    take_lease,
    write_hook,
    write_try,
)
from isnad.keep.people import Person, fold_name, write_person
from isnad.keep.saved_filters import (
    MOST_FILTERS,
    SavedFilter,
    drop_filter,
    find_filters,
    load_filter,
    rename_filter,
    write_filter,
)
from isnad.keep.store import Store

NOW, LATER, LAST = "2024-12-07T09:00:00.000000Z", "2024-12-07T10:00:00.000000Z", "2024-12-07T11:00:00.000000Z"


def _fill(store: Store, *names: str) -> None:
    with store.write() as conn:
        for name in ("أمل", "Nour"):
            write_person(conn, Person(fold_name(name), name, "editor", NOW, "hash"))
        for name in names:
            write_filter(conn, SavedFilter(name, fold_name("أمل"), f"named {name}", "type=shelling", NOW))


def _hook(store: Store, hook_id: str = "h") -> None:
    with store.write() as conn:
        write_hook(conn, "أمل", NewHook(hook_id, "f", "https://hooks.example/in", "whsec_x", False, NOW))


def test_a_filter_is_its_owners_alone(store: Store) -> None:
    _fill(store, "f", "g")
    with store.write() as conn:
        assert [one.filter_id for one in find_filters(conn, "أمل")] == ["f", "g"]
        assert find_filters(conn, "Nour") == ()
        for act in (load_filter, drop_filter):
            with pytest.raises(NotFound):
                act(conn, "Nour", "f")
        with pytest.raises(NotFound):
            rename_filter(conn, "Nour", "f", "mine")
        assert rename_filter(conn, "أمل", "f", "حلب").name == "حلب"
        assert rename_filter(conn, "أمل", "f", "حلب").query == "type=shelling"


@pytest.mark.parametrize("name", ["", " x", "x" * 101, "a\nb", "named g", "a\0"])
def test_a_name_that_is_none_or_taken_is_refused(store: Store, name: str) -> None:
    _fill(store, "f", "g")
    with store.write() as conn, pytest.raises(SourceError):
        rename_filter(conn, "أمل", "f", name)


def test_nobody_keeps_without_end(store: Store) -> None:
    _fill(store, *(f"f{number}" for number in range(MOST_FILTERS)))
    with store.write() as conn, pytest.raises(SourceError, match="100 filters"):
        write_filter(conn, SavedFilter("one more", fold_name("أمل"), "one more", "", NOW))
    with store.write() as conn:
        for number in range(MOST_HOOKS):
            write_hook(conn, "أمل", NewHook(f"h{number}", "f1", "https://hooks.example", "s", False, NOW))
        with pytest.raises(SourceError, match="20 hooks"):
            write_hook(conn, "أمل", NewHook("one more", "f1", "https://hooks.example", "s", False, NOW))


def test_a_hook_knows_its_filter_and_its_owner_as_they_are_now(store: Store) -> None:
    _fill(store, "f")
    _hook(store)
    with store.read() as conn:
        hook = load_hook(conn, "h")
        assert (hook.owner, hook.owner_role, hook.filter_name, hook.query) == (
            "أمل",
            "editor",
            "named f",
            "type=shelling",
        )
        assert (hook.started, hook.exact, hook.off, hook.failures) == (False, False, None, 0)
        assert "whsec_x" not in repr(hook)
        assert find_hooks(conn, "Nour") == ()
        with pytest.raises(NotFound):
            load_hook(conn, "h", "Nour")


def test_a_lease_is_of_one_until_it_ends(store: Store) -> None:
    _fill(store, "f")
    _hook(store)
    with store.write() as conn:
        assert take_lease(conn, "h", NOW, LATER)
        assert not take_lease(conn, "h", NOW, LATER)
        assert take_lease(conn, "h", LATER, LAST)
        change_hook(conn, "h", leased_until=None)
        assert take_lease(conn, "h", NOW, LATER)
        change_hook(conn, "h", leased_until=None, off="gone")
        assert not take_lease(conn, "h", NOW, LATER)


def test_states_take_the_place_of_those_before_and_are_due_in_order(store: Store) -> None:
    _fill(store, "f")
    _hook(store)
    with store.write() as conn:
        write_states(conn, [State("h", f"i{n}", due="d", since=NOW, next_try=NOW) for n in range(3)])
        write_states(conn, [State("h", "i1", known="d"), State("h", "i2", due="d", since=NOW, next_try=LATER, tries=1)])
        assert [one.incident_id for one in find_due(conn, "h", NOW, 10)] == ["i0"]
        assert [one.incident_id for one in find_due(conn, "h", LAST, 10)] == ["i0", "i2"]
        assert find_states(conn, "h", ["i1", "i9"]) == {"i1": State("h", "i1", known="d")}
        assert count_due(conn, "h") == 2
        assert find_number(conn, "i0") is None


def test_only_the_last_tries_are_kept(store: Store) -> None:
    _fill(store, "f")
    _hook(store)
    _hook(store, "other")
    with store.write() as conn:
        write_try(conn, Try("other", NOW, "m", "hook.test", None, None, "slow", 1))
        for number in range(KEPT_TRIES + 5):
            write_try(conn, Try("h", NOW, f"m{number}", "incident.new", "i", 200, "delivered", number))
        found = find_tries(conn, "h")
        assert [one.took_ms for one in found] == list(range(KEPT_TRIES + 4, 4, -1))
        assert len(find_tries(conn, "other")) == 1
        write_try(conn, Try("none", NOW, "m", "hook.test", None, None, "slow", 1))
        assert find_tries(conn, "none") == ()


def test_a_filter_goes_with_its_hooks_and_a_hook_with_what_is_known_of_it(store: Store) -> None:
    _fill(store, "f")
    for name in ("h", "other"):
        _hook(store, name)
        with store.write() as conn:
            write_states(conn, [State(name, "i", known="d")])
            write_try(conn, Try(name, NOW, "m", "hook.test", None, None, "slow", 1))
    with store.write() as conn:
        with pytest.raises(NotFound):
            drop_hook(conn, "Nour", "h")
        drop_hook(conn, "أمل", "h")
        assert [one.hook_id for one in find_hooks(conn)] == ["other"]
        drop_filter(conn, "أمل", "f")
        assert find_hooks(conn) == ()
        for table in ("hook_states", "hook_tries", "hooks", "saved_filters"):
            assert conn.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0
