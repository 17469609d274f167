"""Acceptance: what speaks for a word reporting an event."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.knowledge import load_knowledge
from isnad.model import Article
from isnad.read.events.acceptance import find_acceptance_features, is_asked_for
from isnad.read.events.tellings import Telling
from isnad.read.reader import Reader

_READER = Reader(load_knowledge())


def _tell(text: str, name: str) -> Telling:
    article = Article("report", text, (), published=date(2024, 12, 6))
    _, sentences, _ = _READER.find_sentences(article)
    return next(t for s in sentences for t in s.tellings if t.type == name)


def test_a_full_telling_names_what_is_filled() -> None:
    features = find_acceptance_features(_tell("اعتقلت الشرطة ثلاثة شبان في مدينة الباب أمس.", "arrest"))
    assert {"arrest", "past verb", "place", "time", "first sentence", "told once"} <= set(features)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("دعا الوزير إلى وقف القصف.", True),
        ("هدد القائد بقصف المدينة.", True),
        ("استمر القصف على المدينة.", False),
    ],
)
def test_what_an_appeal_or_threat_is_about_is_asked_for(text: str, asked: bool) -> None:
    assert is_asked_for(_tell(text, "shelling")) is asked
