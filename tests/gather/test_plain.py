"""Plain text: the day by its date line, the option where it has none, notes, refusals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes, parse_path
from isnad.gather.parse.plain import parse_plain
from isnad.model import Article
from isnad.model import SectionKind as Kind

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "seed" / "homs-2024-12-06.txt"
DAY = date(2024, 12, 6)


def parsed(text: str, options: ParseOptions | None = None) -> Article:
    (article,) = parse_bytes(text.encode(), "khayal.txt", options or ParseOptions())
    assert isinstance(article, Article)
    return article


def test_title_and_day_come_from_the_page(page: str) -> None:
    article = parse_plain(page, "reports/khayal.txt")
    assert (article.article_id, article.title, article.published) == ("khayal", page.split("\n")[0], DAY)
    assert article.text == page
    assert article.notes == ()


def test_the_day_given_serves_where_the_page_has_none(page: str, body: str) -> None:
    given = ParseOptions(published=date(2020, 1, 1))
    assert parsed(body, given).published == date(2020, 1, 1)
    assert parsed(body).published is None
    article = parsed(page, given)
    assert article.published == DAY
    assert "2020-01-01, was not used" in article.notes[0]


def test_the_day_of_a_photo_or_of_an_event_is_not_the_reports(body: str) -> None:
    assert parsed(f"قصف الخيال\n\nدخان، 5 ديسمبر 2024 (رويترز)\n\n{body}").published is None
    assert parsed(f"{body}\n\nوكانت البلدة قد قصفت في 5 ديسمبر 2023 وقتل فيها عشرة.").published is None


def test_publication_goes_before_update(body: str) -> None:
    assert parsed(f"قصف الخيال\n\nآخر تحديث: 8/12/2024 - نشر في: 6/12/2024\n\n{body}").published == DAY
    assert parsed(f"قصف الخيال\n\nنشر في: 6/12/2024 آخر تحديث: 8/12/2024\n\n{body}").published == DAY
    assert parsed(f"قصف الخيال\n\nآخر تحديث: 8/12/2024\n\nنشر في: 6/12/2024\n\n{body}").published == DAY
    assert parsed(f"قصف الخيال\n\nآخر تحديث: 8/12/2024\n\n{body}").published == date(2024, 12, 8)


def test_a_hijri_day_is_converted_with_a_note(body: str) -> None:
    article = parsed(f"قصف الخيال\n\nالسبت 5 جمادى الآخرة 1446 هـ\n\n{body}")
    assert article.published == DAY
    assert "Hijri date 1446-06-05" in article.notes[0]


def test_a_day_to_come_is_kept_with_a_note(body: str) -> None:
    text = f"قصف الخيال\n\n6 ديسمبر 2025\n\n{body}"
    article = parsed(text, ParseOptions(today=date(2024, 12, 7)))
    assert article.published == date(2025, 12, 6)
    assert "lies after today, 2024-12-07" in article.notes[0]
    assert parsed(text, ParseOptions(today=date(2025, 12, 5))).notes == ()


def test_title_and_outlet_may_be_given(body: str) -> None:
    article = parse_plain(body, "text", title="قصف الخيال", outlet="مرآة الوهم", published=DAY)
    assert (article.title, article.outlet, article.published) == ("قصف الخيال", "مرآة الوهم", DAY)
    assert article.article_id == "text"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200f\n", "plain English.", "12/12/2024"])
def test_refuses_what_has_nothing_to_read(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_plain(text, "a.txt")
    assert caught.value.where == "a.txt"
    assert "\n" not in str(caught.value)


def test_controls_of_direction_and_long_lines_of_tatweel_stay(body: str) -> None:
    text = f"\u202b{body}\u202c\n\u200f\nقصـ{'ـ' * 5000}ـف"
    article = parsed(text)
    assert article.text == text
    assert {section.kind for section in article.sections} <= set(Kind)


def test_lone_surrogates_are_replaced_one_for_one(body: str) -> None:
    article = parse_plain(f"{body} \ud83d", "text")
    assert article.text == f"{body} \ufffd"
    assert "surrogates" in article.notes[0]


def test_the_sample_page_is_typed_as_a_person_types_it() -> None:
    if not SEED.exists():
        pytest.skip("the sample report is not beside the project")
    (article,) = parse_path(SEED, ParseOptions(published=date(2020, 1, 1)))
    assert isinstance(article, Article)
    assert article.published == DAY
    kinds = [section.kind for section in article.sections]
    assert kinds == [
        Kind.TITLE, Kind.DATE_LINE, Kind.CAPTION, Kind.CONTROL, Kind.SUMMARY, *[Kind.PULL_QUOTE] * 3, Kind.BODY,
        *[Kind.HEADING, Kind.BODY] * 3, Kind.CONTRIBUTORS,
    ]  # fmt: skip
