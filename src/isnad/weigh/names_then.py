"""Names of incidents as of a moment: what was joined later bears one name now and bore several then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from isnad.weigh.names import first_name


def find_held_then(
    groups: Sequence[Sequence[str]], held: Mapping[str, str], order: Mapping[str, int]
) -> dict[str, str]:
    """The incident that claims known at a moment were held in then, for `find_names`; `groups` are the groups of then.

    `held` and `order` say what holds now. A name is made of a claim, its founder: where that stood in another group then,
    what joined it since does not take its name along. A group that no name is left for takes the first that its claims
    founded. Groups that are those of now keep what holds now.
    """
    at = {claim: index for index, group in enumerate(groups) for claim in group}
    founders = {name: claim for claim in at if (name := first_name([claim])) in order}
    found = {
        claim: held[claim]
        for claim, index in at.items()
        if claim in held and not _joined_later(held[claim], index, at, founders, held)
    }
    named = {at[claim] for claim in found}
    for name in sorted(founders, key=order.__getitem__):
        if (index := at[founders[name]]) not in named:
            found[founders[name]] = name
            named.add(index)
    return found


def find_founder(name: str, claims: Collection[str]) -> str | None:
    """The claim that the name was made of, None where it is none of these."""
    return next((claim for claim in claims if first_name([claim]) == name), None)


def _joined_later(
    name: str, index: int, at: Mapping[str, int], founders: Mapping[str, str], held: Mapping[str, str]
) -> bool:
    """Whether the founder of the name, which still bears it, stood in another group than this one."""
    founder = founders.get(name)
    return founder is not None and at[founder] != index and held.get(founder, name) == name
