"""Ranking: what may be shown, and that a new event is worth more than a sentence alone."""

from __future__ import annotations

from dataclasses import replace

from isnad.knowledge.weights import Weights
from isnad.model import Attribution
from isnad.show.digest.ranking import FLOOR, NEW, Scale, find_candidates, may_show, rank
from isnad.show.digest.scale import load_scale, load_that
from tests.show.digest.reports import BARE, CARRIED, read

FAMILIES = {"shelling": "violence", "air_strike": "violence"}


def _scale(**weights: float) -> Scale:
    return Scale(Weights("test", weights), FAMILIES, load_that())


def test_words_of_another_are_shown_only_where_each_claim_says_whose() -> None:
    article, claims = read(CARRIED)
    second = find_candidates(article, claims, load_scale())[1]
    assert second.sentence.goes_on
    assert may_show(second.sentence, second.claims)
    bare = [replace(one, attribution=Attribution()) for one in second.claims]
    assert not may_show(second.sentence, bare)
    assert not may_show(replace(second.sentence, goes_on=False, is_quoted=True), bare)
    assert not may_show(second.sentence, ())


def test_what_breaks_off_is_never_shown() -> None:
    article, claims = read(CARRIED)
    first = find_candidates(article, claims, load_scale())[0]
    assert not may_show(replace(first.sentence, is_cut=True), first.claims)


def test_a_sentence_without_an_event_is_shown_from_the_beginning_alone() -> None:
    article, claims = read(BARE)
    [only] = find_candidates(article, claims, load_scale())
    assert not may_show(replace(only.sentence, number=3), ())
    assert not may_show(replace(only.sentence, is_heading=True), ())


def test_each_new_event_counts() -> None:
    article, claims = read(CARRIED)
    ranked = rank(article, claims, _scale(**{NEW: 1.0}))
    assert all(one.claims for one in ranked.lines)
    kept = {event for one in (*ranked.lines, *ranked.key_lines) for event in one.events}
    assert len(kept) == 5


def test_what_tells_nothing_new_and_weighs_little_ends_the_digest() -> None:
    article, claims = read("عنوان\n" + "قصف الجيش السوري مدينة الرستن أمس.\nوالسوق قديم في المدينة كلها.\n")
    assert len(rank(article, claims, _scale()).lines) == 2
    assert len(rank(article, claims, _scale(**{FLOOR: 1.0})).lines) == 1


def test_key_lines_carry_events_that_the_lines_do_not() -> None:
    article, claims = read(CARRIED)
    ranked = rank(article, claims, load_scale())
    told = {event for one in ranked.lines for event in one.events}
    assert ranked.key_lines
    assert all(one.events - told for one in ranked.key_lines)
