"""The desk itself: one workspace, its log, its clock and what counts tries; one for each process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from fastapi import FastAPI, Request

from isnad.errors import SourceError
from isnad.show.care.audit import Act, AuditLog
from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.intake import Intake
from isnad.show.web.options import DeskOptions
from isnad.show.web.throttle import Throttle
from isnad.workspace import Workspace

if TYPE_CHECKING:
    from isnad.show.web.oidc import Oidc

_IN_ONE = 100  # ids of an entry of the log, which cuts long words


class Desk:
    """What all routes work on."""

    def __init__(self, workspace: Workspace, options: DeskOptions) -> None:
        self.workspace = workspace
        self.options = options
        self.audit = AuditLog(workspace.folder)
        self.throttle = Throttle()
        self.intake = Intake(workspace)
        self.oidc = _make_oidc(options)

    def now(self, *, plus_s: int = 0) -> str:
        """The moment now or some seconds on, UTC, as the store has moments."""
        return moment_of(self.options.clock() + timedelta(seconds=plus_s))

    def note(self, request: Request, eyes: Eyes, act: str, subject: str = "", detail: str = "") -> None:
        """Note in the desk's log what these eyes did. Raises: ArchiveError; then what was asked must not be done."""
        self.audit.append(Act(act, eyes.name, eyes.role, subject, detail, address_of(request)), eyes.now)


def _make_oidc(options: DeskOptions) -> Oidc | None:
    """The other service to sign in by. Raises: SourceError when it is set and its packages are not installed."""
    if options.oidc is None:
        return None
    if find_spec("authlib") is None:
        raise SourceError("ISNAD_OIDC", "this needs more packages: pip install 'isnad[oidc]'")
    from isnad.show.web.oidc import Oidc

    return Oidc(options.oidc, options.address)


def desk_of(request: Request) -> Desk:
    """The desk that the request came to."""
    return cast(Desk, cast(FastAPI, request.app).state.desk)


def eyes_of(request: Request, name: str | None, role: Role) -> Eyes:
    """The eyes of somebody who asks now; what they see exactly is noted in the desk's log."""
    desk = desk_of(request)
    unseen = Eyes(name, role, desk.now())

    def witness(kind: str, names: Sequence[str]) -> None:
        for start in range(0, len(names), _IN_ONE):
            desk.note(request, unseen, "viewed", f"{kind} {' '.join(names[start : start + _IN_ONE])}")

    return replace(unseen, witness=witness)


def note_export(request: Request, eyes: Eyes, form: str, asked: str) -> None:
    """Note that these eyes took an export in this form of what was asked for. Raises: ArchiveError."""
    desk_of(request).note(request, eyes, "exported", form, asked)


def address_of(request: Request) -> str:
    """The address that the request came from."""
    return request.client.host if request.client else ""


def moment_of(time: datetime) -> str:
    """The moment as the store has moments."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
