"""Scores of claims against a hand-made reading in the codebook's form.

A claim matches a gold event of its type where the words of their evidence overlap; the record score counts
every slot of every event, so that a missed event costs all its slots and an invented one all that it claims.
This is the project's own measure for its own samples; the yardstick beside the project has its own scorer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from isnad.arabic.clitics import find_stems
from isnad.arabic.fold import fold
from isnad.arabic.words import find_words

Row = dict[str, Any]
_LISTS = ("initiator", "target", "sources")
_COUNTS = ("fatalities", "injured", "displaced")
_PHRASE_SHARE = 0.5
_EVIDENCE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, from counts of hits, claimed and wanted."""

    hits: int
    claimed: int
    wanted: int

    @property
    def precision(self) -> float:
        """Hits among the claimed."""
        return self.hits / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        """Hits among the wanted."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.claimed + self.wanted
        return 2 * self.hits / total if total else 0.0


def score(pairs: Iterable[tuple[list[Row], list[Row]]]) -> dict[str, Score]:
    """Scores `events` and `record` over pairs of gold and claimed rows, one pair per article."""
    events, record = [0, 0, 0], [0, 0, 0]
    for gold, claimed in pairs:
        matches = match(gold, claimed)
        _add(events, (len(matches), len(claimed), len(gold)))
        hits = sum(_shared(gold[i], claimed[j]) for i, j in matches)
        _add(record, (hits, sum(len(_fillers(r)) for r in claimed), sum(len(_fillers(r)) for r in gold)))
    return {"events": Score(*events), "record": Score(*record)}


def match(gold: list[Row], claimed: list[Row]) -> list[tuple[int, int]]:
    """Index pairs of gold and claimed events of one type, most alike first, each used once."""
    ranked = sorted(
        ((_likeness(g, c), i, j) for i, g in enumerate(gold) for j, c in enumerate(claimed)),
        key=lambda r: (-r[0], r[1:]),
    )
    used_gold: set[int] = set()
    used_claimed: set[int] = set()
    found = []
    for likeness, i, j in ranked:
        if likeness > 0 and i not in used_gold and j not in used_claimed:
            used_gold.add(i)
            used_claimed.add(j)
            found.append((i, j))
    return found


def _likeness(gold: Row, claimed: Row) -> float:
    if gold["type"] != claimed["type"]:
        return 0.0
    overlap = _share(_words(gold["evidence"]), _words(claimed["evidence"]))
    if overlap < _EVIDENCE_SHARE:
        return 0.0
    return overlap + sum(_same(a, b) for name in ("initiator", "target") for a in gold[name] for b in claimed[name])


def _fillers(row: Row) -> list[tuple[str, Any]]:
    found = [("type", row["type"]), ("factuality", row["factuality"])]
    found += [(name, value) for name in _LISTS for value in row[name]]
    found += [("place:" + place["role"], place["text"]) for place in row["places"]]
    found += [("date", row["date"])] if row["date"] else []
    return found + [(name, row[name][0]) for name in _COUNTS if row.get(name)]


def _shared(gold: Row, claimed: Row) -> int:
    left = _fillers(claimed)
    hits = 0
    for name, value in _fillers(gold):
        for at, (other_name, other) in enumerate(left):
            if name == other_name and (value == other or (isinstance(value, str) and _same(value, str(other)))):
                del left[at]
                hits += 1
                break
    return hits


def _same(one: str, other: str) -> bool:
    return _share(_words(one), _words(other)) >= _PHRASE_SHARE


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _words(phrase: str) -> set[str]:
    """Words without the proclitics that may stand on them."""
    words = find_words(phrase, fold(phrase))
    return {min((stem for _, stem in find_stems(word.form)), key=len) for word in words if word.kind != "mark"}


def _add(totals: list[int], counts: tuple[int, int, int]) -> None:
    for at, count in enumerate(counts):
        totals[at] += count
