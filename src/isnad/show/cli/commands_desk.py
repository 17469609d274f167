"""Commands of the desk: serve, and people who may sign in."""

from __future__ import annotations

from typing import Annotated

import typer

from isnad.show.care.eyes import Role
from isnad.show.cli.options import DatabaseOption, JsonOption, Place, WorkspaceOption

people = typer.Typer(no_args_is_help=True, help="People who may sign in to the desk.")
HooksToOption = Annotated[
    list[str] | None,
    typer.Option(
        "--hooks-to", metavar="NETWORK", help="Network that hooks may send to though it is not public, as 10.1.0.0/16."
    ),
]
PersonName = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("serve")(serve)
    app.command("deliver")(deliver)
    app.add_typer(people, name="people")
    for command in (add, list_, disable):
        people.command(command.__name__.rstrip("_"))(command)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes one that is free.")] = 8765,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="Name that browsers call the desk by, beside this machine's own.")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy on this machine speaks https to browsers and passes on to here.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Who has not signed in sees what the policy lets everyone see.")
    ] = False,
    beyond: Annotated[
        bool, typer.Option("--beyond-this-machine", help="Listen at an address that other machines reach.")
    ] = False,
    tiles: Annotated[
        str | None,
        typer.Option(
            help="Tiles under the map: https://.../{z}/{x}/{y}.png, or a PMTiles archive, its address or path."
        ),
    ] = None,
    hooks_to: HooksToOption = None,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Open the desk in a browser: on this machine alone, unless you say otherwise."""
    from isnad.show.cli.serving import Serving, serve_desk

    asked = Serving(
        host,
        port,
        tuple(names or ()),
        is_https=https,
        is_public=public,
        is_beyond=beyond,
        hooks_to=tuple(hooks_to or ()),
        tiles=tiles,
    )
    raise typer.Exit(serve_desk(Place(workspace, database), asked))


def deliver(
    at: Annotated[str, typer.Option(help="Address that messages name the desk by.")] = "http://127.0.0.1:8765",
    hooks_to: HooksToOption = None,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Send what is due at hooks now, and end: for those who run no desk (cron); a running desk does it by itself."""
    from isnad.show.cli.delivering import deliver_and_report

    raise typer.Exit(deliver_and_report(Place(workspace, database), at, tuple(hooks_to or ())))


def add(
    name: PersonName,
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.ANALYST,
    at: Annotated[str, typer.Option(help="Address that browsers reach the desk by.")] = "http://127.0.0.1:8765",
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Invite somebody: prints a link that lets them in once. For somebody who is there it is a way to a new password."""
    from isnad.show.cli.peopling import add_and_print

    raise typer.Exit(add_and_print(Place(workspace, database), name, role, at))


def list_(
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """List people and their roles."""
    from isnad.show.cli.peopling import list_and_print

    raise typer.Exit(list_and_print(Place(workspace, database), as_json=as_json))


def disable(
    name: PersonName,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Let somebody in no more: their sessions and tokens end. `add` lets them in again."""
    from isnad.show.cli.peopling import disable_and_print

    raise typer.Exit(disable_and_print(Place(workspace, database), name))
