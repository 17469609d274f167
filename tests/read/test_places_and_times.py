"""Places and times of events: which of those that an article names belongs to which event."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.knowledge import load_knowledge
from isnad.model import Article
from isnad.read.reader import Reader
from isnad.read.resolve.place_words import looks_adjective
from isnad.show.rows import article_row

PUBLISHED = date(2016, 5, 12)  # a Thursday


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader with the packaged knowledge."""
    return Reader(load_knowledge())


def read(reader: Reader, text: str) -> list[dict[str, object]]:
    """Claims of a report of one text in the codebook's form."""
    article = Article("x", text, (), published=PUBLISHED)
    return list(article_row(article, reader.read(article))["claims"])


def places(claim: dict[str, object]) -> list[tuple[str, str]]:
    """Names and roles of a claim's places."""
    return [(place["text"], place["role"]) for place in claim["places"]]  # type: ignore[attr-defined]


def test_the_place_and_not_what_it_lies_in(reader: Reader) -> None:
    claims = read(reader, "قصفت قوات النظام بلدة سراقب في ريف إدلب أمس الأربعاء.")
    assert places(claims[0]) == [("سراقب", "where")]
    assert claims[0]["date"] == "2016-05-11"


def test_all_places_of_a_list(reader: Reader) -> None:
    claims = read(reader, "اندلعت اشتباكات عنيفة بين الجيش ومسلحين في الرمادي والفلوجة وهيت.")
    assert [name.removeprefix("و") for name, _ in places(claims[0])] == ["الرمادي", "الفلوجة", "هيت"]


def test_a_name_that_no_gazetteer_knows(reader: Reader) -> None:
    claims = read(reader, 'قتل خمسة مدنيين في انفجار عبوة ناسفة في بلدة "كرزونة" شمال الموصل.')
    assert places(claims[0]) == [("كرزونة", "where")]


def test_a_kind_word_stands_for_the_place_named_before(reader: Reader) -> None:
    text = "سيطر الجيش على مدينة تدمر يوم الأحد.\nوقصفت طائرات روسية المدينة اليوم الخميس."
    attack = next(claim for claim in read(reader, text) if claim["type"] == "air_strike")
    assert places(attack) == [("تدمر", "where")]
    assert attack["date"] == "2016-05-12"


def test_a_dateline_is_no_place_of_an_event(reader: Reader) -> None:
    claims = read(reader, "دبي (CNN) -- قتل ستة أشخاص في انفجار سيارة مفخخة في كركوك.")
    assert all("دبي" not in name for claim in claims for name, _ in places(claim))


@pytest.mark.parametrize(("form", "expected"), [("الشماليه", True), ("حمص", False), ("الرقه", False)])
def test_adjectives_are_told_from_names(form: str, expected: bool) -> None:
    assert looks_adjective(form) is expected


def test_a_dual_stands_for_both_places_named_before(reader: Reader) -> None:
    text = "انسحب المقاتلون من سراقب وبنش يوم الأحد.\nوقصفت طائرات روسية المدينتين اليوم الخميس."
    attack = next(claim for claim in read(reader, text) if claim["type"] == "air_strike")
    assert [(name.removeprefix("و"), role) for name, role in places(attack)] == [("سراقب", "where"), ("بنش", "where")]


def test_a_hold_since_a_day_was_taken_on_it(reader: Reader) -> None:
    claims = read(reader, "يسيطر التنظيم على مدينة الرقة منذ يناير 2014.")
    assert [claim["date"] for claim in claims if claim["type"] == "territory_gain"] == ["2014-01"]
