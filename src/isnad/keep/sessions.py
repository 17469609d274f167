"""Sessions and tokens of the desk: what lets a person's browser and a person's program in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from isnad.errors import NotFound, Reason
from isnad.keep.desk_tables import people, sessions, tokens
from isnad.keep.people import fold_name


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a person who may still sign in. `session` is the hash of its id; `role` is the person's now."""

    session: str
    person: str
    name: str
    role: str
    created: str
    expires: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a person; `token` is its hash, `owner` the person's name as written, `owner_role` their role now."""

    token: str
    name: str
    owner: str
    owner_role: str
    role: str
    scopes: tuple[str, ...]
    created: str
    expires: str


def write_session(conn: Connection, digest: str, person: str, now: str, expires: str) -> None:
    """Add a session of the person."""
    row = {"session": digest, "person": person, "created": now, "expires": expires, "last_seen": now}
    conn.execute(sessions.insert(), row)


def find_session(conn: Connection, digest: str, now: str) -> Session | None:
    """The session, None when there is none, it is too old, or its person was disabled."""
    query = select(sessions, people.c.name, people.c.role).join(people)
    row = conn.execute(
        query.where(sessions.c.session == digest, sessions.c.expires > now, people.c.disabled.is_(False))
    ).first()
    if row is None:
        return None
    return Session(row.session, row.person, row.name, row.role, row.created, row.expires, row.last_seen)


def note_seen(conn: Connection, digest: str, now: str) -> None:
    """Note that the session is in use."""
    conn.execute(update(sessions).where(sessions.c.session == digest).values(last_seen=now))


def end_session(conn: Connection, digest: str) -> None:
    """End the session; nothing happens where there is none."""
    conn.execute(delete(sessions).where(sessions.c.session == digest))


def write_token(conn: Connection, token: Token) -> None:
    """Add the token to those of its owner."""
    kept = {name: getattr(token, name) for name in ("token", "name", "role", "created", "expires")}
    conn.execute(tokens.insert(), {**kept, "person": fold_name(token.owner), "scopes": " ".join(token.scopes)})


def find_token(conn: Connection, digest: str, now: str) -> Token | None:
    """The token, None when there is none, it is too old, or its owner was disabled."""
    asked = _tokens().where(tokens.c.token == digest, tokens.c.expires > now, people.c.disabled.is_(False))
    row = conn.execute(asked).first()
    return _token(row) if row else None


def find_tokens(conn: Connection, owner: str) -> tuple[Token, ...]:
    """The tokens of a person. Order: of making."""
    asked = _tokens().where(tokens.c.person == fold_name(owner)).order_by(tokens.c.created, tokens.c.token)
    return tuple(map(_token, conn.execute(asked)))


def drop_token(conn: Connection, owner: str, start: str) -> None:
    """Delete the token of this person whose hash begins so. Raises: NotFound."""
    mine = tokens.c.person == fold_name(owner)
    if not conn.execute(delete(tokens).where(mine, tokens.c.token.startswith(start, autoescape=True))).rowcount:
        raise NotFound(Reason("none.token", "no token of this id"))


def _tokens() -> Any:
    return select(tokens, people.c.name.label("owner"), people.c.role.label("owner_role")).join(people)


def _token(row: Row[Any]) -> Token:
    scopes = tuple(row.scopes.split())
    return Token(row.token, row.name, row.owner, row.owner_role, row.role, scopes, row.created, row.expires)
