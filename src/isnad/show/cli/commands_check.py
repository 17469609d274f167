"""Commands on what is to be doubted: check."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from isnad.show.cli.options import DatabaseOption, JsonOption, Place, WorkspaceOption


class Language(StrEnum):
    """The language of what is told."""

    EN = "en"
    AR = "ar"


LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of what is told.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("check")(check)


def check(
    media: Annotated[list[str], typer.Argument(metavar="FILE|URL", help="Pictures, sounds, videos or PDFs.")],
    keep: Annotated[bool, typer.Option("--keep", help="Keep each in the archive, so that it is known again.")] = False,
    language: LanguageOption = Language.EN,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Read the Content Credentials (C2PA) of media, and say whether the archive has seen them before."""
    from isnad.show.cli.checking import check_and_print

    raise typer.Exit(check_and_print(Place(workspace, database), media, language, keep=keep, as_json=as_json))
