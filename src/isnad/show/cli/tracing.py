"""`isnad trace`: an incident down to its bytes: origins, what they say and where they differ, claims, words, captures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.console import Console

from isnad.keep.articles import load_versions
from isnad.keep.claims import StoredClaim, load_claim
from isnad.keep.incidents import IncidentRow, find_incident_of, load_incident
from isnad.keep.receipts import load_receipts
from isnad.keep.versions import Version
from isnad.model import Receipt
from isnad.show.cli.options import Place
from isnad.show.cli.tables import claim_table, shown
from isnad.show.cli.weighing import count_origins, incident_row
from isnad.show.contents import said_words
from isnad.show.rows import claim_row
from isnad.weigh.contradictions import Answer
from isnad.weigh.origins import Tree
from isnad.workspace import Workspace

Receipts = Mapping[str, tuple[Receipt, ...]]


def trace_and_print(place: Place, name: str, *, as_json: bool) -> int:
    """Exit status after showing what an incident, or the one that a claim stands in, rests on: 0. Raises: NotFound."""
    with place.open() as workspace:
        with workspace.store.read() as connection:
            row = load_incident(connection, find_incident_of(connection, name) or name)
            held = [load_claim(connection, claim) for claim in row.claims]
            versions = {v.version_id: v for v in load_versions(connection, [one.version_id for one in held])}
            receipts = {v.capture: load_receipts(connection, v.capture) for v in versions.values()}
        tree, answers = workspace.answer(held, versions)
    if as_json:
        claims = [_claim_row(one, versions[one.version_id], receipts, workspace) for one in held]
        said = {"origins": _tree_rows(tree), "values": [_answer_row(answer) for answer in answers], "claims": claims}
        print(json.dumps({**incident_row(row), **said}, ensure_ascii=False, default=str))
        return 0
    console = Console()
    _print_tree(console, row, tree)
    _print_answers(console, answers)
    for one in held:
        version = versions[one.version_id]
        console.print()
        console.print(claim_table(one.claim, version.article, explain=False))
        for line in _chain(one, version, receipts[version.capture], workspace):
            console.print(shown(line, "dim"))
    return 0


def _print_tree(console: Console, row: IncidentRow, tree: Tree) -> None:
    """The four numbers, then each origin with those who pass it on."""
    numbers = tree.numbers
    head = f"{row.type} · {numbers.reports} claims · {numbers.articles} articles · {numbers.outlets} outlets"
    console.print(shown(f"{head} · {count_origins(numbers.origins)}", "bold cyan"))
    for place, origin in enumerate(tree.origins):
        console.print(shown(f"origin {place + 1} · {origin.kind} · {origin.name}", "bold"))
        for relay in (one for one in tree.relays if one.origin == place):
            through = f"through {', '.join(relay.through)} · " if relay.through else ""
            console.print(shown(f"- {through}{relay.outlet or 'no outlet'} · {relay.how} · claim {relay.claim_id}"))


def _print_answers(console: Console, answers: tuple[Answer, ...]) -> None:
    """What is said of each value by its origins; where nobody differs, one line."""
    for answer in answers:
        differs = " · origins differ" if answer.contradictions else ""
        best = answer.best
        suggested = f" · {said_words(best.content)} ({best.rule})" if best.content is not None else f" · {best.rule}"
        console.print(shown(f"{answer.value}{suggested}{differs}", "yellow" if differs else "bold"))
        if len(answer.sides) > 1:
            for side in answer.sides:
                said = " / ".join(said_words(content) for content in side.contents)
                console.print(
                    shown(f"- {said} · said by {', '.join(side.origins)} · first {side.first_told or 'undated'}")
                )


def _tree_rows(tree: Tree) -> list[dict[str, Any]]:
    return [
        {**asdict(origin), "relays": [asdict(relay) for relay in tree.relays if relay.origin == place]}
        for place, origin in enumerate(tree.origins)
    ]


def _answer_row(answer: Answer) -> dict[str, Any]:
    sides = [
        {"said": [said_words(content) for content in side.contents], "origins": list(side.origins),
         "claims": list(side.claims), "first_told": side.first_told}
        for side in answer.sides
    ]  # fmt: skip
    place = {id(side): index for index, side in enumerate(answer.sides)}
    apart = [[place[id(one.one)], place[id(one.other)]] for one in answer.contradictions]
    best = {
        "said": said_words(answer.best.content) if answer.best.content is not None else None,
        "rule": answer.best.rule,
    }
    return {"value": answer.value, "sides": sides, "contradictions": apart, "suggested": best}


def _chain(one: StoredClaim, version: Version, receipts: tuple[Receipt, ...], workspace: Workspace) -> list[str]:
    """From the claim down to its bytes, a line for each step."""
    article, span = version.article, one.claim.evidence
    said = f"{article.outlet or 'no outlet'} · {article.published or 'no day'}"
    return [
        f"claim {one.claim.claim_id}, characters {span.start} to {span.end} of",
        f"version {version.version_id} ({version.number} of the article) · {said}",
        f"capture {version.capture}",
        *(f"receipt {r.number} · {r.received} · {r.where}" for r in receipts),
        f"kept in {workspace.archive.blobs.path_of(version.capture)}",
    ]


def _claim_row(one: StoredClaim, version: Version, receipts: Receipts, workspace: Workspace) -> dict[str, Any]:
    article = version.article
    return {
        **claim_row(one.claim, article),
        "article": {"id": version.article_id, "version": version.version_id, "title": article.title,
                    "outlet": article.outlet, "url": article.url,
                    "published": article.published.isoformat() if article.published else None},
        "capture": version.capture,
        "receipts": [{"number": r.number, "received": r.received, "where": r.where, "hash": r.hash}
                     for r in receipts[version.capture]],
        "kept": str(workspace.archive.blobs.path_of(version.capture)),
    }  # fmt: skip
