"""Synthetic accounts for tests of weighing."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from isnad.knowledge import load_knowledge
from isnad.model import Span
from isnad.weigh.accounts import Account, Count, Spot
from isnad.weigh.ground import find_ground

GROUND = find_ground(load_knowledge())


def spot(place_id: str | None, name: str | None = None, role: str = "where", lead: str = "", **more: Any) -> Spot:
    values = {"lat": None, "lon": None, "admin1": None, "country": "SY", "is_within": False} | more
    return Spot(role=role, name=name or place_id or "?", place_id=place_id, lead=lead, **values)


def account(claim_id: str, **values: Any) -> Account:
    """An account that says little, with these values; a toll as a pair of bounds."""
    tolls = {name: Count(*bounds, words="") for name, bounds in values.pop("tolls", {}).items()}
    given: dict[str, Any] = {
        "article_id": claim_id, "version_id": claim_id, "outlet": "outlet", "published": date(2024, 12, 5),
        "received": "2024-12-05T12:00:00.000000Z", "type": "shelling", "factuality": "asserted", "spots": (),
        "first_day": None, "last_day": None, "initiators": (), "targets": (), "chain": (), "words": frozenset(),
        "title": frozenset(), "evidence": Span(0, 1),
    }  # fmt: skip
    return Account(claim_id=claim_id, tolls=tolls, **(given | values))


_DAYS = st.dates(date(2024, 12, 1), date(2024, 12, 9))
_ACTORS = st.lists(
    st.sampled_from(("sy-army", "isis", "sy-hts", "local-gunmen", "قوات", "الثوار")), unique=True, max_size=2
).map(tuple)
_SPOTS = st.lists(
    st.builds(
        spot,
        st.sampled_from(("sy-homs", "sy-homs-governorate", "sy-hama", "sy", None)),
        role=st.sampled_from(("where", "origin")),
        lead=st.sampled_from(("", "معظم", "علي")),
        is_within=st.booleans(),
    ),
    max_size=2,
).map(tuple)
_TOLLS = st.dictionaries(
    st.sampled_from(("fatalities", "injured", "displaced")),
    st.sampled_from(((3, 3), (5, None), (None, None), (4, 9), (0, 0), (None, 2))),
)


@st.composite
def some_accounts(draw: st.DrawFn, most: int = 8) -> list[Account]:
    """Accounts with few values, so that they agree, differ and lack what others have."""
    found = []
    for number in range(draw(st.integers(0, most))):
        last = draw(st.none() | _DAYS)
        first = draw(st.none() | st.just(last))
        published = draw(st.none() | _DAYS)
        hour = draw(st.integers(0, 23))
        received = f"{draw(_DAYS)}T{hour:02}:00:00.000000Z"
        found.append(
            account(
                f"c{number}",
                outlet=draw(st.sampled_from(("one", "two", "three"))),
                published=published,
                received=received,
                type=draw(st.sampled_from(
                    ("shelling", "air_strike", "killing", "armed_clash", "territory_gain", "withdrawal", "denial")
                )),
                factuality=draw(st.sampled_from(("asserted", "claimed", "denied", "possible", "background"))),
                spots=draw(_SPOTS),
                first_day=first,
                last_day=last,
                is_time_carried=draw(st.booleans()),
                initiators=draw(_ACTORS),
                targets=draw(_ACTORS),
                tolls=draw(_TOLLS),
                words=draw(st.sampled_from((frozenset(), frozenset(("سيطره",))))),
            )
        )  # fmt: skip
    return found


def origin_of(one: Account) -> str:
    """The outlet itself."""
    return one.outlet or "?"
