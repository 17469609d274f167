"""Commands that hand on: export."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from isnad.show.cli.commands_weigh import Admin1, Country, FirstDay, LastDay
from isnad.show.cli.options import DatabaseOption, Place, WorkspaceOption
from isnad.show.exports.formats import Format


class As(StrEnum):
    """For whom it is."""

    PUBLIC = "public"
    ANALYST = "analyst"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("export")(export)


def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help=", ".join(Format))],
    to: Annotated[str, typer.Option("--to", help="The file to write; `-` is standard output.")],
    kind: Annotated[str | None, typer.Option("--type", help="Type of event, as `air_strike`.")] = None,
    country: Country = None,
    admin1: Admin1 = None,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    origins: Annotated[int, typer.Option(min=1, help="Resting on at least so many independent origins.")] = 1,
    as_: Annotated[
        As, typer.Option("--as", help="`public`: what harms nobody; `analyst`: exact places, days and names.")
    ] = As.PUBLIC,
    bom: Annotated[bool, typer.Option("--bom", help="Mark CSV as UTF-8, for Excel.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write incidents and flows of people in the shape that other tools read, each with the claims it rests on."""
    from isnad.keep.incidents import IncidentFilter
    from isnad.show.care.eyes import Role
    from isnad.show.cli.exporting import Export, export_and_report

    asked = IncidentFilter(kind, country, admin1, first_day, last_day, least_origins=origins)
    raise typer.Exit(export_and_report(Place(workspace, database), Export(format_, to, asked, Role(as_), bom)))
