"""What the public sees of invented happenings, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from isnad.show.care.knowing import find_care, may_read_words
from isnad.show.care.policy import load_policy
from isnad.show.care.protect import protect_count, protect_flow, protect_hold, protect_incident
from isnad.show.care.reasons import Reason, find_reasons, find_withheld, is_sensitive
from isnad.show.shown import ActorShown, CountShown, IncidentShown, PlaceShown
from tests.show.care.happenings import (
    ANALYST,
    ARMY,
    CARE,
    KNOWLEDGE,
    PRIVATE,
    PUBLIC,
    WITNESS,
    flow,
    hold,
    incident,
    place,
    public_at,
)


def _seen(shown: IncidentShown) -> IncidentShown:
    seen = protect_incident(shown, CARE, PUBLIC)
    assert seen is not None
    return seen


def _place_id(shown: IncidentShown) -> str | None:
    seen = _seen(shown).place
    return seen.place_id if seen else None


def test_a_plain_incident_keeps_its_place_and_day_and_loses_its_words() -> None:
    plain = incident(words="قصف على حاجز عند زهرون", initiators=(ARMY,))
    assert _seen(plain) == replace(plain, words=None)
    assert not is_sensitive(plain, CARE)


def test_displacement_is_shown_by_district_and_week() -> None:
    seen = _seen(incident(type="displacement"))
    assert seen.place == PlaceShown("قضاء تلون", "Tallun", "xa-tallun", "Wadiya", "Tallun", "XA", 12.0, 32.0, "within")
    assert (seen.first_day, seen.last_day) == ("2024-12-02", "2024-12-08")
    assert seen.first_known == "2024-12-02T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("shown", "area"),
    [
        (place("xa-tallun-north"), "xa-tallun"),
        (place("xa-sahlun"), "xa-wadiya"),
        (place("xa-barrun"), "xa"),
        (place("xa"), "xa"),
        (place("xa", admin1="Wadiya"), "xa"),
        (PlaceShown("بيت سامر", None, None, "Wadiya", None, "XA", 12.9, 32.9, "point"), "xa-wadiya"),
        (PlaceShown("بيت سامر", None, None, None, None, "XA", None, None, "name"), "xa"),
        (PlaceShown("بيت سامر", None, "xa-unknown", None, None, None, 12.9, 32.9, "point"), None),
    ],
)
def test_the_area_is_the_nearest_that_is_known(shown: PlaceShown, area: str | None) -> None:
    assert _place_id(incident(type="return", place=shown)) == area


def test_an_area_stays_an_area_and_what_lies_in_one_is_within() -> None:
    told = place("xa-tallun", precision="area", name="شمال قضاء تلون")
    assert _seen(incident(type="siege", place=told)).place == place("xa-tallun", precision="area", admin2="Tallun")
    within = place("xa-tallun", precision="within")
    assert _seen(incident(type="siege", place=within)).place == replace(within, admin2="Tallun")


def test_a_toll_of_displaced_makes_any_incident_one_of_displacement() -> None:
    shown = incident(tolls={"displaced": CountShown(40, 60, "عشرات")})
    assert find_reasons(shown, CARE) == (Reason("displacement", "shelling"),)
    assert _place_id(shown) == "xa-tallun"
    assert _seen(shown).tolls == {"displaced": CountShown(None, None, "10-99")}


@pytest.mark.parametrize(
    ("values", "site"),
    [
        ({"words": "سقطت قذيفة قرب المدرسة الوحيدة في القرية"}, "school"),
        ({"words": "واستهدف القصف بمستشفى الرجاء"}, "hospital"),
        ({"targets": (ActorShown("مركز إيواء للعائلات"),)}, "shelter"),
        ({"place": place("xa-nabun-camp")}, "camp"),
        ({"words": "أصاب القصف قافلة مساعدات"}, "convoy"),
        ({"words": "طابور أمام مخبز"}, "aid"),
        ({"words": "قصف على حاجز", "evidence": ("قصف على حاجز", "قصف قرب مدرستين")}, "school"),
    ],
)
def test_a_protected_site_is_shown_by_its_district(values: dict[str, object], site: str) -> None:
    shown = incident(**values)
    assert Reason("sites", site) in find_reasons(shown, CARE)
    assert _place_id(shown) == "xa-tallun"
    assert _seen(shown).first_day == "2024-12-05"


@pytest.mark.parametrize("words", ["قافلة عسكرية على الطريق", "اجتماع جامعة الدول", "معسكر تدريب", "الشارع الرئيسي"])
def test_what_only_sounds_like_a_site_is_none(words: str) -> None:
    assert _place_id(incident(words=words)) == "xa-zahrun"


def test_names_of_private_persons_and_witnesses_become_their_sort() -> None:
    shown = incident(
        targets=(PRIVATE, ActorShown("محمد الزهروني"), ActorShown("علي الزهروني"), ActorShown("ثلاثة مدنيين")),
        sources=(WITNESS, ActorShown("أهالي القرية"), ActorShown("الجيش السوري", None, "sy-army", None)),
    )
    seen = _seen(shown)
    assert [one.name_en for one in seen.targets] == ["a person", "people"]
    assert [one.name_en for one in seen.sources] == ["a witness", "Syria army"]
    assert Reason("persons", "a private person or a witness is named") in find_reasons(shown, CARE)


def test_a_name_of_the_register_that_is_told_with_a_person_is_shown_without_them() -> None:
    spokesman = ActorShown("الناطق باسم الجيش سامر التلوني", "Syria army", "sy-army", "military")
    (seen,) = _seen(incident(initiators=(spokesman,))).initiators
    assert "سامر" not in seen.name
    assert seen.actor_id == "sy-army"


def test_several_bodies_of_the_register_that_stand_together_keep_their_names() -> None:
    together = ActorShown("الجيش السوري، هيئة تحرير الشام", "Syria army, HTS")
    mixed = ActorShown("الجيش السوري، سامر التلوني", "Syria army, Samer")
    seen = _seen(incident(initiators=(together, mixed))).initiators
    assert [one.name_en for one in seen] == ["Syria army, HTS", "an armed force"]


def test_an_outlet_keeps_its_name_and_an_unknown_id_saves_nobody() -> None:
    outlet = ActorShown("صحيفة المنارة", None, None, "outlet")
    seen = _seen(incident(sources=(outlet, ActorShown("سامر التلوني", None, "xa-samer", "person"))))
    assert seen.sources[0] == outlet
    assert seen.sources[1].name_en == "a person"


@pytest.mark.parametrize(
    ("low", "high", "words", "band"),
    [
        (3, 3, "ثلاثة", "1-9"),
        (9, 10, None, "1-49"),
        (100, 499, None, "100-499"),
        (5, None, None, "1+"),
        (None, 12, None, "0-49"),
        (0, 0, None, "0"),
        (0, 4, None, "0-9"),
        (2_000_000, 2_000_000, None, "1000000+"),
        (None, None, "عشرات", None),
    ],
)
def test_counts_are_bands(low: int | None, high: int | None, words: str | None, band: str | None) -> None:
    assert protect_count(CountShown(low, high, words), CARE, PUBLIC) == CountShown(None, None, band)


@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({"type": "displacement"}, "2024-12-12T00:00:00.000000Z"),  # the week ends on the 8th
        ({"type": "displacement", "first_day": None, "last_day": None}, "2024-12-08T12:34:56.000000Z"),
        ({"type": "displacement", "first_known": "2024-12-20T01:00:00.000000Z"}, "2024-12-23T01:00:00.000000Z"),
        ({"type": "displacement", "last_day": "9999-12-31"}, "9999-01-04T00:00:00.000000Z"),
        ({"type": "aid"}, "2024-12-09T00:00:00.000000Z"),
        ({"words": "قافلة مساعدات على الطريق"}, "2024-12-09T00:00:00.000000Z"),
    ],
)
def test_what_may_still_go_on_waits(values: dict[str, object], until: str) -> None:
    shown = incident(**values)
    withheld = find_withheld(shown, CARE, public_at("2024-12-06T00:00:00.000000Z"))
    assert withheld is not None
    assert (withheld.rule, withheld.until) == ("delay", until)
    assert protect_incident(shown, CARE, public_at("2024-12-06T00:00:00.000000Z")) is None
    assert protect_incident(shown, CARE, public_at(until)) is not None


def test_a_strike_is_shown_at_once() -> None:
    assert protect_incident(incident(), CARE, public_at("2024-12-05T12:34:56.000000Z")) is not None


def test_a_flow_is_shown_by_areas_weeks_and_bands() -> None:
    seen = protect_flow(flow(origins_of_flow=(place("xa-zahrun"), place("xa-tallun-north"))), CARE, PUBLIC)
    assert seen is not None
    assert [one.place_id for one in seen.origins_of_flow] == ["xa-tallun"]
    assert [one.place_id for one in seen.destinations] == ["xa-tallun"]
    assert (seen.count, seen.first_day, seen.trigger) == (CountShown(None, None, "1-9"), "2024-12-02", "shelling")
    assert protect_flow(flow(), CARE, public_at("2024-12-06T00:00:00.000000Z")) is None
    assert is_sensitive(flow(), CARE)


def test_a_hold_keeps_its_place_or_is_left_out_with_a_reason() -> None:
    seen = protect_hold(hold(contested=("denied", "سامر التلوني ينفي")), CARE, PUBLIC)
    assert seen is not None
    assert (seen.place, seen.holder, seen.contested) == (place("xa-sahlun"), ARMY, ("denied", "contested"))
    assert [one.name_en for one in seen.sources] == ["a witness"]
    for where, rule in ((place("xa-nabun-camp"), "sites"), (place("xa-sahlun", place_id=None), "words")):
        assert protect_hold(hold(place=where), CARE, PUBLIC) is None
        withheld = find_withheld(hold(place=where), CARE, PUBLIC)
        assert withheld is not None
        assert withheld.rule == rule


def test_words_are_for_those_who_see_all() -> None:
    assert not may_read_words(PUBLIC)
    assert may_read_words(ANALYST)


def test_an_operator_may_show_names_and_still_no_words() -> None:
    care = find_care(KNOWLEDGE, replace(load_policy(), mask=False))
    seen = protect_incident(incident(targets=(PRIVATE,), words="قصف"), care, PUBLIC)
    assert seen is not None
    assert (seen.targets, seen.words) == ((PRIVATE,), None)
