"""Shadow texts: one spelling for what is written in many, and forms without the words that are written together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.arabic.words import find_words
from isnad.keep.shadow import is_found, pieces_of, query_of, shadow_of

_SAME = (
    ("قُتِلَ", "قتل"), ("إدلب", "ادلب"), ("أحمد", "احمد"), ("آثار", "اثار"), ("ٱلله", "الله"), ("حماة", "حماه"),
    ("مصطفى", "مصطفي"), ("مسؤول", "مسوول"), ("قتـــل", "قتل"), ("ﻗﺘﻞ", "قتل"), ("ﻻجئ", "لاجي"), ("ق\u200fتل", "قتل"),
    ("ق\ufe77ت\ufe7bل\ufe76", "قتل"), ("NATO", "nato"), ("Ｎａｔｏ", "nato"), ("١٢", "12"), ("۱۲", "12"), ("१२", "12"),
    ("12,000", "12000"), ("Straße", "STRASSE"), ("کابل", "كابل"),
)  # fmt: skip


@pytest.mark.parametrize(("written", "asked"), _SAME)
def test_spellings_of_one_word_are_one_token(written: str, asked: str) -> None:
    assert query_of(written) == query_of(asked)
    assert query_of(asked)[0] in shadow_of([f"قبل {written} بعد"]).split()


_JOINED = (
    ("بحمص", "حمص"), ("وبحمص", "حمص"), ("الحمص", "حمص"), ("للمدنيين", "مدنيين"), ("للمدنيين", "المدنيين"),
    ("وبالمدفعية", "مدفعية"), ("سيقصف", "يقصف"), ("فقتل", "قتل"), ("كلبنان", "لبنان"), ("الدم", "دم"), ("والدم", "دم"),
)  # fmt: skip


@pytest.mark.parametrize(("written", "asked"), _JOINED)
def test_words_written_together_are_found_apart(written: str, asked: str) -> None:
    assert set(query_of(asked)) <= set(shadow_of([written]).split())


@pytest.mark.parametrize(("written", "asked"), [("بدم", "دم"), ("وصل", "صل"), ("حمص", "بحمص"), ("قتلى", "قتل")])
def test_what_is_left_must_be_a_word(written: str, asked: str) -> None:
    assert not set(query_of(asked)) & set(shadow_of([written]).split())


def test_each_token_stands_once() -> None:
    tokens = shadow_of(["حمص بحمص وحمص", None, "حمص"]).split()
    assert len(tokens) == len(set(tokens))
    assert shadow_of([None, "", "؟!", "\0\ud800"]) == ""


def test_a_shadow_has_an_end() -> None:
    words = (chr(0x4E00 + n) * 60 for n in range(6000))
    assert 999_000 < len(shadow_of([" ".join(words)]).encode()) <= 1_000_000
    assert max(map(len, shadow_of(["ب" * 100_000]).split())) <= 64


@given(st.text())
def test_tokens_are_letters_and_digits(text: str) -> None:
    assert all(token.isalnum() for token in (*shadow_of([text]).split(), *query_of(text)))


@given(st.text(st.characters() | st.sampled_from("قتةُـ3.,ﻗ")))
def test_words_are_those_of_reading(text: str) -> None:
    read = [word for word in find_words(text) if word.kind != "mark"]
    assert shadow_of([text]) == shadow_of([" ".join(word.form for word in read)])
    assert all(is_found(word, frozenset(query_of(text))) for word in read if pieces_of(word.form))


@given(st.text())
def test_a_text_is_found_by_all_of_itself(text: str) -> None:
    assert set(query_of(text)) <= set(shadow_of([text]).split())
