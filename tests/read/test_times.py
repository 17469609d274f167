"""Times: tables of cases against one report date, laws, and shared gold where it is present."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.arabic.words import find_words
from isnad.knowledge.times import load_time_words
from isnad.read.mentions.times import Time, find_times

PUBLISHED = date(2015, 7, 23)  # a Thursday
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DEV = SHARED / "eval/dev/tune.gold.jsonl"
HIJRI = SHARED / "data/gold/hijri_gregorian_pairs.csv"
NEWS = SHARED / "data/gold/timex3_ar_news_half.jsonl"
MONTHS = ["يناير", "شباط", "مارس/آذار", "نيسان (أبريل)", "ماي", "حزيران", "جويلية", "آب", "أيلول/سبتمبر",
          "تشرين الأول", "نونبر", "كانون الأول/ديسمبر"]  # fmt: skip


def read(text: str, published: date | None = PUBLISHED) -> tuple[Time, ...]:
    return find_times(find_words(text), published, load_time_words())


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("مساء أمس الأربعاء", "2015-07-22"),
        ("فجر اليوم الخميس", "2015-07-23"),
        ("وبالأمس", "2015-07-22"),
        ("أول من أمس", "2015-07-21"),
        ("أمس الأول", "2015-07-21"),
        ("غداً", "2015-07-24"),
        ("الخميس", "2015-07-23"),
        ("الخميس الماضي", "2015-07-16"),
        ("الاثنين الماضي", "2015-07-20"),
        ("يوم السبت المقبل", "2015-07-25"),
        ("الليلة الماضية", "2015-07-22"),
        ("بعد منتصف ليل الأربعاء - الخميس", "2015-07-23"),
        ("الـ27 من الشهر الماضي", "2015-06-27"),
        ("السابع من الشهر الجاري", "2015-07-07"),
        ("الثالث من مايو/أيار الجاري", "2015-05-03"),
        ("15 مارس", "2015-03-15"),
        ("20 كانون الأول", "2014-12-20"),
        ("في 15 مارس/آذار 2011", "2011-03-15"),
        ("الخميس، 5 ديسمبر 2024", "2024-12-05"),
        ("10 حزيران/يونيو من العام الماضي", "2014-06-10"),
        ("حزيران (يونيو) العام الماضي", "2014-06"),
        ("24/11/2014", "2014-11-24"),
        ("2024-12-05", "2024-12-05"),
        ("1436/10/5هـ", "2015-07-21"),
        ("12 شوال 1436", "2015-07-28"),
        ("9 شوال 1436 هـ، الموافق 25 يوليو 2015", "2015-07-25"),
        ("بين 3 و5 مايو", "2015-05-03/2015-05-05"),
        ("من 3 إلى 5 مايو", "2015-05-03/2015-05-05"),
        ("بين الأحد والثلاثاء", "2015-07-19/2015-07-21"),
        ("من يناير إلى أبريل", "2015-01/2015-04"),
        ("خلال الأيام الثلاثة الماضية", "2015-07-20/2015-07-23"),
        ("خلال اليومين الماضيين", "2015-07-21/2015-07-22"),
        ("خلال الساعات الـ24 الماضية", "2015-07-22/2015-07-23"),
        ("قبل يومين", "2015-07-21"),
        ("قبل ثلاثة أشهر", "2015-04"),
        ("منذ ثلاثة أيام", "2015-07-20/2015-07-23"),
        ("منذ شهر أبريل الماضي", "2015-04/2015-07"),
        ("منذ 2013", "2013/2015"),
        ("منذ 7 تشرين الأول", "2014-10-07/2015-07-23"),
        ("منذ بداية الشهر الجاري", "2015-07-01/2015-07-23"),
        ("الأسبوع الماضي", "2015-07-12/2015-07-18"),
        ("هذا الأسبوع", "2015-07-19/2015-07-23"),
        ("الشهر الماضي", "2015-06"),
        ("العام الماضي", "2014"),
        ("عام 2012", "2012"),
        ("بين عامي 2011 و2013", "2011/2013"),
        ("أواخر أبريل", "2015-04"),
        ("صيف 2012", "2012"),
    ],
)
def test_resolves_against_the_report(text: str, edtf: str) -> None:
    assert [time.edtf for time in read(text)] == [edtf]


@pytest.mark.parametrize("text", ["أمس", "الخميس", "15 مارس", "الشهر الماضي", "منذ ثلاثة أيام", "قبل يومين"])
def test_says_nothing_without_a_report_date(text: str) -> None:
    assert [time.edtf for time in read(text, None)] == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("منذ أسابيع", "duration"), ("ثلاثة أيام", "duration"), ("الساعة 10 مساء", "point"), ("يوميا", "set"),
     ("خلال الأيام القليلة الماضية", "duration"), ("قبل يومين من الهجوم", "duration")],
)  # fmt: skip
def test_gives_no_date_where_the_words_give_none(text: str, kind: str) -> None:
    assert [(time.edtf, time.kind) for time in read(text)] == [(None, kind)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("بعد يومين من الهجوم", "2015-07-21"), ("انفجرت قنبلة أمس بعد ثلاثة أيام على هجوم مماثل", "2015-07-19")],
)
def test_counts_back_from_the_day_told_last(text: str, edtf: str) -> None:
    assert [time.edtf for time in read(text) if time.kind == "anchored"] == [edtf]


@pytest.mark.parametrize(
    "text",
    ["ثورة 17 تشرين", "قوات 26 سبتمبر", "صلاة الجمعة", "اليوم التالي", "اليوم الأول", "باب المدينة",
     "الأمين العام", "بأمس الحاجة", "الفرقة 26", "مارس ضغوطا", ""],
)  # fmt: skip
def test_finds_no_time(text: str) -> None:
    assert read(text) == ()


def test_a_weekday_outweighs_the_reports_own_date() -> None:
    assert [time.edtf for time in read("أمس الثلاثاء")] == ["2015-07-21"]


def test_grain_of_a_part_of_a_day() -> None:
    assert read("فجر الجمعة")[0].grain == "part"


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_written_dates_come_back(day: date) -> None:
    text = f"في {day.day} {MONTHS[day.month - 1]} {day.year}"
    assert [time.edtf for time in read(text, None)] == [day.isoformat()]


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 364))
def test_a_day_without_year_is_the_latest_not_after_the_report(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        found = read(f"يوم {day.day} {MONTHS[day.month - 1]}", published)
        assert [time.edtf for time in found] == [day.isoformat()]


@given(st.text(alphabet=st.sampled_from("اليومأسبعشرهقجخندكت 0123456789/-:،"), max_size=40))
def test_any_text_gives_ordered_disjoint_times(text: str) -> None:
    found = read(text)
    assert all(time.first < time.last for time in found)
    assert all(a.last <= b.first for a, b in pairwise(found))


@pytest.mark.skipif(not DEV.exists(), reason="shared gold is absent")
def test_shared_event_dates() -> None:
    right = total = 0
    for line in DEV.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        published = date.fromisoformat(report["published"]) if report["published"] else None
        for event in report["events"]:
            said = [time.edtf for time in read(event["evidence"], published) if time.edtf]
            if len(said) == 1 and event.get("date"):
                total += 1
                right += event["date"] == said[0] or bool({event["date"], said[0]} & _ends(event["date"], said[0]))
    assert right / total >= 0.90


def _ends(gold: str, said: str) -> set[str]:
    """The ends of the one of two dates that is a span, when the other is a point."""
    if ("/" in gold) == ("/" in said):
        return set()
    return set((gold if "/" in gold else said).split("/"))


def _first(text: str) -> str:
    found = read(text)
    return (found[0].edtf or "") if found else ""


@pytest.mark.skipif(not HIJRI.exists(), reason="shared gold is absent")
def test_shared_hijri_pairs() -> None:
    right = total = 0
    for row in csv.DictReader(HIJRI.read_text(encoding="utf-8").splitlines()):
        if not (row["h_year"] and row["g_year"]):
            continue
        total += 1
        hijri, gregorian = _first(f"{row['h_day']} {row['h_month']} {row['h_year']}"), _first(row["match"])
        if len(hijri) == len(gregorian) == 10:
            right += abs((date.fromisoformat(hijri) - date.fromisoformat(gregorian)).days) <= 1
    assert right / total >= 0.98


@pytest.mark.skipif(not NEWS.exists(), reason="shared gold is absent")
def test_shared_time_expressions() -> None:
    hit = total = 0
    for line in NEWS.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        words = find_words(report["text"])
        spans = [(words[t.first].start, words[t.last - 1].end) for t in read(report["text"])]
        for gold in report["timex"]:
            if gold["type"] != "SET" and not gold["value"].endswith("REF"):
                total += 1
                hit += any(start < gold["end"] and gold["start"] < end for start, end in spans)
    assert hit / total >= 0.70
