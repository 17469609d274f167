"""A file of reports for tests of whole runs, made of the packaged samples' sentences: some twice, broken, or edited."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

from isnad.model import Article
from isnad.show.samples import sample_articles

_BROKEN = ('{"text": "', '{"text": 7}', '{"title": "no Arabic", "text": "none"}', "no JSON", '{"text": "')


def write_reports(path: Path, count: int, seed: int = 1) -> Path:
    """A JSON Lines file of `count` different reports and a quarter as many lines that are same, edited or broken."""
    chance = Random(seed)
    lines = [_line(number, chance) for number in range(count)]
    for _ in range(count // 8):
        at = chance.randrange(len(lines))
        lines.insert(chance.randrange(at, len(lines)) + 1, lines[at])
    # The same articles with other sentences: new versions.
    lines += [_line(number, chance) for number in range(count // 16)]
    for index in range(count // 16):
        lines.insert(chance.randrange(len(lines)), _BROKEN[index % len(_BROKEN)])
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@cache
def _samples() -> tuple[Article, ...]:
    return tuple(sample_articles())


def _line(number: int, chance: Random) -> str:
    """One report: two to four sentences of one sample, and a number that makes it differ from all others."""
    samples = _samples()
    sample = samples[number % len(samples)]
    sentences = [line for line in sample.text.split("\n") if line.strip()]
    chosen = chance.sample(sentences, min(len(sentences), chance.randint(2, 4)))
    record = {
        "doc_id": f"khayal-{number}",
        "outlet": "شبكة الخيال",
        "published": str(sample.published),
        "title": f"تقرير رقم {number}",
        "text": "\n".join([*chosen, f"هذا هو التقرير رقم {number} من هذا الملف."]),
    }
    return json.dumps(record, ensure_ascii=False)
