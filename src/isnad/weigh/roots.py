"""Roots: the voice that each claim of an incident comes down to, once its claims are seen together.

In this order: names that are one source; the outlet's own voice beside a source in the same article; wording carried
from another report; a source close by that others name; what the same outlet or agency has from a source elsewhere;
credits of outlets; `agencies` that nobody names.
Each step only takes roots that are there, so none adds an origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from isnad.weigh.accounts import Account
from isnad.weigh.copies import SENTENCE, compare, find_copied_passages, find_copies, order_of
from isnad.weigh.groups import find_groups
from isnad.weigh.papers import Paper, Said
from isnad.weigh.sources import MEDIUM, NAMED, Register, Source, are_kin
from isnad.weigh.voices import How, Root, Rooted, Sort, find_voice

# Wording is compared this far around a claim's evidence, in characters: about two sentences.
_REACH = 200
# So far may a source stand from a claim that it is taken to stand behind, in characters: about a paragraph and the next.
_NEARBY = 900
_SOFT = (Sort.OWN, Sort.POOL)
_CARRIED = (*_SOFT, Sort.UNNAMED, Sort.REPORTER)
Claims = dict[str, Rooted]


def find_roots(accounts: Iterable[Account], papers: Mapping[str, Paper], register: Register) -> tuple[Rooted, ...]:
    """Each claim with its root.

    Order: as the claims were published, then received.
    """
    found = [find_voice(account, papers.get(account.version_id), register) for account in accounts]
    rooted = {one.account.claim_id: one for one in sorted(found, key=_order)}
    _join_kin(rooted, register)
    _take_from_article(rooted)
    _take_from_copies(rooted, papers, register)
    _take_from_nearby(rooted, register)
    _take_from_elsewhere(rooted)
    _take_from_credited(rooted, register)
    _take_pooled(rooted, register)
    return tuple(rooted.values())


def _order(one: Rooted) -> tuple[str, str, bool, str, str]:
    account = one.account
    if one.paper is not None:
        return *order_of(one.paper), account.claim_id
    day = account.published.isoformat() if account.published else account.received[:10]
    return day, account.received, True, account.version_id, account.claim_id


def _join_kin(rooted: Claims, register: Register) -> None:
    """Give the names of one source one root: that of the first claim that names it.

    Sources named together for one sentence are one: nothing shows that each of them said it.
    """
    sources: dict[str, Source] = {}
    together: list[tuple[str, str]] = []
    for one in rooted.values():
        if one.root.sort == Sort.NAMED and one.source is not None:
            for source in (one.source, *one.beside):
                sources.setdefault(source.key, source)
                together.append((one.source.key, source.key))
    kin = [(a, b) for a, b in combinations(sources, 2) if are_kin(sources[a], sources[b], register)]
    first = {name: group[0] for group in find_groups(sources, together + kin) for name in group}
    for claim, one in rooted.items():
        if one.root.sort == Sort.NAMED and first[one.root.name] != one.root.name:
            rooted[claim] = one.moved(Root(Sort.NAMED, first[one.root.name]), one.how, one.of)


def _take_from_article(rooted: Claims) -> None:
    """Let the article's own voice rest on the source that it names nearest by for the same happening."""
    articles: dict[tuple[str, bool], list[Rooted]] = defaultdict(list)
    for one in rooted.values():
        articles[one.account.article_id, one.is_denial].append(one)
    for members in articles.values():
        sourced = [one for one in members if one.root.sort not in _SOFT]
        for one in members:
            if sourced and one.root.sort in _SOFT and one.source is None:
                nearest = min(sourced, key=lambda other, one=one: _distance(one, other))  # type: ignore[misc]
                rooted[one.account.claim_id] = one.moved(nearest.root, How.SAME_ARTICLE, nearest.account.claim_id)


def _distance(one: Rooted, other: Rooted) -> tuple[bool, int, str]:
    apart = abs(one.account.evidence.start - other.account.evidence.start)
    return one.account.version_id != other.account.version_id, apart, other.account.claim_id


def _take_from_copies(rooted: Claims, papers: Mapping[str, Paper], register: Register) -> None:
    """Give claims in one wording one root, save those that name their own source."""
    pairs = _carried_pairs(rooted, papers)
    for group in find_groups(rooted, pairs):
        members = [rooted[claim] for claim in group]
        if len(members) > 1 and any(one.root.sort in _CARRIED for one in members):
            root, first = _deepest(members, register)
            for one in members:
                if one.root.sort in _CARRIED and one.root != root:
                    rooted[one.account.claim_id] = one.moved(root, How.COPIED, first.account.claim_id)


def _carried_pairs(rooted: Claims, papers: Mapping[str, Paper]) -> list[tuple[str, str]]:
    """Pairs of claims of different articles whose passages, or whose articles as a whole, have one wording."""
    passages = {claim: _passage(one) for claim, one in rooted.items()}
    sentences = {claim: _sentence(one) for claim, one in rooted.items()}
    order = list(rooted)
    alike = [*find_copied_passages(passages, order), *find_copied_passages(sentences, order, SENTENCE)]
    found = [pair for pair in alike if _may_carry(*pair, rooted)]
    versions: dict[str, list[str]] = defaultdict(list)
    for claim, one in rooted.items():
        versions[one.account.version_id].append(claim)
    for copy in find_copies(papers[version] for version in versions if version in papers):
        for claim in versions[copy.article]:
            others = [other for other in versions[copy.of] if _may_carry(claim, other, rooted)]
            if others and rooted[claim].root.sort in _CARRIED:
                found.append((max(others, key=lambda o, c=claim: compare(passages[c], passages[o])), claim))  # type: ignore[misc]
    return found


def _passage(one: Rooted) -> frozenset[int]:
    """Marks of the claim's own sentence, whoever says it, and of what its article says around it."""
    return one.paper.print.own_around(one.account.evidence, _REACH) | _sentence(one) if one.paper else frozenset()


def _sentence(one: Rooted) -> frozenset[int]:
    return one.paper.print.within(one.account.evidence) if one.paper else frozenset()


def _may_carry(one: str, other: str, rooted: Claims) -> bool:
    mine, theirs = rooted[one], rooted[other]
    return mine.account.article_id != theirs.account.article_id and mine.is_denial == theirs.is_denial


_DEPTH = (Sort.NAMED, Sort.REPORTER, Sort.UNNAMED, Sort.OWN, Sort.POOL)


def _deepest(members: list[Rooted], register: Register) -> tuple[Root, Rooted]:
    """The root of a wording, and the claim that shows it: the named source, else what a credited agency holds."""
    sort = min((one.root.sort for one in members), key=_DEPTH.index)
    first = next(one for one in members if one.root.sort == sort)
    if sort in (Sort.NAMED, Sort.REPORTER, Sort.POOL):
        return first.root, first
    held = next((one for one in members if one.root.name in register.agencies), None)
    if held is not None:
        return Root(sort, held.root.name), held
    pooled = next((one for one in members if one.root.sort == Sort.POOL), None)
    return (pooled.root, pooled) if pooled is not None and sort == Sort.OWN else (first.root, first)


def _take_from_nearby(rooted: Claims, register: Register) -> None:
    """Let an own voice rest on a source that its articles name close by, where others name it for the happening.

    A report leads in its own voice with what it then has a source say.
    """
    own: dict[Root, list[Rooted]] = defaultdict(list)
    for one in rooted.values():
        if one.root.sort in _SOFT and (one.source is None or one.source.sort != MEDIUM):
            own[one.root].append(one)
    for members in own.values():
        near = [(_gap(one, said), root) for one in members for said, root in _known_near(one, rooted, register)]
        for one in members if near else ():
            rooted[one.account.claim_id] = one.moved(min(near)[1], How.NEARBY, None)


def _known_near(one: Rooted, rooted: Claims, register: Register) -> Iterator[tuple[Said, Root]]:
    for said in one.paper.said if one.paper is not None else ():
        root = _known_root(said.source, rooted, register) if _gap(one, said)[0] <= _NEARBY else None
        if root is not None:
            yield said, root


def _gap(one: Rooted, said: Said) -> tuple[int, str, str]:
    mine, theirs = one.account.evidence, said.evidence
    return max(0, theirs.start - mine.end, mine.start - theirs.end), one.account.claim_id, said.claim_id


def _known_root(source: Source, rooted: Claims, register: Register) -> Root | None:
    """The root that claims already have by a name of this source."""
    for one in rooted.values():
        named = one.root.sort == source.sort == NAMED and one.source is not None
        if named and one.source is not None and are_kin(one.source, source, register):
            return one.root
    return None


def _take_from_elsewhere(rooted: Claims) -> None:
    """Let a voice rest on what it is known to have from a source: nothing shows that it saw for itself."""
    known: dict[tuple[str, bool], Rooted] = {}
    for sort in (Sort.NAMED, Sort.UNNAMED):
        for one in rooted.values():
            for holder in one.holders if one.root.sort == sort else ():
                if sort == Sort.NAMED or holder == one.root.name:
                    known.setdefault((holder, one.is_denial), one)
    for claim, one in rooted.items():
        source = known.get((one.root.name, one.is_denial)) if one.root.sort == Sort.OWN else None
        if source is not None:
            rooted[claim] = one.moved(source.root, How.ELSEWHERE, source.account.claim_id)


def _take_from_credited(rooted: Claims, register: Register) -> None:
    """Follow credits: text credited to an outlet that itself credits another is the other's; a circle is one voice."""
    own = {one.root.name: one for one in reversed(rooted.values()) if one.root.sort == Sort.OWN}
    tells = {one.outlet for one in rooted.values() if one.root == Root(Sort.OWN, one.outlet)}
    pairs = [
        (one.outlet, one.root.name)
        for one in rooted.values()
        if one.root.sort == Sort.OWN and one.outlet in own and one.outlet not in tells
    ]
    for group in find_groups(own, pairs):
        end = next((name for name in group if name in register.agencies or name in tells), min(group))
        for claim, one in rooted.items():
            if len(group) > 1 and one.root.sort == Sort.OWN and one.root.name in group and one.root.name != end:
                rooted[claim] = one.moved(Root(Sort.OWN, end), How.ELSEWHERE, own[end].account.claim_id)


def _take_pooled(rooted: Claims, register: Register) -> None:
    """Give text of unnamed agencies the first root that an agency is known to hold."""
    held = [
        one
        for one in rooted.values()
        if one.root.sort != Sort.POOL and register.agencies & {*one.holders, one.root.name}
    ]
    for claim, one in rooted.items():
        if one.root.sort == Sort.POOL and held:
            rooted[claim] = one.moved(held[0].root, How.POOLED, held[0].account.claim_id)
