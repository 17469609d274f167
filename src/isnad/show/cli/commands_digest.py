"""The command that makes digests."""

from __future__ import annotations

from typing import Annotated

import typer

from isnad.show.cli.commands_weigh import Admin1, AsOf, Country, FirstDay, LastDay
from isnad.show.cli.options import DatabaseOption, Place, WorkspaceOption
from isnad.show.digest.forms import Form


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("digest")(digest)


def digest(
    name: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE|INCIDENT]", help="Id of an article, an incident or a claim.")
    ] = None,
    day: Annotated[str | None, typer.Option("--day", help="What happened on this day.")] = None,
    first_day: FirstDay = None,
    last_day: LastDay = None,
    as_of: AsOf = None,
    kind: Annotated[str | None, typer.Option("--type", help="Type of event, as `air_strike`.")] = None,
    family: Annotated[str | None, typer.Option(help="Family of types, as `violence`.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Id or name of a place of the gazetteer.")] = None,
    country: Country = None,
    admin1: Admin1 = None,
    actor: Annotated[str | None, typer.Option(help="Id of an actor of the register.")] = None,
    source: Annotated[str | None, typer.Option(help="Id of a source of the register.")] = None,
    origins: Annotated[
        str | None, typer.Option(help="Resting on at least so many independent origins.", show_default="1")
    ] = None,
    contested: Annotated[str | None, typer.Option(help="`yes` or `no`: whether origins contradict each other.")] = None,
    text: Annotated[str | None, typer.Option(help="Words in the reports.")] = None,
    most: Annotated[int, typer.Option(min=1, max=100, help="Incidents at most.")] = 12,
    lang: Annotated[str, typer.Option(help="`ar` or `en`.")] = "ar",
    as_: Annotated[Form, typer.Option("--as", help="`text`, `md`, `html` or `docx`.")] = Form.TEXT,
    to: Annotated[str | None, typer.Option("--to", help="The file to write; `-` is standard output.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Only what harms nobody: no words of reports.")] = False,
    workspace: WorkspaceOption = None,
    database: DatabaseOption = None,
) -> None:
    """Shorten an article, or the incidents of a day or a place, and keep who says so and how sure it is."""
    from isnad.show.cli.digesting import Digesting, digest_and_print

    pairs = {
        "type": kind, "family": family, "place": place, "country": country, "admin1": admin1, "actor": actor,
        "source": source, "origins": origins, "contested": contested, "text": text, "from": first_day,
        "until": last_day, "as_of": as_of,
    }  # fmt: skip
    given = {key: words for key, words in pairs.items() if words is not None}
    asked = Digesting(name, day, given, most, lang, as_, to, is_public=public)
    raise typer.Exit(digest_and_print(Place(workspace, database), asked))
