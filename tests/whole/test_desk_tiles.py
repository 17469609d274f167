"""A PMTiles archive of the operator's own under the map: read by ranges from the desk, and from no other host."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.show.web.pmtiles import make_archive
from tests.whole.browsing import join_desk, needs_browser, open_chromium, watched_page

pytestmark = needs_browser


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "world.pmtiles").write_bytes(make_archive())
    command = [sys.executable, "-m", "isnad", "serve", "--port", "0", "-w", str(tmp_path / "workspace")]
    command += ["--tiles", str(tmp_path / "world.pmtiles")]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served,
        open_chromium() as chromium,
    ):
        assert served.stdout is not None
        link = served.stdout.readline().strip()
        with watched_page(chromium, link.partition("/join")[0]) as page:
            join_desk(page, link)
            yield page
        served.terminate()


def test_the_archive_is_drawn_under_what_is_found(page: Any) -> None:
    asked: list[str] = []
    page.on("response", lambda one: asked.append(f"{one.status} {one.url}") if "tiles.pmtiles" in one.url else None)
    page.goto("/situation?lang=ar")
    page.wait_for_selector("#map[data-drawn]")
    page.wait_for_function("document.querySelector('#map').isnadMap.isSourceLoaded('tiles')")
    assert page.evaluate("document.querySelector('#map').isnadMap.getLayer('tiles').type") == "raster"
    assert asked
    assert all(one.startswith("206 ") for one in asked)
