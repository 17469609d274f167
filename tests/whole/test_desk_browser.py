"""The situation page in a browser: drawn, filtered, turned back in time, with no request to any other host.

Skipped without Playwright, a Chromium or the built front-end.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.whole.browsing import LONGEST_MS, needs_browser, open_chromium, playwright, watched_page

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.show.web.made_up_desk", "0"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        yield served.stdout.readline().strip()
        served.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    with watched_page(chromium, address) as page:
        yield page


def _open(page: Any, path: str) -> None:
    page.goto(path)
    page.wait_for_selector("#map[data-drawn]")


def _drawn(page: Any, source: str) -> list[dict[str, Any]]:
    script = "name => document.querySelector('#map').isnadMap.getSource(name).getData().then(found => found.features)"
    found: list[dict[str, Any]] = page.evaluate(script, source)
    return found


def _wait_for_cards(page: Any, count: int) -> None:
    playwright.expect(page.locator(".incident-card")).to_have_count(count, timeout=LONGEST_MS)


def _cards(page: Any) -> int:
    return int(page.locator(".incident-card").count())


def test_what_is_known_to_an_area_is_drawn_as_one_and_never_as_a_point(page: Any) -> None:
    _open(page, "/situation?lang=ar")
    areas = _drawn(page, "areas")
    assert {one["geometry"]["type"] for one in areas} <= {"Polygon", "MultiPolygon"}
    assert {one["properties"]["place"] for one in areas} == {"دير الزور", "خان يونس", "ريف حلب الشرقي"}
    told = {one["properties"].get("place") for one in _drawn(page, "points")}
    assert told & {one["properties"]["place"] for one in areas} == set()
    assert len(_drawn(page, "holds")) == 2
    assert _drawn(page, "flows")[0]["properties"]["count"] == "400–600"


def test_a_filter_changes_list_map_and_address_and_back_undoes_it(page: Any) -> None:
    _open(page, "/situation?lang=en")
    assert _cards(page) == 4
    with page.expect_response("**/map.json?type=shelling**") as answered:
        page.select_option("[name=type]", "shelling")
    assert len(answered.value.json()["alone"]) == 1
    _wait_for_cards(page, 1)
    assert page.url.endswith("/situation?type=shelling")
    page.go_back()
    _wait_for_cards(page, 4)
    assert page.input_value("[name=type]") == ""


def test_the_slider_by_keyboard_shows_what_was_known_then(page: Any) -> None:
    _open(page, "/situation?lang=en")
    page.focus("#known")
    for _ in range(11):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/situation?as_of=2024-12-09")
    _wait_for_cards(page, 3)
    assert page.inner_text("#known-said") == "2024-12-09"


def test_a_period_is_chosen_by_drawing_over_the_time_line(page: Any) -> None:
    _open(page, "/situation?lang=ar")
    box = page.locator("[data-timeline]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.52, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.78, box["y"] + 20)
    page.mouse.up()
    page.wait_for_url("**/situation?from=2024-12-10&until=2024-12-12")
    _wait_for_cards(page, 2)


def test_more_adds_to_the_list_in_place(page: Any) -> None:
    _open(page, "/situation?lang=en")
    page.click(".more a")
    _wait_for_cards(page, 6)
    assert page.locator(".more").count() == 0


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_is_wider_than_the_screen(page: Any, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, f"/situation?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    starts = page.locator("h3 a").first.bounding_box()
    map_box = page.locator("#map").bounding_box()
    assert 0 <= starts["x"] < starts["x"] + starts["width"] <= width
    assert map_box["width"] > 300


def test_layers_can_be_hidden(page: Any) -> None:
    _open(page, "/situation?lang=en")
    page.uncheck("[data-layer=areas]")
    shown = page.evaluate("document.querySelector('#map').isnadMap.getLayoutProperty('areas', 'visibility')")
    assert shown == "none"


def test_without_a_script_the_form_and_the_list_work(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/situation?lang=en")
    page.select_option("[name=contested]", "yes")
    page.click("form#filters button")
    assert "contested=yes" in page.url
    assert _cards(page) == 1
    context.close()


def test_every_control_can_be_reached_and_seen_by_keyboard(page: Any) -> None:
    _open(page, "/situation?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.name || document.activeElement.id || document.activeElement.className"
            )
        )
    assert {"text", "type", "from", "until", "as_of", "known", "maplibregl-canvas"} <= seen
