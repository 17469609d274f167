"""Roles: candidates, their ranking and choice."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.knowledge import load_knowledge
from isnad.model import Article
from isnad.read.events.candidates import find_candidates
from isnad.read.events.roles import choose, rank
from isnad.read.events.tellings import Telling
from isnad.read.reader import Reader

_KNOW = load_knowledge()
_READER = Reader(_KNOW)


def _tell(text: str, name: str) -> tuple[Telling, list[str]]:
    """The first telling of the type, and the words of the report."""
    article = Article("report", text, (), published=date(2024, 12, 6))
    context, sentences, _ = _READER.find_sentences(article)
    telling = next(t for s in sentences for t in s.tellings if t.type == name)
    return telling, [word.form for word in context.words]


_ROLES = [
    ("verb, subject, object", "اعتقلت الشرطة ثلاثة شبان في مدينة الباب.", "arrest", "الشرطه", "شبان"),
    ("subject before the verb", "الشرطة اعتقلت ثلاثة شبان في مدينة الباب.", "arrest", "الشرطه", "شبان"),
    ("verbal noun with its doer", "قصف الجيش بلدة سراقب أمس.", "shelling", "الجيش", "سراقب"),
]


@pytest.mark.parametrize(("way", "text", "name", "initiator", "target"), _ROLES, ids=[row[0] for row in _ROLES])
def test_roles_by_order_of_words(way: str, text: str, name: str, initiator: str, target: str) -> None:
    telling, words = _tell(text, name)
    assert [initiator in words[c.first : c.last] for c in telling.initiator] == [True], way
    assert [target in words[c.first : c.last] for c in telling.target] == [True], way


def test_no_candidate_is_the_trigger_itself() -> None:
    telling, _ = _tell("اعتقلت الشرطة ثلاثة شبان في مدينة الباب.", "arrest")
    candidates = find_candidates(telling, telling.event_type)
    assert candidates
    assert all(candidate.chunk is not telling.chunk for candidate in candidates)


def test_ranking_is_likeliest_first_and_choosing_takes_a_head_of_it() -> None:
    telling, _ = _tell("اعتقلت الشرطة ثلاثة شبان في مدينة الباب.", "arrest")
    candidates = find_candidates(telling, telling.event_type)
    ranked = rank(candidates, telling.rules("target"), _KNOW.weights["target"])
    scores = [choice.score for choice in ranked]
    assert scores == sorted(scores, reverse=True)
    taken = choose(ranked)
    assert taken == ranked[: len(taken)]
    assert choose([]) == []
