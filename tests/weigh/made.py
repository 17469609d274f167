"""Accounts made for tests: our own words, invented outlets."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from isnad.model import Span
from isnad.weigh.accounts import Account, Count, Spot, content_words

DAY = date(2024, 12, 5)
DOUMA = Spot("where", "دوما", "sy-douma", 33.57, 36.40, "Rural Damascus", "SY", is_within=False)
HARASTA = Spot("where", "حرستا", "sy-harasta", 33.56, 36.37, "Rural Damascus", "SY", is_within=False)
SYRIA = Spot("where", "سوريا", "sy", 35.0, 38.5, None, "SY", is_within=False)
ANY_TOWN = Spot("where", "البلده", None, None, None, None, None, is_within=False)


def account(name: str, text: str = "قصفت المدفعية السوق", **changed: object) -> Account:
    """An account of a shelling, changed as asked."""
    given: dict[str, object] = {
        "claim_id": name, "article_id": f"article {name}", "version_id": f"version {name}", "outlet": f"outlet {name}",
        "published": DAY, "received": "2024-12-05T10:00:00.000000Z", "type": "shelling", "factuality": "asserted",
        "spots": (DOUMA,), "first_day": DAY, "last_day": DAY, "initiators": (), "targets": (), "tolls": {}, "chain": (),
        "words": content_words(text), "title": frozenset(), "evidence": Span(0, 1),
    }  # fmt: skip
    return Account(**(given | changed))  # type: ignore[arg-type]


_WORDS = st.frozensets(
    st.sampled_from(["قصف", "سوق", "دوما", "زملكا", "عربين", "مدفعيه", "طفل", "شارع", "مسجد"]), max_size=6
)
_DAYS = st.none() | st.integers(1, 9).map(lambda day: date(2024, 12, day))
_TOLLS = st.none() | st.integers(0, 40).map(lambda low: Count(low, low, str(low)))


def _made(number: int) -> st.SearchStrategy[Account]:
    days = _DAYS.flatmap(lambda first: st.tuples(st.just(first), st.just(first) | st.none()))
    return st.builds(
        lambda kind, spots, days, published, words, title, actors, toll: account(
            f"c{number:03d}", type=kind, spots=tuple(spots), first_day=days[0], last_day=days[1], published=published,
            words=words, title=title, initiators=tuple(actors), tolls={"fatalities": toll} if toll else {},
        ),
        st.sampled_from(("shelling", "air_strike", "killing", "meeting", "appeal", "territory_gain", "headline")),
        st.lists(st.sampled_from((DOUMA, HARASTA, SYRIA, ANY_TOWN)), max_size=2, unique=True),
        days, _DAYS, _WORDS, _WORDS, st.lists(st.sampled_from(("sy-army", "ru-air-force", "رجال")), max_size=2, unique=True),
        _TOLLS,
    )  # fmt: skip


ACCOUNTS = st.integers(2, 12).flatmap(lambda count: st.tuples(*(_made(number) for number in range(count))))
CROWDS = st.integers(61, 90).flatmap(lambda count: st.tuples(*(_made(number) for number in range(count))))
