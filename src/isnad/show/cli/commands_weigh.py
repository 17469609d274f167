"""Commands on what claims tell together: weigh, incidents, trace, explain, judge, control, flows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from isnad.show.cli.options import DatabaseOption, JsonOption, Place, WorkspaceOption


class Verdict(StrEnum):
    """What a person may say of two claims."""

    SAME = "same"
    DIFFERENT = "different"
    TAKEN_BACK = "taken-back"


AsOf = Annotated[
    str | None, typer.Option("--as-of", help="As known at this moment, as 2024-12-05 or 2024-12-05T18:00.")
]
Country = Annotated[str | None, typer.Option(help="Country code, as SY.")]
Admin1 = Annotated[str | None, typer.Option(help="Governorate, as in the claims.")]
FirstDay = Annotated[str | None, typer.Option("--from", help="Happened on this day or later.")]
LastDay = Annotated[str | None, typer.Option("--until", help="Happened on this day or before.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (weigh, incidents, trace, explain, judge, control, flows):
        app.command(command.__name__)(command)


def weigh(
    anew: Annotated[bool, typer.Option("--anew", help="Weigh everything, not only what changed.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Weigh what changed since the last weighing: which claims, across articles and outlets, tell of one happening."""
    from isnad.show.cli.weighing import weigh_and_report

    raise typer.Exit(weigh_and_report(Place(workspace, database), anew=anew))


def incidents(
    kind: Annotated[str | None, typer.Option("--type", help="Type of event, as `air_strike`.")] = None,
    country: Country = None,
    admin1: Admin1 = None,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    outlets: Annotated[int, typer.Option(min=1, help="Told by at least so many outlets.")] = 1,
    origins: Annotated[int, typer.Option(min=1, help="Resting on at least so many independent origins.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    after: Annotated[str | None, typer.Option(help="Go on after this mark of the page before.")] = None,
    as_of: AsOf = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """List incidents, the latest happenings first."""
    from isnad.keep.incidents import IncidentFilter
    from isnad.show.cli.weighing import incidents_and_print

    asked = IncidentFilter(kind, country, admin1, first_day, last_day, outlets, origins)
    raise typer.Exit(incidents_and_print(Place(workspace, database), asked, limit, after, as_of, as_json=as_json))


def trace(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of an incident or of a claim.")],
    as_of: AsOf = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Show the chain of everything an incident rests on: claims, sources, words, articles, captures, receipts."""
    from isnad.show.cli.tracing import trace_and_print

    raise typer.Exit(trace_and_print(Place(workspace, database), name, as_of, as_json=as_json))


def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of an incident or of a claim.")],
    as_of: AsOf = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Say why claims were joined: each link with the features that made it."""
    from isnad.show.cli.weighing import explain_and_print

    raise typer.Exit(explain_and_print(Place(workspace, database), name, as_of, as_json=as_json))


def judge(
    one: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of a claim.")],
    other: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of another claim.")],
    verdict: Annotated[Verdict, typer.Argument(help="What you say of them.")],
    by: Annotated[str, typer.Option("--by", help="Who says so.")],
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Say whether two claims tell of one happening. It always wins over the weights, from the next weighing on."""
    from isnad.show.cli.weighing import judge_and_report

    raise typer.Exit(judge_and_report(Place(workspace, database), one, other, verdict.replace("-", " "), by))


def control(
    day: Annotated[
        str | None, typer.Option("--day", help="The state as of this day; without it the whole time line.")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Words of the place's name, or its id.")] = None,
    country: Country = None,
    admin1: Admin1 = None,
    holder: Annotated[str | None, typer.Option(help="Who is said to hold it: id of an actor, or a name.")] = None,
    first_day: Annotated[str | None, typer.Option("--from", help="Held on this day or later.")] = None,
    last_day: Annotated[str | None, typer.Option("--until", help="Held on this day or before.")] = None,
    as_of: AsOf = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Who is said to hold which place, by whom said, since when, contested or not."""
    from isnad.show.cli.answering import When, control_and_print
    from isnad.weigh.filters import Area, StateFilter

    asked, when = StateFilter(Area(country, admin1), place), When(as_of, first_day, last_day, day)
    raise typer.Exit(control_and_print(Place(workspace, database), asked, holder, when, as_json=as_json))


def flows(
    first_day: FirstDay = None,
    last_day: LastDay = None,
    country: Annotated[str | None, typer.Option(help="Left or reached this country, as SY.")] = None,
    admin1: Annotated[str | None, typer.Option(help="Left or reached this governorate, as in the claims.")] = None,
    category: Annotated[str | None, typer.Option(help="How people moved, as `evacuated`, `returned`.")] = None,
    by_week: Annotated[bool, typer.Option("--by-week", help="Rows by week and area instead of single flows.")] = False,
    as_of: AsOf = None,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Who fled from where to where, or returned: people or households, counted once for each happening."""
    from isnad.show.cli.answering import When, flows_and_print
    from isnad.weigh.filters import Area, FlowFilter

    asked, when = FlowFilter(Area(country, admin1), category), When(as_of, first_day, last_day)
    raise typer.Exit(flows_and_print(Place(workspace, database), asked, when, by_week=by_week, as_json=as_json))
