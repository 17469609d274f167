"""Measure the weights of links between claims, and say how well they do on what was left out.

Run as `python -m bench.fit_incidents [--write]`; needs SciPy, and labels and reports beside the project. Examples are
pairs of reports of 2015 labelled by hand, each by its pair of claims that speaks most for one happening; pairs of claims
within each of these reports, which the reader would have joined were they one happening; and headlines of
one day and governorate that name the place of their Airwars incident (half of the incidents, by hash; those of one report
listed twice are left out). The weights stay near those of `incident_prior.tsv`, which were set by reasoning, as far as the
examples say nothing else: what they do not hold keeps its weight, and no outlet's habits are learned by heart.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.model_selection import GroupKFold

from bench.airwars import FOLDER, by_cell, find_headlines
from bench.fit import WEIGHTS
from bench.incidents import is_held_out
from bench.labelled import Labelled, find_labelled
from bench.scoring import Score
from isnad.knowledge import Knowledge, load_knowledge
from isnad.knowledge.weights import ALWAYS, Weights
from isnad.weigh.features import find_features
from isnad.weigh.ground import Ground, find_ground
from isnad.weigh.pairs import find_pairs

PRIOR = Path(__file__).with_name("incident_prior.tsv")
_HOLD = 5.0  # how strongly a weight is held where it stands; of 1.5, 3 and 5 the one that does best on pairs left out
_HEADLINE = 0.1  # what a pair of headlines counts beside a labelled pair: their labels are another's and less sure
_WITHIN = 0.1  # what a pair within a report counts: there are many, and some are one happening after all
_ROUNDS = 3
_FOLDS = 5
_OF_REPORT = ("title ", "same article", "same source", "same outlet")
_LIKE_TITLES = "title some"
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """Choices of features, one of which is the pair's; whether it is one happening; what it counts."""

    choices: tuple[tuple[str, ...], ...]
    same: bool
    worth: float

    def best(self, weights: Weights) -> tuple[str, ...]:
        """The choice that speaks most for one happening."""
        return max(self.choices, key=lambda features: (weights.score(features), features))


def find_examples(labelled: Sequence[Labelled], ground: Ground) -> list[Example]:
    """Each labelled pair of reports with the features of all its pairs of claims."""
    return [
        Example(tuple(tuple(find_features(a, b, ground)) for a in one.mine for b in one.theirs), one.same, 1.0)
        for one in labelled
    ]


def find_inner_examples(labelled: Sequence[Labelled], ground: Ground) -> Iterator[Example]:
    """Pairs of claims of one report, as though two reports with somewhat like titles told them."""
    reports = {name: told for one in labelled for name, told in ((one.one, one.mine), (one.other, one.theirs))}
    for told in reports.values():
        for one, other in find_pairs(told, ground):
            features = (name for name in find_features(one, other, ground) if not name.startswith(_OF_REPORT))
            yield Example(((*features, _LIKE_TITLES),), same=False, worth=_WITHIN)


def find_headline_examples(knowledge: Knowledge, ground: Ground) -> Iterator[Example]:
    """Pairs of headlines of the incidents that are measured on. Empty: where they are absent."""
    if not FOLDER.is_dir():
        return
    known = [one for one in find_headlines(knowledge, ground) if one.told and not is_held_out(one.incident)]
    for one, other in (pair for cell in by_cell(known) for pair in combinations(cell, 2)):
        if (one.words, one.outlet) != (other.words, other.outlet):
            features = tuple(find_features(one.account, other.account, ground))
            yield Example((features,), one.incident == other.incident, _HEADLINE)


def fit(examples: Sequence[Example], prior: Weights) -> Weights:
    """The weights that fit the examples best without going far from the prior."""
    weights = prior
    for _ in range(_ROUNDS):  # which claims of two reports are meant depends on the weights, and the other way about
        weights = _fit_once([one.best(weights) for one in examples], examples, prior)
    return weights


def _fit_once(chosen: Sequence[tuple[str, ...]], examples: Sequence[Example], prior: Weights) -> Weights:
    names = sorted(prior.by_feature)  # what the prior does not name did not help, and weighs nothing
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(chosen), len(names)))
    for number, features in enumerate(chosen):
        rows[number, [at[name] for name in {*features, ALWAYS} & at.keys()]] = 1.0
    start = np.array([prior.by_feature.get(name, 0.0) for name in names])
    same, worth = np.array([one.same for one in examples]), np.array([one.worth for one in examples])

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = rows @ weights
        error = worth * (expit(odds) - same)
        far = weights - start
        return float(
            worth @ (np.logaddexp(0, odds) - same * odds) + _HOLD / 2 * far @ far
        ), rows.T @ error + _HOLD * far

    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return Weights(prior.name, {name: round(float(w), 2) for name, w in zip(names, found, strict=True)})


def score(examples: Sequence[Example], weights: Weights) -> Score:
    """Links found among the examples against those that are."""
    linked = [weights.score(one.best(weights)) > 0 for one in examples]
    hits = sum(one.same and found for one, found in zip(examples, linked, strict=True))
    return Score(hits, sum(linked), sum(one.same for one in examples))


def score_left_out(labelled: Sequence[Labelled], examples: list[Example], more: list[Example], prior: Weights) -> Score:
    """Links of pairs that the weights were not measured on: a report's pairs are all left out together."""
    totals = [0, 0, 0]
    for kept, left in GroupKFold(_FOLDS).split(examples, groups=_find_groups(labelled)):
        weights = fit([examples[at] for at in kept] + more, prior)
        found = score([examples[at] for at in left], weights)
        totals = [total + part for total, part in zip(totals, (found.hits, found.claimed, found.wanted), strict=True)]
    return Score(*totals)


def _find_groups(labelled: Sequence[Labelled]) -> list[str]:
    """The first of the reports that each pair hangs together with."""
    first: dict[str, str] = {}
    for one in labelled:
        group = min(first.get(one.one, one.one), first.get(one.other, one.other))
        joined = {first.get(one.one, one.one), first.get(one.other, one.other)}
        first.update({name: group for name, old in first.items() if old in joined})
        first[one.one] = first[one.other] = group
    return [first[one.one] for one in labelled]


def load_prior() -> Weights:
    """The weights as they were set by reasoning."""
    with PRIOR.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return Weights("incident", {row["feature"]: float(row["weight"]) for row in rows})


def write(weights: Weights) -> None:
    """The table, sorted by feature; what weighs nothing is left out."""
    lines = [f"{name}\t{weight}\t" for name, weight in sorted(weights.by_feature.items()) if weight or name == ALWAYS]
    (WEIGHTS / "incident.tsv").write_text("\n".join(["feature\tweight\tnote", *lines, ""]), encoding="utf-8")


def main() -> int:
    """Measure, print, and write if asked."""
    knowledge = load_knowledge()
    ground, prior = find_ground(knowledge), load_prior()
    labelled = list(find_labelled(knowledge, ground))
    examples, more = find_examples(labelled, ground), list(find_headline_examples(knowledge, ground))
    inner = list(find_inner_examples(labelled, ground))
    print(f"{len(examples)} labelled pairs, {len(inner)} pairs within a report, {len(more)} pairs of headlines")
    more += inner
    if not examples:
        print("skipped: no labelled pairs, or their reports are not beside the project")
        return 0
    left_out = score_left_out(labelled, examples, more, prior)
    weights = fit(examples + more, prior)
    for title, found in (
        ("as set", score(examples, prior)), ("measured, on pairs left out", left_out), ("measured", score(examples, weights))
    ):  # fmt: skip
        print(f"{title}: links P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}")
    if "--write" in sys.argv:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
