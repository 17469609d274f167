"""What care knows: the policy with the words, names and areas that it needs, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.errors import KnowledgeError
from isnad.knowledge import Knowledge
from isnad.knowledge.lexicons import load_lexicon
from isnad.show.care.areas import Areas, find_areas
from isnad.show.care.eyes import Eyes
from isnad.show.care.names import Masks, load_masks
from isnad.show.care.policy import Policy
from isnad.show.care.sites import SiteForms, find_site_forms


@dataclass(frozen=True, slots=True)
class Care:
    """Everything that protecting needs. `moving` are the types of displacement, `delayed` those that are left out at first."""

    policy: Policy
    areas: Areas
    masks: Masks
    sites: SiteForms
    types: frozenset[str]
    moving: frozenset[str]
    delayed: frozenset[str]


def find_care(knowledge: Knowledge, policy: Policy) -> Care:
    """The policy made ready for use, once for all that is shown.

    Raises: KnowledgeError where the policy names a type, a family or a class of sites that does not exist: a name
    misspelt would protect nobody.
    """
    types = {one.name for one in knowledge.event_types}
    families = {one.family for one in knowledge.event_types}
    lexicon = knowledge.lexicons["protected_sites"]
    rule = policy.displacement
    _check("displacement", "types", rule.types, types)
    _check("displacement", "families", rule.families, families)
    _check("delay", "types", policy.delay.types, types)
    _check("delay", "sites", policy.delay.sites, {row.cls for row in lexicon})
    _check("sites", "classes", policy.sites.classes, {row.cls for row in lexicon})
    moving = {one.name for one in knowledge.event_types if one.family in rule.families or one.name in rule.types}
    return Care(
        policy=policy,
        areas=find_areas(knowledge.places),
        masks=load_masks(knowledge.actors, {**knowledge.lexicons, "person_nouns": load_lexicon("person_nouns")}),
        sites=find_site_forms(lexicon),
        types=frozenset(types),
        moving=frozenset(moving),
        delayed=frozenset((*moving, *policy.delay.types)),
    )


def may_read_words(eyes: Eyes) -> bool:
    """Whether words, titles and texts of reports may be shown: never to the public, under any policy."""
    return eyes.sees_all


def _check(rule: str, key: str, names: tuple[str, ...], known: set[str]) -> None:
    if unknown := sorted(set(names) - known):
        raise KnowledgeError(f"policy: [{rule}] {key}: unknown: {', '.join(unknown)}")
