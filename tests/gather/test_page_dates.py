"""Dates of pages: tables of cases. Nothing is ever guessed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.arabic.hijri import find_hijri_day
from isnad.gather.parse.page_dates import choose_page_date, find_field_date, find_page_dates

DAY = date(2024, 12, 6)


@pytest.mark.parametrize(
    "text",
    [
        "06 ديسمبر 2024",
        "الجمعة 6 كانون الأول 2024",
        "6 كانون الأول/ديسمبر 2024",
        "6 ديسمبر / كانون الأول 2024",
        "6 كانون الأول (ديسمبر) 2024",
        "6 دجنبر 2024",
        "٠٦ ديسمبر ٢٠٢٤",
        "ديسمبر 6، 2024",
        "6 من شهر كانون الأول من عام 2024",
        "6/12/2024",
        "٦/١٢/٢٠٢٤ - ١٤:٣٠",
        "06-12-2024",
        "06.12.2024",
        "2024-12-06",
        "2024/12/06",
        "نشر في 6-ديسمبر-2024م الساعة 14:30 بتوقيت غرينتش",
        "4 جمادى الآخرة 1446 هـ الموافق 6 ديسمبر 2024 م",
    ],
)
def test_reads_the_day_of_a_date_line(text: str) -> None:
    found = choose_page_date(text)
    assert found is not None
    assert found.day == DAY
    assert found.hijri is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8 فيفري 2019", date(2019, 2, 8)),
        ("13 أوت 2021", date(2021, 8, 13)),
        ("3 جويلية 2020", date(2020, 7, 3)),
        ("1 غشت 2022", date(2022, 8, 1)),
        ("25 نيسان/أبريل 2018", date(2018, 4, 25)),
        ("13/25/2024", None),
        ("12/25/2024", date(2024, 12, 25)),
        ("31 شباط 2024", None),
        ("6 ديسمبر", None),
        ("ديسمبر 2024", None),
        ("17/06/09", None),
        ("2024", None),
        ("1/2/2024/5", None),
        ("6 ديسمبر/آذار 2024", None),
        ("6 ديسمبر 20245", None),
        ("6 ديسمبرية 2024", None),
        ("", None),
    ],
)
def test_reads_full_dates_only(text: str, day: date | None) -> None:
    found = choose_page_date(text)
    assert (found.day if found else None) == day


def test_a_hijri_date_is_converted_and_says_so() -> None:
    found = choose_page_date("السبت 4 جمادى الآخرة 1446")
    assert found is not None
    assert (found.day, found.hijri) == (date(2024, 12, 5), "1446-06-04")
    assert find_hijri_day(1446, 6, 31) is None


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("2024-12-06T23:30:00+03:00", DAY),
        ("2024-12-06T00:10:00Z", DAY),
        ("2024-12-06 10:00", DAY),
        ("20241206", DAY),
        ("Fri, 06 Dec 2024 10:00:00 GMT", DAY),
        ("1446-06-04", date(2024, 12, 5)),
        ("2024-12", None),
        ("0001-01-01", None),
        ("1733443200", None),
        ("yesterday", None),
        ("99999999", None),
    ],
)
def test_reads_fields(field: str, day: date | None) -> None:
    found = find_field_date(field)
    assert (found.day if found else None) == day


@given(st.text(max_size=80) | st.text(alphabet="0123456789/-. ٠٦ديسمبرأوت", max_size=60))
def test_any_text_gives_ordered_dates(text: str) -> None:
    found = find_page_dates(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    find_field_date(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_reads_what_it_writes(day: date) -> None:
    for text in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day.year}"):
        found = choose_page_date(text)
        assert found is not None
        assert found.day == day
