"""The accuracy gate: figures on the samples always, on the yardstick where it lies beside the project; floors only rise.

Run as `python -m bench.gate`; exit status 1 when a figure is below its floor in `bench/floors.toml`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from bench.scoring import score
from isnad.gather.parse import ParseOptions, parse_path
from isnad.knowledge.samples import load_samples
from isnad.model import Article
from isnad.pipeline.reader import packaged_reader
from isnad.show.rows import article_row
from isnad.show.samples import sample_article

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = ROOT.parent / "shared" / "eval"
FLOORS = Path(__file__).with_name("floors.toml")
_SETS = {
    "seed": ("seed/homs-2024-12-06.txt", "seed"),
    "tune": ("dev/tune.articles.jsonl", "dev/tune.gold.jsonl"),
    "check": ("dev/check.articles.jsonl", "dev/check.gold.jsonl"),
}


def sample_figures() -> dict[str, float]:
    """Events and record F1 on the packaged samples."""
    pairs = []
    reader = packaged_reader()
    for sample in load_samples():
        article = sample_article(sample)
        rows = article_row(article, reader.read(article))["claims"]
        pairs.append((list(sample.events), rows))
    scores = score(pairs)
    return {"samples_events_f1": scores["events"].f1, "samples_record_f1": scores["record"].f1}


def yardstick_figures(name: str) -> dict[str, float]:
    """Figures of the yardstick's own scorer on one of its sets; empty where it is absent."""
    articles, gold = _SETS[name]
    scorer = YARDSTICK / "score.py"
    if not scorer.exists() or not (YARDSTICK / articles).exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "system.jsonl"
        output.write_text(_read_all(YARDSTICK / articles), encoding="utf-8")
        command = [sys.executable, str(scorer), "--gold", str(YARDSTICK / gold), "--system", str(output), "--json"]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures = {f"{name}_record_f1": result["record_f1"], f"{name}_events_f1": result["strict"][2]}
    figures.update({f"{name}_{slot}_f1": values[2] for slot, values in result["slots"].items()})
    return figures


def _read_all(path: Path) -> str:
    reader = packaged_reader()
    articles = (article for article in parse_path(path, ParseOptions()) if isinstance(article, Article))
    rows = [json.dumps(article_row(article, reader.read(article)), ensure_ascii=False) for article in articles]
    return "\n".join(rows) + "\n"


def load_floors() -> dict[str, float]:
    """The floors by figure name."""
    return {name: float(value) for name, value in tomllib.loads(FLOORS.read_text(encoding="utf-8")).items()}


def find_falls(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Lines naming each figure below its floor."""
    return [f"{name} {figures[name]:.4f} < floor {floor:.4f}" for name, floor in floors.items()
            if name in figures and figures[name] < floor]  # fmt: skip


def main() -> int:
    """Print all figures; 1 where one fell below its floor."""
    figures = sample_figures()
    for name in _SETS:
        figures.update(yardstick_figures(name))
    for name, value in figures.items():
        print(f"{name:28s} {value:.4f}")
    falls = find_falls(figures, load_floors())
    for line in falls:
        print(line, file=sys.stderr)
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
