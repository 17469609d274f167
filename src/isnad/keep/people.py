"""People of the desk, and invitations to become one: rows, found and changed. What a password is worth is not judged here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from isnad.errors import NotFound, Reason, SourceError
from isnad.keep.desk_tables import invitations, people, sessions, tokens

_LONGEST_NAME = 64
_JOINING = frozenset("-_.@ ")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may sign in. `person` is the folded name that rows are found by, `password` its Argon2 hash."""

    person: str
    name: str
    role: str
    created: str
    password: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """A right to join once, in a role, under `name` where one is given. `invitation` is the hash of its code."""

    invitation: str
    role: str
    created: str
    expires: str
    name: str | None = None


def fold_name(name: str) -> str:
    """The name as rows are found by: case, width and forms of letters do not matter.

    >>> fold_name("  Ａmal ")
    'amal'
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def checked_name(name: str) -> str:
    """The name without what stands around it. Raises: SourceError when it is none to sign in with."""
    name = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(name) <= _LONGEST_NAME or not fold_name(name) or not all(map(_may_stand, name)):
        raise SourceError(
            "name",
            Reason("person.name", "needs 1 to {most} letters, digits, spaces or any of - _ . @", most=_LONGEST_NAME),
        )
    return name


def _may_stand(letter: str) -> bool:
    return letter.isalnum() or letter in _JOINING or unicodedata.category(letter) == "Mn"


def find_people(conn: Connection) -> tuple[Person, ...]:
    """All people. Order: by folded name."""
    return tuple(map(_person, conn.execute(select(people).order_by(people.c.person))))


def find_person(conn: Connection, name: str) -> Person | None:
    """The person of this name however it is written; None when there is none."""
    row = conn.execute(select(people).where(people.c.person == fold_name(name))).first()
    return _person(row) if row else None


def load_person(conn: Connection, name: str) -> Person:
    """The person of this name. Raises: NotFound."""
    if found := find_person(conn, name):
        return found
    raise NotFound(Reason("none.person", "no person of this name"))


def write_person(conn: Connection, person: Person) -> None:
    """Add the person. Raises: SourceError when the name is taken."""
    if find_person(conn, person.name):
        raise SourceError("name", Reason("person.taken", "is taken; choose another"))
    conn.execute(people.insert(), {name: getattr(person, name) for name in person.__slots__})


def change_person(conn: Connection, name: str, **values: Any) -> Person:
    """The person after these of role, disabled and password changed; what was open to them before is closed.

    Raises: NotFound.
    """
    found = load_person(conn, name)
    conn.execute(update(people).where(people.c.person == found.person).values(**values))
    conn.execute(delete(sessions).where(sessions.c.person == found.person))
    if values.get("disabled"):
        conn.execute(delete(tokens).where(tokens.c.person == found.person))
    return load_person(conn, name)


def write_invitation(conn: Connection, invitation: Invitation) -> None:
    """Add the invitation; one to the same role and name that was not used is void from now on."""
    conn.execute(
        delete(invitations).where(
            invitations.c.used.is_(None),
            invitations.c.role == invitation.role,
            invitations.c.name.is_(None) if invitation.name is None else invitations.c.name == invitation.name,
        )
    )
    conn.execute(invitations.insert(), {name: getattr(invitation, name) for name in invitation.__slots__})


def use_invitation(conn: Connection, digest: str, now: str) -> Invitation | None:
    """The invitation, used up by this; None when there is none, or it was used, or is too old."""
    open_now = (invitations.c.invitation == digest, invitations.c.used.is_(None), invitations.c.expires > now)
    if not conn.execute(update(invitations).where(*open_now).values(used=now)).rowcount:
        return None
    row = conn.execute(select(invitations).where(invitations.c.invitation == digest)).one()
    return Invitation(row.invitation, row.role, row.created, row.expires, row.name)


def drop_old(conn: Connection, now: str) -> None:
    """Delete sessions, tokens and invitations that let nobody in any more."""
    conn.execute(delete(sessions).where(sessions.c.expires <= now))
    conn.execute(delete(tokens).where(tokens.c.expires <= now))
    conn.execute(delete(invitations).where(or_(invitations.c.expires <= now, invitations.c.used.is_not(None))))


def _person(row: Row[Any]) -> Person:
    return Person(row.person, row.name, row.role, row.created, row.password, bool(row.disabled))
