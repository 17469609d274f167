"""`isnad digest`: an article, an incident, or what a filter asks for, shortened."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console

from isnad.arabic.fold import folded
from isnad.errors import NotFound, SourceError
from isnad.pipeline.runs import moment
from isnad.show.care.eyes import Eyes, Role
from isnad.show.cli.exporting import write_chunks
from isnad.show.cli.options import Place
from isnad.show.cli.serving import print_weaker
from isnad.show.digest.article import load_article_digest
from isnad.show.digest.forms import Form, write_paper
from isnad.show.digest.paper import Paper
from isnad.show.digest.situation import load_incident_digest, load_situation_digest
from isnad.show.digest.telling import tell_article
from isnad.show.digest.telling_incidents import tell_situation
from isnad.show.digest.terminal import print_paper
from isnad.show.digest.wording import LANGUAGES
from isnad.show.views.filters import parse_filter
from isnad.show.views.names import packaged_names
from isnad.workspace import Workspace

_STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Digesting:
    """What is to be shortened, for whom, and how it is written. `pairs` are those of a filter's query."""

    name: str | None
    day: str | None
    pairs: Mapping[str, str]
    most: int
    language: str
    form: Form
    to: str | None
    is_public: bool


def digest_and_print(place: Place, asked: Digesting) -> int:
    """Exit status after the digest is printed or written: 0. Raises: SourceError; NotFound."""
    _check(asked)
    eyes = Eyes(None, Role.PUBLIC if asked.is_public else Role.ANALYST, moment())
    if asked.is_public:
        print_weaker()
    with place.open() as workspace:
        paper = _find_paper(workspace, eyes, asked)
    if asked.form is Form.TEXT and asked.to is None:
        print_paper(Console(highlight=False), paper)
        return 0
    size = write_chunks((write_paper(paper, asked.form),), asked.to or _STANDARD)
    print(f"{size:,} bytes of {asked.form} for {eyes.role}", file=sys.stderr)
    return 0


def _check(asked: Digesting) -> None:
    if asked.language not in LANGUAGES:
        raise SourceError("--lang", f"{asked.language!r} is neither {' nor '.join(LANGUAGES)}")
    if asked.form is Form.DOCX and asked.to is None:
        raise SourceError("--to", "a docx is no text; name the file to write, as --to digest.docx")
    filters = {name for name in asked.pairs if name != "as_of"} | ({"day"} if asked.day else set())
    if asked.name and filters:
        raise SourceError(asked.name, f"is one record; leave out {', '.join(f'--{one}' for one in sorted(filters))}")
    if asked.day and {"from", "until"} & asked.pairs.keys():
        raise SourceError("--day", "is one day; leave out --from and --until, or --day")


def _find_paper(workspace: Workspace, eyes: Eyes, asked: Digesting) -> Paper:
    if asked.name is None:
        wanted = parse_filter(_pairs(asked).items())
        return tell_situation(load_situation_digest(workspace, eyes, wanted, most=asked.most), asked.language)
    as_of = parse_filter([("as_of", asked.pairs.get("as_of", ""))]).as_of
    try:
        return tell_situation(load_incident_digest(workspace, eyes, asked.name, as_of=as_of), asked.language)
    except NotFound:
        if as_of is not None or asked.is_public:
            raise
        return _find_article(workspace, eyes, asked.name, asked.language)


def _find_article(workspace: Workspace, eyes: Eyes, name: str, language: str) -> Paper:
    try:
        return tell_article(load_article_digest(workspace, eyes, name), language)
    except NotFound:
        raise NotFound(f"no incident, claim or article {name}; `isnad search` and `isnad incidents` list ids") from None


def _pairs(asked: Digesting) -> dict[str, str]:
    pairs = dict(asked.pairs)
    if asked.day is not None:
        pairs |= {"from": asked.day, "until": asked.day}
    if place := pairs.get("place"):
        pairs["place"] = find_place(place)
    return pairs


def find_place(words: str) -> str:
    """The id of the place that the words name: an id, or a name in Arabic or English that one place alone bears.

    Raises: SourceError.
    """
    places = packaged_names().places
    if words in places:
        return words
    wanted = folded(words)
    found = sorted(
        place_id
        for place_id, row in places.items()
        if wanted in map(folded, row.names) or words.casefold() in (name.casefold() for name in row.names_en)
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise SourceError("--place", f"{words!r} is no place of the gazetteer; write its name or id")
    listed = ", ".join(found[:8]) + (" ..." if len(found) > 8 else "")
    raise SourceError("--place", f"{words!r} is the name of {len(found)} places; write one of {listed}")
