"""Digests beside the first three sentences (lead-3) and TF-IDF LexRank, against summaries that an outlet wrote itself.

Run as `python -m bench.digest`; needs the article pool beside the project and takes a few minutes. Weights of the digest are
measured on one half of the reports (`bench.fit_digest`); printed are both halves, of each all reports and those whose next
sentence is no copy of the summary. Where it is one, lead-3 wins by construction. Two budgets: three sentences, and 60
words, of which each takes what it ranks highest, the last sentence cut.

Event coverage: the share of the events of the summary, as our reader reads it, that the three carry. Twice: by the claims
that the report's reading names in the shown sentences, and by reading what is shown anew, as a text of its own.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from bench.summaries import (
    Summarised,
    fill,
    find_carried_in,
    find_main,
    find_records,
    forms_of,
    is_same_event,
    read_summarised,
    rouge_l,
)
from isnad.model import Section, SectionKind, Span
from isnad.pipeline.reader import packaged_reader
from isnad.show.digest.article import find_article_digest
from isnad.show.digest.checking import find_faults
from isnad.show.digest.ranking import rank
from isnad.show.digest.scale import load_scale
from isnad.show.digest.sentences import find_sentences

_SENTENCES = 3
_DAMPING, _STEPS, _SIMILAR = 0.85, 50, 0.1
_MEASURES = ("events by claims", "events read anew", "rouge-l")


@dataclass(frozen=True, slots=True)
class Order:
    """The sentences that a system shows, and all that it would go on to show, each the best first."""

    shown: list[Span]
    all: list[Span]


System = Callable[[Summarised], Order]


@dataclass(frozen=True, slots=True)
class Scored:
    """What one report gives each system, by budget: figures in the order of `_MEASURES`; None where there is no event."""

    report: Summarised
    figures: dict[tuple[str, str], tuple[float | None, float | None, float]]
    words: dict[str, int]
    lines: int
    key_lines: int
    faults: tuple[str, ...]


def rank_digest(report: Summarised) -> Order:
    """Up to three sentences as the digest ranks them, and its key lines after them."""
    ranked = rank(report.article, report.claims, load_scale(), most=_SENTENCES)
    lines = [one.sentence.span for one in ranked.lines]
    return Order(lines, lines + [one.sentence.span for one in ranked.key_lines])


def rank_lead(report: Summarised) -> Order:
    """The sentences as they stand."""
    return _of_all([one.span for one in find_sentences(report.article)])


def _of_all(spans: list[Span]) -> Order:
    return Order(spans[:_SENTENCES], spans)


def rank_lexrank(report: Summarised) -> Order:
    """The sentences by LexRank (Erkan and Radev 2004): steps of chance over cosines of TF-IDF above 0.1."""
    sentences = find_sentences(report.article)
    rows = _find_rows([one.forms for one in sentences])
    near = [[1.0 if _cosine(one, other) > _SIMILAR else 0.0 for other in rows] for one in rows]
    size = len(rows)
    rank_of = [1 / size] * size
    for _ in range(_STEPS):
        shares = [rank_of[at] / max(sum(near[at]), 1) for at in range(size)]
        rank_of = [
            (1 - _DAMPING) / size + _DAMPING * sum(shares[other] * near[other][at] for other in range(size))
            for at in range(size)
        ]
    order = sorted(range(size), key=lambda at: (-rank_of[at], at))
    return _of_all([sentences[at].span for at in order])


def _find_rows(sentences: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    counts = Counter(form for forms in sentences for form in set(forms))
    rows = []
    for forms in sentences:
        row = {form: n * math.log(1 + len(sentences) / counts[form]) for form, n in Counter(forms).items()}
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        rows.append({form: value / length for form, value in row.items()})
    return rows


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(value * other.get(form, 0.0) for form, value in one.items())


SYSTEMS: dict[str, System] = {"digest": rank_digest, "lead-3": rank_lead, "lexrank": rank_lexrank}


def score(report: Summarised) -> Scored:
    """The figures of the report."""
    text, main = report.article.text, find_main(report)
    figures, words = {}, {}
    for name, system in SYSTEMS.items():
        ranked = system(report)
        words[name] = sum(len(forms_of(span.of(text))) for span in ranked.shown)
        for budget, spans in (("3 sentences", ranked.shown), ("60 words", fill(ranked.all, text))):
            shown = sorted(spans)
            figures[name, budget] = (
                _share(main, find_carried_in(shown, report.claims)),
                _share(main, _read_anew(report, shown)),
                rouge_l("\n".join(span.of(text) for span in shown), report.summary),
            )
    digest = find_article_digest(report.article, report.claims)
    faults = tuple(find_faults(digest, report.article, report.claims))
    return Scored(report, figures, words, len(digest.lines), len(digest.key_lines), faults)


def _read_anew(report: Summarised, spans: Sequence[Span]) -> tuple:  # type: ignore[type-arg]
    text = "\n".join(span.of(report.article.text) for span in spans)
    if not text:
        return ()
    whole = (Section(SectionKind.BODY, Span(0, len(text))),)
    return packaged_reader().read(replace(report.article, text=text, sections=whole))


def _share(main: Sequence, carried: Sequence) -> float | None:  # type: ignore[type-arg]
    if not main:
        return None
    return sum(any(is_same_event(one, other) for other in carried) for one in main) / len(main)


def print_figures(title: str, scored: Sequence[Scored]) -> None:
    """Means over reports; of event coverage over those whose summary has an event that the report tells too."""
    with_events = sum(one.figures["lead-3", "3 sentences"][0] is not None for one in scored)
    print(f"\n{title}: {len(scored)} reports, {with_events} with events to carry")
    print(f"  {'':22}" + "".join(f"{name:>18}" for name in _MEASURES))
    for budget in ("3 sentences", "60 words"):
        for name in SYSTEMS:
            rows = [one.figures[name, budget] for one in scored]
            means = []
            for at in range(len(_MEASURES)):
                values = [row[at] for row in rows if row[at] is not None]
                means.append(sum(v for v in values if v is not None) / max(len(values), 1))
            print(f"  {name:10}{budget:12}" + "".join(f"{mean:18.3f}" for mean in means))


def main() -> int:
    """Exit status: 1 where a line of a digest has no span or states a claim as a fact, else 0."""
    with ProcessPoolExecutor(2) as pool:
        reports = [one for one in pool.map(read_summarised, find_records(), chunksize=10) if one]
        scored = list(pool.map(score, reports, chunksize=10))
    for title, held_out in (("measured on", False), ("held out", True)):
        half = [one for one in scored if one.report.is_held_out == held_out]
        print_figures(f"{title}, all", half)
        print_figures(f"{title}, no copies", [one for one in half if not one.report.is_copied])
    faults = [fault for one in scored for fault in one.faults]
    lines = sum(one.lines + one.key_lines for one in scored)
    words = [len(forms_of(one.report.summary)) for one in scored]
    shown = [sum(one.words[name] for one in scored) / len(scored) for name in SYSTEMS]
    print(f"\nsummaries: {len(scored)}, {sum(words) / len(words):.0f} words each")
    print("words shown in three sentences: " + ", ".join(f"{n} {w:.0f}" for n, w in zip(SYSTEMS, shown, strict=True)))
    print(f"sentences of a digest: {sum(one.lines for one in scored) / len(scored):.2f}")
    print(f"lines: {lines}, of them without their span, their source or their factuality: {len(faults)}")
    print("\n".join(faults[:10]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
