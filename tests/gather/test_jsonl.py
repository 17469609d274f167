"""JSON Lines: the text untouched, ids and fields by their keys, a bad line alone refused."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from isnad.errors import SourceError
from isnad.gather.parse import ParseOptions, parse_bytes
from isnad.gather.parse.jsonl import parse_record
from isnad.model import Article, SectionKind

POOL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "articles" / "conflict_pool.jsonl.gz"
DAY = date(2024, 12, 6)


def parsed(*lines: object, where: str = "news.jsonl", options: ParseOptions | None = None) -> list[Any]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    return list(parse_bytes(text.encode("utf-8", "surrogatepass"), where, options or ParseOptions()))


def test_carries_fields_over(body: str) -> None:
    record = {"doc_id": "a7", "title": "قصف", "text": body, "outlet": "مرآة الوهم", "published": "2024-12-06",
              "url": "https://example.org/a7"}  # fmt: skip
    (article,) = parsed(record)
    assert (article.article_id, article.title, article.outlet) == ("a7", "قصف", "مرآة الوهم")
    assert (article.published, article.url, article.text) == (DAY, "https://example.org/a7", body)
    assert article.notes == ()


def test_takes_the_other_names_of_keys(body: str) -> None:
    (article,) = parsed({"id": 12, "text": body, "date": "06/12/2024"})
    assert (article.article_id, article.published) == ("12", DAY)


@pytest.mark.parametrize("record", [{}, {"doc_id": ""}, {"doc_id": None}, {"id": []}])
def test_an_article_without_an_id_has_file_and_line(record: dict[str, Any], body: str) -> None:
    first, second = parsed({"text": body, "id": "one"}, {"text": body, **record}, where="in/news.jsonl.gz")
    assert (first.article_id, second.article_id) == ("one", "news-2")


@pytest.mark.parametrize(
    "text",
    [" قصف \r\n\r\n حمص. ", "\n\nقصف\u2028حمص", "قصـــف\u200f (\u202bحمص\u202c)\t.", "\ufeffحمص", "حمص\0", "٣ قتلى"],
)
def test_the_text_is_the_records_own(text: str) -> None:
    (article,) = parsed({"text": text})
    assert article.text == text


def test_the_title_is_no_part_of_the_text(body: str) -> None:
    (article,) = parsed({"title": "قصف سوق الخيال", "text": body})
    assert [section.kind for section in article.sections] == [SectionKind.BODY]
    (alone,) = parsed({"title": "قصف سوق الخيال", "text": ""})
    assert alone.text == "قصف سوق الخيال"


def test_a_bad_line_is_refused_alone(body: str) -> None:
    found = parsed(
        {"text": body},
        '{"text": ',
        {"text": body},
        "[]",
        "",
        {"no": 1},
        {"text": 5},
        {"text": "English"},
        {"text": body},
    )
    errors = {item.where: item.reason for item in found if isinstance(item, SourceError)}
    assert list(errors) == [f"news.jsonl:{n}" for n in (2, 4, 6, 7, 8)]
    assert "no JSON" in errors["news.jsonl:2"]
    assert "no JSON object" in errors["news.jsonl:4"]
    assert "`text` is a number" in errors["news.jsonl:7"]
    assert "no Arabic" in errors["news.jsonl:8"]
    assert sum(isinstance(item, Article) for item in found) == 3


def test_a_line_of_broken_bytes_is_refused_alone(body: str) -> None:
    good = json.dumps({"text": body}, ensure_ascii=False).encode()
    found = list(parse_bytes(good + b'\n{"text": "\xd9"}\n' + good, "a.jsonl", ParseOptions()))
    assert [type(item) for item in found] == [Article, SourceError, Article]
    assert "a.jsonl:2: is not UTF-8" in str(found[1])


@pytest.mark.parametrize("line", ['{"text":' * 50_000, '{"text": ' + "9" * 5000 + "}", "[" * 100_000])
def test_json_that_breaks_parsers_is_refused(line: str) -> None:
    (error,) = parsed(line, where="a.jsonl")
    assert isinstance(error, SourceError)


def test_lone_surrogates_of_escapes_are_replaced(body: str) -> None:
    (article,) = parsed('{"doc_id": "a\\ud83d", "title": "\\udc00 قصف", "text": "حمص \\ud83d الآن"}')
    assert (article.article_id, article.title, article.text) == ("a\ufffd", "\ufffd قصف", "حمص \ufffd الآن")
    (whole,) = parsed('{"text": "حمص \\ud83d\\ude00"}')
    assert whole.text == "حمص 😀"


def test_fields_that_do_not_fit_are_left_out_with_a_note(body: str) -> None:
    (article,) = parsed({"text": body, "title": 5, "outlet": ["a"], "published": "soon", "id": {"a": 1}})
    assert (article.title, article.outlet, article.published) == (None, None, None)
    assert len(article.notes) == 4
    (numbered,) = parsed({"text": body, "published": 1733443200, "date": True})
    assert numbered.published is None
    assert len(numbered.notes) == 2


def test_the_day_given_serves_where_the_record_has_none(body: str) -> None:
    given = ParseOptions(published=DAY)
    (first, second) = parsed({"text": body}, {"text": body, "published": "1446-06-04"}, options=given)
    assert first.published == DAY
    assert second.published == date(2024, 12, 5)
    assert "Hijri" in second.notes[0]


def test_the_date_line_serves_where_the_record_has_no_day(body: str) -> None:
    (article,) = parsed({"text": f"الخيال 6 ديسمبر 2024\n{body}"})
    assert article.published == DAY


def test_one_list_and_one_long_object_are_records(body: str) -> None:
    found = parsed(json.dumps([{"text": body}, {"no": 1}], indent=1, ensure_ascii=False), where="a.json")
    assert [type(item) for item in found] == [Article, SourceError]
    (article,) = parsed(json.dumps({"id": "x", "text": body}, indent=1), where="a.json")
    assert article.article_id == "x"
    (error,) = parsed("[]", where="a.json")
    assert isinstance(error, SourceError)


def test_line_separators_inside_text_break_no_line(body: str) -> None:
    (article,) = parsed({"text": f"{body}\u2028\x85{body}"})
    assert article.text == f"{body}\u2028\x85{body}"


def test_parse_record_takes_a_bare_record(body: str) -> None:
    assert parse_record({"text": body}, "pool.jsonl").article_id == "pool"
    with pytest.raises(SourceError):
        parse_record([], "pool.jsonl:3")


def test_real_reports_stay_whole() -> None:
    if not POOL.exists():
        pytest.skip("the pool of reports is not beside the project")
    kept = read = 0
    with gzip.open(POOL, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 10:
                continue
            record = json.loads(line)
            article = parse_record(record, str(POOL))
            assert article.text == record["text"]
            for section in article.sections:
                length = section.span.end - section.span.start
                kept += length
                read += length * (section.kind in (SectionKind.BODY, SectionKind.HEADING))
    # 98.6 % of all 3,621; nearly all the rest is blocks of related links.
    assert read / kept > 0.98


def test_a_byline_is_kept_by_either_name() -> None:
    for key in ("byline", "author"):
        assert parse_record({"text": "قصف الجيش حمص", key: " دمشق -  الزورق "}, "x").byline == "دمشق - الزورق"
