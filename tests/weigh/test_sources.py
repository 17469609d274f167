"""Sources: names that are one, names that are not, and sources without a name."""

from __future__ import annotations

import pytest

from isnad.arabic.fold import folded
from isnad.weigh.sources import MEDIA, MEDIUM, NAMED, REPORTER, UNNAMED, Source, are_kin, find_first_said, find_source
from tests.weigh.happenings import register


def _source(name: str) -> Source:
    return find_source(name if name in register().kinds else folded(name), register())


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("مصدر أمني", UNNAMED),
        ("المصادر الطبية", UNNAMED),
        ("شهود عيان", UNNAMED),
        ("مسؤول محلي", UNNAMED),
        ("وسائل إعلام محلية", MEDIA),
        ("مراسلنا", REPORTER),
        ("reuters", MEDIUM),
        ("وكالة الأناضول", MEDIUM),
        ("متحدث باسم الشرطة", NAMED),
        ("مصدر في وزارة الدفاع", NAMED),
        ("المسؤول المحلي أحمد الخطيب", NAMED),
        ("sohr", NAMED),
    ],
)
def test_what_speaks(name: str, sort: str) -> None:
    assert _source(name).sort == sort


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("المتحدث باسم المرصد السوري لحقوق الإنسان", "sohr", True),
        ("sy-rami-abdulrahman", "عبد الرحمن", True),
        ("الرائد زيد القحطاني الناطق الإعلامي للشرطة", "الناطق الإعلامي زيد القحطاني", True),
        ("وزير الداخلية", "وزارة الداخلية", True),
        ("وزارة الداخلية", "وزارة الدفاع", False),
        ("sohr", "sy-civil-defence", False),
        ("الشرطة العراقية", "الجيش العراقي", False),
    ],
)
def test_which_names_are_one_source(one: str, other: str, expected: bool) -> None:
    assert are_kin(_source(one), _source(other), register()) is expected
    assert are_kin(_source(other), _source(one), register()) is expected


def test_a_named_source_answers_for_one_without_a_name() -> None:
    said = find_first_said((folded("مصادر محلية"), "sohr"), register())
    assert said is not None
    assert said.key == "sohr"


def test_who_spoke_to_a_medium_said_it() -> None:
    said = find_first_said((folded("وزير الخارجية"), "reuters"), register())
    assert said is not None
    assert said.sort == NAMED
