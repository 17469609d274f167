"""Copies: wording that is carried, in whole or in part, and what two reports only quote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.gather.parse.jsonl import parse_record
from isnad.weigh.copies import find_copies
from isnad.weigh.papers import Paper, find_paper
from tests.weigh.happenings import register

_WORDS = [f"كلمة{letter}{other}" for letter in "بتثجحخدذرز" for other in "سشصضطظعغفق"]
_REPORT = " ".join(_WORDS[:50])
_OTHER = " ".join(_WORDS[50:])


def _paper(name: str, text: str, day: str = "2024-03-10", byline: str | None = None, outlet: str = "") -> Paper:
    record = {"doc_id": name, "text": text, "published": day, "byline": byline, "outlet": outlet or name}
    return find_paper(
        parse_record(record, name), register(), article_id=name, received=f"{day}T10:00:00.000000Z"
    )  # fmt: skip


def _pairs(*papers: Paper) -> list[tuple[str, str]]:
    return [(copy.article, copy.of) for copy in find_copies(papers)]


def test_the_one_published_first_is_copied() -> None:
    assert _pairs(_paper("a", _REPORT, "2024-03-11"), _paper("b", _REPORT + " " + _WORDS[60])) == [("a", "b")]


def test_the_agency_is_copied_by_who_credits_it() -> None:
    agency, early = _paper("z", _REPORT, outlet="وكالة الزورق"), _paper("a", _REPORT, "2024-03-09", "حمص - الزورق")
    assert _pairs(agency, early) == [("a", "z")]


def test_other_words_are_no_copy() -> None:
    assert _pairs(_paper("a", _REPORT), _paper("b", _OTHER)) == []


def test_a_shared_quotation_is_no_copy_and_is_counted_apart() -> None:
    speech = "«" + " ".join(_WORDS[:30]) + "»"
    one, other = _paper("a", f"{_OTHER} {speech}"), _paper("b", f"{' '.join(_WORDS[30:50])} {speech}")
    assert _pairs(one, other) == []
    assert len(one.print.spoken & other.print.spoken) >= 27


def test_versions_of_one_article_are_no_copies() -> None:
    one = _paper("a", _REPORT)
    assert find_copies([one, *(p for p in [_paper("b", _REPORT)] if p.article_id == "a")]) == ()


@given(st.lists(st.sampled_from(("a", "b", "c", "d")), min_size=1, unique=True), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_each_pair_stands_once(names: list[str], random: object) -> None:
    papers = [_paper(name, _REPORT) for name in names]
    found = find_copies(papers)
    random.shuffle(papers)  # type: ignore[attr-defined]
    assert find_copies(papers) == found
    assert len(found) == len(names) * (len(names) - 1) // 2
