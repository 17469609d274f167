"""The situation page over a made-up situation: its list, filters and time line, what its map asks for, and its faults."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.filters import SituationFilter
from isnad.show.views.tallies import Bar, TimeLine
from isnad.show.web.pages.situation_parts import draw_time_line
from tests.show.web.made_up import INCIDENTS, NOW
from tests.show.web.made_up_desk import make_made_up_desk


@pytest.fixture
def client() -> TestClient:
    return TestClient(make_made_up_desk(), base_url="http://127.0.0.1")


def test_the_list_tells_each_incident_with_its_four_numbers_and_signs(client: TestClient) -> None:
    page = client.get("/situation?lang=en").text
    first = page.split('id="incident-')[1]
    assert re.findall(r"<dd>(\d+)</dd>", first) == ["4", "4", "3", "3"]
    assert "Contested" in first
    assert "One origin" not in first
    assert "One origin" in page.split('id="incident-')[2]
    assert page.count('id="incident-') == 4


def test_more_leads_on_with_what_is_asked_for(client: TestClient) -> None:
    page = client.get("/situation?lang=en&origins=1&until=2030-01-01").text
    assert 'href="/situation?until=2030-01-01&amp;after=4"' in page
    assert client.get("/situation?after=4").text.count('id="incident-') == 2


@pytest.mark.parametrize(
    ("query", "ids"),
    [("type=shelling", [1]), ("contested=yes", [1]), ("origins=2", [1, 3, 5]), ("from=2024-12-10&until=2024-12-12", [2, 3]),
     ("as_of=2024-12-09", [4, 5, 6]), ("admin1=Aleppo", [5]), ("text=غارة", [4])],
)  # fmt: skip
def test_what_the_address_asks_is_what_list_and_form_show(client: TestClient, query: str, ids: list[int]) -> None:
    page = client.get(f"/situation?{query}").text
    assert [int(one, 16) for one in re.findall(r'id="incident-(\w+)"', page)] == ids
    twin = client.get(f"/situation?{query}&format=json").json()
    assert [int(one["incident_id"], 16) for one in twin["incidents"]] == ids
    for name, value in (pair.split("=") for pair in query.split("&")):
        field = page.split(f'name="{name}"')[1].split("</label>")[0]
        assert f'value="{value}' in field


def test_nothing_found_says_so_and_leads_back(client: TestClient) -> None:
    page = client.get("/situation?lang=en&text=zzz").text
    assert "No incident has all that is asked for." in page
    assert '<a class="button" href="/situation">' in page


def test_what_cannot_be_asked_is_said_on_the_page_and_refused_to_machines(client: TestClient) -> None:
    response = client.get("/situation?lang=en&type=<b>nonsense")
    assert response.status_code == 422
    assert "This cannot be asked:" in response.text
    assert "<b>nonsense" not in response.text
    assert client.get("/situation?lang=en&origins=99999").status_code == 422


def test_the_map_has_points_areas_holds_and_flows(client: TestClient) -> None:
    found = client.get("/situation/map.json?lang=en&bounds=30,20,50,40&zoom=4").json()
    assert len(found["alone"]) == 2
    assert {one["place"]["precision"] for one in found["areas"]} == {"area", "within"}
    assert all(one["place"]["precision"] == "point" for one in found["alone"])
    assert len(found["holds"]) == 2
    assert len(found["flows"]) == 1
    assert found["kinds"]["shelling"] == "Shelling"


@pytest.mark.parametrize("bounds", ["1,2,3", "a,b,c,d", "0,50,10,40", "0,0,999,1", "nan,0,1,1"])
def test_bounds_that_are_none_are_refused(bounds: str) -> None:
    from isnad.errors import SourceError

    with pytest.raises(SourceError, match="bounds"):
        TestClient(make_made_up_desk(), base_url="http://127.0.0.1").get(f"/situation/map.json?bounds={bounds}")


def test_language_and_look_are_kept_and_links_to_them_keep_the_filter(client: TestClient) -> None:
    page = client.get("/situation?type=shelling&lang=en&theme=dark").text
    assert '<html lang="en" dir="ltr" data-theme="dark">' in page
    link = re.search(r'<a href="([^"]+)" lang="ar"', page)
    assert link is not None
    assert sorted(link[1].removeprefix("/situation?").split("&amp;")) == ["lang=ar", "theme=dark", "type=shelling"]
    assert '<html lang="en" dir="ltr" data-theme="dark">' in client.get("/situation").text
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in client.get("/situation?lang=ar").text


def test_only_pages_that_one_may_see_are_led_to() -> None:
    seen = {}
    for role in Role:
        page = (
            TestClient(make_made_up_desk(Eyes("salma", role, NOW)), base_url="http://127.0.0.1").get("/situation").text
        )
        seen[role] = re.findall(r'<li><a href="(/\w+)"', page)
    assert seen[Role.PUBLIC] == ["/situation", "/sources"]
    both = ["/situation", "/sources", "/review", "/runs"]
    assert seen[Role.ANALYST] == seen[Role.EDITOR] == seen[Role.ADMIN] == both


def test_nothing_on_the_page_runs_or_is_styled_inline(client: TestClient) -> None:
    for query in ("", "?lang=en", "?type=x"):
        page = client.get(f"/situation{query}").text
        assert re.findall(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", page) == []


def test_every_control_has_a_name(client: TestClient) -> None:
    page = client.get("/situation?lang=en").text
    form = page.split('<form id="filters"')[1].split("</form>")[0]
    controls = re.findall(r"<(?:input|select)\b(?![^>]*type=\"hidden\")[^>]*>", form)
    named = re.findall(r"<label[^>]*>\s*[^<\s][^<]*<(?:input|select)", form)
    assert len(controls) == len(named) == 11


def test_bars_span_the_days_and_are_as_high_as_they_count() -> None:
    line = TimeLine(
        (Bar("2024-12-01", "2024-12-01", 10, 5, "shelling"), Bar("2024-12-10", "2024-12-10", 1, 0, "threat")), 0
    )
    drawn = draw_time_line(line, SituationFilter(first_day="2024-12-10"), NOW)
    assert drawn is not None
    first, last = drawn.bars
    assert (first.x, first.y, first.height, first.contested_height) == (0.0, 0, 80, 40.0)
    assert (last.x, last.height) == (900.0, 8.0)
    assert (drawn.chosen_x, drawn.chosen_width) == (900.0, 100.0)
    assert (drawn.slider_days, drawn.slider_at) == (19, 19)
    assert draw_time_line(TimeLine((), 3), SituationFilter(), NOW) is None


def test_made_up_incidents_have_every_precision() -> None:
    assert {one.place.precision for one in INCIDENTS if one.place} == {"point", "area", "within", "name"}
