"""Reports with a summary that their outlet wrote, and how near a digest comes to it.

Of the article pool one outlet gives summaries (`description`). In all of its reports the summary also stands at the head of
the text, so that whoever shows the first sentences shows the summary itself: it is cut off the text before anything
is measured, and reports whose next sentence says nearly the same are told apart (`is_copied`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bench.coded import POOL
from isnad.arabic.words import find_words
from isnad.errors import SourceError
from isnad.gather.parse.jsonl import parse_record
from isnad.model import Article, Claim, Span
from isnad.pipeline.reader import packaged_reader
from isnad.show.digest.sentences import find_sentences

_COPIED = 0.5
_LEAST_SENTENCES = 4
WORDS = 60


@dataclass(frozen=True, slots=True)
class Summarised:
    """A report without the summary at its head, its claims, the summary and the claims of that."""

    article: Article
    claims: tuple[Claim, ...]
    summary: str
    main: tuple[Claim, ...]
    is_copied: bool
    is_held_out: bool


def find_records() -> Iterator[dict[str, Any]]:
    """The records of the pool that have a summary."""
    with gzip.open(POOL, "rt", encoding="utf-8") as lines:
        for line in lines:
            if (record := json.loads(line)).get("description", "").strip():
                yield record


def read_summarised(record: dict[str, Any]) -> Summarised | None:
    """The report of the record; None where nothing is left of it, or so little that all of it would be shown."""
    summary, text = record["description"].strip(), record["text"].strip()
    body = text.removeprefix(summary).strip()
    try:
        article, told = _parse(record, body), _parse(record, summary)
    except SourceError:
        return None
    sentences = find_sentences(article)
    if len(sentences) < _LEAST_SENTENCES:
        return None
    reader = packaged_reader()
    first = sentences[0].span.of(article.text)
    held_out = sha256(record["id"].encode()).digest()[0] % 2 == 1
    return Summarised(article, reader.read(article), summary, reader.read(told), rouge_l(first, summary) >= _COPIED,
                      held_out)  # fmt: skip


def _parse(record: dict[str, Any], text: str) -> Article:
    published = (record.get("date") or "")[:10] or None
    told = {"doc_id": record["id"], "title": record["title"], "outlet": record["outlet"], "published": published}
    return parse_record({**told, "text": text}, record["id"])


def forms_of(words: str) -> tuple[str, ...]:
    """The folded words of a text, marks left out."""
    return tuple(word.form for word in find_words(words) if word.kind != "mark")


def rouge_l(shown: str, summary: str) -> float:
    """F1 of the longest common subsequence of folded words (Lin 2004, with precision and recall weighing the same).

    >>> rouge_l("قصف الجيش حمص", "قصفَ حمص")
    0.8
    """
    one, other = forms_of(shown), forms_of(summary)
    common = _longest_common(one, other)
    return 2 * common / (len(one) + len(other)) if one or other else 0.0


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for at, its in enumerate(other, 1):
            above = row[at]
            row[at] = before + 1 if word == its else max(above, row[at - 1])
            before = above
    return row[-1]


def is_same_event(one: Claim, other: Claim) -> bool:
    """Whether two claims of one outlet name one event: the same type, and no place and no toll that differ."""
    if one.type != other.type:
        return False
    places, others = _places(one), _places(other)
    if places and others and not places & others:
        return False
    tolls = {name: count.low for name, count in other.quantities if count.low is not None}
    return all(tolls.get(name, count.low) == count.low for name, count in one.quantities if count.low is not None)


def _places(claim: Claim) -> frozenset[str]:
    return frozenset(place.place_id for place in claim.places if place.place_id)


def find_main(report: Summarised) -> tuple[Claim, ...]:
    """The claims of the summary that the report tells too."""
    return tuple(main for main in report.main if any(is_same_event(main, claim) for claim in report.claims))


def find_carried_in(spans: Iterable[Span], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims whose event is named within the spans."""
    shown = tuple(spans)
    return tuple(
        claim for claim in claims if any(s.start <= claim.trigger.start and claim.trigger.end <= s.end for s in shown)
    )


def fill(ranked: Iterable[Span], text: str) -> list[Span]:
    """As many of the sentences as the budget of words has room for, the last one cut."""
    left, found = WORDS, []
    for span in ranked:
        words = span.of(text).split(" ")
        kept = " ".join(words[:left])
        found.append(Span(span.start, span.start + len(kept)))
        left -= min(left, len(words))
        if not left:
            break
    return found
