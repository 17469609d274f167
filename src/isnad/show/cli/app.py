"""The command line's commands: thin, each calls one function and prints what it gives."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from isnad.errors import ArchiveError, IsnadError, StoreError
from isnad.settings import VERSION
from isnad.show.cli.options import DatabaseOption, Place, ProcessesOption, WorkspaceOption
from isnad.show.cli.statuses import Status

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
                  help="Reads Arabic news reports and writes down what they say happened, and on whose word.")  # fmt: skip
gazetteer = typer.Typer(no_args_is_help=True, help="Places: import tables of your own.")
app.add_typer(gazetteer, name="gazetteer")


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"isnad {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of all commands."""


@app.command("read")
def read_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders of reports (text, HTML, JSON Lines); `-` is standard input."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per article, as JSON Lines.")] = False,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the report where the file does not say it.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="For each claim: the rule, the words and the data row that made it.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="In a workspace: read again what was read with other rules.")
    ] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
    processes: ProcessesOption = 0,
) -> None:
    """Read reports and print the claims in them; without PATHS, read into the workspace what it has gathered."""
    if not paths:
        from isnad.show.cli.gathering import read_and_report

        raise typer.Exit(read_and_report(Place(workspace, database), processes, again=again))
    from isnad.show.cli.reading import read_and_print

    day: date | None = published.date() if published else None
    raise typer.Exit(read_and_print(paths, as_json=as_json, published=day, explain=explain))


@app.command("demo")
def demo_command(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per article, as JSON Lines.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what made each claim.")] = False,
    is_print: Annotated[
        bool, typer.Option("--print", help="Print them; so it is too where the output is no terminal.")
    ] = False,
    is_desk: Annotated[bool, typer.Option("--desk", help="Open the desk though the output is no terminal.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Send your browser to the desk.")] = True,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Folder of that workspace.", show_default="isnad-demo")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port of the desk.", show_default="8765, or one that is free")
    ] = None,
) -> None:
    """Show the packaged samples on the desk: short reports written for Isnad, by outlets that do not exist."""
    from isnad.show.cli.demonstrating import demo_on_desk, shows_desk

    if is_desk or shows_desk(is_print=is_print or as_json or explain):
        raise typer.Exit(demo_on_desk(workspace, port, opens=browser))
    from isnad.show.cli.reading import demo_and_print

    raise typer.Exit(demo_and_print(as_json=as_json, explain=explain))


@gazetteer.command("import")
def import_command(
    paths: Annotated[list[Path], typer.Argument(help="OCHA P-code tables (CSV) or GeoNames dumps (TXT).")],
) -> None:
    """Add places from OCHA P-code tables or GeoNames dumps to what later readings know."""
    from isnad.show.cli.places import import_and_print

    raise typer.Exit(import_and_print(paths))


def _add_commands() -> None:
    from isnad.show.cli import (
        commands_check,
        commands_desk,
        commands_digest,
        commands_export,
        commands_gather,
        commands_keep,
        commands_review,
        commands_weigh,
    )

    kept = (commands_gather, commands_keep, commands_weigh)
    shown = (commands_export, commands_digest, commands_review, commands_check, commands_desk)
    for commands in (*kept, *shown):
        commands.register(app)


_add_commands()


def main() -> None:
    """Run the command line; a failure that Isnad names, and Ctrl-C, is one line on standard error and a status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a pipe of another encoding cannot hold Arabic
    try:
        _run()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Status.BROKEN)
    except OSError as error:
        print(f"isnad: ended by the system: {error.strerror or error}", file=sys.stderr)
        with suppress(OSError):
            sys.stdout.close()  # else what cannot be written is tried once more at the end
        sys.exit(Status.CANNOT_KEEP)


def _run() -> None:
    try:
        app()
    except IsnadError as error:
        print(f"isnad: {error}", file=sys.stderr)
        sys.exit(Status.CANNOT_KEEP if isinstance(error, ArchiveError | StoreError) else Status.BAD_INPUT)
    except SystemExit as end:
        if end.code == Status.INTERRUPTED:
            print("isnad: stopped", file=sys.stderr)
        sys.stdout.flush()
        raise
