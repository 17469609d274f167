"""Measure the weights by which one place and one time are chosen for each event; `python -m bench.fit_choices`.

Unlike the tables of `bench.fit`, these weigh all candidates of an event against each other and against none: the
weights make the right choice likeliest among all (a softmax), so that a feature that all candidates share says
nothing but how likely any is. Figures are by cross-validation over whole reports.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.coded import find_reports
from bench.fit import align, load_scorer, write
from isnad.knowledge import load_knowledge
from isnad.knowledge.weights import ALWAYS
from isnad.model import Article
from isnad.read.events.tellings import Sentence, Telling
from isnad.read.mentions.chunks import Context
from isnad.read.reader import Reader
from isnad.read.resolve.place_names import NamedPlace
from isnad.read.resolve.when import Chronicle
from isnad.read.resolve.where import Whereabouts

_STRENGTH = {"place": 6.0, "time": 20.0}
_FOLDS, _STEPS, _STEP = 5, 200, 0.05
_SMALLEST = 0.05
Array = NDArray[np.float64]
# The report, and for each candidate of one event its features and whether it is right.
Choice = tuple[str, list[list[str]], list[bool]]
Told = tuple[Sentence, Telling, dict[str, Any] | None]


def find_told(reader: Reader) -> Iterator[tuple[Article, Context, list[Sentence], list[Told]]]:
    """Each report that may be learned from, with its tellings in order and the coded event of each, if any."""
    for article, events in find_reports():
        context, sentences, _ = reader.find_sentences(article)
        tellings = [(sentence, telling) for sentence in sentences for telling in sentence.tellings]
        told = [(sentence, t, align(t, context, article.text, events)) for sentence, t in tellings]
        yield article, context, sentences, told


def gather_places() -> list[Choice]:
    """Places that each coded event may have happened at, right where the coders wrote the same name."""
    knowledge, scorer = load_knowledge(), load_scorer()
    types = {t.name: t for t in knowledge.event_types}
    found: list[Choice] = []
    for article, context, sentences, told in find_told(Reader(knowledge)):
        whereabouts = Whereabouts(context, sentences, knowledge.weights["place"])
        for sentence, telling, event in told:
            speech, motion = types[telling.type].speech, types[telling.type].motion
            if event is not None:
                scored = whereabouts.score(sentence, telling, speech=speech, motion=motion)
                names = [name_of(place, context, article.text) for _, place, _ in scored]
                right = [any(scorer.same_phrase(name, p["text"]) for p in event["places"]) for name in names]
                found.append((article.article_id, [features for _, _, features in scored], right))
            whereabouts.find_places(sentence, telling, speech=speech, motion=motion)
    return found


def name_of(place: NamedPlace, context: Context, text: str) -> str:
    """The characters of the name, or of the phrase where there is none."""
    words = place.mention or place.chunk
    return text[context.words[words.first].start : context.words[words.last - 1].end]


def gather_times() -> list[Choice]:
    """Times that each coded event may have happened at, right where the coders wrote the same day."""
    knowledge, scorer = load_knowledge(), load_scorer()
    types = {t.name: t for t in knowledge.event_types}
    found: list[Choice] = []
    for article, _, sentences, told in find_told(Reader(knowledge)):
        chronicle = Chronicle(sentences, article.published, knowledge.weights["time"])
        for sentence, telling, event in told:
            speech = types[telling.type].speech
            if event is not None:
                scored = chronicle.score(sentence, telling, speech=speech)
                day = event["date"]
                right = [bool(day) and scorer.filler_equal("date", day, time.edtf) for _, time, _ in scored]
                found.append((article.article_id, [features for _, _, features in scored], right))
            chronicle.find_when(sentence, telling, speech=speech)
    return found


def measure(choices: Iterable[Choice], strength: float) -> dict[str, float]:
    """Weights that make the right choices likeliest; no candidate scores 0, and `always` is what any starts from."""
    choices = list(choices)
    names = sorted({f for _, candidates, _ in choices for features in candidates for f in features})
    column = {name: at for at, name in enumerate([*names, ALWAYS])}
    tables = [(_table(candidates, column), np.array(right, float)) for _, candidates, right in choices]
    weights, slope, square = (np.zeros(len(column)) for _ in range(3))
    held = np.full(len(column), strength)
    held[-1] = 0.0
    for step in range(1, _STEPS + 1):
        pulls = (_pull(table, right, weights) for table, right in tables)
        gradient = held * weights + sum(pulls, np.zeros(len(column)))
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= _STEP * (slope / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(column, map(float, weights), strict=True))


def _table(candidates: list[list[str]], column: dict[str, int]) -> Array:
    table = np.zeros((len(candidates), len(column)))
    for row, features in enumerate(candidates):
        table[row, [column[feature] for feature in features]] = 1.0
    table[:, -1] = 1.0
    return table


def _pull(table: Array, right: Array, weights: Array) -> Array:
    """How far the likelihoods of one event's candidates lie from what is right, in terms of the features."""
    odds = np.append(table @ weights, 0.0)
    likely = np.exp(odds - odds.max())
    likely /= likely.sum()
    wanted = np.append(right, 0.0 if right.any() else 1.0)
    share = likely * wanted
    # Half of the aim follows the likelihoods among several right candidates, half counts them alike.
    aim = 0.5 * share / share.sum() + 0.5 * wanted / wanted.sum()
    pull: Array = table.T @ (likely - aim)[:-1]
    return pull


def judge(choices: list[Choice], strength: float) -> float:
    """Share of events whose likeliest candidate, or none, is right, on reports held out from the measuring."""
    reports = sorted({report for report, _, _ in choices})
    right = 0
    for fold in range(_FOLDS):
        held_out = set(reports[fold::_FOLDS])
        weights = measure((c for c in choices if c[0] not in held_out), strength)
        right += sum(_is_right(c, weights) for c in choices if c[0] in held_out)
    return right / len(choices)


def _is_right(choice: Choice, weights: dict[str, float]) -> bool:
    _, candidates, right = choice
    scores = [weights[ALWAYS] + sum(weights.get(f, 0.0) for f in features) for features in candidates]
    if not scores or max(scores) < 0:
        return not any(right)
    return right[scores.index(max(scores))]


_GATHERERS: dict[str, Callable[[], list[Choice]]] = {"place": gather_places, "time": gather_times}


def main() -> int:
    """Measure the tables named on the command line, or both."""
    for name in sys.argv[1:] or _GATHERERS:
        choices = _GATHERERS[name]()
        share = judge(choices, _STRENGTH[name])
        print(f"{name:10s} {len(choices)} events; held-out share of right choices {share:.3f}")
        weights = measure(choices, _STRENGTH[name])
        write(name, {f: w for f, w in weights.items() if abs(w) >= _SMALLEST or f == ALWAYS})
    return 0


if __name__ == "__main__":
    sys.exit(main())
