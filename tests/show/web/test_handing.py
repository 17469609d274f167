"""What is handed on: exports and feeds for each role, and what is noted."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import feedparser
import pytest

from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, fill
from tests.show.web.client import open_pages


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    fill(workspace, tmp_path)
    return workspace


def test_who_fled_is_told_by_week_and_area_without_a_number(told: Workspace) -> None:
    client = open_pages(told, PUBLIC)
    rows = client.get("/api/v1/export/geojson").json()["features"]
    [fled] = [row["properties"] for row in rows if row["properties"]["type"] == "displacement"]
    assert (fled["first_day"], fled["last_day"]) == ("2024-12-02", "2024-12-08")
    assert "تلبيسة" not in json.dumps(fled, ensure_ascii=False)
    assert 200 not in [value for value in fled.values() if isinstance(value, int)]


def test_an_analyst_takes_all_and_it_is_noted(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    answer = client.get("/api/v1/export/acled?type=shelling")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["sub_event_type"] for row in rows] == ["Shelling/artillery/missile attack"]
    assert answer.headers["content-disposition"] == 'attachment; filename="isnad-acled.csv"'
    notes = [json.loads(line) for line in (told.folder / "audit.log").read_text("utf-8").splitlines()]
    assert any("exported" in note.values() and "type=shelling" in note.values() for note in notes)
    entries = feedparser.parse(client.get("/api/v1/feeds/incidents.atom?type=shelling").content).entries
    assert len(entries) == 1


def test_what_cannot_be_asked_is_one_error(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    for path in ("export/acled?from=x", "export/nothing", "export/hxl?type=shelling", "feeds/incidents.atom?nothing=1"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code in (400, 422), path
        assert answer.headers["content-type"] == "application/problem+json"
