"""Names: what the register and the gazetteer know is named by them, all else as it was told."""

from __future__ import annotations

from isnad.show.views.names import Told, packaged_names


def test_what_lies_in_a_town_is_no_point() -> None:
    names = packaged_names()
    assert names.show_area("sy-talbiseh").precision == "within"
    assert names.show_area("iq-anbar-governorate").precision == "area"
    assert names.show_area("none-such").precision == "within"


def test_a_place_within_another_keeps_its_own_name() -> None:
    names = packaged_names()
    inside = names.show_place(Told("خيال", "sy-talbiseh", "within", 34.8, 36.7))
    assert (inside.name, inside.name_en, inside.admin1, inside.country) == ("خيال", None, "Homs", "SY")
    exact = names.show_place(Told("تلبيسه", "sy-talbiseh", "point", 34.8, 36.7))
    assert (exact.name, exact.name_en) == ("تلبيسة", "Talbiseh")
    unknown = names.show_place(Told("خيال", None, "name", None, None, country="SY"))
    assert (unknown.place_id, unknown.country, unknown.admin2) == (None, "SY", None)


def test_a_district_is_its_own_second_area_and_a_governorate_has_none() -> None:
    names = packaged_names()
    assert names.show_area("iq-hawija-district").admin2 == "Hawija District"
    assert names.show_area("iq-anbar-governorate").admin2 is None


def test_an_actor_is_shown_as_the_register_has_it_else_as_written() -> None:
    names = packaged_names()
    assert names.show_actor("sy-hts").name_en == "Hayat Tahrir al-Sham"
    assert names.show_actor("ميات", {"ميات": "مئات"}).name == "مئات"
    assert names.show_actor("ميات").name == "ميات"
