"""Options that several commands share, and the workspace that they name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isnad.errors import SourceError

if TYPE_CHECKING:
    from isnad.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Folder of the archive and the store.", show_default="ISNAD_WORKSPACE"),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", help="The store as postgresql://HOST/NAME.", show_default="ISNAD_DATABASE"),
]
ProcessesOption = Annotated[
    int, typer.Option("--processes", "-p", min=0, help="Worker processes; 0 is one for each core, 1 is none beside.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines, one object a line.")]


@dataclass(frozen=True, slots=True)
class Place:
    """Which workspace a command works in; None is what the settings name."""

    workspace: Path | None = None
    database: str | None = None

    def open(self, *, make: bool = False) -> Workspace:
        """The workspace, with `make` made if it is not there. Raises: NotFound, ArchiveError, StoreError."""
        from isnad.workspace import Workspace

        return Workspace.open(self.workspace, self.database, make=make)


def moment_of(words: str | None) -> str | None:
    """The moment of `--as-of` in UTC, None where it is not given.

    Raises: SourceError.
    """
    from isnad.weigh.asof import parse_moment

    try:
        return parse_moment(words) if words else None
    except ValueError:
        raise SourceError("--as-of", f"{words!r} is no moment; write it as 2024-12-05 or 2024-12-05T18:00") from None
