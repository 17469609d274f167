"""Signing in and out, joining by an invitation, a new password: what changes who is let in, each noted in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from starlette.responses import Response

from isnad.errors import Reason
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
from isnad.keep.sessions import end_session, write_session
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import cookie_name
from isnad.show.web.credentials import (
    OTHER_SERVICE,
    checked_password,
    digest_of,
    hash_password,
    is_password,
    make_secret,
)
from isnad.show.web.desk import Desk, address_of
from isnad.show.web.problems import Refused

if TYPE_CHECKING:
    from isnad.show.web.oidc import Comer

_LONGEST_KEY = 64


def sign_in(desk: Desk, request: Request, name: str, password: str) -> str:
    """The id of a new session. Raises: Refused when name or password is wrong, in the same words and time, or too often."""
    key, address = fold_name(name)[:_LONGEST_KEY], address_of(request)
    _check_tries(desk, key, address)
    with desk.workspace.store.read() as connection:
        person = find_person(connection, name)
    may = person is not None and not person.disabled
    if not is_password(password, person.password if person and may else None) or person is None:
        # The name is noted only of a person who is there: others are often a password in the wrong field.
        desk.note(request, _nobody(desk), "sign-in refused", person.name if person else "nobody of this name")
        raise Refused(401, Reason("signing.wrong", "name or password is wrong"))
    desk.throttle.forgive(key, address)
    return _begin(desk, request, person, "signed in")


def sign_out(desk: Desk, request: Request, eyes: Eyes, session_id: str) -> None:
    """End the session."""
    with desk.workspace.store.write() as connection:
        end_session(connection, digest_of(session_id))
    desk.note(request, eyes, "signed out")


def enter(desk: Desk, request: Request, comer: Comer) -> str:
    """The id of a session of who came by the other service, in the role that it gives them now.

    They are known by the service's lasting name of them, never by the name that is shown.
    Raises: Refused when they have no role, are disabled, or somebody else has their name.
    """
    service = desk.oidc.options if desk.oidc else None
    role = service.find_role(comer.groups) if service else None
    if service is None or role is None:
        desk.note(request, _nobody(desk), "sign-in refused", "by another service, without a role")
        raise Refused(403, "your account has no role at this desk; ask its admin")
    mark = OTHER_SERVICE + digest_of(f"{service.issuer}\n{comer.subject}")
    with desk.workspace.store.write() as connection:
        known = next((one for one in find_people(connection) if one.password == mark), None)
        if known is None and find_person(connection, comer.name) is not None:
            raise Refused(409, "somebody else here has that name; ask the desk's admin")
        if known is None:
            name = checked_name(comer.name)
            known = Person(fold_name(name), name, role, desk.now(), mark)
            write_person(connection, known)
        elif known.role != role and not known.disabled:
            known = change_person(connection, known.name, role=role)
    if known.disabled:
        desk.note(request, _nobody(desk), "sign-in refused", known.name)
        raise Refused(403, "you may not sign in here any more")
    return _begin(desk, request, known, "signed in by another service")


def join(desk: Desk, request: Request, code: str, name: str, password: str) -> str:
    """The id of a session of a person who comes by an invitation, which is used up.

    Raises: SourceError for a name or password that will not do, Refused for a code that lets nobody in.
    """
    _check_tries(desk, "invitation", address_of(request))
    checked_password(password, name)
    hashed, now = hash_password(password), desk.now()
    with desk.workspace.store.write() as connection:
        invitation = use_invitation(connection, digest_of(code.strip()), now)
        if invitation is None:
            raise Refused(403, Reason("signing.invitation", "this invitation was used, is too old, or never was"))
        name = invitation.name or checked_name(name)
        if invitation.name and find_person(connection, name):
            person = change_person(connection, name, password=hashed, disabled=False)
        else:
            person = Person(fold_name(name), name, invitation.role, now, hashed)
            write_person(connection, person)
    desk.note(request, _eyes(desk, person), "joined", f"as {person.role}")
    return _begin(desk, request, person, "signed in")


def change_password(desk: Desk, request: Request, eyes: Eyes, old: str, new: str) -> str:
    """The id of a new session; all others of this person end. Raises: Refused, SourceError."""
    name = eyes.name or ""
    _check_tries(desk, fold_name(name), address_of(request))
    with desk.workspace.store.read() as connection:
        person = load_person(connection, name)
    if not is_password(old, person.password):
        desk.note(request, eyes, "password change refused")
        raise Refused(403, Reason("signing.old", "the old password is wrong"))
    hashed = hash_password(checked_password(new, name))
    with desk.workspace.store.write() as connection:
        change_person(connection, name, password=hashed)
    desk.note(request, eyes, "password changed")
    return _begin(desk, request, person, "signed in")


def invite(desk: Desk, role: Role, name: str | None = None) -> str:
    """The code of a new invitation; it is told this once."""
    code = make_secret()
    now, expires = desk.now(), desk.now(plus_s=desk.options.invitation_s)
    with desk.workspace.store.write() as connection:
        write_invitation(connection, Invitation(digest_of(code), role, now, expires, name))
    return code


def has_admin(desk: Desk) -> bool:
    """Whether there is an admin who may sign in."""
    with desk.workspace.store.read() as connection:
        return any(person.role == Role.ADMIN and not person.disabled for person in find_people(connection))


def set_cookie(desk: Desk, answer: Response, session_id: str | None) -> None:
    """Have the browser keep the session's id, or with None forget it."""
    if session_id is None:
        answer.headers["clear-site-data"] = '"cache", "storage"'  # who uses this browser next finds no page in it
    answer.set_cookie(
        cookie_name(desk),
        session_id or "",
        max_age=desk.options.longest_s if session_id else 0,
        httponly=True,
        samesite="lax",
        secure=desk.options.is_https,
    )


def _begin(desk: Desk, request: Request, person: Person, act: str) -> str:
    session_id, now = make_secret(), desk.now()
    with desk.workspace.store.write() as connection:
        drop_old(connection, now)
        write_session(connection, digest_of(session_id), person.person, now, desk.now(plus_s=desk.options.longest_s))
    desk.note(request, _eyes(desk, person), act)
    return session_id


def _check_tries(desk: Desk, key: str, address: str) -> None:
    wait_s = desk.throttle.try_once(key, address)
    if wait_s is not None:
        raise Refused(
            429, Reason("signing.tries", "too many tries; wait and try again"), headers={"retry-after": str(wait_s)}
        )


def _eyes(desk: Desk, person: Person) -> Eyes:
    return Eyes(person.name, Role(person.role), desk.now())


def _nobody(desk: Desk) -> Eyes:
    return Eyes(None, Role.PUBLIC, desk.now())
