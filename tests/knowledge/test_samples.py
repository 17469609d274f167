"""The loader of samples: what it gives, and what it refuses with the file's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from isnad.errors import KnowledgeError
from isnad.knowledge.samples import Sample, load_sample, load_samples

_HEAD = """sample = true
id = "sample-99"
title = "قصف على سرمين"
outlet = "صحيفة الاختبار"
published = "2024-12-05"
url = "https://ikhtibar.example/99"
topic = "A sample for the loader"
text = '''
قُتل مدنيان بقصف مدفعي على سرمين.
'''
"""
_EVENT = """
[[events]]
type = "shelling"
trigger = "قصف"
evidence = "قُتل مدنيان بقصف مدفعي على سرمين"
target = ["مدنيان"]
places = [{ text = "سرمين", role = "where", country = "Syria" }]
fatalities = [2]
factuality = "asserted"
"""


def _load(folder: Path, text: str) -> Sample:
    path = folder / "99-loader.toml"
    path.write_text(text, encoding="utf-8")
    return load_sample(path)


def test_gives_the_report_as_written(tmp_path: Path) -> None:
    sample = _load(tmp_path, _HEAD + _EVENT)
    assert sample.sample_id == "sample-99"
    assert sample.published == date(2024, 12, 5)
    assert sample.text == "قُتل مدنيان بقصف مدفعي على سرمين.\n"


def test_gives_every_field_of_the_codebook(tmp_path: Path) -> None:
    (event,) = _load(tmp_path, _HEAD + _EVENT).events
    assert event == {
        "type": "shelling",
        "trigger": "قصف",
        "evidence": "قُتل مدنيان بقصف مدفعي على سرمين",
        "initiator": [],
        "target": ["مدنيان"],
        "sources": [],
        "places": [
            {"text": "سرمين", "role": "where", "lat": None, "lon": None, "admin1": None, "country": "Syria"},
        ],
        "date": None,
        "fatalities": [2, None],
        "injured": None,
        "displaced": None,
        "factuality": "asserted",
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("sample = true", "sample = false", "not marked"),
        ('topic = "A sample for the loader"\n', "", r"missing keys \['topic'\]"),
        ('topic = "A sample', 'mood = "dark"\ntopic = "A sample', r"unknown keys \['mood'\]"),
        ('type = "shelling"', 'type = "shelling"\nsource = "x"', r"unknown keys \['source'\]"),
        ('factuality = "asserted"\n', "", r"missing keys \['factuality'\]"),
        ('factuality = "asserted"', 'factuality = "sure"', "factuality 'sure'"),
        ('role = "where"', 'role = "there"', "role 'there'"),
        ('role = "where"', 'role = "where", region = "x"', r"unknown keys \['region'\]"),
        ("fatalities = [2]", "fatalities = [3, 2]", "count"),
        ("fatalities = [2]", "fatalities = []", "count"),
        ('target = ["مدنيان"]', 'target = ["ثلاثة مدنيين"]', "does not stand in the text"),
        ('published = "2024-12-05"', 'published = "5 December"', "is no date"),
        ('id = "sample-99"', "id = sample-99", "99-loader.toml"),
    ],
)
def test_refuses_and_names_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    whole = _HEAD + _EVENT
    assert old in whole
    with pytest.raises(KnowledgeError, match=reason) as caught:
        _load(tmp_path, whole.replace(old, new))
    assert "99-loader.toml" in str(caught.value)


def test_packaged_samples_come_in_the_order_of_their_files() -> None:
    ids = [sample.sample_id for sample in load_samples()]
    assert ids == sorted(ids)
