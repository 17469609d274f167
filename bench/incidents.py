"""Headlines of one Airwars incident fall together: ours beside TF-IDF cosine with same day and same governorate.

Run as `python -m bench.incidents`; needs scikit-learn and the data beside the project. Three sets of headlines: all; those
of incidents that the weights were not measured on; and those that name their incident's own place. An outlet's one report
is listed with every incident that it tells of, so that the whole set holds items which no words can tell apart: the share
of pairs of the same words in other incidents is printed as well. The threshold of the baseline is tuned on the same data.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.airwars import FOLDER, Headline, by_cell, find_headlines
from bench.grouping import Fit, compare
from isnad.knowledge import load_knowledge
from isnad.weigh.ground import Ground, find_ground
from isnad.weigh.incidents import find_incidents, find_links

_ABOVE_BASELINE = 0.10
_LEAST_PRECISION = 0.90
_VECTORIZERS = {
    "words": {},
    "characters 2-4": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "characters 3-5": {"analyzer": "char_wb", "ngram_range": (3, 5)},
}
_THRESHOLDS = [step / 50 for step in range(51)]


def is_held_out(incident: str) -> bool:
    """Whether the weights are not measured on this incident: every second one, by the hash of its code."""
    return sha256(incident.encode()).digest()[0] % 2 == 1


def find_ours(headlines: Sequence[Headline], ground: Ground) -> list[str]:
    """The incident of each headline as Isnad finds it, by its first claim."""
    group: dict[str, str] = {}
    for cell in by_cell(list(headlines)):
        accounts = [one.account for one in cell]
        for found in find_incidents([account.claim_id for account in accounts], find_links(accounts, ground)):
            group.update(dict.fromkeys(found, found[0]))
    return [group[one.account.claim_id] for one in headlines]


def find_baseline(headlines: Sequence[Headline]) -> tuple[str, float, Fit]:
    """The best that TF-IDF does: its kind, its threshold and its fit."""
    true = [one.incident for one in headlines]
    best: tuple[str, float, Fit] | None = None
    for kind, options in _VECTORIZERS.items():
        edges = _cosines(headlines, TfidfVectorizer(**options))
        for threshold in _THRESHOLDS:
            fit = compare(_components(len(headlines), [edge for edge in edges if edge[0] >= threshold]), true)
            if best is None or fit.f1 > best[2].f1:
                best = (kind, threshold, fit)
    assert best is not None
    return best


def _cosines(headlines: Sequence[Headline], vectorizer: TfidfVectorizer) -> list[tuple[float, int, int]]:
    """Cosines of all pairs of one day and governorate."""
    vectors = vectorizer.fit_transform([one.words for one in headlines])
    at = {one.name: number for number, one in enumerate(headlines)}
    edges = []
    for cell in by_cell(list(headlines)):
        rows = [at[one.name] for one in cell]
        cosines = (vectors[rows] @ vectors[rows].T).toarray()
        edges += [(cosines[a, b], rows[a], rows[b]) for a, b in np.argwhere(np.tri(len(rows), k=-1))]
    return edges


def _components(count: int, edges: Sequence[tuple[float, int, int]]) -> list[int]:
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for _, one, other in edges:
        parent[root(one)] = root(other)
    return [root(at) for at in range(count)]


def find_twins(headlines: Sequence[Headline]) -> tuple[int, int]:
    """Pairs of the same words, outlet, day and governorate: all, and those of two incidents."""
    pairs = [
        (one, other)
        for cell in by_cell(list(headlines))
        for number, one in enumerate(cell)
        for other in cell[:number]
        if (one.words, one.outlet) == (other.words, other.outlet)
    ]
    return len(pairs), sum(one.incident != other.incident for one, other in pairs)


def report(title: str, headlines: Sequence[Headline], ground: Ground) -> bool:
    """Print both fits; whether ours reaches the bars."""
    kind, threshold, theirs = find_baseline(headlines)
    ours = compare(find_ours(headlines, ground), [one.incident for one in headlines])
    twins, apart = find_twins(headlines)
    print(f"{title}: {len(headlines)} headlines of {len({one.incident for one in headlines})} incidents")
    print(f"  of {twins} pairs of one report listed twice {apart} are of two incidents")
    print(f"  baseline ({kind}, {threshold:.2f}): {theirs}")
    print(f"  ours: {ours}; B-cubed F1 {ours.f1 - theirs.f1:+.3f}")
    return ours.f1 - theirs.f1 >= _ABOVE_BASELINE and ours.pairs.precision >= _LEAST_PRECISION


def main() -> int:
    """Measure all sets; the first decides."""
    if not FOLDER.is_dir():
        print(f"skipped: {FOLDER.name} is not beside the project")
        return 0
    knowledge = load_knowledge()
    ground = find_ground(knowledge)
    headlines = list(find_headlines(knowledge, ground))
    sets: dict[str, Callable[[Headline], bool]] = {
        "all": lambda one: True,
        "not measured on": lambda one: is_held_out(one.incident),
        "naming their place": lambda one: one.told,
        "naming their place, not measured on": lambda one: one.told and is_held_out(one.incident),
    }
    reached = [report(title, [one for one in headlines if wanted(one)], ground) for title, wanted in sets.items()]
    print(f"bars: B-cubed F1 {_ABOVE_BASELINE:+.2f} on the baseline, precision of pairs {_LEAST_PRECISION:.2f}")
    return int(not reached[0])


if __name__ == "__main__":
    sys.exit(main())
