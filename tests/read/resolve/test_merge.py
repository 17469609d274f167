"""Merging: which tellings of one report become one, and which of them gives what."""

from __future__ import annotations

from datetime import date

from isnad.knowledge import load_knowledge
from isnad.model import Article
from isnad.read.attribution.recall import CONDEMNED, RECALLED
from isnad.read.events.tellings import Telling
from isnad.read.reader import Reader
from isnad.read.resolve.merge import merge

_KNOW = load_knowledge()
_READER = Reader(_KNOW)


def _read(text: str) -> tuple[list[Telling], list[Telling]]:
    """The tellings of the text, and what merging makes of them."""
    article = Article("report", text, (), published=date(2024, 12, 6))
    context, sentences, _ = _READER.find_sentences(article)
    return list(_READER.split(sentences)), merge(_READER.split(sentences), context, _KNOW.weights["same"])


_AGAIN = (
    "انفجرت سيارة مفخخة في سوق بمدينة الباب أمس وقتل خمسة أشخاص.\nوقال مصدر طبي إن التفجير أسفر عن إصابة عشرين آخرين."
)


def test_the_retelling_fills_what_the_first_leaves_open() -> None:
    told, merged = _read(_AGAIN)
    assert len(told) > len(merged) == 1
    assert merged[0].retold == len(told) - 1
    assert {name: toll.low for name, toll in merged[0].tolls.items()} == {"fatalities": 5, "injured": 20}
    assert "told again in sentence 2" in merged[0].reasons


def test_who_only_recalls_the_event_is_no_source_of_what_another_sentence_tells() -> None:
    told, merged = _read(_AGAIN)
    assert told[1].recall == RECALLED
    assert told[1].sources
    assert not merged[0].sources


def test_who_condemns_has_no_telling_of_the_deed_as_its_source() -> None:
    told, _ = _read("أدانت وزارة الخارجية التفجير الذي وقع في مدينة الباب.")
    assert [telling.recall for telling in told if telling.type == "explosion"] == [CONDEMNED]
    assert not any(telling.sources for telling in told if telling.type == "explosion")


def test_types_that_are_not_alike_are_never_joined() -> None:
    _, merged = _read("اعتقلت الشرطة ثلاثة رجال في مدينة الباب أمس.\nوقصفت المدفعية مدينة الباب أمس.")
    assert sorted(telling.type for telling in merged) == ["arrest", "shelling"]


def test_nothing_told_is_nothing_merged() -> None:
    assert _read("الطقس معتدل اليوم.")[1] == []
