"""An outlet that edits its report makes a new version of the same article, whatever it is known by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isnad.gather.fetch.sources import Source
from isnad.pipeline import reader, stored
from isnad.workspace import Workspace
from tests.gather.fetch.conftest import Misbehaving, respond
from tests.gather.fetch.test_files import warc
from tests.reports import EXPORT, line_of, page_of, text_of
from tests.workspaces import articles_of, claims_of, counts_of, take_in


def _tolls(workspace: Workspace) -> list[tuple[str, int | None]]:
    """State and toll of each claim that has one."""
    return sorted(
        (held.state, quantity.low)
        for held in claims_of(workspace)
        for name, quantity in held.claim.quantities
        if name == "fatalities" and quantity.low
    )


def _numbers(workspace: Workspace) -> list[list[int]]:
    return [[version.number for version in versions] for versions in articles_of(workspace)]


def _edited(workspace: Workspace) -> None:
    """There is one article of two versions; the claim of the older one gives way to that of the newer."""
    assert _numbers(workspace) == [[1, 2]]
    assert [version.is_current for (versions) in articles_of(workspace) for version in versions] == [False, True]
    assert _tolls(workspace) == [("current", 5), ("superseded", 3)]


@pytest.mark.usefixtures("near")
def test_a_page_edited_at_its_address(workspace: Workspace, server: Misbehaving) -> None:
    server.routes["/1"] = [respond(body=page_of()), respond(body=page_of("خمسة"))]
    for _ in range(2):
        assert counts_of(take_in(workspace, server.url("/1"))) == (1, 0, 0)
    _edited(workspace)


def test_a_record_edited_under_its_outlets_id(workspace: Workspace, tmp_path: Path) -> None:
    for name, dead in (("a.jsonl", "ثلاثة"), ("b.jsonl", "خمسة")):
        (tmp_path / name).write_text(line_of("n1", dead))
        take_in(workspace, tmp_path / name)
    _edited(workspace)


def test_a_file_edited_in_its_place(workspace: Workspace, tmp_path: Path) -> None:
    for dead in ("ثلاثة", "خمسة"):
        (tmp_path / "a.txt").write_text(text_of(dead))
        take_in(workspace, tmp_path / "a.txt")
    _edited(workspace)


def test_files_of_one_name_in_two_folders_are_two_articles(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, dead in (("one", "ثلاثة"), ("two", "خمسة")):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        Path("a.txt").write_text(text_of(dead))
        take_in(workspace, "a.txt")
    assert _numbers(workspace) == [[1], [1]]
    monkeypatch.chdir(tmp_path)
    assert counts_of(take_in(workspace, "one/a.txt")) == (0, 1, 0)
    Path("one/a.txt").write_text(text_of("أربعة"))
    take_in(workspace, "one/a.txt")
    assert sorted(_numbers(workspace)) == [[1], [1, 2]]


def test_a_message_edited_in_a_later_export(workspace: Workspace, tmp_path: Path) -> None:
    other = {**EXPORT, "id": 78, "messages": [{**EXPORT["messages"][1], "text": text_of("تسعة")}]}  # type: ignore[index]
    edited = {**EXPORT, "messages": [{**EXPORT["messages"][1], "text": text_of("خمسة")}]}  # type: ignore[index]
    for name, export in (("a", EXPORT), ("b", edited), ("c", other)):
        (tmp_path / f"{name}.json").write_text(json.dumps(export, ensure_ascii=False))
        take_in(workspace, tmp_path / f"{name}.json")
    assert sorted(_numbers(workspace)) == [[1], [1], [1, 2]], "a chat of the same name is another one"


def test_two_versions_in_one_run(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line_of("n1") + "\n" + line_of("n1", "خمسة") + "\n" + line_of("n1"))
    assert counts_of(take_in(workspace, tmp_path / "a.jsonl")) == (2, 1, 0)
    assert _numbers(workspace) == [[1, 2]]


def test_the_same_id_of_another_outlet_is_another_article(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line_of("n1") + "\n" + line_of("n1", "خمسة", outlet="صحيفة المرفأ"))
    take_in(workspace, tmp_path / "a.jsonl")
    assert _numbers(workspace) == [[1], [1]]


def test_another_advertisement_makes_no_version(workspace: Workspace, tmp_path: Path) -> None:
    for advert in ("اشتركوا في نشرتنا", "حملوا تطبيقنا"):
        (tmp_path / "a.html").write_bytes(page_of(advert=advert))
        take_in(workspace, tmp_path / "a.html")
    assert _numbers(workspace) == [[1]]
    assert len({receipt.capture for receipt in workspace.archive.receipts()}) == 2


def test_a_page_that_calls_another_sites_address_its_own_is_no_version_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    address = "https://khayal.example/1"
    for number, (url, dead) in enumerate(((address, "ثلاثة"), ("https://liar.example/1", "خمسة"))):
        page = (url, "200 OK", page_of(dead, canonical=address), "text/html")
        (tmp_path / f"{number}.warc").write_bytes(warc(page, packed=False))
        take_in(workspace, tmp_path / f"{number}.warc")
    assert _numbers(workspace) == [[1], [1]]
    assert {state for state, _ in _tolls(workspace)} == {"current"}


def test_another_reading_keeps_the_names_of_claims(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(text_of())
    take_in(workspace, tmp_path / "a.txt")
    before = claims_of(workspace)
    other = _Other()
    monkeypatch.setattr(stored, "packaged_reader", lambda: other)
    monkeypatch.setattr("isnad.workspace.packaged_version", lambda: other.version)
    assert workspace.read().read == 0, "not without being asked to"
    assert workspace.read(again=True).read == 1
    assert workspace.read(again=True).read == 0
    after = claims_of(workspace)
    assert [held.claim.claim_id for held in after] == [held.claim.claim_id for held in before]
    assert {held.knowledge for held in after} == {"other"}
    assert workspace.balance().holds


class _Other:
    """A reader of other rules, which give the same claims."""

    version = "other"

    def read(self, article: object) -> object:
        return reader.packaged_reader().read(article)  # type: ignore[arg-type]


def test_rows_know_their_column_map_when_they_are_read_again(workspace: Workspace, tmp_path: Path) -> None:
    """A capture that waits is parsed as it was told to be."""
    (tmp_path / "a.csv").write_text(f'body\n"{text_of()}"\n')
    source = Source(str(tmp_path / "a.csv"), columns={"text": "body"})
    assert counts_of(take_in(workspace, source, read=False)) == (1, 0, 0)
    assert dict(next(workspace.archive.receipts()).told) == {"column:text": "body"}
    assert workspace.balance().waiting == 1


def test_the_version_of_the_rules_is_known_without_them() -> None:
    assert reader.packaged_version() == reader.packaged_reader().version
