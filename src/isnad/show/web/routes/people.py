"""People and what lets their programs in: invitations, roles, tokens."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from isnad.errors import Reason, SourceError
from isnad.keep.people import Person, change_person, checked_name, find_people, find_person, fold_name
from isnad.keep.sessions import Token, drop_token, find_tokens, write_token
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web import signing
from isnad.show.web.access import Scope, needs
from isnad.show.web.credentials import TOKEN_START, digest_of, make_secret
from isnad.show.web.desk import desk_of
from isnad.show.web.problems import Refused

router = APIRouter(prefix="/api/v1", tags=["people"])
_SHOWN = 12
AdminEyes = Annotated[Eyes, Depends(needs(Role.ADMIN, Scope.ADMIN))]
OwnEyes = Annotated[Eyes, Depends(needs(Role.ANALYST, None))]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewPerson(_Form):
    """Whom to invite, and in which role."""

    name: Annotated[str, Field(max_length=200)]
    role: Role


class ChangedPerson(_Form):
    """What to change of a person."""

    role: Role | None = None
    disabled: bool | None = None


class NewToken(_Form):
    """What a token is to be good for, and for how long."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=5)]
    role: Role
    days: Annotated[int, Field(ge=1)] = 90


@router.get("/people")
def list_people(request: Request, eyes: AdminEyes) -> dict[str, Any]:
    """All people, by name."""
    with desk_of(request).workspace.store.read() as connection:
        return {"items": [_person_row(person) for person in find_people(connection)], "next": None}


@router.post("/people", status_code=201)
def invite(request: Request, said: NewPerson, eyes: AdminEyes) -> dict[str, Any]:
    """Invite somebody; `link` lets them in once, and is told this once. Of a name that is there it renews the password."""
    desk = desk_of(request)
    name = checked_name(said.name)
    with desk.workspace.store.read() as connection:
        known = find_person(connection, name)
    if known and known.role != said.role:
        raise SourceError("role", "is another than this person has; change it first")
    desk.note(request, eyes, "invited", name, f"as {said.role}")
    code = signing.invite(desk, said.role, known.name if known else name)
    return {"name": name, "role": said.role, "link": f"/join#{code}"}


@router.patch("/people/{name}")
def change(request: Request, name: str, said: ChangedPerson, eyes: AdminEyes) -> dict[str, Any]:
    """Change somebody's role, or whether they may sign in; their sessions end."""
    if eyes.name is not None and fold_name(name) == fold_name(eyes.name):
        raise Refused(409, "nobody changes their own role; ask another admin", field="name")
    changed = said.model_dump(exclude_none=True)
    if not changed:
        raise SourceError("role", "nothing is to be changed")
    desk = desk_of(request)
    with desk.workspace.store.write() as connection:
        person = change_person(connection, name, **changed)
        desk.note(
            request, eyes, "person changed", person.name, " ".join(f"{key} {value}" for key, value in changed.items())
        )
    return _person_row(person)


@router.get("/tokens")
def list_tokens(request: Request, eyes: OwnEyes) -> dict[str, Any]:
    """One's own tokens; the tokens themselves are not kept."""
    with desk_of(request).workspace.store.read() as connection:
        return {"items": [_token_row(token) for token in find_tokens(connection, eyes.name or "")], "next": None}


@router.post("/tokens", status_code=201)
def make_token(request: Request, said: NewToken, eyes: OwnEyes) -> dict[str, Any]:
    """Make a token; it is told this once."""
    desk = desk_of(request)
    if not eyes.role.may(said.role):
        raise SourceError("role", "is more than your own")
    if said.days > desk.options.longest_token_days:
        raise SourceError("days", f"are at most {desk.options.longest_token_days}")
    secret = TOKEN_START + make_secret()
    expires, scopes = desk.now(plus_s=said.days * 86400), tuple(dict.fromkeys(said.scopes))
    token = Token(digest_of(secret), said.name, eyes.name or "", eyes.role, said.role, scopes, eyes.now, expires)
    with desk.workspace.store.write() as connection:
        write_token(connection, token)
        desk.note(request, eyes, "token made", token.token[:_SHOWN], f"{said.role}: {' '.join(scopes)}")
    return {**_token_row(token), "token": secret}


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(request: Request, token_id: str, eyes: OwnEyes) -> Response:
    """Revoke a token of one's own."""
    if len(token_id) != _SHOWN:
        raise Refused(404, Reason("none.token", "no token of this id"))
    desk = desk_of(request)
    with desk.workspace.store.write() as connection:
        drop_token(connection, eyes.name or "", token_id)
        desk.note(request, eyes, "token revoked", token_id)
    return Response(status_code=204)


def _person_row(person: Person) -> dict[str, Any]:
    return {"name": person.name, "role": person.role, "created": person.created, "disabled": person.disabled}


def _token_row(token: Token) -> dict[str, Any]:
    return {
        "id": token.token[:_SHOWN],
        "name": token.name,
        "role": token.role,
        "scopes": list(token.scopes),
        "created": token.created,
        "expires": token.expires,
    }
