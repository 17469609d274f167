"""Sentences that a digest may show: whole, never the title, and known for the words of another."""

from __future__ import annotations

from isnad.arabic.fold import fold_word
from isnad.show.digest.sentences import find_carried, find_sentences
from tests.show.digest.reports import CARRIED, read

THAT = frozenset({fold_word("أن")})


def test_sentences_slice_to_the_text_and_keep_the_marks_that_close_them() -> None:
    article, _ = read('عنوان\nقال علي "وصلنا اليوم." وغادر الوفد.\nوقع انفجار.. ثم سكت الناس.\n')
    words = [one.span.of(article.text) for one in find_sentences(article)]
    assert words == ['قال علي "وصلنا اليوم."', "وغادر الوفد.", "وقع انفجار..", "ثم سكت الناس."]


def test_the_title_is_no_sentence() -> None:
    article, _ = read("قصف على تلبيسة\nقصف على تلبيسة\nوصل الوفد إلى المدينة اليوم.\n")
    assert [one.number for one in find_sentences(article)] == [0]


def test_words_within_a_quotation_are_known_until_the_paragraph_ends() -> None:
    article, _ = read("عنوان\nقال علي «وصلنا اليوم. رأينا القصف» ثم غادر. وعاد الوفد.\nقال «بدأ. \nوصل الوفد.\n")
    found = {one.span.of(article.text): one.is_quoted for one in find_sentences(article)}
    assert found["رأينا القصف» ثم غادر."]
    assert not any(found[words] for words in ("وعاد الوفد.", "وصل الوفد."))


def test_what_goes_on_and_what_breaks_off() -> None:
    article, _ = read('عنوان\nوأضاف: "وصلنا". وأضاف أن الوفد وصل. وقال المتحدث مؤكدا:\n"وصلنا".\nوغادر الوفد\n')
    found = [(one.goes_on, one.is_cut) for one in find_sentences(article, THAT)]
    assert found == [(True, False), (True, False), (False, True), (False, False), (False, False)]


def test_a_sentence_carries_the_events_that_it_names_in_any_order_of_claims() -> None:
    article, claims = read(CARRIED)
    carried = [[c.type for c in find_carried(one, claims)] for one in find_sentences(article)]
    assert carried == [["shelling"], ["air_strike"], ["denial"], [], ["arrest"], ["displacement"]]
    turned = [find_carried(one, claims[::-1]) for one in find_sentences(article)]
    assert turned == [find_carried(one, claims) for one in find_sentences(article)]
