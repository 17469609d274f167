"""The digest on the desk: beside its article, as a page with its twin, and as files that are noted."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from isnad.show.care.audit import AuditLog
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, PUBLIC, articles_by_name, fill
from tests.show.web.client import open_pages

_SECRET = ("مدنيين", "الزورق", "المرفأ", "السنبلة", "نزحت", "200 عائلة")


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    return fill(workspace, tmp_path)


def test_the_page_says_the_same_as_its_twin(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    page = client.get("/digest?type=shelling&lang=en").text
    twin = client.get("/digest?type=shelling&format=json").json()
    [line] = twin["lines"]
    assert (twin["asked"], twin["incidents"], line["shown"]["is_contested"]) == ("type=shelling", 1, True)
    assert line["shown"]["evidence"] == []
    assert f"/incident/{line['shown']['incident_id']}" in page
    assert "independent origins: 2" in page
    assert "Origins contradict each other on the dead" in page
    assert 'href="/digest.docx?type=shelling"' in page


def test_the_situation_leads_to_the_digest_of_what_is_filtered(told: Workspace) -> None:
    page = open_pages(told, PUBLIC).get("/situation?type=shelling").text
    assert 'href="/digest?type=shelling"' in page


def test_what_cannot_be_asked_is_said(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    answer = client.get("/digest?type=dance")
    assert (answer.status_code, "dance" in answer.text) == (422, True)
    assert client.get("/digest?type=dance&format=json").status_code == 422
    assert client.get("/digest.md?type=dance").status_code == 422


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_files_are_noted_and_hold_nothing_for_the_public(told: Workspace, form: str) -> None:
    if form == "docx":
        pytest.importorskip("docx", reason="python-docx is part of the extra `digest`")
    for eyes in (PUBLIC, ANALYST):
        answer = open_pages(told, eyes).get(f"/digest.{form}?lang=ar")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="isnad-digest.{form}"'
        body = answer.content
        if form == "docx":
            body = zipfile.ZipFile(BytesIO(body)).read("word/document.xml")
        assert ("مدنيين" in body.decode()) == (eyes is ANALYST)
        if eyes is PUBLIC:
            assert not [word for word in _SECRET if word in body.decode()]
    acts = [(one.act.act, one.act.subject) for one in AuditLog(told.folder).read()]
    assert acts.count(("exported", f"digest {form}")) == 2


def test_the_article_shows_its_digest_and_is_noted_once(told: Workspace) -> None:
    client, name = open_pages(told, ANALYST), articles_by_name(told).popitem()[1]
    page = client.get(f"/article/{name}?lang=ar").text
    assert 'id="digest"' in page
    twin = client.get(f"/article/{name}?format=json").json()
    text = "".join(segment["text"] for block in twin["blocks"] for segment in block["segments"])
    assert all(line["text"] in text for line in twin["digest"]["lines"])
    assert twin["digest"]["lines"]
    viewed = [one.act for one in AuditLog(told.folder).read() if one.act.act == "viewed"]
    assert [one.subject for one in viewed] == [f"article {name}"] * 2
    assert json.dumps(twin["digest"])


def test_no_page_of_the_digest_for_what_the_public_may_not_see(told: Workspace) -> None:
    page = open_pages(told, PUBLIC).get("/digest?lang=ar").text
    assert not [word for word in _SECRET if word in page]
