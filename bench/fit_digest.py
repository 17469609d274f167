"""Measures the weights by which a digest ranks sentences, on one half of the summarised reports, and writes their table.

Run as `python -m bench.fit_digest`; needs the article pool beside the project and `pip install -e '.[fit]'`. A sentence is a
good one where it is among the three that, taken together, come nearest to the outlet's own summary and carry its events:
chosen greedily by six times ROUGE-L plus the share of the events. Weights of features come from a logistic regression; what a
sentence adds (`each new event`) and what it must weigh without an event that is new, by trying
the values below. The order of
reports changes nothing.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.summaries import (
    Summarised,
    fill,
    find_carried_in,
    find_main,
    find_records,
    is_same_event,
    read_summarised,
    rouge_l,
)
from isnad.knowledge.weights import ALWAYS, Weights
from isnad.model import Span
from isnad.show.digest.ranking import FLOOR, MOST_LINES, NEW, Candidate, Ranked, Scale, find_candidates, rank_candidates
from isnad.show.digest.scale import load_families, load_that

TABLE = Path(str(files("isnad"))) / "data" / "digest_sentences.tsv"
_LEAST_SEEN = 20
_TRIED = {NEW: (0.1, 0.2, 0.3, 0.4), FLOOR: (-9.0, -2.1, -1.9, -1.8, -1.7)}
# How much a step of ROUGE-L counts beside the same step of the share of events: so that both gain.
_ROUGE = 6.0
# A digest has three sentences; of the values tried those that leave fewer on average than this are not taken.
_LEAST_LINES = 2.7


def find_good(report: Summarised, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The numbers of the sentences that together come nearest to the summary, taken greedily."""
    chosen: list[Candidate] = []
    for _ in range(MOST_LINES):
        left = [one for one in candidates if one not in chosen]
        best = max(left, key=lambda one: nearness(report, [*chosen, one]), default=None)
        if best is None or (chosen and nearness(report, [*chosen, best]) <= nearness(report, chosen)):
            break
        chosen.append(best)
    return frozenset(one.sentence.number for one in chosen)


def nearness(report: Summarised, chosen: Sequence[Candidate]) -> float:
    """ROUGE-L of the sentences, in their order, plus the share of the summary's events that they carry."""
    return _nearness(report, [one.sentence.span for one in chosen])


def _nearness(report: Summarised, chosen: Sequence[Span]) -> float:
    spans = sorted(chosen)
    main, carried = find_main(report), find_carried_in(spans, report.claims)
    share = sum(any(is_same_event(m, c) for c in carried) for m in main) / len(main) if main else 0.0
    return _ROUGE * rouge_l("\n".join(span.of(report.article.text) for span in spans), report.summary) + share


def fit_features(reports: Sequence[Summarised], families: dict[str, str]) -> dict[str, float]:
    """The weight of each feature that enough sentences have."""
    rows, good = [], []
    for report in reports:
        candidates = find_candidates(report.article, report.claims, Scale(Weights("none", {}), families, load_that()))
        chosen = find_good(report, candidates)
        rows += [dict.fromkeys(one.features, 1.0) for one in candidates]
        good += [one.sentence.number in chosen for one in candidates]
    vectorizer = DictVectorizer(sparse=True)
    table = vectorizer.fit_transform(rows)
    seen = np.asarray((table > 0).sum(axis=0)).ravel()
    model = LogisticRegression(C=0.5, max_iter=2000).fit(table, good)
    names = vectorizer.get_feature_names_out()
    kept = {str(name): float(weight) for name, weight, n in zip(names, model.coef_[0], seen, strict=True)
            if n >= _LEAST_SEEN}  # fmt: skip
    return {ALWAYS: float(model.intercept_[0]), **kept}


def fit_additions(
    reports: Sequence[Summarised], weights: dict[str, float], families: dict[str, str]
) -> dict[str, float]:
    """The values of what a sentence adds that bring the digests of the reports nearest to their summaries."""
    bare = Scale(Weights("features", weights), families, load_that())
    found = [(report, find_candidates(report.article, report.claims, bare)) for report in reports]
    return max(
        _combinations(), key=lambda added: _mean(found, Scale(Weights("all", weights | added), families, load_that()))
    )


def _combinations() -> Iterator[dict[str, float]]:
    return (dict(zip(_TRIED, values, strict=True)) for values in itertools.product(*_TRIED.values()))


def _mean(found: Sequence[tuple[Summarised, Sequence[Candidate]]], scale: Scale) -> float:
    ranked = [(report, rank_candidates(_scored(some, scale), scale)) for report, some in found]
    if sum(len(one.lines) for _, one in ranked) < _LEAST_LINES * len(found):
        return 0.0
    return sum(_both(report, one) for report, one in ranked) / len(found)


def _scored(found: Sequence[Candidate], scale: Scale) -> list[Candidate]:
    return [replace(one, score=scale.weights.score(one.features)) for one in found]


def _both(report: Summarised, ranked: Ranked) -> float:
    """How near the digest is in its sentences, and in a budget of words."""
    lines = [one.sentence.span for one in ranked.lines]
    further = [one.sentence.span for one in ranked.key_lines]
    return _nearness(report, lines) + _nearness(report, fill([*lines, *further], report.article.text))


def write_table(weights: dict[str, float]) -> None:
    """Write the table, its rows by name."""
    lines = [f"{name}\t{weight:.2f}\t" for name, weight in sorted(weights.items())]
    note = "# Measured by `python -m bench.fit_digest` on half of the summarised reports; see its head.\n"
    TABLE.write_text(note + "feature\tweight\tnote\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Exit status: 0."""
    with ProcessPoolExecutor(2) as pool:
        reports = [one for one in pool.map(read_summarised, find_records(), chunksize=10) if one]
    ours = [one for one in reports if not one.is_held_out and not one.is_copied]
    families = load_families()
    weights = fit_features(ours, families)
    added = fit_additions(ours, weights, families)
    write_table(weights | added)
    print(f"{len(ours)} reports; {len(weights)} features; {added}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
