"""Commands that bring reports in: gather, watch, skipped, runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from isnad.show.cli.options import DatabaseOption, JsonOption, Place, ProcessesOption, WorkspaceOption


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (gather, watch, skipped, runs):
        app.command(command.__name__)(command)


def gather(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, URLs of pages, feeds or sitemaps, or a list of sources (.toml)."),
    ],
    outlet: Annotated[str | None, typer.Option(help="Name that the articles are counted under.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of reports that do not say it, as 2024-12-05.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="For tables: which column holds a field, as text=body; may be repeated.")
    ] = None,
    read: Annotated[bool, typer.Option("--read/--no-read", help="Read what was gathered at once.")] = True,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
    processes: ProcessesOption = 0,
) -> None:
    """Gather reports into the workspace: archive their bytes, keep their articles, read their claims."""
    from isnad.show.cli.gathering import find_sources, gather_and_report

    found = find_sources(sources, outlet=outlet, published=published, columns=column or [])
    raise typer.Exit(gather_and_report(Place(workspace, database), found, processes, read=read))


def watch(
    sources: Annotated[Path, typer.Argument(help="List of sources (TOML).")],
    once: Annotated[bool, typer.Option("--once", help="Look at each source once and stop.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
    processes: ProcessesOption = 0,
) -> None:
    """Follow a list of sources: gather and read what is new, each source at its own pace, until stopped (Ctrl-C)."""
    from isnad.show.cli.watching import watch_and_report

    raise typer.Exit(watch_and_report(Place(workspace, database), sources, processes, once=once))


def skipped(
    retry: Annotated[bool, typer.Option("--retry", help="Try again what has its bytes archived.")] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
    processes: ProcessesOption = 0,
) -> None:
    """List what was skipped and why; with --retry, try it again first."""
    from isnad.show.cli.gathering import skipped_and_print

    raise typer.Exit(skipped_and_print(Place(workspace, database), processes, retry=retry, as_json=as_json))


def runs(
    limit: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 20,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """List runs with their counts, and the balance of the whole workspace."""
    from isnad.show.cli.gathering import runs_and_print

    raise typer.Exit(runs_and_print(Place(workspace, database), limit, as_json=as_json))
