"""Credits where reports have them: bylines, datelines and ends, and what only looks like one."""

from __future__ import annotations

import pytest

from isnad.gather.parse.jsonl import parse_record
from isnad.weigh.credits import find_credits
from tests.weigh.happenings import register

_BODY = "انفجرت عبوة ناسفة في سوق المدينة صباح اليوم وأصيب ثلاثة من الباعة بجروح طفيفة"


def _credits(text: str, byline: str | None = None) -> list[str]:
    article = parse_record({"doc_id": "x", "text": text, "author": byline}, "x")
    return [credit.agency or credit.sort for credit in find_credits(article, register())]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("الرياض - واس", ["sa-spa"]),
        ("دمشق: رويترز", ["reuters"]),
        ("لندن – د ب أ", ["dpa"]),
        ("القاهرة د ب أ", ["dpa"]),
        ("\u00a0واس (جدة)", ["sa-spa"]),
        ("&nbsp;أ. ف. ب (باريس)", ["afp"]),
        ("واشنطن ـ أ ف ب، رويترز", ["afp", "reuters"]),
        ("نبض الميناء - وكالات :", ["pool"]),
        ("متابعة - نبض الميناء", ["pool"]),
        ("أحمد فارس - حمص", []),
        ("فارس الوائلي (صنعاء)", []),
        (None, []),
    ],
)
def test_bylines(byline: str | None, expected: list[str]) -> None:
    assert _credits(_BODY + ".", byline) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"دمشق - رويترز: {_BODY}.", ["reuters"]),
        (f"بغداد (أ ف ب) - {_BODY}.", ["afp"]),
        (f"الرياض – واس\n{_BODY}.", ["sa-spa"]),
        (f"جدة 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\n{_BODY}.", ["sa-spa"]),
        (f"{_BODY}.\n(رويترز)", ["reuters"]),
        (f"{_BODY}. (أ. ف. ب)", ["afp"]),
        (f"{_BODY}. «الفرنسية»", ["afp"]),
        (f"{_BODY}.\nالمصدر: وكالات", ["pool"]),
        (f"{_BODY}.\nنقلا عن رويترز", ["reuters"]),
        (f"{_BODY}، حسب «رويترز».", []),
        (f"ذكرت وكالة الأنباء (واس) أنه {_BODY}.", []),
        (f"{_BODY}. وقتل أحمد، سعيد، فارس.", []),
    ],
)
def test_datelines_and_ends(text: str, expected: list[str]) -> None:
    assert _credits(text) == expected


def test_a_credit_in_the_text_has_its_span() -> None:
    article = parse_record({"doc_id": "x", "text": f"دمشق - رويترز: {_BODY}."}, "x")
    (credit,) = find_credits(article, register())
    assert credit.span is not None
    assert credit.span.of(article.text) == credit.words == "رويترز"
