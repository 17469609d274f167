"""`isnad people`: who may sign in to the desk, set by whoever owns the workspace's folder."""

from __future__ import annotations

import json

from isnad.errors import SourceError
from isnad.keep.people import change_person, checked_name, find_people, find_person
from isnad.show.care.audit import Act, AuditLog
from isnad.show.care.eyes import Role
from isnad.show.cli.options import Place
from isnad.show.cli.serving import needs_desk
from isnad.workspace import Workspace

_BY = "command line"


def add_and_print(place: Place, name: str, role: Role, at: str) -> int:
    """Exit status after inviting somebody: 0. Raises: SourceError for a person who has another role."""
    needs_desk()
    from isnad.show.web.desk import Desk
    from isnad.show.web.options import DeskOptions
    from isnad.show.web.signing import invite

    name = checked_name(name)
    with place.open() as workspace:
        with workspace.store.read() as connection:
            known = find_person(connection, name)
        if known and known.role != role:
            raise SourceError("--role", f"{known.name} is there as {known.role}; give that role for a new password")
        _note(workspace, "invited", name, f"as {role}")
        code = invite(Desk(workspace, DeskOptions()), role, known.name if known else name)
    print(f"{at.rstrip('/')}/join#{code}")
    return 0


def list_and_print(place: Place, *, as_json: bool) -> int:
    """Exit status after listing people: 0."""
    with place.open() as workspace, workspace.store.read() as connection:
        found = find_people(connection)
    for person in found:
        row = {"name": person.name, "role": person.role, "created": person.created, "disabled": person.disabled}
        said = f"{person.name} · {person.role}" + (" · disabled" if person.disabled else "")
        print(json.dumps(row, ensure_ascii=False) if as_json else said)
    return 0


def disable_and_print(place: Place, name: str) -> int:
    """Exit status after letting somebody in no more: 0. Raises: NotFound."""
    with place.open() as workspace, workspace.store.write() as connection:
        person = change_person(connection, name, disabled=True)
        _note(workspace, "person changed", person.name, "disabled True")
    print(f"{person.name} may not sign in any more")
    return 0


def _note(workspace: Workspace, act: str, subject: str, detail: str) -> None:
    from isnad.pipeline.runs import moment

    AuditLog(workspace.folder).append(Act(act, _BY, Role.ADMIN, subject, detail), moment())
