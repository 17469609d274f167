"""Review by keyboard alone, in a browser over the samples: each decision stands with who and when, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.whole.browsing import needs_browser, open_chromium, samples_desk, watched_page

pytestmark = needs_browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def desk(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    with samples_desk(chromium, tmp_path_factory.mktemp("samples")) as found:
        yield found


@pytest.fixture(params=["ar", "en"])
def page(request: pytest.FixtureRequest, chromium: Any, desk: tuple[str, Any]) -> Iterator[Any]:
    with watched_page(chromium, desk[0], storage_state=desk[1]) as page:
        page.goto(f"/review?lang={request.param}")
        page.wait_for_selector(".queue > .item")
        yield page


def _go_to(page: Any, kind: str) -> str:
    """Press `j` until an item of the kind has the focus; its subject."""
    for _ in range(40):
        page.keyboard.press("j")
        subject = page.evaluate(
            """kind => {
                const item = document.activeElement.closest(".item");
                return item?.dataset.kind === kind ? item.querySelector("[name=subject]").value : null;
            }""",
            kind,
        )
        if subject:
            return str(subject)
    raise AssertionError(f"no {kind} in the queue")


def _press(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_selector(".queue")


def _findings(page: Any, subject: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get("/api/v1/findings", params={"subject": subject}).json()["items"]
    return found


@pytest.mark.parametrize(
    ("kind", "key", "verdict"), [("claim", "a", "right"), ("claim", "w", "wrong"), ("pair", "d", "different")]
)
def test_a_key_is_a_finding_and_another_takes_it_back(page: Any, kind: str, key: str, verdict: str) -> None:
    subject = _go_to(page, kind)
    _press(page, key)
    said = _findings(page, subject)[-1]
    assert (said["verdict"], said["by"]) == (verdict, "salma")
    assert said["at"].endswith("Z")
    assert page.locator(".queue [name=subject]").evaluate_all("all => all.map(one => one.value)").count(subject) == 0
    _press(page, "u")
    assert _findings(page, subject)[-1]["verdict"] == "taken back"


def test_a_role_is_corrected_without_a_mouse(page: Any) -> None:
    subject = _go_to(page, "claim")
    words = page.evaluate(
        "document.activeElement.closest('.item').querySelector('mark.role-place, mark.claim').textContent.trim()"
    )
    page.keyboard.press("c")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    said = _findings(page, subject)[-1]
    assert (said["verdict"], said["by"]) == ("corrected", "salma")
    assert int(said["detail"]["end"]) - int(said["detail"]["start"]) == len(words)
    assert page.locator("ul.mine li").count() > 0
