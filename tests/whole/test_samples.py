"""The packaged samples: honest files, phrases that stand in the article as parsed, and a reading above the floor."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from isnad.knowledge.events import load_event_types
from isnad.knowledge.samples import Sample, load_samples
from isnad.show.samples import sample_article

_ROOT = Path(__file__).resolve().parent.parent.parent
_SAMPLES = load_samples()
_EVENTS = [event for sample in _SAMPLES for event in sample.events]
_LEAST_SAMPLES = 30
_COUNT_TEXTS = ("fatalities_text", "injured_text", "displaced_text")


@pytest.fixture(params=_SAMPLES, ids=lambda sample: str(sample.sample_id))
def sample(request: pytest.FixtureRequest) -> Sample:
    found = request.param
    assert isinstance(found, Sample)
    return found


def _phrases(event: dict[str, Any]) -> list[str]:
    phrases = [event["trigger"], event["evidence"], *event["initiator"], *event["target"], *event["sources"]]
    phrases += [place["text"] for place in event["places"]]
    return phrases + [event[name] for name in _COUNT_TEXTS if name in event]


def test_there_are_enough() -> None:
    assert len(_SAMPLES) >= _LEAST_SAMPLES


def test_every_file_says_in_its_first_line_that_it_is_a_sample() -> None:
    files = sorted((_ROOT / "src" / "isnad" / "data" / "samples").iterdir())
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith("sample = true\n")] == []
    assert len(files) == len(_SAMPLES)


def test_names_and_addresses_are_used_once() -> None:
    assert len({sample.sample_id for sample in _SAMPLES}) == len(_SAMPLES)
    assert len({sample.url for sample in _SAMPLES}) == len(_SAMPLES)


def test_address_lies_under_the_reserved_domain(sample: Sample) -> None:
    address = urlsplit(sample.url)
    assert address.scheme == "https"
    assert (address.hostname or "").endswith(".example")


def test_every_phrase_stands_in_the_article_as_parsed(sample: Sample) -> None:
    text = sample_article(sample).text
    assert [phrase for event in sample.events for phrase in _phrases(event) if phrase not in text] == []


def test_the_trigger_stands_in_the_evidence(sample: Sample) -> None:
    assert [event["trigger"] for event in sample.events if event["trigger"] not in event["evidence"]] == []


def test_no_event_is_told_twice(sample: Sample) -> None:
    told = [(e["type"], e["evidence"], [p["text"] for p in e["places"]], e["target"]) for e in sample.events]
    assert all(telling not in told[:at] for at, telling in enumerate(told))


def test_an_article_keeps_what_its_sample_says(sample: Sample) -> None:
    article = sample_article(sample)
    assert article.article_id == sample.sample_id
    assert (article.outlet, article.published, article.url) == (sample.outlet, sample.published, sample.url)


def test_all_types_occur() -> None:
    assert {event["type"] for event in _EVENTS} == {event_type.name for event_type in load_event_types()}


def test_all_shades_of_factuality_occur() -> None:
    assert {event["factuality"] for event in _EVENTS} == {"asserted", "claimed", "denied", "possible", "background"}


def test_the_reading_stays_above_its_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(_ROOT))
    from bench.gate import find_falls, load_floors, sample_figures

    floors = load_floors()
    assert {"samples_events_f1", "samples_record_f1"} & set(floors)
    assert find_falls(sample_figures(), floors) == []
