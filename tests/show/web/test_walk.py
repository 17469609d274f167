"""Every route, page, export and feed as the public sees it: nothing protected; as an analyst does: what is exact is noted."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import feedparser
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from isnad.keep.claims import find_claims_of
from isnad.keep.incidents import IncidentFilter, find_incidents
from isnad.keep.runs import find_runs
from isnad.keep.tables import claims
from isnad.show.exports.formats import Format
from isnad.show.web.app import find_access
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, articles_by_name, fill
from tests.show.web.client import open_pages

# The words of reports, their outlets, and what is finer than an area of those who fled.
SECRET = ("مدنيين", "الزورق", "المرفأ", "السنبلة", "نزحت", "200 عائلة")
# What a list or a map shows of many, and what a page shows of one.
EXACT = (
    "/situation", "/situation?format=json", "/situation/map.json?type=displacement&zoom=12", "/api/v1/incidents",
    "/api/v1/map?type=displacement&zoom=12",
    "/digest", "/digest?format=json",
    "/api/v1/feeds/incidents.atom", "/incident/{incident}", "/incident/{incident}?format=json",
    "/api/v1/incidents/{incident}",
)  # fmt: skip
WORDED = ("/article/{article}", "/api/v1/articles/{article}", "/api/v1/claims", "/api/v1/claims/{claim}", "/review")


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    return fill(workspace, tmp_path)


def _names(told: Workspace) -> dict[str, list[str]]:
    """Names of all records that a path may hold."""
    with told.store.read() as connection:
        incidents = [row.incident_id for row in find_incidents(connection, IncidentFilter()).items]
        found = [row.claim_id for row in connection.execute(claims.select())]
        runs = [run.run_id for run in find_runs(connection)]
        assert find_claims_of(connection, found)
    return {
        "{name}": [*incidents, *found, *articles_by_name(told).values()],
        "{run_id}": runs,
        "{format}": sorted(Format),
    }


def _paths(client: TestClient, told: Workspace) -> list[str]:
    """Every path that can be got, with the names of all records; each page has its JSON twin beside it."""
    names, found = _names(told), []
    for method, path in find_access(client.app):  # type: ignore[arg-type]
        if method != "GET":
            continue
        hole = next((hole for hole in names if hole in path), None)
        filled = [path.replace(hole, name) for name in names[hole]] if hole else [path]
        found += [*filled, *(f"{one}?format=json" for one in filled)]
    return found


def _text_of(answer: Response) -> str:
    """All that the answer says, also where it is packed."""
    if answer.content.startswith(b"PAR1"):
        parquet = pytest.importorskip("pyarrow.parquet")
        table = parquet.read_table(io.BytesIO(answer.content))
        return json.dumps(table.to_pylist(), ensure_ascii=False, default=str) + str(table.schema.metadata)
    if answer.content.startswith(b"SQLite format 3"):
        held = sqlite3.connect(":memory:")
        held.deserialize(answer.content)
        return "\n".join(held.iterdump())
    return answer.text


def test_the_public_finds_nothing_protected_anywhere(told: Workspace) -> None:
    client = open_pages(told, PUBLIC)
    answered = 0
    for path in _paths(client, told):
        answer = client.get(path)
        text = _text_of(answer)
        assert not [word for word in SECRET if word in text], path
        answered += answer.status_code == 200
    assert answered > 30


def test_an_analyst_finds_those_words_where_the_public_does_not(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    told_of = "".join(_text_of(client.get(path)) for path in _paths(client, told))
    assert [word for word in SECRET if word not in told_of] == []


def test_a_reader_of_feeds_gets_entries_as_the_public_may_see_them(told: Workspace) -> None:
    answer = open_pages(told, PUBLIC).get("/api/v1/feeds/incidents.atom?lang=en")
    assert feedparser.parse(answer.content).entries


@pytest.mark.parametrize("path", EXACT)
def test_each_exact_view_of_a_sensitive_record_is_noted(told: Workspace, path: str) -> None:
    client = open_pages(told, ANALYST)
    rows = client.get("/api/v1/incidents").json()["items"]
    [sensitive] = [row["incident_id"] for row in rows if row["type"] == "displacement"]
    (told.folder / "audit.log").unlink()
    answer = client.get(path.replace("{incident}", sensitive))
    assert answer.status_code == 200
    assert sensitive in answer.text
    assert sensitive in _seen(told, "incident")
    noted = _lines(told)
    assert client.get("/situation?type=shelling").status_code == 200
    assert _lines(told) == noted


@pytest.mark.parametrize("path", WORDED)
def test_claims_and_articles_are_noted_where_their_words_are_shown(told: Workspace, path: str) -> None:
    client, names = open_pages(told, ANALYST), _names(told)
    article = next(iter(articles_by_name(told).values()))
    claim = next(name for name in names["{name}"] if client.get(f"/api/v1/claims/{name}").status_code == 200)
    (told.folder / "audit.log").unlink()
    answer = client.get(path.replace("{article}", article).replace("{claim}", claim))
    assert answer.status_code == 200
    shown = {name for name in names["{name}"] if re.search(rf"\b{name}\b", answer.text)}
    assert shown
    assert _seen(told, "claim") | _seen(told, "article")


def _lines(told: Workspace) -> list[str]:
    return (told.folder / "audit.log").read_text("utf-8").splitlines()


def _seen(told: Workspace, kind: str) -> set[str]:
    """Names that the log has as seen."""
    acts: list[dict[str, Any]] = [json.loads(line) for line in _lines(told)]
    subjects = [act["subject"].split() for act in acts if act["act"] == "viewed"]
    return {name for words in subjects if words[0] == kind for name in words[1:]}
