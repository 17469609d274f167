"""People, sessions, tokens and invitations in both databases: what lets in, once or until it ends."""

from __future__ import annotations

import pytest

from isnad.errors import NotFound, SourceError
from isnad.keep.people import (
    Invitation,
    Person,
    change_person,
    checked_name,
    drop_old,
    find_people,
    find_person,
    fold_name,
    load_person,
    use_invitation,
    write_invitation,
    write_person,
)
from isnad.keep.sessions import (
    Token,
    drop_token,
    end_session,
    find_session,
    find_token,
    find_tokens,
    note_seen,
    write_session,
    write_token,
)
from isnad.keep.store import Store

NOW, LATER, LAST = "2024-12-07T09:00:00.000000Z", "2024-12-07T10:00:00.000000Z", "2024-12-07T11:00:00.000000Z"


def _add(store: Store, name: str = "أمل", role: str = "analyst") -> Person:
    person = Person(fold_name(name), name, role, NOW, "hash")
    with store.write() as conn:
        write_person(conn, person)
    return person


def test_a_person_is_found_however_the_name_is_written(store: Store) -> None:
    _add(store, "Amal")
    with store.read() as conn:
        assert load_person(conn, " ＡMAL ").name == "Amal"
        assert find_person(conn, "nobody") is None
        with pytest.raises(NotFound):
            load_person(conn, "nobody")
    with pytest.raises(SourceError, match="taken"):
        _add(store, "aMAL")
    assert [person.name for person in _people(store)] == ["Amal"]


def _people(store: Store) -> tuple[Person, ...]:
    with store.read() as conn:
        return find_people(conn)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\0b", "<b>", "a\nb", "a\u202eb", "a;b", "a/b"])
def test_a_name_that_will_not_do_is_refused(name: str) -> None:
    with pytest.raises(SourceError):
        checked_name(name)


@pytest.mark.parametrize("name", ["أمل", "أَمَل", "Amal K.", "a_b-c@d.example"])
def test_a_name_in_any_letters_will_do(name: str) -> None:
    assert checked_name(f" {name} ") == name


def test_a_session_lets_in_until_it_ends(store: Store) -> None:
    person = _add(store)
    with store.write() as conn:
        write_session(conn, "one", person.person, NOW, LAST)
        write_session(conn, "two", person.person, NOW, LAST)
        note_seen(conn, "one", LATER)
        end_session(conn, "two")
    with store.read() as conn:
        found = find_session(conn, "one", LATER)
        assert found is not None
        assert (found.name, found.role, found.last_seen) == ("أمل", "analyst", LATER)
        assert find_session(conn, "one", LAST) is None
        assert find_session(conn, "two", LATER) is None


def test_what_changes_a_person_ends_their_sessions_and_disabling_their_tokens(store: Store) -> None:
    person = _add(store)
    for values, tokens in (({"role": "editor"}, 1), ({"password": "x"}, 1), ({"disabled": True}, 0)):
        with store.write() as conn:
            write_session(conn, f"s{values}", person.person, NOW, LAST)
            if not find_tokens(conn, person.name):
                write_token(
                    conn, Token("digest", "x", person.name, "analyst", "analyst", ("read", "export"), NOW, LAST)
                )
            changed = change_person(conn, person.name, **values)
            assert {name: getattr(changed, name) for name in values} == values
            assert find_session(conn, f"s{values}", NOW) is None
            assert len(find_tokens(conn, person.name)) == tokens
            assert (find_token(conn, "digest", NOW) is not None) == (tokens == 1)


def test_a_token_is_its_owners(store: Store) -> None:
    person, other = _add(store), _add(store, "Nour", "editor")
    with store.write() as conn:
        write_token(conn, Token("digest", "x", person.name, "analyst", "analyst", ("read", "export"), NOW, LATER))
    with store.write() as conn:
        found = find_token(conn, "digest", NOW)
        assert found is not None
        assert (found.owner, found.owner_role, found.scopes) == ("أمل", "analyst", ("read", "export"))
        assert find_token(conn, "digest", LATER) is None
        for owner, start in ((other.name, "digest"), (person.name, "x"), (person.name, "%")):
            with pytest.raises(NotFound):
                drop_token(conn, owner, start)
        drop_token(conn, person.name, "dige")
        assert find_tokens(conn, person.name) == ()


def test_an_invitation_is_used_once_and_a_new_one_replaces_it(store: Store) -> None:
    with store.write() as conn:
        write_invitation(conn, Invitation("first", "admin", NOW, LAST))
        write_invitation(conn, Invitation("other", "admin", NOW, LAST, "Nour"))
        write_invitation(conn, Invitation("second", "admin", NOW, LAST))
        assert use_invitation(conn, "first", NOW) is None
        assert use_invitation(conn, "second", LAST) is None
        assert use_invitation(conn, "second", LATER) == Invitation("second", "admin", NOW, LAST)
        assert use_invitation(conn, "second", LATER) is None
        assert use_invitation(conn, "other", LATER) == Invitation("other", "admin", NOW, LAST, "Nour")


def test_what_lets_nobody_in_is_dropped(store: Store) -> None:
    person = _add(store)
    with store.write() as conn:
        write_session(conn, "old", person.person, NOW, LATER)
        write_session(conn, "new", person.person, NOW, LAST)
        write_token(conn, Token("digest", "x", person.name, "analyst", "analyst", ("read",), NOW, LATER))
        write_invitation(conn, Invitation("first", "admin", NOW, LATER))
        drop_old(conn, LATER)
        assert find_session(conn, "old", NOW) is None
        assert find_session(conn, "new", NOW) is not None
        assert find_tokens(conn, person.name) == ()
        assert use_invitation(conn, "first", NOW) is None
