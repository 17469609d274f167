"""A browser over a desk: whatever goes wrong on a page, or asks another host, fails the test."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from isnad.show.web.assets import load_assets

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
pytest.importorskip("uvicorn", reason="no uvicorn")
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
)  # fmt: skip
LONGEST_MS = 60_000
_START_S = 60.0
_PASSWORD = "a long word of the tests"
needs_browser = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium"),
    pytest.mark.skipif(not load_assets().is_built, reason="the desk's front-end is not built"),
]


@contextmanager
def open_chromium() -> Iterator[Any]:
    """The browser, without a window."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched_page(chromium: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page in a session of its own; faults of its scripts and requests to other hosts are told when it is closed."""
    context = chromium.new_context(base_url=address, **{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    page.set_default_timeout(LONGEST_MS)
    faults: list[str] = []
    page.on("request", lambda asked: faults.append(asked.url) if _is_elsewhere(asked.url, address) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda said: faults.append(said.text) if said.type == "error" and "422" not in said.text else None
    )
    yield page
    context.close()
    assert faults == []


@contextmanager
def samples_desk(chromium: Any, folder: Path) -> Iterator[tuple[str, Any]]:
    """The address of a desk over the samples, and the state of a browser whose person runs it."""
    command = [
        sys.executable,
        "-m",
        "isnad",
        "demo",
        "--desk",
        "--no-browser",
        "--port",
        "0",
        "-w",
        str(folder / "samples"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout is not None
        link = served.stdout.readline().strip()
        address = link.partition("/join")[0]
        with watched_page(chromium, address) as page:
            join_desk(page, link)
            state = page.context.storage_state()
        yield address, state
        served.terminate()


def join_desk(page: Any, link: str, name: str = "salma") -> None:
    """Join by the one-time link that the desk printed, as soon as it answers."""
    end = time.monotonic() + _START_S
    while True:
        try:
            page.goto(link)
        except playwright.Error:
            assert time.monotonic() < end, "the desk did not start"
            time.sleep(0.1)
        else:
            break
    page.fill("#name", name)
    page.fill("#password", _PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/situation")


def _is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((address + "/", "data:", f"blob:{address}/"))
