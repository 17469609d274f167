"""What pages depend on: the workspace, who looks, and that a change was meant. The app's owner overrides all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from isnad.show.care.eyes import Eyes, Role
from isnad.workspace import Workspace


def get_workspace(request: Request) -> Workspace:
    """The workspace that the app shows."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def get_eyes(request: Request) -> Eyes:
    """Who looks; nobody who has signed in, unless the app says otherwise."""
    return Eyes(None, Role.PUBLIC, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def check_csrf(request: Request) -> None:
    """Refuse a change that no page of this desk asked for; nothing is let through unless the app checks it."""
    raise HTTPException(403, "changes are not open here")


def get_csrf(request: Request) -> str:
    """The word that forms send along to show that they are ours."""
    return str(getattr(request.state, "csrf", ""))


def note_view(request: Request, eyes: Eyes, kind: str, name: str) -> None:
    """Note that these eyes saw the exact record, where the app keeps a log of that."""
    noting = getattr(request.app.state, "note_view", None)
    if noting is not None:
        noting(request, eyes, kind, name)


def may_judge(eyes: Annotated[Eyes, Depends(get_eyes)]) -> Eyes:
    """The eyes of one who may judge. Raises: HTTPException."""
    if eyes.name is None or not eyes.role.may(Role.EDITOR):
        raise HTTPException(403, "judging is for editors")
    return eyes


WorkspaceHere = Annotated[Workspace, Depends(get_workspace)]
EyesHere = Annotated[Eyes, Depends(get_eyes)]
Judge = Annotated[Eyes, Depends(may_judge)]
