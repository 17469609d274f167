"""When: which time of an article belongs to a telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isnad.knowledge.weights import Weights
from isnad.read.events.tellings import Sentence, Telling
from isnad.read.mentions.chunks import EVENT, JOINT, MARKER, TIME, VERB, Chunk
from isnad.read.mentions.times import Time
from isnad.read.resolve.time_features import HERE, find_time_features, time_kinds

# Log odds against giving no date, from which the best time is taken. Measured on the coded reports.
FIRST = -0.6
_LEAD_SENTENCES = 3
_ANCHORED = "anchored"
_FARTHEST = 4


class Chronicle:
    """The times of one article in the order of its sentences, and the time that the story told of last."""

    def __init__(self, sentences: Sequence[Sentence], published: date | None, weights: Weights) -> None:
        self._weights = weights
        self._published = published
        self._sentences = sentences
        lead = [time for s in sentences[:_LEAD_SENTENCES] for time in _times(s.chunks)]
        self._lead = {time.edtf for time in lead}
        self._first = {time.edtf for time in lead[:1]}
        self._seen: dict[str, tuple[int, Time]] = {}
        self._upto = -1
        self._told: tuple[int, str, str] = (-1, "", "")

    def find_when(self, sentence: Sentence, telling: Telling, *, speech: bool) -> tuple[list[Time], bool]:
        """The time of the telling, and whether an earlier sentence says it.

        Sentences must be asked about in reading order. Empty: the text gives no ground.
        """
        best = max(self.score(sentence, telling, speech=speech), key=lambda entry: entry[0], default=None)
        if best is None or best[0] < FIRST:
            self._told = (sentence.index, "", telling.type)
            return [], False
        if best[1].kind != _ANCHORED:
            self._told = (sentence.index, best[1].edtf or "", telling.type)
        return [_begin(best[1]) if telling.event_type.lasting else best[1]], HERE not in best[2]

    def score(self, sentence: Sentence, telling: Telling, *, speech: bool) -> list[tuple[float, Time, list[str]]]:
        """Every time that may be meant with its score and the features that made it."""
        self._remember(sentence.index)
        chunks = sentence.chunks
        indexes = [i for i, chunk in enumerate(chunks) if _is_dated(chunk) and _is_told_at(chunks, i, telling)]
        nearest = min(indexes, key=lambda i: (abs(i - telling.index), i), default=-1)
        found: list[tuple[Time, list[str]]] = []
        for index in indexes:
            time = chunks[index].time
            assert time is not None
            features = find_time_features(chunks, telling, index, self._published)
            features += [name for name, holds in (("nearest", index == nearest), ("only", len(indexes) == 1)) if holds]
            features += [f"here {name}" for name in self._past(time, telling)]
            found.append((time, features + (["speech"] if speech else [])))
        found.extend(self._carried(sentence, telling, speech=speech, dated=bool(indexes)))
        return [(self._weights.score(features), time, features) for time, features in found]

    def _remember(self, index: int) -> None:
        for at in range(self._upto + 1, index):
            for time in _times(self._sentences[at].chunks):
                self._seen[time.edtf or ""] = (at, time)
        self._upto = max(self._upto, index - 1)

    def _past(self, time: Time, telling: Telling) -> list[str]:
        edtf = time.edtf
        found = ["lead"] if edtf in self._lead else []
        if edtf in self._first:
            found.append("first")
        if edtf and edtf == self._told[1]:
            found.append("told")
            if telling.type == self._told[2]:
                found.append("told of its type")
        return found

    def _carried(
        self, sentence: Sentence, telling: Telling, *, speech: bool, dated: bool
    ) -> list[tuple[Time, list[str]]]:
        """Times of earlier sentences, and what speaks for going on with them."""
        about = [f"carried to {name}" for name in _situation(sentence.chunks, telling, speech=speech, dated=dated)]
        here = {time.edtf for time in _times(sentence.chunks)}
        found = []
        for edtf, (at, time) in self._seen.items():
            if edtf in here:
                continue
            features = [f"carried {name}" for name in (*time_kinds(time, self._published), *self._past(time, telling))]
            features.append(f"gap {min(sentence.index - at, _FARTHEST)}")
            if self._told[0] == sentence.index and self._told[1] == edtf:
                features.append("told in this sentence")
            found.append((time, features + about))
        return found


def _begin(time: Time) -> Time:
    """The first day of a span that only says how long the outcome has lasted (`يسيطر منذ`, `الهدنة السارية منذ`)."""
    return replace(time, edtf=time.edtf.partition("/")[0]) if time.kind == "since" and time.edtf else time


def _times(chunks: Sequence[Chunk]) -> list[Time]:
    return [c.time for c in chunks if c.time is not None and _is_dated(c) and c.time.kind != _ANCHORED]


def _is_told_at(chunks: Sequence[Chunk], index: int, telling: Telling) -> bool:
    """Whether a day counted from the telling's event (`بعد يومين من الهجوم`) stands right before its word."""
    time = chunks[index].time
    if time is None or time.kind != _ANCHORED:
        return True
    between = chunks[index + 1 : telling.index]
    return index < telling.index and not any(c.kind in (VERB, EVENT) and c.triggers() for c in between)


def _is_dated(chunk: Chunk) -> bool:
    """Whether the chunk is a time that resolved to a date."""
    return chunk.kind == TIME and chunk.time is not None and chunk.time.edtf is not None


def _situation(chunks: Sequence[Chunk], telling: Telling, *, speech: bool, dated: bool) -> list[str]:
    """What kind of telling and sentence it is that a time would be carried to."""
    holds = {
        "speech": speech, "dated": dated, "anaphor": _is_anaphor(telling.chunk), "background": _looks_back(chunks),
        "verb": telling.chunk.kind == VERB, "going on": _goes_on(chunks),
    }  # fmt: skip
    return [name for name, held in holds.items() if held]


def _is_anaphor(chunk: Chunk) -> bool:
    """Whether the trigger is an event noun with the article, which points back to an event told before."""
    return chunk.kind == EVENT and chunk.definite


def _looks_back(chunks: Sequence[Chunk]) -> bool:
    """Whether the sentence opens on the past (`وكانت القوات قد`, `يذكر أن`)."""
    return any(entry.cls == "aux" for chunk in chunks[:1] for entry in chunk.entries)


def _goes_on(chunks: Sequence[Chunk]) -> bool:
    """Whether the sentence opens with a joined verb of speech (`وأضاف`, `وقال`)."""
    first = next((chunk for chunk in chunks if chunk.kind not in (JOINT, MARKER)), None)
    return first is not None and first.kind == VERB and first.joined and any(e.kind == "cue" for e in first.entries)
