"""`isnad check`: what a medium says of itself, and whether it was seen before."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace

from rich.console import Console
from rich.text import Text

from isnad.errors import NotFound, SourceError
from isnad.gather.media.trust import load_trust_lists
from isnad.pipeline.checking import Checked, check_medium, hold_medium
from isnad.settings import trust_folder
from isnad.show.cli.options import Place
from isnad.show.cli.statuses import Status
from isnad.show.views.checked import tell_check


def check_and_print(place: Place, media: list[str], language: str, *, keep: bool, as_json: bool) -> int:
    """Exit status after checking all media: 0, or 2 where one could not be checked; what was found changes nothing of it."""
    lists, console, failed = load_trust_lists(trust_folder()), Console(), False
    for at in media:
        try:
            with hold_medium(at) as path:
                checked = _seen(place, check_medium(path, at, lists), keep=keep)
        except SourceError as error:
            print(f"isnad: {error}", file=sys.stderr)
            failed = True
            continue
        if as_json:
            print(json.dumps(asdict(checked), ensure_ascii=False))
        else:
            _print(console, checked, language)
    return Status.BAD_INPUT if failed else 0


def _seen(place: Place, checked: Checked, *, keep: bool) -> Checked:
    """What was checked, with what the archive knows of it from before; with `keep` it is archived then."""
    try:
        workspace = place.open(make=keep)
    except NotFound:
        return replace(checked, seen=None)
    with workspace:
        found = workspace.check(checked)
        if keep:
            workspace.keep_checked(checked)
    return found


def _print(console: Console, checked: Checked, language: str) -> None:
    console.print(Text(checked.where, style="bold"))
    console.print(Text(f"{checked.format}, {checked.size:,} bytes, sha256 {checked.sha256}", style="dim"))
    for told in tell_check(checked, language):
        console.print(Text(told.question, style="bold"))
        for line in told.answers:
            console.print(Text(f"  {line}"))
    console.print()
