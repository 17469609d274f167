"""Tiles of the operator's own: what may be set, and the archive that the desk serves by ranges."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from isnad.errors import SourceError
from isnad.show.web.headers import find_headers
from isnad.show.web.options import DeskOptions
from isnad.show.web.tiles import OWN_PATH, parse_tiles
from isnad.workspace import Workspace
from tests.show.web.client import BASE, _Opened, make_app
from tests.show.web.pmtiles import make_archive


def test_an_address_opens_its_site_alone() -> None:
    tiles = parse_tiles("https://tiles.example:8443/{z}/{x}/{y}.png")
    assert (tiles.origin, tiles.file) == ("https://tiles.example:8443", None)
    policy = dict(find_headers(DeskOptions(tiles=tiles)))[b"content-security-policy"].decode()
    assert "connect-src 'self' https://tiles.example:8443;" in policy
    assert parse_tiles("https://tiles.example/world.pmtiles").origin == "https://tiles.example"
    assert b"tiles.example" not in dict(find_headers(DeskOptions()))[b"content-security-policy"]


@pytest.mark.parametrize(
    "wrong",
    [
        "https://tiles.example/",
        "https://tiles.example;script-src */{z}/{x}/{y}",
        "https://a b/{z}/{x}/{y}.png",
        "https:///x.pmtiles",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(wrong: str) -> None:
    with pytest.raises(SourceError, match="--tiles"):
        parse_tiles(wrong)


def test_a_file_that_is_no_archive_is_refused_and_one_is_served_by_ranges(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "world.pmtiles"
    with pytest.raises(SourceError, match="No such file"):
        parse_tiles(str(path))
    path.write_bytes(b"PMTiles\x02")
    with pytest.raises(SourceError, match="version 3"):
        parse_tiles(str(path))
    path.write_bytes(make_archive())
    tiles = parse_tiles(str(path))
    assert tiles.address == OWN_PATH
    app = make_app(_Opened(workspace), DeskOptions(is_public=True, tiles=tiles))
    client = TestClient(app, base_url=BASE)
    part = client.get(OWN_PATH, headers={"range": "bytes=0-6"})
    assert (part.status_code, part.content) == (206, b"PMTiles")
    assert client.get(OWN_PATH).content == path.read_bytes()
    assert f'data-tiles="{OWN_PATH}"' in client.get("/situation").text


def test_without_an_archive_there_is_nothing(workspace: Workspace) -> None:
    client = TestClient(make_app(_Opened(workspace), DeskOptions(is_public=True)), base_url=BASE)
    assert client.get(OWN_PATH).status_code == 404
    closed = TestClient(make_app(_Opened(workspace), DeskOptions()), base_url=BASE)
    assert closed.get(OWN_PATH).status_code == 401
