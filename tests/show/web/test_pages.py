"""Pages over a workspace of told reports: what each shows, its JSON twin, who may see it, and that no text is ever HTML."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import bagit
import pytest
from fastapi.testclient import TestClient

from isnad.keep.findings import find_findings
from isnad.show.care.audit import AuditLog
from isnad.show.care.eyes import Eyes
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, EDITOR, PUBLIC, articles_by_name, fill, shelling_of, take_record
from tests.show.web.client import open_pages

_LANGUAGES = ("ar", "en")
_VOID = frozenset(("input", "link", "meta", "br", "hr", "img", "option"))


class _Page(HTMLParser):
    """The elements of a page, its text, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = self.raw = ""  # with spaces between elements, and without
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID or tag == "option":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.raw += data
        self.text += f"{data} "

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.elements if tag == "a"]


def _paths(workspace: Workspace) -> list[str]:
    names = list(articles_by_name(workspace).values())
    return [
        f"/incident/{shelling_of(workspace)}",
        *(f"/article/{name}" for name in names),
        "/sources",
        "/review",
        "/runs",
    ]


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    return fill(workspace, tmp_path)


def _get(client: TestClient, path: str) -> _Page:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:500])
    return _Page(answer.text)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_pages_are_whole_in_both_languages_and_say_every_word(told: Workspace, language: str) -> None:
    client = open_pages(told, EDITOR)
    for path in _paths(told):
        page = _get(client, f"{path}?lang={language}")
        assert len(page.ids()) == len(set(page.ids())), path
        keys = re.findall(r"\b(?:pages|incident|article|sources|review|runs|role|value|rule|how|worth|verdict)\.[a-z_]+",
                          page.text)  # fmt: skip
        assert keys == [], path  # a word that the table does not have shows as its key
        html = dict(page.elements[0][1])
        assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")


def test_every_link_of_the_incident_to_words_leads_to_them(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    links = [link for link in _get(client, f"/incident/{shelling_of(told)}").links() if link.startswith("/article/")]
    assert len(links) > 20
    for link in set(links):
        path, _, anchor = link.partition("#")
        assert anchor in _get(client, path).ids()


def test_anchors_within_a_page_are_there(told: Workspace) -> None:
    client = open_pages(told, EDITOR)
    for path in _paths(told):
        page = _get(client, path)
        assert {link[1:] for link in page.links() if link.startswith("#")} <= set(page.ids()), path


def _numbers(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {one for child in value.values() for one in _numbers(child)}
    if isinstance(value, list):
        return {one for child in value for one in _numbers(child)} | {str(len(value))}
    return set(re.findall(r"\d+", str(value))) if value is not None else set()


def test_the_json_twin_has_every_number_that_the_page_shows(told: Workspace) -> None:
    client = open_pages(told, EDITOR)
    for path in _paths(told):
        shown = re.findall(r"\d+", _get(client, f"{path}?lang=en").text)
        twin = client.get(path, params={"format": "json"})
        assert twin.headers["content-type"] == "application/json"
        told_by = _numbers(twin.json())
        assert [one for one in shown if one not in told_by and one not in ("3", "5", "20")] == [], path
        assert client.get(path, headers={"accept": "application/json"}).json() == twin.json()


def test_the_public_is_refused_words_and_shown_the_rest(told: Workspace) -> None:
    client = open_pages(told, PUBLIC)
    secret = ("مدنيين", "الزورق", "المرفأ", "السنبلة")
    for path in _paths(told):
        for query in ("", "?format=json"):
            answer = client.get(path + query)
            is_open = path.startswith(("/incident/", "/sources"))
            assert answer.status_code == (200 if is_open else 401), path
            assert not [word for word in secret if word in answer.text], path
    incident = shelling_of(told)
    for path in (f"/incident/{incident}/evidence.zip", "/review/gold.jsonl", "/runs/x"):
        assert client.get(path).status_code == 401
    for path in (f"/incident/{incident}/judge", "/review"):
        data = {"one": "a", "other": "b", "verdict": "same", "kind": "pair", "subject": "a b"}
        assert client.post(path, data=data).status_code == 401


def test_analysts_read_and_do_not_judge(told: Workspace) -> None:
    client = open_pages(told, ANALYST)
    claim = client.get("/review?format=json").json()["items"][0]["claims"][0]["claim_id"]
    assert client.post("/review", data={"kind": "claim", "subject": claim, "verdict": "right"}).status_code == 403
    assert not [
        tag for tag, attrs in _get(client, "/review").elements if (tag, attrs.get("method")) == ("form", "post")
    ]


def test_a_change_that_no_page_asked_for_is_refused(told: Workspace) -> None:
    client = open_pages(told, EDITOR, is_meant=False)
    claim = client.get("/review?format=json").json()["items"][0]["claims"][0]["claim_id"]
    for path in ("/review", f"/incident/{shelling_of(told)}/judge"):
        data = {"kind": "claim", "subject": claim, "verdict": "right", "one": claim, "other": claim}
        assert client.post(path, data=data).status_code == 403
    with told.store.read() as connection:
        assert find_findings(connection, claim) == ()


def test_review_by_the_forms_of_the_page(told: Workspace) -> None:
    client = open_pages(told, EDITOR)
    item = next(one for one in client.get("/review?format=json").json()["items"] if one["kind"] == "claim")
    said = {"kind": "claim", "subject": item["subject"]}
    answer = client.post("/review", data={**said, "verdict": "right"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    view = client.get("/review?format=json").json()
    assert [(one["subject"], one["by"]) for one in view["mine"]] == [(item["subject"], "nadir")]
    assert client.post("/review", data={**said, "verdict": "corrected", "role": "x"}).status_code == 422
    undo = client.post("/review?format=json", data={**said, "verdict": "taken back"})
    assert undo.status_code == 204
    assert client.get("/review?format=json").json()["mine"] == []
    client.post("/review", data={**said, "verdict": "corrected", "role": "sources", "words": ""})
    (row,) = [json.loads(line) for line in client.get("/review/gold.jsonl").text.splitlines()]
    assert row["events"][0]["sources"] == []


def test_two_claims_are_judged_from_the_incident(told: Workspace) -> None:
    client, name = open_pages(told, EDITOR), shelling_of(told)
    link = client.get(f"/incident/{name}?format=json").json()["links"][0]
    data = {"one": link["one"], "other": link["other"], "verdict": "same"}
    answer = client.post(f"/incident/{name}/judge", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incident/{name}#links")
    assert client.get(f"/incident/{name}?format=json").json()["links"][0]["judged"] == "same"


def test_the_evidence_is_a_bag_that_proves_itself(told: Workspace, tmp_path: Path) -> None:
    client = open_pages(told, ANALYST)
    name = shelling_of(told)
    answer = client.get(f"/incident/{name}/evidence.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    (bag,) = (tmp_path / "out").iterdir()
    bagit.Bag(str(bag)).validate()
    assert [(one.act.act, one.act.by, one.act.detail) for one in AuditLog(told.folder).read()][-1] == (
        "exported", "salma", name,
    )  # fmt: skip
    assert client.get(f"/incident/{'0' * 16}/evidence.zip").status_code == 404


def test_as_of_is_asked_in_the_address(told: Workspace) -> None:
    client, name = open_pages(told, ANALYST), shelling_of(told)
    known = client.get(f"/incident/{name}?format=json").json()["history"][-1]["known"]
    assert client.get(f"/incident/{name}", params={"as_of": known, "format": "json"}).json()["as_of"] == known
    assert _get(client, f"/incident/{name}?as_of={known}").text
    assert client.get(f"/incident/{name}?as_of=2001-01-01").status_code == 404
    assert client.get(f"/incident/{name}?as_of=soon").status_code == 422


def test_a_run_is_asked_for_again_only_while_it_runs(told: Workspace) -> None:
    from isnad.keep.runs import end_run, start_run
    from isnad.pipeline.runs import this_process

    with told.store.write() as connection:
        start_run(connection, "now", "gather", [], "2030-01-01T00:00:00.000000Z", this_process())
    client = open_pages(told, ANALYST)
    assert 'hx-get="/runs/now"' in client.get("/runs").text
    assert 'hx-get="/runs/now"' in client.get("/runs/now").text
    with told.store.write() as connection:
        end_run(connection, "now", "2030-01-01T00:01:00.000000Z", {"gathered": 7})
    part = client.get("/runs/now").text
    assert "hx-get" not in part
    assert part.lstrip().startswith("<li")
    assert ">7<" in part


_HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea></style><script>alert(1)</script>",
    "{{ 1234*1234 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<a href="javascript:alert(1)">x</a>',
    "\u202e<b>\u2066",
)


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_no_text_of_a_report_is_ever_html(workspace: Workspace, tmp_path: Path, hostile: str) -> None:
    text = (
        f"قالت شبكة {hostile} إن طائرات حربية قصفت بلدة {hostile} تلبيسة يوم الخميس، ما أدى إلى مقتل ثلاثة {hostile} مدنيين. "
        f"وقال مصدر في مجموعة {hostile} إن خمسة مدنيين قتلوا في قصف تلبيسة يوم الخميس."
    )
    record = {"doc_id": f"h {hostile}", "outlet": f"o {hostile}", "title": f"قصف {hostile}", "byline": f"b {hostile}",
              "published": "2024-12-06", "url": hostile}  # fmt: skip
    for dead in ("ثلاثة", "أربعة"):
        take_record(workspace, tmp_path / "hostile.jsonl", **record, text=text.replace("ثلاثة", dead))
    names = _names(workspace)
    assert names
    for eyes in (EDITOR, PUBLIC):
        client = open_pages(workspace, eyes)
        for path in names:
            _check_harmless(client, path, eyes, hostile)


def _names(workspace: Workspace) -> list[str]:
    view = open_pages(workspace, ANALYST).get("/review?format=json").json()
    incidents = {claim["card"]["incident_id"] for item in view["items"] for claim in item["claims"]} - {None}
    articles = articles_by_name(workspace).values()
    return [*(f"/incident/{one}" for one in incidents), *(f"/article/{one}" for one in articles),
            *(f"/article/{one}?version=1" for one in articles), "/sources", "/review", "/runs"]  # fmt: skip


def _check_harmless(client: TestClient, path: str, eyes: Eyes, hostile: str) -> None:
    answer = client.get(path)
    if answer.status_code == 401 and eyes is PUBLIC:
        return
    page = _Page(answer.text)
    built = [attrs.get("src") or "" for tag, attrs in page.elements if tag == "script"]
    assert all(source.startswith("/static/") for source in built)
    assert {tag for tag, _ in page.elements}.isdisjoint({"img", "svg", "b", "style", "iframe"})
    own = [attrs.get("id") or "" for tag, attrs in page.elements if tag == "textarea"]
    assert all(name.startswith("intake-") for name in own)
    for _, attrs in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], attrs
        assert not any(
            (attrs.get(name) or "").startswith(("javascript:", "data:")) for name in ("href", "src", "action")
        )
    if path.startswith("/article/") and "&" not in hostile:
        assert hostile in page.raw  # shown as it stands, not dropped
    assert "1522756" not in page.text
