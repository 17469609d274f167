"""Laws of weighing in a store: piece by piece comes to the same as all anew, and what a person takes back leaves no trace."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from isnad.keep.articles import Parsed, write_articles
from isnad.keep.claims import write_readings
from isnad.keep.incidents import DIFFERENT, SAME, TAKEN_BACK
from isnad.keep.receipts import write_receipts
from isnad.keep.tables import claims
from isnad.keep.versions import Version
from isnad.keep.weighed_tables import accounts, blocks, incident_actors, incident_claims, incidents, links, unweighed
from isnad.model import Claim, Span, When
from isnad.weigh import pairs
from isnad.workspace import Workspace
from tests.keep.records import PARSER, make_article, make_claim, make_receipt

_WORDS = ("قصفت", "نزحت عائلات", "طائرات حربية", "بلدة السراب", "مقتل ثلاثة مدنيين")
_EVIDENCE = ((0, 30), (20, 60), (50, 90), (92, 120), (0, 120))
_DAYS = ("2024-12-04", "2024-12-05", "2024-12-07")
_KINDS = ("air_strike", "shelling", "displacement")
_SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Told:
    """An article, its edition, and what is read in it: a word, a kind, a day and a place by their numbers."""

    article: int
    edition: int
    read: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Judged:
    """What a person says of two of the claims that hold, by their places in order."""

    one: int
    other: int
    verdict: str


_TOLD = st.builds(
    Told,
    st.integers(0, 7),
    st.integers(0, 1),
    st.lists(st.tuples(*(st.integers(0, most) for most in (4, 2, 2, 2))), max_size=3, unique=True).map(tuple),
)
_JUDGED = st.builds(Judged, st.integers(0, 9), st.integers(0, 9), st.sampled_from((SAME, DIFFERENT, TAKEN_BACK)))
_STEPS = st.lists(st.lists(st.one_of(_TOLD, _TOLD, _JUDGED), min_size=1, max_size=4), min_size=1, max_size=6)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are crowded with four accounts, so that pairs come and go as accounts do."""
    monkeypatch.setattr(pairs, "_MOST_IN_BLOCK", 3)
    monkeypatch.setattr(pairs, "_REACH", 1)


@pytest.fixture
def template(_sqlite_template: Path) -> Path:
    return _sqlite_template


@contextmanager
def _fresh(template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template, Path(folder) / "store.sqlite")
        with Workspace.open(Path(folder)) as workspace:
            yield workspace


def _tell(workspace: Workspace, told: Told) -> None:
    """The edition of the article is in the store, current if it is the later, and read as said."""
    number = told.article * 2 + told.edition + 1
    data = f"{told.article} {told.edition}".encode()
    article = make_article(name=f"khayal-{number}", outlet=f"شبكة {told.article % 4}", title=f"خبر {told.edition}")
    receipt = make_receipt(number, data)
    with workspace.store.write() as conn:
        write_receipts(conn, [receipt])
        parsed = Parsed(f"url:{told.article}", article, receipt.capture.sha256, PARSER, "here", number)
        [version] = write_articles(conn, [parsed])
        read = [_claim(version, *numbers) for numbers in told.read]
        write_readings(conn, [(version, read)], "knowledge 1")


def _claim(version: Version, word: int, kind: int, day: int, place: int) -> Claim:
    """A claim that is more or less like others: its evidence, day, place, toll and kind are drawn."""
    claim = make_claim(version, f"{version.version_id[:8]}{word}{kind}{day}{place}", _WORDS[word], _KINDS[kind])
    (name, count), *_ = claim.quantities
    spot = replace(claim.places[0], lat=35.5 + place / 10, place_id=f"SY070{place}")
    return replace(
        claim,
        evidence=Span(*_EVIDENCE[word]),
        when=When(_DAYS[day], Span(0, 1)),
        places=(spot,) if place else (),
        quantities=((name, replace(count, low=3 + 9 * day, high=3 + 9 * day)),),
        initiator=claim.initiator if day else (),
    )


def _judge(workspace: Workspace, judged: Judged) -> None:
    with workspace.store.read() as conn:
        names = sorted(conn.execute(select(claims.c.claim_id)).scalars())
    if len(names) > max(judged.one, judged.other) and judged.one != judged.other:
        workspace.judge(names[judged.one], names[judged.other], judged.verdict, "م.")


def _held(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """All that weighing keeps."""
    tables = (accounts, blocks, links, incidents, incident_claims, incident_actors, unweighed)
    with workspace.store.read() as conn:
        return {table.name: sorted(map(tuple, conn.execute(select(table))), key=repr) for table in tables}


@pytest.mark.usefixtures("crowded")
@_SLOW
@given(_STEPS)
def test_piece_by_piece_comes_to_the_same_as_anew(template: Path, steps: list[list[Told | Judged]]) -> None:
    with _fresh(template) as workspace:
        workspace.weigh()
        for step in steps:
            for one in step:
                _tell(workspace, one) if isinstance(one, Told) else _judge(workspace, one)
            assert not workspace.weigh().anew
            piecemeal = _held(workspace)
            assert workspace.weigh(anew=True).anew
            assert _held(workspace) == piecemeal


@_SLOW
@given(st.lists(_TOLD, min_size=2, max_size=8), st.lists(_JUDGED, min_size=1, max_size=4))
def test_what_is_judged_and_taken_back_leaves_no_trace(template: Path, told: list[Told], judged: list[Judged]) -> None:
    with _fresh(template) as workspace:
        for one in told:
            _tell(workspace, one)
        workspace.weigh()
        before = {frozenset(group) for group in workspace.known()[0].incidents}
        for verdict in judged:
            _judge(workspace, verdict)
        workspace.weigh()
        for verdict in judged:
            _judge(workspace, Judged(verdict.one, verdict.other, TAKEN_BACK))
        workspace.weigh()
        assert {frozenset(group) for group in workspace.known()[0].incidents} == before
