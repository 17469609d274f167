"""Names in the language of a page: places, countries and governorates by what the gazetteer knows."""

from __future__ import annotations

import re

from isnad.show.shown import PlaceShown
from isnad.show.views.names import packaged_names
from isnad.show.web.pages.naming import (
    actor_id_name,
    area_name,
    country_name,
    load_areas,
    place_id_name,
    place_name,
)

_ROWS = tuple(packaged_names().places.values())


def test_every_governorate_and_country_of_the_gazetteer_has_an_arabic_name() -> None:
    areas = {(row.country, row.admin1) for row in _ROWS if row.admin1}
    assert len(areas) > 200
    assert [one for one in areas if not _is_arabic(area_name(one[1], "ar", one[0]))] == []
    assert [one for one in areas if not _is_arabic(area_name(one[1], "ar"))] == []
    codes = {row.country for row in _ROWS if row.kind == "country"}
    assert [code for code in codes if not _is_arabic(country_name(code, "ar"))] == []


def test_an_area_is_not_called_after_one_of_its_parts() -> None:
    assert area_name("Gaza Strip", "ar", "PS") == "قطاع غزة"
    assert area_name("West Bank", "ar", "PS") == "الضفة الغربية"
    assert area_name("Homs", "ar", "SY") == "حمص"


def test_areas_of_one_name_are_told_apart_by_their_country_and_both_told_without_it() -> None:
    assert set(load_areas()["Northern"]) == {"SD", "PS"}
    one, other = (area_name("Northern", "ar", country) for country in ("SD", "PS"))
    assert one != other
    assert set(area_name("Northern", "ar").split(" / ")) == {one, other}
    assert area_name("Northern", "en", "SD") == "Northern"


def test_what_is_not_known_is_called_as_it_was_asked() -> None:
    assert area_name("Nowhere", "ar", "SY") == "Nowhere"
    assert country_name("XX", "ar") == "XX"
    assert place_id_name("nowhere", "ar") == "nowhere"
    assert actor_id_name("nobody", "ar") == "nobody"


def test_what_lies_within_a_place_is_called_in_english_by_that_place() -> None:
    row = next(row for row in _ROWS if row.kind == "town" and row.names_en)
    within = PlaceShown(f"أطراف {row.names[0]}", None, row.place_id, None, None, row.country, None, None, "within")
    assert place_name(within, "ar") == within.name
    assert place_name(within, "en") == row.name_en
    told = PlaceShown("تلة الغار", None, None, None, None, None, None, None, "name")
    assert place_name(told, "en") == "تلة الغار"


def test_ids_of_filters_have_names() -> None:
    row = next(row for row in packaged_names().actors.values() if row.name_en)
    assert (actor_id_name(row.actor_id, "ar"), actor_id_name(row.actor_id, "en")) == (row.name_ar, row.name_en)
    assert place_id_name("sy", "en") == "Syria"


def _is_arabic(words: str) -> bool:
    return re.search("[\u0621-\u064a]", words) is not None and re.search("[A-Za-z]", words) is None
