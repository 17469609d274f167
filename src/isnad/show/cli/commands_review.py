"""Commands of review: what people decided, as gold."""

from __future__ import annotations

import typer

from isnad.show.cli.options import DatabaseOption, Place, WorkspaceOption

_review = typer.Typer(no_args_is_help=True, help="What people decided of claims.")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(_review, name="review")


@_review.command("export")
def export(workspace: WorkspaceOption = None, database: DatabaseOption = None) -> None:
    """Print what people judged and corrected as events in the codebook's form, one article on a line."""
    from isnad.show.cli.reviewing import export_and_print

    raise typer.Exit(export_and_print(Place(workspace, database)))


@_review.callback()
def _of_review() -> None:
    """What people decided of claims."""
