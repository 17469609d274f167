"""Numbers: tables of cases, a round trip through number words, and shared gold where it is present."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.arabic.words import find_words
from isnad.knowledge.numbers import load_number_words, load_person_nouns
from isnad.read.mentions.cardinals import parse_digits
from isnad.read.mentions.numbers import find_numbers
from isnad.read.mentions.quantity import Number

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "data/gold/recognizers_number_ar/Arabic/NumberRangeModel.json"


def read(text: str) -> tuple[Number, ...]:
    return find_numbers(find_words(text), load_number_words(), load_person_nouns())


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [(n.low, n.high) for n in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("٢٠ قتيلا", 20),
        ("1,300 أسرة", 1300),
        ("1.500 أسرة", 1500),
        ("١،٢٣٤،٥٦٧ نسمة", 1234567),
        ("1.5 مليون نازح", 1_500_000),
        ("46.421 ألف شخص", 46421),
        ("12 ألفا و500 جندي", 12500),
        ("ثلاث قذائف", 3),
        ("ثلاث مئة", 300),
        ("ثماني مئة وتسع وأربعون", 849),
        ("ثلاثمائة", 300),
        ("مئتا جندي", 200),
        ("مئتين وخمسين", 250),
        ("مئة وست نساء", 106),
        ("أحد عشر جنديا", 11),
        ("اثنتي عشرة امرأة", 12),
        ("ثلاثة عشر ألفا وخمسمئة", 13500),
        ("خمسة وعشرين جريحا", 25),
        ("ألف ومئة وأحد عشر", 1111),
        ("ألفا مقاتل", 2000),
        ("ألفي مقاتل", 2000),
        ("مليوني نازح", 2_000_000),
        ("نصف مليون نازح", 500_000),
        ("مليون ونصف المليون", 1_500_000),
        ("خمسة ملايين وثلاثمئة ألف", 5_300_000),
        ("مئة و خمسون", 150),
    ],
)
def test_finds_one_value(text: str, value: int) -> None:
    assert bounds(text) == [(value, value)]


@pytest.mark.parametrize(
    ("text", "low", "high", "cls"),
    [
        ("نحو 50 شخصا", 50, 50, "about"),
        ("ما يقارب ثلاثين", 30, 30, "about"),
        ("أكثر من مئتي قتيل", 200, None, "at_least"),
        ("أكثر من نحو 20", 20, None, "at_least"),
        ("ما لا يقل عن 12", 12, None, "at_least"),
        ("28 شخصا على الأقل", 28, None, "at_least"),
        ("يزيد على ألف", 1000, None, "at_least"),
        ("أقل من عشرة", 0, 10, "at_most"),
        ("لا يتجاوز 40", 0, 40, "at_most"),
        ("بين ثلاثة وخمسة أشخاص", 3, 5, "range"),
        ("بين 200 و300 ألف", 200_000, 300_000, "range"),
        ("من 10 إلى 20 صاروخا", 10, 20, "range"),
        ("3-5 قتلى", 3, 5, "range"),
        ("ثلاثة أو أربعة", 3, 4, "range"),
        ("العشرات", None, None, "vague"),
        ("عشرات الآلاف", None, None, "vague"),
        ("عدد من الجرحى", None, None, "vague"),
        ("50 في المئة", 50, 50, "percent"),
        ("الفرقة 26", 26, 26, "label"),
        ("شخصين", 2, 2, "dual"),
        ("والجنديان", 2, 2, "dual"),
        ("مدنيين اثنين", 2, 2, "dual"),
        ("أحد الجنود", 1, 1, "one_of"),
    ],
)
def test_finds_bounds_and_class(text: str, low: int | None, high: int | None, cls: str) -> None:
    assert [(n.low, n.high, n.cls) for n in read(text)] == [(low, high, cls)]


@pytest.mark.parametrize(
    "text",
    [
        "المرحلة الثالثة",
        "اليوم الثامن عشر",
        "كميات من الذخيرة",
        "من بعده",
        "يوم الاثنين",
        "قادة طالبان",
        "مدنيين",
        "من حمص إلى حماة",
        "",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert read(text) == ()


def test_keeps_two_counts_apart() -> None:
    assert bounds("20 قتيلا و30 جريحا") == [(20, 20), (30, 30)]
    assert bounds("عشرين وخمسة") == [(20, 20), (5, 5)]


def test_a_dual_that_describes_a_dual_counts_once() -> None:
    assert bounds("جنديان إسرائيليان") == [(2, 2)]


def test_person_nouns_tell_their_number() -> None:
    nouns = load_person_nouns().nouns
    assert (nouns["جندي"].number, nouns["جنديين"].number, nouns["جنود"].number) == ("singular", "dual", "plural")


UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["", "", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
HUNDREDS = ["", "مئة", "مئتين", *(unit.removesuffix("ة") + "مئة" for unit in UNITS[3:10])]


def write_below_hundred(value: int) -> str:
    if value <= 10:
        return UNITS[value]
    if value < 20:
        return ("أحد", "اثنا", *UNITS[3:10])[value - 11] + " عشر"
    return " و".join(part for part in (UNITS[value % 10], TENS[value // 10]) if part)


def write_below_thousand(value: int) -> str:
    parts = (HUNDREDS[value // 100], write_below_hundred(value % 100))
    return " و".join(part for part in parts if part)


def write_scale(count: int, one: str, two: str, many: str) -> str:
    if count <= 2:
        return ("", one, two)[count]
    return f"{write_below_thousand(count)} {many if 3 <= count % 100 <= 10 else one}"


def write_words(value: int) -> str:
    parts = (
        write_scale(value // 10**6, "مليون", "مليونين", "ملايين"),
        write_scale(value // 1000 % 1000, "ألف", "ألفين", "آلاف"),
        write_below_thousand(value % 1000),
    )
    return " و".join(part for part in parts if part)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_number_words_come_back(value: int) -> None:
    assert bounds(write_words(value)) == [(value, value)]


@given(st.integers(min_value=1, max_value=10**12))
def test_grouped_digits_come_back(value: int) -> None:
    assert parse_digits(f"{value:,}") == value
    assert parse_digits(str(value)) == value


@given(st.text(alphabet=st.sampled_from("أبتثمئةوعشرنلفي 0123456789.,-،"), max_size=40))
def test_any_text_gives_ordered_disjoint_numbers(text: str) -> None:
    found = read(text)
    assert all(n.first < n.last for n in found)
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(n.low is None or n.high is None or n.low <= n.high for n in found)


@pytest.mark.skipif(not GOLD.exists(), reason="shared gold is absent")
def test_shared_ranges() -> None:
    cases = json.loads(GOLD.read_text(encoding="utf-8-sig"))
    ends: list[bool] = []
    for case in cases:
        got = {str(end) for pair in bounds(case["Input"]) for end in pair}
        for result in case["Results"]:
            value = result["Resolution"].get("value", "")
            ends.append(all(end in got for end in value.strip("[]()").split(",") if end))
    assert sum(ends) / len(ends) >= 0.82
