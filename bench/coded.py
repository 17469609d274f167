"""Reports that are coded for measuring weights: the yardstick's `tune` part, the samples, and `coded.jsonl`.

`coded.jsonl` holds our own coding of reports of the article pool, by the same codebook: ids and offsets only,
since the reports are their outlets'. Offsets are code points of the report's text, end exclusive.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.gather.parse.jsonl import parse_record
from isnad.knowledge.samples import load_samples
from isnad.model import Article
from isnad.show.samples import sample_article

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
POOL = SHARED / "data" / "articles" / "conflict_pool.jsonl.gz"
CODED = Path(__file__).with_name("coded.jsonl")
Event = dict[str, Any]
Report = tuple[Article, list[Event]]


def find_reports() -> Iterator[Report]:
    """All coded reports that may be learned from, each with its events in the codebook's form.

    Empty: where the yardstick or the pool is absent, their part is left out.
    """
    yield from _find_tune(SHARED / "eval" / "dev")
    for sample in load_samples():
        yield sample_article(sample), [{"id": f"e{n}", **event} for n, event in enumerate(sample.events)]
    yield from _find_coded()


def _find_tune(folder: Path) -> Iterator[Report]:
    if not folder.is_dir():
        return
    gold = {row["doc_id"]: row["events"] for row in _rows(folder / "tune.gold.jsonl")}
    for row in _rows(folder / "tune.articles.jsonl"):
        yield parse_record(row, "tune"), gold[row["doc_id"]]


def _find_coded() -> Iterator[Report]:
    if not (POOL.exists() and CODED.exists()):
        return
    events = {row["doc_id"]: row["events"] for row in _rows(CODED)}
    with gzip.open(POOL, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in events:
                article = parse_record(record, "pool")
                yield article, [_in_words(e, f"e{n}", article.text) for n, e in enumerate(events[record["id"]])]


def _in_words(event: Event, name: str, text: str) -> Event:
    """The event with the characters in place of the offsets."""
    phrases = {key: [text[a:b] for a, b in event[key]] for key in ("initiator", "target", "sources")}
    places = [{"text": text[slice(*place["span"])], "role": place["role"]} for place in event["places"]]
    words = {key: text[slice(*event[key])] for key in ("trigger", "evidence")}
    return {**event, **phrases, **words, "places": places, "id": name}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
