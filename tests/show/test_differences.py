"""What changed between two versions: every word of the newer one is accounted for, and no more than what changed is shown."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isnad.model import Article, Claim, Quantity, Span
from isnad.pipeline.reader import packaged_reader
from isnad.show.differences import Change, find_changes, find_claim_changes
from tests.reports import text_of

# Few words, so that many are equal.
WORDS = st.lists(st.sampled_from(["قتل", "ثلاثة", "مدنيين", "في", "حمص", "،"]), max_size=12)
TEXTS = st.builds(str.join, st.sampled_from([" ", "\n\n", "  "]), WORDS) | st.text(max_size=40)


def words_after(before: str, after: str, changes: tuple[Change, ...]) -> list[str]:
    """The words of the older text with the changes made in it."""
    parts, at = [], 0
    for change in changes:
        parts += [before[at : change.before.start], change.after.of(after)]
        at = change.before.end
    return " ".join([*parts, before[at:]]).split()


@given(TEXTS, TEXTS)
def test_the_changes_make_the_newer_text_of_the_older(before: str, after: str) -> None:
    assert words_after(before, after, find_changes(before, after)) == after.split()


@given(TEXTS, TEXTS)
@example("في حمص في قتل حمص", "حمص قتل في في")
def test_from_the_other_side_the_changes_are_mirrored(before: str, after: str) -> None:
    mirrored = tuple(Change(change.after, change.before) for change in find_changes(after, before))
    assert find_changes(before, after) == mirrored


@given(TEXTS, TEXTS)
def test_changes_stand_in_order_and_apart(before: str, after: str) -> None:
    changes = find_changes(before, after)
    for earlier, later in pairwise(changes):
        assert earlier.before.end < later.before.start or earlier.after.end < later.after.start
        assert earlier.before.end <= later.before.start
        assert earlier.after.end <= later.after.start
    assert all(change.before.of(before).split() != change.after.of(after).split() for change in changes)


@given(TEXTS)
def test_the_same_words_have_not_changed(text: str) -> None:
    assert find_changes(text, text) == find_changes(text, "\n".join(text.split())) == ()


@pytest.mark.parametrize("words", [("في",), ("في", "حمص"), tuple("ابجدهوز")])
def test_long_and_monotonous_texts_are_compared_in_time(words: tuple[str, ...]) -> None:
    before, after = " ".join(words * 4000) + " قتل", " ".join(["ثلاثة", *words * 5000])
    start = time.monotonic()
    changes = find_changes(before, after)
    assert time.monotonic() - start < 5
    assert words_after(before, after, changes) == after.split()


def read(text: str) -> tuple[Article, tuple[Claim, ...]]:
    article = Article("a", text, ())
    return article, packaged_reader().read(article)


def said(before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.value, one.before, one.after) for one in find_claim_changes(*read(before), *read(after))]


def test_a_corrected_toll() -> None:
    assert said(text_of(), text_of("خمسة")) == [("killed", "3", "5")]
    assert said(text_of("خمسة"), text_of()) == [("killed", "5", "3")]


def test_nothing_is_said_of_what_only_moved() -> None:
    assert said(text_of(), f"تنويه من التحرير: صححنا خطأ طباعيا في هذا الخبر.\n\n{text_of()}") == []


def test_a_claim_that_came_and_one_that_went() -> None:
    more = f"{text_of()}\n\nوانفجرت سيارة مفخخة في بلدة السراب يوم الأربعاء."
    assert [(value, before is None, after is None) for value, before, after in said(text_of(), more)] == [
        ("claim", True, False)
    ]
    assert [(value, before is None, after is None) for value, before, after in said(more, text_of())] == [
        ("claim", False, True)
    ]


def test_a_toll_that_was_taken_out_and_a_range() -> None:
    article, (claim, *_) = read(text_of())
    bare = replace(claim, quantities=())
    span = dict(claim.quantities)["fatalities"].span
    ranged = replace(claim, quantities=(("fatalities", Quantity(3, None, Span(span.start, span.end))),))
    [gone] = find_claim_changes(article, [claim], article, [bare])
    assert (gone.value, gone.before, gone.after) == ("killed", "3", None)
    [wider] = find_claim_changes(article, [claim], article, [ranged])
    assert (wider.before, wider.after) == ("3", "at least 3")
