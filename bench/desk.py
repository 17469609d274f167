"""The desk over many incidents, as browsers and programs meet it: many requests at once, and how soon its first page is of use.

Run as `python -m bench.desk [--size 100000] [--requests 1000] [--at-once 50] [--pages 5]`. Incidents are made as
`bench.situation` makes them; the desk is `isnad serve` on this machine, and who asks has signed in as an analyst. The page is of
use when its list and filters stand and the map has drawn what is found. Needs Playwright and Chromium for that part.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.situation import grow, prepare
from isnad.keep.people import Person, write_person
from isnad.keep.store import Store, url_of
from isnad.show.web.credentials import hash_password

_PASSWORD = "a long word of the bench"
_FLAGS = ("--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_PATHS = (
    "/situation", "/situation?type=shelling", "/situation/map.json?zoom=4", "/situation/map.json?zoom=6&country=SY",
    "/situation/map.json?zoom=5&type=air_strike", "/api/v1/incidents", "/api/v1/incidents?country=IQ&origins=2",
    "/api/v1/timeline",
    "/api/v1/facets?country=SY", "/api/v1/map?zoom=5",
)  # fmt: skip


def fill(folder: Path, size: int) -> None:
    """A workspace of so many incidents, and an analyst."""
    folder.mkdir()
    store = Store.open(url_of((folder / "store.sqlite").absolute()))
    with store.write() as conn:
        counts = prepare(conn)
        write_person(conn, Person("bench", "bench", "analyst", "2026-01-01T00:00:00.000000Z", hash_password(_PASSWORD)))
    grow(store, counts, 0, size)
    store.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the desk over the workspace."""
    command = [sys.executable, "-m", "isnad", "serve", "--port", "0", "-w", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout is not None
        yield served.stdout.readline().partition("/join")[0]
        served.terminate()


def sign_in(address: str) -> str:
    """The cookie of the analyst, once the desk answers."""
    for _ in range(300):
        try:
            answer = httpx.post(f"{address}/api/v1/session", json={"name": "bench", "password": _PASSWORD})
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        return str(answer.cookies["isnad"])
    raise SystemExit("the desk did not start")


async def ask_many(address: str, cookie: str, requests: int, at_once: int) -> tuple[list[float], list[int], float]:
    """What each request took in ms, its status, and all of it in seconds."""
    took, statuses, gate = list[float](), list[int](), asyncio.Semaphore(at_once)
    async with httpx.AsyncClient(base_url=address, cookies={"isnad": cookie}, timeout=120) as client:

        async def ask(number: int) -> None:
            async with gate:
                start = time.perf_counter()
                answer = await client.get(_PATHS[number % len(_PATHS)])
                took.append((time.perf_counter() - start) * 1000)
                statuses.append(answer.status_code)

        start = time.perf_counter()
        await asyncio.gather(*(ask(number) for number in range(requests)))
        return took, statuses, time.perf_counter() - start


def time_pages(address: str, cookie: str, count: int) -> list[float]:
    """Seconds until the situation page is of use, each in a browser that holds nothing of it."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
        for _ in range(count):
            context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
            context.add_cookies([{"name": "isnad", "value": cookie, "url": address}])
            page = context.new_page()
            start = time.perf_counter()
            page.goto("/situation?lang=ar", wait_until="commit")
            page.wait_for_selector(".incident-card")
            listed = time.perf_counter() - start
            page.wait_for_selector("#map[data-drawn]")
            found.append(time.perf_counter() - start)
            print(f"  list after {listed:.2f} s, map drawn after {found[-1]:.2f} s")
            context.close()
        browser.close()
    return found


def main() -> int:
    """Exit status: 1 where a request was not answered well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--pages", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "workspace", asked.size)
        with serving(Path(folder) / "workspace") as address:
            cookie = sign_in(address)
            if asked.pages:
                pages = time_pages(address, cookie, asked.pages)
                print(
                    f"{asked.size:,} incidents: situation page of use after {statistics.median(pages):.2f} s (median)"
                )
            took, statuses, seconds = asyncio.run(ask_many(address, cookie, asked.requests, asked.at_once))
    bad = [status for status in statuses if status != 200]
    slow = statistics.quantiles(took, n=20)[-1]
    print(f"{len(took)} requests, {asked.at_once} at once: {len(took) / seconds:.0f}/s, median {statistics.median(took):.0f} ms, "
          f"95th percentile {slow:.0f} ms, {len(bad)} not answered well {sorted(set(bad))}")  # fmt: skip
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
