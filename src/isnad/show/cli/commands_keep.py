"""Commands on what is kept: verify, stamp, evidence, search, claims, versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isnad.model import Factuality
from isnad.show.cli.options import DatabaseOption, JsonOption, Place, WorkspaceOption


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (verify, stamp, evidence, search, claims, versions):
        app.command(command.__name__)(command)


def verify(
    log_only: Annotated[bool, typer.Option("--log-only", help="Walk the receipts alone, not the bytes.")] = False,
    roots: Annotated[
        list[Path] | None, typer.Option("--root", help="Root certificate (PEM) that time stamps must lead to.")
    ] = None,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Walk the archive: every receipt and every byte. Names the first link that does not hold."""
    from isnad.show.cli.keeping import verify_and_print

    raise typer.Exit(verify_and_print(Place(workspace, database), roots or [], bytes_too=not log_only))


def stamp(
    authority: Annotated[str, typer.Argument(help="URL of a time-stamp authority (RFC 3161).")],
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Have a time-stamp authority witness that the archive's log existed as it is now."""
    from isnad.show.cli.keeping import stamp_and_print

    raise typer.Exit(stamp_and_print(Place(workspace, database), authority))


def evidence(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of a claim or an incident.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to write; it must not exist.")],
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write a BagIt bag with all that proves a claim: captured bytes, receipts, article, readings, findings."""
    from isnad.show.cli.keeping import evidence_and_print

    raise typer.Exit(evidence_and_print(Place(workspace, database), name, to))


def search(
    words: Annotated[list[str], typer.Argument(help="Words that the article must hold; joined clitics do not matter.")],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    after: Annotated[str | None, typer.Option(help="Go on after this mark of the page before.")] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Find articles by their words; `قتل` finds `قُتِلَ`, `حمص` finds `بحمص`."""
    from isnad.show.cli.looking import search_and_print

    raise typer.Exit(search_and_print(Place(workspace, database), " ".join(words), limit, after, as_json=as_json))


def claims(
    words: Annotated[list[str] | None, typer.Argument(help="Words that the claim's evidence must hold.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Type of event, as `air_strike`.")] = None,
    place: Annotated[str | None, typer.Option(help="Id of a place of the gazetteer.")] = None,
    admin1: Annotated[str | None, typer.Option(help="Governorate, as in the claims.")] = None,
    country: Annotated[str | None, typer.Option(help="Country code, as SY.")] = None,
    actor: Annotated[str | None, typer.Option(help="Id of an actor of the register.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, as named.")] = None,
    source: Annotated[
        str | None, typer.Option(help="On whose word: id of an actor, or the words that name it.")
    ] = None,
    factuality: Annotated[str | None, typer.Option(help=f"One of {', '.join(Factuality)}.")] = None,
    state: Annotated[str, typer.Option(help="One of current, superseded, withdrawn, or any.")] = "current",
    first_day: Annotated[str | None, typer.Option("--from", help="Happened on this day or later.")] = None,
    last_day: Annotated[str | None, typer.Option("--until", help="Happened on this day or before.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    after: Annotated[str | None, typer.Option(help="Go on after this mark of the page before.")] = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """List claims, the latest happenings first, by words and by what they say."""
    from isnad.keep.filters import ClaimFilter
    from isnad.show.cli.looking import claims_and_print

    asked = ClaimFilter(
        text=" ".join(words) if words else None, type=kind, place_id=place, admin1=admin1, country=country,
        actor=actor, outlet=outlet, source=source, factuality=factuality, first_day=first_day, last_day=last_day,
        state=None if state == "any" else state,
    )  # fmt: skip
    raise typer.Exit(claims_and_print(Place(workspace, database), asked, limit, after, as_json=as_json))


def versions(
    name: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of an article or of a version, or its URL.")],
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Show what an outlet changed in an article: each version beside the one before, and how its claims changed."""
    from isnad.show.cli.looking import versions_and_print

    raise typer.Exit(versions_and_print(Place(workspace, database), name, as_json=as_json))
