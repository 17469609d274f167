"""Every page in each language: what the desk says is in it, what is another's is marked, and no sentence is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from isnad.workspace import Workspace
from tests.show.views.desk import EDITOR, PUBLIC, articles_by_name, fill, take_record
from tests.show.web.client import open_pages
from tests.show.web.reading import Read, read_page
from tests.workspaces import take_in

_BROWSER = {"accept": "text/html,application/xhtml+xml"}
# Names of people, files, outlets and addresses that the workspace of the tests has.
_NAMES = ("nadir", "broken.txt", "reports.jsonl", "homs.jsonl", "hooks.example", "testserver", "Harbour")
_LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture
def told(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Reports at places of several countries, two articles that differ, a file that is skipped, and what was judged."""
    fill(workspace, tmp_path)
    text = "قصفت طائرات حربية مدينة جدة صباح اليوم، ما أدى إلى مقتل ثلاثة مدنيين. وسيطرت قوات المعارضة السورية على مدينة حماة."
    take_record(
        workspace, tmp_path / "homs.jsonl", text=text, outlet="Harbour", published="2024-12-05", title="قصف جدة"
    )
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    take_in(workspace, broken)
    return workspace


def _open(told: Workspace, language: str, *, as_public: bool = False) -> TestClient:
    client = open_pages(told, PUBLIC if as_public else EDITOR)
    client.cookies.set("lang", language)
    return client


def _paths(client: TestClient, told: Workspace) -> Iterator[str]:
    incidents = [one["incident_id"] for one in client.get("/api/v1/incidents").json()["items"]]
    yield from ("/situation", "/situation?admin1=Homs&country=SY&actor=sy-army&source=x&place=sy-homs", "/sources", "/review",
                "/runs", "/account", "/sign-in", "/join", "/digest")  # fmt: skip
    yield from (f"/incident/{name}" for name in incidents)
    yield f"/incident/{incidents[0]}?as_of=2029-01-01"
    yield from (f"/article/{name}" for name in articles_by_name(told).values())


def _check(client: TestClient, path: str, language: str, status: int = 200) -> None:
    answer = client.get(path, headers=_BROWSER)
    assert answer.status_code == status, (path, answer.text[:300])
    _check_words(answer.text, path, language)


def _check_words(html: str, path: str, language: str) -> None:
    read = read_page(html)
    assert len(read) > 10
    quoted = {
        one.words for one in read if one.is_quoted and len(one.words) > 4
    }  # a page is also called by what it quotes
    ours = [one for one in read if not one.is_quoted and one.language in (None, language)]
    assert [(path, one.words) for one in ours if _without(one, quoted).foreign(language)] == []
    other = [one for one in read if one.language not in (None, language)]
    assert [
        one.words
        for one in other
        if one.words not in ("English", "العربية") and (language == "ar" or not one.is_quoted)
    ] == []
    if language == "ar":
        assert [(path, one.words) for one in read if one.is_quoted and _is_english(one)] == []


def _is_english(one: Read) -> bool:
    """Whether words that are marked as another's are English, and neither a name that is known nor an id."""
    return bool(_without(one, _NAMES).foreign("ar"))


def _without(one: Read, names: Iterable[str]) -> Read:
    words = one.words
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "")
    return replace(one, words=words)


@_LANGUAGES
def test_all_pages_are_in_one_language(told: Workspace, language: str) -> None:
    client = _open(told, language)
    for path in _paths(client, told):
        _check(client, path, language)


@_LANGUAGES
def test_the_pages_of_the_public_are_in_one_language(told: Workspace, language: str) -> None:
    client = _open(told, language, as_public=True)
    for name in ("/situation", "/sources", "/sign-in", "/join", "/digest"):
        _check(client, name, language)
    for one in client.get("/api/v1/incidents").json()["items"]:
        _check(client, f"/incident/{one['incident_id']}", language)


@_LANGUAGES
def test_what_people_judged_and_corrected_is_told_in_the_language(told: Workspace, language: str) -> None:
    client = _open(told, language)
    items = client.get("/review?format=json").json()["items"]
    claims = [one["subject"] for one in items if one["kind"] == "claim"]
    said = {"kind": "claim", "verdict": "corrected"}
    for claim, role, value in zip(
        claims, ("type", "factuality", "injured"), ("shelling", "denied", "20+"), strict=False
    ):
        assert client.post("/review", data={**said, "subject": claim, "role": role, "value": value}).status_code == 303
    _check(client, "/review", language)


# Forms that are sent wrongly: where to, what, and the answer's status.
_WRONG = (
    ("/join", {"code": "none", "name": "x", "password": "short"}, 422),
    ("/join", {"code": "none", "name": "x", "password": "aaaaaaaaaaaaaaaa"}, 422),
    ("/join", {"code": "none", "name": "x", "password": "a long word of the tests"}, 403),
    ("/sign-in", {"name": "nadir", "password": "wrong"}, 401),
    ("/account/filters", {"name": "", "query": ""}, 422),
    ("/account/filters", {"name": "\x07", "query": ""}, 422),
    ("/account/filters", {"name": "x", "query": "from=soon"}, 422),
    ("/account/filters", {"name": "x", "query": "colour=red"}, 422),
    ("/review", {"kind": "claim", "subject": "0" * 16, "verdict": "fine"}, 422),
    ("/review", {"kind": "pair", "subject": "a", "verdict": "same"}, 422),
    ("/review", {"kind": "claim", "subject": "0" * 16, "verdict": "right"}, 404),
    ("/intake", {"text": ""}, 422),
    ("/intake", {"addresses": "ftp://x"}, 422),
    ("/intake", {"text": "نص", "published": "soon"}, 422),
)


@_LANGUAGES
@pytest.mark.parametrize(("path", "form", "status"), _WRONG)
def test_a_fault_of_a_form_is_told_in_the_language(
    told: Workspace, path: str, form: dict[str, str], status: int, language: str
) -> None:
    client = _open(told, language)
    answer = client.post(path, data=form, headers={**_BROWSER, "sec-fetch-site": "same-origin"})
    assert answer.status_code == status, answer.text[:300]
    _check_words(answer.text, path, language)
    assert 'class="notice fault"' in answer.text


_UNASKABLE = (
    "from=x", "until=x", "as_of=x", "country=x", "origins=0", "contested=x", "type=x", "family=x", "colour=red",
    "from=2024-12-05&until=2024-12-01", "actor=" + "x" * 999, "text=" + "x" * 999, "after=x", "from=2024-12-01&from=2024-12-02",
)  # fmt: skip


@_LANGUAGES
@pytest.mark.parametrize("asked", _UNASKABLE)
def test_what_cannot_be_asked_is_told_in_the_language(told: Workspace, asked: str, language: str) -> None:
    client = _open(told, language)
    answer = client.get(f"/situation?{asked}", headers=_BROWSER)
    assert answer.status_code == 422
    [fault] = [one for one in answer.text.split("\n") if 'role="alert"' in one]
    _check_words(f"<html>{fault}{'<p>1</p>' * 10}</html>", asked, language)


@_LANGUAGES
def test_errors_as_pages_are_in_one_language(told: Workspace, language: str) -> None:
    client = _open(told, language)
    for path, status in (
        ("/incident/nothing", 404), ("/article/nothing", 404), ("/nowhere", 404), ("/runs/nothing", 404),
        ("/article/x?size=huge", 422), ("/incident/0000000000000000?as_of=soon", 422), ("/api", 404),
    ):  # fmt: skip
        _check(client, path, language, status)
    assert client.post("/review", headers={**_BROWSER, "x-csrf-token": "no"}, data={}).status_code == 403
    _check_words(client.post("/review", headers={**_BROWSER, "x-csrf-token": "no"}, data={}).text, "/review", language)
