"""Movements: sentences of our own, read and put into IDMC's terms."""

from __future__ import annotations

import pytest

import isnad
from isnad.knowledge import load_knowledge
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.flow_terms import FlowTerms, find_bounds, find_flow_terms
from isnad.weigh.movements import Movement, find_movement
from isnad.weigh.movers import NO_GOAL, NO_PEOPLE, ONE_PERSON, OTHER_SENSE, VICTIMS, WANTED


@pytest.fixture(scope="module")
def terms() -> FlowTerms:
    return find_flow_terms(load_knowledge())


def accounts(text: str) -> list[Account]:
    read = isnad.read(text, published="2024-12-06")
    return [
        find_account(claim, read.article, article_id="a", received="2024-12-06", common=frozenset()) for claim in read
    ]


def told(text: str, terms: FlowTerms) -> list[Movement | str]:
    found = accounts(text)
    return [find_movement(one, found, terms) for one in found if one.type in ("displacement", "return")]


SAID = [
    ("نزح آلاف المدنيين من مدينة الفلوجة إلى بغداد.", "displaced", "flow", ("person", 2000, 9999)),
    ("نزحت 300 عائلة من بلدة خان شيخون إلى إدلب.", "displaced", "flow", ("household", 300, 300)),
    ("أجلت طواقم الدفاع المدني عشرات العائلات من حي السكري.", "evacuated", "flow", ("household", 20, 99)),
    ("فر أكثر من 500 شخص من القتال في مدينة الفاشر.", "forced_to_flee", "flow", ("person", 500, None)),
    ("أجبر القصف مئات الأسر على النزوح من خان يونس.", "forced_to_flee", "flow", ("household", 200, 999)),
    ("عادت 200 أسرة نازحة إلى منازلها في القصير.", "returned", "flow", ("household", 200, 200)),
    ("عاد عشرات آلاف النازحين إلى بلداتهم في جنوب لبنان.", "returned", "flow", ("person", 20000, 99999)),
    ("ما زال 1200 نازح في مدينة إدلب.", "displaced", "stock", ("person", 1200, 1200)),
    ("تؤوي المدرسة 1200 نازح في مدينة إدلب.", "sheltered", "stock", ("person", 1200, 1200)),
    ("يعيش 1200 نازح في مخيمات إدلب.", "sheltered", "stock", ("person", 1200, 1200)),
]


@pytest.mark.parametrize(("text", "category", "kind", "figure"), SAID)
def test_is_told_in_the_terms_of_the_field(
    text: str, category: str, kind: str, figure: tuple[str, int, int | None], terms: FlowTerms
) -> None:
    (movement,) = told(text, terms)
    assert isinstance(movement, Movement)
    assert movement.figure is not None
    assert (movement.category, movement.kind) == (category, kind)
    assert (movement.figure.unit, movement.figure.low, movement.figure.high) == figure
    assert movement.figure.words in text


def test_worded_figures_are_marked(terms: FlowTerms) -> None:
    worded, counted = (told(text, terms)[0] for text, *_ in SAID[:2])
    assert isinstance(worded, Movement)
    assert isinstance(counted, Movement)
    assert worded.figure is not None
    assert worded.figure.is_worded
    assert counted.figure is not None
    assert not counted.figure.is_worded


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("أخلت فرق الإسعاف المصابين من موقع الانفجار إلى المستشفى.", "moves patients"),
        ("فر عشرات المقاتلين من بلدة سرمين.", "moves fighters"),
    ],
)
def test_others_who_move_are_left_out_with_the_reason(text: str, reason: str, terms: FlowTerms) -> None:
    assert set(told(text, terms)) <= {reason}


def test_what_made_people_move_is_the_claim_of_the_same_words(terms: FlowTerms) -> None:
    (movement,) = told("قصفت الطائرات بلدة كفرنبل، ما أدى إلى نزوح مئات العائلات.", terms)
    assert isinstance(movement, Movement)
    assert {cause.type for cause in movement.causes} <= {"air_strike", "shelling"}
    assert all(cause.claim_id for cause in movement.causes)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("عشرات العائلات", (20, 99)),
        ("عشرات الالاف من المدنيين", (20000, 99999)),
        ("وميات الاسر", (200, 999)),
        ("بعض السكان", None),
    ],
)
def test_bounds_of_worded_figures(words: str, bounds: tuple[int, int] | None, terms: FlowTerms) -> None:
    assert find_bounds(words, terms) == bounds


def test_the_ladder_of_worded_figures_has_no_gap(terms: FlowTerms) -> None:
    """What is more than one word's bounds begins the next: tens, hundreds, thousands."""
    ladder = [terms.bounds[word] for word in ("عشرات", "ميات", "الاف", "عشرات الالاف", "ميات الالاف", "ملايين")]
    assert all(low == 2 * 10**n and high == 10 ** (n + 1) - 1 for n, (low, high) in enumerate(ladder, start=1))


def test_reasons_are_told_apart() -> None:
    assert len({NO_GOAL, NO_PEOPLE, OTHER_SENSE, VICTIMS, WANTED}) == 5


NO_DISPLACEMENT = [
    ("طردت الشركة 300 شخص من العمل في مدينة حلب.", OTHER_SENSE),
    ("أخرج المسعفون شخصا من المنزل في مدينة حلب.", ONE_PERSON),
    ("هرب الشخص المتسبب في الحادث من مدينة حلب.", ONE_PERSON),
    ("طرد السكان من بيوتهم سيكون خطأ كبيرا في حلب.", WANTED),
    ("اتفق الوزراء على عودة النازحين إلى حلب.", WANTED),
]


@pytest.mark.parametrize(("text", "reason"), NO_DISPLACEMENT)
def test_general_news_is_left_out_with_its_reason(text: str, reason: str, terms: FlowTerms) -> None:
    assert told(text, terms) == [reason]


def test_a_number_makes_many_of_a_noun_in_the_singular(terms: FlowTerms) -> None:
    (many,) = told("أجلت السلطات 900 شخص عن بيوتهم في حلب.", terms)
    assert isinstance(many, Movement)
