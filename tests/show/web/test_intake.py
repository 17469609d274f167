"""What is handed in through the desk: gathered, read and weighed, and nothing that its names or words ask for."""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from isnad.errors import SourceError
from isnad.show.web.intake import DONE, FAILED, MOST_FILES, Intake, Told, check_handed
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, EDITOR
from tests.show.web.client import open_pages

TEXT = "قُتل ثلاثة مدنيين في قصف مدفعي على مدينة تلبيسة أمس الأربعاء، بحسب المرصد السوري لحقوق الإنسان."
_LONGEST_S = 180.0
pytestmark = pytest.mark.slow


@pytest.fixture
def editor(workspace: Workspace) -> Iterator[TestClient]:
    with open_pages(workspace, EDITOR) as client:
        yield client


def _wait(client: TestClient, path: str) -> dict[str, Any]:
    end = time.monotonic() + _LONGEST_S
    while time.monotonic() < end:
        found: dict[str, Any] = client.get(path).json()
        if found["state"] in (DONE, FAILED):
            return found
        time.sleep(0.2)
    raise AssertionError(f"{path} was not done in {_LONGEST_S} s")


def test_a_file_and_a_pasted_text_become_incidents_and_the_page_says_what_came_in(editor: TestClient) -> None:
    line = {"text": TEXT, "title": "قصف على تلبيسة", "outlet": "صحيفة المرفأ", "published": "2024-12-05"}
    files = [
        ("files", ("../../reports.jsonl.gz", gzip.compress(json.dumps(line, ensure_ascii=False).encode()))),
        ("files", ("broken.html", b"\x00\x01")),
    ]
    said = {"text": "أعلنت هيئة تحرير الشام السيطرة على مدينة الرستن صباح اليوم الجمعة.", "title": "السيطرة على الرستن"}
    answer = editor.post("/api/v1/intake", files=files, data=said)
    assert answer.status_code == 202, answer.text
    assert answer.json()["named"] == ["reports.jsonl.gz", "broken.html", "pasted.jsonl"]
    done = _wait(editor, answer.json()["path"])
    assert (done["state"], done["fault"]) == (DONE, None)
    view = editor.get("/runs?format=json").json()
    gathered = next(run for run in view["runs"] if run["command"] == "gather")
    assert dict(gathered["counts"]) | {"new": 2, "skipped": 1} == dict(gathered["counts"])
    assert [one["outlet"] for one in gathered["brought"]] == [None, "صحيفة المرفأ"]
    assert all(one["incidents"] for one in gathered["brought"])
    page = editor.get("/runs").text
    assert "السيطرة على الرستن" in page
    assert len(editor.get("/api/v1/incidents").json()["items"]) == 2


def test_a_form_leads_to_the_page_of_runs_and_what_is_wrong_is_said_there(
    editor: TestClient, workspace: Workspace
) -> None:
    empty = editor.post("/intake", files=[("files", ("", b""))], data={"text": "  "})
    assert empty.status_code == 422
    assert "لم يُدخل شيء" in empty.text
    wrong = editor.post("/intake", data={"addresses": "file:///etc/passwd"})
    assert wrong.status_code == 422
    assert editor.post("/intake", data={"text": TEXT, "published": "soon"}).status_code == 422
    assert not list((workspace.folder / "intake").glob("*"))


def test_a_list_of_sources_that_is_handed_in_is_not_followed(editor: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT, "utf-8")
    listed = f'[[source]]\nat = "{secret}"\n'.encode()
    answer = editor.post("/api/v1/intake", files=[("files", ("sources.toml", listed))])
    assert _wait(editor, answer.json()["path"])["state"] == DONE
    assert editor.get("/api/v1/incidents").json()["items"] == []


def test_analysts_and_strangers_hand_in_nothing(workspace: Workspace) -> None:
    with open_pages(workspace, ANALYST) as analyst:
        assert analyst.post("/api/v1/intake", json={"text": TEXT}).status_code == 403
        assert "intake-files" not in analyst.get("/runs").text
        analyst.cookies.clear()
        assert analyst.post("/api/v1/intake", json={"text": TEXT}).status_code == 401


def test_what_a_stopped_desk_had_not_taken_in_is_taken_in_by_the_next(workspace: Workspace) -> None:
    with open_pages(workspace, EDITOR) as client:
        desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.intake.close()
        handed = desk.intake.take("nadir", desk.options.clock(), [("one.txt", io.BytesIO(TEXT.encode()))], [], Told())
    second = Intake(workspace)
    second.start()
    try:
        end = time.monotonic() + _LONGEST_S
        while second.load(handed.intake_id).state not in (DONE, FAILED) and time.monotonic() < end:
            time.sleep(0.2)
        assert second.load(handed.intake_id).state == DONE
    finally:
        second.close()
    assert not list((workspace.folder / "intake").iterdir())


def test_bounds_are_said() -> None:
    many = [(f"{number}.txt", io.BytesIO()) for number in range(MOST_FILES + 1)]
    with pytest.raises(SourceError, match="more than 50"):
        check_handed(many, [], Told())
    with pytest.raises(SourceError, match="more than 100"):
        check_handed([], ["https://khayal.example/"] * 101, Told())
