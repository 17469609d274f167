"""Origins measured: how often the number of independent origins of a judged incident is exact.

`python -m bench.origins CORPUS` reads the reports that `bench/origins.jsonl` names from CORPUS (JSON Lines, may be
gzipped), takes the claims that the judge saw, and compares. `--errors` shows each incident that is off, `--half odd` or
`even` only half of them: errors are read in the odd ones, the even ones say whether a change holds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isnad.gather.parse.jsonl import parse_record
from isnad.knowledge import load_knowledge
from isnad.model import Article, Claim
from isnad.pipeline.reader import packaged_reader
from isnad.weigh.accounts import Account, find_account
from isnad.weigh.origins import Tree, find_origins
from isnad.weigh.papers import Paper, find_paper
from isnad.weigh.sources import Register, find_register

JUDGED = Path(__file__).with_name("origins.jsonl")


@dataclass(frozen=True, slots=True)
class Report:
    """A report and its claims."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One judged incident and its tree."""

    judged: dict[str, Any]
    accounts: tuple[Account, ...]
    tree: Tree

    @property
    def is_exact(self) -> bool:
        """Whether the number of origins is the judge's."""
        return bool(self.tree.numbers.origins == self.judged["count"])


def main() -> None:
    """Measure and print."""
    options = _options()
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    judged = [one for one in judged if options.half in ("all", ("even", "odd")[one["incident"] % 2])]
    reports = _read(Path(options.corpus), {name for one in judged for name in one["articles"]})
    register = find_register(load_knowledge())
    measured = [_measure(one, reports, register) for one in judged]
    for one in measured:
        if options.errors and not one.is_exact:
            print("\n".join(_error(one, reports, register)))
    exact, ones = sum(one.is_exact for one in measured), sum(one["count"] == 1 for one in judged)
    print(f"exact {exact} of {len(measured)} = {exact / len(measured):.3f}; always one: {ones / len(measured):.3f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--half", choices=("all", "odd", "even"), default="all")
    return parser.parse_args()


def _read(corpus: Path, names: set[str]) -> dict[str, Report]:
    reader, found = packaged_reader(), {}
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in names:
                article = parse_record(record, record["id"])
                found[record["id"]] = Report(article, reader.read(article))
    return found


def _measure(judged: dict[str, Any], reports: dict[str, Report], register: Register) -> Measured:
    accounts: list[Account] = []
    papers: dict[str, Paper] = {}
    for name in judged["articles"]:
        report, received = reports[name], f"{reports[name].article.published}T00:00:00.000000Z"
        papers[name] = find_paper(report.article, register, article_id=name, received=received, claims=report.claims)
        accounts += [
            find_account(claim, report.article, article_id=name, received=received, common=frozenset())
            for claim in _seen(report, judged["tellings"])
        ]
    return Measured(judged, tuple(accounts), find_origins(accounts, papers, register))


def _seen(report: Report, tellings: list[list[Any]]) -> Iterator[Claim]:
    """The claims that the judge saw: of the same type over the same words, else whichever share their words."""
    for name, kind, start, end in tellings:
        if name != report.article.article_id:
            continue
        near = [c for c in report.claims if c.evidence.start < end and start < c.evidence.end]
        yield from [c for c in near if c.type == kind] or near[:1]


def _error(one: Measured, reports: dict[str, Report], register: Register) -> Iterator[str]:
    yield f"\n#{one.judged['incident']}: {one.tree.numbers.origins}, judged {one.judged['count']}: {one.judged['why']}"
    for origin in one.judged["origins"]:
        yield f"   judged {origin['who']}: {', '.join(origin['articles'])}"
    told = {account.claim_id: account for account in one.accounts}
    for relay in one.tree.relays:
        origin, account = one.tree.origins[relay.origin], told[relay.claim_id]
        article = reports[account.article_id].article
        yield f"   {origin.kind} {origin.name} <- {account.article_id} {article.outlet} [{article.byline}] {relay.how}"
        yield f"      chain {account.chain} {account.factuality}: {account.evidence.of(article.text)[:150]}"


if __name__ == "__main__":
    main()
