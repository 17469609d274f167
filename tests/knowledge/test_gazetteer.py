"""Laws of the gazetteer: places lie where they should, in the place that they are said to lie in."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from math import cos, hypot, radians
from pathlib import Path

import pytest

from isnad.arabic.fold import fold_word
from isnad.knowledge.gazetteer import PlaceRow, load_places

OCHA = Path(__file__).resolve().parents[3] / "shared" / "data" / "gazetteer_ocha_syria" / "populated_places.csv"
PLACES_FLOOR = 2500
# South, north, west, east in degrees, with the waters and islands of each.
BOXES = {
    "SY": (32.2, 37.5, 35.4, 42.5),
    "IQ": (29.0, 37.6, 38.7, 49.0),
    "LB": (33.0, 34.75, 34.9, 36.7),
    "PS": (29.3, 33.6, 33.9, 36.1),
    "IL": (29.3, 33.6, 33.9, 36.1),
    "YE": (11.5, 19.5, 41.5, 55.0),
    "SD": (8.0, 23.5, 21.5, 39.0),
    "LY": (19.0, 34.5, 9.0, 26.0),
}
CORE_KINDS = (
    "town", "village", "governorate", "district", "quarter", "camp", "crossing", "base", "road", "bridge", "river",
    "region",
)  # fmt: skip
FACTS = [
    ("خان شيخون", "SY", 35.442, 36.651),
    ("تكريت", "IQ", 34.607, 43.678),
    ("الحديدة", "YE", 14.798, 42.954),
    ("الفاشر", "SD", 13.63, 25.35),
    ("درنة", "LY", 32.765, 22.637),
    ("خان يونس", "PS", 31.345, 34.303),
    ("بنت جبيل", "LB", 33.119, 35.433),
    ("كوباني", "SY", 36.891, 38.353),
    ("سنجار", "IQ", 36.321, 41.876),
    ("ترهونة", "LY", 32.435, 13.634),
    ("نيالا", "SD", 12.05, 24.88),
    ("مأرب", "YE", 15.462, 45.322),
]
FACT_KM = 10.0
SAME_KM = 15.0
# Rows whose name OCHA has only elsewhere: villages that its table leaves out, or names that it spells otherwise.
FAR_SHARE = 0.06


@pytest.fixture(scope="module")
def places() -> tuple[PlaceRow, ...]:
    return load_places()


def _fold(name: str) -> str:
    return " ".join(fold_word(word).removeprefix("ال") for word in name.split())


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return hypot((lat - other_lat) * 111.2, (lon - other_lon) * 111.2 * cos(radians(lat)))


def _distances(places: tuple[PlaceRow, ...], name: str, country: str, lat: float, lon: float) -> list[float]:
    return [
        _km(lat, lon, place.lat, place.lon)
        for place in places
        if place.country == country and place.lat is not None and place.lon is not None
        if _fold(name) in {_fold(known) for known in place.names}
    ]


def test_holds_the_places_of_the_seven_countries(places: tuple[PlaceRow, ...]) -> None:
    assert len([place for place in places if place.country in BOXES]) >= PLACES_FLOOR


def test_identities_are_unique(places: tuple[PlaceRow, ...]) -> None:
    assert len({place.place_id for place in places}) == len(places)


def test_every_parent_exists(places: tuple[PlaceRow, ...]) -> None:
    known = {place.place_id for place in places}
    assert [place.place_id for place in places if place.parent and place.parent not in known] == []


def test_no_place_lies_in_itself(places: tuple[PlaceRow, ...]) -> None:
    parents = {place.place_id: place.parent for place in places}
    for place_id in parents:
        seen = [place_id]
        while parents[seen[-1]]:
            assert parents[seen[-1]] not in seen, seen
            seen.append(parents[seen[-1]])


def test_places_lie_in_the_box_of_their_country(places: tuple[PlaceRow, ...]) -> None:
    outside = []
    for place in places:
        if place.country in BOXES and place.kind != "sea" and place.lat is not None and place.lon is not None:
            south, north, west, east = BOXES[place.country]
            if not (south <= place.lat <= north and west <= place.lon <= east):
                outside.append(place.place_id)
    assert outside == []


def test_every_populated_place_has_coordinates(places: tuple[PlaceRow, ...]) -> None:
    populated = [place for place in places if place.kind in {"town", "village", "camp"}]
    assert [place.place_id for place in populated if place.lat is None or place.lon is None] == []


def test_every_kind_of_place_that_the_news_names_occurs(places: tuple[PlaceRow, ...]) -> None:
    kinds = {place.kind for place in places if place.country in BOXES}
    assert [kind for kind in CORE_KINDS if kind not in kinds] == []


def test_every_place_names_its_source(places: tuple[PlaceRow, ...]) -> None:
    assert {place.source.partition(":")[0] for place in places} <= {"compiled", "geonames", "ocha"}


def test_no_two_places_have_one_p_code(places: tuple[PlaceRow, ...]) -> None:
    codes = [place.pcode for place in places if place.pcode]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("name", "country", "lat", "lon"), FACTS)
def test_a_known_place_is_where_it_is(
    places: tuple[PlaceRow, ...], name: str, country: str, lat: float, lon: float
) -> None:
    assert min(_distances(places, name, country, lat, lon), default=FACT_KM + 1) <= FACT_KM


@pytest.mark.parametrize(("lat", "lon"), [(35.469, 40.014), (36.567, 40.490)], ids=["deir-ez-zor", "hasakah"])
def test_both_places_named_kharitah_exist(places: tuple[PlaceRow, ...], lat: float, lon: float) -> None:
    assert min(_distances(places, "الخريطة", "SY", lat, lon), default=FACT_KM + 1) <= FACT_KM


@pytest.mark.skipif(not OCHA.exists(), reason="the OCHA table of Syria is not beside the project")
def test_syrian_places_lie_where_ocha_has_them(places: tuple[PlaceRow, ...]) -> None:
    """A populated row lies within 15 km of a place of its name in the OCHA table; few have that name elsewhere only."""
    known = defaultdict(list)
    with OCHA.open(encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            for name in re.split("[_/]", row["name_ar"]):
                known[_fold(name)].append((float(row["lat"]), float(row["lng"]), row["pcode"]))
    compared, far, wrong_codes = 0, [], []
    for place in places:
        if place.country != "SY" or place.kind not in {"town", "village"} or place.lat is None or place.lon is None:
            continue
        found = [(_km(place.lat, place.lon, lat, lon), code) for n in place.names for lat, lon, code in known[_fold(n)]]
        compared += bool(found)
        if found and min(found)[0] > SAME_KM:
            far.append(place.place_id)
        if place.pcode and place.pcode not in {code for km, code in found if km <= SAME_KM}:
            wrong_codes.append(place.place_id)
    assert compared > 600
    assert len(far) <= FAR_SHARE * compared, far
    assert wrong_codes == []
