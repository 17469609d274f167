"""`isnad trace`: an incident down to its bytes: origins, what they say and where they differ, claims, words, captures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Console

from isnad.gather.archive.archive import Archive
from isnad.keep.claims import StoredClaim
from isnad.model import Receipt
from isnad.pipeline.tracing import Trace
from isnad.show.cli.options import Place, moment_of
from isnad.show.cli.tables import claim_table, shown
from isnad.show.cli.weighing import incident_row, print_head
from isnad.show.contents import said_words
from isnad.show.rows import claim_row
from isnad.weigh.contradictions import Answer, Side
from isnad.weigh.origins import Origin, Relay, Tree


def trace_and_print(place: Place, name: str, as_of: str | None, *, as_json: bool) -> int:
    """Exit status after showing what an incident, or the one that a claim stands in, rests on: 0. Raises: NotFound."""
    moment = moment_of(as_of)
    with place.open() as workspace:
        traced, archive = workspace.trace(name, as_of=moment), workspace.archive
    if as_json:
        print(json.dumps(_trace_row(traced, archive), ensure_ascii=False, default=str))
        return 0
    console = Console()
    print_head(console, traced.row)
    if traced.as_of:
        console.print(shown(f"as known at {traced.as_of}"))
    _print_tree(console, traced.tree)
    for answer in traced.answers:
        _print_answer(console, answer)
    for one in traced.held:
        console.print()
        console.print(claim_table(one.claim, traced.versions[one.version_id].article, explain=False))
        for line in _chain(one, traced, archive):
            console.print(shown(line, "dim"))
    return 0


def _print_tree(console: Console, tree: Tree) -> None:
    """Each origin with those who pass it on."""
    for place, origin in enumerate(tree.origins):
        console.print(shown(f"origin {place + 1} · {_origin_words(origin)}", "bold"))
        for relay in (one for one in tree.relays if one.origin == place):
            console.print(shown(f"- {_relay_words(relay)}"))


def _origin_words(origin: Origin) -> str:
    others = [name for name in origin.names if name != origin.name]
    called = f" · also called {', '.join(others)}" if others else ""
    return f"{origin.kind} · {origin.name}{'' if origin.is_named else ' · not named'}{called}"


def _relay_words(relay: Relay) -> str:
    through = f"through {', '.join(relay.through)} · " if relay.through else ""
    of = f" of claim {relay.of}" if relay.of else ""
    said = f"{relay.outlet or 'no outlet'} · {relay.how}{of} · claim {relay.claim_id} of article {relay.article_id}"
    return through + said


def _print_answer(console: Console, answer: Answer) -> None:
    """What is suggested for a value, then each side by its origins, and which sides differ."""
    differs, best = bool(answer.contradictions), answer.best
    suggested = f"{said_words(best.content)} ({best.rule})" if best.content is not None else best.rule
    head = f"{answer.value} · {suggested}{' · origins differ' if differs else ''}"
    console.print(shown(head, "yellow" if differs else "bold"))
    for side in answer.sides:
        console.print(shown(f"- {_side_words(side)}"))
    for one, other in _apart(answer):
        console.print(shown(f"- side {one + 1} differs from side {other + 1}", "yellow"))


def _side_words(side: Side) -> str:
    said = " / ".join(said_words(content) for content in side.contents)
    told = f"said by {', '.join(side.origins)} · first {side.first_told or 'undated'}"
    return f"{said} · {told} · claims {', '.join(side.claims)}"


def _apart(answer: Answer) -> list[tuple[int, int]]:
    """Places of the sides that contradict each other."""
    place = {id(side): index for index, side in enumerate(answer.sides)}
    return [(place[id(one.one)], place[id(one.other)]) for one in answer.contradictions]


def _chain(one: StoredClaim, traced: Trace, archive: Archive) -> Iterator[str]:
    """From the claim down to its bytes, a line for each step."""
    version, span = traced.versions[one.version_id], one.claim.evidence
    article = version.article
    yield f"claim {one.claim.claim_id}, characters {span.start} to {span.end} of"
    yield f"version {version.version_id} ({version.number} of article {version.article_id})"
    yield f"{article.published or 'no day'} · {article.outlet or 'no outlet'}"
    yield from (f"{name} {said}" for name, said in (("title", article.title), ("url", article.url)) if said)
    yield f"capture {version.capture}"
    for receipt in traced.receipts[version.capture]:
        crawled = f" · crawled {when}" if (when := _crawled(receipt)) else ""
        yield f"receipt {receipt.number} · {receipt.received}{crawled} · {receipt.where}"
        yield f"with hash {receipt.hash}"
    yield f"kept in {archive.blobs.path_of(version.capture)}"


def _crawled(receipt: Receipt) -> str | None:
    """When an archive of pages says that it received the bytes."""
    return dict(receipt.told).get("crawled")


def _trace_row(traced: Trace, archive: Archive) -> dict[str, Any]:
    return {
        **incident_row(traced.row),
        "as_of": traced.as_of,
        "origins": _tree_rows(traced.tree),
        "values": [_answer_row(answer) for answer in traced.answers],
        "claims": [_claim_row(one, traced, archive) for one in traced.held],
    }


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
    best = {
        "said": said_words(answer.best.content) if answer.best.content is not None else None,
        "rule": answer.best.rule,
    }
    apart = [list(pair) for pair in _apart(answer)]
    return {"value": answer.value, "sides": sides, "contradictions": apart, "suggested": best}


def _claim_row(one: StoredClaim, traced: Trace, archive: Archive) -> dict[str, Any]:
    version = traced.versions[one.version_id]
    article = version.article
    return {
        **claim_row(one.claim, article),
        "article": {"id": version.article_id, "version": version.version_id, "number": version.number,
                    "title": article.title, "outlet": article.outlet, "url": article.url,
                    "published": article.published.isoformat() if article.published else None},
        "capture": version.capture,
        "receipts": [{"number": r.number, "received": r.received, "crawled": _crawled(r), "where": r.where,
                      "hash": r.hash} for r in traced.receipts[version.capture]],
        "kept": str(archive.blobs.path_of(version.capture)),
    }  # fmt: skip
