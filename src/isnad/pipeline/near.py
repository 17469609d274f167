"""Near: the accounts of a few articles as they stood at a moment, and their links, with what is kept of them taken as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection

from isnad.keep.articles import find_standing, load_versions
from isnad.keep.neighbours import find_inner, load_bodies_of
from isnad.keep.weighings import find_marks
from isnad.pipeline.neighbourhood import parse_accounts
from isnad.pipeline.weighing import find_accounts
from isnad.weigh.accounts import Account
from isnad.weigh.ground import Ground
from isnad.weigh.incidents import Link, find_link
from isnad.weigh.pairs import find_pairs


def find_near_then(
    connection: Connection, ground: Ground, as_of: str, articles: Collection[str]
) -> tuple[dict[str, Account], tuple[Link, ...]]:
    """The accounts of these articles by claim as they stood at the moment (UTC), and the links between them.

    A claim stands in one version, so that of versions that hold now accounts and links are those that were weighed; what
    another version told then is weighed here.
    """
    then = set(find_standing(connection, as_of=as_of, articles=articles))
    since = then.difference(find_standing(connection, articles=articles))
    changed = {version.article_id for version in load_versions(connection, sorted(since))}
    changed |= find_marks(connection, articles).keys()
    held = parse_accounts(load_bodies_of(connection, articles))
    kept = {name: one for name, one in held.items() if one.version_id in then and one.article_id not in changed}
    told = find_accounts(connection, ground, as_of=as_of, articles=changed) if changed else ()
    other = {one.claim_id: one for one in told}
    return {**kept, **other}, tuple(_find_links(connection, kept, other, ground))


def _find_links(
    connection: Connection, kept: Mapping[str, Account], other: Mapping[str, Account], ground: Ground
) -> Iterator[Link]:
    for (one, two), score in find_inner(connection, kept.keys()):
        yield Link(one, two, score)
    if other:
        for first, second in find_pairs([*kept.values(), *other.values()], ground):
            if not {first.claim_id, second.claim_id} <= kept.keys():
                yield find_link(first, second, ground)
