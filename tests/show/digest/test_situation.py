"""Digests of what a filter asks for: the heaviest first, as known at a moment, and for the public without words."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.errors import NotFound
from isnad.show.care.eyes import Eyes, Role
from isnad.show.digest.article import load_article_digest
from isnad.show.digest.situation import load_incident_digest, load_situation_digest
from isnad.show.digest.telling_incidents import tell_situation
from isnad.show.views.filters import SituationFilter
from isnad.show.views.guard import ForbiddenError
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, articles_by_name, shelling_of
from tests.show.views.situations import fill

ALL = SituationFilter()


def _words(workspace: Workspace, eyes: Eyes, asked: SituationFilter = ALL, language: str = "ar") -> str:
    paper = tell_situation(load_situation_digest(workspace, eyes, asked), language)
    items = [item for part in paper.parts for item in part.items]
    runs = [run for item in items for line in (item.runs, *item.notes) for run in line]
    return "\n".join((*paper.head, *(run.text for run in runs), *paper.foot))


def test_the_heaviest_comes_first_and_says_who_contradicts_whom(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    digest = load_situation_digest(workspace, ANALYST, ALL)
    assert (digest.incidents, digest.contested, digest.left_out) == (3, 1, 0)
    first = digest.lines[0]
    assert (first.shown.type, len(first.shown.claims), first.shown.articles, first.shown.outlets, first.shown.origins) == (
        "shelling", 5, 3, 3, 2,
    )  # fmt: skip
    [apart] = first.contradictions
    assert apart.value == "fatalities"
    assert [side.said for side in apart.sides] == [("3",), ("5",)]
    assert all(side.origins for side in apart.sides)


def test_what_is_left_out_is_counted(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    digest = load_situation_digest(workspace, ANALYST, ALL, most=1)
    assert (len(digest.lines), digest.incidents, digest.left_out) == (1, 3, 2)
    assert "2" in tell_situation(digest, "en").foot[0]


def test_nothing_that_came_later_is_told(workspace: Workspace, tmp_path: Path) -> None:
    moment = fill(workspace, tmp_path)
    digest = load_situation_digest(workspace, ANALYST, SituationFilter(as_of=moment))
    [line] = digest.lines
    toll = line.shown.tolls["fatalities"]
    assert (toll.low, toll.high, line.shown.is_contested, line.contradictions) == (3, 3, False, ())
    assert (len(line.shown.claims), line.shown.articles, line.shown.origins) == (4, 2, 1)
    assert not load_situation_digest(workspace, ANALYST, SituationFilter(as_of=moment, is_contested=True)).lines
    told = load_incident_digest(workspace, ANALYST, shelling_of(workspace), as_of=moment)
    assert told.lines[0].shown.tolls == line.shown.tolls


def test_the_public_gets_no_words_and_nothing_that_waits(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    digest = load_situation_digest(workspace, PUBLIC, ALL)
    assert not digest.has_words
    assert all(
        line.shown.words is None and not line.shown.evidence and not line.contradictions for line in digest.lines
    )
    for language in ("ar", "en"):
        said = _words(workspace, PUBLIC, language=language)
        assert not [word for word in ("مدنيين", "الزورق", "المرفأ", "السنبلة", "نزحت", "200") if word in said]
    assert "2024-12-04" in _words(workspace, ANALYST)
    with pytest.raises(ForbiddenError):
        load_article_digest(workspace, PUBLIC, next(iter(articles_by_name(workspace).values())))
    shown = {line.shown.incident_id for line in digest.lines}
    hidden = next(
        line.shown.incident_id
        for line in load_situation_digest(workspace, ANALYST, ALL).lines
        if line.shown.type == "displacement"
    )
    soon = Eyes(None, Role.PUBLIC, "2024-12-06T00:00:00.000000Z")
    assert shown
    with pytest.raises(NotFound):
        load_incident_digest(workspace, soon, hidden)


def test_what_an_analyst_sees_exactly_is_noted_once(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    noted: list[tuple[str, tuple[str, ...]]] = []
    eyes = Eyes("amal", Role.ANALYST, ANALYST.now, witness=lambda kind, names: noted.append((kind, tuple(names))))
    digest = load_situation_digest(workspace, eyes, ALL, most=2)
    assert noted == [("incident", tuple(line.shown.incident_id for line in digest.lines))]
    load_article_digest(workspace, eyes, next(iter(articles_by_name(workspace).values())))
    assert noted[-1][0] == "article"


def test_nothing_found_is_said(workspace: Workspace) -> None:
    paper = tell_situation(load_situation_digest(workspace, ANALYST, ALL), "en")
    assert paper.parts == ()
    assert "No incident" in paper.foot[0]
