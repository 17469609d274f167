"""Measure the weights of `data/weights/` on coded reports, and say how well they carry over.

Run as `python -m bench.fit [TABLE...]`; needs scikit-learn and the yardstick beside the project. Figures are by
cross-validation over whole reports, so that no report is judged by weights that it helped to set.
"""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from bench.coded import find_reports
from isnad.knowledge import Knowledge, load_knowledge
from isnad.model import Article, Span
from isnad.read.events.acceptance import find_acceptance_features
from isnad.read.events.candidates import find_candidates
from isnad.read.events.roles import rank
from isnad.read.events.tellings import Telling
from isnad.read.mentions.chunks import Chunk, Context
from isnad.read.reader import Reader
from isnad.read.resolve.merge import merge
from isnad.read.resolve.sameness import Sameness

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = ROOT.parent / "shared" / "eval"
WEIGHTS = ROOT / "src" / "isnad" / "data" / "weights"
_FOLDS = 5
_STRENGTH = {"initiator": 0.4, "target": 0.4, "same": 0.1, "event": 0.6}
_SMALLEST = 0.05
# What a pair counts of which only one is coded: the other may repeat it, or may be no event at all.
_HALF_KNOWN = 0.15
# What an example of an event file counts: it was written to be clear.
_EXAMPLE = 5.0
_EXAMPLE_DAY = date(2024, 12, 6)


@dataclass(slots=True)
class Examples:
    """Named features of each choice, whether it was right, and the report it stands in."""

    features: list[tuple[str, ...]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    report: list[str] = field(default_factory=list)
    worth: list[float] = field(default_factory=list)

    def add(self, features: tuple[str, ...], right: bool, report: str, worth: float = 1.0) -> None:
        """One choice more; `worth` is how much it counts."""
        self.worth.append(worth)
        self.features.append(features)
        self.right.append(right)
        self.report.append(report)


def load_scorer() -> ModuleType:
    """The yardstick's scorer, for its rule of when two phrases are the same."""
    spec = importlib.util.spec_from_file_location("score", YARDSTICK / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def align(telling: Telling, context: Context, text: str, events: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The coded event that the telling tells: same type, its trigger in the evidence, its trigger word best of all."""
    words = context.words
    trigger = Span(words[telling.chunk.first].start, words[telling.chunk.last - 1].end)
    best, most = None, 0.0
    for event in events:
        start = text.find(event["evidence"])
        if event["type"] != telling.type or start < 0 or not start <= trigger.start < start + len(event["evidence"]):
            continue
        at = text.find(event["trigger"], start)
        likeness = 1.0 + 1.0 / (1 + abs(at - trigger.start)) - 0.0001 * len(event["evidence"])
        if likeness > most:
            best, most = event, likeness
    return best


def words_of(chunk: Chunk, context: Context, text: str) -> str:
    """The chunk's characters."""
    return text[context.words[chunk.first].start : context.words[chunk.last - 1].end]


def gather_roles() -> dict[str, Examples]:
    """Candidates for the roles of coded events, right where the coders wrote the same phrase."""
    knowledge = load_knowledge()
    reader, scorer = Reader(knowledge), load_scorer()
    types = {t.name: t for t in knowledge.event_types}
    found = {"initiator": Examples(), "target": Examples()}
    for article, events in find_reports():
        context, sentences, _ = reader.find_sentences(article)
        for telling in (t for s in sentences for t in s.tellings):
            event = align(telling, context, article.text, events)
            if event is None:
                continue
            candidates = find_candidates(telling, types[telling.type])
            for role, examples in found.items():
                for choice in rank(candidates, telling.rules(role), knowledge.weights[role]):
                    phrase = words_of(choice.candidate.chunk, context, article.text)
                    right = any(scorer.same_phrase(wanted, phrase) for wanted in event[role])
                    examples.add(choice.features, right, article.article_id)
    _add_example_roles(found, knowledge, reader)
    return found


def _add_example_roles(found: dict[str, Examples], knowledge: Knowledge, reader: Reader) -> None:
    """The roles that the examples of the event files expect."""
    for event_type in knowledge.event_types:
        for example in (e for e in event_type.examples if found.keys() & e.expect.keys()):
            article = Article(event_type.name, example.text, (), published=_EXAMPLE_DAY)
            context, sentences, *_ = reader.find_sentences(article)
            for telling in (t for s in sentences for t in s.tellings if t.type == event_type.name):
                candidates = find_candidates(telling, event_type)
                for role in found.keys() & example.expect.keys():
                    for choice in rank(candidates, telling.rules(role), knowledge.weights[role]):
                        phrase = words_of(choice.candidate.chunk, context, article.text)
                        right = any(wanted in phrase or phrase in wanted for wanted in example.expect[role])
                        found[role].add(choice.features, right, f"example of {event_type.name}", _EXAMPLE)


def gather_sameness() -> dict[str, Examples]:
    """Pairs of tellings: right where both tell one coded event, or where only one tells any and joining saves an invention."""
    reader = Reader(load_knowledge())
    found = Examples()
    for article, events in find_reports():
        context, sentences, _ = reader.find_sentences(article)
        tellings = list(reader.split(sentences))
        coded = [align(t, context, article.text, events) for t in tellings]
        sameness = Sameness(context)
        for j, later in enumerate(tellings):
            for i in range(j):
                features = sameness.features(tellings[i], later)
                if features and (coded[i] is not None or coded[j] is not None):
                    both = coded[i] is not None and coded[j] is not None
                    right = not both or coded[i] is coded[j]
                    found.add(tuple(features), right, article.article_id, 1.0 if both else _HALF_KNOWN)
    return {"same": found}


def gather_events() -> dict[str, Examples]:
    """Merged tellings: right where one of the coded events is told."""
    knowledge = load_knowledge()
    reader = Reader(knowledge)
    found = Examples()
    for article, events in find_reports():
        context, sentences, _ = reader.find_sentences(article)
        merged = merge(reader.split(sentences), context, knowledge.weights["same"])
        seen: set[str] = set()
        for telling in merged:
            event = align(telling, context, article.text, events)
            right = event is not None and event["id"] not in seen
            if event is not None:
                seen.add(event["id"])
            found.add(tuple(find_acceptance_features(telling)), right, article.article_id)
    _add_examples(found, knowledge, reader)
    return {"event": found}


def _add_examples(found: Examples, knowledge: Knowledge, reader: Reader) -> None:
    """The examples of the event files: a sentence that stands alone must be told, a counter-example must not."""
    for event_type in knowledge.event_types:
        for right, examples in ((True, event_type.examples), (False, event_type.counter_examples)):
            for example in examples:
                article = Article(event_type.name, example.text, (), published=_EXAMPLE_DAY)
                context, sentences, *_ = reader.find_sentences(article)
                told = (t for s in sentences for t in s.tellings if t.type == event_type.name)
                for telling in merge(told, context, knowledge.weights["same"]):
                    features = find_acceptance_features(telling)
                    found.add(tuple(features), right, f"example of {event_type.name}", _EXAMPLE)


def fit(name: str, examples: Examples) -> dict[str, float]:
    """Weights of the table; prints how they fare on reports that they were not measured on."""
    vectors = DictVectorizer()
    x = vectors.fit_transform([dict.fromkeys(features, 1.0) for features in examples.features])
    model = LogisticRegression(C=_STRENGTH[name], solver="lbfgs", max_iter=2000)
    guessed = cross_val_predict(model, x, examples.right, groups=examples.report, cv=GroupKFold(_FOLDS),
                                params={"sample_weight": examples.worth})  # fmt: skip
    figures = [metric(examples.right, guessed) for metric in (precision_score, recall_score, f1_score)]
    print(f"{name:10s} {len(examples.right)} choices, {sum(examples.right)} right; "
          "held-out P {:.3f} R {:.3f} F1 {:.3f}".format(*figures))  # fmt: skip
    model.fit(x, examples.right, sample_weight=examples.worth)
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    return {"always": float(model.intercept_[0])} | {f: float(w) for f, w in weights.items() if abs(w) >= _SMALLEST}


def write(name: str, weights: dict[str, float]) -> Path:
    """The table written anew, in the order of its features."""
    path = WEIGHTS / f"{name}.tsv"
    rows = "".join(f"{feature}\t{weight:.2f}\t\n" for feature, weight in sorted(weights.items()))
    path.write_text("feature\tweight\tnote\n" + rows, encoding="utf-8")
    return path


# In this order, since each is read with the tables before it.
_GATHERERS = {gather_roles: ("initiator", "target"), gather_sameness: ("same",), gather_events: ("event",)}


def main() -> int:
    """Fit the tables named on the command line, or all."""
    wanted = set(sys.argv[1:])
    for gather, names in _GATHERERS.items():
        if not wanted or wanted & set(names):
            for name, examples in gather().items():
                write(name, fit(name, examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
