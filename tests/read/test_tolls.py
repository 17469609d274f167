"""How many were killed and injured, told of their cause: lists add up, parts and totals of other times do not."""

from __future__ import annotations

import pytest

import isnad

_Range = list[int | None] | None

_TOLD: tuple[tuple[str, str, _Range, _Range], ...] = (
    ("أدى القصف إلى مقتل ثلاثة أشخاص وإصابة ثمانية آخرين.", "shelling", [3, 3], [8, 8]),
    ("أسفر قصف مدفعي على مدينة دوما أمس عن 5 قتلى و12 جريحا.", "shelling", [5, 5], [12, 12]),
    ("قتل ضابط وثلاثة جنود في انفجار عبوة ناسفة.", "explosion", [4, 4], None),
    (
        "أسفرت معارك في مدينة حلب أمس عن مقتل 40 عنصرا من التنظيم، إلى جانب 15 من قوات الأمن.",
        "armed_clash",
        [55, 55],
        None,
    ),
    ("إن ثمانية أشخاص على الأقل، بينهم طفلان وامرأة، قتلوا في غارة جوية.", "air_strike", [8, None], None),
    ("قتل 20 شخصا بينهم ستة شرطيين عندما انفجرت سيارة مفخخة.", "explosion", [20, 20], None),
    ("أودى انفجار في مدينة كابول أمس بحياة 32 شخصا.", "explosion", [32, 32], None),
    ("ارتفعت حصيلة القتلى إلى 11 شخصا في الغارات.", "air_strike", [11, 11], None),
    ("إن رجلا قتل وأصيب آخر في غارة جوية على المدينة.", "air_strike", [1, 1], [1, 1]),
    ("قصف الجيش القرية دون وقوع إصابات.", "shelling", [0, 0], [0, 0]),
    ("قتل 21 مسلحا في اشتباكات في مدينة تعز أمس، كما جرح 14 من الجنود.", "armed_clash", [21, 21], [14, 14]),
    ("قصف الجيش مدينة إدلب أمس ما أدى إلى مقتل عدد من المدنيين.", "shelling", None, None),
)


@pytest.mark.parametrize(("text", "kind", "fatalities", "injured"), _TOLD)
def test_a_toll_belongs_to_its_cause(text: str, kind: str, fatalities: _Range, injured: _Range) -> None:
    rows = isnad.read(text, published="2024-12-06").rows()
    told = [(row["fatalities"], row["injured"]) for row in rows if row["type"] == kind]
    assert told == [(fatalities, injured)]


@pytest.mark.parametrize("verb", ["أصيب", "قتل"])
def test_a_passive_with_its_victim_alone_is_no_deed_of_the_victim(verb: str) -> None:
    rows = isnad.read(f"{verb} شاب برصاص مسلحين في مدينة نابلس.", published="2024-12-06").rows()
    assert [row["type"] for row in rows] == ["armed_attack"]
    assert "شاب" in rows[0]["target"]
