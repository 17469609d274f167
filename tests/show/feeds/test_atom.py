"""Atom: what a reader of feeds finds in one."""

from __future__ import annotations

import feedparser
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.show.feeds.atom import Head, Tongue, write_atom
from isnad.show.shown import CountShown, IncidentShown, PlaceShown
from isnad.show.web.pages.wording import load_words

HEAD = Head(
    "http://127.0.0.1:8765/api/v1/feeds/incidents.atom", "http://127.0.0.1:8765/situation?type=x", "إسناد", "ar"
)
ARABIC = Tongue({"shelling": "قصف مدفعي"}.__getitem__, lambda place: place.name, load_words("ar").__getitem__)
PLACE = PlaceShown("الخيال", "Khayal", None, None, None, None, None, None, "name")


def made(name: str, known: str, words: str | None) -> IncidentShown:
    tolls = {"fatalities": CountShown(3, None, None)}
    return IncidentShown(
        name, "shelling", "2024-12-05", "2024-12-05", PLACE, (), (), tolls, "asserted", ("a", "b"), 2, 2, 1, (), True,
        words, known,
    )  # fmt: skip


def test_entries_are_read_back_newest_first() -> None:
    incidents = [made("one", "2024-12-05T10:00:00.000000Z", "قصف"), made("two", "2024-12-06T10:00:00.000000Z", None)]
    found = feedparser.parse(write_atom(incidents, HEAD, ARABIC))
    assert not found.bozo
    assert [entry.id for entry in found.entries] == ["urn:isnad:incident:two", "urn:isnad:incident:one"]
    first = found.entries[0]
    assert first.title == "قصف مدفعي · الخيال · 2024-12-05"
    assert first.link == "http://127.0.0.1:8765/incident/two"
    assert first.summary == "قتلى 3–… · أخبار: 2، مقالات: 2، ناشرون: 2، مصادر مستقلة: 1 · مختلف فيه"
    assert "«قصف»" in found.entries[1].summary
    assert found.feed.updated == "2024-12-06T10:00:00.000000Z"


def test_an_english_feed_is_in_english() -> None:
    english = Tongue(str, lambda place: place.name_en or place.name, load_words("en").__getitem__)
    [entry] = feedparser.parse(write_atom([made("one", "2024-12-05T10:00:00.000000Z", None)], HEAD, english)).entries
    assert entry.title == "shelling · Khayal · 2024-12-05"
    assert entry.summary == "Killed 3–… · Reports: 2, Articles: 2, Outlets: 2, Independent origins: 1 · Contested"


@settings(deadline=None)
@given(st.text(st.characters() | st.sampled_from("<&>\0\x0b\ud800\u202e]]>"), max_size=40))
def test_any_words_stay_words(words: str) -> None:
    body = write_atom([made("one", "2024-12-05T10:00:00.000000Z", words)], HEAD, ARABIC)
    found = feedparser.parse(body)
    assert not found.bozo
    assert len(found.entries) == 1
