"""What pages depend on: the workspace, and who looks: at what is open to all, at reports, at what goes out, to judge."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import Scope, needs
from isnad.show.web.desk import desk_of
from isnad.workspace import Workspace


def get_workspace(request: Request) -> Workspace:
    """The workspace that the desk shows."""
    return desk_of(request).workspace


look = needs(Role.PUBLIC)
WorkspaceHere = Annotated[Workspace, Depends(get_workspace)]
Looker = Annotated[Eyes, Depends(look)]
Reader = Annotated[Eyes, Depends(needs(Role.ANALYST))]
Exporter = Annotated[Eyes, Depends(needs(Role.ANALYST, Scope.EXPORT))]
Judge = Annotated[Eyes, Depends(needs(Role.EDITOR, Scope.REVIEW))]
