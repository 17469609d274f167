"""Speed, memory and start, each beside a floor measured in the same run, since machines are shared and noisy.

The floor only folds the same text, cuts it into words and sentences and looks every word up in the same
vocabulary of names; reading may cost at most a fixed multiple of it. Run as `python -m bench.speed [FILE]`;
FILE is JSON Lines of articles (`.gz` too), by default the pool beside the project, else the samples repeated.
"""

from __future__ import annotations

import gzip
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from isnad.arabic.fold import fold
from isnad.arabic.sentences import find_sentences
from isnad.arabic.words import find_words
from isnad.gather.parse.jsonl import parse_record
from isnad.model import Article
from isnad.read.reader import Reader
from isnad.pipeline.reader import packaged_reader
from isnad.show.samples import sample_articles

POOL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "articles" / "conflict_pool.jsonl.gz"
_ROUNDS = 3
_STARTS = 5
_MOST_REPORTS = 1000
_BARS = {"reports_per_s": 100.0, "times_the_floor": 15.0, "peak_mb": 500.0, "version_s": 0.4, "first_report_s": 2.0}


def load_articles(path: Path) -> list[Article]:
    """Up to a thousand articles, evenly spread over the file."""
    if not path.exists():
        return list(sample_articles()) * 20
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    step = max(1, len(records) // _MOST_REPORTS)
    return [parse_record(record, str(path)) for record in records[::step]]


def floor(reader: Reader, article: Article) -> int:
    """The least any reader must do: fold, cut, and scan for names."""
    words = find_words(article.text, fold(article.text))
    sentences = find_sentences(article.text, words)
    vocabulary = reader.vocabulary
    found = len(sentences)
    for index, word in enumerate(words):
        form = vocabulary.form(word.form)
        found += len(form.names)
        if form.phrases:
            found += len(vocabulary.find_phrases(words, index, len(words)))
    return found


def seconds(work: Callable[[Article], object], articles: list[Article]) -> float:
    """Processor seconds for the work on all articles."""
    start = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - start


def start_seconds(code: list[str]) -> float:
    """Median wall seconds of a fresh process."""
    times = []
    for _ in range(_STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(articles: list[Article]) -> dict[str, float]:
    """All figures; reading and floor in turn, medians of three rounds."""
    reader = packaged_reader()
    for article in articles[:50]:
        reader.read(article)
    reading, floors = [], []
    for _ in range(_ROUNDS):
        floors.append(seconds(lambda a: floor(reader, a), articles))
        reading.append(seconds(reader.read, articles))
    first = "import isnad; isnad.read('قصفت الطائرات مدينة حمص.', published='2024-12-05')"
    return {
        "reports_per_s": len(articles) / statistics.median(reading),
        "times_the_floor": statistics.median(r / f for r, f in zip(reading, floors, strict=True)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "version_s": start_seconds(["-m", "isnad", "--version"]),
        "first_report_s": start_seconds(["-c", first]),
    }


def main() -> int:
    """Print each figure beside its bar."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else POOL
    articles = load_articles(path)
    print(f"{len(articles)} reports of {path.name if path.exists() else 'the samples'}, one core")
    for name, value in measure(articles).items():
        print(f"{name:18s} {value:10.2f}   bar {_BARS[name]:g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
