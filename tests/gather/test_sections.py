"""Sections: a page with all its furniture, and cases that must not be taken for furniture."""

from __future__ import annotations

import pytest

from isnad.gather.parse.furniture import load_furniture
from isnad.gather.parse.lines import find_lines
from isnad.gather.parse.sections import find_sections
from isnad.model import SectionKind as Kind

BODY = "قصفت المدفعية سوق بلدة الخيال يوم الخميس، ما أدى إلى مقتل أربعة من الباعة."
MORE = "وقال شهود من البلدة إن العائلات غادرت منازلها ليلاً نحو بلدة الوهم المجاورة."


def sections(text: str, title: str | None = None) -> list[tuple[Kind, str]]:
    found = find_sections(find_lines(text), load_furniture(), title=title)
    return [(section.kind, section.span.of(text)) for section in found]


def kinds(text: str, title: str | None = None) -> list[Kind]:
    return [kind for kind, _ in sections(text, title)]


def kind_at(text: str, words: str, title: str | None = None) -> Kind:
    return next(kind for kind, part in sections(text, title) if words in part)


def test_types_every_part_of_a_page(page: str) -> None:
    assert kinds(page) == [
        Kind.TITLE, Kind.DATE_LINE, Kind.CAPTION, Kind.CONTROL, Kind.SUMMARY, Kind.PULL_QUOTE, Kind.BODY,
        Kind.RELATED, Kind.HEADING, Kind.BODY, Kind.CONTRIBUTORS,
    ]  # fmt: skip


def test_types_a_page_alike_without_blank_lines(page: str) -> None:
    assert kinds(page.replace("\n\n", "\n")) == kinds(page)


def test_types_a_page_alike_with_other_line_ends(page: str) -> None:
    assert kinds(page.replace("\n", "\r\n")) == kinds(page)


@pytest.mark.parametrize("text", [BODY, "قصف حمص", "قصفت الطائرات حمص", "بيان (رويترز)", "6 ديسمبر 2024 حمص", "- قصف"])
def test_a_line_alone_is_read(text: str) -> None:
    assert kinds(text) == [Kind.BODY]


def test_two_short_lines_without_a_blank_line_are_no_title_and_report() -> None:
    assert kinds("قصفت الطائرات مدينة الخيال\nوقتل ثلاثة مدنيين.") == [Kind.BODY]


def test_lines_without_stops_are_all_read() -> None:
    assert kinds("قصف على الخيال\n\nنزوح من الوهم\n\nهدنة في السراب") == [Kind.BODY]


def test_a_first_line_is_no_title_where_the_title_is_known() -> None:
    assert kinds(f"قصف سوق الخيال\n{BODY}", title="هدنة في السراب") == [Kind.HEADING, Kind.BODY]


def test_the_known_title_is_recognised_in_the_text() -> None:
    assert kinds(f"قصف سوقِ الخيال\n{BODY}", title="قصف سوق الخيال") == [Kind.TITLE, Kind.BODY]


@pytest.mark.parametrize(
    "line",
    ["+ الخط -", "شارك", "0 تعليق", "// انتهى //", "...المزيد", "**", "استمع إلى الخبر 02:15", "مدة القراءة: 3 دقائق"],
)
def test_controls(line: str) -> None:
    assert kind_at(f"{BODY}\n{line}\n{MORE}", line) in (Kind.CONTROL, Kind.DATE_LINE)


def test_related_links_may_stand_between_paragraphs() -> None:
    links = "روابط ذات علاقة\nالسراب: مقتل شخصين بانفجار\nهل تصمد هدنة الوهم؟"
    assert sections(f"{BODY}\n{links}\n{MORE}", title="") == [
        (Kind.BODY, BODY),
        (Kind.RELATED, links),
        (Kind.BODY, MORE),
    ]


def test_headlines_after_the_last_paragraph_are_related_links() -> None:
    text = f"قصف الخيال\n\n{BODY}\n\n{MORE}\n\nوفد أممي يزور السراب\n\nمعرض للكتاب في الوهم"
    assert kinds(text) == [Kind.TITLE, Kind.BODY, Kind.RELATED]


def test_a_read_more_line_takes_no_heading_with_it() -> None:
    assert kind_at(f"{BODY}\nاقرأ أيضا: قصف السراب\nهدنة قصيرة\n{MORE}", "هدنة قصيرة") == Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "دخان فوق الخيال، 5 ديسمبر 2024 (الأناضول)",
        "جنود عند حاجز الوهم [أ ف ب]",
        "سوق الخيال (أرشيفية)",
        "تصوير: سمير الخيالي",
        "صورة: وسط البلدة بعد القصف.",
    ],
)
def test_captions(line: str) -> None:
    assert kind_at(f"قصف الخيال\n\n{line}\n\n{BODY}", line) == Kind.CAPTION


def test_a_dispatch_with_its_agency_at_the_end_is_no_caption() -> None:
    text = f"{BODY[:-1]}. (رويترز)"
    assert kinds(f"{MORE}\n{text}") == [Kind.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "06 ديسمبر 2024",
        "نشر في 6/12/2024 14:30 آخر تحديث 7/12/2024 09:00 (GMT+3)",
        "بغداد 4 جمادى الآخرة 1446 هـ الموافق 5 ديسمبر 2024 م واس",
        "الأحد، 04 آب/أغسطس 2013، آخر تحديث 02:21 (GMT+0400)",
        "1000 (GMT+04:00) - 17/06/09",
        "دمشق - 6 ديسمبر 2024",
    ],
)
def test_date_lines(line: str) -> None:
    assert kind_at(f"{line}\n{BODY}", line) == Kind.DATE_LINE


def test_a_dated_event_is_no_date_line() -> None:
    assert kind_at(f"قتل 3 مدنيين في 6 ديسمبر 2024\n{BODY}", "قتل 3") != Kind.DATE_LINE


def test_a_sentence_told_again_in_other_words_is_read() -> None:
    lead = "قصفت المدفعية سوق بلدة الخيال وقتلت أربعة."
    assert kinds(f"{lead}\n{BODY}\n{MORE}", title="") == [Kind.BODY]


def test_a_quote_among_quotes_is_one_though_reworded() -> None:
    quotes = ["قصفت المدفعية سوق بلدة الخيال يوم الخميس", "تعليمات بعدم التعرض لأحد من سكان البلدة القديمة",
              "العائلات غادرت منازلها ليلاً نحو بلدة الوهم"]  # fmt: skip
    text = "\n\n".join(["قصف الخيال", *quotes, BODY, MORE])
    assert kinds(text) == [Kind.TITLE, Kind.PULL_QUOTE, Kind.PULL_QUOTE, Kind.PULL_QUOTE, Kind.BODY]


def test_list_items_in_the_report_are_read() -> None:
    assert kinds(f"{BODY}\n- قتل شخصان في السراب.\n- أصيب ثلاثة في الوهم.\n{MORE}", title="") == [Kind.BODY]


def test_a_list_alone_is_read() -> None:
    assert Kind.BODY in kinds("- قتل شخصان في بلدة السراب يوم الخميس.\n- أصيب ثلاثة في بلدة الوهم مساء.")


def test_bylines() -> None:
    assert kind_at(f"مرآة الوهم – الخيال\n{BODY}", "مرآة", title="") == Kind.CONTRIBUTORS
    assert kind_at(f"{BODY}\nsamir@example.org", "samir") == Kind.CONTRIBUTORS


def test_a_paragraph_that_opens_with_a_label_is_read() -> None:
    assert kinds(f"{BODY}\nالمصدر: {MORE}", title="") == [Kind.BODY]


def test_a_page_of_furniture_alone_has_no_title_to_read() -> None:
    assert kinds("شارك\nطباعة") == [Kind.BODY]
    assert kinds("") == []
