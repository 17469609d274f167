"""Evidence for a claim or an incident: everything that leads from its words back to the bytes, as files of a bag."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from isnad.errors import NotFound
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.receipts import line_of
from isnad.gather.archive.timestamps import find_stamps
from isnad.keep.articles import find_versions
from isnad.keep.bodies import claim_to_json
from isnad.keep.claims import StoredClaim, find_readings, load_claim
from isnad.keep.findings import find_findings
from isnad.keep.incidents import load_incident
from isnad.keep.receipts import load_receipts
from isnad.keep.store import Store
from isnad.keep.versions import Version
from isnad.model import Article, Claim, Receipt

Describe = Callable[[Claim, Article], dict[str, Any]]
# A stretch of the log longer than this says more about others than about the claim.
_LONGEST_CHAIN = 5000
_GUIDE = """\
This bag holds what one claim of Isnad rests on.

claims/     each claim with the words that say it; offsets are code points of the article's text, end exclusive
articles/   every version of the article that was received, as parsed
captures/   the bytes as they were received; the name of each file is the SHA-256 of its bytes
receipts.jsonl  how each capture arrived, one line for each time
chain.jsonl     the stretch of the archive's log that these receipts stand in, up to a time stamp or the log's end
readings/   what each version of the rules read in the article
findings.jsonl  what people and tools concluded
timestamps/ answers of time-stamp authorities (RFC 3161) for a receipt of the chain

To check it: validate the bag with any BagIt tool; compare the SHA-256 of each capture with its name and with its
receipt. The hash of a receipt is the SHA-256 of its line without the member `hash`; its `previous` is the hash of the
line before.
"""


def find_payload(archive: Archive, store: Store, name: str, describe: Describe) -> dict[str, bytes]:
    """Names and contents of the files that prove the claim or the incident of that name.

    Raises: NotFound; ArchiveError when a capture does not match its name.
    """
    with store.read() as connection:
        held = _find_claims(connection, name)
        versions = {v.version_id: v for one in held for v in find_versions(connection, one.article_id)}
        payload = {f"claims/{one.claim.claim_id}.json": _claim(one, versions, describe) for one in held}
        payload |= {f"articles/{v.version_id}.json": _article(v) for v in versions.values()}
        for one in held:
            for knowledge, read in find_readings(connection, one.version_id).items():
                payload[f"readings/{one.version_id}-{knowledge}.json"] = _json([claim_to_json(c) for c in read])
        payload["findings.jsonl"] = _findings(connection, [name, *(one.claim.claim_id for one in held)])
        captures = sorted({v.capture for v in versions.values()})
        receipts = [receipt for capture in captures for receipt in load_receipts(connection, capture)]
    payload |= {f"captures/{capture}": archive.read(capture) for capture in captures}
    payload["receipts.jsonl"] = b"".join(map(line_of, receipts))
    return payload | _chain(archive, receipts) | {"README.txt": _GUIDE.encode()}


def _find_claims(connection: Connection, name: str) -> list[StoredClaim]:
    """The claim of that name, or those of the incident that the name leads to now."""
    try:
        return [load_claim(connection, one) for one in _find_members(connection, name) or (name,)]
    except NotFound:
        raise NotFound(f"no claim and no incident is named {name}") from None


def _find_members(connection: Connection, name: str) -> tuple[str, ...]:
    try:
        return load_incident(connection, name).claims
    except NotFound:
        return ()


def _claim(held: StoredClaim, versions: dict[str, Version], describe: Describe) -> bytes:
    version = versions[held.version_id]
    return _json(
        {
            "claim": describe(held.claim, version.article),
            "record": claim_to_json(held.claim),
            "version": held.version_id,
            "capture": version.capture,
            "state": held.state,
            "knowledge": held.knowledge,
            "digest": held.digest,
        }
    )


def _article(version: Version) -> bytes:
    article = version.article
    said = {"title": article.title, "outlet": article.outlet, "url": article.url, "notes": list(article.notes),
            "published": article.published.isoformat() if article.published else None}  # fmt: skip
    sections = [{"kind": str(s.kind), "span": [s.span.start, s.span.end]} for s in article.sections]
    kept = {"version": version.version_id, "number": version.number, "capture": version.capture, "where": version.where,
            "received": version.received, "parser": version.parser}  # fmt: skip
    return _json({**kept, **said, "sections": sections, "text": article.text})


def _findings(connection: Connection, subjects: Iterable[str]) -> bytes:
    found = [one for subject in dict.fromkeys(subjects) for one in find_findings(connection, subject)]
    rows = ({**asdict(one.finding), "stale": one.stale} for one in found)
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def _chain(archive: Archive, receipts: Sequence[Receipt]) -> dict[str, bytes]:
    """The log from the first of the receipts to the first time stamp after the last, or to its end, and the time stamps."""
    first, last = min(receipt.number for receipt in receipts), max(receipt.number for receipt in receipts)
    stamps = [(path, int(name[1])) for path, name in find_stamps(archive) if int(name[1]) >= last][:1]
    end = stamps[0][1] if stamps else last + _LONGEST_CHAIN
    lines = [line_of(receipt) for receipt in islice(archive.receipts(first - 1), min(end - first + 1, _LONGEST_CHAIN))]
    found = {f"timestamps/{path.name}": path.read_bytes() for path, number in stamps if number - first < _LONGEST_CHAIN}
    return {"chain.jsonl": b"".join(lines), **found}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
