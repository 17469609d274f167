"""One event told several times in a report is one claim; two events stay two."""

from __future__ import annotations

from typing import Any

import isnad


def _read(text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = isnad.read(text, published="2024-12-06").rows()
    return rows


def _of(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["type"] == kind]


def test_a_definite_noun_takes_up_the_attack_told_before() -> None:
    rows = _read(
        "انفجرت سيارة مفخخة في سوق بمدينة الباب أمس وقتل خمسة أشخاص.\n"
        "وقال مصدر طبي إن التفجير أسفر عن إصابة عشرين آخرين."
    )
    explosions = _of(rows, "explosion")
    assert len(explosions) == 1
    assert explosions[0]["fatalities"] == [5, 5]
    assert explosions[0]["injured"] == [20, 20]


def test_explosions_in_two_towns_are_two() -> None:
    rows = _read(
        "انفجرت عبوة ناسفة في مدينة بعقوبة صباح الخميس وقتل ثلاثة مدنيين.\n"
        "وانفجرت سيارة مفخخة في مدينة الموصل مساء الخميس وقتل سبعة أشخاص."
    )
    assert sorted(row["fatalities"][0] for row in _of(rows, "explosion")) == [3, 7]


def test_a_list_of_places_taken_is_one_event_for_each() -> None:
    rows = _read("سيطرت فصائل المعارضة على كتيبة الهندسة في الرستن، وكتيبة الدفاع الجوي في تلبيسة.")
    gains = _of(rows, "territory_gain")
    assert sorted(place["text"] for row in gains for place in row["places"]) == ["الرستن", "تلبيسة"]
    assert len({row["id"] for row in gains}) == len(gains) == 2


def test_what_did_not_go_with_an_event_is_none() -> None:
    rows = _read("دخلت القوات المدينة من دون قتال بعد انسحاب المسلحين منها.")
    assert not _of(rows, "armed_clash")


def test_both_ends_of_a_flight_are_told_apart() -> None:
    rows = _read("نزح آلاف المدنيين من مدينة الفلوجة إلى بغداد.")
    places = {place["role"]: place["text"] for row in _of(rows, "displacement") for place in row["places"]}
    assert places == {"origin": "الفلوجة", "destination": "بغداد"}


def test_a_name_that_no_row_has_lies_somewhere_within_its_container() -> None:
    rows = _read("قصفت قوات النظام بالمدفعية قرية الزعيترية الغربية في ريف إدلب وقتل مدني.")
    places = [place for row in _of(rows, "shelling") for place in row["places"]]
    assert places
    assert all(place["lat"] is None or place["place_id"] for place in places)
